"""The lists of a map that is filled in as a workbook: our fields, codes, and what names of sheets can say."""

from collections.abc import Mapping, Sequence

from bvaudit.extract.proposal.codes import YES_NO, list_of
from bvaudit.extract.proposal.record import Proposal, ProposedColumn
from bvaudit.intake.form_layout import Choice, row_list
from bvaudit.model.kart import NO_DAY
from bvaudit.model.kartvalg import ENDS, FIXED, NO_NAME, field_choices, field_text, is_common, table_word
from bvaudit.model.koder import CODE_LISTS, Kodelister
from bvaudit.texts import text

Lists = Mapping[str, tuple[Choice, ...]]


def choice_lists(proposal: Proposal, koder: Kodelister) -> Lists:
    used = {column.felt for group in proposal.grupper for column in group.kolonner}
    fields = (one for one in field_choices() if is_common(one) or one.kode in used)
    yes_no = tuple(Choice(kode=kode, tekst=text(f"kart_skjema.{kode}")) for kode in ("ja", "nei"))
    strokes = ("ingen", "britisk", "amerikansk")
    lists: dict[str, tuple[Choice, ...]] = {
        "Felt": tuple(Choice(kode=one.kode, tekst=one.tekst) for one in fields),
        "JaNei": yes_no,
        "Skrastrek": tuple(Choice(kode=kode, tekst=text(f"kart_skjema.skrastrek.{kode}")) for kode in strokes),
        "Faste": (*_none_ended(), *(choice for felt in FIXED for choice in _fixed(felt, koder))),
        "Navn": (_no_name(),),
        "Kode": (),
    }
    for group in proposal.grupper:
        named = dict.fromkeys((*((group.navn,) if group.navn else ()), *group.navn_valg))
        names = (Choice(kode=pattern, tekst=name_text(pattern)) for pattern in named)
        lists[row_list("Navn", group.id)] = (_no_name(), *names)
        for column in group.kolonner:
            choices = _code_choices(column, koder)
            lists |= {row_list("Kode", code.id): choices for code in column.koder}
    return lists


def shown(choices: Sequence[Choice], kode: str) -> str | None:
    """The text of a choice; None when there is no such one."""
    return next((choice.tekst for choice in choices if choice.kode == kode), None)


def name_text(pattern: str) -> str:
    """«Fosterhjem <enhet>» as it is shown: «Fosterhjem [enhet]»."""
    year = pattern.replace("<ar>", text("kart_skjema.navn.ar"))
    return year.replace("<", "[").replace(">", "]").replace("*", "…")


def _no_name() -> Choice:
    return Choice(kode=NO_NAME, tekst=text("kart_skjema.navn.ingenting"))


def _none_ended() -> tuple[Choice, ...]:
    return tuple(
        Choice(
            kode=f"{felt}={NO_DAY}",
            tekst=text("kart_skjema.ingen_avsluttet", tabell=table_word(felt.partition(".")[0])),
        )
        for felt in ENDS
    )


def _fixed(felt: str, koder: Kodelister) -> tuple[Choice, ...]:
    tabell, _, kolonne = felt.partition(".")
    liste = koder.get(CODE_LISTS[tabell, kolonne])
    named = field_text(tabell, kolonne)
    codes = liste.koder if liste else ()
    return tuple(Choice(kode=f"{felt}={one.kode}", tekst=f"{named} = {one.kode} {one.tittel}") for one in codes)


def _code_choices(column: ProposedColumn, koder: Kodelister) -> tuple[Choice, ...]:
    liste = list_of(column.felt)
    if liste == YES_NO:
        return tuple(Choice(kode=kode, tekst=text(f"kart_skjema.{kode}")) for kode in ("ja", "nei"))
    codes = koder[liste].koder if liste in koder else ()
    return tuple(Choice(kode=one.kode, tekst=f"{one.kode} {one.tittel}") for one in codes)

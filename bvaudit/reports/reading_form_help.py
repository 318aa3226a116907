"""What a reader looks in while reading: the guidance to each point, and questions to the one who owns the list."""

from collections.abc import Mapping, Sequence

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesporsmal
from bvaudit.reports.forms import Faktum, FormColumn, FormRow, TableSheet
from bvaudit.reports.reading_form_case import FORSIDE, VEILEDNING, Lists, way_to
from bvaudit.reports.reading_form_words import PUNKTER, shown
from bvaudit.reports.wording import clean
from bvaudit.texts import text

SPORSMAL = "sporsmal"
_GUIDANCE = {"nr": 9, "sporsmal": 30, "se_etter": 48, "godt": 29, "svakt": 24, "hjemmel": 22}
_QUESTIONS = {"punkt": 34, "sporsmal": 60, "svar": 52, "lukket": 11}
_SPARE = 12


def guidance_sheet(punkter: Mapping[str, Lesepunkt]) -> TableSheet:
    """One row for each point."""
    return TableSheet(
        key=VEILEDNING,
        navn=text("leseskjema.ark.veiledning"),
        tittel=text("leseskjema.veiledning.tittel"),
        hode=(_back(text("leseskjema.veiledning.innledning")),),
        kolonner=tuple(
            FormColumn(spurt=Asked(key=key, navn=text(f"leseskjema.veiledning.{key}"), fast=True), bredde=width)
            for key, width in _GUIDANCE.items()
        ),
        rader=tuple(FormRow(id=regel, verdier=_guidance(punkt)) for regel, punkt in punkter.items()),
        oppslag=True,
        voks=True,
    )


def _guidance(punkt: Lesepunkt) -> Mapping[str, str]:
    asked = "\n".join(one for one in (punkt.tittel, punkt.sporsmal) if one)
    return {
        "nr": punkt.gjelder.regel,
        "sporsmal": clean(asked),
        "se_etter": clean("\n".join(one for one in (punkt.veiledning, punkt.merknad) if one)),
        "godt": clean(punkt.godt),
        "svakt": clean(punkt.svakt),
        "hjemmel": clean("\n".join(punkt.hjemmel)),
    }


def point_choices(punkter: Mapping[str, Lesepunkt]) -> tuple[Choice, ...]:
    return tuple(
        Choice(kode=regel, tekst=clean(f"{regel} {punkt.tittel or punkt.sporsmal}")) for regel, punkt in punkter.items()
    )


def questions_sheet(ark: Leseark, lists: Lists) -> TableSheet:
    """Those asked before with their answers, and empty rows for more."""
    return TableSheet(
        key=SPORSMAL,
        navn=text("leseskjema.ark.sporsmal"),
        tittel=text("leseskjema.sporsmal.tittel"),
        hode=(_back(text("leseskjema.sporsmal.innledning")),),
        kolonner=tuple(_asked(key, width) for key, width in _QUESTIONS.items()),
        rader=tuple(_question(one, lists[PUNKTER]) for one in ark.sporsmal),
        ledige=_SPARE,
        voks=True,
        minst=2,
    )


def _asked(key: str, width: float) -> FormColumn:
    answered = key in ("svar", "lukket")
    liste = PUNKTER if key == "punkt" else ""
    asked = Asked(
        key=key,
        navn=text(f"leseskjema.sporsmal.{key}"),
        entry=Entry.VALG if liste else Entry.TEKST,
        liste=liste,
        fri=bool(liste),
        fast=answered,
    )
    return FormColumn(spurt=asked, bredde=width, bare_vist=answered)


def _question(one: Lesesporsmal, choices: Sequence[Choice]) -> FormRow:
    closed = text("leseskjema.sporsmal.ja") if one.lukket else None
    values = {"punkt": shown(one.regel, choices), "sporsmal": clean(one.sporsmal), "svar": clean(one.svar)}
    return FormRow(id=one.id, verdier={**values, "lukket": closed})


def _back(said: str) -> Faktum:
    return Faktum(navn=way_to(FORSIDE, text("leseskjema.sak.til_forsiden")), verdi=said)

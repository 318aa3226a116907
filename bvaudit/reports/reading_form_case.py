"""The sheet of one case, and of the unit itself: a row for each question, with what the machine says beside it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.model.leseark import Leseark, Lesepunkt, Lesesak
from bvaudit.reports.forms import Celle, Faktum, FormColumn, Formel, FormRow, Linje, Merke, Merking, TableSheet
from bvaudit.reports.reading_form_state import State
from bvaudit.reports.reading_form_words import (
    FEILTYPER,
    SVAR,
    about,
    answer_text,
    capital,
    lacking,
    machine_text,
    over_machine,
    shown,
    stands,
)
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.formulas import quoted
from bvaudit.texts import text

Lists = Mapping[str, tuple[Choice, ...]]
FORSIDE, ENHET, VEILEDNING = "forside", "enhet", "veiledning"
USED, SPARE = "#1F3A5F", "#BFBFBF"
_LISTE = "_liste"
_WIDTHS = {
    "nr": 8.5,
    "punkt": 36,
    "uttrekk": 22,
    "svar": 12,
    "begrunnelse": 31,
    "sjekk": 15,
    "feiltype": 15,
    "belegg": 12.5,
    "dato": 11,
}
_BLIND = {"punkt": 44, "begrunnelse": 43, "belegg": 15}


def case_key(sak: Lesesak) -> str:
    return f"sak-{sak.plass:02d}"


def case_name(sak: Lesesak) -> str:
    return text(f"leseskjema.ark.{'reserve' if sak.reserve else 'sak'}", nr=f"{sak.plass:02d}")


def case_sheet(state: State, sak: Lesesak, lists: Lists, svarlister: Mapping[tuple[str, ...], str]) -> TableSheet:
    key = case_key(sak)
    return TableSheet(
        key=key,
        navn=case_name(sak),
        tittel=_title(state, sak),
        hode=(_way_back(_about_case(state, sak)), Faktum(verdi=_status(state, sak), key="status", linje=Linje.STOR)),
        kolonner=_greyed(key, _columns(state.ark, sak.punkter, lists)),
        rader=tuple(_row(state, one, lists, svarlister, sak.om) for one in sak.punkter),
        voks=True,
        minst=2,
        fane=SPARE if sak.reserve else USED,
    )


def unit_sheet(state: State, lists: Lists, svarlister: Mapping[tuple[str, ...], str]) -> TableSheet:
    ark = state.ark
    said = f"{count(ENHET)}&{_of(len(ark.enhetspunkter))}{_and_lacking(ENHET)}"
    status = Formel(uttrykk=said, verdi=_progress(state, ark.enhetspunkter))
    return TableSheet(
        key=ENHET,
        navn=text("leseskjema.ark.enhet"),
        tittel=text("leseskjema.punkt.enhet_tittel", enhet=clean(ark.enhet)),
        hode=(
            _way_back(text("leseskjema.punkt.enhet_innledning")),
            Faktum(verdi=status, key="status", linje=Linje.STOR),
        ),
        kolonner=_columns(ark, ark.enhetspunkter, lists),
        rader=tuple(_row(state, one, lists, svarlister) for one in ark.enhetspunkter),
        voks=True,
        minst=2,
        fane=USED,
    )


def count(key: str) -> str:
    """The formula for how many questions of a sheet are answered."""
    return f"COUNTA([{key}.svar])-COUNTIF([{key}.svar],{quoted(answer_text('ikke vurdert'))})"


def faults(key: str) -> str:
    return f"COUNTIF([{key}.sjekk],{quoted(text('leseskjema.sjekk.mangler') + '*')})"


def at_place(sak: Lesesak, column: str) -> str:
    """What stands in a column of the case's row on the front page, wherever the row is sorted to."""
    return f"INDEX([{FORSIDE}.{column}],MATCH({quoted(sak.sak)},[{FORSIDE}.id],0))"


def way_to(key: str, said: str) -> Formel:
    """The way to a sheet, or to a row of it."""
    return Formel(uttrykk=f'HYPERLINK("#[#{key}]",{quoted(said)})', verdi=said, lenke=True)


def _way_back(said: Celle) -> Faktum:
    return Faktum(navn=way_to(FORSIDE, text("leseskjema.sak.til_forsiden")), verdi=said)


def _title(state: State, sak: Lesesak) -> str | Formel:
    name = case_name(sak)
    used = text("leseskjema.sak.tittel", ark=name, sak=clean(sak.kort))
    if not sak.reserve:
        return used
    begin, waits = quoted(name + text("leseskjema.sak.skille")), text("leseskjema.sak.reserve_tittel", ark=name)
    formula = f"IF({at_place(sak, '_bruk')}=1,{begin}&{at_place(sak, '_kort')},{quoted(waits)})"
    return Formel(uttrykk=formula, verdi=used if state.in_use(sak) else waits)


def _about_case(state: State, sak: Lesesak) -> Celle:
    if not sak.reserve:
        return place_text(sak)
    waits = text("leseskjema.sak.venter")
    formula = f'IF({at_place(sak, "_bruk")}=1,{at_place(sak, "_om")}&"",{quoted(waits)})'
    return Formel(uttrykk=formula, verdi=place_text(sak) if state.in_use(sak) else waits)


def place_text(sak: Lesesak) -> str:
    om = clean(capital(sak.om))
    if not sak.malrettet:
        return om
    return text("leseskjema.plass.pekt_ut", om=om) if sak.om else text("leseskjema.plass.pekt_ut_alene")


def _status(state: State, sak: Lesesak) -> Formel:
    """«5 av 12 besvart · 1 mangler noe», or that the case is struck."""
    key = case_key(sak)
    goes, said = text("leseskjema.sak.utgar_ledd"), f"{count(key)}&{_of(len(sak.punkter))}{_and_lacking(key)}"
    reason = shown(state.given(sak.sak).get("utgar"), ())
    struck = at_place(sak, "utgar")
    formula = f'IF({struck}<>"",{quoted(goes)}&{struck},{_when_used(sak, said)})'
    if reason:
        return Formel(uttrykk=formula, verdi=f"{goes}{dict(state.ark.grunner).get(str(reason), reason)}")
    return Formel(uttrykk=formula, verdi=_progress(state, sak.punkter) if state.in_use(sak) else "")


def _when_used(sak: Lesesak, said: str) -> str:
    return f'IF({at_place(sak, "_bruk")}=1,{said},"")' if sak.reserve else said


def _of(number: int) -> str:
    return quoted(f"{text('leseskjema.forside.av_ledd')}{number}{text('leseskjema.forside.besvart_ledd')}")


def _and_lacking(key: str) -> str:
    skille, lacks = text("leseskjema.forside.skille"), text("leseskjema.forside.mangler_ledd")
    return f'&IF({faults(key)}>0,{quoted(skille)}&{faults(key)}&{quoted(lacks)},"")'


def _progress(state: State, punkter: Sequence[Lesepunkt]) -> str:
    said = text("leseskjema.forside.besvart", av=state.answered(punkter), alle=len(punkter))
    return said + lacking_text(state.faulty(punkter))


def lacking_text(number: int) -> str:
    return f"{text('leseskjema.forside.skille')}{number}{text('leseskjema.forside.mangler_ledd')}" if number else ""


def _columns(ark: Leseark, punkter: Sequence[Lesepunkt], lists: Lists) -> tuple[FormColumn, ...]:
    own_lists = len({one.svar for one in punkter}) > 1
    return tuple(_column(key, ark, lists, own_lists) for key in _keys(ark, own_lists))


def _greyed(key: str, columns: Sequence[FormColumn]) -> tuple[FormColumn, ...]:
    """Grey while the case is not to be read: the line over the table counts nothing then."""
    counts = quoted(text("leseskjema.forside.besvart_ledd"))
    grey = Merking(nar=f"ISERROR(SEARCH({counts},[{key}!status]))", merke=Merke.UTE)
    return tuple(replace(one, merking=(grey, *one.merking)) for one in columns)


def _keys(ark: Leseark, own_lists: bool) -> Iterator[str]:
    yield from (key for key in _WIDTHS if key != "uttrekk" or not ark.blind)
    if own_lists:
        yield _LISTE


def _column(key: str, ark: Leseark, lists: Lists, own_lists: bool) -> FormColumn:
    if key == _LISTE:
        return FormColumn(spurt=Asked(key=key, navn=key, fast=True), bredde=8, bare_vist=True, skjult=True)
    shown_only = key in ("nr", "uttrekk", "sjekk")
    liste = {"svar": SVAR, "feiltype": FEILTYPER if lists.get(FEILTYPER) else ""}.get(key, "")
    entry = Entry.VALG if liste else Entry.DATO if key == "dato" else Entry.TEKST
    asked = Asked(
        key=key,
        navn=text(f"leseskjema.punkt.{key}"),
        entry=entry,
        liste=liste,
        etter_rad=key == "svar" and own_lists,
        fast=shown_only or key == "punkt",
    )
    width = _BLIND.get(key, _WIDTHS[key]) if ark.blind else _WIDTHS[key]
    return FormColumn(
        spurt=asked,
        bredde=width,
        bare_vist=shown_only,
        lister_i=_LISTE if asked.etter_rad else "",
        merking=check_marks(key, stands("besvart")),
    )


def check_marks(key: str, done: str) -> tuple[Merking, ...]:
    """The colours of the check and of the reason it asks for; the words stand in the check."""
    if key == "begrunnelse":
        return (Merking(nar=f"ISNUMBER(SEARCH({quoted(stands('mangler_begrunnelse'))},[sjekk]))", merke=Merke.MANGLER),)
    if key == "sjekk":
        lacks = quoted(text("leseskjema.sjekk.mangler"))
        return (
            Merking(nar=f"ISNUMBER(SEARCH({lacks},[sjekk]))", merke=Merke.MANGLER),
            Merking(nar=f"[sjekk]={quoted(done)}", merke=Merke.BESVART),
        )
    return ()


def _row(
    state: State,
    punkt: Lesepunkt,
    lists: Lists,
    svarlister: Mapping[tuple[str, ...], str],
    sak_om: str = "",
) -> FormRow:
    given = state.given(punkt.id)
    regel, liste = punkt.gjelder.regel, svarlister[punkt.svar]
    values: dict[str, Celle] = {
        "nr": way_to(f"{VEILEDNING}/{regel}", regel),
        "punkt": about(punkt, sak_om),
        **({} if state.ark.blind else {"uttrekk": machine_text(punkt.maskin)}),
        "svar": shown(given.get("svar"), lists[liste]),
        "begrunnelse": shown(given.get("begrunnelse"), ()),
        "sjekk": _check(punkt, lacking(punkt, given)),
        "feiltype": shown(given.get("feiltype"), lists.get(FEILTYPER, ())),
        "belegg": shown(given.get("belegg"), ()),
        "dato": given.get("dato"),
        _LISTE: liste,
    }
    return FormRow(id=punkt.id, verdier=values)


def _check(punkt: Lesepunkt, word: str) -> Formel:
    """What is lacking, by what stands in the row: all else is in the formula, so that the row can be sorted."""
    said = {key: quoted(stands(key)) for key in _CHECKS}
    reasons = [(punkt.krever, "mangler_begrunnelse"), (over_machine(punkt), "mangler_over")]
    last = said["besvart"]
    for svar, key in reversed([one for one in reasons if one[0]]):
        last = f"IF({one_of('[svar]', svar)},{said[key]},{last})"
    unread = quoted(answer_text("ikke vurdert"))
    formula = (
        f'IF(TRIM([svar])="",IF([begrunnelse]&[feiltype]&[belegg]&[dato]="","",{said["mangler_svar"]}),'
        f'IF(TRIM([svar])={unread},{said["ikke_vurdert"]},IF([begrunnelse]<>"",{said["besvart"]},{last})))'
    )
    return Formel(uttrykk=formula, verdi=stands(word) if word else "")


_CHECKS = ("mangler_svar", "mangler_begrunnelse", "mangler_over", "besvart", "ikke_vurdert")


def one_of(cell: str, svar: Sequence[str]) -> str:
    """The formula for whether the answer in a cell is one of these."""
    among = "|".join(("", *map(answer_text, svar), ""))
    return f'ISNUMBER(SEARCH("|"&TRIM({cell})&"|",{quoted(among)}))'

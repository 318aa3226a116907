"""The first page of a form people read cases with: who, what, how far it has come, and a row for each case."""

from collections.abc import Mapping, Sequence

from bvaudit.intake.form_layout import Asked, Entry
from bvaudit.model.leseark import Leseark, Lesesak, Oppsett
from bvaudit.reports.forms import Celle, Faktum, FormColumn, Formel, FormRow, Linje, Merke, Merking, TableSheet
from bvaudit.reports.reading_form_case import (
    ENHET,
    FORSIDE,
    Lists,
    case_key,
    count,
    faults,
    lacking_text,
    place_text,
)
from bvaudit.reports.reading_form_state import State
from bvaudit.reports.reading_form_words import GRUNNER, shown
from bvaudit.reports.wording import clean, dato
from bvaudit.reports.xlsx.formulas import quoted
from bvaudit.texts import text

SAKER = "saker"
_WIDTHS = {"plass": 6, "sak": 14, "hva": 30, "besvart": 13, "utgar": 20, "utgar_tekst": 22}
_HIDDEN = ("_stratum", "_rang", "_kort", "_om", "_bruk", "_leses", "_alle", "_besvart", "_mangler")


def front_sheet(state: State, lists: Lists) -> TableSheet:
    ark = state.ark
    strata = list(dict.fromkeys(sak.stratum for sak in ark.saker))
    return TableSheet(
        key=FORSIDE,
        navn=text("leseskjema.ark.forside"),
        tittel=text("leseskjema.forside.tittel", tittel=clean(ark.tittel)),
        hode=(*_facts(ark), *_ways(state), Faktum(verdi=_progress(state), key="status", linje=Linje.STOR)),
        hode_navn=2,
        innledning=_steps(ark),
        kolonner=_columns(lists),
        rader=tuple(_row(state, sak, strata, lists) for sak in ark.saker),
        staende=True,
        frys=2,
        voks=True,
        fane="#7F6000",
    )


def _facts(ark: Leseark) -> tuple[Faktum, ...]:
    period = text("leseskjema.forside.fra_til", fra=dato(ark.periode_fra), til=dato(ark.periode_til))
    reader = text("leseskjema.forside.leser_rolle", leser=ark.leser, rolle=ark.rolle) if ark.rolle else ark.leser
    unit = f"{ark.enhet}, {ark.kommune}" if ark.kommune else ark.enhet
    said = {
        "enhet": unit,
        "leser": f"{reader}. {text(f'leseskjema.forside.lesing_{ark.lesing.value}')}",
        "per": text("leseskjema.forside.per_periode", per=dato(ark.per), periode=period),
    }
    why: dict[str, list[str]] = {}
    for regel, hvorfor in ark.ikke_spurt:
        why.setdefault(hvorfor, []).append(regel)
    if why:
        said["ikke_spurt"] = "; ".join(f"{', '.join(ids)}: {hvorfor}" for hvorfor, ids in why.items())
    return tuple(Faktum(navn=text(f"leseskjema.forside.{key}"), verdi=clean(value)) for key, value in said.items())


def _steps(ark: Leseark) -> tuple[str, ...]:
    rows = ark.oppsett is Oppsett.RAD
    first = text("leseskjema.forside.steg_rad", ark=text("leseskjema.ark.saker")) if rows else None
    second = text("leseskjema.forside.steg_svar_rad") if rows else None
    return (
        first or text("leseskjema.forside.steg_ark"),
        second or text("leseskjema.forside.steg_svar"),
        text(f"leseskjema.forside.{'steg_begrunn_blind' if ark.blind else 'steg_begrunn'}"),
        text("leseskjema.forside.steg_utgar"),
        text("leseskjema.forside.steg_lagre"),
    )


def _ways(state: State) -> tuple[Faktum, ...]:
    """To what has no row of its own on the page."""
    ways = []
    if state.ark.enhetspunkter:
        number = len(state.ark.enhetspunkter)
        told = f"{count(ENHET)}&{quoted(text('leseskjema.forside.av_ledd') + str(number))}"
        said = f"{state.answered(state.ark.enhetspunkter)}{text('leseskjema.forside.av_ledd')}{number}"
        ways.append((ENHET, text("leseskjema.forside.om_enheten"), told, said))
    if state.ark.oppsett is Oppsett.RAD and state.ark.saker:
        open_it = text("leseskjema.forside.apne_saker")
        ways.append((SAKER, text("leseskjema.ark.saker"), quoted(open_it), open_it))
    return tuple(
        Faktum(
            navn=name, linje=Linje.LENKE, verdi=Formel(uttrykk=f'HYPERLINK("#[#{key}]",{told})', verdi=said, lenke=True)
        )
        for key, name, told, said in ways
    )


def _progress(state: State) -> Formel:
    """«23 av 46 besvart», of what is to be read as it is now."""
    unit = len(state.ark.enhetspunkter)
    answered, every, lacks = (
        f"SUMIFS([forside.{key}],[forside._leses],1)" for key in ("_besvart", "_alle", "_mangler")
    )
    if unit:
        answered, every, lacks = f"({answered}+{count(ENHET)})", f"({every}+{unit})", f"({lacks}+{faults(ENHET)})"
    words = {key: quoted(text(f"leseskjema.forside.{key}_ledd")) for key in ("av", "besvart", "mangler")}
    skille = quoted(text("leseskjema.forside.skille"))
    formula = (
        f'{answered}&{words["av"]}&{every}&{words["besvart"]}&IF({lacks}>0,{skille}&{lacks}&{words["mangler"]},"")'
    )
    points = state.counted
    said = text("leseskjema.forside.besvart", av=state.answered(points), alle=len(points))
    return Formel(uttrykk=formula, verdi=said + lacking_text(state.faulty(points)))


def _columns(lists: Lists) -> tuple[FormColumn, ...]:
    grey = (Merking(nar="OR([_bruk]=0,[_leses]=0)", merke=Merke.UTE),)
    grunner = GRUNNER if lists.get(GRUNNER) else ""
    seen = tuple(
        FormColumn(
            spurt=Asked(
                key=key,
                navn=text(f"leseskjema.plass.{key}"),
                entry=Entry.VALG if key == "utgar" and grunner else Entry.TEKST,
                liste=grunner if key == "utgar" else "",
                fast=not key.startswith("utgar"),
            ),
            bredde=width,
            bare_vist=key in ("sak", "hva", "besvart"),
            merking=() if key.startswith("utgar") else grey,
        )
        for key, width in _WIDTHS.items()
    )
    return (*seen, *(hidden_column(key) for key in _HIDDEN))


def hidden_column(key: str) -> FormColumn:
    return FormColumn(spurt=Asked(key=key, navn=key, fast=True), bredde=8, bare_vist=True, skjult=True)


def _row(state: State, sak: Lesesak, strata: Sequence[str], lists: Lists) -> FormRow:
    given = state.given(sak.sak)
    used, read = state.in_use(sak), state.read(sak)
    rank = state.rank(sak)
    waits = quoted(text("leseskjema.plass.ikke_i_bruk"))
    hidden: dict[str, Celle] = {
        "_stratum": strata.index(sak.stratum) + 1,
        "_rang": "" if rank is None else rank,
        "_kort": clean(sak.kort),
        "_om": place_text(sak),
        "_bruk": _in_use(state, sak, rank),
        "_leses": Formel(uttrykk='IF(AND([_bruk]=1,[utgar]=""),1,0)', verdi=int(read)),
        "_alle": len(sak.punkter),
        **_numbers(state, sak),
    }
    shown_now = (clean(sak.kort), place_text(sak)) if used else (text("leseskjema.plass.ikke_i_bruk"), "")
    kort: Celle = clean(sak.kort)
    om: Celle = place_text(sak)
    if sak.reserve:
        kort = Formel(uttrykk=f"IF([_bruk]=1,[_kort],{waits})", verdi=shown_now[0])
        om = Formel(uttrykk='IF([_bruk]=1,[_om]&"","")', verdi=shown_now[1])
    return FormRow(
        id=sak.sak,
        verdier={
            "plass": sak.plass,
            "sak": kort,
            "hva": om,
            "besvart": _answered(state, sak),
            "utgar": shown(given.get("utgar"), lists.get(GRUNNER, ())),
            "utgar_tekst": shown(given.get("utgar_tekst"), ()),
            **hidden,
        },
    )


def _in_use(state: State, sak: Lesesak, rank: int | None) -> Celle:
    """As many struck before it as its number in line, drawn ones and those of the reserve counted together."""
    if not rank:
        return 1
    before = '[forside._stratum],[_stratum],[forside._rang],"<"&[_rang],[forside.utgar],"<>"'
    return Formel(uttrykk=f"IF(COUNTIFS({before})>=[_rang],1,0)", verdi=int(state.in_use(sak)))


def _numbers(state: State, sak: Lesesak) -> Mapping[str, Celle]:
    answered, lacks = state.answered(sak.punkter), state.faulty(sak.punkter)
    if state.ark.oppsett is Oppsett.RAD:
        at = "MATCH([id],[saker.id],0)"
        formulas = (f"INDEX([saker._besvart],{at})", f"INDEX([saker._mangler],{at})")
    elif sak.punkter:
        formulas = (count(case_key(sak)), faults(case_key(sak)))
    else:
        return {"_besvart": 0, "_mangler": 0}
    return {
        "_besvart": Formel(uttrykk=formulas[0], verdi=answered),
        "_mangler": Formel(uttrykk=formulas[1], verdi=lacks),
    }


def _answered(state: State, sak: Lesesak) -> Formel:
    """«5 av 12», and the way to the sheet of the case."""
    words = {key: text(f"leseskjema.plass.{key}") for key in ("utgar_naa", "ikke_i_bruk")}
    of = text("leseskjema.forside.av_ledd")
    told = f'IF([utgar]<>"",{quoted(words["utgar_naa"])},[_besvart]&{quoted(of)}&[_alle])'
    said = f"{state.answered(sak.punkter)}{of}{len(sak.punkter)}"
    if state.struck(sak):
        said = words["utgar_naa"]
    elif not state.in_use(sak):
        said = "" if sak.reserve else words["ikke_i_bruk"]
    if sak.reserve:
        told = f'IF([_bruk]=0,"",{told})'
    if state.ark.oppsett is Oppsett.RAD:
        return Formel(uttrykk=told, verdi=said)
    return Formel(uttrykk=f'HYPERLINK("#[#{case_key(sak)}]",{told})', verdi=said, lenke=True)

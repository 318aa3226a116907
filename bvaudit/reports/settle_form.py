"""The form for the one who settles: where two readers differ, both answers side by side, and room for what counts."""

import hashlib
from collections.abc import Mapping
from datetime import date

from bvaudit.intake.form_layout import Asked, Choice, Entry, row_list
from bvaudit.model.leseark import ENIGHET, Enighetsark, Uenighet
from bvaudit.model.lesesvar import Lesesvar, Svarvalg
from bvaudit.reports.forms import Celle, Faktum, Form, FormColumn, Formel, FormRow, Linje, TableSheet
from bvaudit.reports.reading_form_case import check_marks
from bvaudit.reports.reading_form_words import (
    FEILTYPER,
    ROLLER,
    SVAR,
    Filled,
    about,
    answer_lists,
    answer_text,
    capital,
    coded,
    shown,
    stands,
)
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.formulas import quoted
from bvaudit.texts import text

Lists = Mapping[str, tuple[Choice, ...]]
_LISTE = "_liste"
_LONGEST = 4_000  # letters of an answer: the whole of it stands in its own form
_WIDTHS = {
    "sak": 13,
    "punkt": 24,
    "forste": 22.5,
    "andre": 22.5,
    "svar": 12,
    "begrunnelse": 23,
    "sjekk": 12.5,
    "feiltype": 12.5,
    "avgjort_av": 12,
    "dato": 10.5,
}
_FIXED = ("sak", "punkt", "forste", "andre")
_TO_FILL = ("svar", "begrunnelse", "feiltype", "avgjort_av", "dato")


def settle_form(ark: Enighetsark, dag: date, fylt: Filled | None = None) -> Form:
    """Read back by the columns ``svar``, ``begrunnelse``, ``feiltype``, ``avgjort_av`` and ``dato`` of the sheet
    ``enighet``, where the row's id is that of the point. ``fylt`` is what is written already, by the same."""
    punkter = [one.punkt for one in ark.uenige]
    svarlister = answer_lists(punkter)
    lists = {
        **{liste: _choices(svar) for svar, liste in svarlister.items()},
        FEILTYPER: coded(ark.feiltyper),
        ROLLER: coded(ark.roller),
    }
    lists = {name: choices for name, choices in lists.items() if choices}
    odd = (one for one in punkter if svarlister[one.svar] != SVAR)
    return Form(
        skjema=ENIGHET,
        tittel=text("leseskjema.enighet_tittel", tittel=ark.tittel),
        kommune=ark.kommune,
        program=ark.program,
        dag=dag,
        per=ark.per,
        ark=(_sheet(ark, lists, svarlister, fylt or {}),),
        lister=lists,
        radlister={row_list(SVAR, one.id): lists[svarlister[one.svar]] for one in odd},
        opplysninger=_facts(ark),
        dokumentklasse=ark.dokumentklasse,
    )


def _choices(svar: tuple[str, ...]) -> tuple[Choice, ...]:
    """What is settled is settled: «ikke vurdert» is no choice here."""
    allowed = (one for one in svar if one != Svarvalg.IKKE_VURDERT.value)
    return tuple(Choice(kode=one, tekst=answer_text(one)) for one in allowed)


def _facts(ark: Enighetsark) -> dict[str, str]:
    told = {"revisjon": ark.revisjon, "utgave": str(ark.utgave), "per": ark.per.isoformat()}
    asked = [*told.values(), *(one.punkt.id for one in ark.uenige)]
    return {**told, "kjennetegn": hashlib.sha256("\n".join(asked).encode()).hexdigest()[:12]}


def _sheet(ark: Enighetsark, lists: Lists, svarlister: Mapping[tuple[str, ...], str], fylt: Filled) -> TableSheet:
    own = len(svarlister) > 1 and len({one.punkt.svar for one in ark.uenige}) > 1
    settled = sum(bool(fylt.get(one.punkt.id, {}).get("svar")) for one in ark.uenige)
    of = f"{text('leseskjema.forside.av_ledd')}{len(ark.uenige)}{text('leseskjema.enighet.avgjort_ledd')}"
    status = Formel(uttrykk=f"COUNTA([enighet.svar])&{quoted(of)}", verdi=f"{settled}{of}")
    return TableSheet(
        key=ENIGHET,
        navn=text("leseskjema.ark.enighet"),
        tittel=text("leseskjema.enighet.tittel"),
        hode=(Faktum(verdi=clean(ark.tittel)), Faktum(verdi=status, key="status", linje=Linje.STOR)),
        innledning=(text("leseskjema.enighet.innledning"),),
        kolonner=tuple(_column(key, lists, own) for key in (*_WIDTHS, *((_LISTE,) if own else ()))),
        rader=tuple(_row(one, lists, svarlister, fylt.get(one.punkt.id, {})) for one in ark.uenige),
        frys=2,
        voks=True,
        minst=3,
    )


def _column(key: str, lists: Lists, own: bool) -> FormColumn:
    if key == _LISTE:
        return FormColumn(spurt=Asked(key=key, navn=key, fast=True), bredde=8, bare_vist=True, skjult=True)
    liste = {"svar": SVAR, "feiltype": FEILTYPER, "avgjort_av": ROLLER}.get(key, "")
    liste = liste if lists.get(liste) else ""
    asked = Asked(
        key=key,
        navn=text(f"leseskjema.enighet.{key}"),
        entry=Entry.VALG if liste else Entry.DATO if key == "dato" else Entry.TEKST,
        liste=liste,
        etter_rad=key == "svar" and own,
        fri=liste == ROLLER,
        fast=key not in _TO_FILL,
    )
    return FormColumn(
        spurt=asked,
        bredde=_WIDTHS[key],
        bare_vist=key == "sjekk",
        lister_i=_LISTE if asked.etter_rad else "",
        merking=check_marks(key, text("leseskjema.enighet.avgjort")),
    )


def _row(
    one: Uenighet, lists: Lists, svarlister: Mapping[tuple[str, ...], str], given: Mapping[str, object]
) -> FormRow:
    regel, liste = one.punkt.gjelder.regel, svarlister[one.punkt.svar]
    choices = {"svar": lists.get(liste, ()), "feiltype": lists.get(FEILTYPER, ()), "avgjort_av": lists.get(ROLLER, ())}
    fixed: dict[str, Celle] = {
        "sak": clean("\n".join(part for part in (one.kort, one.forste.enhet, capital(one.om)) if part)),
        "punkt": f"{regel}\n{about(one.punkt)}",
        "forste": _answer(one.forste, lists),
        "andre": _answer(one.andre, lists),
        "sjekk": _check(given),
        _LISTE: liste,
    }
    return FormRow(
        id=one.punkt.id,
        verdier={**fixed, **{key: shown(given.get(key), choices.get(key, ())) for key in _TO_FILL}},  # type: ignore[arg-type]
    )


def _answer(svar: Lesesvar, lists: Lists) -> str:
    """«Nei. Det står ikke at barnet ble hørt.», what kind of fault, and where it stands."""
    said = text("leseskjema.enighet.svar_av", leser=svar.leser, svar=answer_text(svar.svar.value))
    kind = shown(svar.feiltype, lists.get(FEILTYPER, ())) if svar.feiltype else ""
    where = text("leseskjema.enighet.belegg", belegg=svar.belegg) if svar.belegg else ""
    told = clean("\n".join(part for part in (said, svar.begrunnelse, str(kind), where) if part))
    return told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"


def _check(given: Mapping[str, object]) -> Formel:
    said = {key: quoted(stands(key)) for key in ("mangler_svar", "mangler_begrunnelse", "mangler_hvem")}
    done = text("leseskjema.enighet.avgjort")
    formula = (
        f'IF(TRIM([svar])="",IF([begrunnelse]&[feiltype]&[avgjort_av]&[dato]="","",{said["mangler_svar"]}),'
        f'IF(TRIM([begrunnelse])="",{said["mangler_begrunnelse"]},'
        f'IF(TRIM([avgjort_av])="",{said["mangler_hvem"]},{quoted(done)})))'
    )
    if not given.get("svar"):
        word = "mangler_svar" if any(given.get(key) for key in _TO_FILL) else ""
    else:
        lacks = {"begrunnelse": "mangler_begrunnelse", "avgjort_av": "mangler_hvem"}
        word = next((word for key, word in lacks.items() if not given.get(key)), "avgjort")
    return Formel(uttrykk=formula, verdi=done if word == "avgjort" else stands(word) if word else "")

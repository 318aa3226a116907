"""A filled-in form of a supervision becomes its file, and points to choose among where none were chosen."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Grad, has_errors
from bvaudit.intake.forms import FilledCell, FilledForm, read_form
from bvaudit.model.enhet import name_key, slug
from bvaudit.model.mappe import Mappe
from bvaudit.model.rule import Rule
from bvaudit.model.safe_text import holds_person_number
from bvaudit.model.tilsyn import NI_AV_TI, Tilsyn, Tilsynsdatoer
from bvaudit.reports.point_sheet import point_text
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.tilsyn_form import (
    DATES,
    FUNN,
    MUST_READ,
    OM,
    PROPOSED,
    TilsynForm,
    in_columns,
    tilsyn_form,
)
from bvaudit.reports.tilsyn_form_steps import FORLOP
from bvaudit.reports.xlsx.form import form_bytes
from bvaudit.texts import counted, text
from bvaudit.workflows.author_tilsyn import known_units, municipalities
from bvaudit.workflows.filled import NewFile, ReadBack, Reading
from bvaudit.workflows.propose_points import grounds
from bvaudit.workflows.record_file import file_for, lying_there
from bvaudit.workflows.tilsyn_answers import Problems, goal_of, shown_number, units_of
from bvaudit.workflows.tilsyn_course import course_of, typed_rows
from bvaudit.workflows.tilsyn_findings import Finding, Known, findings_of, put_together

_YEARS = range(1990, 2100)
_SHOWN = 90
_EDITION = re.compile(r" med forslag(?: \d+)?$")


def read_tilsyn(form: FilledForm, reading: Reading) -> ReadBack:
    """Nothing is accepted that nobody has seen: a finding gets the points the person chose, or those it had before.
    Where none are chosen five are proposed, in words and as choices in a new edition of the form, and until then the
    finding stands as one that must be read."""
    problems = Problems()
    om = form.felt[OM]
    rapport = _report(om, problems)
    enheter = known_units(reading.mappe)
    id_ = form.opplysninger.get("id") or _id_of(om, rapport)
    folder = reading.til or (reading.mappe.tilsyn if reading.mappe else None)
    path = (folder or reading.skjema.parent) / f"{id_}.yaml"
    before = lying_there(path, Tilsyn)
    mal = goal_of(om["mal"], NI_AV_TI, problems)
    known = Known(
        regler=reading.content.regler,
        enheter=enheter,
        grounds=grounds(reading.content.regler, reading.content.lover),
        rapport=rapport,
        tema=om["tema"].tekst,
        mal=mal,
        fra_for={one.id: one for funn in before.funn for one in funn.within()} if before else {},
    )
    found = findings_of(form.tabeller[FUNN].rader, known, problems)
    if not found:
        _without_findings(form, before, problems)
    course = course_of(form, found, before, problems)
    tilsyn = replace(_tilsyn(id_, om, rapport, found, known, reading.mappe, problems), **course)
    lines = tuple(_lines(tilsyn, found, reading.content.regler))
    short = tuple(_lines(tilsyn, found, reading.content.regler, short=True))
    if has_errors(problems.found):
        return ReadBack(linjer=lines, kort=short, problems=tuple(problems.found))
    file, more = file_for(tilsyn, path, "tilsyn", _names())
    choose_in, edition = _with_proposals(form, found, reading, id_)
    if has_errors(more):
        return ReadBack(linjer=lines, kort=short, problems=(*problems.found, *more))
    return ReadBack(
        linjer=lines,
        kort=short,
        problems=(*problems.found, *more),
        filer=tuple(one for one in (file, edition) if one is not None),
        uendret=() if file is not None else (path,),
        velg_i=choose_in,
    )


def _without_findings(form: FilledForm, before: Tilsyn | None, problems: Problems) -> None:
    """Nothing is found before the report has come; but what was found before is never lost by a sheet that is empty."""
    sted = next(iter(form.felt[OM].values())).sted
    at = type(sted)(fil=form.fil, ark=form.tabeller[FUNN].ark)
    if before is not None and before.funn:
        problems.add(at, "ingen_funn")
    else:
        problems.add(at, "ingen_funn_enna", hint="", grad=Grad.MERKNAD)


def _report(om: Mapping[str, FilledCell], problems: Problems) -> date | int | None:
    """The day of the report, else its year: it tells which act «bvl.» is."""
    day = om["endelig_rapport"].verdi or om["forelopig_rapport"].verdi
    ar = om["ar"].verdi
    if isinstance(ar, int) and ar not in _YEARS:
        problems.add(om["ar"].sted, "feil_ar", ar=ar)
        return None
    final = om["endelig_rapport"].verdi
    if isinstance(ar, int) and isinstance(final, date) and final.year != ar:
        problems.add(om["ar"].sted, "to_ar", ar=ar, dato=f"{final:%d.%m.%Y}")
    if isinstance(ar, int):
        return final if isinstance(final, date) else ar
    if isinstance(day, date):
        return day
    problems.add(om["ar"].sted, "uten_ar")
    return None


def _year(rapport: date | int | None) -> str:
    return "" if rapport is None else str(rapport.year if isinstance(rapport, date) else rapport)


def _id_of(om: Mapping[str, FilledCell], rapport: date | int | None) -> str:
    """From what it was about and the year: the same form has the same id every time it is read."""
    words = slug(om["tittel"].tekst or "tilsyn")
    name = words if words.startswith("tilsyn") else f"tilsyn-{words}"
    year = _year(rapport)
    return name[:55].rstrip("-") if not year or year in name else f"{name[:50].rstrip('-')}-{year}"


def _tilsyn(
    id_: str,
    om: Mapping[str, FilledCell],
    rapport: date | int | None,
    found: Sequence[Finding],
    known: Known,
    mappe: Mappe | None,
    problems: Problems,
) -> Tilsyn:
    for key in ("tittel", "kilde", "tema"):
        if holds_person_number(om[key].tekst):
            problems.add(om[key].sted, "fodselsnummer")
    days = {key: value for key in DATES if isinstance(value := om[key].verdi, date)}
    return Tilsyn(
        id=id_,
        tittel=om["tittel"].tekst,
        myndighet=om["myndighet"].tekst or text("tilsynsskjema.valg.statsforvalteren"),
        type=om["type"].tekst,
        tema=om["tema"].tekst,
        ar=_year(rapport),
        kommune=om["kommune"].tekst,
        kommunenummer=_municipality_number(om, mappe, problems),
        enheter=units_of(om["enheter"], known.enheter, problems),
        kilde=om["kilde"].tekst,
        datoer=Tilsynsdatoer(**days),
        funn=put_together(found),
        fil="",
    )


def _municipality_number(om: Mapping[str, FilledCell], mappe: Mappe | None, problems: Problems) -> str:
    """What is written, else the number of the municipality that was named."""
    typed = om["kommunenummer"].tekst.replace(" ", "")
    known = {name_key(navn): nummer for navn, nummer in municipalities(mappe).items()}
    own = known.get(name_key(om["kommune"].tekst), "")
    if not typed:
        return own
    if not re.fullmatch(r"[0-9]{3,4}", typed):
        problems.add(om["kommunenummer"].sted, "feil_kommunenummer", verdi=typed[:20])
    # Prefilled for the municipality itself; where a partner was chosen instead, the partner's number is meant.
    if own and mappe is not None and typed == mappe.kommune.kommunenummer:
        return own
    return typed.zfill(4)


def _lines(
    tilsyn: Tilsyn, found: Sequence[Finding], regler: Mapping[str, Rule], *, short: bool = False
) -> Iterator[str]:
    yield counted("tilsynsskjema.les.hode", len(found), tittel=tilsyn.tittel, ar=tilsyn.ar or "?")
    for one in found:
        slag = text(f"tilsynsskjema.valg.{one.funn.slag.value}")
        yield text("tilsynsskjema.les.funn", nr=shown_number(one.nr), slag=slag, tekst=_short(one.funn.tekst))
        if one.hjemmel and not short:
            yield text("tilsynsskjema.les.hjemmel", hjemmel=_short(one.hjemmel))
        yield from _points(one, regler, short=short)


def _points(one: Finding, regler: Mapping[str, Rule], *, short: bool) -> Iterator[str]:
    given = [*one.funn.regler, *one.funn.manuelle]
    if one.beholdt:
        leses = text("tilsynsskjema.valg.leses")
        yield text("tilsynsskjema.les.beholdt", punkter=", ".join(given), leses=leses)
        return
    for id_ in one.funn.regler:
        yield text("tilsynsskjema.les.maskin", punkt=point_text(regler[id_]))
    for id_ in one.funn.manuelle:
        yield text("tilsynsskjema.les.leses_punkt", punkt=point_text(regler[id_]))
    if one.sagt_leses:
        yield text("tilsynsskjema.les.ma_leses")
    elif one.valgt and not given:
        yield text("tilsynsskjema.les.inne")
    if not one.valgt and short and one.forslag:
        yield text("tilsynsskjema.les.ikke_valgt_kort")
    elif not one.valgt:
        yield text("tilsynsskjema.les.ikke_valgt" if one.forslag else "tilsynsskjema.les.ingen_forslag")
        for proposal in one.forslag:
            punkt = point_text(regler[proposal.regel])
            yield text("tilsynsskjema.les.forslag", punkt=punkt, grunn=proposal.grunn)


def _with_proposals(
    form: FilledForm, found: Sequence[Finding], reading: Reading, id_: str
) -> tuple[Path | None, NewFile | None]:
    """The form to choose in, and a new edition of it where proposals are not choices in the one that was read."""
    waiting = {one.funn.id: one for one in found if not one.valgt and one.forslag}
    if not waiting or set(waiting) <= _proposed_in(form):
        return (reading.skjema if waiting else None), None
    path, is_there = _edition(reading.skjema, id_, waiting)
    if is_there:
        return path, None
    om = form.felt[OM]
    laget = date.fromisoformat(form.opplysninger["laget"])
    own = reading.mappe.kommune if reading.mappe else None
    made = tilsyn_form(
        TilsynForm(
            program=reading.program,
            dag=laget,
            regler=reading.content.regler,
            kommune=own.navn if own else "",
            kommunenummer=own.kommunenummer if own else "",
            kommuner=tuple(municipalities(reading.mappe)),
            enheter=tuple(enhet.navn for enhet in known_units(reading.mappe)),
            id=id_,
            svar={key: cell.kode if key == FORLOP else cell.verdi for key, cell in om.items()},
            funn=[(one.funn.id, _row(one)) for one in found],
            forslag={id_: tuple((p.regel, p.grunn) for p in one.forslag) for id_, one in waiting.items()},
            skritt=typed_rows(form),
            kodeverk=reading.content.kodeverk,
        )
    )
    return path, NewFile(fil=path, innhold=form_bytes(made))


def _row(one: Finding) -> dict[str, Verdi]:
    """The row as it was filled in, with its number."""
    values: dict[str, Verdi] = {key: cell.kode or cell.verdi for key, cell in one.rad.celler.items()}
    given = [*one.funn.regler, *one.funn.manuelle] or ([MUST_READ] if one.sagt_leses else [])
    return {**values, **in_columns(given), "nr": shown_number(one.nr)}


def _edition(skjema: Path, id_: str, waiting: Iterable[str]) -> tuple[Path, bool]:
    """Where the edition with proposals is, or is to be. One of the same supervision with the same findings to choose
    for is left as it is, for somebody may have begun to choose; another file is never written over."""
    stem = _EDITION.sub("", skjema.stem)
    number = 1
    while True:
        path = skjema.with_name(
            text("workflows.read_tilsyn.med_forslag_xlsx", stem=stem, verdi=f" {number}" if number > 1 else "")
        )
        if not path.exists():
            return path, False
        form, _ = read_form(path)
        if form is not None and form.opplysninger.get("id") == id_ and set(waiting) <= _proposed_in(form):
            return path, True
        number += 1


def _proposed_in(form: FilledForm) -> set[str]:
    """The findings whose proposals are choices in the form."""
    return set(form.opplysninger.get(PROPOSED, "").split())


def _names() -> dict[str, str]:
    """What keys of the file are called in the form."""
    om = {key: text(f"tilsynsskjema.felt.{key}") for key in ("tittel", "myndighet", "type", "tema", "ar", "kommune")}
    om |= {key: text(f"tilsynsskjema.felt.{key}") for key in ("kommunenummer", "enheter", "kilde", *DATES)}
    funn = {
        key: text(f"tilsynsskjema.kolonne.{key}") for key in ("tekst", "slag", "hjemmel", "frist", "lukkekriterium")
    }
    return {
        **om,
        **funn,
        "regler": text("tilsynsskjema.endring.regler"),
        "manuelle": text("tilsynsskjema.endring.manuelle"),
        "lukkes_nar": text("tilsynsskjema.felt.mal"),
    }


def _short(tekst: str) -> str:
    line = " ".join(tekst.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"

"""Reads the register's own word lists (``rules/kodeverk/avvik.yaml``), and lays the municipality's own over them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.content.files import Loaded, read_file, repeated, unknown
from bvaudit.loading.content.kodeverk_skritt import STEPS, faults_in_steps
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.innhold import Erstatning
from bvaudit.model.kodeverk import KODEVERK_LISTER, TILTAKSSTATUSER, Kodeverk
from bvaudit.model.kommune import Kommune
from bvaudit.model.registeret.avvik import Kilde
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.texts import text

_GRADES, _ROLES, _STATUSES = "alvorlighetsgrader", "roller", "statuser"
_MEASURES, _SOURCES = "tiltaksstatuser", "kilder"
_SLAG = "kodeverk"


def read_kodeverk(path: Path, shown: str | None = None) -> tuple[Kodeverk | None, list[Problem]]:
    """The lists, or None and every problem with its place. ``shown`` is the path as the user should see it."""
    loaded, problems = read_file(path, shown, Kodeverk, go_on=True)
    if loaded is not None and not problems:
        kodeverk, document = loaded.record, loaded.document
        places = dict.fromkeys(KODEVERK_LISTER, document)
        problems = [*faults_in_lists(kodeverk, document), *_missing(kodeverk, document), *_whole(kodeverk, places)]
    return (None, in_order(problems)) if problems or loaded is None else (loaded.record, [])


def faults_in_lists(kodeverk: Kodeverk, document: Document) -> Iterator[Problem]:
    """What is wrong within the lists of one file."""
    for liste in KODEVERK_LISTER:
        rows = kodeverk.liste(liste)
        for felt in ("grad",) if liste == _GRADES else ("kode", "tekst"):
            yield from _twice(document, liste, felt, [str(getattr(row, felt)) for row in rows])


def lay_over(
    under: Kodeverk, own: Sequence[Loaded[Kodeverk]], kommune: Loaded[Kommune] | None
) -> tuple[Kodeverk, list[Erstatning], list[Problem]]:
    """The lists with the municipality's own in place of those of the same name or after them, the roles of kommune.yaml
    added, and every problem. A file that does not say what it does with a list is not used."""
    problems: list[Problem] = []
    places: dict[str, Document] = {}
    over, replaced = under, []
    for loaded in own:
        kodeverk, document = loaded.record, loaded.document
        given = [navn for navn in KODEVERK_LISTER if kodeverk.liste(navn)]
        wrong = [*_unsaid(kodeverk, document, given, under), *_two_files(document, given, places)]
        for navn in (navn for navn in given if navn in kodeverk.legger_til):
            wrong += _already_there(over, navn, kodeverk.liste(navn), document)
        problems += wrong
        if wrong:
            continue
        for navn in given:
            places[navn] = document
            if navn in kodeverk.legger_til:
                over = _added(over, navn, kodeverk.liste(navn))
            else:
                over = _with(over, navn, kodeverk.liste(navn))
                replaced.append(Erstatning(slag=_SLAG, id=navn, fil=document.fil, grunn=kodeverk.grunn))
    if kommune is not None:
        taken = list(_already_there(over, _ROLES, kommune.record.roller, kommune.document))
        problems += taken
        over = over if taken else _added(over, _ROLES, kommune.record.roller)
    return over, replaced, problems + list(_whole(over, places))


def _added(over: Kodeverk, navn: str, rows: tuple[Any, ...]) -> Kodeverk:
    """What comes in addition stands last; a role first, below all others: nobody is set over the shipped roles without
    the municipality having written the whole order."""
    there = over.liste(navn)
    return _with(over, navn, (*rows, *there) if navn == _ROLES else (*there, *rows))


def _with(over: Kodeverk, navn: str, rows: tuple[Any, ...]) -> Kodeverk:
    changed: dict[str, Any] = {"grader" if navn == _GRADES else navn: rows}
    return replace(over, **changed)


def _already_there(over: Kodeverk, navn: str, rows: Sequence[Any], document: Document) -> Iterator[Problem]:
    """What is added and is there from before: the whole list of grades is, always."""
    if navn == _GRADES:
        tekst, hint = text("innhold.kodeverk.grader_finnes"), text("innhold.kodeverk.grader_finnes_hint")
        yield Problem(sted=document.key_place((navn,)), kode="dobbel-verdi", tekst=tekst, hint=hint)
        return
    there = {word.casefold() for valg in over.liste(navn) for word in (valg.kode, valg.tekst)}
    for i, valg in enumerate(rows):
        if {valg.kode.casefold(), valg.tekst.casefold()} & there:
            tekst = text("innhold.kodeverk.valget_finnes", valg=valg.tekst, liste=navn)
            yield document.problem((navn, i, "kode"), "dobbel-verdi", tekst, text("innhold.kodeverk.valget_hint"))


def _unsaid(kodeverk: Kodeverk, document: Document, given: Sequence[str], under: Kodeverk) -> Iterator[Problem]:
    """Lists that the file does not say what it does with, and names of lists it does not have."""
    for navn in given:
        if navn not in (*kodeverk.erstatter, *kodeverk.legger_til):
            tekst = text("innhold.kodeverk.usagt", liste=navn, fil=under.fil)
            hint = text("innhold.kodeverk.usagt_hint", lister=", ".join(given))
            yield Problem(sted=document.key_place((navn,)), kode="mangler-erstatter", tekst=tekst, hint=hint)
        elif navn in kodeverk.erstatter and navn in kodeverk.legger_til:
            tekst, hint = text("innhold.kodeverk.begge", liste=navn), text("innhold.kodeverk.begge_hint")
            yield document.problem(("legger_til",), "mangler-erstatter", tekst, hint)
    for key in ("erstatter", "legger_til"):
        for i, navn in enumerate(getattr(kodeverk, key)):
            if navn not in given:
                path = (key, i) if isinstance(document.data[key], list) else (key,)
                tekst = text("innhold.kodeverk.ingen_liste", liste=navn)
                found = unknown(document, path, "ukjent-erstatter", tekst, navn, given, listed=False)
                yield found if found.hint else replace(found, hint=text("innhold.kodeverk.ingen_liste_hint"))
    if kodeverk.erstatter and not kodeverk.grunn:
        yield document.problem(
            ("erstatter",), "mangler-grunn", text("innhold.lag.uten_grunn"), text("innhold.lag.uten_grunn_hint")
        )


def _two_files(document: Document, given: Sequence[str], places: Mapping[str, Document]) -> Iterator[Problem]:
    for navn in given:
        if navn in places:
            tekst = text("innhold.kodeverk.to_filer", liste=navn, fil=places[navn].fil)
            hint = text("innhold.kodeverk.to_filer_hint")
            yield Problem(sted=document.key_place((navn,)), kode="id-to-ganger", tekst=tekst, hint=hint)


def _missing(kodeverk: Kodeverk, document: Document) -> Iterator[Problem]:
    for navn in KODEVERK_LISTER:
        if navn not in document.data:
            tekst, hint = text("innhold.kodeverk.mangler", liste=navn), text("innhold.kodeverk.mangler_hint")
            yield document.problem((), "mangler-nokkel", tekst, hint)


def _whole(kodeverk: Kodeverk, places: Mapping[str, Document]) -> Iterator[Problem]:
    """What must hold between the lists. ``places`` are the documents of those that were written now."""
    if _GRADES in places:
        yield from _grades_missing(kodeverk, places[_GRADES])
    if _STATUSES in places and not any(status.avslutter for status in kodeverk.statuser):
        yield Problem(
            sted=places[_STATUSES].key_place((_STATUSES,)),
            kode="mangler-avslutning",
            tekst=text("loading.kodeverk.ingen_status_avslutter_et_avvik"),
            hint=text("loading.kodeverk.skriv_avslutter_true_under_statusen"),
        )
    yield from _known_codes(kodeverk, places)
    if STEPS in places:
        yield from faults_in_steps(kodeverk, places[STEPS])
    if _STATUSES in places and kodeverk.statuser and not kodeverk.statuser[0].valgbar:
        tekst, hint = text("innhold.kodeverk.forste_status"), text("innhold.kodeverk.forste_status_hint")
        key = "avslutter" if kodeverk.statuser[0].avslutter else "velges"
        yield places[_STATUSES].problem((_STATUSES, 0, key), "avslutter-forst", tekst, hint)
    roller = [valg.kode for valg in kodeverk.roller]
    without = [(number, row) for number, row in enumerate(kodeverk.grader) if row.ansvarlig_rolle not in roller]
    if _GRADES in places:
        for number, row in without:
            tekst = text("loading.kodeverk.rollen_star_ikke_i_listen_roller", ansvarlig_rolle=row.ansvarlig_rolle)
            hint = f"velg blant: {', '.join(roller)}"
            yield places[_GRADES].problem((_GRADES, number, "ansvarlig_rolle"), "ukjent-rolle", tekst, hint)
    elif _ROLES in places:
        for rolle in dict.fromkeys(row.ansvarlig_rolle for _, row in without):
            grader = ", ".join(row.grad.vist for _, row in without if row.ansvarlig_rolle == rolle)
            tekst = text("innhold.kodeverk.rolle_borte", rolle=rolle, grader=grader)
            hint = text("innhold.kodeverk.rolle_borte_hint")
            yield Problem(sted=places[_ROLES].key_place((_ROLES,)), kode="ukjent-rolle", tekst=tekst, hint=hint)


def _known_codes(kodeverk: Kodeverk, places: Mapping[str, Document]) -> Iterator[Problem]:
    """The register's own rules go by the codes of these two lists."""
    if _MEASURES in places and (lacking := {*TILTAKSSTATUSER} - {valg.kode for valg in kodeverk.tiltaksstatuser}):
        tekst = text("innhold.kodeverk.tiltaksstatus_mangler", koder=", ".join(sorted(lacking)))
        hint = text("innhold.kodeverk.tiltaksstatus_hint")
        sted = places[_MEASURES].key_place((_MEASURES,))
        yield Problem(sted=sted, kode="mangler-tiltaksstatus", tekst=tekst, hint=hint)
    known = [kilde.value for kilde in Kilde]
    for number, valg in enumerate(kodeverk.kilder if _SOURCES in places else ()):
        if valg.kode not in known:
            tekst, hint = text("innhold.kodeverk.ukjent_kilde", kode=valg.kode), f"velg blant: {', '.join(known)}"
            yield places[_SOURCES].problem((_SOURCES, number, "kode"), "ukjent-kilde", tekst, hint)


def _grades_missing(kodeverk: Kodeverk, document: Document) -> Iterator[Problem]:
    given = {row.grad for row in kodeverk.grader}
    for grad in Alvorlighetsgrad:
        if grad not in given:
            yield Problem(
                sted=document.key_place((_GRADES,)),
                kode="mangler-grad",
                tekst=text("loading.kodeverk.alvorlighetsgraden_mangler", value=grad.value),
                hint=text("loading.kodeverk.alle_fire_ma_sta_lav_middels"),
            )


def _twice(document: Document, liste: str, felt: str, values: Sequence[str]) -> Iterator[Problem]:
    # The drop-down in Excel does not see the difference between «Lukket» and «lukket».
    for number, first in repeated(value.casefold() for value in values):
        tekst = text("loading.kodeverk.star_to_ganger_i_listen", values=values[number], liste=liste)
        hint = text("loading.kodeverk.den_forste_star_i_linje", linje=document.place((liste, first, felt)).linje)
        yield document.problem((liste, number, felt), "dobbel-verdi", tekst, hint)

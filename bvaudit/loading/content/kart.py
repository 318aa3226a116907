"""kart.yaml: which heading in the municipality's spreadsheets is which column."""

from collections.abc import Iterator
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.loading.content.files import Loaded, as_record, read_file
from bvaudit.loading.content.kart_shape import same_row_problems, shape_problems
from bvaudit.loading.schema.kart_schema import kart_schema
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.kart import EIERE, Kart, TabellKart
from bvaudit.model.personlig import looks_personal
from bvaudit.model.tables import BY_NAME
from bvaudit.texts import text


def load_kart(path: Path, shown: str | None = None) -> tuple[Kart | None, list[Problem]]:
    """The map in ``path`` and every problem; no map when one of the problems is an error. Never raises for content."""
    loaded, problems = read_file(path, shown, Kart, schema=kart_schema(), go_on=True)
    if loaded is None:
        return None, in_order(problems)
    return _checked(loaded, problems)


def kart_of(document: Document) -> tuple[Kart | None, list[Problem]]:
    """As ``load_kart``, for what is in hand: a text, or what somebody has answered, with the places it stood in."""
    loaded, problems = as_record(document, Kart, schema=kart_schema())
    return (None, in_order(problems)) if loaded is None else _checked(loaded, problems)


def _checked(loaded: Loaded[Kart], problems: list[Problem]) -> tuple[Kart | None, list[Problem]]:
    kart, document = loaded.record, loaded.document
    problems += _two_orders(kart, document)
    for tabell in kart.tabeller:
        for number, place in enumerate(tabell.steder):
            at: KeyPath = ("tabeller", tabell.tabell, *(("og", number - 1) if number else ()))
            problems += [*_table_problems(place, at, document), *_missing_owners(place, at, kart, document)]
    return None if has_errors(problems) else kart, in_order(problems)


def _table_problems(kart: TabellKart, path: KeyPath, document: Document) -> Iterator[Problem]:
    yield from _personal_headings(kart, path, document)
    yield from _missing_pointers(kart, path, document)
    yield from shape_problems(kart, path, document)
    for kolonne in kart.faste:
        if kolonne in kart.kolonner:
            tekst = text("loading.kart.star_bade_under_kolonner_og_faste", kolonne=kolonne)
            yield _at_key(
                document, (*path, "faste", kolonne), "dobbel-kolonne", tekst, text("loading.kart.behold_den_ene")
            )
    for part, columns in (("koder", kart.koder), ("tomme", kart.tomme)):
        for kolonne in columns:
            if kolonne not in kart.gitt - set(kart.faste):
                tekst = text("loading.kart.har_men_star_ikke_under_kolonner", kolonne=kolonne, part=part)
                hint = text("loading.kart.legg_den_til_under_kolonner_eller", part=part)
                yield _at_key(document, (*path, part, kolonne), "kode-uten-kolonne", tekst, hint)
    if kart.faste.get("eier_type", EIERE[0]) not in EIERE:
        tekst, hint = text("loading.kart.eier_type_er_ikke_en_tabell"), f"velg blant: {', '.join(EIERE)}"
        yield document.problem((*path, "faste", "eier_type"), "verdi-valg", tekst, hint)


def _two_orders(kart: Kart, document: Document) -> Iterator[Problem]:
    if {"britisk", "amerikansk"} <= set(kart.datoformat):
        tekst = text("loading.kart.datoformat_kan_ikke_vaere_bade_britisk")
        hint = text("loading.kart.britisk_er_dag_maned_ar_amerikansk")
        yield _at_key(document, ("datoformat",), "verdi-flertydig", tekst, hint)


def _personal_headings(kart: TabellKart, path: KeyPath, document: Document) -> Iterator[Problem]:
    several = [(kolonne, heading) for kolonne, headings in kart.rader.items() for heading in headings]
    for kolonne, heading in (*kart.kolonner.items(), *several):
        if looks_personal(heading) and not kolonne.endswith("presisering_utfylt"):
            tekst = text("loading.kart.overskriften_ser_ut_til_a_gjelde", heading=heading)
            hint = text("loading.kart.ta_kolonnen_ut_av_kartet_heter")
            where = "kolonner" if kolonne in kart.kolonner else "rader"
            yield document.problem((*path, where, kolonne), "personkolonne", tekst, hint)


def _missing_pointers(kart: TabellKart, path: KeyPath, document: Document) -> Iterator[Problem]:
    """What a row of this table cannot be without: the owner it lies under, or both ends of a relation."""
    tabell, table = kart.tabell, BY_NAME[kart.tabell]
    needed = [f"{table.forelder}_id"] if table.forelder not in (None, "sak") else []
    needed += ["eier_type", "eier_id"] if table.eid else []
    needed += ["fra_type", "fra_id", "til_type", "til_id"] if tabell == "relasjon" else []
    needed += ["element_id", "type"] if tabell == "slettet" else []
    needed += ["enhet", "fra"] if tabell == "sak_enhet" else []
    in_row = {f"{kart.eier}_id", "eier_id"} if kart.eier else set()
    for kolonne in needed:
        if kolonne not in kart.gitt | in_row:
            tekst = text("loading.kart.tabellen_mangler_kolonnen", tabell=tabell, kolonne=kolonne)
            hint = text("loading.kart.skriv_overskriften_den_har_i_arket", kolonne=kolonne)
            yield _at_key(document, (*path, "kolonner"), "mangler-nokkel", tekst, hint)


def _missing_owners(tabell: TabellKart, path: KeyPath, kart: Kart, document: Document) -> Iterator[Problem]:
    """The tables a row of this table points into must be in the kart too."""
    navn, mapped = tabell.tabell, {each.tabell for each in kart.tabeller}
    owners = {BY_NAME[navn].forelder, tabell.faste.get("eier_type")}
    if navn == "undersokelse" and ("henvendelse_id" in tabell.kolonner or tabell.samme_rad):
        owners.add("henvendelse")
    for owner in sorted(owner for owner in owners if owner in EIERE or owner == "plan"):
        if owner not in mapped:
            tekst = text("loading.kart.tabellen_horer_til_som_ikke_er", navn=navn, owner=owner)
            yield _at_key(document, path, "mangler-tabell", tekst, text("loading.kart.legg_til_tabellen", owner=owner))
    if tabell.samme_rad:
        yield from same_row_problems(tabell, path, kart, document)


def _at_key(document: Document, path: KeyPath, kode: str, tekst: str, hint: str) -> Problem:
    return Problem(sted=document.key_place(path), kode=kode, tekst=tekst, hint=hint)

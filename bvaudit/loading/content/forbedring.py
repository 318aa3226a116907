"""Recommendations, risk lists and measures: what must hold within and between the files."""

from collections.abc import Iterator, Sequence

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import listed_twice, unknown
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.forbedring import Anbefalinger, Gruppe, Risikoliste, Tiltaksliste
from bvaudit.texts import text

_NEW_ID = text("loading.forbedring.gi_den_en_id_som_ikke")


def faults_in_recommendations(liste: Anbefalinger, document: Document) -> Iterator[Problem]:
    """Every recommendation in at least one group, every group with at least one, and no name that leads nowhere."""
    items, groups = [row.id for row in liste.anbefalinger], [gruppe.id for gruppe in liste.arbeidsgrupper]
    yield from listed_twice(document, ("arbeidsgrupper",), "id", groups, _NEW_ID)
    yield from listed_twice(document, ("anbefalinger",), "id", items, _NEW_ID)
    linked = [row.anbefaling for row in liste.kobling]
    yield from listed_twice(
        document, ("kobling",), "anbefaling", linked, text("loading.forbedring.samle_gruppene_pa_en_linje")
    )
    for i, row in enumerate(liste.kobling):
        navn = row.anbefaling
        if navn not in items:
            tekst = text("loading.forbedring.anbefalingen_finnes_ikke_i_listen", navn=navn)
            yield unknown(document, ("kobling", i, "anbefaling"), "ukjent-anbefaling", tekst, navn, items)
        for j, gruppe in enumerate(row.grupper):
            yield from _unknown_group(document, ("kobling", i, "grupper", j), gruppe, groups)
    for i, navn in enumerate(items):
        if navn not in linked:
            tekst, hint = (
                text("loading.forbedring.ingen_arbeidsgruppe_har_anbefalingen", navn=navn),
                text("loading.forbedring.legg_den_til_under_kobling"),
            )
            yield document.problem(("anbefalinger", i, "id"), "ikke-koblet", tekst, hint)
    used = {gruppe for row in liste.kobling for gruppe in row.grupper}
    yield from _empty_groups(document, "arbeidsgrupper", liste.arbeidsgrupper, used)


def faults_in_risks(liste: Risikoliste, document: Document) -> Iterator[Problem]:
    """Every risk under a group that exists, and no empty group."""
    groups = [gruppe.id for gruppe in liste.grupper]
    yield from listed_twice(document, ("grupper",), "id", groups, _NEW_ID)
    yield from listed_twice(document, ("risikoer",), "id", [risiko.id for risiko in liste.risikoer], _NEW_ID)
    for i, risiko in enumerate(liste.risikoer):
        yield from _unknown_group(document, ("risikoer", i, "gruppe"), risiko.gruppe, groups)
    yield from _empty_groups(document, "grupper", liste.grupper, {risiko.gruppe for risiko in liste.risikoer})


def faults_in_measures(liste: Tiltaksliste, document: Document) -> Iterator[Problem]:
    return listed_twice(document, ("tiltak",), "id", [tiltak.id for tiltak in liste.tiltak], _NEW_ID)


def _unknown_group(document: Document, path: KeyPath, gruppe: str, groups: Sequence[str]) -> Iterator[Problem]:
    if gruppe not in groups:
        tekst = text("loading.forbedring.gruppen_finnes_ikke_i_listen", gruppe=gruppe)
        yield unknown(document, path, "ukjent-gruppe", tekst, gruppe, groups)


def _empty_groups(document: Document, liste: str, groups: Sequence[Gruppe], used: set[str]) -> Iterator[Problem]:
    for i, gruppe in enumerate(groups):
        if gruppe.id not in used:
            tekst, hint = (
                text("loading.forbedring.gruppen_er_tom", id=gruppe.id),
                text("loading.forbedring.gi_den_noe_a_arbeide_med"),
            )
            yield document.problem((liste, i, "id"), "tom-gruppe", tekst, hint)

"""Reads the register's own word lists (``rules/kodeverk/avvik.yaml``)."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.content.files import read_file, repeated
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.kodeverk import Kodeverk, Valg
from bvaudit.model.utfall import Alvorlighetsgrad

_GRADES = "alvorlighetsgrader"


def read_kodeverk(path: Path, shown: str | None = None) -> tuple[Kodeverk | None, list[Problem]]:
    """The lists, or None and every problem with its place. ``shown`` is the path as the user should see it."""
    loaded, problems = read_file(path, shown, Kodeverk, go_on=True)
    if loaded is not None and not problems:
        problems = in_order(_contradictions(loaded.record, loaded.document))
    return (None, in_order(problems)) if problems or loaded is None else (loaded.record, [])


def _contradictions(kodeverk: Kodeverk, document: Document) -> Iterator[Problem]:
    lists: dict[str, Sequence[Valg]] = {
        "arsaker": kodeverk.arsaker,
        "feiltyper": kodeverk.feiltyper,
        "tiltakstyper": kodeverk.tiltakstyper,
        "roller": kodeverk.roller,
        "statuser": kodeverk.statuser,
    }
    for liste, valg in lists.items():
        yield from _twice(document, liste, "kode", [each.kode for each in valg])
        yield from _twice(document, liste, "tekst", [each.tekst for each in valg])
    given = [row.grad.value for row in kodeverk.grader]
    yield from _twice(document, _GRADES, "grad", given)
    for grad in Alvorlighetsgrad:
        if grad.value not in given:
            yield Problem(
                sted=document.key_place((_GRADES,)),
                kode="mangler-grad",
                tekst=f"alvorlighetsgraden «{grad.value}» mangler",
                hint="alle fire må stå: lav, middels, hoy og kritisk",
            )
    if not any(status.avslutter for status in kodeverk.statuser):
        yield Problem(
            sted=document.key_place(("statuser",)),
            kode="mangler-avslutning",
            tekst="ingen status avslutter et avvik",
            hint="skriv «avslutter: true» under statusen som betyr at avviket er lukket",
        )
    roller = [valg.kode for valg in kodeverk.roller]
    for number, row in enumerate(kodeverk.grader):
        if row.ansvarlig_rolle not in roller:
            tekst = f"rollen «{row.ansvarlig_rolle}» står ikke i listen «roller»"
            hint = f"velg blant: {', '.join(roller)}"
            yield document.problem((_GRADES, number, "ansvarlig_rolle"), "ukjent-rolle", tekst, hint)


def _twice(document: Document, liste: str, felt: str, values: Sequence[str]) -> Iterator[Problem]:
    # The drop-down in Excel does not see the difference between «Lukket» and «lukket».
    for number, first in repeated(value.casefold() for value in values):
        tekst = f"«{values[number]}» står to ganger i listen «{liste}»"
        hint = f"den første står i linje {document.place((liste, first, felt)).linje}"
        yield document.problem((liste, number, felt), "dobbel-verdi", tekst, hint)

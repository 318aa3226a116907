"""Reads the register's own word lists (``rules/kodeverk/avvik.yaml``)."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas_kodeverk import AVVIK_KODEVERK_SCHEMA
from bvaudit.loading.yaml.reader import Document, read_yaml
from bvaudit.model.kodeverk import Gradfrist, Kodeverk, Valg
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.varighet import parse_varighet

_LISTER = ("arsaker", "feiltyper", "tiltakstyper", "roller", "statuser")


def read_kodeverk(path: Path, shown: str | None = None) -> tuple[Kodeverk | None, list[Problem]]:
    """The lists, or None and every problem with its place. ``shown`` is the path as the user should see it."""
    document, problems = read_yaml(path, shown)
    if document is None:
        return None, problems
    problems = problems + check_schema(document, AVVIK_KODEVERK_SCHEMA)
    if not problems:
        problems = in_order(_contradictions(document))
    return (None, in_order(problems)) if problems else (_kodeverk(document.data), [])


def _contradictions(document: Document) -> Iterator[Problem]:
    data = document.data
    for liste in _LISTER:
        yield from _twice(document, liste, "kode")
        yield from _twice(document, liste, "tekst")
    yield from _twice(document, "alvorlighetsgrader", "grad")
    given = {row["grad"] for row in data["alvorlighetsgrader"]}
    for grad in Alvorlighetsgrad:
        if grad.value not in given:
            yield Problem(
                sted=document.key_places[("alvorlighetsgrader",)],
                kode="mangler-grad",
                tekst=f"alvorlighetsgraden «{grad.value}» mangler",
                hint="alle fire må stå: lav, middels, hoy og kritisk",
            )
    if not any(valg.get("avslutter") for valg in data["statuser"]):
        yield Problem(
            sted=document.key_places[("statuser",)],
            kode="mangler-avslutning",
            tekst="ingen status avslutter et avvik",
            hint="skriv «avslutter: true» under statusen som betyr at avviket er lukket",
        )
    roller = [valg["kode"] for valg in data["roller"]]
    for number, row in enumerate(data["alvorlighetsgrader"]):
        if row["ansvarlig_rolle"] not in roller:
            yield Problem(
                sted=document.place(("alvorlighetsgrader", number, "ansvarlig_rolle")),
                kode="ukjent-rolle",
                tekst=f"rollen «{row['ansvarlig_rolle']}» står ikke i listen «roller»",
                hint=f"velg blant: {', '.join(roller)}",
            )


def _twice(document: Document, liste: str, felt: str) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for number, row in enumerate(document.data[liste]):
        # The drop-down in Excel does not see the difference between «Lukket» and «lukket».
        value = row[felt].casefold()
        if value in seen:
            first = document.place((liste, seen[value], felt))
            yield Problem(
                sted=document.place((liste, number, felt)),
                kode="dobbel-verdi",
                tekst=f"«{row[felt]}» står to ganger i listen «{liste}»",
                hint=f"den første står i linje {first.linje}",
            )
        seen.setdefault(value, number)


def _kodeverk(data: Mapping[str, Any]) -> Kodeverk:
    return Kodeverk(
        **{liste: _valg(data[liste]) for liste in _LISTER},
        grader=tuple(
            Gradfrist(
                grad=Alvorlighetsgrad(row["grad"]),
                forklaring=row["forklaring"],
                frist=parse_varighet(row["frist"]) if row["frist"] else None,
                frist_tekst=row["frist_tekst"],
                ansvarlig_rolle=row["ansvarlig_rolle"],
            )
            for row in data["alvorlighetsgrader"]
        ),
    )


def _valg(rows: Sequence[Mapping[str, Any]]) -> tuple[Valg, ...]:
    return tuple(Valg(**row) for row in rows)

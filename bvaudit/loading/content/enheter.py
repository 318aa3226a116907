"""enheter.yaml: the municipality's own map of units."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Grad, Problem, has_errors, in_order
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas_extract import ENHETER_SCHEMA
from bvaudit.loading.yaml.reader import Document, read_yaml
from bvaudit.model.enhet import Enhet, Enheter, Kilde
from bvaudit.model.kalender import vis
from bvaudit.model.safe_text import is_name


def load_enheter(path: Path, shown: str | None = None) -> tuple[Enheter | None, list[Problem]]:
    """The units in ``path`` and every problem; no units when one of the problems is an error. Never raises."""
    document, problems = read_yaml(path, shown)
    if document is None:
        return None, problems
    problems = problems + check_schema(document, ENHETER_SCHEMA)
    if has_errors(problems):
        return None, in_order(problems)
    enheter = tuple(_enhet(entry) for entry in document.data["enheter"])
    problems += [*_repeated_ids(enheter, document), *_backward_periods(enheter, document), *_claims(enheter, document)]
    problems += _no_names(enheter, document)
    found = None if has_errors(problems) else Enheter(fil=document.fil, enheter=enheter)
    return found, in_order(problems)


def _enhet(entry: Mapping[str, Any]) -> Enhet:
    return Enhet(
        id=entry["id"],
        navn=entry["navn"],
        kilder=tuple(Kilde(**kilde) for kilde in entry["kilder"]),
        gruppe=entry.get("gruppe", ""),
        vertskommune=entry.get("vertskommune", ""),
        gjelder_fra=_day(entry.get("gjelder_fra")),
        gjelder_til_og_med=_day(entry.get("gjelder_til_og_med")),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _repeated_ids(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for index, enhet in enumerate(enheter):
        if first.setdefault(enhet.id, index) != index:
            where = document.place(("enheter", first[enhet.id], "id")).linje
            yield Problem(
                sted=document.place(("enheter", index, "id")),
                kode="dobbel-id",
                tekst=f"enheten «{enhet.id}» finnes fra før på linje {where}",
                hint="gi den en id som ikke er brukt",
            )


def _no_names(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    """A name that Excel would run, or that is a person number, would stand in every paper."""
    for index, enhet in enumerate(enheter):
        if not is_name(enhet.navn):
            yield Problem(
                sted=document.place(("enheter", index, "navn")),
                kode="ikke-navn",
                tekst="navnet begynner som en formel i Excel, eller er et fødselsnummer",
                hint="skriv navnet på enheten, uten =, +, - eller @ først",
            )


def _backward_periods(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    for index, enhet in enumerate(enheter):
        fra, til = enhet.gjelder_fra, enhet.gjelder_til_og_med
        if fra and til and til < fra:
            yield Problem(
                sted=document.place(("enheter", index, "gjelder_til_og_med")),
                kode="dato-rekkefolge",
                tekst=f"enheten slutter {vis(til)}, før den begynner {vis(fra)}",
                hint="rett én av datoene",
            )


def _claims(enheter: tuple[Enhet, ...], document: Document) -> Iterator[Problem]:
    """Two units that claim the same source at the same time, and a unit never reached because of one above it."""
    for (i, above), (j, below) in combinations(enumerate(enheter), 2):
        if not _meet(above, below):
            continue
        for k, kilde in enumerate(below.kilder):
            place = document.place(("enheter", j, "kilder", k))
            line = document.place(("enheter", i)).linje
            if kilde in above.kilder:
                yield Problem(
                    sted=place,
                    kode="dobbel-kilde",
                    tekst=f"«{below.navn}» og «{above.navn}» (linje {line}) har samme kilde i samme tidsrom",
                    hint="la kilden stå hos bare én av dem, eller skill dem med gjelder_fra og gjelder_til_og_med",
                )
            elif any(_covers(wide, kilde) for wide in above.kilder):
                yield Problem(
                    sted=place,
                    kode="skjult-kilde",
                    tekst=f"«{above.navn}» (linje {line}) tar alt fra denne kilden, fordi den står først",
                    hint=f"flytt «{below.navn}» foran",
                    grad=Grad.ADVARSEL,
                )


def _meet(one: Enhet, other: Enhet) -> bool:
    begins = max(one.gjelder_fra or date.min, other.gjelder_fra or date.min)
    return begins <= min(one.gjelder_til_og_med or date.max, other.gjelder_til_og_med or date.max)


def _covers(wide: Kilde, narrow: Kilde) -> bool:
    return (
        wide.organisasjonsnummer in ("", narrow.organisasjonsnummer)
        and wide.kommunenummer in ("", narrow.kommunenummer)
        and wide.bydelsnummer in ("", narrow.bydelsnummer)
    )

"""``python -m benchmarks.register``: a register of many rows as a workbook, filled in, read and merged.

A row is an avvik with an owner, a cause and a comment; every fifth has a measure. Every row is given a new comment
before it is read, and one in ten another cause.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any

from bvaudit.model.registeret.avvik import Bevis, Kilde, Omfang
from bvaudit.model.registeret.effekt import Utgangspunkt
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet, BevisLagtTil, Varslet
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget
from bvaudit.model.registeret.ting import Slag, numbered
from bvaudit.model.rule import SamlesPer
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold
from bvaudit.register.merge import merge
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_view import memory_view
from bvaudit.reports.xlsx.register import register_book
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.register_export import remembered

ROWS, UNITS = 10_000, 40
DAG = date(2026, 3, 1)
_OWNER = "barnevernleder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    navn: str
    sekunder: float


def context() -> Kontekst:
    content = content_or_stop()
    assert content.kodeverk is not None
    units = {f"9999-{n:02d}": f"Enhet {n:02d}" for n in range(UNITS)}
    return Kontekst(regler=content.regler, kodeverk=content.kodeverk, enheter=units)


def events(kontekst: Kontekst, rows: int) -> tuple[Logget, ...]:
    """The log of a register with so many avvik. Its sums are no chain: nothing here looks at them."""
    told = _all(kontekst, rows)
    begun = datetime(2026, 1, 12, 12, tzinfo=UTC)
    return tuple(
        Logget(
            nr=nr,
            tid=begun + timedelta(seconds=nr),
            hvem=hvem,
            hendelse=hendelse,
            forrige=f"{nr - 1:064x}",
            sum=f"{nr:064x}",
        )
        for nr, (hvem, hendelse) in enumerate(told, start=1)
    )


def _all(kontekst: Kontekst, rows: int) -> Iterator[tuple[str, Hendelse]]:
    yield "stab", RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", nokkel="n", dag=DAG)
    yield MASKINEN, KjoringSkrevet(kjoring="k1", dag=DAG, uttrekk="u1", antall_objekter=rows * 9)
    rules, units = list(kontekst.regler.values()), list(kontekst.enheter)
    for n in range(rows):
        rule, enhet = rules[n % len(rules)], units[n % len(units)]
        nr, hvem = numbered(Slag.AVVIK, 2026, n + 1), f"{_OWNER}@{enhet}"
        yield (
            MASKINEN,
            AvvikOpprettet(
                nr=nr,
                regel=rule.id,
                variant="lov",
                tittel=rule.brudd,
                enhet=enhet,
                samles_per=SamlesPer.ENHET,
                kilde=Kilde.KJORING,
                alvor=list(Alvorlighetsgrad)[n % 4],
                omfang=Omfang.SYSTEMSVIKT,
                eier=hvem,
                mal=NI_AV_TI,
                utgangspunkt=Utgangspunkt(n=20, brudd=3, variant="lov", per=DAG),
                kjoring="k1",
                dag=DAG,
            ),
        )
        yield MASKINEN, BevisLagtTil(nr=nr, antall=1, bevis=(_evidence(n, enhet),), kjoring="k1", dag=DAG)
        yield "stab", Varslet(nr=nr, dag=DAG)
        yield hvem, FeltSatt(nr=nr, felt="arsak", verdi="kapasitet")
        yield hvem, Kommentert(nr=nr, tekst=f"Sett på i møte {n}")
        if n % 5 == 0:
            measure = numbered(Slag.TILTAK, 2026, n // 5 + 1)
            yield (
                hvem,
                TingOpprettet(
                    nr=measure, slag=Slag.TILTAK, tittel="Fristliste hver mandag", enhet=enhet, eier=hvem, dag=DAG
                ),
            )
            yield hvem, Koblet(avvik=nr, tiltak=measure, dag=DAG)


def _evidence(n: int, enhet: str) -> Bevis:
    return Bevis(
        sak=f"S-{n:020x}", objekt="undersokelse", objekt_id=f"U-{n:020x}", enhet=enhet, start=DAG, dag=DAG, kjoring="k1"
    )


def measured(rows: int = ROWS) -> tuple[list[Step], int]:
    """The steps with their seconds of processor time, and how many events the filled-in workbook gave."""
    from bvaudit.intake.register_back import read_register_book

    steps: list[Step] = []

    def timed(navn: str, work: Callable[[], Any]) -> Any:
        begun = process_time()
        found = work()
        steps.append(Step(navn=navn, sekunder=process_time() - begun))
        sys.stdout.write(f"{navn:28s} {steps[-1].sekunder:7.2f} s\n")
        sys.stdout.flush()
        return found

    kontekst = context()
    log = events(kontekst, rows)
    minne: Minne = timed("brett og frister", lambda: remembered(log, kontekst, dag=DAG, kommune="Fjordvik"))
    view = timed("arbeidsboken som tekst", lambda: memory_view(minne))
    timed("arbeidsboken som fil", lambda: register_book(view))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "avviksregister.xlsx"
        path.write_bytes(_filled(minne))
        book, problems = timed("lest tilbake", lambda: read_register_book(path))
        assert book is not None, problems
        reg = fold(log)
        made = timed(
            "flettet",
            lambda: merge(book.dokument, reg, reg, kontekst, dag=DAG, hvem="stab", logg=log),
        )
    return steps, len(made.hendelser)


def _filled(minne: Minne) -> bytes:
    """As a person would: a comment in every row and another cause in one of ten. Made with the columns filled in the
    view, since no program here saves a workbook it has read."""
    view = memory_view(minne)
    table = view.tabeller[0]
    comment, cause = table.place("kommentar"), table.place("arsak")
    typed = []
    for n, row in enumerate(table.rader):
        cells = list(row)
        cells[comment] = f"Nytt {n}"
        if n % 10 == 0:
            cells[cause] = "Manglende kompetanse"
        typed.append(tuple(cells))
    return register_book(replace(view, tabeller=(replace(table, rader=tuple(typed)), *view.tabeller[1:])))


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    steps, found = measured(rows)
    sys.stdout.write(f"{'i alt':28s} {sum(step.sekunder for step in steps):7.2f} s, {rows} rader, {found} hendelser\n")


if __name__ == "__main__":
    main()

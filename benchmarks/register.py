"""The register at ten thousand rows: fold the log, make the workbook, read it back, merge it with the log.

``python -m benchmarks.register [rows]``. CPU seconds, the middle of three times (the workbook is made once). A tenth of
the rows have one cell changed for the last stage. The floor for reading is openpyxl, which only looks at every cell.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from typing import TypeVar

from bvaudit.model.registeret.avvik import Kilde, Omfang
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget
from bvaudit.model.tilsyn import NI_AV_TI
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold
from bvaudit.reports.xlsx.register import write_memory
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.read_register import Innlesing, read_documents
from bvaudit.workflows.register_documents import Lest, Papirslag, read_paper
from bvaudit.workflows.register_export import remembered

ROWS, UNITS, TIMES = 10_000, 50, 3
DAY = date(2026, 1, 12)
TIME = datetime(2026, 1, 13, 9, tzinfo=UTC)
T = TypeVar("T")


def main(rows: int = ROWS) -> None:
    content = content_or_stop()
    world = context(content)
    log = tuple(events(rows, tuple(world.enheter), tuple(world.regler)))
    tell("rader", rows)
    tell("hendelser", len(log))
    tell("folde loggen", timed(lambda: fold(log))[0])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        memory = remembered(log, world, dag=DAY, kommune="Måling", mottaker="stab")
        tell("skrive arbeidsboka", timed(lambda: write_memory(memory, path), 1)[0])
        tell("MB", path.stat().st_size / 1e6)
        tell("openpyxl: bare se på cellene", timed(lambda: looked_at(path), 1)[0])
        seconds, lest = timed(lambda: read_paper(path, Papirslag.BOK, world, log))
        tell("lese den", seconds)
        seconds, same = timed(lambda: merged(lest, log, world))
        tell("flette den urørt", seconds)
        assert not same.nye and not same.problems
        seconds, changed = timed(lambda: merged(with_changes(lest, rows // 10), log, world), 1)
        tell(f"flette den med {rows // 10} endringer", seconds)
        assert len(changed.nye) == rows // 10


def context(content: Content) -> Kontekst:
    assert content.kodeverk is not None
    units = {f"enhet-{number:02d}": f"Enhet {number:02d}" for number in range(UNITS)}
    return Kontekst(regler=content.regler, kodeverk=content.kodeverk, enheter=units)


def events(rows: int, units: tuple[str, ...], rules: tuple[str, ...]) -> Iterator[Logget]:
    def made() -> Iterator[tuple[str, Hendelse]]:
        yield "stab", RegisterBegynt(kommune="Måling", kommunenummer="9999", dag=DAY)
        run = KjoringSkrevet(kjoring="k1", dag=DAY, uttrekk="u1", antall_objekter=rows, enheter=dict.fromkeys(units, 9))
        yield MASKINEN, run
        for number in range(rows):
            enhet, nr = units[number % len(units)], f"AV-2026-{number + 1:04d}"
            yield MASKINEN, opened(nr, enhet, rules[number % len(rules)])
            if number % 2:
                hvem = f"barnevernleder@{enhet}"
                yield hvem, FeltSatt(nr=nr, felt="hvorfor", tekst=f"Det var for få på vakt i uke {number % 52}.")
                yield hvem, FeltSatt(nr=nr, felt="frist_plan", verdi="2026-03-01")

    for nr, (hvem, event) in enumerate(made(), start=1):
        yield Logget(nr=nr, tid=TIME, hvem=hvem, hendelse=event, forrige="", sum=f"{nr:064x}")


def opened(nr: str, enhet: str, regel: str) -> AvvikOpprettet:
    return AvvikOpprettet(
        nr=nr,
        regel=regel,
        variant="lov",
        tittel="Kravet er ikke oppfylt",
        enhet=enhet,
        kilde=Kilde.KJORING,
        alvor=Alvorlighetsgrad.HOY,
        omfang=Omfang.SYSTEMSVIKT,
        eier=f"barnevernleder@{enhet}",
        mal=NI_AV_TI,
        kjoring="k1",
        dag=DAY,
    )


def looked_at(path: Path) -> int:
    from openpyxl import load_workbook

    book = load_workbook(path, read_only=True, data_only=True)
    return sum(len(row) for sheet in book.worksheets for row in sheet.iter_rows(values_only=True))


def merged(lest: Lest, log: tuple[Logget, ...], world: Kontekst) -> Innlesing:
    return read_documents([lest], log, world, tid=TIME, som="stab")


def with_changes(lest: Lest, count: int) -> Lest:
    """One date in each of the first avvik."""
    assert lest.dokument is not None
    left = count
    celler = []
    for celle in lest.dokument.celler:
        if left and celle.felt == "frist_plan":
            celle, left = replace(celle, verdi="2026-04-01"), left - 1
        celler.append(celle)
    return replace(lest, dokument=replace(lest.dokument, celler=tuple(celler)))


def timed(work: Callable[[], T], times: int = TIMES) -> tuple[float, T]:
    taken = []
    for _ in range(times):
        start = time.process_time()
        result = work()
        taken.append(time.process_time() - start)
    return median(taken), result


def tell(what: str, value: float) -> None:
    print(f"{what:34}{value:>10}" if isinstance(value, int) else f"{what:34}{value:>10.2f}")  # noqa: T201


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROWS)

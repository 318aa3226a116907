"""Made-up cases counted by the program's own path: documents on disk, imported as a run does, and every figure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from bvaudit.model.nokkelrad import Celle, Nokkelrad
from bvaudit.model.tallperiode import Periode
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figures import AskedFigures, CountedFigures, count_figures
from bvaudit.workflows.inputs import ImportInputs, snapshot_of
from tests.oracle.bred.saker import Rad
from tests.oracle.tall.saker import Sted, skriv

NOW = datetime(2026, 9, 1, tzinfo=UTC)
Telt = Mapping[Celle, Nokkelrad]


@cache
def content() -> Content:
    return content_or_stop(())


def count_cases(
    saker: Sequence[Rad],
    folder: Path,
    per: date,
    perioder: Sequence[tuple[date, date]],
    *,
    tall: Sequence[str] = (),
    enheter: str = "",
    ogsa: Mapping[tuple[date, date], Sequence[str]] | None = None,
) -> CountedFigures:
    """``tall``: only these figures. Without it every figure, and no rule beside them. ``ogsa``: periods that only some
    figures are counted for."""
    kilde = skriv(saker, folder / "uttrekk")
    units = folder / "enheter.yaml"
    if enheter:
        units.write_text(enheter, encoding="utf-8")
    work = folder / "arbeid"
    work.mkdir()
    inputs = ImportInputs(kilder=(kilde,), nokkel=folder / "nokkel", enheter=units if enheter else None)
    wanted = [(tuple(perioder), tuple(tall)), *(((one,), tuple(some)) for one, some in (ogsa or {}).items())]
    asked = [
        AskedFigures(per=per, perioder=tuple(Periode(*one) for one in days), tall=some, regler=False)
        for days, some in wanted
    ]
    with snapshot_of(inputs, content().koder, now=NOW, home=folder, work=work, progress=None) as ready:
        first, *others = [count_figures(ready, one, content()) for one in asked]
    return replace(first, rader=(*first.rader, *(row for one in others for row in one.rader)))


def by_cell(counted: CountedFigures) -> Telt:
    """Every row by its cell; two rows of one cell are a fault."""
    found = {row.celle: row for row in counted.rader}
    assert len(found) == len(counted.rader), "to rader har samme celle"
    return found


def units_of(steder: Sequence[Sted], omsorg: Sequence[Sted] = ()) -> str:
    """The municipality's file of units, with the ones whose task is care."""
    lines = []
    for nr, sted in enumerate(steder):
        bydel = f', bydelsnummer: "{sted.bydel}"' if sted.bydel else ""
        task = ", oppgave: omsorg" if sted in omsorg else ""
        source = f'{{kommunenummer: "{sted.kommune}"{bydel}}}'
        lines.append(f'  - {{id: enhet-{nr}, navn: "{sted.vist}", kilder: [{source}]{task}}}\n')
    return "enheter:\n" + "".join(lines)

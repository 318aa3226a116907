"""A few rows in the tables themselves, and one figure written as YAML: what the engine makes of them."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from bvaudit.engine.database import Database
from bvaudit.loading.content.plans import plan_of
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.tallperiode import Periode
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figures import AskedFigures, CountedFigures, FigureSource, figures_in

PER = date(2025, 12, 31)
AR = Periode(date(2025, 1, 1), PER)
OST, VEST, OMSORG = "Østbyen", "Vestbyen", "Omsorgen"
ENHETER = tuple(
    KjentEnhet(id=navn.lower(), navn=navn, egennavn=navn, kommunenumre=(nummer,), oppgave=oppgave)
    for navn, nummer, oppgave in ((OST, "5001", ""), (VEST, "5038", ""), (OMSORG, "5001", "omsorg"))
)


def d(tekst: str) -> date:
    return date.fromisoformat(tekst)


class Tabeller:
    """An extract being written. A case is numbered from 1, and every row of another table from 1 in its own."""

    def __init__(self) -> None:
        self.database = Database()
        self.database.expect_few_rows()
        for table in TABLES:
            self.database.empty(table.navn)
        self._numbers: dict[str, int] = {}

    def row(self, navn: str, /, **values: object) -> int:
        table, number = BY_NAME[navn], self._numbers.get(navn, 0) + 1
        self._numbers[navn] = number
        if table.nr and table.nr not in values:
            values[table.nr] = number
        if table.nokkel:
            values.setdefault(table.nokkel, f"{table.prefiks}{number}")
        values.setdefault("sak_id", f"S{values['sak_nr']}")
        ready = {key: d(v) if isinstance(v, str) and _is_day(v) else v for key, v in values.items()}
        self.database.insert(navn, list(ready), [list(ready.values())])
        return number

    def sak(self, enhet: str = OST, kommune: str = "5001", **values: object) -> int:
        number = self._numbers.get("sak", 0) + 1
        return self.row("sak", sak_nr=number, sak_id=f"S{number}", enhet=enhet, kommunenummer=kommune, **values)

    def skip(self, navn: str, antall: int) -> None:
        """So many numbers of the table are used by rows that were put in otherwise."""
        self._numbers[navn] = self._numbers.get(navn, 0) + antall

    def flyttet(self, sak: int, *steder: tuple[str, str, str]) -> None:
        """The units that have had the case: (from, unit, municipality), the first one first."""
        for i, (fra, enhet, kommune) in enumerate(steder):
            til = date.fromordinal(d(steder[i + 1][0]).toordinal() - 1) if i + 1 < len(steder) else None
            self.row("sak_enhet", sak_nr=sak, enhet=enhet, enhet_id=enhet, kommunenummer=kommune, fra=d(fra), til=til)


def _is_day(tekst: str) -> bool:
    return len(tekst) == 10 and tekst[4] == tekst[7] == "-"


def figure(tekst: str) -> Nokkeltall:
    """``tekst`` is what comes after the head of the file."""
    document, problems = read_text(f"id: prove\ntittel: Prøve\nkilde: Test\n{tekst}", "prove.yaml")
    assert document is not None and not problems, problems
    plan, problems = plan_of(document, Path("prove.yaml"), "nokkeltall")
    assert plan is not None, [str(p) for p in problems]
    found: Nokkeltall = plan.record
    return found


def one_reading(gjelder: str, lesning: str) -> Nokkeltall:
    inside = "".join(f"    {linje}\n" for linje in lesning.splitlines())
    return figure(f"gjelder: {gjelder}\nlesninger:\n  alle:\n    forklaring: Alle.\n{inside}")


def counted(
    tabeller: Tabeller,
    tall: Nokkeltall,
    *,
    per: date = PER,
    perioder: Sequence[Periode] = (AR,),
    kilder: Iterable[Kilde] = (),
    enheter: Sequence[KjentEnhet] = ENHETER,
) -> CountedFigures:
    from dataclasses import replace

    content: Content = content_or_stop(())
    content = replace(content, planer=replace(content.planer, nokkeltall=(tall,)))
    source = FigureSource(kilder=tuple(kilder) or (everything(),), enheter=tuple(enheter))
    asked = AskedFigures(per=per, perioder=tuple(perioder), tall=(tall.id,))
    return figures_in(tabeller.database, source, asked, content)


def shown(found: CountedFigures, storrelse: str = "", lesning: str = "") -> dict[str, float | None]:
    """«Østbyen», «5001» or «alle», and «alle/kode» for a part → the value, of the first period."""
    first = found.rader[0].periode_fra, found.rader[0].periode_til
    rows = (row for row in found.rader if (row.periode_fra, row.periode_til) == first)
    return {_place(row): row.verdi for row in rows if storrelse in ("", row.storrelse) and lesning in ("", row.variant)}


def _place(row: Nokkelrad) -> str:
    part = "".join(f"/{kode}" for kode in row.akser.values())
    return f"{row.enhet or row.kommune or 'alle'}{part}"

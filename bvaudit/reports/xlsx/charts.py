"""Native Excel charts of a ``Graf``. The numbers of every chart lie on one sheet, for a chart draws a word as nought:
there a cell is empty where there is no number to show, and the chart has a gap.

No series is told by its colour alone: columns have patterns, lines have their own dashes and marks. The colours are
those of Wong (2011) that stand out 3 to 1 against white, and no two are alike in grey.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.wording import clean
from bvaudit.reports.xlsx.book import Book, check
from bvaudit.texts import text

# Colour, pattern of a column (none: filled), dash of a line, mark of a point. The darkest is first.
_LOOKS = (
    ("#1F3A5F", "", "solid", "circle"),
    ("#D55E00", "wide_upward_diagonal", "dash", "square"),
    ("#0072B2", "", "solid", "triangle"),
    ("#009E73", "dark_horizontal", "dash_dot", "diamond"),
    ("#8C4B7D", "small_grid", "long_dash", "x"),
    ("#595959", "percent_50", "round_dot", "plus"),
    ("#7A4E00", "dark_vertical", "square_dot", "star"),
)
_GRID = {"visible": True, "line": {"color": "#D9D9D9"}}
_SMALL = {"size": 9}
_LONE = 300  # per cent of a column on each side of one that stands alone
_MANY_POINTS = 12  # more numbers than this stand on top of each other
_HIGH, _AROUND, _NAME_HIGH, _COLUMN_HIGH, _BETWEEN = 280, 110, 18, 8, 6  # pixels
_LONG_NAMES = 12  # characters: longer names are read along a lying column
SHARE, WHOLE, _PART = "0.0 %", "#,##0", "#,##0.0#"  # «#,##0.##» writes «12,»


@dataclass(slots=True)
class Grafark:
    """The sheet of numbers behind the charts, laid out as charts are made, and written when the others are."""

    book: Book
    navn: str
    _rows: list[list[Any]] = field(default_factory=list)
    _heads: list[int] = field(default_factory=list)
    _shares: set[int] = field(default_factory=set)

    def chart(self, graf: Graf) -> Any:
        """The chart, for ``insert_chart`` with ``graf.alt`` as description."""
        top = self._lay(graf)
        names, count = self._categories(graf), len(graf.serier)
        columns = [
            _Column(serie=serie, number=number, values=self._area(top, number + 1, len(names)))
            for number, serie in enumerate(graf.serier)
        ]
        main, other = [c for c in columns if not c.serie.andre], [c for c in columns if c.serie.andre]
        lying = _lies(graf)
        chart = self._drawn(graf, graf.slag, main, top, lying=lying)
        if other:
            beside = self._drawn(graf, Grafslag.LINJE, other, top)
            beside.set_y2_axis({"name": clean(graf.andre_akse), "name_font": _SMALL, "num_font": _SMALL, "min": 0})
            chart.combine(beside)
        _dress(chart, graf, count, lying=lying)
        return chart

    def write(self) -> Any:
        """After the last chart. None when there was none."""
        if not self._rows:
            return None
        sheet = self.book.workbook.add_worksheet(self.navn)
        sheet.hide_gridlines(2)
        check(sheet.set_column(0, 0, 34), "en kolonnebredde")
        check(sheet.set_column(1, max(map(len, self._rows)), 14), "en kolonnebredde")
        for number, row in enumerate(self._rows):
            for column, value in enumerate(row):
                if value is not None:  # an empty cell that has a look of its own is drawn as nought
                    self.book.write(sheet, number, column, value, self._look(number, value))
        return sheet

    def _look(self, number: int, value: object) -> Any:
        if number in self._heads:
            return self.book.look("overskrift")
        if isinstance(value, str):
            return self.book.look("setning", text_wrap=False)
        whole = isinstance(value, int | float) and float(value).is_integer()
        shown = SHARE if number in self._shares else WHOLE if whole else _PART
        return self.book.look("setning", num_format=shown)

    def _lay(self, graf: Graf) -> int:
        """The row of the names of the series; the categories stand below."""
        if not self._rows:
            self._rows += [[text("nokkeltall.bok.grafdata")], []]
        self._heads.append(len(self._rows))
        self._rows.append([graf.tittel])
        top = len(self._rows)
        self._rows.append(["", *(serie.navn for serie in graf.serier)])
        for name, values in _lines(graf):
            if graf.prosent:
                self._shares.add(len(self._rows))
            self._rows.append([name, *values])
        self._rows.append([])
        return top

    def _categories(self, graf: Graf) -> list[str]:
        return [name for name, _ in _lines(graf)]

    def _area(self, top: int, column: int, count: int) -> str:
        sheet = self.navn.replace("'", "''")
        first, last = (xl_rowcol_to_cell(row, column, True, True) for row in (top + 1, top + count))
        return f"='{sheet}'!{first}:{last}"

    def _drawn(self, graf: Graf, slag: Grafslag, columns: Sequence["_Column"], top: int, *, lying: bool = False) -> Any:
        chart: Any = self.book.workbook.add_chart(_kind(slag, lying=lying))
        names = len(self._categories(graf))
        for one in columns:
            series = {
                "name": clean(one.serie.navn),
                "categories": self._area(top, 0, names),
                "values": one.values,
                **_style(slag, one.number),
            }
            if slag in (Grafslag.SOYLER, Grafslag.STABLET):
                series["gap"] = 60 if names > 1 else _LONE
            if _labels(graf) and slag is not Grafslag.STABLET:
                where = "outside_end" if slag is Grafslag.SOYLER else "above"
                shown = {"value": True, "num_format": _format(graf), "font": {"size": 8}, "position": where}
                series["data_labels"] = shown
            if one.serie.andre:
                series["y2_axis"] = True
            check(chart.add_series(series), "en serie")
        return chart


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    serie: Punktrad
    number: int
    values: str


def _lines(graf: Graf) -> Iterator[tuple[str, tuple[float | None, ...]]]:
    """Each category with its numbers; before one where the series is broken there is an empty place with its name."""
    broken = {name for name, _ in graf.brudd}
    for at, name in enumerate(graf.kategorier):
        if name in broken:
            yield text("nokkeltall.graf.skille"), (None,) * len(graf.serier)
        yield name, tuple(_value(serie.rader[at]) for serie in graf.serier)


def _value(rad: Nokkelrad | None) -> float | None:
    return rad.verdi if rad is not None and rad.tilstand is Tilstand.VERDI else None


def _kind(slag: Grafslag, *, lying: bool) -> dict[str, str]:
    match slag:
        case Grafslag.STABLET:
            return {"type": "column", "subtype": "stacked"}
        case Grafslag.SOYLER:
            return {"type": "bar" if lying else "column"}
        case Grafslag.LINJE | Grafslag.PRIKK:
            return {"type": "line"}


def _style(slag: Grafslag, number: int) -> dict[str, Any]:
    colour, pattern, dash, mark = _LOOKS[number % len(_LOOKS)]
    if slag in (Grafslag.SOYLER, Grafslag.STABLET):
        border = {"border": {"color": colour, "width": 1}}
        if pattern:
            return {"pattern": {"pattern": pattern, "fg_color": colour, "bg_color": "#FFFFFF"}, **border}
        return {"fill": {"color": colour}, **border}
    point = {"type": mark, "size": 8 if slag is Grafslag.PRIKK else 6, "border": {"color": colour}}
    point["fill"] = {"color": colour if number % 2 == 0 else "#FFFFFF"}
    line = {"none": True} if slag is Grafslag.PRIKK else {"color": colour, "width": 2.25, "dash_type": dash}
    return {"line": line, "marker": point}


def height(graf: Graf) -> int:
    """Pixels: every lying column gets room for its name."""
    if not _lies(graf):
        return _HIGH
    return max(_HIGH, _AROUND + len(graf.kategorier) * max(_NAME_HIGH, _COLUMN_HIGH * len(graf.serier) + _BETWEEN))


def _lies(graf: Graf) -> bool:
    """Long names are read along columns that lie; what comes in order of time always stands."""
    long = max(map(len, graf.kategorier)) > _LONG_NAMES and len(graf.kategorier) > 4
    return graf.slag is Grafslag.SOYLER and long and not any(serie.andre for serie in graf.serier)


def _labels(graf: Graf) -> bool:
    return len(graf.serier) * len(graf.kategorier) <= _MANY_POINTS


def _format(graf: Graf) -> str:
    if graf.prosent:
        return SHARE
    values = [_value(rad) for serie in graf.serier for rad in serie.rader]
    return WHOLE if all(v is None or float(v).is_integer() for v in values) else "#,##0.0"


def _dress(chart: Any, graf: Graf, count: int, *, lying: bool) -> None:
    chart.set_title({"name": clean(graf.tittel), "name_font": {"size": 11}, "overlay": False})
    chart.set_legend({"none": True} if count == 1 else {"position": "bottom", "font": _SMALL})
    values: dict[str, Any] = {"num_format": _format(graf), "num_font": _SMALL, "min": 0, "major_gridlines": _GRID}
    if graf.akse:
        values["name"], values["name_font"] = clean(graf.akse), {"size": 9, "bold": False}
    if graf.slag is Grafslag.STABLET and graf.prosent:
        values["max"] = 1
    names: dict[str, Any] = {"num_font": _SMALL, "text_axis": True, "interval_unit": 1}
    if lying:  # read from the top, with the scale below; the library calls the axis along the foot x, whatever it holds
        chart.set_y_axis(names | {"reverse": True, "crossing": "max"})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)

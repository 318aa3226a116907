"""DrawingML of a chart: columns, lines, columns on each other, or dots; a second axis where a series asks for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bvaudit.model.nokkelrad import Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag
from bvaudit.reports.docx.sandbox import clean
from bvaudit.reports.xlsx.chart_sheet import SHEET
from bvaudit.texts import spoken, text

# Told apart in grey too, and by their marks.
_COLOURS = ("1F3A5F", "C9781B", "5B8DB8", "7A7A7A", "A3C1DA", "8C4A00", "2E7D6B", "B59BC9")
_MARKS = ("circle", "square", "diamond", "triangle", "x", "star", "plus", "dash")
_LABELS_UP_TO = 24  # numbers that there is room to write out
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
)
_LETTERS = (
    '<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="900"><a:latin typeface="Arial"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="{lang}"/></a:p></c:txPr>'
)
_GRID = (
    '<c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr>'
    "</c:majorGridlines>"
)
# Where the number of a point is written.
_PLACE = {Grafslag.SOYLER: "outEnd", Grafslag.STABLET: "ctr", Grafslag.LINJE: "t", Grafslag.PRIKK: "r"}
SHARE = "andel"
_FIRST, _SECOND = (111, 112), (113, 114)


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSeries:
    """``verdier`` has one number for each category, None where nothing is drawn."""

    navn: str
    verdier: tuple[float | None, ...]
    andre: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A chart as it is drawn: with an empty place where a series is broken."""

    graf: Graf
    kategorier: tuple[str, ...]
    serier: tuple[DrawnSeries, ...]


def drawn(graf: Graf) -> Drawn:
    """What is hidden, or was never counted, becomes a gap."""
    broken = {before for before, _ in graf.brudd}
    places: list[int | None] = []
    for number, navn in enumerate(graf.kategorier):
        if navn in broken and number:
            places.append(None)
        places.append(number)
    return Drawn(
        graf=graf,
        kategorier=tuple(text("rapport.graf.brudd") if at is None else graf.kategorier[at] for at in places),
        serier=tuple(
            DrawnSeries(navn=one.navn, andre=one.andre, verdier=tuple(_value(one.rader, at) for at in places))
            for one in graf.serier
        ),
    )


def _value(rader: Sequence[object], at: int | None) -> float | None:
    row = None if at is None else rader[at]
    return getattr(row, "verdi", None) if getattr(row, "tilstand", None) is Tilstand.VERDI else None


def chart_xml(chart: Drawn, workbook: str) -> str:
    """``workbook`` is the id of the relationship to the workbook inside."""
    lang = {"nn": "nn-NO"}.get(spoken(), "nb-NO")
    return "".join(
        (
            _HEAD,
            f'<c:date1904 val="0"/><c:lang val="{lang}"/><c:roundedCorners val="0"/><c:chart>',
            _title(chart.graf.tittel, lang, 1200),
            '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
            *_plots(chart),
            *_axes(chart, lang),
            "</c:plotArea>",
            _legend(chart, lang),
            '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
            '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>',
            _LETTERS.format(lang=lang),
            f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>',
        )
    )


def _plots(chart: Drawn) -> Iterator[str]:
    for second, axes in ((False, _FIRST), (True, _SECOND)):
        mine = [(number, one) for number, one in enumerate(chart.serier) if one.andre is second]
        if mine:
            yield _plot(chart, mine, axes, second=second)


def _plot(chart: Drawn, mine: Sequence[tuple[int, DrawnSeries]], axes: tuple[int, int], *, second: bool) -> str:
    slag = Grafslag.LINJE if second else chart.graf.slag
    series = "".join(_series(chart, number, one, slag) for number, one in mine)
    ids = "".join(f'<c:axId val="{one}"/>' for one in axes)
    if slag in (Grafslag.SOYLER, Grafslag.STABLET):
        stacked = slag is Grafslag.STABLET
        grouping = "stacked" if stacked else "clustered"
        overlap = '<c:overlap val="100"/>' if stacked else ""
        return (
            f'<c:barChart><c:barDir val="col"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>{series}'
            f'<c:gapWidth val="60"/>{overlap}{ids}</c:barChart>'
        )
    head = '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
    return f'{head}{series}<c:marker val="1"/>{ids}</c:lineChart>'


def _series(chart: Drawn, number: int, one: DrawnSeries, slag: Grafslag) -> str:
    column, last = chr(ord("B") + number), len(chart.kategorier) + 1
    colour = _COLOURS[number % len(_COLOURS)]
    line = slag in (Grafslag.LINJE, Grafslag.PRIKK)
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    stroke = "<a:ln><a:noFill/></a:ln>" if slag is Grafslag.PRIKK else f'<a:ln w="28575">{fill}</a:ln>'
    mark = (
        f'<c:marker><c:symbol val="{_MARKS[number % len(_MARKS)]}"/><c:size val="7"/><c:spPr>{fill}</c:spPr></c:marker>'
    )
    not_inverted, smooth = '<c:invertIfNegative val="0"/>', '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f>{_words((one.navn,))}</c:strRef></c:tx>"
        f"<c:spPr>{stroke if line else fill}</c:spPr>"
        f"{mark if line else not_inverted}"
        f"{_labels(chart, slag, andre=one.andre)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_words(chart.kategorier)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f>"
        f"{_numbers(one.verdier, _format(chart.graf, andre=one.andre))}</c:numRef></c:val>"
        f"{smooth if line else ''}</c:ser>"
    )


def _labels(chart: Drawn, slag: Grafslag, *, andre: bool) -> str:
    shown = len(chart.kategorier) * len(chart.serier) <= _LABELS_UP_TO
    rest = "".join(f'<c:{name} val="0"/>' for name in ("showCatName", "showSerName", "showPercent", "showBubbleSize"))
    code = _format(chart.graf, andre=andre)
    return (
        f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:dLblPos val="{_PLACE[slag]}"/><c:showLegendKey val="0"/><c:showVal val="{int(shown)}"/>{rest}</c:dLbls>'
    )


def _format(graf: Graf, *, andre: bool) -> str:
    return "0.0\\ %" if _shares(graf, andre=andre) else "#,##0.##"


def _shares(graf: Graf, *, andre: bool) -> bool:
    """Whether what is drawn against an axis are shares; where there is one axis the chart says so."""
    if not any(one.andre for one in graf.serier):
        return graf.prosent
    return all(row is None or row.storrelse == SHARE for one in graf.serier if one.andre is andre for row in one.rader)


def _words(words: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{_text(word)}</c:v></c:pt>' for at, word in enumerate(words))
    return f'<c:strCache><c:ptCount val="{len(words)}"/>{points}</c:strCache>'


def _numbers(values: Sequence[float | None], form: str) -> str:
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{value!r}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )
    code = f"<c:formatCode>{form}</c:formatCode>"
    return f'<c:numCache>{code}<c:ptCount val="{len(values)}"/>{points}</c:numCache>'


def _axes(chart: Drawn, lang: str) -> Iterator[str]:
    yield _category_axis(_FIRST, lang, hidden=False)
    yield _value_axis(_FIRST, chart, chart.graf.akse, lang, second=False)
    if any(one.andre for one in chart.serier):
        yield _category_axis(_SECOND, lang, hidden=True)
        yield _value_axis(_SECOND, chart, chart.graf.andre_akse, lang, second=True)


def _category_axis(ids: tuple[int, int], lang: str, *, hidden: bool) -> str:
    return (
        f'<c:catAx><c:axId val="{ids[0]}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        f'<c:delete val="{int(hidden)}"/><c:axPos val="b"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/>{_LETTERS.format(lang=lang)}<c:crossAx val="{ids[1]}"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(ids: tuple[int, int], chart: Drawn, title: str, lang: str, *, second: bool) -> str:
    grid = "" if second else _GRID
    code = "0\\ %" if _shares(chart.graf, andre=second) else "#,##0.##"
    return (
        f'<c:valAx><c:axId val="{ids[1]}"/><c:scaling><c:orientation val="minMax"/>{_floor(chart, second=second)}'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"r" if second else "l"}"/>{grid}'
        f'{_title(title, lang, 900) if title else ""}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_LETTERS.format(lang=lang)}<c:crossAx val="{ids[0]}"/><c:crosses val="{"max" if second else "autoZero"}"/>'
        "</c:valAx>"
    )


def _floor(chart: Drawn, *, second: bool) -> str:
    """The axis begins at nothing, so that a small change does not look like a large one."""
    values = [v for one in chart.serier if one.andre is second for v in one.verdier if v is not None]
    return '<c:min val="0"/>' if not values or min(values) >= 0 else ""


def _legend(chart: Drawn, lang: str) -> str:
    if len(chart.serier) < 2:
        return ""
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_LETTERS.format(lang=lang)}</c:legend>'


def _title(title: str, lang: str, size: int) -> str:
    look = f'lang="{lang}" sz="{size}" b="1"'
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p>"
        f'<a:pPr><a:defRPr sz="{size}" b="1"/></a:pPr><a:r><a:rPr {look}><a:latin typeface="Arial"/></a:rPr>'
        f"<a:t>{_text(title)}</a:t></a:r></a:p>"
        '</c:rich></c:tx><c:overlay val="0"/></c:title>'
    )


def _text(said: str) -> str:
    return escape(clean(said).replace("\n", " "))

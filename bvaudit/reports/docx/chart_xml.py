"""DrawingML of a chart: columns, lines, columns on each other, or dots; a second axis where a series asks for one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bvaudit.model.nokkelrad import Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag
from bvaudit.reports.docx.sandbox import clean
from bvaudit.reports.xlsx.chart_sheet import SHEET
from bvaudit.texts import spoken, text

# Colour, pattern of a column (none: filled), dash of a line, mark of a point: told apart in grey too, as in Excel.
_LOOKS = (
    ("1F3A5F", "", "solid", "circle"),
    ("D55E00", "wdUpDiag", "dash", "square"),
    ("0072B2", "", "solid", "triangle"),
    ("009E73", "dkHorz", "dashDot", "diamond"),
    ("8C4B7D", "smGrid", "lgDash", "x"),
    ("595959", "pct50", "sysDot", "plus"),
    ("7A4E00", "dkVert", "sysDash", "star"),
)
_ROOM = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'  # behind a number that stands on a column
_LABELS_UP_TO = 24  # numbers that there is room to write out
_ROOMY, _ORDINARY, _SMALL = 8, 900, 750  # numbers that stand well apart; hundredths of a point
_LINES_TOLD = 2  # lines whose numbers do not fall on each other: one above, one below
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
_HERE = "[$-414]"  # numbers as they are written in Norway, whatever language the program is in
_BIG = 5  # an axis to this or more is marked at whole numbers


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
    letter, last = chr(ord("B") + number), len(chart.kategorier) + 1
    colour, pattern, dash, symbol = _LOOKS[number % len(_LOOKS)]
    line = slag in (Grafslag.LINJE, Grafslag.PRIKK)
    fill = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
    stroke = f'<a:ln w="28575">{fill}<a:prstDash val="{dash}"/></a:ln>'
    if slag is Grafslag.PRIKK:
        stroke = "<a:ln><a:noFill/></a:ln>"
    edge = f'<a:ln w="9525">{fill}</a:ln>'
    mark = f'<c:marker><c:symbol val="{symbol}"/><c:size val="7"/><c:spPr>{fill}{edge}</c:spPr></c:marker>'
    column_look = f"{_pattern(pattern, colour) if pattern else fill}{edge}"
    not_inverted, smooth = '<c:invertIfNegative val="0"/>', '<c:smooth val="0"/>'
    return (
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/>'
        f"<c:tx><c:strRef><c:f>{SHEET}!${letter}$1</c:f>{_words((one.navn,))}</c:strRef></c:tx>"
        f"<c:spPr>{stroke if line else column_look}</c:spPr>"
        f"{mark if line else not_inverted}"
        f"{_labels(chart, slag, number, andre=one.andre)}"
        f"<c:cat><c:strRef><c:f>{SHEET}!$A$2:$A${last}</c:f>{_words(chart.kategorier)}</c:strRef></c:cat>"
        f"<c:val><c:numRef><c:f>{SHEET}!${letter}$2:${letter}${last}</c:f>"
        f"{_numbers(one.verdier, _format(chart.graf, andre=one.andre))}</c:numRef></c:val>"
        f"{smooth if line else ''}</c:ser>"
    )


def _pattern(name: str, colour: str) -> str:
    return (
        f'<a:pattFill prst="{name}"><a:fgClr><a:srgbClr val="{colour}"/></a:fgClr>'
        '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr></a:pattFill>'
    )


def _labels(chart: Drawn, slag: Grafslag, number: int, *, andre: bool) -> str:
    count = len(chart.kategorier) * len(chart.serier)
    lines = slag is Grafslag.LINJE and len(chart.serier) > _LINES_TOLD
    shown = count <= _LABELS_UP_TO and not lines
    size = _SMALL if count > _ROOMY else _ORDINARY
    rest = "".join(f'<c:{name} val="0"/>' for name in ("showCatName", "showSerName", "showPercent", "showBubbleSize"))
    code = _format(chart.graf, andre=andre)
    place = "b" if slag is Grafslag.LINJE and number else _PLACE[slag]
    ground = _ROOM if slag is Grafslag.STABLET else "<a:noFill/>"
    return (
        f'<c:dLbls><c:numFmt formatCode="{code}" sourceLinked="0"/><c:spPr>{ground}<a:ln><a:noFill/></a:ln></c:spPr>'
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}"/></a:pPr></a:p></c:txPr>'
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="{int(shown)}"/>{rest}</c:dLbls>'
    )


def _format(graf: Graf, *, andre: bool) -> str:
    """A whole number with no comma after it: «#,##0.##» writes «12,»."""
    if _shares(graf, andre=andre):
        return f"{_HERE}0.0\\ %"
    return f"{_HERE}#,##0" if _whole(_values_of(graf, andre=andre)) else f"{_HERE}#,##0.0"


def _values_of(graf: Graf, *, andre: bool) -> list[float]:
    found = (_value(one.rader, at) for one in graf.serier if one.andre is andre for at in range(len(one.rader)))
    return [value for value in found if value is not None]


def _whole(values: Sequence[float]) -> bool:
    return all(float(value).is_integer() for value in values)


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
    code = f"{_HERE}0\\ %" if _shares(chart.graf, andre=second) else _scale(_values_of(chart.graf, andre=second))
    return (
        f'<c:valAx><c:axId val="{ids[1]}"/><c:scaling><c:orientation val="minMax"/>{_floor(chart, second=second)}'
        f'</c:scaling><c:delete val="0"/><c:axPos val="{"r" if second else "l"}"/>{grid}'
        f'{_title(title, lang, 900) if title else ""}<c:numFmt formatCode="{code}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f'{_LETTERS.format(lang=lang)}<c:crossAx val="{ids[0]}"/><c:crosses val="{"max" if second else "autoZero"}"/>'
        "</c:valAx>"
    )


def _scale(values: Sequence[float]) -> str:
    """Of small numbers the axis may be marked at halves."""
    return f"{_HERE}#,##0" if max(values, default=0) >= _BIG else f"{_HERE}0.0"


def _floor(chart: Drawn, *, second: bool) -> str:
    """The axis begins at nothing, so that a small change does not look like a large one."""
    values = [v for one in chart.serier if one.andre is second for v in one.verdier if v is not None]
    whole = chart.graf.slag is Grafslag.STABLET and not second and _shares(chart.graf, andre=False)
    top = '<c:max val="1"/>' if whole else ""  # of a hundred per cent there is no more
    return f'{top}<c:min val="0"/>' if not values or min(values) >= 0 else top


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

"""Tables whose totals are not what the rows or columns come to.

A mean, a median, a share or a count of different children is no sum: a total that lies between the smallest and the
largest of the parts, a column that says so, or a text that says that somebody is counted twice, is left alone.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from bvaudit.findings.report_lint_marks import mark
from bvaudit.findings.report_lint_words import Tall, value_of
from bvaudit.model.fremmedrapport import Fremmedrapport, Tabell
from bvaudit.model.lesemerke import Lesemerke, Lesetegn
from bvaudit.texts import text

_TOTAL = re.compile(
    r"(?:sum(?: totalt)?|totalt?(?:sum)?|i alt|til sammen|tilsammen|til saman|samla|samlet|hele (?:året|kommunen)|"
    r"heile (?:året|kommunen)|sum alle(?: \w+)?|totalt (?:alle|for|hele) .*|(?:totalt|samlet|samla) (?:syke|"
    r"sjuke)?fr[aå]vær|sum .*)\W*",
    re.I,
)
_PART_OF = re.compile(r"\W*(?:herav|hvorav|derav|av disse|av dette|av dem|- )", re.I)
_NO_SUM = re.compile(
    r"%|prosent|andel|snitt|gjennomsnitt|median|per |pr\.? |rate|endring|differanse|indeks|minst|størst|høyest|"
    r"lavest|norm|mål|dato|"
    r"nr\b|nummer|\bår$|unike|ulike|forskjellige|grad",
    re.I,
)
_TWICE = re.compile(
    r"(?:telle\w*|regnes|med|inngår|registrert) (?:i )?(?:begge|flere|mer enn|én gang|hver|to)|flere enn én|"
    r"mer enn én|"
    r"samme barn|unike|ulike barn|bare én gang|kun én gang|ikke summeres|kan ikke legges sammen|avrund|"
    r"flere (?:enheter|kategorier|tiltak|grunnlag)",
    re.I,
)
_ROUNDED_UNIT = re.compile(r"\b(?:mill|1 ?000|tusen|mrd|avrund)", re.I)
_LEAST_ROWS = 3  # with a heading
_PERCENT = re.compile(r"%|prosent|andel|fordeling|\bdel\b", re.I)
_NEAR, _LEAST_OFF = 5, 2  # a total is off by a fifth at the most, or by two
_SHARE_TITLE = re.compile(r"\W*(?:prosent|andel(?: \(?(?:%|prosent|i prosent)\)?)?|%|delen|del)\W*", re.I)
_OF_ONE = re.compile(r"utfall|fordeling|konklusjon|svar|melder|meldar|alder|resultat av|grunnlag|årsak", re.I)
_SEVERAL = re.compile(r"\bflere\b|\bfleire\b|mulig|mogleg|mer enn|kan velge|avkryss|kryss", re.I)
_LEAST_SHARES, _SAID = 4, 200
_FAR = 15  # shares that come to something else than one whole


def sums_in_tables(report: Fremmedrapport) -> Iterator[Lesemerke]:
    for table in report.tabeller:
        if len(table.rader) < _LEAST_ROWS or _TWICE.search(_beside(report, table)):
            continue
        rounded = bool(_ROUNDED_UNIT.search(_beside(report, table) + " ".join(table.rader[0])))
        yield from _columns(table, rounded=rounded)
        yield from _rows(table, rounded=rounded)
        yield from _shares(table, _beside(report, table))


def _beside(report: Fremmedrapport, table: Tabell) -> str:
    """The texts of the section the table stands in: they say what its numbers are."""
    said = [part.tekst for part in report.avsnitt if part.seksjon == table.seksjon]
    return " ".join((*said, *(cell for row in table.rader for cell in row if value_of(cell) is None)))


def _columns(table: Tabell, *, rounded: bool) -> Iterator[Lesemerke]:
    head = table.rader[0]
    for place, row in enumerate(table.rader):
        if place < 2 or not _TOTAL.fullmatch(row[0].strip() if row else ""):
            continue
        above = list(table.rader[1:place])
        for column in range(1, len(row)):
            title = head[column] if column < len(head) else ""
            found = _column(above, row, column)
            if found is None:
                continue
            total, parts = found
            if _PERCENT.search(title) and total.verdi == 100:
                wrong = not _are_hundred(parts)
            elif _is_share(title, total, parts) and not _short_and_long(above):
                continue
            else:
                wrong = not _adds(total, parts, rounded=rounded)
            if wrong:
                told = text(
                    "rapportsjekk.tabell.kolonne",
                    kolonne=title or str(column + 1),
                    hele=total.vist,
                    sum=_shown(sum(p.verdi for p in parts[0])),
                )
                yield mark(table, Lesetegn.SUM, told, f"{row[0]} {total.vist}", rad=place + 1)


def _is_share(title: str, total: Tall, parts: Sequence[Sequence[Tall]]) -> bool:
    return total.prosent or any(one.prosent for one in parts[0]) or bool(_NO_SUM.search(title))


def _short_and_long(rows: Sequence[Sequence[str]]) -> bool:
    """Sick leave in two parts: shares of the same days, so that they make the whole."""
    labels = [row[0].casefold() for row in rows if row]
    return len(labels) == 2 and any("korttid" in one for one in labels) and any("langtid" in one for one in labels)


def _column(above: Sequence[Sequence[str]], row: Sequence[str], column: int) -> tuple[Tall, list[list[Tall]]] | None:
    """The total, and the ways its parts may be read: every row, those after the last subtotal, the subtotals; in each
    without the rows that are a part of another."""
    total = value_of(row[column])
    if total is None:
        return None
    rows = [(r[0].strip() if r else "", value_of(r[column]) if column < len(r) else None, r) for r in above]
    if any(v is None and column < len(r) and re.search(r"\d", r[column]) for _, v, r in rows):
        return None  # a number with a note in it: nobody knows what it counts as
    subs = [i for i, (label, value, _) in enumerate(rows) if value is not None and _TOTAL.fullmatch(label)]
    whole = [[v for n, v, _ in rows if v is not None and not _TOTAL.fullmatch(n)]]
    whole.append([v for n, v, _ in rows if v is not None and not _TOTAL.fullmatch(n) and not _PART_OF.match(n)])
    if subs:
        whole.insert(0, [v for n, v, _ in rows[subs[-1] + 1 :] if v is not None])
        whole.append([v for n, v, _ in rows if v is not None and _TOTAL.fullmatch(n)])
    ways = [parts for parts in whole if len(parts) >= 2]
    return (total, ways) if ways else None


def _rows(table: Tabell, *, rounded: bool) -> Iterator[Lesemerke]:
    """The last or the first column of numbers is the total, and adds up in more than half of the rows."""
    head = [cell.strip() for cell in table.rader[0]]
    places = [i for i, cell in enumerate(head) if i and _TOTAL.fullmatch(cell)]
    if len(places) != 1 or any(_NO_SUM.search(cell) or _PART_OF.match(cell) for cell in head[1:]):
        return
    at = places[0]
    others = range(1, at) if at == len(head) - 1 else range(at + 1, len(head)) if at == 1 else range(0)
    wrong: list[tuple[int, Tall, list[Tall]]] = []
    right = 0
    for place, row in enumerate(table.rader[1:], start=2):
        cells = [value_of(row[i]) if i < len(row) else None for i in others]
        total = value_of(row[at]) if at < len(row) else None
        parts = [one for one in cells if one is not None]
        if total is None or len(parts) < 2 or total.prosent or any(p.prosent for p in parts):
            continue
        if _adds(total, [parts], rounded=rounded):
            right += any(one.verdi for one in parts)  # nothing and nothing tells nothing of what the column is
        else:
            wrong.append((place, total, parts))
    body = [one for one in wrong if not _TOTAL.fullmatch(table.rader[one[0] - 1][0].strip())]
    if right <= len(body) or not wrong:
        return  # a line of totals is off by what the row above it is
    for _, total, parts in wrong:
        if abs(sum(p.verdi for p in parts) - total.verdi) > max(total.verdi / _NEAR, Decimal(_LEAST_OFF)):
            return  # no total of these
    for place, total, parts in wrong:
        label = table.rader[place - 1][0]
        told = text("rapportsjekk.tabell.rad", rad=label, hele=total.vist, sum=_shown(sum(p.verdi for p in parts)))
        yield mark(table, Lesetegn.SUM, told, f"{label} {total.vist}", rad=place)


def _shares(table: Tabell, beside: str) -> Iterator[Lesemerke]:
    """A column of shares of one whole, without a line for the total."""
    head = table.rader[0]
    rows = [row for row in table.rader[1:] if row]
    if (
        len(head) > 3
        or len(rows) < _LEAST_SHARES
        or not _OF_ONE.search(f"{head[0]} {table.overskrift} {beside[:_SAID]}")
    ):
        return
    if any(_TOTAL.fullmatch(row[0].strip()) for row in rows) or _SEVERAL.search(beside):
        return
    for column in range(1, len(head)):
        if not _SHARE_TITLE.fullmatch(head[column]):
            continue
        parts = [value_of(row[column]) if column < len(row) else None for row in rows]
        known = [one for one in parts if one is not None]
        if len(known) == len(parts) and not _are_hundred([known]):
            told = text("rapportsjekk.sum.prosent", sum=_shown(sum(one.verdi for one in known)))
            yield mark(table, Lesetegn.SUM, told, head[column])


def _adds(total: Tall, ways: Sequence[Sequence[Tall]], *, rounded: bool) -> bool:
    """Whether one way of reading gives the total, or none can be meant to."""
    for parts in ways:
        decimals = max(one.desimaler for one in (total, *parts))
        slack = Decimal(len(parts)) * 5 / Decimal(10) ** (decimals + 1) if decimals or rounded else Decimal(0)
        values = [one.verdi for one in parts]
        if total.verdi == 100:  # shares without their sign
            slack = max(slack, Decimal(len(parts)) / 2)
        if abs(sum(values) - total.verdi) <= slack or min(values) <= total.verdi <= max(values):
            return True
    return False


def _are_hundred(ways: Sequence[Sequence[Tall]]) -> bool:
    """Whether shares under «100» are all of one whole, or plainly of several."""
    for parts in ways:
        total = sum((one.verdi for one in parts), Decimal(0))
        slack = max(Decimal(len(parts)) * 5 / Decimal(10) ** (max(one.desimaler for one in parts) + 1), Decimal(1))
        if abs(total - 100) <= slack or abs(total - 100) > _FAR or max(one.verdi for one in parts) >= 100:
            return True
    return False


def _shown(number: Decimal | int) -> str:
    return f"{Decimal(number):f}".replace(".", ",")

"""The blanks of a plan that came back: what is written in each, and in rows somebody has pasted."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bvaudit.intake.plan_back_word import Avsnitt, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """One blank that was found. ``tekst`` is everything that stands in its paragraph, and in those that follow in the
    cell; ``utenfor`` says that some of it does."""

    nokkel: str
    tekst: str
    celle: Place | None = None
    tom: bool = False
    valg: Mapping[str, str] = field(default_factory=dict)
    utenfor: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """A row of a table without keys of its own, among rows that have. ``nokler`` are those of the other rows, by
    column; ``tekster`` its own texts by column."""

    nokler: Mapping[int, tuple[str, ...]]
    tekster: Mapping[int, str]


def only_keys(avsnitt: Sequence[Avsnitt], is_ours: Callable[[str], bool]) -> list[Avsnitt]:
    """Without the bookmarks of others: a program makes some of its own where text is copied."""
    return [
        replace(
            one,
            nokler=tuple(key for key in one.nokler if is_ours(key[0])),
            merker=tuple(tag for tag in one.merker if is_ours(tag)),
        )
        for one in avsnitt
    ]


def blanks_in(avsnitt: Sequence[Avsnitt]) -> list[Felt]:
    """In reading order; a key that stands twice is there twice."""
    named = _with_keys(avsnitt)
    found: list[Felt] = []
    current = False
    before = ""
    for one in named:
        if one.nokler:
            found += _of_paragraph(one)
            current = True
        elif current and _belongs(one, found[-1], before):
            found[-1] = _longer(found[-1], one)
        else:
            current = False
        before = one.apen
    return found


def _with_keys(avsnitt: Sequence[Avsnitt]) -> list[Avsnitt]:
    """A paragraph whose bookmark is gone is known by what its control is called, where nothing else is known by it."""
    marked = {key for one in avsnitt for key, _ in one.nokler}
    tags = Counter(tag for one in avsnitt if not one.nokler for tag in one.merker)

    def known(one: Avsnitt) -> Avsnitt:
        own = tuple((tag, 0) for tag in one.merker if tag not in marked and tags[tag] == 1)
        return one if one.nokler or not own else replace(one, nokler=own)

    return [known(one) for one in avsnitt]


def _of_paragraph(one: Avsnitt) -> Iterator[Felt]:
    """All the text of the paragraph: each key has it to where the next begins, the first also what stands before."""
    for number, (key, at) in enumerate(one.nokler):
        start = 0 if number == 0 else at
        end = one.nokler[number + 1][1] if number + 1 < len(one.nokler) else len(one.tekst)
        yield Felt(nokkel=key, tekst=one.tekst[start:end], celle=one.celle, tom=one.tom, valg=one.valg)


def _belongs(one: Avsnitt, felt: Felt, before: str) -> bool:
    """Nothing is printed after a blank in its cell, so what stands there was written."""
    return (one.celle is not None and one.celle == felt.celle) or before == felt.nokkel


def _longer(felt: Felt, one: Avsnitt) -> Felt:
    more = bool(one.tekst.strip())
    return replace(
        felt,
        tekst=f"{felt.tekst}\n{one.tekst}",
        tom=felt.tom and (one.tom or not more),
        utenfor=felt.utenfor or more,
    )


def rows_without_keys(avsnitt: Sequence[Avsnitt]) -> Iterator[Rad]:
    """Rows in a table where other rows have keys. The first row is the head, and a copy of another row is no row."""
    tables: dict[int, dict[int, dict[int, list[Avsnitt]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(list)))
    for one in _with_keys(avsnitt):
        if one.celle is not None:
            table, row, cell = one.celle
            tables[table][row][cell].append(one)
    for rows in tables.values():
        keyed = [row for row in rows.values() if any(one.nokler for cell in row.values() for one in cell)]
        if not keyed:
            continue
        columns = _columns(keyed)
        texts = [_texts(row) for row in keyed]
        for other in list(rows.values())[1:]:
            said = _texts(other)
            if other not in keyed and said not in texts and any(said.get(column, "").strip() for column in columns):
                yield Rad(nokler=columns, tekster=said)


def _columns(keyed: Sequence[Mapping[int, Sequence[Avsnitt]]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for row in keyed:
        for column, cell in row.items():
            found[column] += [key for one in cell for key, _ in one.nokler]
    return {column: tuple(keys) for column, keys in found.items() if keys}


def _texts(row: Mapping[int, Sequence[Avsnitt]]) -> dict[int, str]:
    return {column: "\n".join(one.tekst for one in cell) for column, cell in row.items()}

"""SQL expressions as values: a text, and the names of the values it uses.

An operator puts small expressions together to larger ones with ``sql`` and its companions, never with f-strings: an
f-string gives a bare text, which nothing here takes, and the names that were used would be forgotten.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression. ``uses`` are the values it names (``Scope.let``), not those that these are made of in turn.

    Made by ``sql`` and by the dialect. Two are equal when their text is.
    """

    text: str
    uses: frozenset[str] = field(default=_NONE, compare=False)

    def __str__(self) -> str:
        return self.text


Part = Sql | int | Sequence[Sql]  # a sequence is written with commas between


def sql(template: str, *parts: Part, **named: Part) -> Sql:
    """``sql("{} IS NULL OR {} > {grense}", start, start, grense=grense)``. Text of others' making is never in the
    template: it comes in as a part, quoted by the dialect."""
    placed = [part if isinstance(part, Sql) else _listed(part) for part in parts]
    by_name = {name: part if isinstance(part, Sql) else _listed(part) for name, part in named.items()}
    text = template.format(*[one.text for one in placed], **{name: one.text for name, one in by_name.items()})
    return Sql(text, _together([*placed, *by_name.values()]))


def joined_by(between: str, parts: Iterable[Sql]) -> Sql:
    """``joined_by(" || ", [a, b, c])`` → ``a || b || c``."""
    found = list(parts)
    return Sql(between.join([one.text for one in found]), _together(found))


def _listed(part: int | Sequence[Sql]) -> Sql:
    if isinstance(part, int):
        return Sql(str(int(part)))
    if isinstance(part, str):
        raise TypeError(f"a text is no SQL expression: {part!r}")
    return joined_by(", ", part)


def _together(parts: Iterable[Sql]) -> frozenset[str]:
    uses = _NONE
    for one in parts:
        if one.uses:
            uses = uses | one.uses
    return uses


TRUE, FALSE = Sql("TRUE"), Sql("FALSE")
NO_DATE, NO_NUMBER = Sql("CAST(NULL AS DATE)"), Sql("CAST(NULL AS INTEGER)")


def all_of(conditions: Iterable[Sql | None]) -> Sql:
    """``a AND b``; TRUE when there are none. Each condition must be safe beside AND: ``any_of`` is. What is always TRUE
    is left out."""
    found = [one for one in conditions if one not in (None, TRUE)]
    return joined_by(" AND ", found) if found else TRUE


def any_of(conditions: Iterable[Sql | None]) -> Sql:
    """``(a OR b)``; FALSE when there are none. ``None`` stands for a condition that holds nowhere; it and what is
    always FALSE are left out."""
    found = [one for one in conditions if one not in (None, FALSE)]
    if len(found) < 2:
        return sql("({})", found[0]) if found else FALSE
    return sql("({})", joined_by(" OR ", (sql("({})", one) for one in found)))


def case(branches: Iterable[tuple[Sql, Sql]], otherwise: Sql | None = None) -> Sql:
    """``CASE WHEN a THEN x WHEN b THEN y ELSE z END``; without ``otherwise`` no ELSE, which gives null.

    The first condition that is true decides; one that is unknown falls through. Branches that never decide, or that
    decide nothing because every value is the same, are not written.
    """
    asked: list[tuple[Sql, Sql]] = []
    for condition, value in branches:
        if condition == TRUE:
            otherwise = value
            break
        if condition != FALSE:
            asked.append((condition, value))
    if otherwise is not None and all(value == otherwise for _, value in asked):
        return otherwise
    when = joined_by("", [sql(" WHEN {} THEN {}", condition, value) for condition, value in asked])
    end = sql(" ELSE {}", otherwise) if otherwise is not None else Sql("")
    return sql("CASE{}{} END", when, end)


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or greatest over some rows, ``MIN(x)`` or ``MAX(x)``; null when there are none. ``where``: over those
    of the rows for which it holds."""

    function: Literal["MIN", "MAX"]
    of: Sql
    where: Sql = TRUE

    def among(self, rows: Sql = TRUE) -> Sql:
        """``MIN(x) FILTER (WHERE …)`` over those of the rows for which ``rows`` holds too."""
        found = sql(f"{self.function}({{}})", self.of)
        both = all_of(sql("({})", one) for one in (rows, self.where) if one != TRUE)
        return found if both == TRUE else sql("{} FILTER (WHERE {})", found, both)


def is_unknown(condition: Sql) -> Sql:
    """``(a) IS NULL``; FALSE for what is always TRUE or FALSE."""
    return FALSE if condition in (TRUE, FALSE) else sql("({}) IS NULL", condition)


def maybe(condition: Sql) -> Sql:
    """``COALESCE(a, TRUE)``: true unless it is known to be false."""
    return condition if condition in (TRUE, FALSE) else sql("COALESCE({}, TRUE)", condition)


def _one_of(function: str, values: Sequence[Sql]) -> Sql:
    return values[0] if len(values) == 1 else sql(f"{function}({{}})", values)


def first_of(values: Sequence[Sql]) -> Sql:
    """The first that is not null: ``COALESCE(a, b)``, or ``a`` alone."""
    return _one_of("COALESCE", values)


def earliest(values: Sequence[Sql]) -> Sql:
    """``LEAST(a, b)``, or ``a`` alone. What is null is left out."""
    return _one_of("LEAST", values)


def latest(values: Sequence[Sql]) -> Sql:
    """``GREATEST(a, b)``, or ``a`` alone. What is null is left out."""
    return _one_of("GREATEST", values)

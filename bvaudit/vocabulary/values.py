"""The named values of a query.

Three kinds of name can meet in one SELECT, and no two kinds can be alike whatever a rule's author calls a variant:

- a column of a table is lower-case letters, digits and underscore: ``start_dato``; that of a parent has a point,
  ``tiltak.start_dato``;
- what a join or the object's own sub-query gives has a number sign: ``a1#2``, ``o#1``;
- a value has a slash: ``lov/frist`` of the variant «lov», ``lov/1/frist`` of its first part, ``/versjon`` of the rule.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from bvaudit.texts import text
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.sql import Sql


class Values:
    """Each value's name and expression, in the order they were given: a value uses only values before it."""

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._path: tuple[str, ...] = ("",)
        self._known: dict[tuple[str, Sql], str] = {}
        self._taken: set[str] = set()
        self.given: dict[str, Sql] = {}

    @contextmanager
    def within(self, *path: str) -> Iterator[None]:
        """Values named inside belong to this part of the rule: within ``lov`` and then ``1``, ``lov/1/frist``."""
        outer = self._path
        self._path = tuple(one for one in (*outer, *path) if one)
        try:
            yield
        finally:
            self._path = outer

    def let(self, word: str, expression: Sql) -> Sql:
        """Name an expression, so that it is reckoned once: ``let("frist", e)`` writes ``e AS "lov/frist"`` in one
        SELECT and gives ``"lov/frist"`` for use in the next.

        Asked again for the same word and expression, as by another variant, it gives the name it has: what is written
        ``"lov/frist"`` in the part of another variant is that very value. Two words never share a name.
        """
        if len(expression.uses) == 1 and expression == self._dialect.value(*expression.uses):
            return expression  # it is a value already, under a name that says what it is
        known = self._known.get((word, expression))
        if known is None:
            known = self._known[word, expression] = "/".join((*self._path, word))
            self.give(known, expression)
        return self._dialect.value(known)

    def give(self, name: str, expression: Sql) -> None:
        """Name an expression by its whole name."""
        self.given[self.take(name)] = expression

    def take(self, name: str) -> str:
        """The name, if nothing has it. RuleFault when it is taken: a database sees no difference of small and large."""
        if name.lower() in self._taken:
            raise RuleFault(text("vocabulary.values.navnet_er_brukt_to_ganger_i", name=name))
        self._taken.add(name.lower())
        return name

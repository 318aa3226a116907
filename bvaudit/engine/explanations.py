"""The text of the column «forklaring»: why an object is judged as it is, as SQL."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit import texts
from bvaudit.engine.versions import CompiledVariant
from bvaudit.model.kalender import vis
from bvaudit.model.utfall import Utfall
from bvaudit.vocabulary.answer import Note, literal
from bvaudit.vocabulary.dialect import Dialect
from bvaudit.vocabulary.sql import Sql, any_of, case, joined_by, sql

_UNKNOWN, _EMPTY = sql("'ukjent'"), sql("''")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanations:
    """What can be said of any variant of the rule.

    ``applies_unknown``: where nobody knows whether the rule is about the object, and ``reasons`` for that, each with
    its condition. ``stale``: the day of the extract when the judging day is later.
    """

    dialect: Dialect
    avvikstekst: str
    stale: date | None
    applies_unknown: Sql | None
    reasons: Sequence[tuple[Sql, str]]

    def of(self, c: CompiledVariant) -> Sql:
        """The rule's own sentence when it is broken, then what the operator noticed; null when there is nothing."""
        said = list(self._said(c))
        # Text is built only for the few rows that have something to say.
        anything = any_of(condition for condition, _ in said)
        parts = joined_by(" || ", (case([(condition, sql("' ' || {}", text))], _EMPTY) for condition, text in said))
        return sql("CASE WHEN {} THEN TRIM({}) END", anything, parts)

    def _said(self, c: CompiledVariant) -> Iterator[tuple[Sql, Sql]]:
        broken = sql("{} = {}", c.utfall, literal(Utfall.IKKE_OPPFYLT))
        yield broken, self._fill(self.avvikstekst, c, ())
        for note, condition in _once(c.notes):
            yield condition, self._fill(note.tekst, c, note.verdier)
        if self.stale is not None:
            since = texts.text("engine.explanations.apen_i_uttrekket_kan_vaere_gjort", stale=vis(self.stale))
            yield sql("{} AND {} IS NULL", broken, c.facts["faktisk_dato"]), self.dialect.text(since)
        if self.applies_unknown is not None:
            unsure = sql("{} AND {} = {}", self.applies_unknown, c.utfall, literal(Utfall.UAVKLART))
            yield unsure, self.dialect.text(texts.text("engine.explanations.usikkert_om_regelen_gjelder"))
            for where, tekst in self.reasons:
                yield sql("{} AND {}", where, unsure), self.dialect.text(tekst)

    def _fill(self, tekst: str, c: CompiledVariant, verdier: Sequence[tuple[str, Sql]]) -> Sql:
        """A text with {frist_dato} and the like, as SQL. A fact that is missing is shown as «ukjent»."""
        shown = dict(verdier)
        for name, fact in c.facts.items():
            as_number = name in ("krav", "funnet")
            shown[name] = sql("CAST({} AS VARCHAR(10))", fact) if as_number else self.dialect.show_date(fact)
        pieces = []
        for i, piece in enumerate(_split_braces(tekst)):
            if i % 2 == 1:
                pieces.append(sql("COALESCE({}, {})", shown[piece], _UNKNOWN))
            elif piece:
                pieces.append(self.dialect.text(piece))
        return joined_by(" || ", pieces) if pieces else _EMPTY


def _split_braces(tekst: str) -> list[str]:
    """«frist {frist_dato}.» → ["frist ", "frist_dato", "."]: every other piece is a name."""
    pieces: list[str] = []
    rest = tekst
    while "{" in rest:
        before, _, rest = rest.partition("{")
        name, _, rest = rest.partition("}")
        pieces += [before, name]
    return [*pieces, rest]


def _once(notes: Sequence[Note]) -> Iterator[tuple[Note, Sql]]:
    """Each sentence with when it is said. Two parts of a rule that notice the same thing say it once."""
    found: dict[tuple[str, tuple[tuple[str, Sql], ...]], list[Note]] = {}
    for note in notes:
        found.setdefault((note.tekst, note.verdier), []).append(note)
    for alike in found.values():
        yield alike[0], any_of(note.condition for note in alike)

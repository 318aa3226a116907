"""What an operator says of each object: an outcome and the facts that decided it, as SQL expressions."""

from dataclasses import dataclass, replace

from bvaudit.model.kilde import Trenger
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text
from bvaudit.vocabulary.sql import TRUE, Sql, case, is_unknown, sql


def something_missing() -> str:
    """Not said where the source is known to lack it."""
    return text("vocabulary.answer.en_opplysning_som_trengs_mangler")


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A sentence for the column «forklaring», shown when ``condition`` is true. ``ved``: said only when the operator's
    answer is this outcome. ``verdier`` are texts of the operator's own that the sentence names, as in «{ansvarlig}»."""

    condition: Sql
    tekst: str
    ved: Utfall | None = None
    verdier: tuple[tuple[str, Sql], ...] = ()

    def where(self, condition: Sql) -> "Note":
        """The same sentence, said only where this holds too."""
        both = condition if self.condition == TRUE else sql("({}) AND {}", self.condition, condition)
        return replace(self, condition=both)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of the reckoning that ``forklar`` prints: what it is, and the SQL that gives it."""

    navn: str
    expression: Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """SQL expressions over the object row. ``None``: the operator has no such fact. ``needs`` is what a source must
    hold for it to be judged at all."""

    utfall: Sql
    start_dato: Sql | None = None
    frist_dato: Sql | None = None
    faktisk_dato: Sql | None = None
    krav: Sql | None = None
    funnet: Sql | None = None
    annen_ansvarlig: Sql | None = None
    notes: tuple[Note, ...] = ()
    steps: tuple[Step, ...] = ()
    needs: tuple[Trenger, ...] = ()


def literal(utfall: Utfall) -> Sql:
    return Sql(f"'{utfall.value}'")


def outcome(*branches: tuple[Sql, Utfall], otherwise: Utfall) -> Sql:
    """``CASE WHEN a THEN 'oppfylt' … ELSE 'ikke oppfylt' END`` in the order written; a condition that is unknown falls
    through to the next."""
    return case(((condition, literal(utfall)) for condition, utfall in branches), literal(otherwise))


def yes_or_no(condition: Sql) -> Sql:
    """True is oppfylt, false is ikke oppfylt, and what cannot be known is uavklart."""
    return outcome((is_unknown(condition), Utfall.UAVKLART), (condition, Utfall.OPPFYLT), otherwise=Utfall.IKKE_OPPFYLT)

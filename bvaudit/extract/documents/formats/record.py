"""What makes one format of the register's documents different from another, in one record.

Nothing else in the program asks which format a document has: it asks the record. A new version of the register's format
is a new record in ``known.py``, with a field map of its own where the fields differ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bvaudit.extract.documents.fields import Element, Felt
from bvaudit.extract.people.persons import PersonRules

# The formats' words for what can be related or deleted, and our tables' words. «Melding» and «Henvendelse» are one.
BEGREP = {
    "Personalia": "personalia",
    "Melding": "henvendelse",
    "Henvendelse": "henvendelse",
    "Undersokelse": "undersokelse",
    "Plan": "plan",
    "Tiltak": "tiltak",
    "Vedtak": "vedtak",
    "Status": "status",
    "Ettervern": "ettervern",
    "OversendelseFylkesnemnd": "oversendelse_nemnd",
    "Flytting": "flytting",
    "Relasjon": "relasjon",
}


ELDRE = "eldre"  # the version of documents older than version 2.0.0 of the format


@dataclass(frozen=True, slots=True, kw_only=True)
class Utgave:
    """A version that only its contents tell from the others with the same root, by the mark they leave (``navn``).

    A document of it that has rows in ``uten_tabeller`` or the attribute ``uten_felt`` mixes two versions.
    """

    navn: str
    uten_tabeller: frozenset[str] = frozenset()
    uten_felt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaGap:
    """Codes that the format describes and its schema has forgotten: read, and told as an assumption.

    ``liste`` is the code list and ``element`` where they stand; ``i_skjemaet`` is a code the schema does have.
    ``tabell`` and ``kolonne`` are where they are kept.
    """

    liste: str
    koder: frozenset[str]
    element: str
    i_skjemaet: str
    tabell: str
    kolonne: str
    antakelse: str


@dataclass(frozen=True, kw_only=True)
class Format:
    """One format. A document has it when its root element is ``rot.navn``.

    ``rot`` is the field map, from the root of a document down, and ``rot_tolerant`` the one of tolerant reading.
    ``versjon`` is the version of a document that nothing in it says is one of ``utgaver``.
    """

    versjon: str
    rot: Element
    rot_tolerant: Element
    utgaver: tuple[Utgave, ...] = ()
    # A document of the first need not hold anything that tells it from the second: it may be either.
    kan_ogsa_vaere: Mapping[str, str] = field(default_factory=dict)
    # Fields of the case that only documents older than version 2.0.0 have, which are of the version ELDRE.
    eldre_felt: frozenset[str] = frozenset()
    # Which versions of the code lists it follows; codes that are only in ``merkende_koder`` leave their mark.
    kodeversjoner: tuple[str, ...]
    merkende_koder: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    hull: tuple[SchemaGap, ...] = ()
    begrep: Mapping[str, str] = field(default_factory=lambda: BEGREP)
    personregler: PersonRules
    # The one date of a krav that a document has: ``konklusjon_slutt_dato``, which is when it was sent to nemnda or was
    # withdrawn, or ``dato_oversendt_fylkesnemnd``.
    kravets_dato: str
    # (table, column): not in the format, and not lacking either, since what it would say can never be.
    alltid_tomme: frozenset[tuple[str, str]] = frozenset()

    @cached_property
    def versjoner(self) -> frozenset[str]:
        """Every version a document with this root can be of."""
        return frozenset({self.versjon, *(u.navn for u in self.utgaver), *([ELDRE] if self.eldre_felt else ())})

    @cached_property
    def sak(self) -> str:
        """The name of the element that is the case."""
        return next(child.navn for child in self.rot.barn if child.tabell == "sak")

    @cached_property
    def tidsfelt(self) -> Felt:
        """The field with the time of the extract."""
        return next(felt for felt in self.rot.felt if felt.kolonne == "dato_uttrekk")

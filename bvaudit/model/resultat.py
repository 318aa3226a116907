"""One row of the results, declared once.

The tables, the inserts, the files, the record a report reads (``Funn``) and the rows of the tests are all made from
``RESULT``: a new column is a line here, and the SQL that gives its value in ``engine/result_rows.py``.
"""

from dataclasses import dataclass
from enum import StrEnum

from bvaudit.model.tables import Type
from bvaudit.model.utfall import Utfall


class Number(StrEnum):
    """Whole numbers as the databases store them. There are more rules than the 127 a TINYINT holds."""

    TINYINT = "TINYINT"
    SMALLINT = "SMALLINT"
    INTEGER = "INTEGER"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptColumn:
    """A column of the table a run keeps its rows in."""

    navn: str
    type: Type | Number


# What a run keeps in place of a text. Sorted by the first four, rows come in the order of the contract.
RULE_NUMBER = KeptColumn(navn="regel_nr", type=Number.SMALLINT)  # the rule's place among those of the run, by id
VARIANT_NUMBER = KeptColumn(navn="variant_nr", type=Number.SMALLINT)  # its place among the variants of the rule
PLACE = KeptColumn(navn="rekke", type=Number.INTEGER)  # the place of (enhet, sak) in the order of the results
OBJECT_NUMBER = KeptColumn(navn="objekt_nr", type=Number.INTEGER)  # the object's number in its own table
OUTCOME_NUMBER = KeptColumn(navn="utfall_nr", type=Number.TINYINT)
ORDER = (RULE_NUMBER, VARIANT_NUMBER, PLACE, OBJECT_NUMBER)

# Never renumbered while a run lasts; no file has them.
OUTCOME_NUMBERS = {utfall: number for number, utfall in enumerate(Utfall, start=1)}
OUTCOMES = {number: utfall for utfall, number in OUTCOME_NUMBERS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultColumn:
    """``kontrakt``: a column of resultater.csv and .parquet, and a field of ``Funn``; the others are kept only while a
    run lasts. ``kept_as``: the number that is kept in place of the text; ``None`` = kept as it is."""

    navn: str
    type: Type
    kontrakt: bool = True
    kept_as: KeptColumn | None = None

    @property
    def kept(self) -> KeptColumn:
        return self.kept_as or KeptColumn(navn=self.navn, type=self.type)


RESULT: tuple[ResultColumn, ...] = (
    ResultColumn(navn="regel", type=Type.TEKST, kept_as=RULE_NUMBER),
    ResultColumn(navn="regelversjon", type=Type.DATO),
    ResultColumn(navn="variant", type=Type.TEKST, kept_as=VARIANT_NUMBER),
    ResultColumn(navn="enhet", type=Type.TEKST, kept_as=PLACE),
    ResultColumn(navn="sak", type=Type.TEKST, kept_as=PLACE),
    ResultColumn(navn="objekt", type=Type.TEKST, kept_as=RULE_NUMBER),  # a rule is about one kind of object
    ResultColumn(navn="objekt_id", type=Type.TEKST, kept_as=OBJECT_NUMBER),
    ResultColumn(navn="utfall", type=Type.TEKST, kept_as=OUTCOME_NUMBER),
    ResultColumn(navn="start_dato", type=Type.DATO),
    ResultColumn(navn="frist_dato", type=Type.DATO),
    ResultColumn(navn="faktisk_dato", type=Type.DATO),
    ResultColumn(navn="dager_over", type=Type.HELTALL),
    ResultColumn(navn="krav", type=Type.HELTALL),
    ResultColumn(navn="funnet", type=Type.HELTALL),
    ResultColumn(navn="forklaring", type=Type.TEKST),  # empty for most rows
    # Counted apart: another municipality answers for it.
    ResultColumn(navn="annen_ansvarlig", type=Type.BOOL, kontrakt=False),
    # The day that decides whose the row is.
    ResultColumn(navn="telles", type=Type.DATO, kontrakt=False),
)
CONTRACT = tuple(column for column in RESULT if column.kontrakt)
CONTRACT_NAMES = tuple(column.navn for column in CONTRACT)
KEPT: tuple[KeptColumn, ...] = tuple(dict.fromkeys(column.kept for column in RESULT))

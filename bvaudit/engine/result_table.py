"""The rows of one run as they are kept: numbers and dates, with the texts joined on when a file or a finding is made.

resultatrader   a row for each rule, variant and object, as ``model/resultat.py`` declares it
regelnavn       regel_nr, variant_nr → the rule's id, the variant's name, the object's table
plass           rekke → the unit and the case
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bvaudit.engine.compile import Compiled
from bvaudit.engine.sql_engine import SqlEngine
from bvaudit.model.resultat import CONTRACT_NAMES, KEPT, ORDER, OUTCOMES, RESULT
from bvaudit.model.tables import BY_NAME

ROWS, NAMES, PLACES, TEXT = "resultatrader", "regelnavn", "plass", "resultat"
_NAME_COLUMNS = (
    ("regel_nr", "SMALLINT"),
    ("variant_nr", "SMALLINT"),
    ("regel", "VARCHAR"),
    ("variant", "VARCHAR"),
    ("objekt", "VARCHAR"),
    ("tabell_nr", "SMALLINT"),
)
_PLACES = "SELECT DISTINCT rekke, enhet, sak_nr, sak_id AS sak FROM saksrekke"


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleNames:
    """What the numbers of one rule stand for. ``variant_nr`` counts ``varianter`` from 1."""

    nr: int
    regel: str
    objekt: str
    varianter: tuple[str, ...]

    def variant_number(self, variant: str) -> int:
        """0 for a variant without rows: one that no source can answer."""
        return self.varianter.index(variant) + 1 if variant in self.varianter else 0


def names_of(compiled: Compiled, number: int) -> RuleNames:
    """``number``: that of the rule in this run."""
    rule = compiled.regel
    variants = tuple(sorted(compiled.varianter))
    return RuleNames(nr=number, regel=rule.id, objekt=rule.gjelder.objekt, varianter=variants)


def create(database: SqlEngine) -> None:
    """Empty tables. ``saksrekke`` must be there."""
    database.create(ROWS, [(column.navn, column.type.value) for column in KEPT])
    database.create(NAMES, _NAME_COLUMNS)
    database.make(PLACES, _PLACES)


def tell_names(database: SqlEngine, rules: Iterable[RuleNames]) -> None:
    """When every rule has its rows: ``regelnavn``, and the view ``resultat``, where the rows are text."""
    known = list(rules)
    objects = sorted({rule.objekt for rule in known})
    told = [
        (rule.nr, n, rule.regel, variant, rule.objekt, objects.index(rule.objekt))
        for rule in known
        for n, variant in enumerate(rule.varianter, start=1)
    ]
    database.insert(NAMES, [name for name, _ in _NAME_COLUMNS], told)
    database.show(TEXT, _as_text([column.navn for column in RESULT], objects))


def contract_rows(objects: Iterable[str]) -> str:
    """The query that gives the contract's rows in the contract's order."""
    order = ", ".join(f"r.{column.navn}" for column in ORDER)
    return f"{_as_text(CONTRACT_NAMES, sorted(set(objects)))}\nORDER BY {order}"


def object_ids(objekt: str, number: int = 0) -> str:
    """The number and the id of every row in an object's table, and ``number``, that of the table."""
    table = BY_NAME[objekt]
    return f"SELECT {number} AS tabell_nr, {table.nr} AS nr, {table.nokkel} AS objekt_id FROM {table.navn}"


def _as_text(names: Sequence[str], objects: Sequence[str]) -> str:
    whence = {"regel": "n", "variant": "n", "objekt": "n", "enhet": "p", "sak": "p", "objekt_id": "o"}
    columns = [_outcome() if name == "utfall" else f"{whence.get(name, 'r')}.{name}" for name in names]
    ids = " UNION ALL ".join(object_ids(objekt, n) for n, objekt in enumerate(objects)) or object_ids("sak")
    return (
        f"SELECT {', '.join(f'{column} AS {name}' for column, name in zip(columns, names, strict=True))}\n"
        f"FROM {ROWS} r\nJOIN {NAMES} n ON n.regel_nr = r.regel_nr AND n.variant_nr = r.variant_nr\n"
        f"JOIN {PLACES} p ON p.rekke = r.rekke\nJOIN ({ids}) o ON o.tabell_nr = n.tabell_nr AND o.nr = r.objekt_nr"
    )


def _outcome() -> str:
    *first, (_, last) = OUTCOMES.items()
    branches = " ".join(f"WHEN {nr} THEN '{utfall}'" for nr, utfall in first)
    # ELSE and not WHEN for the last, so that the column is known to be filled, in the Parquet file too.
    return f"CASE r.utfall_nr {branches} ELSE '{last}' END"

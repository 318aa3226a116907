"""A few made-up rows, one demand in the words of a rule file, and a judging day: what the program answers."""

import atexit
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.loading.content.lists import read_kodelister
from bvaudit.loading.schema.read import read_krav, read_value
from bvaudit.model.koder import Kodelister
from bvaudit.model.resultat import CONTRACT_NAMES
from bvaudit.model.rule import Gjelder, Kontrollert, Rule, Variant, Versjon
from bvaudit.model.tables import BY_NAME, TABLES, Table
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet, Utfall
from bvaudit.model.uttrykk import Betingelse, Dato

PER = date(2025, 12, 31)
ROT = Path(__file__).resolve().parents[2]
Krav = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """A row and those that lie under it."""

    tabell: str
    id: str
    felt: Mapping[str, object]
    barn: tuple["Rad", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sak:
    rader: tuple[Rad, ...]
    felt: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Svar:
    """One result row. ``sak`` is the case's place in the list that was judged."""

    sak: int
    variant: str
    objekt_id: str
    utfall: Utfall
    regelversjon: date | None
    start_dato: date | None
    frist_dato: date | None
    faktisk_dato: date | None
    dager_over: int | None
    krav: int | None
    funnet: int | None
    forklaring: str
    annen_ansvarlig: bool


def rad(tabell: str, *barn: Rad, id: Any = "", **felt: object) -> Rad:
    return Rad(tabell=tabell, id=id, felt=felt, barn=barn)


def kobling(fra: str, til: str, **felt: object) -> Rad:
    """A Relasjon between two rows of the case, by their ids."""
    return rad("relasjon", fra=fra, til=til, **felt)


def en_sak(*rader: Rad, **felt: object) -> Sak:
    return Sak(rader=rader, felt={"enhet": "Test", "format_versjon": "v4", **felt})


def en_versjon(krav: Krav, **endret: Any) -> Versjon:
    """The demand as the only variant, in force for as long as anyone can remember."""
    velges_etter = tuple(read_value(d, Dato) for d in endret.pop("velges_etter", ()))
    versjon = Versjon(
        gjelder_fra=date(1900, 1, 1),
        gjelder_til_og_med=None,
        velges_etter=velges_etter,
        hjemmel=(),
        varianter=(Variant(navn="lov", krav=read_krav(krav)),),
    )
    return replace(versjon, **endret)


def en_regel(krav: Krav | None = None, objekt: str = "henvendelse", der: Any = None, **endret: Any) -> Rule:
    rule = Rule(
        id="TST-01",
        tema="test",
        tittel="Prøve",
        sporsmal="Holder det?",
        formal="Prøve",
        alvorlighetsgrad=Alvorlighetsgrad.LAV,
        gjelder=Gjelder(objekt=objekt, der=read_value(der, Betingelse) if der else None),
        telles_etter=(),
        versjoner=(en_versjon(krav),) if krav else (),
        avvikstekst="Brutt.",
        veiledning="",
        metode="",
        kilde="",
        plikter=(),
        sikkerhet=Sikkerhet.HOY,
        sikkerhet_grunn="",
        indikasjon=False,
        kontrollert=Kontrollert(av="fagansvarlig", dato=PER),
        fil="rules/test/TST-01.yaml",
    )
    return replace(rule, **endret)


def judge_all(
    krav: Krav,
    saker: Sequence[Sak],
    *,
    per: date = PER,
    objekt: str = "henvendelse",
    der: Any = None,
    koder: Kodelister | None = None,
) -> list[Svar]:
    """Every result row, in the order of the cases and then the object's id."""
    return judge_rule(en_regel(krav, objekt, der), saker, per=per, koder=koder)


def judge(
    krav: Krav,
    *rader: Rad,
    per: date = PER,
    objekt: str = "henvendelse",
    der: Any = None,
    koder: Kodelister | None = None,
    **sak: object,
) -> Svar:
    """The one answer about the one object of a case made of these rows."""
    (svar,) = judge_all(krav, [en_sak(*rader, **sak)], per=per, objekt=objekt, der=der, koder=koder)
    return svar


def outcomes(demands: Sequence[Krav], *rader: Rad, objekt: str = "henvendelse") -> list[Utfall]:
    """Each demand's answer about the one object, all asked in one query: each is a variant of the same rule."""
    varianter = tuple(Variant(navn=f"v{n:04d}", krav=read_krav(krav)) for n, krav in enumerate(demands))
    rule = en_regel(objekt=objekt, versjoner=(replace(en_versjon(demands[0]), varianter=varianter),))
    answers = judge_rule(rule, [en_sak(*rader)])
    return [answer.utfall for answer in sorted(answers, key=lambda answer: answer.variant)]


def utfall(krav: Krav, *rader: Rad, **rest: Any) -> Utfall:
    return judge(krav, *rader, **rest).utfall


def judge_rule(rule: Rule, saker: Sequence[Sak], *, per: date = PER, koder: Kodelister | None = None) -> list[Svar]:
    (answers,) = judge_rules([rule], saker, per=per, koder=koder)
    return answers


def judge_rules(
    rules: Sequence[Rule], saker: Sequence[Sak], *, per: date = PER, koder: Kodelister | None = None
) -> list[list[Svar]]:
    """Each rule's answers, in one run. They must have ids of their own."""
    database = _database()
    load(database, saker)
    koder = kodelister() if koder is None else koder
    # The cases are made up one by one, so that where their rows begin says nothing of a sender.
    plan = EvaluationPlan(
        regler=tuple(rules), per=per, periode=None, koder=koder, tabeller=frozenset(BY_NAME), begynt=True
    )
    _, judged = evaluate(plan, database)
    assert not judged.ikke_vurdert
    names = ["regel", *CONTRACT_NAMES, "annen_ansvarlig"]
    rows = database.run(f"SELECT {', '.join(names)} FROM resultat")
    found: dict[str, list[Svar]] = {rule.id: [] for rule in rules}
    for regel, *row in rows:
        found[regel].append(_svar(dict(zip(names[1:], row, strict=True))))
    return [sorted(answers, key=lambda svar: (svar.sak, svar.objekt_id)) for answers in found.values()]


def by_case(answers: Sequence[Svar]) -> dict[int, Utfall]:
    return {svar.sak: svar.utfall for svar in answers}


def assert_agrees(answers: Sequence[Svar], saker: Sequence[Sak], reading: Callable[[Sak], Utfall | None]) -> None:
    """The program and a plain reading of the cases say the same. ``None`` from the reading: no row."""
    found, wrong = by_case(answers), []
    for number, sak in enumerate(saker):
        wanted = reading(sak)
        if found.get(number) != wanted:
            wrong.append(f"{sak}: ventet {wanted}, fikk {found.get(number)}")
    assert not wrong, f"{len(wrong)} av {len(saker)}:\n" + "\n".join(wrong[:5])


def felt(sak: Sak, tabell: str) -> Mapping[str, Any]:
    """The columns of the only row of a table in the case."""
    (found,) = (r.felt for r in sak.rader if r.tabell == tabell)
    return found


def some_day(random: Random, around: date = PER, spread: int = 400, missing: float = 0.15) -> date | None:
    """A day before or after, sometimes none: and often a last or first day of a month, where calendars are hard."""
    if random.random() < missing:
        return None
    day = around + timedelta(days=random.randint(-spread, spread // 4))
    return day.replace(day=1) - timedelta(days=random.randint(0, 1)) if random.random() < 0.25 else day


@cache
def kodelister() -> Kodelister:
    found, problems = read_kodelister(ROT / "rules")
    assert not problems
    return found


@cache
def _database() -> Database:
    """One for all tests. It must close before the interpreter does, or the driver complains on the way out."""
    database = Database()
    database.run("SET threads = 1")  # for cases this small, sharing the work costs more than doing it
    atexit.register(_database.cache_clear)
    for table in TABLES:
        database.empty(table.navn)
    return database


def _svar(values: dict[str, Any]) -> Svar:
    return Svar(
        sak=int(values["sak"].removeprefix("sak-")),
        variant=values["variant"],
        objekt_id=values["objekt_id"],
        utfall=Utfall(values["utfall"]),
        forklaring=values["forklaring"] or "",
        **{
            name: values[name]
            for name in (
                "regelversjon",
                "start_dato",
                "frist_dato",
                "faktisk_dato",
                "dager_over",
                "krav",
                "funnet",
                "annen_ansvarlig",
            )
        },
    )


# --- loading -------------------------------------------------------------------------------------------------------


def load(database: Database, saker: Sequence[Sak]) -> None:
    """Replace what the tables hold with these cases. Cases get the keys sak-000000, sak-000001 … in order."""
    tables: dict[str, list[dict[str, object]]] = defaultdict(list)
    for number, sak in enumerate(saker):
        common = {"sak_nr": number + 1, "sak_id": f"sak-{number:06d}"}
        tables["sak"].append({**sak.felt, **common})
        known: dict[str, tuple[str, int]] = {}
        for one in sak.rader:
            _number(one, common, tables, known, None)
        for relasjon in tables["relasjon"]:
            for end in ("fra", "til"):
                if f"_{end}" in relasjon:
                    kind, nr = known.get(str(relasjon.pop(f"_{end}")), (None, None))
                    relasjon |= {f"{end}_type": kind, f"{end}_nr": nr}
    # Emptying every table would take as long as judging.
    filled = {name for (name,) in database.run("SELECT table_name FROM duckdb_tables() WHERE estimated_size > 0")}
    for table in TABLES:
        if table.navn in filled:
            database.run(f'DELETE FROM "{table.navn}"')
        if tables[table.navn]:
            _insert(database, table, tables[table.navn])


def _number(
    one: Rad,
    common: Mapping[str, object],
    tables: dict[str, list[dict[str, object]]],
    known: dict[str, tuple[str, int]],
    owner: tuple[Table, int] | None,
) -> None:
    table, nr = BY_NAME[one.tabell], len(tables[one.tabell]) + 1
    row: dict[str, object] = {**common, **one.felt}
    if one.tabell == "relasjon":
        row |= {f"_{end}": row.pop(end) for end in ("fra", "til")}
    if owner is not None:
        kind, owner_nr = owner
        row |= {"eier_type": kind.navn, "eier_nr": owner_nr} if table.eid else {str(kind.nr): owner_nr}
    if table.nr:
        name = one.id or f"{table.navn}-{sum(t == table.navn for t, _ in known.values()) + 1}"
        row |= {table.nr: nr, str(table.nokkel): name}
        known[name] = (table.navn, nr)
    tables[one.tabell].append(row)
    for child in one.barn:
        _number(child, common, tables, known, (table, nr))


def _insert(database: Database, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    wrong = sorted({key for row in rows for key in row} - {c.navn for c in table.all_columns})
    assert not wrong, f"{table.navn} har ikke {wrong}"
    used = [c for c in table.all_columns if any(c.navn in row for row in rows)]
    names = ", ".join(f'"{c.navn}"' for c in used)
    # Whole columns at once: a row at a time would take longer than judging.
    lists = ", ".join(f"UNNEST(?::{c.type.value}[])" for c in used)
    values = [[row.get(c.navn) for row in rows] for c in used]
    database.run(f'INSERT INTO "{table.navn}" ({names}) SELECT {lists}', values)


def days(fra: date, til: date) -> Iterator[date]:
    return (fra + timedelta(days=n) for n in range((til - fra).days + 1))

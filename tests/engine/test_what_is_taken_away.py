"""Take a table or a column away from half of the cases: their answers stand, or nobody knows. None is turned."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from vocabulary.judging import PER, Sak, en_sak, kobling, kodelister, load, rad, some_day

from bvaudit.engine.compile import compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.dialects import DUCKDB
from bvaudit.engine.query import CASE_ORDER
from bvaudit.model.kilde import Kilde, everything
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.workflows.content import content_or_stop

pytestmark = pytest.mark.lang

REGLER = ("MEL-01", "MEL-02", "UND-01", "UND-03", "UND-06", "HJE-01", "OMS-01", "OMS-16", "TIL-02", "ETT-10")
# Tables and columns whose absence has no meaning of its own.
BORTE = (
    "henvendelse.start_dato",
    "henvendelse.konklusjon_slutt_dato",
    "relasjon",
    "undersokelse.start_dato",
    "undersokelse.konklusjon_slutt_dato",
    "undersokelse.utvidet_frist_innvilget",
    "plan",
    "plan.kode",
    "plan.start_dato",
    "plan.slutt_dato",
    "tiltak.kode",
    "tiltak.paragraf",
    "tiltak.start_dato",
    "tiltak.slutt_dato",
    "oppfolging_utfort",
    "oppfolging_utfort.utfort_dato",
    "tilsyn_utfort",
    "sak.slutt_dato",
    "sak.fyller_18_dato",
)
Answers = Mapping[tuple[str, str, str], str]


def some_cases() -> list[Sak]:
    random = Random("borte")

    def child(table: str) -> list[object]:
        return [rad(table, utfort_dato=some_day(random)) for _ in range(random.randint(0, 5))]

    cases = []
    for _ in range(120):
        start = PER - timedelta(random.randint(0, 900))
        plans = [
            rad("plan", kode=random.choice("1467"), start_dato=start, slutt_dato=some_day(random, missing=0.7))
            for _ in range(random.randint(0, 2))
        ]
        cases.append(
            en_sak(
                rad("henvendelse", id="h", kode="2", start_dato=start, konklusjon_slutt_dato=some_day(random)),
                rad(
                    "undersokelse",
                    id="u",
                    start_dato=start,
                    konklusjon_slutt_dato=start + timedelta(random.randint(60, 220)),
                    utvidet_frist_innvilget=random.choice([True, False, None]),
                ),
                *([kobling("h", "u")] if random.random() < 0.7 else []),
                rad(
                    "tiltak",
                    *child("oppfolging_utfort"),  # type: ignore[arg-type]
                    *child("tilsyn_utfort"),  # type: ignore[arg-type]
                    kode=random.choice(["2.1", "4.1"]),
                    lov="BVL2021",
                    kapittel="3",
                    paragraf=random.choice("16"),
                    start_dato=start,
                    slutt_dato=some_day(random, missing=0.6),
                ),
                *plans,
                start_dato=start,
                slutt_dato=some_day(random, missing=0.7),
                fyller_18_dato=some_day(random, spread=3000),
            )
        )
    return cases


@pytest.fixture(scope="module")
def rules() -> list[Rule]:
    return [content_or_stop().regler[id_] for id_ in REGLER]


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        for table in TABLES:
            opened.empty(table.navn)
        load(opened, some_cases())
        for table in TABLES:
            opened.run(f'ALTER TABLE "{table.navn}" RENAME TO hel_{table.navn}')
            opened.run(f'CREATE VIEW "{table.navn}" AS SELECT * FROM hel_{table.navn}')
        opened.run(f"CREATE TABLE saksrekke AS {CASE_ORDER}")
        opened.run("CREATE TABLE sakskilde AS SELECT sak_nr, 1 + sak_nr % 2 AS nr FROM sak")
        opened.need_calendar()
        yield opened


def answers(rule: Rule, database: Database, *kilder: Kilde) -> Answers:
    compiled = compile_rule(rule, DUCKDB, per=PER, koder=kodelister(), periode=None, kilder=kilder)
    names, rows = database.columns_and_rows(compiled.sql)
    variant, sak, objekt, utfall = (names.index(n) for n in ("variant", "sak", "objekt_id", "utfall"))
    return {(row[variant], row[sak], row[objekt]): row[utfall] for row in rows}


@pytest.mark.parametrize("borte", BORTE)
def test_no_answer_is_turned(borte: str, database: Database, rules: list[Rule]) -> None:
    tabell, _, kolonne = borte.partition(".")
    whole = everything()
    levert = whole.leverer[tabell]
    kept = {t: v for t, v in whole.leverer.items() if t != tabell}
    less = f"SELECT * FROM hel_{tabell} WHERE sak_nr % 2 = 0"
    if kolonne:
        kept[tabell] = replace(levert, kolonner=tuple(k for k in levert.kolonner if k != kolonne))
        column = BY_NAME[tabell].column(kolonne)
        assert column is not None
        value = f"CASE WHEN sak_nr % 2 = 0 THEN {kolonne} ELSE CAST(NULL AS {column.type.value}) END AS {kolonne}"
        less = f"SELECT * REPLACE ({value}) FROM hel_{tabell}"
    before = [answers(rule, database, whole) for rule in rules]
    database.run(f'CREATE OR REPLACE VIEW "{tabell}" AS {less}')
    part = replace(whole, nr=2, leverer=kept)
    turned = []
    unsettled = 0
    for rule, known in zip(rules, before, strict=True):
        found = answers(rule, database, whole, part)
        turned += [
            f"{rule.id} {key}: {known.get(key)} ble {utfall}"
            for key, utfall in found.items()
            if utfall not in ("uavklart", known.get(key, "ikke aktuelt"))
            and (known.get(key), utfall) != ("uavklart", "ikke aktuelt")
        ]
        unsettled += sum(utfall == "uavklart" != known.get(key) for key, utfall in found.items())
        assert known.keys() <= found.keys()
    database.run(f'CREATE OR REPLACE VIEW "{tabell}" AS SELECT * FROM hel_{tabell}')
    assert not turned, f"{len(turned)}: {turned[:5]}"
    assert unsettled

"""The contract of the results: columns, order, bytes, what a period and a sample keep, and what is not judged."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from vocabulary.judging import PER, Sak, en_regel, en_sak, en_versjon, kobling, kodelister, load, rad

from bvaudit.engine.database import Database
from bvaudit.engine.evaluate import Judged, evaluate
from bvaudit.engine.plan import EvaluationPlan
from bvaudit.engine.results import Results
from bvaudit.model.funn import Tall
from bvaudit.model.resultat import CONTRACT, CONTRACT_NAMES
from bvaudit.model.rule import Rule
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.content import content_or_stop

COLUMNS = (
    "regel,regelversjon,variant,enhet,sak,objekt,objekt_id,utfall,"
    "start_dato,frist_dato,faktisk_dato,dager_over,krav,funnet,forklaring"
)
SORTED_BY = ("regel", "variant", "enhet", "sak", "objekt_id")
FRA, TIL, DAG = date(2025, 1, 1), date(2025, 12, 31), timedelta(1)
Row = Mapping[str, str]


@cache
def shipped() -> Mapping[str, Rule]:
    return {id_: rule for id_, rule in content_or_stop().regler.items() if rule.kontroll is None}


@pytest.fixture(scope="module")
def database() -> Iterator[Database]:
    with Database() as opened:
        for table in TABLES:
            opened.empty(table.navn)
        yield opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    results: Results
    judged: Judged
    csv: Path
    parquet: Path

    @property
    def rows(self) -> list[Row]:
        with self.csv.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))


@pytest.fixture
def run(database: Database, tmp_path: Path) -> Any:
    """Loads the cases, judges them, and writes both files, as a run does."""
    runs = iter(range(99))

    def _run(cases: Sequence[Sak], *rules: Rule, per: date = PER, **endret: Any) -> Run:
        load(database, cases)
        plan = EvaluationPlan(regler=rules, per=per, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME))
        results, judged = evaluate(replace(plan, **endret), database)
        folder = tmp_path / str(next(runs))
        folder.mkdir()
        paths = {"csv": folder / "resultater.csv", "parquet": folder / "resultater.parquet"}
        results.write(**paths)
        return Run(results=results, judged=judged, **paths)

    return _run


def core() -> list[Rule]:
    """Rules of every kind, and few enough to run again and again."""
    return [shipped()[name] for name in ("MEL-01", "UND-03", "HJE-01", "HJE-05", "OMS-01", "TIL-02")]


def mel_01() -> Rule:
    return shipped()["MEL-01"]


def en_melding(mottatt: date | None = date(2025, 3, 3), konkludert: date | None = None, **resten: Any) -> Sak:
    enhet = resten.pop("enhet", "Østbyen")
    return en_sak(rad("henvendelse", start_dato=mottatt, konklusjon_slutt_dato=konkludert, **resten), enhet=enhet)


def blandede_saker() -> list[Sak]:
    """Some of everything: kept, broken, unsettled, not due; several units; several objects in a case."""
    enheter = ["Zeta", "Ås", "Østbyen", "alfa", "Ærfugl", "Alfa"]
    return [
        en_sak(
            rad("henvendelse", id="h1", start_dato=FRA + timedelta(n), konklusjon_slutt_dato=FRA + timedelta(2 * n)),
            rad("henvendelse", id="h2", start_dato=None if n % 5 == 0 else PER - timedelta(n)),
            rad("undersokelse", id="u", start_dato=FRA + timedelta(10 * n)),
            kobling("h1", "u"),
            rad(
                "tiltak",
                rad("oppfolging_utfort", utfort_dato=PER - timedelta(n)),
                kode="2.1",
                start_dato=FRA - timedelta(50 * n),
            ),
            rad("plan", kode="1", start_dato=FRA),
            enhet=enheter[n % 6],
            start_dato=date(2020, 1, 1),
        )
        for n in range(18)
    ]


# --- the files -----------------------------------------------------------------------------------------------------


def test_the_columns_and_their_order(run: Any) -> None:
    first = run([en_melding()], mel_01()).csv.read_text(encoding="utf-8").splitlines()[0]
    assert first == COLUMNS == ",".join(CONTRACT_NAMES)


def test_rows_are_sorted_by_code_point(run: Any) -> None:
    rows = run(blandede_saker(), *reversed(list(shipped().values()))).rows
    keys = [tuple(row[name] for name in SORTED_BY) for row in rows]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys) > 200
    units = list(dict.fromkeys(row["enhet"] for row in rows if row["regel"] == "MEL-01" and row["variant"] == "lov"))
    assert units == ["Alfa", "Zeta", "alfa", "Ås", "Ærfugl", "Østbyen"]


def test_one_row_for_each_rule_variant_and_object(run: Any) -> None:
    rows = run(blandede_saker(), mel_01()).rows
    assert len(rows) == 18 * 2 * len(mel_01().variantnavn)


def test_the_csv_file(run: Any) -> None:
    regel = en_regel(
        {"innen_frist": {"start": "start_dato", "slutt": "konklusjon_slutt_dato", "lengde": "P1W"}},
        avvikstekst='Frist {frist_dato}; «så», "slik"\nog mer.',
    )
    saker = [en_melding(id="h,1", enhet='Bydel "Nord", øst'), en_melding(None, id="h2", enhet="Åsen")]
    done = run(saker, regel, per=date(2025, 3, 12))
    raw = done.csv.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.decode("utf-8") == (
        f"{COLUMNS}\n"
        'TST-01,1900-01-01,lov,"Bydel ""Nord"", øst",sak-000000,henvendelse,"h,1",ikke oppfylt,'
        '2025-03-03,2025-03-10,,2,,,"Frist 10.03.2025; «så», ""slik""\nog mer."\n'
        "TST-01,1900-01-01,lov,Åsen,sak-000001,henvendelse,h2,uavklart,"
        ',,,,,,"Datoen fristen regnes fra, mangler."\n'
    )


def test_the_parquet_file_says_the_same(run: Any, database: Database) -> None:
    done = run(blandede_saker(), *core())
    names, rows = database.columns_and_rows("SELECT * FROM read_parquet(?)", [str(done.parquet)])
    assert ",".join(names) == COLUMNS
    texts = [{n: "" if v is None else str(v) for n, v in zip(names, row, strict=True)} for row in rows]
    assert texts == done.rows
    types = database.run(
        "SELECT name, type FROM (DESCRIBE SELECT * FROM read_parquet(?)) t(name, type, a, b, c, d)", [str(done.parquet)]
    )
    assert types == [(column.navn, column.type.value) for column in CONTRACT]


def test_two_runs_give_the_same_bytes(run: Any) -> None:
    saker, rules = blandede_saker(), core()
    first, second = run(saker, *rules), run(saker, *reversed(rules))
    assert first.csv.read_bytes() == second.csv.read_bytes()
    assert first.parquet.read_bytes() == second.parquet.read_bytes()


def test_a_fresh_database_gives_the_same_bytes(run: Any, tmp_path: Path) -> None:
    saker, rules = blandede_saker(), tuple(core())
    mine = run(saker, *rules)
    with Database() as other:
        for table in TABLES:
            other.empty(table.navn)
        load(other, saker)
        plan = EvaluationPlan(regler=rules, per=PER, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME))
        results, _ = evaluate(plan, other)
        results.write(tmp_path / "r.csv", tmp_path / "r.parquet")
    assert (tmp_path / "r.csv").read_bytes() == mine.csv.read_bytes()


def test_a_path_with_a_quote_in_it(run: Any, tmp_path: Path) -> None:
    folder = tmp_path / "Olav's «ut»"
    folder.mkdir()
    run([en_melding()], mel_01()).results.write(folder / "r.csv", folder / "r.parquet")
    assert sorted(path.name for path in folder.iterdir()) == ["r.csv", "r.parquet"]


# --- the period ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mottatt", "konkludert", "med"),
    [
        pytest.param(date(2024, 12, 20), FRA, True, id="konkludert på første dag"),
        pytest.param(date(2024, 12, 20), FRA - DAG, False, id="konkludert dagen før"),
        pytest.param(date(2024, 12, 20), TIL, True, id="konkludert på siste dag"),
        pytest.param(FRA, None, True, id="åpen, mottatt på første dag"),
        pytest.param(FRA - DAG, None, True, id="åpen, mottatt dagen før"),
        pytest.param(TIL - 418 * DAG, None, True, id="åpen i 418 dager"),
        pytest.param(TIL, None, True, id="åpen, mottatt på siste dag"),
        pytest.param(TIL, TIL + DAG, True, id="konklusjonen er ikke kommet; mottatt teller"),
        pytest.param(None, TIL, True, id="mottatt mangler; konklusjonen teller"),
        pytest.param(None, FRA - DAG, False, id="mottatt mangler; konkludert før perioden"),
        pytest.param(None, None, True, id="begge mangler: ingenting mistes i stillhet"),
    ],
)
def test_messages_count_on_their_conclusion_else_when_received(
    run: Any, mottatt: date | None, konkludert: date | None, med: bool
) -> None:
    rows = run([en_melding(mottatt, konkludert)], mel_01(), periode=(FRA, TIL)).rows
    assert {row["variant"] for row in rows} == (set(mel_01().variantnavn) if med else set())


def test_the_end_of_the_period_can_lie_before_the_judging_day(run: Any) -> None:
    saker = [en_melding(FRA, date(2025, 6, 30)), en_melding(FRA, date(2025, 7, 1)), en_melding(date(2025, 7, 1))]
    rows = run(saker, mel_01(), periode=(FRA, date(2025, 6, 30))).rows
    assert {row["sak"] for row in rows} == {"sak-000000"}


@pytest.mark.parametrize(
    ("mottatt", "startet", "konkludert", "ventet"),
    [
        pytest.param(
            date(2024, 9, 24),
            date(2024, 10, 1),
            None,
            {"lov", "register", "dl-analogi"},
            id="åpen: fristen er første dag",
        ),
        pytest.param(
            date(2024, 9, 23),
            date(2024, 9, 30),
            None,
            {"lov", "register", "dl-analogi"},
            id="åpen: fristen var dagen før",
        ),
        pytest.param(
            date(2023, 6, 20),
            date(2023, 6, 27),
            None,
            {"lov", "register", "dl-analogi"},
            id="åpen: 820 dager over fristen",
        ),
        pytest.param(
            date(2024, 6, 1),
            date(2024, 6, 10),
            FRA,
            {"lov", "register", "ssb", "dl-analogi"},
            id="konkludert på første dag, fristen lenge før",
        ),
        pytest.param(date(2024, 6, 1), date(2024, 6, 10), FRA - DAG, set(), id="konkludert dagen før"),
        pytest.param(
            date(2025, 11, 1),
            date(2025, 11, 10),
            None,
            {"lov", "register", "dl-analogi"},
            id="åpen: fristen kommer etter perioden",
        ),
        pytest.param(
            None,
            date(2024, 1, 1),
            None,
            {"lov", "register", "ssb", "dl-analogi"},
            id="uten melding er fristen ukjent og raden beholdes",
        ),
    ],
)
def test_investigations_count_on_their_conclusion_else_the_limit(
    run: Any, mottatt: date | None, startet: date, konkludert: date | None, ventet: set[str]
) -> None:
    rader = [rad("undersokelse", id="u", start_dato=startet, konklusjon_slutt_dato=konkludert)]
    if mottatt is not None:
        rader += [rad("henvendelse", id="h", start_dato=mottatt), kobling("h", "u")]
    rows = run([en_sak(*rader)], shipped()["UND-03"], periode=(FRA, TIL)).rows
    found = {row["variant"]: row for row in rows}
    assert set(found) - {"ssb"} == ventet - {"ssb"}
    for row in rows:
        assert not row["faktisk_dato"] or str(FRA) <= row["faktisk_dato"] <= str(TIL)


@pytest.mark.parametrize(
    ("slutt", "besok", "periode", "med"),
    [
        pytest.param(None, None, (FRA, TIL), True, id="ikke gjort, og ikke slutt: er med så lenge det varer"),
        pytest.param(None, None, (date(2015, 1, 1), date(2019, 12, 31)), False, id="perioden slutter før det begynte"),
        pytest.param(date(2021, 6, 1), None, (FRA, TIL), False, id="ikke gjort, men slutt: telles da det begynte"),
        pytest.param(None, date(2023, 5, 1), (FRA, TIL), False, id="gjort for sent: telles da det begynte"),
    ],
)
def test_what_is_counted_by_its_start_is_kept_until_it_is_done_or_over(
    run: Any, slutt: date | None, besok: date | None, periode: tuple[date, date], med: bool
) -> None:
    frist = {"start": "start_dato", "slutt": {"tidligste": {"tabell": "oppfolging_utfort"}}, "lengde": "P4W"}
    regel = en_regel({"innen_frist": frist}, "tiltak", telles_etter=("start_dato",))
    barn = [rad("oppfolging_utfort", utfort_dato=besok)] if besok else []
    tiltak = rad("tiltak", *barn, start_dato=date(2021, 2, 10), slutt_dato=slutt)
    assert [row["utfall"] for row in run([en_sak(tiltak)], regel, periode=periode).rows] == ["ikke oppfylt"] * med


def test_rules_about_a_state_are_judged_whatever_the_period(run: Any) -> None:
    tiltak = rad("tiltak", start_dato=date(2015, 1, 1), lov="BVL2021", kapittel="3", paragraf="1")
    rule = shipped()["HJE-01"]
    assert not rule.telles_etter
    rows = run([en_sak(tiltak)], rule, periode=(FRA, FRA)).rows
    assert [row["utfall"] for row in rows] == ["ikke oppfylt"]


def test_without_a_period_everything_is_kept(run: Any) -> None:
    saker = [en_melding(date(2010, 5, 1), date(2010, 5, 3)), en_melding()]
    assert {row["sak"] for row in run(saker, mel_01()).rows} == {"sak-000000", "sak-000001"}


def test_the_period_takes_rows_away_and_changes_none(run: Any) -> None:
    saker, rules = blandede_saker(), core()
    everything = [tuple(row.values()) for row in run(saker, *rules).rows]
    some = [tuple(row.values()) for row in run(saker, *rules, periode=(FRA, date(2025, 2, 15))).rows]
    assert 0 < len(some) < len(everything)
    kept = set(some)
    assert some == [row for row in everything if row in kept]


# --- the sample ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "utvalg",
    [
        pytest.param({"sak-000003", "sak-000011"}, id="to saker"),
        pytest.param({"sak-000003", "S-UKJENT"}, id="en som ikke er i uttrekket"),
        pytest.param(set(), id="ingen"),
        pytest.param({f"sak-{n:06d}" for n in range(18)}, id="alle"),
    ],
)
def test_a_sample_is_a_part_of_the_whole(run: Any, utvalg: set[str]) -> None:
    saker, rules = blandede_saker(), core()
    whole, part = run(saker, *rules).rows, run(saker, *rules, saker=frozenset(utvalg))
    assert part.rows == [row for row in whole if row["sak"] in utvalg]
    assert sum(part.results.sampled_per_unit().values()) == len(utvalg - {"S-UKJENT"})


# --- what is judged ------------------------------------------------------------------------------------------------


def test_a_missing_table_is_not_judged_and_says_so(run: Any) -> None:
    done = run([en_melding()], mel_01(), shipped()["HJE-05"], tabeller=frozenset({"sak", "tiltak", "plan"}))
    assert [(n.regel.id, n.grunn) for n in done.judged.ikke_vurdert] == [
        ("HJE-05", "Ikke undersøkt: uttrekket har ikke evalueringer av planer eller evalueringer av tiltak."),
        ("MEL-01", "Ikke undersøkt: uttrekket har ikke meldinger."),
    ]
    assert (done.rows, done.judged.regler, done.judged.rader) == ([], (), 0)


def test_one_of_several_tables_is_enough(run: Any) -> None:
    tables = frozenset({"sak", "tiltak", "plan", "tiltak_evaluering"})
    done = run([en_melding()], shipped()["HJE-05"], tabeller=tables)
    assert [rule.id for rule in done.judged.regler] == ["HJE-05"]


def test_the_rules_are_judged_in_order_and_counted(run: Any, database: Database) -> None:
    seen: list[str] = []
    load(database, blandede_saker())
    rules = core()
    plan = EvaluationPlan(
        regler=tuple(reversed(rules)), per=PER, periode=None, koder=kodelister(), tabeller=frozenset(BY_NAME)
    )
    _, judged = evaluate(plan, database, progress=lambda rule: seen.append(rule.id))
    assert seen == [rule.id for rule in judged.regler] == sorted(rule.id for rule in rules)
    assert judged.rader == database.run("SELECT COUNT(*) FROM resultat")[0][0]


def test_manual_rules_have_no_rows(run: Any) -> None:
    manuell = en_regel({"manuell": {"svar": ["ja"], "begrunnelse_ved": ["ja"], "hvem": ["fagleder"]}})
    done = run([en_melding()], manuell)
    assert (done.rows, done.judged.regler, done.judged.ikke_vurdert) == ([], (), ())


def test_before_anything_happened_there_are_no_rows(run: Any) -> None:
    saker = [sak for n, sak in enumerate(blandede_saker()) if n % 5]
    assert run(saker, *shipped().values(), per=date(1980, 1, 1)).rows == []


def test_an_empty_extract(run: Any) -> None:
    done = run([], *shipped().values())
    assert done.csv.read_text(encoding="utf-8") == f"{COLUMNS}\n"
    assert done.results.counts() == {}


def test_a_rule_without_objects_is_judged_all_the_same(run: Any) -> None:
    """Its query is not planned, and it is among those that were examined."""
    done = run([en_melding()], mel_01(), shipped()["TIL-02"])
    assert [rule.id for rule in done.judged.regler] == ["MEL-01", "TIL-02"]
    assert {row["regel"] for row in done.rows} == {"MEL-01"}
    without = run([en_melding()], shipped()["TIL-02"], tabeller=frozenset({"sak", "henvendelse"}))
    assert [n.regel.id for n in without.judged.ikke_vurdert] == ["TIL-02"]


@pytest.mark.parametrize(
    ("mottatt", "utfall", "versjon"),
    [
        pytest.param(date(1992, 12, 31), "ikke aktuelt", "", id="før loven"),
        pytest.param(date(1993, 1, 1), "oppfylt", "1993-01-01", id="første dag med den eldste"),
        pytest.param(date(2022, 12, 31), "oppfylt", "1993-01-01", id="siste dag med den eldste"),
        pytest.param(date(2023, 1, 1), "oppfylt", "2023-01-01", id="første dag med den nyeste"),
        pytest.param(None, "uavklart", "2023-01-01", id="uten dato: den nyeste sier hva som mangler"),
    ],
)
def test_the_version_is_chosen_by_the_case(run: Any, mottatt: date | None, utfall: str, versjon: str) -> None:
    konkludert = mottatt + DAG if mottatt else PER
    rows = run([en_melding(mottatt, konkludert)], mel_01()).rows
    assert {(row["utfall"], row["regelversjon"]) for row in rows} == {(utfall, versjon)}


@pytest.mark.parametrize(
    ("per", "utfall", "versjon"),
    [
        pytest.param(date(2019, 12, 31), "ikke aktuelt", "", id="før den første"),
        pytest.param(date(2020, 1, 1), "ikke oppfylt", "2020-01-01", id="første dag med den første"),
        pytest.param(date(2021, 6, 1), "ikke aktuelt", "", id="mellom to versjoner"),
        pytest.param(date(2022, 1, 1), "oppfylt", "2022-01-01", id="den nyeste"),
    ],
)
def test_a_state_is_judged_by_the_law_of_the_judging_day(run: Any, per: date, utfall: str, versjon: str) -> None:
    eldst = en_versjon(
        {"en_av": {"felt": "kode", "verdier": ["1"]}},
        gjelder_fra=date(2020, 1, 1),
        gjelder_til_og_med=date(2020, 12, 31),
    )
    nyest = en_versjon({"en_av": {"felt": "kode", "verdier": ["2"]}}, gjelder_fra=date(2022, 1, 1))
    regel = en_regel(versjoner=(eldst, nyest))
    (row,) = run([en_melding(date(2015, 1, 1), kode="2")], regel, per=per).rows
    assert (row["utfall"], row["regelversjon"]) == (utfall, versjon)


# --- counted apart, and marked -------------------------------------------------------------------------------------


def test_what_another_municipality_answers_for_is_counted_apart(run: Any) -> None:
    def et_tilsyn(ansvarlig: str) -> Sak:
        tiltak = rad(
            "tiltak",
            rad("tilsyn_ansvarlig", start_dato=FRA, kommunenummer=ansvarlig),
            kode="2.1",
            start_dato=date(2020, 1, 1),
        )
        return en_sak(tiltak, fyller_18_dato=date(2035, 1, 1), kommunenummer="5001", enhet="Ås")

    done = run([et_tilsyn("5001"), et_tilsyn("0301"), et_tilsyn("0301")], shipped()["TIL-02"])
    assert done.results.counts()["TIL-02", "Ås", "lov"] == Tall(ikke_oppfylt=1, andre_kommuner=2)
    assert [f.sak for f in done.results.findings("TIL-02", "lov", Utfall.IKKE_OPPFYLT)] == ["sak-000000"]
    assert [row["utfall"] for row in done.rows if row["variant"] == "lov"] == ["ikke oppfylt"] * 3


def test_counts_and_findings_agree_with_the_rows(run: Any) -> None:
    done = run(blandede_saker(), *core())
    for (regel, enhet, variant), tall in done.results.counts().items():
        mine = [
            row["utfall"]
            for row in done.rows
            if (row["regel"], row["enhet"], row["variant"]) == (regel, enhet, variant)
        ]
        assert [mine.count(u.value) for u in Utfall] == [
            tall.oppfylt,
            tall.delvis,
            tall.ikke_oppfylt + tall.andre_kommuner,
            tall.uavklart,
            tall.ikke_aktuelt,
        ]
    findings = list(done.results.findings("MEL-01", "lov", Utfall.IKKE_OPPFYLT))
    rows = [r for r in done.rows if (r["regel"], r["variant"], r["utfall"]) == ("MEL-01", "lov", "ikke oppfylt")]
    assert [(f.enhet, f.sak, f.objekt_id, f.forklaring) for f in findings] == [
        (r["enhet"], r["sak"], r["objekt_id"], r["forklaring"]) for r in rows
    ]


@pytest.mark.parametrize(
    ("uttrekksdato", "konkludert", "merket"),
    [
        pytest.param(date(2025, 6, 1), None, True, id="åpen, og uttrekket er eldre"),
        pytest.param(PER, None, False, id="uttrekket er fra vurderingsdagen"),
        pytest.param(PER + DAG, None, False, id="uttrekket er nyere"),
        pytest.param(None, None, False, id="uttrekkets dag er ukjent"),
        pytest.param(date(2025, 6, 1), date(2025, 4, 1), False, id="konkludert for sent er konkludert"),
    ],
)
def test_what_was_open_in_an_older_extract_is_marked(
    run: Any, uttrekksdato: date | None, konkludert: date | None, merket: bool
) -> None:
    rows = run([en_melding(konkludert=konkludert)], mel_01(), uttrekksdato=uttrekksdato).rows
    (lov,) = (row for row in rows if row["variant"] == "lov")
    assert lov["utfall"] == "ikke oppfylt"
    said = "Meldingen skulle vært gjennomgått senest 10.03.2025."
    assert lov["forklaring"] == said + (" Åpen i uttrekket 01.06.2025; kan være gjort siden." if merket else "")


def test_the_network_is_closed(database: Database) -> None:
    settings = database.run("SELECT value FROM duckdb_settings() WHERE name LIKE 'auto%known_extensions'")
    assert [value for (value,) in settings] == ["false", "false"]


def test_a_csv_reader_gets_back_what_was_written(run: Any) -> None:
    text = run(blandede_saker(), mel_01()).csv.read_text(encoding="utf-8")
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {15}

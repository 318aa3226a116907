"""Every rule on every object. Same content, same extract, same day: same rows in the same order."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bvaudit.engine.compile import Compiled, compile_rule
from bvaudit.engine.database import Database
from bvaudit.engine.dialects import DUCKDB
from bvaudit.engine.plan import EvaluationPlan, NotJudged, not_held
from bvaudit.engine.query import CASE_ORDER, FIRST_DAY, MOVED
from bvaudit.engine.sources import load_sources
from bvaudit.engine.unknown_dates import leave_open
from bvaudit.model.funn import Funn, Tall
from bvaudit.model.kilde import Kilde, never_sent_note
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall

RESULT_COLUMNS = (
    ("regel", "VARCHAR"),
    ("regelversjon", "DATE"),
    ("variant", "VARCHAR"),
    ("enhet", "VARCHAR"),
    ("sak", "VARCHAR"),
    ("objekt", "VARCHAR"),
    ("objekt_id", "VARCHAR"),
    ("utfall", "VARCHAR"),
    ("start_dato", "DATE"),
    ("frist_dato", "DATE"),
    ("faktisk_dato", "DATE"),
    ("dager_over", "INTEGER"),
    ("krav", "INTEGER"),
    ("funnet", "INTEGER"),
    ("forklaring", "VARCHAR"),
)
# Kept beside the contract's columns while a run lasts: what must be counted apart, the case, and the day that decided
# whose the row is.
_INNER = (("annen_ansvarlig", "BOOLEAN"), ("sak_nr", "INTEGER"), ("telles", "DATE"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Hull:
    """Something the format has and a sender has never sent, and the rules that cannot be answered for its cases."""

    kilde: Kilde
    mangler: str
    regler: tuple[str, ...]
    rader: int

    @property
    def vist(self) -> str:
        return (
            f"{self.kilde.vist} har aldri levert {self.mangler}, så {', '.join(self.regler)} "
            f"er uavklart i sakene derfra. Spør leverandøren om det skal være med i uttrekket."
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a run did: the rules with rows, and the rules the extract could not answer. ``hull`` are the things a
    sender has never sent, with the rules that cannot be answered for its cases."""

    regler: tuple[Rule, ...]
    ikke_vurdert: tuple[NotJudged, ...]
    rader: int
    hull: tuple[Hull, ...] = ()


class Results:
    """The result table of one run, still in the database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def write(self, csv: Path, parquet: Path, kjoring: str = "") -> None:
        """The contract of design part 6, in its order. ``kjoring``: the print of the run, kept with the Parquet file;
        the CSV file has room for the contract's columns only."""
        columns = ", ".join(name for name, _ in RESULT_COLUMNS)
        select = f"SELECT {columns} FROM resultat"
        told = f", KV_METADATA {{kjoring: '{kjoring}'}}" if kjoring else ""
        self._database.run(f"COPY ({select}) TO {_path(csv)} (FORMAT csv, HEADER true)")
        self._database.run(f"COPY ({select}) TO {_path(parquet)} (FORMAT parquet, COMPRESSION zstd{told})")

    def counts(self) -> dict[tuple[str, str, str], Tall]:
        """(rule, unit, variant) → counts. What another municipality answers for is kept apart."""
        rows = self._database.run(
            "SELECT regel, enhet, variant, utfall, annen_ansvarlig AND utfall = 'ikke oppfylt' AS andre, COUNT(*) "
            "FROM resultat GROUP BY ALL ORDER BY ALL"
        )
        names = {
            Utfall.OPPFYLT: "oppfylt",
            Utfall.DELVIS: "delvis",
            Utfall.IKKE_OPPFYLT: "ikke_oppfylt",
            Utfall.UAVKLART: "uavklart",
            Utfall.IKKE_AKTUELT: "ikke_aktuelt",
        }
        found: dict[tuple[str, str, str], dict[str, int]] = {}
        for regel, enhet, variant, utfall, andre, antall in rows:
            tall = found.setdefault((regel, enhet, variant), {})
            tall["andre_kommuner" if andre else names[Utfall(utfall)]] = antall
        exempt = self._exempt()
        return {key: Tall(**tall, unntatt=exempt.get(key, {})) for key, tall in found.items()}

    def _exempt(self) -> dict[tuple[str, str, str], dict[str, int]]:
        """(rule, unit, variant) → why objects are outside, where the row says why, and how many."""
        rows = self._database.run(
            "SELECT regel, enhet, variant, forklaring, COUNT(*) FROM resultat "
            "WHERE utfall = 'ikke aktuelt' AND forklaring IS NOT NULL GROUP BY ALL ORDER BY ALL"
        )
        found: dict[tuple[str, str, str], dict[str, int]] = {}
        for regel, enhet, variant, forklaring, antall in rows:
            found.setdefault((regel, enhet, variant), {})[forklaring] = antall
        return found

    def findings(self, regel: str, variant: str, utfall: Utfall) -> Iterator[Funn]:
        """The rows with one outcome that count as our own, in the contract's order."""
        yield from self._rows("utfall = ?", regel, variant, utfall.value)

    def broken_otherwise(self, regel: str, variant: str) -> Iterator[Funn]:
        """The rows of the standard way (``variant``) that are decided and kept, where another way of counting says
        ikke oppfylt."""
        other = (
            "utfall NOT IN ('ikke oppfylt', 'uavklart') AND objekt_id IN (SELECT objekt_id FROM resultat "
            "WHERE regel = ? AND variant <> ? AND utfall = 'ikke oppfylt' AND NOT annen_ansvarlig)"
        )
        yield from self._rows(other, regel, variant, regel, variant)

    def other_ways(self, regel: str, variant: str) -> dict[str, tuple[tuple[str, Utfall], ...]]:
        """Object → what every other way of counting says of it, for the objects that are told of by some way."""
        told: dict[str, list[tuple[str, Utfall]]] = {}
        rows = self._database.run(
            "SELECT objekt_id, variant, utfall FROM resultat WHERE regel = ? AND variant <> ? AND objekt_id IN "
            "(SELECT objekt_id FROM resultat WHERE regel = ? AND utfall IN ('ikke oppfylt', 'uavklart')) "
            "ORDER BY objekt_id, variant",
            [regel, variant, regel],
        )
        for objekt_id, navn, utfall in rows:
            told.setdefault(objekt_id, []).append((navn, Utfall(utfall)))
        return {objekt_id: tuple(found) for objekt_id, found in told.items()}

    def cases_judged(self) -> dict[tuple[str, str, str | None], int]:
        """(rule, variant, unit) → the cases its judged objects lie in; unit None is all of them, counted and not
        added up."""
        rows = self._database.run(
            "SELECT regel, variant, enhet, COUNT(DISTINCT sak) FROM resultat "
            "WHERE utfall IN ('oppfylt', 'delvis oppfylt', 'ikke oppfylt') "
            "AND NOT (annen_ansvarlig AND utfall = 'ikke oppfylt') "
            "GROUP BY GROUPING SETS ((regel, variant, enhet), (regel, variant)) ORDER BY ALL"
        )
        return {(regel, variant, enhet): antall for regel, variant, enhet, antall in rows}

    def _rows(self, where: str, regel: str, variant: str, *more: str) -> Iterator[Funn]:
        rows = self._database.run(
            "SELECT regel, variant, r.enhet, sak, objekt, objekt_id, utfall, start_dato, frist_dato, faktisk_dato, "
            "dager_over, krav, funnet, COALESCE(forklaring, ''), COALESCE(NULLIF(n.enhet, r.enhet), ''), regelversjon "
            f"FROM resultat r LEFT JOIN flyttet n USING (sak_nr) WHERE regel = ? AND variant = ? AND {where} "
            "AND NOT (annen_ansvarlig AND utfall = 'ikke oppfylt') ORDER BY r.enhet, sak, objekt_id",
            [regel, variant, *more],
        )
        for r in rows:
            yield Funn(
                regel=r[0],
                variant=r[1],
                enhet=r[2],
                sak=r[3],
                objekt=r[4],
                objekt_id=r[5],
                utfall=Utfall(r[6]),
                start_dato=r[7],
                frist_dato=r[8],
                faktisk_dato=r[9],
                dager_over=r[10],
                krav=r[11],
                funnet=r[12],
                forklaring=r[13],
                enhet_na=r[14],
                regelversjon=r[15],
            )

    def versions_used(self) -> dict[tuple[str, str], frozenset[date]]:
        """(rule, unit) → the first day of each version some row of the unit was judged by. What its breaches were
        judged by stands on each of them."""
        rows = self._database.run(
            "SELECT DISTINCT regel, enhet, regelversjon FROM resultat WHERE regelversjon IS NOT NULL"
        )
        found: dict[tuple[str, str], set[date]] = {}
        for regel, enhet, versjon in rows:
            found.setdefault((regel, enhet), set()).add(versjon)
        return {key: frozenset(days) for key, days in found.items()}

    def units_counted(self) -> frozenset[str]:
        return frozenset(enhet for (enhet,) in self._database.run("SELECT DISTINCT enhet FROM resultat"))

    def cases_per_municipality(self) -> dict[str, int]:
        """Living cases of the extract, per number of the municipality the child lives in; empty when it is not told."""
        rows = self._database.run(
            "SELECT COALESCE(kommunenummer, ''), COUNT(*) FROM sak WHERE NOT COALESCE(er_slettet, FALSE) "
            "GROUP BY 1 ORDER BY 1"
        )
        return dict(rows)

    def moved_cases(self) -> int:
        """Living cases that more than one unit has had."""
        sql = "SELECT COUNT(*) FROM flyttet SEMI JOIN sak s ON s.sak_nr = flyttet.sak_nr AND NOT s.er_slettet"
        return int(self._database.run(sql)[0][0])

    def before_first_seen(self, standard: Mapping[str, str]) -> tuple[int, int]:
        """Of the rows that say something (``standard``: rule → variant), how many are counted on a day before the case
        was first seen, when nobody can know who had it; and how many there are."""
        if not standard:
            return 0, 0
        pairs = ", ".join(f"({_text(regel)}, {_text(variant)})" for regel, variant in sorted(standard.items()))
        rows = self._database.run(
            "SELECT COUNT(*) FILTER (r.telles < f.dag), COUNT(*) FROM resultat r "
            f"LEFT JOIN (SELECT sak_nr, MIN(COALESCE(fra, {FIRST_DAY})) AS dag FROM sak_enhet GROUP BY 1) f "
            f"USING (sak_nr) WHERE (r.regel, r.variant) IN ({pairs}) AND utfall <> 'ikke aktuelt'"
        )
        return rows[0][0], rows[0][1]

    def cases_per_unit(self) -> dict[str, int]:
        """Living cases of the extract, per unit."""
        rows = self._database.run(
            "SELECT enhet, COUNT(*) FROM sak WHERE NOT COALESCE(er_slettet, FALSE) GROUP BY enhet ORDER BY enhet"
        )
        return dict(rows)

    def sampled_per_unit(self) -> dict[str, int]:
        rows = self._database.run(
            "SELECT s.enhet, COUNT(*) FROM sak s JOIN utvalg u USING (sak_nr) GROUP BY s.enhet ORDER BY s.enhet"
        )
        return dict(rows)


def evaluate(
    plan: EvaluationPlan, database: Database, progress: Callable[[Rule], None] | None = None
) -> tuple[Results, Judged]:
    """Judge every rule of the plan. One query a rule; each writes its rows in the contract's order."""
    columns = ", ".join(f"{name} {kind}" for name, kind in (*RESULT_COLUMNS, *_INNER))
    database.run(f"CREATE OR REPLACE TABLE resultat ({columns})")
    database.run(f"CREATE OR REPLACE TABLE saksrekke AS {CASE_ORDER}")
    database.run(f"CREATE OR REPLACE TABLE flyttet AS {MOVED}")
    load_sources(database, plan.holdt)
    _limit_to_sample(plan, database)
    judged: list[Rule] = []
    left: list[NotJudged] = []
    gaps: dict[tuple[int, str], list[str]] = {}
    for rule in sorted((r for r in plan.regler if not r.manuell), key=lambda r: r.id):
        compiled = compile_for(plan, rule)
        if compiled.mangler:
            left.append(NotJudged(regel=rule, grunn=not_held(compiled.mangler)))
            continue
        if progress is not None:
            progress(rule)
        run_rule(compiled, database)
        if compiled.utenfor and _about_nobody(rule, database):
            left.append(NotJudged(regel=rule, grunn=not_held(compiled.utenfor)))
            continue
        judged.append(rule)
        for kilder, mangler in compiled.hull:
            for nr in kilder:
                gaps.setdefault((nr, mangler), []).append(rule.id)
    rows = database.run("SELECT COUNT(*) FROM resultat")[0][0]
    hull = tuple(_gaps_met(plan.holdt, gaps, database))
    return Results(database), Judged(regler=tuple(judged), ikke_vurdert=tuple(left), rader=rows, hull=hull)


def _gaps_met(
    kilder: Sequence[Kilde], gaps: Mapping[tuple[int, str], Sequence[str]], database: Database
) -> Iterator[Hull]:
    """The gaps that left some row unsettled, with the rules in question."""
    by_number = {k.nr: k for k in kilder}
    for (nr, mangler), rules in sorted(gaps.items()):
        found = database.run(
            "SELECT r.regel, COUNT(*) FROM resultat r JOIN sakskilde k ON k.sak_nr = r.sak_nr "
            "WHERE k.nr = ? AND r.utfall = ? AND POSITION(? IN r.forklaring) > 0 GROUP BY r.regel ORDER BY r.regel",
            [nr, Utfall.UAVKLART.value, never_sent_note(mangler)],
        )
        met = [(regel, antall) for regel, antall in found if regel in rules]
        if met:
            regler = tuple(regel for regel, _ in met)
            yield Hull(kilde=by_number[nr], mangler=mangler, regler=regler, rader=sum(n for _, n in met))


def _about_nobody(rule: Rule, database: Database) -> bool:
    """What would say whom the rule is about is not there, and not one object could be judged without it: then its rows
    are taken out again, and the rule is not examined."""
    settled = (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)
    marks = ", ".join("?" for _ in settled)
    found = database.run(
        f"SELECT COUNT(*) FILTER (utfall IN ({marks})), COUNT(*) FROM resultat WHERE regel = ?", [*settled, rule.id]
    )[0]
    if found[0] or not found[1]:
        return False
    database.run("DELETE FROM resultat WHERE regel = ?", [rule.id])
    return True


def compile_for(plan: EvaluationPlan, rule: Rule) -> Compiled:
    return compile_rule(
        rule,
        DUCKDB,
        per=plan.per,
        koder=plan.koder,
        periode=plan.periode,
        sample=plan.saker is not None,
        uttrekksdato=plan.uttrekksdato,
        kilder=plan.holdt,
    )


def run_rule(compiled: Compiled, database: Database) -> None:
    if compiled.calendar:
        database.need_calendar()
    database.run(f"INSERT INTO resultat\n{compiled.sql}")
    leave_open(compiled, database)


def _limit_to_sample(plan: EvaluationPlan, database: Database) -> None:
    database.run("CREATE OR REPLACE TABLE utvalg (sak_nr INTEGER)")
    if plan.saker is not None:
        database.run("CREATE OR REPLACE TABLE utvalg_id (sak_id VARCHAR)")
        database.insert("utvalg_id", ["sak_id"], [(sak,) for sak in sorted(plan.saker)])
        database.run("INSERT INTO utvalg SELECT DISTINCT s.sak_nr FROM sak s JOIN utvalg_id USING (sak_id) ORDER BY 1")


def _path(path: Path) -> str:
    return _text(str(path))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"

"""The six core rules as an analyst would write them straight in SQL for this one day: the yardstick.

Nothing here is shared with the engine. What the day makes equal is used: on 31 December the rolling year and the
calendar year are one window, so each placement is measured once and judged for both.
"""

from datetime import date, timedelta
from pathlib import Path

import duckdb

from benchmarks.hand_sql_counts import OMS_01, TIL_02

PER = date(2025, 12, 31)
TABLES = (
    *("sak", "henvendelse", "undersokelse", "relasjon", "plan", "plan_evaluering", "tiltak", "tiltak_evaluering"),
    *("oppfolging_hyppighet", "oppfolging_utfort", "tilsyn_hyppighet", "tilsyn_utfort", "tilsyn_ansvarlig"),
)
_RESULT = """
CREATE TABLE resultat (
  regel VARCHAR, regelversjon DATE, variant VARCHAR, enhet VARCHAR, sak VARCHAR, objekt VARCHAR, objekt_id VARCHAR,
  utfall VARCHAR, start_dato DATE, frist_dato DATE, faktisk_dato DATE, dager_over INTEGER, krav INTEGER, funnet INTEGER,
  forklaring VARCHAR)
"""
# The unit and the place in the order, worked out once: sorting millions of rows on numbers is faster than on text.
_SAKER = """
CREATE TABLE saker AS
SELECT sak_nr, sak_id, enhet, kommunenummer, fyller_15_dato, fyller_18_dato,
  COALESCE(fyller_18_dato <= '2025-12-31', FALSE) AS er_18, ROW_NUMBER() OVER (ORDER BY enhet, sak_nr) AS plass
FROM sak
"""

# A limit judged on some dates; what the two rules about limits share.
_JUDGED = """
SELECT '{regel}', CASE WHEN versjonsdato IS NULL OR versjonsdato >= '2023-01-01' THEN DATE '2023-01-01'
                       WHEN versjonsdato >= '1993-01-01' THEN DATE '1993-01-01' END,
  variant, s.enhet, s.sak_id, '{objekt}', objekt_id, utfall, start, frist, gjort,
  CASE WHEN utfall = 'ikke oppfylt' THEN DATE_DIFF('day', frist, COALESCE(gjort, DATE '2025-12-31')) END,
  NULL, NULL,
  CASE utfall
    WHEN 'ikke oppfylt' THEN '{brutt} ' || STRFTIME(frist, '%d.%m.%Y') || '.'
    WHEN 'uavklart' THEN CONCAT_WS(' ',
      CASE WHEN start IS NULL THEN 'Datoen fristen regnes fra, mangler.' END,
      CASE WHEN gjort < egen_start THEN 'Avsluttet før det startet; datoene må rettes.' END) END
FROM (
  SELECT *, CASE
    WHEN versjonsdato < '1993-01-01' THEN 'ikke aktuelt'
    WHEN variant = 'ssb' AND {utenfor_ssb} THEN 'ikke aktuelt'
    WHEN start IS NULL OR gjort < egen_start THEN 'uavklart'
    WHEN COALESCE(gjort, DATE '2025-12-31') > frist THEN 'ikke oppfylt'
    WHEN gjort IS NULL THEN 'ikke aktuelt'
    ELSE 'oppfylt' END AS utfall
  FROM telt
) t JOIN saker s USING (sak_nr)
ORDER BY variant_nr, s.plass, t.nr
"""

_MEL_01 = """
INSERT INTO resultat
WITH melding AS (
  SELECT sak_nr, henvendelse_nr AS nr, henvendelse_id AS objekt_id, start_dato AS start, start_dato + 7 AS frist,
    CASE WHEN konklusjon_slutt_dato <= '2025-12-31' AND konklusjon_er_slettet IS NOT TRUE
      THEN konklusjon_slutt_dato END AS gjort
  FROM henvendelse
  WHERE er_slettet IS NOT TRUE AND (start_dato IS NULL OR start_dato <= '2025-12-31') AND (kode IS NULL OR kode = '2')
), telt AS (
  SELECT v.nr AS variant_nr, v.variant, m.sak_nr, m.nr, m.objekt_id, m.gjort,
    m.start, m.start AS versjonsdato, m.start AS egen_start,
    CASE WHEN v.variant = 'dl-analogi' THEN COALESCE(k.virkedag, m.frist) ELSE m.frist END AS frist
  FROM melding m LEFT JOIN kalender k ON k.dato = m.frist,
    (VALUES (1, 'dl-analogi'), (2, 'lov'), (3, 'ssb')) v(nr, variant)
)
""" + _JUDGED.format(
    regel="MEL-01", objekt="henvendelse", brutt="Meldingen skulle vært gjennomgått senest", utenfor_ssb="gjort IS NULL"
)

_UND_03 = """
INSERT INTO resultat
WITH mottatt AS (
  SELECT r.til_nr AS nr, MIN(h.start_dato) AS dag
  FROM relasjon r JOIN henvendelse h ON h.henvendelse_nr = r.fra_nr
  WHERE r.fra_type = 'henvendelse' AND r.til_type = 'undersokelse' AND r.er_slettet IS NOT TRUE
    AND h.er_slettet IS NOT TRUE AND (h.start_dato IS NULL OR h.start_dato <= '2025-12-31')
  GROUP BY r.til_nr
), und AS (
  SELECT u.sak_nr, u.undersokelse_nr AS nr, u.undersokelse_id AS objekt_id, u.start_dato AS egen_start, m.dag,
    COALESCE(m.dag, u.start_dato) AS versjonsdato, m.dag + 7 AS start,
    CASE WHEN utvidet_frist_innvilget THEN 6 ELSE 3 END AS mnd,
    CASE WHEN konklusjon_slutt_dato <= '2025-12-31' THEN konklusjon_slutt_dato END AS gjort,
    CAST(m.dag + 7 + TO_MONTHS(mnd) AS DATE) AS lov_frist
  FROM undersokelse u LEFT JOIN mottatt m ON m.nr = u.undersokelse_nr
  WHERE u.er_slettet IS NOT TRUE AND (u.start_dato IS NULL OR u.start_dato <= '2025-12-31')
), telt AS (
  SELECT 2 AS variant_nr, 'lov' AS variant, sak_nr, nr, objekt_id, start, lov_frist AS frist, versjonsdato,
    egen_start, gjort
  FROM und
  UNION ALL
  SELECT 1, 'dl-analogi', sak_nr, nr, objekt_id, start, COALESCE(k.virkedag, lov_frist), versjonsdato, egen_start, gjort
  FROM und LEFT JOIN kalender k ON k.dato = lov_frist
  UNION ALL
  SELECT 3, 'register', sak_nr, nr, objekt_id, egen_start, CAST(egen_start + TO_MONTHS(mnd) AS DATE), versjonsdato,
    egen_start, gjort
  FROM und
  UNION ALL
  SELECT 4, 'ssb', sak_nr, nr, objekt_id, dag, dag + CASE mnd WHEN 6 THEN 187 ELSE 97 END, versjonsdato,
    egen_start, gjort
  FROM und
)
""" + _JUDGED.format(
    regel="UND-03",
    objekt="undersokelse",
    brutt="Undersøkelsen skulle vært avsluttet senest",
    utenfor_ssb="(gjort IS NOT NULL OR start IS NULL)",
)

# In force on the day, with a home in the chapters on help; null when a missing field makes it unsure.
_HJELP = """
  SELECT sak_nr, tiltak_nr AS nr, tiltak_id AS objekt_id,
    start_dato <= DATE '{senest}' AND (slutt_dato IS NULL OR slutt_dato >= '2025-12-31') AND (
      (lov = 'BVL2021' AND kapittel = '3' AND paragraf <> '6')
      OR (lov = 'BVL' AND kapittel = '4' AND paragraf = '4')) AS gjelder
  FROM tiltak
  WHERE er_slettet IS NOT TRUE AND (start_dato IS NULL OR start_dato <= '2025-12-31') AND gjelder IS NOT FALSE
"""

_HJE_01 = f"""
INSERT INTO resultat
WITH hjelp AS ({_HJELP.format(senest="2025-12-31")}
), planer AS (
  SELECT sak_nr, start_dato,
    kode = '1' AND start_dato <= '2025-12-31' AND (slutt_dato IS NULL OR slutt_dato >= '2025-12-31') AS i_kraft
  FROM plan
  WHERE er_slettet IS NOT TRUE AND (start_dato IS NULL OR start_dato <= '2025-12-31') AND i_kraft IS NOT FALSE
), per_sak AS (
  SELECT sak_nr, COALESCE(BOOL_OR(i_kraft), FALSE) AS sikker, MIN(start_dato) FILTER (WHERE i_kraft) AS dag
  FROM planer GROUP BY sak_nr
), svar AS (
  SELECT h.*, s.enhet, s.sak_id, s.plass, p.dag,
    CASE WHEN s.er_18 THEN 'ikke aktuelt' WHEN p.sikker THEN 'oppfylt' WHEN p.sak_nr IS NULL THEN 'ikke oppfylt'
         ELSE 'uavklart' END AS u
  FROM hjelp h JOIN saker s USING (sak_nr) LEFT JOIN per_sak p USING (sak_nr)
)
SELECT 'HJE-01', DATE '2023-01-01', 'lov', enhet, sak_id, 'tiltak', objekt_id,
  CASE WHEN gjelder THEN u ELSE 'uavklart' END, NULL, NULL, dag, NULL, NULL, NULL,
  CASE WHEN u <> 'oppfylt' OR gjelder IS NULL THEN CONCAT_WS(' ',
    CASE WHEN u = 'ikke oppfylt' AND gjelder
           THEN 'Det er et aktivt hjelpetiltak, men ingen tiltaksplan som gjelder på vurderingsdagen.'
         WHEN u = 'uavklart' THEN 'En opplysning som trengs, mangler.'
         WHEN u = 'ikke aktuelt'
           THEN 'Ungdommen er fylt 18 år. Hjelpen er ettervern, og planen kontrolleres i ETT-03.' END,
    CASE WHEN gjelder IS NULL THEN 'Det er usikkert om regelen gjelder.' END) END
FROM svar
ORDER BY plass, nr
"""

_HJE_05 = f"""
INSERT INTO resultat
WITH hjelp AS ({_HJELP.format(senest="2025-09-30")}
), i_plan AS (
  SELECT e.sak_nr, MAX(e.utfort_dato) FILTER (WHERE p.kode = '1') AS dag,
    BOOL_OR(e.utfort_dato IS NULL OR (p.kode IS NULL AND e.utfort_dato > '2025-06-30')) AS kanskje
  FROM plan_evaluering e JOIN plan p USING (plan_nr)
  WHERE (p.kode = '1' OR p.kode IS NULL) AND p.er_slettet IS NOT TRUE
    AND (p.start_dato IS NULL OR p.start_dato <= '2025-12-31')
    AND e.er_slettet IS NOT TRUE AND (e.utfort_dato IS NULL OR e.utfort_dato <= '2025-12-31')
  GROUP BY e.sak_nr
), i_tiltak AS (
  SELECT tiltak_nr AS nr, MAX(gjennomfort_dato) AS dag, BOOL_OR(gjennomfort_dato IS NULL) AS kanskje
  FROM tiltak_evaluering
  WHERE er_slettet IS NOT TRUE AND (gjennomfort_dato IS NULL OR gjennomfort_dato <= '2025-12-31')
  GROUP BY tiltak_nr
), svar AS (
  SELECT h.*, s.enhet, s.sak_id, s.plass, GREATEST(p.dag, t.dag) AS sist,
    CASE WHEN s.er_18 THEN 'ikke aktuelt' WHEN sist > '2025-06-30' THEN 'oppfylt'
         WHEN p.kanskje OR t.kanskje THEN 'uavklart' ELSE 'ikke oppfylt' END AS u
  FROM hjelp h JOIN saker s USING (sak_nr) LEFT JOIN i_plan p USING (sak_nr) LEFT JOIN i_tiltak t USING (nr)
)
SELECT 'HJE-05', DATE '2013-01-01', 'register', enhet, sak_id, 'tiltak', objekt_id,
  CASE WHEN gjelder THEN u ELSE 'uavklart' END, NULL, NULL, sist, NULL, NULL, NULL,
  CASE WHEN u <> 'oppfylt' OR gjelder IS NULL THEN CONCAT_WS(' ',
    CASE WHEN u = 'ikke oppfylt' AND gjelder THEN 'Hjelpetiltaket er ikke evaluert det siste halve året.'
         WHEN u = 'uavklart' THEN 'En opplysning som trengs, mangler.'
         WHEN u = 'ikke aktuelt' THEN 'Ungdommen er fylt 18 år, og hjelpen er ettervern.' END,
    CASE WHEN u = 'ikke oppfylt' AND sist IS NULL THEN 'Ingen er registrert.' END,
    CASE WHEN gjelder IS NULL THEN 'Det er usikkert om regelen gjelder.' END) END
FROM svar
ORDER BY plass, nr
"""

RULES = {
    **{"HJE-01": _HJE_01, "HJE-05": _HJE_05, "MEL-01": _MEL_01},
    **{"OMS-01": OMS_01, "TIL-02": TIL_02, "UND-03": _UND_03},
}


def judge(folder: Path) -> duckdb.DuckDBPyConnection:
    """Read the extract's Parquet files under ``folder`` and fill ``resultat`` with the contract's rows in its order."""
    connection = duckdb.connect(":memory:")
    for table in TABLES:
        connection.execute(f"CREATE VIEW {table} AS SELECT * FROM read_parquet('{folder / table}.parquet')")
    connection.execute(_RESULT)
    connection.execute(_SAKER)
    connection.execute("CREATE TABLE kalender (dato DATE, virkedag DATE)")
    days = moved_days(1993, 2045)
    connection.execute("INSERT INTO kalender SELECT UNNEST(?), UNNEST(?)", [list(days), list(days.values())])
    for rule in sorted(RULES):
        connection.execute(RULES[rule])
    return connection


def moved_days(first: int, last: int) -> dict[date, date]:
    """Weekends and public holidays, each with the next working day."""
    import holidays  # inside the clock, as it is for the engine

    free = holidays.country_holidays("NO", years=range(first, last + 2))
    found: dict[date, date] = {}
    day = date(last + 1, 1, 15)
    following = day
    while day >= date(first, 1, 1):
        if day.weekday() < 5 and day not in free:
            following = day
        elif day.year <= last:
            found[day] = following
        day -= timedelta(days=1)
    return found

"""The two core rules that count visits over a year, as an analyst would write them in SQL: part of ``hand_sql``."""

# Placements with the part of the year they lasted, and what was required and found in it. 365 days in 2025.
# A lower number decided late enough counts, one from before fyller_15 never, and the others in between are doubtful;
# «registrert» takes them all as they stand. Nothing about § 5-12 is in force yet.
_COUNTED = """
INSERT INTO resultat
WITH plassering AS (
  SELECT t.sak_nr, t.tiltak_nr AS nr, t.tiltak_id AS objekt_id, t.kode IS NULL AS usikker, k.kommunenummer AS egen,
    t.start_dato, CASE WHEN t.slutt_dato <= '2025-12-31' THEN t.slutt_dato END AS slutt, k.fyller_18_dato AS fyller_18,
    GREATEST(t.start_dato, DATE '2025-01-01') AS fra, LEAST(slutt, DATE '2025-12-31', fyller_18 - 1) AS til,
    CAST(t.start_dato + TO_YEARS(2) AS DATE) AS to_ar, {fyller_15} AS fyller_15
  FROM tiltak t JOIN saker k USING (sak_nr)
  WHERE t.er_slettet IS NOT TRUE AND (t.start_dato IS NULL OR t.start_dato <= '2025-12-31')
    AND (t.kode IS NULL OR t.kode IN ({koder}))
), besok AS (
  SELECT p.nr, COUNT(DISTINCT u.utfort_dato) FILTER (WHERE u.utfort_dato BETWEEN p.fra AND p.til) AS antall,
    MAX(u.utfort_dato) FILTER (WHERE u.utfort_dato BETWEEN p.fra AND p.til) AS sist,
    COUNT(*) FILTER (WHERE u.utfort_dato IS NULL) AS udatert
  FROM {utfort} u JOIN plassering p ON p.nr = u.tiltak_nr
  WHERE u.er_slettet IS NOT TRUE AND (u.utfort_dato IS NULL OR u.utfort_dato <= '2025-12-31')
  GROUP BY p.nr
), bestemt AS (
  SELECT h.tiltak_nr AS nr, h.start_dato AS fra, MAX(LEAST(4, GREATEST(0, {per_ar}))) AS antall,
    BOOL_OR(h.start_dato IS NULL OR {per_ar} IS NULL) AS mangler
  FROM {hyppighet} h JOIN plassering p ON p.nr = h.tiltak_nr
  WHERE h.er_slettet IS NOT TRUE AND (h.start_dato IS NULL OR h.start_dato <= '2025-12-31')
  GROUP BY h.tiltak_nr, h.start_dato
), strekk AS (
  SELECT p.nr, s.mangler, s.fra > p.to_ar AS sent, s.fra >= p.fyller_15 AS gammel_nok, s.antall < 4 AS er_lavere,
    (s.antall - 4) * GREATEST(0, DATE_DIFF('day', GREATEST(p.fra, s.fra), LEAST(p.til, s.neste - 1)) + 1) AS dager
  FROM (SELECT *, LEAD(fra) OVER (PARTITION BY nr ORDER BY fra NULLS LAST) AS neste FROM bestemt) s
  JOIN plassering p USING (nr)
), mindre AS (
  SELECT nr, BOOL_OR(mangler) AS mangler, SUM(dager) AS alle, SUM(dager) FILTER (WHERE sent AND gammel_nok) AS sikre,
    SUM(dager) FILTER (WHERE gammel_nok IS NOT FALSE) AS mulige, BOOL_OR(er_lavere) AS noen,
    BOOL_OR(er_lavere AND NOT sent AND gammel_nok) AS tidlig, BOOL_OR(er_lavere AND NOT gammel_nok) AS for_ung
  FROM strekk GROUP BY nr
), {ansvar} malt AS (
  SELECT p.*, v.lest, m.nr IS NOT NULL AS er_bestemt, b.nr IS NOT NULL AS er_besokt, b.sist, {annen} AS annen,
    v.lest = 'strengt' AND m.noen AS noen, v.lest = 'strengt' AND m.tidlig AS tidlig,
    v.lest = 'strengt' AND m.for_ung AS for_ung,
    COALESCE(b.antall, 0) AS funnet, 4 * GREATEST(0, DATE_DIFF('day', p.fra, p.til) + 1) AS fullt,
    (fullt + COALESCE(CASE v.lest WHEN 'strengt' THEN m.sikre ELSE m.alle END, 0)) // 365 AS krav,
    (fullt + COALESCE(CASE v.lest WHEN 'strengt' THEN m.mulige ELSE m.alle END, 0)) // 365 AS minst,
    p.start_dato IS NULL OR COALESCE(p.slutt < p.start_dato, FALSE) OR COALESCE(m.mangler, FALSE)
      OR (p.fyller_18 IS NULL AND krav > 0) AS ukjent,
    NOT ukjent AND funnet < krav AND funnet + COALESCE(b.udatert, 0) >= minst AS tvil,
    CASE WHEN ukjent THEN 'uavklart' WHEN krav = 0 THEN 'ikke aktuelt' WHEN funnet >= krav THEN 'oppfylt'
         WHEN tvil THEN 'uavklart' ELSE 'ikke oppfylt' END AS u
  FROM plassering p LEFT JOIN besok b USING (nr) LEFT JOIN mindre m USING (nr) {med_ansvar},
    (VALUES ('strengt'), ('registrert')) v(lest)
), svar AS (
  SELECT *, CASE WHEN usikker THEN 'uavklart' ELSE u END AS utfall, CONCAT_WS(' ',
    CASE WHEN utfall = 'ikke oppfylt' THEN 'Det er registrert ' || funnet || ' {hva}; kravet var ' || krav || '.' END,
    CASE WHEN ukjent THEN 'En dato som trengs for å regne kravet, mangler eller er umulig.' END,
    CASE WHEN NOT er_besokt AND NOT er_bestemt AND NOT ukjent AND krav > 0
         THEN 'Ingenting er registrert; det kan være gjort uten å være ført i registeret.' END,
    CASE WHEN tvil AND funnet < minst THEN 'Noe som er utført, mangler dato; med det kan det være nok.' END,
    CASE WHEN tvil AND tidlig
         THEN 'Færre er bestemt før tiltaket hadde vart i mer enn 2 år. Det kan gjelde likevel, som når barnet '
           || 'bodde i samme hjem under et tidligere tiltak; da er kravet ' || minst || '.' END,
    CASE WHEN tvil AND noen AND fyller_15 IS NULL
         THEN 'Færre er bestemt, men barnets alder er ukjent. Er barnet gammelt nok, er kravet ' || minst || '.' END,
    CASE WHEN u = 'ikke oppfylt' AND for_ung
         THEN 'Færre er bestemt før barnet var gammelt nok, og det teller ikke.' END,
    CASE WHEN annen IS NOT NULL THEN 'Ansvaret ligger hos en annen kommune: ' || annen || '.' END,
    CASE WHEN usikker THEN 'Det er usikkert om regelen gjelder.' END) AS tekst
  FROM malt
)
SELECT '{regel}', DATE '2024-01-01', v.variant, s.enhet, s.sak_id, 'tiltak', objekt_id,
  utfall, CASE WHEN NOT ukjent THEN fra END, NULL, sist, NULL,
  CASE WHEN NOT ukjent THEN krav END, CASE WHEN NOT ukjent THEN funnet END,
  NULLIF(tekst, '')
FROM svar JOIN saker s USING (sak_nr)
JOIN (VALUES (1, 'kalenderar', 'strengt'), (2, 'lov', 'strengt'), (3, 'registrert', 'registrert')) v(nr, variant, lest)
  USING (lest)
ORDER BY v.nr, s.plass, svar.nr
"""

_FOSTERHJEM = "'2.1', '2.2', '2.3', '2.5', '2.6', '2.99', '15.1.1', '15.1.2', '15.1.3', '15.1.4', '15.1.5'"

OMS_01 = _COUNTED.format(
    regel="OMS-01",
    hva="oppfølgingsbesøk",
    koder=f"{_FOSTERHJEM}, '2.4'",
    utfort="oppfolging_utfort",
    hyppighet="oppfolging_hyppighet",
    per_ar="h.antall * CASE h.tidsenhet WHEN '1' THEN 52 WHEN '2' THEN 12 WHEN '3' THEN 1 END",
    fyller_15="DATE '1900-01-01'",  # any age will do
    ansvar="",
    annen="NULL",
    med_ansvar="",
)

TIL_02 = _COUNTED.format(
    regel="TIL-02",
    hva="tilsyn",
    koder=_FOSTERHJEM,
    utfort="tilsyn_utfort",
    hyppighet="tilsyn_hyppighet",
    per_ar="h.antall_per_ar",
    fyller_15="k.fyller_15_dato",
    ansvar="""ansvarlig AS (
  SELECT tiltak_nr AS nr, ARG_MAX(kommunenummer, start_dato) AS hvem
  FROM tilsyn_ansvarlig WHERE er_slettet IS NOT TRUE AND start_dato <= '2025-12-31' AND kommunenummer IS NOT NULL
  GROUP BY tiltak_nr
),""",
    annen="CASE WHEN a.hvem <> p.egen THEN a.hvem END",
    med_ansvar="LEFT JOIN ansvarlig a USING (nr)",
)

"""The six core rules as a programmer without a rule language would write them: plain Python, one loop per rule.

DuckDB only reads the Parquet files here. Rows that belong together meet in dictionaries; nothing is looked up twice.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb

from benchmarks.hand_sql import PER, moved_days
from tests.oracle.plain_counts import USIKKER, Row, counted, plus_months

UKE = timedelta(days=7)
LOV_2023, LOV_1993 = date(2023, 1, 1), date(1993, 1, 1)
HALVAR_SIDEN = date(2025, 6, 30)
TRE_MND_SIDEN = date(2025, 9, 30)  # the last start that is three months old: 1 October + P3M = 1 January
FOSTERHJEM = frozenset({"2.1", "2.2", "2.3", "2.5", "2.6", "2.99", "15.1.1", "15.1.2", "15.1.3", "15.1.4", "15.1.5"})


class Rows:
    """The columns each rule needs, read from the extract, without what is deleted or begins after the day."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._connection = duckdb.connect(":memory:")

    def read(self, table: str, *columns: str, start: int | None = None) -> list[Row]:
        """``start`` is the place among ``columns`` of the date the row begins on."""
        names = ", ".join((*columns, "er_slettet"))
        source = f"read_parquet('{self._folder / table}.parquet')"
        rows = self._connection.execute(f"SELECT {names} FROM {source}").fetchall()
        if start is None:
            return [r for r in rows if not r[-1]]
        return [r for r in rows if not r[-1] and (r[start] is None or r[start] <= PER)]


def judge(folder: Path) -> list[Row]:
    """Every row of the contract, in its order."""
    rows = Rows(folder)
    columns = ("sak_nr", "sak_id", "enhet", "kommunenummer", "fyller_18_dato", "fyller_15_dato")
    saker = {r[0]: r for r in rows.read("sak", *columns)}
    meldinger = rows.read(
        *("henvendelse", "sak_nr", "henvendelse_nr", "henvendelse_id", "kode", "start_dato"),
        *("konklusjon_slutt_dato", "konklusjon_er_slettet"),
        start=4,
    )
    tiltak = rows.read(
        *("tiltak", "sak_nr", "tiltak_nr", "tiltak_id", "kode", "start_dato", "slutt_dato"),
        *("lov", "kapittel", "paragraf"),
        start=4,
    )
    planer = rows.read("plan", "sak_nr", "plan_nr", "kode", "start_dato", "slutt_dato", start=3)
    flyttet = moved_days(1993, 2045)
    result: list[Row] = []
    for rule in (
        _hje_01(saker, tiltak, planer),
        _hje_05(saker, tiltak, planer, rows),
        _mel_01(saker, meldinger, flyttet),
        _oms_01(saker, tiltak, rows),
        _til_02(saker, tiltak, rows),
        _und_03(saker, meldinger, flyttet, rows),
    ):
        result += sorted(rule, key=lambda r: (r[2], r[3], r[4], r[6]))
    return result


def _limit_row(
    regel: str, variant: str, objekt: str, brutt: str, *, sak: Row, objekt_id: str, versjonsdato: date | None,
    egen_start: date | None, start: date | None, frist: date | None, gjort: date | None, utenfor: bool,
) -> Row:  # fmt: skip
    versjon: date | None = LOV_2023
    for_tidlig = gjort is not None and egen_start is not None and gjort < egen_start
    if versjonsdato is not None and versjonsdato < LOV_2023:
        versjon = LOV_1993 if versjonsdato >= LOV_1993 else None
    over = None
    if versjon is None or utenfor:
        utfall = "ikke aktuelt"
    elif start is None or frist is None or for_tidlig:
        utfall = "uavklart"
    elif (gjort or PER) > frist:
        utfall, over = "ikke oppfylt", ((gjort or PER) - frist).days
    else:
        utfall = "ikke aktuelt" if gjort is None else "oppfylt"
    said = None
    if utfall == "ikke oppfylt":
        said = f"{brutt} {frist:%d.%m.%Y}."
    elif utfall == "uavklart":
        missing = ["Datoen fristen regnes fra, mangler."] if start is None else []
        said = " ".join([*missing, *(["Avsluttet før det startet; datoene må rettes."] if for_tidlig else [])])
    facts = (start, frist, gjort, over, None, None)
    return (regel, versjon, variant, sak[2], sak[1], objekt, objekt_id, utfall, *facts, said)


def _mel_01(saker: dict[int, Row], meldinger: list[Row], flyttet: dict[date, date]) -> Iterator[Row]:
    brutt = "Meldingen skulle vært gjennomgått senest"
    for sak_nr, _, objekt_id, kode, start, slutt, trukket, _ in meldinger:
        if kode is not None and kode != "2":
            continue
        gjort = slutt if slutt is not None and slutt <= PER and not trukket else None
        frist = start + UKE if start is not None else None
        moved = flyttet.get(frist, frist) if frist is not None else None
        for variant in ("lov", "ssb", "dl-analogi"):
            yield _limit_row(
                "MEL-01", variant, "henvendelse", brutt, sak=saker[sak_nr], objekt_id=objekt_id, versjonsdato=start,
                egen_start=start, start=start, frist=moved if variant == "dl-analogi" else frist, gjort=gjort,
                utenfor=variant == "ssb" and gjort is None,
            )  # fmt: skip


def _und_03(saker: dict[int, Row], meldinger: list[Row], flyttet: dict[date, date], rows: Rows) -> Iterator[Row]:
    brutt = "Undersøkelsen skulle vært avsluttet senest"
    start_of = {m[1]: m[4] for m in meldinger}
    mottatt: dict[int, date] = {}
    for fra_type, fra_nr, til_type, til_nr, _ in rows.read("relasjon", "fra_type", "fra_nr", "til_type", "til_nr"):
        dag = start_of.get(fra_nr)
        if fra_type == "henvendelse" and til_type == "undersokelse" and dag is not None:
            mottatt[til_nr] = min(dag, mottatt.get(til_nr, dag))
    columns = (
        *("sak_nr", "undersokelse_nr", "undersokelse_id", "start_dato"),
        *("utvidet_frist_innvilget", "konklusjon_slutt_dato"),
    )
    for sak_nr, nr, objekt_id, egen_start, utvidet, slutt, _ in rows.read("undersokelse", *columns, start=3):
        dag, months = mottatt.get(nr), 6 if utvidet else 3
        gjort = slutt if slutt is not None and slutt <= PER else None
        start = dag + UKE if dag is not None else None
        frist = plus_months(start, months) if start is not None else None
        for variant, fra, til in (
            ("lov", start, frist),
            ("register", egen_start, plus_months(egen_start, months) if egen_start is not None else None),
            ("ssb", dag, dag + timedelta(days=187 if utvidet else 97) if dag is not None else None),
            ("dl-analogi", start, flyttet.get(frist, frist) if frist is not None else None),
        ):
            yield _limit_row(
                "UND-03", variant, "undersokelse", brutt, sak=saker[sak_nr], objekt_id=objekt_id,
                versjonsdato=dag or egen_start, egen_start=egen_start, start=fra, frist=til, gjort=gjort,
                utenfor=variant == "ssb" and (gjort is not None or fra is None),
            )  # fmt: skip


def _in_force(start: date | None, slutt: date | None) -> bool | None:
    """Yes, no, or ``None`` when the start is missing."""
    if slutt is not None and slutt < PER:
        return False
    return None if start is None else True  # what begins later is not read


def _all(*parts: bool | None) -> bool | None:
    return False if False in parts else None if None in parts else True


def _is(value: str | None, wanted: str) -> bool | None:
    return None if value is None else value == wanted


def _is_help(row: Row, senest: date) -> bool | None:
    start, slutt, lov, kapittel, paragraf = row[4:9]
    late_start = None if start is None else start <= senest
    new = _all(_is(lov, "BVL2021"), _is(kapittel, "3"), None if paragraf is None else paragraf != "6")
    old = _all(_is(lov, "BVL"), _is(kapittel, "4"), _is(paragraf, "4"))
    either = True if True in (new, old) else None if None in (new, old) else False
    return _all(late_start, _in_force(start, slutt), either)


def _hje_01(saker: dict[int, Row], tiltak: list[Row], planer: list[Row]) -> Iterator[Row]:
    sikker: dict[int, bool] = {}
    forste: dict[int, date] = {}
    for sak_nr, _, kode, start, slutt, _ in planer:
        i_kraft = _all(_is(kode, "1"), _in_force(start, slutt))
        if i_kraft is False:
            continue
        sikker[sak_nr] = sikker.get(sak_nr, False) or i_kraft is True
        if i_kraft:
            forste[sak_nr] = min(start, forste.get(sak_nr, start))
    for row in tiltak:
        gjelder = _is_help(row, PER)
        if gjelder is False:
            continue
        funn, said = sikker.get(row[0]), []
        if _er_18(saker[row[0]]):
            utfall = "ikke aktuelt"
            said.append("Ungdommen er fylt 18 år. Hjelpen er ettervern, og planen kontrolleres i ETT-03.")
        elif funn is None:
            utfall = "ikke oppfylt"
            if gjelder:
                said.append("Det er et aktivt hjelpetiltak, men ingen tiltaksplan som gjelder på vurderingsdagen.")
        elif not funn:
            utfall = "uavklart"
            said.append("En opplysning som trengs, mangler.")
        else:
            utfall = "oppfylt"
        yield _state_row("HJE-01", LOV_2023, "lov", saker[row[0]], row[2], utfall, gjelder, forste.get(row[0]), said)


def _hje_05(saker: dict[int, Row], tiltak: list[Row], planer: list[Row], rows: Rows) -> Iterator[Row]:
    kode_of = {p[1]: p[2] for p in planer if p[2] is None or p[2] == "1"}
    i_plan: dict[int, date] = {}
    kanskje: set[int] = set()
    for sak_nr, plan_nr, dag, _ in rows.read("plan_evaluering", "sak_nr", "plan_nr", "utfort_dato", start=2):
        if plan_nr not in kode_of:
            continue
        if dag is None or (kode_of[plan_nr] is None and dag > HALVAR_SIDEN):
            kanskje.add(sak_nr)
        elif kode_of[plan_nr] is not None:
            i_plan[sak_nr] = max(dag, i_plan.get(sak_nr, dag))
    i_tiltak: dict[int, date] = {}
    kanskje_tiltak: set[int] = set()
    for nr, dag, _ in rows.read("tiltak_evaluering", "tiltak_nr", "gjennomfort_dato", start=1):
        if dag is None:
            kanskje_tiltak.add(nr)
        else:
            i_tiltak[nr] = max(dag, i_tiltak.get(nr, dag))
    for row in tiltak:
        gjelder = _is_help(row, TRE_MND_SIDEN)
        if gjelder is False:
            continue
        found = [d for d in (i_plan.get(row[0]), i_tiltak.get(row[1])) if d is not None]
        sist = max(found) if found else None
        utfall, said = _evaluated(sist, tvil=row[0] in kanskje or row[1] in kanskje_tiltak, gjelder=gjelder)
        if _er_18(saker[row[0]]):
            utfall, said = "ikke aktuelt", ["Ungdommen er fylt 18 år, og hjelpen er ettervern."]
        yield _state_row("HJE-05", date(2013, 1, 1), "register", saker[row[0]], row[2], utfall, gjelder, sist, said)


def _evaluated(sist: date | None, *, tvil: bool, gjelder: bool | None) -> tuple[str, list[str]]:
    if sist is not None and sist > HALVAR_SIDEN:
        return "oppfylt", []
    if tvil:
        return "uavklart", ["En opplysning som trengs, mangler."]
    said = ["Hjelpetiltaket er ikke evaluert det siste halve året."] if gjelder else []
    return "ikke oppfylt", [*said, *(["Ingen er registrert."] if sist is None else [])]


def _er_18(sak: Row) -> bool:
    return sak[4] is not None and sak[4] <= PER


def _state_row(
    regel: str, versjon: date, variant: str, sak: Row, objekt_id: str, utfall: str, gjelder: bool | None,
    dag: date | None, said: list[str],
) -> Row:  # fmt: skip
    if gjelder is None:
        utfall, said = "uavklart", [*said, USIKKER]
    text = " ".join(said) or None
    facts = (None, None, dag, None, None, None)
    return (regel, versjon, variant, sak[2], sak[1], "tiltak", objekt_id, utfall, *facts, text)


def _oms_01(saker: dict[int, Row], tiltak: list[Row], rows: Rows) -> Iterator[Row]:
    ganger = {"1": 52, "2": 12, "3": 1}
    columns = ("tiltak_nr", "start_dato", "antall", "tidsenhet")
    bestemt = [
        (nr, start, None if antall is None or enhet not in ganger else antall * ganger[enhet])
        for nr, start, antall, enhet, _ in rows.read("oppfolging_hyppighet", *columns, start=1)
    ]
    utfort = rows.read("oppfolging_utfort", "tiltak_nr", "utfort_dato", start=1)
    koder = FOSTERHJEM | {"2.4"}
    any_age = date.min
    hjem = ((row, any_age, None) for row in tiltak if row[3] is None or row[3] in koder)
    return counted("OMS-01", "oppfølgingsbesøk", saker, hjem, bestemt, utfort)


def _til_02(saker: dict[int, Row], tiltak: list[Row], rows: Rows) -> Iterator[Row]:
    bestemt = [r[:3] for r in rows.read("tilsyn_hyppighet", "tiltak_nr", "start_dato", "antall_per_ar", start=1)]
    utfort = rows.read("tilsyn_utfort", "tiltak_nr", "utfort_dato", start=1)
    sist: dict[int, tuple[date, str]] = {}
    for nr, start, kommune, _ in rows.read("tilsyn_ansvarlig", "tiltak_nr", "start_dato", "kommunenummer", start=1):
        if start is not None and kommune is not None and (nr not in sist or (start, kommune) > sist[nr]):
            sist[nr] = (start, kommune)
    hjem = (
        (row, saker[row[0]][5], sist[row[1]][1] if row[1] in sist and sist[row[1]][1] != saker[row[0]][3] else None)
        for row in tiltak
        if row[3] is None or row[3] in FOSTERHJEM
    )
    return counted("TIL-02", "tilsyn", saker, hjem, bestemt, utfort)

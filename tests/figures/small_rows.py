"""What each figure must say of a small given extract: who is in, and who is out for each condition.

A row is its own unit in one extract. ``svar`` is written ``lesning``, ``lesning/kode`` or ``lesning:storrelse`` → the
number, or (numerator, denominator) of a share.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.oracle.bred.saker import Rad

from .small_cases import (
    ATFERD,
    ETTERVERN,
    HJELP,
    OMSORGSVEDTAK,
    flytting,
    koblet,
    melding,
    plan,
    sak,
    tiltak,
    undersokelse,
    vedtak,
)

PER = date(2026, 6, 30)
AR_2025 = (date(2025, 1, 1), date(2025, 12, 31))
AR_2026 = (date(2026, 1, 1), date(2026, 12, 31))
FORSTE_KVARTAL = (date(2025, 1, 1), date(2025, 3, 31))

TENARING, MYNDIG, VOKSEN = date(2009, 3, 2), date(2006, 6, 1), date(2000, 1, 5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Liten:
    navn: str
    tall: str
    saker: tuple[Rad, ...]
    svar: Mapping[str, Any]
    periode: tuple[date, date] = AR_2025


def _liten(navn: str, tall: str, *saker: Rad, periode: tuple[date, date] = AR_2025, **svar: Any) -> Liten:
    return Liten(navn=navn, tall=tall, saker=saker, svar=svar.pop("svar", {}) | svar, periode=periode)


_TATT = {"start": "2025-03-03", "slutt": "2025-03-07"}
MELDINGER = (
    _liten(
        "mottatt på grensene av året", "meldinger",
        sak(melding("2025-01-01"), melding("2025-12-31"), melding("2024-12-31"), melding("2026-01-01")),
        svar={"mottatt": 2, "konkludert": 0, "mottatt_uten_em": 2},
    ),
    _liten(
        "behandlet er etter konklusjonen", "meldinger",
        sak(melding("2024-12-30", "2025-01-02"), melding("2025-12-30", "2026-01-02"),
            melding("2025-05-01", "2025-05-05", konklusjon_er_slettet=True)),
        svar={"mottatt": 2, "konkludert": 1},
    ),
    _liten(
        "søknad og slettet er ute, ukjent type er inne", "meldinger",
        sak(melding("2025-03-03", slag="1"), melding("2025-03-03", slag=None), melding("2025-03-03"), v5=True),
        sak(melding("2025-03-03", er_slettet=True)),
        sak(melding("2025-03-03"), slettet=True),
        svar={"mottatt": 2},
    ),
    _liten(
        "DUF-nummer gjør barnet til enslig mindreårig", "meldinger",
        sak(melding("2025-03-03"), em=True), sak(melding("2025-03-03")),
        svar={"mottatt": 2, "mottatt_uten_em": 1},
    ),
    _liten(
        "hele måneder, og en måned uten er 0", "meldinger_per_mnd",
        sak(melding("2025-01-05"), melding("2025-01-31"), melding("2025-02-01")),
        periode=FORSTE_KVARTAL, svar={"mottatt:gjennomsnitt": 1.0, "mottatt:minst": 0, "mottatt:storst": 2},
    ),
    _liten(
        "måneder etter vurderingsdagen er ikke med", "meldinger_per_mnd",
        sak(*(melding(f"2026-0{m}-10") for m in range(1, 7))),
        periode=AR_2026, svar={"mottatt:gjennomsnitt": 1.0, "mottatt:minst": 1, "mottatt:storst": 1},
    ),
    _liten(
        "utfallene", "meldinger_utfall",
        sak(*(melding("2025-03-03", "2025-03-07", kode) for kode in ("1", "1", "2", "3", "4"))),
        svar={"konkludert": 5, "konkludert/henlagt": 2, "konkludert/undersokelse": 1, "konkludert/tiltak": 1,
              "konkludert/pagaende": 1},
    ),
    _liten(
        "koden for henlagt er delt i 2026, og summen er med", "meldinger_utfall",
        sak(*(melding("2026-03-03", "2026-03-07", kode) for kode in ("5", "6", "7", "8", "9", "10", "2"))),
        sak(*(melding("2026-03-03", "2026-03-07", kode) for kode in ("11", "12")), v5=True),
        periode=AR_2026, svar={"konkludert/henlagt": 8, "konkludert/undersokelse": 1},
    ),
    _liten(
        "pågående og aktive er ute på begge sider", "henlagt_andel",
        sak(*(melding("2025-03-03", "2025-03-07", kode) for kode in ("1", "2", "2", "3", "4"))),
        svar={"av_reelle": (1, 3), "av_alle": (1, 5), "smal": (1, 5)},
    ),
    _liten(
        "den smale lesningen slipper 7, 11 og 12", "henlagt_andel",
        sak(*(melding("2026-03-03", "2026-03-07", kode) for kode in ("5", "7", "2"))),
        sak(*(melding("2026-03-03", "2026-03-07", kode) for kode in ("11", "12")), v5=True),
        periode=AR_2026, svar={"av_alle": (4, 5), "smal": (1, 5)},
    ),
    _liten(
        "enslige mindreårige er ute av henlagte", "henlagt_andel",
        sak(melding(**_TATT), em=True), sak(melding(**_TATT), melding(**_TATT, kode="2")),
        svar={"av_alle": (2, 3), "av_alle_uten_em_oe": (1, 2), "av_reelle_uten_em_oe": (1, 2)},
    ),
    _liten(
        "dag sju er i tide, dag åtte er brudd", "fristbrudd_melding",
        sak(melding("2025-03-03", "2025-03-10"), melding("2025-03-03", "2025-03-11")),
        svar={"regel": (1, 2), "konkludert": (1, 2), "regel_uten_em": (1, 2)},
    ),
    _liten(
        "en åpen melding over fristen er brudd, en innenfor er ute", "fristbrudd_melding",
        sak(melding("2026-05-01"), melding("2026-06-25"), melding("2026-03-02", "2026-03-03")),
        periode=AR_2026, svar={"regel": (1, 2), "konkludert": (0, 1)},
    ),
    _liten(
        "konkludert før den kom inn, er ute", "fristbrudd_melding",
        sak(melding("2025-03-10", "2025-03-09"), melding("2025-03-03", "2025-03-04")),
        svar={"regel": (0, 1), "konkludert": (0, 1)},
    ),
    _liten(
        "brudd uten enslige mindreårige", "fristbrudd_melding",
        sak(melding("2025-03-03", "2025-03-20"), em=True), sak(melding("2025-03-03", "2025-03-04")),
        svar={"regel": (1, 2), "regel_uten_em": (0, 1)},
    ),
    _liten(
        "en kode to ganger på en melding er én", "melder",
        sak(melding("2025-03-03", melder=("8", "8", "11")), melding("2025-04-03", melder=("8", "1")),
            melding("2025-05-03")),
        svar={"av_meldinger/8": (2, 3), "av_meldinger/11": (1, 3), "av_meldinger/privat": (1, 3),
              "av_meldinger/offentlig": (2, 3), "av_meldere/8": (2, 4), "av_meldere/1": (1, 4)},
    ),
    _liten(
        "temaet følger barnets atferd over 2026, barnets rus gjør det ikke", "saksinnhold",
        sak(melding("2025-03-03", innhold=("25", "15")), melding("2025-04-03", innhold=("26",)),
            melding("2025-05-03", innhold=("15", "15"))),
        svar={"av_meldinger/barnets_atferd": (1, 3), "av_meldinger/15": (2, 3), "av_koder/15": (2, 4),
              "av_meldinger/barnets_kriminalitet": (1, 3)},
    ),
    _liten(
        "de nye kodene for samme tema er én", "saksinnhold",
        sak(melding("2026-03-03", innhold=("1.3.08", "1.3.10")), melding("2026-03-03", innhold=("3.1.08", "1.3.09"))),
        periode=AR_2026,
        svar={"av_meldinger/barnets_atferd": (1, 2), "av_meldinger/foreldre_rus": (1, 2),
              "av_meldinger/1.3.09": (1, 2), "av_koder/1.3.10": (1, 4)},
    ),
)  # fmt: skip


def _und(start: str, slutt: str | None, mottatt: str, **felt: Any) -> list[tuple[str, Rad]]:
    """An investigation with the melding that led to it."""
    return koblet(melding(mottatt, start, "2"), undersokelse(start, slutt, **felt))


UNDERSOKELSER = (
    _liten(
        "startet og avsluttet er hver sin dag", "undersokelser",
        sak(undersokelse("2024-12-01", "2025-01-15"), undersokelse("2025-06-01"), undersokelse("2026-01-02")),
        sak(undersokelse("2025-02-01", "2025-03-01"), em=True),
        svar={"startet": 2, "konkludert": 2, "konkludert_uten_em_oe": 1},
    ),
    _liten(
        "flytting er fire koder, henvist er sin egen", "undersokelse_utfall",
        sak(*(undersokelse("2025-02-01", "2025-03-01", kode) for kode in "12345"), em=False),
        sak(*(undersokelse("2025-02-01", "2025-03-01", kode) for kode in "6789")),
        sak(undersokelse("2025-02-01", "2025-03-01", "1"), em=True),
        svar={"konkludert/flytting": (4, 10), "konkludert/henvist": (1, 10), "konkludert/tiltak": (2, 10),
              "konkludert_uten_em_oe/tiltak": (1, 9), "konkludert_uten_em_oe/nemnda": (1, 9),
              "konkludert_uten_em_oe/ikke_behov": (1, 9), "konkludert_uten_em_oe/onske": (1, 9)},
    ),
    _liten(
        "en halv går opp", "av_100",
        sak(*(undersokelse("2025-02-01", "2025-03-01", "1") for _ in range(1)),
            *(undersokelse("2025-02-01", "2025-03-01", "3") for _ in range(7))),
        svar={"konkludert_uten_em_oe/tiltak": 13, "konkludert_uten_em_oe/ikke_behov": 88,
              "konkludert_uten_em_oe:sum": 101},
    ),
    _liten(
        "alt som ikke er tiltak eller nemnd", "undersokelser_henlagt",
        sak(*(undersokelse("2025-02-01", "2025-03-01", kode) for kode in "123456789")),
        svar={"alle": 7, "3_4": 2},
    ),
    _liten(
        "tre måneder fra start er i tide, dagen etter er brudd", "fristbrudd_undersokelse",
        sak(_und("2025-02-01", "2025-05-01", "2025-01-25")), sak(_und("2025-02-01", "2025-05-02", "2025-01-25")),
        svar={"rapportert": (1, 2), "rapportert_regel": (1, 2), "korrigert": (1, 2), "korrigert_regel": (1, 2)},
    ),
    _liten(
        "regelendringen: brudd i registeret, i tide etter loven", "fristbrudd_undersokelse",
        sak(_und("2025-02-01", "2025-05-05", "2025-02-01")), sak(_und("2025-02-01", "2025-04-01", "2025-02-01")),
        svar={"rapportert": (1, 2), "korrigert": (0, 2)},
    ),
    _liten(
        "innvilget utvidelse gir seks måneder", "fristbrudd_undersokelse",
        sak(_und("2025-02-01", "2025-08-01", "2025-01-25", utvidet=True)),
        sak(_und("2025-02-01", "2025-08-02", "2025-01-25", utvidet=True)),
        svar={"rapportert": (1, 2), "korrigert": (1, 2)},
    ),
    _liten(
        "uten melding har den ikke noe korrigert svar", "fristbrudd_undersokelse",
        sak(undersokelse("2025-02-01", "2025-06-01")), sak(_und("2025-02-01", "2025-04-01", "2025-01-25")),
        svar={"rapportert": (1, 2), "korrigert": (0, 1)},
    ),
    _liten(
        "en åpen over fristen er brudd bare etter regelen", "fristbrudd_undersokelse",
        sak(_und("2026-01-05", None, "2026-01-02")), sak(_und("2026-05-20", None, "2026-05-18")),
        sak(_und("2026-02-01", "2026-03-01", "2026-01-28")),
        periode=AR_2026, svar={"rapportert_regel": (1, 2), "rapportert": (0, 1), "korrigert_regel": (1, 2)},
    ),
    _liten(
        "hver del for seg", "fristbrudd_delt",
        sak(_und("2025-02-01", "2025-07-01", "2025-01-25")), sak(_und("2025-02-01", "2025-05-05", "2025-02-01")),
        sak(undersokelse("2025-02-01", "2025-06-01")), sak(_und("2025-03-01", "2025-05-30", "2025-02-01")),
        sak(_und("2025-02-01", "2025-04-01", "2025-01-25")),
        svar={"konkludert": 3, "konkludert/reell": 1, "konkludert/regeleffekt": 1, "konkludert/uten_melding": 1,
              "konkludert/bare_korrigert": 1},
    ),
    _liten(
        "kode 1, eller koblet helt til et hjelpetiltak", "undersokelse_til_hjelpetiltak",
        sak(koblet(undersokelse("2025-02-01", "2025-03-01", "1"), vedtak("2025-03-01", HJELP), tiltak("2025-03-05"))),
        sak(koblet(undersokelse("2025-02-01", "2025-03-01", "1"), vedtak("2025-03-01", OMSORGSVEDTAK),
                   tiltak("2025-03-05", kode="2.2", lov=OMSORGSVEDTAK))),
        sak(koblet(undersokelse("2025-02-01", "2025-03-01", "3"), vedtak("2025-03-01", HJELP),
                   tiltak("2025-03-05", er_slettet=True))),
        sak(undersokelse("2025-02-01", "2025-03-01", "1"), tiltak("2025-03-05")),
        svar={"kode": (3, 4), "relasjon": (1, 4)},
    ),
    _liten(
        "dag 42 er kort, dag 43 er det ikke", "korte_undersokelser_per_mnd",
        sak(undersokelse("2025-01-01", "2025-02-12"), undersokelse("2025-01-01", "2025-02-13"),
            undersokelse("2025-01-01", "2025-01-31"), undersokelse("2025-01-01", "2025-02-01"),
            undersokelse("2025-01-20", "2025-01-19")),
        periode=FORSTE_KVARTAL,
        svar={"42:gjennomsnitt": 1.0, "42:storst": 2, "42:minst": 0, "30:gjennomsnitt": 1 / 3, "30:storst": 1},
    ),
)  # fmt: skip

_LANGT = "2023-01-01"
_2025 = ("2025-02-01", "2025-05-01", "2025-08-01", "2025-11-01")
BARNA = (
    _liten(
        "i kraft på dagen, den siste dagen er med", "barn_i_tiltak",
        sak(tiltak(_LANGT, "2025-12-31")), sak(tiltak("2025-12-31")), sak(tiltak(_LANGT, "2025-12-30")),
        sak(tiltak("2026-01-01")), sak(tiltak(_LANGT, er_slettet=True)),
        svar={"dag": 2, "dag_uten_em": 2, "dag_kjent_alder": 2, "i_lopet": 3},
    ),
    _liten(
        "ett barn med to tiltak og to saker er ett, to med samme hjelpenummer er to", "barn_i_tiltak",
        sak(tiltak(_LANGT), tiltak(_LANGT), nummer=41), sak(tiltak(_LANGT), nummer=41),
        sak(tiltak(_LANGT), hjelpenummer=True), sak(tiltak(_LANGT), hjelpenummer=True),
        svar={"dag": 3, "i_lopet": 3},
    ),
    _liten(
        "fyller 25 på dagen er ute, dagen etter er inne, ukjent er inne", "barn_i_tiltak",
        sak(tiltak(_LANGT), fodt=date(2000, 12, 31)), sak(tiltak(_LANGT), fodt=date(2001, 1, 1)),
        sak(tiltak(_LANGT), fodt=None, v5=True), sak(tiltak(_LANGT), em=True),
        svar={"dag": 3, "dag_kjent_alder": 2, "dag_uten_em": 2, "i_lopet": 4},
    ),
    _liten(
        "kapittel 3 med og uten ettervern", "barn_hjelpetiltak",
        sak(tiltak(_LANGT)), sak(tiltak(_LANGT, lov=ETTERVERN), fodt=MYNDIG),
        sak(tiltak(_LANGT, lov=("BVL", "4", "4"))),
        sak(tiltak(_LANGT, lov=OMSORGSVEDTAK)), sak(tiltak(_LANGT), em=True), sak(tiltak(_LANGT), fodt=MYNDIG),
        sak(tiltak(_LANGT, "2025-06-01")),
        svar={"dag_kap3": 4, "dag_hje01": 2, "dag_kap3_med_em": 5, "i_lopet_kap3": 5},
    ),
    _liten(
        "hva som er omsorgsovertakelse", "under_omsorg",
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK)), sak(tiltak(_LANGT, kode="2.2", lov=("BVL", "4", "12"))),
        sak(tiltak(_LANGT, kode="2.2", lov=("BVL", "4", "8", "2"))),
        sak(tiltak(_LANGT, kode="2.2", lov=("BVL", "4", "8", "1"))),
        sak(tiltak(_LANGT, kode="2.2", lov=("BVL", "4", "8", "1"), jmfr=[("BVL", "4", "12")])),
        sak(tiltak(_LANGT, kode="2.2", lov=("BVL2021", "3", "2"))),
        svar={"dag": 4, "dag_uten_alder": 4, "dag_uten_em": 4},
    ),
    _liten(
        "omsorgen faller bort ved 18 år", "under_omsorg",
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK), fodt=MYNDIG),
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK), em=True),
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK), fodt=date(2008, 1, 1)),
        svar={"dag": 2, "dag_uten_alder": 3, "dag_uten_em": 1},
    ),
    _liten(
        "planen må gjelde på dagen og være en tiltaksplan", "hjelpetiltak_plan",
        sak(tiltak(_LANGT), plan(_LANGT)), sak(tiltak(_LANGT), plan(_LANGT, "2025-12-30")),
        sak(tiltak(_LANGT), plan(_LANGT, kode="4")), sak(tiltak(_LANGT), plan("2025-12-31"), em=True),
        sak(tiltak(_LANGT), plan(_LANGT), fodt=MYNDIG), sak(tiltak(_LANGT, lov=ETTERVERN), plan(_LANGT), fodt=MYNDIG),
        svar={"barn": (2, 4)},
    ),
    _liten(
        "halvåret som slutter på dagen, og tiltak over tre måneder", "evaluering",
        sak(tiltak(_LANGT), plan(_LANGT, evaluert=("2025-07-01",))),
        sak(tiltak(_LANGT), plan(_LANGT, evaluert=("2025-06-30",))),
        sak(tiltak("2025-09-30"), plan(_LANGT, "2025-12-01", evaluert=("2025-12-01",))),
        sak(tiltak("2025-10-01"), plan(_LANGT, evaluert=("2025-12-01",))),
        sak(tiltak(_LANGT, evaluert=("2025-11-01",)), tiltak(_LANGT), v5=True),
        svar={"tiltak": (3, 5), "barn": (3, 4)},
    ),
    _liten(
        "fire ulike dager i året, hele året i hjemmet", "besok_minst_4",
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK, besok=_2025)),
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK, besok=(*_2025[:3], "2025-02-01"))),
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK, besok=(*_2025[:3], "2024-12-31", "2026-01-01"))),
        sak(tiltak("2025-01-02", kode="2.1", lov=OMSORGSVEDTAK, besok=_2025)),
        sak(tiltak(_LANGT, "2025-12-30", kode="2.1", lov=OMSORGSVEDTAK, besok=_2025)),
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK, besok=_2025), fodt=MYNDIG),
        sak(tiltak(_LANGT, kode="1.1", lov=OMSORGSVEDTAK, besok=_2025)),
        svar={"hele_aret": (1, 3), "dag": (2, 4)},
    ),
    _liten(
        "slekt og nettverk: beredskap og midlertidig er for seg", "slekt_nettverk",
        sak(tiltak(_LANGT, kode="2.1", lov=OMSORGSVEDTAK)), sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK)),
        sak(tiltak(_LANGT, kode="2.5", lov=OMSORGSVEDTAK)), sak(tiltak(_LANGT, kode="2.6", lov=OMSORGSVEDTAK)),
        sak(tiltak(_LANGT, kode="15.1.1", lov=OMSORGSVEDTAK), tiltak(_LANGT, kode="15.1.1", lov=OMSORGSVEDTAK),
            v5=True),
        sak(tiltak(_LANGT, "2025-12-30", kode="2.1", lov=OMSORGSVEDTAK)), sak(tiltak(_LANGT, kode="1.1")),
        svar={"fosterhjem": (2, 3), "alle": (3, 5), "midlertidig": (1, 2), "fosterhjem_tiltak": (3, 4)},
    ),
    _liten(
        "første og siste dag, og ett barn én gang", "institusjonsdogn",
        sak(tiltak("2025-03-01", "2025-03-10", kode="1.1", lov=OMSORGSVEDTAK),
            tiltak("2025-03-08", "2025-03-12", kode="1.99", lov=OMSORGSVEDTAK)),
        sak(tiltak("2024-12-01", "2025-01-02", kode="1.1", lov=OMSORGSVEDTAK)),
        sak(tiltak("2025-03-01", "2025-03-10", kode="2.2", lov=OMSORGSVEDTAK)),
        svar={"begge_1x": 14, "begge_11": 12, "netter_1x": 12, "tiltak_1x": 17},
    ),
    _liten(
        "åpne regnes til vurderingsdagen", "institusjonsdogn",
        sak(tiltak("2026-06-29", kode="1.1", lov=OMSORGSVEDTAK)),
        periode=AR_2026, svar={"begge_1x": 2, "netter_1x": 1},
    ),
    _liten(
        "18 på dagen er inne, 25 på dagen er ute", "ettervern",
        sak(tiltak(_LANGT), fodt=date(2007, 12, 31)), sak(tiltak(_LANGT), fodt=date(2008, 1, 1)),
        sak(tiltak(_LANGT, lov=ETTERVERN), fodt=date(2000, 12, 31)), sak(tiltak(_LANGT, lov=ETTERVERN), fodt=MYNDIG),
        sak(tiltak(_LANGT, lov=ETTERVERN), fodt=MYNDIG, em=True), sak(tiltak(_LANGT), fodt=None, v5=True),
        svar={"alder": 2, "hjemmel": 2, "alder_med_em": 3},
    ),
    _liten(
        "fosterhjem eller institusjon samme dag, uansett hjemmel", "ettervern_plassert",
        sak(tiltak(_LANGT, lov=ETTERVERN), tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK), fodt=MYNDIG),
        sak(tiltak(_LANGT, lov=ETTERVERN), tiltak(_LANGT, "2025-12-30", kode="1.1", lov=ETTERVERN), fodt=MYNDIG),
        sak(tiltak(_LANGT, kode="1.1", lov=HJELP), fodt=MYNDIG),
        svar={"alder": (2, 3), "hjemmel": (1, 2)},
    ),
    _liten(
        "flere bokstaver telles i hver, ingen er uten", "atferd",
        sak(tiltak(_LANGT, kode="1.1", lov=ATFERD, bokstav="bc"), fodt=TENARING),
        sak(tiltak(_LANGT, kode="1.1", lov=("BVL", "4", "24")), fodt=TENARING),
        sak(tiltak(_LANGT, "2025-12-30", kode="1.1", lov=ATFERD, bokstav="a"), fodt=TENARING),
        sak(tiltak(_LANGT, kode="1.1", lov=("BVL2021", "6", "1")), fodt=TENARING),
        svar={"dag": 2, "dag/b": 1, "dag/c": 1, "dag/uten": 1},
    ),
    _liten(
        "tiltaket startet for mindre enn ett år siden", "nye_plasseringer",
        sak(tiltak("2025-01-01", kode="2.1", lov=OMSORGSVEDTAK)),
        sak(tiltak("2024-12-31", kode="2.2", lov=OMSORGSVEDTAK)),
        sak(tiltak("2025-03-01", "2025-06-01", kode="2.2", lov=OMSORGSVEDTAK)),
        sak(tiltak("2025-03-01", kode="2.5", lov=OMSORGSVEDTAK)),
        svar={"forste_ar": 1, "startet": 2},
    ),
    _liten(
        "flyttinger som ikke var planlagt", "brutte_plasseringer",
        sak(flytting("2025-03-01", "1.2.1"), flytting("2025-06-01", "1.1.3")), sak(flytting("2025-03-01", "1.1.2")),
        sak(flytting("2025-03-01", "2.2")), sak(flytting("2026-03-01", "1.2.1")),
        svar={"fosterhjem": 2, "fosterhjem/1.2.1": 1, "fosterforeldre": 1, "barn": 1},
    ),
    _liten(
        "familieråd og nettverksmøter som er ført", "familierad",
        sak(tiltak("2025-03-01", kode="6.1"), tiltak("2025-04-01", kode="6.1")), sak(tiltak("2025-03-01", kode="6.2")),
        sak(tiltak("2025-03-01", kode="14.1"), v5=True), sak(tiltak("2024-03-01", kode="6.1")),
        svar={"familierad": 2, "nettverksmote": 1},
    ),
)  # fmt: skip

AKUTT = (
    _liten(
        "hva som er akutt, og hva som flytter barnet", "akuttvedtak",
        sak(vedtak("2025-03-01"), vedtak("2025-09-01")), sak(vedtak("2025-03-01", ("BVL2021", "4", "1"))),
        sak(vedtak("2025-03-01", ("BVL2021", "4", "6"))), sak(vedtak("2025-03-01", ("BVL2021", "7", "7"))),
        sak(vedtak("2024-12-31")), sak(vedtak("2025-03-01", HJELP)),
        svar={"barn": 2, "kap4": 3, "plassering": 2, "barn_sum_halvar:sum": 3},
    ),
    _liten(
        "utreiseforbudet er med fra dagen det kom", "akuttvedtak",
        sak(vedtak("2026-01-22", ("BVL2021", "4", "6"))), sak(vedtak("2026-01-23", ("BVL2021", "4", "6"))),
        periode=AR_2026, svar={"kap4": 1, "plassering": 0, "barn": 1},
    ),
    _liten(
        "loven fra 1992: § 4-6 første ledd flytter ikke, § 4-29 bare fjerde ledd", "akuttvedtak",
        *(sak(vedtak("2025-03-01", ("BVL", "4", *rest))) for rest in
          (("6", "1"), ("6", "2"), ("6",), ("9",), ("25",), ("29", "1"), ("29", "4"), ("12",))),
        svar={"kap4": 6, "plassering": 4},
    ),
    _liten(
        "måneder med akuttvedtak", "akutt_per_mnd",
        sak(vedtak("2025-01-10"), vedtak("2025-01-20")), sak(vedtak("2025-01-31")), sak(vedtak("2025-03-01")),
        periode=FORSTE_KVARTAL,
        svar={"vedtak:gjennomsnitt": 4 / 3, "vedtak:minst": 0, "vedtak:storst": 3, "barn:storst": 2,
              "barn:gjennomsnitt": 1.0},
    ),
    _liten(
        "hvor barna er på vurderingsdagen", "akutt_utfall",
        sak(vedtak("2025-03-01"), tiltak("2025-03-01", kode="2.5", lov=("BVL2021", "4", "2"))),
        sak(vedtak("2025-03-01"), tiltak("2025-03-01", "2025-04-01", kode="2.5", lov=("BVL2021", "4", "2")),
            tiltak("2025-04-01")),
        sak(vedtak("2025-03-01"), tiltak("2025-03-01", "2025-04-01", kode="1.1", lov=("BVL2021", "4", "2"))),
        sak(vedtak("2025-03-01", ("BVL2021", "4", "1"))),
        svar={"plassering": 3, "plassering/plassert": 1, "plassering/hjemme_hjelpetiltak": 1,
              "plassering/hjemme_uten": 1},
    ),
    _liten(
        "åpne på dagen: konkludert samme dag er ikke åpen", "saker_apne",
        sak(tiltak(_LANGT), tiltak(_LANGT), melding("2025-12-31"), melding("2025-12-30", "2025-12-31"),
            melding("2025-12-30", "2026-01-02"), undersokelse("2025-11-01"), undersokelse("2025-11-01", "2025-12-31"),
            undersokelse("2026-01-01")),
        sak(tiltak(_LANGT, "2025-12-30")), sak(melding("2025-12-30", slag="1"), v5=True),
        svar={"tiltak_saker": 1, "meldinger": 2, "undersokelser": 1},
    ),
)  # fmt: skip

RADER = (*MELDINGER, *UNDERSOKELSER, *BARNA, *AKUTT)

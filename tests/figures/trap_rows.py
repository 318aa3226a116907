"""Small extracts each aimed at a way to count wrong: a birthday on the day, a number several children have, a stay over
New Year, a deletion told in its own list. Written as in ``small_rows``; the numbers are reckoned by hand."""

from datetime import date
from typing import Any

from tests.oracle.bred.saker import Rad
from tests.oracle.tall.saker import syntetisk_nummer

from .small_cases import (
    ATFERD,
    ETTERVERN,
    HJELP,
    OMSORGSVEDTAK,
    d,
    koblet,
    melding,
    plan,
    sak,
    tiltak,
    undersokelse,
    vedtak,
)
from .small_rows import AR_2025, AR_2026, Liten

AR_2024 = (date(2024, 1, 1), date(2024, 12, 31))
TIL_FEBRUAR = (date(2025, 1, 1), date(2025, 2, 28))
FORSTE_HALVAR = (date(2025, 1, 1), date(2025, 6, 30))
KUTTET = (date(2025, 1, 15), date(2025, 5, 15))
UTEN_HEL_MANED = (date(2025, 1, 2), date(2025, 1, 31))
_LANGT = "2023-01-01"
_FODT = date(2012, 3, 4)


def _felle(navn: str, tall: str, *saker: Rad, periode: tuple[date, date] = AR_2025, **svar: Any) -> Liten:
    return Liten(navn=navn, tall=tall, saker=saker, svar=svar["svar"], periode=periode)


def _person(en: Rad, **felt: Any) -> Rad:
    """The case with something else on the row of its child."""
    en["personalia"][0] |= felt
    return en


def _to_personrader(en: Rad, forst: Rad, sa: Rad) -> Rad:
    """The case with two rows of its child, the second later."""
    (rad,) = en["personalia"]
    ny = f"{'f' * 8}{rad['id'][8:]}"
    en["personalia"] = [{**rad, "start_dato": d("2015-01-01"), **forst}, {**rad, "id": ny, **sa}]
    return en


def _hjelpenummer(slutt: str, kjonn: str = "1") -> Rad:
    return _person(sak(tiltak(_LANGT)), nummer=f"040312{slutt}", fodselsdato=_FODT, kjonn=kjonn)


def _slettet(en: Rad, tabell: str, nr: int = 0, slag: str = "") -> Rad:
    """The case with its row in the list of what is deleted, as ``slag`` where that is another kind."""
    en["slettet"] = [{"id": en[tabell][nr]["id"], "type": slag or tabell, "dato": d("2025-03-01")}]
    return en


def _und(start: str, slutt: str, mottatt: str, **felt: Any) -> list[tuple[str, Rad]]:
    return koblet(melding(mottatt, start, "2"), undersokelse(start, slutt, **felt))


_DUF = "202112345603"
_MED_NUMMER = syntetisk_nummer(_FODT, 5)
BARN = (
    _felle(
        "DUF på en slettet eller eldre rad gjør ikke barnet til enslig mindreårig", "barn_i_tiltak",
        _to_personrader(sak(tiltak(_LANGT)), {"duf": _DUF, "er_slettet": True}, {"duf": None}),
        _to_personrader(sak(tiltak(_LANGT)), {"duf": _DUF}, {"duf": None}),
        _to_personrader(sak(tiltak(_LANGT)), {"duf": None}, {"duf": _DUF}),
        svar={"dag": 3, "dag_uten_em": 2},
    ),
    _felle(
        "DUF i én av sakene gjelder barnet", "barn_i_tiltak",
        sak(tiltak(_LANGT), nummer=61, em=True), sak(tiltak(_LANGT), nummer=61),
        svar={"dag": 1, "dag_uten_em": 0},
    ),
    _felle(
        "hjelpenummer av hvert slag er flere barn, et eget nummer er ett", "barn_i_tiltak",
        *(_hjelpenummer("00100") for _ in range(3)), *(_hjelpenummer("00200", "2") for _ in range(2)),
        *(_hjelpenummer("99999", "0") for _ in range(2)), *(_hjelpenummer("55555") for _ in range(2)),
        *(_person(sak(tiltak(_LANGT)), nummer=_MED_NUMMER, fodselsdato=_FODT) for _ in range(2)),
        svar={"dag": 10, "i_lopet": 10},
    ),
    _felle(
        "født 29. februar fyller år 28. februar", "barn_i_tiltak",
        sak(tiltak(_LANGT), fodt=date(2000, 2, 29)), sak(tiltak(_LANGT), fodt=date(2000, 3, 1)),
        periode=TIL_FEBRUAR, svar={"dag": 1},
    ),
    _felle(
        "i løpet av året: til dagen før 25", "barn_i_tiltak",
        sak(tiltak("2025-03-01"), fodt=date(2000, 3, 1)), sak(tiltak("2025-02-28"), fodt=date(2000, 3, 1)),
        sak(tiltak(_LANGT, "2025-01-01"), fodt=date(2000, 1, 1)),
        sak(tiltak(_LANGT, "2025-01-01"), fodt=date(2000, 1, 2)), sak(tiltak(_LANGT, "2024-12-31")),
        svar={"i_lopet": 2, "dag": 0},
    ),
    _felle(
        "en slettet i egen liste er ute; samme id av annet slag er inne", "barn_i_tiltak",
        _slettet(sak(tiltak(_LANGT)), "tiltak"), _slettet(sak(tiltak(_LANGT)), "tiltak", slag="undersokelse"),
        svar={"dag": 1},
    ),
    _felle(
        "18 år på dagen er ikke under omsorg", "under_omsorg",
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK), fodt=date(2007, 2, 28)),
        sak(tiltak(_LANGT, kode="2.2", lov=OMSORGSVEDTAK), fodt=date(2007, 3, 1)),
        periode=TIL_FEBRUAR, svar={"dag": 1, "dag_uten_alder": 2},
    ),
    _felle(
        "tiltak etter begge lovene er ett barn", "barn_hjelpetiltak",
        sak(tiltak(_LANGT, lov=("BVL", "4", "4")), tiltak(_LANGT)), svar={"dag_kap3": 1, "dag_hje01": 1},
    ),
    _felle(
        "atferd etter begge lovene er ett barn med to bokstaver", "atferd",
        sak(tiltak(_LANGT, kode="1.1", lov=("BVL", "4", "24"), bokstav="a"),
            tiltak(_LANGT, kode="1.1", lov=ATFERD, bokstav="b"), fodt=date(2009, 3, 2)),
        svar={"dag": 1, "dag/a": 1, "dag/b": 1, "dag/uten": 0},
    ),
    _felle(
        "§ 3-6 før 18 og etter 25 er med i lesningen etter hjemmel alene", "ettervern",
        sak(tiltak(_LANGT, lov=ETTERVERN), fodt=date(2010, 1, 1)),
        sak(tiltak(_LANGT, lov=ETTERVERN), fodt=date(1999, 1, 1)),
        sak(tiltak(_LANGT, lov=ETTERVERN), fodt=date(2005, 1, 1)),
        svar={"alder": 1, "hjemmel": 3},
    ),
    _felle(
        "evalueringen i et halvår som slutter 30. juni", "evaluering",
        sak(tiltak(_LANGT), plan(_LANGT, evaluert=("2024-12-31",))),
        sak(tiltak(_LANGT), plan(_LANGT, evaluert=("2024-12-30",))),
        sak(tiltak(_LANGT), plan(_LANGT, kode="2", evaluert=("2025-05-01",))),
        sak(tiltak(_LANGT), plan(_LANGT, evaluert=("2025-07-01",))),
        periode=FORSTE_HALVAR, svar={"tiltak": (1, 4), "barn": (1, 4)},
    ),
    _felle(
        "besøk den første og den siste dagen i året; hjemmet delt i to tiltak varer ikke hele året", "besok_minst_4",
        sak(tiltak("2025-01-01", "2025-12-31", kode="2.2", lov=OMSORGSVEDTAK,
                   besok=("2025-01-01", "2025-06-01", "2025-06-02", "2025-12-31"))),
        sak(tiltak(_LANGT, "2025-06-30", kode="2.2", lov=OMSORGSVEDTAK, besok=("2025-02-01", "2025-05-01")),
            tiltak("2025-07-01", kode="2.2", lov=OMSORGSVEDTAK, besok=("2025-08-01", "2025-11-01"))),
        svar={"hele_aret": (1, 1), "dag": (1, 2)},
    ),
    _felle(
        "døgn over årsskiftet, en slutt før starten, og to steder samme dag", "institusjonsdogn",
        sak(tiltak("2024-12-30", "2025-01-02", kode="1.1", lov=OMSORGSVEDTAK)),
        sak(tiltak("2025-12-30", kode="1.2", lov=OMSORGSVEDTAK)),
        sak(tiltak("2025-05-10", "2025-05-01", kode="1.1", lov=OMSORGSVEDTAK)),
        sak(tiltak("2025-06-01", "2025-06-01", kode="1.1", lov=OMSORGSVEDTAK),
            tiltak("2025-06-01", "2025-06-02", kode="1.2", lov=OMSORGSVEDTAK)),
        svar={"begge_1x": 6, "begge_11": 3, "netter_1x": 4, "tiltak_1x": 7},
    ),
    _felle(
        "en slutt etter vurderingsdagen er ikke kommet", "institusjonsdogn",
        sak(tiltak("2026-06-29", "2026-07-15", kode="15.2.4", lov=OMSORGSVEDTAK), v5=True),
        sak(tiltak("2025-12-30", kode="1.1", lov=OMSORGSVEDTAK)),
        periode=AR_2026, svar={"begge_1x": 183, "begge_11": 181, "netter_1x": 181},
    ),
)  # fmt: skip

SAKSGANG = (
    _felle(
        "en melding slettet i egen liste", "meldinger",
        _slettet(sak(melding("2025-02-01")), "henvendelse"), sak(melding("2025-02-01")), svar={"mottatt": 1},
    ),
    _felle(
        "det løpende året til vurderingsdagen", "fristbrudd_melding",
        sak(melding("2026-06-30"), melding("2026-06-20", "2026-07-02"), melding("2026-06-24"), melding("2026-06-23"),
            melding("2026-07-01")),
        periode=AR_2026, svar={"regel": (1, 1), "konkludert": (0, 0)},
    ),
    _felle(
        "koder i versjon 5 i 2026", "henlagt_andel",
        sak(*(melding("2026-01-05", "2026-01-06", k) for k in ("5", "7", "11", "12", "2", "4")), v5=True),
        periode=AR_2026, svar={"av_reelle": (4, 5), "av_alle": (4, 6), "smal": (1, 6)},
    ),
    _felle(
        "en slettet melding har ingen melder, og en søknad er ingen melding", "melder",
        sak(melding("2025-02-01", melder=("8", "11", "8")), melding("2025-02-01", melder=("8",), er_slettet=True),
            melding("2025-02-01"), melding("2025-02-01", melder=("1", "23"))),
        sak(melding("2025-02-01", melder=("8",), slag="1"), melding("2025-02-01", melder=("2", "15"), slag=None),
            v5=True),
        svar={"av_meldinger/8": (1, 4), "av_meldinger/privat": (2, 4), "av_meldinger/offentlig": (2, 4),
              "av_meldere/8": (1, 6), "av_meldere/15": (1, 6)},
    ),
    _felle(
        "måneden er kuttet først og sist", "meldinger_per_mnd",
        sak(*(melding(dag) for dag in ("2025-01-20", "2025-02-01", "2025-02-28", "2025-04-03", "2025-05-10"))),
        periode=KUTTET, svar={"mottatt:gjennomsnitt": 1.0, "mottatt:minst": 0, "mottatt:storst": 2},
    ),
    _felle(
        "ingen hele måneder er ikke 0", "meldinger_per_mnd", sak(melding("2025-01-20")),
        periode=UTEN_HEL_MANED, svar={"mottatt:gjennomsnitt": None, "mottatt:minst": None},
    ),
    _felle(
        "avsluttet før den startet", "fristbrudd_undersokelse",
        sak(undersokelse("2025-03-10", "2025-03-01", "1"), undersokelse("2025-03-01", "2025-04-01", "3")),
        svar={"rapportert": (0, 1), "rapportert_regel": (0, 1)},
    ),
    _felle(
        "tre måneder til og fra februar", "fristbrudd_undersokelse",
        sak(undersokelse("2023-11-30", "2024-02-29"), undersokelse("2023-11-30", "2024-03-01"),
            undersokelse("2024-02-29", "2024-05-29"), undersokelse("2024-02-29", "2024-05-30")),
        sak(_und("2024-03-02", "2024-05-29", "2024-02-22")), sak(_und("2024-03-02", "2024-05-30", "2024-02-22")),
        periode=AR_2024, svar={"rapportert": (2, 6), "korrigert": (1, 2)},
    ),
    _felle(
        "rundet hver for seg: halve går opp, og summen sies", "av_100",
        sak(*(undersokelse("2025-02-01", "2025-03-01", k) for k in "11233336")),
        svar={"konkludert_uten_em_oe/tiltak": 25, "konkludert_uten_em_oe/nemnda": 13,
              "konkludert_uten_em_oe/henvist": 13, "konkludert_uten_em_oe:sum": 101},
    ),
    _felle(
        "en trukket konklusjon er åpen", "saker_apne",
        sak(melding("2025-05-01", "2025-05-05", konklusjon_er_slettet=True), melding("2025-05-01", "2025-05-05")),
        svar={"meldinger": 1, "tiltak_saker": 0},
    ),
    _felle(
        "barnet kan være plassert i en annen sak", "akutt_utfall",
        sak(vedtak("2025-03-01"), tiltak("2025-04-01"), nummer=71),
        sak(vedtak("2025-03-10"), tiltak("2025-03-01", kode="2.5", lov=("BVL2021", "4", "2")), nummer=71),
        svar={"plassering": 1, "plassering/plassert": 1, "plassering/hjemme_hjelpetiltak": 0},
    ),
    _felle(
        "halvår i et år som er i gang", "akuttvedtak",
        sak(vedtak("2026-03-01"), vedtak("2026-06-30"), vedtak("2026-07-01")), sak(vedtak("2026-05-01")),
        periode=AR_2026, svar={"barn": 2, "kap4": 3, "barn_sum_halvar:sum": 2},
    ),
    _felle(
        "koblingen til et tiltak som ikke er begynt", "undersokelse_til_hjelpetiltak",
        sak(koblet(undersokelse("2025-02-01", "2025-03-01", "1"), vedtak("2025-03-01", HJELP), tiltak("2025-03-05"))),
        sak(koblet(undersokelse("2025-02-01", "2025-03-01", "1"), vedtak("2025-03-01", HJELP), tiltak("2026-07-05"))),
        svar={"kode": (2, 2), "relasjon": (1, 2)},
    ),
)  # fmt: skip

FELLER = (*BARN, *SAKSGANG)

"""Cases built so that they hold what the sources say: a quarter of five municipalities, months of a joint intake, three
years of a city. The cases are made up; only how many there are of each kind comes from the sources.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.bred.saker import Rad
from tests.oracle.tall.saker import Sted

from .small_cases import ATFERD, HJELP, OMSORGSVEDTAK, hos, koblet, melding, plan, sak, tiltak, undersokelse, vedtak

PER = date(2024, 12, 31)
KVARTALET = (date(2020, 1, 1), date(2020, 3, 31))
ARENE = tuple((date(ar, 1, 1), date(ar, 12, 31)) for ar in (2022, 2023, 2024))
MOTTAKET = (date(2023, 1, 1), date(2024, 8, 31))  # twenty whole months
TRE_MANEDER = (date(2023, 1, 1), date(2023, 3, 31))
ETTER_MARS = (date(2024, 4, 1), date(2024, 12, 31))
OGSA = {
    KVARTALET: (
        "meldinger", "meldinger_utfall", "henlagt_andel", "fristbrudd_melding", "undersokelser",
        "undersokelser_henlagt", "fristbrudd_undersokelse", "akutt_utfall",
    ),
    MOTTAKET: ("korte_undersokelser_per_mnd", "akutt_per_mnd"),
    TRE_MANEDER: ("meldinger_per_mnd",),
    ETTER_MARS: ("institusjonsdogn",),
}  # fmt: skip


def _sted(kommune: str, navn: str, bydel: str | None = None, vist: str = "") -> Sted:
    return Sted(kommune=kommune, kommunenavn=navn, bydel=bydel, vist=vist or navn)


BERGEN = _sted("4601", "Bergen")
HEIMDAL = _sted("5001", "Trondheim", "01", "Heimdal")
OSTBYEN = _sted("5001", "Trondheim", "02", "Østbyen")
MIDTBYEN = _sted("5001", "Trondheim", "03", "Midtbyen")
OMSORGSENHETEN = _sted("5001", "Trondheim", "04", "Omsorgsenheten")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kvartal:
    """A column of the quarter table: meldinger and undersøkelser, of them henlagt and over the limit."""

    sted: Sted
    meldinger: tuple[int, int, int]
    undersokelser: tuple[int, int, int]


KVARTAL = (
    Kvartal(sted=_sted("5036", "Frosta"), meldinger=(7, 1, 0), undersokelser=(6, 1, 0)),
    Kvartal(sted=_sted("5034", "Meråker"), meldinger=(3, 1, 0), undersokelser=(8, 3, 0)),
    Kvartal(sted=_sted("5032", "Selbu"), meldinger=(0, 0, 0), undersokelser=(9, 1, 0)),
    Kvartal(sted=_sted("5035", "Stjørdal"), meldinger=(79, 9, 0), undersokelser=(45, 26, 6)),
)
TYDAL = _sted("5033", "Tydal")  # no cases
ENHETER = "enheter:\n" + "".join(
    f"  - {{id: {navn.lower().translate(str.maketrans('øåæ', 'oaa'))}, navn: {navn}, kilder: [{{{kilde}}}]{mer}}}\n"
    for navn, kilde, mer in (
        *((k.sted.vist, f'kommunenummer: "{k.sted.kommune}"', "") for k in KVARTAL),
        ("Tydal", 'kommunenummer: "5033"', ""),
        ("Bergen", 'kommunenummer: "4601"', ""),
        *((s.vist, f'kommunenummer: "5001", bydelsnummer: "{s.bydel}"', "") for s in (HEIMDAL, OSTBYEN, MIDTBYEN)),
        ("Omsorgsenheten", 'kommunenummer: "5001", bydelsnummer: "04"', ", oppgave: omsorg"),
    )
)


def alle() -> list[Rad]:
    return [*vaernes(), *bergen(), *trondheim()]


# --- S2, the quarter -----------------------------------------------------------------------------------------------


def vaernes() -> Iterator[Rad]:
    for kvartal in KVARTAL:
        yield from hos(kvartal.sted, *_meldinger(*kvartal.meldinger), *_undersokelser(*kvartal.undersokelser))
    yield from hos(KVARTAL[-1].sted, *_akutt())


def _akutt() -> Iterator[Rad]:
    """Six children were moved at once, and all are home again with help."""
    for _ in range(6):
        bort = tiltak("2020-01-20", "2020-02-20", kode="2.5", lov=("BVL", "4", "6", "2"))
        yield sak(vedtak("2020-01-20", ("BVL", "4", "6", "2")), bort, tiltak("2020-02-21", lov=("BVL", "4", "4")))


def _meldinger(antall: int, henlagt: int, brudd: int) -> Iterator[Rad]:
    for nr in range(antall):
        yield sak(melding("2020-02-03", "2020-02-20" if nr < brudd else "2020-02-07", "1" if nr < henlagt else "2"))


def _undersokelser(antall: int, henlagt: int, brudd: int) -> Iterator[Rad]:
    """The ones over the limit are the last, so that they are not only henlagt ones."""
    for nr in range(antall):
        over = nr >= antall - brudd
        kode = "3456"[nr % 4] if nr < henlagt else "12"[nr % 2]
        yield sak(undersokelse("2019-10-01" if over else "2019-12-20", "2020-03-02", kode))


# --- S3, the joint intake ------------------------------------------------------------------------------------------

MELDINGER_PER_MND = (266, 399, 334, *([0] * 17))  # three months with a mean of 333
KORTE_PER_MND = (7, 15, *([10] * 9), *([11] * 9))
AKUTT_PER_MND = (3, 22, *([10] * 13), 9, 9, 9, 9, 9)


def bergen() -> Iterator[Rad]:
    """One case for each month: what is counted is meldinger, undersøkelser and vedtak."""
    for nr, (meldinger, korte, akutt) in enumerate(zip(MELDINGER_PER_MND, KORTE_PER_MND, AKUTT_PER_MND, strict=True)):
        ar, maned = divmod(nr, 12)
        dag = date(2023 + ar, maned + 1, 10)
        start = str(dag - timedelta(20))
        rader = [melding(str(dag)) for _ in range(meldinger)]
        # Of the short ones of 2023, 35 in a hundred led to hjelpetiltak.
        rader += [undersokelse(start, str(dag), "1" if nr < 12 and i in _HJELP[nr] else "3") for i in range(korte)]
        rader += [vedtak(str(dag)) for _ in range(akutt)]
        yield from hos(BERGEN, sak(*rader))
    lange = [undersokelse("2023-03-01", "2023-05-20", "1" if nr < _LANGE_HJELP else "3") for nr in range(_LANGE)]
    yield from hos(BERGEN, sak(*lange))


_KORTE_2023 = sum(KORTE_PER_MND[:12])  # 123
_HJELP = [range(3)] * 12  # three of them each month
_LANGE = 200 - _KORTE_2023
_LANGE_HJELP = 70 - 36


# --- S1, three years of a city -------------------------------------------------------------------------------------


def trondheim() -> Iterator[Rad]:
    yield from hos(HEIMDAL, *_frister_meldinger(), *_av_100(), *_korrigert(), *_melder_og_innhold(), *_ettervern())
    yield from hos(MIDTBYEN, *_rus_og_kriminalitet(), *_i_tiltak())
    yield from hos(OMSORGSENHETEN, *_besok(), *_slekt(), *_dogn(), *_atferd())
    yield from hos(OSTBYEN, *_evaluert(), *_dogn_ostbyen())


def _frister_meldinger() -> Iterator[Rad]:
    """1 % over the week in 2022, 0.2 % in 2024."""
    for ar, antall in ((2022, 100), (2024, 500)):
        rader = [melding(f"{ar}-05-02", f"{ar}-05-{20 if nr == 0 else 6:02}", "2") for nr in range(antall)]
        yield sak(*rader)


AV_100 = {"5": 12, "4": 37, "3": 272, "1": 174, "2": 5}  # 2.4, 7.4, 54.4, 34.8 and 1 of a hundred


def _av_100() -> Iterator[Rad]:
    """The undersøkelser of 2024, and with them those that are over the limit only by the register's way."""
    rader = [undersokelse("2024-02-01", "2024-04-01", kode) for kode, antall in AV_100.items() for _ in range(antall)]
    yield sak(*rader)


def _korrigert() -> Iterator[Rad]:
    """2023: 2 of 62 are over the limit by the law (3.2 %), and 20 by the register's own start."""
    for nr in range(62):
        reell, regel = nr < 2, nr < 20
        slutt = "2023-08-01" if reell else "2023-05-05" if regel else "2023-04-10"
        yield sak(koblet(melding("2023-02-01", "2023-02-01", "2"), undersokelse("2023-02-01", slutt, "3")))


def _melder_og_innhold() -> Iterator[Rad]:
    """Of the hundred meldinger of 2023: 30 from the police, 10 from school, 9 from doctors; violence in 15, parents'
    substance use in 12, behaviour in 8."""
    rader = []
    for nr in range(100):
        hvem = "8" if nr < 30 else "11" if nr < 40 else "15" if nr < 49 else "2"
        hva = [kode for kode, antall in (("7", 15), ("3", 12), ("25", 8)) if nr < antall]
        rader.append(melding("2023-06-01", "2023-06-05", "2", melder=(hvem,), innhold=hva or ("19",)))
    yield sak(*rader)


# 3.1, 3.0 and 2 % of the meldinger are about the child's substance use, 3.2, 3.1 and 5 % about crime.
RUS_OG_KRIMINALITET = {2022: (650, 20, 21), 2023: (967, 29, 30), 2024: (100, 2, 5)}


def _rus_og_kriminalitet() -> Iterator[Rad]:
    for ar, (antall, rus, kriminalitet) in RUS_OG_KRIMINALITET.items():
        rader = [
            melding(f"{ar}-06-03", innhold=("15",) if nr < rus else ("26",) if nr < rus + kriminalitet else ())
            for nr in range(antall)
        ]
        yield sak(*rader)


I_TILTAK = {2022: (100, 50), 2023: (95, 48), 2024: (86, 45)}  # in measures; of them with hjelpetiltak


def _i_tiltak() -> Iterator[Rad]:
    """From 100 to 86 children in measures (-14 %), and from 50 to 45 with hjelpetiltak (-10 %)."""
    yield from _bestand([i for i, _ in I_TILTAK.values()], [h for _, h in I_TILTAK.values()])


def _bestand(alle: list[int], hjelp: list[int]) -> Iterator[Rad]:
    slutter = ["2023-06-30", "2024-06-30"]
    for nr in range(alle[0]):
        er_hjelp = nr < hjelp[0]
        igjen = hjelp if er_hjelp else [a - h for a, h in zip(alle, hjelp, strict=True)]
        plass = nr if er_hjelp else nr - hjelp[0]
        slutt = next((dag for dag, antall in zip(slutter, igjen[1:], strict=True) if plass >= antall), None)
        hva = {"lov": HJELP} if er_hjelp else {"lov": OMSORGSVEDTAK, "kode": "8.99"}
        yield sak(tiltak("2022-03-01", slutt, **hva))


BESOK = {2022: (11, 10), 2023: (9, 4), 2024: (10, 7)}  # 91, 44 and 70 %


def _besok() -> Iterator[Rad]:
    for ar, (antall, nok) in BESOK.items():
        for nr in range(antall):
            dager = [f"{ar}-{maned:02}-10" for maned in ((2, 5, 8, 11) if nr < nok else (2, 5, 8))]
            fra, til = f"{ar}-01-01", f"{ar}-12-31"
            yield sak(tiltak(fra, til, kode="2.3", lov=OMSORGSVEDTAK, besok=dager))


SLEKT = {2022: (9, 36), 2023: (31, 100), 2024: (28, 100)}


def _slekt() -> Iterator[Rad]:
    """Homes of the last days of the year only: they are not there the whole of it."""
    for ar, (slekt, antall) in SLEKT.items():
        for nr in range(antall - BESOK[ar][0]):
            yield sak(tiltak(f"{ar}-12-01", f"{ar}-12-31", kode="2.1" if nr < slekt else "2.2", lov=OMSORGSVEDTAK))
    for nr in range(6):
        yield sak(tiltak("2024-12-01", kode="2.6" if nr == 0 else "2.5", lov=OMSORGSVEDTAK))


def _dogn() -> Iterator[Rad]:
    """In 2024, 36 children the whole year and one for 33 days; with Østbyen's 91 days 13,300."""
    for _ in range(36):
        yield sak(tiltak("2024-01-01", "2024-12-31", kode="1.1", lov=OMSORGSVEDTAK))
    yield sak(tiltak("2024-05-01", "2024-06-02", kode="1.1", lov=OMSORGSVEDTAK))


def _dogn_ostbyen() -> Iterator[Rad]:
    yield sak(tiltak("2024-01-01", "2024-03-31", kode="1.1", lov=OMSORGSVEDTAK))


def _atferd() -> Iterator[Rad]:
    """Nine on the last day of 2023, eight a year later; one for substance use both times."""
    for nr in range(9):
        slutt = "2024-06-30" if nr == 8 else None
        yield sak(tiltak("2023-09-01", slutt, kode="8.2", lov=ATFERD, bokstav="b" if nr == 0 else "c"))


ETTERVERN = {2022: (50, 13), 2024: (44, 14)}


def _ettervern() -> Iterator[Rad]:
    """Young adults: 50 in 2022 and 44 in 2024 (-12 %); in a foster home or institution 26 and 32 %."""
    for ar, (antall, plassert) in ETTERVERN.items():
        for nr in range(antall):
            rader = [tiltak(f"{ar}-12-20", f"{ar}-12-31", lov=("BVL2021", "3", "6"))]
            if nr < plassert:
                rader.append(tiltak(f"{ar}-12-20", f"{ar}-12-31", kode="2.2", lov=("BVL2021", "3", "6")))
            yield sak(*rader, fodt=date(ar - 20, 3, 3))


def _evaluert() -> Iterator[Rad]:
    """One unit: a plan in all of its 25 cases, evaluated the last half-year in 24."""
    for nr in range(25):
        dager = ("2024-10-01",) if nr < 24 else ("2024-03-01",)
        yield sak(tiltak("2024-01-10"), plan("2024-01-10", evaluert=dager))

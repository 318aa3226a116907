"""What the example municipality shall look like: units, levels, codes. Change a number here to change it.

The levels are those of a large Norwegian municipality around 2024: nearly every melding is handled within the week;
one undersøkelse in thirty-three is really late, while one in seven looks late if the three months are counted from
the day the undersøkelse was opened; seven foster homes in ten have got the visits they shall have; one unit has a plan
for every measure and evaluates nearly all, and the rest fall off from there.
"""

from datetime import date
from random import Random
from typing import Any, Generic, TypeVar

from eksempel_modell import Hjemmel

KOMMUNENUMMER = "9999"
KOMMUNENAVN = "Fjordvik kommune"
ORGANISASJONSNUMMER = "999999999"
NABOKOMMUNE = "9998"  # answers for tilsyn in some of the foster homes

OSTBYEN, VESTBYEN, MIDTBYEN, SORLIA = "Østbyen", "Vestbyen", "Midtbyen", "Sørlia"
NORDRE_AS, OMSORGSENHETEN = "Nordre Ås", "Omsorgsenheten"
ENHETER = {OSTBYEN: "01", VESTBYEN: "02", MIDTBYEN: "03", SORLIA: "04", NORDRE_AS: "05", OMSORGSENHETEN: "06"}

FORSTE_MELDING = date(2024, 7, 1)
SISTE_DAG = date(2025, 12, 30)  # the extract is taken the night after, so nothing can have happened later
UTTREKK = "2025-12-31T02:00:00+01:00"
TIDLIGERE_UTTREKK = {
    date(2024, 12, 30): "2024-12-31T02:00:00+01:00",
    date(2025, 3, 30): "2025-03-31T02:00:00+02:00",
    date(2025, 6, 29): "2025-06-30T02:00:00+02:00",
    date(2025, 9, 29): "2025-09-30T02:00:00+02:00",
}
AR = (date(2025, 1, 1), date(2025, 12, 31))  # the window the visits are counted in
FRITEKST = "Oppdiktet fritekst som aldri skal ut av uttrekket"

# Shares of each kind of story; the rest are new meldinger.
SLAG = {"hjelpetiltak": 80, "fosterhjem": 90, "ettervern": 14, "akutt": 12, "institusjon": 8}
SLAG_AV = 720
VERSJONER = {"v4": 85, "v3": 8, "v5": 7}
ANDEL_I_2025 = {True: 15, False: 5}
ENHET_MELDING = {OSTBYEN: 24, VESTBYEN: 20, MIDTBYEN: 22, SORLIA: 18, NORDRE_AS: 14, OMSORGSENHETEN: 2}
ENHET_FOSTERHJEM = {OSTBYEN: 5, VESTBYEN: 5, MIDTBYEN: 5, SORLIA: 5, NORDRE_AS: 5, OMSORGSENHETEN: 15}
ENHET_HJELPETILTAK = {OSTBYEN: 5, VESTBYEN: 4, MIDTBYEN: 4, SORLIA: 4, NORDRE_AS: 3}

# Of a hundred meldinger that are neither closed because help is given already nor part of a running undersøkelse.
MELDING_UTFALL = {"henlagt": 20, "undersokelse": 80}
# Of a hundred undersøkelser; the published shares add up to 99, the last one is sent on to another service.
UNDERSOKELSE_UTFALL = {"3": 54, "4": 7, "5": 2, "1": 35, "2": 1, "6": 1}
# How an undersøkelse stands to its limit, by unit, per hundred. «mellom»: done in the few days between three months
# from the opening and the law's limit (the week plus three months). «utvidet»: extension granted, done within it.
FRIST = {
    OSTBYEN: {"innen": 84, "mellom": 11, "over": 1, "utvidet": 4},
    VESTBYEN: {"innen": 81, "mellom": 12, "over": 3, "utvidet": 4},
    MIDTBYEN: {"innen": 77, "mellom": 13, "over": 6, "utvidet": 4},
    SORLIA: {"innen": 83, "mellom": 11, "over": 2, "utvidet": 4},
    NORDRE_AS: {"innen": 83, "mellom": 11, "over": 2, "utvidet": 4},
    OMSORGSENHETEN: {"innen": 18, "mellom": 2},
}
# Foster homes with the required follow-up visits in the register.
OPPFOLGING_OK = {
    OSTBYEN: {True: 9, False: 1},
    NORDRE_AS: {True: 8, False: 2},
    VESTBYEN: {True: 7, False: 3},
    SORLIA: {True: 13, False: 7},
    MIDTBYEN: {True: 6, False: 4},
    OMSORGSENHETEN: {True: 7, False: 3},
}
TILSYN_OK = {True: 16, False: 4}
# Measures older than three months: plan and evaluation the last half-year, plan only, neither.
EVALUERING = {
    OSTBYEN: {"evaluert": 24, "plan": 1},
    NORDRE_AS: {"evaluert": 22, "plan": 2, "ingen": 1},
    VESTBYEN: {"evaluert": 20, "plan": 3, "ingen": 2},
    OMSORGSENHETEN: {"evaluert": 19, "plan": 4, "ingen": 2},
    SORLIA: {"evaluert": 17, "plan": 5, "ingen": 3},
    MIDTBYEN: {"evaluert": 13, "plan": 7, "ingen": 5},
}
FOSTERHJEM_KODE = {"2.1": 25, "2.2": 52, "2.3": 12, "2.4": 4, "2.5": 5, "2.6": 2}
NETTVERK = ("2.1", "2.6", "15.1.1", "15.1.5")
UTEN_RELASJON = {True: 1, False: 49}
SVAR_PA_ETTERVERN = {"1": 6, "2": 1, "3": 2, "ikke sendt": 1}

ALDER = {(0, 2): 11, (3, 5): 16, (6, 12): 42, (13, 17): 31}
KJONN = {"1": 53, "2": 47}
MELDER = {
    "8": 30, "11": 10, "24": 7, "25": 2, "2": 9, "10": 8, "9": 6, "5": 5, "7": 5, "6": 4, "13": 4, "4": 3,
    "3": 2, "23": 2, "1": 1, "18": 1, "22": 1,
}  # fmt: skip
TEMA = {
    "7": 9, "9": 6, "3": 12, "25": 8, "6": 11, "24": 9, "20": 8, "2": 7, "21": 6, "22": 5, "14": 4, "26": 4,
    "15": 3, "8": 3, "10": 2, "31": 2, "18": 1,
}  # fmt: skip
HJELPETILTAK_KODE = {
    "3.6": 14, "3.5": 10, "3.7": 16, "4.5": 14, "4.6": 8, "4.3": 8, "3.2": 6, "3.1": 6, "4.4": 8, "6.2": 6, "5.1": 4,
}  # fmt: skip
V5_KODE = {
    "2.1": "15.1.1", "2.2": "15.1.2", "2.3": "15.1.3", "2.5": "15.1.4", "2.6": "15.1.5", "3.6": "11.3", "3.5": "11.12",
    "3.7": "11.2", "4.5": "12.5", "4.6": "12.6", "4.3": "12.4", "3.2": "11.9", "3.1": "11.8", "4.4": "12.1",
    "6.2": "14.2", "5.1": "16.1", "1.1": "15.2.1", "8.2": "15.4.1",
}  # fmt: skip
KREVER_PRESISERING = {"18", "19", "3.7"}

NY_LOV = date(2023, 1, 1)
_HJEMLER = {  # the paragraph today, and in the law of 1992
    "hjelp": (("3", "1"), ("4", "4")),
    "frivillig": (("3", "2"), ("4", "4")),
    "palagt": (("3", "4"), ("4", "4")),
    "ettervern": (("3", "6"), ("1", "3")),
    "akutt": (("4", "2"), ("4", "6")),
    "omsorg": (("5", "1"), ("4", "12")),
    "atferd": (("6", "2"), ("4", "24")),
}


def hjemmel(slag: str, dag: date) -> Hjemmel:
    """The law in force on the day of the decision."""
    ny = dag >= NY_LOV
    kapittel, paragraf = _HJEMLER[slag][0 if ny else 1]
    return Hjemmel(lov="BVL2021" if ny else "BVL", kapittel=kapittel, paragraf=paragraf)


T = TypeVar("T")


class Kortstokk(Generic[T]):
    """Cards in exact proportions, drawn without replacement and shuffled anew when empty: shares hold in few draws."""

    def __init__(self, vekter: dict[T, int], rng: Random) -> None:
        self._alle = [verdi for verdi, antall in vekter.items() for _ in range(antall)]
        self._rng = rng
        self._igjen: list[T] = []

    def trekk(self) -> T:
        if not self._igjen:
            self._igjen = self._alle.copy()
            self._rng.shuffle(self._igjen)
        return self._igjen.pop()


class Stokker:
    """One deck per question, so that an answer to one never follows from the answer to another."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self._stokker: dict[str, Kortstokk[Any]] = {}

    def trekk(self, navn: str, vekter: dict[T, int]) -> T:
        if navn not in self._stokker:
            self._stokker[navn] = Kortstokk(vekter, Random(f"{self.seed}/{navn}"))
        kort: T = self._stokker[navn].trekk()
        return kort

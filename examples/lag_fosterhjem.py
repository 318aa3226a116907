"""Writes the example of 80 foster care cases: what one service has registered, and what its folders show.

    python examples/lag_fosterhjem.py --til MAPPE

240 children live in foster care the whole year, and the register shows four visits for 168 of them: 70 %. In
``trukket.txt`` are the numbers of the cases that the audit «fosterhjem-2024» draws: of those 80 the register shows 56
(70 %) and the folders 68 (85 %).
No child here exists. Needs the standard library only.
"""

import argparse
import csv
import sys
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

BARN, KREVD = 240, 4
AR = (date(2024, 1, 1), date(2024, 12, 31))
# What the folder shows where the register shows too few visits, and how often: answer, kind of fault.
FUNN = {
    ("ja", "registreringsfeil"): 10,
    ("ja", "tellemate"): 2,
    ("nei", "reell"): 9,
    ("nei", "dokumentasjon"): 3,
}
TRUKKET, HOLDT = 80, 56
# The municipality's own questions, and in how many of the 240 folders each has its answer; the rest have the other.
EGNE = {
    "Alt skrevet ned": (36, "nei", "ja"),
    "Barnet født utenfor Norge": (51, "ja", "ikke aktuelt"),
    "Forelder født utenfor Norge": (187, "ja", "ikke aktuelt"),
}
_FASTE = ("Saks-ID", "Journalnr", "Født", "Kjønn", "Plassert", "Type")
_BESOK, _TILSYN = 5, 4


def make(trukket: Sequence[str]) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """The sheet of the register, and the list of what the folders show."""
    numre = [f"FH-{nr:03d}" for nr in range(1, BARN + 1)]
    valgt = [nr for nr in numre if nr in set(trukket)]
    rest = [nr for nr in numre if nr not in set(valgt)]
    funn = {**_told(valgt, HOLDT, "trukket"), **_told(rest, len(rest) * HOLDT // TRUKKET, "resten")}
    egne = {navn: _own(numre, navn, *EGNE[navn]) for navn in EGNE}
    mapper = [_folder_row(nr, *funn[nr]) | {navn: svar[nr] for navn, svar in egne.items()} for nr in numre]
    return [_sheet_row(nr, *funn[nr]) for nr in numre], mapper


def _own(numre: Sequence[str], navn: str, antall: int, svar: str, ellers: str) -> dict[str, str]:
    valgt = set(Random(f"fosterhjem/{navn}").sample(list(numre), antall))
    return {nr: svar if nr in valgt else ellers for nr in numre}


def _told(numre: Sequence[str], holdt: int, navn: str) -> dict[str, tuple[str, str]]:
    """Each case's answer and kind of fault; nothing where the register shows enough visits."""
    slag = [key for key, antall in FUNN.items() for _ in range(antall)]
    brudd = [slag[n % len(slag)] for n in range(len(numre) - holdt)]
    alle = [*[("ja", "")] * holdt, *brudd]
    Random(f"fosterhjem/{navn}").shuffle(alle)
    return dict(zip(numre, alle, strict=True))


def _sheet_row(nr: str, svar: str, feiltype: str) -> dict[str, str]:
    rng = Random(f"fosterhjem/{nr}")
    fodt = date(2008, 1, 1) + timedelta(days=rng.randint(0, 12 * 365))
    inn = max(fodt + timedelta(days=40), date(2020, 6, 1) + timedelta(days=rng.randint(0, 1100)))
    antall = rng.choice((KREVD, KREVD, KREVD, KREVD + 1)) if not feiltype else rng.choice((1, 2, 3, 3, 3))
    rad = dict(
        zip(_FASTE, (nr, f"J-{nr}", _norsk(fodt), rng.choice(("gutt", "jente")), _norsk(inn), "2.2"), strict=True)
    )
    rad |= _dates("Besøk", _BESOK, _spread(rng, antall))
    return rad | _dates("Tilsyn", _TILSYN, _spread(rng, rng.choice((2, 3, 4, 4, 4, 4))))


def _dates(navn: str, plasser: int, datoer: Sequence[date]) -> dict[str, str]:
    return {f"{navn} {n + 1}": _norsk(datoer[n]) if n < len(datoer) else "" for n in range(plasser)}


def _spread(rng: Random, antall: int) -> list[date]:
    steg = ((AR[1] - AR[0]).days - 6) / antall
    return [AR[0] + timedelta(days=2 + int(steg * n + rng.uniform(0.2, 0.8) * steg)) for n in range(antall)]


def _folder_row(nr: str, svar: str, feiltype: str) -> dict[str, str]:
    return {"Saks-ID": nr, "Fire besøk i mappen": svar, "Feiltype": feiltype}


def _norsk(dag: date) -> str:
    return dag.strftime("%d.%m.%Y")


def _write(path: Path, rader: Iterable[dict[str, str]]) -> None:
    alle = list(rader)
    with path.open("w", encoding="utf-8-sig", newline="") as fil:
        ut = csv.DictWriter(fil, list(alle[0]), delimiter=";", lineterminator="\n")
        ut.writeheader()
        ut.writerows(alle)


def main() -> None:
    tolk = argparse.ArgumentParser(description="Skriver eksempelet med 80 fosterhjemssaker.")
    tolk.add_argument("--til", type=Path, required=True)
    valg = tolk.parse_args()
    fil = Path(__file__).with_name("fosterhjem-80") / "trukket.txt"
    ark, mapper = make(fil.read_text(encoding="utf-8").split())
    (valg.til / "uttrekk").mkdir(parents=True, exist_ok=True)
    _write(valg.til / "uttrekk" / "fosterhjem.csv", ark)
    _write(valg.til / "mappene.csv", mapper)
    sys.stdout.write(f"Skrev {len(ark)} saker til {valg.til}\n")


if __name__ == "__main__":
    main()

"""The program's rows against the key, both ways, in words."""

import csv
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from ..judged import judged_on
from ..key import UFASTSATT
from . import fasit_melding, fasit_sak, fasit_tiltak, fasit_vedtak
from .grunn import VARIANTER, Nokkel, Svar, fasit
from .saker import Rad

DELER = (fasit_melding, fasit_tiltak, fasit_vedtak, fasit_sak)  # each puts its rules in the key
FELT = ("start_dato", "frist_dato", "faktisk_dato", "krav", "funnet")
Funnet = dict[Nokkel, Mapping[str, str]]


def kjor(uttrekk: Path, per: date, ut: Path, *, kart: Path | None = None, periode: str | None = "alle") -> Funnet:
    """The program's own answer to the rules of the key, from the file its users get."""
    kommando = [sys.executable, "-m", "bvaudit", "vurder", "--uttrekk", str(uttrekk), "--per", str(per), "--behold-id"]
    kommando += ["--kart", str(kart)] if kart else []
    kommando += ["--periode", periode] if periode else []
    ferdig = subprocess.run(  # the interpreter that runs the test, and words from this file
        [*kommando, "--ut", str(ut)],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ferdig.returncode == 0, f"{ferdig.stdout[-2000:]}\n{ferdig.stderr[-4000:]}"
    return _les(ut / "resultater.csv")


def kjor_motoren(uttrekk: Path, per: date, mappe: Path, *, kart: Path | None = None) -> Funnet:
    """The same without the papers: reading, judging and the file of rows, in this process."""
    return kjor_dagene(uttrekk, [per], mappe, kart=kart)[per]


def kjor_dagene(uttrekk: Path, dager: Sequence[date], mappe: Path, *, kart: Path | None = None) -> dict[date, Funnet]:
    """What the cases are answered on each of the days, when they are read once."""
    return {per: _les(rader) for per, rader in judged_on(uttrekk, dager, mappe, kart=kart, only=VARIANTER)}


def _les(csv_fil: Path) -> Funnet:
    funnet: Funnet = {}
    with csv_fil.open(encoding="utf-8", newline="") as fil:
        for rad in csv.DictReader(fil):
            if rad["variant"] not in VARIANTER.get(rad["regel"], ()):
                continue
            objekt = rad["objekt_id"] or rad["sak"]
            objekt = objekt.removesuffix("/medvirkning")  # v4 gives it no id: named after its investigation
            navn = (rad["regel"], rad["variant"], objekt)
            assert navn not in funnet, f"to rader for {navn}"
            funnet[navn] = rad
    return funnet


def ventet(saker: Sequence[Rad], format_: str, per: date) -> dict[Nokkel, tuple[Rad, Svar]]:
    """What the key says, with the case it is about."""
    return {
        navn: (sak, svar)
        for sak in saker
        if format_ in sak["formater"]
        for navn, svar in fasit(sak, format_, per).items()
    }


def beholdt(svar: Svar, fra: date, til: date) -> bool | None:
    """Whether the period keeps the row; None when the words do not say (a state, or a day that is not fixed)."""
    if svar.apen_fra is not None:
        return svar.apen_fra <= til
    if svar.telles is None:
        return None
    ikke_gjort = bool(svar.utfall & {"ikke oppfylt", "uavklart"})  # kept in every period, however old, when open
    return True if fra <= svar.telles <= til else None if ikke_gjort else False


def avvik(
    fasiten: Mapping[Nokkel, tuple[Rad, Svar]],
    funnet: Funnet,
    hvor: str,
    periode: tuple[date, date] | None = None,
) -> list[str]:
    """Every disagreement in words: missing rows, wrong ones, and rows that should not be there."""
    linjer = []
    for navn, (sak, svar) in fasiten.items():
        sted = f"{' '.join(navn)} (sak {sak['navn']}, {hvor})"
        rad = funnet.get(navn)
        behold = beholdt(svar, *periode) if periode else True
        if rad is None:
            if behold and not svar.kan_mangle:
                linjer.append(f"{sted}: mangler, ventet {_utfall(svar)}")
        elif behold is False:
            linjer.append(f"{sted}: skulle vært utenfor perioden, telles {svar.telles or svar.apen_fra}")
        elif feil := list(_feil(svar, rad)):
            linjer.append(f"{sted}: {'; '.join(feil)}\n    {rad['forklaring']}")
    return linjer + [
        f"{' '.join(navn)} (sak {rad['sak']}, {hvor}): rad som ikke skulle finnes, {rad['utfall']}"
        for navn, rad in sorted(funnet.items())
        if navn not in fasiten
    ]


def _utfall(svar: Svar) -> str:
    return " eller ".join(sorted(svar.utfall))


def _feil(svar: Svar, rad: Mapping[str, str]) -> Iterable[str]:
    if rad["utfall"] not in svar.utfall:
        yield f"utfall: ventet {_utfall(svar)}, fant {rad['utfall']}"
        return
    for felt in FELT:
        verdi = getattr(svar, felt)
        tekst = "" if verdi is None else str(verdi)
        if verdi is not UFASTSATT and tekst != rad[felt]:
            yield f"{felt}: ventet «{tekst}», fant «{rad[felt]}»"

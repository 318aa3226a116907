"""Writes the made-up municipality «Fjordvik kommune» as the documents a journal system sends to the national register.

    python examples/lag_eksempel.py --til MAPPE [--fro 2025] [--saker 720]

Everything is drawn from the seed: the same seed gives the same bytes. No child here exists: numbers are made-up help
numbers whose check digits never hold. Needs the standard library only.
"""

import argparse
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random

if str(Path(__file__).parent) not in sys.path:  # the modules beside this one, also when it is loaded by its path
    sys.path.append(str(Path(__file__).parent))

import eksempel_mal as mal
from eksempel_bygger import Barn, Bygger, new_id
from eksempel_feil import with_faults
from eksempel_historier import long_help, long_placement, new_case
from eksempel_kanter import KANTER
from eksempel_modell import Innsending, Sak, as_of
from eksempel_plassering import acute, after_eighteen, institution
from eksempel_senere import SENERE_UTTREKK, later_cases
from eksempel_xml import document

FLERE_INNSENDINGER = {0: 16, 1: 3, 2: 1}  # how many earlier submissions a case has in the folder
_TID_I_ARKIV = (2025, 12, 31, 2, 0, 0)
_FORTELLINGER: dict[str, Callable[[Bygger], None]] = {
    "hjelpetiltak": long_help,
    "fosterhjem": long_placement,
    "ettervern": after_eighteen,
    "akutt": acute,
    "institusjon": institution,
}
_ENHETER: dict[str, dict[str, int]] = {"hjelpetiltak": mal.ENHET_HJELPETILTAK, "fosterhjem": mal.ENHET_FOSTERHJEM}


@cache
def _cases(seed: int, cases: int) -> tuple[Sak, ...]:
    return tuple(with_faults(_faultless(seed, cases), seed)[0])


def make_cases(*, seed: int = 2025, cases: int = 720) -> list[Sak]:
    """The cases as they stand when the extract is taken, in the order of their journal numbers."""
    return list(_cases(seed, cases))


def make_submissions(*, seed: int = 2025, cases: int = 720) -> list[Innsending]:
    """Every document: the latest of each case, and for some the earlier ones it follows after."""
    saker = make_cases(seed=seed, cases=cases)
    stokker = mal.Stokker(seed)
    innsendinger = [rad for sak in saker for rad in _submissions(sak, stokker)]
    return _with_broken_chain(innsendinger, seed)


def write_example(folder: Path, *, seed: int = 2025, cases: int = 720) -> int:
    """Writes every document to ``folder`` and returns how many. Refuses a folder with other XML documents in it."""
    folder.mkdir(parents=True, exist_ok=True)
    dokumenter = _documents(seed, cases)
    if {p.name for p in folder.glob("*.xml")} - dokumenter.keys():
        raise FileExistsError(f"«{folder}» inneholder andre XML-filer")
    for navn, innhold in dokumenter.items():
        (folder / navn).write_bytes(innhold)
    return len(dokumenter)


def write_earlier(folder: Path, dag: date, *, seed: int = 2025, cases: int = 720) -> int:
    """The whole extract as it was taken the night after ``dag``, one of the earlier ones: every case there was then."""
    folder.mkdir(parents=True, exist_ok=True)
    saker = [sak for sak in make_cases(seed=seed, cases=cases) if sak.start <= dag]
    for sak in saker:
        ny = new_id(Random(f"{seed}/uttrekk/{dag.isoformat()}/{sak.id}"))
        rad = Innsending(id=ny, uttrekk=mal.TIDLIGERE_UTTREKK[dag], sak=as_of(sak, dag), nummer=1, forrige_id=None)
        (folder / rad.filnavn).write_bytes(document(rad))
    return len(saker)


def write_later(folder: Path, dag: date, *, seed: int = 2025, cases: int = 720) -> int:
    """The whole extract as it was taken the night after ``dag``, one of those of 2026. Returns how many documents."""
    folder.mkdir(parents=True, exist_ok=True)
    saker = [sak for sak in later_cases(make_cases(seed=seed, cases=cases), seed) if sak.start <= dag]
    for sak in saker:
        ny = new_id(Random(f"{seed}/uttrekk/{dag.isoformat()}/{sak.id}"))
        rad = Innsending(id=ny, uttrekk=SENERE_UTTREKK[dag], sak=as_of(sak, dag), nummer=1, forrige_id=None)
        (folder / rad.filnavn).write_bytes(document(rad))
    return len(saker)


def write_zip(path: Path, *, seed: int = 2025, cases: int = 720) -> int:
    """The same documents in one zip file, with fixed times. Returns how many."""
    dokumenter = _documents(seed, cases)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as arkiv:
        for navn, innhold in dokumenter.items():
            info = zipfile.ZipInfo(f"fjordvik/{navn}", _TID_I_ARKIV)
            info.create_system, info.compress_type, info.external_attr = 3, zipfile.ZIP_DEFLATED, 0o644 << 16
            arkiv.writestr(info, innhold)
    return len(dokumenter)


def _documents(seed: int, cases: int) -> dict[str, bytes]:
    innsendinger = make_submissions(seed=seed, cases=cases)
    return {i.filnavn: document(i) for i in sorted(innsendinger, key=lambda i: i.filnavn)}


def _faultless(seed: int, cases: int) -> list[Sak]:
    if cases < len(KANTER):
        raise ValueError(f"eksempelet trenger minst {len(KANTER)} saker")
    stokker, barn = mal.Stokker(seed), Barn()
    fortellinger = _plan(stokker, cases)
    return [_tell(nr, slag, stokker, barn) for nr, slag in enumerate(fortellinger, start=1)]


def _plan(stokker: mal.Stokker, cases: int) -> list[str]:
    """Which story each case is: the named ones, a fixed share of the long ones, and new meldinger; shuffled."""
    vanlige = cases - len(KANTER)
    slag = [navn for navn, antall in mal.SLAG.items() for _ in range(antall * vanlige // mal.SLAG_AV)]
    alle = [*(navn for navn, _ in KANTER), *slag, *["ny"] * (vanlige - len(slag))]
    Random(f"{stokker.seed}/rekkefølge").shuffle(alle)
    return alle


def _tell(nr: int, slag: str, stokker: mal.Stokker, barn: Barn) -> Sak:
    vekter = _ENHETER.get(slag, mal.ENHET_MELDING)
    enhet = stokker.trekk("enhet" if vekter is mal.ENHET_MELDING else f"enhet/{slag}", vekter)
    kanter = dict(KANTER)
    # The named cases are the same in every format, and ettervern is not in v5: both are told in v4.
    versjon = "v4" if slag in kanter or slag == "ettervern" else stokker.trekk("versjon", mal.VERSJONER)
    b = Bygger(nr=nr, enhet=enhet, versjon=versjon, stokker=stokker, barn=barn)
    if slag in kanter:
        kanter[slag](b)
    elif slag in _FORTELLINGER:
        _FORTELLINGER[slag](b)
    else:
        new_case(b, _received(b))
    return b.sak


def _received(b: Bygger) -> date:
    i_ar = b.draw("år", mal.ANDEL_I_2025)
    fra = date(2025, 1, 1) if i_ar else mal.FORSTE_MELDING
    til = mal.SISTE_DAG if i_ar else date(2024, 12, 31)
    return fra + timedelta(days=b.rng.randint(0, (til - fra).days))


def _submissions(sak: Sak, stokker: mal.Stokker) -> list[Innsending]:
    rng = Random(f"{stokker.seed}/innsending/{sak.id}")
    ferdig = sak.slutt or mal.SISTE_DAG
    mulige = [d for d in mal.TIDLIGERE_UTTREKK if sak.start <= d < ferdig]
    antall = stokker.trekk("innsendinger", FLERE_INNSENDINGER)
    dager = mulige[max(0, len(mulige) - antall) :]
    uttrekk = [(as_of(sak, dag), mal.TIDLIGERE_UTTREKK[dag]) for dag in dager]
    rader: list[Innsending] = []
    for nummer, (bilde, tid) in enumerate([*uttrekk, (sak, mal.UTTREKK)], start=1):
        forrige = rader[-1].id if rader else None
        rader.append(Innsending(id=new_id(rng), uttrekk=tid, sak=bilde, nummer=nummer, forrige_id=forrige))
    return rader


def _with_broken_chain(innsendinger: list[Innsending], seed: int) -> list[Innsending]:
    """One document follows after one that is not in the folder: part of the extract was lost on the way."""
    alene = next(n for n, rad in enumerate(innsendinger) if rad.nummer == 1 and rad.uttrekk == mal.UTTREKK)
    ukjent = new_id(Random(f"{seed}/kjede"))
    return [replace(rad, forrige_id=ukjent) if n == alene else rad for n, rad in enumerate(innsendinger)]


def main() -> None:
    tolk = argparse.ArgumentParser(description="Skriver eksempelkommunen Fjordvik som XML-dokumenter.")
    tolk.add_argument("--til", type=Path, required=True, help="mappe, eller en fil som slutter på .zip")
    tolk.add_argument("--fro", type=int, default=2025, help="frø for trekningen (standard 2025)")
    tolk.add_argument("--saker", type=int, default=720, help="antall saker (standard 720)")
    valg = tolk.parse_args()
    skriv = write_zip if valg.til.suffix == ".zip" else write_example
    antall = skriv(valg.til, seed=valg.fro, cases=valg.saker)
    sys.stdout.write(f"Skrev {antall} dokumenter til {valg.til}\n")


if __name__ == "__main__":
    main()

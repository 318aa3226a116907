"""Small årshjul, units and registers for the tests of the year."""

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bvaudit.loading.content.kodeverk import read_kodeverk
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.plans import Arshjul, Fordeling, Oppgave
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Ny
from bvaudit.register.planned import opened
from tests.register.logs import Life

FRISTLISTE, REVISJON, SAMLET = "fristliste", "internrevisjon", "nokkeltall"
NORD, SOR, VEST = "nord", "sor", "vest"
STAB, LEDER = "stab", "barnevernleder@nord"


def task(id_: str = FRISTLISTE, *maneder: int, **values: Any) -> Oppgave:
    given = {
        "tittel": f"Kontroll {id_}",
        "beskrivelse": "Som vi pleier.",
        "maneder": maneder or tuple(range(1, 13)),
        "eier": "Teamleder",
        "enheter": "alle",
        "dokumentasjon": "Et notat.",
        "rolle": "teamleder",
    }
    return Oppgave(id=id_, **{**given, **values})


def dealt(*maneder: int, **values: Any) -> Oppgave:
    return task(REVISJON, *maneder, gjores_av=Fordeling.DELT, rolle="stab", **values)


def together(*maneder: int, **values: Any) -> Oppgave:
    return task(SAMLET, *maneder, gjores_av=Fordeling.SAMLET, **{"rolle": "stab", **values})


def wheel(*oppgaver: Oppgave, id_: str = "arshjul", fra: date = date(2024, 1, 1), egen: bool = True) -> Arshjul:
    given = {"tittel": "Årshjulet", "kilde": "Laget for en test.", "fil": f"arshjul/{id_}.yaml"}
    return Arshjul(id=id_, gjelder_fra=fra, oppgaver=oppgaver, egen=egen, **given)


@cache
def words() -> Kodeverk:
    kodeverk, problems = read_kodeverk(Path(__file__).resolve().parents[2] / "rules" / "kodeverk" / "avvik.yaml")
    assert kodeverk is not None, problems
    return kodeverk


def context(*arshjul: Arshjul, enheter: tuple[str, ...] = (NORD, SOR), **values: Any) -> Kontekst:
    names = {one: f"Barnevern {one.replace('sor', 'sør')}" for one in enheter}
    return Kontekst(regler={}, kodeverk=words(), enheter=names, arshjul=arshjul, **values)


def begun(kontekst: Kontekst, dag: date = date(2026, 1, 1)) -> Life:
    life = Life(kontekst)
    life.do(MASKINEN, RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", dag=dag), dag)
    return life


def written(life: Life, nr: str, dag: date, *, hvem: str = STAB, **felt: str) -> Life:
    """The fields in order, each through the guards; a control nobody has written of is opened first."""
    texts = ("belegg", "grunn")
    made = [
        FeltSatt(nr=nr, felt=navn, **{"tekst" if navn in texts else "verdi": verdi}) for navn, verdi in felt.items()
    ]
    for ny in opened(life.reg, life.kontekst, [Ny(hvem=hvem, hendelse=one) for one in made], dag):
        life.do(ny.hvem, ny.hendelse, dag)
    return life


def done(life: Life, nr: str, utfort: date, dag: date | None = None) -> Life:
    return written(life, nr, dag or utfort, utfort=utfort.isoformat(), belegg="Arkivet", status="utfort")


def otherwise(life: Life, **values: Any) -> Life:
    """The same log in a world that has changed."""
    other = Life(replace(life.kontekst, **values))
    other.events, other.reg = list(life.events), life.reg
    return other

"""The small register of two units with something planned: an årshjul, a list and a supervision, all made up."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.plans import Arshjul, Fordeling, Oppgave
from bvaudit.model.registeret.hendelser import FeltSatt, TingOpprettet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.ting import Slag, point_number, supervision_number, task_number
from bvaudit.model.tilsyn import Tilsyn, Tilsynsdatoer, Tilsynsfunn
from bvaudit.register.planned import opening
from bvaudit.reports.register_memory import of_unit
from bvaudit.reports.xlsx.register import write_memory, write_planned
from bvaudit.workflows.register_export import remembered
from tests.register import merge_example
from tests.register.merge_example import DAG, LEDER, NORD, SOR, logged

FEBRUAR, MARS, APRIL = date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)
NORDS = task_number(FEBRUAR, "frister", NORD)
NORDS_NESTE = task_number(APRIL, "frister", NORD)
SORS = task_number(FEBRUAR, "frister", SOR)
FELLES = task_number(MARS, "rapport", "")
AVTALE, RUTINE, STABENS = (point_number("avtaler", one) for one in ("vakt", "kart", "lag"))
TILSYN = supervision_number("sjovik")


def task(id: str, *maneder: int, **more: object) -> Oppgave:
    made = Oppgave(
        id=id,
        tittel=f"Kontrollen {id}",
        beskrivelse="Slik",
        maneder=maneder,
        eier="Barnevernleder",
        enheter="alle",
        dokumentasjon="Et notat",
        rolle="barnevernleder",
    )
    return replace(made, **more)  # type: ignore[arg-type]


@cache
def world() -> Kontekst:
    hjul = Arshjul(
        id="hjul",
        tittel="Årshjulet",
        gjelder_fra=date(2026, 1, 1),
        kilde="",
        oppgaver=(
            task("frister", 2, 4),
            task("rapport", 3, gjores_av=Fordeling.SAMLET, rolle="stab", eier="Stab"),
        ),
        fil="innhold.yaml",
        egen=True,
    )
    liste = Liste(
        id="avtaler",
        tittel="Avtalene",
        listeslag=Listeslag.AVTALER,
        kilde="",
        innhold=(
            Listepunkt(
                id="vakt",
                tekst="Vakt sammen med naboen",
                enheter=(NORD,),
                status="pagar",
                slutt=date(2026, 5, 31),
                eier="Barnevernleder",
            ),
            Listepunkt(id="kart", tekst="Kartlegging", enheter=(SOR,), slutt=date(2027, 1, 1)),
            Listepunkt(id="lag", tekst="Felles lag", enheter=(NORD, SOR), slutt=date(2026, 12, 31)),
        ),
        fil="innhold.yaml",
        egen=True,
    )
    tilsyn = Tilsyn(
        id="sjovik",
        tittel="Tilsyn med undersøkelser",
        ar="2026",
        kommune="Prøve",
        saksnummer="2026/7",
        datoer=Tilsynsdatoer(varsel=date(2026, 2, 2)),
        funn=(
            Tilsynsfunn(
                id="ett",
                tekst="Undersøkelsene tar for lang tid",
                funn=(Tilsynsfunn(id="plan", tekst="Det mangler en plan"),),
            ),
            Tilsynsfunn(id="to", tekst="Barnet blir ikke hørt"),
        ),
        fil="innhold.yaml",
        egen=True,
    )
    return replace(merge_example.kontekst(), arshjul=(hjul,), lister=(liste,), tilsyn=(tilsyn,))


def planned_in(enheter: Mapping[str, str]) -> dict[str, Any]:
    """For units by id and name, what the content of a municipality may plan: every text names every unit."""
    alle = f"som i {', '.join(enheter.values())} ({', '.join(enheter)})"
    hjul = Arshjul(
        id="hjul",
        tittel=f"Årshjul {alle}",
        gjelder_fra=date(2026, 1, 1),
        kilde=alle,
        oppgaver=(
            task("frister", 4, tittel=f"Frister {alle}", dokumentasjon=alle),
            task("rapport", 3, gjores_av=Fordeling.SAMLET, rolle="stab"),
        ),
        fil="innhold.yaml",
        egen=True,
    )
    each = tuple(
        Listepunkt(id=f"vakt-{id[-2:]}", tekst=f"Vakt {alle}", beskrivelse=alle, enheter=(id,), kilde=alle, effekt=alle)
        for id in enheter
    )
    shared = Listepunkt(id="lag", tekst="Felles lag", enheter=tuple(enheter))
    liste = Liste(
        id="avtaler",
        tittel=f"Avtaler {alle}",
        listeslag=Listeslag.ANNET,
        kilde=alle,
        innhold=(*each, shared),
        fil="innhold.yaml",
        egen=True,
    )
    first = next(iter(enheter))
    funn = (Tilsynsfunn(id="ett", tekst=alle),)
    made = Tilsyn(id="en", tittel=f"Tilsyn {alle}", ar="2026", kommune="Prøve", funn=funn, fil="a.yaml", egen=True)
    return {
        "arshjul": (hjul,),
        "lister": (liste,),
        "tilsyn": (replace(made, enheter=(first,), myndighet=alle), replace(made, id="alle")),
    }


@cache
def log() -> tuple[Logget, ...]:
    """As the small register, and a control in Nord that somebody has begun."""
    events = [
        (LEDER, opening(world(), NORDS, LEDER, DAG)),
        (LEDER, FeltSatt(nr=NORDS, felt="status", verdi="pagar")),
        (LEDER, FeltSatt(nr=NORDS, felt="belegg", tekst="Møtereferat")),
    ]
    assert isinstance(events[0][1], TingOpprettet) and events[0][1].slag is Slag.OPPGAVE
    return logged(events, merge_example.log())


def made(path: Path, enhet: str = "", *, alone: bool = False, events: tuple[Logget, ...] | None = None) -> Path:
    """The workbook of the register, or what is planned ``alone``, of the municipality or of a unit."""
    memory = remembered(log() if events is None else events, world(), dag=DAG, kommune="Prøve")
    if enhet:
        memory = replace(of_unit(memory, enhet), mottaker=f"barnevernleder@{enhet}")
    path.parent.mkdir(parents=True, exist_ok=True)
    (write_planned if alone else write_memory)(memory, path)
    return path

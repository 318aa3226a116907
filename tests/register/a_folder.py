"""A municipality's folder with a register, written through the door, guards and all."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bvaudit.model.kommune import Kommune
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Bevis
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert
from bvaudit.model.registeret.hendelser_avvik import BevisLagtTil, Varslet
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Logget, Ny
from bvaudit.workflows.register_folder import write
from tests.register.a_log import SECRET
from tests.register.an_register import NORD, a_context
from tests.register.logs import opened

DAG = date(2026, 1, 12)
TID = datetime(2026, 1, 12, 9, 30, tzinfo=UTC)
LEDER = f"barnevernleder@{NORD}"
AV = "AV-2026-0001"


def a_folder(rot: Path) -> Mappe:
    rot.mkdir(parents=True, exist_ok=True)
    (rot / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9999"\n', encoding="utf-8")
    return a_mappe(rot)


def a_mappe(rot: Path) -> Mappe:
    return Mappe(rot=rot, kommune=Kommune(navn="Fjordvik", kommunenummer="9999"))


def written(mappe: Mappe, *new: Ny | Hendelse, tid: datetime = TID) -> tuple[Logget, ...]:
    """By the machine, unless somebody is named."""
    return write(
        mappe,
        [one if isinstance(one, Ny) else Ny(hvem=MASKINEN, hendelse=one) for one in new],
        kontekst=a_context(),
        tid=tid,
        expected=None,
    )


def by(hvem: str, event: Hendelse) -> Ny:
    return Ny(hvem=hvem, hendelse=event)


def run_with_one_avvik() -> Sequence[Hendelse]:
    """A run, and the avvik it opened in one unit with three objects."""
    proof = tuple(
        Bevis(sak=f"S-{at}", objekt="undersokelse", objekt_id=f"U-{at}", enhet=NORD, start=None, dag=DAG, kjoring="k1")
        for at in range(3)
    )
    return (
        RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", nokkel="n1", dag=DAG),
        KjoringSkrevet(kjoring="k1", dag=DAG, uttrekk="u1", antall_objekter=20, enheter={NORD: 20}),
        opened(AV, enhet=NORD, eier=LEDER, dag=DAG),
        BevisLagtTil(nr=AV, antall=3, bevis=proof, kjoring="k1", dag=DAG),
    )


def a_register(rot: Path) -> Mappe:
    """Eight events: the run and its avvik, told by stab, and three things the unit wrote; 7 ought not to be there."""
    mappe = a_folder(rot)
    written(mappe, *run_with_one_avvik())
    written(mappe, by("stab", Varslet(nr=AV, dag=DAG, hvordan="i ledermøtet")))
    written(mappe, by(LEDER, FeltSatt(nr=AV, felt="frist_plan", verdi="2026-03-01")))
    written(mappe, by(LEDER, Kommentert(nr=AV, tekst=SECRET)))
    written(mappe, by(LEDER, Kommentert(nr=AV, tekst="planen er sendt")))
    return mappe

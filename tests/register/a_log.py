"""A small log for the tests: what is in it is known, event by event."""

from datetime import UTC, date, datetime
from pathlib import Path

from bvaudit.model.registeret.avvik import Bevis
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, Sladdet
from bvaudit.model.registeret.hendelser_avvik import BevisLagtTil, Varslet
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.logg import Del, Hendelse, Logget, Ny
from bvaudit.register.store import create, open_log

TID = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
AV = "AV-2026-0001"
SECRET = "Ola har ringt om dette"
KEY = "S-0123456789abcdef"


def ny(event: Hendelse, hvem: str = "stab") -> Ny:
    return Ny(hvem=hvem, hendelse=event)


def events() -> tuple[Ny, ...]:
    """Six: begun, evidence (3 keys), told, a comment that ought not to be there, a date, one more comment."""
    bevis = Bevis(
        sak=KEY, objekt="undersokelse", objekt_id="U-1", enhet="ost", start=None, dag=date(2026, 3, 1), kjoring="k1"
    )
    return (
        ny(RegisterBegynt(kommune="Fjordvik", kommunenummer="9999", dag=date(2026, 3, 2)), "bvaudit"),
        ny(BevisLagtTil(nr=AV, antall=1, bevis=(bevis,), kjoring="k1", dag=date(2026, 3, 1)), "bvaudit"),
        ny(Varslet(nr=AV, dag=date(2026, 3, 2), hvordan="i ledermøtet")),
        ny(Kommentert(nr=AV, tekst=SECRET), "leder@ost"),
        ny(FeltSatt(nr=AV, felt="frist_plan", verdi="2026-04-01"), "leder@ost"),
        ny(Kommentert(nr=AV, tekst="planen er sendt"), "leder@ost"),
    )


def make(folder: Path, *more: Ny) -> Path:
    """The six, each written by itself, in ``folder/register/register.sqlite``."""
    path = folder / "register" / "register.sqlite"
    first, *rest = events()
    create(path, (first,), TID)
    for each in (*rest, *more):
        write(path, each)
    return path


def write(path: Path, *new: Ny) -> tuple[Logget, ...]:
    with open_log(path) as log:
        return log.append(new, TID, log.head())


def strike(path: Path, nr: int = 4, part: Del = Del.TEKST) -> None:
    struck = Sladdet(hendelse=nr, del_=part.value, grunn="navn i teksten", nr=AV)
    with open_log(path) as log:
        log.strike(nr, part, ny(struck), TID)

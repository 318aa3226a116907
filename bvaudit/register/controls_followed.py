"""How far what a control found has come: the status of each control and unit, and the cases people say are mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.model.kodeverk import IKKE_STARTET
from bvaudit.model.kontrollfunn import Kontrollfunn, Kontrollsak
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.ting import Slag, Ting, control_number

FIELDS = ("grunn", "belegg", "eier", "frist", "status")  # what rests on something is written after it


def with_state(found: Iterable[Kontrollfunn], reg: Registeret, kontekst: Kontekst) -> tuple[Kontrollfunn, ...]:
    """With what the log says of each. What was followed and is not found any more is there too, with no cases: nobody
    ends it but a person."""
    told = {one.nr: _told(one, reg) for one in found}
    for ting in reg.av_slag(Slag.KONTROLL):
        if ting.nr not in told:
            gone = Kontrollfunn(nr=ting.nr, regel=ting.verdi("kontroll"), tekst=ting.tittel, enhet=ting.enhet)
            told[ting.nr] = _told(gone, reg)
    return tuple(sorted(told.values(), key=lambda one: (one.regel, kontekst.enhet(one.enhet))))


def _told(one: Kontrollfunn, reg: Registeret) -> Kontrollfunn:
    ting = reg.ting.get(one.nr)
    saker = tuple(Kontrollsak(sak=case.sak, rettet=_mended(case.sak, one.regel, reg.merket)) for case in one.saker)
    if ting is None:
        return replace(one, saker=saker, status=IKKE_STARTET)
    return replace(
        one,
        saker=saker,
        status=ting.verdi("status") or IKKE_STARTET,
        eier=ting.verdi("eier") or ting.eier,
        frist=ting.dato("frist"),
        belegg=ting.verdi("belegg"),
        grunn=ting.verdi("grunn"),
    )


def _mended(sak: str, regel: str, merket: Mapping[tuple[str, str], date]) -> date | None:
    said = [day for day in (merket.get((regel, sak)), merket.get(("", sak))) if day is not None]
    return max(said, default=None)


def acts(
    regel: str, enhet: str, verdier: Mapping[str, str], fritekst: Sequence[str], saker: Sequence[str], dag: date
) -> Iterator[Hendelse]:
    """What was said of a control in a unit: its fields, as canonical text, and the cases that were mended on ``dag``.
    ``fritekst`` are the names of the fields that are free text."""
    nr = control_number(regel, enhet)
    for navn in FIELDS:
        if (verdi := verdier.get(navn, "")) and navn in fritekst:
            yield FeltSatt(nr=nr, felt=navn, tekst=verdi)
        elif verdi:
            yield FeltSatt(nr=nr, felt=navn, verdi=verdi)
    if saker:
        yield SakMerket(enhet=enhet, regel=regel, sak=tuple(saker), rettet=dag)


def due_of(ting: Ting) -> date | None:
    """The day its cases are to be mended by, while that is waited for."""
    ended = ting.verdi("status") in ("gjennomfort", "stanset", "ikke-aktuelt")
    return None if ended or ting.avsluttet is not None else ting.dato("frist")

"""What a draw came to, as lines for the person who made it."""

from collections.abc import Iterator, Mapping

from bvaudit.model.objekt import Utelatt
from bvaudit.model.utvalg import Rolle, Stratum, Utvalg
from bvaudit.texts import counted, text


def draw_lines(utvalg: Utvalg) -> Iterator[str]:
    """Cases by unit and group, what was left out of the frame, and the print that is noted the same day."""
    yield text("terminal.trekk.tittel", id=utvalg.id, fro=utvalg.fro)
    for enhet, whole in utvalg.ramme_antall.items():
        roles = [t.rolle for t in utvalg.trekk if t.enhet == enhet]
        drawn, reserve = roles.count(Rolle.TRUKKET), roles.count(Rolle.RESERVE)
        every = text("terminal.trekk.alle") if drawn == whole else ""
        yield "  " + counted("terminal.trekk.enhet", whole, enhet=enhet, trukket=drawn, alle=every, reserve=reserve)
        yield from _groups([stratum for stratum in utvalg.strata if stratum.enhet == enhet])
    yield from _of_checklist(utvalg)
    yield text("terminal.trekk.avtrykk", avtrykk=utvalg.kort_avtrykk)
    yield text("terminal.trekk.skriv")


def shortcomings(
    utvalg: Utvalg, kvoter: Mapping[str, str], kommunenavn: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The quotas that could not be filled, and why there is no weighted share. ``kvoter`` are their sentences by id."""
    names = kommunenavn or {}
    for k in utvalg.kvoter:
        if k.mangler:
            where = f"{k.enhet}, {names.get(k.kommune, k.kommune)}" if k.kommune else k.enhet
            yield counted("trekning.kvote_mangler", k.mangler, enhet=where, kvote=kvoter.get(k.id, k.id), krav=k.krav)
    if utvalg.uten_vekt:
        yield utvalg.uten_vekt


def left_out(utvalg: Utvalg) -> Iterator[tuple[str, int]]:
    """Each reason as a person reads it, with the count, in the order they were tried."""
    for reason in Utelatt:
        if number := utvalg.utelatt.get(reason.value, 0):
            yield text(f"trekning.utelatt.{reason.value}"), number


def _groups(strata: list[Stratum]) -> Iterator[str]:
    for stratum in strata:
        if stratum.navn:
            yield text("trekning.vist.gruppe", gruppe=stratum.navn, trukket=stratum.antall, n=stratum.ramme_antall)


def _of_checklist(utvalg: Utvalg) -> Iterator[str]:
    if utvalg.utelatt:
        yield text("trekning.vist.utelatt")
        yield from (text("trekning.vist.utelatt_linje", grunn=reason, antall=n) for reason, n in left_out(utvalg))
    for kvote in dict.fromkeys(k.id for k in utvalg.kvoter):
        asked = {k.enhet for k in utvalg.kvoter if k.id == kvote}
        short = {k.enhet for k in utvalg.kvoter if k.id == kvote and k.mangler}
        yield text("trekning.vist.kvote", kvote=kvote, fylt=len(asked - short), enheter=len(asked))
    if utvalg.kvoter and not utvalg.uten_vekt:
        yield text("trekning.vist.vekt")
    if utvalg.utvides_til:
        yield text("trekning.vist.utvides", antall=utvalg.utvides_til)

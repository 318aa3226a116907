"""Recommendation → measure → risk → avvik → figure: what is tied to what, and where something is lacking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bvaudit.model.kodeverk import DROPPET, FULLFORT, I_BRUK, PLANLAGT
from bvaudit.model.lister import Liste, Listeslag
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.kjede import (
    Bindes,
    Kjedeledd,
    Kjederad,
    Kjedetall,
    Kjedevirkning,
    Ledd,
    Virkning,
)
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import link_number
from bvaudit.register.list_links import Links, Punktet, avvik_of
from bvaudit.register.listed import GIVEN_UP

PROPOSED = "forslag"
NOT_BEGUN = (PROPOSED, "ikke-startet", "planlagt")
_ASKS = (Ledd.ANBEFALING, Ledd.RISIKO, Ledd.KRAV)
# How far a measure of the register has come, in the words of the lists.
_OF_REGISTER = {PLANLAGT: "planlagt", I_BRUK: "pagar", FULLFORT: "gjennomfort", DROPPET: "stanset"}
_MEASURED = {
    Forsoksutfall.NADD: Virkning.MALT,
    Forsoksutfall.IKKE_NADD: Virkning.MALT_IKKE_NADD,
    Forsoksutfall.FA_AVSLUTT: Virkning.MALT_IKKE_NADD,
}


def chain(lister: Sequence[Liste], reg: Registeret, kontekst: Kontekst) -> tuple[Kjederad, ...]:
    """A row for every recommendation, risk and challenge of the lists, and then one for every measure. Other lists the
    municipality has are looked in too, so that a chain is whole also when one list is asked of; not those another has
    come after."""
    asked = {liste.id for liste in lister}
    tied = _Tied(links=Links.of(lister, kontekst), reg=reg, kontekst=kontekst)
    points = [one for one in tied.links.points.values() if one.liste.id in asked]
    asking = [tied.asking(one) for ledd in _ASKS for one in points if one.ledd is ledd]
    measures = [(one, tied.measure(one)) for one in points if one.ledd is Ledd.TILTAK]
    # What is done for the employees answers nothing here unless somebody has said that it does.
    apart = (Listeslag.HMS,)
    return (*asking, *(row for one, row in measures if one.liste.listeslag not in apart or _answers(row)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Tied:
    links: Links
    reg: Registeret
    kontekst: Kontekst

    def asking(self, one: Punktet) -> Kjederad:
        avvik = avvik_of(one, self.reg, self.kontekst)
        measures = (*self.related(one, (Ledd.TILTAK,)), *self.of_register(avvik))
        counting = [ledd for ledd in measures if ledd.teller]
        known = (*self.measured(avvik), *self.told(one), *self.of_measures(counting))
        effects = tuple({(each.virkning, each.nr): each for each in known}.values())
        row = replace(self._row(one, avvik), tiltak=measures, virkning=effects, andre=self.others(one))
        return replace(row, mangler=tuple(_lacks(counting, effects)))

    def measure(self, one: Punktet) -> Kjederad:
        avvik = avvik_of(one, self.reg, self.kontekst)
        effects = (*self.measured(avvik), *self.told(one))
        row = self._row(one, avvik)
        answers = self.related(one, _ASKS)
        row = replace(row, svarer_pa=answers, virkning=effects, andre=self.others(one))
        return replace(row, mangler=tuple(_lacks_of_measure(row)))

    def _row(self, one: Punktet, avvik: Sequence[Avvik]) -> Kjederad:
        return Kjederad(
            nr=one.nr,
            liste=one.liste.id,
            punkt=one.punkt.id,
            tekst=one.punkt.tekst,
            ledd=one.ledd,
            status=self.status(one),
            avvik=tuple(_figure(each) for each in avvik),
            nokkeltall=one.punkt.nokkeltall,
        )

    def status(self, one: Punktet) -> str:
        ting = self.reg.ting.get(one.nr)
        found = ting.felt.get("status") if ting is not None else None
        return found.verdi if found is not None else one.punkt.status

    def related(self, one: Punktet, wanted: Sequence[Ledd]) -> tuple[Kjedeledd, ...]:
        """Those a person has linked, also through one point between, and then those that share a checkpoint. A point is
        told once, by the strongest tie it has."""
        found: dict[str, Kjedeledd] = {}
        near = list(self.links.neighbours(one.nr))
        for other in near:
            if other.ledd in wanted:
                found[other.nr] = self._ledd(one, other, Bindes.KOBLET)
        for between in (each for each in near if each.ledd in _ASKS):
            for other in self.links.neighbours(between.nr):
                if other.ledd in wanted and other.nr not in (one.nr, *found):
                    found[other.nr] = self._ledd(one, other, Bindes.KOBLET, via=between.nr)
        for regel in one.punkt.regler:
            for other in self.links.by_rule.get(regel, ()):
                if other.ledd in wanted and other.nr not in (one.nr, *found):
                    found[other.nr] = self._ledd(one, other, Bindes.REGLER)
        return tuple(found.values())

    def others(self, one: Punktet) -> tuple[Kjedeledd, ...]:
        """What else a person has linked it with: a risk, an agreement, a figure's theme."""
        told = (Ledd.TILTAK,) if one.ledd in _ASKS else _ASKS
        return tuple(
            self._ledd(one, other, Bindes.KOBLET) for other in self.links.neighbours(one.nr) if other.ledd not in told
        )

    def _ledd(self, one: Punktet, other: Punktet, bindes: Bindes, via: str = "") -> Kjedeledd:
        shared = tuple(regel for regel in one.punkt.regler if regel in other.punkt.regler)
        alike = (one.liste.om_loven, one.liste.avvik) == (other.liste.om_loven, other.liste.avvik)
        return Kjedeledd(
            nr=other.nr,
            liste=other.liste.id,
            tekst=other.punkt.tekst,
            status=self.status(other),
            bindes=bindes,
            regler=shared,
            via=via,
            teller=bindes is Bindes.KOBLET or alike,
        )

    def of_register(self, avvik: Sequence[Avvik]) -> Iterator[Kjedeledd]:
        """The measures the register has for its open avvik."""
        seen: set[str] = set()
        for one in (each for each in avvik if each.apen):
            for nr in one.tiltak:
                ting, link = self.reg.ting.get(nr), self.reg.ting.get(link_number(one.nr, nr))
                if ting is None or nr in seen:
                    continue
                seen.add(nr)
                kode = (link.verdi("tiltaksstatus") if link is not None else "") or ting.verdi("tiltaksstatus")
                status = _OF_REGISTER.get(kode or PLANLAGT, kode)
                yield Kjedeledd(
                    nr=nr, liste="", tekst=ting.tittel, status=status, bindes=Bindes.REGLER, regler=(one.regel,)
                )

    def measured(self, avvik: Sequence[Avvik]) -> Iterator[Kjedevirkning]:
        """The last attempt of each that counts: nothing of what a run only says for now."""
        for one in avvik:
            done = [f for f in one.forsok if f.ferdig and not f.forelopig and f.hendelse > one.maling_fra]
            if done:
                last = done[-1]
                virkning = _MEASURED.get(last.utfall, Virkning.MALT_UVISST)
                yield Kjedevirkning(virkning=virkning, nr=one.nr, dag=last.per, n=last.n, brudd=last.brudd)

    def told(self, one: Punktet) -> Iterator[Kjedevirkning]:
        """What the list or somebody since says of the effect."""
        ting = self.reg.ting.get(one.nr)
        found = ting.felt.get("effekt") if ting is not None else None
        said = found.verdi if found is not None else one.punkt.effekt
        if said:
            yield Kjedevirkning(
                virkning=Virkning.SAGT, nr=one.nr, tekst=said, dag=found.tid.date() if found is not None else None
            )

    def of_measures(self, measures: Sequence[Kjedeledd]) -> Iterator[Kjedevirkning]:
        """The effect of those that stand in a list: what is measured of them, and what is said."""
        for point in (self.links.points[ledd.nr] for ledd in measures if ledd.nr in self.links.points):
            yield from self.measured(avvik_of(point, self.reg, self.kontekst))
            yield from self.told(point)


def _answers(row: Kjederad) -> bool:
    return any(one.teller for one in row.svarer_pa)


def _figure(avvik: Avvik) -> Kjedetall:
    start = avvik.utgangspunkt
    return Kjedetall(
        avvik=avvik.nr,
        regel=avvik.regel,
        enhet=avvik.enhet,
        apent=avvik.apen,
        n=start.n if start is not None else None,
        brudd=start.brudd if start is not None else None,
        per=start.per if start is not None else None,
    )


def _lacks(measures: Sequence[Kjedeledd], effects: Sequence[Kjedevirkning]) -> Iterator[str]:
    live = [one for one in measures if one.status not in GIVEN_UP]
    if live and not any(_is_answer(one) for one in live):
        yield "bare-sjekkpunkt"
    if not live:
        yield "uten-tiltak"
    elif all(one.status == PROPOSED for one in live):
        yield "bare-forslag"
    elif all(one.status in NOT_BEGUN for one in live):
        yield "ikke-begynt"
    else:
        yield from _no_effect(effects)


def _is_answer(one: Kjedeledd) -> bool:
    """A person has linked it, or it is a measure of the register for an avvik of the row. One that only shares a
    checkpoint may be about something else, and nobody has said that it is an answer."""
    return one.bindes is Bindes.KOBLET or not one.liste


def _lacks_of_measure(row: Kjederad) -> Iterator[str]:
    if not _answers(row):
        yield "svarer-ikke"
    if row.status in GIVEN_UP:
        return
    if row.status in NOT_BEGUN:
        yield "ikke-begynt"
    else:
        yield from _no_effect(row.virkning)


def _no_effect(effects: Sequence[Kjedevirkning]) -> Iterator[str]:
    """What was measured and not reached is told whatever somebody has written."""
    found = {one.virkning for one in effects}
    if Virkning.MALT_IKKE_NADD in found:
        yield "malt-ikke-nadd"
    elif not found & {Virkning.MALT, Virkning.SAGT}:
        yield "uten-virkning"

"""The days of what the content plans: the controls of the year, the supervisions, and the points of lists.

Each is told from where it stands now (``planlagt.py``); what is over and done with has no day any more.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from bvaudit.model.kodeverk import IKKE_AKTUELT, IKKE_UTFORT, UTFORT
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag, Oppgavestand, Punktstand, Tilsynsstand
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.due_row import falls_due
from bvaudit.register.list_links import unit_ids
from bvaudit.register.listed import AGAIN, GIVEN_UP, WAITING, is_over
from bvaudit.register.supervised import wanted
from bvaudit.register.supervised_units import findings
from bvaudit.texts import text

_RUN_OUT = (Listeslag.AVTALER, Listeslag.LEVERANDORER)
_ENDS = {Listeslag.PILOTER: "pilot", **dict.fromkeys(_RUN_OUT, "avtale")}
_LONGEST = 80


def tasks(stands: Iterable[Oppgavestand], dag: date, signert: Collection[tuple[int, str]] = ()) -> Iterator[Forfall]:
    """What is neither done nor of no use, and has no avvik that is followed in its place. ``signert``: the year and
    unit (empty: all) somebody has signed for; what was missed there has been told, and goes into the next year."""
    for one in stands:
        ended = one.status in (UTFORT, IKKE_AKTUELT) or one.avvik or one.merknad
        told = {(one.maned.year, ""), (one.maned.year, one.enhet)} & set(signert)
        if ended or (one.frist < dag and (told or not one.forfalt)):
            continue
        where = ("--enhet", one.enhet) if one.enhet else ()
        month = ("arshjul", "--maned", f"{one.maned:%Y-%m}", *where)
        hva = text("forfall.oppgave.hva", tittel=one.tittel, maned=_month(one.maned), ar=one.maned.year)
        gjor = text(f"forfall.oppgave.{'ikke-utfort' if one.status == IKKE_UTFORT else 'gjor'}")
        yield falls_due(
            Forfallslag.OPPGAVE,
            one.nr,
            hva,
            gjor,
            one.frist,
            dag,
            enhet=one.enhet,
            eier=one.eier,
            kommando=month,
        )


def supervision(stand: Tilsynsstand, tilsyn: Tilsyn, kontekst: Kontekst, dag: date) -> Iterator[Forfall]:
    """What the authority waits for, in every unit it concerns, and what is agreed and has not come to pass: a visit.
    That one stays on the list when its day is over, until somebody writes that it has been."""
    named = {one.id: units for one, _, units, _ in findings(tilsyn)}
    for one in stand.frister:
        units = [unit for id in one.funn for unit in named.get(id, ())] or list(tilsyn.enheter)
        yield _supervised(stand, wanted(one, tilsyn, kontekst), one.dag, units, kontekst, dag)
    for step in stand.avtaler:
        gjor = kontekst.kodeverk.tekst("tilsynsskritt", step.skritt)
        if step.dag < dag:
            gjor = text("forfall.tilsyn.var", skritt=gjor)
        yield _supervised(stand, gjor, step.dag, tilsyn.enheter, kontekst, dag)


def _supervised(
    stand: Tilsynsstand, gjor: str, frist: date, units: Sequence[str], kontekst: Kontekst, dag: date
) -> Forfall:
    """Where no unit is named, it concerns them all."""
    there = _there(units, kontekst, dag) or tuple(one for one in kontekst.enheter if _is_there(one, kontekst, dag))
    alone = there[0] if len(there) == 1 else ""
    return falls_due(
        Forfallslag.TILSYN,
        stand.nr,
        stand.tittel,
        gjor,
        frist,
        dag,
        enhet=alone,
        eier=stand.eier,
        kommando=("tilsyn", "vis", stand.tilsyn),
        enheter=() if alone else there,
    )


def points(lister: Sequence[Liste], stands: Iterable[Punktstand], kontekst: Kontekst, dag: date) -> Iterator[Forfall]:
    """The days of the points that stand in ``lister``. What ends with an agreement it is linked to, is told once, as
    the agreement; not where it concerns a unit the agreement does not, and no other day is ever held back: two that
    are linked have each their own to do by it."""
    known = {(liste.id, punkt.id): (liste, punkt) for liste in lister for punkt in liste.innhold}
    order = sorted(
        (one for one in stands if (one.liste, one.punkt) in known),
        key=lambda one: known[one.liste, one.punkt][0].listeslag not in _RUN_OUT,
    )
    told: dict[tuple[str, str], tuple[date, frozenset[str]]] = {}
    for stand in order:
        liste, punkt = known[stand.liste, stand.punkt]
        units = frozenset(_there(punkt.enheter, kontekst, dag))
        ended = {told[other] for other in _linked(liste.id, punkt, known) if other in told}
        for frist, gjor in _days(stand, liste):
            ends = frist == stand.slutt and _ends(stand, liste)
            if ends and liste.listeslag in _RUN_OUT:
                told[liste.id, punkt.id] = frist, units
            elif ends and any(day == frist and units <= theirs for day, theirs in ended):
                continue
            yield _point(stand, liste, punkt, gjor, frist, kontekst, dag)


def _linked(
    liste: str, punkt: Listepunkt, known: dict[tuple[str, str], tuple[Liste, Listepunkt]]
) -> set[tuple[str, str]]:
    """The points this one points at, and those that point at it."""
    here = (liste, punkt.id)
    to = {_at(liste, one) for one in punkt.koblet}
    return to | {(of.id, other.id) for of, other in known.values() if here in {_at(of.id, one) for one in other.koblet}}


def _at(liste: str, koblet: str) -> tuple[str, str]:
    first, _, second = koblet.partition(":")
    return (first, second) if second else (liste, first)


def _days(stand: Punktstand, liste: Liste) -> Iterator[tuple[date, str]]:
    """One row for each day: what ends goes before what is to be done, and that before what is to be gone through."""
    found: dict[date, str] = {}
    if stand.slutt is not None and _ends(stand, liste):
        found.setdefault(stand.slutt, text(f"forfall.liste.slutt.{_ENDS.get(liste.listeslag, 'annet')}"))
    if stand.frist is not None and not is_over(stand):
        found.setdefault(stand.frist, text("forfall.liste.frist"))
    if stand.neste is not None:
        found.setdefault(stand.neste, text("forfall.liste.neste"))
    yield from found.items()


def _ends(stand: Punktstand, liste: Liste) -> bool:
    """A pilot is not over before something is decided, also when it has been carried through."""
    if liste.listeslag is Listeslag.PILOTER:
        return stand.beslutning in (*WAITING, AGAIN) and stand.status not in GIVEN_UP
    return not is_over(stand)


def _point(
    stand: Punktstand, liste: Liste, punkt: Listepunkt, gjor: str, frist: date, kontekst: Kontekst, dag: date
) -> Forfall:
    there = _there(punkt.enheter, kontekst, dag)
    return falls_due(
        Forfallslag.LISTE,
        stand.nr,
        text("forfall.liste.hva", punkt=_short(punkt.tekst), liste=liste.tittel),
        gjor,
        frist,
        dag,
        enhet=there[0] if len(there) == 1 else "",
        eier=stand.eier,
        kommando=("liste", "vis", liste.id),
        enheter=there if len(there) > 1 else (),
    )


def _there(named: Sequence[str], kontekst: Kontekst, dag: date) -> tuple[str, ...]:
    """Ids of the units that are named by id or by name, as they are on the day; whoever took over for one that has
    ceased."""
    return tuple(one for one in unit_ids(named, kontekst)[0] if _is_there(one, kontekst, dag))


def _is_there(enhet: str, kontekst: Kontekst, dag: date) -> bool:
    return kontekst.opphort.get(enhet, date.max) >= dag


def _month(first: date) -> str:
    return text(f"lister.maned.m{first.month}").lower()


def _short(tekst: str) -> str:
    tekst = tekst.strip().rstrip(".")
    return tekst if len(tekst) <= _LONGEST else f"{tekst[:_LONGEST].rsplit(' ', 1)[0]} …"

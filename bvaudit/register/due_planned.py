"""The days of what the content plans: the controls of the year, the supervisions, and the points of lists.

Each is told from where it stands now (``planlagt.py``); what is over and done with has no day any more.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from bvaudit.model.kodeverk import IKKE_AKTUELT, IKKE_UTFORT, UTFORT
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Forfall, Forfallslag, Oppgavestand, Punktstand, Tilsynsstand
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.due import falls_due
from bvaudit.texts import counted, text

_DONE, _STOPPED = ("gjennomfort", "stanset", "ikke-aktuelt"), ("stanset", "ikke-aktuelt")
_UNDECIDED = ("", "ikke-avgjort")
_RUN_OUT = (Listeslag.AVTALER, Listeslag.LEVERANDORER)
_ENDS = {Listeslag.PILOTER: "pilot", **dict.fromkeys(_RUN_OUT, "avtale")}
_LONGEST = 80


def tasks(stands: Iterable[Oppgavestand], dag: date, begynt: date | None = None) -> Iterator[Forfall]:
    """What is neither done nor of no use, and has no avvik that is followed in its place. What was over before anybody
    could have written of it (``begynt``), and nobody has, is told by ``bvaudit arshjul`` and not one by one."""
    for one in stands:
        before = begynt is not None and one.frist < begynt and one.satt is None
        if one.status in (UTFORT, IKKE_AKTUELT) or one.avvik or before:
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
    """What the authority waits for, the steps it has told of that lie ahead (a visit), and its days for the findings.
    A finding inside another with the same day is not told by itself."""
    there = units_named(tilsyn.enheter, kontekst) or tuple(kontekst.enheter)
    alone = there[0] if len(there) == 1 else ""
    words = kontekst.kodeverk

    def row(gjor: str, frist: date, enhet: str) -> Forfall:
        return falls_due(
            Forfallslag.TILSYN,
            stand.nr,
            stand.tittel,
            gjor,
            frist,
            dag,
            enhet=enhet,
            eier=stand.eier,
            kommando=("tilsyn", "vis", stand.tilsyn),
            enheter=() if enhet else there,
        )

    for one in stand.frister:
        yield row(text("forfall.tilsyn.frist", skritt=words.tekst("tilsynsskritt", one.skritt)), one.dag, alone)
    for step in stand.skritt:
        if step.dag >= dag:
            yield row(words.tekst("tilsynsskritt", step.skritt), step.dag, alone)
    for (enhet, frist), n in _findings(stand).items():
        yield row(counted("forfall.tilsyn.funn", n), frist, enhet or alone)


def _findings(stand: Tilsynsstand) -> dict[tuple[str, date], int]:
    """(unit, day) → how many findings. What we have closed ourselves is not to be corrected any more, and what the
    authority has let go, neither."""
    found: dict[tuple[str, date], int] = {}
    for one in stand.funn if stand.avsluttet is None else ():
        if one.frist is not None and not one.lukket and one.godtatt is None:
            found[one.enhet, one.frist] = found.get((one.enhet, one.frist), 0) + 1
    return found


def points(lister: Sequence[Liste], stands: Iterable[Punktstand], kontekst: Kontekst, dag: date) -> Iterator[Forfall]:
    """The days of the newest list of each chain. Two points that are linked and end on the same day are told once, as
    the agreement when one of them is."""
    followed = {one.forrige for one in lister}
    known = {(liste.id, punkt.id): (liste, punkt) for liste in lister for punkt in liste.innhold}
    order = sorted(
        (one for one in stands if one.liste not in followed and (one.liste, one.punkt) in known),
        key=lambda one: known[one.liste, one.punkt][0].listeslag not in _RUN_OUT,
    )
    told: dict[tuple[str, str], set[date]] = {}
    for stand in order:
        liste, punkt = known[stand.liste, stand.punkt]
        linked = _linked(liste.id, punkt, known)
        for frist, gjor in _days(stand, liste):
            if any(frist in told.get(other, ()) for other in linked):
                continue
            told.setdefault((liste.id, punkt.id), set()).add(frist)
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
    if stand.frist is not None and stand.status not in _DONE:
        found.setdefault(stand.frist, text("forfall.liste.frist"))
    if stand.neste is not None and stand.status not in _STOPPED:
        found.setdefault(stand.neste, text("forfall.liste.neste"))
    yield from found.items()


def _ends(stand: Punktstand, liste: Liste) -> bool:
    """A pilot is not over before something is decided, also when it has been carried through."""
    if liste.listeslag is Listeslag.PILOTER:
        return stand.beslutning in _UNDECIDED and stand.status not in _STOPPED
    return stand.status not in _DONE


def _point(
    stand: Punktstand, liste: Liste, punkt: Listepunkt, gjor: str, frist: date, kontekst: Kontekst, dag: date
) -> Forfall:
    there = units_named(punkt.enheter, kontekst)
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


def units_named(named: Sequence[str], kontekst: Kontekst) -> tuple[str, ...]:
    """Ids of units that are named by id or by name; one nobody knows is left as it is written."""
    by_name = {name.casefold(): id for id, name in kontekst.enheter.items()}
    return tuple(one if one in kontekst.enheter else by_name.get(one.strip().casefold(), one) for one in named)


def _month(first: date) -> str:
    return text(f"lister.maned.m{first.month}").lower()


def _short(tekst: str) -> str:
    tekst = tekst.strip().rstrip(".")
    return tekst if len(tekst) <= _LONGEST else f"{tekst[:_LONGEST].rsplit(' ', 1)[0]} …"

"""Where the points of a list stand: what the list says, and before it what people have written since."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.lister import BELAGT, KREVER, Liste, Listeendring, Listepunkt, Listeslag, compare
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kjede import Ledd
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Punktstand
from bvaudit.model.registeret.ting import Slag, Ting, point_number
from bvaudit.model.varighet import Varighet
from bvaudit.register.list_links import TALL, Links, Punktet, avvik_of, newest, unit_ids

GJENNOMFORT, STANSET, IKKE_AKTUELT = "gjennomfort", "stanset", "ikke-aktuelt"
GIVEN_UP = (STANSET, IKKE_AKTUELT)
OVER_NOW = (GJENNOMFORT, *GIVEN_UP)  # nothing more is waited for, but what is to be gone through again and again
WAITING = ("", "ikke-avgjort")  # a decision nobody has taken
GOES_ON = ("viderefores", "utvides", "endres")
AGAIN = "endres"  # changed, and tried for another while
current = newest  # the lists anything is waited for in
_DAYS = ("frist", "sist", "slutt")
SOON = Varighet(antall=30, enhet="D")
MISSED = "ikke-gjennomgatt"
NEVER_TOLD = "uten-gjennomgang"  # nobody knows, and what nobody knows is not said to be missed
# What a point lacks, in the words of ``KREVER`` → the code of the warning.
_LACKS = {
    "sannsynlighet": "uten-gradering",
    "konsekvensgrad": "uten-gradering",
    "eier": "uten-eier",
    "sist": NEVER_TOLD,
    "slutt": "uten-slutt",
    "hypotese": "uten-hypotese",
    BELAGT: "uten-kilde",
}


def standing(
    liste: Liste, reg: Registeret, kontekst: Kontekst, dag: date, forrige: Liste | None = None
) -> tuple[Punktstand, ...]:
    """Every point in the order of the list. With the list before, also what has become of each since, and last those
    that are gone (``liste`` is then that of the list before)."""
    links = Links.of((liste,), kontekst)
    changes = compare(forrige, liste) if forrige is not None else {}
    asked = _Asked(reg=reg, kontekst=kontekst, dag=dag, links=links)
    here = [_stand(asked, liste, punkt, changes.get(punkt.id), forrige) for punkt in liste.innhold]
    gone = [
        _stand(asked, forrige, punkt, Listeendring.BORTE, None)
        for punkt in (forrige.innhold if forrige is not None else ())
        if changes[punkt.id] is Listeendring.BORTE and forrige is not None
    ]
    return (*here, *gone)


def before(liste: Liste, lister: Sequence[Liste]) -> Liste | None:
    """The list it comes after, where the municipality has it."""
    return next((one for one in lister if liste.forrige and one.id == liste.forrige), None)


def is_over(stand: Punktstand) -> bool:
    """Whether nothing more is waited for."""
    return stand.status in OVER_NOW


def listed_day(kontekst: Kontekst, nr: str, felt: str) -> date | None:
    """The day the list itself gives for a field of the point with that number, whatever people have written; None where
    it gives none."""
    for liste in kontekst.lister:
        for punkt in liste.innhold:
            if felt in _DAYS and point_number(liste.id, punkt.id) == nr:
                found: date | None = getattr(punkt, felt)
                return found
    return None


def left_out(reg: Registeret, kontekst: Kontekst) -> tuple[Ting, ...]:
    """What people have written of and not said is over, though no list has it any more: the file was changed or
    taken away."""
    listed = {point_number(liste.id, punkt.id) for liste in kontekst.lister for punkt in liste.innhold}
    return tuple(
        ting
        for ting in reg.av_slag(Slag.LISTEPUNKT)
        if ting.nr not in listed and ting.avsluttet is None and ting.verdi("status") not in OVER_NOW
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    reg: Registeret
    kontekst: Kontekst
    dag: date
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class _Written:
    """What people have written goes before the list, also when they have erased it."""

    ting: Ting | None

    def text(self, navn: str, listed: str = "") -> str:
        found = self.ting.felt.get(navn) if self.ting is not None else None
        return found.verdi if found is not None else listed

    def day(self, navn: str, listed: date | None = None) -> date | None:
        found = self.ting.felt.get(navn) if self.ting is not None else None
        if found is None:
            return listed
        return date.fromisoformat(found.verdi) if found.verdi else None


def _stand(
    asked: _Asked, liste: Liste, punkt: Listepunkt, endring: Listeendring | None, forrige: Liste | None
) -> Punktstand:
    one = Punktet(liste=liste, punkt=punkt)
    ting = asked.reg.ting.get(one.nr)
    written = _Written(ting=ting)
    sist, status = written.day("sist", punkt.sist), written.text("status", punkt.status)
    owner = ting.eier if ting is not None and ting.eier else punkt.eier
    earlier = forrige.punkt(punkt.id) if forrige is not None else None
    stand = Punktstand(
        nr=one.nr,
        liste=liste.id,
        punkt=punkt.id,
        status=status,
        eier=written.text("eier", owner) or owner,
        frist=written.day("frist", punkt.frist),
        sist=sist,
        neste=_next(punkt, sist, status),
        slutt=written.day("slutt", punkt.slutt),
        beslutning=written.text("beslutning", punkt.beslutning),
        effekt=written.text("effekt", punkt.effekt),
        belegg=written.text("belegg"),
        grunn=written.text("grunn"),
        endring=endring,
        tidligere=earlier.tekst if earlier is not None and endring is Listeendring.OMFORMULERT else "",
        kommentar=next((said.tekst for said in reversed(ting.kommentarer) if said.tekst), "") if ting else "",
        lenker=_links(asked, one),
    )
    codes = dict.fromkeys(_warnings(asked, one, stand))
    if MISSED in codes:
        codes.pop(NEVER_TOLD, None)
    return replace(stand, advarsler=tuple(codes))


def _next(punkt: Listepunkt, sist: date | None, status: str) -> date | None:
    """When it is to be gone through next: the day the list gives while that is still to come after the last time,
    else so long after it (or after it began, when it never was). What is done once is waited for no more; what is done
    again and again is, until it is given up."""
    if status in GIVEN_UP or (status == GJENNOMFORT and punkt.hvert is None):
        return None
    if punkt.neste is not None and (sist is None or sist < punkt.neste):
        return punkt.neste
    since = sist or punkt.start
    if punkt.hvert is None or since is None:
        return None
    try:
        return pluss(since, punkt.hvert)
    except (ValueError, OverflowError):  # so far ahead that there is no such day
        return None


def _links(asked: _Asked, one: Punktet) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for other in asked.links.neighbours(one.nr):
        found.setdefault(other.ledd.value, []).append(other.nr)
    for avvik in avvik_of(one, asked.reg, asked.kontekst):
        if avvik.apen:
            found.setdefault("avvik", []).append(avvik.nr)
    if one.punkt.nokkeltall:
        found[TALL] = list(one.punkt.nokkeltall)
    return {ledd: tuple(dict.fromkeys(numbers)) for ledd, numbers in found.items()}


def _warnings(asked: _Asked, one: Punktet, stand: Punktstand) -> Iterator[str]:
    if stand.endring is Listeendring.BORTE:
        if not is_over(stand):
            yield "borte-apent"
        return
    yield from _unfounded(stand)
    if unit_ids(one.punkt.enheter, asked.kontekst)[1]:
        yield "ukjent-enhet"
    yield from _not_gone_through(one.punkt, stand, asked.dag)
    yield from _ends(asked.dag, one, stand)
    if is_over(stand):
        return
    if stand.frist is not None and stand.frist < asked.dag:
        yield "over-fristen"
    yield from (_LACKS[name] for name in _lacking(one, stand))
    if one.ledd is Ledd.TILTAK and not stand.eier:
        yield "uten-eier"


def _not_gone_through(punkt: Listepunkt, stand: Punktstand, dag: date) -> Iterator[str]:
    """Past its day; or to be gone through again and again, and nobody has said when it last was."""
    if stand.neste is not None:
        if stand.neste < dag:
            yield MISSED
    elif punkt.hvert is not None and stand.sist is None and stand.status not in GIVEN_UP:
        yield NEVER_TOLD


def _lacking(one: Punktet, stand: Punktstand) -> Iterator[str]:
    """What such a list is to say, and neither the list nor people have said, or people have erased."""
    unsaid = one.liste.mangler(one.punkt)
    for name in KREVER.get(one.liste.listeslag, ()):
        if not getattr(stand, name) if name in ("eier", "sist", "slutt") else name in unsaid:
            yield name


def _unfounded(stand: Punktstand) -> Iterator[str]:
    """Said to be done or given up, without what it takes to say so; or given up, and decided to go on."""
    if stand.status == GJENNOMFORT and not stand.belegg:
        yield "uten-belegg"
    if stand.status in GIVEN_UP and not stand.grunn:
        yield "uten-grunn"
    if stand.status in GIVEN_UP and stand.beslutning in GOES_ON:
        yield "motsier-seg"


def _ends(dag: date, one: Punktet, stand: Punktstand) -> Iterator[str]:
    """A pilot has not come to its end before somebody has decided, also when it has been carried through."""
    if one.liste.listeslag is Listeslag.PILOTER:
        over, waits = "uten-beslutning", stand.beslutning in WAITING and stand.status not in GIVEN_UP
        if stand.beslutning == AGAIN and not is_over(stand):
            over, waits = "utlopt", True
    else:
        over, waits = "utlopt", not is_over(stand)
    if stand.slutt is None or not waits:
        return
    if stand.slutt < dag:
        yield over
    elif stand.slutt <= pluss(dag, SOON):
        yield "utloper"

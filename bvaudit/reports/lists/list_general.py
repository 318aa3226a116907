"""Any list of the municipality's as people read it: its points with where each stands, and the matrices over them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bvaudit.model.lister import UTEN_TALL, Liste, Listeendring, Listepunkt, Listeslag
from bvaudit.model.registeret.planlagt import Punktstand
from bvaudit.register.shown_values import role_shown
from bvaudit.reports.lists.list_matrix import matrices
from bvaudit.reports.lists.list_view import (
    Content,
    Fact,
    ListView,
    Numbered,
    Part,
    Point,
    Warned,
    day,
    facts,
    named,
    slag_of,
)
from bvaudit.texts import counted, text

_CHANGES = (Listeendring.SAMME, Listeendring.OMFORMULERT, Listeendring.NY, Listeendring.BORTE)


def general_view(
    liste: Liste,
    stands: Sequence[Punktstand],
    content: Content,
    *,
    avsender: str = "",
    forrige: Liste | None = None,
    etter: Liste | None = None,
) -> ListView:
    """``stands`` as ``register.listed.standing`` gives them, with those that are gone since ``forrige`` last. Where
    another list has come after it (``etter``) nothing is waited for any more."""
    here = {one.punkt: one for one in stands if one.liste == liste.id}
    ordered = enumerate(_sorted(liste), start=1)
    rows = [Numbered(nr=str(at), punkt=punkt, stand=here[punkt.id]) for at, punkt in ordered]
    waited = () if etter is not None else stands
    gone = [one for one in stands if one.endring is Listeendring.BORTE]
    return ListView(
        id=liste.id,
        slag=slag_of(liste),
        tittel=liste.tittel,
        om=(
            *((text("listene.vis.avlost", etter=etter.tittel, id=etter.id),) if etter is not None else ()),
            *_about(liste, stands, avsender, forrige, _counted_warnings(waited)),
        ),
        deler=(*_parts(liste, rows, content), *_gone(gone, forrige, content)),
        ruter=tuple(matrices(liste, rows)),
        varsler=tuple(Warned(kode=code, antall=str(n)) for code, n in _counted_warnings(waited).items()),
    )


def _sorted(liste: Liste) -> Sequence[Listepunkt]:
    """As the list has them; where they are graded, the gravest first."""
    if liste.listeslag is not Listeslag.ROS:
        return liste.innhold
    return sorted(liste.innhold, key=lambda punkt: (-punkt.sannsynlighet * punkt.konsekvensgrad, -punkt.konsekvensgrad))


def _about(
    liste: Liste, stands: Sequence[Punktstand], avsender: str, forrige: Liste | None, warned: Mapping[str, int]
) -> Iterator[str]:
    if avsender:
        yield text("lister.avsender", avsender=avsender)
    if liste.kommune:
        yield text("lister.kommune", kommune=liste.kommune)
    if liste.ar:
        yield text("lister.ar", ar=liste.ar)
    if not liste.om_loven:
        yield text("listene.vis.hms") if liste.listeslag is Listeslag.HMS else text("listene.vis.budsjett")
    if liste.oppgitt_antall != UTEN_TALL:
        key = "antall_likt" if liste.oppgitt_antall == len(liste.innhold) else "antall_ulikt"
        yield text(f"listene.vis.{key}", oppgitt=liste.oppgitt_antall, antall=len(liste.innhold))
    if forrige is not None:
        n = {change: sum(one.endring is change for one in stands) for change in _CHANGES}
        told = {change.value: n[change] for change in _CHANGES}
        yield text("listene.vis.siden", forrige=forrige.tittel, **told)
    for code, n_of in warned.items():
        yield counted(f"listene.varsler.{_key(code)}", n_of)
    yield from liste.konsekvenser
    if liste.kilde:
        yield text("lister.kilde", kilde=" ".join(liste.kilde.split()))


def _counted_warnings(stands: Sequence[Punktstand]) -> Mapping[str, int]:
    """Code → how many, the most pressing first as the standing has them."""
    found: dict[str, int] = {}
    for code in (code for one in stands for code in one.advarsler):
        found[code] = found.get(code, 0) + 1
    return found


def _key(code: str) -> str:
    return code.replace("-", "_")


def _parts(liste: Liste, rows: Sequence[Numbered], content: Content) -> Iterator[Part]:
    """A part for each group where every point is in one; else one part, and the groups are told at the point."""
    if liste.grupper and all(len(row.punkt.grupper) == 1 for row in rows):
        for group in liste.grupper:
            mine = [row for row in rows if row.punkt.grupper == (group.id,)]
            yield Part(tittel=group.tittel, punkter=tuple(_point(row, content) for row in mine))
        return
    groups = {group.id: group.tittel for group in liste.grupper}
    yield Part(
        tittel=text(f"lister.slag.{slag_of(liste)}"),
        punkter=tuple(_point(row, content, ", ".join(groups[one] for one in row.punkt.grupper)) for row in rows),
    )


def _gone(gone: Sequence[Punktstand], forrige: Liste | None, content: Content) -> Iterator[Part]:
    if forrige is None or not gone:
        return
    known = {punkt.id: punkt for punkt in forrige.innhold}
    rows = [Numbered(nr="", punkt=known[one.punkt], stand=one) for one in gone]
    title = text("listene.vis.borte", forrige=forrige.tittel)
    yield Part(tittel=title, punkter=tuple(_point(row, content) for row in rows))


def _point(row: Numbered, content: Content, grupper: str = "") -> Point:
    return Point(
        nr=row.nr,
        tekst=" ".join(row.punkt.tekst.split()),
        fakta=(*_standing(row, content), *_told(row.punkt, content, grupper), *_tied(row, content)),
    )


def _standing(row: Numbered, content: Content) -> Iterator[Fact]:
    """What is to be seen first: what is wrong, and where it stands."""
    punkt, stand = row.punkt, row.stand
    words = content.kontekst.kodeverk
    yield from facts(
        varsel="; ".join(text(f"listene.varsel.{_key(code)}") for code in stand.advarsler),
        endring=_change(stand),
        status=words.tekst("listestatuser", stand.status) if stand.status else "",
        eier=role_shown(stand.eier, content.kontekst) if stand.eier else "",
        enheter=", ".join(content.kontekst.enhet(one) for one in punkt.enheter),
    )
    yield from (*day("start", punkt.start), *facts(start="" if punkt.start else punkt.start_tekst))
    days: tuple[tuple[str, date | None], ...] = (
        ("frist", stand.frist),
        ("slutt", stand.slutt),
        ("sist", stand.sist),
        ("neste", stand.neste),
    )
    for name, value in days:
        yield from day(name, value)
    yield from facts(
        beslutning=words.tekst("beslutninger", stand.beslutning) if stand.beslutning else "",
        effekt=stand.effekt,
        belegg=stand.belegg,
        grunn=stand.grunn,
        kommentar=stand.kommentar,
    )


def _change(stand: Punktstand) -> str:
    if stand.endring is None or stand.endring is Listeendring.BORTE:
        return ""
    return (
        text(f"listene.endring.{stand.endring}", for_=stand.tidligere)
        if stand.tidligere
        else text(f"listene.endring.{stand.endring}")
    )


def _told(punkt: Listepunkt, content: Content, grupper: str) -> tuple[Fact, ...]:
    product = punkt.sannsynlighet * punkt.konsekvensgrad
    values = {"s": punkt.sannsynlighet, "k": punkt.konsekvensgrad, "n": product}
    return facts(
        risiko=text("listene.vis.risiko", **values) if product else "",
        hvordan=punkt.beskrivelse,
        grupper=grupper,
        hvert=punkt.hvert.vist if punkt.hvert is not None else "",
        kjent_av=punkt.kjent_av,
        konsekvens=punkt.konsekvens,
        hypotese=punkt.hypotese,
        antall=str(punkt.antall) if punkt.antall != UTEN_TALL else "",
        regler=named(punkt.regler, content),
        nokkeltall=", ".join(punkt.nokkeltall),
        kilde=punkt.kilde,
    )


def _tied(row: Numbered, content: Content) -> tuple[Fact, ...]:
    """What the point is linked with, the open avvik it shows in, and last the name it is written of by."""
    links = row.stand.lenker
    told = [
        content.punkter.get(nr, nr)
        for ledd, numbers in links.items()
        if ledd not in ("avvik", "tall")
        for nr in numbers
    ]
    return facts(koblet="; ".join(told), avvik=", ".join(links.get("avvik", ())), id=row.punkt.id)

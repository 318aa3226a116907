"""The chain from recommendation to figure as people read it."""

from collections.abc import Iterator, Sequence

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.kjede import Bindes, Kjedeledd, Kjederad, Kjedetall, Kjedevirkning, Ledd, Virkning
from bvaudit.reports.lists.list_view import Content, ListView, Part, Point, Warned, facts
from bvaudit.texts import counted, text

_LACKS = (
    "uten-tiltak",
    "bare-sjekkpunkt",
    "bare-forslag",
    "ikke-begynt",
    "uten-virkning",
    "malt-ikke-nadd",
    "svarer-ikke",
)


def chain_view(rows: Sequence[Kjederad], content: Content, tittel: str, id_: str = "kjede") -> ListView:
    """A part for what is advised, feared and asked for, each, and one for the measures."""
    parts = (
        Part(
            tittel=text(f"listene.kjede.del.{ledd}"),
            punkter=tuple(_point(row, content) for row in rows if row.ledd is ledd),
        )
        for ledd in (Ledd.ANBEFALING, Ledd.RISIKO, Ledd.KRAV, Ledd.TILTAK)
    )
    return ListView(
        id=id_,
        slag="kjede",
        tittel=tittel,
        om=tuple(_about(rows)),
        deler=tuple(part for part in parts if part.punkter),
        varsler=tuple(
            Warned(kode=code, antall=str(n)) for code in _LACKS if (n := sum(code in row.mangler for row in rows))
        ),
    )


def _about(rows: Sequence[Kjederad]) -> Iterator[str]:
    yield text("listene.kjede.om")
    asking, measures = [r for r in rows if r.ledd is not Ledd.TILTAK], [r for r in rows if r.ledd is Ledd.TILTAK]
    for code in _LACKS:
        key = code.replace("-", "_")
        for told, which in ((asking, "spor"), (measures, "tiltak")):
            n = sum(code in row.mangler for row in told)
            if n:
                yield counted(f"listene.kjede.antall.{which}_{key}", n)


def _point(row: Kjederad, content: Content) -> Point:
    words = content.kontekst.kodeverk
    return Point(
        nr="",
        tekst=" ".join(row.tekst.split()),
        fakta=facts(
            mangler="; ".join(text(f"listene.kjede.mangler.{code.replace('-', '_')}") for code in row.mangler),
            status=words.tekst("listestatuser", row.status) if row.status else "",
            tiltak="; ".join(_tied(one, content) for one in row.tiltak),
            svarer_pa="; ".join(_tied(one, content) for one in row.svarer_pa),
            koblet="; ".join(content.punkter.get(one.nr, one.nr) for one in row.andre),
            virkning="; ".join(_effect(one, content) for one in row.virkning),
            avvik="; ".join(_figure(one, content) for one in row.avvik),
            nokkeltall=", ".join(row.nokkeltall),
            id=f"{row.liste}:{row.punkt}",
        ),
    )


def _tied(one: Kjedeledd, content: Content) -> str:
    """«Kurs i saksbehandling (pågår; samme sjekkpunkt UND-03)»."""
    status = content.kontekst.kodeverk.tekst("listestatuser", one.status).lower() if one.status else ""
    if one.via:
        how = text("listene.kjede.gjennom", punkt=content.punkter.get(one.via, one.via))
    elif one.bindes is Bindes.KOBLET:
        how = text("listene.kjede.koblet")
    elif one.liste:
        how = text("listene.kjede.samme", regler=", ".join(one.regler))
    else:
        how = text("listene.kjede.i_registeret", nr=one.nr)
    uncounted = "" if one.teller else text("listene.kjede.teller_ikke")
    return text("listene.kjede.ledd", tekst=one.tekst, om=", ".join(part for part in (status, how, uncounted) if part))


def _effect(one: Kjedevirkning, content: Content) -> str:
    if one.virkning is Virkning.SAGT:
        return text("listene.kjede.sagt", tekst=" ".join(one.tekst.split()), hvor=content.punkter.get(one.nr, one.nr))
    values = {"nr": one.nr, "brudd": one.brudd, "n": one.n, "per": vis(one.dag) if one.dag else ""}
    return text(f"listene.kjede.virkning.{one.virkning.value.replace('-', '_')}", **values)


def _figure(one: Kjedetall, content: Content) -> str:
    state = text("listene.kjede.apent") if one.apent else text("listene.kjede.lukket")
    values = {"nr": one.avvik, "regel": one.regel, "enhet": content.kontekst.enhet(one.enhet), "stilling": state}
    if one.n is None or one.per is None:
        return text("listene.kjede.uten_tall", **values)
    return text("listene.kjede.tall", brudd=one.brudd, n=one.n, per=vis(one.per), **values)

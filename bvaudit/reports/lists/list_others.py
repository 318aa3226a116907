"""Supervisions and comparisons as lists to read."""

from collections.abc import Iterator

from bvaudit.model.kalender import vis
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.reports.lists.list_view import Content, ListView, Part, Point, cited, facts, named
from bvaudit.texts import text


def supervision_view(tilsyn: Tilsyn, content: Content) -> ListView:
    """A part for each of the outermost findings, with those inside it under it."""
    return ListView(
        id=tilsyn.id,
        slag="tilsyn",
        tittel=tilsyn.tittel,
        om=(
            text("lister.myndighet", myndighet=tilsyn.myndighet, ar=tilsyn.ar),
            *_where(tilsyn.kommune),
            *((text("lister.enheter", enheter=", ".join(tilsyn.enheter)),) if tilsyn.enheter else ()),
            *_source(tilsyn.kilde),
        ),
        deler=tuple(
            Part(tittel=" ".join(funn.tekst.split()), punkter=tuple(_findings(funn, content, "")))
            for funn in tilsyn.funn
        ),
    )


def comparison_view(liste: Sammenligning, content: Content) -> ListView:
    return ListView(
        id=liste.id,
        slag="sammenligning",
        tittel=liste.tittel,
        om=_source(liste.kilde),
        deler=(Part(tittel=liste.tittel, punkter=(*_pairs(liste), *_versions(liste, content), *_codes(liste))),),
    )


def _findings(funn: Tilsynsfunn, content: Content, inni: str) -> Iterator[Point]:
    goal = funn.lukkes_nar
    measured = named((*funn.regler, *funn.manuelle), content)
    yield Point(
        nr="",
        tekst=" ".join(funn.tekst.split()),
        inni=inni,
        fakta=facts(
            funnslag=funn.slag.value,
            hjemmel=cited(funn.hjemmel, content),
            frist=vis(funn.frist) if funn.frist else "",
            enheter=", ".join(funn.enheter),
            males_med=measured or ("" if funn.funn else text("lister.maa_leses")),
            lukkes=funn.lukkekriterium
            or text(
                "lister.minst",
                minst=goal.minst,
                av=goal.av,
                minst_utvidet=goal.minst_utvidet,
                utvides_til=goal.utvides_til,
            ),
        ),
    )
    for inner in funn.funn:
        yield from _findings(inner, content, f"{inni}–")


def _pairs(liste: Sammenligning) -> Iterator[Point]:
    for pair in liste.punktpar:
        yield _pair(pair.fra, pair.til, pair.forhold.value, pair.begrunnelse)


def _versions(liste: Sammenligning, content: Content) -> Iterator[Point]:
    for pair in liste.versjonspar:
        told = facts(forhold=pair.forhold.value, begrunnelse=pair.begrunnelse)
        days = text("lister.forfra", fra=vis(pair.fra), til=vis(pair.til))
        yield Point(nr=pair.regel, tekst=f"{named((pair.regel,), content)}, {days}", fakta=told)


def _codes(liste: Sammenligning) -> Iterator[Point]:
    for pair in liste.kodepar:
        yield _pair(", ".join(pair.fra), ", ".join(pair.til), pair.forhold.value, pair.begrunnelse)


def _pair(fra: str, til: str, forhold: str, begrunnelse: str) -> Point:
    words = text("lister.forfra", fra=fra or text("lister.ny"), til=til or text("lister.borte"))
    return Point(nr="", tekst=words, fakta=facts(forhold=forhold, begrunnelse=begrunnelse))


def _where(kommune: str, ar: str = "") -> tuple[str, ...]:
    told = (text("lister.kommune", kommune=kommune) if kommune else "", text("lister.ar", ar=ar) if ar else "")
    return tuple(line for line in told if line)


def _source(kilde: str) -> tuple[str, ...]:
    return (text("lister.kilde", kilde=" ".join(kilde.split())),) if kilde else ()

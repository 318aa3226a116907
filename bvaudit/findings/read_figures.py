"""What readers answered of one rule in one unit, counted, and what may be said of it."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bvaudit.model.anslag import Anslag
from bvaudit.model.funn import Tall
from bvaudit.model.lest import LestPunkt
from bvaudit.model.lest_i_mappen import LestIMappen, Lestsvar, LestTall
from bvaudit.model.rule import ENHET
from bvaudit.model.utfall import Utfall
from bvaudit.texts import known, text


def read_figures(read: Sequence[Lestsvar], lest: LestIMappen) -> LestTall:
    """``read``: the answers of one rule in one unit.

    A share or a sentence is taken from the audit's own statistics, and only when they are of just these answers: not
    when some of them are not used any more. Answers of several audits have no share together: two rounds are drawn from
    different cases, and something was done between them. Then the sentence is that of the audit locked last.
    """
    drawn = counted(one for one in read if not one.malrettet)
    audits = tuple(sorted({one.rad.revisjon for one in read}))
    if all(one.rad.avgjort.gjeldende.objekt == ENHET for one in read):
        return LestTall(tall=drawn, alle=drawn, revisjoner=audits)  # one answer for the whole unit is no share of it
    if len(audits) > 1:
        grunn = text("lest_i_papirene.grunn.flere_revisjoner")
        return LestTall(
            tall=drawn, alle=counted(read), revisjoner=audits, grunn=grunn, setning=_of_the_last(read, audits, lest)
        )
    point, why = _point(read, drawn, lest)
    share = (point.vektet or point.andel) if point else None
    return LestTall(
        tall=drawn,
        alle=counted(read),
        revisjoner=audits,
        andel=share,
        grunn=why or _why_not(point, share),
        setning=point.setning if point else "",
        ikke_lest=point.ikke_lest if point else None,
        hoyst=point.hoyst if point else None,
    )


def _of_the_last(read: Sequence[Lestsvar], audits: Sequence[str], lest: LestIMappen) -> str:
    last = next((kort.id for kort in lest.revisjoner if kort.id in audits), audits[-1])
    own = [one for one in read if one.rad.revisjon == last]
    point, _ = _point(own, counted(one for one in own if not one.malrettet), lest)
    if point is None or not point.setning:
        return ""
    return text("lest_i_papirene.tall.siste", revisjon=last, setning=point.setning)


def counted(read: Iterable[Lestsvar]) -> Tall:
    every = list(read)
    found = Counter(one.rad.utfall for one in every)
    judged = [one for one in every if one.rad.utfall is not Utfall.IKKE_AKTUELT]
    return Tall(
        oppfylt=found[Utfall.OPPFYLT],
        delvis=found[Utfall.DELVIS],
        ikke_oppfylt=found[Utfall.IKKE_OPPFYLT],
        ikke_aktuelt=found[Utfall.IKKE_AKTUELT],
        saker=len({one.rad.avgjort.gjeldende.sak for one in judged} - {""}),
    )


def _point(read: Sequence[Lestsvar], drawn: Tall, lest: LestIMappen) -> tuple[LestPunkt | None, str]:
    """The statistics that are of just these answers; else why there are none."""
    told = {(one.rad.revisjon, one.rad.avgjort.gjeldende.regel, one.rad.avgjort.gjeldende.enhet) for one in read}
    point = lest.punkter.get(next(iter(told))) if len(told) == 1 else None
    if point is None:
        return None, text("lest_i_papirene.grunn.uten_statistikk")
    if (point.n, point.nei) != (drawn.n, drawn.ikke_oppfylt):
        return None, text("lest_i_papirene.grunn.noen_ikke_brukt", n=point.n, brukt=drawn.n)
    return point, ""


def _why_not(point: LestPunkt | None, share: Anslag | None) -> str:
    if share is None and point and not point.n:
        return ""
    if share is None:
        return text("lest_i_papirene.grunn.ingen_andel") if point else ""
    return text(f"statistikk.grunn.{share.grunn}") if share.grunn and known(f"statistikk.grunn.{share.grunn}") else ""

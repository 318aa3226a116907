"""«Why» in lines: the counts first, object by object, then the numbers that are made of them."""

from collections.abc import Iterator

from bvaudit.model.arsak import Del
from bvaudit.model.tallord import Storrelse, Teller
from bvaudit.reports.figure_words import periode
from bvaudit.reports.why_view import measure_lines, why_lines
from bvaudit.texts import text
from bvaudit.workflows.figure_why import Why

_PARTS = 12  # that are named when nobody has chosen one


def why_told(found: Why, *, saker: bool) -> Iterator[str]:
    """``saker``: tell of each case."""
    dager = (found.fra, found.til)
    sted = found.sted or text("nokkeltall.alle").lower()
    title = text(
        "hvorfor.tittel",
        tittel=found.tittel,
        lesning=found.lesetittel.lower(),
        periode=periode(*found.periode),
        sted=sted,
    )
    part = found.ord.get(found.gruppe, found.gruppe)
    yield text("hvorfor.tittel_del", tittel=title, navn=part) if part else title
    for del_, one in found.deler:
        yield from why_lines(one, _called(found, del_), found.objekt[del_], dager, saker=saker)
    if any(one.storrelse == Storrelse.GJENNOMSNITT.value and not one.udelt for one in found.malinger):
        yield from _below(found)
    for maling in found.malinger:
        whole = found.lesning.av_100 or maling.storrelse in (Storrelse.MINST.value, Storrelse.STORST.value)
        hva = text(f"hvorfor.storrelse.{maling.storrelse}")
        yield from measure_lines(maling, hva, dager, found.ord, whole=whole)
    if found.grupper and not found.gruppe:
        named = ", ".join(found.grupper[:_PARTS])
        yield text("hvorfor.velg_del", deler=named)


def _called(found: Why, del_: Del) -> str:
    lesning = found.lesning
    if del_ is Del.ANTALL and lesning.over is not None:
        return text(f"hvorfor.del.{lesning.over.value}")
    if del_ is Del.ANTALL and lesning.tell in (Teller.DOGN, Teller.NETTER):
        return text("hvorfor.del.dogn")
    return text(f"hvorfor.del.{del_.value}")


def _below(found: Why) -> Iterator[str]:
    """What is divided by, where nobody is behind it."""
    if found.lesning.forhold is not None and Del.NEVNER not in dict(found.deler):
        yield text("hvorfor.serien")

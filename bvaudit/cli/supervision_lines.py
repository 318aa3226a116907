"""Supervisions as lines on the screen."""

from collections.abc import Iterator, Sequence

from bvaudit.cli.next_step import typed
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.supervised_page import SupervisedView
from bvaudit.texts import text

_WIDTH = 76
_MOST = 8  # findings on the screen


def overview(every: Sequence[tuple[str, SupervisedView]], extra: Sequence[str] = ()) -> Iterator[str]:
    """Three lines for each supervision. ``extra`` are the words every command here is typed with."""
    if not every:
        yield text("tilsynslop.finn.ingen")
        yield text("tilsynslop.finn.ingen_hint")
        return
    for id, view in every:
        yield text("tilsynslop.skjerm.tilsyn", tittel=view.tilsyn, id=id)
        yield text("tilsynslop.skjerm.begge", myndighet=view.myndighet, der=view.der, her=view.her)
        yield text("tilsynslop.skjerm.svar", svar=view.svar)
    yield text("tilsynslop.skjerm.neste", kommando=typed("bvaudit", "tilsyn", "vis", every[0][0], *extra))


def page(tilsyn: Tilsyn, view: SupervisedView, kontekst: Kontekst, extra: Sequence[str] = ()) -> Iterator[str]:
    yield view.tittel
    yield f"{view.tilsyn} ({tilsyn.id})"
    yield from view.om
    yield ""
    yield view.svar
    yield text("tilsynslop.skjerm.der", myndighet=view.myndighet, der=view.der)
    yield text("tilsynslop.skjerm.her", her=view.her)
    yield view.begge
    yield from _waits(view)
    yield from _findings(view)
    yield from _course(view)
    codes = ", ".join(one.kode for one in kontekst.kodeverk.tilsynsskritt if tilsyn.forlop in one.forlop)
    yield text("tilsynslop.skjerm.skritt_finnes", skritt=codes)
    yield text(
        "tilsynslop.skjerm.neste", kommando=typed("bvaudit", "tilsyn", "vis", tilsyn.id, "--ut", "tilsyn.docx", *extra)
    )


def _waits(view: SupervisedView) -> Iterator[str]:
    if view.venter:
        yield ""
        yield text("tilsynslop.skjerm.venter")
    for one in view.venter:
        yield text("tilsynslop.skjerm.vent", hva=one.hva, frist=one.frist, igjen=one.igjen, merknad=one.merknad)
    yield from (text("tilsynslop.skjerm.beskjed", tekst=line) for line in view.beskjeder)


def _findings(view: SupervisedView) -> Iterator[str]:
    if not view.talt:
        return
    yield ""
    yield text("tilsynslop.skjerm.funn")
    for one in view.talt[:_MOST]:
        short = one.tekst if len(one.tekst) <= _WIDTH else f"{one.tekst[: _WIDTH - 1].rstrip()}…"
        yield text("tilsynslop.skjerm.et_funn", nr=one.nummer, tekst=short)
        yield text("tilsynslop.skjerm.tall", samlet=one.samlet, hos_oss=one.hos_oss)
    if len(view.talt) > _MOST:
        yield text("tilsynslop.skjerm.flere", antall=len(view.talt) - _MOST)


def _course(view: SupervisedView) -> Iterator[str]:
    if not view.siste:
        return
    yield ""
    yield text("tilsynslop.skjerm.gang")
    for one in view.siste:
        until = text("tilsynslop.skjerm.med_frist", frist=one.frist) if one.frist else ""
        number = text("tilsynslop.skjerm.hendelse", nr=one.nr) if one.nr else ""
        yield text("tilsynslop.skjerm.skritt", dag=one.dag, skritt=one.skritt, frist=until, nr=number)

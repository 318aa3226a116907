"""The steps of a supervision, told."""

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.planlagt import Skrittet
from bvaudit.register.fold_supervised import written_on
from bvaudit.register.sentence_parts import Sentences, Told
from bvaudit.register.supervised_steps import required
from bvaudit.texts import text


def _step(tell: Told, event: TilsynSkritt) -> str:
    name = tell.kontekst.kodeverk.tekst("tilsynsskritt", event.skritt)
    kind = "trukket" if event.trukket else "rettet" if event.retter else _ahead(tell, event)
    return text(
        f"tilsynslop.hendelse.{kind}",
        nr=event.nr,
        skritt=name,
        dag=vis(event.dag),
        retter=event.retter,
        frist=_deadline(tell, event),
        funn=text("tilsynslop.hendelse.funn", funn=", ".join(event.funn)) if event.funn else "",
        tekst=text("tilsynslop.hendelse.tekst", tekst=tell.said(event.tekst)) if event.tekst or tell.struck() else "",
        fil=tell.within(event.fil),
    )


def _ahead(tell: Told, event: TilsynSkritt) -> str:
    return "avtalt" if event.dag > written_on(tell.logget) else "tatt"


def _deadline(tell: Told, event: TilsynSkritt) -> str:
    if event.frist is None or event.trukket:
        return ""
    kodeverk = tell.kontekst.kodeverk
    wanted = required(Skrittet(skritt=event.skritt, dag=event.dag, frist_for=event.frist_for), kodeverk)
    what = kodeverk.tekst("tilsynsskritt", wanted)
    return text("tilsynslop.hendelse.frist", hva=what, frist=vis(event.frist))


SENTENCES: Sentences = {TilsynSkritt: _step}

"""The goal and the attempts of an avvik, told."""

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig, MalEndret
from bvaudit.model.rule import Effektmal
from bvaudit.register.sentence_parts import Sentences, Told
from bvaudit.texts import text


def goal(mal: Effektmal) -> str:
    """«9 av 10, eller 18 av 20»"""
    first = {"minst": mal.minst, "av": mal.av}
    return text("registeret.ledd.mal", **first, minst_utvidet=mal.minst_utvidet, utvides_til=mal.utvides_til)


def _changed(tell: Told, event: MalEndret) -> str:
    key = "mal_mykere" if event.mykere else "mal_endret"
    return text(f"registeret.hendelse.{key}", nr=event.nr, mal=goal(event.mal), grunn=tell.because(event.grunn))


def _begun(tell: Told, event: ForsokBegynt) -> str:
    forsok = event.forsok
    values = {
        "nr": event.nr,
        "forsok": forsok.nr,
        "mate": text(f"registeret.mate.{forsok.mate}"),
        "mal": goal(forsok.mal),
        "tiltak": forsok.tiltak,
        "i_bruk": vis(forsok.i_bruk),
        "per": vis(forsok.per),
    }
    return text("registeret.hendelse.forsok_begynt", **values)


def _finished(tell: Told, event: ForsokFerdig) -> str:
    forsok = event.forsok
    values = {"nr": event.nr, "forsok": forsok.nr}
    values["utfall"] = text(f"registeret.utfall.{forsok.utfall.replace('-', '_')}")
    if not forsok.n:
        return text("registeret.hendelse.forsok_uten_saker", **values)
    return text("registeret.hendelse.forsok_ferdig", i_orden=forsok.i_orden, n=forsok.n, **values)


SENTENCES: Sentences = {MalEndret: _changed, ForsokBegynt: _begun, ForsokFerdig: _finished}

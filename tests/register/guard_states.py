"""The registers the rows of the guards are asked of, by name. None is changed by being asked."""

from dataclasses import replace
from functools import cache

from bvaudit.model.registeret.avvik import Kilde, Omfang
from bvaudit.model.registeret.effekt import Forsoksutfall
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, UtsattMedGrunn
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.workflows.content import content_or_stop
from tests.register.logs import AV, LEDER, LINK, STAB, TEAM, TI, D, Life, almost_closed, attempt, found, opened

DAG = D(6, 1)  # today, in the rows
TWO, THREE, PARENT, TI2 = "AV-2026-0002", "AV-2026-0003", "AV-2026-0009", "TI-2026-0002"


@cache
def the_context() -> Kontekst:
    content = content_or_stop()
    assert content.kodeverk is not None
    retired = replace(content.regler["UND-04"], utgatt=D(1, 1))
    return Kontekst(
        regler={**content.regler, "UND-04": retired},
        kodeverk=content.kodeverk,
        enheter={"E1": "Sjøvik nord", "E2": "Sjøvik sør", "E3": "Sjøvik vest"},
        opphort={"E3": D(3, 31)},
        etterfolgere={"E3": "E2"},
        arshjul=content.planer.arshjul,
    )


def _open() -> Life:
    return Life(the_context()).begun().run().found("1", "2", "3")


def _linked() -> Life:
    """With a measure of its own, in use and decisive, and one that is not linked."""
    life = _open().measure(D(2, 1)).in_use(D(2, 1), D(2, 1))
    made = TingOpprettet(nr=TI2, slag=Slag.TILTAK, tittel="Kurs", enhet="E1", eier=TEAM, dag=D(2, 1))
    life.do(LEDER, made, D(2, 1))
    return life


def _begun_attempt() -> Life:
    life = _linked()
    life.do(LEDER, ForsokBegynt(nr=AV, forsok=attempt(life.avvik, life.reg, 1, DAG), dag=DAG), DAG)
    return life


def _failed() -> Life:
    return _linked().attempt(D(5, 1), brudd=4, utfall=Forsoksutfall.IKKE_NADD, siste_start=D(4, 1))


def _extended() -> Life:
    return _linked().attempt(D(5, 1), brudd=2, utfall=Forsoksutfall.UTVIDES)


def _closed() -> Life:
    life = almost_closed(the_context())
    life.close(STAB, D(12, 1))
    return life


def _two() -> Life:
    """Two of the same rule and unit, the first of them milder, and one of another unit."""
    life = _open()
    life.do(MASKINEN, opened(TWO, dag=D(1, 2)), D(1, 2))
    life.do(MASKINEN, found("7", nr=TWO), D(1, 2))
    life.do(MASKINEN, opened(THREE, enhet="E2", eier="barnevernleder@E2", dag=D(1, 2)), D(1, 2))
    parent = opened(PARENT, kilde=Kilde.FORELDER, eier=STAB, enhet="", utgangspunkt=None, dag=D(1, 2))
    life.do(MASKINEN, parent, D(1, 2))
    return life


def _harsher() -> Life:
    life = _two()
    life.do(MASKINEN, opened("AV-2026-0004", alvor=Alvorlighetsgrad.HOY, dag=D(1, 2)), D(1, 2))
    return life


def _reported() -> Life:
    life = Life(the_context()).begun()
    told = opened(
        tittel="",
        tekst="Meldt av en ansatt",
        regel="",
        variant="",
        kilde=Kilde.ANSATTMELDING,
        krever_lesing=True,
        utgangspunkt=None,
        kjoring="",
        omfang=Omfang.SYSTEMSVIKT,
    )
    life.do(LEDER, told, D(1, 2))
    life.do(MASKINEN, replace(told, nr=TWO, kilde=Kilde.TILSYN), D(1, 2))
    life.do(LEDER, replace(told, nr=THREE, kilde=Kilde.IMPORT), D(1, 2))
    return life


def _later_run() -> Life:
    return _open().run("k2", D(3, 31), D(4, 1))


def _typed_in() -> Life:
    life = _open()
    life.do(LEDER, Kommentert(nr=AV, tekst="Sett på."), D(2, 1))
    return life


def _put_off() -> Life:
    life = _open()
    life.do(STAB, UtsattMedGrunn(nr=AV, til=D(5, 1), giver=STAB, grunn="Ny leder.", dag=D(3, 1)), D(3, 1))
    return life


def _ceased() -> Life:
    return Life(the_context()).begun().run().found("1", enhet="E3", eier="barnevernleder@E3")


def _read() -> Life:
    life = Life(the_context()).begun().run().found("1", "2", "3", krever_lesing=True, regel="UND-09")
    return life.measure(D(2, 1)).in_use(D(2, 1), D(2, 1))


def _never() -> Life:
    """Of a rule whose breaches cannot be mended."""
    return Life(the_context()).begun().run().found("1", "2", "3", regel=_of_kind("nei"))


def _of_kind(rettes: str) -> str:
    return next(id for id, rule in sorted(the_context().regler.items()) if rule.rettes and rule.rettes.value == rettes)


def _kritisk() -> Life:
    return Life(the_context()).begun().run().found("1", alvor=Alvorlighetsgrad.KRITISK)


def _retired() -> Life:
    return Life(the_context()).begun().run().found("1", regel="UND-04")


def _no_breach() -> Life:
    from bvaudit.model.registeret.avvik import Objekttilstand
    from tests.register.logs import judged

    life = _open()
    life.run("k2", D(3, 31), D(4, 1))
    life.do(MASKINEN, judged("1", "2", "3", tilstand=Objekttilstand.IKKE_BRUDD), D(4, 1))
    return life


def _reason_given() -> Life:
    life = _linked()
    life.do(LEDER, FeltSatt(nr=TI, felt="droppet_grunn", tekst="Ble ikke noe av."), D(3, 1))
    return life


def _belegg_only() -> Life:
    life = _linked()
    assert life.reg.ting[LINK].verdi("belegg")
    return life


STATES = {
    "none": lambda: Life(the_context()),
    "begun": lambda: Life(the_context()).begun(),
    "open": _open,
    "linked": _linked,
    "attempt": _begun_attempt,
    "failed": _failed,
    "extended": _extended,
    "closed": _closed,
    "two": _two,
    "harsher": _harsher,
    "reported": _reported,
    "later-run": _later_run,
    "typed-in": _typed_in,
    "put-off": _put_off,
    "ceased": _ceased,
    "read": _read,
    "never": _never,
    "kritisk": _kritisk,
    "retired": _retired,
    "no-breach": _no_breach,
    "reason": _reason_given,
}


@cache
def state(name: str) -> Life:
    return STATES[name]()

"""What a measurement says, in words a caseworker understands. The numbers choose the sentence, never a person."""

from collections.abc import Iterator, Sequence

from bvaudit.model.kalender import vis
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate, Utfallsord, Utgangspunkt
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.effect import missed
from bvaudit.texts import counted, text

_OF_FEW = {
    Forsoksutfall.FA_OK: "fa_ok",
    Forsoksutfall.FA_AVSLUTT: "fa_avslutt",
    Forsoksutfall.INGEN: "ingen",
}


def sentence(forsok: Forsok, regel: Rule | None = None) -> str:
    """One of the five sentences, or the one of few cases."""
    n, brudd = (forsok.n, forsok.brudd) if not _together(forsok) else _both(forsok)
    return text(
        f"registeret_effekt.setning.{_which(forsok)}",
        i_orden=n - brudd,
        n=n,
        brudd=brudd,
        av=forsok.mal.av,
        hva=_things(regel, n),
        neste=vis(forsok.neste_kontroll) if forsok.neste_kontroll else "",
    )


def headed(forsok: Forsok, regel: Rule | None = None) -> str:
    """The sentence, with whether it is an attempt, and which."""
    said = sentence(forsok, regel)
    if forsok.forelopig:
        return text("registeret_effekt.forelopig", setning=said)
    return text("registeret_effekt.forsok", nr=forsok.nr, per=vis(forsok.per), setning=said)


def details(forsok: Forsok, avvik: Avvik) -> tuple[str, ...]:
    """Everything behind the sentence: the share and what it may be, what was found first, the test, the goal, who was
    counted, and who could not be."""
    return tuple(_details(forsok, avvik))


def _details(forsok: Forsok, avvik: Avvik) -> Iterator[str]:
    if _which(forsok) == "for_tidlig":
        yield goal(forsok, avvik)
        return
    if forsok.n and forsok.nedre is not None and forsok.ovre is not None and not _together(forsok):
        share = _percent(forsok.i_orden / forsok.n)
        yield text("registeret_effekt.andel", andel=share, nedre=_percent(forsok.nedre), ovre=_percent(forsok.ovre))
    if forsok.n_for:
        key = "to_ar" if _together(forsok) else "aret_for"
        yield text(f"registeret_effekt.{key}", i_orden=forsok.n_for - forsok.brudd_for, n=forsok.n_for)
    if avvik.utgangspunkt is not None:
        yield from _before(avvik.utgangspunkt)
    yield from _against(forsok)
    yield goal(forsok, avvik)
    everyone = "_alle" if forsok.mate is Malemate.LESING and forsok.fra == forsok.per else ""
    yield text(f"registeret_effekt.dager_{forsok.mate.value}{everyone}", fra=vis(forsok.fra), til=vis(forsok.til))
    if forsok.uavklart:
        yield counted("registeret_effekt.uavklart", forsok.uavklart)


def goal(forsok: Forsok, avvik: Avvik) -> str:
    mal = forsok.mal
    if avvik.alvor is Alvorlighetsgrad.KRITISK:
        return text("registeret_effekt.mal_alle")
    if forsok.mate is not Malemate.LESING:
        return text("registeret_effekt.mal_andel", minst=mal.minst, av=mal.av)
    both = {"minst_utvidet": mal.minst_utvidet, "utvides_til": mal.utvides_til}
    return text("registeret_effekt.mal_lest", minst=mal.minst, av=mal.av, **both)


def together(tiltak: str, forsok: Sequence[Forsok]) -> str:
    """Units that share a measure, added up; each closes by its own share only."""
    n = sum(one.n for one in forsok)
    met = n - sum(one.brudd for one in forsok)
    return counted("registeret_effekt.samlet", len(forsok), tiltak=tiltak, i_orden=met, av=n)


def _which(forsok: Forsok) -> str:
    if forsok.utfall is Forsoksutfall.FA_AVSLUTT and not (forsok.brudd or forsok.brudd_for):
        return "fa_avslutt_uklart"
    if forsok.utfall in _OF_FEW:
        return _OF_FEW[forsok.utfall]
    if forsok.utfall is Forsoksutfall.VENTER:
        if forsok.forste is not None and forsok.neste_kontroll is not None and not forsok.n and _too_early(forsok):
            return "for_tidlig"
        if forsok.n >= forsok.mal.av:
            return "venter_apnet"
        return "venter_feil" if forsok.brudd else "venter"
    if forsok.ord is Utfallsord.UVISST and forsok.p is None:
        return "uvisst_alene"
    return forsok.ord.value


def _too_early(forsok: Forsok) -> bool:
    return forsok.per < (forsok.forste or forsok.per) or forsok.til < forsok.fra


def _together(forsok: Forsok) -> bool:
    """Whether the year before is counted with this one: only when both of them reach ``av`` together, or when both
    were too few."""
    return bool(forsok.n_for) and forsok.utfall in (
        Forsoksutfall.NADD,
        Forsoksutfall.IKKE_NADD,
        Forsoksutfall.FA_AVSLUTT,
    )


def _both(forsok: Forsok) -> tuple[int, int]:
    return forsok.n + forsok.n_for, forsok.brudd + forsok.brudd_for


def _before(start: Utgangspunkt) -> Iterator[str]:
    if not start.n:
        return
    brudd = missed(start)
    yield text("registeret_effekt.for", brudd=brudd, n=start.n, andel=_percent(brudd / start.n))
    if start.ikke_brudd:
        yield text("registeret_effekt.for_uten", brudd=brudd - start.ikke_brudd, n=start.n)


def _against(forsok: Forsok) -> Iterator[str]:
    if not forsok.n or forsok.ord is Utfallsord.VENTER:
        return
    if forsok.sammenlignbar:
        yield text("registeret_effekt.ikke_mot_for", grunn=forsok.sammenlignbar)
    elif forsok.p is not None:
        rare = forsok.p < 0.01
        yield (
            text("registeret_effekt.prove_sjelden")
            if rare
            else text("registeret_effekt.prove", p=round(100 * forsok.p))
        )


def _things(regel: Rule | None, n: int) -> str:
    if regel is None or regel.gjelder.objekt == ENHET:
        return counted("registeret_effekt.saker", n)
    return gjelder(regel.gjelder.objekt, n)


def _percent(share: float) -> int:
    """In whole percent, and never rounded to all or none where it is neither."""
    shown = round(100 * share)
    if shown == 100 and share < 1:
        return 99
    return 1 if shown == 0 and share > 0 else shown

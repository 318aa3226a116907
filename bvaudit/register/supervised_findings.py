"""Each finding of a supervision in each unit: what the numbers say, what is done, what remains, and by when."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Avvik, Objekttilstand, Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Funnstand, Regeltall
from bvaudit.model.registeret.ting import link_number
from bvaudit.model.tilsyn import Funnslag, Tilsyn, Tilsynsfunn
from bvaudit.register.deadlines import deadlines
from bvaudit.register.gate import last_attempt, missing
from bvaudit.register.roles import STAB
from bvaudit.register.rulefacts import is_read
from bvaudit.register.supervised_units import answering, by_unit, findings, units_now
from bvaudit.register.words import sentence
from bvaudit.texts import counted, text

Tall = Mapping[tuple[str, str], Regeltall]  # (rule, unit) → figures; a rule or unit nobody has looked at is not there
_OF_THE_CLOSER = frozenset({"eieren-selv", "ikke-over-eieren", "bare-mennesker", "enhet-opphort"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """``rapport`` is the day of the final report; ``godtatt``: finding → the day the authority said it is mended."""

    reg: Registeret
    kontekst: Kontekst
    dag: date
    tall: Tall
    rapport: date | None
    godtatt: Mapping[str, date]


def by_finding(tilsyn: Tilsyn, around: Around) -> tuple[Funnstand, ...]:
    """By finding from the top of the report, then by unit in the order of the municipality."""
    return tuple(_every(tilsyn, around))


def _every(tilsyn: Tilsyn, around: Around) -> Iterator[Funnstand]:
    units = units_now(around.reg, around.kontekst, around.dag)
    for funn, depth, named, frist in findings(tilsyn):
        tied = answering(around.reg, f"{tilsyn.id}/{funn.id}", units)
        measured = any(regel in around.kontekst.regler for regel in funn.regler)
        for enhet in by_unit(named, tied, around.kontekst, units, measured=measured):
            yield _standing(funn, enhet, depth, frist, tied.get(enhet, ()), around)


def _standing(
    funn: Tilsynsfunn, enhet: str, depth: int, frist: date | None, avvik: Sequence[Avvik], around: Around
) -> Funnstand:
    n, brudd, tall = _figures(funn, enhet, avvik, around)
    age = None if around.rapport is None else (around.dag - around.rapport).days
    return Funnstand(
        funn=funn.id,
        tekst=funn.tekst,
        enhet=enhet,
        avvik=tuple(one.nr for one in avvik),
        n=n,
        brudd=brudd,
        tall=tall,
        alder=age if age is None or age >= 0 else None,
        gjort=tuple(dict.fromkeys(said for one in avvik for said in _done(one, around))),
        gjenstar=tuple(dict.fromkeys((*_left(funn, avvik, around), *_unseen(funn, avvik, brudd)))),
        frist=frist,
        vi=_our_day(avvik, around),
        belegg=tuple(dict.fromkeys(said for one in avvik for said in _evidence(one, around.reg))),
        lukket=bool(avvik) and not any(one.apen for one in avvik) and not _not_followed(funn, avvik, around),
        godtatt=around.godtatt.get(funn.id),
        inni=depth,
    )


def only_holds_others(funn: Tilsynsfunn) -> bool:
    return bool(funn.funn) and not funn.regler and not funn.manuelle


def _figures(
    funn: Tilsynsfunn, enhet: str, avvik: Sequence[Avvik], around: Around
) -> tuple[int | None, int | None, str]:
    """(n, breaches, in words). What is counted and what is read stand apart; the first of them is the number."""
    if only_holds_others(funn):
        return None, None, ""
    rules = around.kontekst.regler
    by_people = [*funn.manuelle, *(r for r in funn.regler if r in rules and is_read(rules[r]))]
    by_machine = [r for r in funn.regler if r not in by_people]
    machine, read = _summed(by_machine, enhet, around, lest=False), _summed(by_people, enhet, around, lest=True)
    said = [_told(machine, "kontrollert"), _told(read, "lest")]
    unseen = [r for r in (*by_machine, *by_people) if not _seen(r, enhet, around, lest=r in by_people)]
    if unseen:
        said.append(text("tilsynslop.tall.ikke_undersokt", punkter=", ".join(_named(r, around) for r in unseen)))
    if not (by_machine or by_people):
        said.append(text("tilsynslop.tall.ma_leses"))
    found = machine or read
    if found is None and (left := sum(len(one.uavgjort) for one in avvik if one.apen)):
        return None, left, counted("tilsynslop.tall.fra_registeret", left)
    words = text("tilsynslop.tall.skille").join(one for one in said if one)
    return (found.n, found.brudd, words) if found else (None, None, words)


def _seen(regel: str, enhet: str, around: Around, *, lest: bool) -> bool:
    found = around.tall.get((regel, enhet))
    return found is not None and found.lest is lest


def _summed(rules: Sequence[str], enhet: str, around: Around, *, lest: bool) -> Regeltall | None:
    """What was looked at of them, added up; None when it is none of them."""
    found = [around.tall[regel, enhet] for regel in rules if _seen(regel, enhet, around, lest=lest)]
    if not found:
        return None
    per = max(one.per for one in found)
    return Regeltall(n=sum(one.n for one in found), brudd=sum(one.brudd for one in found), per=per, lest=lest)


def _told(found: Regeltall | None, how: str) -> str:
    if found is None:
        return ""
    if not found.n:
        return text(f"tilsynslop.tall.{how}_ingen", per=vis(found.per))
    return text(f"tilsynslop.tall.{how}", n=found.n, brudd=found.brudd, per=vis(found.per))


def _done(avvik: Avvik, around: Around) -> Iterator[str]:
    if not avvik.apen:
        dag = vis(avvik.slutt.dag) if avvik.slutt is not None else ""
        stilling = text(f"registeret_plan.stilling.{avvik.stilling.value.replace('-', '_')}")
        yield text("tilsynslop.gjort.avsluttet", nr=avvik.nr, stilling=stilling, dag=dag)
    evidence = [one for one in avvik.bevis if one.for_tiltak]
    settled = sum(one.tilstand.avgjort for one in evidence)
    if settled:
        mended = sum(one.tilstand in (Objekttilstand.RETTET, Objekttilstand.FOR_SENT) for one in evidence)
        yield text("tilsynslop.gjort.saker", avgjort=settled, av=len(evidence), rettet=mended)
    for tiltak in avvik.tiltak:
        yield from _in_use(avvik, tiltak, around.reg)
    last = last_attempt(around.reg, avvik)
    if last is not None and last.ferdig:
        said = sentence(last, around.kontekst.regler.get(avvik.regel))
        yield text("tilsynslop.gjort.malt", dag=vis(last.dag), setning=said)


def _in_use(avvik: Avvik, tiltak: str, reg: Registeret) -> Iterator[str]:
    link, measure = reg.ting.get(link_number(avvik.nr, tiltak)), reg.ting.get(tiltak)
    since = link.dato("i_bruk") if link is not None else None
    if since is not None and measure is not None:
        yield text("tilsynslop.gjort.i_bruk", tiltak=measure.tittel or tiltak, dag=vis(since))


def _left(funn: Tilsynsfunn, avvik: Sequence[Avvik], around: Around) -> Iterator[str]:
    """What stands between our avvik and their closing; and a breach of the law that nobody follows yet."""
    for one in avvik:
        if one.apen:
            lacking = missing(around.reg, one, STAB, around.kontekst, around.dag)
            yield from (mangel.tekst for mangel in lacking if mangel.kode not in _OF_THE_CLOSER)
    if not avvik and funn.slag is Funnslag.LOVBRUDD and not only_holds_others(funn):
        yield text("tilsynslop.gjenstar.ikke_i_registeret")
    elif avvik and (left := _not_followed(funn, avvik, around)):
        yield text("tilsynslop.gjenstar.punkter_uten_avvik", punkter=", ".join(left))


def _not_followed(funn: Tilsynsfunn, avvik: Sequence[Avvik], around: Around) -> tuple[str, ...]:
    """The rules of the finding no avvik answers for; none where one of them is for the finding as a whole."""
    if any(not one.regel for one in avvik):
        return ()
    answered = {one.regel for one in avvik}
    rules = around.kontekst.regler
    return tuple(
        regel
        for regel in (*funn.regler, *funn.manuelle)
        if regel in rules and rules[regel].utgatt is None and regel not in answered
    )


def _named(regel: str, around: Around) -> str:
    """As the question that nobody has answered: the title would say that it is met."""
    rule = around.kontekst.regler.get(regel)
    return text("tilsynslop.tall.punkt", sporsmal=rule.sporsmal, id=regel) if rule is not None else regel


def _unseen(funn: Tilsynsfunn, avvik: Sequence[Avvik], brudd: int | None) -> Iterator[str]:
    """Nothing remains is never said of what nobody has looked at."""
    if brudd is None and not only_holds_others(funn) and (not avvik or any(one.apen for one in avvik)):
        yield text("tilsynslop.gjenstar.ikke_undersokt")


def _our_day(avvik: Sequence[Avvik], around: Around) -> date | None:
    """The last day we have set for those that are open."""
    found = [deadlines(one, around.reg, around.kontekst, around.dag).lukking for one in avvik if one.apen]
    return max((dag for dag in found if dag is not None), default=None)


def _evidence(avvik: Avvik, reg: Registeret) -> Iterator[str]:
    for tiltak in avvik.tiltak:
        link = reg.ting.get(link_number(avvik.nr, tiltak))
        if link is not None and link.verdi("belegg"):
            yield " ".join(link.verdi("belegg").split())

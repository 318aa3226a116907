"""The year for people: what is over, each unit with its counts, and what is left of the month or the year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.model.kalender import minus, vis
from bvaudit.model.kodeverk import IKKE_STARTET, IKKE_UTFORT, OPPGAVER_FERDIG, UTFORT
from bvaudit.model.plans import Arshjul
from bvaudit.model.registeret.planlagt import Oppgavemerknad, Oppgavestand
from bvaudit.register.guards_year import EARLIEST
from bvaudit.register.planned_tasks import unknown_units, wheels
from bvaudit.register.roles import rank, split
from bvaudit.register.year import counts, missed
from bvaudit.reports.wording import oppramsing
from bvaudit.reports.year_facts import YearFacts, YearWish, owner_shown
from bvaudit.texts import counted, text

LONGEST = 25  # lines on a screen, unless all of them are asked for or the units alone are more
_FEWEST = 3  # lines of each list, however many units there are
_FEW = 3  # names; more are counted


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """One line of a list: day, what, and how it stands."""

    dag: str
    hva: str
    stand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPart:
    tittel: str
    over: bool
    linjer: tuple[YearLine, ...]
    flere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearView:
    """``neste`` are the words of the next command."""

    tittel: str
    om: tuple[str, ...]
    hoder: tuple[str, ...]
    enheter: tuple[tuple[str, ...], ...]
    deler: tuple[YearPart, ...]
    neste: tuple[str, ...]


def year_view(facts: YearFacts, wish: YearWish) -> YearView:
    facts = replace(facts, stands=wish.mine(facts.stands))
    mine = facts.stands
    over = sorted((one for one in missed(mine) if _before(one, wish)), key=lambda one: (one.frist, one.nr))
    rest = [one for one in mine if wish.has(one) and one not in over]
    rows = tuple(_rows(facts, wish))
    om = tuple(_about(facts, wish))
    # The title, the head on two lines with its rule, «Neste», a heading for each list, and a line of those above that
    # is folded on a narrow screen.
    left = LONGEST - 5 - len(om) - len(rows) - 3
    parts = [_over(over, facts, wish), _rest(rest, facts, wish)]
    return YearView(
        tittel=text("aret.tittel", kommune=facts.kommune, nar=_when(wish), dag=vis(facts.dag)),
        om=om,
        hoder=_heads(wish),
        enheter=rows,
        deler=tuple(_shared_out([part for part in parts if part.linjer], left, whole=wish.hele)),
        neste=_next(over, rest, facts),
    )


def _before(stand: Oppgavestand, wish: YearWish) -> bool:
    """What is over is told up to the month that is shown: also what is left from the year before."""
    return stand.maned <= (wish.maned or date(wish.ar, 12, 1))


def _shared_out(parts: Sequence[YearPart], room: int, *, whole: bool) -> Iterator[YearPart]:
    """As much of each as there is room for; a short one leaves its room to the other."""
    if whole:
        yield from parts
        return
    for at, part in enumerate(parts):
        others = sum(min(len(other.linjer), room // 2) for other in parts[at + 1 :])
        most = max(_FEWEST, room - others)
        if len(part.linjer) > most:
            cut = most - 1
            part = YearPart(
                tittel=part.tittel,
                over=part.over,
                linjer=part.linjer[:cut],
                flere=counted("aret.flere", len(part.linjer) - cut),
            )
        room -= min(len(part.linjer) + bool(part.flere), most)
        yield part


def _about(facts: YearFacts, wish: YearWish) -> Iterator[str]:
    every = [one for one in wheels(facts.kontekst) if one.gjelder_fra.year <= wish.ar and _is_told(one, facts, wish)]
    named = [text(f"aret.hjul.{'eget' if one.egen else 'programmet'}", tittel=one.tittel) for one in every]
    yield text("aret.kilde", hjul=oppramsing(named)) if named else text("aret.uten_hjul")
    if every and not facts.reg.hode.nr:
        yield text("aret.ikke_begynt")
    unknown = unknown_units(facts.kontekst)
    if unknown:
        yield counted(
            "aret.ukjente", len(unknown), enheter=oppramsing(list(dict.fromkeys(unit for _, unit in unknown)))
        )
    out = [one for one in facts.stands if one.merknad == Oppgavemerknad.UTE_AV_ARSHJULET and wish.has(one)]
    if out:
        titles = list(dict.fromkeys(one.tittel for one in out))
        more = [text("aret.og_flere")] if len(titles) > _FEW else []
        yield counted("aret.ute", len(out), titler=oppramsing([*titles[:_FEW], *more]))


def _is_told(wheel: Arshjul, facts: YearFacts, wish: YearWish) -> bool:
    """The one that came with the program only where the year still has something of it."""
    own = [one.gjelder_fra for one in wheels(facts.kontekst) if one.egen]
    if wheel.egen or not own:
        return True
    here = (one for one in facts.stands if one.maned.year == wish.ar and one.frist < min(own))
    return any(one.arshjul == wheel.id for one in here)


def _heads(wish: YearWish) -> tuple[str, ...]:
    keys = ("over", "planlagt", "utfort", "ikke_utfort", "ikke_aktuelt", "gjenstar")
    last = (text("aret.kolonne.hele_aret", ar=wish.ar),) if wish.maned is not None else ()
    return (text("aret.kolonne.enhet"), *(text(f"aret.kolonne.{key}") for key in keys), *last)


def _rows(facts: YearFacts, wish: YearWish) -> Iterator[tuple[str, ...]]:
    """Every unit there is, zeros too; what is done once for the whole municipality; and all of it."""
    if wish.enhet:
        yield _row(facts.kontekst.enhet(wish.enhet), [one for one in facts.stands if one.enhet == wish.enhet], wish)
        return
    for enhet in _units(facts, wish):
        yield _row(facts.kontekst.enhet(enhet), [one for one in facts.stands if one.enhet == enhet], wish)
    common = [one for one in facts.stands if not one.enhet]
    if common:
        yield _row(text("aret.felles"), common, wish)
    yield _row(text("aret.alle"), facts.stands, wish)


def _units(facts: YearFacts, wish: YearWish) -> Iterator[str]:
    """In the order of their names: those that are there some day of what is shown, and those something is told of."""
    first = wish.maned or date(wish.ar, 1, 1)
    last = wish.maned or date(wish.ar, 12, 1)
    told = {one.enhet for one in facts.stands if wish.has(one) or one.forfalt}
    for enhet in sorted(facts.kontekst.enheter, key=lambda id: facts.kontekst.enhet(id).casefold()):
        gone = facts.kontekst.opphort.get(enhet, date.max) < first
        came = facts.kontekst.begynt.get(enhet, date.min).replace(day=1) <= last
        if enhet in told or (came and not gone):
            yield enhet


def _row(navn: str, stands: Sequence[Oppgavestand], wish: YearWish) -> tuple[str, ...]:
    now = counts(one for one in stands if wish.has(one))
    over = sum(one.forfalt and _before(one, wish) for one in stands)
    numbers = (over, now.planlagt, now.utfort, now.ikke_utfort, now.ikke_aktuelt, now.uten_status)
    whole = counts(one for one in stands if one.maned.year == wish.ar)
    last = (text("aret.av", n=whole.utfort, av=whole.planlagt),) if wish.maned is not None else ()
    return (navn, *(str(one) for one in numbers), *last)


def _over(over: Sequence[Oppgavestand], facts: YearFacts, wish: YearWish) -> YearPart:
    """A task that is over in several units and months is told on one line, by its oldest day; with all lines wanted,
    one for each month."""
    groups: dict[tuple[str, date | None], list[Oppgavestand]] = {}
    for one in over:
        groups.setdefault((one.oppgave, one.maned if wish.hele else None), []).append(one)
    linjer = tuple(_over_line(every, facts, wish) for every in groups.values())
    return YearPart(tittel=counted("aret.over", len(over)), over=True, linjer=linjer)


def _over_line(every: Sequence[Oppgavestand], facts: YearFacts, wish: YearWish) -> YearLine:
    """The last word is how they stand, where that is another than «Ikke startet»."""
    units = list(dict.fromkeys(one.enhet for one in every))
    names = [facts.kontekst.enhet(enhet) if enhet else text("aret.felles") for enhet in units]
    where = "" if wish.enhet else oppramsing(names) if len(names) <= _FEW else counted("aret.enheter", len(names))
    months = sorted({one.maned for one in every})
    here = months[0].year == months[-1].year == wish.ar
    first, last = (_month(one) if here else _whole(one) for one in (months[0], months[-1]))
    when = counted("aret.maneder", len(months), fra=first, til=last)
    said = list(dict.fromkeys(_ended(one, facts) for one in every if one.status != IKKE_STARTET or one.avvik))
    how = text("aret.ulikt") if len(said) > 1 else "".join(said)
    stand = text("aret.komma").join(part for part in (when, where, how) if part)
    return YearLine(dag=vis(every[0].frist), hva=every[0].tittel, stand=stand)


def _ended(one: Oppgavestand, facts: YearFacts) -> str:
    status = facts.kontekst.kodeverk.tekst("oppgavestatuser", one.status)
    return text("aret.har_avvik", status=status, avvik=one.avvik) if one.avvik else status


def _rest(rest: Sequence[Oppgavestand], facts: YearFacts, wish: YearWish) -> YearPart:
    """The tasks that are not over in every unit: what is left first, by its day. Each is counted in all its units."""
    every: dict[tuple[date, str], list[Oppgavestand]] = {}
    for one in facts.stands:
        if not one.merknad:
            every.setdefault((one.maned, one.oppgave), []).append(one)
    left = sorted(rest, key=lambda one: (one.status in OPPGAVER_FERDIG, one.frist))
    keys = dict.fromkeys((one.maned, one.oppgave) for one in left if not one.merknad)
    linjer = tuple(_task_line(every[key], facts, wish) for key in keys)
    return YearPart(tittel=text("aret.i", nar=_when(wish)), over=False, linjer=linjer)


def _task_line(every: Sequence[Oppgavestand], facts: YearFacts, wish: YearWish) -> YearLine:
    first = every[0]
    hva = (
        first.tittel if wish.maned is not None else text("aret.i_maned", tittel=first.tittel, maned=_month(first.maned))
    )
    if wish.enhet or len(every) == 1:
        return YearLine(dag=vis(first.frist), hva=hva, stand=_one(first, facts))
    done = sum(one.status == UTFORT for one in every)
    other = {kode: sum(one.status == kode for one in every) for kode in dict.fromkeys(one.status for one in every)}
    words = [
        text("aret.ledd", n=n, status=facts.kontekst.kodeverk.tekst("oppgavestatuser", kode).lower())
        for kode, n in other.items()
        if kode not in (UTFORT, IKKE_STARTET)
    ]
    said = [text("aret.utfort_av", n=done, av=len(every)), *words]
    return YearLine(dag=vis(first.frist), hva=hva, stand=text("aret.komma").join(said))


def _one(one: Oppgavestand, facts: YearFacts) -> str:
    status = _ended(one, facts)
    if one.utfort is not None:
        status = text("aret.den", status=status, dag=vis(one.utfort))
    tail = one.belegg if one.status == UTFORT else one.grunn if one.grunn else ""
    if one.status == UTFORT and not one.belegg:
        tail = text("aret.uten_belegg")
    owner = owner_shown(one, facts.kontekst)
    return text("aret.komma").join(part for part in (status, owner, " ".join(tail.split())) if part)


def _next(over: Sequence[Oppgavestand], rest: Sequence[Oppgavestand], facts: YearFacts) -> tuple[str, ...]:
    """What fell due last and nobody has said how ended, as done today: a day before it is a person's to write. Else
    the avvik of one that was not done; else the year."""
    left = [
        one for one in (*reversed(over), *sorted(rest, key=lambda one: one.frist)) if one.status not in OPPGAVER_FERDIG
    ]
    now = (one for one in left if facts.dag >= minus(one.maned, EARLIEST))
    open_ = next((one for one in now if not one.merknad and not one.avvik), None)
    if open_ is not None:
        done = ("--status", UTFORT, "--dato", facts.dag.isoformat(), "--som", _role(open_, facts))
        return ("arshjul", "sett", open_.oppgave, *_where(open_), *done)
    missing = next((one for one in over if one.status == IKKE_UTFORT and not one.avvik), None)
    if missing is not None:
        return ("arshjul", "avvik", missing.oppgave, *_where(missing), "--som", _role(missing, facts))
    return ("arshjul", "vis")


def _where(stand: Oppgavestand) -> tuple[str, ...]:
    enhet = ("--enhet", stand.enhet) if stand.enhet else ()
    return ("--maned", f"{stand.maned:%Y-%m}", *enhet)


def _role(stand: Oppgavestand, facts: YearFacts) -> str:
    rolle, _ = split(stand.eier)
    known = rank(rolle, facts.kontekst.kodeverk) is not None
    return stand.eier if known else f"barnevernleder@{stand.enhet}" if stand.enhet else "stab"


def _when(wish: YearWish) -> str:
    return str(wish.ar) if wish.maned is None else _whole(wish.maned)


def _whole(maned: date) -> str:
    return text("aret.maned_og_ar", maned=_month(maned), ar=maned.year)


def _month(maned: date) -> str:
    return text(f"lister.maned.m{maned.month}").lower()

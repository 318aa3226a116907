"""The cases of a plan: under each avvik, and each case once with everything that is wrong in it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.findings.ranking import by_weight
from bvaudit.model.funn import Funn
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.handlingsplan import BruddLinje, SakRad, SakView
from bvaudit.reports.moved_cases import cases_here
from bvaudit.reports.plan_felt import blank
from bvaudit.reports.plan_skriv import Skriver
from bvaudit.reports.plan_tekst import sak_funn
from bvaudit.reports.wording import dato
from bvaudit.texts import text

Short = Mapping[str, str]  # pseudonym → what the paper shows


def cases_under(svar: RegelSvar, revisjon: Revisjon, short: Short) -> tuple[SakView, ...]:
    """The cases of one avvik that the enhet has now."""
    more = _narrower(svar.regel.id, revisjon)
    return tuple(_under(funn, svar, more.get(funn.sak, ()), revisjon.per, short) for funn in cases_here(svar, revisjon))


def _under(funn: Funn, svar: RegelSvar, more: tuple[str, ...], per: date, short: Short) -> SakView:
    also = text("plan.sak.ogsa", brudd="; ".join(more)) if more else ""
    return SakView(
        sak=short[funn.sak],
        gjelder=gjelder(svar.teller).capitalize(),
        objekt_id=funn.objekt_id,
        funn=sak_funn(funn, per),
        forklaring=" ".join(part for part in (funn.forklaring, also) if part),
        rettet=blank(),
        kontrollert=blank(),
    )


def _narrower(regel: str, revisjon: Revisjon) -> Mapping[str, tuple[str, ...]]:
    """Case → the narrower breaches in it, also when the case was with another unit on the day that was counted."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in (line for svar in revisjon.svar if svar.regel.id == regel for line in svar.under):
        for sak in dict.fromkeys(funn.sak for funn in line.funn):
            found[sak].append(f"{line.regel.brudd} ({line.regel.id})")
    return {sak: tuple(texts) for sak, texts in found.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wrong:
    """One breach in one case."""

    sak: str
    sort: tuple[bool, int, date, str]  # the law first, then the gravest, then the oldest
    linje: BruddLinje
    frist: date | None


def every_case(
    enhet: str, numbers: Mapping[str, str], revisjon: Revisjon, short: Short, skriver: Skriver
) -> tuple[SakRad, ...]:
    """Each case the enhet has now with a breach in it, the gravest and oldest first. ``numbers``: rule → the number of
    its avvik in the plan."""
    cases: dict[str, list[_Wrong]] = defaultdict(list)
    for wrong in _wrong(enhet, numbers, revisjon):
        cases[wrong.sak].append(wrong)
    ordered = sorted(cases.values(), key=lambda found: (min(w.sort for w in found), found[0].sak))
    return tuple(_row(sorted(found, key=lambda w: w.sort), short, skriver) for found in ordered)


def _row(found: list[_Wrong], short: Short, skriver: Skriver) -> SakRad:
    limits = [w.frist for w in found if w.frist is not None]
    return SakRad(
        sak=short[found[0].sak],
        brudd=tuple(dict.fromkeys(w.linje for w in found)),
        frist=dato(min(limits)) if limits else "–",
        rettet=blank(),
        skriv=skriver.case(found[0].sak),
    )


def _wrong(enhet: str, numbers: Mapping[str, str], revisjon: Revisjon) -> Iterator[_Wrong]:
    rules = {svar.regel.id: svar for svar in by_weight(s for s in revisjon.svar if s.er_avvik)}
    for regel, svar in rules.items():
        more = _narrower(regel, revisjon)
        by_case: dict[str, list[Funn]] = defaultdict(list)
        for funn in _here(svar.regel, enhet, revisjon):
            by_case[funn.sak].append(funn)
        for sak, found in by_case.items():
            limits = [f.frist_dato for f in found if f.frist_dato]
            oldest = min((f.frist_dato or f.start_dato or revisjon.per for f in found), default=revisjon.per)
            linje = BruddLinje(
                nummer=numbers.get(regel, ""),
                brudd=svar.regel.brudd.rstrip("."),
                funn=_facts(found, svar.teller, revisjon.per),
                ogsa=text("plan.sak.ogsa", brudd="; ".join(more[sak])) if sak in more else "",
            )
            yield _Wrong(
                sak=sak,
                sort=(not svar.lovkrav, -svar.regel.alvorlighetsgrad.rang, oldest, regel),
                linje=linje,
                frist=min(limits) if limits else None,
            )


def _here(regel: Rule, enhet: str, revisjon: Revisjon) -> Iterable[Funn]:
    """The breaches of one rule that stand by themselves, in the cases the enhet has now."""
    alle = (funn for svar in revisjon.svar if svar.regel.id == regel.id for funn in svar.egne)
    return sorted((f for f in alle if f.sak and f.hos == enhet), key=lambda f: (f.sak, f.objekt_id))


def _what_decided(funn: Funn, per: date) -> str:
    """The dates; with numbers the rule's own sentence, which says what was counted. Empty when the breach says all."""
    if funn.krav is None:
        return sak_funn(funn, per)
    return ". ".join(part for part in (funn.forklaring.rstrip("."), sak_funn(replace(funn, krav=None), per)) if part)


def _facts(found: Iterable[Funn], teller: str, per: date) -> str:
    """What decided it, objects that are alike told once."""
    alike = Counter(_what_decided(funn, per) for funn in found)
    return ". ".join(
        text("plan.sak.flere_like", funn=line, n=n, hva=gjelder(teller, n)) if n > 1 else line
        for line, n in alike.items()
        if line
    )

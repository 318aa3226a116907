"""Every number of a run: each rule in each unit and in all units together, counted in every way. Zeros are included."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvaudit.findings.read_numbers import read_numbers
from bvaudit.findings.tallrad import Tallrad
from bvaudit.model.funn import Tall, summed
from bvaudit.model.lesesvar import LEST
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.texts import text


def per_unit() -> str:
    """Why there is no share of the whole municipality when the cases are drawn unit by unit."""
    return text("findings.all_numbers.andel_for_hele_kommunen_regnes_ikke")


def all_numbers(revisjon: Revisjon) -> tuple[Tallrad, ...]:
    """By rule, way of counting, all units first and then each unit, and last what readers found; rules nobody examined
    by rule."""
    by_rule: dict[str, list[RegelSvar]] = {}
    for svar in revisjon.svar:
        by_rule.setdefault(svar.regel.id, []).append(svar)
    rows: list[Tallrad] = []
    for regel in sorted(by_rule):
        rows += _rule([s for s in by_rule[regel] if s.standard != LEST], revisjon)
        rows += read_numbers(by_rule[regel], revisjon)
    rows += [
        Tallrad(regel=row.regel, teller=row.teller, enhet="", variant="", standard=False, tall=None, grunn=row.grunn)
        for row in revisjon.ikke_undersokt
        if row.regel.id not in by_rule
    ]
    return tuple(sorted(rows, key=lambda row: row.regel.id))  # stable: the order inside a rule stands


def weighed(revisjon: Revisjon) -> bool:
    """Whether cases were drawn unit by unit, from more than one unit.

    Then the units cannot be added up: ten of twenty cases in one and ten of two hundred in another weigh differently,
    and the share of the sum is true of neither.
    """
    return revisjon.utvalg is not None and len(revisjon.enheter) > 1


def total(revisjon: Revisjon, svar: Sequence[RegelSvar], variant: str) -> Tall:
    """One rule over all units. Cases are counted, not added: a child in two units is one case."""
    added = summed(s.tall.get(variant, Tall()) for s in svar)
    return replace(added, saker=revisjon.saker_samlet.get((svar[0].regel.id, variant), added.saker))


def _rule(svar: list[RegelSvar], revisjon: Revisjon) -> Iterator[Tallrad]:
    if not svar:
        return
    first, by_unit = svar[0], {s.enhet: s for s in svar}
    apart = weighed(revisjon)
    for variant in dict.fromkeys(navn for s in svar for navn in s.tall):
        standard = variant == first.standard
        whole = next(iter(svar)) if len(revisjon.enheter) == 1 else None
        yield Tallrad(
            regel=first.regel,
            teller=first.teller,
            enhet="",
            variant=variant,
            standard=standard,
            tall=total(revisjon, svar, variant),
            fort_under=sum(s.fort_under for s in svar) if standard else None,
            avvik=sum(len(s.egne) for s in svar if s.er_avvik) if standard else None,
            andel=not apart,
            intervall=whole.intervall if whole and standard else None,
            grunn=per_unit() if apart else whole.intervall_grunn if whole and standard else "",
        )
        for enhet in revisjon.enheter:
            one = by_unit.get(enhet.navn)
            yield Tallrad(
                regel=first.regel,
                teller=first.teller,
                enhet=enhet.navn,
                variant=variant,
                standard=standard,
                tall=one.tall.get(variant, Tall()) if one else Tall(),
                fort_under=(one.fort_under if one else 0) if standard else None,
                avvik=(len(one.egne) if one and one.er_avvik else 0) if standard else None,
                intervall=one.intervall if one and standard else None,
                grunn=_why_nothing(one, enhet.saker, enhet.undersokt) if not one else one.intervall_grunn,
            )


def _why_nothing(svar: RegelSvar | None, saker: int, undersokt: int) -> str:
    if not saker:
        return text("findings.all_numbers.enheten_har_ingen_saker_i_uttrekket")
    return "" if undersokt else text("findings.all_numbers.ingen_saker_fra_enheten_er_trukket")

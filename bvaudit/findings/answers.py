"""One answer for each rule and unit: its counts, the law it was judged by, and its findings."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.findings.citing import law_by_version, law_of
from bvaudit.findings.content import Innhold
from bvaudit.findings.counted_word import counted_word
from bvaudit.findings.counts import Counts, RuleFindings
from bvaudit.findings.intervals import Draw, interval
from bvaudit.findings.nesting import nest
from bvaudit.findings.read_answers import with_answers
from bvaudit.model.funn import Funn
from bvaudit.model.lest_i_mappen import LestIMappen
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.svar import RegelSvar


def answers(
    found: Iterable[RuleFindings],
    counts: Counts,
    enheter: Sequence[EnhetTall],
    content: Innhold,
    *,
    per: date,
    draw: Draw | None,
    lest: LestIMappen | None = None,
) -> tuple[RegelSvar, ...]:
    """In the order of ``found`` and then of ``enheter``. A unit where the rule has no row has no answer, unless people
    have given one (``lest``).

    ``found`` is gone through once, so the findings of one rule at a time need be read from the results. ``draw`` is the
    sample the run was limited to; None when every case was judged.
    """
    svar = [one for each in found for one in _of_rule(each, counts, enheter, content, per, draw)]
    if lest is not None:
        svar = with_answers(svar, lest, enheter, content, per)
    return nest(svar, {one.regel.id: one.regel.omfattes_av for one in svar if one.regel.omfattes_av})


def _of_rule(
    found: RuleFindings,
    counts: Counts,
    enheter: Sequence[EnhetTall],
    content: Innhold,
    per: date,
    draw: Draw | None,
) -> Iterator[RegelSvar]:
    rule, standard = found.rule, found.rule.variantnavn[0]
    law = law_by_version(rule, content.lover)
    teller = counted_word(rule, content.koder)

    def told(funn: Funn) -> Funn:
        hjemmel = law.get(funn.regelversjon, ()) if funn.regelversjon else ()
        return replace(funn, hjemmel=hjemmel, andre=found.other_ways.get(funn.objekt_id, ()))

    broken, unclear, otherwise = (
        _by_unit(told(funn) for funn in each) for each in (found.broken, found.unclear, found.otherwise)
    )
    for enhet in enheter:
        tall = counts.per_variant(rule, enhet.navn)
        if not tall:
            continue
        own = broken.get(enhet.navn, ())
        judged_by = frozenset(f.regelversjon for f in own if f.regelversjon)
        used = judged_by or counts.versjoner.get((rule.id, enhet.navn), frozenset())
        intervall, grunn = interval(tall[standard], teller, enhet, draw)
        yield RegelSvar(
            regel=rule,
            enhet=enhet.navn,
            hjemmel=law_of(rule, used, per, content.lover),
            teller=teller,
            standard=standard,
            tall=tall,
            intervall=intervall,
            intervall_grunn=grunn,
            funn=own,
            uavklarte=unclear.get(enhet.navn, ()),
            andre_funn=otherwise.get(enhet.navn, ()),
        )


def _by_unit(findings: Iterable[Funn]) -> dict[str, tuple[Funn, ...]]:
    units: dict[str, list[Funn]] = defaultdict(list)
    for funn in findings:
        units[funn.enhet].append(funn)
    return {enhet: tuple(found) for enhet, found in units.items()}

"""One answer for each rule and unit: counts, the law its breaches were judged by, and what a draw can carry."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.engine.evaluate import Judged, Results
from bvaudit.findings.counted_word import counted_word
from bvaudit.findings.nesting import nest
from bvaudit.model.funn import Funn, Intervall, Tall
from bvaudit.model.mengdeord import antall, gjelder
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.rule import Rule
from bvaudit.model.sitering import cite, cite_versions
from bvaudit.model.svar import RegelKort, RegelSvar
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Utvalg
from bvaudit.stats.proportion import count_bounds
from bvaudit.workflows.content import Content

_DECIMALS = 6  # the last digits of a float may differ between machines; nobody reads them
Used = Mapping[tuple[str, str], frozenset[date]]


def answers(
    results: Results,
    judged: Judged,
    content: Content,
    enheter: Sequence[EnhetTall],
    *,
    per: date,
    utvalg: Utvalg | None,
) -> tuple[RegelSvar, ...]:
    """In the order of the rules and then the units; a unit where the rule has no row has no answer."""
    counts, cases, used = results.counts(), results.cases_judged(), results.versions_used()
    counts = {
        (regel, enhet, variant): replace(tall, saker=cases.get((regel, variant, enhet), 0))
        for (regel, enhet, variant), tall in counts.items()
    }
    found = [
        svar
        for rule in judged.regler
        for svar in _of_rule(rule, results, content, enheter, counts, used, per=per, utvalg=utvalg)
    ]
    return nest(found, {rule.id: rule.omfattes_av for rule in judged.regler if rule.omfattes_av})


def cases_altogether(results: Results) -> dict[tuple[str, str], Tall]:
    """(rule, variant) → the cases behind its figures over all units, each counted once."""
    return {
        (regel, variant): Tall(saker=saker)
        for (regel, variant, enhet), saker in results.cases_judged().items()
        if enhet is None
    }


def card(rule: Rule, content: Content, per: date, used: frozenset[date] = frozenset()) -> RegelKort:
    """The parts of a rule a reader needs. Of its law, what the cases were judged by (``used``), else that day's."""
    newest = rule.versjoner[-1]
    versjoner = [v for v in rule.versjoner if v.gjelder_fra in used] or [v for v in rule.versjoner if v.in_force(per)]
    return RegelKort(
        id=rule.id,
        tema=rule.tema,
        tittel=rule.tittel,
        sporsmal=rule.sporsmal,
        formal=rule.formal,
        alvorlighetsgrad=rule.alvorlighetsgrad,
        hjemmel=cite_versions(versjoner or rule.versjoner, content.lover, alle=rule.versjoner),
        avvikstekst=rule.avvikstekst,
        veiledning=rule.veiledning,
        metode=rule.metode,
        kilde=rule.kilde,
        sikkerhet=rule.sikkerhet,
        sikkerhet_grunn=rule.sikkerhet_grunn,
        indikasjon=rule.indikasjon,
        manuell=rule.manuell,
        variantforklaring={v.navn: v.forklaring for v in newest.varianter},
        avvikstittel=rule.avvikstittel,
        teller=counted_word(rule, content.koder),
        malestokk=rule.malestokk,
    )


def _of_rule(
    rule: Rule,
    results: Results,
    content: Content,
    enheter: Sequence[EnhetTall],
    counts: Mapping[tuple[str, str, str], Tall],
    used: Used,
    *,
    per: date,
    utvalg: Utvalg | None,
) -> Iterator[RegelSvar]:
    standard = rule.variantnavn[0]
    several = len(rule.variantnavn) > 1
    others = results.other_ways(rule.id, standard) if several else {}
    law = {v.gjelder_fra: tuple(cite(h, content.lover) for h in v.hjemmel) for v in rule.versjoner}

    def told(funn: Funn) -> Funn:
        hjemmel = law.get(funn.regelversjon, ()) if funn.regelversjon else ()
        return replace(funn, hjemmel=hjemmel, andre=others.get(funn.objekt_id, ()))

    broken = _by_unit(map(told, results.findings(rule.id, standard, Utfall.IKKE_OPPFYLT)))
    unclear = _by_unit(map(told, results.findings(rule.id, standard, Utfall.UAVKLART)))
    otherwise = _by_unit(map(told, results.broken_otherwise(rule.id, standard))) if several else {}
    for enhet in enheter:
        if (rule.id, enhet.navn, standard) not in counts:
            continue
        tall = {navn: counts.get((rule.id, enhet.navn, navn), Tall()) for navn in rule.variantnavn}
        funn = broken.get(enhet.navn, ())
        judged_by = frozenset(f.regelversjon for f in funn if f.regelversjon) or used.get((rule.id, enhet.navn))
        kort = card(rule, content, per, judged_by or frozenset())
        intervall, grunn = interval(tall[standard], kort.teller, enhet, utvalg)
        yield RegelSvar(
            regel=kort,
            enhet=enhet.navn,
            standard=standard,
            tall=tall,
            intervall=intervall,
            intervall_grunn=grunn,
            funn=funn,
            uavklarte=unclear.get(enhet.navn, ()),
            andre_funn=otherwise.get(enhet.navn, ()),
        )


def _by_unit(findings: Iterable[Funn]) -> dict[str, tuple[Funn, ...]]:
    units: dict[str, list[Funn]] = defaultdict(list)
    for funn in findings:
        units[funn.enhet].append(funn)
    return {enhet: tuple(found) for enhet, found in units.items()}


def interval(tall: Tall, teller: str, enhet: EnhetTall, utvalg: Utvalg | None) -> tuple[Intervall | None, str]:
    """What the drawn cases say about all the cases of the unit, or why they cannot say it.

    Cases were drawn, from a frame with an end; so the bounds count cases, and only where each judged case has one
    object. How many of the cases that were not drawn the rule is about, nobody knows: the bounds are for all of them,
    which is where a draw says least. Nothing for a whole count, and nothing where nothing could be judged.
    """
    if utvalg is None or tall.n == 0:
        return None, ""
    frame = utvalg.ramme_antall.get(enhet.navn)
    if frame is None:
        return None, "Intervall er ikke regnet ut: enheten var ikke med da sakene ble trukket."
    if enhet.undersokt >= frame:
        return None, ""
    if tall.saker < tall.n:
        return None, (
            f"Intervall er ikke regnet ut: det er saker som er trukket, og {tall.n} {gjelder(teller, tall.n)} "
            f"ligger i {antall(tall.saker, 'sak', 'saker')}. Feil i samme sak henger sammen."
        )
    population = tall.n + frame - enhet.undersokt
    fewest, most = count_bounds(tall.ikke_oppfylt, tall.n, population)
    nedre, ovre = round(fewest / population, _DECIMALS), round(most / population, _DECIMALS)
    return Intervall(nedre=nedre, ovre=ovre), ""

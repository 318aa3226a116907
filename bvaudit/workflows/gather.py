"""From result rows to what people read: counted per rule and unit, with the interval a sample can carry."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from bvaudit.diagnostics import Problem
from bvaudit.engine.controls import Controlled
from bvaudit.engine.evaluate import Hull, Judged, Results
from bvaudit.model import kalender
from bvaudit.model.kilde import never_sent_note
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import (
    DatakvalitetLinje,
    EnhetTall,
    Funn,
    IkkeUndersokt,
    Intervall,
    Kildeinfo,
    RegelKort,
    RegelSvar,
    Revisjon,
    Tall,
    UtvalgKort,
)
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.sitering import cite_versions
from bvaudit.model.utfall import Alvorlighetsgrad, Utfall
from bvaudit.model.utvalg import Utvalg
from bvaudit.stats.proportion import clopper_pearson
from bvaudit.workflows.content import Content
from bvaudit.workflows.gather_controls import control_lines
from bvaudit.workflows.gather_tilsyn import supervision
from bvaudit.workflows.gather_units import moves, standard_of, units

_FOR_A_PERSON = "Krever at et menneske leser saken."
_FOR_THE_UNIT = "Besvares av et menneske, én gang for hele enheten."
_DECIMALS = 6  # the last digits of a float may differ between machines; nobody reads them


def gather(
    results: Results,
    judged: Judged,
    controlled: Controlled,
    content: Content,
    manifest: Manifest,
    *,
    per: date,
    periode: tuple[date, date] | None,
    utvalg: Utvalg | None,
    problems: Sequence[Problem],
    advarsler: tuple[str, ...],
    uttrekk_avtrykk: str = "",
) -> Revisjon:
    enheter = units(results, manifest, sampled=utvalg is not None, periode=periode, per=per)
    counts, used = results.counts(), results.versions_used()

    def card_of(rule: Rule) -> RegelKort:
        return card(rule, content, per, used.get(rule.id, frozenset()))

    svar = tuple(
        s for rule in judged.regler for s in _answers(rule, card_of(rule), enheter, counts, results, content, per)
    )
    manual = [r for r in content.regler.values() if r.manuell and r.utgatt is None]
    not_examined = [IkkeUndersokt(regel=card_of(n.regel), grunn=n.grunn) for n in judged.ikke_vurdert]
    not_examined += [
        IkkeUndersokt(regel=card_of(r), grunn=_FOR_THE_UNIT if r.gjelder.objekt == ENHET else _FOR_A_PERSON)
        for r in sorted(manual, key=lambda r: r.id)
    ]
    with_rows = {s.regel.id for s in svar}
    not_examined += [
        IkkeUndersokt(regel=card_of(r), grunn="Ingen objekter i uttrekket, utvalget eller perioden.")
        for r in judged.regler
        if r.id not in with_rows
    ]
    tilsyn, not_here = supervision(content, svar, enheter, manifest)
    datakvalitet = (*_data_quality(manifest, svar, judged.hull), *moves(results, standard_of(svar), enheter))
    return Revisjon(
        kommune=", ".join(manifest.kommuner) or "Ukjent kommune",
        per=per,
        periode=periode,
        enheter=enheter,
        svar=svar,
        ikke_undersokt=tuple(sorted(not_examined, key=lambda i: i.regel.id)),
        tilsyn=tilsyn,
        datakvalitet=datakvalitet + control_lines(controlled, manifest, content.regler),
        kilde=_source(manifest, content, uttrekk_avtrykk),
        utvalg=_draw_card(utvalg),
        advarsler=(*advarsler, *not_here),
        saker_per_kommune=results.cases_per_municipality(),
    )


def card(rule: Rule, content: Content, per: date, used: frozenset[date]) -> RegelKort:
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
    )


def _answers(
    rule: Rule,
    kort: RegelKort,
    enheter: Sequence[EnhetTall],
    counts: Mapping[tuple[str, str, str], Tall],
    results: Results,
    content: Content,
    per: date,
) -> Iterator[RegelSvar]:
    """The rule in every unit that has something to judge."""
    standard = rule.variantnavn[0]
    broken = _by_unit(results.findings(rule.id, standard, Utfall.IKKE_OPPFYLT))
    unclear = _by_unit(results.findings(rule.id, standard, Utfall.UAVKLART))
    for enhet in enheter:
        if (rule.id, enhet.navn, standard) not in counts:
            continue
        tall = {navn: counts.get((rule.id, enhet.navn, navn), Tall()) for navn in rule.variantnavn}
        yield RegelSvar(
            regel=kort,
            enhet=enhet.navn,
            standard=standard,
            tall=tall,
            intervall=_interval(tall[standard], whole=enhet.undersokt >= enhet.saker),
            frist=_due(kort.alvorlighetsgrad, content.kodeverk, per) if _is_breach(rule, tall[standard]) else None,
            funn=broken.get(enhet.navn, ()),
            uavklarte=unclear.get(enhet.navn, ()),
        )


def _is_breach(rule: Rule, tall: Tall) -> bool:
    return tall.ikke_oppfylt > 0 and not rule.indikasjon


def _by_unit(findings: Iterable[Funn]) -> dict[str, tuple[Funn, ...]]:
    found: dict[str, list[Funn]] = defaultdict(list)
    for funn in findings:
        found[funn.enhet].append(funn)
    return {enhet: tuple(rows) for enhet, rows in found.items()}


def _interval(tall: Tall, *, whole: bool) -> Intervall | None:
    if whole or tall.n == 0:
        return None
    nedre, ovre = clopper_pearson(tall.ikke_oppfylt, tall.n)
    return Intervall(nedre=round(nedre, _DECIMALS), ovre=round(ovre, _DECIMALS))


def _due(grad: Alvorlighetsgrad, kodeverk: Kodeverk | None, per: date) -> date | None:
    row = next((g for g in kodeverk.grader if g.grad is grad), None) if kodeverk else None
    return kalender.pluss(per, row.frist) if row and row.frist else None


def _data_quality(
    manifest: Manifest, svar: Sequence[RegelSvar], hull: Sequence[Hull] = ()
) -> tuple[DatakvalitetLinje, ...]:
    """What a sender has never sent is told once, and not again for each rule and unit it leaves unsettled."""
    once = tuple(never_sent_note(gap.mangler) for gap in hull)
    lines = [
        DatakvalitetLinje(
            kilde="innlesing",
            kode=u.kode,
            tekst=f"Utelatt: {u.tekst}",
            antall=u.antall,
            eksempler=", ".join(u.eksempler),
        )
        for u in manifest.utelatt
    ]
    lines += [DatakvalitetLinje(kilde="innlesing", kode="antakelse", tekst=a, antall=1) for a in manifest.antakelser]
    counted = {u.kode for u in manifest.utelatt}
    others = Counter((p.kode, p.tekst) for p in manifest.problemer if p.grad != "feil" and p.kode not in counted)
    lines += [DatakvalitetLinje(kilde="innlesing", kode=k, tekst=t, antall=n) for (k, t), n in sorted(others.items())]
    lines += [
        DatakvalitetLinje(kilde="innlesing", kode="aldri-levert", tekst=gap.vist, antall=gap.rader) for gap in hull
    ]
    for s in svar:
        told = [f.forklaring or "En opplysning mangler." for f in s.uavklarte]
        reasons = Counter(tekst for tekst in told if not any(note in tekst for note in once))
        lines += [
            DatakvalitetLinje(
                kilde=s.regel.id,
                kode="uavklart",
                tekst=tekst,
                antall=n,
                enhet=s.enhet,
                eksempler=", ".join(f.sak for f in s.uavklarte if (f.forklaring or "En opplysning mangler.") == tekst)[
                    :200
                ],
            )
            for tekst, n in sorted(reasons.items())
        ]
    return tuple(lines)


def _source(manifest: Manifest, content: Content, uttrekk_avtrykk: str) -> Kildeinfo:
    return Kildeinfo(
        dokumenter_lest=manifest.dokumenter_lest,
        dokumenter_brukt=manifest.dokumenter_brukt,
        dokumenter_utelatt=manifest.dokumenter_utelatt,
        formatversjoner=dict(sorted(manifest.formatversjoner.items())),
        filer=len(manifest.filer),
        kilde_sha256=manifest.kilde_sha256,
        uttrekksdato=manifest.uttrekksdato,
        programversjon=manifest.programversjon,
        innhold_sha256=content.sha256,
        nokkel_avtrykk=manifest.nokkel_avtrykk,
        uttrekk_avtrykk=uttrekk_avtrykk,
    )


def _draw_card(utvalg: Utvalg | None) -> UtvalgKort | None:
    if utvalg is None:
        return None
    drawn = sum(1 for t in utvalg.trekk if t.rolle == "trukket")
    return UtvalgKort(id=utvalg.id, fro=utvalg.fro, ramme_sha256=utvalg.ramme_sha256, trukket=drawn)

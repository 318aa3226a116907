"""From result rows to what people read: every answer, what nobody examined, and where the figures come from."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bvaudit.diagnostics import Problem
from bvaudit.engine.controls import Controlled
from bvaudit.engine.evaluate import Judged, Results
from bvaudit.model.enhet import slug
from bvaudit.model.manifest import Manifest
from bvaudit.model.plans import Delfunn
from bvaudit.model.revisjon import (
    DatakvalitetLinje,
    EnhetTall,
    IkkeUndersokt,
    Kildeinfo,
    RegelKort,
    RegelSvar,
    Revisjon,
    TilsynPunkt,
    UtvalgKort,
)
from bvaudit.model.rule import ENHET, Hjemmel, Rule
from bvaudit.model.sitering import cite
from bvaudit.model.utvalg import Utvalg
from bvaudit.workflows.content import Content
from bvaudit.workflows.gather_answers import answers, card, cases_altogether
from bvaudit.workflows.gather_controls import control_lines

_FOR_A_PERSON = "Krever at et menneske leser saken."
_FOR_THE_UNIT = "Besvares av et menneske, én gang for hele enheten."


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
) -> Revisjon:
    enheter = _units(results, utvalg is not None)
    svar = answers(results, judged, content, enheter, per=per, utvalg=utvalg)

    def card_of(rule: Rule) -> RegelKort:
        return card(rule, content, per)

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
    return Revisjon(
        kommune=", ".join(manifest.kommuner) or "Ukjent kommune",
        per=per,
        periode=periode,
        enheter=enheter,
        svar=svar,
        ikke_undersokt=tuple(sorted(not_examined, key=lambda i: i.regel.id)),
        tilsyn=_supervision(content, svar, enheter),
        datakvalitet=_data_quality(manifest, svar) + control_lines(controlled, manifest, content.regler),
        kilde=_source(manifest, content),
        samlet=cases_altogether(results),
        utvalg=_draw_card(utvalg),
        advarsler=advarsler,
    )


def _units(results: Results, sampled: bool) -> tuple[EnhetTall, ...]:
    cases = results.cases_per_unit()
    drawn = results.sampled_per_unit() if sampled else cases
    taken: set[str] = set()
    units = []
    for navn, saker in cases.items():
        own = slug(navn)
        while own in taken:  # two names that differ only in signs a file name cannot have
            own += "-2"
        taken.add(own)
        units.append(EnhetTall(navn=navn, slug=own, saker=saker, undersokt=drawn.get(navn, 0)))
    return tuple(units)


def _supervision(content: Content, svar: Sequence[RegelSvar], enheter: Sequence[EnhetTall]) -> tuple[TilsynPunkt, ...]:
    """Every finding of every supervision, per unit: the figures of its rules added up."""
    by_key = {(s.regel.id, s.enhet): s for s in svar}
    points: list[TilsynPunkt] = []
    for tilsyn in content.planer.tilsyn:
        rules = tuple(dict.fromkeys(r for d in tilsyn.delfunn for r in _counted(d, content)))
        manual = tuple(dict.fromkeys(m for d in tilsyn.delfunn for m in _to_be_read(d, content)))
        whole = [
            (
                tilsyn.overordnet.id,
                tilsyn.overordnet.tekst,
                tilsyn.overordnet.hjemmel,
                rules,
                manual,
                tilsyn.overordnet.lukkekriterium,
                True,
            )
        ]
        parts = [
            (
                d.id,
                d.tekst,
                d.hjemmel,
                _counted(d, content),
                _to_be_read(d, content),
                d.lukkekriterium,
                False,
            )
            for d in tilsyn.delfunn
        ]
        for nummer, (funn_id, tekst, hjemmel, regler, manuelle, kriterium, overordnet) in enumerate([*whole, *parts]):
            for enhet in enheter:
                found = [by_key[(r, enhet.navn)] for r in regler if (r, enhet.navn) in by_key]
                tall = [s.tall[s.standard] for s in found]
                points.append(
                    TilsynPunkt(
                        tilsyn=tilsyn.tittel,
                        nummer=nummer,
                        funn_id=funn_id,
                        tekst=tekst,
                        hjemmel=_cited(hjemmel, content),
                        regler=tuple(regler),
                        manuelle=tuple(manuelle),
                        lukkekriterium=kriterium,
                        enhet=enhet.navn,
                        n=sum(t.n for t in tall),
                        med_avvik=sum(t.ikke_oppfylt for t in tall),
                        uavklart=sum(t.uavklart for t in tall),
                        overordnet=overordnet,
                    )
                )
    return tuple(points)


def _counted(delfunn: Delfunn, content: Content) -> tuple[str, ...]:
    return tuple(r for r in delfunn.regler if not content.regler[r].indikasjon)


def _to_be_read(delfunn: Delfunn, content: Content) -> tuple[str, ...]:
    """What only a person can answer, also where the register indicates something."""
    return (*(r for r in delfunn.regler if content.regler[r].indikasjon), *delfunn.manuelle)


def _cited(hjemmel: Sequence[Hjemmel], content: Content) -> tuple[str, ...]:
    return tuple(cite(h, content.lover) for h in hjemmel)


def _data_quality(manifest: Manifest, svar: Sequence[RegelSvar]) -> tuple[DatakvalitetLinje, ...]:
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
    others = Counter((p.kode, p.tekst) for p in manifest.problemer if p.grad != "feil")
    lines += [DatakvalitetLinje(kilde="innlesing", kode=k, tekst=t, antall=n) for (k, t), n in sorted(others.items())]
    for s in svar:
        reasons = Counter(f.forklaring or "En opplysning mangler." for f in s.uavklarte)
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


def _source(manifest: Manifest, content: Content) -> Kildeinfo:
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
    )


def _draw_card(utvalg: Utvalg | None) -> UtvalgKort | None:
    if utvalg is None:
        return None
    drawn = sum(1 for t in utvalg.trekk if t.rolle == "trukket")
    return UtvalgKort(id=utvalg.id, fro=utvalg.fro, ramme_sha256=utvalg.ramme_sha256, trukket=drawn)

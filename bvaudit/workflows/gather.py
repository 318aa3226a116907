"""From result rows to what people read: every answer, what nobody examined, and where the figures come from."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from bvaudit.diagnostics import Problem
from bvaudit.engine.controls import Controlled
from bvaudit.engine.evaluate import Hull, Judged, Results
from bvaudit.model.kilde import never_sent_note
from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import DatakvalitetLinje, Kildeinfo, Revisjon, UtvalgKort
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.svar import IkkeUndersokt, RegelKort, RegelSvar
from bvaudit.model.utvalg import Utvalg
from bvaudit.workflows.content import Content
from bvaudit.workflows.gather_answers import answers, card, cases_altogether
from bvaudit.workflows.gather_controls import control_lines
from bvaudit.workflows.gather_tilsyn import supervision
from bvaudit.workflows.gather_units import moves, standard_of, units

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
    uttrekk_avtrykk: str = "",
) -> Revisjon:
    enheter = units(results, manifest, sampled=utvalg is not None, periode=periode, per=per)
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
        samlet=cases_altogether(results),
        utvalg=_draw_card(utvalg),
        advarsler=(*advarsler, *not_here),
        saker_per_kommune=results.cases_per_municipality(),
    )


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

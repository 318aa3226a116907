"""From result rows to what people read: every answer, what nobody examined, and where the figures come from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bvaudit.engine.controls import Controlled
from bvaudit.engine.evaluate import Judged
from bvaudit.engine.results import Results
from bvaudit.extract.manifests import NEVER_OPENED
from bvaudit.findings.answers import answers
from bvaudit.findings.controls import breaks_format, control_lines
from bvaudit.findings.counts import Counts, RuleFindings
from bvaudit.findings.data_quality import quality_lines
from bvaudit.findings.intervals import Draw
from bvaudit.findings.measures import measures_by_rule
from bvaudit.findings.not_examined import not_examined
from bvaudit.findings.source import draw_card, source
from bvaudit.findings.tilsyn import supervision
from bvaudit.findings.units import Moves, UnitCounts, move_lines, units
from bvaudit.model.lesesvar import LEST
from bvaudit.model.lest_i_mappen import LestIMappen
from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Utfall
from bvaudit.model.utvalg import Utvalg
from bvaudit.stats.proportion import count_bounds
from bvaudit.texts import text
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One evaluation of one snapshot: what was asked, and what the engine gave."""

    manifest: Manifest
    per: date
    periode: tuple[date, date] | None
    utvalg: Utvalg | None = None
    advarsler: tuple[str, ...] = ()
    uttrekk_avtrykk: str = ""  # the print of the snapshot; empty when it is gone after the run
    dokumentklasse: str = ""
    lest: LestIMappen | None = None  # what people have answered in locked audits of the folder
    results: Results
    judged: Judged
    controlled: Controlled


def gather(run: Run, content: Content) -> Revisjon:
    """Everything the reports are made of."""
    manifest, results, judged = run.manifest, run.results, run.judged
    counts = Counts(tall=results.counts(), saker=results.cases_judged(), versjoner=results.versions_used())
    enheter = units(_unit_counts(run), manifest.enheter, run.periode[0] if run.periode else None, run.per)
    draw = Draw(ramme=run.utvalg.ramme_antall, bounds=count_bounds) if run.utvalg else None
    found = (_findings(results, rule) for rule in judged.regler)
    svar = answers(found, counts, enheter, content, per=run.per, draw=draw, lest=run.lest)
    standard = {s.regel.id: s.standard for s in svar}
    read = {s.regel.id for s in svar if s.standard == LEST}
    tilsyn, not_here = supervision(content, svar, enheter, manifest)
    before, whole = results.before_first_seen(standard) if len(enheter) > 1 else (0, 0)
    broken = breaks_format(manifest.utelatt, NEVER_OPENED)
    return Revisjon(
        kommune=", ".join(manifest.kommuner) or "Ukjent kommune",
        per=run.per,
        periode=run.periode,
        enheter=enheter,
        svar=svar,
        ikke_undersokt=not_examined(judged.regler, judged.ikke_vurdert, standard, content, run.per, read),
        tilsyn=tilsyn,
        datakvalitet=(
            *quality_lines(manifest, svar, judged.hull),
            *move_lines(Moves(moved=results.moved_cases(), before=before, whole=whole)),
            *control_lines(run.controlled, broken, content.regler.values()),
        ),
        kilde=source(manifest, content.sha256, run.uttrekk_avtrykk),
        saker_samlet=counts.cases_altogether(),
        utvalg=draw_card(run.utvalg),
        advarsler=(*run.advarsler, *not_here, *_of_own_content(content), *(run.lest.uventet if run.lest else ())),
        advarsler_hos={
            as_warning(one.vist): {enhet: as_warning(said) for enhet, said in one.hos.items()}
            for one in judged.hull
            if one.hos
        },
        saker_per_kommune=results.cases_per_municipality(),
        erstatninger=content.lag.erstatninger,
        forslag=measures_by_rule(content.planer.forbedringstiltak),
        dokumentklasse=run.dokumentklasse,
        lest=run.lest,
    )


def as_warning(said: str) -> str:
    return said[0].upper() + said[1:]


def _of_own_content(content: Content) -> Iterator[str]:
    for problem in content.advarsler:
        yield text("innhold.lag.advarsel", fil=problem.sted.fil, tekst=problem.tekst)


def _unit_counts(run: Run) -> UnitCounts:
    cases = run.results.cases_per_unit()
    sampled = run.results.sampled_per_unit() if run.utvalg else cases
    return UnitCounts(cases=cases, sampled=sampled, counted=run.results.units_counted())


def _findings(results: Results, rule: Rule) -> RuleFindings:
    standard, several = rule.variantnavn[0], len(rule.variantnavn) > 1
    return RuleFindings(
        rule=rule,
        broken=tuple(results.findings(rule.id, standard, Utfall.IKKE_OPPFYLT)),
        unclear=tuple(results.findings(rule.id, standard, Utfall.UAVKLART)),
        otherwise=tuple(results.broken_otherwise(rule.id, standard)) if several else (),
        other_ways=results.other_ways(rule.id, standard) if several else {},
    )

"""What an audit by people says, worked out from its answers, its draw and its log."""

from collections.abc import Mapping, Sequence

from bvaudit import __version__
from bvaudit.model.lest import LestRevisjon
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import frosset
from bvaudit.model.utvalg import Utvalg
from bvaudit.review.basis import Grunnlag, Statistikk
from bvaudit.review.result import reviewed, with_earlier
from bvaudit.review.settle import settle
from bvaudit.stats.agreement import agreement
from bvaudit.stats.rounds import fisher
from bvaudit.stats.series import funnel, p_chart
from bvaudit.stats.shares import at_most, clustered, share, weighted, weighted_at_most
from bvaudit.stats.strata_rounds import stratified_fisher
from bvaudit.workflows.audit_frame import asked_in, register_of_frame
from bvaudit.workflows.audit_handouts import units
from bvaudit.workflows.audits_by_people import Audit, audit_names, read_audit
from bvaudit.workflows.audits_locking import changed_since_locked
from bvaudit.workflows.audits_standing import answers_of
from bvaudit.workflows.content import Content


def results_of_audit(mappe: Mappe, navn: str, content: Content) -> LestRevisjon:
    """Raises UsageError when there is no such audit, ContentError when its files cannot be read. Without answers every
    point stands as not read."""
    audit = read_audit(mappe, navn, content)
    stat = statistics()
    earlier = [reviewed(_basis(one, before=True), stat) for one in _before(audit)]
    maps = audit.content.planer.sammenligninger
    return with_earlier(reviewed(_basis(audit), stat), earlier, maps, stat)


def statistics() -> Statistikk:
    """The functions the numbers of an audit are reckoned with."""
    return Statistikk(
        share=share,
        clustered=clustered,
        weighted=weighted,
        at_most=at_most,
        weighted_at_most=weighted_at_most,
        agreement=agreement,
        rounds=_two_rounds,
        chart=p_chart,
        funnel=funnel,
    )


def _two_rounds(first: Sequence[tuple[int, int]], second: Sequence[tuple[int, int]]) -> float:
    if len(first) == len(second) == 1:
        return fisher(*first[0], *second[0])
    return stratified_fisher(first, second)


def _before(audit: Audit) -> list[Audit]:
    """The rounds before this one, oldest first: those each names as the one before it."""
    found: list[Audit] = []
    seen, there = {audit.id}, set(audit_names(audit.mappe))
    navn = audit.gjennomgang.forrige
    while navn in there and navn not in seen:
        seen.add(navn)
        one = read_audit(audit.mappe, navn, audit.content)
        found.insert(0, one)
        navn = one.gjennomgang.forrige
    return found


def _basis(audit: Audit, *, before: bool = False) -> Grunnlag:
    """``before``: of an earlier round only the answers are needed, and not what was left unread."""
    content, utvalg = audit.content, audit.utvalg
    assert content.ordbruk is not None and content.kodeverk is not None, "checked with the rest of the content"
    return Grunnlag(
        gjennomgang=audit.gjennomgang,
        liste=audit.liste,
        regler=content.regler,
        avgjorte=settle(answers_of(audit)),
        plasser=audit.plasser,
        rammer=frames(utvalg) if utvalg else {},
        ordbruk=content.ordbruk,
        utvalg=utvalg,
        logg=audit.logg,
        ventet=None if before else asked_in(audit),
        navngitte=units(audit),
        register_alle={} if before else register_of_frame(audit),
        uten_vekt=utvalg.uten_vekt.rstrip(".") if utvalg else "",
        grunner={valg.kode: valg.tekst for valg in content.kodeverk.utgattgrunner},
        feiltyper={valg.kode: valg.tekst for valg in content.kodeverk.feiltyper},
        kommune=audit.mappe.kommune.navn,
        programversjon=__version__,
        svar_endret=changed_since_locked(audit),
        uferdig=_unfinished(audit),
    )


def _unfinished(audit: Audit) -> str:
    """Why it was locked the last time with places unread; empty when everything was read."""
    frozen = next((found for line in reversed(audit.logg) if (found := frosset(line)) is not None), None)
    return frozen.uferdig if frozen else ""


def frames(utvalg: Utvalg) -> Mapping[str, Mapping[str, int]]:
    """Unit → the parts of its frame, each with how many cases it had."""
    found: dict[str, dict[str, int]] = {}
    for stratum in utvalg.strata:
        found.setdefault(stratum.enhet, {})[stratum.navn] = stratum.ramme_antall
    return found

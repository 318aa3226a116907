"""An audit by people as it lies in the folder: what was asked for, the draw, and what has happened since."""

from dataclasses import dataclass, replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

from bvaudit.diagnostics import has_errors
from bvaudit.disk.lock import locked
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.content.gjennomgang import read_gjennomgang
from bvaudit.loading.content.revisjonslogg import read_log
from bvaudit.loading.content.utvalg import UTVALG_YAML
from bvaudit.model.gjennomgang import REVISJON_YAML, Gjennomgang
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.revisjonslogg import LOGG_CSV, Hendelse, Logglinje
from bvaudit.model.utvalg import Plass, Utvalg
from bvaudit.reports.revisjonslogg_file import append
from bvaudit.stats.places import places
from bvaudit.texts import text
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.from_folder import with_own_roles
from bvaudit.workflows.frozen_draw import read_draw
from bvaudit.workflows.own_content import own_content

_DRAWN_BY = (
    *("sjekkliste", "enheter", "per", "periode_fra", "periode_til", "per_enhet", "reserve", "forrige"),
    "startet_etter",
)
_LOCK, _PATIENCE = "logg.laas", 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """``utvalg`` is None until the cases are drawn. ``plasser`` are the places as they are after what the log says."""

    mappe: Mappe
    content: Content
    gjennomgang: Gjennomgang
    liste: Sjekkliste
    utvalg: Utvalg | None
    plasser: tuple[Plass, ...]
    logg: tuple[Logglinje, ...]
    folder: Path

    @property
    def id(self) -> str:
        return self.gjennomgang.id

    @property
    def last(self) -> bool:
        """Locked: its answers are frozen."""
        told = [line.hva for line in self.logg if line.hva in (Hendelse.LAST, Hendelse.APNET)]
        return bool(told) and told[-1] is Hendelse.LAST

    @property
    def skjema(self) -> Path:
        return self.folder / "skjema"

    @property
    def svar(self) -> Path:
        return self.folder / "svar"


def audit_names(mappe: Mappe) -> tuple[str, ...]:
    """The audits of the folder, by name."""
    return tuple(path.parent.name for path in sorted(mappe.revisjoner.glob(f"*/{REVISJON_YAML}")))


def folder_of(mappe: Mappe, navn: str) -> Path:
    """The folder of the audit of that name. UsageError when there is none."""
    names = audit_names(mappe)
    wanted = navn.strip()
    if wanted in names:
        return mappe.revisjoner / wanted
    near = get_close_matches(wanted.casefold(), names, n=1)
    if near:
        raise UsageError(text("revisjonen.ukjent", navn=wanted), hint=text("felles.mente_du", naer=near[0]))
    hint = text("revisjonen.ukjent_hint", navn=", ".join(names)) if names else text("revisjonen.ingen_hint")
    raise UsageError(text("revisjonen.ukjent", navn=wanted), hint=hint)


def read_audit(mappe: Mappe, navn: str, content: Content | None = None) -> Audit:
    """UsageError when there is no such audit, ContentError when one of its files is not as it must be."""
    folder = folder_of(mappe, navn)
    content = with_own_roles(content or content_or_stop(own_content(mappe, ())), mappe.kommune)
    lists = {liste.id: liste for liste in content.planer.sjekklister}
    gjennomgang, problems = read_gjennomgang(folder / REVISJON_YAML, sjekklister=lists, roller=roles(content))
    logg, broken = read_log(folder / LOGG_CSV)
    if gjennomgang is None or has_errors(broken):
        raise ContentError(text("revisjonen.kan_ikke_brukes", navn=folder.name), problems=[*problems, *broken])
    draw = folder / "utvalg" / UTVALG_YAML
    utvalg = read_draw(draw) if draw.exists() else None
    if utvalg is not None and (changed := _changed_since_drawn(gjennomgang, utvalg)):
        raise ContentError(
            text("revisjonen.endret_etter_trekning", navn=folder.name, hva=", ".join(changed)),
            hint=text("revisjonen.endret_etter_trekning_hint"),
        )
    return Audit(
        mappe=mappe,
        content=content,
        gjennomgang=gjennomgang,
        liste=lists[gjennomgang.sjekkliste],
        utvalg=utvalg,
        plasser=places(utvalg, logg) if utvalg else (),
        logg=logg,
        folder=folder,
    )


def _changed_since_drawn(gjennomgang: Gjennomgang, utvalg: Utvalg) -> list[str]:
    """The keys of the file that say something else than the cases were drawn by."""
    if not utvalg.sjekkliste:
        return []
    drawn = replace(utvalg, reserve=utvalg.reserve_uten_plan)
    return [key for key in _DRAWN_BY if getattr(gjennomgang, key) != getattr(drawn, key)]


def roles(content: Content) -> tuple[str, ...]:
    assert content.kodeverk is not None, "checked with the rest of the content"
    return tuple(rolle.kode for rolle in content.kodeverk.roller)


def log(audit: Audit, hva: Hendelse, *, tid: datetime, rolle: str, **felt: str) -> Audit:
    """The audit with one more line in its log, which is written at once. ``felt`` are those of ``Logglinje``. A line
    somebody else has added meanwhile stays before ours."""
    path = audit.folder / LOGG_CSV
    busy, hint = text("revisjonen.logg.opptatt"), text("revisjonen.logg.opptatt_hint")
    with locked(audit.folder / _LOCK, busy=busy, hint=hint, patience=_PATIENCE):
        before, broken = read_log(path)
        if has_errors(broken):
            raise ContentError(text("revisjonen.kan_ikke_brukes", navn=audit.id), problems=broken)
        line = Logglinje(
            nr=len(before) + 1,
            tid=tid.isoformat(timespec="minutes")[:16],
            rolle=rolle,
            hva=hva,
            forrige=before[-1].avtrykk if before else "",
            **felt,
        )
        append(path, line)
    lines = (*before, line)
    return replace(audit, logg=lines, plasser=places(audit.utvalg, lines) if audit.utvalg else ())

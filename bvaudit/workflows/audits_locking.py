"""Lock an audit, so that its answers can be used; and open it again, with a reason."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from bvaudit.errors import ContentError, UsageError
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.revisjonslogg import Frosset, Hendelse, frosset
from bvaudit.texts import counted, text
from bvaudit.workflows.audits_by_people import Audit, log
from bvaudit.workflows.audits_events import Who, refuse_locked
from bvaudit.workflows.audits_standing import SVAR_CSV, Standing, standing_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Locked:
    """``hode`` is the print of the log's last line: in the minutes it shows that no line was taken off the end."""

    audit: Audit
    frosset: Frosset
    hode: str


def lock(audit: Audit, uferdig: str, who: Who) -> Locked:
    """Refuses, and says everything that is left. With ``uferdig``, a reason, it may be locked with places unread; never
    with questions open or readers who differ."""
    refuse_locked(audit)
    where = standing_of(audit)
    left = [*_never(where), *(() if uferdig.strip() else _unread(where))]
    if left:
        hint = text("revisjonen.las.uferdig_hint") if not any(_never(where)) else ""
        raise ContentError(
            text("revisjonen.las.kan_ikke", navn=audit.id, hva="".join(f"\n  {one}" for one in left)), hint=hint
        )
    path = audit.svar / SVAR_CSV
    if not path.exists():
        raise ContentError(text("revisjonen.las.ingen_svar", navn=audit.id))
    frozen = Frosset(
        svar=hashlib.sha256(path.read_bytes()).hexdigest(), lest=where.besvart, av=where.av, uferdig=uferdig.strip()
    )
    audit = log(audit, Hendelse.LAST, tid=who.tid, rolle=who.rolle, fil=SVAR_CSV, tekst=frozen.skrevet)
    return Locked(audit=audit, frosset=frozen, hode=audit.logg[-1].avtrykk)


def open_again(audit: Audit, grunn: str, who: Who) -> Audit:
    if not audit.last:
        raise UsageError(text("revisjonen.las.ikke_last", navn=audit.id))
    if not grunn.strip():
        raise UsageError(text("revisjonen.las.uten_grunn"))
    return log(audit, Hendelse.APNET, tid=who.tid, rolle=who.rolle, tekst=grunn.strip())


def changed_since_locked(audit: Audit) -> bool:
    """Whether the answers are others than those that were locked."""
    frozen = next((found for line in reversed(audit.logg) if (found := frosset(line)) is not None), None)
    path = audit.svar / SVAR_CSV
    if frozen is None or not audit.last:
        return False
    return not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != frozen.svar


def _never(where: Standing) -> Iterator[str]:
    if not where.trukket:
        yield text("revisjonen.ikke_trukket", navn=where.audit.id)
    if where.sporsmal:
        yield counted("revisjonen.las.sporsmal", where.sporsmal)
    if where.uenige:
        yield counted("revisjonen.las.uenige", len(where.uenige))


def _unread(where: Standing) -> Iterator[str]:
    for enhet in where.mangler:
        yield text("revisjonen.las.mangler_skjema", enhet=enhet)
    for enhet in where.mangler_andre:
        yield text("revisjonen.las.mangler_andre", enhet=enhet)
    for form in where.skjemaer:
        if not form.ferdig:
            key = "uferdig_andre" if form.skjema.lesing is Lesing.ANDRE else "uferdig"
            yield text(f"revisjonen.las.{key}", skjema=form.skjema.navn, besvart=form.besvart, av=form.av)

"""Who has each case: the codes stab fills in in the reading list beside the key, so that nobody reads their own."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bvaudit.texts import text
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.caseworkers import caseworkers_for


@dataclass(frozen=True, slots=True, kw_only=True)
class Caseworkers:
    """Case → code; empty when nobody has filled any in."""

    koder: Mapping[str, str]
    beskjeder: tuple[str, ...] = ()


def caseworkers_of(audit: Audit, home: Path) -> Caseworkers:
    """What the reading list says; with a word to the user where a reader has cases and nobody has said which."""
    koder = caseworkers_for(audit, home)
    second = audit.gjennomgang.andre_lesing
    readers = (*audit.gjennomgang.lesere, *(second.lesere if second is not None else ()))
    if not koder and any(one.egen_kode for one in readers):
        return Caseworkers(koder={}, beskjeder=(text("revisjonen.skjema.uten_leseliste"),))
    return Caseworkers(koder=koder)

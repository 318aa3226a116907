"""What people have answered about one object, as the locked audits of the folder have it."""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.kortid import fits, loose, spellings
from bvaudit.model.lesesvar import Avgjort
from bvaudit.model.mappe import Mappe
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.locked_audits import Locked, locked_audits


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadObject:
    """``sagt``: who read it, when, and the answer; with two readings what each said."""

    objekt_id: str
    sak: str
    enhet: str
    per: date
    sagt: str


def read_about(mappe: Mappe | None, content: Content, regel: str, typed: str) -> tuple[ReadObject, ...]:
    """The objects whose own id or case is ``typed``, in full or in short, each with the answer that was locked last."""
    if mappe is None:
        return ()
    found: dict[str, ReadObject] = {}
    for one in locked_audits(mappe, content):
        for avgjort in () if one.endret else one.avgjorte:
            given = avgjort.gjeldende
            about = any(fits(spellings(id_), loose(typed)) for id_ in (given.objekt_id, given.sak) if id_)
            if given.regel == regel and about:
                found.setdefault(given.objekt_id, _told(avgjort, one))
    return tuple(found[id_] for id_ in sorted(found))


def _told(avgjort: Avgjort, one: Locked) -> ReadObject:
    given, audit = avgjort.gjeldende, one.audit.gjennomgang
    said = [
        text(
            "lest_i_papirene.forklar.lest",
            revisjon=audit.id,
            per=vis(audit.per),
            last=vis(one.last),
            svar=given.svar.value,
        )
    ]
    if avgjort.enighet is not None or avgjort.uenige:
        first, second = (each.svar.value if each else "–" for each in (avgjort.forste, avgjort.andre))
        said.append(text("lest_i_papirene.forklar.to_lesere", forste=first, andre=second))
    return ReadObject(objekt_id=given.objekt_id, sak=given.sak, enhet=given.enhet, per=audit.per, sagt=" ".join(said))

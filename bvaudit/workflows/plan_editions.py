"""Editions of a unit's plan: what the register knows goes into the next one, which lies beside those before it.

A plan is never made anew in place: people may be writing in it, or have sent it.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bvaudit.intake.plan_mark import read_mark
from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hode, Logget
from bvaudit.model.registeret.plannokler import Planmerke
from bvaudit.model.registeret.ting import Slag, plan_number
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.deadlines import deadlines
from bvaudit.register.fold import state_at
from bvaudit.register.roles import join
from bvaudit.register.sentences import told
from bvaudit.reports.plan_minne import UTEN, Planminne
from bvaudit.texts import counted, text

_PLAN = "handlingsplan-"
_MOST_CHANGES = 12  # more are told by their number


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    fil: Path
    merke: Planmerke

    @property
    def hode(self) -> Hode:
        nr, _, sum_ = self.merke.hode.partition(" ")
        return Hode(nr=int(nr) if nr.isdecimal() else 0, sum=sum_)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """The register as the plans of a run meet it: after what the run wrote, on the day it was made."""

    mappe: Mappe
    reg: Registeret
    hendelser: tuple[Logget, ...]
    kontekst: Kontekst
    dag: date
    ut: Path
    forsok: Mapping[str, Forsok] = field(default_factory=dict)


def memory_for(enhet: EnhetTall, her: Remembered | None) -> Planminne:
    """What the plan of the unit is to say of the register; nothing where there is none."""
    if her is None or not her.hendelser:
        return UTEN
    id_ = enhet.id or enhet.slug
    last = _last(enhet, her)
    reg, kontekst = her.reg, her.kontekst
    mine = [avvik for avvik in reg.apne if avvik.enhet == id_]
    return Planminne(
        reg=reg,
        dag=her.dag,
        enheter=kontekst.enheter,
        frister={avvik.nr: deadlines(avvik, reg, kontekst, her.dag) for avvik in mine},
        forsok={avvik.nr: her.forsok[avvik.nr] for avvik in mine if avvik.nr in her.forsok},
        endret=tuple(_changed(id_, last.hode, her)) if last else (),
        utgave=last.merke.utgave + 1 if last else 1,
        forrige=_day(last.merke) if last else None,
        mottaker=join(kontekst.kodeverk.gradfrist(Alvorlighetsgrad.HOY).ansvarlig_rolle, id_),
        regler=kontekst.regler,
    )


def lies_there(enhet: EnhetTall, minne: Planminne, her: Remembered | None, kjoring: str) -> bool:
    """Whether the last edition is of the same run and lies where this one would, and nothing has happened since."""
    if her is None or not minne.hode.nr or minne.endret:
        return False
    last = _last(enhet, her)
    return last is not None and last.fil.parent == her.ut and last.merke.kjoring == kjoring and bool(last.hode.nr)


def _last(enhet: EnhetTall, her: Remembered) -> Edition | None:
    return max(editions_of(enhet, her), key=lambda one: one.merke.utgave, default=None)


def name_of(enhet: EnhetTall, minne: Planminne, ut: Path) -> str:
    """``handlingsplan-ostbyen.docx``; with a register, and one there already, the next is beside it, by its number."""
    name = f"{_PLAN}{enhet.slug}.docx"
    if not minne.hode.nr or not (ut / name).exists():
        return name
    return f"{_PLAN}{enhet.slug}-utgave-{minne.utgave}.docx"


def editions_of(enhet: EnhetTall, her: Remembered) -> Iterator[Edition]:
    """Those that lie among the results, of any day, also where people have written in them."""
    places = {her.ut, *(path.parent for path in her.mappe.revisjoner.glob(f"*/resultat/{_PLAN}*"))}
    for path in sorted(path for place in places for path in place.glob(f"{_PLAN}{enhet.slug}*.docx")):
        merke = read_mark(path)
        if merke is not None and merke.enhet == (enhet.id or enhet.slug):
            yield Edition(fil=path, merke=merke)


def _day(merke: Planmerke) -> date | None:
    try:
        return date.fromisoformat(merke.dag)
    except ValueError:
        return None


def _changed(enhet: str, since: Hode, her: Remembered) -> Iterator[str]:
    """A sentence for each event about the unit's own things; nothing when the edition is of another log. What is of
    others too is told where it is only about this unit."""
    if state_at(her.hendelser, since) is None:
        return
    events = [one for one in her.hendelser if one.nr > since.nr and _is_ours(one, _things(enhet, her.reg))]
    for one in events[:_MOST_CHANGES]:
        said = told(one, her.reg, her.kontekst)
        yield text("registeret_plan.utgave.endring", dag=vis(one.dag), hva=said)
    if (more := len(events) - _MOST_CHANGES) > 0:
        yield counted("registeret_plan.utgave.flere", more)


def _things(enhet: str, reg: Registeret) -> frozenset[str]:
    mine = [avvik for avvik in reg.avvik.values() if avvik.enhet == enhet]
    others = {tiltak for avvik in reg.avvik.values() if avvik.enhet != enhet for tiltak in avvik.tiltak}
    own = {ting.nr for ting in reg.av_slag(Slag.TILTAK) if ting.enhet == enhet} | {t for a in mine for t in a.tiltak}
    numbers = {avvik.nr for avvik in mine}
    links = {ting.nr for ting in reg.av_slag(Slag.KOBLING) if ting.nr.partition("/")[0] in numbers}
    return frozenset({*numbers, *(own - others), *links, plan_number(enhet)})


def _is_ours(one: Logget, things: Collection[str]) -> bool:
    about: Sequence[str] = one.hendelse.om
    return bool(about) and about[0] in things and not isinstance(one.hendelse, KjoringSkrevet)

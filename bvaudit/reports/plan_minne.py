"""What the register knows of one unit, for its plan: fields, measures, deadlines, effect, and what has changed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Kilde, Registeret, Stilling
from bvaudit.model.registeret.effekt import Forsok, Utfallsord
from bvaudit.model.registeret.kontekst import Frister
from bvaudit.model.registeret.logg import Hode
from bvaudit.reports.handlingsplan import Merke
from bvaudit.reports.wording import av, dato
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Planminne:
    """``frister`` and ``forsok`` (what the effect looks like so far) by the number of the avvik. ``endret`` are
    sentences on what has happened since the edition before, made on ``forrige`` with the head ``forrige_hode``.
    ``mottaker`` is whom the plan is for, as ``rolle@enhet``."""

    reg: Registeret = field(default_factory=Registeret)
    enheter: Mapping[str, str] = field(default_factory=dict)
    frister: Mapping[str, Frister] = field(default_factory=dict)
    forsok: Mapping[str, Forsok] = field(default_factory=dict)
    endret: tuple[str, ...] = ()
    utgave: int = 1
    forrige: date | None = None
    mottaker: str = ""

    @property
    def hode(self) -> Hode:
        return self.reg.hode


UTEN = Planminne()


def mark(minne: Planminne, enhet: str, per: date) -> Merke:
    hode = minne.hode
    return Merke(
        hode=f"{hode.nr} {hode.sum}",
        mottaker=minne.mottaker,
        enhet=enhet,
        utgave=str(minne.utgave),
        dag=dato(per),
    )


def said(avvik: Avvik, minne: Planminne) -> tuple[str, ...]:
    """Deadlines, effect so far and how it stands, a sentence each."""
    lines = [_kin(avvik), *_deadlines(minne.frister.get(avvik.nr)), *_postponed(avvik), *_effect(avvik, minne)]
    return tuple(line for line in lines if line)


def _kin(avvik: Avvik) -> str:
    if not avvik.slekt_til:
        return ""
    months = "" if avvik.slekt_maneder is None else str(avvik.slekt_maneder)
    return text(f"registeret_plan.slekt.{avvik.slekt.replace('-', '_')}", til=avvik.slekt_til, maneder=months)


def _deadlines(frister: Frister | None) -> list[str]:
    if frister is None:
        return []
    lines = []
    if frister.plan is not None and not frister.plan_holdt:
        lines.append(text("registeret_plan.frist.plan", dag=dato(frister.plan)))
    elif frister.plan is None and not frister.plan_holdt:
        lines.append(text("registeret_plan.frist.ikke_varslet"))
    if frister.lukking is not None:
        key = "lukking_satt" if frister.lukking_satt else "lukking"
        lines.append(text(f"registeret_plan.frist.{key}", dag=dato(frister.lukking)))
    lines += [text(f"registeret_plan.forfalt.{which}") for which in frister.forfalt]
    return lines


def _postponed(avvik: Avvik) -> list[str]:
    if avvik.stilling is not Stilling.UTSATT or not avvik.utsettelser:
        return []
    return [text("registeret_plan.frist.utsatt", dag=dato(avvik.utsettelser[-1].til))]


def _effect(avvik: Avvik, minne: Planminne) -> list[str]:
    lines = [_attempt(forsok) for forsok in avvik.forsok if forsok.ferdig and not forsok.forelopig]
    so_far = minne.forsok.get(avvik.nr)
    if so_far is not None:
        lines.append(_so_far(so_far))
    elif not lines and avvik.kilde is not Kilde.FORELDER:
        lines.append(text("registeret_plan.effekt.ikke_malt"))
    return lines


def _attempt(forsok: Forsok) -> str:
    told = {
        "nr": forsok.nr,
        "dag": dato(forsok.dag),
        "mal": text("registeret_plan.effekt.mal", minst=forsok.mal.minst, av=forsok.mal.av),
    }
    if not forsok.n:
        return text("registeret_plan.effekt.ingen_saker", **told)
    return text(f"registeret_plan.effekt.{forsok.ord}", i_orden=av(forsok.n - forsok.brudd, forsok.n), **told)


def _so_far(forsok: Forsok) -> str:
    if not forsok.n or forsok.ord is Utfallsord.VENTER:
        return text("registeret_plan.effekt.forelopig_venter", n=forsok.n, av=forsok.mal.av)
    return text("registeret_plan.effekt.forelopig", i_orden=av(forsok.n - forsok.brudd, forsok.n))

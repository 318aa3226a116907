"""What the register knows of one unit, for its plan: fields, measures, deadlines, effect, and what has changed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang, Registeret, Slekt, Stilling
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.kontekst import Frister
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.revisjon import TilsynPunkt
from bvaudit.model.rule import Rule
from bvaudit.register.words import headed
from bvaudit.reports.plan_records import Merke
from bvaudit.reports.wording import dato, oppramsing
from bvaudit.texts import counted, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Planminne:
    """As it is on ``dag``. ``frister`` and ``forsok`` (what the effect looks like so far) by the number of the avvik.
    ``endret`` are sentences on what has happened since the edition before, made on ``forrige``. ``mottaker`` is whom
    the plan is for, as ``rolle@enhet``."""

    reg: Registeret = field(default_factory=Registeret)
    dag: date = date.min
    enheter: Mapping[str, str] = field(default_factory=dict)
    frister: Mapping[str, Frister] = field(default_factory=dict)
    forsok: Mapping[str, Forsok] = field(default_factory=dict)
    endret: tuple[str, ...] = ()
    utgave: int = 1
    forrige: date | None = None
    mottaker: str = ""
    regler: Mapping[str, Rule] = field(default_factory=dict)

    @property
    def hode(self) -> Hode:
        return self.reg.hode


UTEN = Planminne()


def mark(minne: Planminne, enhet: str, per: date, kjoring: str) -> Merke:
    hode = minne.hode
    return Merke(
        hode=f"{hode.nr} {hode.sum}",
        mottaker=minne.mottaker,
        enhet=enhet,
        utgave=str(minne.utgave),
        dag=dato(per),
        kjoring=kjoring,
    )


def said(avvik: Avvik, minne: Planminne) -> tuple[str, ...]:
    """Deadlines, effect so far and how it stands, a sentence each."""
    lines = [
        _kin(avvik),
        *_deadlines(minne.frister.get(avvik.nr)),
        *_postponed(avvik, minne.dag),
        *_effect(avvik, minne),
    ]
    return tuple(line for line in lines if line)


def _kin(avvik: Avvik) -> str:
    """What it is the return of; of another unit only that there is one."""
    match avvik.slekt:
        case Slekt.KOM_TILBAKE if avvik.slekt_maneder is not None:
            return counted("registeret_plan.slekt.kom_tilbake", avvik.slekt_maneder, til=avvik.slekt_til)
        case Slekt.KOM_TILBAKE | Slekt.NY_ENKELTHENDELSE:
            return text("registeret_plan.slekt.ny_enkelthendelse", til=avvik.slekt_til)
        case Slekt.SPREDNING:
            return text("registeret_plan.slekt.spredning")
        case _:
            return ""


def _deadlines(frister: Frister | None) -> list[str]:
    if frister is None:
        return []
    lines = []
    if frister.plan is not None and not frister.plan_holdt:
        lines.append(text("registeret_plan.frist.plan", dag=dato(frister.plan)))
    if frister.lukking is not None:
        key = "lukking_satt" if frister.lukking_satt else "lukking"
        lines.append(text(f"registeret_plan.frist.{key}", dag=dato(frister.lukking)))
    return [*lines, *(text(f"registeret_plan.forfalt.{which}") for which in frister.forfalt)]


def _postponed(avvik: Avvik, dag: date) -> list[str]:
    if avvik.stilling_pa(dag) is not Stilling.UTSATT:
        return []
    return [text("registeret_plan.frist.utsatt", dag=dato(avvik.utsettelser[-1].til))]


def _effect(avvik: Avvik, minne: Planminne) -> list[str]:
    """Every attempt, and how it looks so far, in the words of the measurement itself."""
    regel = minne.regler.get(avvik.regel)
    attempts = [forsok for forsok in avvik.forsok if forsok.ferdig]
    so_far = minne.forsok.get(avvik.nr)
    lines = [headed(forsok, regel) for forsok in (*attempts, *((so_far,) if so_far else ()))]
    measured = avvik.omfang is Omfang.SYSTEMSVIKT and avvik.kilde is not Kilde.FORELDER
    return lines or ([text("registeret_plan.effekt.ikke_malt")] if measured else [])


def not_told(minne: Planminne, enhet: str) -> str:
    """How many of the unit's avvik no deadline runs for yet; empty when it has been told of all of them."""
    waiting = [
        avvik
        for avvik in minne.reg.apne
        if avvik.enhet == enhet and avvik.nr in minne.frister and minne.frister[avvik.nr].plan is None
    ]
    return counted("registeret_plan.frist.ikke_varslet", len(waiting)) if waiting else ""


def at_the_authority(punkt: TilsynPunkt, minne: Planminne, enhet: str) -> str:
    """How a finding stands here and there, where the register has an avvik for it: neither closing is the other's."""
    finding = f"{punkt.tilsyn_id}/{punkt.funn_id}"
    ours = [a for a in minne.reg.avvik.values() if finding in (a.punkt, *a.punkter) and a.enhet == enhet and a.telles]
    if not ours:
        return ""
    shown = ", ".join(f"{a.nr} ({_standing(a, minne.dag)})" for a in sorted(ours, key=lambda a: a.nr))
    return text("registeret_plan.tilsyn.begge", her=shown)


def _standing(avvik: Avvik, dag: date) -> str:
    return text(f"registeret_plan.stilling.{avvik.stilling_pa(dag).value.replace('-', '_')}")


def letter_standing(numre: Sequence[str], minne: Planminne) -> str:
    """One sentence for the authority: our number, that it is open here, and that their case is theirs to end."""
    known = [nr for nr in numre if nr in minne.reg.avvik]
    return text("registeret_plan.brev.register", numre=oppramsing(known)) if known else ""

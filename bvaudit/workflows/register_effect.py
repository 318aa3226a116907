"""Measure the effect of avvik: a preliminary look, or an attempt that is logged before any case is looked at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.model.rule import Rule
from bvaudit.register.attempts import begin, finish, never
from bvaudit.register.effect import preliminary
from bvaudit.register.measure import followed, open_attempt, way
from bvaudit.reports.effect_view import Malt
from bvaudit.texts import text
from bvaudit.workflows.audits_new import known_role
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.effect_chosen import chosen_of
from bvaudit.workflows.effect_judged import Extract, opened
from bvaudit.workflows.effect_reading import Read, begin_reading, made_before, read_rows
from bvaudit.workflows.effect_statistics import STATS, with_comparison
from bvaudit.workflows.from_folder import with_own_roles
from bvaudit.workflows.inputs import ImportInputs, Progress
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_folder import context_of, state_of, write


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectRequest:
    """Which avvik: by number, of one unit, or every open one. ``forsok``: an attempt, by ``som``; else a preliminary
    look. ``per`` is the judging day, the extract's own when it is not said."""

    mappe: Mappe
    inputs: ImportInputs
    numre: tuple[str, ...] = ()
    enhet: str = ""
    alle: bool = False
    forsok: bool = False
    som: str = ""
    per: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectOutcome:
    per: date
    malt: tuple[Malt, ...]
    problems: tuple[Problem, ...] = ()
    beskjeder: tuple[str, ...] = ()


def measure_effect(request: EffectRequest, *, now: datetime, home: Path, progress: Progress | None) -> EffectOutcome:
    """Look at each, or try each. UsageError when a number or a unit is not known, Refused when the guards say no."""
    mappe = request.mappe
    content = with_own_roles(content_or_stop(own_content(mappe, ())), mappe.kommune)
    reg = state_of(mappe)
    kontekst = with_comparison(context_of(mappe, content), content, reg)
    chosen = chosen_of(reg, kontekst, numre=request.numre, enhet=request.enhet, alle=request.alle)
    if request.forsok:
        _who(request, content)
    with opened(mappe, content, request.inputs, now=now, home=home, progress=progress) as extract:
        _refuse_wrong(reg, extract)
        work = _Work(request, extract, kontekst, now, home)
        found = work.tried(reg, chosen) if request.forsok else work.looked_at(reg, chosen)
        return EffectOutcome(
            per=request.per or extract.dag, malt=found, problems=extract.problems, beskjeder=extract.beskjeder
        )


def _refuse_wrong(reg: Registeret, extract: Extract) -> None:
    """Under another key every object looks new, and a run by the wrong extract was withdrawn for its sake."""
    if any(run.trukket and run.uttrekk == extract.manifest.avtrykk for run in reg.kjoringer):
        raise UsageError(text("registeret_effekt.trukket"), hint=text("registeret_effekt.trukket_hint"))
    if reg.nokkel and reg.nokkel != extract.manifest.nokkel_avtrykk:
        raise UsageError(text("registeret_effekt.annen_nokkel"), hint=text("registeret_effekt.annen_nokkel_hint"))


def _who(request: EffectRequest, content: Content) -> None:
    if not request.som.strip():
        raise UsageError(text("registeret_effekt.uten_rolle"), hint=text("registeret_effekt.uten_rolle_hint"))
    known_role(request.som, content)


class _Work:
    """One extract, some avvik."""

    def __init__(self, request: EffectRequest, extract: Extract, kontekst: Kontekst, now: datetime, home: Path) -> None:
        self.request, self.extract, self.kontekst, self.now, self.home = request, extract, kontekst, now, home
        self.per = request.per or extract.dag

    # --- a look ---------------------------------------------------------------------------------------------

    def looked_at(self, reg: Registeret, chosen: Sequence[Avvik]) -> tuple[Malt, ...]:
        rules = {rule.id: rule for avvik in chosen if (rule := self._machine_rule(avvik)) is not None}
        rows, cannot = self.extract.rows(list(rules.values()), self.per)
        return tuple(self._look(reg, avvik, rows, cannot) for avvik in chosen)

    def _look(
        self, reg: Registeret, avvik: Avvik, rows: Mapping[str, tuple[Objektrad, ...]], cannot: Mapping[str, str]
    ) -> Malt:
        malt = self._malt(avvik, tuple(never(avvik)))
        if malt.mangler:
            return malt
        if (reason := self._not_held(avvik, cannot)) is not None:
            return replace(malt, mangler=(reason,))
        if way(avvik, malt.regel) is Malemate.LESING:
            return self._waiting_to_be_read(reg, malt)
        found = preliminary(reg, avvik, rows.get(avvik.regel, ()), self.kontekst, self.per, STATS)
        return replace(malt, mangler=found) if isinstance(found, tuple) else replace(malt, forsok=found)

    def _waiting_to_be_read(self, reg: Registeret, malt: Malt) -> Malt:
        """What is read has no figures before it is read: what can be said is whether it can begin."""
        waiting = open_attempt(malt.avvik)
        if waiting is not None:
            read = self._read(waiting)
            ready = text("registeret_effekt.neste.fullfor", nr=malt.avvik.nr, navn=waiting.revisjon)
            return replace(malt, leses=waiting.revisjon, neste=ready if read.last else read.neste)
        found = begin(reg, malt.avvik, self.kontekst, self.per, self.now.date())
        if isinstance(found, tuple):
            return replace(malt, mangler=found)
        return replace(malt, neste=text("registeret_effekt.neste.les", nr=malt.avvik.nr))

    # --- an attempt -----------------------------------------------------------------------------------------

    def tried(self, reg: Registeret, chosen: Sequence[Avvik]) -> tuple[Malt, ...]:
        """Begin those that can begin, and write that; then look at the cases, and write what was found."""
        cannot = self.extract.cannot(self._machine_rules(chosen), self.per)
        begun = {avvik.nr: self._begun(reg, avvik, cannot) for avvik in chosen}
        self._write(self.request.som, [one for one in begun.values() if isinstance(one, ForsokBegynt)])
        reg = state_of(self.request.mappe)
        refused = {nr: one for nr, one in begun.items() if isinstance(one, tuple)}
        told = [self._malt(avvik, refused[avvik.nr]) for avvik in chosen if avvik.nr in refused]
        going = [reg.avvik[avvik.nr] for avvik in chosen if avvik.nr not in refused]
        told += self._finished(going)
        order = {avvik.nr: place for place, avvik in enumerate(chosen)}
        return tuple(sorted(told, key=lambda malt: order[malt.avvik.nr]))

    def _begun(
        self, reg: Registeret, avvik: Avvik, cannot: Mapping[str, str]
    ) -> ForsokBegynt | tuple[Mangel, ...] | None:
        """None: it was begun before, and goes on."""
        if (reason := self._not_held(avvik, cannot)) is not None:
            return (reason,)
        if open_attempt(avvik) is not None:
            return None
        if self.per > self.extract.dag:
            days = {"per": vis(self.per), "dag": vis(self.extract.dag)}
            told = text("registeret_effekt.mangel.etter_uttrekket", **days)
            return (Mangel(kode="etter-uttrekket", tekst=told),)
        found = begin(reg, avvik, self.kontekst, self.per, self.now.date())
        if isinstance(found, ForsokBegynt) and made_before(self.request.mappe, found.forsok):
            told = text("registeret_effekt.mangel.revisjon_finnes", nr=avvik.nr, navn=found.forsok.revisjon)
            return (Mangel(kode="revisjon-finnes", tekst=told),)
        return found

    def _finished(self, going: Sequence[Avvik]) -> list[Malt]:
        by_day: dict[date, list[Avvik]] = {}
        told = []
        for avvik in going:
            begun = open_attempt(avvik)
            assert begun is not None, "it was just begun"
            if begun.mate is Malemate.LESING:
                told.append(self._by_reading(avvik, begun))
            else:
                by_day.setdefault(begun.per, []).append(avvik)
        for day, some in sorted(by_day.items()):
            rows, cannot = self.extract.rows(self._machine_rules(some), day)
            told += [self._by_machine(avvik, rows, cannot) for avvik in some]
        return told

    def _by_machine(self, avvik: Avvik, rows: Mapping[str, tuple[Objektrad, ...]], cannot: Mapping[str, str]) -> Malt:
        if (reason := self._not_held(avvik, cannot)) is not None:
            return self._malt(avvik, (reason,))
        begun = open_attempt(avvik)
        assert begun is not None, "it was just begun"
        done = finish(avvik, begun, rows.get(avvik.regel, ()), self.kontekst, self.now.date(), STATS)
        return self._kept(avvik, done)

    def _by_reading(self, avvik: Avvik, begun: Forsok) -> Malt:
        read = self._read(begun)
        if not read.begynt:
            unit = followed(avvik.enhet, self.kontekst, begun.per)
            read = begin_reading(
                self.request.mappe,
                avvik,
                begun,
                regel=self.kontekst.regler.get(avvik.regel),
                unit=unit,
                inputs=self.extract.inputs,
                now=self.now,
                home=self.home,
                som=self.request.som,
            )
        if not read.last:
            return replace(self._malt(avvik), leses=begun.revisjon, neste=read.neste)
        rows, trekning = read.rows(avvik, followed(avvik.enhet, self.kontekst, begun.per))
        done = finish(avvik, begun, rows, self.kontekst, self.now.date(), STATS, trekning=trekning)
        if done.forsok.utfall is not Forsoksutfall.UTVIDES:
            return self._kept(avvik, done)
        if begun.utfall is not Forsoksutfall.UTVIDES:
            self._write(MASKINEN, [done])
        malt = self._malt(avvik)
        plan = {"navn": begun.revisjon, "enhet": malt.enhet, "antall": trekning.kan_utvides}
        more = text("registeret_effekt.neste.utvid", **plan)
        return replace(malt, forsok=done.forsok, leses=begun.revisjon, neste=more)

    def _read(self, begun: Forsok) -> Read:
        return read_rows(self.request.mappe, begun)

    def _kept(self, avvik: Avvik, done: ForsokFerdig) -> Malt:
        self._write(MASKINEN, [done])
        return replace(self._malt(avvik), forsok=replace(done.forsok, brukt=done.brukt))

    def _write(self, hvem: str, events: Iterable[Hendelse]) -> None:
        """A person begins; what was found is the program's to say."""
        new = [Ny(hvem=hvem, hendelse=event) for event in events]
        write(self.request.mappe, new, kontekst=self.kontekst, tid=self.now, expected=None)

    # --- what both need -------------------------------------------------------------------------------------

    def _malt(self, avvik: Avvik, mangler: tuple[Mangel, ...] = ()) -> Malt:
        unit = followed(avvik.enhet, self.kontekst, self.per)
        navn = self.extract.units.get(unit, self.kontekst.enhet(unit))
        return Malt(avvik=avvik, enhet=navn, regel=self.kontekst.regler.get(avvik.regel), mangler=mangler)

    def _machine_rule(self, avvik: Avvik) -> Rule | None:
        rule = self.kontekst.regler.get(avvik.regel)
        return None if rule is None or way(avvik, rule) is Malemate.LESING else rule

    def _machine_rules(self, chosen: Iterable[Avvik]) -> list[Rule]:
        found = {rule.id: rule for avvik in chosen if (rule := self._machine_rule(avvik)) is not None}
        return list(found.values())

    def _not_held(self, avvik: Avvik, cannot: Mapping[str, str]) -> Mangel | None:
        """Nothing is counted, and nothing is «none», where the extract cannot answer or does not know the unit."""
        unit = followed(avvik.enhet, self.kontekst, self.per)
        if avvik.regel in cannot:
            grunn = cannot[avvik.regel]
            told = text("registeret_effekt.mangel.ikke_i_uttrekket", nr=avvik.nr, regel=avvik.regel, grunn=grunn)
            return Mangel(kode="ikke-i-uttrekket", tekst=told)
        if unit and unit not in self.extract.units:
            told = text("registeret_effekt.mangel.ukjent_enhet", nr=avvik.nr, enhet=self.kontekst.enhet(unit))
            return Mangel(kode="ukjent-enhet", tekst=told)
        return None

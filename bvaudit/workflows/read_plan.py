"""A plan in Word as the document the merge takes: its avvik by their numbers, also where it was made before they had
any, and its head as the log has it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.intake.plan_back import read_plan
from bvaudit.intake.plan_back_values import Ordliste
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hode, Logget
from bvaudit.model.registeret.plannokler import REGEL
from bvaudit.model.registeret.redigering import Celle, Dokument, NyTing
from bvaudit.register.fold import fold, state_at
from bvaudit.register.merge_state import shown
from bvaudit.texts import text

_AVVIK = "avvik"  # which avvik a new measure is for


def read_plan_document(
    path: Path, kontekst: Kontekst, logg: Sequence[Logget] = ()
) -> tuple[Dokument | None, tuple[Problem, ...]]:
    """What is written in the plan; nothing, and why, when it is none that can be read. ``logg`` is the whole log."""
    words = Ordliste(kodeverk=kontekst.kodeverk, enheter=kontekst.enheter)
    dok, problems = read_plan(path, words)
    if dok is None:
        return None, problems
    na = fold(logg)
    if not dok.enhet and (enhet := _unit(dok, na)):
        again, problems = read_plan(path, replace(words, enhet=enhet))
        dok = again or dok
    dok = replace(dok, hode=_whole_head(dok.hode, logg))
    basis = state_at(logg, dok.hode) or Registeret()
    found = _Numbers(dok, na)
    celler = tuple(replace(one, vist=shown(basis, one.nr, one.felt)) for one in found.cells(dok.celler))
    dok = replace(dok, celler=celler, nye=tuple(found.measures(dok.nye)))
    every = (*problems, *found.problems)
    return replace(dok, problems=every), every


def _whole_head(hode: Hode, logg: Sequence[Logget]) -> Hode:
    """Where only the printed beginning of the print is known: the event of that number, if it begins so."""
    if not 0 < hode.nr <= len(logg):
        return hode
    sum_ = logg[hode.nr - 1].sum
    return Hode(nr=hode.nr, sum=sum_) if hode.sum and sum_.startswith(hode.sum) else hode


def _unit(dok: Dokument, na: Registeret) -> str:
    """The unit all its numbers are of; empty when that is not one."""
    units = {na.ting[one.nr].enhet for one in dok.celler if one.nr in na.avvik}
    return units.pop() if len(units) == 1 else ""


class _Numbers:
    """Finds the number of what a plan knows by its rule only."""

    def __init__(self, dok: Dokument, na: Registeret) -> None:
        self.fil, self.enhet, self.na = dok.fil, dok.enhet, na
        self.told: set[str] = set()
        self.problems: list[Problem] = []

    def cells(self, celler: Iterable[Celle]) -> Iterator[Celle]:
        for one in celler:
            if nr := self.number(one.nr):
                yield replace(one, nr=nr)

    def measures(self, nye: Iterable[NyTing]) -> Iterator[NyTing]:
        for one in nye:
            if nr := self.number(one.felt.get(_AVVIK, "")):
                yield replace(one, felt={**one.felt, _AVVIK: nr})

    def number(self, nr: str) -> str:
        """Itself when it is one; empty, and told once, when the rule has no open avvik in the unit, or several."""
        if not nr.startswith(f"{REGEL}-"):
            return nr
        regel = nr.removeprefix(f"{REGEL}-")
        open_ = [one.nr for one in self.na.apne if one.regel == regel and one.enhet == self.enhet]
        if len(open_) == 1:
            return open_[0]
        if regel not in self.told:
            self.told.add(regel)
            key = "flere_nummer" if open_ else "uten_nummer"
            said = text(f"registeret_plan.lest.{key}.sagt", regel=regel)
            hint = text(f"registeret_plan.lest.{key}.hint")
            sted = Sted(fil=self.fil, sti=regel)
            kode = f"plan-{key.replace('_', '-')}"
            self.problems.append(Problem(sted=sted, kode=kode, tekst=said, hint=hint, grad=Grad.ADVARSEL))
        return ""

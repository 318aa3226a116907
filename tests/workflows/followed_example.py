"""The example folders of four municipalities, and what is followed in them."""

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import lru_cache
from pathlib import Path

from bvaudit.loading.content.kinds import kind_of
from bvaudit.loading.content.place import shipped
from bvaudit.loading.content.plans import plan_of
from bvaudit.loading.folder import read_folder
from bvaudit.loading.yaml.reader import read_yaml
from bvaudit.model.lister import Liste
from bvaudit.model.listevisning import som_liste
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import felt_av
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Ny
from bvaudit.model.registeret.planlagt import Punktstand
from bvaudit.model.registeret.ting import FORSTAVELSER
from bvaudit.register.listed import before, standing
from bvaudit.register.planned import opened
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.register_folder import context_of, state_of, write

KOMMUNER = shipped().eksempler / "kommuner"


@dataclass(frozen=True)
class Eksempel:
    """A municipality's folder with its content read. ``reg`` is the register as it is now."""

    mappe: Mappe
    content: Content
    kontekst: Kontekst

    @property
    def reg(self) -> Registeret:
        return state_of(self.mappe)

    def liste(self, id_: str) -> Liste:
        return next(liste for liste in self.kontekst.lister if liste.id == id_)

    def stands(self, id_: str, dag: date) -> dict[str, Punktstand]:
        liste = self.liste(id_)
        earlier = before(liste, self.kontekst.lister)
        return {one.punkt: one for one in standing(liste, self.reg, self.kontekst, dag, earlier)}

    def begin(self, dag: date) -> None:
        """The register begins, with nothing in it."""
        kommune = self.mappe.kommune
        first = RegisterBegynt(kommune=kommune.navn, kommunenummer=kommune.kommunenummer, dag=dag)
        self.write([Ny(hvem=MASKINEN, hendelse=first)], dag)

    def say(self, hvem: str, dag: date, nr: str, **felt: str) -> None:
        """A person writes fields of something that is followed, all at once and in that order."""
        self.write([Ny(hvem=hvem, hendelse=_said(nr, navn, verdi)) for navn, verdi in felt.items()], dag)

    def write(self, new: Sequence[Ny], dag: date) -> None:
        tid = datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)
        write(self.mappe, opened(self.reg, self.kontekst, new, dag), kontekst=self.kontekst, tid=tid, expected=None)


@lru_cache
def example(navn: str) -> Eksempel:
    """As it came with the program. Nothing is written in it."""
    rot = KOMMUNER / navn
    content = content_or_stop((rot,))
    return Eksempel(mappe=_folder(rot), content=content, kontekst=context_of(_folder(rot), content))


def copied(navn: str, folder: Path) -> Eksempel:
    """A copy of its own, which can be written in. The content is the same, so it is not read again."""
    rot = Path(shutil.copytree(KOMMUNER / navn, folder / navn))
    return replace(example(navn), mappe=_folder(rot))


def _folder(rot: Path) -> Mappe:
    mappe, problems = read_folder(rot)
    assert mappe is not None and not problems
    return mappe


def list_file(navn: str, liste: str) -> str:
    return (KOMMUNER / navn / "lister" / f"{liste}.yaml").read_text(encoding="utf-8")


def list_in(folder: Path, liste: str, text: str) -> tuple[Liste | None, list[str]]:
    """The list written so, and what is said of it."""
    path = folder / f"{liste}.yaml"
    path.write_text(text, encoding="utf-8")
    document, problems = read_yaml(path, path.name)
    assert document is not None and not problems
    slag, _ = kind_of(document)
    found, said = plan_of(document, path, slag)
    return (som_liste(found.record) if found is not None else None), [one.tekst for one in said]


def per_group(liste: Liste) -> list[int]:
    found = Counter(gruppe for punkt in liste.innhold for gruppe in punkt.grupper)
    return [found[gruppe.id] for gruppe in liste.grupper]


def lacking(stands: Iterable[Punktstand], advarsel: str) -> set[str]:
    return {one.punkt for one in stands if advarsel in one.advarsler}


def _said(nr: str, navn: str, verdi: str) -> FeltSatt:
    """What is told in words lies beside the value, so that it can be struck."""
    slag = next(slag for slag, start in FORSTAVELSER.items() if nr.startswith(f"{start}-"))
    felt = felt_av(slag, navn)
    assert felt is not None
    if felt.fritekst:
        return FeltSatt(nr=nr, felt=navn, tekst=verdi)
    return FeltSatt(nr=nr, felt=navn, verdi=verdi)

"""What a run takes from the municipality's folder when nobody has said otherwise."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.errors import BvauditError, UsageError
from bvaudit.extract.normalise.snapshot import is_snapshot, read_manifest
from bvaudit.model.enhet import slug
from bvaudit.model.koder import Kodelister
from bvaudit.model.kommune import Kommune
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.extracts import Lying, are_sheets, import_into, lying_in
from bvaudit.workflows.inputs import ImportInputs, Progress, refuse_key_inside


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What to judge: one snapshot. ``problems`` and ``beskjeder`` are of the import, when there was one."""

    inputs: ImportInputs
    manifest: Manifest
    problems: tuple[Problem, ...] = ()
    uten_navn: tuple[Problem, ...] = ()
    beskjeder: tuple[str, ...] = ()

    @contextmanager
    def told_also_when_it_stops(self) -> Iterator[None]:
        """What was read in stays when the run that comes after it stops, and so must what was said of it: a key may
        have been made."""
        try:
            yield
        except BvauditError as error:
            told = " ".join(part for part in (error.hint, *self.beskjeder) if part)
            raise type(error)(error.problem, hint=told, problems=[*self.problems, *error.problems]) from error


def with_defaults(inputs: ImportInputs, mappe: Mappe) -> ImportInputs:
    """The folder's units and map where none were given. A snapshot has its units already, and documents need no map."""
    if _is_one_snapshot(inputs):
        return inputs
    kart = inputs.kart or (mappe.kart if are_sheets(inputs.kilder) else None)
    return replace(inputs, enheter=inputs.enheter or mappe.enheter, kart=kart)


def unread_sources(mappe: Mappe, lying: Lying) -> tuple[Path, ...]:
    """What lies in ``uttrekk/`` and is to be imported now. Documents and sheets are never one extract."""
    sheets = [path for path in lying.uleste if are_sheets([path])]
    if sheets and len(sheets) < len(lying.uleste):
        raise UsageError(
            text("uttrekk.begge_slag", mappe=mappe.uttrekk), hint=text("uttrekk.begge_slag_hint", fil=lying.uleste[0])
        )
    return lying.uleste


def take(
    mappe: Mappe,
    inputs: ImportInputs,
    koder: Kodelister,
    *,
    now: datetime,
    home: Path,
    progress: Progress | None,
) -> Taken:
    """The snapshot that was named, or made of what was named; with nothing named, made of what lies unread in
    ``uttrekk/``, or else the newest one there. Raises UsageError when there is none."""
    refuse_key_inside(inputs, mappe.rot, home)
    if not inputs.kilder:
        lying = lying_in(mappe.uttrekk)
        inputs = replace(inputs, kilder=unread_sources(mappe, lying) or _newest(mappe, lying))
    if _is_one_snapshot(inputs):
        return Taken(inputs=inputs, manifest=read_manifest(inputs.kilder[0]))
    made = import_into(mappe.uttrekk, with_defaults(inputs, mappe), koder, now=now, home=home, progress=progress)
    return Taken(
        inputs=ImportInputs(kilder=(made.mappe,), prosesser=inputs.prosesser, eksempel=inputs.eksempel),
        manifest=made.manifest,
        problems=made.problems,
        uten_navn=made.uten_navn,
        beskjeder=(*made.beskjeder, text("uttrekk.lest_inn", mappe=made.mappe)),
    )


def results_in(mappe: Mappe, per: date, utvalg: Path | None) -> Path:
    """Where the papers of a run go: beside the draw it was limited to, else in a folder named after the judging day."""
    drawn = utvalg.absolute().parent if utvalg else None
    if drawn is not None and drawn.name == "utvalg" and drawn.parent.parent == mappe.revisjoner.absolute():
        return mappe.revisjoner / drawn.parent.name / "resultat"
    return mappe.revisjoner / per.isoformat() / "resultat"


def with_own_roles(content: Content, kommune: Kommune) -> Content:
    """The roles that can be given a task, with the municipality's own after those that came with the program."""
    if content.kodeverk is None or not kommune.roller:
        return content
    own = {rolle.kode for rolle in kommune.roller}
    kept = (rolle for rolle in content.kodeverk.roller if rolle.kode not in own)
    return replace(content, kodeverk=replace(content.kodeverk, roller=(*kept, *kommune.roller)))


def draw_in(mappe: Mappe, navn: str) -> Path:
    return mappe.revisjoner / slug(navn) / "utvalg"


def as_known(manifest: Manifest, kommune: Kommune | None) -> Manifest:
    """The manifest with the municipality's name where the extract has none."""
    if kommune is None or manifest.kommuner:
        return manifest
    return replace(manifest, kommuner=(kommune.navn,), kommunenavn={kommune.kommunenummer: kommune.navn})


def another_municipality(manifest: Manifest, kommune: Kommune | None) -> tuple[str, ...]:
    """A warning when the extract is from none of the municipalities the folder is for."""
    if kommune is None:
        return ()
    own = {kommune.kommunenummer, *(partner.kommunenummer for partner in kommune.partnere)}
    theirs = {nummer: navn for nummer, navn in manifest.kommunenavn.items() if nummer}
    if not theirs or own & set(theirs):
        return ()
    said = ", ".join(f"{navn} ({nummer})" for nummer, navn in sorted(theirs.items()))
    return (text("uttrekk.annen_kommune", fra=said, kommune=kommune.navn, nummer=kommune.kommunenummer),)


def _is_one_snapshot(inputs: ImportInputs) -> bool:
    return len(inputs.kilder) == 1 and is_snapshot(inputs.kilder[0])


def _newest(mappe: Mappe, lying: Lying) -> tuple[Path, ...]:
    if lying.nyeste is not None:
        return (lying.nyeste.mappe,)
    if lying.ubrukelige:
        raise lying.ubrukelige[-1][1]
    if lying.andre:
        names = ", ".join(path.name for path in lying.andre[:3])
        raise UsageError(text("uttrekk.bare_andre", mappe=mappe.uttrekk, filer=names), hint=text("uttrekk.ingen_hint"))
    raise UsageError(text("uttrekk.ingen", mappe=mappe.uttrekk), hint=text("uttrekk.ingen_hint"))

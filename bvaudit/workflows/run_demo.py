"""The whole job on a made-up municipality, so that anyone can see what comes out: a municipality's folder, with its own
content, its extracts, an egenkontroll in two rounds, the papers, and three months of the register."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType

from bvaudit.disk.private import make_folder, place_new, write_private
from bvaudit.disk.work import work_folder
from bvaudit.errors import SurroundingsError, UsageError
from bvaudit.extract.people.pseudonyms import FIRST_LINE, is_stillborn
from bvaudit.loading.content.place import shipped
from bvaudit.loading.find_folder import is_folder
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.register.store_salt import seeded
from bvaudit.texts import text
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.demo_audits import ROUNDS, Sted, is_left, run_round
from bvaudit.workflows.demo_life import FOUND, Stage, is_unlived, live
from bvaudit.workflows.demo_papers import hand_over
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.extracts import import_into
from bvaudit.workflows.from_folder import results_in, with_own_roles
from bvaudit.workflows.inputs import EXAMPLE_SECRET, ImportInputs, Prepared, Progress
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.put_in_place import refuse_to_overwrite
from bvaudit.workflows.register_run import Writing
from bvaudit.workflows.start import Machine, fill_in, schema_uri, write_new

DEMO_KEY = f"{FIRST_LINE}\n{EXAMPLE_SECRET.hex()}\n"
DEMO_DAY = date(2025, 12, 31)
HANDED_OVER = datetime(2026, 6, 5, 9, tzinfo=UTC)
_MIDSUMMER = date(2025, 6, 29)  # the extract of the first round was taken the night after
# Made up as the rest, so that two demos are alike to the last byte.
_NOON = time(12)
_IMPORTED, _IMPORTED_BEFORE = (datetime(2025, month, day, 12, tzinfo=UTC) for month, day in ((12, 31), (6, 30)))
_SCHEMAS = "bvaudit/schemas/"


def run_demo(
    ut: Path,
    *,
    overskriv: bool,
    machine: Machine | None = None,
    home: Path,
    progress: Progress | None,
) -> VurderOutcome:
    """Make the municipality's folder in ``ut``, with its cases imported, reviewed and judged, and a script to begin
    with when the ``machine`` is known. Files that are there already stay as they are.

    The made-up key and its list stay with the demo, so that looking up a case can be tried as well.
    """
    mappe = _folder(ut, machine, overskriv=overskriv)
    with _key(ut) as (key, work), seeded(DEMO_KEY):
        first, second = ROUNDS
        generator, sted = _generator(), Sted(mappe=mappe, arbeid=work, hjem=home)

        def took(documents: Path, now: datetime) -> Prepared:
            inputs = ImportInputs(kilder=(documents,), nokkel=key, enheter=mappe.enheter, eksempel=True)
            koder = content_or_stop().koder
            return import_into(mappe.uttrekk, inputs, koder, now=now, home=home, progress=progress)

        if is_left(mappe, first):
            generator.write_earlier(work / "fjordvik-juni", _MIDSUMMER)
            took(work / "fjordvik-juni", _IMPORTED_BEFORE)
            run_round(sted, first, progress=progress)
        generator.write_example(work / "fjordvik")
        made = took(work / "fjordvik", _IMPORTED)
        if is_left(mappe, second):
            run_round(sted, second, progress=progress)
        fresh = is_unlived(mappe)
        request = VurderRequest(
            inputs=ImportInputs(kilder=(made.mappe,), eksempel=True),
            ut=results_in(mappe, DEMO_DAY, None),
            mappe=mappe,
            per=DEMO_DAY,
            overskriv=overskriv,
            skriving=Writing(skriv=fresh),
        )
        outcome = evaluate_cases(request, now=FOUND, home=home, progress=progress)

        def later(per: date, tid: datetime) -> None:
            documents = work / per.isoformat()
            generator.write_later(documents, per - timedelta(days=1))
            kept = took(documents, datetime.combine(per, _NOON, UTC))
            again = replace(
                request,
                inputs=replace(request.inputs, kilder=(kept.mappe,)),
                ut=results_in(mappe, per, None),
                per=per,
                bare_register=True,
            )
            evaluate_cases(again, now=tid, home=home, progress=None)

        told = [text("demo.nokkel", fil=ut / key.parent.name / key.name)]
        if fresh:
            stage = Stage(mappe=mappe, arbeid=work, hjem=home, run=later)
            told.insert(0, live(stage, progress=progress))
            content = with_own_roles(content_or_stop(own_content(mappe, ())), mappe.kommune)
            hand_over(mappe, content, HANDED_OVER, hjem=home, progress=progress)
    return replace(
        outcome,
        problems=(*made.problems, *outcome.problems),
        beskjeder=tuple(told) if fresh else (*outcome.beskjeder, *told),  # three months later nothing is as it was then
    )


def _folder(ut: Path, machine: Machine | None, *, overskriv: bool) -> Mappe:
    """The folder with the made-up municipality's own content. Raises when ``ut`` is somebody else's."""
    template = shipped().eksempler / "demo"
    example, problems = read_folder(template)
    if example is None:
        raise SurroundingsError(text("demo.borte", fil=template), hint=text("demo.borte_hint"))
    if is_folder(ut):
        there, problems = read_folder(ut)
        if there is None or there.kommune.kommunenummer != example.kommune.kommunenummer:
            raise UsageError(text("demo.annen_mappe", mappe=ut), hint=text("demo.annen_mappe_hint"))
    if not overskriv:
        refuse_to_overwrite(results_in(Mappe(rot=ut, kommune=example.kommune), DEMO_DAY, None))
    ut.mkdir(parents=True, exist_ok=True)
    for path in sorted(path for path in template.rglob("*") if path.is_file()):
        content = _with_schema(path) if path.suffix == ".yaml" else path.read_bytes()  # the numbers of a series
        write_new(ut / path.relative_to(template), content)
    if machine is not None:
        fill_in(ut, example.kommune.navn, machine)
    mappe, problems = read_folder(ut)
    if mappe is None:
        raise SurroundingsError(text("demo.skadet", mappe=ut), hint=text("demo.annen_mappe_hint"), problems=problems)
    return mappe


def _with_schema(path: Path) -> bytes:
    """The file with its first line pointing to the schema from where the copy lies."""
    first, rest = path.read_text(encoding="utf-8").split("\n", 1)
    before, slash, name = first.partition(_SCHEMAS)
    if slash:
        first = before.rstrip("./") + schema_uri(name.removesuffix(".schema.json"))
    return f"{first}\n{rest}".encode()


@contextmanager
def _key(ut: Path) -> Iterator[tuple[Path, Path]]:
    """The made-up key in a folder of its own, and a folder to work in beside it."""
    keys = ut.absolute() / "demo-nokkel"
    make_folder(keys)
    with work_folder(keys) as work:
        key = keys / "demo-nokkel.txt"
        if is_stillborn(key):
            key.unlink()
        if not key.exists():
            write_private(work / key.name, DEMO_KEY.encode("ascii"))
            place_new(work / key.name, key)
        yield key, work


def _generator() -> ModuleType:
    """The example's own script, which is content and lies beside the rules."""
    path = shipped().eksempler / "lag_eksempel.py"
    spec = importlib.util.spec_from_file_location("bvaudit_eksempel", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SurroundingsError(text("demo.borte", fil=path), hint=text("demo.borte_hint"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

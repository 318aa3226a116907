"""The words supervisions are written with, beside the rules."""

from collections.abc import Mapping
from pathlib import Path

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.content.files import read_file
from bvaudit.loading.content.place import shown_path
from bvaudit.loading.schema.hints import nearest
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.plikt import Plikt
from bvaudit.model.rule import Lov
from bvaudit.model.tilsynsord import Tilsynsord
from bvaudit.texts import text


def read_tilsynsord(
    rules_folder: Path, lover: Mapping[str, Lov], plikter: Mapping[str, Plikt]
) -> tuple[Tilsynsord | None, list[Problem]]:
    """``kodeverk/tilsynsord.yaml`` under the rules. Acts and duties it names must be known."""
    path = rules_folder / "kodeverk" / "tilsynsord.yaml"
    loaded, problems = read_file(path, shown_path(path, rules_folder), Tilsynsord)
    if loaded is None:
        return None, problems
    for i, navn in enumerate(loaded.record.lovnavn):
        for j, lov in enumerate(navn.lover):
            problems += _unknown(loaded.document, ("lovnavn", i, "lover", j), lov, lover)
    for i, one in enumerate(loaded.record.tidligere):
        problems += _unknown(loaded.document, ("tidligere", i, "plikt"), one.plikt, plikter)
    return (loaded.record, problems) if not problems else (None, in_order(problems))


def _unknown(document: Document, place: KeyPath, id_: str, known: Mapping[str, object]) -> list[Problem]:
    if id_ in known:
        return []
    near = nearest(id_, known)
    hint = text("felles.mente_du", naer=near) if near else ""
    return [document.problem(place, "ukjent-id", text("tilsynsord.ukjent", navn=id_), hint)]

"""The lists beside the rules: acts and regulations, and the register's code lists."""

from datetime import date
from pathlib import Path
from typing import Any

from bvaudit.diagnostics import Problem, Sted, has_errors
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas_plans import KODELISTE_SCHEMA, LOVER_SCHEMA
from bvaudit.loading.yaml.reader import read_yaml
from bvaudit.model.koder import Kode, Kodeliste
from bvaudit.model.rule import Lov


def read_lover(rules_folder: Path) -> tuple[dict[str, Lov], list[Problem]]:
    """``kodeverk/lover.yaml`` under the rules, by id."""
    path = rules_folder / "kodeverk" / "lover.yaml"
    data, problems = _read(path, rules_folder, LOVER_SCHEMA)
    lover = {}
    for one in (data or {}).get("lover", ()):
        lover[one["id"]] = Lov(
            id=one["id"],
            kort=one["kort"],
            navn=one["navn"],
            gjelder_fra=_day(one.get("gjelder_fra")),
            gjelder_til_og_med=_day(one.get("gjelder_til_og_med")),
        )
    return lover, problems


def read_kodelister(rules_folder: Path) -> tuple[dict[str, Kodeliste], list[Problem]]:
    """Every list in ``kodeverk/kodelister``, by id. Within a list a code stands once."""
    folder = rules_folder / "kodeverk" / "kodelister"
    lists: dict[str, Kodeliste] = {}
    problems: list[Problem] = []
    for path in yaml_files(folder):
        data, found = _read(path, rules_folder, KODELISTE_SCHEMA)
        problems += found
        if data is None:
            continue
        koder = tuple(_kode(k) for k in data["koder"])
        twice = {k.kode for k in koder if sum(o.kode == k.kode for o in koder) > 1}
        if twice:
            sted = Sted(fil=shown_path(path, rules_folder))
            problems.append(
                Problem(sted=sted, kode="kode-to-ganger", tekst=f"koden står to ganger: {', '.join(sorted(twice))}")
            )
        lists[data["id"]] = Kodeliste(id=data["id"], tittel=data["tittel"], koder=koder)
    return lists, problems


def _kode(data: dict[str, Any]) -> Kode:
    return Kode(
        kode=data["kode"],
        tittel=data["tittel"],
        gyldig_fra=_day(data.get("gyldig_fra")),
        gyldig_til_og_med=_day(data.get("gyldig_til_og_med")),
        versjoner=tuple(data["versjoner"]),
        gruppe=data.get("gruppe", ""),
        presisering=data.get("presisering", False),
        deles_i=tuple(data.get("deles_i", ())),
    )


def _read(path: Path, root: Path, schema: dict[str, Any]) -> tuple[dict[str, Any] | None, list[Problem]]:
    document, problems = read_yaml(path, shown_path(path, root))
    if document is None or has_errors(problems):
        return None, problems
    problems += check_schema(document, schema)
    return (None if has_errors(problems) else document.data), problems


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None

"""Reads an audit by people, ``revisjon.yaml``, and checks it against what it points to."""

from collections.abc import Collection, Iterator
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors, in_order
from bvaudit.loading.content.files import Loaded, listed_twice, read_file, unknown
from bvaudit.loading.yaml.reader import KeyPath
from bvaudit.model.gjennomgang import Gjennomgang, Leser
from bvaudit.texts import text


def read_gjennomgang(
    path: Path, *, sjekklister: Collection[str], roller: Collection[str]
) -> tuple[Gjennomgang | None, list[Problem]]:
    """``sjekklister`` and ``roller`` are the ids and the codes there are."""
    loaded, problems = read_file(path, None, Gjennomgang)
    if loaded is None:
        return None, in_order(problems)
    problems += _faults(loaded, path, sjekklister, roller)
    return None if has_errors(problems) else loaded.record, in_order(problems)


def _faults(
    loaded: Loaded[Gjennomgang], path: Path, sjekklister: Collection[str], roller: Collection[str]
) -> Iterator[Problem]:
    audit, document = loaded.record, loaded.document
    if audit.id != path.parent.name:
        told = text("revisjonen.fil.id", id=audit.id, mappe=path.parent.name)
        yield document.problem(("id",), "id-og-mappe", told, text("revisjonen.fil.id_hint"))
    if audit.sjekkliste not in sjekklister:
        told = text("revisjonen.fil.sjekkliste", sjekkliste=audit.sjekkliste)
        yield unknown(document, ("sjekkliste",), "ukjent-sjekkliste", told, audit.sjekkliste, sjekklister)
    if audit.periode_fra > audit.periode_til:
        yield document.problem(("periode_til",), "periode-snudd", text("revisjonen.fil.periode"), "")
    yield from _readers(loaded, ("lesere",), audit.lesere, roller)
    if audit.andre_lesing is not None:
        yield from _readers(loaded, ("andre_lesing", "lesere"), audit.andre_lesing.lesere, roller)
    if audit.avgjor and audit.avgjor not in roller:
        yield _role(loaded, ("avgjor",), audit.avgjor, roller)


def _readers(
    loaded: Loaded[Gjennomgang],
    at: KeyPath,
    lesere: tuple[Leser, ...],
    roller: Collection[str],
) -> Iterator[Problem]:
    codes = [leser.kode for leser in lesere]
    yield from listed_twice(loaded.document, at, "kode", codes, text("revisjonen.fil.leser_hint"))
    for number, leser in enumerate(lesere):
        if leser.rolle not in roller:
            yield _role(loaded, (*at, number, "rolle"), leser.rolle, roller)


def _role(loaded: Loaded[Gjennomgang], at: KeyPath, rolle: str, roller: Collection[str]) -> Problem:
    return unknown(loaded.document, at, "ukjent-rolle", text("revisjonen.fil.rolle", rolle=rolle), rolle, roller)

"""Reading register documents, beside the least that must be done: read each file and visit every element.

    python -m benchmarks.import_walk [--runder 5] [--ganger 6]

Two vendors' ways of writing the same documents are measured apart, and shuffled together: the example's own, and one
that writes everything it may write otherwise (``other_style``).
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from benchmarks.children import ROOT, answer, measured, run_child
from benchmarks.rounds import Facts, Ratio, rounds, say, tell
from bvaudit.extract.importing import ImportJob, ImportOptions, import_sources
from bvaudit.extract.people.pseudonyms import from_secret
from bvaudit.model.koder import Kodelister
from bvaudit.workflows.content import content_or_stop

STYLES = ("egen", "annen", "blandet")


def write_documents(folder: Path, copies: int = 1) -> int:
    """The documents of the example municipality, ``copies`` times with other ids. Returns how many."""
    sys.path.insert(0, str(ROOT / "examples"))
    from lag_eksempel import write_example  # type: ignore[import-not-found]  # a script, on no path of its own

    write_example(folder)
    first = sorted(folder.glob("*.xml"))
    for number in range(1, copies):
        for path in first:
            (folder / f"{number}-{path.name}").write_bytes(_with_other_ids(path.read_bytes(), number))
    return len(first) * copies


def other_style(document: bytes) -> bytes:
    """The same document as another vendor could write it: attributes in the opposite order and in single quotes, no
    indentation, a comment, Windows line ends, and end tags where the first writes ``/>``."""
    root = etree.fromstring(document)
    for element in root.iter(etree.Element):
        attributes = list(element.attrib.items())
        element.attrib.clear()
        for name, value in reversed(attributes):
            element.set(name, value)
        if len(element):
            element.text = None
        elif not element.text:
            element.text = ""
        element.tail = "\n"
    body = etree.tostring(root, encoding="unicode", method="xml")
    single = body.replace('"', "'") if "'" not in body else body
    text = f"<?xml version='1.0' encoding='utf-8'?>\n<!-- eksport -->\n{single}"
    return text.replace("\n", "\r\n").encode("utf-8")


def _with_other_ids(document: bytes, number: int) -> bytes:
    root = etree.fromstring(document)
    for element in root.iter(etree.Element):
        for name, value in element.attrib.items():
            if name.endswith("Id") and len(value) == 36:
                element.set(name, str(uuid5(NAMESPACE_URL, f"{number}/{value}")))
        if element.text and element.tag.endswith("Id") and len(element.text) == 36:
            element.text = str(uuid5(NAMESPACE_URL, f"{number}/{element.text}"))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def walk(folder: Path) -> int:
    """How many elements there are, parsed as carefully as the import does: no DTD, no network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    count = 0
    for path in sorted(folder.glob("*.xml")):
        for _ in etree.fromstring(path.read_bytes(), parser).iter():
            count += 1
    return count


def import_all(folder: Path, koder: Kodelister, til: Path) -> int:
    """Import ``folder`` to a snapshot in the new folder ``til``. Returns how many documents counted."""
    job = ImportJob(
        sources=[folder],
        target=til,
        koder=koder,
        pseudonyms=from_secret(b"bare for maaling" * 2),
        options=ImportOptions(prosesser=1),
        imported_at=datetime(2026, 1, 1, tzinfo=UTC),
        program_version="0",
    )
    report = import_sources(job)
    return report.manifest.dokumenter_brukt


def run(name: str, folder: Path) -> Facts:
    koder = content_or_stop().koder  # before the clock starts, as the rules are when they are judged
    with tempfile.TemporaryDirectory() as scratch:
        til = Path(scratch) / "uttrekk"
        count, facts = measured(lambda: walk(folder) if name == "vandring" else import_all(folder, koder, til))
    return {**facts, "antall": count}


def main(arguments: Sequence[str]) -> int:
    tolk = argparse.ArgumentParser(description="Måler innlesing av dokumenter i to skrivemåter.")
    tolk.add_argument("--runder", type=int, default=5)
    tolk.add_argument("--ganger", type=int, default=6, help="hvor mange ganger eksempelets 842 dokumenter (standard 6)")
    valg = tolk.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folders = _folders(Path(scratch), valg.ganger)
        names = [f"{what} {style}" for style in STYLES for what in ("import", "vandring")]

        def one(name: str, number: int) -> Facts:
            what, style = name.split()
            return run_child("import_walk", "--en", what, str(folders[style]))

        found = rounds(names, valg.runder, one)
    read = {style: found[0][f"import {style}"]["antall"] for style in STYLES}
    say(f"Innlesing, {valg.runder} runder. Dokumenter brukt: {read}")
    aims = [
        Ratio(navn=f"import / vandring, {s} skrivemåte", over=f"import {s}", under={f"vandring {s}": 1}, hoyst=5.0)
        for s in STYLES
    ]
    tell(found, aims)
    return 0 if len(set(read.values())) == 1 else 1


def _folders(scratch: Path, copies: int) -> dict[str, Path]:
    folders = {style: scratch / style for style in STYLES}
    write_documents(folders["egen"], copies)
    for style in ("annen", "blandet"):
        folders[style].mkdir()
        for number, path in enumerate(sorted(folders["egen"].glob("*.xml"))):
            plain = path.read_bytes()
            other = style == "annen" or number % 2
            (folders[style] / path.name).write_bytes(other_style(plain) if other else plain)
    return folders


if __name__ == "__main__":
    if sys.argv[1:2] == ["--en"]:
        answer(run(sys.argv[2], Path(sys.argv[3])))
    else:
        sys.exit(main(sys.argv[1:]))

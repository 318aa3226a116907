"""Import of many register documents beside the least that must be done: read each file and visit every element.

python -m benchmarks.import_walk import|alle-kjerner|vandring MAPPE
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from benchmarks.children import ROOT, answer, measured
from bvaudit.extract.importing import ImportOptions, import_sources
from bvaudit.extract.people.pseudonyms import from_secret
from bvaudit.model.koder import Kodelister
from bvaudit.workflows.content import content_or_stop


def write_documents(folder: Path, wanted: int) -> int:
    """About ``wanted`` documents of the example municipality, the same ones every time. Returns how many."""
    sys.path.insert(0, str(ROOT / "examples"))
    from lag_eksempel import write_example  # type: ignore[import-not-found]  # a script, on no path of its own

    write_example(folder, cases=max(100, wanted * 9 // 10))  # some cases send more than one document
    for surplus in sorted(folder.glob("*.xml"))[wanted:]:
        surplus.unlink()
    return sum(1 for _ in folder.glob("*.xml"))


def walk(folder: Path) -> int:
    """How many elements there are, parsed as carefully as the import does: no DTD, no network."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    count = 0
    for path in sorted(folder.glob("*.xml")):
        for _ in etree.fromstring(path.read_bytes(), parser).iter():
            count += 1
    return count


def import_all(folder: Path, koder: Kodelister, processes: int) -> int:
    with tempfile.TemporaryDirectory() as scratch:
        report = import_sources(
            [folder],
            Path(scratch) / "uttrekk",
            koder=koder,
            pseudonyms=from_secret(b"bare for maaling" * 2),
            enheter=None,
            kart=None,
            options=ImportOptions(prosesser=processes),
            imported_at=datetime(2026, 1, 1, tzinfo=UTC),
            program_version="0",
        )
    return report.manifest.dokumenter_lest


def run(name: str, folder: Path) -> dict[str, Any]:
    koder = content_or_stop().koder  # before the clock starts, as the rules are when they are judged
    work = {
        "import": lambda: import_all(folder, koder, 1),
        "alle-kjerner": lambda: import_all(folder, koder, os.cpu_count() or 1),
        "vandring": lambda: walk(folder),
    }[name]
    count, facts = measured(work)
    return {**facts, "antall": count}


if __name__ == "__main__":
    answer(run(sys.argv[1], Path(sys.argv[2])))

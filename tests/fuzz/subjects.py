"""What is fuzzed: for each kind of file some good ones, and how the program reads one.

A reading may give problems or raise what the command line turns into a sentence (BvauditError, OSError). Anything else
would have been exit code 70.
"""

import csv
import gzip
import io
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import docx
import xlsxwriter

ROT = Path(__file__).parents[2]
sys.path[:0] = [str(ROT / "tests" / "extract"), str(ROT / "tests")]
import bvr_documents as bvr  # noqa: E402

from bvaudit.errors import ContentError  # noqa: E402
from bvaudit.extract.documents.document import DocumentReader  # noqa: E402
from bvaudit.extract.normalise.snapshot import open_snapshot  # noqa: E402
from bvaudit.extract.sheets.cases import read_cases  # noqa: E402
from bvaudit.extract.sources import Found, documents, list_files  # noqa: E402
from bvaudit.loading.content.enheter import load_enheter  # noqa: E402
from bvaudit.loading.content.kart import load_kart  # noqa: E402
from bvaudit.loading.content.layers import read_layer  # noqa: E402
from bvaudit.loading.content.lists import read_lover  # noqa: E402
from bvaudit.loading.content.rules import read_rules  # noqa: E402
from bvaudit.loading.content.utvalg import read_frame, read_utvalg  # noqa: E402
from bvaudit.loading.yaml.reader import read_yaml  # noqa: E402
from bvaudit.model.kart import Kart  # noqa: E402
from bvaudit.model.utvalg import FrameCase  # noqa: E402
from bvaudit.reports.docx.lint import check_template  # noqa: E402
from bvaudit.reports.plan_blocks import PLAN  # noqa: E402
from bvaudit.reports.utvalg_files import write_utvalg  # noqa: E402
from bvaudit.stats.draw import draw  # noqa: E402

EXAMPLES = ROT / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """``good``: whole files by name; one is spoilt and the others lie beside it. ``read`` gets the folder and the file.

    ``alone``: the others are not beside it.
    """

    good: Mapping[str, bytes]
    read: Callable[[Path, Path], object]
    alone: bool = True


@cache
def _reader() -> DocumentReader:
    return DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())


def _read_document(folder: Path, file: Path) -> None:
    _reader().read(file.read_bytes(), file.name, 0)


def _read_source(folder: Path, file: Path) -> None:
    for found in documents(list_files([file])):
        if isinstance(found, Found):
            _reader().read(found.data, found.navn, 0)


def _packed(members: Mapping[str, bytes], kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def _xml() -> Subject:
    texts = {"v1": bvr.V1, "v3": bvr.V3, "v4": bvr.V4, "v5": bvr.V5, "eldre": bvr.ELDRE}
    return Subject(good={f"{navn}.xml": text.encode() for navn, text in texts.items()}, read=_read_document)


def _zip() -> Subject:
    one = {"a.xml": bvr.V4.encode(), "mappe/ø.xml": bvr.V5.encode(), "les.txt": b"hei"}
    inner = _packed({**one, "b.xml.gz": gzip.compress(bvr.V3.encode())})
    good = {
        "u.zip": _packed({**one, "i.zip": inner}),
        "v.zip": _packed(one, zipfile.ZIP_LZMA),
        "w.zip": _packed(one, zipfile.ZIP_BZIP2),
        "x.xml.gz": gzip.compress(bvr.V4.encode()),
    }
    return Subject(good=good, read=_read_source)


def _read_yaml(folder: Path, file: Path) -> None:
    read_yaml(file)
    if file.name == "kart.yaml":
        load_kart(file)
    elif file.name == "enheter.yaml":
        load_enheter(file)
    else:
        read_rules((folder,), _lover())


@cache
def _lover() -> Mapping[str, object]:
    return read_lover(ROT / "rules")[0]


def _yaml() -> Subject:
    rules = ["melding/MEL-01.yaml", "omsorg/OMS-01.yaml", "undersokelse/UND-03.yaml"]
    good = {Path(name).name: (ROT / "rules" / name).read_bytes() for name in rules}
    good |= {name: (EXAMPLES / name).read_bytes() for name in ("kart.yaml", "enheter.yaml")}
    return Subject(good=good, read=_read_yaml)


@cache
def _innhold():  # type: ignore[no-untyped-def]  # what came with the program
    from bvaudit.workflows.content import content_or_stop

    return content_or_stop().lag.under


def _read_own(folder: Path, file: Path) -> None:
    read_layer(_innhold(), [folder])


def _own() -> Subject:
    """One of each kind of own content."""
    found = [*sorted((EXAMPLES / "kommuner").rglob("*.yaml")), *sorted((EXAMPLES / "demo").rglob("*.yaml"))]
    shipped = ("checklists/saksgjennomgang-akutt.yaml", "rules/kodeverk/avvik.yaml", "rules/melding/MEL-01.yaml")
    more = [ROT / name for name in (*shipped, "checklists/sammenlign-tiltak-kategori-2026.yaml", "examples/kart.yaml")]
    return Subject(good={path.name: path.read_bytes() for path in (*found, *more)}, read=_read_own)


@cache
def _kart(suffix: str) -> Kart:
    text = (EXAMPLES / "kart.yaml").read_text(encoding="utf-8").replace(".csv", suffix)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kart.yaml"
        path.write_text(text, encoding="utf-8")
        kart, _ = load_kart(path)
    assert kart is not None
    return kart


def _read_sheet(folder: Path, file: Path) -> None:
    kart = _kart(file.suffix)
    read_cases([folder], kart, koder=_koder(), pseudonyms=bvr.nokkel(), enheter=None, keep_ids=False)


@cache
def _koder():  # type: ignore[no-untyped-def]  # the lists that are shipped
    from bvaudit.workflows.content import content_or_stop

    return content_or_stop().koder


def _sheets() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((EXAMPLES / "regneark").glob("*.csv"))}


def _csv() -> Subject:
    return Subject(good=_sheets(), read=_read_sheet, alone=False)


def _xlsx() -> Subject:
    buffers = {}
    for name, data in _sheets().items():
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            sheet = book.add_worksheet(Path(name).stem)
            for at, row in enumerate(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";")):
                sheet.write_row(at, 0, row)
            sheet.write_formula(0, 20, "=1+1", None, 2)
            sheet.add_table(0, 25, 2, 26)
        buffers[f"{Path(name).stem}.xlsx"] = buffer.getvalue()
    return Subject(good=buffers, read=_read_sheet, alone=False)


def _docx() -> Subject:
    document = docx.Document()
    document.add_heading("Plan", 1)
    for text in ("{{ plan.enhet }}", "{% if plan.enhet %}x{% endif %}", "[[INNHOLD]]"):
        document.add_paragraph(text)
    document.add_table(rows=2, cols=2)
    document.sections[0].header.add_paragraph("Topp")
    buffer = io.BytesIO()
    document.save(buffer)
    own = (ROT / "templates" / "dokument.docx").read_bytes()
    return Subject(
        good={"brev.docx": buffer.getvalue(), "egen.docx": own},
        read=lambda folder, file: check_template(file, report=PLAN),
    )


def _utvalg() -> Subject:
    folder = Path(_made("utvalg"))
    frame = tuple(FrameCase(enhet=e, sak=f"S-{n:03}") for e, a in (("Østbyen", 9), ("Ås", 4)) for n in range(1, a + 1))
    drawn = draw(frame, seed="a", per_enhet=3, reserve=2, uttrekk="ab" * 32, programversjon="0.1.0", filter="alle")
    write_utvalg(drawn, folder, frame=frame)
    good = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}

    def read(folder: Path, file: Path) -> None:
        read_utvalg(folder)
        read_frame(folder)

    return Subject(good=good, read=read, alone=False)


def _made(name: str) -> str:
    return tempfile.mkdtemp(prefix=f"fuzz-{name}-")


def _snapshot() -> Subject:
    from snapshots import Imported

    folder = Path(_made("uttrekk"))
    made = Imported(folder, {"a.xml": bvr.V4, "b.xml": bvr.V5})
    good = {path.name: path.read_bytes() for path in sorted(made.folder.iterdir()) if path.is_file()}
    shutil.rmtree(folder)

    def read(folder: Path, file: Path) -> None:
        from bvaudit.engine.database import Database

        _, tables = open_snapshot(folder)
        with Database() as database:
            database.attach(folder)
            for navn in tables:
                database.run(f'SELECT * FROM "{navn}"')

    return Subject(good=good, read=read, alone=False)


SUBJECTS: Mapping[str, Callable[[], Subject]] = {
    "xml": _xml,
    "zip": _zip,
    "yaml": _yaml,
    "egne": _own,
    "csv": _csv,
    "xlsx": _xlsx,
    "docx": _docx,
    "utvalg": _utvalg,
    "uttrekk": _snapshot,
}

__all__ = ["SUBJECTS", "ContentError", "Subject"]

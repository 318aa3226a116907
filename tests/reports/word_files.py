"""Word files for the tests: small templates, and ways to spoil a good one."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest

from bvaudit.diagnostics import Grad, Problem
from bvaudit.errors import ContentError
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.lint import check_template
from bvaudit.reports.docx.sample import sample_view
from bvaudit.reports.docx.template import open_template
from bvaudit.reports.handlingsplan import HandlingsplanView
from bvaudit.reports.plan_blocks import PLAN
from bvaudit.reports.plan_view import plan_view

from .builders import PER, en_revisjon, et_kodeverk

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT = "word/document.xml"
MERKE = "[[INNHOLD]]"
_SIGNS = {f"{{{W}}}br": "\n", f"{{{W}}}noBreakHyphen": "-"}


def mal(path: Path, *lines: str, prepare: Callable[[Any], None] | None = None) -> Path:
    """A template with a heading and these paragraphs."""
    document = docx.Document()
    document.add_heading("Plan", 1)
    for line in lines:
        document.add_paragraph(line)
    if prepare:
        prepare(document)
    document.save(str(path))
    return path


def mal_med_tabell(path: Path, rows: Sequence[Sequence[str]], *lines: str) -> Path:
    def table(document: Any) -> None:
        grid = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(grid.add_row().cells, row, strict=True):
                cell.text = text

    return mal(path, *lines, prepare=table)


def endre(path: Path, changes: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> Path:
    """The same file with some parts replaced, changed, added, or taken out (None)."""
    with zipfile.ZipFile(path) as archive:
        parts: dict[str, bytes] = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        if change is None:
            del parts[name]
        else:
            parts[name] = change if isinstance(change, bytes) else change(parts[name])
    return pakk(path, list(parts.items()))


def pakk(path: Path, parts: Sequence[tuple[str, bytes]]) -> Path:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    path.write_bytes(buffer.getvalue())
    return path


def bytt(old: str, new: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode())

    return change


def i_kroppen(xml: str) -> dict[str, Callable[[bytes], bytes]]:
    """Raw XML first in the body."""
    return {DOCUMENT: bytt("<w:body>", f"<w:body>{xml}")}


def relasjon(kind: str, target: str, *, external: bool) -> Callable[[bytes], bytes]:
    mode = ' TargetMode="External"' if external else ""
    row = f'<Relationship Id="rId900" Type="{R}/{kind}" Target="{target}"{mode}/></Relationships>'
    return bytt("</Relationships>", row)


def med_fotnote(path: Path, text: str) -> Path:
    """A real footnote with ``text``, referred to from the body."""
    paragraph = f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    note = f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2">{paragraph}</w:footnote></w:footnotes>'
    kind = f'<Override PartName="/word/footnotes.xml" ContentType="{WORD_TYPE}.footnotes+xml"/></Types>'
    reference = '<w:p><w:r><w:t>Se note</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    return endre(
        path,
        {
            "word/footnotes.xml": note.encode(),
            "[Content_Types].xml": bytt("</Types>", kind),
            "word/_rels/document.xml.rels": relasjon("footnotes", "footnotes.xml", external=False),
            **i_kroppen(reference),
        },
    )


def en_prove(text: str, length: int) -> HandlingsplanView:
    return sample_view(HandlingsplanView, text, length)


def render_plan(view: HandlingsplanView, template: Path | None, output: Path, per: date) -> None:
    """What ``vurder`` does for each unit, with a template of its own."""
    write_beside(open_template(PLAN, template).fill(view, per), output)


def som_dotx(path: Path, target: Path) -> Path:
    target.write_bytes(path.read_bytes())
    return endre(target, {"[Content_Types].xml": bytt("document.main+xml", "template.main+xml")})


def apnet(path: Path) -> Any:
    return docx.Document(str(path))


def tekst(path: Path) -> str:
    """Everything a reader sees in the body, tables included, one paragraph a line; a line break reads as one, and a
    space or a hyphen that holds a line together as any other."""
    lines = []
    for paragraph in apnet(path).element.body.iter(f"{{{W}}}p"):
        pieces = paragraph.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}noBreakHyphen")
        lines.append("".join(_SIGNS.get(each.tag, each.text or "") for each in pieces))
    return "\n".join(lines).replace("\u00a0", " ")


def en_plan(revisjon: Revisjon | None = None, enhet: str = "Østbyen") -> HandlingsplanView:
    return plan_view(en_revisjon() if revisjon is None else revisjon, enhet, et_kodeverk())


def alle_tekster(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for field in fields(value) for text in alle_tekster(getattr(value, field.name))]
    assert isinstance(value, tuple), "a view holds text, tuples and records only"
    return [text for each in value for text in alle_tekster(each)]


def fylt(template: Path, view: HandlingsplanView, tmp_path: Path) -> str:
    render_plan(view, template, tmp_path / "ut.docx", PER)
    return tekst(tmp_path / "ut.docx")


def avvist(template: Path, tmp_path: Path) -> list[str]:
    """The codes of the refusal; nothing may have been written."""
    with pytest.raises(ContentError) as error:
        render_plan(en_plan(), template, tmp_path / "ut.docx", PER)
    assert not (tmp_path / "ut.docx").exists()
    assert all(not problem.tekst.endswith(".") for problem in error.value.problems)
    return [problem.kode for problem in error.value.problems]


def feil(path: Path) -> list[Problem]:
    return [problem for problem in check_template(path, path.name, report=PLAN) if problem.grad is Grad.FEIL]


def problemer(path: Path, *grader: Grad) -> list[Problem]:
    return [p for p in check_template(path, path.name, report=PLAN) if p.grad in (grader or (Grad.FEIL,))]

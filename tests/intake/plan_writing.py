"""Writes in a plan as Word does: in its controls, straight in the XML, so that nothing else of the file is touched."""

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = "word/document.xml"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(path: Path, parts: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def keys_in(path: Path) -> dict[str, str]:
    """Key → tekst, dato or valg, in reading order."""
    found = {}
    for box in etree.fromstring(parts_of(path)[DOCUMENT]).iter(f"{W}sdt"):
        tag = box.find(f"{W}sdtPr/{W}tag")
        if tag is not None:
            kind = {f"{W}date": "dato", f"{W}dropDownList": "valg"}
            found[tag.get(f"{W}val")] = next((kind[e.tag] for e in box.find(f"{W}sdtPr") if e.tag in kind), "tekst")
    return found


def choices_of(path: Path, key: str) -> list[str]:
    box = box_of(etree.fromstring(parts_of(path)[DOCUMENT]), key)
    return [item.get(f"{W}displayText") for item in box.iter(f"{W}listItem")]


def box_of(root: Any, key: str) -> Any:
    start = next(each for each in root.iter(f"{W}bookmarkStart") if each.get(f"{W}name") == key)
    return next(each for each in start.itersiblings() if each.tag == f"{W}sdt")


def filled(path: Path, target: Path, values: Mapping[str, str], write: "Callable[[str], str] | None" = None) -> Path:
    """A copy where these are written. ``write`` makes the runs of a text, as one editor or another does."""
    parts = parts_of(path)
    root = etree.fromstring(parts[DOCUMENT])
    for key, value in values.items():
        box = box_of(root, key)
        flag = box.find(f"{W}sdtPr/{W}showingPlcHdr")
        if flag is not None:
            flag.getparent().remove(flag)
        content = box.find(f"{W}sdtContent")
        for child in list(content):
            content.remove(child)
        runs = (write or in_one_run)(value)
        for run in etree.fromstring(f'<r xmlns:w="{W[1:-1]}">{runs}</r>'):
            content.append(run)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(target, parts)


def changed(path: Path, target: Path, change: Callable[[Any], None]) -> Path:
    """A copy whose body somebody has done something else to."""
    parts = parts_of(path)
    root = etree.fromstring(parts[DOCUMENT])
    change(root)
    parts[DOCUMENT] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return packed(target, parts)


def in_one_run(value: str) -> str:
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in value.split("\n")]
    return f"<w:r>{'<w:br/>'.join(lines)}</w:r>"


def split_in_runs(value: str) -> str:
    """As Word does after spelling and editing: a run for some letters, with marks between."""
    runs = []
    for number, line in enumerate(value.split("\n")):
        if number:
            runs.append("<w:r><w:br/></w:r>")
        for part in re.findall(r".{1,5}", line):
            runs.append(
                f'<w:proofErr w:type="spellStart"/><w:r><w:rPr><w:lang w:val="nb-NO"/></w:rPr>'
                f'<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            )
    return "".join(runs)


def through_libreoffice(paths: list[Path], folder: Path) -> dict[str, Path]:
    """Opened and saved as Word documents."""
    program = shutil.which("soffice")
    assert program is not None, "LibreOffice is needed for this test"
    home = f"-env:UserInstallation=file://{folder}/profil"
    out = folder / "lagret"
    command = [program, home, "--headless", "--convert-to", "docx", "--outdir", str(out), *map(str, paths)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {path.stem: out / path.name for path in paths}

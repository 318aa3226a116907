"""Takes harmless fields and links out of the copy of a letterhead that is filled in.

A field becomes the text it shows, a link becomes its text, and the tie to another template or to a list of recipients
is cut. Nothing is fetched, and the municipality's own file is not touched.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn
from lxml import etree

from bvaudit.diagnostics import Grad, Problem
from bvaudit.reports.docx.places import fault, is_text_part, part_label
from bvaudit.texts import text

# Fields of letters and forms that show a text. Those that fetch, run or ask are not here, and are refused.
SHOWN_AS_TEXT = {
    *(
        "MERGEFIELD",
        "MERGEREC",
        "MERGESEQ",
        "NEXT",
        "NEXTIF",
        "SKIPIF",
        "ADDRESSBLOCK",
        "GREETINGLINE",
        "ASK",
        "FILLIN",
    ),
    *("USERNAME", "USERINITIALS", "USERADDRESS", "DOCVARIABLE", "EDITTIME", "INFO", "SET", "AUTOTEXT", "AUTOTEXTLIST"),
    *("GLOSSARY", "BIBLIOGRAPHY", "CITATION", "XE", "INDEX", "TA", "TOA", "EQ", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"),
    *("BARCODE", "MERGEBARCODE", "DISPLAYBARCODE", "PRIVATE", "NUMPARAS", "FORMTEXT", "BIDIOUTLINE"),
}
_SAFE_LINKS = ("http://", "https://", "mailto:", "tel:", "#")
_TIES = {"attachedtemplate", "mailmergesource", "mailmergeheadersource"}
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def without_harmless(parts: Mapping[str, bytes], shown: str) -> tuple[dict[str, bytes], list[Problem]]:
    """The parts as they can be filled in, and a remark for each kind of thing that was taken out."""
    changed = dict(parts)
    said: list[Problem] = []
    for name in sorted(parts):
        if name.endswith(".rels"):
            said += _cut_links(name, changed, shown)
    for name in sorted(parts):
        if is_text_part(name):
            said += _fields_as_text(name, changed, shown)
    return changed, list(dict.fromkeys(said))


def _note(shown: str, kode: str, tekst: str, name: str = "") -> Problem:
    return fault(shown, kode, tekst, "", sti=part_label(name) or None if name else None, grad=Grad.MERKNAD)


# --- links ---------------------------------------------------------------------------------------------------------


def _cut_links(name: str, parts: dict[str, bytes], shown: str) -> Iterator[Problem]:
    rels = parse_xml(parts[name])
    owner = name.replace("_rels/", "").removesuffix(".rels")
    gone: set[str] = set()
    for relation in list(rels):
        kind = str(relation.get("Type", "")).rsplit("/", 1)[-1].lower()
        if relation.get("TargetMode") != "External":
            continue
        if kind in _TIES:
            tekst = (
                text("reports.harmless.en_annen_mal")
                if kind == "attachedtemplate"
                else text("reports.harmless.en_liste_med_mottakere")
            )
            yield _note(shown, "mal-kobling-fjernet", text("reports.harmless.koblingen_til_er_ikke_med_i", tekst=tekst))
        elif kind == "hyperlink" and not _is_safe(str(relation.get("Target", ""))):
            tekst = text("reports.harmless.en_lenke_til_en_fil_eller")
            yield _note(shown, "mal-lenke-fjernet", tekst, owner)
        else:
            continue
        gone.add(str(relation.get("Id")))
        rels.remove(relation)
    if not gone:
        return
    parts[name] = _bytes(rels)
    if owner in parts:
        root = parse_xml(parts[owner])
        _forget(root, gone)
        parts[owner] = _bytes(root)


def _forget(root: Any, gone: set[str]) -> None:
    """Removes elements that point to a removed relation. The text of a link stays."""
    for element in [e for e in root.iter() if isinstance(e.tag, str) and e.get(_ID) in gone]:
        if element.tag == qn("w:hyperlink"):
            _unwrap(element)
        elif element.getparent() is not None:
            _remove(element)
    if root.tag == qn("w:settings"):
        for merge in list(root.iter(qn("w:mailMerge"))):
            _remove(merge)


def _is_safe(target: str) -> bool:
    return target.strip().lower().startswith(_SAFE_LINKS)


# --- fields --------------------------------------------------------------------------------------------------------


@dataclass(slots=True, kw_only=True)
class _Field:
    """A field written as begin, code, separate, shown text, end. The numbers are places in the list of elements; −1:
    none."""

    begin: int
    separate: int = -1
    end: int = -1
    code: list[str] = field(default_factory=list)
    inner: list["_Field"] = field(default_factory=list)  # fields inside the code

    @property
    def name(self) -> str:
        return field_name("".join(self.code))

    @property
    def becomes_text(self) -> bool:
        return self.end >= 0 and (becomes_text("".join(self.code)) or any(each.becomes_text for each in self.inner))


def field_name(code: str) -> str:
    return (code.split() or [""])[0].upper()


def becomes_text(code: str) -> bool:
    """Whether a field is dropped and its text kept: by its name, or because it is a link that must not be followed."""
    name = field_name(code)
    if name != "HYPERLINK":
        return name in SHOWN_AS_TEXT
    words = code.replace('"', " ").split()[1:]
    targets = [word for word in words if not word.startswith("\\") or word.startswith("\\\\")]
    return bool(targets) and not (_is_safe(targets[0]) or words[0].lower() in ("\\l", "\\t"))


def _fields_as_text(name: str, parts: dict[str, bytes], shown: str) -> Iterator[Problem]:
    root = parse_xml(parts[name])
    dropped: list[str] = []
    for simple in list(root.iter(qn("w:fldSimple"))):
        code = str(simple.get(qn("w:instr"), ""))
        if becomes_text(code):
            dropped.append(field_name(code))
            _unwrap(simple)
    atoms: list[Any] = [child for run in root.iter(qn("w:r")) for child in run if child.tag != qn("w:rPr")]
    out: set[int] = set()
    for each in _marked_fields(atoms):
        if each.becomes_text:
            dropped.append(each.name or "IF")
            out |= {*range(each.begin, (each.separate if each.separate >= 0 else each.end) + 1), each.end}
    for at in out:
        _remove(atoms[at])
    if dropped:
        parts[name] = _bytes(root)
    for navn in sorted(set(dropped)):
        tekst = text("reports.harmless.feltet_er_gjort_om_til_teksten", navn=navn[:20])
        yield _note(shown, "mal-felt-tekst", tekst, name)


def _marked_fields(atoms: list[Any]) -> list[_Field]:
    """Every whole field, outermost first where they lie in each other."""
    found: list[_Field] = []
    stack: list[_Field] = []
    for at, element in enumerate(atoms):
        kind = element.get(qn("w:fldCharType")) if element.tag == qn("w:fldChar") else None
        if kind == "begin":
            new = _Field(begin=at)
            if stack and stack[-1].separate < 0:
                stack[-1].inner.append(new)
            found.append(new)
            stack.append(new)
        elif kind == "separate" and stack:
            stack[-1].separate = at
        elif kind == "end" and stack:
            stack.pop().end = at
        elif element.tag == qn("w:instrText") and stack and stack[-1].separate < 0:
            stack[-1].code.append(element.text or "")
    return found


def _remove(element: Any) -> None:
    element.getparent().remove(element)


def _unwrap(element: Any) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

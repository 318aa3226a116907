"""From the bytes of a file to the root of a submission, or the one sentence that says why it is not one.

Most documents that are not read fail here: each gets what it is and what to do, not a fault for every element.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bvaudit import texts
from bvaudit.extract.documents.formats.record import Format
from bvaudit.extract.file_kinds import HEAD, content_kind, what_it_is

# What is read although it is not written as the format says; each is said once with the number of documents.
ANNEN_KODING = texts.text("extract.opening.dokumenter_der_forste_linje_oppgir_en")
NAVNEROM = texts.text("extract.opening.dokumenter_med_et_navnerom_xmlns_som")
NIL = texts.text("extract.opening.felt_merket_som_tomme_xsi_nil")


_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z][\w.:-]{0,40})[\"']")
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_HAS_NAMESPACE = etree.XPath("boolean(//*[namespace-uri()])")
_NAME = re.compile(r"[A-Za-zÆØÅæøå_]{1,40}")
_XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
_MOST_SIGNS = 2_000_000  # of what begins a tag or a value
_WIDE = ("utf-16", "utf-32", "ucs-2", "ucs-4", "iso-10646")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_WIDE_STARTS = (
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)


class Refused(Exception):
    """Why a file is not a submission, said once for the whole file."""

    def __init__(self, kode: str, tekst: str, hint: str = "", linje: int | None = None) -> None:
        super().__init__(tekst)
        self.kode, self.tekst, self.hint, self.linje = kode, tekst, hint, linje


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """``root`` is a submission by its name. ``data`` is the document in UTF-8, ``antakelser`` what was taken for so."""

    root: Any
    data: bytes
    antakelser: set[str]


class Opener:
    """Opens documents one by one. ``formats`` are the formats a submission can have, by the name of their root."""

    def __init__(self, formats: Mapping[str, Format]) -> None:
        self._formats = formats
        names = "|".join(map(re.escape, formats))
        self._begins = re.compile(rf"<(?:[\w.-]{{1,40}}:)?(?:{names})(?=[\s>/])".encode())
        self._parser = _parser(None)
        self._as_utf8 = _parser("utf-8")

    def open(self, data: bytes) -> Opened:
        """The submission in ``data``. Raises Refused."""
        if other := what_it_is(kind := content_kind(data[:HEAD])):
            raise Refused(
                "tom-fil" if kind == "tom" else "annet-innhold",
                other,
                texts.text("extract.opening.hent_filen_pa_nytt_fra_den"),
            )
        antakelser: set[str] = set()
        data, declared = self._decoded(data, antakelser)
        self._must_be_one_case(data)
        root = self._parsed(data, self._parser if declared else self._as_utf8)
        if root.getroottree().docinfo.internalDTD is not None:
            raise Refused(
                "doctype",
                texts.text("extract.opening.dokumentet_har_en_doctype_og_slike"),
                texts.text("extract.opening.hent_filen_pa_nytt_fra_den"),
            )
        self._plain_names(root, data, antakelser)
        self._must_be_submission(root)
        if b"nil" in data:
            _without_nil(root, antakelser)
        return Opened(root=root, data=data, antakelser=antakelser)

    def _decoded(self, data: bytes, antakelser: set[str]) -> tuple[bytes, bool]:
        """The document in UTF-8; true when it is as it was, in the encoding it declares."""
        encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "") or _wide_without_mark(data)
        if encoding:
            text = _decode(data, encoding).removeprefix("\ufeff")
            return _DECLARATION.sub("", text, count=1).encode(), False
        match = _DECLARED.match(data.lstrip()[:300])
        declared = match[1].decode("ascii").lower() if match else "utf-8"
        if declared in ("utf-8", "utf8"):
            _decode(data, "utf-8")
            return data, True
        if declared.startswith(_WIDE) or (not data.isascii() and _is_utf8(data)):
            _decode(data, "utf-8", declared)
            antakelser.add(ANNEN_KODING)
            return data, False
        try:
            codecs.lookup(declared)
        except LookupError:
            raise Refused(
                "tegnkoding",
                texts.text("extract.opening.forste_linje_oppgir_tegnkodingen_som", declared=declared),
                texts.text("extract.opening.lagre_filen_pa_nytt_som_utf"),
            ) from None
        return data, True

    def _parsed(self, data: bytes, parser: Any) -> Any:
        try:
            return etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise _not_whole(data, error, len(self._begins.findall(data))) from None
        except ValueError:  # an encoding that Python knows and the parser does not
            raise Refused(
                "tegnkoding",
                texts.text("extract.opening.tegnkodingen_i_forste_linje_kan_ikke"),
                texts.text("extract.opening.lagre_filen_pa_nytt_som_utf"),
            ) from None

    def _must_be_one_case(self, data: bytes) -> None:
        """Stops what would take minutes and gigabytes to read before it is read. No case is near it."""
        if len(data) > _MOST_SIGNS and data.count(b"<") + data.count(b"=") > _MOST_SIGNS:
            if (starts := len(self._begins.findall(data))) > 1:
                raise Refused(
                    "flere-innsendinger",
                    texts.text("extract.opening.det_er_innsendinger_i_en_fil", starts=starts),
                    texts.text("extract.opening.be_leverandoren_levere_en_fil_per"),
                )
            raise Refused(
                "for-stor-sak",
                texts.text("extract.opening.dokumentet_har_over_en_million_felt"),
                texts.text("extract.opening.be_leverandoren_levere_en_fil_per"),
            )

    def _plain_names(self, root: Any, data: bytes, antakelser: set[str]) -> None:
        """Takes away the one namespace that a whole document stands in; local names are what the format knows."""
        if b"xmlns" not in data or not _HAS_NAMESPACE(root):
            return
        names = {element.tag[1:].partition("}")[0] if element.tag[0] == "{" else "" for element in root.iter()}
        own, local = etree.QName(root).namespace or "", etree.QName(root).localname
        if local not in self._formats:
            return
        if not own or names - {own, ""}:
            tekst = texts.text("extract.opening.dokumentet_har_felt_i_et_eget")
            raise Refused("navnerom", tekst, texts.text("extract.opening.be_leverandoren_levere_uten_navnerom"))
        before = f"{{{own}}}"
        for element in root.iter():
            element.tag = element.tag.removeprefix(before)
            for name in [name for name in element.attrib if name.startswith(before)]:
                element.set(name.removeprefix(before), element.attrib.pop(name))
        antakelser.add(NAVNEROM)

    def _must_be_submission(self, root: Any) -> None:
        form = self._formats.get(root.tag)
        if form is not None and next(root.iterchildren(form.sak), None) is not None:
            return
        name = etree.QName(root).localname
        if _is_kostra(root):
            tekst = texts.text("extract.opening.dette_er_kostra_skjema_15f_den")
            raise Refused("kostra-15f", tekst, texts.text("extract.opening.pek_pa_uttrekket_til"))
        inside = sum(
            1 for element in root.iter() if element is not root and etree.QName(element).localname in self._formats
        )
        if inside > 1:
            tekst = texts.text("extract.opening.det_er_innsendinger_i_en_fil_2", inside=inside, name=_shown(name))
            raise Refused("flere-innsendinger", tekst, texts.text("extract.opening.be_leverandoren_levere_en_fil_per"))
        if inside:
            tekst = texts.text("extract.opening.innsendingen_ligger_inni_et_omslag", name=_shown(name))
            raise Refused("omslag", tekst, texts.text("extract.opening.be_leverandoren_levere_innsendingen"))
        if name in self._formats:
            return  # what it lacks is told by its fields
        if name.lower().startswith("barnevern"):
            tekst = texts.text("extract.opening.rotelementet_finnes_ikke_i_noen_utgave", name=_shown(name))
            raise Refused("ukjent-format", tekst, texts.text("extract.opening.se_om_det_finnes_en_nyere"))
        tekst = texts.text("extract.opening.dokumentet_er_ikke_en_innrapportering")
        raise Refused(
            "ukjent-rot",
            texts.text("extract.opening.det_begynner_med", tekst=tekst, name=_shown(name)),
            texts.text("extract.opening.pek_pa_uttrekket_fra_fagsystemet"),
        )


def _parser(encoding: str | None) -> Any:
    """Nothing outside the document may be fetched, and nothing in it may grow."""
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def _is_kostra(root: Any) -> bool:
    """The yearly form lists individuals where the register has one case."""
    kinds = {etree.QName(element).localname for depth in (root, *root[:50]) for element in depth[:50]}
    name = etree.QName(root).localname.lower()
    return ("Individ" in kinds and "Sak" not in kinds) or "kostra" in name


def _without_nil(root: Any, antakelser: set[str]) -> None:
    for element in [e for e in root.iter() if e.get(f"{_XSI}nil") in ("true", "1")]:
        says = len(element) or (element.text or "").strip() or any(not n.startswith(_XSI) for n in element.attrib)
        parent = element.getparent()
        if says or parent is None:
            tekst = texts.text(
                "extract.opening.er_merket_som_tomt_xsi_nil", localname=_shown(etree.QName(element).localname)
            )
            raise Refused(
                "nil-med-innhold",
                tekst,
                texts.text("extract.opening.be_leverandoren_rette_uttrekket"),
                element.sourceline,
            )
        parent.remove(element)
        antakelser.add(NIL)


def _not_whole(data: bytes, error: etree.XMLSyntaxError, starts: int) -> Refused:
    """What makes a file no XML, as far as it can be told. ``starts``: how many submissions seem to begin in it."""
    code = getattr(error, "code", 0)
    line = error.lineno or None
    if starts > 1:
        return Refused(
            "flere-innsendinger",
            texts.text("extract.opening.det_er_innsendinger_i_en_fil", starts=starts),
            texts.text("extract.opening.be_leverandoren_levere_en_fil_per"),
        )
    if "depth" in (error.msg or ""):
        return Refused(
            "for-dypt",
            texts.text("extract.opening.dokumentet_har_altfor_mange_nivaer"),
            texts.text("extract.opening.hent_filen_pa_nytt_fra_den"),
            line,
        )
    if code in (etree.ErrorTypes.ERR_UNKNOWN_ENCODING, etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING):
        return Refused(
            "tegnkoding",
            texts.text("extract.opening.tegnkodingen_i_forste_linje_kan_ikke"),
            texts.text("extract.opening.lagre_filen_pa_nytt_som_utf"),
        )
    if code == etree.ErrorTypes.ERR_INVALID_CHAR:
        return Refused(
            "ikke-xml",
            texts.text("extract.opening.filen_har_et_tegn_som_ikke"),
            texts.text("extract.opening.be_leverandoren_rette_uttrekket"),
            line,
        )
    if not data.rstrip(b"\0 \t\r\n").endswith(b">"):
        said = texts.text("extract.opening.filen_er_ikke_hel_xml_den")
    else:
        said = texts.text("extract.opening.filen_er_ikke_hel_xml")
    return Refused("ikke-xml", said, texts.text("extract.opening.hent_filen_pa_nytt_fra_den"), line)


def _wide_without_mark(data: bytes) -> str:
    return next((name for start, name in _WIDE_STARTS if data.startswith(start)), "")


def _decode(data: bytes, encoding: str, declared: str = "") -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        said = texts.text("extract.opening.forste_linje_oppgir_tegnkodingen_men", koding=declared or encoding)
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused("tegnkoding", said, texts.text("extract.opening.lagre_filen_pa_nytt_som_utf"), line) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _shown(name: str) -> str:
    return name if _NAME.fullmatch(name) else "…"

"""What is said about a document that does not keep to the format: place and name of the field, never its value."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract.documents.fields import Felt, FieldKind
from bvaudit.extract.documents.values import SKAL_VAERE
from bvaudit.texts import text

_NAME = re.compile(r"[A-Za-zÆØÅæøå_]{1,40}")
# A code can be said aloud; anything that could be a date, a number or a text cannot.
_CODE = re.compile(r"[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}|[0-9]\.[0-9]\.[0-9]{2}|[0-9]{1,2}\.[0-9]\.[0-9]")
_MOST = 100  # kinds of faults in one document; after that the rest says nothing new
_MOST_OF_ALL = 10_000


class TooManyFaults(Exception):
    """There are so many faults in the document that it is not read to its end."""


class Faults:
    """What is wrong with one document: each kind once, with the place it was first met and how many times."""

    def __init__(self, fil: str) -> None:
        self._fil = fil
        self._left = _MOST_OF_ALL
        self.found: dict[tuple[str, str], _Kind] = {}  # empty while the document is faultless

    def __bool__(self) -> bool:
        return bool(self.found)

    @property
    def problems(self) -> list[Problem]:
        """In the order they were met."""
        found = [self._problem(kode, tekst, kind) for (kode, tekst), kind in self.found.items()]
        if self._left <= 0 or len(self.found) >= _MOST:
            tekst = text("extract.faults.dokumentet_har_sa_mange_feil_at")
            found.append(Problem(sted=Sted(fil=self._fil), kode="for-mange-feil", tekst=tekst))
        return found

    def add(self, sti: str, kode: str, tekst: str, hint: str = "") -> None:
        self._say(lambda: sti, kode, tekst, hint)

    def unknown_attribute(self, element: Any, name: str) -> None:
        shown = _shown(name)
        self._say(
            lambda: f"{path(element)}/@{shown}".lstrip("/"),
            "ukjent-element",
            text("extract.faults.formatet_har_ikke_feltet_her", shown=shown),
            _UNKNOWN,
        )

    def unknown_element(self, element: Any) -> None:
        self._at(
            element,
            "ukjent-element",
            text("extract.faults.formatet_har_ikke_elementet_her", tag=_shown(element.tag)),
            _UNKNOWN,
        )

    def stray_text(self, element: Any) -> None:
        self._at(
            element,
            "uventet-tekst",
            text("extract.faults.det_star_tekst_der_formatet_bare"),
            text("extract.faults.dokumentet_er_utelatt_be_leverandoren"),
        )

    def wrong_value(self, element: Any, felt: Felt, value: str) -> None:
        name = felt.navn.lstrip("@") or _shown(element.tag)
        if felt.slag is FieldKind.KODE:
            code = f"«{value}» " if _CODE.fullmatch(value) else ""
            kode, tekst, hint = (
                "ukjent-kode",
                text("extract.faults.har_en_kode_som_ikke_finnes", name=name, code=code),
                "",
            )
        else:
            kode, tekst, hint = SKAL_VAERE[felt.slag]
            tekst = f"«{name}» {tekst}"
        self._say(lambda: _place(element, felt), kode, tekst, hint)

    def missing_field(self, element: Any, felt: Felt) -> None:
        name = felt.navn.lstrip("@")
        if not name:
            return  # the element's own text, which is there, and whose form was wrong
        there = element.get(name) is not None if felt.navn.startswith("@") else element.find(name) is not None
        if not there:  # otherwise its form was wrong, and that is said already
            self._say(lambda: _place(element, felt), "mangler-felt", f"«{name}» mangler")

    def missing_element(self, element: Any, name: str) -> None:
        self._say(lambda: f"{path(element)}/{name}".lstrip("/"), "mangler-felt", f"«{name}» mangler")

    def too_many(self, element: Any, most: int) -> None:
        times = (
            text("extract.faults.bare_sta_en_gang") if most == 1 else text("extract.faults.sta_hoyst_ganger", most=most)
        )
        self._at(element, "for-mange", text("extract.faults.kan_her", tag=_shown(element.tag), times=times))

    def not_one_of(self, element: Any, names: tuple[str, ...]) -> None:
        self._at(
            element,
            "ett-av-flere",
            text("extract.faults.her_skal_det_sta_noyaktig_en") + " og ".join(f"«{n}»" for n in names),
        )

    def repeated_id(self, element: Any) -> None:
        self._at(element, "gjentatt-id", text("extract.faults.to_i_saken_har_samme_id", tag=_shown(element.tag)))

    def _at(self, element: Any, kode: str, tekst: str, hint: str = "") -> None:
        self._say(lambda: path(element), kode, tekst, hint)

    def _say(self, sti: Callable[[], str], kode: str, tekst: str, hint: str = "") -> None:
        """The place is worked out for the first of a kind only: it takes time in proportion to the document."""
        kind = self.found.get((kode, tekst))
        if kind is None:
            self.found[kode, tekst] = _Kind(sti=sti(), hint=hint)
        else:
            kind.antall += 1
        self._left -= 1
        if self._left <= 0 or len(self.found) >= _MOST:
            raise TooManyFaults

    def _problem(self, kode: str, tekst: str, kind: "_Kind") -> Problem:
        times = text("extract.faults.steder_det_forste_her", antall=kind.antall) if kind.antall > 1 else ""
        return Problem(sted=Sted(fil=self._fil, sti=kind.sti), kode=kode, tekst=f"{tekst}{times}", hint=kind.hint)


@dataclass(slots=True, kw_only=True)
class _Kind:
    sti: str
    hint: str
    antall: int = 1


_UNKNOWN = text("extract.faults.dokumentet_er_utelatt_er_formatet")


def path(element: Any) -> str:
    """The way from the root, root left out: ``Sak/Melding[2]``. Numbered only where several have the same name."""
    return "/".join(reversed(list(_steps(element))))


def _steps(element: Any) -> Iterator[str]:
    while (parent := element.getparent()) is not None:
        # Asked of the parser, which is quick where there are very many siblings.
        before = sum(1 for _ in element.itersiblings(element.tag, preceding=True))
        alone = not before and next(element.itersiblings(element.tag), None) is None
        yield _shown(element.tag) + ("" if alone else f"[{before + 1}]")
        element = parent


def _place(element: Any, felt: Felt) -> str:
    return f"{path(element)}/{felt.navn}".strip("/")


def _shown(name: str) -> str:
    """A name as the format writes them; anything else could be a value in the wrong place."""
    local = etree.QName(name).localname
    return local if _NAME.fullmatch(local) else "…"

"""What is said about a document that does not keep to the format: place and name of the field, never its value."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from bvaudit.diagnostics import Problem, Sted
from bvaudit.extract.fields import Felt, Slag
from bvaudit.extract.values import SKAL_VAERE

_NAME = re.compile(r"[A-Za-zÆØÅæøå_]{1,40}")
# A code can be said aloud; anything that could be a date, a number or a text cannot.
_CODE = re.compile(r"[0-9]{1,2}|[0-9]{1,2}\.[0-9]{1,2}|[0-9]\.[0-9]\.[0-9]{2}|[0-9]{1,2}\.[0-9]\.[0-9]")
_MOST = 100  # from one document; after that the rest says nothing new


class Faults:
    """The problems of one document, in the order they were met."""

    def __init__(self, fil: str) -> None:
        self._fil = fil
        self.problems: list[Problem] = []

    def __bool__(self) -> bool:
        return bool(self.problems)

    def add(self, sti: str, kode: str, tekst: str, hint: str = "") -> None:
        if len(self.problems) < _MOST:
            self.problems.append(Problem(sted=Sted(fil=self._fil, sti=sti), kode=kode, tekst=tekst, hint=hint))

    def unknown_attribute(self, element: Any, name: str) -> None:
        shown = _shown(name)
        self.add(
            f"{path(element)}/@{shown}".lstrip("/"),
            "ukjent-element",
            f"formatet har ikke feltet «{shown}» her",
            _LEFT_OUT,
        )

    def unknown_element(self, element: Any) -> None:
        self.add(path(element), "ukjent-element", f"formatet har ikke elementet «{_shown(element.tag)}» her", _LEFT_OUT)

    def stray_text(self, element: Any) -> None:
        self.add(path(element), "uventet-tekst", "det står tekst der formatet bare har felt")

    def wrong_value(self, element: Any, felt: Felt, value: str) -> None:
        name = felt.navn.lstrip("@") or _shown(element.tag)
        if felt.slag is Slag.KODE:
            code = f"«{value}» " if _CODE.fullmatch(value) else ""
            self.add(_place(element, felt), "ukjent-kode", f"«{name}» har en kode {code}som ikke finnes i kodelisten")
            return
        kode, tekst, hint = SKAL_VAERE[felt.slag]
        self.add(_place(element, felt), kode, f"«{name}» {tekst}", hint)

    def missing_field(self, element: Any, felt: Felt) -> None:
        name = felt.navn.lstrip("@")
        if not name:
            return  # the element's own text, which is there, and whose form was wrong
        there = element.get(name) is not None if felt.navn.startswith("@") else element.find(name) is not None
        if not there:  # otherwise its form was wrong, and that is said already
            self.add(_place(element, felt), "mangler-felt", f"«{name}» mangler")

    def missing_element(self, element: Any, name: str) -> None:
        self.add(f"{path(element)}/{name}".lstrip("/"), "mangler-felt", f"«{name}» mangler")

    def too_many(self, element: Any, most: int) -> None:
        times = "bare stå én gang" if most == 1 else f"stå høyst {most} ganger"
        self.add(path(element), "for-mange", f"«{_shown(element.tag)}» kan {times} her")

    def not_one_of(self, element: Any, names: tuple[str, ...]) -> None:
        self.add(
            path(element), "ett-av-flere", "her skal det stå nøyaktig én av " + " og ".join(f"«{n}»" for n in names)
        )

    def repeated_id(self, element: Any) -> None:
        self.add(path(element), "gjentatt-id", f"to «{_shown(element.tag)}» i saken har samme id")


_LEFT_OUT = "dokumentet er utelatt; be leverandøren rette uttrekket"


def path(element: Any) -> str:
    """The way from the root, root left out: ``Sak/Melding[2]``. Numbered only where several have the same name."""
    return "/".join(reversed(list(_steps(element))))


def _steps(element: Any) -> Iterator[str]:
    while (parent := element.getparent()) is not None:
        alike = [sibling for sibling in parent if sibling.tag == element.tag]
        yield _shown(element.tag) + (f"[{alike.index(element) + 1}]" if len(alike) > 1 else "")
        element = parent


def _place(element: Any, felt: Felt) -> str:
    return f"{path(element)}/{felt.navn}".strip("/")


def _shown(name: str) -> str:
    """A name as the format writes them; anything else could be a value in the wrong place."""
    local = etree.QName(name).localname
    return local if _NAME.fullmatch(local) else "…"

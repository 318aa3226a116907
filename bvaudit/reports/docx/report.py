"""What makes one kind of Word report: the view it shows, what templates call it, and its own layout."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from bvaudit.errors import SurroundingsError
from bvaudit.reports.docx.blocks import Block
from bvaudit.texts import text

DOKUMENT = "dokument"  # what every template may call the document it is filled in for
_OWN_TEMPLATE = "dokument.docx"


class View(Protocol):
    """A record of text, lists and records only, with the title of the document."""

    @property
    def tittel(self) -> str: ...


V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dokument:
    """What the head and foot of any document may say: ``avsender`` is the municipality, ``grunnlag`` what it is made
    of, such as «Tall per 31.12.2025»."""

    tittel: str
    avsender: str
    grunnlag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReport(Generic[V]):
    """``navn`` is what a template calls the view: ``plan`` gives ``{{ plan.enhet }}``.

    ``felt`` and ``liste`` are a text and a list of the view, for hints. ``blocks`` lays a view out where a template
    has the marker, bvaudit's own as well. ``egenskaper`` are what the document keeps of itself, by the view and the
    keys of the blanks that stand in it.
    """

    navn: str
    view: type[V]
    felt: str
    liste: str
    dokument: Callable[[V], Dokument]
    blocks: Callable[[V], Iterable[Block]]
    egenskaper: Callable[[V, Collection[str]], Mapping[str, str]] = lambda view, placed: {}


def own_template() -> Path:
    """bvaudit's own letterhead, as installed or in the source tree: the same for every report. SurroundingsError when
    it is missing."""
    package = Path(__file__).resolve().parents[2]
    places = (package / "content" / "templates" / _OWN_TEMPLATE, package.parent / "templates" / _OWN_TEMPLATE)
    for place in places:
        if place.is_file():
            return place
    raise SurroundingsError(text("mal.egen_mangler"), hint=text("mal.egen_mangler_hint"))

"""What makes one kind of Word report: the view it shows, what templates call it, and its own layout."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from bvaudit.errors import SurroundingsError
from bvaudit.reports.docx.blocks import Block


class View(Protocol):
    """A record of text, lists and records only, with the title of the document."""

    @property
    def tittel(self) -> str: ...


V = TypeVar("V", bound=View)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordReport(Generic[V]):
    """``navn`` is what a template calls the view: ``plan`` gives ``{{ plan.enhet }}``.

    ``felt`` and ``liste`` are a text and a list of the view, for hints. ``blocks`` lays a view out for a letterhead
    that has only the marker. ``mal`` is the file name of bvaudit's own template.
    """

    navn: str
    view: type[V]
    felt: str
    liste: str
    blocks: Callable[[V], Iterable[Block]]
    mal: str

    @property
    def own_template(self) -> Path:
        """bvaudit's own template, as installed or in the source tree. SurroundingsError when it is missing."""
        package = Path(__file__).resolve().parents[2]
        places = (package / "content" / "templates" / self.mal, package.parent / "templates" / self.mal)
        for place in places:
            if place.is_file():
                return place
        raise SurroundingsError(
            "fant ikke malen til bvaudit", hint="installer bvaudit på nytt, eller oppgi en mal med --mal"
        )

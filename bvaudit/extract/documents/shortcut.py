"""The short way from a document to staged lines, for documents that are faultless and plainly written.

It says nothing of what is wrong: whatever it does not know from before is left to ``document.py``, which reads the
document again and tells. The two give the same lines wherever both give any.
"""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from bvaudit.extract.documents.acts import Run
from bvaudit.extract.documents.blueprint import Entry, Node, positions
from bvaudit.extract.documents.fields import Slag
from bvaudit.extract.documents.markup import Unusual, cut
from bvaudit.extract.documents.routes import Routes
from bvaudit.extract.documents.values import KNOWN_DAY, Read, Remembered
from bvaudit.extract.normalise.rows import CaseContext, Finisher, Row
from bvaudit.extract.normalise.staging import SEPARATOR

_AT = positions("innsending")
_BETWEEN = re.compile(rb">[ \t\r\n]+<")
_MELDER_KODE = positions("melder")["kode"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """A document that can be used. ``rows`` are whole lines; ``innsending`` is the row of the submission itself."""

    innsending: Row
    rows: Mapping[str, list[str]]
    links: list[str]


class Shortcut:
    """Reads documents one by one, and learns on the way how they are written.

    ``forms`` are the field maps by root, ``marks`` where their readings tell the versions apart, and ``moment`` gives
    the time of an extract in UTC and its day in Norway, or None when it cannot be used.
    """

    def __init__(
        self,
        forms: Mapping[str, Node],
        finish: Finisher,
        marks: set[str],
        moment: Callable[[str], tuple[datetime, date] | None],
    ) -> None:
        self._finish = finish
        self._marks = marks
        self._moment = Remembered(moment).__getitem__
        finishers = {**finish.by_table, "personalia": self._personalia}
        plain = Routes(forms["Barnevern"], finish, finishers, marks, self._text_reader)
        v5 = Routes(
            forms["BarnevernregisterInnrapportering"],
            finish,
            {**finishers, "melder": self._melder_v5},
            marks,
            self._text_reader,
        )
        self._routes = ((b"<Barnevern ", plain), (b"<BarnevernregisterInnrapportering", v5))
        self._v5 = v5

    def read(self, data: bytes, sha256: str, dok: int) -> Lines | None:
        """The lines of the document in ``data``; None when it must be read the long way."""
        head = data[:200]
        routes = next((routes for root, routes in self._routes if root in head), None)
        if routes is None:
            return None
        self._marks.clear()
        rows: dict[str, list[Row]] = {}
        v5 = routes is self._v5
        run = Run(dok=str(dok), context=CaseContext(dok=dok, v5=v5, rows=rows), rows=rows)
        row = run.stack[0] = routes.form.row.copy()
        try:
            self._follow(routes, cut(data), run)
        except Unusual:
            return None
        self._submission(row, data, sha256, dok, run)
        row[_AT["format_versjon"]] = "v5" if v5 else "v4" if "v4" in self._marks else "v3"
        lines = {table: list(map(SEPARATOR.join, found)) for table, found in rows.items()}
        return Lines(innsending=row, rows=lines, links=run.links)

    def _follow(self, routes: Routes, pieces: list[str], run: Run) -> None:
        place = routes.start
        stack = run.stack
        each = iter(pieces)
        for markup, value in zip(each, each, strict=False):
            acts, read, depth, at, place = place[markup]
            for act in acts:
                act(run)
            found = read(value)
            if found is None:
                raise Unusual
            stack[depth][at] = found
        for act in routes.end(place, pieces[-1]):
            act(run)

    def _submission(self, row: Row, data: bytes, sha256: str, dok: int, run: Run) -> None:
        at = _AT
        row[0] = dok
        row[at["dato_uttrekk"]], row[at["dato_uttrekk_lokal"]] = row[at["dato_uttrekk"]]
        for name in ("innsending_id", "forrige_id"):
            if row[at[name]] is not None:
                row[at[name]] = self._finish.sole_id("I", row[at[name]])
        row[at["sak_id"]] = run.owners[1][1]
        row[at["kildefil_sha256"]] = sha256
        row[at["helhet"]], row[at["innhold"]] = fingerprints(data)

    def _text_reader(self, entry: Entry) -> Read:
        read, _, felt = entry
        match felt.slag:
            case Slag.TIDSPUNKT:
                return self._moment
            case Slag.DATO:
                return KNOWN_DAY  # something must be said of the others
            case Slag.JA_NEI | Slag.ALLTID_JA | Slag.JA_NEI_KODE | Slag.UTFYLT | Slag.HELTALL:
                return _as_text(read)
            case _:
                return read

    def _personalia(self, row: Row, context: CaseContext) -> None:
        self._finish.by_table["personalia"](row, context)
        row[:] = ["" if value is None else str(value) for value in row]

    def _melder_v5(self, row: Row, context: CaseContext) -> None:
        self._finish.by_table["melder"](row, context)
        if row[_MELDER_KODE] in ("24", "25"):
            raise Unusual  # accepted, but something must be said of it


def fingerprints(data: bytes) -> tuple[str, str]:
    """The whole submission, and the case without the submission's own id and time: whether two submissions are one,
    and whether they say the same of the case. How lines end and are indented says nothing.
    """
    plain = _BETWEEN.sub(b"><", data).strip()
    whole, case = (plain[max(plain.find(start), 0) :] for start in (b"<Barnevern", b"<Sak"))
    return hashlib.sha256(whole).hexdigest(), hashlib.sha256(case).hexdigest()


def _as_text(read: Read) -> Read:
    def as_text(value: str) -> Any:
        found = read(value)
        return None if found is None else str(found)

    return as_text

"""What makes the figures less certain: what was left out and assumed when reading, and why objects are unsettled."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Protocol

from bvaudit.model.funn import Funn
from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import DatakvalitetLinje
from bvaudit.model.svar import RegelSvar
from bvaudit.texts import text

_READING = "innlesing"
_EXAMPLES = 8  # cases named in one line


class Gap(Protocol):
    """Something the format has and a sender has never sent, or not from before the day ``begynner``: ``merknad`` says
    it in the explanation of a row, ``vist`` in a sentence of its own, and ``rader`` is how many rows it leaves
    unsettled."""

    @property
    def merknad(self) -> str: ...
    @property
    def begynner(self) -> date | None: ...
    @property
    def vist(self) -> str: ...
    @property
    def rader(self) -> int: ...


def quality_lines(manifest: Manifest, svar: Sequence[RegelSvar], gaps: Sequence[Gap]) -> tuple[DatakvalitetLinje, ...]:
    """First the reading, then each rule and unit with unsettled objects.

    A gap is told once, and not again for each rule and unit it leaves unsettled.
    """
    notes = tuple(gap.merknad for gap in gaps)
    return (
        *_left_out(manifest),
        *(_read(kode="antakelse", tekst=tekst) for tekst in manifest.antakelser),
        *_met(manifest),
        *(_read(kode="begynner" if gap.begynner else "aldri-levert", tekst=gap.vist, antall=gap.rader) for gap in gaps),
        *(line for each in svar for line in _unsettled(each, notes)),
    )


def _read(*, kode: str, tekst: str, antall: int = 1, eksempler: str = "") -> DatakvalitetLinje:
    return DatakvalitetLinje(kilde=_READING, kode=kode, tekst=tekst, antall=antall, eksempler=eksempler)


def _left_out(manifest: Manifest) -> Iterator[DatakvalitetLinje]:
    for u in manifest.utelatt:
        yield _read(
            kode=u.kode,
            tekst=text("findings.data_quality.utelatt", tekst=u.tekst),
            antall=u.antall,
            eksempler=", ".join(u.eksempler),
        )


def _met(manifest: Manifest) -> Iterator[DatakvalitetLinje]:
    """Warnings and remarks of the reading, but not again those that a document was left out for."""
    told = {u.kode for u in manifest.utelatt}
    met = Counter((p.kode, p.tekst) for p in manifest.problemer if p.grad != "feil" and p.kode not in told)
    for (kode, tekst), antall in sorted(met.items()):
        yield _read(kode=kode, tekst=tekst, antall=antall)


def _unsettled(svar: RegelSvar, notes: Sequence[str]) -> Iterator[DatakvalitetLinje]:
    reasons: dict[str, list[Funn]] = {}
    for funn in svar.uavklarte:
        reasons.setdefault(funn.forklaring or text("findings.data_quality.en_opplysning_mangler"), []).append(funn)
    for tekst, found in sorted(reasons.items()):
        if not any(note in tekst for note in notes):
            yield DatakvalitetLinje(
                kilde=svar.regel.id,
                kode="uavklart",
                tekst=tekst,
                antall=len(found),
                enhet=svar.enhet,
                eksempler=", ".join(funn.sak for funn in found[:_EXAMPLES]),
            )

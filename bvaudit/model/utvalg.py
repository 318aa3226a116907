"""A draw: which cases could be drawn, which were, and what the order came from."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.texts import text

AGAIN = text("model.utvalg.hent_fram_filene_slik_de_ble")
SHA256 = Shape(pattern="^[0-9a-f]{64}$", form="64 tegn fra 0 til 9 og a til f", kode="verdi-sha256", hint=AGAIN)
_ANY_TEXT = Shape(shortest=0)
_FROM_ONE = Shape(least=1)
METODE = "sha256-fro-sak/1"
METODE_STRATA = "sha256-fro-sak-strata/1"  # a number fixed for each stratum, then the same order within it
_SHORT = 16
_FACTS = (
    *("id", "fro", "metode", "per_enhet", "reserve", "filter", "uttrekk", "oyeblikksbilde", "programversjon"),
    "ramme_sha256",
)
_FACTS_OF_CHECKLIST = (
    *("sjekkliste", "objekt", "runde", "per", "periode_fra", "periode_til", "startet_etter", "forrige", "enheter"),
    *("utvides_til", "flere", "uten_vekt"),
)


class Rolle(StrEnum):
    """Drawn for review, or next in line should a drawn case turn out not to be reviewable."""

    TRUKKET = "trukket"
    RESERVE = "reserve"


class Bruk(StrEnum):
    """What has become of a place after what the log says."""

    LESES = "leses"
    UTGATT = "utgatt"
    RESERVE = "reserve"  # not in use
    MALRETTET = "malrettet"  # pointed at: read, and in no statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class Plass:
    """A place of the draw as it is now. ``objekt_id`` is the object that is read, empty = the case itself.
    ``erstatter`` is the place it stands in for, and ``grunn`` the code of why it was struck."""

    enhet: str
    plass: int
    sak: str
    objekt_id: str = ""
    stratum: str = ""
    bruk: Bruk = Bruk.LESES
    erstatter: int | None = None
    grunn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameCase:
    """One case that can be drawn: the unit's display name and the case's pseudonym."""

    enhet: str
    sak: str
    objekt_id: str = ""
    stratum: str = ""
    kommune: str = ""

    @property
    def linje(self) -> str:
        """How the case stands in the frame. A frame of whole cases has its two first parts only."""
        rest = (self.objekt_id, self.stratum, self.kommune)
        return ";".join((self.enhet, self.sak, *(rest if any(rest) else ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class TrukketSak:
    """``plass`` counts from 1 within the unit; the reserve goes on where the drawn end. ``orden`` is the order key.
    ``objekt_id`` is the object that is read (empty = the case itself), ``stratum`` the name of its stratum."""

    enhet: str
    sak: str
    plass: int
    orden: str
    rolle: Rolle
    objekt_id: str = ""
    stratum: str = ""


@described("En enhet det er trukket fra, eller en del av den.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Stratum:
    """A part of the frame that is drawn from on its own, and how many cases it had on the day of the draw. ``navn`` is
    empty when the whole unit is one; ``antall`` is the number fixed for it, and ``kvoter`` the quotas its cases fill.
    A drawn case of it stands for ``ramme_antall`` / ``antall`` cases."""

    enhet: str = arg()
    ramme_antall: int = arg(like=_FROM_ONE)
    navn: str = arg(like=_ANY_TEXT, default="")
    antall: int = arg(like=Shape(least=0), default=0)
    kvoter: tuple[str, ...] = arg(empty=True, default=())


@described("Hva en kvote krevde i en enhet, og hva den fikk.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kvotetall:
    """``krav`` is the quota as a number of cases in this unit, ``mangler`` how many of them could not be had.
    ``kommune`` is the number of the municipality, for a quota that asks for each."""

    enhet: str = arg()
    id: str = arg()
    kommune: str = arg(like=_ANY_TEXT, default="")
    krav: int = arg(like=Shape(least=0))
    trukket: int = arg(like=Shape(least=0))
    mangler: int = arg(like=Shape(least=0), default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Utvalg:
    """A frozen draw. ``fro`` is the seed; ``trekk`` is sorted by unit, then ``plass``. A unit with fewer cases than
    ``per_enhet`` is drawn whole. ``uttrekk`` is the sha256 over the source files, ``oyeblikksbilde`` the print of the
    snapshot when the draw was from one; ``filter`` says what was drawn from.

    A draw by a checklist also tells what its frame was made of: ``objekt`` is the table, ``utelatt`` how many objects
    were left out for each reason, ``flere`` how many cases had more than one object in the frame (the latest is read).
    ``uten_vekt`` says why there is no weighted share; empty = there is one. ``utvides_til`` is the plan for extending
    that was set before, 0 = none."""

    id: str = arg()
    fro: str = arg()
    metode: str = arg(must=True, default=METODE)
    per_enhet: int = arg(like=_FROM_ONE)
    reserve: int = arg(like=Shape(least=0))
    filter: str = arg(like=_ANY_TEXT, must=True, default="")
    uttrekk: str = arg(like=_ANY_TEXT, must=True, default="")
    oyeblikksbilde: str = arg(like=SHA256, default="")  # draws made before version 0.2 have none
    programversjon: str = arg(like=_ANY_TEXT, must=True, default="")
    ramme_sha256: str = arg(like=SHA256)
    strata: tuple[Stratum, ...] = arg()
    sjekkliste: str = arg(like=_ANY_TEXT, default="")
    objekt: str = arg(like=_ANY_TEXT, default="")
    runde: int = arg(like=Shape(least=0), default=0)
    per: date | None = arg(default=None)
    periode_fra: date | None = arg(default=None)
    periode_til: date | None = arg(default=None)
    startet_etter: date | None = arg(default=None)
    forrige: str = arg(like=_ANY_TEXT, default="")
    enheter: tuple[str, ...] = arg(empty=True, default=())
    utvides_til: int = arg(like=Shape(least=0), default=0)
    utelatt: Mapping[str, int] = arg(empty=True, default_factory=dict)
    flere: int = arg(like=Shape(least=0), default=0)
    kvoter: tuple[Kvotetall, ...] = arg(empty=True, default=())
    uten_vekt: str = arg(like=_ANY_TEXT, default="")
    trekk: tuple[TrukketSak, ...] = outside()

    @property
    def avtrykk(self) -> str:
        """The print of the draw: another when anything in it is, also what the replay cannot work out again. Put in
        the minutes on the day, it shows that this draw and no later one was used."""
        facts = [getattr(self, name) for name in _FACTS]
        facts += [(s.enhet, s.ramme_antall) for s in self.strata]
        facts += [(t.enhet, t.sak, t.plass, t.orden, t.rolle.value) for t in self.trekk]
        facts += self._facts_of_checklist()
        return hashlib.sha256(json.dumps(facts, ensure_ascii=True).encode()).hexdigest()

    def _facts_of_checklist(self) -> list[object]:
        """Nothing for a draw of whole cases: its print is what it was before there were others."""
        if not (self.sjekkliste or self.objekt):
            return []
        facts: list[object] = [str(getattr(self, name)) for name in _FACTS_OF_CHECKLIST]
        facts += sorted(self.utelatt.items())
        facts += [(s.navn, s.antall, s.kvoter) for s in self.strata]
        facts += [(k.enhet, k.id, k.kommune, k.krav, k.trukket, k.mangler) for k in self.kvoter]
        return [*facts, *((t.objekt_id, t.stratum) for t in self.trekk)]

    @property
    def kort_avtrykk(self) -> str:
        """Short enough to be read aloud and written in the minutes."""
        return " ".join(self.avtrykk[at : at + 4] for at in range(0, _SHORT, 4))

    def has_print(self, noted: str) -> bool:
        """Whether the print somebody noted, with or without spaces, is this draw's: at least its first 16 signs."""
        plain = "".join(noted.split()).replace("-", "").casefold()
        return len(plain) >= _SHORT and self.avtrykk.startswith(plain)

    @property
    def reserve_uten_plan(self) -> int:
        """The reserve that was asked for. What the plan for extending may take was drawn beside it."""
        return self.reserve - max(self.utvides_til - self.per_enhet, 0)

    @property
    def ramme_antall(self) -> dict[str, int]:
        """Cases in the frame per unit."""
        found: dict[str, int] = {}
        for stratum in self.strata:
            found[stratum.enhet] = found.get(stratum.enhet, 0) + stratum.ramme_antall
        return found


def frame_sha256(frame: Iterable[FrameCase]) -> str:
    """SHA-256 over the frame's lines ``enhet;sak`` in code point order: the same whatever order the frame came in. The
    lines of a frame of objects are ``enhet;sak;objekt_id;stratum;kommune``."""
    lines = sorted(f"{case.linje}\n" for case in frame)
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()

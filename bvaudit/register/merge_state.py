"""What a merge is done with, and what it has to know of the log beside the state it adds up to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.bokmeta import AVGJORENDE, JA, TITTEL, held
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, KonfliktAvgjort
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, KanIkkeRettes, Strakstiltak, Varslet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Del, Hendelse, Hode, Logget
from bvaudit.model.registeret.redigering import Dokument
from bvaudit.model.registeret.ting import Ting, link_number
from bvaudit.register.plain import plain
from bvaudit.register.planned import thing

STRAKS = ("strakstiltak", "strakstiltak_dag", "strakstiltak_hvem")  # one act, written in three fields

Key = tuple[str, str]  # the number of a thing, and the field


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What the log says beside the state. ``satt``: every value a field got after the document was made, also those
    that were changed again; of a field that only is written in, those this document was read with before. ``sagt``: the
    comments since then, by number. ``forkastet``: values that gave way when a person decided a conflict. ``sladdet``:
    the events whose text is struck. ``nye``: what was opened since then."""

    satt: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    sagt: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    forkastet: Mapping[Key, frozenset[str]] = field(default_factory=dict)
    sladdet: frozenset[int] = frozenset()
    nye: tuple[Hendelse, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Merging:
    """``na`` is the register now, ``basis`` as it was when the document was made. ``hvem`` writes, on ``dag``.
    ``behold`` are the choices in conflicts, by field; or the one choice in all of them. ``lenker`` are links the
    document makes."""

    dok: Dokument
    na: Registeret
    basis: Registeret
    kontekst: Kontekst
    dag: date
    hvem: str
    since: Since
    behold: Mapping[Key, str] | str = ""
    lenker: frozenset[str] = frozenset()
    _planlagt: dict[str, Ting | None] = field(default_factory=dict)

    def ting(self, nr: str) -> Ting | None:
        """The thing with the number: as it is in the register now, or as the content plans it while nobody has written
        of it. None where it is neither."""
        found = self.na.ting.get(nr)
        if found is not None or nr in self.lenker:
            return found
        if nr not in self._planlagt:  # every cell of a row asks
            self._planlagt[nr] = thing(self.kontekst, nr)
        return self._planlagt[nr]

    @property
    def enhet(self) -> str:
        """The only unit that may be written of: the one the document holds, else that of the one who writes. Empty =
        all of them."""
        return self.dok.enhet or self.hvem.partition("@")[2]

    def choice(self, key: Key) -> str:
        """«register», «dokument», or empty where nobody has chosen."""
        return self.behold if isinstance(self.behold, str) else self.behold.get(key, "")


def stored(reg: Registeret, nr: str, felt: str) -> str:
    """What is kept for the field; empty where nobody has written in it."""
    ting = reg.ting.get(nr)
    if ting is None:
        return ""
    if felt == TITTEL:
        return ting.tittel
    if felt in ("varslet", "kan_ikke", AVGJORENDE):
        return held(ting, felt, reg.avvik.get(nr.partition("/")[0]))
    return ting.verdi(felt)


def shown(reg: Registeret, nr: str, felt: str) -> str:
    """What a workbook shows for the field: where nobody has written in it, what holds anyhow."""
    ting = reg.ting.get(nr)
    if ting is None or felt == TITTEL:
        return stored(reg, nr, felt)
    return held(ting, felt, reg.avvik.get(nr.partition("/")[0]))


def since(logg: Sequence[Logget], hode: Hode, fil: str) -> Since:
    """``logg`` is the whole log. What another document than ``fil`` said and somebody has changed since, is no word of
    this one: then the two are held against each other by a person."""
    after = [one.hendelse for one in logg if one.nr > hode.nr]
    satt: dict[Key, set[str]] = {}
    said: dict[str, Counter[str]] = {}
    forkastet: dict[Key, set[str]] = {}
    for event in after:
        for nr, felt, value in values_of(event) if not isinstance(event, FeltSatt) or event.fil == fil else ():
            satt.setdefault((nr, felt), set()).add(plain(value))
        if isinstance(event, Kommentert):
            said.setdefault(event.nr, Counter())[plain(event.tekst)] += 1
        if isinstance(event, KonfliktAvgjort):
            forkastet.setdefault((event.nr, event.felt), set()).add(plain(event.forkastet))
    return Since(
        satt=_frozen(satt),
        sagt=said,
        forkastet=_frozen(forkastet),
        sladdet=frozenset(one.nr for one in logg if Del.TEKST in one.sladdet),
        nye=tuple(after),
    )


def _frozen(sets: Mapping[Key, Iterable[str]]) -> dict[Key, frozenset[str]]:
    return {key: frozenset(values) for key, values in sets.items()}


def values_of(event: Hendelse) -> Iterator[tuple[str, str, str]]:
    """Number, field and value of everything the event sets that a document can set too."""
    match event:
        case FeltSatt():
            yield event.nr, event.felt, event.tekst or event.verdi
        case Varslet():
            yield event.nr, "varslet", event.dag.isoformat()
        case KanIkkeRettes(alle=True):
            yield event.nr, "kan_ikke", event.grunn
        case AvgjorendeValgt():
            yield link_number(event.nr, event.tiltak), AVGJORENDE, JA
        case Strakstiltak():
            for felt, value in zip(STRAKS, (event.hva, event.dag.isoformat(), event.rolle), strict=True):
                yield event.nr, felt, value

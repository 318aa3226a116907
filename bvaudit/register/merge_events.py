"""What has been written becomes events: a field that is set, or the act it stands for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.registeret.bokmeta import AVGJORENDE, JA
from bvaudit.model.registeret.felter import felt_av
from bvaudit.model.registeret.hendelser import FeltSatt, KonfliktAvgjort, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvgjorendeValgt, KanIkkeRettes, Strakstiltak, Varslet
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.redigering import Celle, Linje, Sammenfall
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.merge_cells import DOKUMENTET, decided, slag_of, value
from bvaudit.register.merge_state import STRAKS, Merging, stored
from bvaudit.register.planned import opening
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Events that are written together or not at all; ``linjer`` are the places of the lines they come from. ``apner``
    opens the planned thing they are about, where nothing before them has. ``grunn``: why they can never be written."""

    linjer: tuple[int, ...]
    hendelser: tuple[Hendelse, ...] = ()
    apner: TingOpprettet | None = None
    grunn: str = ""


def works_of(her: Merging, linjer: Sequence[Linje]) -> Iterator[Work]:
    """In the order of the lines. What was done at once is one act, whatever number of cells it is written in."""
    acts: dict[str, list[int]] = {}
    for place, linje in enumerate(linjer):
        if linje.hva is Sammenfall.ENDRET and linje.celle.felt in STRAKS and slag_of(her, linje.celle.nr) is Slag.AVVIK:
            acts.setdefault(linje.celle.nr, []).append(place)
    for place, linje in enumerate(linjer):
        nr = linje.celle.nr
        if place in acts.get(nr, ()):
            if place == acts[nr][0]:
                yield from _at_once(her, [(at, linjer[at]) for at in acts[nr]])
        elif linje.hva is Sammenfall.ENDRET or linje.hendelser:
            yield made_work(place, linje.hendelser or events_of(her, linje), apner=_opening(her, nr))


def made_work(place: int, made: tuple[Hendelse, ...] | str, *, apner: TingOpprettet | None = None) -> Work:
    """``made`` is the events, or why there are none."""
    if isinstance(made, str):
        return Work(linjer=(place,), grunn=made)
    return Work(linjer=(place,), hendelser=made, apner=apner)


def _opening(her: Merging, nr: str) -> TingOpprettet | None:
    """What the content plans is opened by the first thing that is written of it."""
    if nr in her.na.ting or nr in her.lenker or her.ting(nr) is None:
        return None
    return opening(her.kontekst, nr, her.hvem, her.dag, her.dok.fil)


def events_of(her: Merging, linje: Linje) -> tuple[Hendelse, ...] | str:
    """What one changed cell leads to; why it cannot be written when it cannot."""
    celle = linje.celle
    made = _act(her, celle)
    if isinstance(made, str):
        return made
    conflict = linje.basis != linje.na
    return (_decided(her, linje), made) if conflict else (made,)


def _decided(her: Merging, linje: Linje) -> KonfliktAvgjort:
    return decided(her, linje.celle, DOKUMENTET, linje.na)


def _act(her: Merging, celle: Celle) -> Hendelse | str:
    verdi = value(celle)
    match celle.felt:
        case "varslet" | "kan_ikke" if not verdi:
            return text("registeret_les.avvist.slettes_ikke")
        case "varslet":
            told = text("registeret_les.fort_i", fil=her.dok.fil)
            return Varslet(nr=celle.nr, dag=date.fromisoformat(verdi), hvordan=told)
        case "kan_ikke":
            return KanIkkeRettes(nr=celle.nr, grunn=verdi, dag=her.dag)
        case str(felt) if felt == AVGJORENDE:
            return _decisive(her, celle, verdi)
    return field_set(her, celle.nr, celle.felt, verdi)


def _decisive(her: Merging, celle: Celle, verdi: str) -> Hendelse | str:
    avvik, _, tiltak = celle.nr.partition("/")
    if verdi.casefold() != JA:
        return text("registeret_les.avvist.velg_annet")
    return AvgjorendeValgt(nr=avvik, tiltak=tiltak, dag=her.dag)  # a change needs a reason, which no cell can give


def field_set(her: Merging, nr: str, felt: str, verdi: str, slag: Slag | None = None) -> FeltSatt:
    """``slag`` is that of a thing that is not opened yet."""
    kind = slag or slag_of(her, nr)
    found = felt_av(kind, felt) if kind is not None else None
    if found is not None and found.fritekst:
        return FeltSatt(nr=nr, felt=felt, tekst=verdi, fil=her.dok.fil)
    return FeltSatt(nr=nr, felt=felt, verdi=verdi, fil=her.dok.fil)


def _at_once(her: Merging, linjer: Sequence[tuple[int, Linje]]) -> Iterator[Work]:
    """One act when it is known what was done and when; what is not yet the whole of it is kept field by field."""
    nr = linjer[0][1].celle.nr
    new = {linje.celle.felt: value(linje.celle) for _, linje in linjer}
    what, day, role = (new.get(felt, stored(her.na, nr, felt)) for felt in STRAKS)
    if what and day:
        act = Strakstiltak(nr=nr, hva=what, dag=date.fromisoformat(day), rolle=role or her.hvem)
        chosen = tuple(_decided(her, one) for _, one in linjer if one.basis != one.na)
        yield Work(linjer=tuple(place for place, _ in linjer), hendelser=(*chosen, act))
        return
    for place, linje in linjer:
        made = field_set(her, nr, linje.celle.felt, value(linje.celle))
        chosen = (_decided(her, linje),) if linje.basis != linje.na else ()
        yield Work(linjer=(place,), hendelser=(*chosen, made))

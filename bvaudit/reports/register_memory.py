"""What the workbook of a register that remembers is made of, for the whole municipality or for one unit alone."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from bvaudit.model.kortid import short_ids
from bvaudit.model.registeret.avvik import Avvik, Bevis, Kilde, Registeret
from bvaudit.model.registeret.effekt import Forsok
from bvaudit.model.registeret.hendelser_avvik import AvvikOpprettet
from bvaudit.model.registeret.kontekst import Frister, Kontekst, Manedstall
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.ting import Slag, Ting, link_number
from bvaudit.reports.register_memory_mask import Mask
from bvaudit.reports.register_planned import NOTHING_PLANNED, Planlagt, planned_of_unit


@dataclass(frozen=True, kw_only=True)
class Minne:
    """The register and its events on ``dag``, with what is reckoned from them: ``frister`` by number, the ``kurve``,
    and in a run how the effect looks so far (``forelopig``, by number). ``mottaker`` is who the workbook is for, as
    ``rolle@enhet``. With an ``enhet`` it holds that unit's things and nothing of any other: make it by ``of_unit``.
    ``kort`` is what each case is shown as, the same in every workbook of the municipality. ``planlagt`` is what the
    content plans; the things of its rows are in the register, also where nobody has opened them."""

    registeret: Registeret
    hendelser: Sequence[Logget]
    kontekst: Kontekst
    kommune: str
    dag: date
    frister: Mapping[str, Frister] = field(default_factory=dict)
    kurve: tuple[Manedstall, ...] = ()
    forelopig: Mapping[str, Forsok] = field(default_factory=dict)
    mottaker: str = ""
    enhet: str = ""
    kort: Mapping[str, str] = field(default_factory=dict)
    hjemmel: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by rule or control, as it is cited
    dokumentklasse: str = ""
    planlagt: Planlagt = NOTHING_PLANNED

    @cached_property
    def apne(self) -> tuple[Avvik, ...]:
        """The open ones by unit, in each the gravest and then the oldest first; parents last."""
        return tuple(sorted((a for a in self.registeret.avvik.values() if a.apen), key=self._order))

    @cached_property
    def avsluttede(self) -> tuple[Avvik, ...]:
        """The newest ending first."""
        ended = [(a.slutt.hendelse, a) for a in self.registeret.avvik.values() if a.slutt]
        return tuple(avvik for _, avvik in sorted(ended, key=lambda each: -each[0]))

    @cached_property
    def enheter(self) -> tuple[str, ...]:
        """The ids of the units that are shown, in the order of the municipality, and any other that has an avvik."""
        shown = [id for id in self.kontekst.enheter if not self.enhet or id == self.enhet]
        more = {avvik.enhet for avvik in self.registeret.avvik.values() if avvik.enhet} - set(shown)
        return (*shown, *sorted(more))

    @cached_property
    def tiltak(self) -> tuple[Ting, ...]:
        return tuple(sorted(self.registeret.av_slag(Slag.TILTAK), key=lambda ting: ting.nr))

    def has(self, kjoring: str) -> bool:
        """Whether the run is in the register, and stands."""
        return any(run.kjoring == kjoring and not run.trukket for run in self.registeret.kjoringer)

    def koblinger(self, tiltak: str) -> tuple[Avvik, ...]:
        """The avvik a measure is meant for."""
        return tuple(self._by_measure.get(tiltak, ()))

    def kobling(self, avvik: Avvik, tiltak: str) -> Ting | None:
        return self.registeret.ting.get(link_number(avvik.nr, tiltak))

    def vist(self, id: str) -> str:
        """What a unit is called."""
        return self.kontekst.enhet(id) if id else self.kommune

    @cached_property
    def forrige(self) -> int:
        """The number of the last event of the written run before the newest one, or of the only one when something has
        happened since: what came later is new. 0 when everything is."""
        runs = [run.hendelse for run in self.registeret.kjoringer if not run.trukket]
        if len(runs) > 1:
            return self._end_of(runs[-2])
        last = self.hendelser[-1].nr if self.hendelser else 0
        end = self._end_of(runs[0]) if runs else 0
        return end if end < last else 0

    @cached_property
    def siden(self) -> tuple[Logget, ...]:
        return tuple(logget for logget in self.hendelser if logget.nr > self.forrige)

    def _end_of(self, nr: int) -> int:
        """A run is written in one transaction, which has one time: its last event."""
        time = next((logget.tid for logget in self.hendelser if logget.nr == nr), None)
        return max((logget.nr for logget in self.hendelser if logget.tid == time), default=nr)

    @cached_property
    def nye(self) -> frozenset[str]:
        """The numbers of the avvik that were opened since then."""
        return frozenset(e.hendelse.nr for e in self.siden if isinstance(e.hendelse, AvvikOpprettet))

    @cached_property
    def _by_measure(self) -> Mapping[str, list[Avvik]]:
        found: dict[str, list[Avvik]] = {}
        for avvik in self._in_order:
            for tiltak in avvik.tiltak:
                found.setdefault(tiltak, []).append(avvik)
        return found

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {enhet: number for number, enhet in enumerate(self.kontekst.enheter)}

    @cached_property
    def _in_order(self) -> tuple[Avvik, ...]:
        return tuple(sorted(self.registeret.avvik.values(), key=self._order))

    def _order(self, avvik: Avvik) -> tuple[bool, int, str, int, str]:
        place = self._places.get(avvik.enhet, len(self._places))
        return (avvik.kilde is Kilde.FORELDER, place, avvik.enhet, -avvik.alvor.rang, avvik.nr)


def shown_ids(registeret: Registeret) -> Mapping[str, str]:
    """Every case and object of the register → an id short enough to read aloud."""
    return short_ids(
        pseudonym
        for avvik in registeret.avvik.values()
        for bevis in (*avvik.bevis, *avvik.under)
        for pseudonym in (bevis.sak, bevis.objekt_id)
        if pseudonym
    )


def of_unit(minne: Minne, enhet: str) -> Minne:
    """The same with nothing in it of any other unit: what a unit's own workbook is made of. A measure shared with
    others is there with its own fields and this unit's links; what others have written is without names of others."""
    numbers = {a.nr for a in minne.registeret.avvik.values() if a.enhet == enhet and a.kilde is not Kilde.FORELDER}
    others = {a.nr for a in minne.registeret.avvik.values() if a.enhet} - numbers
    units = {word for id, navn in minne.kontekst.enheter.items() if id != enhet for word in (id, navn)}
    mask = Mask(enhet, others | units)
    own: dict[str, Avvik] = {nr: mask.of(minne.registeret.avvik[nr]) for nr in minne.registeret.avvik if nr in numbers}
    planned = planned_of_unit(minne.planlagt, enhet, mask)
    numre = (*_things(minne, own, enhet), *planned.numre)
    kept = {nr: _own_part(mask.of(minne.registeret.ting[nr]), enhet) for nr in numre}
    shown = {each for a in own.values() for b in (*a.bevis, *a.under) for each in (b.sak, b.objekt_id)}
    register = replace(
        minne.registeret,
        ting=kept,
        avvik={nr: replace(avvik, ting=kept[nr]) for nr, avvik in own.items()},
        merket={key: dag for key, dag in minne.registeret.merket.items() if key[1] in shown},
        etterfolgere={},
        for_kjoring={},
        tilsyn={},
        signert=(),
    )
    navn = minne.kontekst.enhet(enhet)
    return replace(
        minne,
        registeret=register,
        hendelser=tuple(_of_things(minne.hendelser, kept)),
        kontekst=_alone(minne.kontekst, enhet, navn),
        frister={nr: frist for nr, frist in minne.frister.items() if nr in own},
        kurve=tuple(row for row in minne.kurve if row.enhet == enhet),
        forelopig={nr: forsok for nr, forsok in minne.forelopig.items() if nr in own},
        enhet=enhet,
        planlagt=planned,
        kort={each: short for each, short in minne.kort.items() if each in shown},
    )


def _alone(kontekst: Kontekst, enhet: str, navn: str) -> Kontekst:
    return replace(
        kontekst,
        enheter={enhet: navn},
        etterfolgere={},
        opphort={},
        begynt={},
        tilsyn=(),
        arshjul=(),
        arshjul_for=(),
        lister=(),
    )


def _things(minne: Minne, own: Mapping[str, Avvik], enhet: str) -> Iterator[str]:
    """The unit's avvik, its links and the measures they lead to, and its own measures that lead nowhere yet."""
    links = {link_number(nr, tiltak) for nr, avvik in own.items() for tiltak in avvik.tiltak}
    measures = {tiltak for avvik in own.values() for tiltak in avvik.tiltak}
    for nr, ting in minne.registeret.ting.items():
        mine = ting.slag is Slag.TILTAK and ting.enhet == enhet
        if nr in own or nr in links or nr in measures or mine:
            yield nr


def _own_part(ting: Ting, enhet: str) -> Ting:
    """What other units say of a shared measure is not for this one."""
    said = tuple(one for one in ting.kommentarer if one.hvem.partition("@")[2] in ("", enhet))
    return replace(ting, kommentarer=said)


def _of_things(events: Sequence[Logget], kept: Mapping[str, Ting]) -> Iterator[Logget]:
    """Those about a thing that is kept, and those about no thing at all. The first number is what it happened to."""
    for logget in events:
        om = logget.hendelse.om
        if not om or om[0] in kept:
            yield logget


def settled(avvik: Avvik) -> tuple[int, int]:
    """How many of the objects that must be settled are, and how many there are."""
    must = [bevis for bevis in avvik.bevis if bevis.for_tiltak]
    return sum(bevis.tilstand.avgjort for bevis in must), len(must)


def to_correct(avvik: Avvik) -> tuple[Bevis, ...]:
    """What stands on the list of cases: everything that is not settled, also what started after the measure."""
    return tuple(bevis for bevis in avvik.bevis if bevis.sak and not bevis.tilstand.avgjort)

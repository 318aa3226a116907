"""What a fold works on: the register, opened for change, and closed again when every event is in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.kjoring import Skrevet
from bvaudit.model.registeret.logg import Hendelse, Hode, Logget
from bvaudit.model.registeret.planlagt import Signatur, Skrittet
from bvaudit.model.registeret.ting import Feltverdi, Ting


@dataclass(slots=True, kw_only=True)
class State:
    """Every avvik is in ``ting`` too. ``for_kjoring``: run → the avvik it changed, as they were before."""

    hode: Hode
    ting: dict[str, Ting]
    avvik: dict[str, Avvik]
    kjoringer: list[Skrevet]
    nokkel: str
    nokkel_fra: int
    oversatt: frozenset[str]
    etterfolgere: dict[str, str]
    for_kjoring: dict[str, dict[str, Avvik]]
    merket: dict[tuple[str, str], date]
    tilsyn: dict[str, tuple[Skrittet, ...]]
    signert: list[Signatur]
    begynt: date | None

    def put(self, ting: Ting) -> None:
        self.ting[ting.nr] = ting
        avvik = self.avvik.get(ting.nr)
        if avvik is not None:
            self.avvik[ting.nr] = replace(avvik, ting=ting)

    def change(self, nr: str, **values: Any) -> None:
        """Nothing is done to a number nobody has opened: the log was let through by the guards, and a fold of a
        damaged one is found by its chain."""
        ting = self.ting.get(nr)
        if ting is not None:
            self.put(replace(ting, **values))

    def change_avvik(self, nr: str, **values: Any) -> None:
        avvik = self.avvik.get(nr)
        if avvik is not None:
            self.avvik[nr] = replace(avvik, **values)

    def set_field(self, logget: Logget, nr: str, felt: str, verdi: str) -> None:
        ting = self.ting.get(nr)
        if ting is not None:
            value = Feltverdi(verdi=verdi, hendelse=logget.nr, hvem=logget.hvem, tid=logget.tid)
            self.put(replace(ting, felt={**ting.felt, felt: value}))

    def links_of(self, nr: str) -> tuple[Ting, ...]:
        """The links of an avvik that hold now."""
        avvik = self.avvik.get(nr)
        numbers = (f"{nr}/{tiltak}" for tiltak in avvik.tiltak) if avvik is not None else ()
        return tuple(self.ting[number] for number in numbers if number in self.ting)

    def mark(self, logget: Logget, numbers: Iterable[str]) -> None:
        """The things this event is about."""
        for nr in dict.fromkeys(numbers):
            ting = self.ting.get(nr)
            if ting is not None and (not ting.hendelser or ting.hendelser[-1] != logget.nr):
                self.put(replace(ting, hendelser=(*ting.hendelser, logget.nr)))


Handler = Callable[[State, Logget, Any], None]
Handlers = Mapping[type[Hendelse], Handler]


def opened(reg: Registeret) -> State:
    return State(
        hode=reg.hode,
        ting=dict(reg.ting),
        avvik=dict(reg.avvik),
        kjoringer=list(reg.kjoringer),
        nokkel=reg.nokkel,
        nokkel_fra=reg.nokkel_fra,
        oversatt=reg.oversatt,
        etterfolgere=dict(reg.etterfolgere),
        for_kjoring={run: dict(before) for run, before in reg.for_kjoring.items()},
        merket=dict(reg.merket),
        tilsyn=dict(reg.tilsyn),
        signert=list(reg.signert),
        begynt=reg.begynt,
    )


def closed(state: State) -> Registeret:
    return Registeret(
        hode=state.hode,
        ting=state.ting,
        avvik=state.avvik,
        kjoringer=tuple(state.kjoringer),
        nokkel=state.nokkel,
        nokkel_fra=state.nokkel_fra,
        oversatt=state.oversatt,
        etterfolgere=state.etterfolgere,
        for_kjoring=state.for_kjoring,
        merket=state.merket,
        tilsyn=state.tilsyn,
        signert=tuple(state.signert),
        begynt=state.begynt,
    )

"""What has become of the places of a draw: the log played through from the frozen draw."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

from bvaudit.model.revisjonslogg import Hendelse, Logglinje, utdelt
from bvaudit.model.utvalg import Bruk, Plass, Rolle, TrukketSak, Utvalg
from bvaudit.texts import text

_NUMBER = re.compile(r"\s*(\d{1,4})\b")


def places(utvalg: Utvalg, logg: Sequence[Logglinje]) -> tuple[Plass, ...]:
    """Every place as it is now, by unit and number. What a line cannot do is passed over: see ``replay_log``."""
    return replay_log(utvalg, logg)[0]


def replay_log(
    utvalg: Utvalg, logg: Sequence[Logglinje], grunner: Collection[str] | None = None
) -> tuple[tuple[Plass, ...], tuple[str, ...]]:
    """The places, and every line that could not be done as it is written, in bokmål. ``grunner`` are the codes a case
    can be struck with; None = any that is written.

    A struck case is replaced by the next in reserve of its stratum, else by the next in the unit. Where the reader's
    own form put another in its place, that must be the next of the stratum among those the reader was given. An
    extension takes the next in reserve of the unit, once, and never beyond the plan the draw was made with. A targeted
    case gets a place after all others and is in no statistics.
    """
    played = _Played(grunner=grunner, plan=utvalg.utvides_til, per_enhet=utvalg.per_enhet)
    for drawn in utvalg.trekk:
        played.units.setdefault(drawn.enhet, []).append(_place(drawn))
    for line in logg:
        if (do := _WHAT.get(line.hva)) is not None:
            do(played, line)
    return tuple(p for enhet in sorted(played.units) for p in played.units[enhet]), tuple(played.faults)


def extension(line: Logglinje) -> int:
    """How many cases a line extends with: the number its text begins with."""
    found = _NUMBER.match(line.tekst)
    return int(found.group(1)) if found else 0


@dataclass(slots=True)
class _Played:
    grunner: Collection[str] | None
    plan: int
    per_enhet: int
    units: dict[str, list[Plass]] = field(default_factory=dict)
    extended: set[str] = field(default_factory=set)
    given: dict[tuple[str, str], list[int]] = field(default_factory=dict)  # unit and reader → their places in reserve
    faults: list[str] = field(default_factory=list)

    def fault(self, key: str, line: Logglinje, **more: object) -> None:
        self.faults.append(text(f"trekning.logg.{key}", nr=line.nr, enhet=line.enhet, **more))

    def strike(self, line: Logglinje) -> None:
        unit = self.units.get(line.enhet, [])
        at = next((i for i, p in enumerate(unit) if p.sak == line.sak and p.bruk is Bruk.LESES), None)
        if at is None:
            self.fault("ikke_i_bruk", line)
            return
        if not line.grunn or (self.grunner is not None and line.grunn not in self.grunner):
            self.fault("uten_grunn", line, grunn=line.grunn)
            return
        struck = unit[at]
        instead = self._next(unit, struck, line)
        if line.erstatning and (instead is None or unit[instead].sak != line.erstatning):
            self.fault("utenfor_rekkefolgen", line)
            return
        unit[at] = replace(struck, bruk=Bruk.UTGATT, grunn=line.grunn)
        if instead is not None:
            self._use(unit, instead, struck.plass)

    def _next(self, unit: Sequence[Plass], struck: Plass, line: Logglinje) -> int | None:
        waiting = [i for i, p in enumerate(unit) if p.bruk is Bruk.RESERVE]
        own = self.given.get((line.enhet, line.leser), []) if line.erstatning else []
        among = [i for i in waiting if unit[i].plass in own] or waiting
        same = [i for i in among if unit[i].stratum == struck.stratum]
        return next(iter(same or among), None)

    def _use(self, unit: list[Plass], at: int, instead_of: int | None) -> None:
        unit[at] = replace(unit[at], bruk=Bruk.LESES, erstatter=instead_of)
        sak = unit[at].sak  # a case somebody pointed at has now been drawn by its own turn
        unit[:] = [p for p in unit if not (p.sak == sak and p.bruk is Bruk.MALRETTET)]

    def give_out(self, line: Logglinje) -> None:
        if (form := utdelt(line)) is not None:
            self.given.setdefault((line.enhet, line.leser), []).extend(form.reserve)

    def extend(self, line: Logglinje) -> None:
        unit, wanted = self.units.get(line.enhet, []), extension(line)
        waiting = [i for i, p in enumerate(unit) if p.bruk is Bruk.RESERVE]
        room = max(self.plan - self.per_enhet, 0)
        if not wanted or line.enhet not in self.units:
            self.fault("utvidelse_uten_antall", line)
        elif wanted > room or line.enhet in self.extended:
            self.fault("utvidelse_uten_plan", line, antall=wanted, plan=room)
        elif wanted > len(waiting):
            self.fault("utvidelse_uten_reserve", line, antall=wanted, reserve=len(waiting))
        else:
            self.extended.add(line.enhet)
            for at in waiting[:wanted]:
                self._use(unit, at, None)

    def point_at(self, line: Logglinje) -> None:
        unit = self.units.setdefault(line.enhet, [])
        if not line.sak or any(p.sak == line.sak and p.bruk in (Bruk.LESES, Bruk.MALRETTET) for p in unit):
            self.fault("malrettet_finnes", line)
            return
        plass = max((p.plass for p in unit), default=0) + 1
        unit.append(Plass(enhet=line.enhet, plass=plass, sak=line.sak, bruk=Bruk.MALRETTET, grunn=line.grunn))


_WHAT = {
    Hendelse.SKJEMA_UT: _Played.give_out,
    Hendelse.UTGATT: _Played.strike,
    Hendelse.UTVIDET: _Played.extend,
    Hendelse.MALRETTET: _Played.point_at,
}


def _place(drawn: TrukketSak) -> Plass:
    return Plass(
        enhet=drawn.enhet,
        plass=drawn.plass,
        sak=drawn.sak,
        objekt_id=drawn.objekt_id,
        stratum=drawn.stratum,
        bruk=Bruk.LESES if drawn.rolle is Rolle.TRUKKET else Bruk.RESERVE,
    )

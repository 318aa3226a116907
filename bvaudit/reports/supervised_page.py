"""What the page of a supervision is made of: words only, so that any letterhead can show them."""

from dataclasses import dataclass

_LATEST = 6  # steps told on the first page


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """One thing the authority waits for. ``over`` is said where the deadline is over, else empty. ``merknad``: moved
    from, set by, or what is not known of it."""

    hva: str
    frist: str
    igjen: str
    over: str
    merknad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InUnit:
    """A finding in one unit."""

    enhet: str
    status: str
    tall: str
    gjort: tuple[str, ...]
    gjenstar: tuple[str, ...]
    innen: tuple[str, ...]
    belegg: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``samlet`` are the numbers of its units in one cell, ``hos_oss`` how many of them are done. A finding that only
    holds others has no units."""

    id: str
    nummer: str
    tekst: str
    kort: str
    om: tuple[str, ...]
    frist: str
    samlet: str
    hos_oss: str
    enheter: tuple[InUnit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One step, as a line of the course. ``nr`` is the number of its event, empty while only the file has it."""

    dag: str
    skritt: str
    av: str
    frist: str
    om: str
    nr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupervisedView:
    """The page, in words. ``svar`` says in one sentence what is wanted first."""

    tittel: str
    tilsyn: str
    om: tuple[str, ...]
    svar: str
    der: str
    her: str
    begge: str
    myndighet: str
    venter: tuple[Awaited, ...]
    beskjeder: tuple[str, ...]
    funn: tuple[Finding, ...]
    gang: tuple[Taken, ...]
    dag: str

    @property
    def siste(self) -> tuple[Taken, ...]:
        """The last steps, and those ahead."""
        return self.gang[-_LATEST:]

    @property
    def talt(self) -> tuple[Finding, ...]:
        """Those that are more than a heading over others."""
        return tuple(one for one in self.funn if one.enheter)

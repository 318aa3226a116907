"""What the numbers of an audit are reckoned from, and the statistics they are reckoned with."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bvaudit.model.anslag import Anslag, Enighetstall, Stratumtall, Traktdiagram
from bvaudit.model.gjennomgang import Gjennomgang
from bvaudit.model.lesesvar import Avgjort, Gjenstand
from bvaudit.model.ordbruk import Ordbruk
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.revisjonslogg import Logglinje
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.utvalg import Bruk, Plass, Utvalg


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistikk:
    """The functions of ``stats/``, which this room does not know. ``share``, ``clustered`` and ``weighted`` give an
    estimate with bounds, the two ``at_most`` a one-sided upper bound; ``rounds`` is the two-sided p of two samples,
    each (hits, read) for every stratum; ``chart`` and ``funnel`` take (name, hits, read) of each audit, or of each unit."""

    share: Callable[[int, int, int | None], Anslag]
    clustered: Callable[[Sequence[tuple[int, int]], int | None], Anslag]
    weighted: Callable[[Sequence[Stratumtall]], Anslag]
    at_most: Callable[[int, int, int | None], float]
    weighted_at_most: Callable[[Sequence[Stratumtall]], float | None]
    agreement: Callable[[Sequence[tuple[str, str]]], Enighetstall]
    rounds: Callable[[Sequence[tuple[int, int]], Sequence[tuple[int, int]]], float]
    chart: Callable[[Sequence[tuple[str, int, int]]], Traktdiagram]
    funnel: Callable[[Sequence[tuple[str, int, int]]], Traktdiagram]


@dataclass(frozen=True, slots=True, kw_only=True)
class Grunnlag:
    """One audit as it lies in its folder. ``rammer``: unit → its strata, name → cases in it. ``ventet`` is what the
    forms ask about, None when nobody knows: then each place in use is asked once about each point. ``register_alle``:
    (rule, unit) → (met, judged) in the whole extract. ``uten_vekt`` is why the draw gives no share of all."""

    gjennomgang: Gjennomgang
    liste: Sjekkliste
    regler: Mapping[str, Rule]
    avgjorte: tuple[Avgjort, ...]
    plasser: tuple[Plass, ...]
    rammer: Mapping[str, Mapping[str, int]]
    ordbruk: Ordbruk
    utvalg: Utvalg | None = None
    logg: tuple[Logglinje, ...] = ()
    ventet: frozenset[Gjenstand] | None = None
    uten_vekt: str = ""
    register_alle: Mapping[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    navngitte: tuple[str, ...] = ()  # the units the audit is of, also those without a place
    grunner: Mapping[str, str] = field(default_factory=dict)  # why a case is struck: code → text
    feiltyper: Mapping[str, str] = field(default_factory=dict)  # the kinds of fault likewise
    kommune: str = ""
    programversjon: str = ""
    kilde_endret: bool = False
    svar_endret: bool = False  # since they were locked
    uferdig: str = ""  # why it was locked with places unread

    @property
    def enheter(self) -> tuple[str, ...]:
        """By name: those with places, those the audit is of, and those that have answered about themselves."""
        answered = {one.gjeldende.enhet for one in self.avgjorte if not one.gjeldende.sak}
        return tuple(sorted({plass.enhet for plass in self.plasser} | answered | {*self.rammer, *self.navngitte}))

    @property
    def punkter(self) -> tuple[Rule, ...]:
        """The rules of the checklist, in its order."""
        return tuple(self.regler[punkt.regel] for punkt in self.liste.punkter if punkt.regel in self.regler)

    def places(self, enhet: str) -> dict[str, Plass]:
        """The places in use, by case."""
        used = (Bruk.LESES, Bruk.MALRETTET)
        return {plass.sak: plass for plass in self.plasser if plass.enhet == enhet and plass.bruk in used}


def about_unit(regel: Rule) -> bool:
    """Answered once for the unit, and not for each case."""
    return regel.gjelder.objekt == ENHET

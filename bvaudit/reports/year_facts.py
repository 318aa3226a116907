"""What the status of a year is told from, what is wished of it, and the whole of it for other programs."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.kodeverk import UTFORT
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.register.asked import shown
from bvaudit.register.planned_tasks import wheels
from bvaudit.register.roles import rank, split
from bvaudit.register.year import counts
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFacts:
    """``stands`` are of the year that is shown, and of the one before it."""

    kommune: str
    reg: Registeret
    kontekst: Kontekst
    dag: date
    stands: tuple[Oppgavestand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearWish:
    """What to show: the month, or (``maned`` None) the whole year; one unit by its id, or all of them; one role by
    its code, or all of them."""

    ar: int
    maned: date | None = None
    enhet: str = ""
    rolle: str = ""
    hele: bool = False

    def mine(self, stands: Iterable[Oppgavestand]) -> tuple[Oppgavestand, ...]:
        """Those of the unit and the role, of any month."""
        return tuple(one for one in stands if self.enhet in ("", one.enhet) and self.rolle in ("", split(one.eier)[0]))

    def has(self, stand: Oppgavestand) -> bool:
        """Whether it is of the month or year. ``enhet`` is not asked."""
        return stand.maned == self.maned if self.maned is not None else stand.maned.year == self.ar


def year_plain(facts: YearFacts, wish: YearWish) -> dict[str, object]:
    """Everything, for other programs: the year whole, whatever was asked for of the screen, in the unit."""
    mine = wish.mine(facts.stands)
    units = sorted({one.enhet for one in mine} | ({wish.enhet} if wish.enhet else set(facts.kontekst.enheter)))
    of_year = [one for one in mine if one.maned.year == wish.ar]
    return {
        "kommune": facts.kommune,
        "dag": facts.dag.isoformat(),
        "ar": wish.ar,
        "maned": f"{wish.maned:%Y-%m}" if wish.maned is not None else None,
        "arshjul": [{"id": one.id, "tittel": one.tittel, "egen": one.egen} for one in wheels(facts.kontekst)],
        "enheter": [
            {
                "enhet": enhet,
                "navn": facts.kontekst.enhet(enhet) if enhet else "",
                **asdict(counts(one for one in of_year if one.enhet == enhet)),
                "over_fristen": sum(one.forfalt for one in mine if one.enhet == enhet),
            }
            for enhet in units
        ],
        "alle": asdict(counts(of_year)),
        "oppgaver": [_plain(one) for one in mine],
    }


def _plain(stand: Oppgavestand) -> dict[str, object]:
    values = asdict(stand)
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def owner_shown(stand: Oppgavestand, kontekst: Kontekst) -> str:
    """The role as people say it, without its unit; the words of the årshjul where it names none."""
    rolle, _ = split(stand.eier)
    return shown(rolle, kontekst) if rank(rolle, kontekst.kodeverk) is not None else stand.eier


def done_lines(stands: Iterable[Oppgavestand], kontekst: Kontekst) -> Iterator[str]:
    """What a person should know right after having written: that the evidence is not told, or that it was late."""
    for one in stands:
        where = kontekst.enhet(one.enhet) if one.enhet else text("aret.felles")
        if one.status == UTFORT and not one.belegg:
            yield text("aret.sett.uten_belegg", tittel=one.tittel, enhet=where)
        if one.utfort is not None and one.utfort > one.frist:
            yield text("aret.sett.for_sent", tittel=one.tittel, enhet=where, frist=vis(one.frist))

"""The month for one who has controls to do: what was not done in time, what is to be done now, what comes next.

A unit's page holds nothing of another unit; the whole municipality's is for stab, with the units side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.model.kalender import pluss
from bvaudit.model.kodeverk import IKKE_AKTUELT, IKKE_UTFORT, UTFORT
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.varighet import Varighet
from bvaudit.register.missed import grouped, months_of, points
from bvaudit.register.roles import rank, split
from bvaudit.register.year import missed
from bvaudit.reports.year import stand_words as words
from bvaudit.reports.year.stand_words import Aret
from bvaudit.texts import counted, text

_MONTH = Varighet(antall=1, enhet="M")


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthRow:
    """One control as it is printed. ``frist`` is in ISO, and ``fristtekst`` as people say it;
    ``merknad`` is why it was not done, or what has become of it."""

    kontroll: str
    maned: str
    frist: str
    fristtekst: str
    enhet: str
    ansvarlig: str
    status: str
    dokumentasjon: str
    belegg: str
    merknad: str
    hjemmel: str
    nr: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LateRow:
    """A task that was missed: ``maneder`` are its months, a line for each unit where the page is of several."""

    kontroll: str
    maneder: tuple[str, ...]
    ansvarlig: str
    merknad: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """``forsomt`` are earlier controls nobody has answered for, ``forsomt_kort`` the same by task, ``na`` those of the
    month and ``neste`` those of the month after. ``matrise``: for stab, a control and the word of each unit, under
    ``enheter``. ``enhetskolonne`` is the heading of the column of units, empty where the page is of one. ``avvik`` are
    the open avvik of controls: number, breach, unit."""

    tittel: str
    om: tuple[str, ...]
    avsender: str
    grunnlag: str
    enhetskolonne: str
    forsomt: tuple[MonthRow, ...]
    forsomt_kort: tuple[LateRow, ...]
    na: tuple[MonthRow, ...]
    neste: tuple[MonthRow, ...]
    enheter: tuple[str, ...]
    matrise: tuple[tuple[str, ...], ...]
    avvik: tuple[tuple[str, str, str], ...]
    maned: str
    neste_maned: str


def month_view(aret: Aret, maned: date, *, enhet: str = "", rolle: str = "") -> MonthView:
    """``maned`` is any day of the month; ``enhet`` an id, empty = the whole municipality; ``rolle`` a code, empty =
    every owner."""
    first = maned.replace(day=1)
    after = pluss(first, _MONTH)
    mine = [
        one
        for one in aret.stands
        if words.is_there(one) and (not enhet or one.enhet == enhet) and _is_theirs(one, rolle, aret)
    ]
    now = _of_month(mine, first)
    late = sorted(_left(mine, first, aret), key=lambda one: (one.frist, one.oppgave, one.enhet))
    many = not enhet and len({one.enhet for one in mine}) > 1
    return MonthView(
        tittel=_title(aret, first, enhet, rolle),
        om=tuple(_about(aret, now, late)),
        avsender=aret.kommune,
        grunnlag=words.made_from(aret),
        enhetskolonne=text("sider.kol.enhet") if many else "",
        forsomt=tuple(_row(one, aret, enhet) for one in late),
        forsomt_kort=tuple(_late(late, aret, enhet, many=many)),
        na=tuple(_row(one, aret, enhet) for one in now),
        neste=tuple(_row(one, aret, enhet) for one in _of_month(mine, after)),
        enheter=_units(now, aret) if many else (),
        matrise=tuple(_matrix(now, aret)) if many else (),
        avvik=tuple(_avvik(aret, enhet, rolle)),
        maned=words.month_of(first),
        neste_maned=words.month_of(after),
    )


def _is_theirs(stand: Oppgavestand, rolle: str, aret: Aret) -> bool:
    """Owned by the role; where the årshjul names no role of the kodeverk, by the words of it."""
    if not rolle:
        return True
    owner, _ = split(stand.eier)
    if rank(owner, aret.kontekst.kodeverk) is not None:
        return owner == rolle
    called = aret.kontekst.kodeverk.tekst("roller", rolle).casefold().split(text("sider.eller"))
    return any(name in stand.eier.casefold() for name in called)


def _of_month(stands: Sequence[Oppgavestand], first: date) -> list[Oppgavestand]:
    """Those that are planned in the month, and earlier ones that were moved to it."""
    return sorted((one for one in stands if one.maned == first or _moved_to(one, first)), key=lambda one: one.frist)


def _moved_to(stand: Oppgavestand, first: date) -> bool:
    return stand.flyttet and words.is_open(stand) and stand.maned < first <= stand.frist < pluss(first, _MONTH)


def _left(stands: Sequence[Oppgavestand], first: date, aret: Aret) -> Iterator[Oppgavestand]:
    """Of earlier months: missed, and no avvik was made of it."""
    known = aret.of_control
    return (one for one in missed(stands) if one.maned < first and one.nr not in known)


def _title(aret: Aret, first: date, enhet: str, rolle: str) -> str:
    where = words.unit_of(enhet, aret.kontekst)
    if not rolle:
        return text("sider.maned.tittel", maned=words.month_of(first), enhet=where)
    who = aret.kontekst.kodeverk.tekst("roller", rolle)
    return text("sider.maned.tittel_rolle", maned=words.month_of(first), enhet=where, rolle=who)


def _about(aret: Aret, now: Sequence[Oppgavestand], late: Sequence[Oppgavestand]) -> Iterator[str]:
    """The conclusion: how many, how far, and what lies behind."""
    now = [one for one in now if one.teller]
    if not now:
        yield text("sider.maned.ingen")
    else:
        done = sum(one.status == UTFORT for one in now)
        not_done = sum(one.status == IKKE_UTFORT for one in now)
        no_use = sum(one.status == IKKE_AKTUELT for one in now)
        left = len(now) - done - not_done - no_use
        each = (("utfort", done), ("gjenstar", left), ("ikke", not_done), ("uaktuelt", no_use))
        told = text("sider.komma").join(counted(f"sider.maned.{key}", n) for key, n in each if n)
        yield counted("sider.maned.antall", len(now), hvor=told)
    if late:
        yield counted("sider.maned.fra_for", len(late))


def _row(stand: Oppgavestand, aret: Aret, here: str) -> MonthRow:
    return MonthRow(
        kontroll=stand.tittel,
        maned=words.month_of(stand.maned),
        frist=stand.frist.isoformat(),
        fristtekst=words.deadline_of(stand),
        enhet=words.unit_of(stand.enhet, aret.kontekst),
        ansvarlig=words.owner_of(stand, aret.kontekst, here=here),
        status=words.status_of(stand, aret.kontekst),
        dokumentasjon=words.leaves_behind(stand, aret),
        belegg=stand.belegg,
        merknad=_remark(stand, aret),
        hjemmel=words.law_of(stand, aret),
        nr=stand.nr,
    )


def _late(late: Sequence[Oppgavestand], aret: Aret, here: str, *, many: bool) -> Iterator[LateRow]:
    by_task: dict[str, list[Oppgavestand]] = {}
    for one in late:
        by_task.setdefault(one.oppgave, []).append(one)
    for stands in by_task.values():
        lines = []
        for mine in grouped(stands):
            months, where = months_of(mine), words.unit_of(mine[0].enhet, aret.kontekst)
            lines.append(text("sider.enhet_maneder", enhet=where, maneder=months) if many else months)
        reasons = dict.fromkeys(words.reason_of(one) for one in stands if one.grunn)
        told = () if many else tuple(reasons)
        proposed = (text("sider.foreslas"),) if missed(stands) else ()
        yield LateRow(
            kontroll=stands[0].tittel,
            maneder=tuple(lines),
            ansvarlig=words.owner_of(stands[0], aret.kontekst, here=here),
            merknad=" ".join((*told, *proposed)),
        )


def _remark(stand: Oppgavestand, aret: Aret) -> str:
    said = words.reason_of(stand)
    nr = aret.of_control.get(stand.nr, "")
    proposed = text("sider.foreslas") if missed((stand,)) else ""
    told = text("sider.er_avvik", nr=nr) if nr else proposed
    return " ".join(one for one in (said, told) if one)


def _units(now: Sequence[Oppgavestand], aret: Aret) -> tuple[str, ...]:
    return tuple(words.unit_of(enhet, aret.kontekst) for enhet in _ids(now, aret))


def _ids(now: Sequence[Oppgavestand], aret: Aret) -> list[str]:
    """In the order of the map, and what is done once last."""
    there = {one.enhet for one in now}
    return [enhet for enhet in (*aret.kontekst.enheter, "") if enhet in there]


def _matrix(now: Sequence[Oppgavestand], aret: Aret) -> Iterator[tuple[str, ...]]:
    by_task: dict[str, dict[str, Oppgavestand]] = {}
    for one in now:
        by_task.setdefault(one.oppgave, {})[one.enhet] = one
    for cells in by_task.values():
        title = next(iter(cells.values())).tittel
        yield (title, *(_short(cells.get(enhet), aret) for enhet in _ids(now, aret)))


def _short(stand: Oppgavestand | None, aret: Aret) -> str:
    if stand is None:
        return text("sider.ingen_her")
    told = aret.kontekst.kodeverk.tekst("oppgavestatuser", stand.status)
    return text("sider.over_fristen", status=told) if stand.forfalt and words.is_open(stand) else told


def _avvik(aret: Aret, enhet: str, rolle: str) -> Iterator[tuple[str, str, str]]:
    for one in aret.reg.apne:
        owner, _ = split(one.ting.verdi("ansvarlig") or one.ting.eier)
        if points(one) and (not enhet or one.enhet == enhet) and rolle in ("", owner):
            yield one.nr, one.ting.tittel, words.unit_of(one.enhet, aret.kontekst)

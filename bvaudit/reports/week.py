"""One reader's list of what is to be done by when: the cases and what is followed, as plain values, as a workbook, and
as the view of the week's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bvaudit.model.frist import Fristgruppe, Fristliste
from bvaudit.model.fulgt import Fulgt
from bvaudit.model.kalender import vis
from bvaudit.model.kortid import short_ids
from bvaudit.model.registeret.planlagt import Varsel
from bvaudit.reports.deadline_tables import deadline_book
from bvaudit.reports.deadline_view import about, as_plain, counts, days_left, remark
from bvaudit.reports.due_tables import due_book, due_tables
from bvaudit.reports.due_view import due_counts, due_plain, due_rows, gravest_first, said
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import counted, text

UNITS, ROWS = "enheter", "rader"
_NEAR = (Varsel.I_DAG, Varsel.EN, Varsel.SJU)
_WEEK = (Fristgruppe.I_DAG, Fristgruppe.UKEN)
_LATER = (Fristgruppe.NESTE_UKE, Fristgruppe.SENERE)
_MOST = {"over": 6, "uken": 6, "senere": 4}  # rows on the page, so that it stays one
_DUE, _CASES = ("over", "uken", "senere"), ("sak_over", "sak_uken")  # columns of the units
_MOST_CASES = {"over": 4, "uken": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """``liste`` None: no cases to list; ``fulgt`` None: outside a folder. ``enhet`` and ``rolle`` are the names of
    whose list it is; empty = all. ``hele`` is the list before anything was left out, where the reader must see how all
    the units stand. ``uten_saker``: the reader has no cases, only their counts (stab)."""

    dag: date
    liste: Fristliste | None
    fulgt: Fulgt | None
    enhet: str = ""
    rolle: str = ""
    hele: Fulgt | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekPart:
    """A table of the page. ``slag`` says how it is laid out: «enheter» are counts of each unit, «rader» things to do
    with two lines in a cell. ``flere`` says how many more there are."""

    slag: str
    tittel: str
    hode: tuple[str, ...]
    rader: tuple[tuple[str, ...], ...]
    flere: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    tittel: str
    avsender: str
    dag: str
    om: tuple[str, ...]
    deler: tuple[WeekPart, ...]


def week_plain(week: Week, today: date) -> dict[str, object]:
    """What ``--json`` prints."""
    fulgt, liste = week.fulgt, week.liste
    cases: dict[str, object] = {"per": week.dag.isoformat(), "frister": [], "kan_ikke_beregnes": []}
    if liste is not None:
        cases = as_plain(liste, today)
    elif fulgt is not None:
        cases |= {"til": fulgt.til.isoformat(), "kommune": fulgt.kommune, "om": list(said(fulgt))}
    return cases | {"folges": due_plain(fulgt) if fulgt is not None else []}


def week_book(week: Week, today: date) -> TablesView:
    if week.liste is None:
        assert week.fulgt is not None, "one of the halves is there"
        return due_book(week.fulgt)
    return deadline_book(week.liste, today=today, more=due_tables(week.fulgt) if week.fulgt is not None else ())


def week_view(week: Week, today: date) -> WeekView:
    """The page. What does not find room is told by its number, with the command that lists it all."""
    fulgt, liste = week.fulgt, week.liste
    whose = ", ".join(part for part in (week.enhet, week.rolle) if part)
    kommune = fulgt.kommune if fulgt is not None else liste.kommune if liste is not None else ""
    nr = week.dag.isocalendar().week
    return WeekView(
        tittel=text("forfall.uke.tittel", nr=nr, hvem=whose or kommune),
        avsender=kommune,
        dag=vis(week.dag),
        om=tuple(_about(week, today)),
        deler=(
            *_matrix(week),
            *(_followed(fulgt, alone=bool(week.enhet)) if fulgt is not None else ()),
            *(_cases(liste) if liste is not None and week.enhet else ()),
        ),
    )


def _about(week: Week, today: date) -> Iterator[str]:
    if week.fulgt is not None:
        of = [one.varsel for one in week.fulgt.forfall]
        over, near = of.count(Varsel.OVER), sum(of.count(mark) for mark in _NEAR)
        later = len(of) - over - near
        yield text("forfall.uke.om_fulgt", dag=vis(week.fulgt.dag), over=over, naer=near, senere=later)
        yield from said(week.fulgt)
    if week.liste is not None:
        groups = [one.gruppe for one in week.liste.frister]
        over, near = groups.count(Fristgruppe.OVER), sum(groups.count(one) for one in _WEEK)
        later = sum(groups.count(one) for one in _LATER)
        yield text("forfall.uke.om_saker", over=over, naer=near, senere=later)
        yield from about(week.liste, today)
    elif week.fulgt is not None:
        yield text("forfall.uke.uten_saker")


def _matrix(week: Week) -> Iterator[WeekPart]:
    """Unit by unit, where the page is of more than one. A unit only one of the halves knows, has a dash in the
    other."""
    if week.enhet:
        return
    cases = dict(counts(week.liste)) if week.liste is not None and len(week.liste.enheter) > 1 else {}
    cases.pop(text("frister.alle"), None)
    fulgt = week.hele or week.fulgt
    due = dict(due_counts(fulgt)) if fulgt is not None else {}
    names = list(dict.fromkeys((*due, *cases)))
    if len(names) < 2:
        return
    heads = ("enhet", *(_DUE if due else ()), *(_CASES if cases else ()))
    yield WeekPart(
        slag=UNITS,
        tittel=text("forfall.uke.enhetene"),
        hode=_heads(*heads),
        rader=tuple(
            (name, *(_of_due(due.get(name)) if due else ()), *(_of_cases(cases.get(name)) if cases else ()))
            for name in names
        ),
    )


def _of_due(tall: tuple[int, ...] | None) -> tuple[str, str, str]:
    if tall is None:
        return ("–", "–", "–")
    of = dict(zip(Varsel, tall, strict=True))
    return (str(of[Varsel.OVER]), str(sum(of[mark] for mark in _NEAR)), str(of[Varsel.TRETTI]))


def _of_cases(tall: tuple[int, ...] | None) -> tuple[str, str]:
    if tall is None:
        return ("–", "–")
    of = dict(zip(Fristgruppe, tall, strict=True))
    return (str(of[Fristgruppe.OVER]), str(sum(of[one] for one in _WEEK)))


def _followed(fulgt: Fulgt, *, alone: bool) -> Iterator[WeekPart]:
    parts = {"over": (Varsel.OVER,), "uken": _NEAR, "senere": (Varsel.TRETTI,)}
    for key, marks in parts.items():
        rows = [one for one in fulgt.forfall if one.varsel in marks]
        if key == "over":  # all of it is late: what others wait for, before what is our own
            rows = gravest_first(rows)
        if not rows:
            continue
        shown = due_rows(rows, fulgt)[: _MOST[key]]
        yield WeekPart(
            slag=ROWS,
            tittel=text("frister.antall", gruppe=text(f"forfall.uke.{key}"), n=len(rows)),
            hode=_heads("nar", "hva", *(() if alone else ("enhet",)), "hvem"),
            rader=tuple(
                (f"{row.dag}\n{row.dager}", f"{row.hva}\n{row.gjor}", *(() if alone else (row.hvor,)), row.hvem)
                for row, _ in shown
            ),
            flere=_more(len(rows) - sum(n for _, n in shown)),
        )


def _cases(liste: Fristliste) -> Iterator[WeekPart]:
    short = short_ids(one.sak for one in liste.frister)
    for key, groups in {"over": (Fristgruppe.OVER,), "uken": _WEEK}.items():
        rows = [one for one in liste.frister if one.gruppe in groups]
        if not rows:
            continue
        shown = rows[: _MOST_CASES[key]]
        yield WeekPart(
            slag=ROWS,
            tittel=text("frister.antall", gruppe=text(f"forfall.uke.saker_{key}"), n=len(rows)),
            hode=_heads("nar", "gjor", "sak"),
            rader=tuple(
                (
                    f"{vis(one.frist)}\n{days_left(one)}" if one.frist else days_left(one),
                    f"{one.gjor}\n{remark(one)}".rstrip(),
                    short[one.sak],
                )
                for one in shown
            ),
            flere=_more(len(rows) - len(shown)),
        )


def _heads(*keys: str) -> tuple[str, ...]:
    return tuple(text(f"forfall.uke.kol.{key}") for key in keys)


def _more(n: int) -> str:
    return counted("forfall.uke.flere", n) if n else ""

"""The sheet «Utvikling» and the charts over it: what was open at the end of each month and what happened in it, units
apart, and nothing that is no closing counted as one."""

from collections.abc import Sequence

from bvaudit.model.registeret.kontekst import Manedstall
from bvaudit.reports import register_memory_columns as columns
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_sheets import Diagram, SheetTable, Verdi
from bvaudit.reports.wording import dato
from bvaudit.texts import text

NAME = "Utvikling"
MONTHS = 24  # as many as a screen shows
# From below; never added to each other in words. Told apart by the word beside each, and by light and dark.
_BARS = (
    ("nye", "#1F3A5F"),
    ("kom_tilbake", "#C00000"),
    ("gjenapnet", "#F4A582"),
    ("lukket", "#2E7D32"),
    ("lukket_fa", "#A5D6A7"),
    ("sideutganger", "#8C8C8C"),
)
_LINE = ("apne", "#E08A00")


def curve_table(minne: Minne) -> SheetTable:
    """The municipality first, then unit by unit; month by month in each."""
    kolonner = columns.utvikling()
    return SheetTable(
        ark=text("registeret_bok.ark.utvikling"),
        id="utvikling",
        navn=NAME,
        beskrivelse=text("registeret_bok.om.utvikling"),
        kolonner=kolonner,
        rader=tuple(_row(one, minne) for one in _shown(minne)),
        tomt=text("registeret_bok.tomt.utvikling"),
        frys=2,
    )


def _shown(minne: Minne) -> tuple[Manedstall, ...]:
    order = {"": -1, **{enhet: number for number, enhet in enumerate(minne.enheter)}}
    months = sorted({one.maned for one in minne.kurve})[-MONTHS:]
    kept = [one for one in minne.kurve if one.maned in months]
    return tuple(sorted(kept, key=lambda one: (order.get(one.enhet, len(order)), one.enhet, one.maned)))


def _row(one: Manedstall, minne: Minne) -> tuple[Verdi, ...]:
    return (
        one.maned,
        minne.vist(one.enhet),
        one.apne,
        one.nye,
        one.kom_tilbake,
        one.gjenapnet,
        one.lukket,
        one.lukket_fa,
        one.sideutganger,
        one.lukket_for,
        one.trukket,
        one.flyttet,
        one.forfalt,
    )


def chart_of(minne: Minne, enhet: str) -> Diagram | None:
    """Of one unit, or (empty) the municipality; None when there is nothing to show."""
    rows = _shown(minne)
    places = [number for number, one in enumerate(rows, start=1) if one.enhet == enhet]
    if not places:
        return None
    mine = [rows[number - 1] for number in places]
    return Diagram(
        tittel=text("registeret_bok.diagram.tittel", enhet=minne.vist(enhet)),
        beskrivelse=_told(mine, minne.vist(enhet)),
        tabell=NAME,
        fra=places[0],
        til=places[-1],
        soyler=_BARS,
        linje=_LINE,
    )


def _told(rows: Sequence[Manedstall], navn: str) -> str:
    """The same in words, for those who do not see the chart."""
    return text(
        "registeret_bok.diagram.beskrivelse",
        enhet=navn,
        fra=dato(rows[0].maned),
        til=dato(rows[-1].maned),
        apne_forst=rows[0].apne,
        apne_sist=rows[-1].apne,
        nye=sum(one.nye for one in rows),
        tilbake=sum(one.kom_tilbake for one in rows),
        lukket=sum(one.lukket for one in rows),
        fa=sum(one.lukket_fa for one in rows),
        ut=sum(one.sideutganger for one in rows),
        igjen=sum(one.gjenapnet for one in rows),
    )


def charts(minne: Minne) -> tuple[Diagram, ...]:
    """One for each unit, where there are several."""
    if len(minne.enheter) < 2:
        return ()
    return tuple(chart for enhet in minne.enheter if (chart := chart_of(minne, enhet)))

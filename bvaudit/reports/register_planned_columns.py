"""The columns of the sheets of what the content plans. What is seen when a sheet is opened is no wider than a screen of
1366 points."""

from dataclasses import replace
from typing import Any

from bvaudit.model.registeret.bokmeta import DATO, FRIST, FUNN, KOMMENTAR, SKRITT, TEKST, TILSYNET, Bokkolonne
from bvaudit.model.registeret.ting import Slag
from bvaudit.reports.register_columns import Columns, folded, hidden
from bvaudit.reports.register_sheets import CellKind, SheetColumn
from bvaudit.texts import text

_DATO = CellKind.DATO
SKRITT_VALG, TILSYN_VALG = "SkrittValg", "TilsynValg"


def read(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"arsbok.kolonne.{id}"), bredde=bredde, kind=kind)


def typed(
    id: str,
    bredde: float,
    slag: Slag,
    felt: str,
    *,
    kind: CellKind = CellKind.TEKST,
    liste: str = "",
    **more: Any,
) -> SheetColumn:
    skrives = Bokkolonne(ark="", id=id, slag=slag.value, felt=felt, liste=liste)
    told = text(f"arsbok.ledetekst.{id}")
    return replace(read(id, bredde, kind), fylles_ut=True, liste=liste, ledetekst=told, skrives=skrives, **more)


def born(id: str, bredde: float, ny: str, *, kind: CellKind = CellKind.TEKST, liste: str = "") -> SheetColumn:
    """Typed only in a new row, where ``ny`` is its key."""
    skrives = Bokkolonne(ark="", id=id, liste=liste, ny=ny)
    told = text(f"arsbok.ledetekst.{id}")
    return replace(read(id, bredde, kind), fylles_ut=True, liste=liste, ledetekst=told, skrives=skrives, betinget=True)


def arshjul() -> Columns:
    o = Slag.OPPGAVE
    return (
        read("maned", 13.5),
        read("oppgave", 31),
        read("enhet", 15.5),
        typed("oppgavefrist", 10.5, o, "frist", kind=_DATO),
        read("star", 13),
        typed("oppgavestatus", 13, o, "status", liste="OppgavestatusValg"),
        typed("utfort", 10.5, o, "utfort", kind=_DATO),
        typed("belegg", 19, o, "belegg"),
        typed("grunn", 19, o, "grunn"),
        typed("eier", 15.5, o, "eier", liste="RolleValg"),
        typed("kommentar", 12.5, o, KOMMENTAR),
        *folded(
            read("dokumentasjon", 40),
            read("hjemmel", 30),
            read("kommentarer", 50),
            read("avvik", 14),
            read("oppgave_nr", 42),
        ),
        *hidden("_id", "_sum", "_last"),
    )


def lister() -> Columns:
    p = Slag.LISTEPUNKT
    return (
        read("liste", 17),
        read("punkt", 31),
        read("enhet", 11),
        typed("punktstatus", 12, p, "status", liste="ListestatusValg"),
        typed("punktgrunn", 15, p, "grunn"),
        typed("punktfrist", 10.5, p, "frist", kind=_DATO),
        typed("sist", 10.5, p, "sist", kind=_DATO),
        typed("slutt", 10.5, p, "slutt", kind=_DATO),
        typed("eier", 14, p, "eier", liste="RolleValg"),
        typed("beslutning", 11.5, p, "beslutning", liste="BeslutningValg"),
        typed("punktbelegg", 13, p, "belegg"),
        typed("kommentar", 12, p, KOMMENTAR),
        *folded(
            typed("virkning", 30, p, "effekt"),
            read("beskrivelse", 40),
            read("grupper", 24),
            read("neste", 11, _DATO),
            read("varsler", 30),
            read("kilde", 40),
            read("kommentarer", 50),
            read("punkt_nr", 36),
        ),
        *hidden("_id", "_sum", "_last"),
    )


def tilsyn() -> Columns:
    """A row for each supervision, its steps under it, and room for new steps. What belongs to the one is not typed in
    the other."""
    t = Slag.TILSYN
    return (
        born("tilsynet", 25, TILSYNET, liste=TILSYN_VALG),
        born("skritt", 25, SKRITT, liste=SKRITT_VALG),
        born("dato", 10.5, DATO, kind=_DATO),
        born("skrittfrist", 10.5, FRIST, kind=_DATO),
        replace(born("funn_det_gjelder", 9, FUNN), som_tekst=True),
        born("skritttekst", 26, TEKST),
        typed("tilsynsstatus", 13, t, "status", liste="TilsynsstatusValg", betinget=True),
        typed("eier", 15, t, "eier", liste="RolleValg", betinget=True),
        typed("saksnummer", 12, t, "saksnummer", betinget=True),
        typed("tilsynsbelegg", 17, t, "belegg", betinget=True),
        typed("kommentar", 13, t, KOMMENTAR, betinget=True),
        *folded(
            read("myndighet", 22),
            read("av", 14),
            read("kommentarer", 50),
            read("tilsyn_nr", 30),
        ),
        *hidden("_id", "_sum", "_last"),
    )

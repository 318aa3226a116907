"""The columns of the workbook that remembers, in order. What is seen when a sheet is opened is no wider than a screen
of 1366 points. Each typed column says which field of which kind of thing it is."""

from dataclasses import replace
from typing import Any

from bvaudit.model.registeret.bokmeta import (
    ALVOR,
    AVGJORENDE,
    ENHET,
    KILDE,
    KOBLING_,
    KOMMENTAR,
    NUMRE,
    RETTET,
    SAK,
    TITTEL,
    Bokkolonne,
)
from bvaudit.model.registeret.ting import Slag
from bvaudit.reports.register_columns import Columns, column, folded, hidden
from bvaudit.reports.register_sheets import CellKind, Link, SheetColumn
from bvaudit.texts import text

_TALL, _DATO = CellKind.HELTALL, CellKind.DATO
# The drop-downs by the list of the kodeverk they show.
LISTER = {
    "statuser": "StatusValg",
    "arsaker": "ArsakValg",
    "feiltyper": "FeiltypeValg",
    "tiltakstyper": "TiltakValg",
    "tiltaksstatuser": "TiltakStatusValg",
    "roller": "RolleValg",
    "oppgavestatuser": "OppgavestatusValg",
    "listestatuser": "ListestatusValg",
    "beslutninger": "BeslutningValg",
    "tilsynsstatuser": "TilsynsstatusValg",
}
JA_VALG, ENHET_VALG, ALVOR_VALG, KILDE_VALG = "JaValg", "EnhetValg", "AlvorValg", "KildeValg"


def read(id: str, bredde: float, kind: CellKind = CellKind.TEKST, **more: Any) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"registeret_bok.kolonne.{id}"), bredde=bredde, kind=kind, **more)


def typed(
    id: str,
    bredde: float,
    slag: str = "",
    felt: str = "",
    *,
    ny: str = "",
    kind: CellKind = CellKind.TEKST,
    liste: str = "",
    **more: Any,
) -> SheetColumn:
    """One that people fill in. ``felt`` of a thing of the kind ``slag``; ``ny``: its key in a new thing."""
    skrives = Bokkolonne(ark="", id=id, slag=slag, felt=felt, liste=liste, ny=ny)
    told = text(f"registeret_bok.ledetekst.{id}")
    return replace(read(id, bredde, kind, **more), fylles_ut=True, liste=liste, ledetekst=told, skrives=skrives)


def avvik(status_ledetekst: str) -> Columns:
    a = Slag.AVVIK.value
    return (
        _linked("nr", 13.6, til="Funn", ark="funn", her="_id", der="_avvik"),
        read("brudd", 23.4),
        read("enhet", 11),
        read("alvor", 8),
        read("forst_sett", 10.3, _DATO),
        read("neste_frist", 10.3, _DATO),
        read("frist_gjelder", 12.5, CellKind.FORFALT),
        typed("ansvarlig", 14, a, "ansvarlig", liste="RolleValg"),
        replace(typed("status", 12.5, a, "status", liste="StatusValg"), ledetekst=status_ledetekst),
        read("tiltak", 12.5),
        read("effekt", 15.5),
        typed("kommentar", 14, a, KOMMENTAR),
        read("endring", 16),
        *folded(
            typed("arsak", 18, a, "arsak", liste="ArsakValg"),
            typed("hvorfor", 30, a, "hvorfor"),
            typed("frist_plan", 12, a, "frist_plan", kind=_DATO),
            typed("frist_lukking", 12, a, "frist_lukking", kind=_DATO),
            typed("varslet", 12, a, "varslet", kind=_DATO),
            typed("feiltype", 18, a, "feiltype", liste="FeiltypeValg"),
            typed("strakstiltak", 26, a, "strakstiltak"),
            typed("strakstiltak_dag", 12, a, "strakstiltak_dag", kind=_DATO),
            typed("strakstiltak_hvem", 15, a, "strakstiltak_hvem", liste="RolleValg"),
            typed("kan_ikke", 26, a, "kan_ikke"),
            *_looked_up(),
        ),
        *hidden("_id", "_sum", "_last", "_enhet", "_celle", "_hva"),
    )


def _looked_up() -> Columns:
    return (
        read("kommentarer", 60),
        read("forslag_lukking", 13, _DATO),
        read("avgjort", 16),
        read("omfang", 14),
        read("kilde", 16),
        read("regel", 9),
        read("hjemmel", 70),
        read("sikkerhet", 14),
        read("mal", 52),
        read("forsok", 40),
        read("merknader", 60),
    )


def avsluttede() -> Columns:
    a = Slag.AVVIK.value
    return (
        read("nr", 13),
        read("brudd", 26),
        read("enhet", 12),
        read("alvor", 9),
        read("forst_sett", 11, _DATO),
        read("avsluttet", 11, _DATO),
        read("hvordan", 18.5),
        read("av_hvem", 15),
        read("grunn", 22),
        read("folges_til", 11, _DATO),
        read("neste_kontroll", 11, _DATO),
        typed("kommentar", 16, a, KOMMENTAR),
        *folded(
            read("forste_lukking", 12, _DATO),
            read("antall_forsok", 9, _TALL),
            *(each for each in _looked_up() if each.id != "forslag_lukking"),
        ),
        *hidden("_id", "_sum", "_last", "_celle"),
    )


def tiltak() -> Columns:
    """One row for each measure and avvik. The fields of the measure are the same in all its rows, and typed in one."""
    t, k = Slag.TILTAK.value, Slag.KOBLING.value
    return (
        read("tiltak_nr", 13.3),
        typed("tittel", 21, ny=TITTEL, betinget=True),
        typed("beskrivelse", 20, t, "beskrivelse", ny="beskrivelse", betinget=True),
        typed("tiltakstatus", 11, t, "tiltaksstatus", ny="tiltaksstatus", liste="TiltakStatusValg", betinget=True),
        typed("eier", 14, t, "eier", ny="eier", liste="RolleValg", betinget=True),
        typed("frist", 10.3, t, "frist", ny="frist", kind=_DATO, betinget=True),
        typed("gjelder", 13.8, ny=NUMRE, betinget=True),
        read("enhet", 11),
        typed("avgjorende", 11.5, k, AVGJORENDE, ny=f"{KOBLING_}{AVGJORENDE}", liste=JA_VALG, betinget=True),
        typed("i_bruk", 10.3, k, "i_bruk", ny=f"{KOBLING_}i_bruk", kind=_DATO, betinget=True),
        typed(
            "koblingstatus",
            11,
            k,
            "tiltaksstatus",
            ny=f"{KOBLING_}tiltaksstatus",
            liste="TiltakStatusValg",
            betinget=True,
        ),
        typed("belegg", 18, k, "belegg", ny=f"{KOBLING_}belegg", betinget=True),
        *folded(
            typed("tiltakstype", 18, t, "tiltakstype", ny="tiltakstype", liste="TiltakValg", betinget=True),
            typed("droppet_grunn", 30, t, "droppet_grunn", ny="droppet_grunn", betinget=True),
            typed("kommentar", 24, t, KOMMENTAR, betinget=True),
            read("kommentarer", 60),
            read("bruddet", 62),
        ),
        *hidden("_id", "_sum", "_last"),
    )


def nye_avvik() -> Columns:
    return (
        typed("hva_er_galt", 50, ny=TITTEL),
        typed("hvor", 16, ny=ENHET, liste=ENHET_VALG),
        typed("meldt_som", 20, ny=KILDE, liste=KILDE_VALG),
        typed("hvor_alvorlig", 12, ny=ALVOR, liste=ALVOR_VALG),
        typed("ansvarlig", 18, ny="ansvarlig", liste="RolleValg"),
        typed("hvorfor", 40, ny="hvorfor"),
        *hidden("_id", "_sum", "_last"),
    )


def saker() -> Columns:
    return (
        read("sak", 13.6),
        read("enhet", 13),
        read("feil", 80),
        read("antall_feil", 8, _TALL),
        read("verst", 10),
        read("eldste", 11, _DATO),
        read("avvik_nr", 13.8),
        typed("rettet", 12, SAK, RETTET, kind=_DATO),
        *hidden("_id", "_sum", "_last", "_enhet", "_sak"),
    )


def bevis() -> Columns:
    return (
        _linked("nr", 13.6, til="Avvik", ark="avvik", her="_avvik", der="_id"),
        _linked("sak", 13.6, til="Saker", ark="saker", her="_sak", der="_sak", vist="_kort"),
        read("enhet", 13),
        read("brudd", 40),
        read("regel", 9),
        read("startet", 11, _DATO),
        read("funnet", 11, _DATO),
        read("tilstand", 18),
        read("tilstand_dag", 11, _DATO),
        read("hvorfor_tilstand", 30),
        read("merke", 24),
        read("gjelder_id", 15),
        *hidden("_avvik", "_sak", "_kort"),
    )


def utvikling() -> Columns:
    return (
        read("maned", 12),
        read("enhet", 18),
        read("apne", 10, _TALL),
        read("nye", 8, _TALL),
        read("kom_tilbake", 10, _TALL),
        read("gjenapnet", 11, _TALL),
        read("lukket", 9, _TALL),
        read("lukket_fa", 12, _TALL),
        read("sideutganger", 14, _TALL),
        read("lukket_for", 12, _TALL),
        read("trukket", 11, _TALL),
        read("flyttet", 11, _TALL),
        read("forfalt", 9, _TALL),
    )


def _linked(id: str, bredde: float, *, til: str, ark: str, der: str, her: str, vist: str = "") -> SheetColumn:
    link = Link(til=til, ark=text(f"register.ark.{ark}"), der=der, her=her, vist=vist or her)
    return read(id, bredde, CellKind.LENKE, lenke=link)


__all__ = ["Columns", "avsluttede", "avvik", "bevis", "column", "nye_avvik", "saker", "tiltak", "typed", "utvikling"]

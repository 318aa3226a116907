"""The columns of each sheet in the avviksregister, in order. Widths are tried out on paper and screen: what is seen of
Avvik when it is opened is no wider than a screen of 1366 points."""

from dataclasses import replace
from typing import Any

from bvaudit.reports.register_sheets import CellKind, Link, SheetColumn
from bvaudit.texts import text

Columns = tuple[SheetColumn, ...]
_TALL, _ANDEL, _DATO = CellKind.HELTALL, CellKind.ANDEL, CellKind.DATO


def column(id: str, bredde: float, kind: CellKind = CellKind.TEKST, **more: Any) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"register.kolonne.{id}"), bredde=bredde, kind=kind, **more)


def typed(id: str, bredde: float, kind: CellKind = CellKind.TEKST, **more: Any) -> SheetColumn:
    """One that people fill in, with a word of help beside the cell."""
    more.setdefault("ledetekst", text(f"register.ledetekst.{id}"))
    return column(id, bredde, kind, fylles_ut=True, **more)


def hidden(*ids: str) -> Columns:
    return tuple(SheetColumn(id=id, navn=id, bredde=16, skjult=True) for id in ids)


def folded(*columns: SheetColumn) -> Columns:
    return tuple(replace(each, foldet=True) for each in columns)


def avvik(status_ledetekst: str, *, lest: bool = False) -> Columns:
    """First what is read and filled in, then what is looked up, then what the program knows the row by. ``lest``: with
    what readers found."""
    return (
        _linked("nr", 9, til="Funn", ark="funn", der="_nr", her="_nr", vist="_nr"),
        column("brudd", 27),
        column("enhet", 15.5),
        column("alvor", 9),
        column("brutt", 6.5, _TALL),
        column("av", 6.5, _TALL),
        typed("neste_frist", 11, _DATO),
        column("forfalt", 10.5, CellKind.FORFALT),
        typed("frist_gjelder", 16),
        typed("ansvarlig", 15, liste="RolleValg"),
        typed("status", 13, liste="StatusValg", ledetekst=status_ledetekst),
        typed("tiltak", 19),
        typed("kommentar", 15),
        *folded(
            typed("arsak", 18, liste="ArsakValg"),
            typed("feiltype", 18, liste="FeiltypeValg"),
            typed("tiltakstype", 18, liste="TiltakValg", fri=True),
            column("regel", 9),
            column("hjemmel", 50),
            column("malestokk", 16),
            column("sikkerhet", 16),
            column("andel", 9, _ANDEL),
            column("nedre", 9, _ANDEL),
            column("ovre", 9, _ANDEL),
            column("uavklart", 10, _TALL),
            column("under_andre", 14, _TALL),
            column("andre_kommuner", 11, _TALL),
            column("teller", 16),
            column("andre_mater", 64),
            column("star_ogsa", 64),
            column("merknad", 64),
            *([_read("lest", 64)] if lest else []),
        ),
        *hidden("_id", "_sum", "_nr", "_enhet", "_celle"),
    )


def saker() -> Columns:
    return (
        _linked("sak", 14, til="Funn", ark="funn", der="_sak", her="_sak", vist="_kort"),
        column("enhet", 15),
        column("feil", 84),
        column("antall_feil", 8, _TALL),
        column("verst", 11),
        column("eldste_frist", 11, _DATO),
        column("avvik_nr", 9),
        column("oppstatt_i", 14),
        typed("rettet", 12, _DATO),
        *hidden("_id", "_sum", "_enhet", "_sak", "_kort"),
    )


def funn(*, lest: bool = False) -> Columns:
    return (
        _linked("nr", 9, til="Avvik", ark="avvik", der="_nr", her="_nr", vist="_nr"),
        _linked("sak", 14, til="Saker", ark="saker", der="_sak", her="_sak", vist="_kort"),
        column("enhet", 15),
        column("brudd", 40),
        column("regel", 9),
        column("gjelder", 14),
        column("startet", 11, _DATO),
        column("frist", 11, _DATO),
        column("utfort", 11, _DATO),
        column("dager_over", 8, _TALL),
        column("krav", 7, _TALL),
        column("funnet", 8, _TALL),
        column("forklaring", 64),
        column("fort_under", 9),
        column("oppstatt_i", 15),
        *((_read("lest_svar", 34), _read("feiltype_lest", 20), _read("lest_i", 20)) if lest else ()),
        *folded(
            column("gjelder_id", 15),
            column("andre_mater", 96),
            column("hjemmel", 88),
            column("loven_fra", 12, _DATO),
        ),
        *hidden("_nr", "_sak", "_kort", "_objekt"),
    )


def lest_annerledes() -> Columns:
    return (
        column("sak", 14),
        column("enhet", 15),
        column("kravet", 50),
        column("regel", 9),
        _read("uttrekket_sier", 14),
        _read("mappen_sier", 14),
        _read("feiltype_lest", 20),
        _read("folge", 38),
        column("startet", 11, _DATO),
        column("frist", 11, _DATO),
        column("utfort", 11, _DATO),
        _read("lest_i", 20),
        _read("kilde_endret", 22),
        *hidden("_sak"),
    )


def ma_leses() -> Columns:
    return (
        column("slag", 17),
        column("enhet", 15),
        column("sak", 14),
        column("antall_leses", 8, _TALL),
        column("se_etter", 118),
        column("oppstatt_i", 15),
        *hidden("_celle", "_sak"),
    )


def tilsyn() -> Columns:
    return (
        column("tilsynet", 22),
        column("punkt", 10),
        column("funnets_tekst", 38),
        column("slag_funn", 11),
        column("enhet", 15),
        column("kontrollert", 11, _TALL),
        column("med_avvik", 9, _TALL),
        column("andel", 9, _ANDEL),
        column("uavklart", 10, _TALL),
        column("kjent", 24),
        column("malt_med", 14),
        column("lese_punkt", 14),
        column("frist", 11, _DATO),
        column("lukkes", 36),
        column("hjemmel", 22),
    )


def alle_tall() -> Columns:
    return (
        column("regel", 9),
        column("kravet", 56),
        column("enhet", 15),
        column("mate", 32),
        column("teller", 14),
        column("antall", 8, _TALL),
        column("kontrollert", 11, _TALL),
        column("oppfylt", 9, _TALL),
        column("delvis", 8, _TALL),
        column("ikke_oppfylt", 9, _TALL),
        column("andel_ikke", 9, _ANDEL),
        column("nedre", 9, _ANDEL),
        column("ovre", 9, _ANDEL),
        column("uavklart", 9, _TALL),
        column("ikke_aktuelt", 9, _TALL),
        column("egen_grunn", 34),
        column("andre_kommuner", 10, _TALL),
        column("saker", 8, _TALL),
        column("fort_annet", 10, _TALL),
        column("fort_avvik", 9, _TALL),
        column("merknad", 52),
    )


def datakvalitet() -> Columns:
    return (
        column("hvor", 24),
        column("hva", 70),
        column("antall", 9, _TALL),
        column("enhet", 16),
        column("kontrollgrad", 12),
        column("eksempler", 44),
    )


def regler() -> Columns:
    return (
        column("regel", 9),
        column("brudd", 26),
        column("sporsmal", 34),
        column("undersokt", 24),
        column("hjemmel", 22),
        column("alvor", 9),
        column("malestokk", 14),
        column("sikkerhet", 14),
        column("merknad", 34),
        column("telles", 48),
        column("metode", 40),
        *folded(column("kilde", 40)),
    )


def lange() -> Columns:
    return (column("arket", 16), column("celle", 10), column("del_av", 6), column("tekst", 110))


def _read(id: str, bredde: float) -> SheetColumn:
    """One of what readers said, which is there only when somebody has read."""
    return SheetColumn(id=id, navn=text(f"lest_i_papirene.kolonne.{id}"), bredde=bredde)


def _linked(id: str, bredde: float, *, til: str, ark: str, der: str, her: str, vist: str) -> SheetColumn:
    link = Link(til=til, ark=text(f"register.ark.{ark}"), der=der, her=her, vist=vist)
    return column(id, bredde, CellKind.LENKE, lenke=link)

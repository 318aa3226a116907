"""The sheets of the avviksregister that say what was found: avvik, indications, and the cases behind them."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bvaudit.findings.ranking import by_weight
from bvaudit.model.enhet import slug
from bvaudit.model.funn import Funn
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Sikkerhet, Utfall
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.told_under import also_here, deadline, told_elsewhere
from bvaudit.reports.wording import av, clean

INGEN_AVVIK = "Ingen avvik funnet i det som er kontrollert mot uttrekket"
IKKE_UNDERSOKT = "Ikke undersøkt: ingen saker kunne vurderes"
FOR_FA = 5  # below this a share says too little; the reader is told

_OFTEN_EMPTY = {
    "Herav under annen regel",
    "Nedre 95 %",
    "Øvre 95 %",
    "Hos annen kommune",
    "Står også her",
    "Ført under",
    "Delvis",
}
_VARIANT = {"ssb": "SSB", "kalenderar": "kalenderår", "dl-analogi": "domstolloven (analogi)"}


def avvik_table(revisjon: Revisjon, kodeverk: Kodeverk) -> SheetTable:
    """One row per rule and unit with avvik: the law's own measures first, and then the gravest."""
    ids = {enhet.navn: enhet.id or enhet.slug for enhet in revisjon.enheter}
    rows = tuple(
        _avvik_row(svar, ids.get(svar.enhet) or slug(svar.enhet), kodeverk) for svar in by_weight(revisjon.avvik)
    )
    return SheetTable(
        ark="Avvik",
        navn="Avvik",
        beskrivelse="Ett avvik per rad: én regel i én enhet",
        kolonner=without_empty(columns.AVVIK, rows),
        rader=rows,
        tomt=_nothing_found(revisjon),
        frys=3,
    )


def without_empty(kolonner: Sequence[SheetColumn], rows: Sequence[Sequence[Verdi]]) -> tuple[SheetColumn, ...]:
    """The columns; those of ``_OFTEN_EMPTY`` that are empty in every row are hidden, unless people fill them in."""
    return tuple(
        replace(column, skjult=True)
        if rows and not column.fylles_ut and column.navn in _OFTEN_EMPTY and not any(row[i] for row in rows)
        else column
        for i, column in enumerate(kolonner)
    )


def indikasjon_table(revisjon: Revisjon) -> SheetTable:
    """One row per rule and unit where the extract only suggests a breach, so that a person must read the cases."""
    return SheetTable(
        ark="Indikasjoner",
        navn="Indikasjoner",
        beskrivelse="Det registeret bare tyder på: én regel i én enhet per rad. Sakene må leses",
        kolonner=columns.INDIKASJON,
        rader=tuple(_indikasjon_row(svar) for svar in by_weight(revisjon.indikasjoner)),
        tomt="Registeret tyder ikke på mer enn det som står i arket Avvik",
    )


def _indikasjon_row(svar: RegelSvar) -> tuple[Verdi, ...]:
    regel, tall = svar.regel, svar.tall[svar.standard]
    return (
        regel.id,
        regel.brudd,
        svar.enhet,
        "\n".join(svar.hjemmel),
        regel.alvorlighetsgrad.vist,
        regel.malestokk.vist,
        tall.n,
        tall.ikke_oppfylt,
        andel(tall.ikke_oppfylt, tall.n),
        tall.uavklart,
        regel.metode,
        _merknad(svar),
    )


def _avvik_row(svar: RegelSvar, enhet_id: str, kodeverk: Kodeverk) -> tuple[Verdi, ...]:
    regel, tall = svar.regel, svar.tall[svar.standard]
    grad = kodeverk.gradfrist(regel.alvorlighetsgrad)
    exported: tuple[Verdi, ...] = (
        regel.id,
        regel.brudd,
        svar.enhet,
        regel.alvorlighetsgrad.vist,
        tall.n,
        tall.ikke_oppfylt,
        svar.fort_under,
        andel(tall.ikke_oppfylt, tall.n),
        deadline(grad),
        None,
        "Uten dato",
        None,
        None,
        None,
        kodeverk.rolle(grad.ansvarlig_rolle).tekst,
        kodeverk.statuser[0].tekst,
        None,
        "\n".join(also_here(svar)),
        gjelder(svar.teller, 2),
        regel.malestokk.vist,
        "\n".join(svar.hjemmel),
        _sikkerhet(regel.sikkerhet),
        _share(svar.intervall.nedre) if svar.intervall else None,
        _share(svar.intervall.ovre) if svar.intervall else None,
        tall.uavklart,
        other_variants(svar),
        tall.andre_kommuner,
        _merknad(svar),
    )
    key = f"{regel.id}/{enhet_id}"
    return (*exported, key, row_sum((key, *_without_formulas(exported))))


def _without_formulas(row: Sequence[Verdi]) -> tuple[Verdi, ...]:
    return tuple(
        value for column, value in zip(columns.AVVIK, row, strict=False) if column.kind is not CellKind.FORFALT
    )


def row_sum(values: Sequence[Verdi]) -> str:
    """Twelve hex digits that change when any value in the row does: ``_id`` first, then the visible columns in order
    without the worked-out one. The same for values written and values read back from Excel."""
    plain = json.dumps([_plain(value) for value in values], ensure_ascii=False)
    return hashlib.sha256(plain.encode("utf-8")).hexdigest()[:12]


def _plain(value: Verdi) -> str | int | float:
    match value:
        case None:
            return ""
        case str():
            return clean(value)
        case date():
            return f"{value:%Y-%m-%d}"
        case _:
            # Excel knows one kind of number: 1.0 comes back as 1.
            return int(value) if value == int(value) else value


def andel(del_av: int, n: int) -> float | None:
    return _share(del_av / n) if n else None


def _share(value: float) -> float:
    # Excel keeps 15 digits; with six decimals the value read back is the value written.
    return round(value, 6)


def other_variants(svar: RegelSvar) -> str:
    """«register: 14 av 98 (14,3 %)», one line per variant that is not the standard."""
    return "\n".join(
        f"{variant_name(navn)}: {av(tall.ikke_oppfylt, tall.n)}"
        for navn, tall in svar.tall.items()
        if navn != svar.standard
    )


def variant_name(navn: str) -> str:
    return _VARIANT.get(navn, navn)


def _sikkerhet(sikkerhet: Sikkerhet) -> str:
    return sikkerhet.vist if sikkerhet is Sikkerhet.HOY else f"{sikkerhet.vist} – se merknad"


def _merknad(svar: RegelSvar) -> str:
    regel, tall, elsewhere = svar.regel, svar.tall[svar.standard], told_elsewhere(svar)
    lines = [elsewhere] if elsewhere else []
    if regel.sikkerhet is not Sikkerhet.HOY:
        lines.append(f"Regelgrunnlaget er usikkert: {regel.sikkerhet_grunn or 'må kontrolleres'}")
    if tall.n < FOR_FA:
        lines.append("For få saker til å si noe om andelen")
    if svar.intervall_grunn:
        lines.append(svar.intervall_grunn)
    return "\n".join(lines)


_PLACE = {"funn": 0, "uavklart": 2, "andre": 4}


def funn_table(revisjon: Revisjon) -> SheetTable:
    """Every case behind the avvik and the indications, every case that could not be judged, and every case that
    another way of counting finds. First what stands as avvik."""
    rows = [
        ((_PLACE[kind] + svar.regel.indikasjon, svar.regel.id, row.hos, row.sak, row.objekt_id), shown)
        for svar in revisjon.svar
        for kind, found in (("funn", svar.funn), ("uavklart", svar.uavklarte), ("andre", svar.andre_funn))
        for row in found
        for shown in (_funn_row(svar, row),)
    ]
    ordered = tuple(row for _, row in sorted(rows, key=lambda pair: pair[0]))
    return SheetTable(
        ark="Funn",
        navn="Funn",
        beskrivelse="Sakene bak avvikene, sakene som må leses, og sakene som ikke kunne avgjøres",
        kolonner=without_empty(columns.FUNN, ordered),
        rader=ordered,
        tomt=_nothing_found(revisjon),
    )


def _funn_row(svar: RegelSvar, funn: Funn) -> tuple[Verdi, ...]:
    regel = svar.regel
    return (
        regel.id,
        regel.brudd,
        funn.hos,
        _outcome(regel, funn),
        funn.under,
        "\n".join(f"{variant_name(navn)}: {utfall}" for navn, utfall in funn.andre),
        funn.sak,
        gjelder(svar.teller),
        funn.objekt_id,
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        funn.dager_over,
        funn.krav,
        funn.funnet,
        funn.forklaring,
        "\n".join(funn.hjemmel),
        funn.regelversjon,
        funn.oppstatt_i or None,
    )


def _outcome(regel: Rule, funn: Funn) -> str:
    if funn.utfall is Utfall.UAVKLART:
        return "UAVKLART – må sjekkes"
    if funn.utfall is not Utfall.IKKE_OPPFYLT:
        return f"{funn.utfall} – bare brudd talt på en annen måte"
    return "INDIKASJON – må leses" if regel.indikasjon else funn.utfall.value


def _nothing_found(revisjon: Revisjon) -> str:
    examined = sum(svar.tall[svar.standard].n for svar in revisjon.svar)
    return INGEN_AVVIK if examined else IKKE_UNDERSOKT

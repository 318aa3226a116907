"""The sheets of the avviksregister that say what was found: avvik, indications, and the cases behind them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from bvaudit.model.enhet import slug
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.revisjon import Funn, RegelKort, RegelSvar, Revisjon, Tall
from bvaudit.model.utfall import Sikkerhet, Utfall
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import Kind, SheetTable, Verdi
from bvaudit.reports.wording import av, clean, gjelder

INGEN_AVVIK = "Ingen avvik funnet i det som er undersøkt"
IKKE_UNDERSOKT = "Ikke undersøkt: ingen saker kunne vurderes"
FOR_FA = 5  # below this a share says too little; the reader is told

_VARIANT = {"ssb": "SSB", "kalenderar": "kalenderår", "dl-analogi": "domstolloven (analogi)"}


def avvik_table(revisjon: Revisjon, kodeverk: Kodeverk) -> SheetTable:
    """One row per rule and unit with avvik, the gravest first."""
    ids = {enhet.navn: enhet.id or enhet.slug for enhet in revisjon.enheter}
    avvik = sorted(revisjon.avvik, key=lambda svar: (-svar.regel.alvorlighetsgrad.rang, svar.regel.id, svar.enhet))
    return SheetTable(
        ark="Avvik",
        navn="Avvik",
        beskrivelse="Ett avvik per rad: én regel i én enhet",
        kolonner=columns.AVVIK,
        rader=tuple(
            _avvik_row(svar, ids.get(svar.enhet) or slug(svar.enhet), revisjon.per, kodeverk) for svar in avvik
        ),
        tomt=_nothing_found(revisjon),
    )


def indikasjon_table(revisjon: Revisjon) -> SheetTable:
    """One row per rule and unit where the register suggests something, for a person to read."""
    found = sorted(revisjon.indikasjoner, key=lambda s: (-s.regel.alvorlighetsgrad.rang, s.regel.id, s.enhet))
    return SheetTable(
        ark="Indikasjoner",
        navn="Indikasjoner",
        beskrivelse="Det registeret bare tyder på: én regel i én enhet per rad. Sakene må leses",
        kolonner=columns.INDIKASJON,
        rader=tuple(_indikasjon_row(svar) for svar in found),
        tomt="Registeret tyder ikke på mer enn det som står i arket Avvik",
    )


def _indikasjon_row(svar: RegelSvar) -> tuple[Verdi, ...]:
    regel, tall = svar.regel, svar.tall[svar.standard]
    return (
        regel.id,
        regel.tittel,
        svar.enhet,
        "\n".join(regel.hjemmel),
        regel.alvorlighetsgrad.vist,
        tall.n,
        tall.ikke_oppfylt,
        andel(tall.ikke_oppfylt, tall.n),
        tall.uavklart,
        regel.metode,
        _merknad(regel, tall),
    )


def _avvik_row(svar: RegelSvar, enhet_id: str, per: date, kodeverk: Kodeverk) -> tuple[Verdi, ...]:
    regel, tall = svar.regel, svar.tall[svar.standard]
    exported: tuple[Verdi, ...] = (
        regel.id,
        regel.tittel,
        svar.enhet,
        "\n".join(regel.hjemmel),
        regel.alvorlighetsgrad.vist,
        _sikkerhet(regel.sikkerhet),
        tall.n,
        tall.ikke_oppfylt,
        andel(tall.ikke_oppfylt, tall.n),
        _share(svar.intervall.nedre) if svar.intervall else None,
        _share(svar.intervall.ovre) if svar.intervall else None,
        tall.uavklart,
        other_variants(svar),
        tall.andre_kommuner,
        _merknad(regel, tall),
        svar.frist,
        _forfalt(svar.frist, per),
        None,
        None,
        None,
        kodeverk.rolle(kodeverk.gradfrist(regel.alvorlighetsgrad).ansvarlig_rolle).tekst,
        kodeverk.statuser[0].tekst,
        None,
    )
    key = f"{regel.id}/{enhet_id}"
    return (*exported, key, row_sum((key, *_without_formulas(exported))))


def _without_formulas(row: Sequence[Verdi]) -> tuple[Verdi, ...]:
    return tuple(value for column, value in zip(columns.AVVIK, row, strict=False) if column.kind is not Kind.FORFALT)


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


def _merknad(regel: RegelKort, tall: Tall) -> str:
    lines = []
    if regel.sikkerhet is not Sikkerhet.HOY:
        lines.append(f"Regelgrunnlaget er usikkert: {regel.sikkerhet_grunn or 'må kontrolleres'}")
    if tall.n < FOR_FA:
        lines.append("For få saker til å si noe om andelen")
    return "\n".join(lines)


def _forfalt(frist: date | None, per: date) -> str:
    """What the sheet's own formula answers on ``per`` for an avvik nobody has closed."""
    if frist is None:
        return "Uten dato"
    return "FORFALT" if frist < per else "Innen frist"


def funn_table(revisjon: Revisjon) -> SheetTable:
    """Every case behind the avvik, and every case that could not be judged."""
    rows = [
        ((svar.regel.id, row.hos, unclear, row.sak, row.objekt_id), _funn_row(svar.regel, row))
        for svar in revisjon.svar
        for unclear, found in enumerate((svar.funn, svar.uavklarte))
        for row in found
    ]
    return SheetTable(
        ark="Funn",
        navn="Funn",
        beskrivelse="Sakene bak avvikene, sakene som må leses, og sakene som ikke kunne avgjøres",
        kolonner=columns.FUNN,
        rader=tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])),
        tomt=_nothing_found(revisjon),
    )


def _funn_row(regel: RegelKort, funn: Funn) -> tuple[Verdi, ...]:
    return (
        regel.id,
        regel.tittel,
        funn.hos,
        _outcome(regel, funn),
        funn.sak,
        gjelder(funn.objekt),
        funn.objekt_id,
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        funn.dager_over,
        funn.krav,
        funn.funnet,
        funn.forklaring,
        funn.oppstatt_i or None,
    )


def _outcome(regel: RegelKort, funn: Funn) -> str:
    if funn.utfall is Utfall.UAVKLART:
        return "UAVKLART – må sjekkes"
    return "INDIKASJON – må leses" if regel.indikasjon else funn.utfall.value


def _nothing_found(revisjon: Revisjon) -> str:
    examined = sum(svar.tall[svar.standard].n for svar in revisjon.svar)
    return INGEN_AVVIK if examined else IKKE_UNDERSOKT

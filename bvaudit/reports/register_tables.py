"""The tables of the avviksregister: one function per sheet."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date

from bvaudit.model.enhet import slug
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.revisjon import Funn, RegelKort, RegelSvar, Revisjon, Tall, TilsynPunkt
from bvaudit.model.utfall import Sikkerhet, Utfall
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import Kind, SheetTable, Verdi
from bvaudit.reports.wording import antall, av, clean

INGEN_AVVIK = "Ingen avvik funnet i det som er undersøkt"
IKKE_UNDERSOKT = "Ikke undersøkt: ingen saker kunne vurderes"
FOR_FA = 5  # below this a share says too little; the reader is told

_VARIANT = {"ssb": "SSB", "kalenderar": "kalenderår", "dl-analogi": "domstolloven (analogi)"}
_OBJEKT = {
    "henvendelse": "melding",
    "undersokelse": "undersøkelse",
    "plan_evaluering": "evaluering av plan",
    "tiltak_evaluering": "evaluering av tiltak",
    "oppfolging": "oppfølging",
    "oppfolging_utfort": "oppfølgingsbesøk",
    "tilsyn": "tilsyn i fosterhjem",
    "tilsyn_utfort": "tilsynsbesøk",
}


def avvik_table(revisjon: Revisjon, kodeverk: Kodeverk) -> SheetTable:
    """One row per rule and unit with avvik, the gravest first."""
    slugs = {enhet.navn: enhet.slug for enhet in revisjon.enheter}
    avvik = sorted(revisjon.avvik, key=lambda svar: (-svar.regel.alvorlighetsgrad.rang, svar.regel.id, svar.enhet))
    return SheetTable(
        ark="Avvik",
        navn="Avvik",
        beskrivelse="Ett avvik per rad: én regel i én enhet",
        kolonner=columns.AVVIK,
        rader=tuple(
            _avvik_row(svar, slugs.get(svar.enhet) or slug(svar.enhet), revisjon.per, kodeverk) for svar in avvik
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


def _avvik_row(svar: RegelSvar, enhet_slug: str, per: date, kodeverk: Kodeverk) -> tuple[Verdi, ...]:
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
    key = f"{regel.id}/{enhet_slug}"
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
        ((svar.regel.id, svar.enhet, unclear, row.sak, row.objekt_id), _funn_row(svar.regel, row))
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
        funn.enhet,
        _outcome(regel, funn),
        funn.sak,
        _OBJEKT.get(funn.objekt, funn.objekt.replace("_", " ")),
        funn.objekt_id,
        funn.start_dato,
        funn.frist_dato,
        funn.faktisk_dato,
        funn.dager_over,
        funn.krav,
        funn.funnet,
        funn.forklaring,
    )


def _outcome(regel: RegelKort, funn: Funn) -> str:
    if funn.utfall is Utfall.UAVKLART:
        return "UAVKLART – må sjekkes"
    return "INDIKASJON – må leses" if regel.indikasjon else funn.utfall.value


def tilsyn_table(revisjon: Revisjon) -> SheetTable:
    """Each sub-breach in each unit: what the figures say, and what only a person can answer."""
    return SheetTable(
        ark="Tilsyn",
        navn="Tilsyn",
        beskrivelse="Bruddene fra tilsyn, målt på nytt i hver enhet",
        kolonner=columns.TILSYN,
        rader=tuple(_tilsyn_row(punkt) for punkt in revisjon.tilsyn),
        tomt="Ingen funn fra tilsyn er lagt inn",
    )


def _tilsyn_row(punkt: TilsynPunkt) -> tuple[Verdi, ...]:
    examined = punkt.n > 0
    return (
        punkt.tilsyn,
        punkt.funn_id,
        f"Samlet brudd: {punkt.tekst}" if punkt.overordnet else punkt.tekst,
        "\n".join(punkt.hjemmel),
        punkt.enhet,
        punkt.n if examined else None,
        punkt.med_avvik if examined else None,
        andel(punkt.med_avvik, punkt.n),
        punkt.uavklart if examined or punkt.uavklart else None,
        _known(punkt),
        "\n".join(punkt.regler),
        "\n".join(punkt.manuelle),
        punkt.lukkekriterium,
    )


def _known(punkt: TilsynPunkt) -> str:
    if not punkt.n:
        return "Ikke undersøkt"
    found = "Avvik funnet" if punkt.med_avvik else INGEN_AVVIK
    if not punkt.manuelle:
        return found
    return f"{found}\n{antall(len(punkt.manuelle), 'punkt', 'punkter')} er ikke undersøkt"


def datakvalitet_table(revisjon: Revisjon) -> SheetTable:
    """What makes the figures less certain, and where."""
    return SheetTable(
        ark="Datakvalitet",
        navn="Datakvalitet",
        beskrivelse="Det som gjør tallene mindre sikre",
        kolonner=columns.DATAKVALITET,
        rader=tuple(
            (
                "Innlesing" if linje.kilde == "innlesing" else linje.kilde,
                linje.tekst,
                linje.antall,
                linje.enhet,
                linje.eksempler,
                linje.kode,
            )
            for linje in revisjon.datakvalitet
        ),
        tomt="Ingen tvil om opplysningene er funnet i det som er lest",
    )


def not_examined_table(revisjon: Revisjon) -> SheetTable:
    """The rules nobody and nothing has looked at, and why."""
    return SheetTable(
        ark="Ikke undersøkt",
        navn="IkkeUndersokt",
        beskrivelse="Krav ingen vet om er i orden, med grunnen",
        kolonner=columns.IKKE_UNDERSOKT,
        rader=tuple(sorted((row.regel.id, row.regel.tittel, row.grunn) for row in revisjon.ikke_undersokt)),
        tomt="Alle reglene som skulle undersøkes, er undersøkt" if revisjon.svar else "Ingen regler er undersøkt",
    )


def ways_of_counting_table(revisjon: Revisjon) -> SheetTable:
    """Every variant of every rule in the run, the standard one first."""
    rules = {svar.regel.id: svar for svar in revisjon.svar}
    return SheetTable(
        ark="Tellemåter",
        navn="Tellemater",
        beskrivelse="Hvordan hver regel telles, og hvilken måte tallene bruker",
        kolonner=columns.TELLEMATER,
        rader=tuple(
            (navn, svar.regel.tittel, _way(variant, svar.standard), forklaring)
            for navn, svar in sorted(rules.items())
            for variant, forklaring in svar.regel.variantforklaring.items()
        ),
        tomt="Ingen regler er vurdert",
    )


def _way(variant: str, standard: str) -> str:
    shown = variant_name(variant)
    return f"{shown} (brukes i tallene)" if variant == standard else shown


def kodeverk_table(kodeverk: Kodeverk) -> SheetTable:
    """The words to choose from, for print."""
    grader: list[tuple[Verdi, ...]] = [
        ("Alvorlighetsgrad", row.grad.vist, row.forklaring, row.frist_tekst, kodeverk.rolle(row.ansvarlig_rolle).tekst)
        for row in kodeverk.grader
    ]
    valg: list[tuple[Verdi, ...]] = [
        (navn, row.tekst, row.forklaring, "Ingen frist løper lenger" if row.avslutter else None, None)
        for navn, rows in (
            ("Status", kodeverk.statuser),
            ("Årsak", kodeverk.arsaker),
            ("Feiltype", kodeverk.feiltyper),
            ("Tiltak", kodeverk.tiltakstyper),
            ("Ansvarlig rolle", kodeverk.roller),
        )
        for row in rows
    ]
    return SheetTable(
        ark="Kodeverk",
        navn="Kodeverk",
        beskrivelse="Ordene det velges blant, og hva hver alvorlighetsgrad krever",
        kolonner=columns.KODEVERK,
        rader=(*grader, *valg),
        tomt="Kodeverket er tomt",
    )


def lists(kodeverk: Kodeverk) -> dict[str, tuple[str, ...]]:
    """The choices by the name the drop-downs know them by; ``AvsluttetValg`` are the statuses that stop a deadline."""
    return {
        "ArsakValg": tuple(valg.tekst for valg in kodeverk.arsaker),
        "FeiltypeValg": tuple(valg.tekst for valg in kodeverk.feiltyper),
        "TiltakValg": tuple(valg.tekst for valg in kodeverk.tiltakstyper),
        "RolleValg": tuple(valg.tekst for valg in kodeverk.roller),
        "StatusValg": tuple(valg.tekst for valg in kodeverk.statuser),
        "AvsluttetValg": tuple(valg.tekst for valg in kodeverk.statuser if valg.avslutter),
    }


def _nothing_found(revisjon: Revisjon) -> str:
    examined = sum(svar.tall[svar.standard].n for svar in revisjon.svar)
    return INGEN_AVVIK if examined else IKKE_UNDERSOKT

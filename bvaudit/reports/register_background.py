"""The sheets of the avviksregister behind the findings: supervision, what nobody looked at, doubt, and words."""

from collections.abc import Mapping

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.mengdeord import antall, merket
from bvaudit.model.revisjon import Revisjon, TilsynPunkt
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_tables import INGEN_AVVIK, andel, variant_name
from bvaudit.reports.told_under import ways_of_counting
from bvaudit.texts import text

_SOURCES = {"innlesing": "Innlesing", "registerkontroller": "Registerkontroller"}


def tilsyn_table(revisjon: Revisjon) -> SheetTable:
    """Each sub-breach in each unit: what the figures say, and what only a person can answer."""
    doubt = {svar.regel.id: svar.regel.sikkerhet for svar in revisjon.svar}
    return SheetTable(
        ark="Tilsyn",
        navn="Tilsyn",
        beskrivelse="Bruddene fra tilsyn, målt på nytt i hver enhet",
        kolonner=columns.TILSYN,
        rader=tuple(_tilsyn_row(punkt, doubt) for punkt in revisjon.tilsyn),
        tomt="Ingen tilsyn er lagt inn for denne kommunen",
    )


def _tilsyn_row(punkt: TilsynPunkt, doubt: Mapping[str, Sikkerhet]) -> tuple[Verdi, ...]:
    examined = punkt.n > 0
    return (
        punkt.tilsyn,
        punkt.vist,
        f"Samlet brudd: {punkt.tekst}" if punkt.overordnet else punkt.tekst,
        "\n".join(punkt.hjemmel),
        punkt.enhet,
        punkt.n if examined else None,
        punkt.med_avvik if examined else None,
        andel(punkt.med_avvik, punkt.n),
        punkt.uavklart if examined or punkt.uavklart else None,
        _known(punkt),
        "\n".join(merket(regel, doubt.get(regel, Sikkerhet.HOY)) for regel in punkt.regler),
        "\n".join(punkt.manuelle),
        punkt.lukkekriterium,
    )


def _known(punkt: TilsynPunkt) -> str:
    if punkt.ma_leses:
        return text("innhold.tilsyn.ma_leses")
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
                _SOURCES.get(linje.kilde, linje.kilde),
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
            (navn, svar.regel.tittel, svar.regel.malestokk.vist, _way(variant, svar.standard), forklaring)
            for navn, svar in sorted(rules.items())
            for variant, forklaring in ways_of_counting(svar.regel).items()
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

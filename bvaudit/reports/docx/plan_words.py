"""The fixed words of a handlingsplan: the same in bvaudit's own template and in the municipality's letterhead."""

from dataclasses import dataclass

INGRESS_SAKER = "Dette er enkeltsakene. De rettes nå, uavhengig av tiltakene lenger ned."
INGRESS_IKKE_UNDERSOKT = (
    "Planen sier ingenting om disse kravene. Hva hvert av dem går ut på, står i avviksregisteret, i arket "
    "Ikke undersøkt."
)
INGRESS_INDIKASJONER = (
    "Registeret tyder på at noe mangler, men det kan være gjort uten å være registrert. Les sakene, og før et avvik "
    "for dem der kravet ikke er oppfylt. Sakene står i avviksregisteret, i arket Funn."
)
INGRESS_TILTAK = "Dette er det som skal hindre at feilen skjer igjen. Oppgi rolle, ikke navn."

KORT_FORTALT = "Kort fortalt"
ADVARSLER = "Vær oppmerksom på"
FUNNET = "Hva som er funnet"
OGSA = "I de samme sakene er det også:"
FORBEHOLD = "Forbehold: "
ANDRE_TELLEMATER = "Talt på andre måter:"
KRAVET = "Kravet"
RETT_SAKER = "Rett disse sakene nå"
SIKRING = "Midlertidig sikring"
ARSAK = "Årsak"
TILTAK_OVERSKRIFT = "1 og 2. Tiltak som retter systemet, med ansvar og frist"
LEDERKONTROLL = "3. Slik kontrollerer ledelsen at tiltakene blir gjort"
EFFEKT = "4. Slik vurderer vi om tiltakene virker"
FORANKRING = "5. Forankring"
UTEN_AVVIK_OVERSKRIFT = "Krav uten avvik i det som er kontrollert mot uttrekket"
IKKE_UNDERSOKT_OVERSKRIFT = "Ikke undersøkt"
GODKJENNING = "Godkjenning av planen"
OM_TALLENE = "Om tallene"
LOVKRAV = "lovkrav"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabellord:
    """A table's title and description, for those who hear it read, and the heads of its columns."""

    tittel: str
    beskrivelse: str
    hode: tuple[str, ...]

    def for_avvik(self, nummer: str) -> str:
        """The title of the table under one avvik."""
        return f"{self.tittel}, avvik {nummer}"


OVERSIKT = Tabellord(
    tittel="Oversikt over avvik",
    beskrivelse="Ett avvik på hver rad, med alvorlighetsgrad, antall og frist",
    hode=("Nr.", "Brudd", "Alvorlighetsgrad", "Avvik", "Frist"),
)
NOKLER = Tabellord(
    tittel="Nøkkelopplysninger",
    beskrivelse="Kravet, hjemmelen, alvorlighetsgraden og fristen",
    hode=("Opplysning", "Innhold"),
)
REGEL, SPORSMAL, FORMAL, HJEMMEL = "Regel", "Spørsmål som er kontrollert", "Hvorfor kravet finnes", "Hjemmel"
GRAD, MALESTOKK, FRIST, ROLLE = (
    "Alvorlighetsgrad",
    "Hvem har satt målet",
    "Frist for håndtering",
    "Ansvarlig rolle (forslag)",
)
SAKER = Tabellord(
    tittel="Saker som skal rettes nå",
    beskrivelse="Én sak på hver rad, med det som ble funnet og plass til dato for retting og kontroll",
    hode=("Sak", "Hva som ble funnet", "Rettet (dato)", "Kontrollert (rolle, dato)"),
)
TILTAK = Tabellord(
    tittel="Tiltak som retter systemet",
    beskrivelse="Ett tiltak på hver rad",
    hode=("Nr.", "Tiltak", "Type", "Ansvarlig rolle", "Frist"),
)
SVAR = Tabellord(
    tittel="",  # what is asked about
    beskrivelse="Spørsmål til venstre, svar til høyre",
    hode=("Spørsmål", "Svar"),
)
TILSYN = Tabellord(
    tittel="Punkter fra tilsyn",
    beskrivelse="Ett punkt på hver rad, med det denne gjennomgangen viser",
    hode=("Punkt", "Hva tilsynet fant", "Tall nå", "Når er det lukket?"),
)
MA_LESES = Tabellord(
    tittel="Saker som må leses",
    beskrivelse="Ett krav på hver rad, med antall saker og hvordan svaret finnes",
    hode=("Registeret tyder på", "Må leses", "Slik finner dere svaret"),
)
UTEN_AVVIK = Tabellord(
    tittel="Krav uten avvik",
    beskrivelse="Ett krav på hver rad, med antall kontrollerte og uavklarte",
    hode=("Krav", "Kontrollert", "Uavklart", "Merknad"),
)
IKKE_UNDERSOKT = Tabellord(
    tittel="Krav som ikke er undersøkt",
    beskrivelse="Krav om det samme på hver rad, med grunnen",
    hode=("Hvorfor", "Emne", "Krav"),
)


def avvik_overskrift(nummer: str, tittel: str) -> str:
    return f"Avvik {nummer}: {tittel}"


def ingress(kommune: str, per: str, periode: str) -> str:
    return f"{kommune}. Tall per {per} for perioden {periode}"


def med_regel(tittel: str, regel: str) -> str:
    """«Meldingen ble ikke gjennomgått innen en uke (MEL-01)»."""
    return f"{tittel} ({regel})"

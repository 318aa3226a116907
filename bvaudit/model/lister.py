"""A list the municipality keeps and follows: routines, agreements, pilots, risks with their grade, readiness, themes of
complaints, successes and challenges. One kind for all of them; the older kinds (recommendations, risks, measures) are
read as such lists too (``listevisning.py``), so that one renderer, one diff and one log serve every list."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.forbedring import Avviksart, Gruppe
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN, RULE_ID
from bvaudit.model.varighet import Varighet

_GRADE = Shape(least=0, most=5)
_STATUS = Shape(pattern="^([a-z0-9]+(-[a-z0-9]+)*)?$", form="en kode fra kodeverket", kodeverk="listestatuser")
_BESLUTNING = replace(_STATUS, kodeverk="beslutninger")
_NUMBER = Shape(least=-1)
UTEN_TALL = -1


class Listeslag(StrEnum):
    """What the list is of. What a kind must have is said in ``KREVER``."""

    ANBEFALINGER = "anbefalinger"
    RISIKOER = "risikoer"
    TILTAK = "tiltak"
    ROS = "ros"
    RUTINER = "rutiner"
    AVTALER = "avtaler"
    LEVERANDORER = "leverandorer"
    UTRULLING = "utrulling"
    PILOTER = "piloter"
    PROGRAM = "program"
    BEREDSKAP = "beredskap"
    KOMPETANSE = "kompetanse"
    KLAGER = "klager"
    HMS = "hms"
    LYKKES = "lykkes"
    UTFORDRINGER = "utfordringer"
    PRIORITERINGER = "prioriteringer"
    SPORSMAL = "sporsmal"
    PARTNERE = "partnere"
    ANNET = "annet"


BELAGT = "belagt"
# What every point of such a list must say; each name is a field of the point. «belagt»: a figure, a rule or a source.
# A list without its grades, or with a claim nothing stands behind, is refused. A day or an owner may be unknown, and
# nobody is to make one up: that it lacks is told wherever the list is shown (``register.listed``).
KREVER: dict[Listeslag, tuple[str, ...]] = {
    Listeslag.ROS: ("sannsynlighet", "konsekvensgrad"),
    Listeslag.RUTINER: ("eier", "sist"),
    Listeslag.AVTALER: ("slutt",),
    Listeslag.PILOTER: ("hypotese", "slutt"),
    Listeslag.LYKKES: (BELAGT,),
    Listeslag.UTFORDRINGER: (BELAGT,),
}
NEKTES_UTEN = ("sannsynlighet", "konsekvensgrad", BELAGT)


@described("Et punkt i listen.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Listepunkt:
    """One point. The ``id`` is the same from year to year, also when the text is not. Days that are not known are None;
    ``start_tekst`` is a season or what the source says. ``hvert``: how often it is to be gone through, counted from
    ``sist``. ``koblet`` points at other points: «id» in this list, or «liste:id»."""

    id: str = arg(like=FILE_ID)
    tekst: str = arg("Punktet med egne ord.")
    beskrivelse: str = arg("Mer om det.", default="")
    grupper: tuple[str, ...] = arg("Gruppene det hører til.", each=FILE_ID, empty=True, unique=True, default=())
    enheter: tuple[str, ...] = arg(
        "Enhetene det gjelder, med id eller navn. Utelatt: hele kommunen.", empty=True, unique=True, default=()
    )
    status: str = arg("Hvor langt det er kommet: en kode fra listen «listestatuser».", like=_STATUS, default="")
    eier: str = arg("Rollen som har ansvaret.", default="")
    start: date | None = arg("Dagen det begynner.", default=None)
    start_tekst: str = arg("Når det begynner, når det ikke er en dag: «våren 2021».", default="")
    frist: date | None = arg("Dagen det skal være gjort.", default=None)
    slutt: date | None = arg("Dagen det tar slutt: en avtale, en prøveperiode.", default=None)
    sist: date | None = arg("Dagen det sist ble gått gjennom eller endret.", default=None)
    hvert: Varighet | None = arg("Hvor ofte det skal gås gjennom: P1Y.", default=None)
    neste: date | None = arg("Dagen det skal gås gjennom neste gang, når den ikke følger av «hvert».", default=None)
    kjent_av: str = arg("Hvem som kjenner og bruker det.", default="")
    sannsynlighet: int = arg("Hvor sannsynlig, fra 1 til 5.", like=_GRADE, default=0)
    konsekvensgrad: int = arg("Hvor alvorlig, fra 1 til 5.", like=_GRADE, default=0)
    konsekvens: str = arg("Hva det fører til, for barn, ansatte og økonomi.", default="")
    hypotese: str = arg("Hva det er ment å føre til, og hvordan det vil vises.", default="")
    effekt: str = arg("Hva det har ført til så langt.", default="")
    beslutning: str = arg("Hva som er bestemt: en kode fra listen «beslutninger».", like=_BESLUTNING, default="")
    antall: int = arg("Et tall som hører til punktet, for eksempel hvor mange klager.", like=_NUMBER, default=UTEN_TALL)
    regler: tuple[str, ...] = arg(
        "Sjekkpunktene som kan vise endringen.", each=RULE_ID, empty=True, unique=True, default=()
    )
    nokkeltall: tuple[str, ...] = arg(
        "Nøkkeltallene som kan vise endringen.", each=Shape(), empty=True, unique=True, default=()
    )
    kilde: str = arg("Hvor det er hentet fra.", default="")
    koblet: tuple[str, ...] = arg(
        "Punktene det svarer på: «id» i samme liste, eller «liste:id».",
        each=Shape(),
        empty=True,
        unique=True,
        default=(),
    )


@described("En liste kommunen fører og følger.", title="bvaudit: liste")
@dataclass(frozen=True, slots=True, kw_only=True)
class Liste:
    """Any list. ``forrige`` is the id of the list it follows. ``oppgitt_antall`` is how many the source says there are,
    held against how many there stand."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    listeslag: Listeslag = arg("Hva slags liste det er.")
    kommune: str = arg("Kommunen eller samarbeidet. Utelatt: listen er for alle.", default="")
    ar: str = arg('Året, som tekst: "2024".', default="")
    kilde: str = arg("Hvor innholdet er hentet fra, og hva som er lagt til.")
    forrige: str = arg("Id-en til listen den kommer etter.", like=FILE_ID, default="")
    oppgitt_antall: int = arg("Hvor mange punkter kilden sier det er.", like=_NUMBER, default=UTEN_TALL)
    avvik: Avviksart = arg(
        "Hva listen skal rette: brudd på lov, eller avvik fra budsjettet. Utelatt: lov.", default=Avviksart.LOV
    )
    konsekvenser: tuple[str, ...] = arg("Konsekvenser av hele listen.", empty=True, unique=True, default=())
    grupper: tuple[Gruppe, ...] = arg("Gruppene punktene deles i.", empty=True, default=())
    innhold: tuple[Listepunkt, ...] = arg("Punktene.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)

    @property
    def om_loven(self) -> bool:
        """Health and safety at work, and the budget, are never counted with avvik of the law."""
        return self.listeslag is not Listeslag.HMS and self.avvik is Avviksart.LOV

    def mangler(self, punkt: Listepunkt) -> tuple[str, ...]:
        """What a point of such a list is to say and does not, in the words of ``KREVER``."""
        return tuple(name for name in KREVER.get(self.listeslag, ()) if not _said(punkt, name))

    def punkt(self, id_: str) -> Listepunkt | None:
        return next((one for one in self.innhold if one.id == id_), None)


def _said(punkt: Listepunkt, name: str) -> bool:
    if name == BELAGT:
        return bool(punkt.nokkeltall or punkt.regler or punkt.kilde)
    return bool(getattr(punkt, name))


class Listeendring(StrEnum):
    """What has become of a point since the list before."""

    SAMME = "samme"
    OMFORMULERT = "omformulert"
    NY = "ny"
    BORTE = "borte"


def compare(fra: Liste, til: Liste) -> dict[str, Listeendring]:
    """The id of a point → what has become of it: the new list in its own order, then those that are gone. A point that
    has only moved to another group is the same."""
    earlier = {punkt.id: punkt.tekst for punkt in fra.innhold}
    changes = {punkt.id: _change(earlier.get(punkt.id), punkt.tekst) for punkt in til.innhold}
    return changes | {id_: Listeendring.BORTE for id_ in earlier if id_ not in changes}


def _change(earlier: str | None, tekst: str) -> Listeendring:
    if earlier is None:
        return Listeendring.NY
    return Listeendring.SAMME if earlier == tekst else Listeendring.OMFORMULERT

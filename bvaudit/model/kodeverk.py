"""The register's own words: causes, measures, roles, statuses, and what each grade demands."""

from dataclasses import dataclass, replace
from typing import Any

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.shapes import GRUNN
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.model.varighet import Varighet

_KODE = Shape(
    title="Kode",
    tekst="Kort kode som aldri endres: små bokstaver a–z, tall og bindestrek",
    pattern="^[a-z0-9]+(-[a-z0-9]+)*$",
    form="små bokstaver a–z, tall og bindestrek",
)
_SHORT, _SENTENCE = Shape(longest=60), Shape(longest=250)


@described("Ett valg i listen", title="Valg")
@dataclass(frozen=True, slots=True, kw_only=True)
class Valg:
    """One choice in a list. ``kode`` is stable, ``tekst`` is what people pick. Only a status can be ``avslutter``, and
    only a status or a source may stand there without being picked (``velges`` false)."""

    kode: str = arg(like=_KODE)
    tekst: str = arg("Det som vises i nedtrekkslisten", title="Tekst", like=_SHORT)
    forklaring: str = arg("Når valget passer, i én setning", title="Forklaring", like=_SENTENCE)
    avslutter: bool = outside(default=False)
    velges: bool = outside(default=True)

    @property
    def valgbar(self) -> bool:
        """A person may pick it; how an avvik ends is an act, and never a choice in a list."""
        return self.velges and not self.avslutter


_VELGES = "false når programmet setter den etter det som er gjort, og ingen kan velge den"


@described("Ett valg i listen", title="Valg")
@dataclass(frozen=True, slots=True, kw_only=True)
class Status(Valg):
    """How far the work on an avvik has come. ``avslutter``: no deadline runs after it, and nobody picks it. Those that
    are not picked are called as ``Stilling`` is, and say what the register's own acts have come to."""

    avslutter: bool = arg("true når ingen frist løper lenger etter denne statusen", title="Avslutter", default=False)
    velges: bool = arg(_VELGES, title="Velges", default=True)


@described("Ett valg i listen", title="Valg")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kildevalg(Valg):
    """Where an avvik was found. What people register themselves is ``velges``."""

    velges: bool = arg(_VELGES, title="Velges", default=True)


@described("Ett skritt i et tilsyn", title="Skritt")
@dataclass(frozen=True, slots=True, kw_only=True)
class Skritt(Valg):
    """A step in the course of a supervision. ``krever`` is the code of the step its deadline is for, which we owe;
    taking that step answers it. ``etter`` says where the case stands afterwards. ``avloser``: what nobody waits for
    any more once this step is taken. ``avtales``: it may be written before its day has come. ``godtar``: the
    authority says by it that findings are mended. ``frivillig``: we may take it and need not. ``gjor``: what there is
    to do before it is taken."""

    av: str = arg(
        "myndighet eller kommune: hvem som gjør det", title="Av", like=Shape(choices=("myndighet", "kommune"))
    )
    etter: str = arg("Hvor saken står etterpå", title="Etter", like=_SHORT)
    krever: str = arg(
        "Skrittet som fristen gjelder",
        title="Krever",
        like=replace(_KODE, pattern="^([a-z0-9]+(-[a-z0-9]+)*)?$"),
        default="",
    )
    avloser: tuple[str, ...] = arg(
        "Skrittene ingen venter på lenger når dette er tatt",
        title="Avløser",
        each=_KODE,
        empty=True,
        unique=True,
        default=(),
    )
    avtales: bool = arg("true når dagen kan være avtalt på forhånd, som et besøk", title="Avtales", default=False)
    frivillig: bool = arg(
        "true når det er noe kommunen kan gjøre, men ikke må, som å klage", title="Frivillig", default=False
    )
    gjor: str = arg("Hva som skal gjøres, før det er gjort: «Send planen»", title="Gjør", like=_SHORT, default="")
    godtar: bool = arg("true når myndigheten med det regner funn som rettet", title="Godtar", default=False)
    forlop: tuple[str, ...] = arg(
        "tilsyn og egenkontroll: forløpene det hører til",
        title="Forløp",
        each=Shape(choices=("tilsyn", "egenkontroll")),
        unique=True,
        default=("tilsyn",),
    )
    avslutter: bool = arg("true når saken er avsluttet hos myndigheten", title="Avslutter", default=False)


@described("Én alvorlighetsgrad", title="Grad")
@dataclass(frozen=True, slots=True, kw_only=True)
class Gradfrist:
    """What a grade means. ``frist`` counts from the day the unit is told; None = no date, see ``frist_tekst``.
    ``ansvarlig_rolle`` is the ``kode`` of a role."""

    grad: Alvorlighetsgrad = arg("lav, middels, hoy eller kritisk", title="Grad")
    forklaring: str = arg("Når graden brukes, i én setning", title="Forklaring", like=_SENTENCE)
    frist: Varighet | None = arg(
        "Regnes fra dagen enheten får beskjed, for eksempel P1W; null når det ikke er noen dato", title="Frist"
    )
    frist_tekst: str = arg("Fristen slik folk sier den", title="Fristtekst", like=_SHORT)
    ansvarlig_rolle: str = arg("Koden til en rolle i listen «roller»", title="Ansvarlig rolle", like=_KODE)


OURS = "kommune"  # who takes a step, as the list of steps has it; anybody else is the authority
KODEVERK_LISTER = (
    "arsaker",
    "feiltyper",
    "tiltakstyper",
    "tiltaksstatuser",
    "kilder",
    "roller",
    "statuser",
    "alvorlighetsgrader",
    "utgattgrunner",
    "oppgavestatuser",
    "listestatuser",
    "beslutninger",
    "tilsynsstatuser",
    "tilsynsskritt",
)
# How far a control of the year has come, by the codes the program goes by.
IKKE_STARTET, PAGAR, UTFORT, IKKE_UTFORT, IKKE_AKTUELT = OPPGAVESTATUSER = (
    "ikke-startet",
    "pagar",
    "utfort",
    "ikke-utfort",
    "ikke-aktuelt",
)
OPPGAVER_FERDIG = (UTFORT, IKKE_UTFORT, IKKE_AKTUELT)  # a person has said how it ended
# How far a point of a list has come; the same words as the measures of a list have in their files.
LISTESTATUSER = ("forslag", "ikke-startet", "planlagt", "pagar", "gjennomfort", "stanset", "ikke-aktuelt")
# How far a measure has come, by the codes the register's own rules go by. The words are content.
PLANLAGT, I_BRUK, FULLFORT, DROPPET = TILTAKSSTATUSER = ("planlagt", "i-bruk", "fullfort", "droppet")


@described(
    "Listene det velges blant i avviksregisteret, og hva hver alvorlighetsgrad krever. Kommunens egen fil har bare de "
    "listene kommunen vil ha annerledes, og de andre blir som de er. Lister nevnt under «erstatter» står i stedet for "
    "hele listen med det navnet, og lister nevnt under «legger_til» kommer i tillegg. Kodene i en liste bør stå, så "
    "svar som alt er gitt, blir kjent igjen",
    title="Kodeverk for avviksregisteret",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Kodeverk:
    """The lists in the order they were written; the first status is the one a new avvik gets, and the roles stand from
    the lowest to the highest, which decides who is above whom. A municipality's own file has some of them; what a run
    uses has them all."""

    arsaker: tuple[Valg, ...] = arg("Hvorfor avviket oppsto", title="Årsaker", default=())
    feiltyper: tuple[Valg, ...] = arg("Hva slags feil det er, når saken er lest", title="Feiltyper", default=())
    tiltakstyper: tuple[Valg, ...] = arg("Hva slags tiltak som skal rette på det", title="Tiltakstyper", default=())
    tiltaksstatuser: tuple[Valg, ...] = arg(
        "Hvor langt et tiltak er kommet. Kodene planlagt, i-bruk, fullfort og droppet må stå; tekstene kan endres",
        title="Statuser for tiltak",
        default=(),
    )
    kilder: tuple[Kildevalg, ...] = arg(
        "Hvor et avvik er funnet. Kodene må være dem som følger med; tekstene kan endres", title="Kilder", default=()
    )
    roller: tuple[Valg, ...] = arg(
        "Hvem som kan ha ansvaret, alltid en rolle og aldri et navn. Den laveste står først og den høyeste sist; det "
        "avgjør hvem som står over hvem når et avvik avsluttes uten måling",
        title="Roller",
        default=(),
    )
    statuser: tuple[Status, ...] = arg(
        "Hvor langt oppfølgingen er kommet; et nytt avvik får den første", title="Statuser", default=()
    )
    grader: tuple[Gradfrist, ...] = arg(
        "Hva hver grad betyr, og hvor raskt den skal følges opp. Alle fire må stå",
        title="Alvorlighetsgrader",
        key="alvorlighetsgrader",
        empty=True,
        default=(),
    )
    utgattgrunner: tuple[Valg, ...] = arg(
        "Hvorfor en trukket sak kan strykes, så den neste i reserven tar plassen",
        title="Grunner til å stryke en sak",
        default=(),
    )
    oppgavestatuser: tuple[Valg, ...] = arg(
        "Hvor langt en kontroll i årshjulet er kommet. Kodene må stå; tekstene kan endres",
        title="Statuser for kontroller",
        default=(),
    )
    listestatuser: tuple[Valg, ...] = arg(
        "Hvor langt et punkt i en liste er kommet. Kodene som følger med, må stå; tekstene kan endres",
        title="Statuser for punkter i lister",
        default=(),
    )
    beslutninger: tuple[Valg, ...] = arg("Hva som er bestemt etter en prøveperiode", title="Beslutninger", default=())
    tilsynsstatuser: tuple[Valg, ...] = arg(
        "Hvor langt kommunen selv er kommet med et tilsyn; det første gjelder før noen har valgt",
        title="Statuser for tilsyn",
        default=(),
    )
    tilsynsskritt: tuple[Skritt, ...] = arg(
        "Skrittene i et tilsyn, hvem som tar dem, og hva de setter frist for", title="Skritt i et tilsyn", default=()
    )
    erstatter: tuple[str, ...] = arg(
        "Navnet på hver liste i filen, fordi den står i stedet for den som følger med programmet",
        title="Erstatter",
        each=Shape(),
        alone=True,
        unique=True,
        default=(),
    )
    grunn: str = arg(like=GRUNN, default="")
    legger_til: tuple[str, ...] = arg(
        "Navnet på hver liste i filen som kommer i tillegg til den som følger med programmet",
        title="Legger til",
        each=Shape(),
        alone=True,
        unique=True,
        default=(),
    )
    fil: str = outside(default="")

    def liste(self, navn: str) -> tuple[Any, ...]:
        """The list by the name it has in the file."""
        found: tuple[Any, ...] = self.grader if navn == "alvorlighetsgrader" else getattr(self, navn)
        return found

    def gradfrist(self, grad: Alvorlighetsgrad) -> Gradfrist:
        """KeyError when the table of grades lacks ``grad``; the loader refuses such a table."""
        return {row.grad: row for row in self.grader}[grad]

    @property
    def valgbare_statuser(self) -> tuple[Status, ...]:
        """The statuses a person may pick."""
        return tuple(status for status in self.statuser if status.valgbar)

    @property
    def valgbare_kilder(self) -> tuple[Kildevalg, ...]:
        """Where a person may say that an avvik was found."""
        return tuple(kilde for kilde in self.kilder if kilde.velges)

    def tekst(self, liste: str, kode: str) -> str:
        """What a code of a list is called; the code itself when the list does not have it (any more)."""
        return next((valg.tekst for valg in self.liste(liste) if valg.kode == kode), kode)

    def rolle(self, kode: str) -> Valg:
        return {valg.kode: valg for valg in self.roller}[kode]

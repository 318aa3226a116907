"""What the rules are used for: case reviews and the year's controls; and every list beside them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.leseark import Oppsett
from bvaudit.model.lister import Liste
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.rapport import Rapport
from bvaudit.model.rule import Gjelder, Hjemmel
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.serie import Serie
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN, RULE_ID
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.model.utfall import Alvorlighetsgrad

_MANY, _NONE_OR_MORE = Shape(least=1), Shape(least=0)
_ROLE = Shape(kodeverk="roller", shortest=0)


@described("Et punkt.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Punkt:
    """One rule in a checklist, in the order it is gone through."""

    regel: str = arg(like=RULE_ID)
    merknad: str = arg("Noe å huske for nettopp denne gjennomgangen.", default="")


@described("Noe trekningen skal ha med.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kvote:
    """What a draw should hold: ``minst`` cases, or ``minst_prosent`` of them. ``utfall`` and ``tiltak`` are met by
    objects that were concluded with one of ``koder``, ``avsluttet`` by those that have ended on the judging day, and
    ``kommune`` by each municipality in the unit."""

    id: str = arg(like=FILE_ID)
    slag: str = arg(
        "utfall og tiltak: etter konklusjonen. avsluttet: det som er avsluttet på vurderingsdagen. kommune: hver "
        "kommune i enheten.",
        like=Shape(choices=("utfall", "tiltak", "avsluttet", "kommune")),
    )
    tekst: str = arg("Kravet med egne ord.")
    koder: tuple[str, ...] = arg(
        "Konklusjonene som teller med, i anførselstegn. Bare for utfall og tiltak.", empty=True, unique=True, default=()
    )
    minst: int = arg("Så mange saker minst.", like=_MANY, default=0)
    minst_prosent: int = arg("Så stor del av sakene minst, i prosent.", like=Shape(least=1, most=100), default=0)


@described("Hvordan sakene trekkes.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Trekking:
    """How many cases are drawn from each unit, and from which. ``gjelder`` are the objects that are read, None = every
    living case; one object is drawn from each case. ``telles_etter`` are the dates that put an object in the period,
    empty = what is in force on the judging day. ``startet`` is the date an object began on, for «only what has begun
    after». ``utvides_til`` is the plan for extending, set before anyone has read. ``runde`` 0 = the review is not one
    of several rounds; ``kilde`` says where the way comes from."""

    per_enhet: int = arg("Saker per enhet.", like=_MANY)
    reserve: int = arg("Reservesaker per enhet.", like=_NONE_OR_MORE, default=0)
    beskrivelse: str = arg("Hvilke saker som er med i rammen.")
    gjelder: Gjelder | None = arg("Objektene som leses. Utelatt: alle saker som ikke er slettet.", default=None)
    telles_etter: tuple[str, ...] = arg(
        "Datoene som plasserer objektet i perioden; den første utfylte. Utelatt: det som gjelder på vurderingsdagen.",
        empty=True,
        unique=True,
        default=(),
    )
    startet: str = arg("Datoen objektet begynte på. Utelatt: tabellens egen startdato.", default="")
    utvides_til: int = arg(
        "Planen for å utvide: så mange saker per enhet når de første ikke er nok. Én gang. Utelatt: ingen plan.",
        like=_MANY,
        default=0,
    )
    runde: int = arg("Nummeret når gjennomgangen gjentas.", like=_MANY, default=0)
    kilde: str = arg("Hvor måten å trekke på er hentet fra.", default="")
    kvoter: tuple[Kvote, ...] = arg("Det trekningen skal ha med.", default=())


@described("Hvilke regler som brukes ved en saksgjennomgang, på hvilke saker.", title="bvaudit: sjekkliste")
@dataclass(frozen=True, slots=True, kw_only=True)
class Sjekkliste:
    """The rules of a case review. ``versjon`` is text: two rounds can be compared only when it is the same."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    formal: str = arg("Hva gjennomgangen skal svare på.")
    versjon: str = arg('Versjonen av listen, som tekst: "1".')
    gjelder_fra: date = arg()
    utvalg: Trekking = arg()
    skjema: Oppsett = arg(
        "ark: et ark for hver sak. rad: en rad for hver sak, når det er mange saker og få punkter.",
        default=Oppsett.ARK,
    )
    andre_lesing: int = arg("Så stor del av sakene leses av to, i prosent.", like=Shape(least=0, most=100), default=20)
    punkter: tuple[Punkt, ...] = arg("Punktene i den rekkefølgen de gjennomgås.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)


class Fordeling(StrEnum):
    """Who does a control of the year."""

    HVER_ENHET = "hver_enhet"
    SAMLET = "samlet"
    DELT = "delt"


@described("En kontroll i årshjulet.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Oppgave:
    """A control in the year. ``maneder`` are 1–12; ``sjekkliste`` is the id of one, or empty. ``eier`` and ``enheter``
    are told to people; ``rolle``, ``gjores_av`` and ``for_enheter`` say the same to the program."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva som skal gjøres.")
    beskrivelse: str = arg("Hvordan, i et par setninger.")
    maneder: tuple[int, ...] = arg("Månedene den gjøres i, 1–12.", each=Shape(least=1, most=12), unique=True)
    eier: str = arg("Rollen som har ansvaret.")
    enheter: str = arg("Hvilke enheter: alle, halvparten, stab.")
    dokumentasjon: str = arg("Hva som skal ligge igjen når det er gjort.")
    rolle: str = arg("Koden til rollen som har ansvaret, fra listen «roller».", like=_ROLE, default="")
    gjores_av: Fordeling = arg(
        "hver_enhet: hver måned i hver enhet. samlet: én gang for hele kommunen. delt: én gang i året i hver enhet, "
        "fordelt på månedene.",
        default=Fordeling.HVER_ENHET,
    )
    for_enheter: tuple[str, ...] = arg(
        "Bare disse enhetene, med id eller navn. Utelatt: alle.", empty=True, unique=True, default=()
    )
    dag: int = arg(
        "Siste dag i måneden den kan gjøres. Finnes ikke dagen, gjelder den siste som finnes. Utelatt: den siste.",
        like=Shape(least=1, most=31),
        default=31,
    )
    gjelder_fra: date | None = arg("Første dag oppgaven er med.", default=None)
    gjelder_til_og_med: date | None = arg("Siste dag oppgaven er med.", default=None)
    alvor: Alvorlighetsgrad = arg("Hvor alvorlig det er om den ikke blir gjort.", default=Alvorlighetsgrad.MIDDELS)
    sjekkliste: str = arg(like=FILE_ID, default="")
    regler: tuple[str, ...] = arg("Reglene oppgaven bruker.", each=RULE_ID, empty=True, default=())
    hjemmel: tuple[Hjemmel, ...] = arg("Rettsgrunnlaget for kontrollen.", empty=True, default=())


@described("Kontrollene som skal gjøres i løpet av året.", title="bvaudit: årshjul")
@dataclass(frozen=True, slots=True, kw_only=True)
class Arshjul:
    """The controls of a year."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva årshjulet heter.")
    gjelder_fra: date = arg()
    kilde: str = arg("Hvor oppsettet er hentet fra.")
    oppgaver: tuple[Oppgave, ...] = arg("Oppgavene.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)


Plan = (
    Sjekkliste
    | Arshjul
    | Tilsyn
    | Anbefalinger
    | Risikoliste
    | Tiltaksliste
    | Liste
    | Serie
    | Sammenligning
    | Nokkeltall
    | Rapport
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """Every plan: the municipality's own before those that came with the program, by id within each kind. ``egen`` on
    a plan tells which it is."""

    sjekklister: tuple[Sjekkliste, ...] = ()
    arshjul: tuple[Arshjul, ...] = ()
    tilsyn: tuple[Tilsyn, ...] = ()
    anbefalinger: tuple[Anbefalinger, ...] = ()
    risikolister: tuple[Risikoliste, ...] = ()
    forbedringstiltak: tuple[Tiltaksliste, ...] = ()
    lister: tuple[Liste, ...] = ()
    serier: tuple[Serie, ...] = ()
    sammenligninger: tuple[Sammenligning, ...] = ()
    nokkeltall: tuple[Nokkeltall, ...] = ()
    rapporter: tuple[Rapport, ...] = ()

    @property
    def alle_lister(self) -> tuple[Anbefalinger | Risikoliste | Tiltaksliste | Liste, ...]:
        """Those that can be read as general lists (``listevisning.som_liste``)."""
        return (*self.anbefalinger, *self.risikolister, *self.forbedringstiltak, *self.lister)

    @property
    def alle(self) -> tuple[Plan, ...]:
        """Every plan of every kind."""
        lists: tuple[Plan, ...] = (*self.sjekklister, *self.arshjul, *self.tilsyn, *self.anbefalinger)
        return (
            *lists,
            *self.risikolister,
            *self.forbedringstiltak,
            *self.lister,
            *self.serier,
            *self.sammenligninger,
            *self.nokkeltall,
            *self.rapporter,
        )

"""What others have advised, what may go wrong, and what is done about it: recommendations, risks and measures."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN, RULE_ID


@described("En gruppe.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Gruppe:
    """A work group, or a heading that risks are gathered under."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Gruppens navn.")


@described("En anbefaling.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Anbefaling:
    """One recommendation. ``regler`` are the checkpoints that can show whether it has been followed."""

    id: str = arg(like=FILE_ID)
    tekst: str = arg("Anbefalingen med egne ord.")
    regler: tuple[str, ...] = arg(
        "Sjekkpunktene som kan vise endringen.", each=RULE_ID, empty=True, unique=True, default=()
    )


@described("En anbefaling og gruppene som arbeider med den.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kobling:
    """Who works with what."""

    anbefaling: str = arg(like=FILE_ID)
    grupper: tuple[str, ...] = arg("Gruppene.", each=FILE_ID)


@described("Anbefalinger fra en gjennomgang, fordelt på arbeidsgrupper.", title="bvaudit: anbefalinger")
@dataclass(frozen=True, slots=True, kw_only=True)
class Anbefalinger:
    """Recommendations from one audit. ``kobling`` gives each recommendation its work groups; every recommendation has
    at least one group, and every group at least one recommendation."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    kommune: str = arg("Kommunen eller samarbeidet. Utelatt: listen er for alle.", default="")
    ar: str = arg('Året, som tekst: "2024".')
    kilde: str = arg("Hvor innholdet er hentet fra, og hva som er lagt til.")
    avsender: str = arg("Hvem som ga anbefalingene.")
    forrige: str = arg("Id-en til listen den kommer etter.", like=FILE_ID, default="")
    arbeidsgrupper: tuple[Gruppe, ...] = arg("Gruppene.")
    anbefalinger: tuple[Anbefaling, ...] = arg("Anbefalingene.")
    kobling: tuple[Kobling, ...] = arg("Hvem som arbeider med hva. Hver anbefaling og hver gruppe må være med.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)

    def for_group(self, gruppe: str) -> tuple[Anbefaling, ...]:
        """The group's recommendations, in the order of the list."""
        theirs = {row.anbefaling for row in self.kobling if gruppe in row.grupper}
        return tuple(a for a in self.anbefalinger if a.id in theirs)


@described("En risiko.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Risiko:
    """One thing that may go wrong. The ``id`` is the same from year to year, also when the text is not."""

    id: str = arg(like=FILE_ID)
    gruppe: str = arg(like=FILE_ID)
    tekst: str = arg("Hva som kan svikte, med egne ord.")
    regler: tuple[str, ...] = arg(
        "Sjekkpunktene som kan vise endringen.", each=RULE_ID, empty=True, unique=True, default=()
    )
    koblet: tuple[str, ...] = arg(
        "Punktene det svarer på i andre lister: «liste:id».", each=Shape(), empty=True, unique=True, default=()
    )


@described("Kjente risikoer et år. En risiko har samme id fra år til år.", title="bvaudit: risikoliste")
@dataclass(frozen=True, slots=True, kw_only=True)
class Risikoliste:
    """The known risks of a year. ``forrige`` is the id of the list it follows, or empty."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    kommune: str = arg("Kommunen eller samarbeidet. Utelatt: listen er for alle.", default="")
    ar: str = arg('Året, som tekst: "2024".')
    kilde: str = arg("Hvor innholdet er hentet fra, og hva som er lagt til.")
    forrige: str = arg(like=FILE_ID, default="")
    grupper: tuple[Gruppe, ...] = arg("Gruppene.")
    risikoer: tuple[Risiko, ...] = arg("Risikoene.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)


class Tiltaksstatus(StrEnum):
    """How far a measure has come."""

    FORSLAG = "forslag"
    PLANLAGT = "planlagt"
    PAGAR = "pagar"
    GJENNOMFORT = "gjennomfort"
    STANSET = "stanset"


@described("Et tiltak.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Forbedringstiltak:
    """One measure. ``konsekvens`` is what it may cost children, staff or budget; ``start`` is text (a day or a
    season), empty when nobody has said."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Tiltaket i få ord.")
    beskrivelse: str = arg("Hva som skal gjøres.")
    status: Tiltaksstatus = arg(
        "Hvor langt tiltaket er kommet. Utelatt: et forslag, som ingen har vedtatt.", default=Tiltaksstatus.FORSLAG
    )
    eier: str = arg("Rollen som har ansvaret.", default="")
    enheter: tuple[str, ...] = arg(
        "Enhetene det gjelder, med id eller navn. Utelatt: hele kommunen.", empty=True, unique=True, default=()
    )
    start: str = arg("Dag eller årstid. Utelates når det ikke er sagt.", default="")
    konsekvens: str = arg("Hva tiltaket kan føre til for barn, ansatte og økonomi.", default="")
    slutt: date | None = arg("Dagen tiltaket tar slutt, når det er bestemt.", default=None)
    hypotese: str = arg("Hva tiltaket er ment å føre til, og hvordan det vil vises.", default="")
    effekt: str = arg("Hva tiltaket har ført til så langt.", default="")
    regler: tuple[str, ...] = arg(
        "Sjekkpunktene som kan vise endringen.", each=RULE_ID, empty=True, unique=True, default=()
    )
    koblet: tuple[str, ...] = arg(
        "Punktene det svarer på i andre lister: «liste:id».", each=Shape(), empty=True, unique=True, default=()
    )


class Avviksart(StrEnum):
    """What the measures are to bring back in line: a breach of the law, or spending beyond the budget. Both are called
    «avvik», and they are never counted together."""

    LOV = "lov"
    OKONOMI = "okonomi"


@described("Tiltak for å rette og forebygge avvik, med det de kan føre til.", title="bvaudit: forbedringstiltak")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tiltaksliste:
    """Measures decided together. ``konsekvenser`` are those of the whole list; ``avvik`` is what they are meant for."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    kommune: str = arg("Kommunen eller samarbeidet. Utelatt: listen er for alle.", default="")
    ar: str = arg('Året, som tekst: "2024".', default="")
    kilde: str = arg("Hvor innholdet er hentet fra, og hva som er lagt til.")
    forrige: str = arg("Id-en til listen den kommer etter.", like=FILE_ID, default="")
    avvik: Avviksart = arg(
        "Hva tiltakene skal rette: brudd på lov, eller avvik fra budsjettet. Utelatt: lov.", default=Avviksart.LOV
    )
    konsekvenser: tuple[str, ...] = arg("Konsekvenser av hele listen.", empty=True, unique=True, default=())
    tiltak: tuple[Forbedringstiltak, ...] = arg("Tiltakene.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiltaksforslag:
    """A measure that may be taken when a rule is broken. ``liste`` is the heading of the list it stands in, and
    ``eget`` says that the list is the municipality's own."""

    tiltak: Forbedringstiltak
    liste: str
    eget: bool

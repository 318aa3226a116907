"""A rule: one sjekkpunkt, the law behind it over time, and the ways to count it."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bvaudit.model.fields import Part, Shape, arg, described, outside
from bvaudit.model.frist import Fristoppgave
from bvaudit.model.shapes import ERSTATTER, GRUNN, RULE_ID
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk, Sikkerhet
from bvaudit.model.uttrykk import Betingelse, Dato, Krav
from bvaudit.texts import text


@described("En lov eller forskrift.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lov:
    """An act or regulation that rules refer to by ``id``."""

    id: str = arg("Kort id brukt i hjemmel.")
    kort: str = arg("Slik den siteres: bvl.")
    navn: str = arg("Fullt navn.")
    gjelder_fra: date | None = arg(default=None)
    gjelder_til_og_med: date | None = arg(default=None)
    lenke: str = arg("Offentlig adresse til teksten.", default="")


@described("Lover og forskrifter som reglene viser til.", title="bvaudit: lover")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lover:
    """The whole file, ``rules/kodeverk/lover.yaml``."""

    lover: tuple[Lov, ...] = arg("Lovene.")


@described("Hvor i loven kravet står.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Hjemmel:
    """A place in the law. ``paragraf`` is text: ``2-1`` is not a number."""

    lov: str = arg("Lovens id fra rules/kodeverk/lover.yaml.")
    paragraf: str = arg("Paragraf uten §-tegn, som tekst: 2-1.")
    ledd: str = arg("Leddet, som tekst eller tall.", like=Shape(also_int=True), default="")
    punktum: str = arg("Punktumet, som tekst eller tall.", like=Shape(also_int=True), default="")
    bokstav: str = arg("Bokstaven.", default="")


_BY_VARIANT = {
    "lov": Malestokk.LOV,
    "retningslinje": Malestokk.NORM,
    "register": Malestokk.REGISTER,
    "ssb": Malestokk.REGISTER,
}
ENHET = "enhet"  # a point about the service itself: answered by a person, once for each unit
_OBJECT = Shape(choices=tuple(sorted([ENHET, *(table.navn for table in BY_NAME.values() if table.nokkel)])))
_VARIANT = Shape(pattern="^[a-z][a-z0-9-]{1,20}$", form="små bokstaver, tall og bindestrek")


@described("Objektene regelen gjelder. Utenfor vilkåret finnes ingen rad.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Gjelder:
    """Which objects the rule is about: rows of a table, or ``ENHET``. Outside ``der`` there is no row."""

    objekt: str = arg("Tabellen, eller enhet når et menneske svarer én gang for hele enheten.", like=_OBJECT)
    der: Betingelse | None = arg("Bare objekter der dette holder.", default=None)


@described("Kravet med en forklaring.", shared="variant", short="krav")
@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One way of counting. ``forklaring`` says in one sentence how, for people."""

    navn: str = arg("Navnet på måten å telle på.", like=_VARIANT, is_key=True)
    krav: Krav = arg("Det som kreves.")
    forklaring: str = arg("Én setning om hvordan det telles.", default="")

    @property
    def manuell(self) -> bool:
        return getattr(type(self.krav), "manuell", False)


@described("Loven i en tid. Ny lov: legg til en versjon, rediger aldri en gammel.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Versjon:
    """The law at a time. ``velges_etter`` are the event dates that choose it (the first that is filled in);
    empty = the judging day. No version in force gives ikke aktuelt."""

    gjelder_fra: date = arg()
    gjelder_til_og_med: date | None = arg(default=None)
    velges_etter: tuple[Dato, ...] = arg(
        "Datoen i saken som velger versjonen; den første utfylte. Utelatt: vurderingsdagen.", default=()
    )
    hjemmel: tuple[Hjemmel, ...] = arg("Rettsgrunnlaget. Tom liste når kravet ikke står i lov.", empty=True)
    varianter: tuple[Variant, ...] = arg("Navnet på måten å telle på, og kravet. Den første er standard.", keyed=True)
    merknad: str = arg("Noe leseren må vite om denne versjonen.", default="")

    def in_force(self, dag: date) -> bool:
        return self.gjelder_fra <= dag and (self.gjelder_til_og_med is None or dag <= self.gjelder_til_og_med)


@described("Hvem som har kontrollert innholdet, og når.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kontrollert:
    """Who approved the content, and when. ``avtrykk`` is of the wording they approved; empty = not taken."""

    av: str = arg("Rolle.")
    dato: date = arg()
    avtrykk: str = arg(
        "Avtrykk av ordlyden som ble godkjent. Endres en setning, kommer en advarsel.",
        like=Shape(pattern="^[0-9a-f]{16}$", form="16 tegn fra «bvaudit regler --avtrykk ID»"),
        default="",
    )


class Kontrollgrad(StrEnum):
    """The national register's own grades, as it spells them."""

    FATAL = "FATAL"
    ERROR = "ERROR"
    WARNING = "WARNING"
    INFO = "INFO"


@dataclass(frozen=True, slots=True, kw_only=True)
class GradForKode:
    """The grade when the object's code is this one."""

    kode: str = arg("Koden.", is_key=True)
    alvorlighet: Kontrollgrad = arg("Graden for denne koden.")


@described(
    "Regelen er en av registerets egne kontroller. Den teller i Datakvalitet og aldri blant avvikene.",
    parts={"etter_kode": Part(tekst="Egen grad for noen koder.")},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Kontroll:
    """What makes a rule one of the national register's own controls. ``entitet`` is what the register says is wrong,
    also where our object is its owner; ``v5`` says how the control fits version 5 of the format (``direkte``,
    ``tilpasses``, ``uaktuell`` or ``xsd``). ``kodefelt`` and ``etter_kode`` give some codes a grade of their own."""

    entitet: str = arg("Det registeret sier feilen står i: henvendelse, melder, vedtak_status.")
    alvorlighet: Kontrollgrad = arg("Registerets alvorlighetsgrad.")
    alvorlighet_migrert: Kontrollgrad | None = arg(
        "Graden når raden er flyttet fra et eldre fagsystem (migrert_id).", default=None
    )
    v5: str = arg(
        "Hvordan kontrollen passer til versjon 5 av formatet.",
        like=Shape(choices=("direkte", "tilpasses", "uaktuell", "xsd")),
    )
    kodefelt: str = arg("Kodefeltet på objektet.", inside="etter_kode", key="felt", must=True, default="")
    etter_kode: tuple[GradForKode, ...] = arg(
        "Kode og grad.", inside="etter_kode", key="koder", keyed=True, must=True, default=()
    )

    @property
    def vist(self) -> str:
        """«ERROR, WARNING for rader fra et eldre fagsystem»."""
        graded = [
            self.alvorlighet.value,
            *(text("model.rule.ved_kode", alvorlighet=one.alvorlighet, kode=one.kode) for one in self.etter_kode),
        ]
        if self.alvorlighet_migrert is not None:
            graded.append(
                text("model.rule.for_rader_fra_et_eldre_fagsystem", alvorlighet_migrert=self.alvorlighet_migrert)
            )
        return ", ".join(graded)


class SamlesPer(StrEnum):
    """What one avvik gathers: the rule in one unit, or, where a child needs action the same day, in one case."""

    ENHET = "enhet"
    SAK = "sak"


class Rettes(StrEnum):
    """How a breach can heal: it may become oppfylt later, it can only be done too late, or it stays as it is."""

    KAN = "kan"
    VED_UTFORT = "ved_utfort"
    NEI = "nei"


@described("Ett godt og ett svakt svar, til hjelp for den som besvarer punktet.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Eksempel:
    """A good and a poor answer, for the person who answers the point."""

    godt: str = arg("Et godt svar.")
    svakt: str = arg("Et svakt svar.")


_COUNT = Shape(least=1, most=1000)


@described("Målet når virkningen av tiltakene måles.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Effektmal:
    """The goal when the effect is measured: ``minst`` of ``av``, extended once to ``minst_utvidet`` of
    ``utvides_til``."""

    minst: int = arg("Så mange må være i orden.", like=_COUNT)
    av: int = arg("Så mange måles.", like=_COUNT)
    utvides_til: int = arg("Så mange måles når det første forsøket ikke når målet. Én gang.", like=_COUNT)
    minst_utvidet: int = arg("Så mange av dem må være i orden.", like=_COUNT)


@described("Én regel: et sjekkpunkt med lov, tellemåter og tekst.", title="bvaudit: regel")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """``telles_etter`` are the dates that put an object in a period (``frist_dato`` is the variant's own limit);
    empty = a rule about a state, always judged on the judging day. ``fil`` is where it was read. A rule with
    ``kontroll`` is about the data and not about the law: it is kept out of the results and counted by itself.

    ``avvikstittel`` is the breach as a heading. ``omfattes_av`` are wider rules that see the same fault: in a case
    where one of them is broken, this one is told under it. ``rettes``, ``samles_per`` and ``effektmal`` are for the
    register. ``frist`` puts the rule in the list of deadlines. ``egen_malestokk`` is whose measure it is, where the
    name of the standard variant does not tell.
    """

    id: str = arg(like=RULE_ID)
    tittel: str = arg("Kort og påstående: slik det er når kravet er oppfylt.")
    avvikstittel: str = arg("Bruddet som overskrift: slik det er når kravet ikke er oppfylt. Uten punktum.", default="")
    sporsmal: str = arg("Spørsmålet som besvares for hvert objekt.")
    formal: str = arg("Hvorfor kravet finnes: hva det betyr for barnet.")
    alvorlighetsgrad: Alvorlighetsgrad = arg("Hvor alvorlig et brudd er.")
    gjelder: Gjelder = arg()
    telles_etter: tuple[str, ...] = arg(
        "Datoene som plasserer objektet i en periode; den første utfylte. Utelatt: tilstand på vurderingsdagen.",
        empty=True,
        unique=True,
        default=(),
    )
    versjoner: tuple[Versjon, ...] = arg("Eldste først.")
    avvikstekst: str = arg(
        "Setningen om bruddet. Fylles inn: {frist_dato}, {start_dato}, {faktisk_dato}, {krav}, {funnet}."
    )
    veiledning: str = arg("Hva den som vurderer, skal se etter og passe på.")
    metode: str = arg("Hvordan punktet undersøkes.")
    kilde: str = arg("Hvor kravet og tellemåten er hentet fra.")
    plikter: tuple[str, ...] = arg("Pliktene i lovoversikten som punktet dekker.", empty=True, unique=True, default=())
    sikkerhet: Sikkerhet = arg("Hvor sikre vi er på rettsgrunnlaget.")
    sikkerhet_grunn: str = arg("Hvorfor sikkerheten er satt slik.")
    indikasjon: bool = arg("true når registeret bare gir en indikasjon, og et menneske må lese saken.", default=False)
    kontrollert: Kontrollert = arg()
    utgatt: date | None = arg(default=None)
    kontroll: Kontroll | None = arg(default=None)
    eksempel: Eksempel | None = arg(default=None)
    omfattes_av: tuple[str, ...] = arg(
        "Videre regler som ser den samme feilen. Er en av dem brutt i saken, står bruddet under den.",
        each=replace(RULE_ID, tekst="Id-en til en videre regel."),
        alone=True,
        unique=True,
        default=(),
    )
    egen_malestokk: Malestokk | None = arg(
        "Hvem som har satt målet, når navnet på standardvarianten ikke sier det.", key="malestokk", default=None
    )
    rettes: Rettes | None = arg(
        "kan: kan bli oppfylt senere. ved_utfort: kan bare bli gjort for sent. nei: kan ikke rettes.", default=None
    )
    samles_per: SamlesPer = arg(
        "Det ett avvik samler: regelen i én enhet, eller i én sak når barnet trenger hjelp samme dag.",
        default=SamlesPer.ENHET,
    )
    effektmal: Effektmal | None = arg(default=None)
    frist: Fristoppgave | None = arg(default=None)
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    tema: str = outside()
    fil: str = outside()

    @property
    def malestokk(self) -> Malestokk:
        """Whose measure the standard way of counting is: what the file says, else by the name of the variant."""
        if self.egen_malestokk is not None:
            return self.egen_malestokk
        return _BY_VARIANT.get(self.variantnavn[0], Malestokk.EGET) if not self.manuell else Malestokk.LOV

    @property
    def brudd(self) -> str:
        """What a finding is called: never the requirement as if it were met, also where nobody wrote a heading."""
        return self.avvikstittel or text("model.rule.ikke_oppfylt", tittel=self.tittel)

    @property
    def manuell(self) -> bool:
        return not self.telles_etter and all(
            variant.manuell for version in self.versjoner for variant in version.varianter
        )

    @property
    def variantnavn(self) -> tuple[str, ...]:
        """Every variant of every version, the newest version's order first. The first is the standard."""
        names: dict[str, None] = {}
        for version in reversed(self.versjoner):
            names.update(dict.fromkeys(v.navn for v in version.varianter))
        return tuple(names)

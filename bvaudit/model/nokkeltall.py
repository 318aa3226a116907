"""A key figure: what is counted, by which date, and in which ways it can be read. Design part 13.

One file is one figure with all its readings. A reading that is printed is named, and says in one sentence what is
counted, by which date, and who is in and out. The first is the standard.
"""

from dataclasses import dataclass
from datetime import date

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.rule import Gjelder
from bvaudit.model.shapes import ERSTATTER, GRUNN, RULE_ID
from bvaudit.model.tallord import (
    Brudddel,
    Grafslag,
    Kraft,
    Periodeslag,
    Storrelse,
    Talltype,
    Teller,
    Utenom,
)
from bvaudit.model.uttrykk import Betingelse, Dato, Rader

_FIGURE = Shape(
    tekst="Lik filnavnet. Brukes aldri om igjen.",
    pattern="^[a-z][a-z0-9_]{1,60}$",
    form="små bokstaver, tall og understrek",
)
_READING = Shape(pattern="^[a-z0-9][a-z0-9_]{0,40}$", form="små bokstaver, tall og understrek")
_CODE = Shape(pattern="^[a-z0-9][a-z0-9_.-]{0,40}$", form="små bokstaver, tall og understrek")
_MANY = Shape(least=1)


@described("Hva som legger objektet i en periode: en dato, eller at det er i kraft.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tid:
    """``dato``: the first that is filled in. ``i_kraft``: by the object's own start and end, both inside. ``til_for``
    ends it the day before (a birthday); ``fra_og_med`` begins it. Where that day is unknown the object is in, with
    ``ukjent`` «uten» it is out; how many is told."""

    dato: tuple[str, ...] = arg(
        "Datoene som teller; den første utfylte.", alone=True, empty=True, unique=True, default=()
    )
    i_kraft: Kraft | None = arg(
        "siste_dag: i kraft på periodens siste dag. noen_dag: på minst én dag i perioden. hver_dag: på alle dagene. "
        "apen: begynt, og ikke avsluttet på den siste dagen.",
        default=None,
    )
    fra_og_med: str = arg("Teller først fra denne dagen: sak.fyller_18_dato.", default="")
    til_for: str = arg("Teller bare til dagen før denne: sak.fyller_25_dato.", default="")
    ukjent: str = arg(
        "Om objektet er med når dagen i «til_for» eller «fra_og_med» ikke er kjent.",
        like=Shape(choices=("med", "uten")),
        default="med",
    )


@described("Dager med en hendelse i perioden.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Hendelsesdager:
    """At least ``minst`` different days in the period with such a row. For what is counted on a day: in the calendar
    year to that day."""

    rader: Rader = arg("Radene hendelsene står i.")
    minst: int = arg("Så mange dager minst.", like=_MANY)


@described("En andel: hvor mange av dem som telles, dette holder for.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Andel:
    """The share of what is counted (and meets ``av``) that meets ``der`` and has the days of ``dager``."""

    der: Betingelse | None = arg("Det som må holde for å være i telleren.", default=None)
    dager: Hendelsesdager | None = arg("Hendelser som må være registrert for å være i telleren.", default=None)
    av: Betingelse | None = arg("Bare disse er i nevneren. Utelatt: alle som telles.", default=None)


@described("Koder som vises under ett.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kodegruppe:
    """Codes shown as one. In ``vilkar`` a group is a condition instead, and the first that holds decides."""

    kode: str = arg("Kort navn på gruppen.", like=_CODE, is_key=True)
    tittel: str = arg("Navnet som vises.")
    koder: tuple[str, ...] = arg("Kodene i gruppen.", alone=True, empty=True, unique=True, default=())
    der: Betingelse | None = arg("Vilkåret for å være i gruppen, når den ikke er koder.", default=None)


@described("En inndeling: en kode, en aldersgruppe eller vilkår.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Inndeling:
    """How a figure is divided. A code (``felt``, of the object or of ``rader`` beneath it), ages by their lower limits
    (``alder``), or the conditions of ``grupper``. Without ``grupper``, or with ``resten_alene``, each code stands
    alone; else codes in no group are ``andre``, and where that is empty they are left out of the division, but not of
    the whole. ``kart`` groups old and new codes where they are alike. ``tom`` is what an object without any code is
    called; empty = it is in no part. Several codes on an object: it is in each, once."""

    akse: str = arg("Navnet på inndelingen: utfall, melder, alder.", like=_CODE, is_key=True)
    tittel: str = arg("Overskriften på inndelingen.", default="")
    felt: str = arg("Kodefeltet.", default="")
    rader: Rader | None = arg("Radene koden står i. Utelatt: objektet selv.", default=None)
    liste: bool = arg("true når feltet er flere koder med komma mellom.", default=False)
    kodeliste: str = arg("Kodelisten med navnene på kodene.", default="")
    kart: str = arg("Id-en til sammenligningen som samler gamle og nye koder, der de er like.", default="")
    alder: tuple[int, ...] = arg(
        "Nedre grenser for aldersgruppene: [0, 6, 13, 18].", alone=True, empty=True, unique=True, default=()
    )
    grupper: tuple[Kodegruppe, ...] = arg("Gruppene. Utelatt: hver kode for seg.", keyed=True, default=())
    resten_alene: bool = arg("true: koder utenfor gruppene står hver for seg.", default=False)
    andre: str = arg("Navnet på resten, som kode. Utelatt: resten vises ikke i inndelingen.", like=_CODE, default="")
    andre_tittel: str = arg("Navnet på resten slik det vises.", default="")
    tom: str = arg("Koden for objekter uten noen kode. Utelatt: de vises ikke i inndelingen.", like=_CODE, default="")
    tom_tittel: str = arg("Navnet på dem uten kode slik det vises.", default="")
    av: str = arg(
        "Hva andelene er av. objekter: kan bli over 100 til sammen. oppforinger: hver kode én gang per objekt.",
        like=Shape(choices=("objekter", "oppforinger")),
        default="objekter",
    )


# The axis of breaches that are split by another way of counting, and its codes.
DELT_AKSE, DELT_KODER = "del", ("reell", "regeleffekt", "uten_melding", "bare_korrigert")


@described("Svarene på en regel.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Regelsvar:
    """Results of a rule in place of a population. ``over``: by the rule's own counting date, where what is open and
    due is in, or only what was concluded in the period. With ``mot`` the breaches are split by what another way of
    counting says: ``reell``, ``regeleffekt``, ``uten_melding``, and ``bare_korrigert``."""

    id: str = arg(like=RULE_ID)
    variant: str = arg("Måten å telle på.", default="")
    over: str = arg(
        "regel: regelens egen telledato. konkludert: bare det som er konkludert i perioden.",
        like=Shape(choices=("regel", "konkludert")),
        default="regel",
    )
    teller: Brudddel = arg("Hva andelen er av: brudd eller oppfylt.", default=Brudddel.BRUDD)
    mot: str = arg("En annen måte å telle på, som bruddene deles etter.", default="")


@described("Dager mellom to datoer.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Dager:
    """Whole days between two dates of an object; an object without both is left out, and how many is told."""

    fra: Dato = arg("Dagen det regnes fra.")
    til: Dato = arg("Dagen det regnes til.")


@described("Et annet tall.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tallvalg:
    """A row of another figure, or of an imported series: the same unit, municipality and period. ``serie.bemanning`` is
    whichever series of that kind there is, read ``alle``, ``har_saker`` or as in its ``til_nokkeltall``: of the period,
    else the last before it."""

    tall: str = arg("Id-en til nøkkeltallet eller serien.")
    lesning: str = arg("Lesningen. Utelatt: standarden.", default="")
    storrelse: str = arg("Størrelsen: antall, antall_barn, arsverk.", default="antall")
    gruppe: str = arg("Delen av inndelingen: akse=kode. Utelatt: hele.", default="")


@described("Forholdet mellom to tall.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Forhold:
    """``per``: what is below the line is told in so many, so that the number still is the one divided by the other."""

    teller: Tallvalg = arg("Tallet over streken.")
    nevner: Tallvalg = arg("Tallet under streken.")
    per: int = arg("For så mange under streken: 1000 gir antall for hver tusen.", like=Shape(least=1), default=1)


@described("En lesning av nøkkeltallet.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Lesning:
    """One way to read the figure. What is counted is ``gjelder`` (else the figure's) with ``der``, the results of a
    rule (``regel``), or two other figures (``forhold``). ``over``: not the period's own number, but the mean, least,
    greatest or sum of the whole months (or half-years) in it that end by ``per``. ``av_100``: shares as whole numbers
    of a hundred, rounded half up. ``perioder``: only periods of these kinds."""

    navn: str = arg("Navnet på lesningen.", like=_READING, is_key=True)
    forklaring: str = arg("Én setning: hva som telles, etter hvilken dato, hvem som er med og ikke.")
    tittel: str = arg("Kort navn, når lesningene vises ved siden av hverandre.", default="")
    gjelder: Gjelder | None = arg("Objektene, når de ikke er nøkkeltallets egne.", default=None)
    der: Betingelse | None = arg("Bare objekter der også dette holder.", default=None)
    uten: tuple[Utenom, ...] = arg(
        "Hvem som ikke er med. em: barn med DUF-nummer. omsorgsenheten: enheter med oppgaven omsorg.",
        alone=True,
        empty=True,
        unique=True,
        default=(),
    )
    tid: Tid | None = arg("Hva som legger objektet i en periode.", default=None)
    tell: Teller = arg("Hva som telles.", default=Teller.OBJEKTER)
    dogn_per: str = arg(
        "barn: ett barn teller én gang per dag. objekter: hvert objekt for seg.",
        like=Shape(choices=("barn", "objekter")),
        default="barn",
    )
    storrelser: tuple[Storrelse, ...] = arg("Det som skrives ut.", alone=True, empty=True, unique=True, default=())
    andel: Andel | None = arg("Andelen.", default=None)
    regel: Regelsvar | None = arg(default=None)
    varighet: Dager | None = arg(default=None)
    forhold: Forhold | None = arg(default=None)
    deles: tuple[Inndeling, ...] = arg("Inndelingene, hver for seg.", keyed=True, default=())
    over: Periodeslag | None = arg("maned eller halvar: regn for hver av dem i perioden først.", default=None)
    av_100: bool = arg("true: andelene som hele tall av hundre.", default=False)
    perioder: tuple[Periodeslag, ...] = arg(
        "Bare slike perioder. Utelatt: alle.", alone=True, empty=True, unique=True, default=()
    )
    merknad: str = arg("Noe leseren må vite om lesningen.", default="")

    @property
    def maler(self) -> tuple[Storrelse, ...]:
        """What is printed: as the file says, else what follows from what is counted."""
        return self.storrelser or self._usual

    @property
    def telt(self) -> Storrelse:
        """What the plain count is called."""
        return _COUNTED.get(self.tell, Storrelse.ANTALL)

    @property
    def _usual(self) -> tuple[Storrelse, ...]:
        if self.over is not None:
            return (Storrelse.GJENNOMSNITT, Storrelse.MINST, Storrelse.STORST)
        if self.varighet is not None:
            return (Storrelse.GJENNOMSNITT, Storrelse.MEDIAN, Storrelse.MINST, Storrelse.STORST)
        if self.forhold is not None:
            return (Storrelse.GJENNOMSNITT,)
        if self.av_100:
            return (self.telt, Storrelse.SUM)
        if self.andel is not None or (self.regel is not None and not self.regel.mot):
            return (Storrelse.ANDEL,)
        return (self.telt, Storrelse.ANDEL) if self.deles or self.regel is not None else (self.telt,)


_COUNTED = {Teller.BARN: Storrelse.ANTALL_BARN, Teller.DOGN: Storrelse.DOGN, Teller.NETTER: Storrelse.DOGN}


@described("Fra denne dagen kan årene ikke sammenlignes med årene før.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Serieskift:
    """The day from which the figure cannot be compared with what was before. ``lesninger`` and ``deler`` (codes of a
    division) limit it; empty = all."""

    dato: date = arg("Den første dagen etter bruddet.")
    grunn: str = arg("Hva som er endret, så en leser forstår det.")
    lesninger: tuple[str, ...] = arg(
        "Bare disse lesningene.", each=_READING, alone=True, empty=True, unique=True, default=()
    )
    deler: tuple[str, ...] = arg("Bare disse kodene i inndelingen.", alone=True, empty=True, unique=True, default=())


@described("Slik tallet skrives.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Visning:
    """``benevning`` follows the number: «meldinger». ``desimaler`` are those of a share in per cent, or of the
    number."""

    tall: Talltype = arg("heltall, prosent eller desimal.", default=Talltype.HELTALL)
    desimaler: int = arg("Antall desimaler.", like=Shape(least=0, most=3), default=1)
    benevning: str = arg("Ordet etter tallet: meldinger, barn, døgn.", default="")
    graf: Grafslag | None = arg("Slik det tegnes over tid.", default=None)


@described("Et nøkkeltall med lesningene av det.", title="bvaudit: nøkkeltall")
@dataclass(frozen=True, slots=True, kw_only=True)
class Nokkeltall:
    """A figure. ``spor`` are the rows of the acceptance table it answers. ``ikke_kvalitetsmal``: it may not be read as
    good or bad. ``alltid_skjult``: never in what is public, however large. ``egen``: the municipality's own."""

    id: str = arg(like=_FIGURE)
    tittel: str = arg("Hva nøkkeltallet heter.")
    tema: str = arg("Emnet det hører til, som grupperer listen.", default="")
    formal: str = arg("Hva det kan brukes til.", default="")
    kilde: str = arg("Hvor tellemåten er hentet fra.")
    spor: tuple[str, ...] = arg("Radene i kravlisten det svarer på.", alone=True, empty=True, unique=True, default=())
    gjelder: Gjelder | None = arg("Objektene som telles.", default=None)
    lesninger: tuple[Lesning, ...] = arg("Navnet på lesningen, og hva den teller. Den første er standard.", keyed=True)
    brudd: tuple[Serieskift, ...] = arg("Dager da noe ble endret.", empty=True, default=())
    visning: Visning = arg(default=Visning())
    merknad: str = arg("Noe leseren må vite.", default="")
    ikke_kvalitetsmal: bool = arg("true når tallet ikke kan leses som bra eller dårlig.", default=False)
    alltid_skjult: bool = arg("true når tallet aldri skal stå i noe offentlig.", default=False)
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)

    @property
    def standard(self) -> Lesning:
        return self.lesninger[0]

    def lesning(self, navn: str) -> Lesning | None:
        """The reading; empty = the standard."""
        return next((one for one in self.lesninger if one.navn == navn), None) if navn else self.standard

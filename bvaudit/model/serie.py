"""A series the municipality brings in: staffing, sick leave, economy, population, a survey. Aggregates only, no names.

The numbers stand in a workbook or a text file beside the YAML (``datafil`` and ``kolonner``), or in the YAML itself
(``rader``). What a kind of series is like otherwise is said in ``SLAG``.
"""

from dataclasses import dataclass

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.serieslag import FEWEST, SLAG, Lengde, Maal, Radslag, Retning, Rolle, Seriegraf, Serieslag
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN

_NUMBER = Shape(also_int=True)
_PERIOD = Shape(also_int=True)
_AXIS = Shape(
    pattern="^([a-z0-9][a-z0-9-]*)?$", form="små bokstaver, tall og bindestrek", hint="skriv for eksempel rolle"
)
_NONE_OR_MORE = Shape(least=-1)
IKKE_SAGT = -1
TID, ENHETER, KOMMUNER = "tid", "enheter", "kommuner"  # the divisions that are no axis of categories


@described("En kolonne i filen med tallene.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kolonne:
    """``navn`` is the heading as it stands in the file. A column of numbers may be for a fixed period, unit or
    category: twelve columns, one for each month."""

    navn: str = arg("Overskriften slik den står i filen.")
    er: Rolle = arg("Hva kolonnen er. «navn» blir aldri lest, og «brukes_ikke» heller ikke.")
    akse: str = arg(
        "For kategori: hva tallene deles på, for eksempel rolle. Utelatt: lages av overskriften.",
        like=_AXIS,
        default="",
    )
    kategori: str = arg("For tall: kategorien alle tallene i kolonnen hører til.", default="")
    periode: str = arg('For tall: perioden alle tallene i kolonnen er for: "2020-01".', like=_PERIOD, default="")
    enhet: str = arg("For tall: enheten alle tallene i kolonnen er for.", default="")
    storrelse: Maal | None = arg(
        "For tall: hva de er tall på, når det ikke er det samme som i serien ellers.", default=None
    )
    lengde: Lengde = arg("For periode: hva en dato i kolonnen står for.", default=Lengde.DAG)
    fyll_ned: bool = arg("For det tallene er delt på: en tom celle er det samme som i cellen over.", default=False)
    gang: str = arg(
        "For tall: det de ganges med, når kolonnen er i en annen målenhet enn serien: 0,001.", like=_NUMBER, default=""
    )


@described("Ett tall, når tallene står i filen selv.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rad:
    """Numbers are texts as people write them: «19,69 %», «13 300». Without a number there is a row that says so.
    ``akse`` and ``kategori`` may be several with semicolons between."""

    periode: str = arg(
        "2024, 2024-03, 2024-K1, 2024-H1, 2023-U36, 2024-12-31 eller 2024-01..2024-06.", like=_PERIOD, default=""
    )
    enhet: str = arg("Enheten. Utelatt: alle.", default="")
    kommune: str = arg("Kommunen. Utelatt: alle.", default="")
    akse: str = arg("Hva tallet er delt på: rolle. Flere: semikolon mellom.", default="")
    kategori: str = arg("Hvilken del det er: leder. Flere: semikolon mellom.", default="")
    storrelse: Maal | None = arg("Hva det er tall på, når det ikke er det samme som i serien ellers.", default=None)
    verdi: str = arg("Tallet. Utelatt: det finnes ikke noe tall, og det blir sagt.", like=_NUMBER, default="")
    teller: str = arg("Det som telles, for en andel.", like=_NUMBER, default="")
    nevner: str = arg("Det andelen er av.", like=_NUMBER, default="")
    personer: str = arg("Hvor mange ansatte tallet bygger på.", like=_NUMBER, default="")
    merknad: str = arg("Det en leser må vite om tallet.", default="")


@described(
    "Noe tallene er delt på, der delene til sammen er det hele.", short="akse", short_tekst="Hva tallene er delt på."
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Deling:
    """``akse`` is an axis of categories, or ``tid``, ``enheter``, ``kommuner``. ``skal_bli``: what the parts come to,
    when that stands in no row."""

    akse: str = arg("Aksen, eller tid, enheter, kommuner.", like=_AXIS)
    skal_bli: str = arg(
        "Det delene skal bli til sammen, når det ikke står i noen rad: 100 %.", like=_NUMBER, default=""
    )


@described("Et tall som regnes av tall i serien.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Avledet:
    """The sum of some categories of an axis, less others: overspend with what was given for a while."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva tallet er.")
    akse: str = arg("Aksen kategoriene står på.", like=_AXIS)
    legg_sammen: tuple[str, ...] = arg("Kategoriene som legges sammen.")
    trekk_fra: tuple[str, ...] = arg("Kategoriene som trekkes fra.", empty=True, default=())


@described("Et mål, eller en norm, tallene holdes mot.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Seriemal:
    """Held against the numbers of its period, unit, category and measure; what is empty is for the whole. Without
    ``verdi`` it is said that nobody has set it."""

    tekst: str = arg("Hva målet er, og hvem som har satt det.")
    verdi: str = arg("Målet. Utelatt: ingen har satt det ennå.", like=_NUMBER, default="")
    retning: Retning = arg(
        "hoyst: tallet skal være så stort eller mindre. minst: så stort eller større.", default=Retning.HOYST
    )
    periode: str = arg("Perioden det gjelder. Utelatt: alle.", like=_PERIOD, default="")
    enhet: str = arg("Enheten det gjelder.", default="")
    akse: str = arg("Aksen, når det gjelder en kategori.", like=_AXIS, default="")
    kategori: str = arg("Kategorien.", default="")
    storrelse: Maal | None = arg("Hva det er et mål for.", default=None)


@described("Et forhold mellom et tall fra sakene og et tall i serien: saker for hver ansatt.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Forhold:
    """``tall`` and ``variant`` name the numerator among the key figures; the denominator is of this series."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva forholdet er.")
    tall: str = arg("Nøkkeltallet som deles, med id.")
    variant: str = arg("Måten det er talt på.")
    gruppe: str = arg("Gruppen av nøkkeltallet. Utelatt: alle.", default="")
    akse: str = arg("Aksen det deles på i serien. Utelatt: det hele.", like=_AXIS, default="")
    kategori: str = arg("Kategorien det deles på.", default="")
    storrelse: Maal | None = arg("Hva det deles på.", default=None)


@described("Tall i serien som nøkkeltall kan regnes av, med navn.")
@dataclass(frozen=True, slots=True, kw_only=True)
class TilNokkeltall:
    """A number of the series that figures can name: the sum of some categories, or the whole. The figures that came
    with the program ask for ``barn-0-17`` (population), ``fagutdanning`` (staffing) and ``utgifter`` (economy)."""

    navn: str = arg("Navnet nøkkeltallet bruker: barn-0-17, fagutdanning, utgifter.", like=_AXIS, is_key=True)
    kategorier: tuple[str, ...] = arg(
        "Kategoriene som legges sammen. Tom: hele serien.", each=Shape(), empty=True, unique=True, default=()
    )


@described("Flere kommuner side om side. Det viser hvor vi ligger, og er ikke et kvalitetsmål.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Settet:
    """``eget`` is the category that is us, ``snitt`` the one that is the mean the source gives, if any."""

    navn: str = arg("Hva gruppen heter: ASSS.")
    akse: str = arg("Aksen de andre står på.", like=_AXIS)
    eget: str = arg("Kategorien som er oss.")
    snitt: str = arg("Kategorien som er snittet kilden oppgir.", default="")


@described("Hvordan rader for ansatte blir til antall, uten at noen kan kjennes igjen.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Fordeling:
    """``klasser`` are where each class begins: 1, 3, 10, 21 → 1–2, 3–9, 10–20, 21 or more. ``uten`` are the categories
    of ``akse`` that the second mean leaves out."""

    klasser: tuple[int, ...] = arg("Hvor hver gruppe begynner: [1, 3, 10, 21].", each=Shape(least=0), unique=True)
    akse: str = arg("Aksen rollene står på.", like=_AXIS, default="")
    uten: tuple[str, ...] = arg("Rollene det andre snittet ser bort fra.", empty=True, default=())


@described("En periode serien er brutt ved.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Seriebrudd:
    fra: str = arg("Den første perioden etter bruddet.", like=_PERIOD)
    grunn: str = arg("Hvorfor tallene før og etter ikke kan sammenlignes.")


@described("En serie med tall fra andre kilder enn sakene.", title="bvaudit: serie")
@dataclass(frozen=True, slots=True, kw_only=True)
class Serie:
    """``maleenhet`` is what is said after a number. ``mangler_system``: there is no system that keeps the number, and
    ``hvorfor`` says what is known. Exactly one of ``kolonner`` with ``datafil``, ``rader`` and ``mangler_system``."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva serien heter.")
    serieslag: Serieslag = arg("Hva serien handler om.")
    kilde: str = arg("Hvor tallene er hentet fra, og hva som er lagt til.")
    kommune: str = arg("Kommunen eller samarbeidet.", default="")
    storrelse: Maal = arg("Hva tallene er tall på.", default=Maal.ANTALL)
    maleenhet: str = arg("Ordet etter tallet: mill. kr.", default="")
    periode: str = arg("Perioden for tall som ikke sier det selv.", like=_PERIOD, default="")
    enhet: str = arg("Enheten for tall som ikke sier det selv.", default="")
    datafil: str = arg("Filen med tallene, i samme mappe: sykefravar-2020.xlsx eller .csv.", default="")
    ark: str = arg(
        "Arket tallene står i, eller med stjerne flere: «*» er alle, «Fravær *» de som begynner slik. Utelatt: det "
        "første synlige som har overskriftene.",
        default="",
    )
    hver_rad: Radslag = arg("Hva en rad i filen er.", default=Radslag.TALL)
    kolonner: tuple[Kolonne, ...] = arg("Kolonnene i filen.", empty=True, default=())
    tomme: tuple[str, ...] = arg(
        "Det som betyr at tallet ikke finnes: «-», «NULL».", each=Shape(), empty=True, unique=True, default=()
    )
    rader: tuple[Rad, ...] = arg("Tallene, når de ikke står i en egen fil.", empty=True, default=())
    delt_pa: tuple[Deling, ...] = arg(
        "Det tallene er delt på, der delene til sammen er det hele.", empty=True, default=()
    )
    har_saker: tuple[str, ...] = arg(
        "For bemanning: rollene som har saker. Saker per ansatt deles på dem.",
        each=Shape(),
        empty=True,
        unique=True,
        default=(),
    )
    til_nokkeltall: tuple[TilNokkeltall, ...] = arg("Det nøkkeltall kan regnes av.", keyed=True, default=())
    avledet: tuple[Avledet, ...] = arg("Tall som regnes av tallene.", empty=True, default=())
    mal: tuple[Seriemal, ...] = arg("Mål og normer.", empty=True, default=())
    forhold: tuple[Forhold, ...] = arg("Forhold til tall fra sakene.", empty=True, default=())
    sett: Settet | None = arg("Når tallene er en sammenligning med andre.", default=None)
    fordeling: Fordeling | None = arg("Når hver rad er en ansatt.", default=None)
    brudd: tuple[Seriebrudd, ...] = arg("Periodene serien er brutt ved.", empty=True, default=())
    minst: int = arg(
        "Bygger tallet på færre ansatte enn dette, vises det ikke. Utelatt: 5 for sykefravær, turnover, undersøkelser "
        "blant ansatte, avvikskultur og grupper av ansatte (hver_rad: person), ellers ingen grense.",
        like=_NONE_OR_MORE,
        default=IKKE_SAGT,
    )
    graf: Seriegraf | None = arg("Hvordan den tegnes.", default=None)
    mangler_system: bool = arg("Kommunen har ikke noe system som gir tallet.", default=False)
    hvorfor: str = arg("Hva som er kjent når det ikke finnes noe system.", default="")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)

    @property
    def minste(self) -> int:
        """How many employees must stand behind a number; 0: no limit."""
        if self.minst != IKKE_SAGT:
            return self.minst
        return max(SLAG[self.serieslag].minst, FEWEST if self.hver_rad is Radslag.PERSON else 0)

    @property
    def tegnes(self) -> Seriegraf:
        return self.graf or SLAG[self.serieslag].graf

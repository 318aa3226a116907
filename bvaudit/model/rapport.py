"""A report as an outline: which sections it has, for whom, and what each section shows (design part 14)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.lister import Listeslag
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.serieslag import Serieslag
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN, RULE_ID

_NIVA = Shape(least=2, most=3)
_TIDLIGERE = Shape(least=0, most=5)
_MEST = Shape(least=1, most=200)

# Counts of the register and the year an outline may name beside key figures, series and rules. The counts of a list
# and of a supervision are called by its id: ``liste.<id>``, ``tilsyn.<id>.funn``.
REGISTERTALL = frozenset(
    f"register.{name}"
    for name in (
        *("apne", "forfalt", "nye", "kom_tilbake", "lukket", "lukket_fa", "med_tiltak", "uten_eier", "ikke_malt"),
        *("uten_forsok", "lukket_for", "avsluttet_uten", "avsluttet_fa", "ikke_kontrollert", "enheter", "funn"),
    )
)
ARSTALL = frozenset({"arshjul.oppgaver", "arshjul.utfort", "arshjul.forfalt"})


class Omfang(StrEnum):
    """One paper for everything, or one for each unit or each municipality."""

    SAMLET = "samlet"
    ENHET = "enhet"
    KOMMUNE = "kommune"


class Periode(StrEnum):
    """How long a time the figures of the report are of. The newest one that is over on the judging day."""

    AR = "ar"
    HALVAR = "halvar"
    KVARTAL = "kvartal"


class Seksjonslag(StrEnum):
    TEKST = "tekst"
    TALL = "tall"
    GRAF = "graf"
    AVVIK = "avvik"
    TILTAK = "tiltak"
    LISTE = "liste"
    SPORSMAL_OG_SVAR = "sporsmal_og_svar"
    RISIKO = "risiko"
    ARSHJUL = "arshjul"
    TILSYN = "tilsyn"
    POSITIVE_FUNN = "positive_funn"


class Linjer(StrEnum):
    """What one line of a table, or one place along the axis of a chart, is."""

    TALL = "tall"
    ENHET = "enhet"
    KOMMUNE = "kommune"
    GRUPPE = "gruppe"
    PERIODE = "periode"


class Grafvalg(StrEnum):
    """The chart of a section; INGEN: only the table."""

    INGEN = ""
    SOYLER = "soyler"
    LINJE = "linje"
    STABLET = "stablet"
    PRIKK = "prikk"


class Avviksvalg(StrEnum):
    """Which of the open avvik a section shows."""

    FORFALT = "forfalt"
    KOM_TILBAKE = "kom_tilbake"
    UTEN_EIER = "uten_eier"
    UTEN_TILTAK = "uten_tiltak"
    TILSYN = "tilsyn"


class Setning(StrEnum):
    """A sentence made of the figures of a section. ``AV_100``: each share as so many of a hundred, rounded half up, and
    what they then add to. ``UTVIKLING``: more or fewer than the period before, in words that claim no more than the
    numbers do. ``SPREDNING``: the lowest and the highest of the lines."""

    AV_100 = "av_100"
    UTVIKLING = "utvikling"
    SPREDNING = "spredning"


@described("Et tall som skal vises.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tallvalg:
    """``tall`` is the id of a key figure, an imported series or a rule, or a count of the register, a list or the year
    (``register.apne``). ``variant`` empty = the standard reading; ``storrelse`` empty = the one the figure is of."""

    tall: str = arg("Id-en til nøkkeltallet, serien eller sjekkpunktet.", like=Shape())
    variant: str = arg("Lesningen. Utelatt: den som er standard.", default="")
    storrelse: str = arg("Hva som vises: antall, andel. Utelatt: det tallet er laget for.", default="")
    gruppe: str = arg("Bare denne gruppen, skrevet akse=kode. Utelatt: det hele.", default="")
    navn: str = arg("Hva det heter i tabellen. Utelatt: tittelen på nøkkeltallet.", default="")
    andre: bool = arg("Tegnes mot en egen akse til høyre.", default=False)


@described("Et avsnitt i rapporten.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Seksjon:
    """``sporsmal`` is the question a ``sporsmal_og_svar`` answers; the sections of level 3 that follow are its answer.
    ``malgrupper`` empty = all the report is for. ``dokumentklasse`` empty = the report's own. ``snudd``: figures down
    and lines across. ``fyll_ut`` are what a person is asked to write, each a blank of its own."""

    slag: Seksjonslag = arg("Hva avsnittet viser.")
    tittel: str = arg("Overskriften.")
    niva: int = arg("2: hovedavsnitt. 3: del av avsnittet foran.", like=_NIVA, default=2)
    tekst: tuple[str, ...] = arg("Det som skal stå, ett avsnitt hver.", each=Shape(), empty=True, default=())
    sporsmal: str = arg("Spørsmålet som besvares.", default="")
    malgrupper: tuple[Malgruppe, ...] = arg(
        "Bare i utgaver for disse. Utelatt: alle rapporten er for.", empty=True, unique=True, default=()
    )
    dokumentklasse: str = arg("Dokumentklassen for avsnittet, når den er en annen enn rapportens.", default="")
    tall: tuple[Tallvalg, ...] = arg("Tallene, i den rekkefølgen de vises.", empty=True, default=())
    serieslag: tuple[Serieslag, ...] = arg(
        "Kommunens egne serier av disse slagene vises. Har den ingen, er avsnittet ikke med, og det blir sagt. Står "
        "det også «tall», tegnes de mot hverandre.",
        empty=True,
        unique=True,
        default=(),
    )
    linjer: Linjer = arg("Hva en linje i tabellen er. Utelatt: ett tall på hver linje.", default=Linjer.TALL)
    akse: str = arg("Aksen gruppene er delt etter, når linjene er grupper: kode, maned.", default="")
    snudd: bool = arg("Tallene nedover og linjene bortover.", default=False)
    graf: Grafvalg = arg("Grafen over tabellen. Utelatt: bare tabell.", default=Grafvalg.INGEN)
    setninger: tuple[Setning, ...] = arg("Setninger som lages av tallene.", empty=True, unique=True, default=())
    lister: tuple[str, ...] = arg(
        "Listene som vises, med id. Utelatt: alle av slagene i «listeslag».",
        each=FILE_ID,
        empty=True,
        unique=True,
        default=(),
    )
    listeslag: tuple[Listeslag, ...] = arg("Slagene av lister som vises.", empty=True, unique=True, default=())
    konsekvenser: bool = arg("Konsekvensen av hvert punkt vises.", default=False)
    regler: tuple[str, ...] = arg(
        "Bare avvik på disse sjekkpunktene. Utelatt: alle.", each=RULE_ID, empty=True, unique=True, default=()
    )
    felles: bool = arg("Bare avvik som finnes i to eller flere enheter.", default=False)
    bare: tuple[Avviksvalg, ...] = arg(
        "Bare avvik som er noe av dette. tilsyn: de svarer på et funn i et tilsyn. Utelatt: alle som er åpne.",
        empty=True,
        unique=True,
        default=(),
    )
    mest: int = arg("Så mange avvik vises høyst, de alvorligste først. Utelatt: alle.", like=_MEST, default=0)
    lest: bool = arg("Punktene noen har lest i sakene, og hvor mange saker som ikke oppfyller dem.", default=False)
    fyll_ut: tuple[str, ...] = arg("Det en person må skrive, ett felt hver.", each=Shape(), empty=True, default=())


@described("Hva en rapport inneholder, og hvem den er til.", title="bvaudit: rapport")
@dataclass(frozen=True, slots=True, kw_only=True)
class Rapport:
    """``malgrupper`` are those it may be made for, the first one unless another is asked for. ``tidligere`` is how many
    periods before the newest are shown beside it."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva rapporten heter.")
    mottaker: str = arg("Hvem den er til.")
    formal: str = arg("Hva den er til for, i en setning.")
    malgrupper: tuple[Malgruppe, ...] = arg("Hvem den kan lages for. Den første er den vanlige.", unique=True)
    per: Omfang = arg("samlet: én rapport. enhet og kommune: én for hver.", default=Omfang.SAMLET)
    periode: Periode = arg("Hvor lang tid tallene er for.", default=Periode.AR)
    tidligere: int = arg("Så mange perioder før den nyeste vises ved siden av.", like=_TIDLIGERE, default=0)
    kort: bool = arg("Én side: forsiden er kort, og hva hvert tall teller, står i vedlegget.", default=False)
    ut_av_tjenesten: bool = arg(
        "Mottakeren er utenfor tjenesten: tilsyn, utvalg, kommunestyre. Det avgjør dokumentklassen.", default=False
    )
    dokumentklasse: str = arg(
        "Dokumentklassen i det som ikke er offentlig. Utelatt: den i kommune.yaml for papirer av dette slaget.",
        default="",
    )
    kilde: str = arg("Hva oppsettet er laget etter.")
    seksjoner: tuple[Seksjon, ...] = arg("Avsnittene, i den rekkefølgen de står.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    pa_nynorsk: Mapping[str, str] = arg(
        "Tekstene på nynorsk, for kommuner som skriver nynorsk: hver tekst slik den står over, og så på nynorsk.",
        each=Shape(),
        default_factory=dict,
    )
    fil: str = outside()
    egen: bool = outside(default=False)

    def for_(self, malgruppe: Malgruppe) -> tuple[Seksjon, ...]:
        """The sections an edition for these readers has."""
        return tuple(one for one in self.seksjoner if not one.malgrupper or malgruppe in one.malgrupper)

    @property
    def nynorsk(self) -> "Rapport":
        """The outline with what it says in nynorsk; what nobody has put into nynorsk stays as it is."""
        return replace(
            self,
            tittel=self._said(self.tittel),
            mottaker=self._said(self.mottaker),
            formal=self._said(self.formal),
            dokumentklasse=self._said(self.dokumentklasse),
            seksjoner=tuple(
                replace(
                    one,
                    tittel=self._said(one.tittel),
                    sporsmal=self._said(one.sporsmal),
                    tekst=tuple(map(self._said, one.tekst)),
                    fyll_ut=tuple(map(self._said, one.fyll_ut)),
                    tall=tuple(replace(each, navn=self._said(each.navn)) for each in one.tall),
                )
                for one in self.seksjoner
            ),
        )

    def _said(self, words: str) -> str:
        plain = " ".join(words.split())
        return self.pa_nynorsk.get(plain, words)

"""A supervision by the authorities, with its findings, and the findings inside them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from bvaudit.model.enhet import KOMMUNENUMMER
from bvaudit.model.fields import Part, Shape, arg, described, outside
from bvaudit.model.rule import Effektmal, Hjemmel
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN, RULE_ID


class Funnslag(StrEnum):
    """How grave the authority holds a finding to be."""

    LOVBRUDD = "lovbrudd"
    MERKNAD = "merknad"
    ANNET = "annet"


NI_AV_TI = Effektmal(minst=9, av=10, utvides_til=20, minst_utvidet=18)  # when the file does not say


@described("Datoene i tilsynet, så langt de er kjent.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsdatoer:
    """The days of a supervision; None = not known, or not come to yet."""

    varsel: date | None = arg("Tilsynet ble varslet.", default=None)
    besok: date | None = arg("Tilsynsbesøket begynte.", default=None)
    forelopig_rapport: date | None = arg("Den foreløpige rapporten.", default=None)
    uttalefrist: date | None = arg("Siste dag for å uttale seg om den foreløpige rapporten.", default=None)
    endelig_rapport: date | None = arg("Den endelige rapporten.", default=None)
    planfrist: date | None = arg("Siste dag for å sende en plan for retting.", default=None)


@described("Et skritt i tilsynet som er tatt, eller som er varslet.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsskritt:
    """One step with the authority's own date, written in the file beside ``datoer``. ``skritt`` is a code of
    ``tilsynsskritt`` in the kodeverk."""

    skritt: str = arg("Koden til skrittet, fra listen «tilsynsskritt» i kodeverket.")
    dag: date = arg("Myndighetens egen dato: på brevet, eller dagen det skjedde.")
    frist: date | None = arg("Fristen skrittet setter.", default=None)
    frist_for: str = arg(
        "Koden til skrittet fristen gjelder, når det er et annet enn kodeverket sier: et brev som flytter fristen for "
        "planen.",
        default="",
    )
    funn: tuple[str, ...] = arg("Funnene det gjelder. Utelatt: alle.", each=FILE_ID, empty=True, default=())
    tekst: str = arg("Hva det gikk ut på.", default="")


@described(
    "Et funn. Det kan ha funn inne i seg.",
    shared="funn",
    parts={"males_med": Part(tekst="Det funnet måles med. Tomt eller utelatt: Det må leses i sakene.")},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsynsfunn:
    """What the authority found. ``regler`` are judged by the program, ``manuelle`` are answered by people; with
    neither, here and in the findings within, a person must read. ``enheter`` empty = those of the finding it lies in,
    and outermost those of the supervision."""

    id: str = arg("Kort navn på funnet, ulikt alle andre i tilsynet.", like=FILE_ID)
    tekst: str = arg("Hva som ble funnet, med egne ord.")
    slag: Funnslag = arg("lovbrudd, merknad eller annet.", default=Funnslag.LOVBRUDD)
    hjemmel: tuple[Hjemmel, ...] = arg("Rettsgrunnlaget. Kan utelates.", empty=True, default=())
    frist: date | None = arg("Fristen tilsynet har satt for å rette.", default=None)
    enheter: tuple[str, ...] = arg(
        "Enhetene funnet gjelder, med id eller navn. Utelatt: de samme som tilsynet.",
        empty=True,
        unique=True,
        default=(),
    )
    regler: tuple[str, ...] = arg(
        "Maskinelle regler som viser om praksis er endret.", inside="males_med", each=RULE_ID, empty=True, default=()
    )
    manuelle: tuple[str, ...] = arg(
        "Punkter et menneske må svare på.", inside="males_med", each=RULE_ID, empty=True, default=()
    )
    lukkes_nar: Effektmal = arg(
        "Målet når funnet skal regnes som lukket. Utelatt: 9 av 10, eller 18 av 20.", default=NI_AV_TI
    )
    lukkekriterium: str = arg("Når funnet kan regnes som lukket, med ord.", default="")
    funn: tuple["Tilsynsfunn", ...] = arg("Funnene inne i dette.", empty=True, default=())

    def within(self) -> Iterator["Tilsynsfunn"]:
        """This finding and every one inside it, from the top of the page down."""
        yield self
        for inner in self.funn:
            yield from inner.within()


@described("Et tilsyn og det som ble funnet.", title="bvaudit: tilsyn")
@dataclass(frozen=True, slots=True, kw_only=True)
class Tilsyn:
    """A supervision by the authorities. It is about the municipality, and in it the units named; none named = all."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva tilsynet gjaldt.")
    myndighet: str = arg("Hvem som førte tilsyn.", default="Statsforvalteren")
    type: str = arg("Landsomfattende tilsyn, tilsynssak eller oppfølging.", default="")
    tema: str = arg("Temaet.", default="")
    ar: str = arg('Året, som tekst: "2024".')
    kommune: str = arg("Kommunen. Tilsynet er bare med når uttrekket gjelder den.")
    kommunenummer: str = arg(
        "Kommunens nummer; går foran navnet, som flere kommuner kan ha.",
        like=replace(KOMMUNENUMMER, title=""),
        default="",
    )
    enheter: tuple[str, ...] = arg(
        "Enhetene tilsynet gjaldt, med id eller navn. Bare de får punktene. Tom eller utelatt: alle i kommunen.",
        empty=True,
        unique=True,
        default=(),
    )
    kilde: str = arg("Hvor funnene er hentet fra.", default="")
    forlop: str = arg(
        "tilsyn, eller egenkontroll som tjenesten gjør selv i runder.",
        like=Shape(choices=("tilsyn", "egenkontroll")),
        default="tilsyn",
    )
    runder: tuple[str, ...] = arg(
        "Sjekklistene til rundene i en egenkontroll, i rekkefølge.", each=FILE_ID, empty=True, unique=True, default=()
    )
    saksnummer: str = arg("Saksnummeret i arkivet.", default="")
    datoer: Tilsynsdatoer = arg(default=Tilsynsdatoer())
    skritt: tuple[Tilsynsskritt, ...] = arg("Skrittene etter dem som står i «datoer».", empty=True, default=())
    funn: tuple[Tilsynsfunn, ...] = arg(
        "Funnene. Utelatt: rapporten er ikke kommet, eller det er en egenkontroll.", empty=True, default=()
    )
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside()
    egen: bool = outside(default=False)

"""What a run found, counted per rule and unit: the record every report is made from."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk, Sikkerhet, Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Funn:
    """One row of the result contract (design part 6), as reports need it.

    ``enhet`` answered for the case on the day that is counted; ``enhet_na`` has it now, and is empty when it is the
    same. ``hjemmel`` is the law of the version this row was judged by. ``andre`` is what the other ways of counting say
    of the same object. ``under`` is the wider rule that is broken in the same case and tells this breach too; empty =
    it stands by itself.
    """

    regel: str
    variant: str
    enhet: str
    sak: str
    objekt: str
    objekt_id: str
    utfall: Utfall
    start_dato: date | None
    frist_dato: date | None
    faktisk_dato: date | None
    dager_over: int | None
    krav: int | None
    funnet: int | None
    forklaring: str
    regelversjon: date | None = None
    hjemmel: tuple[str, ...] = ()
    andre: tuple[tuple[str, Utfall], ...] = ()
    under: str = ""
    enhet_na: str = ""

    @property
    def hos(self) -> str:
        """The unit that has the case now, the only one that can correct it."""
        return self.enhet_na or self.enhet

    @property
    def oppstatt_i(self) -> str:
        """The unit that had the case then; empty when it still has it."""
        return self.enhet if self.enhet_na else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tall:
    """How many objects had each outcome. ``andre_kommuner`` are ikke oppfylt that another municipality answers for;
    they are counted here and nowhere else. ``saker`` are the cases that the ``n`` objects lie in."""

    oppfylt: int = 0
    delvis: int = 0
    ikke_oppfylt: int = 0
    uavklart: int = 0
    ikke_aktuelt: int = 0
    andre_kommuner: int = 0
    saker: int = 0

    @property
    def n(self) -> int:
        return self.oppfylt + self.delvis + self.ikke_oppfylt


def summed(tall: Iterable[Tall]) -> Tall:
    """Every outcome of ``tall`` together."""
    every = list(tall)
    return Tall(**{f.name: sum(getattr(one, f.name) for one in every) for f in fields(Tall)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervall:
    """Exact bounds for a draw from a frame with an end, as shares between 0 and 1."""

    nedre: float
    ovre: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelKort:
    """The parts of a rule a reader needs. ``hjemmel``: one line per legal basis, newest first. ``teller`` is what is
    counted: the table of the objects, or ``plassering`` for the part of tiltak that are one."""

    id: str
    tema: str
    tittel: str
    sporsmal: str
    formal: str
    alvorlighetsgrad: Alvorlighetsgrad
    hjemmel: tuple[str, ...]
    avvikstekst: str
    veiledning: str
    metode: str
    kilde: str
    sikkerhet: Sikkerhet
    sikkerhet_grunn: str
    indikasjon: bool  # the register only indicates; a person must read the file
    manuell: bool
    variantforklaring: Mapping[str, str]  # variant → one sentence on how it counts
    avvikstittel: str = ""
    teller: str = "sak"
    malestokk: Malestokk = Malestokk.LOV

    @property
    def brudd(self) -> str:
        """What a finding is called: never the requirement as if it were met."""
        return self.avvikstittel or f"Ikke oppfylt: {self.tittel}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Underlinje:
    """Breaches of a narrower rule that are told under a wider one, in the same unit."""

    regel: RegelKort
    funn: tuple[Funn, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelSvar:
    """One machine rule in one unit: what it answered for on the day that is counted.

    A case may be with another unit now, which is the one to correct it (``Funn.hos``). ``intervall`` is None when every
    case was examined, and when it cannot be given; then ``intervall_grunn`` says why. A rule where the register only
    indicates never gives an avvik by itself, and neither does one whose every breach is told under a wider rule.
    ``under`` are the narrower rules told here.
    """

    regel: RegelKort
    enhet: str
    standard: str
    tall: Mapping[str, Tall]  # every variant, the standard first
    intervall: Intervall | None
    funn: tuple[Funn, ...]  # ikke oppfylt by the standard variant
    uavklarte: tuple[Funn, ...]
    andre_funn: tuple[Funn, ...] = ()  # ikke oppfylt by another way of counting only; the row is the standard's
    intervall_grunn: str = ""
    under: tuple[Underlinje, ...] = ()

    @property
    def er_avvik(self) -> bool:
        return self._found and not self.regel.indikasjon

    @property
    def er_indikasjon(self) -> bool:
        """The register suggests something is wrong, and nobody has read the cases yet."""
        return self._found and self.regel.indikasjon

    @property
    def egne(self) -> tuple[Funn, ...]:
        """The breaches that stand by themselves."""
        return tuple(funn for funn in self.funn if not funn.under)

    @property
    def fort_under(self) -> int:
        """How many of the breaches are told under a wider rule."""
        return sum(1 for funn in self.funn if funn.under)

    @property
    def lovkrav(self) -> bool:
        """The measure is the law's own, here or in a line under it."""
        return any(kort.malestokk is Malestokk.LOV for kort in (self.regel, *(line.regel for line in self.under)))

    @property
    def _found(self) -> bool:
        return self.tall[self.standard].ikke_oppfylt > self.fort_under


@dataclass(frozen=True, slots=True, kw_only=True)
class IkkeUndersokt:
    """A rule nobody or nothing has looked at in this run, and why. Never to be shown as 0 %."""

    regel: RegelKort
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhetTall:
    """A unit in the run. ``saker`` = cases in the extract, ``undersokt`` = cases in the sample (the same when all).

    ``id`` is the unit, ``navn`` only what it is called, unlike every other. ``kommunenumre`` are the municipalities its
    children live in, ``gruppe`` the sum it is part of, and ``vertskommune`` who runs the service for them.
    """

    navn: str
    slug: str
    saker: int
    undersokt: int
    id: str = ""
    gruppe: str = ""
    vertskommune: str = ""
    kommunenumre: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gruppe:
    """The units that the municipality's own map puts together, added up. ``tall``: rule → the standard variant."""

    navn: str
    enheter: tuple[str, ...]
    saker: int
    undersokt: int
    tall: Mapping[str, Tall]


@dataclass(frozen=True, slots=True, kw_only=True)
class UtvalgKort:
    """The draw a run was limited to."""

    id: str
    fro: str  # the seed
    ramme_sha256: str
    trukket: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TilsynPunkt:
    """One sub-breach per unit: its rules' figures added up, and what only a person can answer (``manuelle``, with the
    rules where the register only indicates). ``nummer`` counts the parts from 1; the overall finding is 0."""

    tilsyn: str
    nummer: int
    funn_id: str
    tekst: str
    hjemmel: tuple[str, ...]
    regler: tuple[str, ...]
    manuelle: tuple[str, ...]
    lukkekriterium: str
    enhet: str
    n: int
    med_avvik: int
    uavklart: int
    overordnet: bool = False

    @property
    def vist(self) -> str:
        return "Hovedfunn" if self.overordnet else f"Punkt {self.nummer}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatakvalitetLinje:
    """``antall`` objects or documents with one kind of doubt, and where it was met."""

    kilde: str  # «innlesing» or a rule id
    kode: str
    tekst: str
    antall: int
    enhet: str = ""
    eksempler: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kildeinfo:
    """Where the figures come from."""

    dokumenter_lest: int
    dokumenter_brukt: int
    dokumenter_utelatt: int
    formatversjoner: Mapping[str, int]
    filer: int
    kilde_sha256: str  # over the sha256 of all source files
    uttrekksdato: date | None
    programversjon: str
    innhold_sha256: str  # over all rule and checklist files used
    nokkel_avtrykk: str
    uttrekk_avtrykk: str = ""  # the print of the snapshot; empty when it was gone after the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Revisjon:
    """One run: what was examined, what was not, and what was found."""

    kommune: str
    per: date
    periode: tuple[date, date] | None  # both ends inclusive; None = everything
    enheter: tuple[EnhetTall, ...]
    svar: tuple[RegelSvar, ...]
    ikke_undersokt: tuple[IkkeUndersokt, ...]
    tilsyn: tuple[TilsynPunkt, ...]
    datakvalitet: tuple[DatakvalitetLinje, ...]
    kilde: Kildeinfo
    samlet: Mapping[tuple[str, str], Tall] = field(default_factory=dict)  # (rule, variant) → counted over all units
    utvalg: UtvalgKort | None = None
    advarsler: tuple[str, ...] = ()
    saker_per_kommune: Mapping[str, int] = field(default_factory=dict)  # by the number of where the child lives

    @property
    def enheter_med_plan(self) -> tuple[EnhetTall, ...]:
        """Those with cases, or with something that was counted while they had them."""
        answered = {svar.enhet for svar in self.svar}
        return tuple(enhet for enhet in self.enheter if enhet.saker or enhet.navn in answered)

    @property
    def grupper(self) -> tuple[Gruppe, ...]:
        """By name, each unit in at most one."""
        members: dict[str, list[EnhetTall]] = {}
        for enhet in self.enheter:
            if enhet.gruppe:
                members.setdefault(enhet.gruppe, []).append(enhet)
        return tuple(self._group(navn, enheter) for navn, enheter in sorted(members.items()))

    def _group(self, navn: str, enheter: list[EnhetTall]) -> Gruppe:
        names = {enhet.navn for enhet in enheter}
        rules: dict[str, list[Tall]] = {}
        for svar in self.svar:
            if svar.enhet in names:
                rules.setdefault(svar.regel.id, []).append(svar.tall[svar.standard])
        return Gruppe(
            navn=navn,
            enheter=tuple(enhet.navn for enhet in enheter),
            saker=sum(enhet.saker for enhet in enheter),
            undersokt=sum(enhet.undersokt for enhet in enheter),
            tall={regel: summed(tall) for regel, tall in sorted(rules.items())},
        )

    @property
    def kjoring(self) -> str:
        """The print of the run, the same in every paper of it: what was judged, by what, as of when. Made of nothing
        but that, so that the same run again has the same print."""
        facts = (
            *(
                self.kilde.kilde_sha256,
                self.kilde.uttrekk_avtrykk,
                self.kilde.innhold_sha256,
                self.kilde.programversjon,
            ),
            *(self.per, self.periode, self.utvalg),
        )
        return hashlib.sha256("\n".join(map(repr, facts)).encode()).hexdigest()[:16]

    @property
    def avvik(self) -> tuple[RegelSvar, ...]:
        return tuple(svar for svar in self.svar if svar.er_avvik)

    @property
    def indikasjoner(self) -> tuple[RegelSvar, ...]:
        """What a person must read before anyone can call it an avvik."""
        return tuple(svar for svar in self.svar if svar.er_indikasjon)

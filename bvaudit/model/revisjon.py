"""What a run found, counted per rule and unit: the record every report is made from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet, Utfall


@dataclass(frozen=True, slots=True, kw_only=True)
class Funn:
    """One row of the result contract (design part 6), as reports need it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Tall:
    """How many objects had each outcome. ``andre_kommuner`` are ikke oppfylt that another municipality answers for;
    they are counted here and nowhere else."""

    oppfylt: int = 0
    delvis: int = 0
    ikke_oppfylt: int = 0
    uavklart: int = 0
    ikke_aktuelt: int = 0
    andre_kommuner: int = 0

    @property
    def n(self) -> int:
        return self.oppfylt + self.delvis + self.ikke_oppfylt


@dataclass(frozen=True, slots=True, kw_only=True)
class Intervall:
    """Exact Clopper–Pearson bounds as shares between 0 and 1."""

    nedre: float
    ovre: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelKort:
    """The parts of a rule a reader needs. ``hjemmel``: one line per legal basis, newest first."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class RegelSvar:
    """One machine rule in one unit. ``intervall`` is None when every case was examined. A rule where the register only
    indicates never gives an avvik by itself."""

    regel: RegelKort
    enhet: str
    standard: str
    tall: Mapping[str, Tall]  # every variant, the standard first
    intervall: Intervall | None
    frist: date | None  # when the deviation should be dealt with, from the table of grades
    funn: tuple[Funn, ...]  # ikke oppfylt by the standard variant
    uavklarte: tuple[Funn, ...]

    @property
    def er_avvik(self) -> bool:
        return self._found and not self.regel.indikasjon

    @property
    def er_indikasjon(self) -> bool:
        """The register suggests something is wrong, and nobody has read the cases yet."""
        return self._found and self.regel.indikasjon

    @property
    def _found(self) -> bool:
        return self.tall[self.standard].ikke_oppfylt > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class IkkeUndersokt:
    """A rule nobody or nothing has looked at in this run, and why. Never to be shown as 0 %."""

    regel: RegelKort
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EnhetTall:
    """A unit in the run. ``saker`` = cases in the extract, ``undersokt`` = cases in the sample (the same when all)."""

    navn: str
    slug: str
    saker: int
    undersokt: int


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
    utvalg: UtvalgKort | None = None
    advarsler: tuple[str, ...] = ()

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

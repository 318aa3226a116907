"""A whole run: the units, what was found in each, and where the figures come from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.model.forbedring import Tiltaksforslag
from bvaudit.model.funn import Tall, summed
from bvaudit.model.innhold import Erstatning
from bvaudit.model.lest_i_mappen import LestIMappen
from bvaudit.model.rule import Effektmal
from bvaudit.model.svar import IkkeUndersokt, RegelSvar
from bvaudit.model.tilsyn import NI_AV_TI, Funnslag
from bvaudit.texts import text


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
    """One finding of a supervision in one unit: its rules' figures added up, and what only a person can answer
    (``manuelle``, with the rules that only indicate a breach). ``nummer`` is its place, «1» or «1.2»; ``overordnet``
    has findings within it and is measured by theirs as well. ``besvart`` are those of ``manuelle`` that people have
    read, with the figures ``lest_n`` and ``lest_med_avvik``, which are also ``n`` and ``med_avvik`` where no rule is
    counted. ``andel``: whether a share may be told of them."""

    tilsyn: str
    nummer: str
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
    lest_n: int = 0
    lest_med_avvik: int = 0
    besvart: tuple[str, ...] = ()
    andel: bool = True
    tilsyn_id: str = ""
    slag: Funnslag = Funnslag.LOVBRUDD
    frist: date | None = None
    lukkes_nar: Effektmal = NI_AV_TI

    @property
    def vist(self) -> str:
        return text("innhold.tilsyn.punkt", nummer=self.nummer)

    @property
    def ma_leses(self) -> bool:
        """Nothing in the content tests it, so somebody must read."""
        return not self.regler and not self.manuelle


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
    # (rule, variant) → the cases behind its figures over all units, each counted once
    saker_samlet: Mapping[tuple[str, str], int] = field(default_factory=dict)
    utvalg: UtvalgKort | None = None
    advarsler: tuple[str, ...] = ()
    # a warning that is about some units → what it says in each of them; the others are about all
    advarsler_hos: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    saker_per_kommune: Mapping[str, int] = field(default_factory=dict)  # by the number of where the child lives
    # the municipality's own content that was used in place of what comes with the program, and why
    erstatninger: tuple[Erstatning, ...] = ()
    # rule → what may be done when it is broken, the municipality's own before those that come with the program
    forslag: Mapping[str, tuple[Tiltaksforslag, ...]] = field(default_factory=dict)
    dokumentklasse: str = ""  # printed on the papers when there is one, such as «Intern»
    lest: LestIMappen | None = None  # what people answered; None when no audit in the folder is locked

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
            *((self.lest.avtrykk,) if self.lest else ()),
        )
        return hashlib.sha256("\n".join(map(repr, facts)).encode()).hexdigest()[:16]

    @property
    def avvik(self) -> tuple[RegelSvar, ...]:
        return tuple(svar for svar in self.svar if svar.er_avvik)

    @property
    def indikasjoner(self) -> tuple[RegelSvar, ...]:
        """What a person must read before anyone can call it an avvik."""
        return tuple(svar for svar in self.svar if svar.er_indikasjon)

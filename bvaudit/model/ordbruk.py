"""The wording gate: what may be said of a point when so many cases have been read, and found so."""

from dataclasses import dataclass
from enum import StrEnum

from bvaudit.model.fields import Shape, arg, described, outside
from bvaudit.model.shapes import ERSTATTER, FILE_ID, GRUNN

# What a sentence may hold in braces.
PLASSHOLDERE = frozenset(
    {"n", "nei", "delvis", "leste", "hva", "krav", "brudd", "grenser", "hoyst", "malrettede", "malrettede_nei"}
)
_COUNT, _PERCENT = Shape(least=0), Shape(least=0, most=100)


class Grad(StrEnum):
    """One fault by itself, or a sign that the service does not secure it (register.md part 2)."""

    ENKELTHENDELSE = "enkelthendelse"
    SYSTEMSVIKT = "systemsvikt"


@described("Et nivå: når setningen kan brukes, og setningen.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Ordniva:
    """Every threshold that is written must hold. ``minst_nei`` and the rest count the cases that were drawn; ``grad``
    counts those somebody pointed at too."""

    id: str = arg(like=FILE_ID)
    om_enheten: bool = arg("true: bare for punkter som besvares én gang for enheten.", default=False)
    alle_lest: bool = arg("true: bare når alle sakene punktet gjelder, er lest.", default=False)
    trukket: bool = arg("true: bare når sakene er trukket slik at de sier noe om alle.", default=False)
    pekt_ut: bool = arg("true: bare når det er funnet i saker noen har pekt på.", default=False)
    grad: Grad | None = arg("Bare når funnene er en enkelthendelse, eller en systemsvikt.", default=None)
    minst_n: int = arg("Så mange svar minst.", like=_COUNT, default=0)
    hoyst_n: int | None = arg("Så mange svar høyst.", like=_COUNT, default=None)
    minst_nei: int = arg("Så mange nei minst.", like=_COUNT, default=0)
    hoyst_nei: int | None = arg("Så mange nei høyst.", like=_COUNT, default=None)
    minst_delvis: int = arg("Så mange delvis minst.", like=_COUNT, default=0)
    minst_andel: int = arg("Så stor del nei av svarene minst, i prosent.", like=_PERCENT, default=0)
    nedre_grense: int = arg(
        "Så stor del av alle gjelder det minst, i prosent: den nedre grensen av intervallet.", like=_PERCENT, default=0
    )
    setning: str = arg(
        "Setningen. Fylles inn: {n}, {nei}, {leste}, {hva}, {krav}, {brudd}, {grenser}, {hoyst}, {malrettede}, "
        "{malrettede_nei}, {delvis}."
    )

    @property
    def alltid(self) -> bool:
        """No threshold: the level for whatever no other is for."""
        said = (self.om_enheten, self.alle_lest, self.trukket, self.pekt_ut, self.grad, self.minst_n, self.minst_nei)
        more = (self.minst_delvis, self.minst_andel, self.nedre_grense)
        return not any((*said, *more)) and self.hoyst_n is None and self.hoyst_nei is None


@described("Når et spørsmål bør skrives om fordi to lesere svarer ulikt.")
@dataclass(frozen=True, slots=True, kw_only=True)
class SkrivOm:
    """With at least ``minst_par`` cases read by two, agreement under either limit puts the question on the list."""

    minst_par: int = arg("Så mange må være lest av to.", like=Shape(least=1))
    enighet_under: int = arg("Svarte likt i mindre enn så mange av hundre.", like=_PERCENT)
    ac1_under: int = arg("Gwets AC1 under så mange hundredeler.", like=_PERCENT)


@described(
    "Hva tallene fra en saksgjennomgang kan bære: setningen om et avvik etter hvor mye som er lest og funnet. Nivåene "
    "prøves i rekkefølge, og det første der alle grensene holder, brukes. Det siste har ingen grenser",
    title="bvaudit: ordbruk",
)
@dataclass(frozen=True, slots=True, kw_only=True)
class Ordbruk:
    """The whole file, ``rules/kodeverk/ordbruk.yaml``. ``systemsvikt_fra`` is register.md part 2: so many objects make
    a systemsvikt, whatever the share. The two tails are put behind the sentence when there is something to tell."""

    id: str = arg(like=FILE_ID)
    tittel: str = arg("Hva listen heter.")
    kilde: str = arg("Hvor grensene er hentet fra.")
    systemsvikt_fra: int = arg("Så mange funn i en enhet er en systemsvikt.", like=Shape(least=2))
    delvis_setning: str = arg("Det som legges til når noe er delvis oppfylt. Fylles inn: {delvis}.")
    malrettet_setning: str = arg(
        "Det som legges til når noen har pekt på saker. Fylles inn: {malrettede}, {malrettede_nei}."
    )
    nivaer: tuple[Ordniva, ...] = arg("Nivåene, det strengeste først.")
    skriv_om: SkrivOm = arg()
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside(default="")

    def grad(self, funn: int) -> Grad | None:
        """None when nothing is found."""
        if funn < 1:
            return None
        return Grad.SYSTEMSVIKT if funn >= self.systemsvikt_fra else Grad.ENKELTHENDELSE

"""The blanks of a plan: what the enhet is asked, once for the whole plan or by a template that asks for each avvik."""

from dataclasses import replace

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.reports.handlingsplan import Svarfelt
from bvaudit.reports.plan_records import Skrivefelt
from bvaudit.reports.plan_skriv import Skriver
from bvaudit.texts import text

_STYRING = (
    *("sikring", "arsak", "hvorfor", "kontroll_hvem", "kontroll_hva", "kontroll_nar"),
    *("male_hvem", "forankring"),
)
_GODKJENNING = ("utarbeidet", "godkjent", "sendes", "neste")


def blank() -> str:
    """What stands where the enhet is to write."""
    return text("plan.felt.fylles_ut")


def _felt(navn: str, **values: str) -> Svarfelt:
    return Svarfelt(
        ledetekst=text(f"plan.felt.{navn}.ledetekst"), hjelp=text(f"plan.felt.{navn}.hjelp", **values), svar=blank()
    )


def sikring() -> tuple[Svarfelt, ...]:
    return (_felt("sikring"),)


def arsak(kodeverk: Kodeverk) -> tuple[Svarfelt, ...]:
    return (_felt("arsak", arsaker=", ".join(valg.tekst for valg in kodeverk.arsaker)), _felt("hvorfor"))


def lederkontroll() -> tuple[Svarfelt, ...]:
    return (_felt("kontroll_hvem"), _felt("kontroll_hva"), _felt("kontroll_nar"))


def forankring() -> tuple[Svarfelt, ...]:
    return (_felt("forankring"),)


def styring(kodeverk: Kodeverk, skriver: Skriver) -> tuple[Svarfelt, ...]:
    """What is asked once for the whole plan, and written in the register."""
    kind, why = arsak(kodeverk)
    kind = replace(kind, hjelp=text("registeret_plan.styring.arsak_hjelp"))  # each avvik has the list
    asked = (*sikring(), kind, why, *lederkontroll(), _felt("male_hvem"), *forankring())
    return tuple(_written(svar, skriver.of_plan(navn)) for svar, navn in zip(asked, _STYRING, strict=True))


def _written(svar: Svarfelt, skriv: Skrivefelt) -> Svarfelt:
    return replace(svar, svar=skriv.verdi or svar.svar, skriv=skriv)


def effekt(utgangspunkt: str, regel: str) -> tuple[Svarfelt, ...]:
    start = Svarfelt(
        ledetekst=text("plan.felt.utgangspunkt.ledetekst"),
        hjelp=text("plan.felt.utgangspunkt.hjelp", regel=regel),
        svar=utgangspunkt,
        utfylt="ja",
    )
    return (start, _felt("mal"), _felt("male_hvordan", regel=regel), _felt("male_nar"), _felt("male_hvem"))


def godkjenning(skriver: Skriver) -> tuple[Svarfelt, ...]:
    return tuple(_written(_felt(navn), skriver.of_plan(navn)) for navn in _GODKJENNING)

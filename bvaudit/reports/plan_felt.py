"""The blanks of a plan: what the enhet is asked, once for the whole plan or by a template that asks for each avvik."""

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.reports.handlingsplan import Svarfelt
from bvaudit.texts import text


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


def styring(kodeverk: Kodeverk) -> tuple[Svarfelt, ...]:
    """What is asked once for the whole plan."""
    return (*sikring(), *arsak(kodeverk), *lederkontroll(), _felt("male_hvem"), *forankring())


def effekt(utgangspunkt: str, regel: str) -> tuple[Svarfelt, ...]:
    start = Svarfelt(
        ledetekst=text("plan.felt.utgangspunkt.ledetekst"),
        hjelp=text("plan.felt.utgangspunkt.hjelp", regel=regel),
        svar=utgangspunkt,
        utfylt="ja",
    )
    return (start, _felt("mal"), _felt("male_hvordan", regel=regel), _felt("male_nar"), _felt("male_hvem"))


def godkjenning() -> tuple[Svarfelt, ...]:
    return tuple(_felt(navn) for navn in ("utarbeidet", "godkjent", "sendes", "neste"))

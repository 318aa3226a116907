"""Sentences used in Excel, Word and terminal alike: narrower breaches, whose measure it is, counts and deadlines."""

from bvaudit import texts
from bvaudit.findings.ledger import ledger
from bvaudit.model.kodeverk import Gradfrist
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Malestokk
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text


def from_the_notice() -> str:
    """From which day a deadline counts."""
    return text("krav.fra_varsel")


def also_here(svar: RegelSvar) -> tuple[str, ...]:
    """«Hjelpetiltaket mangler tiltaksplan (HJE-01): 8 tiltak», a line for each narrower rule told under this one."""
    return tuple(
        text(
            "krav.ogsa_her",
            brudd=line.regel.brudd,
            regel=line.regel.id,
            antall=len(line.funn),
            gjelder=gjelder(line.teller, len(line.funn)),
        )
        for line in svar.under
    )


def told_elsewhere(svar: RegelSvar) -> str:
    """«8 av de 10 står under HJE-04 og er ført der»; empty when every breach stands by itself."""
    if not svar.fort_under:
        return ""
    wider = oppramsing(list(dict.fromkeys(funn.under for funn in svar.funn if funn.under)))
    if svar.fort_under == len(svar.funn):
        return text("krav.alle_under", antall=len(svar.funn), videre=wider)
    return text("krav.noen_under", antall=svar.fort_under, alle=len(svar.funn), videre=wider)


def measured_by(rule: Rule) -> str:
    """«eget mål» and the like; empty for what the law itself asks."""
    return "" if rule.malestokk is Malestokk.LOV else rule.malestokk.vist


def breach(rule: Rule) -> str:
    """The breach as a heading, with whose measure it is when it is not the law's: «… (eget mål)»."""
    own = measured_by(rule)
    return f"{rule.brudd.rstrip('.')} ({own})" if own else rule.brudd


def ways_of_counting(rule: Rule) -> dict[str, str]:
    """Variant → one sentence on how it counts, as the newest version of the rule says it."""
    return {variant.navn: variant.forklaring for variant in rule.versjoner[-1].varianter}


def way_name(variant: str) -> str:
    """«etter loven» and the like; a way of counting the municipality has made itself has the name it gave it."""
    try:
        return text(f"tellemater.{variant.replace('-', '_')}")
    except KeyError:
        return variant.replace("-", " ")


def rules_told(revisjon: Revisjon, enhet: str | None = None) -> str:
    """«20 av 30 krav som er kontrollert mot uttrekket, har avvik.», with those told under another rule."""
    book = ledger(revisjon, enhet)
    told = text("krav.med_avvik", brutt=book.med_avvik, kontrollert=book.kontrollert)
    if not book.under_andre:
        return told
    return f"{told} {texts.counted('krav.under_andre', book.under_andre)}"


def counted(teller: str, n: int, saker: int) -> str:
    """«119 plasseringer i 112 saker»: what was counted, and in how many cases when that is another number."""
    what = f"{n} {gjelder(teller, n)}"
    if teller == "sak" or not saker:
        return what
    return texts.counted("krav.telt_i_saker", saker, telt=what)


def deadline(grad: Gradfrist) -> str:
    """What the grade asks, in words. No date: nobody has been told yet, so nothing can be overdue."""
    return grad.frist_tekst if grad.frist is None else text("krav.etter_beskjed", frist=grad.frist_tekst)

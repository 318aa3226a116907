"""What a form for reading cases says, in the lines a person sees before anything is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bvaudit.model.lesesvar import Lesing
from bvaudit.texts import counted, text
from bvaudit.workflows.filled import NewFile
from bvaudit.workflows.review_answers import Mangel, Svarene
from bvaudit.workflows.review_context import Sammenheng
from bvaudit.workflows.review_merge import Flettet
from bvaudit.workflows.review_places import Plasser
from bvaudit.workflows.review_questions import Spurt

_KINDS = ("begrunnelse", "ikke_vurdert", "ny_ordlyd", "punkt_borte", "borte")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lest:
    """All that one form says, judged and laid beside what is kept. ``fil`` is the name it is kept under, and ``kopi``
    the file that is to be kept; None when it is already."""

    her: Sammenheng
    plasser: Plasser
    svarene: Svarene
    flettet: Flettet
    spurt: Spurt
    fil: str
    kopi: NewFile | None

    @property
    def er_nytt(self) -> bool:
        """Whether there is anything to write down: answers, strikes, questions, or a copy that says otherwise."""
        merged = self.flettet
        return bool(merged.skrives or self.plasser.strokne or self.spurt.nye or (merged.ulike and self.kopi))


def lines_for(lest: Lest) -> Iterator[str]:
    her, found = lest.her, lest.svarene
    key = "andre" if her.lesing is Lesing.ANDRE else "forste"
    reading = text(f"lesesvar.linje.{key}")
    yield text("lesesvar.linje.hode", revisjon=her.audit.id, enhet=her.enhet, leser=her.leser.kode, lesing=reading)
    yield "  " + ", ".join(_counts(lest))
    yield from (f"  {line}" for line in _lacking(found.mangler, lest))
    yield from (f"  {line}" for line in _struck(lest))
    yield from (f"  {line}" for line in _beside(lest))


def _counts(lest: Lest) -> Iterator[str]:
    found = lest.svarene
    yield text("lesesvar.linje.besvart", n=len(found.rader), av=found.av)
    kinds = Counter(one.slag for one in found.mangler)
    yield from (counted(f"lesesvar.linje.{kind}", kinds[kind]) for kind in _KINDS if kinds[kind])


def _lacking(mangler: Sequence[Mangel], lest: Lest) -> Iterator[str]:
    """Which points have no answer, case by case; a case nobody has begun on in one word."""
    by_case: dict[str, list[Mangel]] = {}
    for one in mangler:
        by_case.setdefault(one.sak, []).append(one)
    answered = Counter(row.sak for row in lest.svarene.rader)
    places = lest.her.fakta.plasser
    for sak in sorted(by_case, key=lambda one: places[one].plass if one in places else 0):
        where = text("lesesvar.linje.plass", nr=places[sak].plass) if sak else text("lesesvar.linje.enheten")
        if not answered[sak] and all(one.slag == "ubesvart" for one in by_case[sak]):
            yield text("lesesvar.linje.ingen", hvor=where)
        else:
            points = ", ".join(dict.fromkeys(one.regel for one in by_case[sak]))
            yield text("lesesvar.linje.mangler", hvor=where, punkter=points)


def _struck(lest: Lest) -> Iterator[str]:
    places = lest.her.fakta.plasser
    kodeverk = lest.her.audit.content.kodeverk
    reasons = {valg.kode: valg.tekst for valg in kodeverk.utgattgrunner} if kodeverk is not None else {}
    for one, heir in lest.plasser.strokne:
        kode = one.grunn.kode or one.grunn.tekst
        said = {"nr": places[one.sak].plass, "grunn": _within(reasons.get(kode, kode))}
        if heir:
            yield text("lesesvar.linje.utgar", erstatning=places[heir].plass, **said)
        else:
            yield text("lesesvar.linje.utgar_uten", **said)
    if lest.svarene.utenfor:
        yield counted("lesesvar.linje.utenfor", lest.svarene.utenfor)


def _within(reason: str) -> str:
    """As it stands within a sentence."""
    return reason if reason[:2].isupper() else reason[:1].lower() + reason[1:]


def _beside(lest: Lest) -> Iterator[str]:
    merged = lest.flettet
    pairs = {
        "nye": len(merged.nye) + len(merged.utfylt),
        "erstattet": len(merged.erstattet),
        "like": merged.like,
        "ulike": len(merged.ulike),
        "sporsmal": len(lest.spurt.nye),
        "egne": len(lest.svarene.egne),
    }
    yield from (counted(f"lesesvar.linje.{key}", n) for key, n in pairs.items() if n)

"""Counts of the register, the lists and the year as rows of the long table, so that they are traced and hidden as every
other number."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from bvaudit.model.lister import Liste
from bvaudit.model.nokkelrad import Nokkelrad, gruppe
from bvaudit.model.registeret.avvik import Avvik, Kilde, Objekttilstand, Slekt, Stilling
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_overview import counted_avvik, is_late, ownerless
from bvaudit.reports.report_facts import Talltekst
from bvaudit.texts import text

VARIANT = "alle"
Counts = Callable[[Avvik, Minne], bool]
# What is counted of the avvik that count, each by its name.
_OPEN: Mapping[str, Counts] = {
    "apne": lambda one, _: one.apen,
    "forfalt": is_late,
    "nye": lambda one, minne: one.nr in minne.nye and one.slekt is not Slekt.KOM_TILBAKE,
    "kom_tilbake": lambda one, _: one.apen and one.slekt is Slekt.KOM_TILBAKE,
    "lukket": lambda one, _: one.stilling is Stilling.LUKKET,
    "lukket_fa": lambda one, _: one.stilling is Stilling.LUKKET_FA,
    "med_tiltak": lambda one, _: one.apen and bool(one.tiltak),
    "uten_eier": ownerless,
    "ikke_malt": lambda one, _: one.apen and one.utgangspunkt is None,
    "uten_forsok": lambda one, _: one.apen and not one.forsok,
}
# Ended in ways that show nothing of the work being better; of every avvik but parents.
_APART: Mapping[str, Stilling] = {
    "lukket_for": Stilling.LUKKET_FOR,
    "avsluttet_uten": Stilling.AVSLUTTET_UTEN,
    "avsluttet_fa": Stilling.AVSLUTTET_FA,
}
_FINISHED = "gjennomfort"
# What the counts of a list are called after its id, and in the texts.
LIST_COUNTS = {"": "i_alt", ".gjennomfort": "gjennomfort", ".forfalt": "forfalt"}


def register_rows(minne: Minne) -> Iterator[Nokkelrad]:
    """For each unit and all of them; the open ones by point too, and by how serious they are."""
    every = counted_avvik(minne)
    kilde = text("rapport.kilde.register")
    whole = [one for one in minne.registeret.avvik.values() if one.kilde is not Kilde.FORELDER]
    for enhet in ("", *minne.enheter):
        navn = minne.vist(enhet) if enhet else ""
        mine = [one for one in every if not enhet or one.enhet == enhet]
        ended = [one for one in whole if not enhet or one.enhet == enhet]
        for name, counts in _OPEN.items():
            yield _count(f"register.{name}", sum(counts(one, minne) for one in mine), minne.dag, kilde, enhet=navn)
        for name, stilling in _APART.items():
            found = sum(one.stilling_pa(minne.dag) is stilling for one in ended)
            yield _count(f"register.{name}", found, minne.dag, kilde, enhet=navn)
        yield _count("register.ikke_kontrollert", _unseen(mine), minne.dag, kilde, enhet=navn)
        yield from _grouped(mine, minne, kilde, navn)


def _unseen(avvik: Iterable[Avvik]) -> int:
    """Objects nobody has looked at since they were found."""
    open_ones = (one for one in avvik if one.apen)
    return sum(bevis.tilstand is Objekttilstand.IKKE_KONTROLLERT for one in open_ones for bevis in one.bevis)


def _grouped(avvik: Iterable[Avvik], minne: Minne, kilde: str, enhet: str) -> Iterator[Nokkelrad]:
    open_ones = [one for one in avvik if one.apen]
    for regel in sorted({one.regel for one in open_ones if one.regel}):
        mine = [one for one in open_ones if one.regel == regel]
        of = gruppe(regel=regel)
        yield _count("register.apne", len(mine), minne.dag, kilde, enhet=enhet, gruppe=of)
        late = sum(is_late(one, minne) for one in mine)
        yield _count("register.forfalt", late, minne.dag, kilde, enhet=enhet, gruppe=of)
        yield _count("register.enheter", len({one.enhet for one in mine}), minne.dag, kilde, enhet=enhet, gruppe=of)
        objects = sum(len(one.bevis) for one in mine)
        yield _count("register.funn", objects, minne.dag, kilde, enhet=enhet, gruppe=of)
    for alvor in sorted({one.alvor for one in open_ones}, key=lambda one: -one.rang):
        found = sum(one.alvor is alvor for one in open_ones)
        yield _count("register.apne", found, minne.dag, kilde, enhet=enhet, gruppe=gruppe(alvor=alvor.value))


def list_rows(lister: Iterable[Liste], dag: date) -> Iterator[Nokkelrad]:
    """How many points each list has, in all and by how far they have come."""
    for liste in lister:
        kilde = text("rapport.kilde.liste", tittel=liste.tittel)
        tall = f"liste.{liste.id}"
        yield _count(tall, len(liste.innhold), dag, kilde)
        done = sum(one.status == _FINISHED for one in liste.innhold)
        yield _count(f"{tall}.gjennomfort", done, dag, kilde)
        late = sum(_late(one.frist, one.status, dag) for one in liste.innhold)
        yield _count(f"{tall}.forfalt", late, dag, kilde)


def _late(frist: date | None, status: str, dag: date) -> bool:
    return frist is not None and frist < dag and status not in (_FINISHED, "stanset")


def year_rows(oppgaver: Iterable[Oppgavestand], dag: date, navn: Callable[[str], str]) -> Iterator[Nokkelrad]:
    """The controls of the year: those whose deadline is over by ``dag``, done or not, in each unit and in all."""
    due = [one for one in oppgaver if one.teller and one.frist <= dag]
    kilde = text("rapport.kilde.arshjul")
    for enhet in ("", *dict.fromkeys(one.enhet for one in due if one.enhet)):
        mine = [one for one in due if not enhet or one.enhet == enhet]
        shown = navn(enhet) if enhet else ""
        yield _count("arshjul.oppgaver", len(mine), dag, kilde, enhet=shown)
        yield _count("arshjul.utfort", sum(one.utfort is not None for one in mine), dag, kilde, enhet=shown)
        yield _count("arshjul.forfalt", sum(one.forfalt for one in mine), dag, kilde, enhet=shown)


def supervision_rows(tilsyn: Iterable[Tilsyn], dag: date) -> Iterator[Nokkelrad]:
    for one in tilsyn:
        found = sum(1 for top in one.funn for _ in top.within())
        yield _count(f"tilsyn.{one.id}.funn", found, dag, text("rapport.kilde.tilsyn", tittel=one.tittel))


def own_texts(lister: Iterable[Liste], tilsyn: Iterable[Tilsyn]) -> dict[str, Talltekst]:
    """What these counts are called."""
    found = {
        f"register.{name}": _text(f"register.{name}")
        for name in (*_OPEN, *_APART, "ikke_kontrollert", "enheter", "funn")
    }
    found |= {f"arshjul.{name}": _text(f"arshjul.{name}") for name in ("oppgaver", "utfort", "forfalt")}
    for liste in lister:
        for end, name in LIST_COUNTS.items():
            told = text(f"rapport.tall.liste_{name}", tittel=liste.tittel)
            found[f"liste.{liste.id}{end}"] = Talltekst(tittel=told, variant=VARIANT)
    for one in tilsyn:
        found[f"tilsyn.{one.id}.funn"] = Talltekst(
            tittel=text("rapport.tall.tilsyn_funn", tittel=one.tittel), variant=VARIANT
        )
    return found


def _text(name: str) -> Talltekst:
    return Talltekst(tittel=text(f"rapport.tall.{name.replace('.', '_')}"), variant=VARIANT)


def _count(tall: str, antall: int, dag: date, kilde: str, *, enhet: str = "", gruppe: str = "") -> Nokkelrad:
    return Nokkelrad(
        tall=tall,
        variant=VARIANT,
        storrelse="antall",
        periode_fra=dag,
        periode_til=dag,
        enhet=enhet,
        gruppe=gruppe,
        verdi=antall,
        n_saker=antall,
        kilde=kilde,
    )

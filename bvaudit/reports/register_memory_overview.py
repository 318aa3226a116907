"""The first sheet of the workbook that remembers: where the avvik stand, on one screen and one page."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bvaudit import __version__
from bvaudit.model.registeret.avvik import Avvik, Kilde, Objekttilstand, Slekt, Stilling
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_avvik import unit_key
from bvaudit.reports.register_memory_curve import chart_of
from bvaudit.reports.register_memory_words import role
from bvaudit.reports.register_overview import BLANKS, unknown_of_run, warnings_of
from bvaudit.reports.register_sheets import Known, MatrixColumn, MatrixRow, Oversikt
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

_GRADES = tuple(reversed(Alvorlighetsgrad))
_PRINT = 12  # digits that people read to each other
# First what nobody owns and what was ended for lack of cases: never to be overlooked, also when there are none.
_ALWAYS = ("uten_eier", Stilling.AVSLUTTET_FA, Stilling.AVSLUTTET_UTEN, Stilling.LUKKET_FOR)
_WHEN_ANY = (Stilling.UTSATT, Stilling.AVVIST, Stilling.SLATT_SAMMEN, Stilling.REGEL_UTGATT, Stilling.TRUKKET)


def overview(minne: Minne, revisjon: Revisjon | None = None) -> Oversikt:
    """In the papers of a run with its warnings, and what that run cannot say."""
    return Oversikt(
        ark=text("register.ark.oversikt"),
        tittel=_title(minne),
        undertittel=_under_title(minne),
        setninger=(*_sentences(minne), *(warnings_of(revisjon) if revisjon else ())),
        enhet=text("register.kolonne.enhet"),
        kolonner=_columns(),
        rader=tuple(_rows(minne)),
        kilde_tittel=text("registeret_bok.oversikt.kilde"),
        kilde=tuple(_source(minne)),
        ukjent_tittel=text("register.oversikt.ukjent"),
        ukjent=(*_unknown(minne), *(known for known in _of_run(revisjon) if known.verdi)),
        fylles_ut=tuple((blank, text(f"register.oversikt.{blank}")) for blank in BLANKS),
        apart_tittel=text("registeret_bok.oversikt.apart"),
        apart=tuple(_apart(minne)),
        diagram=chart_of(minne, minne.enhet),
    )


def title_of(minne: Minne) -> str:
    """Of the whole workbook."""
    return _title(minne) if minne.enhet else text("register.tittel", kommune=minne.kommune)


def _title(minne: Minne) -> str:
    if minne.enhet:
        return text("registeret_bok.oversikt.tittel_enhet", enhet=minne.vist(minne.enhet), kommune=minne.kommune)
    return text("register.oversikt.tittel", kommune=minne.kommune)


def _under_title(minne: Minne) -> str:
    told = text("registeret_bok.oversikt.undertittel", dato=dato(minne.dag), versjon=__version__)
    return f"{told} · {minne.dokumentklasse}" if minne.dokumentklasse else told


def counted_avvik(minne: Minne) -> tuple[Avvik, ...]:
    """What is counted: parents are followed and not counted, and neither is what a withdrawn run opened."""
    return tuple(avvik for avvik in minne.registeret.avvik.values() if avvik.telles)


def is_late(avvik: Avvik, minne: Minne) -> bool:
    frist = minne.frister.get(avvik.nr)
    return avvik.apen and frist is not None and frist.neste is not None and frist.neste < minne.dag


def _sentences(minne: Minne) -> Iterator[str]:
    every = counted_avvik(minne)
    if without := [avvik for avvik in every if ownerless(avvik, minne)]:
        yield counted("registeret_bok.oversikt.uten_eier", len(without), numre=", ".join(a.nr for a in without))
    new = minne.nye
    back = sum(a.slekt is Slekt.KOM_TILBAKE for a in every if a.nr in new)
    yield counted(
        "registeret_bok.oversikt.star",
        sum(avvik.apen for avvik in every),
        forfalt=sum(is_late(avvik, minne) for avvik in every),
        nye=sum(avvik.nr in new for avvik in every) - back,
        tilbake=back,
    )
    yield text(
        "registeret_bok.oversikt.lukket",
        lukket=sum(avvik.stilling is Stilling.LUKKET for avvik in every),
        fa=sum(avvik.stilling is Stilling.LUKKET_FA for avvik in every),
    )


def ownerless(avvik: Avvik, minne: Minne) -> bool:
    """Nobody owns it, or the owner's unit has ceased without a successor."""
    if not avvik.apen:
        return False
    enhet = avvik.ting.eier.partition("@")[2] or avvik.enhet
    gone = minne.kontekst.opphort.get(enhet)
    ceased = gone is not None and gone < minne.dag and enhet not in minne.kontekst.etterfolgere
    return not avvik.ting.eier or ceased


Counter = Callable[[Avvik, Minne], bool]
_COUNTS: tuple[tuple[str, Counter], ...] = (
    ("apne", lambda avvik, _: avvik.apen),
    ("forfalt", is_late),
    ("nye", lambda avvik, minne: avvik.nr in minne.nye and avvik.slekt is not Slekt.KOM_TILBAKE),
    ("kom_tilbake", lambda avvik, minne: avvik.apen and avvik.slekt is Slekt.KOM_TILBAKE),
    ("lukket", lambda avvik, _: avvik.stilling is Stilling.LUKKET),
    ("lukket_fa", lambda avvik, _: avvik.stilling is Stilling.LUKKET_FA),
)


def _columns() -> tuple[MatrixColumn, ...]:
    ark = text("register.ark.avvik")
    ended = text("registeret_bok.ark.avsluttede")
    grades = tuple(
        MatrixColumn(navn=g.vist.capitalize(), til="Avvik", ark=ark, der="_celle", grad=g.vist) for g in _GRADES
    )
    rest = {
        "apne": MatrixColumn(navn=text("registeret_bok.oversikt.apne"), til="Avvik", ark=ark, der="_enhet"),
        "forfalt": MatrixColumn(navn=text("register.oversikt.forfalt"), forfalt=True),
        "lukket": MatrixColumn(
            navn=text("registeret_bok.oversikt.kol_lukket"), til="Avsluttede", ark=ended, der="_celle"
        ),
        "lukket_fa": MatrixColumn(
            navn=text("registeret_bok.oversikt.kol_lukket_fa"), til="Avsluttede", ark=ended, der="_celle"
        ),
    }
    plain = (rest.get(id) or MatrixColumn(navn=text(f"registeret_bok.oversikt.kol_{id}")) for id, _ in _COUNTS)
    return (*grades, *plain)


def _rows(minne: Minne) -> Iterator[MatrixRow]:
    every = counted_avvik(minne)
    for enhet in minne.enheter:
        mine = [avvik for avvik in every if avvik.enhet == enhet]
        keys = (
            *(f"{enhet}/{grad.value}" for grad in _GRADES),
            unit_key(enhet),
            "",
            "",
            "",
            f"{enhet}/{Stilling.LUKKET.value}",
            f"{enhet}/{Stilling.LUKKET_FA.value}",
        )
        yield MatrixRow(navn=minne.vist(enhet), tall=_counts(mine, minne), enheter=(unit_key(enhet),), nokler=keys)
    if len(minne.enheter) > 1:
        keys = tuple(unit_key(enhet) for enhet in minne.enheter)
        yield MatrixRow(navn=text("register.oversikt.alle"), tall=_counts(every, minne), enheter=keys, sum=True)


def _counts(avvik: Sequence[Avvik], minne: Minne) -> tuple[int, ...]:
    grades = (sum(a.apen and a.alvor is grad for a in avvik) for grad in _GRADES)
    return (*grades, *(sum(counts(a, minne) for a in avvik) for _, counts in _COUNTS))


def _source(minne: Minne) -> Iterator[tuple[str, str]]:
    yield text("registeret_bok.kilde_hode"), minne.registeret.hode.vist
    run = minne.registeret.siste
    if run is not None:
        yield text("registeret_bok.kilde_per"), dato(run.per)
        yield text("register.fakta.kjoring"), run.kjoring
        yield text("register.fakta.uttrekk_avtrykk"), run.uttrekk[:_PRINT]
    else:
        yield text("registeret_bok.kilde_per"), text("registeret_bok.kilde_ingen")
    if minne.mottaker:
        yield text("registeret_bok.kilde_mottaker"), role(minne.mottaker, minne)


def _apart(minne: Minne) -> Iterator[Known]:
    every = [avvik for avvik in minne.registeret.avvik.values() if avvik.kilde is not Kilde.FORELDER]
    ended = text("registeret_bok.ark.avsluttede")
    mine = text("register.ark.avvik")
    without = sum(ownerless(avvik, minne) for avvik in every)
    yield Known(tekst=text("registeret_bok.apart.uten_eier"), verdi=without, ark=mine)
    for stilling in (*_ALWAYS[1:], *_WHEN_ANY):
        count = sum(avvik.stilling_pa(minne.dag) is stilling for avvik in every)
        if count or stilling in _ALWAYS:
            key = stilling.value.replace("-", "_")
            ark = mine if stilling is Stilling.UTSATT else ended
            yield Known(tekst=text(f"registeret_bok.apart.{key}"), verdi=count, ark=ark)
    parents = [avvik for avvik in minne.registeret.avvik.values() if avvik.kilde is Kilde.FORELDER]
    if parents:
        yield Known(tekst=text("registeret_bok.apart.foreldre"), verdi=len(parents), ark=mine)
    if again := sum(bool(avvik.gjenapnet) for avvik in every):
        yield Known(tekst=text("registeret_bok.apart.gjenapnet"), verdi=again, ark=mine)
    if other := sum(bool(a.slutt and a.slutt.samme_person) for a in every):
        yield Known(tekst=text("registeret_bok.apart.samme_person"), verdi=other, ark=ended)


def _unknown(minne: Minne) -> Iterator[Known]:
    """What the register cannot say: never shown as good news."""
    mine = [avvik for avvik in minne.apne if avvik.telles]
    sheet, found = text("register.ark.avvik"), text("register.ark.funn")
    yield _known("ikke_kontrollert", _objects(mine, Objekttilstand.IKKE_KONTROLLERT), found)
    yield _known("ikke_malt", sum(avvik.utgangspunkt is None for avvik in mine), sheet)
    yield _known("uten_forsok", sum(not avvik.forsok for avvik in mine), sheet)
    yield _known("ikke_varslet", sum(avvik.varslet is None for avvik in mine), sheet)


def _of_run(revisjon: Revisjon | None) -> Iterator[Known]:
    if revisjon is not None:
        yield from unknown_of_run(revisjon)


def _known(key: str, value: int, ark: str) -> Known:
    return Known(tekst=text(f"registeret_bok.ukjent.{key}"), verdi=value, ark=ark)


def _objects(avvik: Iterable[Avvik], tilstand: Objekttilstand) -> int:
    return sum(bevis.tilstand is tilstand for a in avvik for bevis in a.bevis)

"""An attempt is an act: begun and logged before any case is looked at, and finished by what was found."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Avvik, Kilde, Omfang, Registeret
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser_avvik import ForsokBegynt, ForsokFerdig
from bvaudit.model.registeret.kjoring import Objektrad
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.register.comparable import logic_now
from bvaudit.register.effect import Trekning, measured
from bvaudit.register.measure import Maling, Statistikk, measurement, open_attempt, resumed, too_early
from bvaudit.texts import text


def begin(reg: Registeret, avvik: Avvik, kontekst: Kontekst, per: date, dag: date) -> ForsokBegynt | tuple[Mangel, ...]:
    """The event that is logged first, with the criterion, the days, and for what is read the seed of the draw; or every
    reason why it cannot begin. ``dag`` is today."""
    lacks = tuple(_refused(reg, avvik, per, dag))
    found = measurement(reg, avvik, kontekst, per)
    if isinstance(found, tuple):
        return (*lacks, *found)
    if not found.begynt:
        lacks += (too_early(found),)
    return lacks or ForsokBegynt(nr=avvik.nr, forsok=_begun(found, kontekst, dag), dag=dag)


def finish(
    avvik: Avvik,
    begun: Forsok,
    rows: Iterable[Objektrad],
    kontekst: Kontekst,
    dag: date,
    stats: Statistikk,
    *,
    trekning: Trekning | None = None,
) -> ForsokFerdig:
    """What the attempt gave, by the criterion that was logged. Where its outcome is ``UTVIDES`` it is not finished:
    the draw is extended first, once."""
    found = measured(resumed(avvik, begun, kontekst), rows, kontekst, stats, trekning=trekning)
    result = replace(
        found,
        nr=begun.nr,
        dag=dag,
        fro=begun.fro,
        revisjon=begun.revisjon,
        ferdig=found.utfall is not Forsoksutfall.UTVIDES,
        brukt=(),
    )
    return ForsokFerdig(nr=avvik.nr, forsok=result, brukt=found.brukt, dag=dag)


def next_number(avvik: Avvik) -> int:
    return max((one.nr for one in avvik.forsok), default=0) + 1


def seed(avvik: str, forsok: int) -> str:
    """Of the draw, and the name of the audit: the number of the avvik and of the attempt, «av-2026-0041-forsok-1»."""
    return f"{avvik.lower()}-forsok-{forsok}"


def never(avvik: Avvik) -> Iterator[Mangel]:
    """Why its effect is not measured at all, whatever the day."""
    if not avvik.apen:
        yield Mangel(kode="ikke-apent", tekst=text("registeret_effekt.mangel.ikke_apent", nr=avvik.nr))
    if avvik.kilde is Kilde.INTERNKONTROLL:
        yield Mangel(kode="kontroll", tekst=text("sider.nei.males_ikke"))
    if avvik.kilde is Kilde.FORELDER:
        yield Mangel(kode="forelder", tekst=text("registeret_effekt.mangel.forelder", nr=avvik.nr))
    elif avvik.omfang is Omfang.ENKELTHENDELSE and avvik.tiltak:
        yield Mangel(kode="enkelthendelse", tekst=text("registeret_effekt.mangel.enkelthendelse", nr=avvik.nr))


def _refused(reg: Registeret, avvik: Avvik, per: date, dag: date) -> Iterator[Mangel]:
    yield from never(avvik)
    if (waiting := open_attempt(avvik)) is not None:
        yield Mangel(
            kode="apent-forsok", tekst=text("registeret_effekt.mangel.apent_forsok", nr=avvik.nr, forsok=waiting.nr)
        )
    yield from _wrong_day(reg, avvik, per, dag)


def _wrong_day(reg: Registeret, avvik: Avvik, per: date, dag: date) -> Iterator[Mangel]:
    """Nobody may go back and choose the day that looks best."""
    if per > dag:
        yield Mangel(kode="fram-i-tid", tekst=text("registeret_effekt.mangel.fram_i_tid", per=vis(per)))
    if reg.siste is not None and per < reg.siste.per:
        yield Mangel(
            kode="for-kjoring",
            tekst=text("registeret_effekt.mangel.for_kjoring", per=vis(per), siste=vis(reg.siste.per)),
        )
    last = max((one.per for one in avvik.forsok if one.ferdig), default=None)
    if last is not None and per <= last:
        yield Mangel(
            kode="for-forsok", tekst=text("registeret_effekt.mangel.for_forsok", per=vis(per), siste=vis(last))
        )


def _begun(found: Maling, kontekst: Kontekst, dag: date) -> Forsok:
    nr = next_number(found.avvik)
    read = found.mate is Malemate.LESING
    return Forsok(
        nr=nr,
        dag=dag,
        per=found.per,
        mate=found.mate,
        mal=found.mal,
        tiltak=found.tiltak,
        i_bruk=found.i_bruk,
        fra=found.fra,
        til=found.til,
        forste=found.forste,
        fro=seed(found.avvik.nr, nr) if read else "",
        revisjon=seed(found.avvik.nr, nr) if read else "",
        logikk=logic_now(found.regel, kontekst),
    )

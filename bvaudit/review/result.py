"""The whole of an audit put together: every number, and what the reader of them must know."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from bvaudit.model.lest import LestPunkt, LestRevisjon
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.utvalg import Bruk
from bvaudit.review.against import against_folder
from bvaudit.review.agreement import two_readers
from bvaudit.review.basis import Grunnlag, Statistikk
from bvaudit.review.not_asked import why_not_asked
from bvaudit.review.points import points
from bvaudit.review.rounds import two_rounds
from bvaudit.review.series import funnels, series
from bvaudit.review.settle import unsettled
from bvaudit.texts import counted, text

_DATED = re.compile(r"(\d{4}-\d{2}-\d{2}) (.+)", re.DOTALL)  # a remark begins with the day it was given


def reviewed(basis: Grunnlag, stat: Statistikk) -> LestRevisjon:
    """What the audit says by itself. The answers are those of places in use and of the unit."""
    one = basis.gjennomgang
    punkter = points(basis, stat)
    read = {(plass.enhet, plass.sak) for plass in basis.plasser if plass.bruk in (Bruk.LESES, Bruk.MALRETTET)}
    settled = tuple(a for a in basis.avgjorte if not a.gjeldende.sak or (a.gjeldende.enhet, a.gjeldende.sak) in read)
    uenige = unsettled(settled)
    last = locked_day(basis)
    return LestRevisjon(
        id=one.id,
        tittel=one.tittel,
        sjekkliste=one.sjekkliste,
        per=one.per,
        periode_fra=one.periode_fra,
        periode_til=one.periode_til,
        last=last,
        enheter=basis.enheter,
        punkter=punkter,
        avgjorte=settled,
        mot_mappe=against_folder(basis, stat),
        to_lesere=two_readers(settled, basis.regler, stat, basis.ordbruk.skriv_om),
        trakter=funnels(punkter, stat),
        uenige=uenige,
        merknader=tuple(_remarks(basis)),
        egne_saker=tuple(_own_cases(basis)),
        forbehold=tuple(_reservations(basis, punkter, len(uenige), last)),
        kilde_endret=basis.kilde_endret,
        gjennomgang=one,
        utvalg=basis.utvalg,
        plasser=basis.plasser,
        logg=basis.logg,
        ordbruk=basis.ordbruk,
        regler={regel.id: regel for regel in basis.punkter},
        grunner=basis.grunner,
        feiltyper=basis.feiltyper,
        kommune=basis.kommune,
        programversjon=basis.programversjon,
        listetittel=basis.liste.tittel,
    )


def with_earlier(
    audit: LestRevisjon, earlier: Sequence[LestRevisjon], maps: Sequence[Sammenligning], stat: Statistikk
) -> LestRevisjon:
    """Beside the round before, and as the last of a series. ``earlier`` are those before it, oldest first."""
    if not earlier:
        return audit
    rounds = two_rounds(audit, earlier[-1], maps, stat)
    return replace(audit, to_runder=rounds, serier=series((*earlier, audit), stat), forrige=earlier[-1].id)


def locked_day(basis: Grunnlag) -> date | None:
    """The day it was locked, unless it has been opened again since."""
    told = [line for line in basis.logg if line.hva in (Hendelse.LAST, Hendelse.APNET)]
    return _day(told[-1].tid) if told and told[-1].hva is Hendelse.LAST else None


def _day(tid: str) -> date:
    return date.fromisoformat(tid[:10])


def _remarks(basis: Grunnlag) -> Iterator[tuple[str, date, str]]:
    for line in basis.logg:
        if line.hva is Hendelse.MERKNADER:
            said = _DATED.fullmatch(line.tekst)
            yield (line.enhet, _day(said[1]), said[2]) if said else (line.enhet, _day(line.tid), line.tekst)


def _own_cases(basis: Grunnlag) -> Iterator[str]:
    exception = basis.gjennomgang.egne_saker
    if exception is not None:
        enheter = ", ".join(exception.enheter)
        yield text("lest.egne_unntak", enheter=enheter, grunn=exception.grunn.rstrip("."))
    read = Counter((line.enhet, line.leser) for line in basis.logg if line.hva is Hendelse.EGEN_SAK)
    for (enhet, leser), n in sorted(read.items()):
        yield counted("lest.egne_lest", n, leser=leser, enhet=enhet)


def _reservations(basis: Grunnlag, punkter: Sequence[LestPunkt], uenige: int, last: date | None) -> Iterator[str]:
    if last is None:
        yield text("lest.forbehold.forelopig")
    if basis.svar_endret:
        yield text("lest.forbehold.svar_endret")
    if last is not None and basis.uferdig:
        yield text("lest.forbehold.uferdig", grunn=basis.uferdig.rstrip("."))
    if basis.kilde_endret:
        yield text("lest.forbehold.kilde_endret")
    if not_read := sum(one.ikke_lest for one in punkter):
        yield counted("lest.forbehold.ikke_lest", not_read)
    yield from _not_asked(basis, punkter)
    if uenige:
        yield counted("lest.forbehold.uenige", uenige)
    yield from _of_the_draw(basis)
    opened = sum(line.hva is Hendelse.APNET for line in basis.logg)
    if opened:
        yield counted("lest.forbehold.apnet", opened)


def _not_asked(basis: Grunnlag, punkter: Sequence[LestPunkt]) -> Iterator[str]:
    """The points no form asks about in any unit, by the reason."""
    asked = {one.regel.id for one in punkter if not one.ikke_spurt}
    left: dict[str, list[str]] = {}
    for regel in basis.punkter:
        if regel.id not in asked:
            left.setdefault(why_not_asked(regel, basis.gjennomgang.per), []).append(regel.id)
    for hvorfor, ids in left.items():
        yield text("lest.ikke_spurt.forbehold", punkter=", ".join(ids), hvorfor=hvorfor)


def _of_the_draw(basis: Grunnlag) -> Iterator[str]:
    if basis.uten_vekt:
        yield text("lest.forbehold.uten_vekt", grunn=basis.uten_vekt)
    elif any(len(strata) > 1 for strata in basis.rammer.values()):
        yield text("lest.forbehold.vektet")
    for quota in basis.utvalg.kvoter if basis.utvalg else ():
        if quota.mangler:
            navn = next((k.tekst for k in basis.liste.utvalg.kvoter if k.id == quota.id), quota.id)
            yield text("lest.forbehold.kvote", enhet=quota.enhet, kvote=navn.rstrip("."), mangler=quota.mangler)
    struck = Counter((plass.enhet, plass.grunn) for plass in basis.plasser if plass.bruk is Bruk.UTGATT)
    for (enhet, grunn), n in sorted(struck.items()):
        yield counted("lest.forbehold.utgatt", n, enhet=enhet, grunn=basis.grunner.get(grunn, grunn).rstrip("."))
    pointed = Counter(plass.enhet for plass in basis.plasser if plass.bruk is Bruk.MALRETTET)
    for enhet, n in sorted(pointed.items()):
        yield counted("lest.forbehold.malrettet", n, enhet=enhet)
    for line in basis.logg:
        if line.hva is Hendelse.UTVIDET:
            yield text("lest.forbehold.utvidet", enhet=line.enhet, tekst=line.tekst.rstrip("."))

"""Sentences made of figures: how many of a hundred, more or fewer than before, and the lowest and highest."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from bvaudit.model.endring import Dom
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.rapport import Linjer, Seksjon, Setning, Tallvalg
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import SHARES, Said, joined, number, period, told
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import text

AV_100, SUM = "av_100", "sum"


def sentences(seksjon: Seksjon, utvalg: Utvalg) -> Iterator[Said]:
    for one in seksjon.setninger:
        yield from _MADE[one](seksjon, utvalg)


def _of_hundred(seksjon: Seksjon, utvalg: Utvalg) -> Iterator[Said]:
    """The parts as the figure has rounded them, each by its name, and what they add to when that is not a hundred."""
    valg = seksjon.tall[0]
    places = utvalg.places(replace(seksjon, linjer=Linjer.GRUPPE, akse=seksjon.akse or "kode"))
    parts: list[Said] = []
    hidden = False
    for enhet, kommune, of in places:
        row = utvalg.newest(valg, enhet=enhet, kommune=kommune, gruppe=of)
        hidden |= row is not None and row.tilstand is Tilstand.SKJULT
        if row is not None and row.tilstand is Tilstand.VERDI:
            parts.append(told("rapport.setning.del", antall=number(row), navn=_name(of, valg, utvalg)))
    if not parts:
        return
    yield (*told("rapport.setning.av_100"), *_listed(parts), ".")
    if hidden:
        yield (text("rapport.setning.av_100_skjult"),)
        return
    enhet, kommune = utvalg.utgave.sted
    whole = utvalg.newest(replace(valg, storrelse=SUM), enhet=enhet, kommune=kommune)
    if whole is not None and whole.verdi is not None:
        key = "rapport.setning.av_100_hundre" if whole.verdi == 100 else "rapport.setning.av_100_sum"
        yield told(key, sum=number(whole))


def _listed(parts: list[Said]) -> Said:
    """«a, b og c»."""
    between = f" {text('rapport.setning.og')} "
    comma = "; " if any("," in part for one in parts for part in one if isinstance(part, str)) else ", "
    return (*joined(parts[:-1], comma), *((between,) if len(parts) > 1 else ()), *parts[-1])


def _name(gruppe: str, valg: Tallvalg, utvalg: Utvalg) -> str:
    axis, _, code = gruppe.partition("=")
    word = utvalg.words(valg.tall).koder.get((axis, code), code)
    return word[:1].lower() + word[1:]


def _change(seksjon: Seksjon, utvalg: Utvalg) -> Iterator[Said]:
    """For each line what it is and was before, and that it is more or fewer only where that is more than chance. No
    word on why."""
    if len(utvalg.utgave.perioder) < 2:
        return
    places = utvalg.places(seksjon) or ((*utvalg.utgave.sted, ""),)
    broken = {valg: why for valg in seksjon.tall if (why := _break_in(valg, utvalg))}
    for why in dict.fromkeys(broken.values()):
        mine = dict.fromkeys(_figure(valg, utvalg) for valg, one in broken.items() if one == why)
        yield (text("rapport.setning.seriebrudd", navn=oppramsing(list(mine)), grunn=f"{why}."),)
    for valg in seksjon.tall:
        if valg in broken:
            continue
        for enhet, kommune, of in places:
            yield from _one_change(valg, utvalg, (enhet, kommune, of))
        if utvalg.summed(seksjon):
            yield from _one_change(valg, utvalg, ("", "", ""))


def _break_in(valg: Tallvalg, utvalg: Utvalg) -> str:
    """Why the newest period cannot be held against the one before; empty where it can."""
    unlike = (why for day, why in utvalg.words(valg.tall).brudd if _between(day, utvalg))
    return next(unlike, "").removesuffix(".")


def _one_change(valg: Tallvalg, utvalg: Utvalg, place: tuple[str, str, str]) -> Iterator[Said]:
    enhet, kommune, of = place
    now, before = (
        utvalg.one(valg, span, enhet=enhet, kommune=kommune, gruppe=of) for span in utvalg.utgave.perioder[:2]
    )
    if now is None or before is None or Tilstand.SKJULT in (now.tilstand, before.tilstand):
        return
    if now.verdi is None or before.verdi is None:
        return
    where = utvalg.fakta.kommuner.get(kommune, kommune) or enhet
    dom = utvalg.fakta.dom(before, now)
    if dom is Dom.INGEN_TALL:
        return
    name = _figure(valg, utvalg)
    kind = f"_{'andel' if now.storrelse in SHARES else 'antall'}" if dom in (Dom.OKT, Dom.REDUSERT) else ""
    yield told(
        f"rapport.setning.{dom.value}{kind}",
        navn=text("rapport.setning.sted", navn=name, hvor=where) if where else name,
        na=number(now),
        da=number(before),
        periode=_when(now),
        forrige=_when(before),
    )


def _when(row: Nokkelrad) -> str:
    """«i 2025», «per 31.12.2025»."""
    said = period(row.periode_fra, row.periode_til)
    return text("rapport.setning.dag" if row.periode_fra == row.periode_til else "rapport.setning.tid", nar=said)


def _figure(valg: Tallvalg, utvalg: Utvalg) -> str:
    return valg.navn or utvalg.words(valg.tall).tittel


def _between(day: date, utvalg: Utvalg) -> bool:
    (_, last), (first, _) = utvalg.utgave.perioder[:2]
    return first < day <= last


def _spread(seksjon: Seksjon, utvalg: Utvalg) -> Iterator[Said]:
    """The lowest and the highest of the lines."""
    for valg in seksjon.tall:
        every = [
            (row, enhet or utvalg.fakta.kommuner.get(kommune, kommune))
            for enhet, kommune, of in utvalg.places(seksjon)
            if (row := utvalg.newest(valg, enhet=enhet, kommune=kommune, gruppe=of)) is not None
        ]
        rows = [(row, name) for row, name in every if row.tilstand is Tilstand.VERDI and row.verdi is not None]
        if len(rows) < 2 or any(row.tilstand is Tilstand.SKJULT for row, _ in every):
            continue  # the highest of those that are shown may not be the highest, and says how high the others can be
        low, high = (pick(rows, key=lambda one: one[0].verdi or 0) for pick in (min, max))
        if low[0].verdi != high[0].verdi:
            yield told(
                "rapport.setning.spredning",
                navn=_figure(valg, utvalg),
                lav=number(low[0]),
                hoy=number(high[0]),
                lavest=oppramsing([one for row, one in rows if row.verdi == low[0].verdi]),
                hoyest=oppramsing([one for row, one in rows if row.verdi == high[0].verdi]),
            )


_MADE: Mapping[Setning, Callable[[Seksjon, Utvalg], Iterator[Said]]] = {
    Setning.AV_100: _of_hundred,
    Setning.UTVIKLING: _change,
    Setning.SPREDNING: _spread,
}

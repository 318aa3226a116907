"""The stories of children who live away from home: foster homes, acute placements, institutions, after 18."""

from dataclasses import dataclass
from datetime import date, timedelta

import eksempel_mal as mal
from eksempel_bygger import Bygger
from eksempel_modell import Besok, Hendelse, Kode, Tiltak, Undersokelse, plus_months, required_visits

DAG = timedelta(days=1)
_UTEN_TILSYN = "2.4"


def under_care(b: Bygger, vedtatt: date, *, fra: str) -> None:
    """The service asks nemnda for a care order; the child moves when it is given."""
    hjemmel = mal.hjemmel("omsorg", vedtatt)
    gitt = vedtatt + b.days(75, 110)
    status = [(vedtatt, "2"), (gitt, "1")]
    vedtak = b.add_vedtak(hjemmel, vedtatt, status, fra=fra)
    b.add_oversendelse(hjemmel, vedtatt + b.days(0, 3), vedtak)
    if gitt + 14 * DAG <= mal.SISTE_DAG:
        foster_home(b, Hjem(start=gitt + b.days(3, 14), slag="omsorg", vedtak=vedtak))


def placement(b: Bygger, vedtatt: date, slag: str, *, fra: str | None, migrert: str | None) -> None:
    """A foster home that has lasted; some children have moved once, some came home or were 18 during the year."""
    hjemmel = mal.hjemmel(slag, vedtatt)
    vedtak = b.add_vedtak(hjemmel, vedtatt, [(vedtatt, "1")], fra=fra, migrert=migrert)
    inn = vedtatt + b.days(5, 35)
    if slag == "omsorg":
        b.add_plan("4", inn + b.days(0, 20))
        if b.draw("samværsplan", {True: 4, False: 1}):
            b.add_plan("6", inn + b.days(0, 30))
    hendelse = b.draw("plassering", {"varer": 15, "flytter": 2, "hjem": 2})
    skifte = date(2025, 2, 1) + b.days(0, 280)
    if hendelse == "varer" or skifte < inn + 120 * DAG:
        foster_home(b, Hjem(start=inn, slag=slag, vedtak=vedtak, migrert=migrert))
        return
    foster_home(b, Hjem(start=inn, slag=slag, vedtak=vedtak, slutt=skifte, migrert=migrert))
    b.add_flytting(skifte, "1.1.4" if hendelse == "flytter" else "1.1.1", "2" if hendelse == "flytter" else "6")
    if hendelse == "flytter":
        foster_home(b, Hjem(start=skifte + DAG, slag=slag, vedtak=vedtak))
    else:
        b.close(min(skifte + b.days(5, 30), mal.SISTE_DAG), skifte)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hjem:
    """A stay in a foster home. ``slag`` is what kind of decision it rests on, and ``vedtak`` its id; without ``kode``
    the kind of home is drawn."""

    start: date
    slag: str
    vedtak: str | None
    slutt: date | None = None
    kode: str | None = None
    migrert: str | None = None
    opphevelse: str = "1"


def foster_home(b: Bygger, hjem: Hjem) -> None:
    """One stay in one foster home with the visits the unit usually manages."""
    kode = hjem.kode or b.draw("fosterhjem", mal.FOSTERHJEM_KODE)
    kode = "2.2" if kode == _UTEN_TILSYN and b.v5 else kode
    vedtatt = next((v.start for v in b.sak.vedtak if v.id == hjem.vedtak), hjem.start)
    rad = Tiltak(
        id=b.id(),
        start=hjem.start,
        hjemmel=mal.hjemmel(hjem.slag, vedtatt),
        kode=Kode(kode=kode),
        grunnlag=b.themes(1),
        tilsyn=None if kode == _UTEN_TILSYN else _tilsyn(b, hjem.start, hjem.slutt),
        oppfolging=_oppfolging(b, hjem.start, hjem.slutt),
        slutt=hjem.slutt,
        opphevelse=Kode(kode=hjem.opphevelse) if hjem.slutt and hjem.slag == "omsorg" else None,
        migrert=hjem.migrert,
    )
    b.add_tiltak(rad, hjem.vedtak)


def _oppfolging(b: Bygger, start: date, slutt: date | None) -> Besok | None:
    """Four visits a year, or two when that was decided after more than two years in the home."""
    redusert = plus_months(start, 24) + b.days(10, 500)
    hyppighet = [Hendelse(id=b.id(), dato=start, verdi="4")]
    if redusert <= (slutt or mal.SISTE_DAG) and b.draw("redusert", {True: 1, False: 2}):
        hyppighet.append(Hendelse(id=b.id(), dato=redusert, verdi="2"))
    if not required_visits(start, slutt, hyppighet, *mal.AR):
        return Besok(hyppighet=tuple(hyppighet), utfort=b.events(_visits(b, start, slutt, hyppighet, 0)))
    mangler = 0 if b.draw("oppfølging", mal.OPPFOLGING_OK[b.enhet], per_enhet=True) else b.rng.choice((1, 1, 2, 3))
    if mangler and b.draw("uten oppfølging", {True: 1, False: 8}):
        return None
    return Besok(hyppighet=tuple(hyppighet), utfort=b.events(_visits(b, start, slutt, hyppighet, mangler)))


def _tilsyn(b: Bygger, start: date, slutt: date | None) -> Besok:
    """Fewer than four only for those over fifteen who have lived there for more than two years."""
    hyppighet = [Hendelse(id=b.id(), dato=start, verdi="4")]
    redusert = max(plus_months(b.fodt, 15 * 12), plus_months(start, 24)) + b.days(10, 60)
    if redusert <= (slutt or mal.SISTE_DAG) and b.draw("redusert tilsyn", {True: 1, False: 2}):
        hyppighet.append(Hendelse(id=b.id(), dato=redusert, verdi="2"))
    kommune = b.draw("tilsynskommune", {mal.KOMMUNENUMMER: 5, mal.NABOKOMMUNE: 1})
    mangler = 0 if b.draw("tilsyn", mal.TILSYN_OK) else b.rng.choice((1, 2))
    return Besok(
        hyppighet=tuple(hyppighet),
        utfort=b.events(_visits(b, start, slutt, hyppighet, mangler)),
        ansvarlig=(Hendelse(id=b.id(), dato=start, verdi=kommune),),
    )


def _visits(b: Bygger, start: date, slutt: date | None, hyppighet: list[Hendelse], mangler: int) -> list[date]:
    """Visits spread over this year and the one before, on different days, ``mangler`` short this year."""
    krav = required_visits(start, slutt, hyppighet, *mal.AR)
    fra, til = max(start, mal.AR[0]), min(slutt or mal.SISTE_DAG, mal.SISTE_DAG)
    ekstra = not mangler and krav > 0 and b.draw("ett ekstra besøk", {True: 1, False: 3})
    datoer = _spread(b, fra, til, max(0, krav - mangler) + (1 if ekstra else 0))
    i_fjor = max(start, date(2024, 1, 1)), min(slutt or mal.SISTE_DAG, date(2024, 12, 31))
    return datoer + _spread(b, *i_fjor, (i_fjor[1] - i_fjor[0]).days // 100)


def _spread(b: Bygger, fra: date, til: date, antall: int) -> list[date]:
    dager = (til - fra).days
    if antall < 1 or dager < antall:
        return []
    steg = dager / antall
    return [fra + timedelta(days=int(steg * n + b.rng.uniform(0.1, 0.9) * steg)) for n in range(antall)]


def acute(b: Bygger) -> None:
    """A night at the end of a melding: the child is moved at once, and nemnda must have the case within six weeks."""
    vedtatt = date(2024, 10, 1) + b.days(0, 420)
    mottatt = vedtatt - b.days(0, 3)
    b.child_of_age(mottatt)
    melding = b.add_melding(mottatt, vedtatt, "2")
    etterpa = b.draw("etter akutt", {"omsorg": 2, "hjem": 1})
    begjart = vedtatt + (b.days(45, 52) if b.draw("sen begjæring", {True: 1, False: 9}) else b.days(14, 40))
    avklart = begjart if etterpa == "omsorg" else vedtatt + b.days(12, 38)
    ferdig = avklart <= mal.SISTE_DAG
    rad = Undersokelse(
        id=b.id(), start=vedtatt, grunnlag=b.themes() if ferdig and etterpa == "omsorg" else (),
        slutt=avklart if ferdig else None,
        konklusjon=Kode(kode="2" if etterpa == "omsorg" else "3") if ferdig else None,
    )  # fmt: skip
    fra = b.add_undersokelse(rad, melding)
    hjemmel = mal.hjemmel("akutt", vedtatt)
    flyttet = avklart + b.days(60, 110) if etterpa == "omsorg" else avklart
    slutt = flyttet if flyttet <= mal.SISTE_DAG else None
    status = [(vedtatt, "1"), *([(slutt, "4")] if slutt else [])]
    akutt = b.add_vedtak(hjemmel, vedtatt, status, slutt=slutt, fra=fra)
    kode = b.draw("akutt hjem", {"2.5": 3, "2.6": 1})
    foster_home(b, Hjem(start=vedtatt, slag="akutt", vedtak=akutt, slutt=slutt, kode=kode))
    if b.draw("plan etter akutt", {True: 7, False: 3}):
        b.add_plan("8", vedtatt + b.days(1, 14), slutt=slutt)
    if etterpa == "hjem":
        if slutt:
            b.add_flytting(slutt, "1.1.1", "6")
            b.close(min(slutt + b.days(3, 20), mal.SISTE_DAG), slutt)
    elif ferdig:
        _after_acute(b, begjart, slutt, fra)


def _after_acute(b: Bygger, begjart: date, flyttet: date | None, fra: str) -> None:
    omsorg = mal.hjemmel("omsorg", begjart)
    status = [(begjart, "2"), *([(flyttet, "1")] if flyttet else [])]
    vedtak = b.add_vedtak(omsorg, begjart, status, fra=fra)
    b.add_oversendelse(omsorg, begjart, vedtak)
    if flyttet and flyttet < mal.SISTE_DAG:
        b.add_flytting(flyttet, "1.1.4", "2")
        b.add_plan("4", flyttet)
        foster_home(b, Hjem(start=flyttet + DAG, slag="omsorg", vedtak=vedtak))


def institution(b: Bygger) -> None:
    """A youth in an institution because of grave difficulties; the plan is looked at again within half a year."""
    vedtatt = date(2024, 9, 1) + b.days(0, 400)
    b.child(vedtatt - b.days(14 * 365, 16 * 365), vedtatt - b.days(20, 60))
    hjemmel = mal.hjemmel("atferd", vedtatt)
    vedtak = b.add_vedtak(hjemmel, vedtatt, [(vedtatt, "1")])
    b.add_oversendelse(hjemmel, vedtatt - b.days(5, 15), vedtak)
    start = vedtatt + b.days(1, 30)
    slutt = start + b.days(150, 360)
    ferdig = slutt if slutt <= mal.SISTE_DAG else None
    rad = Tiltak(id=b.id(), start=start, hjemmel=hjemmel, kode=Kode(kode="1.1"), grunnlag=b.themes(1), slutt=ferdig)
    b.add_tiltak(rad, vedtak)
    evaluert = [start + b.days(100, 175)]
    b.add_plan("2", start, [d for d in evaluert if d <= (ferdig or mal.SISTE_DAG)], ferdig)
    if ferdig:
        b.add_flytting(ferdig, "2.1", "6")
        b.close(min(ferdig + b.days(0, 20), mal.SISTE_DAG), ferdig)


def after_eighteen(b: Bygger) -> None:
    """A youth under care who turns eighteen around the turn of the year: the offer, the answer, and what came of it."""
    atten = date(2024, 10, 1) + b.days(0, 540)
    fodt = plus_months(atten, -18 * 12)
    inn = date(2021, 3, 1) + b.days(0, 600)
    b.child(fodt, inn - b.days(60, 200))
    atten = plus_months(b.fodt, 18 * 12)
    migrert = f"G-{b.rng.randint(10000, 99999)}"
    vedtatt = inn - b.days(10, 30)
    ute = atten if atten <= mal.SISTE_DAG else None
    status = [(vedtatt, "1"), *([(ute, "4")] if ute else [])]
    vedtak = b.add_vedtak(mal.hjemmel("omsorg", vedtatt), vedtatt, status, slutt=ute, migrert=migrert)
    b.add_plan("4", inn, slutt=ute)
    foster_home(b, Hjem(start=inn, slag="omsorg", vedtak=vedtak, slutt=ute, migrert=migrert, opphevelse="2"))
    svar = b.draw("ettervern", mal.SVAR_PA_ETTERVERN)
    sendt = atten - b.days(90, 330)
    if svar != "ikke sendt" and sendt <= mal.SISTE_DAG:
        svart = sendt + b.days(14, 75)
        ferdig = svart <= mal.SISTE_DAG
        b.add_ettervern(sendt, svart if ferdig else None, svar if ferdig else None)
    if not ute:
        return
    b.add_flytting(ute, "1.1.2", "5" if svar == "1" else "7")
    if svar in ("1", "2"):
        _help_after_eighteen(b, ute)
    else:
        b.close(min(ute + b.days(5, 40), mal.SISTE_DAG), ute)


def _help_after_eighteen(b: Bygger, fylt: date) -> None:
    hjemmel = mal.hjemmel("ettervern", fylt)
    vedtak = b.add_vedtak(hjemmel, fylt, [(fylt, "1")])
    rad = Tiltak(id=b.id(), start=fylt, hjemmel=hjemmel, kode=Kode(kode="8.2"), grunnlag=b.themes(1))
    b.add_tiltak(rad, vedtak)
    if b.draw("ettervernsplan", {True: 3, False: 1}):
        b.add_plan("5", min(fylt + b.days(0, 30), mal.SISTE_DAG))

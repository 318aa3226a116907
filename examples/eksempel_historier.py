"""The ordinary stories: a melding and what comes of it, and the help that has lasted for long."""

from dataclasses import replace
from datetime import date, timedelta

import eksempel_mal as mal
from eksempel_bygger import Bygger
from eksempel_modell import Hendelse, Kode, Tiltak, Undersokelse, plus_months
from eksempel_plassering import placement, under_care

DAG = timedelta(days=1)
UKE = timedelta(weeks=1)
_MEDVIRKNING = {"1.1": 6, "1.3": 2, "1.2": 1, "2.2": 1}


def new_case(b: Bygger, mottatt: date) -> None:
    """A first melding; now and then a second round when the first came to nothing."""
    b.child_of_age(mottatt)
    slutt = melding(b, mottatt)
    if slutt is None:
        return
    igjen = slutt + b.days(25, 150)
    if b.draw("ny runde", {True: 1, False: 11}) and igjen <= mal.SISTE_DAG:
        slutt = melding(b, igjen)
    if slutt:
        b.close(min(slutt + b.days(0, 9), mal.SISTE_DAG))


def melding(b: Bygger, mottatt: date) -> date | None:
    """One melding and what follows. The day it all ended without help, or ``None`` when something still runs."""
    if b.draw("melding", mal.MELDING_UTFALL) == "henlagt":
        slutt = b.weekday(mottatt + b.days(2, 7), mottatt)
        if slutt > mal.SISTE_DAG:
            b.add_melding(mottatt, None, None)
            return None
        b.add_melding(mottatt, slutt, "1")
        return slutt
    frist = b.draw("frist", mal.FRIST[b.enhet], per_enhet=True)
    # Only a melding concluded early leaves days between three months from the opening and the limit of the law.
    apnet = b.weekday(mottatt + (b.days(0, 3) if frist == "mellom" else b.days(1, 7)), mottatt)
    if apnet > mal.SISTE_DAG:
        b.add_melding(mottatt, None, None)
        return None
    return undersokelse(b, mottatt, apnet, frist)


def undersokelse(b: Bygger, mottatt: date, apnet: date, frist: str) -> date | None:
    """The melding is concluded and the undersøkelse opened on ``apnet``; ``frist`` says how it stands to its limit."""
    slutt = _end(b, mottatt, apnet, frist)
    utfall = b.draw("utfall", mal.UNDERSOKELSE_UTFALL) if slutt <= mal.SISTE_DAG else None
    rad = Undersokelse(
        id=b.id(),
        start=apnet,
        grunnlag=b.themes(2) if utfall in ("1", "2") else (),
        medvirkning=_participation(b, apnet, slutt),
        slutt=slutt if utfall else None,
        konklusjon=Kode(kode=utfall, presisering=mal.FRITEKST if utfall == "5" else None) if utfall else None,
    )
    rad = _extended(b, rad, frist)
    meldt = [b.add_melding(mottatt, apnet, "2")]
    if slutt - apnet > 40 * DAG and b.draw("melding underveis", {True: 4, False: 16}):
        meldt += _melding_underway(b, apnet)
    kobles = not b.draw("uten relasjon", mal.UTEN_RELASJON)
    b.add_undersokelse(rad, *(meldt if kobles else ()))
    if b.draw("undersøkelsesplan", {True: 17, False: 3}):
        b.add_plan("7", min(apnet + b.days(2, 14), rad.slutt or mal.SISTE_DAG), slutt=rad.slutt)
    if utfall == "1" and rad.slutt:
        begin_help(b, rad.slutt, fra=rad.id)
        return None
    if utfall == "2" and rad.slutt:
        under_care(b, rad.slutt, fra=rad.id)
        return None
    return rad.slutt


def _end(b: Bygger, mottatt: date, apnet: date, frist: str) -> date:
    tre_maneder = plus_months(apnet, 3)
    lov = plus_months(mottatt + UKE, 3)
    if frist == "mellom":
        return tre_maneder + b.rng.randint(1, (lov - tre_maneder).days) * DAG
    if frist == "over":
        return lov + b.days(2, 38)
    if frist == "utvidet":
        return b.weekday(plus_months(mottatt + UKE, 6) - b.days(1, 70), lov + DAG)
    dager = (tre_maneder - apnet).days
    return b.weekday(apnet + round(b.rng.triangular(18, dager, dager - 6)) * DAG, apnet + 10 * DAG)


def _extended(b: Bygger, rad: Undersokelse, frist: str) -> Undersokelse:
    """Asked for in the last fortnight of the three months: granted, refused, or not answered."""
    sokt = rad.start + b.days(70, 84)
    avslag = frist == "over" and b.draw("avslag", {True: 2, False: 3})
    if sokt > mal.SISTE_DAG or not (avslag or frist == "utvidet"):
        return rad
    svart = sokt + 10 * DAG <= mal.SISTE_DAG
    return replace(rad, frist_sokt=sokt, frist_innvilget=(frist == "utvidet") if svart else None)


def _participation(b: Bygger, apnet: date, slutt: date) -> Hendelse | None:
    """The field came with the newest formats; the service began to use it in the last quarter."""
    dag = apnet + b.days(10, 45)
    if b.sak.versjon == "v3" or apnet < date(2025, 10, 1) or dag > min(slutt, mal.SISTE_DAG):
        return None
    return Hendelse(id=b.id(), dato=dag, verdi=b.draw("medvirkning", _MEDVIRKNING))


def _melding_underway(b: Bygger, apnet: date) -> list[str]:
    mottatt = apnet + b.days(4, 30)
    slutt = mottatt + b.days(0, 5)
    return [b.add_melding(mottatt, slutt, "4")] if slutt <= mal.SISTE_DAG else []


def begin_help(b: Bygger, vedtatt: date, *, fra: str | None, migrert: str | None = None) -> None:
    """A decision on help with consent, the measure, the plan, and its evaluations."""
    slag = "palagt" if b.draw("pålagt", {True: 1, False: 24}) else "hjelp"
    hjemmel = mal.hjemmel(slag, vedtatt)
    start = vedtatt + b.days(3, 24)
    if start > mal.SISTE_DAG:
        b.add_vedtak(hjemmel, vedtatt, [(vedtatt, "1")], fra=fra, migrert=migrert)
        return
    slutt = _measure_end(b, start)
    status = [(vedtatt, "1"), *([(slutt, "4")] if slutt else [])]
    vedtak = b.add_vedtak(hjemmel, vedtatt, status, slutt=slutt, fra=fra, migrert=migrert)
    kort, datoer = plan_and_evaluations(b, vedtatt, start, slutt)
    antall = 2 if kort == "evaluert" and b.draw("to tiltak", {True: 1, False: 5}) else 1
    for kode in b.codes("hjelpetiltak", mal.HJELPETILTAK_KODE, antall):
        rad = Tiltak(
            id=b.id(), start=start, hjemmel=hjemmel, kode=kode, grunnlag=b.themes(1), slutt=slutt,
            evalueringer=b.events(datoer), migrert=migrert,
        )  # fmt: skip
        b.add_tiltak(rad, vedtak)
    if slutt:
        b.close(min(slutt + b.days(0, 9), mal.SISTE_DAG))


def _measure_end(b: Bygger, start: date) -> date | None:
    slutt = start + b.days(120, 420)
    ended = mal.FORSTE_MELDING <= slutt <= mal.SISTE_DAG
    return slutt if b.draw("tiltak slutter", {True: 1, False: 2}) and ended else None


def plan_and_evaluations(b: Bygger, vedtatt: date, start: date, slutt: date | None) -> tuple[str, list[date]]:
    """A plan of type 1 for help in chapter 3, as the unit usually does it. What was drawn, and the evaluations."""
    if slutt:
        kort = "evaluert"
    elif plus_months(start, 3) > date(2025, 12, 31):
        vekter = {"plan": 24, "ingen": mal.EVALUERING[b.enhet].get("ingen", 0)}
        kort = b.draw("plan ny", vekter, per_enhet=True)
    else:
        kort = b.draw("evaluering", mal.EVALUERING[b.enhet], per_enhet=True)
    sist = slutt or mal.SISTE_DAG
    datoer = _evaluations(b, start, sist) if kort != "plan" else _evaluations(b, start, date(2025, 6, 20))
    if kort == "ingen":
        return kort, []
    b.add_plan("1", min(vedtatt + b.days(0, 10), sist), datoer, slutt)
    return kort, datoer


def _evaluations(b: Bygger, start: date, sist: date) -> list[date]:
    """About every third month, and always one in the last months before ``sist``."""
    datoer: list[date] = []
    dag = start + b.days(70, 95)
    while dag <= sist:
        datoer.append(b.weekday(dag, start))
        dag += b.days(75, 110)
    if not datoer and sist - start > 60 * DAG:
        datoer.append(sist - 5 * DAG)
    return datoer


def long_help(b: Bygger) -> None:
    """Help that began before the period; the oldest cases came from an earlier system, without the melding."""
    vedtatt = date(2022, 3, 1) + b.days(0, 1080)
    b.child(vedtatt - b.days(2 * 365, 13 * 365), vedtatt - b.days(30, 120))
    if vedtatt < date(2024, 1, 1):
        gammel = f"G-{b.rng.randint(10000, 99999)}"
        b.sak = replace(b.sak, migrert=gammel)
        begin_help(b, vedtatt, fra=None, migrert=gammel)
    else:
        begin_help(b, vedtatt, fra=_inquiry_before(b, vedtatt))
    if b.sak.slutt is None and b.sak.tiltak and b.draw("melding om kjent barn", {True: 2, False: 3}):
        closed_for_help(b)


def _inquiry_before(b: Bygger, vedtatt: date) -> str:
    apnet = vedtatt - b.days(50, 88)
    mottatt = apnet - b.days(1, 6)
    b.sak = replace(b.sak, start=min(b.sak.start, mottatt))
    melding_id = b.add_melding(mottatt, apnet, "2")
    rad = Undersokelse(id=b.id(), start=apnet, grunnlag=b.themes(), slutt=vedtatt, konklusjon=Kode(kode="1"))
    return b.add_undersokelse(rad, melding_id)


def closed_for_help(b: Bygger) -> None:
    """A melding about a child who has help already."""
    mottatt = max(date(2025, 1, 2), b.sak.tiltak[-1].start) + b.days(0, 340)
    if mottatt > mal.SISTE_DAG - UKE:
        return
    b.add_melding(mottatt, mottatt + b.days(1, 6), "3")


def long_placement(b: Bygger) -> None:
    """A child in a foster home: under care, or there by consent."""
    frivillig = b.draw("frivillig", {True: 1, False: 4})
    start = b.draw("innflytting", {2018: 1, 2019: 1, 2020: 1, 2021: 2, 2022: 2, 2023: 3, 2024: 4, 2025: 3})
    vedtatt = date(start, 1, 5) + b.days(0, 200)
    b.child(date(2025, 7, 1) - b.days(8 * 365 + 30, 17 * 365), vedtatt - b.days(60, 200))
    migrert = f"G-{b.rng.randint(10000, 99999)}" if vedtatt < date(2024, 1, 1) else None
    b.sak = replace(b.sak, migrert=migrert)
    fra = None if migrert else _inquiry_before(b, vedtatt)
    placement(b, vedtatt, "frivillig" if frivillig else "omsorg", fra=fra, migrert=migrert)
    if frivillig:
        rad = b.sak.tiltak[-1]
        _, datoer = plan_and_evaluations(b, vedtatt, rad.start, rad.slutt)
        b.sak = replace(b.sak, tiltak=(*b.sak.tiltak[:-1], replace(rad, evalueringer=b.events(datoer))))
    if b.sak.slutt is None and b.draw("melding om fosterbarn", {True: 1, False: 3}):
        closed_for_help(b)

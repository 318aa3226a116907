"""Named cases for the days where a limit turns, told by hand: the last day, the day after, the ends of months."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import eksempel_mal as mal
from eksempel_bygger import Bygger, fictional_duf
from eksempel_historier import begin_help
from eksempel_modell import Besok, Hendelse, Kode, Krav, Melding, Tiltak, Undersokelse
from eksempel_plassering import Hjem, foster_home

DAG = timedelta(days=1)


def _closed(mottatt: date, konkludert: date | None) -> Callable[[Bygger], None]:
    def tell(b: Bygger) -> None:
        b.child_of_age(mottatt)
        b.add_melding(mottatt, konkludert, "1" if konkludert else None)
        if konkludert:
            b.close(konkludert)

    return tell


def _inquiry(
    mottatt: date, apnet: date, slutt: date | None, *, sokt: date | None = None, innvilget: bool | None = None
) -> Callable[[Bygger], None]:
    def tell(b: Bygger) -> None:
        b.child_of_age(mottatt)
        konklusjon = Kode(kode="3") if slutt else None
        rad = Undersokelse(
            id=b.id(), start=apnet, slutt=slutt, konklusjon=konklusjon, frist_sokt=sokt, frist_innvilget=innvilget
        )
        b.add_undersokelse(rad, b.add_melding(mottatt, apnet, "2"))
        if slutt:
            b.close(slutt)

    return tell


def _two_reports(b: Bygger) -> None:
    """Two meldinger on the same evening open one undersøkelse; the week runs from the first."""
    b.child_of_age(date(2025, 3, 3))
    forste = b.add_melding(date(2025, 3, 3), date(2025, 3, 7), "2")
    andre = b.add_melding(date(2025, 3, 5), date(2025, 3, 7), "2")
    rad = Undersokelse(
        id=b.id(), start=date(2025, 3, 7), grunnlag=b.themes(), slutt=date(2025, 6, 5), konklusjon=Kode(kode="1")
    )
    b.add_undersokelse(rad, forste, andre)
    begin_help(b, date(2025, 6, 5), fra=rad.id)


def _withdrawn(mottatt: date) -> Callable[[Bygger], None]:
    """A conclusion was written and then taken back: there is none."""

    def tell(b: Bygger) -> None:
        b.child_of_age(mottatt)
        rad = Melding(
            id=b.id(), start=mottatt, meldere=(b.reporter(mottatt),), tema=b.themes(), slutt=mottatt + 3 * DAG,
            konklusjon="1", konklusjon_slettet=True,
        )  # fmt: skip
        b.sak = replace(b.sak, meldinger=(rad,))

    return tell


def _deleted_melding(b: Bygger) -> None:
    """A melding put on the wrong child: marked on the row and listed as deleted; what is left is another melding."""
    b.child_of_age(date(2025, 2, 10))
    feil = b.add_melding(date(2025, 2, 10), None, None)
    b.add_melding(date(2025, 4, 14), date(2025, 4, 16), "1")
    b.sak = replace(b.sak, meldinger=(replace(b.sak.meldinger[0], slettet=True), b.sak.meldinger[1]))
    b.add_slettet(feil, "Melding", date(2025, 2, 12))
    b.close(date(2025, 4, 16))


def _deleted_in_list(b: Bygger) -> None:
    """A measure that was never begun stands only in the list of what is deleted."""
    _two_reports(b)
    b.add_slettet(b.sak.tiltak[-1].id, "Tiltak", date(2025, 8, 1))


def _deleted_case(b: Bygger) -> None:
    _closed(date(2025, 5, 6), None)(b)
    b.sak = replace(b.sak, slettet=True)


def _unborn(b: Bygger) -> None:
    """A melding before the birth; a new person row when the child is born."""
    b.unborn(date(2025, 9, 12), date(2025, 6, 2))
    rad = Undersokelse(
        id=b.id(), start=date(2025, 6, 6), slutt=date(2025, 9, 5), konklusjon=Kode(kode="1"), grunnlag=b.themes()
    )
    b.add_undersokelse(rad, b.add_melding(date(2025, 6, 2), date(2025, 6, 6), "2"))
    b.child(date(2025, 9, 8), date(2025, 9, 28))
    begin_help(b, date(2025, 9, 5), fra=rad.id)


def _still_unborn(b: Bygger) -> None:
    b.unborn(date(2026, 3, 20), date(2025, 11, 17))
    rad = Undersokelse(id=b.id(), start=date(2025, 11, 20))
    b.add_undersokelse(rad, b.add_melding(date(2025, 11, 17), date(2025, 11, 20), "2"))


def _alone_in_the_country(lopenummer: int) -> Callable[[Bygger], None]:
    """A youth who came alone, known by a number from the immigration authority only (and a fictional one at that)."""

    def tell(b: Bygger) -> None:
        b.child(date(2009, 2, 1) + b.days(0, 300), date(2024, 8, 20), duf=fictional_duf(lopenummer))
        b.add_melding(date(2024, 8, 20), date(2024, 8, 23), "2")
        rad = Undersokelse(
            id=b.id(), start=date(2024, 8, 23), slutt=date(2024, 10, 10), konklusjon=Kode(kode="1"), grunnlag=b.themes()
        )
        b.add_undersokelse(rad, b.sak.meldinger[0].id)
        begin_help(b, date(2024, 10, 10), fra=rad.id)

    return tell


def _visits(start: date, hyppighet: dict[date, str], besok: list[date]) -> Callable[[Bygger], None]:
    def tell(b: Bygger) -> None:
        b.child(date(2014, 5, 1) + b.days(0, 300), start - 60 * DAG)
        hjemmel = mal.hjemmel("omsorg", start)
        vedtak = b.add_vedtak(hjemmel, start, [(start, "1")], migrert="G-10001" if start.year < 2024 else None)
        rader = tuple(Hendelse(id=b.id(), dato=d, verdi=v) for d, v in hyppighet.items())
        oppfolging = Besok(hyppighet=rader, utfort=b.events(besok))
        rad = Tiltak(id=b.id(), start=start, hjemmel=hjemmel, kode=Kode(kode="2.2"), oppfolging=oppfolging)
        b.add_tiltak(rad, vedtak)
        b.add_plan("4", start)

    return tell


def _private_claim(b: Bygger) -> None:
    """A parent asks for the child back; the service sends the claim on within three months."""
    b.child(date(2015, 1, 4) + b.days(0, 100), date(2023, 3, 1))
    hjemmel = mal.hjemmel("omsorg", date(2023, 4, 3))
    vedtak = b.add_vedtak(hjemmel, date(2023, 4, 3), [(date(2023, 4, 3), "2"), (date(2023, 7, 3), "1")])
    b.add_oversendelse(hjemmel, date(2023, 4, 3), vedtak)
    foster_home(b, Hjem(start=date(2023, 7, 20), slag="omsorg", vedtak=vedtak))
    krav = Krav(id=b.id(), start=date(2025, 4, 28), slutt=date(2025, 7, 11), kode="1")
    b.sak = replace(b.sak, vedtak=(replace(b.sak.vedtak[0], krav=(krav,)),))


_D = date
KANTER: tuple[tuple[str, Callable[[Bygger], None]], ...] = (
    ("melding konkludert på dag sju", _closed(_D(2025, 11, 24), _D(2025, 12, 1))),
    ("melding konkludert på dag åtte", _closed(_D(2025, 10, 6), _D(2025, 10, 14))),
    ("melding konkludert samme dag", _closed(_D(2025, 2, 28), _D(2025, 2, 28))),
    ("åpen melding, siste dag i dag", _closed(_D(2025, 12, 24), None)),
    ("åpen melding, kom i går", _closed(_D(2025, 12, 30), None)),
    ("trukket konklusjon, fristen er ute", _withdrawn(_D(2024, 10, 7))),
    ("trukket konklusjon, fristen er ikke ute", _withdrawn(_D(2025, 12, 26))),
    ("undersøkelse ferdig siste dag", _inquiry(_D(2025, 8, 21), _D(2025, 8, 25), _D(2025, 11, 28))),
    ("frist siste dag i februar, holdt", _inquiry(_D(2024, 11, 23), _D(2024, 11, 29), _D(2025, 2, 28))),
    ("frist siste dag i februar, brutt med én dag", _inquiry(_D(2024, 11, 23), _D(2024, 11, 29), _D(2025, 3, 1))),
    ("frist 30. november, startet 31. august", _inquiry(_D(2025, 8, 24), _D(2025, 8, 29), _D(2025, 11, 29))),
    ("utvidet frist, ferdig siste dag", _inquiry(
        _D(2025, 2, 21), _D(2025, 2, 27), _D(2025, 8, 28), sokt=_D(2025, 5, 20), innvilget=True)),
    ("utvidet frist avslått", _inquiry(
        _D(2025, 3, 10), _D(2025, 3, 14), _D(2025, 6, 30), sokt=_D(2025, 6, 2), innvilget=False)),
    ("utvidet frist søkt, ikke besvart", _inquiry(
        _D(2025, 9, 25), _D(2025, 9, 30), None, sokt=_D(2025, 12, 22), innvilget=None)),
    ("åpen undersøkelse, fristen er i dag", _inquiry(_D(2025, 9, 24), _D(2025, 9, 29), None)),
    ("to meldinger til én undersøkelse", _two_reports),
    ("slettet melding", _deleted_melding),
    ("slettet tiltak i slettelisten", _deleted_in_list),
    ("slettet sak", _deleted_case),
    ("ufødt som ble født", _unborn),
    ("ufødt", _still_unborn),
    ("enslig mindreårig, den første", _alone_in_the_country(4711)),
    ("enslig mindreårig, den andre", _alone_in_the_country(4712)),
    ("fosterhjem, redusert midt i året", _visits(
        _D(2021, 5, 3), {_D(2021, 5, 3): "4", _D(2025, 7, 3): "2"},
        [_D(2025, 2, 11), _D(2025, 5, 6), _D(2025, 11, 4)])),
    ("fosterhjem, to besøk på samme dag", _visits(
        _D(2022, 1, 10), {_D(2022, 1, 10): "4"},
        [_D(2025, 2, 4), _D(2025, 5, 13), _D(2025, 9, 2), _D(2025, 9, 2)])),
    ("fosterhjem, innflytting 2. juli", _visits(
        _D(2025, 7, 2), {_D(2025, 7, 2): "4"}, [_D(2025, 8, 19), _D(2025, 10, 21)])),
    ("krav fra forelder", _private_claim),
)  # fmt: skip

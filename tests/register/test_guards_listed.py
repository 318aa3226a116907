"""What may be written of a point of a list, one named row for each door."""

from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.lister import Listeslag
from bvaudit.model.registeret.hendelser import Overfort
from tests.register.a_list import a_list, a_point, point_set, with_lists
from tests.register.logs import LEDER, D, Life

DAG = D(6, 1)
PILOTER = a_list(
    Listeslag.PILOTER,
    a_point("begynt", start=D(1, 5), slutt=D(5, 31)),
    a_point("ikke-begynt"),
    a_point("i-gang", status="pagar"),
    a_point("virker", status="pagar", effekt="Meldinger leses samme dag"),
    a_point("senere", start=D(9, 1)),
)
BEFORE = {
    "grunn": ("grunn", "Nytt system"),
    "belegg": ("belegg", "Sak 26/114"),
    "finnes ikke": ("belegg", "Finnes ikke: møtet ble ikke referert"),
    "effekt": ("effekt", "Ingen endring"),
    "planlagt": ("status", "planlagt"),
    "pågår": ("status", "pagar"),
}


@pytest.mark.parametrize(
    ("punkt", "skrevet", "felt", "verdi", "ventet"),
    [
        pytest.param("begynt", (), "status", "pagar", (), id="i gang krever ingenting"),
        pytest.param("begynt", (), "status", "stanset", ("uten-grunn",), id="stanset uten grunn"),
        pytest.param("begynt", ("grunn",), "status", "stanset", (), id="stanset med grunn"),
        pytest.param("begynt", (), "status", "ikke-aktuelt", ("uten-grunn",), id="ikke aktuelt uten grunn"),
        pytest.param("begynt", ("belegg",), "status", "ikke-aktuelt", ("uten-grunn",), id="belegg er ingen grunn"),
        pytest.param("begynt", (), "status", "gjennomfort", ("uten-belegg",), id="gjennomført uten belegg"),
        pytest.param("begynt", ("grunn",), "status", "gjennomfort", ("uten-belegg",), id="en grunn er ikke belegg"),
        pytest.param("begynt", ("belegg",), "status", "gjennomfort", (), id="gjennomført med belegg"),
        pytest.param("begynt", ("finnes ikke",), "status", "gjennomfort", (), id="det sies at belegget mangler"),
        pytest.param("begynt", (), "status", "ferdig", ("ukjent-valg",), id="en status ingen kjenner"),
        pytest.param("begynt", (), "status", "", (), id="slettet"),
        pytest.param("begynt", (), "beslutning", "utvides", ("uten-grunnlag",), id="utvides uten grunnlag"),
        pytest.param("begynt", ("effekt",), "beslutning", "avsluttes", (), id="avsluttes etter at det er prøvd"),
        pytest.param("ikke-begynt", ("effekt",), "beslutning", "utvides", ("ikke-provd",), id="ingen har prøvd det"),
        pytest.param("ikke-begynt", ("effekt", "pågår"), "beslutning", "utvides", (), id="noen har sagt at det pågår"),
        pytest.param("i-gang", ("grunn",), "beslutning", "viderefores", (), id="listen sier at det pågår"),
        pytest.param(
            "i-gang", ("grunn", "planlagt"), "beslutning", "viderefores", ("ikke-provd",), id="ikke begynt likevel"
        ),
        pytest.param("virker", (), "beslutning", "utvides", (), id="listen sier hva det har ført til"),
        pytest.param("senere", ("grunn",), "beslutning", "avsluttes", ("ikke-provd",), id="begynner til høsten"),
        pytest.param("begynt", (), "beslutning", "endres", (), id="prøves videre på en annen måte"),
        pytest.param("ikke-begynt", (), "beslutning", "ikke-avgjort", (), id="ingen beslutning krever ingenting"),
        pytest.param("begynt", (), "sist", "2026-06-02", ("ikke-gjort-enna",), id="gått gjennom i morgen"),
        pytest.param("begynt", (), "sist", "2026-06-01", (), id="gått gjennom i dag"),
        pytest.param("begynt", (), "slutt", "2025-12-31", ("for-start",), id="slutt før start"),
        pytest.param("begynt", (), "slutt", "2027-05-31", (), id="forlenget"),
        pytest.param("begynt", (), "slutt", "31.05.2027", ("ikke-dato",), id="ingen dato"),
    ],
)
def test_a_point(punkt: str, skrevet: tuple[str, ...], felt: str, verdi: str, ventet: tuple[str, ...]) -> None:
    life = begun(punkt)
    for one in skrevet:
        life.do(LEDER, point_set("piloter", punkt, *BEFORE[one]), DAG)
    assert life.asked(LEDER, point_set("piloter", punkt, felt, verdi), DAG) == ventet


def begun(punkt: str) -> Life:
    from bvaudit.model.registeret.logg import Ny
    from bvaudit.register.planned import opened

    life = Life(with_lists(PILOTER)).begun()
    first = Ny(hvem=LEDER, hendelse=point_set("piloter", punkt, "status", "pagar"))
    life.do(LEDER, opened(life.reg, life.kontekst, (first,), DAG)[0].hendelse, DAG)
    return life


def test_who_has_it_is_written_in_one_place() -> None:
    life = begun("i-gang")
    nr = "LP-piloter:i-gang"
    moved = Overfort(nr=nr, eier="stab", grunn="Flyttet", dag=DAG)
    assert life.asked(LEDER, moved, DAG) == ()
    life.do(LEDER, point_set("piloter", "i-gang", "eier", LEDER), DAG)
    assert life.asked("kommunalsjef", moved, DAG) == ("eier-i-feltet",)


def test_a_point_that_has_left_its_list_can_still_be_written_of() -> None:
    """What was opened is followed until it ends, whatever becomes of the file."""
    life = begun("i-gang")
    life.kontekst = replace(life.kontekst, lister=())
    assert life.asked(LEDER, point_set("piloter", "i-gang", "status", "pagar"), date(2026, 6, 2)) == ()

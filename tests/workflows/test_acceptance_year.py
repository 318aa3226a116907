"""The rows of the acceptance list that are the year, the week and what is told to others. The numbers are reckoned by
hand from the sources, not read from the files under test."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.registeret.planlagt import Forfallslag, Varsel
from bvaudit.register.due import due
from bvaudit.register.year import counts, missed, year
from tests.workflows.followed_example import copied, example

TRONDHEIM, VAERNES = "trondheim", "vaernesregionen"
ENHETER = ("midtbyen", "ostbyen", "lerkendal", "heimdal", "omsorgsenheten")
# The five elements of the source → how many times each unit has it in a year.
HJULET = {
    "sjekklister-i-sakene": 12,
    "klager-og-avvik": 2,
    "sentrale-rapporteringer": 2,
    "ros-analyse": 1,
    "internrevisjon": 1,
}


# --- S1-33, the year --------------------------------------------------------------------------------------------------


def test_s1_33_five_controls_in_five_units() -> None:
    kommune = example(TRONDHEIM)
    stands = year(kommune.reg, kommune.kontekst, 2026, date(2026, 1, 1))
    assert Counter((one.oppgave, one.enhet) for one in stands) == {
        (oppgave, enhet): antall for oppgave, antall in HJULET.items() for enhet in ENHETER
    }
    assert (len(stands), counts(stands).planlagt, counts(stands, "heimdal").planlagt) == (90, 90, 18)
    assert {one.status for one in stands} == {"ikke-startet"}


def test_s1_33_a_control_is_done_when_a_person_says_so_and_where_it_lies(tmp_path: Path) -> None:
    kommune = copied(TRONDHEIM, tmp_path)
    nr = "OP-2026-03:ros-analyse:lerkendal"
    leader = "enhetsleder@lerkendal"
    kommune.say(leader, date(2026, 3, 20), nr, utfort="2026-03-19", belegg="Arkivet", status="utfort")
    stands = {one.nr: one for one in year(kommune.reg, kommune.kontekst, 2026, date(2026, 4, 1))}
    done = stands[nr]
    assert (done.status, done.utfort, done.belegg, done.hvem) == ("utfort", date(2026, 3, 19), "Arkivet", leader)
    late = missed(stands.values())
    ros = {one.enhet for one in late if one.oppgave == "ros-analyse"}
    assert ros == set(ENHETER) - {"lerkendal"}
    assert Counter(one.oppgave for one in late) == {
        "sjekklister-i-sakene": 3 * 5,  # January, February and March
        "klager-og-avvik": 5,
        "sentrale-rapporteringer": 5,
        "ros-analyse": 4,
    }


def test_s1_33_nothing_moves_by_itself() -> None:
    """A year goes by and nobody writes: everything is over its deadline, and nothing has got another status."""
    kommune = example(TRONDHEIM)
    stands = year(kommune.reg, kommune.kontekst, 2026, date(2027, 1, 1))
    assert {(one.status, one.forfalt) for one in stands} == {("ikke-startet", True)}


# --- S2-11, an agreement that ends ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("dag", "varsel"),
    [
        pytest.param(date(2020, 4, 30), None, id="31 dager før: ikke ennå"),
        pytest.param(date(2020, 5, 1), Varsel.TRETTI, id="30 dager før"),
        pytest.param(date(2020, 5, 24), Varsel.SJU, id="sju dager før"),
        pytest.param(date(2020, 5, 30), Varsel.EN, id="dagen før"),
        pytest.param(date(2020, 5, 31), Varsel.I_DAG, id="siste dag"),
        pytest.param(date(2020, 6, 1), Varsel.OVER, id="dagen etter"),
    ],
)
def test_s2_11_the_agreement_is_warned_of_in_time(dag: date, varsel: Varsel | None) -> None:
    kommune = example(VAERNES)
    rows = [one for one in due(kommune.reg, kommune.kontekst, dag) if one.slag is Forfallslag.LISTE]
    told = {one.nr: (one.dag, one.varsel) for one in rows}
    wanted = (
        {}
        if varsel is None
        else {"LP-avtaler-vaernesregionen-2020:a01-innleid-saksbehandling": (date(2020, 5, 31), varsel)}
    )
    assert told == wanted

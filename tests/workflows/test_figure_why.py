"""What can be asked of «why», what is said when it cannot be answered, and how the numbers are shown."""

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from bvaudit.errors import UsageError
from bvaudit.figures.why_moved import brok, of_a_hundred, of_months, of_parts, quotient
from bvaudit.model.arsak import Gruppe, Hva, Maling
from bvaudit.model.endring import Dom, Seriebrudd
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.tallperiode import Periode
from bvaudit.reports.why_view import measure_lines, measure_plain
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.figure_why_asked import asked_part, asked_place, asked_reading
from bvaudit.workflows.report_facts import judge

DAGER = ("30.06.2025", "31.12.2025")


@pytest.fixture(scope="module")
def content() -> Content:
    return content_or_stop(())


def manifest(*enheter: str, **kommuner: str) -> Any:
    known = [SimpleNamespace(navn=navn, kommunenumre=("5001",)) for navn in enheter]
    return SimpleNamespace(enheter=known, kommunenavn={"5038": "Verdal", **kommuner})


@pytest.mark.parametrize(
    ("tall", "lesning", "hint"),
    [
        pytest.param("meldingar", "", "mente du «meldinger»?", id="ukjent tall"),
        pytest.param("meldinger", "motatt", "mente du «mottatt»?", id="ukjent lesning"),
        pytest.param("UND-05", "", "kravet vurderes av mennesker", id="et krav mennesker vurderer"),
    ],
)
def test_what_is_not_counted_in_the_extract(content: Content, tall: str, lesning: str, hint: str) -> None:
    with pytest.raises(UsageError) as stopped:
        asked_reading(content, tall, lesning)
    assert hint in str(stopped.value.hint)


@pytest.mark.parametrize(
    ("tall", "lesning", "gruppe", "ventet"),
    [
        pytest.param("undersokelse_utfall", "", "utfall=tiltak", Gruppe(akse="utfall", kode="tiltak"), id="akse=kode"),
        pytest.param("undersokelse_utfall", "", "tiltak", Gruppe(akse="utfall", kode="tiltak"), id="koden alene"),
        pytest.param("fristbrudd_delt", "", "reell", Gruppe(akse="del", kode="reell"), id="en annen tellemåte"),
        pytest.param("melder", "", "8", Gruppe(akse="melder", kode="8"), id="en kode i kodelisten"),
        pytest.param("undersokelse_utfall", "", "titak", "mente du «tiltak»?", id="ukjent kode"),
        pytest.param("undersokelse_utfall", "", "utfal=tiltak", "mente du «utfall»?", id="ukjent akse"),
        pytest.param("meldinger", "", "tiltak", "ta bort --gruppe", id="ikke delt inn"),
        pytest.param("akutt_per_mnd", "", "x", "ta bort --gruppe", id="måneder deles ikke inn"),
    ],
)  # fmt: skip
def test_a_part_of_a_division(content: Content, tall: str, lesning: str, gruppe: str, ventet: Gruppe | str) -> None:
    told, reading = asked_reading(content, tall, lesning)
    if isinstance(ventet, Gruppe):
        assert asked_part(reading, gruppe, told.koder) == ventet
        return
    with pytest.raises(UsageError) as stopped:
        asked_part(reading, gruppe, told.koder)
    assert ventet in str(stopped.value.hint)


def test_a_unit_that_is_in_only_one_of_the_extracts_is_known() -> None:
    both = [manifest("Havna", "Kaia"), manifest("Havna")]
    assert asked_place("kaia", "", None, both) == "Kaia"
    assert asked_place("", "Verdal", None, both) == "5038"
    assert asked_place("", "5001", None, both) == "5001"
    assert asked_place("", "", None, both) == ""


@pytest.mark.parametrize(("enhet", "kommune"), [("Havnen", ""), ("", "9999"), ("", "Atlantis")])
def test_a_place_nobody_has_heard_of_is_never_nought(enhet: str, kommune: str) -> None:
    with pytest.raises(UsageError):
        asked_place(enhet, kommune, None, [manifest("Havna"), manifest("Havna")])


def lines(maling: Maling, *, whole: bool = False) -> list[str]:
    return [
        one.strip().replace("\u00a0", " ") for one in measure_lines(maling, "Tallet", DAGER, {"a=x": "X"}, whole=whole)
    ]


def test_a_share_in_words_adds_up() -> None:
    assert lines(quotient("andel", brok(10, 20), brok(12, 30))) == [
        "Tallet: 50 % i uttrekket fra 30.06.2025, 40 % i uttrekket fra 31.12.2025",
        "+8,3 prosentpoeng fordi det over streken er et annet",
        "\u221218,3 prosentpoeng fordi det under streken er et annet",
        "\u221210 prosentpoeng til sammen",
    ]


def test_a_ratio_in_words_tells_the_series() -> None:
    assert lines(quotient("gjennomsnitt", brok(124, 12.4), brok(155, 10), under=Hva.SERIE))[1:] == [
        "+2,8 fordi det over streken er et annet",
        "+2,7 fordi tallet i serien er et annet",
        "+5,5 til sammen",
    ]


def test_months_rounded_parts_and_nothing_in_words() -> None:
    january, february = Periode(date(2025, 1, 1), date(2025, 1, 31)), Periode(date(2025, 2, 1), date(2025, 2, 28))
    least = of_months("minst", {january: 3, february: 5}, {january: 6, february: 1}, greatest=False)
    assert lines(least, whole=True)[1:] == [
        "\u22124 fordi tallet for den måneden er et annet",
        "+2 fordi det er en annen måned enn før",
        "\u22122 til sammen",
    ]
    assert lines(of_a_hundred("antall", brok(1, 8), brok(1, 8)), whole=True)[1:] == ["Ingenting er endret."]
    whole = of_parts("sum", {"a=x": Fraction(40), "a=y": Fraction(60)}, {"a=x": Fraction(41), "a=y": Fraction(60)})
    assert lines(whole, whole=True)[1:] == ["+1 X", "+1 til sammen"]
    none = lines(quotient("andel", brok(0, 0), brok(3, 4)))
    assert none[0].startswith("Tallet: ingen å regne av i uttrekket") and len(none) == 2
    assert lines(Maling(storrelse="median", fra=Fraction(7), til=Fraction(9), udelt=True))[1].startswith(
        "Tallet er ikke"
    )


def test_numbers_for_programs() -> None:
    told = measure_plain(quotient("andel", brok(10, 20), brok(12, 30)))
    assert (told["fra"], told["til"], told["forskjell"]) == (0.5, 0.4, -0.1)


# --- what a report says of then and now -------------------------------------------------------------------------------


def andel(tall: str, k: int, n: int, year: int) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant="alle", storrelse="andel", verdi=k / n, teller=k, nevner=n,
        periode_fra=date(year, 1, 1), periode_til=date(year, 12, 31),
    )  # fmt: skip


def test_a_report_says_of_no_share_of_a_series_that_it_rose() -> None:
    """Days of sick leave come many together: no test of single cases says anything of 8.8 and 13.3 per cent."""
    dom = judge((), {"sykefravar-2024": None})
    assert (
        dom(andel("sykefravar-2024", 880, 10000, 2023), andel("sykefravar-2024", 1330, 10000, 2024)) is Dom.UTEN_PROVE
    )
    assert dom(andel("henlagt_andel", 880, 10000, 2023), andel("henlagt_andel", 1330, 10000, 2024)) is Dom.OKT


def test_a_report_follows_no_rule_across_a_change_of_it() -> None:
    brudd = (Seriebrudd(tall="AKU-01", dag=date(2024, 1, 1), grunn="Ny paragraf."),)
    assert judge(brudd)(andel("AKU-01", 40, 100, 2023), andel("AKU-01", 10, 100, 2024)) is Dom.BRUDD

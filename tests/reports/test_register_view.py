"""What the register says, before it is Excel."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.funn import Tall
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports.register_sheets import RegisterView, Verdi
from bvaudit.reports.register_tables import row_sum
from bvaudit.reports.register_view import register_view
from bvaudit.reports.wording import av, clean, oppramsing, prosent

from .builders import PER, SVAR, en_revisjon, et_funn, et_kodeverk, et_svar, et_utvalg
from .rules_by_hand import MELDING, en_regel


def _view(**endringer: object) -> RegisterView:
    return register_view(en_revisjon(**endringer), et_kodeverk())


def _rows(view: RegisterView, ark: str) -> list[dict[str, Verdi]]:
    table = next(table for table in view.tabeller if table.ark == ark)
    names = [column.navn for column in table.kolonner]
    return [dict(zip(names, row, strict=True)) for row in table.rader]


def _one(**endringer: object) -> dict[str, Verdi]:
    return _rows(_view(svar=(et_svar(**endringer),)), "Avvik")[0]


def _section(view: RegisterView, tittel: str) -> list[tuple[Verdi, ...]]:
    return [row for section in view.seksjoner if section.tittel == tittel for row in section.rader]


def _sentences(view: RegisterView, tittel: str) -> str:
    return "\n".join(line for section in view.seksjoner if section.tittel == tittel for line in section.setninger)


def test_the_gravest_stands_first() -> None:
    rows = _rows(_view(), "Avvik")
    assert [(row["Alvorlighetsgrad"], row["Regel"], row["Enhet"]) for row in rows] == [
        ("kritisk", "OMS-01", "Sørlia"),
        ("kritisk", "OMS-01", "Østbyen"),
        ("høy", "MEL-01", "Østbyen"),
        ("høy", "UND-03", "Østbyen"),
        ("middels", "HJE-05", "Vestbyen"),
        ("middels", "HJE-05", "Østbyen"),
    ]


def test_order_of_answers_does_not_matter() -> None:
    assert _view(svar=tuple(reversed(SVAR))).tabeller == _view().tabeller


def test_other_ways_of_counting_are_told() -> None:
    row = next(row for row in _rows(_view(), "Avvik") if row["Regel"] == "UND-03")
    assert row["Talt på andre måter"] == "register: 14 av 98 (14,3 %)\nSSB: 1 av 8 (12,5 %)"
    assert (row["Kontrollert"], row["Med avvik"], row["Andel"], row["Uavklart"]) == (98, 3, 0.030612, 2)


def test_another_municipality_is_counted_apart() -> None:
    row = next(row for row in _rows(_view(), "Avvik") if row["_id"] == "OMS-01/ostbyen")
    assert (row["Kontrollert"], row["Hos annen kommune"]) == (29, 2)


def test_bounds_only_when_a_sample_was_drawn() -> None:
    assert _rows(_view(), "Avvik")[0]["Nedre 95 %"] is None
    drawn = _rows(register_view(et_utvalg(), et_kodeverk()), "Avvik")[0]
    assert (drawn["Nedre 95 %"], drawn["Øvre 95 %"]) == (0.0253, 0.5561)


def test_nothing_is_overdue_before_anyone_has_been_told() -> None:
    """The deadline runs from the day the unit is told, which no run knows: people write the date."""
    row = _one()
    assert (row["Fristregel"], row["Frist"], row["Forfalt"]) == ("1 uke etter beskjed", None, "Uten dato")
    later = _rows(register_view(en_revisjon(per=date(2026, 12, 31)), et_kodeverk()), "Avvik")
    assert {(row["Frist"], row["Forfalt"]) for row in later} == {(None, "Uten dato")}


@pytest.mark.parametrize(
    ("endringer", "merknad"),
    [
        pytest.param({}, "", id="ingenting å merke seg"),
        pytest.param({"tall": {"lov": Tall(oppfylt=3, ikke_oppfylt=1)}}, "For få saker", id="for få saker"),
        pytest.param(
            {"regel": en_regel(sikkerhet=Sikkerhet.LAV, sikkerhet_grunn="to lesemåter")},
            "to lesemåter",
            id="usikker lov",
        ),
    ],
)
def test_doubt_is_told(endringer: dict[str, object], merknad: str) -> None:
    assert merknad in str(_one(**endringer)["Merknad"])


def test_what_the_register_only_indicates_has_its_own_sheet() -> None:
    view = _view()
    assert "UND-17" not in {row["Regel"] for row in _rows(view, "Avvik")}
    (row,) = _rows(view, "Indikasjoner")
    assert (row["Regel"], row["Enhet"], row["Kontrollert"], row["Må leses"]) == ("UND-17", "Østbyen", 9, 8)
    assert row["Slik finner dere svaret"] == "Les undersøkelsesrapporten."
    cases = [row["Utfall"] for row in _rows(view, "Funn") if row["Regel"] == "UND-17"]
    assert cases == ["INDIKASJON – må leses"] * 8


def test_doubt_about_the_law_is_marked_in_its_own_column() -> None:
    assert _one()["Sikkerhet"] == "høy"
    assert _one(regel=en_regel(sikkerhet=Sikkerhet.MIDDELS))["Sikkerhet"] == "middels – se merknad"


def test_doubt_about_the_law_follows_the_rule_to_every_sheet() -> None:
    usikker = en_revisjon(svar=(et_svar(regel=en_regel(sikkerhet=Sikkerhet.MIDDELS)),))
    view = register_view(usikker, et_kodeverk())
    assert _section(view, "Nøkkeltall per regel, alle enheter")[0][1].endswith("(sikkerhet middels)")
    assert "MEL-01 (sikkerhet middels)" in str([row["Målt med"] for row in _rows(view, "Tilsyn")])


def test_undecided_cases_are_listed_and_marked() -> None:
    rows = [row for row in _rows(_view(), "Funn") if row["Regel"] == "UND-03"]
    assert [row["Utfall"] for row in rows] == ["ikke oppfylt"] * 3 + ["UAVKLART – må sjekkes"] * 2
    assert rows[-1]["Forklaring"] == "Mangler kobling til meldingen"
    assert rows[-1]["Gjelder"] == "undersøkelse"


def test_undecided_cases_are_listed_also_without_avvik() -> None:
    uklar = et_svar(tall={"lov": Tall(oppfylt=3, uavklart=1)}, funn=(), uavklarte=(et_funn(),))
    view = _view(svar=(uklar,))
    assert not _rows(view, "Avvik")
    assert len(_rows(view, "Funn")) == 1


def test_what_nobody_looked_at_is_never_nought_per_cent() -> None:
    row = _rows(_view(), "Tilsyn")[2]
    assert (row["n"], row["Med avvik"], row["Andel"], row["Hva vi vet"]) == (None, None, None, "Ikke undersøkt")
    assert row["Må besvares av en person"] == "MED-01"


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        pytest.param(SVAR, "6 avvik er ført i registeret. Alvorlighetsgrad: 2 kritisk, 2 høy og 2 middels", id="avvik"),
        pytest.param(
            (et_svar(tall={"lov": Tall(oppfylt=9)}, funn=()),),
            "Ingen avvik funnet i det som er kontrollert",
            id="ingen",
        ),
        pytest.param((), "Ikke undersøkt: ingen saker kunne vurderes", id="ingenting undersøkt"),
        pytest.param(
            (et_svar(tall={"lov": Tall(ikke_aktuelt=9)}, funn=()),),
            "Det betyr ikke at alt er i orden",
            id="ikke aktuelt",
        ),
    ],
)
def test_the_first_words_a_leader_reads(svar: tuple[object, ...], ventet: str) -> None:
    assert ventet in _sentences(_view(svar=svar), "Kort fortalt")


def test_what_is_most_urgent_comes_first() -> None:
    lines = _sentences(_view(), "Kort fortalt").splitlines()
    assert [line.split(":")[0] for line in lines if line.startswith("•")] == [
        "• Østbyen, OMS-01",
        "• Sørlia, OMS-01",
        "• Østbyen, UND-03",
        "• Østbyen, MEL-01",
        "• Østbyen, HJE-05",
    ]
    assert lines[2] == "• Østbyen, OMS-01: Fosterhjemmet er besøkt for sjelden – 5 av 29 plasseringer, kritisk"
    assert lines[6].startswith(
        "• Østbyen, HJE-05: Tiltaksplanen er ikke evaluert siste halvår (krav til registreringen)"
    )
    assert "De 5 som haster mest" in lines[7]


def test_what_was_not_examined_stands_on_the_first_sheet() -> None:
    said = _sentences(_view(), "Ikke undersøkt")
    assert "• 1 krav: Må besvares av en person, og ingen har svart ennå" in said
    assert [tuple(row.values()) for row in _rows(_view(), "Ikke undersøkt")] == [
        ("MED-01", "Barnet har fått si sin mening", "Må besvares av en person, og ingen har svart ennå")
    ]
    assert "Alle reglene" in _sentences(_view(ikke_undersokt=()), "Ikke undersøkt")
    assert "Ingen regler" in _sentences(_view(ikke_undersokt=(), svar=()), "Ikke undersøkt")


def test_warnings_stand_on_the_first_sheet() -> None:
    assert "Fire dokumenter" in _sentences(_view(), "Advarsler")


def test_key_figures_add_up_the_units() -> None:
    krav = "Undersøkelsen er avsluttet innen fristen – 198 undersøkelser"
    assert ("UND-03", krav, 198, 3, 0.015152, 2, 18, 1) in _section(_view(), "Nøkkeltall per regel, alle enheter")


def test_units_drawn_with_different_weight_have_no_common_share() -> None:
    view = register_view(et_utvalg(), et_kodeverk())
    assert all(row[4] is None for row in _section(view, "Nøkkeltall per regel, alle enheter"))
    assert "regnes ikke ut" in _sentences(view, "Nøkkeltall per regel, alle enheter")


@pytest.mark.parametrize(
    ("periode", "ventet"),
    [
        pytest.param((date(2025, 1, 1), PER), "01.01.2025–31.12.2025, begge dager er med", id="ett år"),
        pytest.param(None, "Hele uttrekket, uten avgrensning i tid", id="alt"),
    ],
)
def test_period(periode: tuple[date, date] | None, ventet: str) -> None:
    assert ("Periode", ventet) in _section(_view(periode=periode), "Hva tallene bygger på")


def test_the_file_knows_where_it_comes_from() -> None:
    meta = _view().meta
    assert meta["eksport_id"] == _view().meta["eksport_id"]
    assert meta["eksport_id"] != _view(kommune="Sundvik kommune").meta["eksport_id"]
    assert (meta["per"], meta["rader"], meta["skjemaversjon"]) == ("2025-12-31", "6", "1")


def test_every_row_has_its_own_id() -> None:
    ids = [row["_id"] for row in _rows(_view(), "Avvik")]
    assert len(set(ids)) == len(ids)
    assert "HJE-05/ostbyen" in ids


def test_every_row_fits_its_columns() -> None:
    for table in _view().tabeller:
        assert all(len(row) == len(table.kolonner) for row in table.rader), table.ark


@pytest.mark.parametrize(
    ("en", "annen", "like"),
    [
        pytest.param(1.0, 1, True, id="Excel kjenner bare ett slags tall"),
        pytest.param(None, "", True, id="tom celle er tom tekst"),
        pytest.param("a\r\nb", "a\nb", True, id="linjeskift"),
        pytest.param("1", 1, False, id="tekst er ikke tall"),
        pytest.param(0.5, 0.51, False, id="annen andel"),
        pytest.param(PER, date(2025, 12, 30), False, id="annen dato"),
    ],
)
def test_row_sum(en: Verdi, annen: Verdi, like: bool) -> None:
    assert (row_sum((en, "x")) == row_sum((annen, "x"))) is like


def test_row_sum_changes_with_the_figures() -> None:
    assert _one()["_sum"] != _one(tall={"lov": Tall(oppfylt=138, ikke_oppfylt=2)})["_sum"]


@given(del_av=st.integers(0, 5000), n=st.integers(1, 5000))
def test_a_share_is_never_rounded_to_nothing(del_av: int, n: int) -> None:
    shown = prosent(min(del_av, n), n)
    assert shown.endswith(" %")
    assert (shown == "0,0 %") is (del_av == 0)


@pytest.mark.parametrize(
    ("del_av", "n", "ventet"),
    [
        pytest.param(14, 98, "14 av 98 (14,3 %)", id="vanlig"),
        pytest.param(1, 16, "1 av 16 (6,3 %)", id="halve rundes opp"),
        pytest.param(1, 5000, "1 av 5000 (under 0,1 %)", id="svært få"),
        pytest.param(0, 0, "ingen å vurdere", id="ingen"),
    ],
)
def test_share_in_words(del_av: int, n: int, ventet: str) -> None:
    assert av(del_av, n) == ventet


@pytest.mark.parametrize(
    ("ord_", "ventet"),
    [
        pytest.param([], "", id="ingen"),
        pytest.param(["a"], "a", id="ett"),
        pytest.param(["a", "b"], "a og b", id="to"),
        pytest.param(["a", "b", "c"], "a, b og c", id="tre"),
    ],
)
def test_words_in_a_row(ord_: list[str], ventet: str) -> None:
    assert oppramsing(ord_) == ventet


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_a_unit_outside_the_list_still_gets_an_id() -> None:
    svar = replace(et_svar(), enhet="Ytre Ås", regel=MELDING)
    assert _rows(_view(svar=(svar,)), "Avvik")[0]["_id"] == "MEL-01/ytre-as"

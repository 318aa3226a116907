"""What the register says, before it is Excel."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.model.funn import Tall
from bvaudit.model.kodeverk import Status
from bvaudit.model.kortid import short_id
from bvaudit.model.utfall import Sikkerhet, Utfall
from bvaudit.reports.register_sheets import RegisterView, SheetTable, Verdi
from bvaudit.reports.register_values import row_sum
from bvaudit.reports.register_view import register_view
from bvaudit.reports.wording import av, clean, oppramsing, prosent

from .builders import PER, SVAR, en_revisjon, et_funn, et_kodeverk, et_svar, et_utvalg
from .rules_by_hand import MELDING, SAMTALE, en_regel


def _view(**endringer: object) -> RegisterView:
    return register_view(en_revisjon(**endringer), et_kodeverk())


def _table(view: RegisterView, id: str) -> SheetTable:
    return next(table for table in (*view.tabeller, view.grunnlag.regler) if table.id == id)


def _rows(view: RegisterView, id: str) -> list[dict[str, Verdi]]:
    """By the ids of the columns, which are the same in every language."""
    table = _table(view, id)
    names = [column.id for column in table.kolonner]
    return [dict(zip(names, row, strict=True)) for row in table.rader]


def _one(**endringer: object) -> dict[str, Verdi]:
    return _rows(_view(svar=(et_svar(**endringer),)), "avvik")[0]


def _section(view: RegisterView, tittel: str) -> list[tuple[Verdi, ...]]:
    return [row for section in view.grunnlag.seksjoner if section.tittel == tittel for row in section.rader]


def _matrix(view: RegisterView) -> dict[str, tuple[int, ...]]:
    return {row.navn: row.tall for row in view.oversikt.rader}


def test_by_unit_and_in_each_the_gravest_first() -> None:
    rows = _rows(_view(), "avvik")
    assert [(row["nr"], row["enhet"], row["alvor"], row["regel"]) for row in rows] == [
        (1, "Østbyen", "kritisk", "OMS-01"),
        (2, "Østbyen", "høy", "MEL-01"),
        (3, "Østbyen", "høy", "UND-03"),
        (4, "Østbyen", "middels", "HJE-05"),
        (5, "Vestbyen", "middels", "HJE-05"),
        (6, "Sørlia", "kritisk", "OMS-01"),
    ]


def test_order_of_answers_does_not_matter() -> None:
    assert _view(svar=tuple(reversed(SVAR))).tabeller == _view().tabeller


def test_other_ways_of_counting_are_told_by_names_people_know() -> None:
    row = next(row for row in _rows(_view(), "avvik") if row["regel"] == "UND-03")
    assert row["andre_mater"] == "slik registeret teller: 14 av 98 (14,3 %); slik SSB teller: 1 av 8 (12,5 %)"
    assert (row["av"], row["brutt"], row["andel"], row["uavklart"]) == (98, 3, 0.030612, 2)


def test_another_municipality_is_counted_apart() -> None:
    row = next(row for row in _rows(_view(), "avvik") if row["_id"] == "OMS-01/ostbyen")
    assert (row["av"], row["andre_kommuner"]) == (29, 2)


def test_bounds_only_when_a_sample_was_drawn() -> None:
    assert _rows(_view(), "avvik")[0]["nedre"] is None
    drawn = _rows(register_view(et_utvalg(), et_kodeverk()), "avvik")[0]
    assert (drawn["nedre"], drawn["ovre"]) == (0.0253, 0.5561)


def test_nothing_is_overdue_before_anyone_has_been_told() -> None:
    """The deadline runs from the day the unit is told, which no run knows: people write the date."""
    row = _one()
    shown = (row["frist_gjelder"], row["neste_frist"], row["forfalt"])
    assert shown == ("Plan: 1 uke etter beskjed", None, "Uten dato")
    later = _rows(register_view(en_revisjon(per=date(2026, 12, 31)), et_kodeverk()), "avvik")
    assert {(row["neste_frist"], row["forfalt"]) for row in later} == {(None, "Uten dato")}


def test_what_ends_an_avvik_cannot_be_picked_and_the_sheet_says_so() -> None:
    view = _view()
    assert view.lister["StatusValg"] == ("Registrert",)
    status = next(column for column in _table(view, "avvik").kolonner if column.id == "status")
    assert "«Lukket» kan ikke velges her" in status.ledetekst
    assert {row["status"] for row in _rows(view, "avvik")} == {"Registrert"}
    told = _section(view, "Ordene det velges blant")
    assert [row[3] for row in told if row[1] == "Lukket"] == ["Kan ikke velges: avslutter avviket"]


def test_the_help_beside_a_cell_is_never_longer_than_excel_shows() -> None:
    ending = tuple(
        Status(kode=f"slutt-{n}", tekst=f"{n} {'avsluttet ' * 5}"[:60], forklaring="-", avslutter=True)
        for n in range(6)
    )
    kodeverk = replace(et_kodeverk(), statuser=(*et_kodeverk().statuser, *ending))
    view = register_view(en_revisjon(), kodeverk)
    assert all(len(column.ledetekst) <= 255 for table in view.tabeller for column in table.kolonner)
    assert "det som avslutter" in next(
        column.ledetekst.lower() for column in _table(view, "avvik").kolonner if column.id == "status"
    )


@pytest.mark.parametrize(
    ("endringer", "merknad"),
    [
        pytest.param({}, "", id="ingenting å merke seg"),
        pytest.param({"tall": {"lov": Tall(oppfylt=3, ikke_oppfylt=1)}}, "For få saker", id="for få saker"),
    ],
)
def test_what_is_to_be_known_of_one_figure_stands_on_its_row(endringer: dict[str, object], merknad: str) -> None:
    assert merknad in str(_one(**endringer)["merknad"])


def test_doubt_about_the_law_stands_once_with_its_rule_and_is_marked_elsewhere() -> None:
    usikker = en_regel(sikkerhet=Sikkerhet.LAV, sikkerhet_grunn="to lesemåter")
    view = _view(svar=(et_svar(regel=usikker), et_svar(regel=usikker, enhet="Vestbyen")))
    assert {row["sikkerhet"] for row in _rows(view, "avvik")} == {"lav – se Grunnlag"}
    assert not [row for row in _rows(view, "avvik") if "to lesemåter" in str(row["merknad"])]
    (told,) = [row for row in _rows(view, "grunnlag") if row["regel"] == "MEL-01"]
    assert told["merknad"] == "Regelgrunnlaget er usikkert: to lesemåter"
    assert "MEL-01 (sikkerhet lav)" in str([row["malt_med"] for row in _rows(view, "tilsyn")])
    assert _one()["sikkerhet"] == "høy"


def test_what_the_register_only_indicates_is_no_finding() -> None:
    view = _view()
    for id in ("avvik", "funn"):
        assert "UND-17" not in {row["regel"] for row in _rows(view, id)}
    assert "UND-17" not in str([row["feil"] for row in _rows(view, "saker")])
    rows = [row for row in _rows(view, "ma_leses") if row["slag"] == "Tegn på brudd"]
    assert len(rows) == 8
    assert rows[0]["se_etter"] == (
        "• Viser registeret at familie og nettverk ble trukket inn? (UND-17) Startet 03.02.2025."
    )
    (told,) = [row for row in _rows(view, "grunnlag") if row["regel"] == "UND-17"]
    assert (told["metode"], told["undersokt"]) == (
        "Les undersøkelsesrapporten.",
        "Registeret gir bare tegn; sakene må leses",
    )


def test_undecided_cases_stand_apart_from_findings_and_signs() -> None:
    view = _view()
    assert len([row for row in _rows(view, "funn") if row["regel"] == "UND-03"]) == 3
    rows = [row for row in _rows(view, "ma_leses") if row["slag"] == "Uavklart"]
    assert len(rows) == 2
    assert str(rows[0]["se_etter"]).endswith("(UND-03) Mangler kobling til meldingen")
    assert [row["slag"] for row in _rows(view, "ma_leses")] == ["Tegn på brudd"] * 8 + ["Uavklart"] * 2


def test_what_another_way_of_counting_finds_is_no_finding_either() -> None:
    other = et_funn(utfall=Utfall.OPPFYLT, andre=(("ssb", Utfall.IKKE_OPPFYLT),))
    view = _view(svar=(et_svar(funn=(), tall={"lov": Tall(oppfylt=1)}, andre_funn=(other,)),))
    assert not _rows(view, "funn")
    (row,) = _rows(view, "ma_leses")
    assert row["slag"] == "Annen tellemåte"
    assert str(row["se_etter"]).endswith("Brutt bare når det telles slik SSB teller.")


def test_undecided_cases_are_listed_also_without_avvik() -> None:
    uklar = et_svar(tall={"lov": Tall(oppfylt=3, uavklart=1)}, funn=(), uavklarte=(et_funn(),))
    view = _view(svar=(uklar,))
    assert not _rows(view, "avvik")
    assert len(_rows(view, "ma_leses")) == 1


def test_a_case_has_one_row_with_everything_wrong_in_it() -> None:
    sak = "S-5d1c0a7e92b34f60aaaa"
    late = et_svar(funn=(et_funn(sak=sak),))
    wide = en_regel(id="XX-01", avvikstittel="Planen mangler", tittel="Planen finnes")
    narrow = en_regel(id="XX-02", avvikstittel="Planen er ikke evaluert", tittel="Planen er evaluert")
    fact = {"sak": sak, "frist_dato": None, "start_dato": None, "dager_over": None, "faktisk_dato": None}
    first = et_svar(regel=wide, funn=(et_funn(regel="XX-01", **fact, krav=4, funnet=1),))
    second = et_svar(
        regel=narrow,
        tall={"lov": Tall(oppfylt=1, ikke_oppfylt=2)},
        funn=(
            et_funn(regel="XX-02", **fact, under="XX-01", objekt_id="T-1"),
            et_funn(regel="XX-02", **fact, under="XX-01", objekt_id="T-2"),
        ),
    )
    view = _view(svar=(late, second, first))
    (row,) = _rows(view, "saker")
    assert str(row["feil"]).split("\n") == [
        "• Meldingen ble ikke gjennomgått innen en uke (MEL-01): frist 10.03.2025, 4 dager over",
        "• Planen mangler (XX-01): krav 4, funnet 1",
        "   – også: Planen er ikke evaluert (XX-02): 2 meldinger",
    ]
    assert (row["sak"], row["antall_feil"], row["verst"], row["eldste_frist"]) == (
        short_id(sak),
        2,
        "høy",
        date(2025, 3, 10),
    )
    assert (row["avvik_nr"], row["rettet"], row["_id"]) == ("1, 2", None, f"{sak}/ostbyen")
    assert {f["_nr"] for f in _rows(view, "funn") if f["fort_under"]} == {2}  # the wider rule's


def test_the_unit_that_has_the_case_now_is_the_one_to_correct_it() -> None:
    moved = et_svar(funn=(et_funn(enhet_na="Vestbyen"),))
    view = _view(svar=(moved,))
    (row,) = _rows(view, "saker")
    assert (row["enhet"], row["oppstatt_i"], row["avvik_nr"]) == ("Vestbyen", "Østbyen", "1")
    at = [column.navn for column in view.oversikt.kolonner].index("Saker å rette")
    assert {navn: tall[at] for navn, tall in _matrix(view).items()} == {
        "Østbyen": 0,
        "Vestbyen": 1,
        "Sørlia": 0,
        "Alle enheter": 1,
    }


def test_an_avvik_and_its_cases_lead_to_each_other() -> None:
    view = _view()
    numbers = [row["_nr"] for row in _rows(view, "funn")]
    assert numbers == sorted(numbers)  # one avvik after the other: its first row leads to all of them
    assert {row["nr"] for row in _rows(view, "avvik")} == set(numbers)
    assert {row["_sak"] for row in _rows(view, "funn")} == {row["_sak"] for row in _rows(view, "saker")}
    for table in view.tabeller:
        for column in table.kolonner:
            if column.lenke:
                there = next(t for t in view.tabeller if t.navn == column.lenke.til)
                assert there.ark == column.lenke.ark
                keys = {row[there.place(column.lenke.der)] for row in there.rader}
                assert {row[table.place(column.lenke.her)] for row in table.rader} <= keys


def test_what_nobody_looked_at_is_never_nought_per_cent() -> None:
    row = _rows(_view(), "tilsyn")[2]
    assert (row["kontrollert"], row["med_avvik"], row["andel"], row["kjent"]) == (None, None, None, "Ikke undersøkt")
    assert row["lese_punkt"] == "MED-01"
    assert row["punkt"] == "    1.2"
    assert str(row["lukkes"]).endswith("9 av 10 nye saker er i orden; ellers 18 av 20")


def test_without_a_supervision_there_is_no_sheet_of_it() -> None:
    view = _view(tilsyn=())
    assert "tilsyn" not in [table.id for table in view.tabeller]
    assert "Tilsyn" not in [row[0] for row in _section(view, "Arkene")]


@pytest.mark.parametrize(
    ("svar", "ventet"),
    [
        pytest.param(
            SVAR, "6 avvik er ført. Ett avvik er én regel i én enhet. Avvikene ligger i 12 saker.", id="avvik"
        ),
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
    assert ventet in _view(svar=svar).oversikt.setninger[0]


def test_every_unit_and_grade_on_the_first_sheet_zeros_included() -> None:
    view = _view()
    assert [column.navn for column in view.oversikt.kolonner] == [
        "Kritisk",
        "Høy",
        "Middels",
        "Lav",
        "Avvik i alt",
        "Forfalt i dag",
        "Saker å rette",
        "Må leses",
        "Uavklart",
    ]
    assert _matrix(view) == {
        "Østbyen": (1, 2, 1, 0, 4, 0, 12, 8, 2),
        "Vestbyen": (0, 0, 1, 0, 1, 0, 2, 0, 0),
        "Sørlia": (1, 0, 0, 0, 1, 0, 1, 0, 0),
        "Alle enheter": (2, 2, 2, 0, 6, 0, 15, 8, 2),
    }


def test_every_count_of_the_first_sheet_opens_a_row_that_is_there() -> None:
    view = _view()
    for row in view.oversikt.rader:
        for column, key, count in zip(view.oversikt.kolonner, row.nokler, row.tall, strict=False):
            if key and count:
                there = next(table for table in view.tabeller if table.navn == column.til)
                found = [each for each in there.rader if each[there.place(column.der)] == key]
                assert found, (row.navn, column.navn)


def test_a_sum_of_some_units_stands_under_them() -> None:
    enheter = tuple(replace(enhet, gruppe="Byen" if enhet.saker > 100 else "") for enhet in en_revisjon().enheter)
    assert _matrix(_view(enheter=enheter))["Sum Byen"] == (1, 2, 2, 0, 5, 0, 14, 8, 2)


def test_what_nobody_knows_is_counted_by_who_must_find_out() -> None:
    once = replace(SAMTALE, id="IK-01", gjelder=replace(SAMTALE.gjelder, objekt="enhet"))
    left = en_revisjon().ikke_undersokt
    view = _view(ikke_undersokt=(*left, replace(left[0], regel=once), replace(left[0], regel=en_regel(id="XX-01"))))
    assert [(known.tekst, known.verdi) for known in view.oversikt.ukjent] == [
        ("Forhold registeret bare tyder på, i 1 krav", 8),
        ("Forhold som er uavklart fordi noe mangler", 2),
        ("Krav som krever at et menneske leser saken", 1),
        ("Krav enheten selv må svare på", 1),
        ("Krav uttrekket ikke kan svare på, eller der ingen var å vurdere", 1),
        ("Krav som er kontrollert, men uten noen å vurdere", 0),
        ("Nye, tilbake, lukket, og om tiltak virker", "Ikke kjent: ingenting huskes uten register"),
    ]


def test_what_was_not_examined_stands_with_its_reason() -> None:
    (row,) = [row for row in _rows(_view(), "grunnlag") if row["regel"] == "MED-01"]
    assert row["undersokt"] == "Ikke undersøkt: Må besvares av en person, og ingen har svart ennå"
    assert row["sporsmal"] == "Er det skrevet ned hva barnet selv mener?"
    assert not row["telles"]


def test_a_reason_that_says_it_is_not_examined_is_not_said_twice() -> None:
    left = replace(en_revisjon().ikke_undersokt[0], grunn="Ikke undersøkt: uttrekket har ikke planer.")
    view = _view(ikke_undersokt=(left,))
    assert [row["undersokt"] for row in _rows(view, "grunnlag") if row["regel"] == "MED-01"] == [left.grunn]
    assert [row["merknad"] for row in _rows(view, "alle_tall") if row["regel"] == "MED-01"] == [left.grunn]


def test_warnings_stand_on_the_first_sheet_and_all_of_them_in_datakvalitet() -> None:
    view = _view(advarsler=("Én", "To", "Tre", "Fire"))
    assert [line for line in view.oversikt.setninger if "Obs" in line] == ["Obs: Én", "Obs: To"]
    assert view.oversikt.setninger[-1] == "2 advarsler til står i arket Datakvalitet."
    told = [row["hva"] for row in _rows(view, "datakvalitet") if row["hvor"] == "Advarsel"]
    assert told == ["Én", "To", "Tre", "Fire"]


def test_how_the_source_was_read_is_told_once_and_is_no_doubt() -> None:
    line = replace(en_revisjon().datakvalitet[1], kode="antakelse", tekst="Ingen slettede rader")
    view = _view(datakvalitet=(line,))
    assert not [row for row in _rows(view, "datakvalitet") if row["hvor"] != "Advarsel"]
    assert ("Ingen slettede rader",) in [section.setninger for section in view.grunnlag.seksjoner]


def test_a_control_has_the_grade_of_the_register_in_a_word_people_know() -> None:
    lines = [replace(en_revisjon().datakvalitet[0], kode=kode) for kode in ("FATAL", "ERROR", "WARNING", "uavklart")]
    rows = _rows(_view(datakvalitet=tuple(lines), advarsler=()), "datakvalitet")
    assert [row["kontrollgrad"] for row in rows] == ["utelatt", "feil", "advarsel", None]


def test_ids_are_short_everywhere_and_long_out_of_sight() -> None:
    sak = "S-5d1c0a7e92b34f60aaaa"
    line = replace(en_revisjon().datakvalitet[0], eksempler=f"{sak}, {sak}")
    view = _view(svar=(et_svar(funn=(et_funn(sak=sak, objekt_id="H-0f3b7c1a4d2e8896aaaa"),)),), datakvalitet=(line,))
    shown = [
        str(value)
        for table in view.tabeller
        for row in table.rader
        for column, value in zip(table.kolonner, row, strict=True)
        if not column.id.startswith("_")
    ]
    assert short_id(sak) in shown
    assert f"{short_id(sak)}, {short_id(sak)}" in shown
    assert not [value for value in shown if sak in value or "H-0f3b7c1a4d2e8896aaaa" in value]


def test_the_counts_of_a_unit_are_found_in_alle_tall() -> None:
    rows = {(row["kravet"], row["enhet"]): row["antall"] for row in _rows(_view(), "alle_tall") if not row["regel"]}
    assert rows["Saker i uttrekket", "Alle"] == 417
    assert rows["Krav kontrollert mot uttrekket", "Østbyen"] == 4
    assert rows["Avvik med alvor kritisk", "Vestbyen"] == 0


def test_units_drawn_with_different_weight_have_no_common_share() -> None:
    view = register_view(et_utvalg(), et_kodeverk())
    together = [row for row in _rows(view, "alle_tall") if row["enhet"] == "Alle" and row["regel"]]
    assert together
    assert all(row["andel_ikke"] is None for row in together)


@pytest.mark.parametrize(
    ("periode", "ventet"),
    [
        pytest.param((date(2025, 1, 1), PER), "01.01.2025–31.12.2025, begge dager er med", id="ett år"),
        pytest.param(None, "Hele uttrekket, uten avgrensning i tid", id="alt"),
    ],
)
def test_period(periode: tuple[date, date] | None, ventet: str) -> None:
    assert ("Periode", ventet) in _view(periode=periode).oversikt.kilde


def test_the_first_sheet_says_where_it_comes_from() -> None:
    view = _view(dokumentklasse="Unntatt offentlighet")
    told = dict(view.oversikt.kilde)
    assert told["Kjøring"] == en_revisjon().kjoring
    assert told["Dokumentklasse"] == "Unntatt offentlighet"
    assert view.oversikt.undertittel.endswith("· Unntatt offentlighet")
    assert "Dokumentklasse" not in dict(_view().oversikt.kilde)
    assert [label for _, label in view.oversikt.fylles_ut] == ["Utarbeidet av", "Kontrollert av"]


def test_the_file_knows_where_it_comes_from() -> None:
    meta = _view().meta
    assert meta["eksport_id"] == _view().meta["eksport_id"]
    assert meta["eksport_id"] != _view(kommune="Sundvik kommune").meta["eksport_id"]
    assert (meta["per"], meta["rader"], meta["saker"], meta["skjemaversjon"]) == ("2025-12-31", "6", "15", "2")


def test_every_row_has_its_own_id() -> None:
    for id in ("avvik", "saker"):
        ids = [row["_id"] for row in _rows(_view(), id)]
        assert len(set(ids)) == len(ids)
    assert "HJE-05/ostbyen" in [row["_id"] for row in _rows(_view(), "avvik")]


def test_every_row_fits_its_columns() -> None:
    for table in (*_view().tabeller, _view().grunnlag.regler):
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
    assert _rows(_view(svar=(svar,)), "avvik")[0]["_id"] == "MEL-01/ytre-as"

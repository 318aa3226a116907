"""The sheets of what is planned come back: what people wrote of a control, a point and a supervision, no more."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert, KonfliktAvgjort, TingOpprettet
from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import Hendelse, Logget
from bvaudit.register.fold import fold
from bvaudit.register.planned import opening
from bvaudit.workflows.read_register import Innlesing, refused
from tests.register.merge_example import DAG, LEDER, NORD, SOR, logged
from tests.register.planned_example import (
    AVTALE,
    FELLES,
    NORDS,
    NORDS_NESTE,
    RUTINE,
    SORS,
    STABENS,
    TILSYN,
    log,
    made,
    world,
)
from tests.register.register_desk import blank_row, cell, column, typed
from tests.register.register_desk import read as read_files

ARSHJUL, LISTER, TILSYNSLOP = "Årshjul", "Lister", "Tilsynsløp"
LANG = pytest.mark.lang
DAGEN = datetime(2026, 3, 1)  # noqa: DTZ001 - a cell has no time zone


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(tmp_path_factory.mktemp("planlagt") / "hele.xlsx", alone=True)


@pytest.fixture
def bok(whole: Path, tmp_path: Path) -> Path:
    path = tmp_path / "hele.xlsx"
    path.write_bytes(whole.read_bytes())
    return path


def read(path: Path, events: tuple[Logget, ...] | None = None, **more: Any) -> Innlesing:
    return read_files(path, events=log() if events is None else events, world=world(), **more)


def written(path: Path, **more: Any) -> list[Hendelse]:
    found = read(path, **more)
    assert not found.problems
    return [one.hendelse for one in found.nye]


def codes(path: Path) -> list[tuple[str, str]]:
    """What was refused: the code, and the cell."""
    return [(one.kode, one.sted.celle or "") for one in refused(read(path))]


def nothing(path: Path, events: tuple[Logget, ...] | None = None) -> None:
    found = read(path, events)
    assert (found.nye, found.problems, refused(found)) == ((), (), ())


@pytest.mark.parametrize(
    ("enhet", "alone"),
    [
        ("", True),
        (NORD, False),
        *(pytest.param(enhet, alone, marks=LANG) for enhet, alone in (("", False), (NORD, True), (SOR, True))),
    ],
)
def test_untouched_it_gives_nothing(enhet: str, alone: bool, tmp_path: Path) -> None:
    nothing(made(tmp_path / "x.xlsx", enhet, alone=alone))


def test_sorted_and_filtered_it_gives_nothing(bok: Path) -> None:
    book = load_workbook(bok)
    for ark in (ARSHJUL, LISTER, TILSYNSLOP):
        sheet = book[ark]
        rows = [[each.value for each in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), start=2):
            for at, value in enumerate(row, start=1):
                sheet.cell(number, at).value = value
        sheet.row_dimensions[3].hidden = True
    book.save(bok)
    nothing(bok)


@LANG
def test_another_day_and_another_list_do_not_make_an_edit_of_what_stood_there(bok: Path) -> None:
    """What a cell showed is in the workbook: a list that is changed since is no word of the one who was sent it."""
    (liste,) = world().lister
    moved = replace(liste, innhold=tuple(replace(one, status="", slutt=None, eier="") for one in liste.innhold))
    found = read_files(bok, events=log(), world=replace(world(), lister=(moved,)))
    assert (found.nye, found.problems, refused(found)) == ((), (), ())


def test_what_is_typed_becomes_what_it_says_and_opens_what_is_planned(bok: Path) -> None:
    typed(
        bok,
        [
            (ARSHJUL, NORDS, "Status", "Utført"),
            (ARSHJUL, NORDS, "Utført (dato)", DAGEN),
            (ARSHJUL, NORDS_NESTE, "Frist", "15.04.2026"),
            (ARSHJUL, FELLES, "Ny kommentar", "Skrives sammen med regnskapet"),
            (LISTER, AVTALE, "Status", "Gjennomført"),
            (LISTER, AVTALE, "Hva som viser det", "Avtalen er skrevet"),
            (LISTER, RUTINE, "Sist gått gjennom", DAGEN),
            (TILSYNSLOP, TILSYN, "Vår status", "Forbereder"),
            (TILSYNSLOP, TILSYN, "Saksnummer", "2026/8"),
        ],
    )
    found = written(bok)
    said = [one for one in found if not isinstance(one, TingOpprettet)]
    assert sorted(said, key=repr) == sorted(
        [
            FeltSatt(nr=NORDS, felt="status", verdi="utfort", fil="hele.xlsx"),
            FeltSatt(nr=NORDS, felt="utfort", verdi="2026-03-01", fil="hele.xlsx"),
            FeltSatt(nr=NORDS_NESTE, felt="frist", verdi="2026-04-15", fil="hele.xlsx"),
            Kommentert(nr=FELLES, tekst="Skrives sammen med regnskapet", fil="hele.xlsx"),
            FeltSatt(nr=AVTALE, felt="status", verdi="gjennomfort", fil="hele.xlsx"),
            FeltSatt(nr=AVTALE, felt="belegg", tekst="Avtalen er skrevet", fil="hele.xlsx"),
            FeltSatt(nr=RUTINE, felt="sist", verdi="2026-03-01", fil="hele.xlsx"),
            FeltSatt(nr=TILSYN, felt="status", verdi="forbereder", fil="hele.xlsx"),
            FeltSatt(nr=TILSYN, felt="saksnummer", tekst="2026/8", fil="hele.xlsx"),
        ],
        key=repr,
    )
    # each is opened once, and before anything is written of it; the one that was begun is not opened again
    opened = [one.nr for one in found if isinstance(one, TingOpprettet)]
    assert sorted(opened) == sorted([NORDS_NESTE, FELLES, AVTALE, RUTINE, TILSYN])
    for nr in opened:
        assert next(one for one in found if nr in one.om) == next(
            one for one in found if isinstance(one, TingOpprettet) and one.nr == nr
        )
    assert codes(bok) == []


@pytest.mark.parametrize("first", ["Status", "Hvorfor ikke"])
@pytest.mark.parametrize(
    ("ark", "nr", "status"),
    [
        (ARSHJUL, NORDS_NESTE, "Ikke aktuelt"),
        pytest.param(ARSHJUL, NORDS, "Ikke utført", marks=LANG),
        pytest.param(LISTER, AVTALE, "Stanset", marks=LANG),
    ],
)
def test_a_status_with_its_reason_is_taken_whatever_stands_first(
    bok: Path, ark: str, nr: str, status: str, first: str
) -> None:
    """The columns may have been moved: the cell of the reason before that of the status, or after."""
    typed(bok, [(ark, nr, "Status", status), (ark, nr, "Hvorfor ikke", "Ingen saker av det slaget")])
    if first == "Hvorfor ikke":
        _swap(bok, ark, "Status", "Hvorfor ikke")
    found = [one for one in written(bok) if isinstance(one, FeltSatt)]
    assert {one.felt for one in found} == {"status", "grunn"}
    assert codes(bok) == []


def _swap(path: Path, ark: str, one: str, other: str) -> None:
    book = load_workbook(path)
    here = book[ark]
    left, right = column(here, one), column(here, other)
    for row in range(1, here.max_row + 1):
        a, b = here.cell(row, left), here.cell(row, right)
        a.value, b.value = b.value, a.value
    book.save(path)


@pytest.mark.parametrize(
    ("ark", "nr", "status"),
    [
        (ARSHJUL, NORDS_NESTE, "Ikke aktuelt"),
        pytest.param(ARSHJUL, NORDS, "Ikke utført", marks=LANG),
        (ARSHJUL, NORDS, "Utført"),
        pytest.param(LISTER, AVTALE, "Stanset", marks=LANG),
    ],
)
def test_a_status_without_what_it_needs_is_refused_alone(bok: Path, ark: str, nr: str, status: str) -> None:
    """And says so in its own cell; the rest of the row is taken."""
    typed(bok, [(ark, nr, "Status", status), (ark, nr, "Ny kommentar", "Tatt opp i møtet")])
    assert [type(one) for one in written(bok) if not isinstance(one, TingOpprettet)] == [Kommentert]
    assert codes(bok) == [("register-avvist", cell(load_workbook(bok), ark, nr, "Status").coordinate)]


def test_erasing_what_only_the_list_says_is_refused_and_told(bok: Path) -> None:
    typed(bok, [(LISTER, AVTALE, "Tar slutt", "slettes"), (ARSHJUL, NORDS, "Dokumentasjon", "slettes")])
    assert written(bok) == [FeltSatt(nr=NORDS, felt="belegg", fil="hele.xlsx")]
    assert codes(bok) == [("register-avvist", cell(load_workbook(bok), LISTER, AVTALE, "Tar slutt").coordinate)]


def test_two_who_have_changed_the_same_meet(bok: Path) -> None:
    since = logged([(LEDER, FeltSatt(nr=NORDS, felt="belegg", tekst="Sak 14"))], log())
    typed(bok, [(ARSHJUL, NORDS, "Dokumentasjon", "Sak 15")])
    (papir,) = read(bok, since).papirer
    (line,) = papir.flettet.konflikter
    assert (line.basis, line.na, line.celle.verdi) == ("Møtereferat", "Sak 14", "Sak 15")
    assert written(bok, events=since, behold="dokument") == [
        KonfliktAvgjort(nr=NORDS, felt="belegg", valgt="dokument", fil="hele.xlsx", forkastet="Sak 14"),
        FeltSatt(nr=NORDS, felt="belegg", tekst="Sak 15", fil="hele.xlsx"),
    ]


def test_what_only_the_list_said_is_changed_by_two_and_meets_too(bok: Path) -> None:
    """Nobody had written in the field when the workbook was made: then each of the two is an edit."""
    new = [
        (LEDER, opening(world(), AVTALE, LEDER, DAG)),
        (LEDER, FeltSatt(nr=AVTALE, felt="slutt", verdi="2026-06-30")),
    ]
    since = logged(new, log())
    nothing(bok, since)
    typed(bok, [(LISTER, AVTALE, "Tar slutt", "31.07.2026")])
    (papir,) = read(bok, since).papirer
    (line,) = papir.flettet.konflikter
    assert (line.basis, line.na, line.celle.verdi) == ("", "2026-06-30", "2026-07-31")


def test_two_who_open_the_same_do_not_open_it_twice(bok: Path, tmp_path: Path) -> None:
    """Two workbooks in one call, both of a control nobody had written of."""
    other = tmp_path / "annen.xlsx"
    other.write_bytes(bok.read_bytes())
    typed(bok, [(ARSHJUL, FELLES, "Ny kommentar", "Vi begynner")])
    typed(other, [(ARSHJUL, FELLES, "Dokumentasjon", "Sak 3")])
    found = read_files(bok, other, events=log(), world=world())
    assert sum(isinstance(one.hendelse, TingOpprettet) for one in found.nye) == 1
    assert refused(found) == ()
    again = logged([(one.hvem, one.hendelse) for one in found.nye], log())
    assert fold(again).ting[FELLES].verdi("belegg") == "Sak 3"
    assert read_files(bok, other, events=again, world=world()).nye == ()


def step(path: Path, **cells: Any) -> int:
    """A new row on the sheet of the supervisions; its number."""
    heads = {
        "tilsyn": "Tilsyn",
        "skritt": "Skritt",
        "dato": "Dato",
        "frist": "Frist",
        "funn": "Funn",
        "tekst": "Hva det gikk ut på",
    }
    book = load_workbook(path)
    here = book[TILSYNSLOP]
    row = next(number for number in range(2, here.max_row + 2) if here.cell(number, 1).value is None)
    for key, value in cells.items():
        here.cell(row, column(here, heads[key])).value = value
    book.save(path)
    return row


SKRITTET = {"tilsyn": "Tilsyn med undersøkelser", "skritt": "Foreløpig rapport", "dato": "01.03.2026"}


def test_a_new_row_becomes_a_step_once(bok: Path) -> None:
    step(bok, **SKRITTET, frist="15.03.2026", tekst="Fakta skal kontrolleres")
    found = written(bok)
    taken = TilsynSkritt(
        nr=TILSYN,
        skritt="forelopig-rapport",
        dag=date(2026, 3, 1),
        frist=date(2026, 3, 15),
        tekst="Fakta skal kontrolleres",
        fil="hele.xlsx",
    )
    assert [type(one) for one in found[:1]] == [TingOpprettet]
    assert found[-1] == taken
    again = logged([("stab", one) for one in found], log())
    nothing_new = read(bok, again)
    assert nothing_new.nye == ()
    assert [one.kode for one in nothing_new.papirer[0].flettet.problems] == ["register-lest-for"]


@LANG
def test_two_new_steps_of_one_supervision_are_two(bok: Path) -> None:
    step(bok, **SKRITTET)
    step(bok, **{**SKRITTET, "skritt": "Uttalelse sendt", "dato": "02.03.2026"})
    steps = [one for one in written(bok) if isinstance(one, TilsynSkritt)]
    assert [one.skritt for one in steps] == ["forelopig-rapport", "uttalelse-sendt"]
    again = logged([("stab", one) for one in written(bok)], log())
    assert read(bok, again).nye == ()


@pytest.mark.parametrize("lacks", ["tilsyn", *(pytest.param(one, marks=LANG) for one in ("skritt", "dato"))])
def test_a_step_that_says_too_little_is_told_and_not_written(bok: Path, lacks: str) -> None:
    step(bok, **{key: value for key, value in SKRITTET.items() if key != lacks})
    assert written(bok) == []
    assert [kode for kode, _ in codes(bok)] == ["register-ny-rad"]


@pytest.mark.parametrize(
    ("skritt", "funn", "er"),
    [
        ("Svar fra myndigheten", None, ()),
        ("Svar fra myndigheten", "alle", ()),
        ("Myndigheten regner funn som rettet", "1.1", ("plan",)),
        pytest.param("Myndigheten regner funn som rettet", "2 og ett", ("to", "ett"), marks=LANG),
        pytest.param("Myndigheten regner funn som rettet", 2, ("to",), marks=LANG),
    ],
)
def test_the_findings_of_a_step_are_named_by_their_numbers(
    bok: Path, skritt: str, funn: Any, er: tuple[str, ...]
) -> None:
    step(bok, **{**SKRITTET, "skritt": skritt, "funn": funn})
    assert codes(bok) == []
    (taken,) = [one for one in written(bok) if isinstance(one, TilsynSkritt)]
    assert taken.funn == er


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("funn", None),  # all of it mended is no slip to make
        pytest.param("funn", "3", marks=LANG),
        pytest.param("funn", DAGEN, marks=LANG),  # «1.1» that Excel has taken for a day
        pytest.param("frist", "slettes", marks=LANG),
        ("frist", "om tre uker"),  # a deadline nobody could read would never be warned of
    ],
)
def test_a_step_with_something_that_is_not_understood_is_not_written(bok: Path, key: str, value: Any) -> None:
    mended = {**SKRITTET, "skritt": "Myndigheten regner funn som rettet", "funn": "1"}
    row = step(bok, **{**mended, key: value})
    assert written(bok) == []
    told = [kode for kode, _ in codes(bok)]
    assert "register-ny-rad" in told
    assert all(celle.endswith(str(row)) for _, celle in codes(bok))


@LANG
def test_a_step_that_is_read_and_then_changed_is_no_second_step_and_no_lost_edit(bok: Path) -> None:
    """Another deadline is told, since a letter has one; another finding is another step."""
    row = step(bok, **{**SKRITTET, "skritt": "Svar fra myndigheten", "funn": "1"})
    since = logged([("stab", one) for one in written(bok)], log())
    assert read(bok, since).nye == ()
    book = load_workbook(bok)
    here = book[TILSYNSLOP]
    here.cell(row, column(here, "Frist")).value = "30.03.2026"
    book.save(bok)
    found = read(bok, since)
    assert found.nye == ()
    assert [(one.kode, one.sted.celle) for one in refused(found)] == [("register-ny-rad", f"D{row}")]
    here.cell(row, column(here, "Funn")).value = "2"
    book.save(bok)
    (ny,) = read(bok, since).nye
    assert isinstance(ny.hendelse, TilsynSkritt)
    assert (ny.hendelse.funn, ny.hendelse.frist) == (("to",), date(2026, 3, 30))


def test_a_unit_writes_no_step_of_what_is_the_municipalitys(bok: Path) -> None:
    step(bok, **SKRITTET)
    found = read(bok, som=LEDER)
    assert found.nye == ()
    assert [one.kode for one in refused(found)] == ["register-ny-rad"]


def test_what_belongs_to_another_unit_is_refused_by_cell(bok: Path) -> None:
    typed(bok, [(ARSHJUL, SORS, "Status", "Pågår"), (LISTER, STABENS, "Status", "Pågår")])
    found = read(bok, som=LEDER)
    assert found.nye == ()
    assert [one.kode for one in refused(found)] == ["register-avvist"] * 2


def test_a_step_that_is_written_already_is_not_changed_in_its_row(bok: Path) -> None:
    """Its own status is that of the supervision, and stands on the row above."""
    typed(bok, [(TILSYNSLOP, f"{TILSYN}#1", "Vår status", "Forbereder")])
    assert written(bok) == []
    assert [kode for kode, _ in codes(bok)] == ["register-avvist"]


@LANG
def test_what_is_typed_over_the_machines_is_told_and_the_edit_beside_it_is_taken(bok: Path) -> None:
    """Also where the cells beside it show what only the list says."""
    typed(bok, [(LISTER, AVTALE, "Punkt", "Noe annet"), (LISTER, AVTALE, "Tar slutt", "30.06.2026")])
    assert [one for one in written(bok) if isinstance(one, FeltSatt)] == [
        FeltSatt(nr=AVTALE, felt="slutt", verdi="2026-06-30", fil="hele.xlsx")
    ]
    assert [kode for kode, _ in codes(bok)] == ["register-skrevet-over"]


@LANG
def test_a_changed_deadline_is_no_warning_that_something_was_typed_over(bok: Path) -> None:
    typed(bok, [(ARSHJUL, SORS, "Frist", "27.02.2026"), (LISTER, RUTINE, "Tar slutt", DAGEN)])
    assert codes(bok) == []


def test_the_same_written_another_way_is_no_edit_and_no_warning(bok: Path) -> None:
    """A day that is typed as text, a word in capitals: what the cell showed is what it says."""
    typed(bok, [(LISTER, AVTALE, "Tar slutt", "31.05.2026"), (ARSHJUL, SORS, "Status", " IKKE STARTET")])
    nothing(bok)


def test_before_there_is_a_register_the_first_that_is_written_begins_it(tmp_path: Path) -> None:
    path = made(tmp_path / "hele.xlsx", alone=True, events=())
    nothing(path, ())
    typed(path, [(ARSHJUL, NORDS, "Status", "Pågår")])
    found = read(path, ())
    assert (found.hode.nr, found.problems) == (0, ())
    assert [type(one.hendelse) for one in found.nye] == [TingOpprettet, FeltSatt]


@LANG
def test_what_the_content_no_longer_plans_is_told_and_nothing_else_is_lost(bok: Path) -> None:
    typed(bok, [(LISTER, AVTALE, "Status", "Stanset"), (ARSHJUL, NORDS, "Dokumentasjon", "Sak 9")])
    found = read_files(bok, events=log(), world=replace(world(), lister=()))
    assert [one.hendelse.om for one in found.nye] == [(NORDS,)]
    assert [one.kode for one in refused(found)] == ["register-avvist"]
    assert blank_row(load_workbook(bok), TILSYNSLOP) > 3


def test_a_day_that_was_changed_in_the_list_meanwhile_is_told_where_somebody_has_typed_another(bok: Path) -> None:
    """The list said 31 May when the workbook was made, and now says 30 June; nobody has written in the register."""
    (liste,) = world().lister
    changed = tuple(replace(one, slutt=date(2026, 6, 30)) if one.id == "vakt" else one for one in liste.innhold)
    now = replace(world(), lister=(replace(liste, innhold=changed),))
    assert refused(read_files(bok, events=log(), world=now)) == (), "an untouched cell is nobody's word"
    typed(bok, [(LISTER, AVTALE, "Tar slutt", datetime(2026, 9, 30))])  # noqa: DTZ001 - a cell has no time zone
    found = read_files(bok, events=log(), world=now)
    assert [one.kode for one in refused(found)] == ["register-listen-endret"]
    assert "sto det 31.05.2026, og nå står det 30.06.2026" in refused(found)[0].tekst
    assert FeltSatt(nr=AVTALE, felt="slutt", verdi="2026-09-30", fil="hele.xlsx") in [one.hendelse for one in found.nye]
    assert refused(read(bok)) == (), "nor where the list is as it was"

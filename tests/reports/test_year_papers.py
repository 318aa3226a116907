"""The month's page and the signed year: what they say, held against counts made by hand, and what they must not say."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.hendelser_planlagt import AretSignert
from bvaudit.model.registeret.planlagt import Signatur
from bvaudit.register.missed import made_of
from bvaudit.register.year import counts, year
from bvaudit.reports.docx.blocks import Block, Heading, Table, Text, plain_text
from bvaudit.reports.year.month_outputs import month_blocks, month_book
from bvaudit.reports.year.month_view import MonthView, month_view
from bvaudit.reports.year.one_page import broken, shortened
from bvaudit.reports.year.signed_outputs import signed_blocks
from bvaudit.reports.year.signed_view import SignedView, signed_view
from bvaudit.reports.year.stand_words import Aret
from bvaudit.workflows.register_export import remembered
from tests.register.a_year import FRISTLISTE, NORD, SOR, STAB, begun, context, done, task, together, wheel, written
from tests.register.logs import Life

DAG = date(2026, 4, 10)
WORLD = context(
    wheel(
        task(FRISTLISTE, 1, 2, 3, 4, 5),
        task("ros", 4, rolle="barnevernleder", eier="Barnevernleder", dokumentasjon="Analysen og\ntiltakene."),
        together(4, rolle="", eier="Ledergruppen"),
    )
)


def nr(maned: int, enhet: str = NORD, oppgave: str = FRISTLISTE) -> str:
    return f"OP-2026-{maned:02}:{oppgave}:{enhet}"


def a_life() -> Life:
    """Nord: January and March done, February said not to be done; April's ros done. Sør: nothing but one of no use."""
    life = begun(WORLD)
    done(life, nr(1), date(2026, 1, 30), DAG)
    done(life, nr(3), date(2026, 3, 30), DAG)
    written(life, nr(2), DAG, grunn="sykdom i ledelsen.", status="ikke-utfort")
    done(life, nr(4, oppgave="ros"), date(2026, 4, 8), DAG)
    written(life, nr(1, SOR), DAG, grunn="Ingen saker i januar", status="ikke-aktuelt")
    return life


def papers(life: Life, dag: date = DAG) -> Aret:
    return Aret(
        stands=year(life.reg, WORLD, 2026, dag), reg=life.reg, kontekst=life.kontekst, dag=dag, kommune="Sjøvik"
    )


def month(life: Life, maned: int = 4, **values: str) -> MonthView:
    return month_view(papers(life), date(2026, maned, 15), **values)


def said(blocks: Iterator[Block]) -> str:
    """Everything a reader sees, in order."""
    lines: list[str] = []
    for block in blocks:
        if isinstance(block, Heading | Text):
            lines.append(plain_text(block.tekst))
        elif isinstance(block, Table):
            lines += [plain_text(cell) for row in (block.hode, *block.rader) for cell in row]
        else:
            lines.append(str(block))
    return "\n".join(lines)


# --- the month -----------------------------------------------------------------------------------------------


def test_the_page_of_a_unit() -> None:
    view = month(a_life(), enhet=NORD)
    assert view.tittel == "Kontrollene i april 2026: Barnevern nord"
    assert view.om == (
        "2 kontroller: 1 er utført, 1 gjenstår.",
        "1 kontroll fra tidligere måneder er ikke gjort ferdig.",
    )
    assert [(row.kontroll, row.status) for row in view.na] == [
        ("Kontroll fristliste", "Ikke startet"),
        ("Kontroll ros", "Utført 08.04.2026"),
    ]
    assert [(row.kontroll, row.maneder, row.merknad) for row in view.forsomt_kort] == [
        ("Kontroll fristliste", ("februar 2026",), "Sykdom i ledelsen. Foreslås som avvik.")
    ]
    assert [row.kontroll for row in view.neste] == ["Kontroll fristliste"]
    assert view.matrise == ()
    assert view.na[0].ansvarlig == "Teamleder eller fagleder"  # without the unit, which the page is of


def test_a_units_page_holds_nothing_of_another() -> None:
    whole = said(month_blocks(month(a_life(), enhet=NORD)))
    assert "sør" not in whole
    assert "Ingen saker i januar" not in whole
    assert "nokkeltall" not in whole  # done once for all of them
    book = month_book(month(a_life(), enhet=NORD), DAG)
    assert not any("sør" in str(cell) for table in book.tabeller for row in table.rader for cell in row)


def test_a_team_leader_sees_what_is_theirs() -> None:
    view = month(a_life(), enhet=NORD, rolle="teamleder")
    assert [row.kontroll for row in view.na] == ["Kontroll fristliste"]
    assert "Teamleder" in view.tittel


def test_a_role_the_words_of_the_arshjul_name_counts_too() -> None:
    world = replace(WORLD, arshjul=(wheel(task(FRISTLISTE, 4, rolle="", eier="Stab og barnevernleder")),))
    life = begun(world)
    aret = replace(papers(life), kontekst=world, stands=year(life.reg, world, 2026, DAG))
    assert len(month_view(aret, DAG, enhet=NORD, rolle="stab").na) == 1
    assert len(month_view(aret, DAG, enhet=NORD, rolle="teamleder").na) == 0
    world = replace(WORLD, arshjul=(wheel(task(FRISTLISTE, 4, rolle="", eier="Fagleder i mottaket")),))
    named = replace(aret, kontekst=world, stands=year(life.reg, world, 2026, DAG))
    assert len(month_view(named, DAG, enhet=NORD, rolle="teamleder").na) == 1  # «Teamleder eller fagleder»


def test_staff_see_the_units_side_by_side() -> None:
    view = month(a_life())
    assert view.enheter == ("Barnevern nord", "Barnevern sør", "Hele kommunen")
    assert view.matrise == (
        ("Kontroll fristliste", "Ikke startet", "Ikke startet", "–"),
        ("Kontroll ros", "Utført", "Ikke startet", "–"),
        ("Kontroll nokkeltall", "–", "–", "Ikke startet"),
    )
    assert view.forsomt_kort[0].maneder == ("Barnevern nord: februar 2026", "Barnevern sør: februar, mars 2026")
    assert "Sykdom" not in view.forsomt_kort[0].merknad  # the reason of one unit is not told of all


def test_what_has_become_an_avvik_is_told_there_and_proposed_no_more() -> None:
    life = a_life()
    stand = next(one for one in year(life.reg, WORLD, 2026, DAG) if one.nr == nr(2))
    for event in made_of((stand,), life.reg, WORLD, nr="AV-2026-0001", dag=DAG):
        life.do(STAB, event, DAG)
    view = month(life, enhet=NORD)
    assert view.forsomt == ()
    assert view.avvik == (("AV-2026-0001", "Kontrollen er ikke gjort: Kontroll fristliste", "Barnevern nord"),)
    assert month(life, enhet=SOR).avvik == ()
    assert month(life, enhet=NORD, rolle="stab").avvik == ()  # it is not theirs
    told = next(row for row in month(life, 2, enhet=NORD).na if row.nr == nr(2))
    assert told.merknad == "Sykdom i ledelsen. Følges opp i AV-2026-0001."


def test_a_month_without_controls_says_so() -> None:
    assert month(a_life(), 7, enhet=NORD).om[0] == "Årshjulet har ingen kontroller her denne måneden."
    book = month_book(month(a_life(), 7, enhet=NORD), DAG)
    assert book.tabeller[0].tomt


def test_the_workbook_has_dates_as_dates_and_fits_a_laptop() -> None:
    for view in (month(a_life()), month(a_life(), enhet=NORD)):
        for table in month_book(view, DAG).tabeller:
            assert sum(column.bredde for column in table.vist) <= 165
            if table.has("frist"):
                assert all(isinstance(row[table.place("frist")], date) for row in table.rader)


def test_months_in_a_row_are_told_by_the_first_and_the_last() -> None:
    life = begun(WORLD)
    late = month_view(papers(life, date(2026, 6, 1)), date(2026, 6, 1), enhet=NORD).forsomt_kort
    assert [row.maneder for row in late] == [("januar–mai 2026",), ("april 2026",)]


# --- the signed year -----------------------------------------------------------------------------------------


def signed(life: Life, enhet: str = NORD, signatur: Signatur | None = None, dag: date = DAG) -> SignedView:
    return signed_view(papers(life, dag), 2026, enhet=enhet, signatur=signatur)


def test_the_counts_are_those_of_the_hand() -> None:
    view = signed(a_life())
    assert view.hode == ("Kontroll", "Barnevern nord")
    assert view.rader == (
        ("Kontroll fristliste", "2 av 5"),
        ("Kontroll ros", "1 av 1"),
        ("Planlagt", "6"),
        ("Utført", "3"),
        ("Ikke utført", "1"),
        ("Ikke aktuelt", "0"),
        ("Uten status", "2"),
    )
    assert view.ikke_gjort == ("Kontroll fristliste, februar 2026: sykdom i ledelsen",)
    assert view.signert == ("Ingen har signert for året ennå.",)


def test_what_is_of_no_use_is_kept_apart() -> None:
    view = signed(a_life(), SOR)
    assert view.rader[0] == ("Kontroll fristliste", "0 av 4")  # January is out of it
    assert view.ikke_gjort == (
        "Kontroll fristliste, februar, mars 2026: ingen grunn er skrevet",
        "Kontroll fristliste, januar 2026: ikke aktuelt, Ingen saker i januar",
    )


def test_all_the_units_stand_side_by_side_and_the_sums_are_right() -> None:
    view = signed(a_life(), "")
    assert view.hode == ("Kontroll", "Barnevern nord", "Barnevern sør", "Hele kommunen")
    assert view.rader[2] == ("Kontroll nokkeltall", "–", "–", "0 av 1")
    assert view.rader[3] == ("Planlagt", "6", "6", "1")
    assert "Kontroll fristliste, Barnevern sør, februar, mars 2026: ingen grunn er skrevet" in view.ikke_gjort


def test_who_signed_and_what_has_changed_since() -> None:
    life = a_life()
    tall = counts(year(life.reg, WORLD, 2026, DAG), NORD)
    event = AretSignert(
        ar=2026,
        enhet=NORD,
        planlagt=tall.planlagt,
        utfort=tall.utfort,
        ikke_utfort=tall.ikke_utfort,
        ikke_aktuelt=tall.ikke_aktuelt,
        uten_status=tall.uten_status,
        tekst="Gått gjennom.",
        dag=DAG,
    )
    life.do("barnevernleder@nord", event, DAG)
    told = signed(life, signatur=life.reg.signert[-1]).signert
    assert told[0].startswith("Signert av barnevernleder i Barnevern nord 10.04.2026 (hendelse ")
    assert told[1:] == ("«Gått gjennom.»",)
    done(life, nr(4), date(2026, 4, 10), DAG)
    later = signed(life, signatur=life.reg.signert[-1]).signert
    assert later[2].startswith("Noe er endret siden da. Ved signeringen: 6 planlagt, 3 utført")


def test_many_units_stand_under_each_other() -> None:
    world = context(wheel(task(FRISTLISTE, 1)), enheter=tuple(f"e{n}" for n in range(12)))
    life = begun(world)
    aret = replace(papers(life), kontekst=world, stands=year(life.reg, world, 2026, DAG))
    view = signed_view(aret, 2026)
    assert len(view.hode) == 6
    assert len(view.rader) == 13
    assert view.rader[-1] == ("Sum", "12", "0", "0", "0", "12")


def test_the_lines_are_as_many_as_there_is_room_for() -> None:
    world = context(wheel(*(task(f"oppgave-{n}", 1) for n in range(15))), enheter=tuple(f"e{n}" for n in range(6)))
    life = begun(world)
    aret = replace(papers(life), kontekst=world, stands=year(life.reg, world, 2026, DAG))
    view = signed_view(aret, 2026)
    assert 3 <= len(view.ikke_gjort) <= 12
    assert view.flere == f"… og {90 - len(view.ikke_gjort)} til"
    assert "90 kontroller som ikke er gjort, er ikke fulgt opp som avvik." in said(signed_blocks(view))


@pytest.mark.parametrize("enhet", [NORD, ""])
def test_the_law_of_a_missed_control_stands_in_the_workbook(enhet: str) -> None:
    from bvaudit.reports.register_memory_avvik import open_table

    life = a_life()
    wanted = nr(2) if enhet else "OP-2026-04:nokkeltall"
    dag = date(2026, 5, 6)
    stand = next(one for one in year(life.reg, WORLD, 2026, dag) if one.nr == wanted)
    for event in made_of((stand,), life.reg, WORLD, nr="AV-2026-0001", dag=dag):
        life.do(STAB, event, dag)
    law = {("arshjul", FRISTLISTE): "koml. § 25-1 bokstav c", ("arshjul", "nokkeltall"): "koml. § 25-1 bokstav e"}
    minne = remembered(life.events, WORLD, dag=dag, kommune="Sjøvik", task_law=law)
    table = open_table(minne, {})
    row = table.rader[0]
    assert row[table.place("hjemmel")] == law["arshjul", FRISTLISTE if enhet else "nokkeltall"]
    assert row[table.place("kilde")] == "Kontroll i årshjulet"
    goal = "De 2 neste kontrollene gjort i tide" if enhet else "Den neste kontrollen gjort i tide"
    assert row[table.place("mal")] == goal
    months = "februar 2026" if enhet else "april 2026"
    assert row[table.place("merknader")] == (
        f"Kontrollen er ikke gjort i {months}. Avviket lukkes når de neste er gjort i tide."
    )


# --- one page ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "short"),
    [
        pytest.param(["Østbyen", "Vestbyen", "Midtbyen"], ["Øst", "Ves", "Mid"], id="begynnelsen"),
        pytest.param(["Barnevern nord", "Barnevern sør"], ["nor", "sør"], id="ordet som skiller"),
        pytest.param(["Nordre Ås", "Nordnes"], ["1", "2"], id="for like"),
        pytest.param(["Nordås", "Norsund"], ["Nord", "Nors"], id="fire tegn"),
    ],
)
def test_names_in_a_narrow_head(names: list[str], short: list[str]) -> None:
    assert shortened(names) == short


def test_a_long_word_is_parted_before_its_ending() -> None:
    assert [broken(name) for name in ("Omsorgsenheten", "Midtbyen", "Xylofonistene")] == [
        "Omsorgs- enheten",
        "Midtbyen",
        "Xylofonistene",
    ]


def test_where_the_names_take_too_much_room_they_are_shortened_and_explained() -> None:
    long = tuple(task(f"o{n}", 1, tittel="Oppfølging av funn fra sentrale rapporteringer og tilsyn") for n in range(15))
    world = replace(
        context(wheel(*long), enheter=tuple(f"e{n}" for n in range(6))),
        enheter={f"e{n}": f"{name}enheten" for n, name in enumerate(("Østby", "Vestby", "Mid", "Sør", "Nord", "Om"))},
    )
    life = begun(world)
    aret = replace(papers(life), kontekst=world, stands=year(life.reg, world, 2026, DAG))
    view = signed_view(aret, 2026)
    assert view.hode == ("Kontroll", "Øst", "Ves", "Mid", "Sør", "Nor", "Ome")
    assert "Øst = Østbyenheten" in view.forklaring
    assert view.rader[0][1:] == ("0/1",) * 6


# --- moved, and overtaken ------------------------------------------------------------------------------------


def test_a_control_that_is_moved_stands_on_the_page_of_its_new_month() -> None:
    life = written(begun(WORLD), nr(2), DAG, frist="2026-05-20")
    assert nr(2) not in [row.nr for row in month(life, 4, enhet=NORD).forsomt]
    moved = next(row for row in month(life, 5, enhet=NORD).na if row.nr == nr(2))
    assert moved.fristtekst == "20.05.2026 (flyttet)"
    assert nr(2) in [row.nr for row in month(life, 2, enhet=NORD).na]  # and of its own
    done(life, nr(2), date(2026, 4, 10), DAG)
    assert nr(2) not in [row.nr for row in month(life, 5, enhet=NORD).na]


def test_what_the_successor_has_is_not_on_the_page_of_a_unit_that_has_ceased() -> None:
    life = written(begun(WORLD), nr(4), DAG, status="pagar")
    gone = replace(WORLD, opphort={NORD: date(2026, 4, 15)}, etterfolgere={NORD: SOR})
    aret = replace(papers(life), kontekst=gone, stands=year(life.reg, gone, 2026, date(2026, 5, 2)))
    assert nr(4) not in [row.nr for row in month_view(aret, date(2026, 4, 1), enhet=NORD).na]
    assert "OP-2026-04:fristliste:sor" in [row.nr for row in month_view(aret, date(2026, 4, 1), enhet=SOR).na]


def test_before_there_is_a_register_the_page_says_so() -> None:
    empty = Aret(stands=(), reg=Registeret(), kontekst=WORLD, dag=DAG, kommune="Sjøvik")
    assert month_view(empty, DAG).grunnlag == "Ingenting er ført i registeret ennå"


def test_the_number_of_those_done_tells_how_it_was_done_too() -> None:
    """Late by the day of the årshjul although the deadline was moved, without evidence, written in long after, and put
    off: none of it can be hidden by a full row."""
    life, dag = begun(WORLD), date(2026, 8, 3)
    written(life, nr(1), dag, frist="2026-03-31", utfort="2026-03-30", belegg="Arkivet", status="utfort")
    written(life, nr(2), dag, utfort="2026-02-27", status="utfort")
    written(life, nr(5), dag, frist="2026-12-31")
    done(life, nr(4, oppgave="ros"), date(2026, 4, 30), date(2026, 7, 30))
    assert signed_view(papers(life, dag), 2026).om[1] == (
        "1 av de utførte ble gjort etter dagen i årshjulet. "
        "For 1 av de utførte står det ikke hvor dokumentasjonen ligger. "
        "2 utførte kontroller ble ført mer enn tre måneder etter at de ble gjort. "
        "1 kontroll har fått ny frist og er ikke gjort."
    )
    assert len(signed(a_life(), NORD).om) == 1


def test_all_of_no_use_is_not_called_done() -> None:
    life = begun(WORLD)
    for maned in range(1, 6):
        written(life, nr(maned, SOR), DAG, grunn=" ".join(["Travelt."] * 40), status="ikke-aktuelt")
    written(life, nr(4, SOR, "ros"), DAG, grunn="Travelt", status="ikke-aktuelt")
    view = signed(life, SOR)
    assert view.om[0].startswith("Av 6 planlagte kontroller: 0 utført,")
    assert view.ikke_gjort[0].startswith("Kontroll fristliste, januar–mai 2026: ikke aktuelt, Travelt. Travelt.")
    assert len(view.ikke_gjort[0]) <= 2 * 96


def test_what_the_counts_are_without_is_said() -> None:
    """A year begun in April, and a control taken out of the årshjul when it was late."""
    life = begun(WORLD, date(2026, 4, 1))
    done(life, nr(4), DAG)
    written(life, nr(5), DAG, status="pagar")
    world = replace(WORLD, arshjul=(wheel(task(FRISTLISTE, 1, 2, 3, 4)),))
    stands = year(life.reg, world, 2026, date(2026, 6, 1))
    aret = Aret(stands=stands, reg=life.reg, kontekst=world, dag=date(2026, 6, 1), kommune="Sjøvik")
    assert signed_view(aret, 2026, enhet=NORD).om == (
        "Den eneste kontrollen er utført.",
        "3 kontroller hadde frist før registeret begynte 01.04.2026, og er ikke regnet med. "
        "1 påbegynt kontroll står ikke lenger i årshjulet, og er ikke regnet med.",
    )

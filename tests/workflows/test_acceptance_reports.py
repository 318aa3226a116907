"""The rows of the acceptance list that are papers: what each must show. The numbers are those of the sources, written
here by hand; the lists are those of the example folders, and the outlines are the shipped ones."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.model.listevisning import som_liste
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, gruppe
from bvaudit.model.periode import periods
from bvaudit.reports.docx.blocks import Table
from bvaudit.reports.register_memory import of_unit
from bvaudit.reports.report_facts import Rapportfakta, Utgave
from bvaudit.reports.report_rows import list_rows, own_texts
from bvaudit.reports.report_view import report_document
from bvaudit.workflows.report import documents_of
from tests.reports.report_cases import DAG, ENHETER, content, editions, facts, minne, rapport
from tests.reports.report_pages import Page
from tests.workflows.followed_example import example

BERGEN, MELHUS, VAERNES = "bergen", "melhus-skaun", "vaernesregionen"
INTERN, LEDER, OFFENTLIG = Malgruppe
K1, K4 = (date(2020, 1, 1), date(2020, 3, 31)), (date(2019, 10, 1), date(2019, 12, 31))
VR = {"1717": "Frosta", "1711": "Meråker", "1664": "Selbu", "1714": "Stjørdal", "1665": "Tydal"}


def page(id_: str, audience: Malgruppe, **changes: object) -> Page:
    """Of the made-up municipality with a register."""
    known = replace(facts(id_), **changes)  # type: ignore[arg-type]
    (paper,) = documents_of(known, editions(id_, audience), content())
    return Page(paper.dokument)


def of_example(name: str, id_: str, audience: Malgruppe, dag: date, rader: tuple[Nokkelrad, ...] = ()) -> Page:
    """With the lists of an example folder, and no register."""
    lister = tuple(som_liste(one) for one in example(name).content.planer.alle_lister if one.egen)
    kodeverk = content().kodeverk
    known = Rapportfakta(
        kommune=name,
        dag=dag,
        rader=(*rader, *list_rows(lister, dag)),
        tekster={**facts(id_).tekster, **own_texts(lister, ())},
        kommuner=VR,
        kodeverk=kodeverk,
        lister=lister,
        kilder=(("Kjøring", "ingen"),),
        dokumentklasse="Intern",
        dom=facts(id_).dom,
    )
    outline = rapport(id_)
    utgave = Utgave(rapport=outline, malgruppe=audience, perioder=periods(outline.periode, dag, outline.tidligere + 1))
    return Page(report_document(known, utgave, known.rader))


def count(tall: str, variant: str, verdi: float, span: tuple[date, date], **where: str) -> Nokkelrad:
    days = {"periode_fra": span[0], "periode_til": span[1]}
    return Nokkelrad(tall=tall, variant=variant, storrelse="antall", verdi=verdi, **days, **where)  # type: ignore[arg-type]


def share(tall: str, variant: str, part: int, whole: int, span: tuple[date, date], **where: str) -> Nokkelrad:
    return Nokkelrad(
        tall=tall, variant=variant, storrelse="andel", periode_fra=span[0], periode_til=span[1], verdi=part / whole,
        teller=part, nevner=whole, n_saker=whole, **where,  # type: ignore[arg-type]
    )  # fmt: skip


# --- S1, Trondheim ----------------------------------------------------------------------------------------------------


def test_s1_08_of_a_hundred_with_what_the_rounded_parts_add_to() -> None:
    span, reading = (date(2025, 1, 1), date(2025, 12, 31)), "konkludert_uten_em_oe"
    parts = {"nemnda": 2, "flytting": 7, "ikke_behov": 54, "tiltak": 35, "onske": 1}
    rows = [count("av_100", reading, one, span, gruppe=gruppe(utfall=code)) for code, one in parts.items()]
    total = replace(rows[0], gruppe="", storrelse="sum", verdi=99.0)
    found = page("tilstandsrapport", LEDER, rader=(*rows, total)).lines("Av hundre undersøkelser")
    assert found[0] == (
        "Av hundre: 35 vedtak om tiltak, 2 sak til nemnda, 54 henlagt etter tjenestens vurdering, "
        "1 henlagt etter partens ønske og 7 henlagt etter flytting."
    )
    assert found[1] == "Tallene er rundet av til hele, og blir derfor 99 til sammen og ikke hundre."


def test_s1_34_a_report_for_each_unit_with_what_is_broken_and_the_plan() -> None:
    found = page("internrevisjon-enhet", INTERN)
    assert found.headings[0] == "Internrevisjon: Nordvåg"
    assert {"Avvik som må rettes", "Plan for å rette", "Det som er i orden", "Lederens vurdering"} <= set(
        found.headings
    )
    broken = found.table("Avvik som må rettes")
    assert "AV-2026-0002" in broken
    assert broken["AV-2026-0002"]["Brudd"] == "Undersøkelsen ble ikke avsluttet innen fristen"
    assert not any(navn in found.everything for navn in list(ENHETER.values())[1:])


def test_s1_35_what_fails_in_two_units_or_more_stands_apart_for_stab() -> None:
    shared = page("internrevisjon-samlet", LEDER).table("Det som går igjen")
    assert shared
    assert all(int(row["Enheter"]) >= 2 for row in shared.values())
    alone = page("internrevisjon-samlet", LEDER, minne=of_unit(minne(), next(iter(ENHETER))))
    assert len(alone.table("Alle åpne avvik")) > 4
    assert "Ingen av de åpne avvikene er slike." in alone.lines("Det som går igjen"), "nothing of one unit alone"


def test_s1_50_the_seven_headings_of_the_tilstandsrapport() -> None:
    seven = (
        "Kort oppsummert",
        "Om barnevernet",
        "Tjenesten og hvordan den er organisert",
        "Tema i årets rapport",
        "Samarbeid med andre",
        "Utfordringer",
        "Satsinger og tiltak",
    )
    outline = rapport("tilstandsrapport")
    assert tuple(one.tittel for one in outline.seksjoner if one.niva == 2) == seven
    assert set(seven) <= set(page("tilstandsrapport", OFFENTLIG).headings)


# --- S2, Værnesregionen -----------------------------------------------------------------------------------------------

# meldinger, henlagt, over fristen; undersøkelser, henlagt, over fristen
KVARTAL = {
    "Frosta": (7, 1, 0, 6, 1, 0),
    "Meråker": (3, 1, 0, 8, 3, 0),
    "Selbu": (0, 0, 0, 9, 1, 0),
    "Stjørdal": (79, 9, 0, 45, 26, 6),
    "Tydal": (0, 0, 0, 0, 0, 0),
    "Alle": (89, 11, 0, 68, 31, 6),
}


def the_quarter(span: tuple[date, date] = K1) -> Iterator[Nokkelrad]:
    for number, (navn, (m, mh, mb, u, uh, ub)) in enumerate(KVARTAL.items()):
        kommune = list(VR)[number] if navn != "Alle" else ""
        yield count("meldinger", "mottatt", m, span, kommune=kommune)
        yield count("undersokelser", "konkludert", u, span, kommune=kommune)
        yield count("undersokelser_henlagt", "alle", uh, span, kommune=kommune)
        if m:
            yield share("henlagt_andel", "av_reelle", mh, m, span, kommune=kommune)
            yield share("fristbrudd_melding", "konkludert", mb, m, span, kommune=kommune)
        if u:
            yield share("fristbrudd_undersokelse", "rapportert", ub, u, span, kommune=kommune)


def kontrollutvalget(*rader: Nokkelrad) -> Page:
    return of_example(VAERNES, "kontrollutvalget", LEDER, date(2020, 4, 24), rader)


def test_s2_01_each_question_has_its_own_answer() -> None:
    found = kontrollutvalget()
    asked = [
        "Hvordan står det til med arbeidsmiljøet og sykefraværet?",
        "Hvordan går det med driften og saksbehandlingen?",
    ]
    assert set(asked) <= set(found.headings)
    assert found.headings[1] == "Hvordan går det med driften og saksbehandlingen?"
    answers = found.lines("Hvordan står det til med arbeidsmiljøet og sykefraværet?")
    assert answers[0] == "Arbeid for et bedre arbeidsmiljø"
    assert answers[1].startswith("Sykefraværet følges: 17,6 prosent i februar 2020")


@pytest.mark.parametrize("navn", KVARTAL)
def test_s2_04_the_quarter_table_of_each_municipality_in_the_paper(navn: str) -> None:
    table = kontrollutvalget(*the_quarter()).table("Kvartalet, kommune for kommune")
    m, mh, _, u, uh, ub = KVARTAL[navn]
    assert table["Meldinger"][navn] == str(m)
    assert table["Undersøkelser avsluttet"][navn] == str(u)
    assert table["Undersøkelser henlagt"][navn] == str(uh)
    if m:
        assert f"({mh} av {m})" in table["Meldinger henlagt"][navn]
    if u:
        assert f"({ub} av {u})" in table["Undersøkelser over fristen"][navn]
    else:
        assert table["Undersøkelser over fristen"][navn] == "ikke talt"


def test_s2_04_the_shares_are_those_of_the_source() -> None:
    late = kontrollutvalget(*the_quarter()).table("Kvartalet, kommune for kommune")["Undersøkelser over fristen"]
    assert (late["Alle"], late["Stjørdal"]) == ("8,8 % (6 av 68)", "13,3 % (6 av 45)")


def test_s2_07_fewer_than_before_is_said_only_when_it_is_more_than_chance() -> None:
    def told(before: tuple[int, int]) -> list[str]:
        rows = [one for one in the_quarter() if one.tall != "fristbrudd_undersokelse"]
        now = share("fristbrudd_undersokelse", "rapportert", 6, 68, K1)
        then = share("fristbrudd_undersokelse", "rapportert", *before, K4)
        lines = kontrollutvalget(*rows, now, then).lines("Kvartalet, kommune for kommune")
        return [line for line in lines if line.startswith("Undersøkelser over fristen: ")]

    (fewer,) = told((30, 70))
    assert fewer == "Undersøkelser over fristen: 8,8 % i 1. kvartal 2020, som er lavere enn 42,9 % i 4. kvartal 2019."
    (chance,) = told((9, 70))
    assert "kan være tilfeldig" in chance and "lavere" not in chance


def test_s2_09_each_measure_has_its_consequence_beside_it() -> None:
    table = kontrollutvalget().under("Tiltakene og konsekvensene av dem")
    tables = [one for one in table if isinstance(one, Table)]
    eleven = next(one for one in tables if "Elleve tiltak" in one.tittel)
    at = eleven.hode.index("Hva det kan føre til")
    assert len(eleven.rader) == 11
    assert all(row[at] for row in eleven.rader)
    whole = kontrollutvalget().lines("Tiltakene og konsekvensene av dem")
    assert "Tjenesten må være forsvarlig, og barnets behov skal alltid styre" in whole


def test_s2_10_what_is_hard_stands_with_what_is_done_about_it() -> None:
    found = kontrollutvalget()
    assert "Det er for mange saker, og det kommer flere" in found.everything
    tables = [one.tittel for one in found.under("Utfordringer") if isinstance(one, Table)]
    lists = found.lines("Utfordringer")
    assert any("strever med" in one for one in (*tables, *lists))
    assert "Mer forebygging og utadrettet arbeid" in found.everything


def test_s2_14_the_acute_placements_are_told_inside_and_not_to_the_public() -> None:
    heading = "Barn plassert akutt, og hva som skjedde etterpå"
    six = Nokkelrad(
        tall="akutt_utfall", variant="plassering", storrelse="antall_barn", periode_fra=K1[0], periode_til=K1[1],
        gruppe="na=hjemme_hjelpetiltak", verdi=6.0,
    )  # fmt: skip
    inside = kontrollutvalget(six)
    assert list(inside.table(heading).values()) == [{"Barn": "6"}]
    assert "Dokumentklasse for dette avsnittet: Intern" not in inside.lines(heading), "the whole paper is"
    public = of_example(VAERNES, "kontrollutvalget", OFFENTLIG, date(2020, 4, 24), (six,))
    assert heading not in public.headings


def test_s2_16_what_drives_the_budget_stands_apart_from_breaches_of_the_law() -> None:
    found = kontrollutvalget()
    lines = found.lines("Økonomi og budsjett")
    assert "Avvik fra budsjettet telles aldri sammen med brudd på loven." in lines[0]
    assert "Flere plasseringer gir større utgifter til jurister" in found.everything


def test_s2_18_the_four_positive_findings() -> None:
    four = (
        "Lederne arbeider samlet med ledelse, folk, fag og penger",
        "De ansatte holder bedre sammen og trives bedre",
        "Det var færre avvik i første kvartal",
        "De ansatte kan mye til sammen, og fagligheten utvikles",
    )
    found = kontrollutvalget()
    lines = found.lines("Det som går bra")
    assert "Listen har 4 punkter." in lines
    assert all(one in found.everything for one in four)


# --- S3, Bergen -------------------------------------------------------------------------------------------------------


def test_s3_05_what_comes_first_is_a_list_or_a_blank_for_people_to_fill_in() -> None:
    found = of_example(BERGEN, "halvarsrapport-forbedring", LEDER, date(2024, 7, 15))
    assert found.blanks("Det som er viktigst framover") == ["Prioriteringene for neste halvår, gruppe for gruppe"]


def test_s3_06_three_half_years_stand_beside_each_other() -> None:
    spans = periods(rapport("halvarsrapport-forbedring").periode, date(2024, 7, 15), 3)
    rows = tuple(count("meldinger", "mottatt", 100.0 + at, span) for at, span in enumerate(spans))
    found = of_example(BERGEN, "halvarsrapport-forbedring", LEDER, date(2024, 7, 15), rows)
    table = found.table("Meldinger og undersøkelser")
    assert list(table) == ["1. halvår 2023", "2. halvår 2023", "1. halvår 2024"]
    assert [row["Meldinger"] for row in table.values()] == ["102", "101", "100"]
    assert found.chart("Meldinger og undersøkelser").kategorier == tuple(table)
    assert "Listen har 14 punkter." in found.lines("Anbefalingene")


def test_s3_16_the_class_stands_on_the_document_and_on_the_section() -> None:
    outline = rapport("kontrollutvalget")
    sections = tuple(
        replace(one, dokumentklasse="Fortrolig") if one.slag.value == "avvik" else one for one in outline.seksjoner
    )
    known = facts("kontrollutvalget")
    (utgave,) = editions("kontrollutvalget", LEDER)
    own = replace(utgave, rapport=replace(outline, seksjoner=sections))
    found = Page(report_document(known, own, known.rader))
    assert "Dokumentklasse: Ikke offentlig" in found.lines()
    assert "Dokumentklasse for dette avsnittet: Fortrolig" in found.lines("Åpne avvik")


def test_s3_17_the_bystyre_gets_development_risk_and_what_is_planned() -> None:
    found = page("bystyre", OFFENTLIG)
    assert found.headings[1:] == [
        "Utviklingen",
        "Frister og oppfølging",
        "Avvik i internkontrollen",
        "Det som kan gå galt",
        "Det som er planlagt",
        "Det som går bra",
        "Kommunedirektørens vurdering",
    ]


def test_s3_20_the_units_stand_beside_each_other() -> None:
    found = page("halvarsrapport-forbedring", LEDER)
    units = tuple(ENHETER.values())
    assert found.chart("Enhetene ved siden av hverandre").kategorier == units
    assert tuple(found.table("Avvikene")) == (*units, "Alle")


# --- S4, Melhus and Skaun ---------------------------------------------------------------------------------------------


def test_s4_02_one_page_for_each_municipality() -> None:
    known, outline = facts("nokkeltall-kommune"), rapport("nokkeltall-kommune")
    spans = periods(outline.periode, DAG, 2)
    for nummer, navn in (("1702", "Steinkjer"), ("5035", "Stjørdal")):
        utgave = Utgave(rapport=outline, malgruppe=LEDER, perioder=spans, kommune=nummer)
        found = Page(report_document(known, utgave, known.rader))
        assert found.headings[0] == f"Nøkkeltall: {navn}"
        table = found.table("Tallene")
        assert len(table) == 11
        mine = {row.kommune for row in found.document.brukt if not row.tall.startswith(("register.", "krav."))}
        assert mine == {nummer}


def test_s4_09_thirteen_that_go_well_and_five_that_are_hard() -> None:
    well = of_example(MELHUS, "kontrollutvalget", LEDER, date(2022, 10, 1))
    assert "Listen har 13 punkter." in well.lines("Det som går bra")
    assert "Listen har 5 punkter." in well.lines("Utfordringer")


def test_s4_11_what_is_said_of_following_up_em_stands_on_a_figure() -> None:
    found = page("nokkeltall-kommune", LEDER)
    assert len(found.table("Oppfølging av enslige mindreårige")) == 2
    assert "Oppfølging av enslige mindreårige" not in page("nokkeltall-kommune", OFFENTLIG).headings


# --- X ----------------------------------------------------------------------------------------------------------------


def test_x_09_three_papers_of_the_same_facts() -> None:
    inside, leaders, public = (page("internrevisjon-samlet", one) for one in Malgruppe)
    assert "AV-2026-0002" in inside.table("Alle åpne avvik")
    assert not any(line.startswith("AV-") for line in leaders.table("Alle åpne avvik"))
    assert "AV-2026" not in public.everything
    assert "S-" not in leaders.everything + public.everything, "nothing of one case"
    assert "skjult" not in inside.everything + leaders.everything
    assert "skjult" in public.everything
    assert "Dokumentklasse: Offentlig" in public.lines()
    assert "Dokumentklasse: Intern" in inside.lines()
    whole = {row for row in inside.document.brukt if row.tall == "register.apne" and not row.enhet and not row.gruppe}
    assert whole
    assert all(whole <= set(one.document.brukt) for one in (leaders, public)), "from the same run"


def test_x_11_the_workbook_has_a_cell_for_each_number() -> None:
    """Each number is looked up in its cell in tests/reports/test_report_tracing.py, for every paper and reader."""
    found = page("bystyre", LEDER)
    (numbers,) = [one for one in found.document.bok.tabeller if one.ark == "Tall"]
    assert len(numbers.rader) == len(found.document.brukt) > 20

"""What must come of each thing people write in a document that comes back, row by row, with the guards asked."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from bvaudit.diagnostics import Sted
from bvaudit.model.registeret.avvik import Kilde, Omfang
from bvaudit.model.registeret.hendelser import (
    FeltSatt,
    Koblet,
    Kommentert,
    KonfliktAvgjort,
    Sladdet,
    TingOpprettet,
)
from bvaudit.model.registeret.hendelser_avvik import (
    AvgjorendeValgt,
    AvvikOpprettet,
    KanIkkeRettes,
    Strakstiltak,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.model.registeret.logg import Del, Hendelse, Logget
from bvaudit.model.registeret.redigering import Celle, Dokument, Linje, NyTing, Sammenfall, Sammenslaing
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.fold import fold
from bvaudit.register.guards import allowed
from bvaudit.register.merge import merge
from tests.register.merge_example import (
    DAG,
    EN,
    FELLES,
    LEDER,
    LENKE,
    NORD,
    SOR,
    SORS,
    TILTAK,
    TO,
    cell,
    document,
    kontekst,
    log,
    logged,
    register,
)

ENDRET, SAMME, KONFLIKT, AVVIST = (
    Sammenfall.ENDRET,
    Sammenfall.SAMME,
    Sammenfall.KONFLIKT,
    Sammenfall.AVVIST,
)


def merged(dok: Dokument, since: Sequence[tuple[str, Hendelse]] = (), **more: object) -> Sammenslaing:
    """``since`` has been written after the document was made."""
    now = logged(since, log())
    found = merge(dok, fold(now), register(), kontekst(), dag=DAG, logg=now, **more)  # type: ignore[arg-type]
    assert "tillatt" in more or writable(found, now, dok.mottaker), "what is let through can be written in that order"
    return found


def writable(found: Sammenslaing, now: tuple[Logget, ...], hvem: str = LEDER) -> bool:
    from bvaudit.model.registeret.logg import Ny

    for event in found.hendelser:
        if allowed(fold(now), Ny(hvem=hvem, hendelse=event), kontekst(), DAG):
            return False
        now = logged([(hvem, event)], now)
    return True


def only(found: Sammenslaing) -> Linje:
    (line,) = found.linjer
    return line


def test_a_blank_and_the_same_are_nothing() -> None:
    found = merged(
        document(
            cell(EN, "arsak", ""),
            cell(EN, "frist_plan", "2026-03-16"),
            cell(EN, "hvorfor", "Vakansen\u00a0er ikke  dekket \r\n"),
            cell(EN, "ansvarlig", "barnevernleder"),  # who owns it, which the workbook shows where nobody has written
        )
    )
    assert (found.linjer, found.hendelser, found.uendret) == ((), (), 4)


@pytest.mark.parametrize(
    ("nr", "felt", "said", "event"),
    [
        (EN, "arsak", "kompetanse", FeltSatt(nr=EN, felt="arsak", verdi="kompetanse", fil="nord.xlsx")),
        (EN, "hvorfor", "To er syke", FeltSatt(nr=EN, felt="hvorfor", tekst="To er syke", fil="nord.xlsx")),
        (EN, "hvorfor", "SLETTES", FeltSatt(nr=EN, felt="hvorfor", fil="nord.xlsx")),
        (EN, "ansvarlig", "teamleder", FeltSatt(nr=EN, felt="ansvarlig", verdi="teamleder@nord", fil="nord.xlsx")),
        (EN, "ansvarlig", "stab", FeltSatt(nr=EN, felt="ansvarlig", verdi="stab", fil="nord.xlsx")),
        (LENKE, "belegg", "Referat", FeltSatt(nr=LENKE, felt="belegg", tekst="Referat", fil="nord.xlsx")),
        (LENKE, "i_bruk", "2026-03-02", FeltSatt(nr=LENKE, felt="i_bruk", verdi="2026-03-02", fil="nord.xlsx")),
        (TILTAK, "frist", "2026-05-01", FeltSatt(nr=TILTAK, felt="frist", verdi="2026-05-01", fil="nord.xlsx")),
        (EN, "varslet", "2026-03-01", Varslet(nr=EN, dag=date(2026, 3, 1), hvordan="ført i nord.xlsx")),
        (EN, "kan_ikke", "Barna er flyttet", KanIkkeRettes(nr=EN, grunn="Barna er flyttet", dag=DAG)),
        (LENKE, "avgjorende", "ja", AvgjorendeValgt(nr=EN, tiltak=TILTAK, dag=DAG)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_cell_becomes_its_event(nr: str, felt: str, said: str, event: Hendelse) -> None:
    found = merged(document(cell(nr, felt, said)), tillatt=lambda *_: ())
    assert only(found).hva is ENDRET
    assert found.hendelser == (event,)


def test_a_link_of_a_shared_measure_is_the_units_own() -> None:
    found = merged(document(cell(f"{EN}/{FELLES}", "i_bruk", "2026-03-01")))
    assert only(found).hva is ENDRET


@pytest.mark.parametrize(
    ("nr", "felt", "said", "why"),
    [
        (SORS, "arsak", "kapasitet", "annen enhet: Barnevern sør"),
        (f"{SORS}/{FELLES}", "i_bruk", "2026-03-01", "annen enhet"),
        ("PLAN-sor", "sikring", "Alt er trygt", "annen enhet"),
        (FELLES, "frist", "2026-05-01", "felles"),
        (TILTAK, "tittel", "Noe annet", "navnet"),
        (EN, "status", "lukket", f"bvaudit register lukk {EN}"),
        (EN, "status", "avvist", "bvaudit register lukk"),
        ("AV-2026-0099", "arsak", "kapasitet", "finnes ikke"),
        (f"{EN}/TI-2026-0099", "i_bruk", "2026-03-01", "finnes ikke"),
        ("/TI-2026-0001", "i_bruk", "2026-03-01", "ikke knyttet til noe avvik"),
        (EN, "arsak", "finnes-ikke", "finnes-ikke"),
        (EN, "frist_plan", "2126-01-01", "2126"),
        (LENKE, "i_bruk", "2026-12-24", "24.12.2026"),  # in use on a day that has not come
        (LENKE, "tiltaksstatus", "droppet", ""),
    ],
)
def test_one_cell_is_refused_with_its_reason(nr: str, felt: str, said: str, why: str) -> None:
    found = merged(document(cell(nr, felt, said, "D7"), cell(EN, "hvorfor", "To er syke")))
    refused = [line for line in found.linjer if line.hva is AVVIST]
    assert [(line.celle.felt, line.celle.sted.celle) for line in refused] == [(felt, "D7")]
    assert why in refused[0].grunn
    assert refused[0].grunn
    assert [event.felt for event in found.hendelser if isinstance(event, FeltSatt)] == ["hvorfor"]


def test_stab_may_write_what_is_common() -> None:
    found = merged(document(cell(FELLES, "frist", "2026-05-01"), enhet="", mottaker="stab"))
    assert only(found).hva is ENDRET


@pytest.mark.parametrize(
    ("now", "said", "becomes", "written"),
    [
        ("2026-03-16", "2026-03-20", ENDRET, "2026-03-20"),  # only in the document
        ("2026-03-18", "2026-03-16", None, ""),  # only in the log
        ("2026-03-18", "2026-03-18", SAMME, ""),  # both alike
        ("2026-03-18", "2026-03-20", KONFLIKT, ""),  # both, and not alike
        ("", "2026-03-20", KONFLIKT, ""),  # erased in the log
        ("2026-03-18", "slettes", KONFLIKT, ""),
        ("", "slettes", SAMME, ""),
        ("2026-03-18", "", None, ""),
    ],
)
def test_three_ways(now: str, said: str, becomes: Sammenfall | None, written: str) -> None:
    since = [] if now == "2026-03-16" else [("stab", FeltSatt(nr=EN, felt="frist_plan", verdi=now))]
    found = merged(document(cell(EN, "frist_plan", said)), since)
    assert [line.hva for line in found.linjer] == ([becomes] if becomes else [])
    assert [event.verdi for event in found.hendelser if isinstance(event, FeltSatt)] == ([written] if written else [])


def test_a_conflict_has_base_and_both_values() -> None:
    since = [("stab", FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-18"))]
    line = only(merged(document(cell(EN, "frist_plan", "2026-03-20", "P2")), since))
    assert (line.basis, line.na, line.celle.verdi, line.celle.sted.celle) == (
        "2026-03-16",
        "2026-03-18",
        "2026-03-20",
        "P2",
    )


@pytest.mark.parametrize("choice", ["dokument", {(EN, "frist_plan"): "dokument"}])
def test_a_person_chooses_the_document(choice: object) -> None:
    since = [("stab", FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-18"))]
    found = merged(document(cell(EN, "frist_plan", "2026-03-20")), since, behold=choice)
    decided, written = found.hendelser
    assert decided == KonfliktAvgjort(
        nr=EN, felt="frist_plan", valgt="dokument", fil="nord.xlsx", forkastet="2026-03-18"
    )
    assert isinstance(written, FeltSatt) and written.verdi == "2026-03-20"


def test_a_person_chooses_the_register_once_and_for_all() -> None:
    since: list[tuple[str, Hendelse]] = [("stab", FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-18"))]
    found = merged(document(cell(EN, "frist_plan", "2026-03-20")), since, behold="register")
    (decided,) = found.hendelser
    assert decided == KonfliktAvgjort(
        nr=EN, felt="frist_plan", valgt="register", fil="nord.xlsx", forkastet="2026-03-20"
    )
    again = merged(document(cell(EN, "frist_plan", "2026-03-20")), [*since, (LEDER, decided)])
    assert (again.hendelser, only(again).hva) == ((), SAMME)


def test_a_document_that_was_taken_in_gives_nothing_though_the_field_has_changed_again() -> None:
    since = [
        (LEDER, FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-20", fil="nord.xlsx")),
        ("stab", FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-25")),
    ]
    found = merged(document(cell(EN, "frist_plan", "2026-03-20")), since)
    assert (found.hendelser, only(found).hva) == ((), SAMME)


def test_everything_read_twice_gives_nothing_the_second_time() -> None:
    dok = document(
        cell(EN, "arsak", "kompetanse"),
        cell(EN, "varslet", "2026-03-01"),
        cell(EN, "strakstiltak", "Ringte familien"),
        cell(EN, "strakstiltak_dag", "2026-03-01"),
        cell(LENKE, "avgjorende", "ja"),
        cell("PLAN-nord", "sikring", "Alle er ringt"),
        cell(TILTAK, "avvik", TO),
        kommentarer=(cell(EN, "kommentar", "Tatt opp i ledermøtet"),),
        nye=(new_avvik(), new_measure()),
        rettet=(cell("S-1/nord", "rettet", "2026-03-01"),),
    )
    first = merged(dok)
    assert len(first.hendelser) == 15
    assert not [line for line in first.linjer if line.hva is AVVIST] and not first.problems
    again = merged(dok, [(LEDER, event) for event in first.hendelser])
    assert (again.hendelser, again.nye, again.konflikter) == ((), (), ())
    assert [one.tekst[-12:] for one in again.problems] == ["AV-2026-0004", "TI-2026-0003"], "told which they are"


def test_what_was_done_at_once_is_one_act() -> None:
    found = merged(
        document(
            cell(EN, "strakstiltak", "Ringte familien"),
            cell(EN, "strakstiltak_dag", "2026-03-01"),
            cell(EN, "strakstiltak_hvem", "teamleder"),
        )
    )
    assert found.hendelser == (
        Strakstiltak(nr=EN, dag=date(2026, 3, 1), hva="Ringte familien", rolle="teamleder@nord"),
    )
    assert [line.hva for line in found.linjer] == [ENDRET] * 3


def test_half_of_it_is_kept_until_the_rest_is_there() -> None:
    (half,) = merged(document(cell(EN, "strakstiltak", "Ringte familien"))).hendelser
    assert half == FeltSatt(nr=EN, felt="strakstiltak", tekst="Ringte familien", fil="nord.xlsx")
    whole = merged(document(cell(EN, "strakstiltak_dag", "2026-03-01")), [(LEDER, half)])
    assert whole.hendelser == (Strakstiltak(nr=EN, dag=date(2026, 3, 1), hva="Ringte familien", rolle=LEDER),)


def test_the_plan_of_a_unit_is_opened_by_what_is_written_in_it() -> None:
    found = merged(document(cell("PLAN-nord", "sikring", "Alle er ringt"), cell("PLAN-nord", "neste", "I mai")))
    opened, *fields = found.hendelser
    assert isinstance(opened, TingOpprettet) and (opened.nr, opened.slag) == ("PLAN-nord", Slag.PLAN)
    assert [event.felt for event in fields if isinstance(event, FeltSatt)] == ["sikring", "neste"]


def test_order_does_not_matter_where_one_needs_another() -> None:
    """Dropped needs its evidence, which stands in a later cell; and the one who drops it is not the owner."""
    found = merged(
        document(cell(LENKE, "tiltaksstatus", "droppet"), cell(LENKE, "belegg", "Ny rutine gjelder"), mottaker="stab")
    )
    assert [event.felt for event in found.hendelser if isinstance(event, FeltSatt)] == ["belegg", "tiltaksstatus"]
    assert [line.celle.felt for line in found.linjer] == ["tiltaksstatus", "belegg"], "as in the document"


def test_comments_are_new_each_time_but_for_those_read_before() -> None:
    said = cell(EN, "kommentar", "Purret  ")
    found = merged(document(kommentarer=(said, cell(TO, "kommentar", "Purret"))))
    assert found.hendelser == tuple(Kommentert(nr=nr, tekst="Purret", fil="nord.xlsx") for nr in (EN, TO))
    again = merged(document(kommentarer=(said, replace(said, nr=SORS))), [(LEDER, found.hendelser[0])])
    assert [line.hva for line in again.linjer] == [SAMME, AVVIST]


def test_a_day_a_case_is_mended_marks_the_case_and_nothing_else() -> None:
    found = merged(document(rettet=(cell("S-1/nord", "rettet", "2026-03-01"), cell("S-2/sor", "rettet", "2026-03-01"))))
    assert found.hendelser == (SakMerket(enhet=NORD, sak=("S-1",), rettet=date(2026, 3, 1), fil="nord.xlsx"),)
    assert [line.hva for line in found.linjer] == [ENDRET, AVVIST]


def new_avvik(**felt: str) -> NyTing:
    sted = Sted(fil="nord.xlsx", ark="Nye avvik", celle="A2")
    said = {"tittel": "Vakttelefonen er ubesvart", "kilde": "ansattmelding", "alvor": "hoy", "hvorfor": "En er syk"}
    return NyTing(
        slag=Slag.AVVIK, felt={k: v for k, v in (said | felt).items() if v}, steder={"tittel": sted}, sted=sted
    )


def new_measure(**felt: str) -> NyTing:
    sted = Sted(fil="nord.xlsx", ark="Forbedringstiltak", celle="B9")
    said = {
        "tittel": "To på vakt",
        "avvik": EN,
        "eier": "teamleder",
        "frist": "2026-05-01",
        "kobling.i_bruk": "2026-03-02",
    }
    return NyTing(
        slag=Slag.TILTAK, felt={k: v for k, v in (said | felt).items() if v}, steder={"tittel": sted}, sted=sted
    )


def test_a_row_without_a_number_is_a_new_avvik() -> None:
    found = merged(document(nye=(new_avvik(),)))
    opened, why = found.hendelser
    assert isinstance(opened, AvvikOpprettet) and isinstance(why, FeltSatt)
    assert (opened.nr, opened.tekst, opened.enhet, opened.kilde, opened.eier, opened.fil) == (
        "AV-2026-0004",
        "Vakttelefonen er ubesvart",
        NORD,
        Kilde.ANSATTMELDING,
        LEDER,
        "nord.xlsx",
    )
    assert (opened.omfang, opened.krever_lesing, opened.utgangspunkt, opened.regel) == (
        Omfang.SYSTEMSVIKT,
        True,
        None,
        "",
    )
    assert (why.nr, why.felt, why.tekst) == (opened.nr, "hvorfor", "En er syk")


def test_a_new_measure_has_its_links() -> None:
    found = merged(document(nye=(new_measure(avvik=f"{EN}, {TO.lower()}"),)))
    opened, frist, *rest = found.hendelser
    assert isinstance(opened, TingOpprettet) and (opened.nr, opened.eier) == ("TI-2026-0003", "teamleder@nord")
    assert isinstance(frist, FeltSatt) or rest
    assert [event.avvik for event in found.hendelser if isinstance(event, Koblet)] == [EN, TO]
    used = [event for event in found.hendelser if isinstance(event, FeltSatt) and event.felt == "i_bruk"]
    assert [(event.nr, event.verdi) for event in used] == [(f"{nr}/TI-2026-0003", "2026-03-02") for nr in (EN, TO)]


@pytest.mark.parametrize(
    ("ny", "why"),
    [
        (new_avvik(tittel=""), "mangler overskrift"),
        (new_avvik(kilde=""), "mangler kilde"),
        (new_avvik(kilde="kjoring"), "mangler kilde"),
        (new_avvik(alvor=""), "mangler alvorlighetsgrad"),
        (new_avvik(enhet=SOR), "annen enhet: Barnevern sør"),
        (new_measure(avvik=SORS), "annen enhet"),
        (new_measure(avvik="AV-2026-0099"), "finnes ikke"),
        (new_measure(avvik=TILTAK), "finnes ikke"),
        (new_measure(tittel="x" * 300), ""),
    ],
)
def test_a_new_row_that_cannot_be_opened_is_told_and_takes_no_number(ny: NyTing, why: str) -> None:
    found = merged(document(nye=(ny, new_avvik(tittel="Noe annet"))))
    (told,) = found.problems
    assert why in told.tekst and told.sted.ark == ny.sted.ark
    (opened,) = [event for event in found.hendelser if isinstance(event, AvvikOpprettet)]
    assert opened.nr == "AV-2026-0004"


def test_two_new_rows_that_say_the_same_are_both_opened_and_told() -> None:
    found = merged(document(nye=(new_avvik(), new_avvik())))
    assert len(found.nye) == 2
    assert [one.kode for one in found.problems] == ["register-to-like"]


def test_more_written_in_a_new_row_that_was_read_before_is_written_on_the_same_number() -> None:
    first = merged(document(nye=(new_avvik(),)))
    since = [(LEDER, event) for event in first.hendelser]
    more = merged(document(nye=(new_avvik(frist_plan="2026-03-30", hvorfor="To er syke"),)), since)
    assert more.hendelser == (FeltSatt(nr="AV-2026-0004", felt="frist_plan", verdi="2026-03-30", fil="nord.xlsx"),), (
        "and what was changed in the old row since it was read is asked about"
    )
    assert [(line.celle.felt, line.hva) for line in more.linjer] == [("frist_plan", ENDRET), ("hvorfor", KONFLIKT)]


def test_a_number_in_the_row_of_a_measure_links_it() -> None:
    dok = document(cell(LENKE, "avvik", f"{EN}; {TO}"), cell("TI-2026-0001", "avvik", TO))
    found = merged(dok)
    assert found.hendelser == (Koblet(avvik=TO, tiltak=TILTAK, dag=DAG),)
    gone = merged(document(cell(LENKE, "avvik", TO)))
    assert only(gone).hva is AVVIST and "tas ikke bort" in only(gone).grunn
    assert not merged(document(cell(LENKE, "avvik", EN))).linjer


def test_what_is_typed_of_a_link_the_same_row_makes_is_of_that_link() -> None:
    loose = ("stab", TingOpprettet(nr="TI-2026-0003", slag=Slag.TILTAK, tittel="Løs", enhet=NORD, eier=LEDER, dag=DAG))
    now = logged([loose], log())
    dok = document(
        cell("/TI-2026-0003", "i_bruk", "2026-03-01"),
        cell("TI-2026-0003", "avvik", TO),
        hode=replace(document().hode, nr=now[-1].nr, sum=now[-1].sum),
    )
    found = merge(dok, fold(now), fold(now), kontekst(), dag=DAG, logg=now)
    assert [type(event) for event in found.hendelser] == [Koblet, FeltSatt]
    assert found.hendelser[1].om == (f"{TO}/TI-2026-0003",)


def doubled(*values: str) -> tuple[Celle, ...]:
    return tuple(cell(EN, "frist_plan", value, f"P{n}") for n, value in enumerate(values, start=2))


@pytest.mark.parametrize(
    ("values", "becomes"),
    [
        (("2026-03-16", "2026-03-16"), []),
        (("2026-03-16", "2026-03-20"), [("P3", ENDRET)]),
        (("2026-03-20", "2026-03-16", ""), [("P2", ENDRET)]),
        (("2026-03-20", "2026-03-20"), [("P2", ENDRET)]),
        (("2026-03-20", "2026-03-21"), [("P2", AVVIST), ("P3", AVVIST)]),
    ],
)
def test_a_row_that_stands_there_twice(values: tuple[str, ...], becomes: list[tuple[str, Sammenfall]]) -> None:
    found = merged(document(*doubled(*values)))
    assert [(line.celle.sted.celle, line.hva) for line in found.linjer] == becomes


def test_a_text_that_was_struck_since_is_not_brought_back() -> None:
    struck = tuple(
        replace(one, hendelse=replace(one.hendelse, tekst=""), sladdet=(Del.TEKST,))
        if isinstance(one.hendelse, FeltSatt) and one.hendelse.felt == "hvorfor"
        else one
        for one in log()
    )
    at = next(one.nr for one in struck if one.sladdet)
    now = logged([("stab", Sladdet(hendelse=at, del_="tekst", grunn="Navn", nr=EN))], struck)
    dok = document(cell(EN, "hvorfor", "Vakansen er ikke dekket"), cell(EN, "arsak", "kompetanse"))
    found = merge(dok, fold(now), fold(struck), kontekst(), dag=DAG, logg=now)
    assert [(line.celle.felt, line.hva) for line in found.linjer] == [("hvorfor", AVVIST), ("arsak", ENDRET)]


def test_a_plan_shows_what_was_written_and_nothing_else() -> None:
    """A role written in a blank is a choice, also when it is the owner's; in a workbook it stood there already."""
    plan = document(cell(EN, "ansvarlig", "barnevernleder"), slag="plan", fil="plan.docx")
    assert only(merged(plan)).hva is ENDRET


def test_one_unit_writes_nothing_of_another_in_the_workbook_of_them_all() -> None:
    dok = document(cell(EN, "arsak", "kompetanse"), cell(SORS, "arsak", "kompetanse"), enhet="", mottaker="stab")
    found = merge(dok, register(), register(), kontekst(), dag=DAG, logg=log(), hvem="teamleder@nord")
    assert [(line.celle.nr, line.hva) for line in found.linjer] == [(EN, ENDRET), (SORS, AVVIST)]


def test_the_register_is_not_touched() -> None:
    before = repr(register())
    merged(document(cell(EN, "arsak", "kompetanse"), nye=(new_avvik(), new_measure())))
    assert repr(register()) == before


@pytest.mark.parametrize(("fil", "hva"), [("nord.xlsx", SAMME), ("plan-nord.docx", KONFLIKT), ("", KONFLIKT)])
def test_what_another_document_said_and_somebody_changed_is_no_word_of_this_one(fil: str, hva: Sammenfall) -> None:
    """Two leaders write the same, one in each document; the first is read and changed. The second is an overlap."""
    since = [
        (LEDER, FeltSatt(nr=EN, felt="frist_plan", verdi="2026-03-20", fil=fil)),
        (LEDER, FeltSatt(nr=EN, felt="frist_plan", verdi="2026-04-01")),
    ]
    line = only(merged(document(cell(EN, "frist_plan", "2026-03-20")), since))
    assert (line.hva, line.basis, line.na) == (hva, "2026-03-16", "2026-04-01")

"""What people read, on every paper: register, plan, tilsyn, screen and JSON; and nothing of it when nobody has."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bvaudit.findings.all_numbers import all_numbers
from bvaudit.findings.ledger import ledger
from bvaudit.findings.tilsyn import supervision
from bvaudit.model.anslag import Anslag, Metode
from bvaudit.model.funn import Lestmerke, Tall
from bvaudit.model.lesesvar import LEST, Svarvalg
from bvaudit.model.lest_i_mappen import LestIMappen, LestKort, LestTall
from bvaudit.model.plans import Plans
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Utfall
from bvaudit.reports.brief_view import brief_view
from bvaudit.reports.plan_view import plan_view
from bvaudit.reports.register_sheets import RegisterView, SheetTable
from bvaudit.reports.register_view import register_view
from bvaudit.reports.summary_view import summary_view
from bvaudit.reports.to_json import revisjon_as_json
from tests.findings.small import en_enhet, et_manifest, innhold
from tests.findings.test_tilsyn import et_funn as et_tilsynsfunn
from tests.findings.test_tilsyn import et_tilsyn
from tests.reports.builders import en_revisjon, et_funn, et_kodeverk, et_svar
from tests.reports.rules_by_hand import en_regel

KORT = LestKort(
    id="hele-saken-2025",
    tittel="Hele saken 2025",
    sjekkliste="Internrevisjon av hele saken",
    per=date(2025, 12, 31),
    last=date(2026, 2, 1),
    enheter=("Østbyen",),
    svar=12,
    trekning="Trukket tilfeldig.",
    forbehold=("To saker er utgått.",),
    merknader=(("Østbyen", date(2026, 1, 20), "Vi kjenner oss igjen."), ("Vestbyen", date(2026, 1, 21), "Uenig.")),
)
SETNING = "Funnet i 2 av 10 leste saker."


def lest_tall(brudd: int = 2, n: int = 10, **more: Any) -> LestTall:
    tall = Tall(oppfylt=n - brudd, ikke_oppfylt=brudd, saker=n)
    facts: dict[str, Any] = {"tall": tall, "alle": tall, "revisjoner": ("hele-saken-2025",), "setning": SETNING}
    return LestTall(**(facts | more))


def mark(svar: Svarvalg, maskinen: Utfall | None = None, **more: Any) -> Lestmerke:
    return Lestmerke(revisjon="hele-saken-2025", svar=svar, maskinen=maskinen, **more)


ANDEL = Anslag(andel=0.2, nedre=0.05, ovre=0.5, metode=Metode.HYPERGEOMETRISK)
MANUELL = en_regel(id="UND-07", objekt="undersokelse", telles={}, avvikstittel="Planen er ikke god nok")


def manual(**more: Any) -> RegelSvar:
    found = tuple(
        et_funn(regel="UND-07", variant=LEST, sak=f"S-{n}", objekt_id=f"U-{n}", lest=mark(Svarvalg.NEI)) for n in (1, 2)
    )
    lest = more.pop("lest", lest_tall(andel=ANDEL))
    return et_svar(regel=MANUELL, standard=LEST, tall={LEST: lest.tall}, funn=found, lest=lest, **more)


def machine() -> RegelSvar:
    """Of three breaches one is in order in the folder, one is confirmed, and the reader found one more."""
    rows = [et_funn(sak=f"S-m{n}", objekt_id=f"H-m{n}") for n in range(4)]
    refuted = replace(rows[0], lest=mark(Svarvalg.JA, Utfall.IKKE_OPPFYLT, feiltype="registrering"))
    confirmed = replace(rows[1], lest=mark(Svarvalg.NEI, Utfall.IKKE_OPPFYLT, feiltype="reell"))
    found = replace(rows[3], lest=mark(Svarvalg.NEI, Utfall.OPPFYLT, kilde_endret=True))
    return et_svar(
        tall={"lov": Tall(oppfylt=137, ikke_oppfylt=3), "ssb": Tall(oppfylt=140)},
        funn=(confirmed, rows[2], found),
        avkreftet=(refuted,),
        lest_om=(refuted, found),
        lest=lest_tall(),
    )


def read(*svar: RegelSvar, **more: Any) -> Revisjon:
    lest = LestIMappen(revisjoner=(KORT,), utelatt=("3 svar er ikke brukt.",), avtrykk="a" * 16)
    return en_revisjon(svar=svar, tilsyn=(), lest=lest, **more)


def table(view: RegisterView, id_: str) -> SheetTable:
    return next(one for one in view.tabeller if one.id == id_)


def cells(one: SheetTable, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[one.place(column)] for column in columns) for row in one.rader]


def test_nothing_is_said_of_reading_when_nobody_has_read() -> None:
    view = register_view(en_revisjon(), et_kodeverk())
    assert "lest_annerledes" not in {one.id for one in view.tabeller}
    shown = {column.id for one in view.tabeller for column in one.kolonner}
    assert not shown & {"lest", "lest_svar", "lest_i", "feiltype_lest"}
    assert all(row.variant != LEST for row in all_numbers(en_revisjon()))
    plan = plan_view(en_revisjon(), "Østbyen", et_kodeverk())
    assert (plan.lest, plan.lest_annerledes) == ((), ())
    assert brief_view(en_revisjon()).ikke_kontrollert.startswith("Ikke kontrollert")
    assert revisjon_as_json(en_revisjon())["lest"] is None


def test_the_print_of_the_run_is_another_when_answers_are_used() -> None:
    assert read().kjoring != en_revisjon(svar=(), tilsyn=()).kjoring


def test_the_register_keeps_the_machines_figure_and_shows_the_readers_beside_it() -> None:
    view = register_view(read(machine(), manual()), et_kodeverk())
    rows = cells(table(view, "avvik"), "regel", "brutt", "av", "andel", "lest")
    assert [(row[:3], row[3]) for row in rows] == [(("MEL-01", 3, 140), 0.021429), (("UND-07", 2, 10), 0.2)]
    assert "1 brudd i registeret var i orden" in rows[0][4] and "1 brudd er funnet bare ved lesing" in rows[0][4]
    assert rows[1][4].startswith(SETNING)
    numbers = cells(table(view, "alle_tall"), "regel", "enhet", "mate", "kontrollert", "ikke_oppfylt", "andel_ikke")
    assert ("MEL-01", "Østbyen", "etter loven (brukes i tallene)", 140, 3, 0.021429) in numbers
    assert ("MEL-01", "Østbyen", "lest i mappene", 10, 2, None) in numbers
    assert ("UND-07", "Østbyen", "lest i mappene (brukes i tallene)", 10, 2, 0.2) in numbers
    assert ("UND-07", "Vestbyen", None, None, None, None) in numbers  # nobody has read there: never 0 %


def test_both_answers_stand_where_reader_and_extract_differ() -> None:
    view = register_view(read(machine()), et_kodeverk())
    told = cells(table(view, "lest_annerledes"), "_sak", "uttrekket_sier", "mappen_sier", "feiltype_lest", "folge")
    assert told == [
        ("S-m0", "ikke oppfylt", "ja", "Registreringsfeil", "I orden i mappen: registreringen må rettes"),
        ("S-m3", "oppfylt", "nei", "", "Brudd: må rettes i saken"),
    ]
    to_correct = {row[0]: row[1] for row in cells(table(view, "saker"), "_sak", "feil")}
    assert set(to_correct) == {"S-m1", "S-m2", "S-m3"}
    assert "lest: nei, uttrekket sier «oppfylt», uttrekket er endret siden" in to_correct["S-m3"]
    assert "lest" not in to_correct["S-m2"]


def test_an_indication_is_an_avvik_for_what_was_confirmed_and_left_to_read_for_the_rest() -> None:
    rows = [et_funn(regel="UND-17", sak=f"S-{n}", objekt_id=f"U-{n}") for n in range(3)]
    confirmed = replace(rows[0], lest=mark(Svarvalg.NEI, Utfall.IKKE_OPPFYLT))
    svar = et_svar(
        regel=en_regel(id="UND-17", indikasjon=True),
        tall={"lov": Tall(oppfylt=5, ikke_oppfylt=3)},
        funn=(rows[1], rows[2]),
        bekreftet=(confirmed,),
        lest=lest_tall(1, 1, setning=""),
    )
    view = register_view(read(svar), et_kodeverk())
    assert cells(table(view, "avvik"), "regel", "brutt", "av") == [("UND-17", 1, 1)]
    assert [row[0] for row in cells(table(view, "funn"), "_sak")] == ["S-0"]
    assert {row[0] for row in cells(table(view, "ma_leses"), "_sak")} == {"S-1", "S-2"}
    book = ledger(read(svar))
    assert (book.avvik, book.med_avvik, book.lest_med_avvik, book.ma_leses) == (1, 0, 1, 1)


def test_a_unit_point_has_no_case_and_no_share() -> None:
    rule = en_regel(id="IK-01", objekt="enhet", telles={})
    funn = et_funn(regel="IK-01", variant=LEST, sak="", objekt="enhet", objekt_id="ostbyen", lest=mark(Svarvalg.NEI))
    lest = lest_tall(1, 1, setning="")
    svar = et_svar(regel=rule, standard=LEST, tall={LEST: lest.tall}, funn=(funn,), lest=lest)
    view = register_view(read(svar), et_kodeverk())
    assert cells(table(view, "avvik"), "regel", "brutt", "andel", "lest") == [
        ("IK-01", 1, None, "Svaret for enheten er nei.")
    ]
    assert cells(table(view, "saker"), "_sak") == []
    plan = plan_view(read(svar), "Østbyen", et_kodeverk())
    assert [(one.regel, one.saker, one.funn) for one in plan.avvik] == [("IK-01", (), "Svaret for enheten er nei.")]


def test_the_plan_says_what_the_numbers_carry_and_has_the_remarks_of_its_own_enhet() -> None:
    revisjon = read(machine(), manual())
    one = et_svar_in_folder(revisjon)
    plan = plan_view(one, "Østbyen", et_kodeverk())
    avvik = {each.regel: each for each in plan.avvik}
    assert avvik["UND-07"].funn == SETNING
    assert "%" not in avvik["UND-07"].virker  # a count of what was read, never as if it were a share of all
    assert any("Lest i sakene: " in line for line in avvik["MEL-01"].tillegg)
    assert "kontrollert mot uttrekket" in avvik["MEL-01"].funn
    assert any("Vi kjenner oss igjen" in line for line in plan.lest)
    assert not any("Uenig" in line for line in plan.lest)
    assert [(row.uttrekket, row.leseren) for row in plan.lest_annerledes] == [
        ("ikke oppfylt", "ja"),
        ("oppfylt", "nei"),
    ]
    assert "er ikke lest ennå" not in avvik["UND-07"].brev


def et_svar_in_folder(revisjon: Revisjon) -> Revisjon:
    """With one answer in Østbyen, so that the audit is told of there."""
    from tests.findings.test_read_answers import an_answer

    assert revisjon.lest is not None
    return replace(revisjon, lest=replace(revisjon.lest, svar=(an_answer("1", "ja", revisjon="hele-saken-2025"),)))


def test_a_rule_read_elsewhere_is_not_examined_in_this_unit() -> None:
    plan = plan_view(read(manual()), "Vestbyen", et_kodeverk())
    assert ("UND-07", "Ingen har lest eller svart i enheten.") in [(row.krav, row.grunn) for row in plan.ikke_undersokt]


@pytest.mark.parametrize("andel", [None, ANDEL])
def test_no_share_is_printed_where_none_may_be_told(andel: Anslag | None) -> None:
    view = register_view(read(manual(lest=lest_tall(andel=andel, grunn="" if andel else "Kvoter."))), et_kodeverk())
    ((told, nedre, ovre),) = cells(table(view, "avvik"), "andel", "nedre", "ovre")
    assert (told, nedre, ovre) == ((0.2, 0.05, 0.5) if andel else (None, None, None))


def test_the_screen_says_in_a_line_how_much_people_have_answered() -> None:
    revisjon = read(machine(), manual())
    line = brief_view(revisjon).ikke_kontrollert
    assert "2 krav er lest av mennesker (20 svar). 2 ganger sier leseren noe annet enn uttrekket." in line
    assert "Svar som gjelder andre dager eller saker enn denne vurderingen, er ikke med." in line
    assert revisjon.lest is not None
    alarming = replace(revisjon, lest=replace(revisjon.lest, uventet=("3 svar er ikke brukt.",)))
    assert "se advarslene" in brief_view(alarming).ikke_kontrollert
    summary = summary_view(revisjon)
    assert any(SETNING in note for note in summary.merknader)
    assert not any("UND-07" in row.celler[0] for row in summary.rader)  # the table is of the machine's figures


def test_the_screen_counts_no_answers_when_none_are_used() -> None:
    unread = en_revisjon(tilsyn=(), lest=LestIMappen(revisjoner=(KORT,), utelatt=("12 svar er ikke brukt.",)))
    assert unread.lest is not None
    said = brief_view(unread).ikke_kontrollert
    assert "Ingen av svarene fra dem som har lest saker, gjelder dagene og sakene i denne vurderingen." in said
    alarming = replace(unread, lest=replace(unread.lest, uventet=("12 svar er ikke brukt.",)))
    assert "er brukt; se advarslene" in brief_view(alarming).ikke_kontrollert
    silent = replace(unread, lest=replace(unread.lest, utelatt=()))
    assert not any("krav er lest" in brief_view(one).ikke_kontrollert for one in (unread, alarming, silent))


def test_json_has_the_readers_figures_and_marks_beside_the_machines() -> None:
    told = revisjon_as_json(read(machine(), manual()))
    json.dumps(told)
    first, second = told["regler"]
    assert (first["n"], first["med_avvik"], first["lest"]["n"], first["lest"]["ikke_oppfylt"]) == (140, 3, 10, 2)
    assert [row["lest"]["svar"] for row in first["avkreftet"]] == ["ja"]
    assert (second["standard"], second["lest"]["andel"], second["lest"]["setning"]) == (LEST, 0.2, SETNING)
    assert [one["id"] for one in told["lest"]["revisjoner"]] == ["hele-saken-2025"]
    assert told["lest"]["ikke_brukt"] == ["3 svar er ikke brukt."]
    assert {row["variant"] for row in told["alle_tall"] if row["regel"] == "MEL-01"} == {"lov", "ssb", LEST}


def test_a_point_of_a_tilsyn_that_people_have_answered_has_their_figures() -> None:
    alfa = en_enhet("Østbyen", id="ostbyen", kommunenumre=("9999",))
    funn = (
        et_tilsynsfunn("lest", manuelle=("UND-07",)),
        et_tilsynsfunn("begge", "MEL-01", manuelle=("UND-07", "UND-08")),
        et_tilsynsfunn("ingen", manuelle=("UND-08",)),
    )
    rules = (machine().regel, MANUELL, en_regel(id="UND-08", telles={}))
    content = innhold(*rules, planer=Plans(tilsyn=(et_tilsyn(*funn),)))
    manifest = et_manifest(kommunenavn={"9999": "Fjordvik kommune"})
    points, _ = supervision(content, [machine(), manual()], [alfa], manifest)
    told = {p.funn_id: (p.n, p.med_avvik, p.lest_n, p.lest_med_avvik, p.besvart) for p in points}
    assert told == {
        "lest": (10, 2, 10, 2, ("UND-07",)),
        "begge": (140, 3, 10, 2, ("UND-07",)),
        "ingen": (0, 0, 0, 0, ()),
    }
    view = register_view(replace(read(machine(), manual()), tilsyn=points), et_kodeverk())
    known = [row[0] for row in cells(table(view, "tilsyn"), "kjent")]
    assert known[0] == "Avvik funnet\nLest: 2 av 10 svar viser avvik (UND-07)"
    assert known[1].endswith("1 punkt er ikke undersøkt")
    assert known[2] == "Ikke undersøkt"


def test_the_conclusion_counts_what_reading_shows_apart() -> None:
    plan = plan_view(read(machine(), manual()), "Østbyen", et_kodeverk())
    read_only = [line for line in plan.konklusjon if line.startswith("Lesingen av saker viser avvik")]
    shown = [a for a in plan.avvik if a.regel == "UND-07"]
    assert len(read_only) == len(shown)

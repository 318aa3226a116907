"""What the workbook of a register that remembers says, before it is Excel. The answers are reckoned by hand from the
story in ``tests/register/an_register.py``."""

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from bvaudit.model.registeret import bokmeta
from bvaudit.model.registeret.avvik import Avvik, Kilde, Slutt, Stilling
from bvaudit.model.registeret.bokmeta import held
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate, Utfallsord
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, Kommentert
from bvaudit.model.registeret.hendelser_avvik import BevisVurdert, ForsokBegynt, UtsattMedGrunn, Varslet
from bvaudit.model.registeret.logg import Hendelse, Hode
from bvaudit.reports.register_memory import Minne, of_unit
from bvaudit.reports.register_memory_changes import changes
from bvaudit.reports.register_memory_view import memory_view
from bvaudit.reports.register_memory_words import attempts_of, comments_of, effect_of, role, status_of
from bvaudit.reports.register_sheets import RegisterView, SheetTable, Verdi
from bvaudit.reports.register_view import register_view
from tests.register.an_register import (
    ENHETER,
    LEDER,
    MAL,
    NORD,
    OST,
    OYANE,
    SOR,
    STAB,
    VEST,
    Story,
    a_memory,
)

from .builders import en_revisjon

DAG = date(2026, 11, 30)


@cache
def memory() -> Minne:
    return a_memory(mottaker=STAB)


@cache
def view(enhet: str = "") -> RegisterView:
    whole = memory()
    return memory_view(of_unit(replace(whole, mottaker=f"{LEDER}@{enhet}"), enhet) if enhet else whole)


def table(id: str, enhet: str = "") -> SheetTable:
    return next(each for each in view(enhet).tabeller if each.id == id)


def rows(id: str, enhet: str = "") -> list[dict[str, Verdi]]:
    found = table(id, enhet)
    names = [column.id for column in found.kolonner]
    return [dict(zip(names, row, strict=True)) for row in found.rader]


def one(id: str, nr: str, enhet: str = "") -> dict[str, Verdi]:
    return next(row for row in rows(id, enhet) if row["_id"] == nr)


def avvik(nr: str) -> Avvik:
    return memory().registeret.avvik[nr]


def test_an_avvik_by_its_number_with_everything_the_events_say() -> None:
    row = one("avvik", "AV-2026-0002")
    seen = {key: row[key] for key in ("nr", "brudd", "enhet", "alvor", "forst_sett", "ansvarlig", "effekt", "arsak")}
    assert seen == {
        "nr": "AV-2026-0002",
        "brudd": "Undersøkelsen ble ikke avsluttet innen fristen: 4 av 16",
        "enhet": "Nordvåg",
        "alvor": "høy",
        "forst_sett": date(2026, 1, 12),
        "ansvarlig": "Barnevernleder",
        "effekt": "Ikke nådd: 7 av 11 (måling 1)",
        "arsak": "Rutine mangler, eller er uklar",
    }
    assert row["tiltak"] == "1 tiltak, 1 i bruk"
    assert row["hvorfor"] == "Ingen har eid rutinen siden omorganiseringen"
    assert row["varslet"] == date(2026, 1, 19)
    assert row["status"] is None, "nobody has set it"
    assert row["kommentar"] is None, "always a new one"
    assert row["kommentarer"] == (
        "10.11.2026, Barnevernleder: Nye saker går gjennom i november\n"
        "20.01.2026, Barnevernleder: Gjennomgås i ledermøtet"
    )


def test_by_unit_and_in_each_the_gravest_first_and_parents_last() -> None:
    shown = [(str(row["enhet"]), str(row["alvor"])) for row in rows("avvik")]
    grades = ["kritisk", "høy", "middels", "lav"]
    order = [*ENHETER.values(), "Fjordvik kommune"]
    assert shown == sorted(shown, key=lambda each: (order.index(each[0]), grades.index(each[1])))
    assert shown[-1] == ("Fjordvik kommune", "høy")
    assert rows("avvik")[-1]["kilde"] == "Samme svikt i flere enheter"


def test_open_and_ended_are_never_on_the_same_sheet() -> None:
    every = {nr for nr, each in memory().registeret.avvik.items()}
    opened, ended = ({str(row["_id"]) for row in rows(id)} for id in ("avvik", "avsluttede"))
    assert opened | ended == every
    assert not opened & ended
    assert len(ended) == 7


@pytest.mark.parametrize(
    ("brudd", "hvordan", "folges_til"),
    [
        ("Meldingen ble ikke gjennomgått", "Lukket", date(2028, 9, 2)),
        ("Ungdommen er ikke spurt om ettervern", "Lukket – få saker (4 av 4)", date(2028, 9, 4)),
        ("Journalen mangler notat", "Avvist: ikke avvik", None),
        ("Tiltaksplanen er ikke evaluert", "Slått sammen", None),
        ("Fosterhjemmet har ikke fått", "Avsluttet – for få saker", None),
        ("Barnet i fosterhjem er besøkt", "Avsluttet uten måling", None),
        ("Melding om uro", "Lukket før registeret", None),
    ],
)
def test_each_way_to_end_has_its_own_words(brudd: str, hvordan: str, folges_til: date | None) -> None:
    row = next(row for row in rows("avsluttede") if str(row["brudd"]).startswith(brudd))
    assert (row["hvordan"], row["folges_til"]) == (hvordan, folges_til)


@pytest.mark.parametrize("stilling", [s for s in Stilling if not s.lukket])
def test_nothing_but_a_closing_is_called_lukket_alone(stilling: Stilling) -> None:
    slutt = Slutt(stilling=stilling, dag=DAG, hvem=STAB, hendelse=1)
    assert status_of(replace(avvik("AV-2026-0001"), stilling=stilling, slutter=(slutt,))) != "Lukket"


def test_the_first_page_counts_what_the_events_count() -> None:
    first = view().oversikt
    last = first.rader[-1]
    heads = [column.navn for column in first.kolonner]
    counted = dict(zip(heads, last.tall, strict=True))
    # 63 were opened, one of them a parent, and seven have ended.
    assert counted["Åpne"] == 63 - 1 - 7
    assert (counted["Lukket"], counted["Lukket – få saker"], counted["Kom tilbake"]) == (1, 1, 1)
    for number, head in enumerate(heads):
        assert last.tall[number] == sum(row.tall[number] for row in first.rader[:-1]), head
    assert sum(last.tall[:4]) == counted["Åpne"] == sum(a.apen and a.telles for a in memory().registeret.avvik.values())


def test_side_exits_stand_apart_and_first_those_nobody_may_overlook() -> None:
    apart = [(known.tekst, known.verdi) for known in view().oversikt.apart]
    assert apart == [
        ("Uten eier", 0),
        ("Avsluttet – for få saker", 1),
        ("Avsluttet uten måling", 1),
        ("Lukket før registeret", 1),
        ("Utsatt med begrunnelse", 1),
        ("Avvist: ikke avvik", 1),
        ("Slått sammen med et annet", 1),
        ("Samme svikt i flere enheter (telles ikke)", 1),
        ("Gjenåpnet: lukkingen var feil", 1),
    ]


def test_a_postponement_that_has_run_out_is_none() -> None:
    later = memory_view(replace(memory(), dag=date(2027, 2, 1)))
    assert not [known for known in later.oversikt.apart if known.tekst == "Utsatt med begrunnelse"]


def test_what_nobody_owns_is_the_first_sentence() -> None:
    gone = replace(memory().kontekst, opphort={VEST: date(2026, 10, 31)})
    told = memory_view(replace(memory(), kontekst=gone)).oversikt
    mine = [a.nr for a in memory().registeret.avvik.values() if a.enhet == VEST and a.apen]
    assert told.setninger[0].startswith(f"UTEN EIER: {len(mine)} avvik")
    assert told.apart[0].verdi == len(mine)
    followed = replace(gone, etterfolgere={VEST: OST})
    assert memory_view(replace(memory(), kontekst=followed)).oversikt.apart[0].verdi == 0


def test_the_head_of_the_log_is_where_a_person_sees_it() -> None:
    head = memory().registeret.hode
    assert ("Registerets hode", head.vist) in view().oversikt.kilde
    assert ("Registerets hode", head.vist) in [
        row for section in view().grunnlag.seksjoner for row in section.rader if len(row) == 2
    ]
    assert ("Kjøring", "kjoring-2026-10-31") in view().oversikt.kilde


def test_what_ends_an_avvik_cannot_be_picked() -> None:
    assert view().lister["StatusValg"] == ("Registrert", "Under arbeid")
    assert view().lister["KildeValg"] == ("Klage", "Melding fra en ansatt", "HMS-melding")


def test_a_measure_has_a_row_for_each_avvik_and_its_own_fields_are_typed_once() -> None:
    mine = [row for row in rows("tiltak") if str(row["_id"]).endswith("/TI-2026-0001")]
    assert [row["enhet"] for row in mine] == ["Nordvåg", "Sørlia", "Østbyen"]
    assert {(row["tittel"], row["eier"], row["tiltakstatus"]) for row in mine} == {
        ("Felles fristliste hver mandag", "Stab", "I bruk")
    }
    assert [row["i_bruk"] for row in mine] == [date(2026, 3, 1), date(2026, 3, 2), date(2026, 3, 3)]
    assert {row["avgjorende"] for row in mine} == {"ja"}
    locked = [set(str(row["_last"]).split()) for row in mine]
    shared = {"beskrivelse", "tiltakstatus", "eier", "frist", "tiltakstype", "droppet_grunn", "kommentar"}
    assert not shared & locked[0]
    assert shared <= locked[1]
    assert shared <= locked[2]
    assert "i_bruk" in locked[0], "the avvik is closed"
    assert not {"i_bruk", "koblingstatus", "belegg", "avgjorende"} & (locked[1] | locked[2])


def test_in_a_units_workbook_a_shared_measure_is_read_only_and_its_own_link_is_not() -> None:
    (row,) = [row for row in rows("tiltak", SOR) if str(row["_id"]).endswith("/TI-2026-0001")]
    locked = set(str(row["_last"]).split())
    assert {"tittel", "beskrivelse", "tiltakstatus", "eier", "frist", "kommentar"} <= locked
    assert not {"i_bruk", "koblingstatus", "belegg", "avgjorende"} & locked
    (own,) = [row for row in rows("tiltak", NORD) if str(row["_id"]).endswith("/TI-2026-0002")]
    assert not {"beskrivelse", "eier", "frist"} & set(str(own["_last"]).split())


def test_there_is_room_for_new_measures_and_new_avvik() -> None:
    for id in ("tiltak", "nye_avvik"):
        empty = [row for row in rows(id) if not any(row.values())]
        assert len(empty) == 12
    assert view().meta["ny tiltak"] == "tiltak"
    assert view().meta["ny nye_avvik"] == "avvik"


def test_a_case_stands_once_with_everything_that_is_not_settled_in_it() -> None:
    shown = [row["_sak"] for row in rows("saker")]
    assert len(shown) == len(set(shown))
    wanted = {
        bevis.sak
        for each in memory().registeret.avvik.values()
        if each.apen
        for bevis in each.bevis
        if not bevis.tilstand.avgjort
    }
    assert set(shown) == wanted


def test_a_hand_mark_is_shown_and_changes_nothing_else() -> None:
    case = str(rows("saker")[0]["_sak"])
    reg = replace(memory().registeret, merket={("", case): date(2026, 11, 2)})
    made = memory_view(replace(memory(), registeret=reg))
    saker = next(t for t in made.tabeller if t.id == "saker")
    marked = [row for row in saker.rader if row[saker.place("rettet")]]
    assert [row[saker.place("_sak")] for row in marked] == [case]
    assert made.oversikt.rader == view().oversikt.rader


@pytest.mark.parametrize(
    ("utfall", "n", "brudd", "sagt"),
    [
        (Forsoksutfall.NADD, 12, 1, "Nådd: 11 av 12 (måling 1)"),
        (Forsoksutfall.UTVIDES, 10, 2, "8 av 10: kan utvides (måling 1)"),
        (Forsoksutfall.IKKE_NADD, 11, 4, "Ikke nådd: 7 av 11 (måling 1)"),
        (Forsoksutfall.FA_OK, 4, 0, "Få saker, alle i orden: 4 av 4"),
        (Forsoksutfall.FA_AVSLUTT, 5, 2, "For få saker: 3 av 5"),
        (Forsoksutfall.VENTER, 3, 0, "Venter på saker (3 av 10)"),
        (Forsoksutfall.INGEN, 0, 0, "Ingen saker å måle"),
    ],
)
def test_the_effect_in_a_few_words(utfall: Forsoksutfall, n: int, brudd: int, sagt: str) -> None:
    measured = replace(avvik("AV-2026-0002"), forsok=(an_attempt(utfall=utfall, n=n, brudd=brudd),))
    assert effect_of(measured, memory()) == sagt


def test_a_preliminary_figure_is_called_so_and_is_no_attempt() -> None:
    early = replace(an_attempt(n=6, brudd=1), forelopig=True, dag=DAG)
    row_of = memory_view(replace(memory(), forelopig={"AV-2026-0002": early}))
    told = next(t for t in row_of.tabeller if t.id == "avvik")
    row = next(row for row in told.rader if row[told.place("_id")] == "AV-2026-0002")
    assert row[told.place("effekt")] == "Foreløpig: 5 av 6 i orden"
    assert row[told.place("forsok")] == "Måling 1, 01.09.2026: Ikke nådd: 7 av 11 (måling 1)"


def test_every_attempt_is_printed_also_one_that_was_never_ended() -> None:
    both = (an_attempt(), replace(an_attempt(nr=2), ferdig=False))
    told = attempts_of(replace(avvik("AV-2026-0002"), forsok=both)).splitlines()
    assert told == ["Måling 1, 01.09.2026: Nådd: 11 av 12 (måling 1)", "Måling 2, 01.09.2026: begynt, ikke ferdig"]


def an_attempt(**values: Any) -> Forsok:
    made = Forsok(
        nr=1,
        dag=date(2026, 9, 1),
        per=date(2026, 9, 1),
        mate=Malemate.HENDELSE,
        mal=MAL,
        tiltak="TI-2026-0002",
        i_bruk=date(2026, 4, 1),
        fra=date(2026, 4, 1),
        til=date(2026, 8, 1),
        n=12,
        brudd=1,
        utfall=Forsoksutfall.NADD,
        ord=Utfallsord.NADD,
        ferdig=True,
    )
    return replace(made, **values)


NR = "AV-2026-0001"


@pytest.mark.parametrize(
    ("hendelser", "sagt"),
    [
        ([Varslet(nr=NR, dag=DAG)], ("Enheten fikk beskjed",)),
        ([Kommentert(nr=NR, tekst="a"), Kommentert(nr=NR, tekst="b")], ("Ny kommentar",)),
        ([Koblet(avvik=NR, tiltak="TI-2026-0001", dag=DAG)], ("Nytt tiltak",)),
        ([FeltSatt(nr=NR, felt="arsak", verdi="rutine")], ("Fylt ut: årsak",)),
        ([FeltSatt(nr=f"{NR}/TI-2026-0001", felt="i_bruk", verdi="2026-03-01")], ("Fylt ut: i bruk fra",)),
        ([BevisVurdert(nr=NR, dag=DAG, avgjort=1, uavgjort=3)], ("1 sak avgjort",)),
        (
            [
                FeltSatt(nr=NR, felt="status", verdi="a"),
                UtsattMedGrunn(nr=NR, til=DAG, giver=STAB, dag=DAG),
                FeltSatt(nr=NR, felt="arsak", verdi="b"),
            ],
            ("Utsatt", "Fylt ut: status og årsak"),
        ),
    ],
)
def test_what_has_changed_is_told_once_for_each_kind(hendelser: list[Hendelse], sagt: tuple[str, ...]) -> None:
    story = Story()
    story.at(DAG, STAB, *hendelser)
    assert changes(story.events)[NR] == sagt


def test_a_begun_attempt_is_told_by_its_end_alone() -> None:
    story = Story()
    story.at(DAG, STAB, ForsokBegynt(nr=NR, forsok=an_attempt(), dag=DAG))
    assert changes(story.events)[NR] == ()


def test_what_is_new_is_since_the_written_run_before_the_newest() -> None:
    """The second run was on 30 June: what it wrote itself is not new in November, and all after it is."""
    new = {str(row["_id"]) for row in rows("avvik") if row["endring"] and "Nytt" in str(row["endring"])}
    since = {nr for nr, each in memory().registeret.avvik.items() if each.apen and each.ting.apnet > date(2026, 6, 30)}
    back = {str(row["_id"]) for row in rows("avvik") if "Kom tilbake" in str(row["endring"])}
    assert new | back == since
    assert len(back) == 1
    assert one("avvik", "AV-2026-0005")["endring"] == ""


@pytest.mark.parametrize(
    ("hvem", "egen", "bok", "sagt"),
    [
        (f"{LEDER}@{NORD}", NORD, "", "Barnevernleder"),
        (f"{LEDER}@{NORD}", OST, "", "Barnevernleder (Nordvåg)"),
        (f"{LEDER}@{NORD}", OST, OST, "Barnevernleder (en annen enhet)"),
        (STAB, OST, OST, "Stab"),
        ("bvaudit", OST, "", "Programmet"),
        ("", OST, "", ""),
        ("ukjent", OST, "", "ukjent"),
    ],
)
def test_who_is_a_role_and_where_it_matters_a_unit(hvem: str, egen: str, bok: str, sagt: str) -> None:
    minne = of_unit(memory(), bok) if bok else memory()
    assert role(hvem, minne, egen) == sagt


def test_the_owner_of_another_unit_is_not_typed_in_a_units_workbook() -> None:
    reg = memory().registeret
    moved = replace(avvik("AV-2026-0002").ting, eier=f"{LEDER}@{OYANE}")
    changed = replace(
        reg, ting={**reg.ting, moved.nr: moved}, avvik={**reg.avvik, moved.nr: replace(avvik(moved.nr), ting=moved)}
    )
    made = memory_view(of_unit(replace(memory(), registeret=changed), NORD))
    told = next(t for t in made.tabeller if t.id == "avvik")
    row = next(row for row in told.rader if row[told.place("_id")] == moved.nr)
    assert row[told.place("ansvarlig")] == "Barnevernleder (en annen enhet)"
    assert row[told.place("_last")] == "ansvarlig"


def test_a_struck_comment_says_so() -> None:
    ting = avvik("AV-2026-0002").ting
    struck = replace(ting, kommentarer=(replace(ting.kommentarer[0], tekst=""),))
    assert comments_of(struck, memory()) == "20.01.2026, Barnevernleder: (sladdet)"


def test_the_hidden_lines_say_the_same_when_they_are_read() -> None:
    found = bokmeta.read(view(NORD).meta)
    assert found is not None
    assert (found.hode, found.mottaker, found.enhet) == (memory().registeret.hode, f"{LEDER}@{NORD}", NORD)
    assert found.nye == {"tiltak": "tiltak", "nye_avvik": "avvik"}
    typed = {(one.ark, one.id): (one.slag, one.felt, one.ny) for one in found.kolonner}
    assert typed["avvik", "ansvarlig"] == ("avvik", "ansvarlig", "")
    assert typed["tiltak", "koblingstatus"] == ("kobling", "tiltaksstatus", "kobling.tiltaksstatus")
    assert typed["saker", "rettet"] == ("sak", "rettet", "")
    assert typed["nye_avvik", "hva_er_galt"] == ("", "", "tittel")
    assert found.kode("RolleValg", "Barnevernleder") == LEDER
    assert bokmeta.read({"skjemaversjon": "2"}) is None


def test_what_a_cell_shows_where_nobody_has_set_the_field() -> None:
    each = avvik("AV-2026-0004")
    assert held(each.ting, "ansvarlig", each) == f"{LEDER}@{NORD}"
    assert held(each.ting, "status", each) == ""
    assert held(each.ting, "varslet", each) == "2026-01-19"


def test_a_register_nobody_has_written_in_is_a_workbook_too() -> None:
    empty = replace(memory(), registeret=replace(memory().registeret, avvik={}, ting={}, kjoringer=(), hode=Hode()))
    made = memory_view(replace(empty, hendelser=(), frister={}, kurve=()))
    assert {t.tomt for t in made.tabeller if not t.rader} >= {"Ingen avvik er åpne", "Ingen måneder å vise ennå"}
    assert ("Siste kjøring som er ført, per", "Ingen kjøring er ført ennå") in made.oversikt.kilde


def test_the_papers_of_a_run_have_the_register_and_what_only_a_run_knows() -> None:
    made = memory_view(memory(), en_revisjon())
    assert [t.id for t in made.tabeller] == [
        "avvik",
        "tiltak",
        "saker",
        "funn",
        "ma_leses",
        "tilsyn",
        "alle_tall",
        "datakvalitet",
        "avsluttede",
        "utvikling",
        "nye_avvik",
    ]
    told = {known.tekst for known in made.oversikt.ukjent}
    assert "Saker som ikke kunne kontrolleres nå" in told, "of the register"
    assert "Forhold som er uavklart fordi noe mangler" in told, "of the run"
    assert any(sentence.startswith("Obs: ") for sentence in made.oversikt.setninger)
    alone = memory_view(of_unit(memory(), NORD), en_revisjon())
    assert "Forhold som er uavklart fordi noe mangler" not in {known.tekst for known in alone.oversikt.ukjent}
    assert "alle_tall" not in [t.id for t in alone.tabeller], "the figures of a run are of every unit"


def test_a_run_that_is_not_in_the_register_has_the_papers_of_a_run_and_says_so() -> None:
    """Nothing of what it found is lost behind an older register, and nobody takes it for what is remembered."""
    revisjon = en_revisjon()
    assert not memory().has(revisjon.kjoring)
    assert memory().has("kjoring-2026-10-31")
    outside = register_view(revisjon, memory().kontekst.kodeverk, utenfor=True)
    without = register_view(revisjon, memory().kontekst.kodeverk)
    assert outside.oversikt.ukjent[-1].verdi == "Kjøringen er ikke ført i registeret"
    assert without.oversikt.ukjent[-1].verdi == "Ikke kjent: ingenting huskes uten register"
    assert outside.tabeller == without.tabeller


def test_a_parent_is_in_nobodys_own_workbook_and_never_counted() -> None:
    assert [a.kilde for a in memory().registeret.avvik.values()].count(Kilde.FORELDER) == 1
    for enhet in ENHETER:
        assert "Samme svikt i flere enheter" not in {row["kilde"] for row in rows("avvik", enhet)}


def test_the_chart_is_told_in_words_too() -> None:
    chart = view().oversikt.diagram
    assert chart is not None
    assert chart.beskrivelse.startswith("Fjordvik kommune, 31.01.2026 til 30.11.2026: åpne avvik gikk fra ")
    assert [one.tittel for one in view().kurver] == [f"Avvik per måned: {navn}" for navn in ENHETER.values()]
    assert view(NORD).kurver == ()

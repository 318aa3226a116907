"""What may be done to things that are followed, and who may do what at all: a row for each side of each guard."""

from dataclasses import replace

import pytest

from bvaudit.model.registeret.avvik import Kilde, Stilling
from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    KonfliktAvgjort,
    Overfort,
    Sladdet,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, Gjenapnet, Varslet
from bvaudit.model.registeret.hendelser_kjoring import EnheterEndret, KjoringSkrevet, RegisterBegynt
from bvaudit.model.registeret.logg import MASKINEN, Hendelse
from bvaudit.model.registeret.ting import Slag
from tests.register.guard_states import DAG, PARENT, TI2, TWO, state
from tests.register.logs import AV, LEDER, LINK, STAB, TEAM, TI, D, found, judged, opened

MADE = TingOpprettet(nr="TI-2026-0009", slag=Slag.TILTAK, tittel="Kurs", enhet="E1", eier=TEAM, dag=DAG)
PLAN = TingOpprettet(nr="PLAN-E1", slag=Slag.PLAN, enhet="E1", eier=LEDER, dag=DAG)
DROPPED = FeltSatt(nr=LINK, felt="tiltaksstatus", verdi="droppet")
COMMENT = Kommentert(nr=AV, tekst="Sett på.")
MOVED = Overfort(nr=AV, eier="barnevernleder@E2", enhet="E2", grunn="Ny grense.", dag=DAG)
SENT = UtgaveSendt(fil="plan.docx", sha256="ab", mottaker="stab", dag=DAG, numre=(AV,))
LATE = D(12, 2, 2028)  # two years and a day after the closing


def field(felt: str, verdi: str, nr: str = AV) -> FeltSatt:
    return FeltSatt(nr=nr, felt=felt, verdi=verdi)


def text_field(felt: str, tekst: str, nr: str = AV) -> FeltSatt:
    return FeltSatt(nr=nr, felt=felt, tekst=tekst)


Row = tuple[str, str, str, Hendelse, tuple[str, ...]]
ROWS: list[Row] = [
    # who may do it at all
    ("nothing before the register is begun", "none", LEDER, COMMENT, ("register-ikke-begynt",)),
    ("begun once", "begun", MASKINEN, RegisterBegynt(kommune="S", kommunenummer="9999", dag=DAG), ("alt-begynt",)),
    ("the program comments nothing", "open", MASKINEN, COMMENT, ("bare-mennesker",)),
    ("the program sets no field", "open", MASKINEN, field("arsak", "kapasitet"), ("bare-mennesker",)),
    ("the program tells nobody", "open", MASKINEN, Varslet(nr=AV, dag=DAG), ("bare-mennesker",)),
    ("the program reopens nothing", "closed", MASKINEN, Gjenapnet(nr=AV, grunn="x", dag=DAG), ("bare-mennesker",)),
    (
        "the program closes nothing",
        "open",
        MASKINEN,
        AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, dag=DAG),
        ("bare-mennesker",),
    ),
    ("a person finds no evidence", "open", STAB, found("9"), ("bare-programmet",)),
    ("a person judges no evidence for a run", "open", STAB, judged("1", kjoring="k1"), ("bare-programmet",)),
    (
        "a person writes no run",
        "open",
        STAB,
        KjoringSkrevet(kjoring="k9", dag=DAG, uttrekk="u", antall_objekter=1),
        ("bare-programmet",),
    ),
    ("a person changes no map of units", "open", STAB, EnheterEndret(dag=DAG), ("bare-programmet",)),
    ("a role nobody has", "open", "sjef@E1", COMMENT, ("ukjent-rolle",)),
    ("a unit nobody knows", "open", "teamleder@E9", COMMENT, ("ukjent-enhet",)),
    ("a role of a unit without its unit", "open", "teamleder", COMMENT, ("rolle-uten-enhet",)),
    ("who knows whom", "open", "", COMMENT, ("ukjent-rolle",)),
    # what holds for every event
    ("a day that has not come", "open", STAB, Varslet(nr=AV, dag=D(6, 2)), ("fram-i-tid",)),
    ("a day in another time", "open", STAB, Varslet(nr=AV, dag=D(6, 2, 1926)), ("for-lenge-siden",)),
    ("a number that is not there", "open", LEDER, replace(COMMENT, nr=TWO), ("ukjent-nummer",)),
    ("a text that is too long", "open", LEDER, replace(COMMENT, tekst="a" * 10_001), ("for-lang",)),
    ("a title that is too long", "open", LEDER, replace(MADE, tittel="a" * 251), ("for-lang",)),
    ("signs no workbook can hold", "open", LEDER, replace(COMMENT, tekst="a\x07b"), ("uren-tekst",)),
    ("line ends of two signs", "open", LEDER, replace(COMMENT, tekst="a\r\nb"), ("uren-tekst",)),
    ("letters in two parts", "open", LEDER, replace(COMMENT, tekst="a\u030a"), ("uren-tekst",)),
    ("space around it", "open", LEDER, replace(COMMENT, tekst=" a "), ("uren-tekst",)),
    ("an empty comment", "open", LEDER, replace(COMMENT, tekst=""), ("uten-tekst",)),
    # opened
    ("a number that is used", "linked", LEDER, replace(MADE, nr=TI), ("nummer-brukt",)),
    ("a number of another kind", "linked", LEDER, replace(MADE, nr="OP-2026-0001"), ("feil-nummer",)),
    ("a number of another year", "linked", LEDER, replace(MADE, nr="TI-2024-0001"), ("feil-nummer",)),
    ("a plan of another unit", "begun", LEDER, replace(PLAN, nr="PLAN-E2"), ("feil-nummer",)),
    ("an avvik is opened by an event of its own", "begun", LEDER, replace(MADE, slag=Slag.AVVIK), ("eget-slag",)),
    ("a link too", "linked", LEDER, replace(MADE, slag=Slag.KOBLING), ("eget-slag",)),
    ("a measure without a title", "begun", LEDER, replace(MADE, tittel=""), ("uten-tittel",)),
    ("in a unit nobody knows", "begun", LEDER, replace(MADE, enhet="E9"), ("ukjent-enhet",)),
    ("owned by nobody", "begun", LEDER, replace(MADE, eier=""), ("ukjent-rolle",)),
    (
        "born with what people set, past its guard",
        "begun",
        LEDER,
        replace(MADE, felt={"tiltaksstatus": "droppet"}),
        ("felt-settes-for-seg",),
    ),
    # fields
    ("a field it does not have", "open", LEDER, field("farge", "blå"), ("ukjent-felt",)),
    ("a field of another kind of thing", "open", LEDER, field("i_bruk", "2026-05-01"), ("ukjent-felt",)),
    ("an act that is no field", "open", LEDER, field("varslet", "2026-05-01"), ("eget-felt",)),
    ("why it cannot be mended is an act too", "open", LEDER, text_field("kan_ikke", "x"), ("eget-felt",)),
    ("a value in a text", "open", LEDER, field("hvorfor", "x"), ("verdi-i-fritekst",)),
    ("a text in a value", "open", LEDER, text_field("arsak", "kapasitet"), ("tekst-i-verdi",)),
    ("no date", "open", LEDER, field("frist_plan", "i mai"), ("ikke-dato",)),
    ("a date that is not one", "open", LEDER, field("frist_plan", "2026-02-30"), ("ikke-dato",)),
    ("a date in another form", "open", LEDER, field("frist_plan", "20260501"), ("ikke-dato",)),
    ("a date beyond sense", "open", LEDER, field("frist_plan", "2062-05-01"), ("urimelig-dato",)),
    ("a date long gone", "open", LEDER, field("frist_plan", "2002-05-01"), ("urimelig-dato",)),
    ("in use on a day to come", "linked", LEDER, field("i_bruk", "2026-06-02", LINK), ("ikke-gjort-enna",)),
    ("done at once, tomorrow", "open", LEDER, field("strakstiltak_dag", "2026-06-02"), ("ikke-gjort-enna",)),
    ("a choice nobody has", "open", LEDER, field("arsak", "vaeret"), ("ukjent-valg",)),
    ("a cause by its words", "open", LEDER, field("arsak", "For lite kapasitet"), ("ukjent-valg",)),
    ("«lukket» is picked by nobody", "open", LEDER, field("status", "lukket"), ("status-avslutter",)),
    ("nor «avvist»", "open", STAB, field("status", "avvist"), ("status-avslutter",)),
    ("a status the program sets", "open", LEDER, field("status", "gjenapnet"), ("status-av-programmet",)),
    ("responsible: a role nobody has", "open", LEDER, field("ansvarlig", "sjef@E1"), ("ukjent-rolle",)),
    ("responsible: a role without its unit", "open", LEDER, field("ansvarlig", "teamleder"), ("rolle-uten-enhet",)),
    ("a field of what is closed", "closed", LEDER, field("arsak", "kapasitet"), ("avsluttet",)),
    ("a link of what is closed", "closed", LEDER, field("i_bruk", "2026-05-01", LINK), ("avsluttet",)),
    # dropped
    ("dropped by who owns the measure", "linked", TEAM, DROPPED, ("eieren-selv",)),
    ("dropped without a reason", "linked", STAB, field("tiltaksstatus", "droppet", TI2), ("droppet-uten-grunn",)),
    (
        "dropped at once by its owner, in the measure itself",
        "linked",
        TEAM,
        field("tiltaksstatus", "droppet", TI2),
        ("droppet-uten-grunn", "eieren-selv"),
    ),
    # links
    ("linked to what is no avvik", "linked", LEDER, Koblet(avvik=TI, tiltak=TI2, dag=DAG), ("ikke-avvik",)),
    ("linked to what is no measure", "two", LEDER, Koblet(avvik=AV, tiltak=TWO, dag=DAG), ("ikke-tiltak",)),
    ("linked already", "linked", LEDER, Koblet(avvik=AV, tiltak=TI, dag=DAG), ("alt-koblet",)),
    (
        "linked to an avvik that is closed",
        "closed",
        LEDER,
        Koblet(avvik=AV, tiltak=TI, dag=DAG),
        ("avsluttet", "alt-koblet"),
    ),
    ("taken away, though never there", "linked", STAB, Frakoblet(avvik=AV, tiltak=TI2, grunn="x"), ("ikke-koblet",)),
    ("taken away without a reason", "linked", STAB, Frakoblet(avvik=AV, tiltak=TI), ("uten-grunn",)),
    ("taken away by who owns the measure", "linked", TEAM, Frakoblet(avvik=AV, tiltak=TI, grunn="x"), ("eieren-selv",)),
    ("taken away by who owns the avvik", "linked", LEDER, Frakoblet(avvik=AV, tiltak=TI, grunn="x"), ("eieren-selv",)),
    # moved
    ("moved by its owner", "open", LEDER, MOVED, ("eieren-selv",)),
    ("moved without a reason", "open", STAB, replace(MOVED, grunn=""), ("uten-grunn",)),
    ("moved to a parent", "two", STAB, replace(MOVED, eier=PARENT), ("aldri-til-forelder",)),
    ("moved to nobody", "open", STAB, replace(MOVED, eier=""), ("ukjent-rolle",)),
    ("moved to who has it", "open", STAB, replace(MOVED, eier=LEDER, enhet=""), ("samme-eier",)),
    ("moved to a role in another unit than it", "open", STAB, replace(MOVED, enhet="E1"), ("eier-i-annen-enhet",)),
    ("moved to a unit nobody knows", "open", STAB, replace(MOVED, enhet="E9"), ("ukjent-enhet", "eier-i-annen-enhet")),
    ("a link is moved with its avvik", "linked", STAB, replace(MOVED, nr=LINK), ("folger-avviket",)),
    ("the program moves nothing that has a unit", "open", MASKINEN, MOVED, ("bare-mennesker",)),
    ("moved when it is closed", "closed", STAB, MOVED, ("avsluttet",)),
    # ended
    ("a measure that an open avvik waits for", "linked", STAB, Avsluttet(nr=TI, grunn="x", dag=DAG), ("avvik-venter",)),
    ("a measure without a reason", "linked", STAB, Avsluttet(nr=TI2, dag=DAG), ("uten-grunn",)),
    ("an avvik is ended by an event of its own", "open", STAB, Avsluttet(nr=AV, grunn="x", dag=DAG), ("eget-slag",)),
    # struck, sent, decided
    ("struck without a reason", "typed-in", STAB, Sladdet(hendelse=5, del_="tekst"), ("uten-grunn",)),
    (
        "an event the log does not have",
        "typed-in",
        STAB,
        Sladdet(hendelse=6, del_="tekst", grunn="x"),
        ("ukjent-hendelse",),
    ),
    ("a part no event has", "typed-in", STAB, Sladdet(hendelse=5, del_="fakta", grunn="x"), ("ukjent-del",)),
    (
        "the program strikes no text",
        "typed-in",
        MASKINEN,
        Sladdet(hendelse=5, del_="tekst", grunn="x"),
        ("bare-mennesker",),
    ),
    ("evidence of what is open", "open", STAB, Sladdet(hendelse=4, del_="nokler", grunn="x"), ("nokler-i-bruk",)),
    ("evidence of what is watched", "closed", STAB, Sladdet(hendelse=4, del_="nokler", grunn="x"), ("nokler-i-bruk",)),
    ("sent, but not what", "open", STAB, replace(SENT, sha256=""), ("utgave-uten-fil",)),
    ("sent to a unit nobody knows", "open", STAB, replace(SENT, enhet="E9"), ("ukjent-enhet",)),
    (
        "a conflict of a field it does not have",
        "open",
        STAB,
        KonfliktAvgjort(nr=AV, felt="farge", valgt="register"),
        ("ukjent-felt",),
    ),
    ("decided as neither", "open", STAB, KonfliktAvgjort(nr=AV, felt="arsak", valgt="begge"), ("ukjent-valg",)),
]
ALLOWED: list[tuple[str, str, str, Hendelse]] = [
    ("the first event", "none", MASKINEN, RegisterBegynt(kommune="S", kommunenummer="9999", dag=DAG)),
    ("a comment", "open", LEDER, COMMENT),
    ("a comment on what is closed", "closed", LEDER, COMMENT),
    ("a comment of several lines", "open", LEDER, replace(COMMENT, tekst="Først.\n\n\tSå æøå – «her».")),
    ("as long as may be", "open", LEDER, replace(COMMENT, tekst="a" * 10_000)),
    ("a role of the whole municipality alone", "open", "kommunalsjef", COMMENT),
    ("told today", "open", STAB, Varslet(nr=AV, dag=DAG)),
    ("a measure", "begun", LEDER, MADE),
    ("a measure of stab for many", "begun", STAB, replace(MADE, enhet="", eier=STAB)),
    ("a measure born with where it comes from", "begun", LEDER, replace(MADE, felt={"liste": "tiltak/a1"})),
    ("a plan", "begun", LEDER, PLAN),
    ("a date", "open", LEDER, field("frist_plan", "2026-09-01")),
    ("an erased field", "open", LEDER, field("frist_plan", "")),
    ("a text", "open", LEDER, text_field("hvorfor", "To var syke.")),
    ("a choice", "open", LEDER, field("arsak", "kapasitet")),
    ("how far the work has come", "open", LEDER, field("status", "under-arbeid")),
    ("a role at a unit", "open", LEDER, field("ansvarlig", TEAM)),
    ("in use today", "linked", LEDER, field("i_bruk", "2026-06-01", LINK)),
    ("dropped by another, with a reason in the link", "linked", STAB, DROPPED),
    ("dropped by the owner of the avvik, who does not own the measure", "linked", LEDER, DROPPED),
    ("dropped by another, with a reason in the measure", "reason", STAB, field("tiltaksstatus", "droppet", TI)),
    ("linked", "linked", LEDER, Koblet(avvik=AV, tiltak=TI2, dag=DAG)),
    ("taken away by a third", "linked", STAB, Frakoblet(avvik=AV, tiltak=TI, grunn="Feil avvik.")),
    ("moved by another", "open", STAB, MOVED),
    ("moved within the unit", "open", STAB, replace(MOVED, eier=TEAM, enhet="")),
    ("moved to stab", "open", "kommunalsjef", replace(MOVED, eier=STAB, enhet="")),
    (
        "the program hands over what a ceased unit had",
        "ceased",
        MASKINEN,
        replace(MOVED, eier="barnevernleder@E2", enhet="E2"),
    ),
    ("… or to nobody", "ceased", MASKINEN, replace(MOVED, eier="", enhet="")),
    ("a measure nobody waits for", "linked", STAB, Avsluttet(nr=TI2, grunn="Holdt.", dag=DAG)),
    ("a text is struck", "typed-in", STAB, Sladdet(hendelse=5, del_="tekst", grunn="Navn.")),
    ("sent", "open", STAB, SENT),
    ("a conflict decided", "open", STAB, KonfliktAvgjort(nr=AV, felt="arsak", valgt="dokument")),
]


@pytest.mark.parametrize(("where", "who", "event", "codes"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_refused(where: str, who: str, event: Hendelse, codes: tuple[str, ...]) -> None:
    assert state(where).asked(who, event, DAG) == codes


@pytest.mark.parametrize(("where", "who", "event"), [r[1:] for r in ALLOWED], ids=[r[0] for r in ALLOWED])
def test_allowed(where: str, who: str, event: Hendelse) -> None:
    assert state(where).asked(who, event, DAG) == ()


def test_keys_may_be_struck_when_the_watch_is_over() -> None:
    struck = Sladdet(hendelse=4, del_="nokler", grunn="Etter vakten.")
    assert state("closed").asked(STAB, struck, D(11, 30, 2028)) == ("nokler-i-bruk",)
    assert state("closed").asked(MASKINEN, struck, LATE) == ()


def test_a_measure_ends_when_it_is_finished_in_every_avvik_that_counts_on_it() -> None:
    life = state("linked")
    from bvaudit.register.fold import fold_on

    done = replace(life.events[-1], nr=99, hendelse=field("tiltaksstatus", "fullfort", LINK))
    grown = state("begun").__class__(life.kontekst)
    grown.reg = fold_on(life.reg, (done,))
    assert grown.asked(STAB, Avsluttet(nr=TI, grunn="Holdt.", dag=DAG), DAG) == ()


def test_nothing_is_linked_to_a_measure_that_has_ended() -> None:
    life = state("linked")
    again = type(life)(life.kontekst)
    again.events, again.reg = list(life.events), life.reg
    again.do(STAB, Avsluttet(nr=TI2, grunn="Holdt.", dag=DAG), DAG)
    assert again.asked(LEDER, Koblet(avvik=AV, tiltak=TI2, dag=DAG), DAG) == ("avsluttet",)


def test_an_avvik_without_a_unit_is_registered_by_the_program_alone() -> None:
    event = opened("AV-2026-0005", kilde=Kilde.HMS, enhet="E9")
    assert "ukjent-enhet" in state("begun").asked(LEDER, event, DAG)

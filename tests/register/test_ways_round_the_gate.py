"""Every way round the gate that has been thought of, tried through each door: the library, the command line, Excel and
Word. None of them closes anything, and what was refused is not in the log.

Each row begins where only one thing stands between the avvik and its closing: its effect has not been measured. The
owner, or somebody the owner has asked, wants it closed all the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Kilde, Objekttilstand, Omfang, Stilling
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall, Malemate
from bvaudit.model.registeret.hendelser import FeltSatt, Frakoblet, Koblet, Kommentert, Overfort, Sladdet, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    AvvikOpprettet,
    BevisLagtTil,
    BevisUnderAnnen,
    BevisVurdert,
    ForsokBegynt,
    ForsokFerdig,
    Gjenapnet,
    KanIkkeRettes,
    MalEndret,
    Objektsvar,
    OmfangLoftet,
    UtsattMedGrunn,
)
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, KjoringTrukket, RegelUtgatt, RegisterBegynt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.model.registeret.ting import Slag
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.register.fold import fold, fold_on
from bvaudit.register.gate import missing
from bvaudit.register.guards import allowed
from bvaudit.register.merge import merge
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.read_plan import read_plan_document
from bvaudit.workflows.read_register import refused
from bvaudit.workflows.register_folder import Refused, context_of, read_log, state_of, write
from tests.intake.plan_writing import filled
from tests.register import register_desk as desk
from tests.register.event_desk import NORD, OWNER, UNITS
from tests.register.logs import AV, NI_AV_TI, RULE, STAB, TI, D, found, judged, logged, opened
from tests.register.merge_example import EN, TILTAK, TO
from tests.reports import plan_register as plans

LINK, TI2 = f"{AV}/{TI}", "TI-2026-0002"
TEAM, SOR = f"teamleder@{NORD}", "barnevernleder@sor"
PARENT, OLD, SINGLE = "AV-2026-0002", "AV-2026-0003", "AV-2026-0004"
NOW = D(12, 1)
CLOSED = AvvikAvsluttet(nr=AV, stilling=Stilling.LUKKET, dag=NOW)


def event_tid(dag: date) -> datetime:
    return datetime(dag.year, dag.month, dag.day, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Folder:
    mappe: Mappe
    kontekst: Kontekst

    def write(self, dag: date, *events: tuple[str, Hendelse]) -> None:
        new = [Ny(hvem=hvem, hendelse=event) for hvem, event in events]
        write(self.mappe, new, kontekst=self.kontekst, tid=event_tid(dag), expected=None)

    @property
    def events(self) -> int:
        return len(read_log(self.mappe) or ())


def by_machine(*events: Hendelse) -> Iterator[tuple[str, Hendelse]]:
    return ((MASKINEN, event) for event in events)


def ran(kjoring: str, per: date) -> KjoringSkrevet:
    logikk = {RULE: "l1"}
    return KjoringSkrevet(kjoring=kjoring, dag=per, uttrekk="u", antall_objekter=90, enheter={NORD: 90}, logikk=logikk)


def owned(nr: str = AV, **values: Any) -> AvvikOpprettet:
    return opened(nr, **{"enhet": NORD, "eier": OWNER, **values})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """AV-2026-0001 lacks nothing but an attempt; a parent; one that was closed before; an enkelthendelse."""
    rot = tmp_path_factory.mktemp("omveier")
    (rot / "kommune.yaml").write_text('navn: Sjøvik\nkommunenummer: "9999"\n', encoding="utf-8")
    (rot / "enheter.yaml").write_text(UNITS, encoding="utf-8")
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    here = Folder(mappe=mappe, kontekst=context_of(mappe, content_or_stop((rot,))))
    begun = RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", nokkel="n1", dag=D(1, 2))
    here.write(D(1, 2), *by_machine(begun, ran("k1", date(2025, 12, 31)), owned(), found("1", "2", "3")))
    parent = owned(PARENT, kilde=Kilde.FORELDER, eier=STAB, enhet="", utgangspunkt=None)
    single = owned(SINGLE, omfang=Omfang.ENKELTHENDELSE, regel="MEL-01")
    here.write(D(1, 2), *by_machine(parent, single, found("8", nr=SINGLE)))
    told = owned(OLD, kilde=Kilde.HMS, regel="", variant="", tittel="", tekst="Meldt", krever_lesing=True)
    here.write(D(1, 2), (OWNER, replace(told, utgangspunkt=None, kjoring="")))
    made = TingOpprettet(nr=TI, slag=Slag.TILTAK, tittel="Rutine", enhet=NORD, eier=OWNER, dag=D(1, 20))
    field = {"tiltaksstatus": "i-bruk", "i_bruk": "2026-02-01"}
    here.write(
        D(2, 2),
        (OWNER, made),
        (OWNER, replace(made, nr=TI2)),
        (OWNER, Koblet(avvik=AV, tiltak=TI, dag=D(1, 20))),
        *((OWNER, FeltSatt(nr=LINK, felt=felt, verdi=verdi)) for felt, verdi in field.items()),
        (OWNER, FeltSatt(nr=LINK, felt="belegg", tekst="Vedtatt.")),
        (OWNER, FeltSatt(nr=AV, felt="arsak", verdi="kapasitet")),
        (OWNER, AvgjorendeValgt(nr=AV, tiltak=TI, dag=D(2, 2))),
    )
    here.write(
        D(7, 1), *by_machine(ran("k2", D(6, 30)), judged("1", "2", "3", tilstand=Objekttilstand.FOR_SENT, dag=D(6, 30)))
    )
    reg = state_of(mappe)
    assert [one.kode for one in missing(reg, reg.avvik[AV], STAB, here.kontekst, NOW)] == ["uten-forsok"]
    return here


TRIED = Forsok(
    nr=1,
    dag=NOW,
    per=NOW,
    mate=Malemate.HENDELSE,
    mal=NI_AV_TI,
    tiltak=TI,
    i_bruk=D(2, 1),
    fra=D(2, 1),
    til=NOW,
    forste=D(2, 1),
)
BEGUN = ForsokBegynt(nr=AV, forsok=TRIED, dag=NOW)
REACHED = replace(TRIED, n=10, brudd=1, utfall=Forsoksutfall.NADD, ferdig=True)
DONE = ForsokFerdig(nr=AV, forsok=REACHED, dag=NOW)
FAILED = ForsokFerdig(nr=AV, forsok=replace(REACHED, brudd=4, utfall=Forsoksutfall.IKKE_NADD), dag=NOW)
AFTER = replace(CLOSED, forsok=1)
SECOND = replace(TRIED, nr=2)

Step = tuple[str, Hendelse]
LIBRARY: list[tuple[str, Sequence[Step], str]] = [
    ("simply closed", [(STAB, CLOSED)], "uten-forsok"),
    ("closed as few cases", [(STAB, replace(CLOSED, stilling=Stilling.LUKKET_FA))], "uten-forsok"),
    (
        "ended without being measured",
        [(STAB, replace(CLOSED, stilling=Stilling.AVSLUTTET_UTEN, grunn="x"))],
        "uten-forsok",
    ),
    ("ended as too few", [(STAB, replace(CLOSED, stilling=Stilling.AVSLUTTET_FA, grunn="x"))], "uten-forsok"),
    ("closed before the register", [(STAB, replace(CLOSED, stilling=Stilling.LUKKET_FOR))], "ikke-fra-for"),
    ("withdrawn by itself", [(STAB, replace(CLOSED, stilling=Stilling.TRUKKET))], "ikke-slik"),
    ("ended as if the rule were gone", [(STAB, replace(CLOSED, stilling=Stilling.REGEL_UTGATT))], "ikke-slik"),
    (
        "the rule is said to be gone",
        [(STAB, RegelUtgatt(regel=RULE, numre=(AV,), grunn="x", dag=NOW))],
        "regel-gjelder",
    ),
    ("closed by the program", [(MASKINEN, CLOSED)], "bare-mennesker"),
    ("the status set to «lukket»", [(OWNER, FeltSatt(nr=AV, felt="status", verdi="lukket"))], "status-avslutter"),
    ("the status set by its words", [(OWNER, FeltSatt(nr=AV, felt="status", verdi="Lukket"))], "ukjent-valg"),
    (
        "rejected, though each was a breach",
        [(STAB, replace(CLOSED, stilling=Stilling.AVVIST, grunn="x"))],
        "ikke-alle-uten-brudd",
    ),
    (
        "each said to be no breach by the owner, then rejected",
        [
            (
                OWNER,
                BevisVurdert(
                    nr=AV,
                    dag=NOW,
                    avgjort=1,
                    uavgjort=0,
                    svar=(Objektsvar(objekt_id="1", tilstand=Objekttilstand.IKKE_BRUDD, grunn="x", feiltype="reell"),),
                ),
            )
        ],
        "eieren-selv",
    ),
    (
        "merged into the parent",
        [(STAB, replace(CLOSED, nr=AV, stilling=Stilling.SLATT_SAMMEN, til=PARENT, grunn="x"))],
        "aldri-til-forelder",
    ),
    (
        "merged into one of another kind",
        [(STAB, replace(CLOSED, nr=SINGLE, stilling=Stilling.SLATT_SAMMEN, til=AV, grunn="x"))],
        "ikke-samme-avvik",
    ),
    (
        "merged upwards",
        [(STAB, replace(CLOSED, nr=AV, stilling=Stilling.SLATT_SAMMEN, til=OLD, grunn="x"))],
        "laveste-bestar",
    ),
    ("moved to a parent", [(STAB, Overfort(nr=AV, eier=PARENT, grunn="x", dag=NOW))], "aldri-til-forelder"),
    ("the run is withdrawn", [(STAB, KjoringTrukket(kjoring="k1", grunn="x", dag=NOW))], "ikke-siste-kjoring"),
    (
        "both runs are withdrawn, the last first",
        [
            (STAB, KjoringTrukket(kjoring="k2", grunn="x", dag=NOW)),
            (STAB, KjoringTrukket(kjoring="k1", grunn="x", dag=NOW)),
        ],
        "skrevet-i",
    ),
    (
        "put off for ever",
        [(STAB, UtsattMedGrunn(nr=AV, til=D(12, 1, 2036), giver=STAB, grunn="x", dag=NOW))],
        "utsatt-for-lenge",
    ),
    # who closes
    ("measured, and closed by the owner", [(OWNER, BEGUN), (MASKINEN, DONE), (OWNER, AFTER)], "eieren-selv"),
    (
        "… who leaves out the unit",
        [(OWNER, BEGUN), (MASKINEN, DONE), ("barnevernleder", AFTER)],
        "rolle-uten-enhet",
    ),
    ("… or writes it with a capital", [(OWNER, BEGUN), (MASKINEN, DONE), (OWNER.title(), AFTER)], "ukjent-rolle"),
    ("… or with a space", [(OWNER, BEGUN), (MASKINEN, DONE), (f"{OWNER} ", AFTER)], "ukjent-enhet"),
    (
        "… or says so openly: declared is not allowed",
        [(OWNER, BEGUN), (MASKINEN, DONE), (OWNER, replace(AFTER, samme_person=True))],
        "eieren-selv",
    ),
    (
        "… or first gives it to another",
        [(OWNER, BEGUN), (MASKINEN, DONE), (OWNER, Overfort(nr=AV, eier=TEAM, grunn="x", dag=NOW)), (OWNER, AFTER)],
        "eieren-selv",
    ),
    (
        "… or first writes another as responsible",
        [(OWNER, BEGUN), (MASKINEN, DONE), (OWNER, FeltSatt(nr=AV, felt="ansvarlig", verdi=TEAM)), (OWNER, AFTER)],
        "eieren-selv",
    ),
    (
        "… who is an owner too from then on",
        [(OWNER, BEGUN), (MASKINEN, DONE), (OWNER, FeltSatt(nr=AV, felt="ansvarlig", verdi=TEAM)), (TEAM, AFTER)],
        "eieren-selv",
    ),
    # the attempt
    ("a result without an attempt", [(MASKINEN, DONE), (STAB, AFTER)], "forsok-ikke-begynt"),
    ("a result by a person", [(OWNER, BEGUN), (OWNER, DONE)], "bare-programmet"),
    (
        "a result that is not reached, called so",
        [(OWNER, BEGUN), (MASKINEN, replace(DONE, forsok=replace(REACHED, brudd=3)))],
        "forsok-tall",
    ),
    (
        "a result of few, called enough",
        [(OWNER, BEGUN), (MASKINEN, replace(DONE, forsok=replace(REACHED, n=2, brudd=0)))],
        "forsok-tall",
    ),
    (
        "few cases before the year is over",
        [(OWNER, BEGUN), (MASKINEN, replace(DONE, forsok=replace(REACHED, n=2, brudd=0, utfall=Forsoksutfall.FA_OK)))],
        "forsok-tall",
    ),
    (
        "the goal is put into the attempt",
        [(OWNER, replace(BEGUN, forsok=replace(TRIED, mal=replace(NI_AV_TI, minst=1))))],
        "forsok-mal",
    ),
    (
        "the goal is put into the result",
        [(OWNER, BEGUN), (MASKINEN, replace(DONE, forsok=replace(REACHED, mal=replace(NI_AV_TI, minst=1))))],
        "forsok-endret",
    ),
    (
        "a softer goal by the owner first",
        [(OWNER, MalEndret(nr=AV, mal=replace(NI_AV_TI, minst=1), mykere=True, grunn="x", dag=NOW))],
        "eieren-selv",
    ),
    (
        "… told as no softer",
        [(OWNER, MalEndret(nr=AV, mal=replace(NI_AV_TI, minst=1), mykere=False, grunn="x", dag=NOW))],
        "mykere-ikke-sagt",
    ),
    (
        "kritisk made milder by the owner",
        [
            (OWNER, AlvorEndret(nr=AV, alvor=Alvorlighetsgrad.KRITISK, grunn="x", dag=NOW)),
            (OWNER, AlvorEndret(nr=AV, alvor=Alvorlighetsgrad.LAV, grunn="x", dag=NOW)),
        ],
        "eieren-selv",
    ),
    (
        "kritisk with a miss",
        [
            (OWNER, BEGUN),
            (MASKINEN, DONE),
            (OWNER, AlvorEndret(nr=AV, alvor=Alvorlighetsgrad.KRITISK, grunn="x", dag=NOW)),
            (STAB, AFTER),
        ],
        "mal-ikke-nadd",
    ),
    ("an attempt begun and left", [(OWNER, BEGUN), (STAB, AFTER)], "forsok-uferdig"),
    (
        "one begun to be left, and another beside it",
        [(OWNER, BEGUN), (OWNER, replace(BEGUN, forsok=SECOND))],
        "forsok-uferdig",
    ),
    (
        "after one that failed, the same cases once more",
        [(OWNER, BEGUN), (MASKINEN, FAILED), (OWNER, replace(BEGUN, forsok=SECOND))],
        "forsok-samme-saker",
    ),
    ("closed on one that failed", [(OWNER, BEGUN), (MASKINEN, FAILED), (STAB, AFTER)], "mal-ikke-nadd"),
    (
        "closed on one that was not the last",
        [
            (OWNER, BEGUN),
            (MASKINEN, DONE),
            (OWNER, replace(BEGUN, forsok=SECOND)),
            (MASKINEN, replace(DONE, forsok=replace(REACHED, nr=2, brudd=4, utfall=Forsoksutfall.IKKE_NADD))),
            (STAB, AFTER),
        ],
        "mal-ikke-nadd",
    ),
    (
        "closed by another attempt than there was",
        [(OWNER, BEGUN), (MASKINEN, DONE), (STAB, replace(AFTER, forsok=2))],
        "sier-annet-enn-forsoket",
    ),
    (
        "closed with other last days than were counted",
        [(OWNER, BEGUN), (MASKINEN, DONE), (STAB, replace(AFTER, siste_start=D(11, 30)))],
        "sier-annet-enn-forsoket",
    ),
    (
        "closed in other words than it gave",
        [(OWNER, BEGUN), (MASKINEN, DONE), (STAB, replace(AFTER, stilling=Stilling.LUKKET_FA))],
        "sier-annet-enn-forsoket",
    ),
    (
        "closed as of a day before it was measured",
        [(OWNER, BEGUN), (MASKINEN, DONE), (STAB, replace(AFTER, dag=D(11, 30)))],
        "forsok-etter-lukking",
    ),
    (
        "closed as of a day to come",
        [(OWNER, BEGUN), (MASKINEN, DONE), (STAB, replace(AFTER, dag=D(12, 2)))],
        "fram-i-tid",
    ),
    (
        "closed, opened again, and closed on the old attempt",
        [
            (OWNER, BEGUN),
            (MASKINEN, DONE),
            (STAB, AFTER),
            (STAB, Gjenapnet(nr=AV, grunn="Feil.", dag=NOW)),
            (STAB, AFTER),
        ],
        "uten-forsok",
    ),
    # the evidence
    ("an object is mended by a person", [(STAB, judged("1", kjoring="", dag=NOW))], "bare-programmet"),
    (
        "… for a run nobody wrote",
        [(MASKINEN, judged("1", tilstand=Objekttilstand.FOR_SENT, kjoring="k9", dag=NOW))],
        "ukjent-kjoring",
    ),
    (
        "… as mended, of a rule that can only be done too late",
        [(MASKINEN, judged("1", kjoring="k2", dag=NOW))],
        "rettes-ikke-slik",
    ),
    (
        "one reason for all of them, though they can be mended",
        [(OWNER, KanIkkeRettes(nr=AV, grunn="x", dag=NOW))],
        "kan-rettes",
    ),
    ("the keys are struck", [(STAB, Sladdet(hendelse=4, del_="nokler", grunn="x"))], "nokler-i-bruk"),
    (
        "objects are put under another avvik by a person",
        [(STAB, BevisUnderAnnen(nr=AV, annen=SINGLE, antall=1, objekter=("1",), kjoring="k2", dag=NOW))],
        "bare-programmet",
    ),
    (
        "a person counts the evidence anew",
        [(OWNER, BevisLagtTil(nr=AV, antall=0, bevis=(), kjoring="k2", dag=NOW))],
        "bare-programmet",
    ),
    ("a person grades it", [(OWNER, OmfangLoftet(nr=SINGLE, objekter=3, dag=NOW))], "bare-programmet"),
    # the measures
    (
        "a measure that is not done is dropped by its owner",
        [
            (OWNER, Koblet(avvik=AV, tiltak=TI2, dag=NOW)),
            (OWNER, FeltSatt(nr=f"{AV}/{TI2}", felt="belegg", tekst="x")),
            (OWNER, FeltSatt(nr=f"{AV}/{TI2}", felt="tiltaksstatus", verdi="droppet")),
        ],
        "eieren-selv",
    ),
    (
        "… who first gives it to another on paper",
        [
            (OWNER, Koblet(avvik=AV, tiltak=TI2, dag=NOW)),
            (OWNER, FeltSatt(nr=TI2, felt="eier", verdi=TEAM)),
            (OWNER, FeltSatt(nr=f"{AV}/{TI2}", felt="belegg", tekst="x")),
            (OWNER, FeltSatt(nr=f"{AV}/{TI2}", felt="tiltaksstatus", verdi="droppet")),
        ],
        "eieren-selv",
    ),
    (
        "… or takes it away",
        [(OWNER, Koblet(avvik=AV, tiltak=TI2, dag=NOW)), (OWNER, Frakoblet(avvik=AV, tiltak=TI2, grunn="x"))],
        "eieren-selv",
    ),
    (
        "a measure that is born dropped",
        [
            (
                OWNER,
                TingOpprettet(
                    nr="TI-2026-0003",
                    slag=Slag.TILTAK,
                    tittel="x",
                    eier=OWNER,
                    dag=NOW,
                    felt={"tiltaksstatus": "droppet"},
                ),
            )
        ],
        "felt-settes-for-seg",
    ),
    (
        "the in-use day is moved after the attempt",
        [
            (OWNER, BEGUN),
            (MASKINEN, DONE),
            (OWNER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-01-15")),
            (STAB, AFTER),
        ],
        "forsok-annet-tiltak",
    ),
    (
        "the measure was in use before the finding",
        [
            (OWNER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2025-06-01")),
            (OWNER, replace(BEGUN, forsok=replace(TRIED, i_bruk=D(6, 1, 2025), fra=D(6, 1, 2025)))),
            (
                MASKINEN,
                replace(DONE, forsok=replace(REACHED, i_bruk=D(6, 1, 2025), fra=D(6, 1, 2025))),
            ),
            (STAB, AFTER),
        ],
        "i-bruk-for-funnet",
    ),
    (
        "the measure was taken in use tomorrow",
        [(OWNER, FeltSatt(nr=LINK, felt="i_bruk", verdi="2026-12-02"))],
        "ikke-gjort-enna",
    ),
    # parents, reports and single events
    ("a parent with open children, none named", [("kommunalsjef", replace(CLOSED, nr=PARENT))], "uten-tiltak"),
    ("a report that was never measured", [(STAB, replace(CLOSED, nr=OLD))], "uten-forsok"),
    (
        "a report counted by the program instead of read",
        [
            (OWNER, Koblet(avvik=OLD, tiltak=TI, dag=NOW)),
            (OWNER, FeltSatt(nr=f"{OLD}/{TI}", felt="i_bruk", verdi="2026-02-01")),
            (OWNER, AvgjorendeValgt(nr=OLD, tiltak=TI, dag=NOW)),
            (OWNER, replace(BEGUN, nr=OLD)),
        ],
        "forsok-leses",
    ),
    ("an enkelthendelse nobody has mended", [(STAB, replace(CLOSED, nr=SINGLE))], "objekter-uavgjort"),
    # in the shadow of something lawful
    ("a comment, and behind it a closing", [(OWNER, Kommentert(nr=AV, tekst="Sett.")), (OWNER, CLOSED)], "uten-forsok"),
]


@pytest.mark.parametrize(("steps", "code"), [row[1:] for row in LIBRARY], ids=[row[0] for row in LIBRARY])
def test_by_the_library(folder: Folder, steps: Sequence[Step], code: str) -> None:
    before = folder.events
    with pytest.raises(Refused) as refused:
        folder.write(NOW, *steps)
    assert code in [one.kode for one in refused.value.mangler]
    assert folder.events == before


def test_by_the_library_what_is_lawful_goes_through(folder: Folder) -> None:
    """Else the rows above would show nothing."""
    reg = state_of(folder.mappe)
    for hvem, event in ((OWNER, BEGUN), (MASKINEN, DONE), (STAB, AFTER)):
        assert allowed(reg, Ny(hvem=hvem, hendelse=event), folder.kontekst, NOW) == ()
        (logget,) = logged([(hvem, event)], first=reg.hode.nr + 1)
        reg = fold_on(reg, (logget,))
    assert reg.avvik[AV].stilling is Stilling.LUKKET


COMMANDS: list[tuple[str, list[str]]] = [
    ("closed", ["lukk", AV, "--som", STAB]),
    ("closed by the owner", ["lukk", AV, "--som", OWNER]),
    ("closed by the owner, declared", ["lukk", AV, "--som", OWNER, "--samme-person"]),
    ("closed as of tomorrow", ["lukk", AV, "--som", STAB, "--dato", "2026-12-02"]),
    ("a parent", ["lukk", PARENT, "--som", "kommunalsjef"]),
    ("a report", ["lukk", OLD, "--som", STAB]),
    ("an enkelthendelse", ["lukk", SINGLE, "--som", STAB]),
    ("an act that is called so", ["hendelse", AV, "lukket", "--grunn", "x", "--som", STAB]),
    ("an act by the code of the event", ["hendelse", AV, "avvik-avsluttet", "--verdi", "lukket", "--som", STAB]),
    ("closed before the register", ["hendelse", AV, "lukket-for-registeret", "--grunn", "x", "--som", STAB]),
    ("rejected", ["hendelse", AV, "avvist", "--grunn", "x", "--som", STAB]),
    ("merged into the parent", ["hendelse", AV, "slatt-sammen", "--til", PARENT, "--grunn", "x", "--som", STAB]),
    ("moved to the parent", ["hendelse", AV, "overfort", "--rolle", PARENT, "--grunn", "x", "--som", STAB]),
    ("the rule is gone", ["hendelse", RULE, "regel-utgatt", "--grunn", "x", "--som", STAB]),
    ("the run is withdrawn", ["hendelse", "forste", "kjoring-trukket", "--grunn", "x", "--som", STAB]),
    ("the status", ["hendelse", AV, "felt", "--felt", "status", "--verdi", "lukket", "--som", OWNER]),
    ("the status by its words", ["hendelse", AV, "felt", "--felt", "status", "--verdi", "Lukket", "--som", OWNER]),
    (
        "a softer goal by the owner",
        ["hendelse", AV, "mal", "--verdi", "1 av 1, 1 av 1", "--grunn", "x", "--som", OWNER],
    ),
    (
        "no breach, by the owner",
        ["hendelse", AV, "ikke-brudd", "--verdi", "S1", "--feiltype", "reell", "--grunn", "x", "--som", OWNER],
    ),
    ("all of them cannot be mended", ["hendelse", AV, "kan-ikke-rettes", "--grunn", "x", "--som", OWNER]),
    ("the keys are struck", ["hendelse", "4", "sladdet", "--verdi", "saker", "--grunn", "x", "--som", STAB]),
    ("as the program", ["hendelse", AV, "avvist", "--grunn", "x", "--som", MASKINEN]),
]


@pytest.mark.parametrize("words", [row[1] for row in COMMANDS], ids=[row[0] for row in COMMANDS])
def test_by_the_command_line(
    folder: Folder, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = folder.events
    content = content_or_stop()
    monkeypatch.setattr("bvaudit.workflows.content.content_or_stop", lambda own=(): content)
    monkeypatch.setattr("bvaudit.cli.register_event_commands.now", lambda: event_tid(NOW))
    assert run(["register", *words, "--mappe", str(folder.mappe.rot)]) in (2, 3)
    said = capsys.readouterr()
    assert said.out or said.err
    assert folder.events == before


LINK_ROW = f"{EN}/{TILTAK}"
# Typed in one workbook each, so that it is made and read once.
EXCEL: list[tuple[str, list[tuple[str, str, str, Any]]]] = [
    (
        "statuses that end it, one reason for all, and what the program writes",
        [
            ("Avvik", EN, "Status", "Lukket"),
            ("Avvik", EN, "Hvorfor sakene ikke kan rettes", "Fristen er over"),
            ("Avvik", EN, "Saker som er avgjort", "3 av 3"),
            ("Avvik", EN, "Målinger av effekten", "Målet er nådd"),
            ("Avvik", EN, "Alvor", "lav"),
            ("Avvik", TO, "Status", "Avvist, ikke avvik"),
            ("Forbedringstiltak", LINK_ROW, "I bruk fra", date(2027, 1, 1)),
            ("Forbedringstiltak", LINK_ROW, "Status hos enheten", "Droppet"),
        ],
    ),
    (
        "another number",
        [
            ("Avvik", EN, "Status", "Slått sammen"),
            ("Avvik", EN, "Nr.", "AV-2026-0099"),
            ("Avvik", TO, "_id", "AV-2026-0099"),
        ],
    ),
]


@pytest.mark.parametrize("cells", [row[1] for row in EXCEL], ids=[row[0] for row in EXCEL])
def test_by_excel(tmp_path: Path, cells: list[tuple[str, str, str, Any]]) -> None:
    """Nothing of it becomes an event: each was refused with its cell, or is no field at all."""
    book = desk.typed(desk.made(tmp_path / "nord.xlsx", "nord"), cells)
    found_in = desk.read(book, tillatt=allowed)
    assert [type(one.hendelse).__name__ for one in found_in.nye] == []
    status = desk.cell(load_workbook(book), *cells[0][:3]).coordinate
    assert status in [one.sted.celle for one in refused(found_in)]  # the status is told with its cell
    reg = fold(desk.log())
    assert all(avvik.apen for avvik in reg.avvik.values())
    assert missing(reg, reg.avvik[EN], STAB, desk.kontekst(), desk.DAG)


WORD: list[tuple[str, dict[str, str]]] = [
    ("in use on a day to come", {"AV_2026_0001_TI_2026_0001_i_bruk": "1.1.2027"}),
    ("dropped by who owns it", {"AV_2026_0001_TI_2026_0001_tiltaksstatus": "Droppet"}),
    ("a status that is not a measure's", {"AV_2026_0001_TI_2026_0001_tiltaksstatus": "Lukket"}),
    ("a cause nobody has", {"AV_2026_0002_arsak": "Lukket"}),
    ("a role nobody has", {"AV_2026_0002_ansvarlig": "Ingen"}),
]


@pytest.mark.parametrize("typed", [row[1] for row in WORD], ids=[row[0] for row in WORD])
def test_by_word(folder: Folder, tmp_path: Path, typed: dict[str, str]) -> None:
    log = plans.log()
    kontekst = replace(folder.kontekst, enheter=plans.ENHETER)
    path = filled(plans.with_memory(tmp_path / "plan.docx"), tmp_path / "f.docx", typed)
    dok, problems = read_plan_document(path, kontekst, log)
    assert dok is not None, problems
    reg = fold(log)
    merged = merge(dok, reg, reg, kontekst, dag=D(2, 20), logg=log, tillatt=allowed)
    assert merged.hendelser == ()
    assert [line.grunn for line in merged.linjer if line.grunn] or dok.problems or problems


def test_every_door_is_tried() -> None:
    doors: list[tuple[Callable[..., None], int]] = [
        (test_by_the_library, len(LIBRARY)),
        (test_by_the_command_line, len(COMMANDS)),
        (test_by_excel, sum(len(cells) for _, cells in EXCEL)),
        (test_by_word, len(WORD)),
    ]
    assert all(count >= 5 for _, count in doors)

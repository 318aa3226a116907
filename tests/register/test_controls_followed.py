"""What the national register's own controls find is followed: by control and unit, and case by case."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.innhold import Innhold
from bvaudit.model.kontrollfunn import Kontrollfunn, Kontrollsak
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import FeltSatt, TingOpprettet
from bvaudit.model.registeret.hendelser_kjoring import SakMerket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Ny
from bvaudit.model.registeret.planlagt import Forfallslag, Varsel
from bvaudit.register.controls_followed import with_state
from bvaudit.register.due import due
from bvaudit.register.planned import opened, thing
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.controls_followed import ControlTyped, follow_control
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.register_folder import Refused, context_of, state_of
from tests.register.a_folder import a_register
from tests.register.an_register import ENHETER, NORD
from tests.register.logs import STAB, D, Life, context

KONTROLL, NR = "SSB-melding-03", "RK-SSB-melding-03:E1"
_UNIT = '  - id: "{id}"\n    navn: {navn}\n    kilder: [{{bydelsnummer: "{number:02d}"}}]\n'
TID = datetime(2026, 3, 3, 9, tzinfo=UTC)


@pytest.fixture(scope="module")
def kontekst(innhold: Innhold) -> Kontekst:
    return context(innhold)


def found(*saker: str) -> Kontrollfunn:
    cases = tuple(Kontrollsak(sak=sak) for sak in saker)
    return Kontrollfunn(nr=NR, regel=KONTROLL, tekst="t", enhet="E1", grad="ERROR", antall=len(saker), saker=cases)


def said(life: Life, felt: str, verdi: str, dag: date) -> None:
    free = felt in ("belegg", "grunn")
    event = FeltSatt(nr=NR, felt=felt, tekst=verdi) if free else FeltSatt(nr=NR, felt=felt, verdi=verdi)
    for ny in opened(life.reg, life.kontekst, [Ny(hvem=STAB, hendelse=event)], dag):
        life.do(ny.hvem, ny.hendelse, dag)


def test_it_has_its_number_before_anybody_has_written(kontekst: Kontekst) -> None:
    planned = thing(kontekst, NR)
    assert planned is not None
    assert (planned.enhet, planned.tittel) == ("E1", kontekst.regler[KONTROLL].avvikstekst)
    assert thing(kontekst, "RK-SSB-melding-03:E9") is None
    assert thing(kontekst, "RK-UND-03:E1") is None
    (one,) = with_state([found("S-1")], Life(kontekst).begun().reg, kontekst)
    assert (one.status, one.apne) == ("ikke-startet", 1)


def test_the_first_word_opens_it(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun()
    said(life, "status", "pagar", D(3, 1))
    assert [type(one.hendelse) for one in life.events[-2:]] == [TingOpprettet, FeltSatt]
    (one,) = with_state([found("S-1", "S-2")], life.reg, kontekst)
    assert one.status == "pagar"


def test_nothing_is_called_done_by_a_word_alone(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun()
    said(life, "status", "pagar", D(3, 1))
    assert life.asked(STAB, FeltSatt(nr=NR, felt="status", verdi="gjennomfort"), D(3, 2)) != ()
    assert life.asked(STAB, FeltSatt(nr=NR, felt="status", verdi="ikke-aktuelt"), D(3, 2)) != ()
    said(life, "belegg", "Rettet i fagsystemet", D(3, 2))
    said(life, "status", "gjennomfort", D(3, 2))


def test_each_case_is_told_as_mended_by_itself_or_altogether(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun()
    life.do(STAB, SakMerket(enhet="E1", regel=KONTROLL, sak=("S-1",), rettet=D(3, 1)), D(3, 1))
    life.do(STAB, SakMerket(enhet="E1", sak=("S-2",), rettet=D(3, 2)), D(3, 2))
    life.do(STAB, SakMerket(enhet="E1", regel="SSB-melding-05", sak=("S-3",), rettet=D(3, 2)), D(3, 2))
    (one,) = with_state([found("S-1", "S-2", "S-3")], life.reg, kontekst)
    assert [case.rettet for case in one.saker] == [D(3, 1), D(3, 2), None]
    assert one.apne == 1


def test_what_is_not_found_any_more_stands_until_a_person_ends_it(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun()
    said(life, "frist", "2026-05-01", D(3, 1))
    (one,) = with_state([], life.reg, kontekst)
    assert (one.nr, one.regel, one.saker, one.status) == (NR, KONTROLL, (), "ikke-startet")


def test_it_falls_due_when_somebody_has_said_by_when(kontekst: Kontekst) -> None:
    life = Life(kontekst).begun()
    said(life, "status", "pagar", D(3, 1))
    assert [row for row in due(life.reg, kontekst, D(4, 30)) if row.slag is Forfallslag.KONTROLL] == []
    said(life, "frist", "2026-05-01", D(3, 1))
    (row,) = (row for row in due(life.reg, kontekst, D(4, 30)) if row.slag is Forfallslag.KONTROLL)
    assert (row.nr, row.enhet, row.varsel) == (NR, "E1", Varsel.EN)
    said(life, "belegg", "Rettet", D(5, 2))
    said(life, "status", "gjennomfort", D(5, 2))
    assert [row for row in due(life.reg, kontekst, D(5, 3)) if row.slag is Forfallslag.KONTROLL] == []


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> Mappe:
    made = a_register(tmp_path_factory.mktemp("kontroll") / "kommunen")
    lines = "".join(_UNIT.format(id=id, navn=navn, number=n) for n, (id, navn) in enumerate(ENHETER.items(), 1))
    path: Path = made.rot / "enheter.yaml"
    path.write_text(f"enheter:\n{lines}", encoding="utf-8")
    return Mappe(rot=made.rot, kommune=made.kommune, enheter=path)


@pytest.fixture(scope="module")
def content(mappe: Mappe) -> Content:
    return content_or_stop(own_content(mappe, ()))


def typed(**values: object) -> ControlTyped:
    given: dict[str, object] = {"regel": "ssb-melding-03", "enhet": ENHETER[NORD], "som": STAB, "verdier": {}}
    return ControlTyped(**{**given, **values})  # type: ignore[arg-type]


def test_it_is_typed_with_names_and_kept_with_ids(mappe: Mappe, content: Content) -> None:
    words = {"status": "Pågår", "eier": "teamleder", "frist": "01.05.2026", "grunn": "Venter på fagsystemet"}
    acted = follow_control(mappe, content, typed(verdier=words, saker=("S-1",), kjente=("S-1", "S-2")), TID)
    assert len(acted.skrevet) == len(acted.setninger) == 6
    reg = state_of(mappe)
    ting = reg.ting[f"RK-{KONTROLL}:{NORD}"]
    assert (ting.verdi("status"), ting.verdi("eier"), ting.verdi("frist")) == (
        "pagar",
        f"teamleder@{NORD}",
        "2026-05-01",
    )
    (one,) = with_state([], reg, context_of(mappe, content))
    assert one.grunn == "Venter på fagsystemet"
    assert reg.merket[KONTROLL, "S-1"] == TID.date()


WRONG = [
    ("an unknown control", {"regel": "SSB-melding-99", "verdier": {"status": "pagar"}}, UsageError),
    ("a rule that is no control", {"regel": "UND-03", "verdier": {"status": "pagar"}}, UsageError),
    ("an unknown unit", {"enhet": "Langtvekk", "verdier": {"status": "pagar"}}, UsageError),
    ("nobody", {"som": " ", "verdier": {"status": "pagar"}}, UsageError),
    ("nothing", {}, UsageError),
    ("no date", {"verdier": {"frist": "snart"}}, UsageError),
    ("a case that is not found", {"saker": ("S-9",), "kjente": ("S-1",)}, UsageError),
    ("no status of the list", {"verdier": {"status": "kanskje"}}, Refused),
    ("done by a word alone", {"enhet": "Sør", "verdier": {"status": "gjennomfort"}}, Refused),
]


@pytest.mark.parametrize(("values", "error"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_what_is_not_understood_or_allowed_writes_nothing(
    mappe: Mappe, content: Content, values: dict[str, object], error: type[Exception]
) -> None:
    head = state_of(mappe).hode
    enheter = {"Sør": list(ENHETER.values())[1]}
    given = {key: enheter.get(str(value), value) for key, value in values.items()}
    with pytest.raises(error):
        follow_control(mappe, content, typed(**given), TID)
    assert state_of(mappe).hode == head

"""An audit's parts in a real folder: what begins it, what each reader is asked, and what is refused."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from bvaudit.errors import BvauditError, ContentError, UsageError
from bvaudit.model.gjennomgang import AndreLesing, EgneSaker, Gjennomgang, Leser
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.utvalg import Bruk
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.xlsx.form import form_bytes
from bvaudit.workflows.audit_handouts import Handout, to_hand_out
from bvaudit.workflows.audit_yaml import audit_yaml
from bvaudit.workflows.audits_by_people import Audit, log, read_audit
from bvaudit.workflows.audits_events import extend, remarks, strike, target
from bvaudit.workflows.audits_forms import make_reading_forms
from bvaudit.workflows.audits_locking import lock, open_again
from bvaudit.workflows.audits_new import NewAudit, new_audit, swapped
from bvaudit.workflows.reading_sheets import reading_sheets
from tests.workflows.an_audit import NOW, STAB, folder_with, imported_documents

pytestmark = pytest.mark.lang


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Mappe:
    folder = tmp_path_factory.mktemp("revisjoner")
    return folder_with(imported_documents(folder), folder / "kommunen")


@pytest.fixture(scope="module")
def begun(town: Mappe) -> Audit:
    """One unit, two readers, drawn; nobody changes it: tests work in a copy."""
    asked = NewAudit(
        navn="mal", sjekkliste="kort", lesere=(Leser(kode="l1", rolle="stab"), Leser(kode="l2", rolle="teamleder"))
    )
    return new_audit(
        town, replace(asked, enheter=(largest(town),)), now=NOW, home=town.rot.parent / "hjem", rolle="stab"
    ).audit


@pytest.fixture
def audit(begun: Audit, tmp_path: Path) -> Audit:
    """A copy of the folder, so that tests do not meet."""
    rot = tmp_path / "kopi"
    copytree(begun.mappe.rot, rot)
    return read_audit(replace(begun.mappe, rot=rot), "mal", begun.content)


def largest(town: Mappe) -> str:
    found = new_audit(
        town, NewAudit(navn="leter", sjekkliste="kort"), now=NOW, home=town.rot.parent / "hjem", rolle="stab"
    )
    counts = Counter(one.enhet for one in found.audit.plasser)
    rmtree(found.audit.folder)
    return max(counts, key=lambda enhet: (counts[enhet], enhet))


def changed(audit: Audit, **fields: object) -> Audit:
    return replace(audit, gjennomgang=replace(audit.gjennomgang, **fields))  # type: ignore[arg-type]


def first(audit: Audit, **cases: str) -> tuple[Handout, ...]:
    return to_hand_out(audit, Lesing.FORSTE, cases)


def test_the_file_says_what_was_asked_and_is_read_back(audit: Audit) -> None:
    one = audit.gjennomgang
    assert (one.per_enhet, one.reserve, one.avgjor) == (3, 2, "barnevernleder")
    assert (one.periode_fra.isoformat(), one.periode_til.isoformat()) == ("2025-01-01", "2025-12-31")
    text = (audit.folder / "revisjon.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert text == audit_yaml(replace(one, fil=""))
    assert [line.hva for line in audit.logg] == [Hendelse.OPPRETTET, Hendelse.TRUKKET]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"navn": "mal"}, "finnes fra før"),
        ({"navn": "Høst 2026"}, "kan ikke være navnet"),
        ({"sjekkliste": "kortt"}, "sjekklisten «kortt» finnes ikke"),
        ({"enheter": ("Ingensteds",)}, "enheten «Ingensteds» har ingen saker"),
        ({"lesere": (Leser(kode="l1", rolle="sjef"),)}, "rollen «sjef» finnes ikke"),
        ({"lesere": (Leser(kode="l1", rolle="stab"), Leser(kode="l1", rolle="stab"))}, "kan ikke brukes"),
        ({"avgjor": "sjef"}, "rollen «sjef» finnes ikke"),
        ({"forrige": "ukjent"}, "ingen revisjon som heter «ukjent»"),
        ({"egne_saker": ("Ingensteds",), "grunn": ""}, "må ha en grunn"),
    ],
    ids=lambda each: next(iter(each)) if isinstance(each, dict) else "",
)
def test_what_cannot_begin_leaves_nothing(audit: Audit, asked: dict[str, object], said: str) -> None:
    before = sorted(path for path in audit.mappe.revisjoner.rglob("*"))
    wish = NewAudit(**{"navn": "ny", "sjekkliste": "kort", **asked})  # type: ignore[arg-type]
    with pytest.raises(BvauditError) as told:
        new_audit(audit.mappe, wish, now=NOW, home=audit.mappe.rot.parent / "hjem", rolle="stab")
    assert said in told.value.problem
    assert told.value.hint or told.value.problems
    assert sorted(path for path in audit.mappe.revisjoner.rglob("*")) == before


def test_two_readers_share_a_unit_and_the_service_is_asked_about_once(audit: Audit) -> None:
    forms = first(audit)
    used = [place.plass for form in forms for place in form.plasser]
    assert sorted(used) == [1, 2, 3]
    assert [len(form.plasser) for form in forms] == [2, 1]
    assert all(form.reserve for form in forms)
    sheets = reading_sheets(audit, forms)
    assert [[p.gjelder.regel for p in sheet.enhetspunkter] for sheet in sheets] == [["IK-01"], []]
    assert all(p.gjelder.objekt != "enhet" for sheet in sheets for case in sheet.saker for p in case.punkter)


def test_each_point_is_asked_about_its_own_object(audit: Audit) -> None:
    (sheet, *_) = reading_sheets(audit, first(audit))
    drawn = {one.sak: one.objekt_id for one in audit.plasser}
    for case in sheet.saker:
        asked = {}
        for point in case.punkter:
            asked.setdefault(point.gjelder.regel, []).append(point)
        assert [p.gjelder.objekt_id for p in asked["UND-03"]] == [drawn[case.sak]]
        assert [p.gjelder.objekt_id for p in asked["UND-08"]] == [drawn[case.sak]]
        assert [(p.gjelder.objekt, p.gjelder.objekt_id) for p in asked["MED-01"]] == [("sak", case.sak)]
        assert 1 <= len(asked["VED-02"]) <= 4
        assert asked["UND-03"][0].maskin is not None
        assert asked["UND-08"][0].maskin is None
        assert asked["UND-08"][0].merknad == "Se på første samtale."
        assert case.om.startswith("undersøkelse fra ")
        for point in asked["VED-02"]:
            assert point.om.startswith("vedtak ") or (point.gjelder.objekt, point.om) == (
                "sak",
                "uttrekket har ingen vedtak i perioden",
            )


def test_the_second_reading_knows_nothing_of_the_machine_or_of_the_first(audit: Audit) -> None:
    forms = to_hand_out(audit, Lesing.ANDRE, {})
    reads = {place.plass: form.leser.kode for form in first(audit) for place in form.plasser}
    assert forms
    assert all(reads[place.plass] != form.leser.kode for form in forms for place in form.plasser)
    assert all(not form.reserve and not form.enhetspunkter for form in forms)
    sheets = reading_sheets(audit, forms)
    assert all(point.maskin is None for sheet in sheets for point in sheet.punkter)
    assert not any("uttrekket" in point.om for sheet in sheets for point in sheet.punkter)
    before = [form_bytes(reading_form(sheet, NOW.date())) for sheet in sheets]
    made = make_reading_forms(audit, Lesing.FORSTE, STAB, caseworkers={}).audit
    again = reading_sheets(made, to_hand_out(made, Lesing.ANDRE, {}))
    assert [form_bytes(reading_form(sheet, NOW.date())) for sheet in again] == before


def test_nobody_reads_their_own_case(audit: Audit) -> None:
    mine = first(audit)[0].plasser[0].sak
    own = changed(audit, lesere=(Leser(kode="l1", rolle="stab", egen_kode="AB"), Leser(kode="l2", rolle="teamleder")))
    forms = first(own, **{mine: "ab"})
    assert mine not in {place.sak for place in forms[0].plasser}
    assert mine in {place.sak for place in forms[1].plasser}
    alone = changed(own, lesere=(Leser(kode="l1", rolle="stab", egen_kode="AB"),))
    with pytest.raises(UsageError, match="kan ingen av leserne lese"):
        first(alone, **{mine: "AB"})
    by_exception = changed(alone, egne_saker=EgneSaker(enheter=(audit.plasser[0].enhet,), grunn="to ansatte"))
    made = make_reading_forms(by_exception, Lesing.FORSTE, STAB, caseworkers={mine: "AB"})
    assert [leser for leser, _ in made.egne] == ["l1"]
    line = next(line for line in made.audit.logg if line.hva is Hendelse.EGEN_SAK)
    assert (line.sak, line.leser, line.tekst) == (mine, "l1", "to ansatte")


def test_a_form_that_is_out_is_never_made_again(audit: Audit) -> None:
    made = make_reading_forms(audit, Lesing.FORSTE, STAB, caseworkers={})
    assert sorted(path.name for path in made.filer) == sorted(path.name for path in (audit.folder / "skjema").iterdir())
    before = {path: path.read_bytes() for path in made.filer}
    assert make_reading_forms(made.audit, Lesing.FORSTE, STAB, caseworkers={}).filer == ()
    assert {path: path.read_bytes() for path in made.filer} == before


def test_a_struck_case_gives_way_and_the_new_one_comes_in_a_form_of_its_own(audit: Audit) -> None:
    made = make_reading_forms(audit, Lesing.FORSTE, STAB, caseworkers={}).audit
    place = next(one for one in made.plasser if one.bruk is Bruk.LESES)
    with pytest.raises(UsageError, match="ikke en grunn"):
        strike(made, place.sak, "vet-ikke", "", STAB)
    grunn = made.content.kodeverk.utgattgrunner[0].kode  # type: ignore[union-attr]
    struck, old, new = strike(made, place.sak, grunn, "", STAB)
    assert (old.sak, new is not None) == (place.sak, True)
    assert new is not None
    with pytest.raises(UsageError, match="leses ikke"):
        strike(struck, place.sak, grunn, "", STAB)
    (form,) = first(struck)
    assert (form.utgave, [one.sak for one in form.plasser], form.reserve) == (2, [new.sak], ())
    assert form.navn.endswith("-2.xlsx")


def test_targeted_and_extended(audit: Audit) -> None:
    waiting = next(one for one in audit.plasser if one.bruk is Bruk.RESERVE)
    pointed, place = target(audit, waiting.sak, "klage i mars", STAB)
    assert (place.bruk, place.grunn) == (Bruk.MALRETTET, "klage i mars")
    assert any(one.sak == waiting.sak for form in first(pointed) for one in form.plasser)
    with pytest.raises(UsageError, match="leses allerede"):
        target(pointed, waiting.sak, "klage", STAB)
    with pytest.raises(UsageError):
        extend(audit, audit.plasser[0].enhet, 50, STAB)


def test_a_file_that_says_something_else_than_the_draw_is_refused(audit: Audit) -> None:
    path = audit.folder / "revisjon.yaml"
    path.write_text(path.read_text("utf-8").replace("per: 2025-12-31", "per: 2025-12-01"), "utf-8")
    with pytest.raises(ContentError, match="noe annet enn sakene ble trukket etter: per"):
        read_audit(audit.mappe, "mal", audit.content)


def test_a_log_somebody_has_been_in_stops_everything(audit: Audit) -> None:
    path = audit.folder / "logg.csv"
    path.write_text(path.read_text("utf-8").replace(";stab;trukket", ";leder;trukket"), "utf-8")
    with pytest.raises(ContentError) as told:
        read_audit(audit.mappe, "mal", audit.content)
    assert [(p.kode, p.sted.linje) for p in told.value.problems] == [("logg-endret", 3)]


def test_what_is_left_is_said_before_it_is_locked(audit: Audit) -> None:
    with pytest.raises(ContentError) as told:
        lock(audit, "", STAB)
    assert "skjema mangler" in told.value.problem
    assert "skjema for andre lesing mangler" in told.value.problem
    with pytest.raises(ContentError, match="ingen svar"):
        lock(audit, "ferie", STAB)
    with pytest.raises(UsageError, match="er ikke låst"):
        open_again(audit, "feil", STAB)


def test_remarks_have_a_unit_and_a_day(audit: Audit) -> None:
    enhet = audit.plasser[0].enhet
    said = remarks(audit, enhet.lower(), NOW.date(), "Vi er enige.", STAB)
    assert (said.logg[-1].enhet, said.logg[-1].tekst) == (enhet, "2026-01-05 Vi er enige.")
    with pytest.raises(UsageError, match="merknaden er tom"):
        remarks(audit, enhet, NOW.date(), " ", STAB)
    with pytest.raises(UsageError, match="er ikke med i revisjonen"):
        remarks(audit, "Ingensteds", NOW.date(), "x", STAB)


def test_lines_two_write_at_once_stand_after_each_other(audit: Audit) -> None:
    one = log(audit, Hendelse.MERKNADER, tid=NOW, rolle="stab", tekst="en")
    two = log(audit, Hendelse.MERKNADER, tid=NOW, rolle="stab", tekst="to")  # has not seen the first
    assert [line.tekst for line in two.logg[-2:]] == ["en", "to"]
    assert one.logg[-1].avtrykk == two.logg[-1].forrige


def test_a_checklist_about_the_service_draws_nothing(audit: Audit) -> None:
    asked = NewAudit(navn="styring", sjekkliste="styring")
    made = new_audit(audit.mappe, asked, now=NOW, home=audit.mappe.rot.parent / "hjem", rolle="stab").audit
    assert made.utvalg is None
    sheets = reading_sheets(made, first(made))
    assert {sheet.enhet for sheet in sheets} == set(made.gjennomgang.enheter)
    assert all(len(sheet.enhetspunkter) == 2 and not sheet.saker for sheet in sheets)


def test_readers_swap() -> None:
    def of(*lesere: Leser) -> dict[str, tuple[str, ...]]:
        return {one.kode: one.enheter for one in swapped(lesere, ("A", "B"))}

    one, two = Leser(kode="l1", rolle="stab", enheter=("A",)), Leser(kode="l2", rolle="stab", enheter=("B",))
    assert of(one, two) == {"l1": ("B",), "l2": ("A",)}
    assert of(Leser(kode="l1", rolle="stab"), Leser(kode="l2", rolle="stab")) == {"l1": ("A", "B"), "l2": ("A", "B")}
    assert of(Leser(kode="l1", rolle="stab")) == {}


def test_the_record_reads_its_own_file(audit: Audit) -> None:
    assert isinstance(audit.gjennomgang, Gjennomgang)
    assert audit.gjennomgang.andre_lesing == AndreLesing(
        prosent=20,
        lesere=tuple(replace(one, enheter=(audit.plasser[0].enhet,)) for one in audit.gjennomgang.lesere),
    )

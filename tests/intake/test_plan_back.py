"""A plan that comes back: what people wrote in its blanks, whichever program they wrote it in."""

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from bvaudit.diagnostics import Grad, Problem
from bvaudit.intake.plan_back import read_plan
from bvaudit.intake.plan_back_values import Ordliste, norwegian_day, written
from bvaudit.model.registeret.logg import Hode
from bvaudit.model.registeret.redigering import SLETTES, Dokument
from bvaudit.model.registeret.ting import Slag
from tests.intake.plan_writing import (
    DOCUMENT,
    W,
    box_of,
    changed,
    choices_of,
    filled,
    in_one_run,
    keys_in,
    packed,
    parts_of,
    split_in_runs,
    through_libreoffice,
)
from tests.reports import plan_register as pr
from tests.reports.builders import et_kodeverk

WORDS = Ordliste(kodeverk=et_kodeverk(), enheter=pr.ENHETER)
FRIST, ARSAK, SIKRING = "AV_2026_0001_frist_plan", "AV_2026_0001_arsak", "PLAN_ostbyen_sikring"
HVORFOR, NY = "PLAN_ostbyen_hvorfor", "NY_3_AV_2026_0001"


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pr.with_memory(tmp_path_factory.mktemp("plan") / "plan.docx")


def read(path: Path) -> tuple[Dokument, tuple[Problem, ...]]:
    dok, problems = read_plan(path, WORDS, "plan.docx")
    assert dok is not None, problems
    return dok, problems


def cells(dok: Dokument) -> dict[str, str]:
    return {f"{one.nr} {one.felt}": one.verdi for one in dok.celler}


def codes(problems: Sequence[Problem]) -> list[str]:
    return [one.kode for one in problems]


def spare_key(path: Path) -> str:
    """The first spare row of UND-03's avvik."""
    return next(key for key in keys_in(path) if key.startswith("NY_") and key.endswith("AV_2026_0001_tittel"))


# --- what an untouched plan says ------------------------------------------------------------------------------------


def test_a_plan_says_whose_it_is_and_what_it_was_made_with(plan: Path) -> None:
    dok, problems = read(plan)
    assert (dok.hode, dok.mottaker, dok.enhet, dok.slag) == (pr.reg().hode, pr.LEDER, "ostbyen", "plan")
    assert dok.utgave == date(2025, 12, 31)
    assert dok.ventet == dok.gjenkjent == len(keys_in(plan)) and problems == ()


def test_an_untouched_plan_has_what_the_register_held_and_nothing_new(plan: Path) -> None:
    dok, _ = read(plan)
    assert cells(dok) == {
        "AV-2026-0001 ansvarlig": "barnevernleder",
        "AV-2026-0001 arsak": "kapasitet",
        "AV-2026-0001 frist_plan": "2026-02-16",
        "AV-2026-0002 ansvarlig": "barnevernleder@sorlia",
        "AV-2026-0003 ansvarlig": "barnevernleder",
        "TI-2026-0001 beskrivelse": "Listen leses hver morgen.\nTo linjer & <tegn>.",
        "TI-2026-0001 eier": "barnevernleder",
        "AV-2026-0001/TI-2026-0001 i_bruk": "2026-02-01",
        "PLAN-ostbyen sikring": "Alle saker gjennomgås i dag.",
    }
    assert dok.nye == dok.rettet == dok.kommentarer == ()


# --- everything that is written is found -----------------------------------------------------------------------------


def random_filling(path: Path, rng: random.Random) -> tuple[dict[str, str], dict[str, str]]:
    """What is typed in every blank or some of them, and what each must be read as."""
    typed, wanted = {}, {}
    for key, kind in keys_in(path).items():
        if rng.random() < 0.3:
            continue
        if kind == "dato":
            day = date(2026, 1, 1) + timedelta(days=rng.randrange(700))
            typed[key], wanted[key] = rng.choice(DAY_FORMS)(day), day.isoformat()
        elif kind == "valg":
            typed[key] = rng.choice(choices_of(path, key) or [""])
            wanted[key] = typed[key]
        else:
            lines = [
                " ".join(rng.choice(WORDS_TYPED) for _ in range(rng.randrange(1, 9)))
                for _ in range(rng.choice((1, 1, 3)))
            ]
            typed[key] = wanted[key] = "\n".join(lines)
    return {k: v for k, v in typed.items() if v}, {k: v for k, v in wanted.items() if v}


MONTHS = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
]
DAYS = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"]
DAY_FORMS: list[Callable[[date], str]] = [
    lambda d: f"{d:%d.%m.%Y}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day}.{d.month}.{d:%y}",
    lambda d: f"{d.day}. {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{DAYS[d.weekday()].capitalize()} {d.day}. {MONTHS[d.month - 1]} {d.year}",
    lambda d: f"{DAYS[d.weekday()]} den {d.day}. {MONTHS[d.month - 1][:3]}. {d.year}",
    lambda d: f"{d.isoformat()}",
    lambda d: f"{d.day}.{d.month} {d.year}",
]
WORDS_TYPED = ["Vi", "gjør", "det", "§", "3-1", "&", "<b>", "«sitat»", "æøå", "S-7K2M9QXA", "12,5", "%", "[merk]", "–"]


def found_by_key(dok: Dokument) -> dict[str, str]:
    from bvaudit.model.registeret.plannokler import bookmark, case_number

    found = {bookmark(one.nr, one.felt): one.verdi for one in dok.celler}
    return found | {bookmark(case_number(one.nr.split("/")[0]), "rettet"): one.verdi for one in dok.rettet}


CODES = {"Barnevernleder": "barnevernleder", "Stab": "stab", "For lite kapasitet": "kapasitet",
         "Rutine mangler, eller er uklar": "rutine", "Barnevernleder, Sørlia": "barnevernleder@sorlia"}  # fmt: skip


def assert_all_is_found(dok: Dokument, wanted: dict[str, str]) -> None:
    got = found_by_key(dok)
    own = {key: CODES.get(value, value) for key, value in wanted.items() if not key.startswith("NY_")}
    assert {key: got.get(key) for key in own} == own
    titles = {key: value for key, value in wanted.items() if key.startswith("NY_") and key.endswith("tittel")}
    said = ["\n".join(part for part in (ny.felt["tittel"], ny.felt.get("beskrivelse", "")) if part) for ny in dok.nye]
    assert sorted(said) == sorted(titles.values())


@pytest.mark.parametrize("editor", [in_one_run, split_in_runs])
@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.lang) for seed in range(3, 40))])
def test_whatever_is_written_is_read(plan: Path, tmp_path: Path, seed: int, editor: Callable[[str], str]) -> None:
    typed, wanted = random_filling(plan, random.Random(seed))
    dok, _ = read(filled(plan, tmp_path / "fylt.docx", typed, editor))
    assert_all_is_found(dok, wanted)
    assert dok.gjenkjent == dok.ventet


def test_nothing_but_the_blanks_is_touched_before_libreoffice_saves_it(plan: Path, tmp_path: Path) -> None:
    typed, _ = random_filling(plan, random.Random(1))
    before, after = parts_of(plan), parts_of(filled(plan, tmp_path / "fylt.docx", typed))
    assert [name for name in before if before[name] != after[name]] == [DOCUMENT]

    def outside(content: bytes) -> str:
        root = etree.fromstring(content)
        for box in list(root.iter(f"{W}sdt")):
            box.getparent().remove(box)
        return etree.tostring(root, encoding="unicode")

    assert outside(before[DOCUMENT]) == outside(after[DOCUMENT])


@pytest.mark.lang
def test_all_of_it_is_read_after_libreoffice_has_saved_it(plan: Path, tmp_path: Path) -> None:
    """Some blanks, all of them, and none; by two ways of writing; and saved twice."""
    made, wanted = [], {}
    for seed in range(8):
        typed, wanted[f"p{seed}"] = random_filling(plan, random.Random(100 + seed))
        editor = split_in_runs if seed % 2 else in_one_run
        made.append(filled(plan, tmp_path / f"p{seed}.docx", typed, editor))
    untouched = packed(tmp_path / "uten.docx", parts_of(plan))
    bare = pr.without_memory(tmp_path / "bart.docx")
    once = through_libreoffice([*made, untouched, bare], tmp_path)
    (tmp_path / "en").mkdir()
    again = through_libreoffice([path.rename(tmp_path / "en" / path.name) for path in once.values()], tmp_path)
    for name, values in wanted.items():
        dok, _ = read(again[name])
        assert_all_is_found(dok, values)
        assert dok.gjenkjent == dok.ventet
    assert cells(read(again["uten"])[0]) == cells(read(plan)[0]), "opened and saved, and nothing typed"
    dok, _ = read(again["bart"])
    assert (dok.celler, dok.nye, dok.rettet, dok.hode) == ((), (), (), Hode()) and dok.gjenkjent == dok.ventet > 40


# --- days, lists and what is blank -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    ["1.12.2026", "01.12.26", "1/12-2026", "1. desember 2026", "tirsdag 1. desember 2026", "Tirsdag den 1. des. 2026",
     "den 1.12 2026", "2026-12-01", "20261201", "1.12.2026."],
)  # fmt: skip
def test_a_day_is_read_as_it_is_written(said: str) -> None:
    assert norwegian_day(said) == date(2026, 12, 1)


@pytest.mark.parametrize("said", ["snart", "31.2.2026", "uke 49", "1.12", "desember 2026", ""])
def test_what_is_no_day_is_none(said: str) -> None:
    assert norwegian_day(said) is None


@pytest.mark.parametrize(
    ("said", "flag", "left"),
    [
        ("[dato]", True, ""),
        ("[dato]", False, ""),
        ("[skriv her] Vi gjør dette", False, "Vi gjør dette"),
        ("Vi gjør dette [skriv her]", True, "Vi gjør dette"),
        ("Klikk eller trykk her for å skrive inn tekst.", True, ""),
        ("Klikk eller trykk her for å skrive inn tekst.", False, "Klikk eller trykk her for å skrive inn tekst."),
        ("Click or tap here to enter text.", True, ""),
        ("Velg et element.", True, ""),
        ("Skrevet i LibreOffice, som lar merket stå", True, "Skrevet i LibreOffice, som lar merket stå"),
        ("  \u00a0 ", False, ""),
        ("[]", False, ""),
        ("[merk] dette", False, "[merk] dette"),
    ],
)
def test_what_stood_there_until_somebody_wrote_is_no_answer(said: str, flag: bool, left: str) -> None:
    assert written(said, placeholder=flag) == left


@pytest.mark.parametrize(
    ("key", "typed", "kode"),
    [
        (FRIST, "så snart som mulig", "plan-verdi"),
        (ARSAK, "månen", "plan-verdi"),
        ("AV_2026_0001_ansvarlig", "Kari", "plan-verdi"),
        (FRIST, "3/4/2026", "plan-dag-eller-maned"),
    ],
)
def test_what_cannot_be_read_is_told_and_stops_only_that_blank(
    plan: Path, tmp_path: Path, key: str, typed: str, kode: str
) -> None:
    dok, problems = read(filled(plan, tmp_path / "f.docx", {key: typed, SIKRING: "Nytt"}))
    assert codes(problems) == [kode] and problems[0].grad is Grad.ADVARSEL
    assert typed not in str(problems[0])
    assert cells(dok)["PLAN-ostbyen sikring"] == "Nytt"
    assert cells(dok).get("AV-2026-0001 frist_plan") in {None, "2026-02-16", "2026-04-03"}


@pytest.mark.parametrize("said", ["slettes", "Slettes", "[slettes]", "SLETTES."])
def test_the_word_that_erases(plan: Path, tmp_path: Path, said: str) -> None:
    dok, _ = read(filled(plan, tmp_path / "f.docx", {FRIST: said}))
    assert cells(dok)["AV-2026-0001 frist_plan"] == SLETTES


@pytest.mark.parametrize("said", ["", "[dato]", " "])
def test_an_emptied_blank_erases_nothing(plan: Path, tmp_path: Path, said: str) -> None:
    dok, _ = read(filled(plan, tmp_path / "f.docx", {FRIST: said}))
    assert "AV-2026-0001 frist_plan" not in cells(dok) and dok.gjenkjent == dok.ventet


def test_the_text_counts_and_not_what_the_control_says_of_itself(plan: Path, tmp_path: Path) -> None:
    def typed_over(root: Any) -> None:
        box = box_of(root, FRIST)
        box.find(f"{W}sdtPr/{W}date").set(f"{W}fullDate", "2031-01-01T00:00:00Z")
        box.find(f".//{W}t").text = "3. mars 2026"

    dok, _ = read(changed(plan, tmp_path / "f.docx", typed_over))
    assert cells(dok)["AV-2026-0001 frist_plan"] == "2026-03-03"


def test_a_word_that_has_left_the_lists_is_known_by_the_list_in_the_document(plan: Path, tmp_path: Path) -> None:
    other = Ordliste(kodeverk=et_kodeverk(), enheter={})
    words = [one for one in other.kodeverk.arsaker if one.kode != "kapasitet"]
    from dataclasses import replace

    dok, problems = read_plan(plan, replace(other, kodeverk=replace(other.kodeverk, arsaker=tuple(words))))
    assert dok is not None and problems == ()
    assert cells(dok)["AV-2026-0001 arsak"] == "kapasitet"


# --- what editors and people do ---------------------------------------------------------------------------------------


def test_text_around_the_control_is_part_of_the_answer(plan: Path, tmp_path: Path) -> None:
    def typed(root: Any) -> None:
        box = box_of(root, HVORFOR)
        paragraph = box.getparent()
        paragraph.insert(list(paragraph).index(box) - 1, run("Foran "))
        paragraph.append(run(" og bak"))
        box.getparent().remove(box)
        paragraph.insert(1, run("feltet"))

    dok, _ = read(changed(plan, tmp_path / "f.docx", typed))
    assert cells(dok)["PLAN-ostbyen hvorfor"] in ("Foran feltet og bak", "feltetForan  og bak")


def test_paragraphs_typed_below_in_the_cell_are_part_of_the_answer_and_told(plan: Path, tmp_path: Path) -> None:
    def typed(root: Any) -> None:
        cell = box_of(root, SIKRING).getparent().getparent()
        for text in ("Andre avsnitt", "Tredje"):
            cell.append(paragraph(text))

    dok, problems = read(changed(plan, tmp_path / "f.docx", typed))
    assert cells(dok)["PLAN-ostbyen sikring"] == "Alle saker gjennomgås i dag.\nAndre avsnitt\nTredje"
    assert codes(problems) == ["plan-utenfor"]


def test_a_control_word_has_made_a_block_of_is_read_whole(plan: Path, tmp_path: Path) -> None:
    """What Enter in a control does: the control goes around its paragraphs, and the bookmark over both."""

    def entered(root: Any) -> None:
        box = box_of(root, HVORFOR)
        old = box.getparent()
        cell, start, end = old.getparent(), box.getprevious(), box.getnext()
        box.find(f"{W}sdtPr").remove(box.find(f"{W}sdtPr/{W}showingPlcHdr"))
        content = box.find(f"{W}sdtContent")
        for child in list(content):
            content.remove(child)
        first, second = paragraph("Første"), paragraph("Andre")
        first.insert(0, start)
        second.append(end)
        content.extend([first, second])
        cell.replace(old, box)

    dok, _ = read(changed(plan, tmp_path / "f.docx", entered))
    assert cells(dok)["PLAN-ostbyen hvorfor"] == "Første\nAndre"


def test_a_bookmark_twice_gives_both_and_a_person_decides(plan: Path, tmp_path: Path) -> None:
    def pasted(root: Any) -> None:
        cell = box_of(root, SIKRING).getparent().getparent()
        copy = etree.fromstring(etree.tostring(cell.getparent()))
        for text in box_of(copy, SIKRING).iter(f"{W}t"):
            text.text = "Noe annet"
        cell.getparent().addnext(copy)

    dok, _ = read(changed(plan, tmp_path / "f.docx", pasted))
    said = [one.verdi for one in dok.celler if one.felt == "sikring"]
    assert said == ["Alle saker gjennomgås i dag.", "Noe annet"]
    assert dok.gjenkjent == dok.ventet


def test_a_blank_that_is_deleted_erases_nothing_and_is_told(plan: Path, tmp_path: Path) -> None:
    def deleted(root: Any) -> None:
        box = box_of(root, FRIST)
        for element in (box.getprevious(), box.getnext(), box):
            element.getparent().remove(element)

    dok, problems = read(changed(plan, tmp_path / "f.docx", deleted))
    assert "AV-2026-0001 frist_plan" not in cells(dok)
    assert (dok.gjenkjent, dok.ventet) == (len(keys_in(plan)) - 1, len(keys_in(plan)))
    assert codes(problems) == ["plan-borte"] and "AV-2026-0001, Plan klar" in str(problems[0])


def test_a_control_whose_bookmark_is_gone_is_known_by_its_own_name(plan: Path, tmp_path: Path) -> None:
    def lost(root: Any) -> None:
        box = box_of(root, FRIST)
        for element in (box.getprevious(), box.getnext()):
            element.getparent().remove(element)

    dok, _ = read(changed(plan, tmp_path / "f.docx", lost))
    assert cells(dok)["AV-2026-0001 frist_plan"] == "2026-02-16" and dok.gjenkjent == dok.ventet


def test_a_bookmark_whose_control_is_gone_is_read_all_the_same(plan: Path, tmp_path: Path) -> None:
    """As older programs save it, and LibreOffice without its tags."""

    def unwrapped(root: Any) -> None:
        for box in list(root.iter(f"{W}sdt")):
            for child in list(box.find(f"{W}sdtContent")):
                box.addprevious(child)
            box.getparent().remove(box)

    dok, _ = read(changed(plan, tmp_path / "f.docx", unwrapped))
    assert cells(dok) == cells(read(plan)[0])


def test_bookmarks_of_others_part_no_answer(plan: Path, tmp_path: Path) -> None:
    def copied(root: Any) -> None:
        content = box_of(root, SIKRING).find(f"{W}sdtContent")
        mark = etree.SubElement(content, f"{W}bookmarkStart")
        mark.set(f"{W}id", "5")
        mark.set(f"{W}name", "OLE_LINK1")
        content.append(run(" Og mer."))

    dok, _ = read(changed(plan, tmp_path / "f.docx", copied))
    assert cells(dok)["PLAN-ostbyen sikring"] == "Alle saker gjennomgås i dag. Og mer."


def test_tracked_changes_are_read_as_accepted_with_a_note(plan: Path, tmp_path: Path) -> None:
    def tracked(root: Any) -> None:
        content = box_of(root, SIKRING).find(f"{W}sdtContent")
        old = content.find(f"{W}r")
        deleted, inserted = etree.Element(f"{W}del"), etree.Element(f"{W}ins")
        content.append(deleted)
        content.append(inserted)
        deleted.append(old)
        for text in old.iter(f"{W}t"):
            text.tag = f"{W}delText"
        inserted.append(run("Ny tekst"))

    dok, problems = read(changed(plan, tmp_path / "f.docx", tracked))
    assert cells(dok)["PLAN-ostbyen sikring"] == "Ny tekst"
    assert codes(problems) == ["plan-sporet"]


def test_a_row_deleted_with_tracking_erases_nothing(plan: Path, tmp_path: Path) -> None:
    def tracked(root: Any) -> None:
        row = next(box_of(root, FRIST).iterancestors(f"{W}tr"))
        about = row.find(f"{W}trPr")
        etree.SubElement(about, f"{W}del")

    dok, problems = read(changed(plan, tmp_path / "f.docx", tracked))
    assert "AV-2026-0001 frist_plan" not in cells(dok)
    assert {"plan-sporet", "plan-borte"} == set(codes(problems))


def test_hidden_text_notes_and_boxes_are_left_out_and_told(plan: Path, tmp_path: Path) -> None:
    def added(root: Any) -> None:
        content = box_of(root, SIKRING).find(f"{W}sdtContent")
        hidden = run(" skjult")
        etree.SubElement(hidden, f"{W}rPr").append(etree.Element(f"{W}vanish"))
        hidden.insert(0, hidden[-1])
        note = run("")
        etree.SubElement(note, f"{W}footnoteReference")
        box = run("")
        etree.SubElement(etree.SubElement(box, f"{W}pict"), f"{W}txbxContent").append(paragraph("i boks"))
        content.extend([hidden, note, box])

    made = changed(plan, tmp_path / "f.docx", added)
    parts = parts_of(made)
    comments = f'<w:comments xmlns:w="{W[1:-1]}"><w:comment w:id="0"/></w:comments>'
    packed(made, parts | {"word/comments.xml": comments.encode()})
    dok, problems = read(made)
    assert cells(dok)["PLAN-ostbyen sikring"] == "Alle saker gjennomgås i dag."
    assert sorted(codes(problems)) == ["plan-fotnoter", "plan-merknader", "plan-skjult", "plan-tekstbokser"]
    assert all(one.grad is Grad.MERKNAD for one in problems)


# --- new measures ----------------------------------------------------------------------------------------------------


def test_a_spare_row_becomes_a_measure_for_its_avvik(plan: Path, tmp_path: Path) -> None:
    key = spare_key(plan).removesuffix("tittel")
    typed = {f"{key}tittel": "Fristliste\nLeses hver mandag", f"{key}eier": "Stab", f"{key}frist": "1.3.2026"}
    (ny,) = read(filled(plan, tmp_path / "f.docx", typed))[0].nye
    assert ny.slag is Slag.TILTAK
    assert dict(ny.felt) == {
        "tittel": "Fristliste",
        "beskrivelse": "Leses hver mandag",
        "eier": "stab",
        "frist": "2026-03-01",
        "avvik": "AV-2026-0001",
    }
    assert "AV-2026-0001" in str(ny.sted)


def test_a_spare_row_without_a_title_is_told(plan: Path, tmp_path: Path) -> None:
    key = spare_key(plan).replace("tittel", "frist")
    dok, problems = read(filled(plan, tmp_path / "f.docx", {key: "1.3.2026"}))
    assert dok.nye == () and codes(problems) == ["plan-uten-tittel"]


@pytest.fixture(scope="module")
def proposing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan with proposed measures, and no register."""
    from bvaudit.reports.docx.finish import write_beside
    from bvaudit.reports.docx.template import open_template
    from bvaudit.reports.plan_blocks import PLAN
    from bvaudit.reports.plan_view import plan_view
    from tests.reports.builders import PER, en_revisjon
    from tests.reports.test_plan import et_forslag

    forslag = {"UND-03": (et_forslag("Sjekkliste", eier="stab"), et_forslag("Opplæring"))}
    view = plan_view(en_revisjon(forslag=forslag), "Østbyen", et_kodeverk())
    path = tmp_path_factory.mktemp("forslag") / "plan.docx"
    write_beside(open_template(PLAN, None).fill(view, PER, "0" * 16), path)
    return path


P1 = "FORSLAG_1_REGEL_UND_03_"


@pytest.mark.parametrize(
    ("typed", "ventet"),
    [
        pytest.param({}, [], id="urørt"),
        pytest.param({P1 + "eier": "Barnevernleder"}, [], id="bare rolle er valgt"),
        pytest.param({P1 + "frist": "1.3.2026"}, ["Sjekkliste"], id="med frist er det et tiltak"),
        pytest.param({P1 + "tittel": "Vår egen sjekkliste"}, ["Vår egen sjekkliste"], id="endret"),
        pytest.param({P1 + "beskrivelse": "Slik gjør vi det"}, ["Sjekkliste"], id="endret beskrivelse"),
        pytest.param({P1 + "tittel": ""}, [], id="strøket"),
        pytest.param({P1 + "tittel": "slettes", P1 + "frist": "1.3.2026"}, [], id="strøket med ordet"),
    ],
)
def test_a_proposal_becomes_a_measure_when_somebody_takes_it(
    proposing: Path, tmp_path: Path, typed: dict[str, str], ventet: list[str]
) -> None:
    dok, _ = read(filled(proposing, tmp_path / "f.docx", typed))
    assert [ny.felt["tittel"] for ny in dok.nye] == ventet
    assert all(ny.felt["avvik"] == "REGEL-UND-03" for ny in dok.nye)


def _copied_row(root: Any, key: str, change: bool, keep_keys: bool = False) -> None:
    row = next(box_of(root, key).iterancestors(f"{W}tr"))
    copy = etree.fromstring(etree.tostring(row))
    for mark in [*copy.iter(f"{W}bookmarkStart"), *copy.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)
    if change:
        for text, value in zip(copy.iter(f"{W}t"), ("Limt inn tiltak", "Stab", "4.5.2026"), strict=False):
            text.text = value
    row.addnext(copy)


def test_a_pasted_row_is_a_new_measure_and_a_mere_copy_is_none(plan: Path, tmp_path: Path) -> None:
    key = spare_key(plan)
    dok, problems = read(changed(plan, tmp_path / "f.docx", lambda root: _copied_row(root, key, change=True)))
    (ny,) = dok.nye
    assert (ny.felt["tittel"], ny.felt["eier"], ny.felt["frist"], ny.felt["avvik"]) == (
        "Limt inn tiltak",
        "stab",
        "2026-05-04",
        "AV-2026-0001",
    )
    assert codes(problems) == ["plan-limt-inn"]
    dok, problems = read(changed(plan, tmp_path / "g.docx", lambda root: _copied_row(root, key, change=False)))
    assert (dok.nye, problems) == ((), ())


def test_a_row_that_has_lost_its_keys_is_not_taken_for_a_new_one(proposing: Path, tmp_path: Path) -> None:
    def lost(root: Any) -> None:
        row = next(box_of(root, f"{P1}tittel").iterancestors(f"{W}tr"))
        for text in row.iter(f"{W}t"):
            text.text = "Endret"
        for mark in [*row.iter(f"{W}bookmarkStart"), *row.iter(f"{W}tag")]:
            mark.getparent().remove(mark)

    dok, problems = read(changed(proposing, tmp_path / "f.docx", lost))
    assert dok.nye == () and "plan-rad-uten-felt" in codes(problems)
    assert codes(problems).count("plan-borte") == 1, "one line for the row"


def test_a_case_is_said_to_be_mended(plan: Path, tmp_path: Path) -> None:
    key = next(key for key in keys_in(plan) if key.startswith("SAK_"))
    (cell,) = read(filled(plan, tmp_path / "f.docx", {key: "5. jan. 2026"}))[0].rettet
    assert (cell.felt, cell.verdi) == ("rettet", "2026-01-05") and cell.nr.endswith("/ostbyen")


# --- the head, and files that cannot be read --------------------------------------------------------------------------


def without_properties(path: Path, target: Path) -> Path:
    return packed(target, {name: part for name, part in parts_of(path).items() if name != "docProps/custom.xml"})


def test_a_plan_without_its_properties_is_read_by_its_keys_and_the_printed_head(plan: Path, tmp_path: Path) -> None:
    dok, problems = read(without_properties(plan, tmp_path / "f.docx"))
    hode = pr.reg().hode
    assert (dok.hode.nr, dok.hode.sum) == (hode.nr, hode.sum[:16])
    assert cells(dok)["AV-2026-0001 frist_plan"] == "2026-02-16"
    assert codes(problems) == ["plan-uten-egenskaper"]


def test_two_heads_in_one_plan_are_told(plan: Path, tmp_path: Path) -> None:
    vist = pr.reg().hode.vist
    other = f"{pr.reg().hode.nr - 1}·0000-0000-0000-0000"
    parts = parts_of(plan)
    # The print is cut where a line may not break.
    assert vist.split("·")[0].encode() in parts[DOCUMENT]

    def printed(root: Any) -> None:
        mine = next(p for p in root.iter(f"{W}p") if "Registerets hode" in "".join(p.itertext()))
        texts = list(mine.iter(f"{W}t"))
        for element in list(mine.iter(f"{W}noBreakHyphen")):
            element.getparent().remove(element)
        for text in texts[1:]:
            text.text = ""
        texts[0].text = f"Registerets hode: {other}"

    _, problems = read(changed(plan, tmp_path / "f.docx", printed))
    assert codes(problems) == ["plan-to-hoder"]


DTD = (
    b'<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE d [<!ENTITY a "b">]><w:document xmlns:w="%s"/>' % W[1:-1].encode()
)


@pytest.mark.parametrize(
    ("content", "kode"),
    [
        (b"ikke en fil", "plan-ikke-word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "plan-gammelt"),
        (b"", "plan-ikke-word"),
    ],
)
def test_what_is_no_word_file_is_said_to_be_none(tmp_path: Path, content: bytes, kode: str) -> None:
    path = tmp_path / "f.docx"
    path.write_bytes(content)
    dok, problems = read_plan(path, WORDS)
    assert dok is None and codes(problems) == [kode]
    assert problems[0].grad is Grad.FEIL


@pytest.mark.parametrize(
    ("document", "kode"),
    [
        (DTD, "plan-utrygt"),
        (DTD.decode().encode("utf-16"), "plan-utrygt"),
        (b"<w:document", "plan-skadet"),
        (f'<w:document xmlns:w="{W[1:-1]}"/>'.encode(), "plan-skadet"),
        (f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p/></w:body></w:document>'.encode(), "plan-ikke-plan"),
        (
            f'<w:document xmlns:w="{W[1:-1]}"><w:body>'.encode()
            + b"<w:sdt><w:sdtContent>" * 5000
            + b"</w:sdtContent></w:sdt>" * 5000
            + b"</w:body></w:document>",
            "plan-skadet",
        ),
    ],
    ids=["DTD", "DTD i UTF-16", "halv", "uten kropp", "ikke en plan", "dyp"],
)  # fmt: skip
def test_a_document_that_cannot_be_read_is_refused_whole(tmp_path: Path, document: bytes, kode: str) -> None:
    path = packed(tmp_path / "f.docx", {DOCUMENT: document})
    dok, problems = read_plan(path, WORDS)
    assert dok is None and codes(problems) == [kode]


def test_a_file_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bvaudit.intake.word_parts._MOST_BYTES", 1_000_000)
    path = packed(tmp_path / "f.docx", {DOCUMENT: b"<a/>", "stor.bin": b"\0" * 1_000_001})
    assert path.stat().st_size < 10_000
    assert codes(read_plan(path, WORDS)[1]) == ["plan-for-stort"]


def test_a_file_that_is_not_there_is_said_to_be_gone(tmp_path: Path) -> None:
    assert codes(read_plan(tmp_path / "borte.docx", WORDS)[1]) == ["plan-utilgjengelig"]


@pytest.mark.parametrize("seed", [*range(6), *(pytest.param(seed, marks=pytest.mark.lang) for seed in range(6, 60))])
def test_a_document_that_is_torn_and_mixed_is_read_or_refused_and_never_stops_the_program(
    plan: Path, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)

    def torn(root: Any) -> None:
        for _ in range(rng.randrange(1, 25)):
            inside = [one for one in root.iter() if one.getparent() is not None and one.getparent() is not root]
            one, other = rng.choice(inside), rng.choice(inside)
            if rng.random() < 0.5 and len(inside) > 2:
                one.getparent().remove(one)
            else:
                other.append(etree.fromstring(etree.tostring(one)))

    dok, problems = read_plan(changed(plan, tmp_path / "f.docx", torn), WORDS)
    assert dok is not None or problems
    parts = parts_of(plan)
    content = bytearray(parts[DOCUMENT])
    for _ in range(rng.randrange(1, 20)):
        content[rng.randrange(len(content))] = rng.randrange(32, 127)
    dok, problems = read_plan(packed(tmp_path / "g.docx", parts | {DOCUMENT: bytes(content)}), WORDS)
    assert dok is not None or problems


def run(text: str) -> Any:
    return etree.fromstring(f'<w:r xmlns:w="{W[1:-1]}"><w:t xml:space="preserve">{text}</w:t></w:r>')


def paragraph(text: str) -> Any:
    made = etree.Element(f"{W}p")
    made.append(run(text))
    return made

"""The blanks of a plan: a control with a key around each, filled with what the register knows."""

from pathlib import Path

import docx
import pytest
from lxml import etree

from bvaudit.model.registeret.plannokler import Planmerke, bookmark, guessed, mark_of
from bvaudit.model.registeret.ting import Slag
from bvaudit.reports.docx.blocks import Control, Text
from bvaudit.reports.docx.controls import controls_in, each_once
from bvaudit.reports.docx.own_sum import is_as_written
from bvaudit.reports.plan_minne import Planminne
from bvaudit.reports.plan_skriv import Skriver
from tests.intake.plan_writing import DOCUMENT, W, choices_of, keys_in, packed, parts_of
from tests.reports import plan_register as pr

from .builders import en_revisjon, et_kodeverk, et_svar
from .word_files import en_plan, endre, mal, relasjon, tekst

P, TC, SDT, START, END = (f"{W}{name}" for name in ("p", "tc", "sdt", "bookmarkStart", "bookmarkEnd"))


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pr.with_memory(tmp_path_factory.mktemp("minne") / "plan.docx")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return pr.without_memory(tmp_path_factory.mktemp("uten") / "plan.docx")


def root_of(path: Path) -> etree._Element:
    return etree.fromstring(parts_of(path)[DOCUMENT])


def shown_in(path: Path) -> dict[str, str]:
    """Key → what its control shows."""
    said = {}
    for box in root_of(path).iter(SDT):
        key = box.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        said[key] = "".join("\n" if e.tag == f"{W}br" else e.text or "" for e in box.iter(f"{W}t", f"{W}br"))
    return said


def properties_of(path: Path) -> dict[str, str]:
    root = etree.fromstring(parts_of(path)["docProps/custom.xml"])
    return {each.get("name"): "".join(each.itertext()) for each in root}


@pytest.mark.parametrize("which", ["plan", "bare"])
def test_each_control_lies_alone_in_its_paragraph_between_the_ends_of_its_bookmark(
    which: str, request: pytest.FixtureRequest
) -> None:
    boxes = list(root_of(request.getfixturevalue(which)).iter(SDT))
    assert len(boxes) > 40
    for box in boxes:
        start, end, paragraph = box.getprevious(), box.getnext(), box.getparent()
        assert (start.tag, end.tag, paragraph.tag) == (START, END, P)
        assert start.get(f"{W}name") == box.find(f"{W}sdtPr/{W}tag").get(f"{W}val")
        assert start.get(f"{W}id") == end.get(f"{W}id")
        assert [e.tag for e in paragraph if e.tag != f"{W}pPr"] == [START, SDT, END]


@pytest.mark.parametrize("which", ["plan", "bare"])
def test_nothing_is_printed_after_a_blank_in_its_cell(which: str, request: pytest.FixtureRequest) -> None:
    """So that what stands there when the plan comes back was written."""
    for cell in root_of(request.getfixturevalue(which)).iter(TC):
        kinds = [any(True for _ in p.iter(SDT)) for p in cell.iter(P)]
        assert kinds == sorted(kinds), "printed text stands before the first blank"


@pytest.mark.parametrize("which", ["plan", "bare"])
def test_the_keys_can_be_names_of_bookmarks_and_none_is_there_twice(which: str, request: pytest.FixtureRequest) -> None:
    root = root_of(request.getfixturevalue(which))
    names = [e.get(f"{W}name") for e in root.iter(START)]
    numbers = [e.get(f"{W}id") for e in root.iter(START)]
    assert all(len(name) <= 40 and name.isascii() and (name[0].isalpha() or name[0] == "_") for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    assert len(set(numbers)) == len(numbers) and all(int(number) < 2**31 for number in numbers)


def test_a_blank_is_rich_text_a_day_or_a_list_and_never_plain_text(plan: Path) -> None:
    keys = keys_in(plan)
    assert {*keys.values()} == {"tekst", "dato", "valg"}
    assert not list(root_of(plan).iter(f"{W}text"))
    assert keys["AV_2026_0001_frist_plan"] == "dato" and keys["AV_2026_0001_arsak"] == "valg"
    assert keys["PLAN_ostbyen_sikring"] == "tekst" and keys["TI_2026_0001_eier"] == "valg"
    assert choices_of(plan, "AV_2026_0001_ansvarlig") == ["Barnevernleder", "Stab"]


def test_what_the_register_knows_stands_there_and_the_rest_waits(plan: Path) -> None:
    said = shown_in(plan)
    assert said["AV_2026_0001_frist_plan"] == "16.02.2026"
    assert said["AV_2026_0001_arsak"] == "For lite kapasitet"
    assert said["AV_2026_0001_ansvarlig"] == "Barnevernleder", "of the unit itself"
    assert said["AV_2026_0002_ansvarlig"] == "Barnevernleder, Sørlia"
    assert said["TI_2026_0001_beskrivelse"] == "Listen leses hver morgen.\nTo linjer & <tegn>."
    assert said["AV_2026_0001_TI_2026_0001_i_bruk"] == "01.02.2026"
    assert said["PLAN_ostbyen_sikring"] == "Alle saker gjennomgås i dag."
    assert said["AV_2026_0002_frist_plan"] == "[dato]" and said["PLAN_ostbyen_hvorfor"] == "[skriv her]"
    flags = {e.getparent().find(f"{W}tag").get(f"{W}val") for e in root_of(plan).iter(f"{W}showingPlcHdr")}
    assert flags == {key for key, text in said.items() if text.startswith("[")}


def test_of_a_measure_that_others_have_too_only_the_link_is_written(plan: Path) -> None:
    keys, read = keys_in(plan), tekst(plan)
    assert "AV_2026_0001_TI_2026_0002_i_bruk" in keys and "TI_2026_0002_frist" not in keys
    assert "Ny mal (TI-2026-0002, felles tiltak, beskrives i registeret)" in read
    assert "Daglig fristliste (TI-2026-0001)" in read
    assert not [key for key in keys if "2026_0004" in key], "what is Vestbyen's alone"


def test_open_avvik_this_run_says_nothing_of_stand_in_a_part_of_their_own(plan: Path) -> None:
    read = tekst(plan)
    assert "Andre åpne avvik i registeret" in read and "Telefonen ble ikke tatt" in read
    assert "AV_2026_0003_frist_plan" in keys_in(plan)


def test_without_a_register_the_same_blanks_are_known_by_their_rule(bare: Path) -> None:
    keys = keys_in(bare)
    assert {"REGEL_UND_03_frist_plan", "NY_1_REGEL_UND_03_tittel", "PLAN_ostbyen_godkjent"} <= set(keys)
    assert "AV-2026" not in tekst(bare) and "Registerets hode" not in tekst(bare)
    assert mark_of(properties_of(bare)).hode == "0 "  # type: ignore[union-attr]


def test_the_head_whom_it_is_for_and_the_edition_are_kept_and_the_head_is_printed(tmp_path: Path) -> None:
    path = pr.with_memory(tmp_path / "plan.docx", utgave=3, forrige=pr.DAG, endret=("Noe ble endret.",))
    hode, kept = pr.reg().hode, mark_of(properties_of(path))
    assert kept is not None
    assert (kept.hode, kept.mottaker, kept.enhet, kept.utgave, kept.dag) == (
        f"{hode.nr} {hode.sum}",
        pr.LEDER,
        "ostbyen",
        3,
        "2025-12-31",
    )
    assert {bookmark(*felt) for felt in kept.felt} == set(keys_in(path))
    assert all(len(value) <= 255 for value in properties_of(path).values())
    read = tekst(path)
    assert f"Registerets hode: {hode.vist}" in read
    assert "Utgave 3, forrige utgave har tall per 05.01.2026." in read
    assert "Endret siden forrige utgave" in read and "Noe ble endret." in read


def test_a_letterhead_gives_the_same_blanks_and_keeps_its_own_properties(plan: Path, tmp_path: Path) -> None:
    brev = mal(tmp_path / "brev.docx", "[[INNHOLD]]")
    own = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        b'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Arkivkode"><vt:lpwstr>x</vt:lpwstr>'
        b"</property></Properties>"
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    types = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/></Types>'
    endre(
        brev,
        {
            "docProps/custom.xml": own,
            "[Content_Types].xml": lambda content: content.replace(b"</Types>", types.encode()),
            "_rels/.rels": relasjon("custom-properties", "docProps/custom.xml", external=False),
        },
    )
    made = pr.with_memory(tmp_path / "plan.docx", brev)
    assert list(keys_in(made)) == list(keys_in(plan))
    kept = properties_of(made)
    assert kept.pop("Arkivkode") == "x" and kept == properties_of(plan)


def test_a_template_without_the_marker_has_no_blanks_and_says_none(tmp_path: Path) -> None:
    made = pr.with_memory(
        tmp_path / "plan.docx", mal(tmp_path / "mal.docx", "{% for f in plan.styring %}{{ f.svar }}{% endfor %}")
    )
    kept = mark_of(properties_of(made))
    assert kept is not None and kept.felt == ()
    assert "Alle saker gjennomgås i dag." in tekst(made), "what the register knows is there all the same"


def test_a_key_stands_at_one_control_only_and_a_name_word_cannot_have_at_none() -> None:
    controls = [
        Control(nokkel=nokkel, ledetekst="", plassholder="x")
        for nokkel in ("AV_2026_0001_frist", "av_2026_0001_FRIST", "æ_1", "1_a", "a" * 41, "AV_2026_0002_frist")
    ]
    blocks = each_once([Text(tekst=(control,)) for control in controls])
    assert [control.nokkel for control in controls_in(blocks)] == ["AV_2026_0001_frist", "AV_2026_0002_frist"]


@pytest.mark.parametrize(
    ("nr", "felt", "ventet"),
    [
        ("AV-2026-0041", "frist_plan", "AV_2026_0041_frist_plan"),
        ("AV-2026-0041/TI-2026-0003", "tiltaksstatus", "AV_2026_0041_TI_2026_0003_tiltaksstatus"),
        ("PLAN-9999-03", "kontroll_hvem", "PLAN_9999_03_kontroll_hvem"),
        ("NY-1-AV-2026-0041", "tittel", "NY_1_AV_2026_0041_tittel"),
    ],
)
def test_a_key_is_read_again_without_the_list_the_plan_keeps(nr: str, felt: str, ventet: str) -> None:
    assert bookmark(nr, felt) == ventet and len(ventet) <= 40
    assert guessed(ventet, "9999-03") == (nr, felt)


@pytest.mark.parametrize("name", ["AV_2026_0041_tull", "PLAN_nord_sikring", "_bv_3", "OLE_LINK1", "AV_26_1_frist"])
def test_what_is_no_key_is_not_guessed_at(name: str) -> None:
    assert guessed(name, "9999-03") is None


def test_long_names_end_in_their_own_print_and_are_all_different() -> None:
    regel = "FJ-" + "lang-regel-" * 3 + "1"
    names = {bookmark(f"NY-{n}-REGEL-{regel}", felt) for n in range(1, 9) for felt in ("tittel", "beskrivelse")}
    assert len(names) == 16 and all(len(name) == 40 for name in names)


def test_a_mark_is_read_as_it_was_written() -> None:
    felt = tuple((f"AV-2026-{n:04d}", felt) for n in range(40) for felt in ("ansvarlig", "frist_plan"))
    merke = Planmerke(hode=f"7 {'a' * 64}", mottaker="x@y", enhet="y", utgave=2, dag="2026-01-01", felt=felt,
                      forslag={"FORSLAG-1-AV-2026-0001:tittel": "0123456789"})  # fmt: skip
    assert mark_of(merke.properties()) == merke
    assert mark_of({"bvaudit-skjema": "plan 99"}) is None and mark_of({}) is None


def test_a_value_of_another_list_than_now_can_still_be_seen_and_kept() -> None:
    """A role or a cause that has been taken out of the lists since it was chosen."""
    skriver = Skriver(kodeverk=et_kodeverk(), enhet="ostbyen")
    felt = skriver.felt(Slag.AVVIK, "AV-2026-0001", "arsak")
    assert [one.kode for one in felt.valg] == ["kapasitet", "rutine"]
    old = skriver.blank("AV-2026-0001", _field("arsak"), "gammel")
    assert old.verdi == "gammel" and [one.kode for one in old.valg] == ["kapasitet", "rutine", "gammel"]


def _field(navn: str):  # type: ignore[no-untyped-def]
    from bvaudit.model.registeret.felter import felt_av

    return felt_av(Slag.AVVIK, navn)


def test_a_measure_that_is_in_the_register_is_no_proposal_any_more() -> None:
    from bvaudit.reports.plan_view import plan_view

    from .test_plan import et_forslag

    forslag = {"UND-03": (et_forslag("Daglig fristliste."), et_forslag("Noe annet"))}
    view = plan_view(en_revisjon(forslag=forslag), "Østbyen", et_kodeverk(), pr.memory())
    (und,) = [a for a in view.avvik if a.regel == "UND-03"]
    assert [t.tiltak for t in und.tiltak if t.foreslatt] == ["Noe annet"]
    assert [t.nr for t in und.registertiltak] == [pr.EGET, pr.FELLES]


def test_a_plan_nobody_has_written_in_is_known_to_be_so(plan: Path, tmp_path: Path) -> None:
    assert is_as_written(plan)
    document = docx.Document(str(plan))
    document.save(str(tmp_path / "lagret.docx"))
    assert is_as_written(tmp_path / "lagret.docx")
    parts = parts_of(plan)
    parts[DOCUMENT] = parts[DOCUMENT].replace(b"[dato]", b"01.02.2026", 1)
    assert not is_as_written(packed(tmp_path / "skrevet.docx", parts))


def test_a_unit_without_memory_of_its_own_says_nothing_of_the_register() -> None:
    view = en_plan(en_revisjon(svar=(et_svar(),)))
    assert (view.hode, view.andre, view.endret) == ("", (), ()) and view.merke.enhet == "ostbyen"
    assert Planminne().hode.nr == 0

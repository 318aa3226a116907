"""What has to be done by when: named cases on made-up documents, and the whole example beside vurder."""

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.findings.deadlines import group_of
from bvaudit.model.frist import Fristgruppe, Fristliste
from bvaudit.model.innhold import Innhold
from bvaudit.reports.deadline_view import about, as_plain, deadline_view, for_unit
from bvaudit.workflows.deadlines import DeadlineRequest, list_deadlines
from bvaudit.workflows.inputs import ImportInputs
from tests.workflows.whole_runs import DEMO_DAY, NOW, judge, key_in, rows

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))
sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))

from bvr_documents import en_sak, melding, undersokelse
from lag_eksempel import write_example

ONSDAG = date(2025, 12, 31)


def listed(folder: Path, *documents: str, per: date = ONSDAG) -> Fristliste:
    source = folder / "inn"
    source.mkdir(parents=True)
    for number, document in enumerate(documents):
        (source / f"{number}.xml").write_text(document, encoding="utf-8")
    inputs = ImportInputs(kilder=(source,), nokkel=key_in(folder))
    request = DeadlineRequest(inputs=inputs, per=per)
    return list_deadlines(request, now=NOW, home=folder / "hjem", progress=None).liste


@pytest.mark.parametrize(
    ("frist", "ventet"),
    [
        pytest.param(date(2025, 12, 30), Fristgruppe.OVER, id="i går er over"),
        pytest.param(date(2025, 12, 31), Fristgruppe.I_DAG, id="siste dag er i tide"),
        pytest.param(date(2026, 1, 4), Fristgruppe.UKEN, id="søndag er denne uken"),
        pytest.param(date(2026, 1, 5), Fristgruppe.NESTE_UKE, id="mandag er neste uke"),
        pytest.param(date(2026, 1, 11), Fristgruppe.NESTE_UKE, id="neste søndag"),
        pytest.param(date(2026, 1, 12), Fristgruppe.SENERE, id="mandagen etter"),
        pytest.param(None, Fristgruppe.OVER, id="mangler nå, og ingen vet siden når"),
    ],
)
def test_weeks_begin_on_monday(frist: date | None, ventet: Fristgruppe) -> None:
    assert group_of(frist, ONSDAG) is ventet


@pytest.mark.parametrize(
    ("start", "slutt", "ventet"),
    [
        pytest.param("2025-12-20", "", (Fristgruppe.OVER, date(2025, 12, 27), -4), id="åpen og over"),
        pytest.param("2025-12-24", "", (Fristgruppe.I_DAG, date(2025, 12, 31), 0), id="siste dag i dag"),
        pytest.param("2025-12-30", "", (Fristgruppe.NESTE_UKE, date(2026, 1, 6), 6), id="åpen, ikke forfalt"),
        pytest.param("2025-12-20", "2025-12-30", None, id="gjort for sent er gjort"),
        pytest.param("2025-12-24", "2025-12-29", None, id="gjort i tide"),
    ],
)
def test_a_melding(tmp_path: Path, start: str, slutt: str, ventet: tuple[Fristgruppe, date, int] | None) -> None:
    concluded = melding(start=start, slutt=slutt)
    document = concluded if slutt else concluded.replace('<Konklusjon SluttDato="" Kode="2"/>', "")
    liste = listed(tmp_path, en_sak(document))
    found = [(one.gruppe, one.frist, one.dager) for one in liste.frister if one.regel == "MEL-01"]
    assert found == ([ventet] if ventet else [])


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Fristliste]:
    folder = tmp_path_factory.mktemp("frister")
    write_example(folder / "dokumenter", cases=120)
    judge(folder / "dokumenter", folder / "ut")
    inputs = ImportInputs(kilder=(folder / "dokumenter",), nokkel=folder / "nokkel.txt")
    request = DeadlineRequest(inputs=inputs, per=DEMO_DAY)
    return folder, list_deadlines(request, now=NOW, home=folder / "hjem", progress=None).liste


@pytest.mark.lang
def test_what_is_over_is_what_vurder_says_is_broken(example: tuple[Path, Fristliste], innhold: Innhold) -> None:
    """All that is over is ikke oppfylt there; what is broken there and not listed is done, or the object is over."""
    folder, liste = example
    standard = {rule.id: rule.variantnavn[0] for rule in innhold.regler.values() if rule.frist}
    broken = {
        (row["regel"], row["objekt_id"]): row
        for row in rows(folder / "ut")
        if standard.get(row["regel"]) == row["variant"] and row["utfall"] == "ikke oppfylt"
    }
    over = {(one.regel, one.objekt_id) for one in liste.frister if one.gruppe is Fristgruppe.OVER}
    assert over
    assert over <= broken.keys()
    open_meldinger = {key for key, row in broken.items() if key[0] == "MEL-01" and not row["faktisk_dato"]}
    assert open_meldinger == {key for key in over if key[0] == "MEL-01"}


@pytest.mark.lang
def test_a_date_that_comes_is_the_last_one_in_time(example: tuple[Path, Fristliste], tmp_path: Path) -> None:
    """Judged on its last day it is not broken, the day after it is: also where no operator knows the day."""
    folder, liste = example
    coming = [one for one in liste.frister if one.gruppe is not Fristgruppe.OVER]
    state = next(one for one in coming if one.regel in {"OMS-01", "TIL-02", "HJE-05", "OMS-09"})
    assert state.frist is not None
    key = (state.regel, state.objekt_id)
    for days, ventet in ((0, False), (1, True)):
        per = date.fromordinal(state.frist.toordinal() + days)
        inputs = ImportInputs(kilder=(folder / "dokumenter",), nokkel=folder / "nokkel.txt")
        request = DeadlineRequest(inputs=inputs, per=per)
        then = list_deadlines(request, now=NOW, home=folder / "hjem", progress=None).liste
        over = {(one.regel, one.objekt_id) for one in then.frister if one.gruppe is Fristgruppe.OVER}
        assert (key in over) is ventet


@pytest.mark.lang
def test_every_unit_is_there_and_the_sums_agree(example: tuple[Path, Fristliste]) -> None:
    _, liste = example
    view = deadline_view(liste, today=DEMO_DAY, whole=True)
    *units, together = view.enheter
    assert [row[0] for row in units] == list(liste.enheter)
    assert [int(n) for n in together[1:]] == [sum(int(row[k]) for row in units) for k in range(1, 6)]
    assert sum(len(group.rader) for group in view.grupper) == len(liste.frister)
    of = Counter(one.enhet for one in liste.frister)
    enhet = next(iter(of))
    assert len(for_unit(liste, enhet).frister) == of[enhet]


@pytest.mark.parametrize(
    ("per", "today", "ventet"),
    [
        pytest.param(ONSDAG, date(2025, 12, 31), "uttrekk 31.12.2025", id="ferskt uttrekk"),
        pytest.param(
            ONSDAG, date(2026, 1, 12), "Uttrekket er fra 31.12.2025; det som er gjort siden, vises ikke.", id="gammelt"
        ),
        pytest.param(
            date(2026, 1, 12), date(2026, 1, 12), "det som er gjort imellom, vises ikke", id="dag etter uttrekket"
        ),
    ],
)
def test_an_old_extract_says_so(per: date, today: date, ventet: str) -> None:
    liste = Fristliste(kommune="Fjordvik", per=per, til=per, uttrekksdato=ONSDAG, enheter=(), frister=(), ukjente=())
    assert ventet in " ".join(about(liste, today))


def test_without_a_melding_nobody_can_reckon_the_last_day(tmp_path: Path) -> None:
    liste = listed(tmp_path, en_sak(undersokelse(start="2025-11-01")))
    assert [one.regel for one in liste.frister if one.regel == "UND-03"] == []
    assert [(one.regel, one.grunn) for one in liste.ukjente if one.sak and one.regel == "UND-03"] == [
        ("UND-03", "Datoen fristen regnes fra, mangler.")
    ]


def test_what_the_source_does_not_have_is_never_over(tmp_path: Path) -> None:
    """Spreadsheets without visits: no visit is missing, and the list says why."""
    example = Path(__file__).resolve().parents[2] / "examples"
    inputs = ImportInputs(kilder=(example / "regneark",), kart=example / "kart.yaml", nokkel=key_in(tmp_path))
    request = DeadlineRequest(inputs=inputs, per=ONSDAG)
    liste = list_deadlines(request, now=NOW, home=tmp_path / "hjem", progress=None).liste
    unknown = {one.regel: one.grunn for one in liste.ukjente if not one.sak}
    assert unknown
    assert not unknown.keys() & {one.regel for one in liste.frister}


VEDTAK = """<Vedtak Id="00000009-1234-4abc-9def-000000000001" StartDato="2025-12-03">
<Lovhjemmel><Lov>BVL2021</Lov><Kapittel>4</Kapittel><Paragraf>2</Paragraf><Ledd>1</Ledd></Lovhjemmel>
<Status Id="0000000a-1234-4abc-9def-000000000001" EndretDato="2025-12-03" Kode="1"/>{slutt}</Vedtak>"""


@pytest.mark.parametrize(
    ("slutt", "ventet"),
    [
        pytest.param("", [(Fristgruppe.SENERE, date(2026, 1, 14))], id="seks uker fra vedtaket"),
        pytest.param('<Konklusjon SluttDato="2025-12-20"/>', [], id="vedtaket tok slutt: ingenting å sende"),
    ],
)
def test_an_acute_decision(tmp_path: Path, slutt: str, ventet: list[tuple[Fristgruppe, date]]) -> None:
    liste = listed(tmp_path, en_sak(VEDTAK.format(slutt=slutt)))
    assert [(one.gruppe, one.frist) for one in liste.frister if one.regel == "AKU-07"] == ventet


KART = """kommune: {nummer: "9999", navn: Fjordvik, organisasjonsnummer: "999999999"}
uttrekk: {dato: 2025-12-31}
datoformat: [iso]
tabeller:
  sak: {fil: saker.csv, kolonner: {sak_id: Sak, start_dato: Opprettet}}
  personalia:
    fil: saker.csv
    kolonner: {sak_id: Sak, start_dato: Opprettet, fodselsdato: Født}
  tiltak:
    fil: tiltak.csv
    kolonner: {sak_id: Sak, tiltak_id: Tiltak, start_dato: Flyttet, slutt_dato: Slutt}
    faste: {kode: "2.1", lov: BVL2021, kapittel: "5", paragraf: "1"}
  oppfolging_utfort:
    fil: besok.csv
    kolonner: {sak_id: Sak, tiltak_id: Tiltak, utfort_dato: Besøk}
    dekker: {fra: 2024-01-01, til: 2025-12-31}
"""


def placed(folder: Path, *visits: str, slutt: str = "") -> Fristliste:
    """A child in a foster home since 2023, in spreadsheets whose visits go on to the day of the extract."""
    source = folder / "ark"
    source.mkdir()
    (folder / "kart.yaml").write_text(KART, encoding="utf-8")
    (source / "saker.csv").write_text("Sak;Opprettet;Født\n1;2023-01-01;2015-05-05\n", encoding="utf-8")
    (source / "tiltak.csv").write_text(f"Sak;Tiltak;Flyttet;Slutt\n1;T1;2023-02-01;{slutt}\n", encoding="utf-8")
    rows = "".join(f"1;T1;{visit}\n" for visit in visits)
    (source / "besok.csv").write_text(f"Sak;Tiltak;Besøk\n{rows}", encoding="utf-8")
    inputs = ImportInputs(kilder=(source,), kart=folder / "kart.yaml", nokkel=key_in(folder))
    request = DeadlineRequest(inputs=inputs, per=ONSDAG)
    return list_deadlines(request, now=NOW, home=folder / "hjem", progress=None).liste


@pytest.mark.parametrize(
    ("besok", "slutt", "ventet"),
    [
        pytest.param(
            ("2025-01-10", "2025-04-01", "2025-07-01", "2025-10-01"),
            "",
            [(Fristgruppe.NESTE_UKE, date(2026, 1, 9))],
            id="det eldste besøket faller ut av året",
        ),
        pytest.param(("2025-03-10", "2025-04-01", "2025-07-01", "2025-10-01"), "", [], id="lenge til neste"),
        pytest.param(("2025-04-01", "2025-07-01"), "", [(Fristgruppe.OVER, None)], id="for få alt i dag"),
        pytest.param(
            ("2025-04-01", "2025-07-01"), "2025-12-15", [], id="barnet er flyttet: ingenting er igjen å gjøre"
        ),
    ],
)
def test_visits(
    tmp_path: Path, besok: tuple[str, ...], slutt: str, ventet: list[tuple[Fristgruppe, date | None]]
) -> None:
    liste = placed(tmp_path, *besok, slutt=slutt)
    assert [(one.gruppe, one.frist) for one in liste.frister if one.regel == "OMS-01"] == ventet


@pytest.mark.lang
def test_json_and_excel(example: tuple[Path, Fristliste], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, liste = example
    ut = tmp_path / "frister.xlsx"
    argv = ["frister", "--uttrekk", str(folder / "dokumenter"), "--nokkel", str(folder / "nokkel.txt")]
    assert run([*argv, "--per", DEMO_DAY.isoformat(), "--json", "--ut", str(ut)]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["frister"] == as_plain(liste, DEMO_DAY)["frister"]
    assert ut.is_file()
    assert run([*argv, "--ut", str(tmp_path / "frister.pdf")]) == 2
    assert run([*argv, "--per", DEMO_DAY.isoformat(), "--enhet", "Finnes ikke"]) == 2


@pytest.mark.lang
def test_the_same_list_gives_the_same_workbook(example: tuple[Path, Fristliste]) -> None:
    from bvaudit.reports.deadline_tables import deadline_book
    from bvaudit.reports.xlsx.tables_book import tables_book

    _, liste = example
    assert tables_book(deadline_book(liste, today=DEMO_DAY)) == tables_book(deadline_book(liste, today=DEMO_DAY))

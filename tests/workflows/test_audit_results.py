"""The results of a whole audit, from its files: held against the same answers counted by hand."""

import csv
import json
import shutil
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from bvaudit.cli.run import run
from bvaudit.loading.folder import read_folder
from bvaudit.model.leseark import Lesepunkt
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.model.mappe import Mappe
from bvaudit.model.utvalg import Bruk
from bvaudit.reports.svar_file import svar_csv
from bvaudit.workflows.audit_frame import asked_in, register_of_frame
from bvaudit.workflows.audit_handouts import Handout
from bvaudit.workflows.audit_results import results_of_audit
from bvaudit.workflows.audits_by_people import Audit, read_audit
from bvaudit.workflows.audits_new import NewAudit, new_audit
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.reading_sheets import reading_sheets
from bvaudit.workflows.write_audit_results import write_audit_results

pytestmark = pytest.mark.lang

ROT = Path(__file__).resolve().parents[2]
NOW = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)
NAVN, LISTE = "fosterhjem-2024", "tema-fosterhjemsbesok"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    """80 of 240 foster homes drawn and read; two in ten not answered, two in ten read by two."""
    rot = tmp_path_factory.mktemp("mappe") / "fosterhjem"
    shutil.copytree(ROT / "examples/fosterhjem-80", rot)
    mappe, _ = read_folder(rot)
    assert mappe is not None
    new_audit(mappe, NewAudit(navn=NAVN, sjekkliste=LISTE), now=NOW, home=rot.parent / "hjem", rolle="stab")
    found = read_audit(mappe, NAVN)
    points = asked(found)
    place = {sak: n for n, sak in enumerate(dict.fromkeys(punkt.gjelder.sak for punkt in points))}
    rows = [row for punkt in points for row in answers(punkt, place[punkt.gjelder.sak] % 10)]
    found.svar.mkdir(exist_ok=True)
    (found.svar / "svar.csv").write_bytes(svar_csv(rows))
    return found


def asked(audit: Audit) -> list[Lesepunkt]:
    reader = audit.gjennomgang.lesere[0]
    used = tuple(p for p in audit.plasser if p.bruk is Bruk.LESES)
    form = Handout(enhet=used[0].enhet, leser=reader, lesing=Lesing.FORSTE, utgave=1, plasser=used)
    return [punkt for ark in reading_sheets(audit, [form]) for punkt in ark.punkter]


def answers(punkt: Lesepunkt, digit: int) -> list[Lesesvar]:
    """By the last digit of the place of the case among those drawn, for what is drawn is another each time: 0 and 1
    nobody answers, 2–3 nei, 4 delvis, the rest ja; 8–9 are read by two."""
    if digit < 2:
        return []
    first = {2: Svarvalg.NEI, 3: Svarvalg.NEI, 4: Svarvalg.DELVIS}.get(digit, Svarvalg.JA)
    given = [_row(punkt, first, Lesing.FORSTE, "l1")]
    again = Svarvalg.JA if digit == 8 else Svarvalg.NEI
    return [*given, _row(punkt, again, Lesing.ANDRE, "l2")] if digit > 7 else given


def _row(punkt: Lesepunkt, svar: Svarvalg, lesing: Lesing, leser: str) -> Lesesvar:
    one, machine = punkt.gjelder, punkt.maskin
    assert svar.utfall is not None
    return Lesesvar(
        revisjon=NAVN,
        regel=one.regel,
        regelversjon=punkt.regelversjon,
        ordlyd=punkt.ordlyd,
        enhet=one.enhet,
        sak=one.sak,
        objekt=one.objekt,
        objekt_id=one.objekt_id,
        leser=leser,
        lesing=lesing,
        svar=svar,
        utfall=svar.utfall,
        feiltype="registreringsfeil",
        maskinens_utfall=machine.utfall if machine is not None and lesing is Lesing.FORSTE else None,
    )


def by_hand(audit: Audit) -> dict[str, Counter[str]]:
    """Rule → answer → how many, of the first reading, from the file."""
    found: dict[str, Counter[str]] = {}
    with (audit.svar / "svar.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["lesing"] == "1":
                found.setdefault(row["regel"], Counter())[row["svar"]] += 1
    return found


def content_of(mappe: Mappe):  # type: ignore[no-untyped-def]
    return content_or_stop(own_content(mappe, ()))


def test_the_numbers_are_those_of_the_file(audit: Audit) -> None:
    result = results_of_audit(audit.mappe, NAVN, content_of(audit.mappe))
    counted, questions = by_hand(audit), Counter(punkt.gjelder.regel for punkt in asked(audit))
    assert len(audit.gjennomgang.lesere) and questions.total() > 80
    assert {one.regel.id for one in result.punkter} == {punkt.regel for punkt in audit.liste.punkter}
    for one in result.punkter:
        assert {svar: n for svar, n in one.svar.items() if n} == dict(counted.get(one.regel.id, {}))
        assert sum(one.svar.values()) + one.ikke_lest == questions[one.regel.id]
        assert one.anslag is None or one.anslag.nedre is None or one.anslag.nedre <= one.nei / one.n <= one.anslag.ovre  # type: ignore[operator]
    assert result.last is None and "Foreløpig" in result.forbehold[0]


def test_the_extract_is_held_against_the_folder_and_corrected(audit: Audit) -> None:
    result = results_of_audit(audit.mappe, NAVN, content_of(audit.mappe))
    (one,) = [row for row in result.mot_mappe if row.regel.id == "OMS-01"]
    with (audit.svar / "svar.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["regel"] == "OMS-01" and row["lesing"] == "1"]
    both = [row for row in rows if row["maskinens_utfall"] in ("oppfylt", "ikke oppfylt", "delvis oppfylt")]
    assert one.n == len(both) > 50
    assert one.oppfylt_register == sum(row["maskinens_utfall"] == "oppfylt" for row in both)
    assert one.oppfylt_mappe == sum(row["svar"] == "ja" for row in both)
    assert one.register_alle == (168, 240) == register_of_frame(audit)["OMS-01", one.enhet]
    assert one.korrigert is not None and one.korrigert.nedre is not None and one.korrigert.ovre is not None
    breach = [row for row in both if row["maskinens_utfall"] != "oppfylt"]
    met = [row for row in both if row["maskinens_utfall"] == "oppfylt"]
    share = (
        168 * sum(row["svar"] == "ja" for row in met) / len(met)
        + 72 * sum(row["svar"] == "ja" for row in breach) / len(breach)
    ) / 240
    assert one.korrigert.andel == pytest.approx(share)


def test_without_the_extract_each_place_is_asked_once(audit: Audit, tmp_path: Path) -> None:
    rot = tmp_path / "uten uttrekk"
    shutil.copytree(audit.mappe.rot, rot)
    shutil.rmtree(rot / "uttrekk")
    mappe, _ = read_folder(rot)
    assert mappe is not None
    assert asked_in(read_audit(mappe, NAVN)) is None
    result = results_of_audit(mappe, NAVN, content_of(mappe))
    assert all(one.ikke_lest <= 80 for one in result.punkter)
    assert all(one.register_alle is None and one.korrigert is None for one in result.mot_mappe)


def test_the_workbook_has_every_sheet_as_tables_and_the_same_bytes(audit: Audit) -> None:
    first = write_audit_results(audit.mappe, NAVN, progress=None)
    (fil,) = first.filer
    before = fil.read_bytes()
    write_audit_results(audit.mappe, NAVN, progress=None)
    assert fil.read_bytes() == before
    book = openpyxl.load_workbook(fil)
    assert book.sheetnames == [
        *("Oversikt", "Punkter", "Register mot mappe", "To lesere", "Runder", "Funn", "Uenighet", "Utvalg", "Ramme"),
        *("Merknader", "Ordbruk"),
    ]
    empty = {"Runder", "Merknader"}
    assert {sheet.title for sheet in book if not sheet.tables} == empty
    rows = list(book["Punkter"].iter_rows(min_row=2, values_only=True))
    assert len(rows) == len(first.resultat.punkter)
    for row, one in zip(rows, first.resultat.punkter, strict=True):
        ja, delvis, nei, ikke = (one.svar[svar] for svar in ("ja", "delvis", "nei", "ikke aktuelt"))
        assert row[3:10] == (ja, delvis, nei, ikke, one.ikke_lest, one.n, ja + delvis)
    cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    shown = [cell for cell in cells if cell.startswith("S-")]
    assert shown and max(map(len, shown)) <= len("S-") + 16  # never a whole pseudonym


def test_the_screen_and_the_json(audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["revisjon", "resultat", NAVN, "--mappe", str(audit.mappe.rot)]) == 0
    shown = capsys.readouterr()
    assert "foreløpig" in shown.out.splitlines()[0]
    assert "gjennomgang.xlsx" in shown.out and "bvaudit status" in shown.out
    assert "OMS-01" in shown.out
    assert len(shown.out.splitlines()) < 25
    assert run(["revisjon", "resultat", NAVN, "--mappe", str(audit.mappe.rot), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["revisjon"] == NAVN and told["last"] is None
    (one,) = [row for row in told["punkter"] if row["regel"] == "OMS-01"]
    assert one["svar"]["nei"] == by_hand(audit)["OMS-01"]["nei"]
    assert {"register_mot_mappe", "to_lesere", "runder", "forbehold", "logg", "filer"} <= told.keys()


def test_an_audit_nobody_has_heard_of(audit: Audit, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["revisjon", "resultat", "fosterhjem-2025", "--mappe", str(audit.mappe.rot)]) == 2
    assert "mente du «fosterhjem-2024»?" in capsys.readouterr().err

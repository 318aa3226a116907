"""What is looked at when an edition is sent, and what is told of those that were."""

import os
import shutil
import signal
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.errors import UsageError
from bvaudit.model.kommune import Kommune
from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.utgave import RADER_CSV, UTGAVE_YAML
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_facts import Rapportfakta
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.workflows import editions
from bvaudit.workflows.edition_chosen import chosen
from bvaudit.workflows.edition_rows import every_printed, newest_event
from bvaudit.workflows.editions import Sending, Utgave, earlier_public_rows, editions_in, send, unknown_public
from bvaudit.workflows.public_rows import made_public

DAG = date(2026, 1, 10)
OFFENTLIG = Malgruppe.OFFENTLIG


def row(verdi: float | None, enhet: str = "") -> Nokkelrad:
    return Nokkelrad(
        tall="under_omsorg", variant="dag", storrelse="antall_barn", periode_fra=DAG, periode_til=DAG, enhet=enhet,
        verdi=verdi, tilstand=Tilstand.SKJULT if verdi is None else Tilstand.VERDI,
        kilde="avviksregisteret, 17·3f9a-20cc-81d4-7be0",
    )  # fmt: skip


@pytest.fixture
def mappe(tmp_path: Path) -> Mappe:
    rot = tmp_path / "kommune"
    rot.mkdir()
    return Mappe(rot=rot, kommune=Kommune(navn="Solvik", kommunenummer="0001"))


def annex(tmp_path: Path, id_: str, *rows: Nokkelrad) -> Path:
    known = Rapportfakta(kommune="Solvik", dag=DAG, rader=rows, tekster={})
    book = Vedlegg(rader={one.celle: one for one in rows}, fakta=known, offentlig=True)
    book.hidden(rows)
    path = tmp_path / f"{id_}-offentlig-2026-01-10-vedlegg.xlsx"
    write_tables(book.book(id_, ()), path)
    return path


def sent(mappe: Mappe, *files: Path, **more: object) -> Utgave:
    facts = {"mappe": mappe, "filer": files, "id": "svar", "malgruppe": OFFENTLIG, "dag": DAG, "til": "alle"}
    return send(Sending(**(facts | more)))  # type: ignore[arg-type]


def test_what_was_shown_once_is_known_whatever_a_later_edition_hides(mappe: Mappe, tmp_path: Path) -> None:
    """Vest's 19 was printed, and hidden in the next: it covers nothing any more."""
    kept = every_printed([[row(41), row(19, "Vest")], [row(None, "Vest")]])
    assert {(one.enhet, one.verdi) for one in kept} == {("", 41), ("Vest", 19), ("Vest", None)}
    public = made_public([row(41), row(19, "Vest"), row(2, "Nord"), row(20, "Øst")], tidligere=kept)
    assert next(one for one in public.rader if one.enhet == "Øst").tilstand is Tilstand.SKJULT


def test_the_very_same_is_not_sent_twice_to_the_same(mappe: Mappe, tmp_path: Path) -> None:
    paper = annex(tmp_path, "en", row(41))
    sent(mappe, paper)
    with pytest.raises(UsageError, match="som nummer 1"):
        sent(mappe, paper)
    assert sent(mappe, paper, til="kommunestyret").merke.nr == 2
    assert sent(mappe, paper, retter=1, grunn="feil mottaker").merke.nr == 3


def test_a_small_number_typed_into_the_workbook_is_seen(mappe: Mappe, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="for lite til å være offentlig"):
        sent(mappe, annex(tmp_path, "en", row(41), row(2, "Nord")))
    assert sent(mappe, annex(tmp_path, "en", row(41), row(2, "Nord")), malgruppe=Malgruppe.LEDER).merke.nr == 1


def test_a_public_paper_goes_with_its_numbers(mappe: Mappe, tmp_path: Path) -> None:
    paper = tmp_path / "bystyre-offentlig-2026-01-10.docx"
    paper.write_bytes(b"x")
    with pytest.raises(UsageError, match="vedlegg"):
        chosen(mappe, (str(paper),), None)
    book = annex(tmp_path, "bystyre", row(41))
    assert chosen(mappe, (str(paper),), None).filer == (paper, book)


def test_an_edition_whose_mark_cannot_be_read_still_counts_for_what_it_printed(mappe: Mappe, tmp_path: Path) -> None:
    first = sent(mappe, annex(tmp_path, "en", row(41)))
    (first.mappe / UTGAVE_YAML).chmod(0o600)
    (first.mappe / UTGAVE_YAML).write_text("nr: [")
    assert [one.verdi for one in earlier_public_rows(mappe)] == [41]
    (first.mappe / RADER_CSV).unlink()  # then what its workbook says
    assert [one.verdi for one in earlier_public_rows(mappe)] == [41]


def test_editions_that_are_gone_are_told_and_their_numbers_are_not_used_again(mappe: Mappe, tmp_path: Path) -> None:
    first = sent(mappe, annex(tmp_path, "en", row(41)))
    sent(mappe, annex(tmp_path, "to", row(20, "Øst")), retter=1, grunn="feil")
    shutil.move(first.mappe, tmp_path / "flyttet")
    assert editions_in(mappe).borte == (1,)
    assert unknown_public(mappe) == ("1",)
    assert sent(mappe, annex(tmp_path, "tre", row(21, "Vest"))).merke.nr == 3


def test_a_public_edition_without_its_numbers_is_told(mappe: Mappe, tmp_path: Path) -> None:
    first = sent(mappe, annex(tmp_path, "en", row(41)))
    assert unknown_public(mappe) == ()
    for path in first.mappe.iterdir():
        if path.name != UTGAVE_YAML:
            path.unlink()
    assert unknown_public(mappe) == (first.mappe.name,)


def test_the_papers_say_how_old_the_register_they_rest_on_is() -> None:
    older = replace(row(41), kilde="avviksregisteret, 9·3f9a-20cc-81d4-7be0")
    assert newest_event([older, row(2, "Nord"), replace(row(3), kilde="fagsystemet")]) == 17
    assert newest_event([replace(row(3), kilde="fagsystemet")]) == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="bare der en kjøring kan deles i to")
def test_a_run_that_is_killed_leaves_no_edition_and_the_next_one_goes_well(mappe: Mappe, tmp_path: Path) -> None:
    paper = annex(tmp_path, "en", row(41))
    child = os.fork()
    if not child:
        editions.seal = lambda path: os.kill(os.getpid(), signal.SIGKILL)
        sent(mappe, paper)
        os._exit(0)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
    assert editions_in(mappe).utgaver == () and earlier_public_rows(mappe) == ()
    assert sent(mappe, paper).merke.nr == 1
    assert [path.name for path in mappe.utgaver.iterdir() if not path.name.startswith(".bvaudit-las")] == [
        "2026-01-10-svar-offentlig-1"
    ]

"""Settling what two readers differ on, and the questions they ask: forms that come back to the audit."""

from datetime import date
from pathlib import Path

import pytest
from leseark_eksempel import DAG, FEILTYPER, PER, Revisjon, filled, form_file, leseark, points, revisjon
from test_read_review import kept, log_of, read, told

from bvaudit.intake.question_rows import Sporsmalsrad, question_id, read_questions
from bvaudit.model.leseark import Enighetsark, Lesesporsmal, Sporsmalsark, Uenighet
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.reports.question_file import question_csv
from bvaudit.reports.question_form import question_form
from bvaudit.reports.settle_form import settle_form
from bvaudit.reports.xlsx.form import write_form

ROLLER = (("enhetsleder", "Enhetsleder"), ("teamleder", "Teamleder"))


@pytest.fixture
def made(tmp_path: Path) -> Revisjon:
    """Two have read the same; they differ on the first point of each case."""
    made = revisjon(tmp_path / "Prøvik")
    first, second = leseark(made), leseark(made, lesing=Lesing.ANDRE, leser="l3")
    fylt = filled(second)
    for sak in second.saker[:3]:
        fylt[sak.punkter[0].id] = {"svar": "nei", "begrunnelse": "Finner det ikke"}
    read(made, form_file(tmp_path / "a", first, filled(first)))
    read(made, form_file(tmp_path / "b", second, fylt))
    return made


def differing(made: Revisjon) -> tuple[Uenighet, ...]:
    rows = {(row.sak, row.regel, row.lesing): row for row in kept(made)}
    return tuple(
        Uenighet(
            punkt=punkt,
            kort=sak.kort,
            forste=rows[sak.sak, punkt.gjelder.regel, Lesing.FORSTE],
            andre=rows[sak.sak, punkt.gjelder.regel, Lesing.ANDRE],
        )
        for sak in leseark(made).saker[:3]
        for punkt in sak.punkter[:1]
    )


def settle_file(
    folder: Path, made: Revisjon, fylt: dict[str, dict[str, str | date]], navn: str = "enighet.xlsx"
) -> Path:
    ark = Enighetsark(
        revisjon=made.navn,
        tittel="Høsten 2025",
        kommune="Prøvik",
        utgave=1,
        per=PER,
        program="bvaudit",
        uenige=differing(made),
        roller=ROLLER,
        feiltyper=FEILTYPER,
    )
    write_form(settle_form(ark, PER, fylt), folder / navn)  # type: ignore[arg-type]
    return folder / navn


def settled(made: Revisjon) -> list[Lesesvar]:
    return [row for row in kept(made) if row.lesing is Lesing.ENIGHET]


def ids(made: Revisjon) -> list[str]:
    return [sak.punkter[0].id for sak in leseark(made).saker[:3]]


ALL = {"svar": "delvis", "begrunnelse": "Sagt, ikke skrevet", "avgjort_av": "enhetsleder", "feiltype": "dokumentasjon"}


def test_what_is_settled_keeps_both_originals(made: Revisjon, tmp_path: Path) -> None:
    before = kept(made)
    result = read(made, settle_file(tmp_path, made, {ids(made)[0]: dict(ALL)}))
    assert result.problems == ()
    assert result.linjer[1:] == ("  1 av 3 avgjort", "  1 nytt svar")
    (row,) = settled(made)
    assert (row.svar, row.begrunnelse, row.leser, row.feiltype, row.dato) == (
        Svarvalg.DELVIS,
        "Sagt, ikke skrevet",
        "enhetsleder",
        "dokumentasjon",
        DAG,
    )
    assert row.kilde.startswith("enighet-nr-1.xlsx!Ulike svar!")
    assert set(before) < set(kept(made))
    assert log_of(made)[-1].hva is Hendelse.SKJEMA_INN
    assert read(made, settle_file(tmp_path, made, {ids(made)[0]: dict(ALL)})).filer == ()


def test_who_and_why_must_be_there(made: Revisjon, tmp_path: Path) -> None:
    first, second, third = ids(made)
    fylt = {first: {"svar": "ja", "begrunnelse": "Enige"}, second: {"svar": "nei", "avgjort_av": "teamleder"}}
    result = read(made, settle_file(tmp_path, made, {**fylt, third: {"begrunnelse": "Ikke avgjort"}}))
    assert sorted(kode for kode, _ in told(result)) == [
        "lesesvar-avgjort-uten-avgjort-av",
        "lesesvar-avgjort-uten-begrunnelse",
        "lesesvar-uten-svar",
    ]
    assert all("Ulike svar!" in cell for _, cell in told(result))
    assert settled(made) == []


def test_settled_otherwise_by_another(made: Revisjon, tmp_path: Path) -> None:
    read(made, settle_file(tmp_path, made, {ids(made)[0]: dict(ALL)}))
    other = {**ALL, "svar": "ja", "avgjort_av": "teamleder"}
    path = settle_file(tmp_path, made, {ids(made)[0]: other}, "kopi.xlsx")
    assert [kode for kode, _ in told(read(made, path))] == ["lesesvar-avgjort-av-en-annen"]
    assert [row.svar for row in settled(made)] == [Svarvalg.DELVIS]
    read(made, path, erstatt=True)
    assert [(row.svar, row.leser) for row in settled(made)] == [(Svarvalg.JA, "teamleder")]


def test_nothing_to_settle_between(made: Revisjon, tmp_path: Path) -> None:
    path = settle_file(tmp_path, made, {ids(made)[0]: dict(ALL)})
    made.svar.unlink()
    assert [kode for kode, _ in told(read(made, path))] == ["lesesvar-ikke-to-svar"]


def asked_file(folder: Path, made: Revisjon, asked: list[tuple[str, str]]) -> Path:
    """A reading form with questions written in it."""
    from openpyxl import load_workbook

    ark = leseark(made)
    path = form_file(folder, ark, filled(ark))
    book = load_workbook(path)
    sheet = book["Spørsmål"]
    head = next(cell for cell in sheet["A"] if cell.value == "_id:sporsmal")
    for number, (punkt, sporsmal) in enumerate(asked, start=1):
        sheet.cell(head.row + number, 2).value = punkt
        sheet.cell(head.row + number, 3).value = sporsmal
    book.save(path)
    return path


def rows_of(made: Revisjon) -> tuple[Sporsmalsrad, ...]:
    rows, problems = read_questions(made.svar.with_name("sporsmal.csv"))
    assert problems == []
    return rows


def test_a_question_is_asked_answered_and_closed(made: Revisjon, tmp_path: Path) -> None:
    regel = points()[0]
    result = read(made, asked_file(tmp_path, made, [(regel, "Gjelder dette også søsken?"), (regel, "")]))
    assert "  1 nytt spørsmål til den som eier sjekklisten" in result.linjer
    assert [kode for kode, _ in told(result)] == ["lesesvar-uten-sporsmal"]
    (row,) = rows_of(made)
    assert (row.regel, row.leser, row.stilt, row.lukket) == (regel, "l1", DAG, None)
    assert row.kilde.startswith("ostbyen-l1-nr-2.xlsx!Spørsmål!C")
    assert read(made, asked_file(tmp_path, made, [(regel, " gjelder dette  også søsken? ")])).filer == ()
    path = answer_file(tmp_path, made, rows_of(made), {row.id: {"svar": "Ja, hvert barn.", "lukket": "ja"}})
    read(made, path)
    (closed,) = rows_of(made)
    assert (closed.svar, closed.lukket, closed.sporsmal) == ("Ja, hvert barn.", DAG, row.sporsmal)
    assert read(made, path).filer == ()


def answer_file(folder: Path, made: Revisjon, rows: tuple[Sporsmalsrad, ...], fylt: dict[str, dict[str, str]]) -> Path:
    ark = Sporsmalsark(
        revisjon=made.navn,
        tittel="Høsten 2025",
        kommune="Prøvik",
        utgave=1,
        per=PER,
        program="bvaudit",
        sporsmal=tuple(row.vist for row in rows),
    )
    write_form(question_form(ark, PER, fylt), folder / "sporsmal.xlsx")  # type: ignore[arg-type]
    return folder / "sporsmal.xlsx"


def test_closed_without_an_answer(made: Revisjon, tmp_path: Path) -> None:
    read(made, asked_file(tmp_path, made, [(points()[0], "Hva med ettervern?")]))
    (row,) = rows_of(made)
    result = read(made, answer_file(tmp_path, made, (row,), {row.id: {"lukket": "ja"}}))
    assert [kode for kode, _ in told(result)] == ["lesesvar-lukket-uten-svar"]
    assert rows_of(made) == (row,)


def test_the_file_of_questions_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = tuple(
        Sporsmalsrad(
            id=question_id("l1", "Nord", regel, said),
            regel=regel,
            leser="l1",
            enhet="Nord",
            sporsmal=said,
            kilde="a!b!C3",
            stilt=DAG,
            svar='med "hermetegn", og\nlinje',
            lukket=closed,
        )
        for regel, said, closed in (("MEL-01", "Hva?", None), ("UND-03", "Hvorfor,\nda?", date(2026, 3, 1)))
    )
    path = tmp_path / "sporsmal.csv"
    path.write_bytes(question_csv(reversed(rows)))
    assert read_questions(path) == (rows, [])
    assert isinstance(rows[1].vist, Lesesporsmal)
    assert rows[1].vist.lukket
    path.write_text(path.read_text("utf-8").replace("2026-03-01", "1. mars"), "utf-8")
    assert [one.sted.linje for one in read_questions(path)[1]] == [3]
    assert read_questions(tmp_path / "ingen.csv") == ((), [])

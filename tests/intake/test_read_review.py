"""Forms for reading cases, read into an audit: what is written, what is told, and what is refused."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from leseark_eksempel import (
    DAG,
    ENHET,
    ENHET_ID,
    REVISJON,
    TID,
    Revisjon,
    cell_of,
    content,
    filled,
    form_file,
    leseark,
    locked,
    points,
    revisjon,
)
from openpyxl import load_workbook
from openpyxl.comments import Comment

from bvaudit.diagnostics import Grad, has_errors
from bvaudit.extract.people.reading_list import ReadingRow, write_reading_list
from bvaudit.intake.svar_rows import read_svar
from bvaudit.intake.workbook_notes import Note, read_notes
from bvaudit.loading.content.revisjonslogg import read_log
from bvaudit.model.leseark import Leseark, Oppsett
from bvaudit.model.lesesvar import Lesesvar, Lesing, Svarvalg
from bvaudit.model.revisjonslogg import Hendelse, Logglinje
from bvaudit.model.utfall import Utfall
from bvaudit.texts import text
from bvaudit.workflows.filled import ReadBack, Reading
from bvaudit.workflows.read_back import read_back, write_events, write_files


@pytest.fixture
def made(tmp_path: Path) -> Revisjon:
    return revisjon(tmp_path / "Prøvik")


def reading(made: Revisjon, path: Path, **mer: Any) -> Reading:
    return Reading(skjema=path, content=content(), mappe=made.mappe, til=None, dag=DAG, program="bvaudit", **mer)


def read(made: Revisjon, path: Path, *, skriv: bool = True, **mer: Any) -> ReadBack:
    told = reading(made, path, **mer)
    result = read_back(told)
    if skriv:
        write_files(result.filer, told)
        write_events(result.hendelser, told, TID)
    return result


def kept(made: Revisjon) -> tuple[Lesesvar, ...]:
    rows, problems = read_svar(made.svar)
    assert problems == []
    return rows


def log_of(made: Revisjon) -> tuple[Logglinje, ...]:
    lines, problems = read_log(made.folder / "logg.csv")
    assert problems == []
    return lines


def told(result: ReadBack) -> list[tuple[str, str]]:
    return [(one.kode, f"{one.sted.ark}!{one.sted.celle}") for one in result.problems]


@pytest.mark.parametrize("oppsett", Oppsett)
def test_a_whole_form(oppsett: Oppsett, made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made, oppsett=oppsett)
    path = form_file(tmp_path, ark, filled(ark))
    shown = read(made, path, skriv=False)
    assert shown.problems == ()
    assert shown.linjer[:2] == (f"{REVISJON}: {ENHET}, leser l1, første lesing", "  18 av 18 besvart")
    assert not made.svar.exists()
    read(made, path)
    rows = kept(made)
    in_use = {sak.sak for sak in ark.saker if not sak.reserve}
    assert {(row.sak, row.regel) for row in rows} == {(sak, regel) for sak in in_use for regel in points()}
    assert {(row.svar, row.utfall, row.leser, row.lesing) for row in rows} == {
        (Svarvalg.JA, Utfall.OPPFYLT, "l1", Lesing.FORSTE)
    }
    assert {row.ordlyd for row in rows} == {one.ordlyd for one in ark.punkter}
    assert all(row.kilde.startswith(f"{ENHET_ID}-l1-nr-1.xlsx!") for row in rows)
    assert (made.svar.with_name("mottatt") / f"{ENHET_ID}-l1-nr-1.xlsx").read_bytes() == path.read_bytes()
    (line,) = log_of(made)
    assert (line.hva, line.enhet, line.leser, line.fil) == (
        Hendelse.SKJEMA_INN,
        ENHET,
        "l1",
        f"{ENHET_ID}-l1.xlsx",
    )
    assert "besvart=18 av=18 nye=18" in line.tekst


def test_the_parquet_says_the_same(made: Revisjon, tmp_path: Path) -> None:
    import duckdb

    ark = leseark(made, maskin={points()[0]: Utfall.OPPFYLT})
    read(made, form_file(tmp_path, ark, filled(ark, "nei", begrunnelse="Står ikke")))
    path = made.svar.with_name("svar.parquet")
    rows = duckdb.execute(f"SELECT sak, regel, svar, maskinens_utfall FROM '{path}'").fetchall()
    assert rows == [(row.sak, row.regel, row.svar.value, row.maskinens_utfall) for row in kept(made)]
    types = duckdb.execute(f"DESCRIBE SELECT regelversjon, dato, svar FROM '{path}'").fetchall()
    assert [one[1] for one in types] == ["DATE", "DATE", "VARCHAR"]


def test_twice_gives_nothing_new(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    read(made, path)
    before = made.svar.read_bytes(), log_of(made)
    again = read(made, path)
    assert (again.filer, again.hendelser, again.uendret) == ((), (), (made.svar,))
    assert (made.svar.read_bytes(), log_of(made)) == before
    assert len(list(made.svar.with_name("mottatt").iterdir())) == 1


def test_an_incomplete_form_is_read_as_far_as_it_goes(made: Revisjon, tmp_path: Path) -> None:
    """Blank and «ikke vurdert» give no row; nei without a reason waits for one; a reason without an answer is told."""
    ark = leseark(made)
    first, second, third = (sak for sak in ark.saker if not sak.reserve)
    fylt = filled(ark)
    for punkt in third.punkter:
        del fylt[punkt.id]
    fylt[first.punkter[0].id] = {"svar": "nei"}
    fylt[first.punkter[1].id] = {"svar": "ikke vurdert"}
    fylt[first.punkter[2].id] = {"begrunnelse": "Se journal"}
    fylt[second.punkter[0].id] = {"svar": "delvis", "begrunnelse": "Bare mor er hørt"}
    path = form_file(tmp_path, ark, fylt)
    result = read(made, path)
    assert told(result) == [
        ("lesesvar-uten-begrunnelse", cell_of(path, first.punkter[0].id, "begrunnelse")),
        ("lesesvar-uten-svar", cell_of(path, first.punkter[2].id, "begrunnelse")),
    ]
    assert not has_errors(result.problems)
    regler = points()
    assert result.linjer[1:4] == (
        "  9 av 18 besvart, 1 mangler begrunnelse, 1 ikke vurdert",
        f"  Plass 1: mangler {regler[0]}, {regler[1]}, {regler[2]}",
        "  Plass 3: ingen punkter er besvart",
    )
    assert len(kept(made)) == 9
    fylt[first.punkter[0].id] = {"svar": "nei", "begrunnelse": "Ikke gjort"}
    again = read(made, form_file(tmp_path, ark, fylt))
    assert "  1 nytt svar" in again.linjer
    assert len(kept(made)) == 10


def test_another_answer_than_the_machines_needs_a_reason(made: Revisjon, tmp_path: Path) -> None:
    regel = points()[0]
    ark = leseark(made, maskin={regel: Utfall.IKKE_OPPFYLT})
    fylt = filled(ark)
    path = form_file(tmp_path, ark, fylt)
    result = read(made, path, skriv=False)
    wanted = [cell_of(path, sak.punkter[0].id, "begrunnelse") for sak in ark.saker[:3]]
    assert told(result) == [("lesesvar-over-uttrekket", cell) for cell in wanted]
    for sak in ark.saker[:3]:
        fylt[sak.punkter[0].id] = {"svar": "ja", "begrunnelse": "Gjort i tide", "feiltype": "registreringsfeil"}
    assert read(made, form_file(tmp_path, ark, fylt)).problems == ()
    rows = [row for row in kept(made) if row.regel == regel]
    assert {(row.svar, row.maskinens_utfall, row.feiltype) for row in rows} == {
        (Svarvalg.JA, Utfall.IKKE_OPPFYLT, "registreringsfeil")
    }


def test_a_struck_case_gives_way_to_the_reserve(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    struck, heir = ark.saker[1], ark.saker[3]
    fylt = filled(ark)
    fylt |= {punkt.id: {"svar": "ja"} for punkt in heir.punkter}
    fylt[struck.sak] = {"utgar": "sperret", "utgar_tekst": "Sperret hos oss"}
    result = read(made, form_file(tmp_path, ark, fylt))
    assert result.problems == ()
    assert "  Plass 2 utgår (sperret), og plass 4 leses i stedet" in result.linjer
    assert "  6 svar på saker som utgår, er ikke med" in result.linjer
    assert {row.sak for row in kept(made)} == {ark.saker[0].sak, ark.saker[2].sak, heir.sak}
    strike, _ = log_of(made)
    assert (strike.hva, strike.sak, strike.grunn, strike.tekst, strike.erstatning) == (
        Hendelse.UTGATT,
        struck.sak,
        "sperret",
        "Sperret hos oss",
        heir.sak,
    )
    assert read(made, form_file(tmp_path, ark, fylt)).filer == ()
    del fylt[
        struck.sak
    ]  # an older copy, where it was not struck yet: the strike stands, and the heir's answers with it
    assert read(made, form_file(tmp_path, ark, fylt)).filer == ()


def test_more_about_why_and_no_reason(made: Revisjon, tmp_path: Path) -> None:
    """It is not struck by that, and it is told with its cell."""
    ark = leseark(made)
    path = form_file(tmp_path, ark, {**filled(ark), ark.saker[0].sak: {"utgar_tekst": "Sperret, tror jeg"}})
    result = read(made, path)
    assert told(result) == [("lesesvar-merknad-uten-grunn", cell_of(path, ark.saker[0].sak, "utgar_tekst"))]
    assert len(kept(made)) == 18


def test_a_reserve_not_in_use(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    fylt = filled(ark) | {ark.saker[3].punkter[2].id: {"svar": "ja"}}
    path = form_file(tmp_path, ark, fylt)
    result = read(made, path)
    assert told(result) == [("lesesvar-reserve", cell_of(path, ark.saker[3].punkter[2].id))]
    assert not made.svar.exists()


def test_a_date_that_has_not_come(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    fylt = filled(ark)
    fylt[ark.saker[0].punkter[1].id] = {"svar": "ja", "dato": date(2026, 2, 2)}
    path = form_file(tmp_path, ark, fylt)
    result = read(made, path)
    assert told(result) == [("lesesvar-fremtid", cell_of(path, ark.saker[0].punkter[1].id, "dato"))]
    fylt[ark.saker[0].punkter[1].id] = {"svar": "ja", "dato": DAG}
    assert read(made, form_file(tmp_path, ark, fylt)).problems == ()


def test_two_copies_that_differ_are_both_kept(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    fylt = filled(ark)
    read(made, form_file(tmp_path / "a", ark, fylt))
    fylt[ark.saker[0].punkter[0].id] = {"svar": "nei", "begrunnelse": "Finner det ikke"}
    copy = form_file(tmp_path / "b", ark, fylt)
    result = read(made, copy)
    cell = cell_of(copy, ark.saker[0].punkter[0].id)
    assert told(result) == [("lesesvar-annet-svar", cell)]
    assert f"{ENHET_ID}-l1-nr-1.xlsx!{cell}" in result.problems[0].tekst
    assert {row.svar for row in kept(made)} == {Svarvalg.JA}
    received = sorted(path.name for path in made.svar.with_name("mottatt").iterdir())
    assert received == [f"{ENHET_ID}-l1-nr-1.xlsx", f"{ENHET_ID}-l1-nr-2.xlsx"]
    assert read(made, copy).filer == ()
    read(made, copy, erstatt=True)
    assert [row.kilde for row in kept(made) if row.svar is Svarvalg.NEI] == [f"{ENHET_ID}-l1-nr-2.xlsx!{cell}"]
    assert len(kept(made)) == 18


def test_what_is_blank_in_an_older_copy_erases_nothing(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    fylt = filled(ark, belegg="journal 3")
    older = form_file(tmp_path / "a", ark, {next(iter(fylt)): {"svar": "ja"}})
    read(made, older)
    read(made, form_file(tmp_path / "b", ark, fylt))
    before = made.svar.read_bytes()
    assert {row.belegg for row in kept(made)} == {"journal 3"}
    assert read(made, older).filer == ()
    assert made.svar.read_bytes() == before


def test_another_edition_of_the_form(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    fylt = filled(ark)
    read(made, form_file(tmp_path / "a", ark, {key: fylt[key] for key in list(fylt)[:5]}))
    read(made, form_file(tmp_path / "b", replace(ark, utgave=2), fylt))
    assert len(kept(made)) == 18


def test_a_second_reading_stands_beside_the_first(made: Revisjon, tmp_path: Path) -> None:
    first, second = leseark(made), leseark(made, lesing=Lesing.ANDRE, leser="l3")
    read(made, form_file(tmp_path / "a", first, filled(first)))
    read(made, form_file(tmp_path / "b", second, filled(second, "nei", begrunnelse="Står ikke")))
    rows = kept(made)
    assert sorted({(row.lesing, row.leser, row.svar) for row in rows}) == [("1", "l1", "ja"), ("2", "l3", "nei")]
    assert len(rows) == 36
    assert (made.svar.with_name("mottatt") / f"{ENHET_ID}-l3-andre-nr-1.xlsx").exists()


REFUSED = {
    "another audit": ({"revisjon": "var-2024"}, "leseskjema-ukjent-revisjon"),
    "another unit": ({"enhet": "Vestbyen"}, "leseskjema-ukjent-enhet"),
    "another reader": ({"leser": "l9"}, "leseskjema-ukjent-leser"),
}


@pytest.mark.parametrize(("change", "kode"), REFUSED.values(), ids=REFUSED)
def test_a_form_of_something_else(change: dict[str, Any], kode: str, made: Revisjon, tmp_path: Path) -> None:
    ark = replace(leseark(made), **change)
    path = form_file(tmp_path, ark, filled(ark), navn="ostbyen-l1.xlsx")
    result = read(made, path)
    assert [one.kode for one in result.problems] == [kode]
    assert not made.svar.exists()


def test_the_same_audit_of_another_municipality(made: Revisjon, tmp_path: Path) -> None:
    """The name of the audit and of the unit can be the same; the cases cannot."""
    other = revisjon(tmp_path / "Nabo", saker=20)
    ark = leseark(other)
    result = read(made, form_file(tmp_path, ark, filled(ark)))
    assert [one.kode for one in result.problems] == ["leseskjema-fremmede-saker"]


def test_outside_the_folder(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    told = Reading(skjema=path, content=content(), mappe=None, til=None, dag=DAG, program="bvaudit")
    assert [one.kode for one in read_back(told).problems] == ["leseskjema-uten-mappe"]


def test_a_locked_audit(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    locked(made)
    assert [one.kode for one in read(made, path).problems] == ["leseskjema-last"]
    assert not made.svar.exists()


def _with_meta(path: Path, kind: str, value: str, old: str) -> Path:
    book = load_workbook(path)
    for row in book["_meta"].iter_rows():
        if row[0].value == "opplysning" and str(row[1].value).startswith(kind):
            row[2].value = str(row[2].value).replace(old, value)
    book.save(path)
    return path


def test_a_hidden_sheet_somebody_has_changed(made: Revisjon, tmp_path: Path) -> None:
    """So that nobody has a machine's outcome, or another reader's form, by changing what nobody sees."""
    ark = leseark(made, maskin={points()[0]: Utfall.IKKE_OPPFYLT})
    path = form_file(tmp_path, ark, filled(ark))
    _with_meta(path, "punkt", "oppfylt", "ikke oppfylt")
    assert [one.kode for one in read(made, path).problems] == ["leseskjema-endret"]


def test_another_wording_is_asked_again(made: Revisjon, tmp_path: Path) -> None:
    ark = _reworded(leseark(made), points()[0], "0" * 16)
    path = form_file(tmp_path, ark, filled(ark))
    result = read(made, path)
    wanted = [cell_of(path, sak.punkter[0].id) for sak in ark.saker[:3]]
    assert told(result) == [("lesesvar-ny-ordlyd", cell) for cell in wanted]
    assert points()[0] not in {row.regel for row in kept(made)}
    assert "  15 av 18 besvart, 3 må besvares på nytt" in result.linjer


def test_another_wording_that_is_the_same_by_the_comparison(made: Revisjon, tmp_path: Path) -> None:
    """It is counted, and still stands under the words it was given to."""
    from bvaudit.model.sammenligning import Forhold, Punktpar, Sammenligning

    regel = points()[0]
    par = Punktpar(fra=regel, til=regel, forhold=Forhold.LIK)
    same = Sammenligning(
        id="x", tittel="x", kilde="x", fra="y", til="egenkontroll-undersokelser-runde-1", punktpar=(par,), fil=""
    )
    known = replace(content(), planer=replace(content().planer, sammenligninger=(same,)))
    ark = _reworded(leseark(made), regel, "0" * 16)
    asked = replace(reading(made, form_file(tmp_path, ark, filled(ark))), content=known)
    result = read_back(asked)
    assert result.problems == ()
    write_files(result.filer, asked)
    assert {row.ordlyd for row in kept(made) if row.regel == regel} == {"0" * 16}
    unlike = replace(same, punktpar=(replace(par, forhold=Forhold.VIDERE),))
    other = replace(asked, content=replace(known, planer=replace(known.planer, sammenligninger=(unlike,))))
    assert {one.kode for one in read_back(other).problems} == {"lesesvar-ny-ordlyd"}


def _reworded(ark: Leseark, regel: str, ordlyd: str) -> Leseark:
    saker = tuple(
        replace(
            sak,
            punkter=tuple(replace(one, ordlyd=ordlyd) if one.gjelder.regel == regel else one for one in sak.punkter),
        )
        for sak in ark.saker
    )
    return replace(ark, saker=saker)


def test_free_text_waits_for_a_person(made: Revisjon, tmp_path: Path) -> None:
    """The cell is told and the text never is."""
    ark = leseark(made)
    fylt = filled(ark)
    fylt[ark.saker[0].punkter[0].id] = {"svar": "nei", "begrunnelse": "Kari, 01011012345, sier nei"}
    fylt[ark.saker[2].sak] = {"utgar": "sperret", "utgar_tekst": "ring 91234567"}
    path = form_file(tmp_path, ark, fylt)
    result = read(made, path, skriv=False)
    text, note = (
        cell_of(path, ark.saker[0].punkter[0].id, "begrunnelse"),
        cell_of(path, ark.saker[2].sak, "utgar_tekst"),
    )
    assert sorted((one.kode, f"{one.sted.ark}!{one.sted.celle}") for one in result.tekstfunn) == [
        ("fritekst-navn", text),
        ("fritekst-personnummer", text),
        ("fritekst-telefon", note),
    ]
    assert not any("Kari" in str(one) or "0101" in str(one) or "9123" in str(one) for one in result.tekstfunn)
    assert all(one.grad is Grad.ADVARSEL for one in result.tekstfunn)


def test_an_older_run_that_stopped_before_the_log(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    told = reading(made, path)
    result = read_back(told)
    write_files(result.filer, told)  # and the machine stopped
    read(made, path)
    assert [line.hva for line in log_of(made)] == [Hendelse.SKJEMA_INN]


def test_two_who_read_in_at_the_same_time(made: Revisjon, tmp_path: Path) -> None:
    """What the other wrote is not lost."""
    from bvaudit.errors import SurroundingsError

    first, second = leseark(made), leseark(made, leser="l2")
    mine, theirs = (reading(made, form_file(tmp_path / one.leser, one, filled(one))) for one in (first, second))
    results = [read_back(one) for one in (mine, theirs)]
    write_files(results[0].filer, mine)
    with pytest.raises(SurroundingsError):
        write_files(results[1].filer, theirs)
    assert {row.leser for row in kept(made)} == {"l1"}
    assert len(list(made.svar.with_name("mottatt").iterdir())) == 1


def test_nobody_reads_their_own_case(made: Revisjon, tmp_path: Path) -> None:
    """The reading list beside the key says who has the case; the exception for a small service is logged."""
    ark = leseark(made)
    own = ark.saker[1]
    row = ReadingRow(enhet=ENHET, plass="2", rolle="trukket", dekknavn="x", saksnokkel=own.sak, saksbehandler="sb7")
    hjem = tmp_path / "hjem"
    hjem.mkdir()
    write_reading_list(hjem / f"leseliste-{REVISJON}.csv", [row])
    path = form_file(tmp_path, ark, filled(ark))
    result = read(made, path, hjem=hjem)
    assert {kode for kode, _ in told(result)} == {"lesesvar-egen-sak"}
    assert {cell for _, cell in told(result)} == {cell_of(path, punkt.id) for punkt in own.punkter}
    assert not made.svar.exists()
    yaml = made.folder / "revisjon.yaml"
    yaml.write_text(yaml.read_text("utf-8") + f"egne_saker: {{enheter: [{ENHET}], grunn: Bare to ansatte}}\n", "utf-8")
    assert "  1 sak er leserens egen, etter unntaket i revisjonen" in read(made, path, hjem=hjem).linjer
    lines = [line for line in log_of(made) if line.hva is Hendelse.EGEN_SAK]
    assert [(line.sak, line.leser, line.tekst) for line in lines] == [(own.sak, "l1", "Bare to ansatte")]


def test_forms_that_wait(made: Revisjon) -> None:
    """As made: nothing to read. Filled in and saved: it waits. Read in: it does not."""
    from bvaudit.workflows.forms_lying import forms_in

    ark = leseark(made)
    path = form_file(made.folder / "skjema", ark)
    assert forms_in(made.mappe, content(), DAG) == ()
    book = load_workbook(path)
    name, cell = cell_of(path, ark.saker[0].punkter[0].id).split("!")
    book[name][cell] = "Ja"
    book.save(path)
    assert [(one.fil, one.ferdig) for one in forms_in(made.mappe, content(), DAG)] == [(path, True)]
    read(made, path)
    assert forms_in(made.mappe, content(), DAG) == ()


def test_on_the_command_line(
    made: Revisjon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Shown first, written when the person says so, and free text only when somebody has said that it can stand."""
    from bvaudit.cli.run import run

    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(made.rot)
    first, second = leseark(made), leseark(made, lesing=Lesing.ANDRE, leser="l3")
    fylt = filled(first)
    fylt[first.saker[0].punkter[0].id] = {"svar": "nei", "begrunnelse": "Kari er ikke hørt"}
    paths = [
        str(form_file(tmp_path / "a", first, fylt)),
        str(form_file(tmp_path / "b", second, filled(second))),
    ]
    assert run(["les", *paths]) == 0
    out = capsys.readouterr().out
    assert "18 av 18 besvart" in out
    assert not made.svar.exists()
    assert run(["les", *paths, "--skriv"]) == 3
    err = capsys.readouterr().err
    assert "Kari" not in err
    assert "--godta-tekst" in err
    assert not made.svar.exists()
    assert run(["les", *paths, "--skriv", "--godta-tekst"]) == 0
    assert len(kept(made)) == 36
    assert len([line for line in log_of(made) if line.hva is Hendelse.SKJEMA_INN]) == 2
    capsys.readouterr()
    assert run(["les", *paths, "--skriv"]) == 0
    assert "Ingenting nytt" in capsys.readouterr().out


def test_a_struck_case_is_told_with_the_words_of_its_reason(made: Revisjon, tmp_path: Path) -> None:
    kodeverk = content().kodeverk
    assert kodeverk is not None
    grunner = tuple((valg.kode, valg.tekst) for valg in kodeverk.utgattgrunner)
    ark = replace(leseark(made), grunner=grunner)
    fylt = {**filled(ark), ark.saker[1].sak: {"utgar": "ikke-tilgang"}}
    result = read(made, form_file(tmp_path, ark, fylt), skriv=False)
    assert "  Plass 2 utgår (ikke tilgang til saken), og plass 4 leses i stedet" in result.linjer


def test_the_end_of_a_message_fits_what_is_wrong(
    made: Revisjon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Excel is named only where something in a form is to be mended in it."""
    from bvaudit.cli.run import run

    monkeypatch.setenv("BVAUDIT_HJEM", str(tmp_path / "hjem"))
    monkeypatch.chdir(made.rot)
    ark = leseark(made)
    good = str(form_file(tmp_path / "a", ark, filled(ark)))
    wrong = str(form_file(tmp_path / "b", ark, {ark.saker[0].punkter[0].id: {"svar": "kanskje"}}))

    def said(*files: str) -> str:
        assert run(["les", *files]) == 3
        return " ".join(capsys.readouterr().err.split())

    excel = text("lesing.ma_rettes")
    assert excel in said(wrong)
    assert excel in said(wrong, "borte.xlsx")
    for file, key, also in (
        ("borte.xlsx", "finnes_ikke", "skjema.les.mangler_fil"),
        (str(tmp_path / "a"), "mappe", "skjema.les.mappe"),
    ):
        told = said(file)
        assert text(f"lesing.{key}") in told
        assert text(also) in told
        assert excel not in told
    assert text("lesing.kan_ikke_brukes") in said("borte.xlsx", str(tmp_path / "a"))
    locked(made)
    told = said(good)
    assert text("lesing.last") in told
    assert excel not in told


def test_a_person_number_in_a_text_that_is_not_taken_stops_too(made: Revisjon, tmp_path: Path) -> None:
    """The copy that is kept holds everything: what differs from the kept answer, and what stands at a struck case."""
    ark = leseark(made)
    first, second, _ = (sak for sak in ark.saker if not sak.reserve)
    fylt = filled(ark, "nei", begrunnelse="Står ikke")
    read(made, form_file(tmp_path, ark, fylt))
    other = dict(fylt)
    for sak in (first, second):
        other[sak.punkter[0].id] = {"svar": "nei", "begrunnelse": "Barnet 15076500565 er ikke nevnt"}
    other[second.sak] = {"utgar": "sperret"}
    found = read(made, form_file(tmp_path, ark, other), skriv=False).tekstfunn
    assert len({one.sted for one in found}) == 2
    assert {one.kode for one in found} == {"fritekst-personnummer"}


def test_the_points_that_are_gone_are_told_in_the_order_of_the_form(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    book = load_workbook(path)
    for sheet in [one for one in book.worksheets if one.sheet_state == "visible"][1:2]:
        book.remove(sheet)
    book.save(path)
    (line,) = (one for one in read(made, path, skriv=False).linjer if "mangler" in one)
    assert [one.strip() for one in line.rpartition("mangler ")[2].split(",")] == list(points())


def test_a_person_number_beside_the_answers_stops_too(made: Revisjon, tmp_path: Path) -> None:
    """In a column of one's own, which nothing is taken from, but which lies in the copy that is kept."""
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    book = load_workbook(path)
    sheet = book["Sak 01"]
    sheet["Z6"], sheet["Z7"] = "Gjelder 150765 00565", 15076500565
    book.save(path)
    found = read(made, path, skriv=False).tekstfunn
    assert [(one.kode, f"{one.sted.ark}!{one.sted.celle}") for one in found] == [
        ("fritekst-personnummer", "Sak 01!Z6"),
        ("fritekst-personnummer", "Sak 01!Z7"),
    ]


def _typed(path: Path, typed: dict[str, object]) -> Path:
    """Cells as «Sak 01!L9», with what people have typed in them."""
    book = load_workbook(path)
    for place, value in typed.items():
        ark, _, celle = place.partition("!")
        (book[ark] if ark in book.sheetnames else book.create_sheet(ark))[celle] = value
    book.save(path)
    return path


@pytest.mark.parametrize("oppsett", Oppsett)
def test_what_is_typed_beside_the_answers_is_said_not_dropped(oppsett: Oppsett, made: Revisjon, tmp_path: Path) -> None:
    """Over what the extract says, in a column of one's own, under the table, and on a sheet of one's own."""
    ark = leseark(made, oppsett=oppsett, maskin={points()[0]: Utfall.OPPFYLT})
    path = form_file(tmp_path, ark, filled(ark))
    sheet = load_workbook(path)["Saker" if oppsett is Oppsett.RAD else "Sak 01"]
    over = next(c for row in sheet.iter_rows() for c in row if str(c.value).startswith("Oppfylt"))
    own = f"{sheet.title}!AZ{over.row}"
    _typed(path, {f"{sheet.title}!{over.coordinate}": "Feil frist", own: "ring først", "Notater!B2": "husk møtet"})
    (problem,) = read(made, path).problems
    assert (problem.kode, problem.grad) == ("lesesvar-utenom-tekst", Grad.MERKNAD)
    assert (problem.sted.ark, problem.sted.celle) == (sheet.title, over.coordinate)
    assert problem.tekst.startswith("3 celler")
    assert len(kept(made)) == 18, "the answers are read all the same"


def test_names_and_numbers_typed_beside_the_answers_stop(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    _typed(path, {"Sak 01!Z9": "ring mor på 91234567", "Sak 01!Z10": 91234567, "Mitt ark!A1": "Snakket med Kari"})
    found = {(one.kode, one.sted.celle) for one in read(made, path, skriv=False).tekstfunn}
    assert found == {("fritekst-telefon", "Z9"), ("fritekst-telefon", "Z10"), ("fritekst-navn", "A1")}


def test_comments_are_said_and_looked_through(made: Revisjon, tmp_path: Path) -> None:
    ark = leseark(made)
    path = form_file(tmp_path, ark, filled(ark))
    book = load_workbook(path)
    book["Sak 01"]["D9"].comment = Comment("Gjelder 15076500565", "Leser")
    book["Sak 02"]["D9"].comment = Comment("Se journalen", "Leser")
    book.save(path)
    result = read(made, path, skriv=False)
    (problem,) = result.problems
    assert (problem.kode, problem.sted.ark, problem.sted.celle) == ("lesesvar-utenom-kommentar", "Sak 01", "D9")
    assert problem.tekst.startswith("2 celler")
    assert [(one.kode, one.sted.celle) for one in result.tekstfunn] == [("fritekst-personnummer", "D9")]


def test_comments_with_answers_are_read_from_their_own_part(tmp_path: Path) -> None:
    """As Excel keeps them: a part of their own that the sheet leads to."""
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheet name="Sak 01" r:id="rId1"/></workbook>')
        rel = '<Relationships><Relationship Id="{}" Target="{}"/></Relationships>'
        archive.writestr("xl/_rels/workbook.xml.rels", rel.format("rId1", "worksheets/sheet1.xml"))
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels", rel.format("rId1", "../threadedComments/threadedComment1.xml")
        )
        archive.writestr(
            "xl/threadedComments/threadedComment1.xml",
            '<ThreadedComments><threadedComment ref="B2"><text>Ring mor</text></threadedComment></ThreadedComments>',
        )
    assert read_notes(path) == (Note(ark="Sak 01", celle="B2", tekst="Ring mor"),)

"""Key figures as files: what is wrong is told where it is, the municipality's own is laid over, and nothing else is
read from their folder."""

from pathlib import Path

import pytest

from bvaudit.diagnostics import Problem
from bvaudit.loading.compiled import compiled, read_compiled
from bvaudit.loading.content.plan_names import unknown_names
from bvaudit.loading.content.plans import plan_of
from bvaudit.loading.yaml.reader import read_text
from bvaudit.model.innhold import Innhold
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.tallord import Storrelse
from bvaudit.workflows.content import content_or_stop, meaningless_figures

HODE = "id: prove\ntittel: Prøve\nkilde: Test\ngjelder: {objekt: undersokelse}\n"


def problems_in(tekst: str, innhold: Innhold) -> list[Problem]:
    document, problems = read_text(HODE + tekst, "nokkeltall/prove.yaml")
    assert document is not None and not problems
    plan, problems = plan_of(document, Path("prove.yaml"), "nokkeltall")
    if plan is None:
        return problems
    return [
        *problems,
        *unknown_names(plan, innhold.regler, innhold.lover, innhold.koder, [plan.record, *innhold.planer.alle]),
    ]


def en_lesning(tekst: str) -> str:
    innrykk = "".join(f"    {linje}\n" for linje in tekst.splitlines())
    return f"lesninger:\n  alle:\n    forklaring: Alle.\n{innrykk}"


@pytest.mark.parametrize(
    ("tekst", "sted"),
    [
        pytest.param("tidd: {dato: start_dato}", "8:5", id="ukjent nøkkel"),
        pytest.param("tell: barn", "6:3", id="verken tid, regel eller forhold"),
        pytest.param("tid: {dato: start_dato}\nregel: {id: UND-03}", "6:3", id="både tid og regel"),
        pytest.param("tid: {dato: start_dato, i_kraft: siste_dag}", "6:3", id="både dato og i kraft"),
        pytest.param("tid: {i_kraft: i_gar}", "8:20", id="ukjent tid"),
        pytest.param("tid: {dato: start_dato}\ntell: dogn", "6:3", id="døgn av noe som skjedde"),
        pytest.param("tid: {i_kraft: siste_dag}\nover: maned", "6:3", id="måneder av en beholdning"),
        pytest.param("tid: {dato: start_dato}\nandel: {av: {sak_id: {utfylt: true}}}", "6:3", id="andel uten teller"),
        pytest.param("tid: {dato: start_dato}\nav_100: true", "6:3", id="av 100 uten deling"),
        pytest.param("regel: {id: UND-99}", "8:17", id="ukjent regel"),
        pytest.param("regel: {id: UND-03, variant: lover}", "8:34", id="ukjent måte å telle på"),
        pytest.param("regel: {id: UND-05}", "8:17", id="besvares av mennesker"),
        pytest.param(
            "tid: {dato: start_dato}\ndeles: {utfall: {felt: konklusjon_kode, kodeliste: finnes_ikke}}",
            "9:56",
            id="ukjent kodeliste",
        ),
        pytest.param(
            "tid: {dato: start_dato}\n"
            "deles: {utfall: {felt: konklusjon_kode, kodeliste: undersokelse_konklusjon, "
            'grupper: {a: {tittel: A, koder: ["77"]}}}}',
            "9:114",
            id="ukjent kode",
        ),
        pytest.param(
            'tid: {dato: start_dato}\ndeles: {utfall: {felt: konklusjon_kode, grupper: {a: {tittel: A, koder: ["1"]}, '
            'b: {tittel: B, koder: ["1"]}}}}',
            "9:13",
            id="samme kode i to grupper",
        ),
        pytest.param(
            "tid: {dato: start_dato}\ndeles: {a: {alder: [0, 6], felt: konklusjon_kode}}", "9:13", id="to delinger"
        ),
        pytest.param(
            "tid: {dato: start_dato}\ndeles: {a: {felt: konklusjon_kode, kart: finnes-ikke}}", "9:46", id="ukjent kart"
        ),
        pytest.param(
            "forhold: {teller: {tall: saker_apne, lesning: finnes_ikke}, nevner: {tall: meldinger}}",
            "8:51",
            id="ukjent lesning av et annet tall",
        ),
        pytest.param(
            "forhold: {teller: {tall: saker_apne}, nevner: {tall: bemanning}}", "8:58", id="en serie som ikke finnes"
        ),
        pytest.param(
            "forhold: {teller: {tall: saker_apne}, nevner: {tall: meldinger, storrelse: arsverk}}",
            "8:51",
            id="en størrelse tallet ikke har",
        ),
        pytest.param("regel: {id: UND-03}\ndeles: {a: {felt: konklusjon_kode}}", "9:5", id="deling av regelsvar"),
        pytest.param("regel: {id: UND-03}\ntell: barn", "9:5", id="barn av regelsvar"),
        pytest.param(
            "tid: {dato: start_dato}\nover: maned\ndeles: {a: {felt: konklusjon_kode}}", "10:5", id="måneder med deling"
        ),
        pytest.param("tid: {dato: start_dato}\nstorrelser: andel", "9:17", id="andel av ingenting"),
    ],
)
def test_a_fault_is_told_where_it_is(innhold: Innhold, tekst: str, sted: str) -> None:
    found = problems_in(en_lesning(tekst), innhold)
    assert [f"{p.sted.linje}:{p.sted.kolonne}" for p in found] == [sted], [str(p) for p in found]


def test_a_break_names_a_reading_that_is_there(innhold: Innhold) -> None:
    tekst = en_lesning("tid: {dato: start_dato}") + "brudd:\n  - {dato: 2026-01-01, grunn: Nytt., lesninger: noe}\n"
    (problem,) = problems_in(tekst, innhold)
    assert problem.kode == "ukjent-lesning" and problem.sted.linje == 10


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        pytest.param("tid: {dato: start_dato}", ["antall"], id="antall"),
        pytest.param("tid: {dato: start_dato}\ntell: barn", ["antall_barn"], id="barn"),
        pytest.param("tid: {i_kraft: noen_dag}\ntell: netter", ["dogn"], id="netter er døgn"),
        pytest.param("tid: {dato: start_dato}\nover: maned", ["gjennomsnitt", "minst", "storst"], id="måneder"),
        pytest.param("tid: {dato: start_dato}\ndeles: {a: {felt: konklusjon_kode}}", ["antall", "andel"], id="deling"),
        pytest.param("regel: {id: UND-03}", ["andel"], id="regel"),
    ],
)
def test_what_is_printed_when_nobody_says(tekst: str, ventet: list[str]) -> None:
    document, _ = read_text(HODE + en_lesning(tekst), "prove.yaml")
    assert document is not None
    plan, _ = plan_of(document, Path("prove.yaml"), "nokkeltall")
    assert plan is not None
    assert [one.value for one in plan.record.standard.maler] == ventet


def test_every_shipped_figure_reads_the_tables_as_they_are() -> None:
    content = content_or_stop(())
    assert meaningless_figures(content, own=False) == []
    assert len(content.nokkeltall) >= 34
    assert all(isinstance(one, Nokkeltall) and one.standard.forklaring for one in content.nokkeltall.values())


def test_what_is_printed_is_named_by_the_contract(innhold: Innhold) -> None:
    for one in innhold.planer.nokkeltall:
        assert all(set(lesning.maler) <= set(Storrelse) and lesning.maler for lesning in one.lesninger), one.id


def test_the_wheel_has_them(innhold: Innhold, tmp_path: Path) -> None:
    path = tmp_path / "innhold.json"
    path.write_bytes(compiled(innhold, "stempel"))
    read = read_compiled(path, "stempel")
    assert read is not None and read.planer.nokkeltall == innhold.planer.nokkeltall


def test_own_figures_are_laid_over_and_looked_at(tmp_path: Path) -> None:
    own = tmp_path / "nokkeltall"
    own.mkdir()
    (own / "prove.yaml").write_text(HODE + en_lesning("tid: {dato: start_dato}"), encoding="utf-8")
    content = content_or_stop([tmp_path])
    assert content.nokkeltall["prove"].egen
    (own / "prove.yaml").write_text(HODE + en_lesning("tid: {dato: finnes_ikke}"), encoding="utf-8")
    with pytest.raises(Exception, match="innholdet") as stopped:
        content_or_stop([tmp_path])
    assert "finnes_ikke" in str(stopped.value.problems[0])  # type: ignore[attr-defined]

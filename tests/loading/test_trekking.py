"""How a checklist draws: names that must be in the tables, and quotas its objects can answer."""

from pathlib import Path

import pytest

from bvaudit.loading.content.plans import read_plans
from bvaudit.model.innhold import Innhold
from bvaudit.model.plans import Trekking

LISTE = """\
id: prove
tittel: En prøve
formal: Å prøve
versjon: "1"
gjelder_fra: 2024-01-01
utvalg:
  per_enhet: 10
  beskrivelse: Noen saker
  gjelder: {{objekt: {objekt}}}
{mer}
punkter:
  - regel: MEL-01
"""


def read(folder: Path, innhold: Innhold, objekt: str, mer: str) -> tuple[Trekking | None, list[str]]:
    (folder / "prove.yaml").write_text(LISTE.format(objekt=objekt, mer=mer), encoding="utf-8")
    plans, problems = read_plans([folder], innhold.regler, innhold.lover, innhold.koder)
    return plans.sjekklister[0].utvalg if plans.sjekklister else None, [str(problem) for problem in problems]


def kvote(mer: str) -> str:
    return f"  kvoter: [{{id: kvote, tekst: En kvote, {mer}}}]"


def test_everything_a_draw_can_say(tmp_path: Path, innhold: Innhold) -> None:
    mer = "  telles_etter: [konklusjon_slutt_dato]\n  startet: start_dato\n  utvides_til: 20\n"
    trekking, problems = read(tmp_path, innhold, "undersokelse", mer + kvote('slag: utfall, koder: ["1"], minst: 2'))
    assert problems == []
    assert trekking is not None and (trekking.startet, trekking.utvides_til) == ("start_dato", 20)
    assert read(tmp_path, innhold, "tiltak", kvote("slag: avsluttet, minst: 2"))[1] == []


@pytest.mark.parametrize(
    ("objekt", "mer", "sted", "said"),
    [
        pytest.param(
            "undersokelse",
            "  telles_etter: [slutt_dato]",
            "10:18",
            "ingen dato som heter «slutt_dato»",
            id="ukjent dato",
        ),
        pytest.param("sak", "  telles_etter: [enhet]", "10:18", "ingen dato som heter «enhet»", id="ikke en dato"),
        pytest.param("tiltak", "  startet: oppstart", "10:12", "ingen dato som heter «oppstart»", id="startet"),
        pytest.param("enhet", "  telles_etter: [start_dato]", "10:18", "ingen saker trekkes", id="enheten"),
        pytest.param("undersokelse", "  utvides_til: 10", "10:16", "det trekkes 10 fra før", id="utvider ikke"),
        pytest.param(
            "sak", kvote('slag: utfall, koder: ["1"], minst: 1'), "10:12", "har ingen konklusjon", id="ingen konklusjon"
        ),
        pytest.param(
            "henvendelse",
            kvote('slag: utfall, koder: ["99"], minst: 1'),
            "10:",
            "«99» finnes ikke i kodelisten",
            id="ukjent kode",
        ),
        pytest.param("flytting", kvote("slag: avsluttet, minst: 1"), "10:12", "har ingen slutt", id="ingen slutt"),
        pytest.param(
            "tiltak", kvote('slag: avsluttet, koder: ["1"], minst: 1'), "10:12", "ikke konklusjoner", id="koder"
        ),
    ],
)
def test_what_the_tables_cannot_answer_is_said_with_its_place(
    tmp_path: Path, innhold: Innhold, objekt: str, mer: str, sted: str, said: str
) -> None:
    trekking, problems = read(tmp_path, innhold, objekt, mer)
    assert trekking is None
    assert len(problems) == 1 and f"/prove.yaml:{sted}" in problems[0] and said in problems[0]


def test_a_list_from_before_still_reads(tmp_path: Path, innhold: Innhold) -> None:
    text = LISTE.format(objekt="sak", mer=kvote('slag: tiltak, koder: ["1"], minst_prosent: 50'))
    (tmp_path / "prove.yaml").write_text(text.replace("  gjelder: {objekt: sak}\n", ""), encoding="utf-8")
    plans, problems = read_plans([tmp_path], innhold.regler, innhold.lover, innhold.koder)
    assert problems == [] and plans.sjekklister[0].utvalg.gjelder is None

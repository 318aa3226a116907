"""What the source does not hold is neither breach nor compliance: the whole way from a source to every output."""

import csv
import json
import re
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.reports.to_json import revisjon_as_json
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs

pytestmark = pytest.mark.lang

ROT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 1, 2, tzinfo=UTC)
PER = date(2025, 12, 31)

BARN = """<Personalia Id="00000005-1234-4abc-9def-{sak:012x}" StartDato="2024-01-01" Fodselsnummer="02011000100"
 Fodseldato="2010-01-02" Kjonn="1"/>"""
PLASSERT = """<Tiltak Id="00000006-1234-4abc-9def-{sak:012x}" StartDato="2024-01-01"><Lovhjemmel><Lov>BVL2021</Lov>
<Kapittel>5</Kapittel><Paragraf>1</Paragraf></Lovhjemmel><Kategori Kode="2.1"/>{under}</Tiltak>"""
FULGT_OPP = """<Oppfolging><Hyppighet Id="00000007-1234-4abc-9def-000000000001" StartDato="2024-01-01" Kode="4"/>
<Utfort Id="00000007-1234-4abc-9def-000000000002" UtfortDato="2025-03-01"/></Oppfolging>"""


def en_sak(sak: int, innhold: str, fagsystem: str = "A") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Barnevern Id="00000001-1234-4abc-9def-{sak:012x}" DatoUttrekk="2025-12-31T02:00:00+01:00">
<Fagsystem Leverandor="Oppdiktet AS" Navn="{fagsystem}" Versjon="1.0"/>
<Avgiver Organisasjonsnummer="999999999" Kommunenummer="9999" Kommunenavn="Prøvevik"/>
<Sak Id="00000002-1234-4abc-9def-{sak:012x}" StartDato="2024-01-01" Journalnummer="P-{sak}">
{BARN.format(sak=sak)}{innhold}</Sak></Barnevern>"""


def judge(folder: Path, kilde: Path, kart: Path | None = None) -> VurderOutcome:
    inputs = ImportInputs(kilder=(kilde,), kart=kart)
    request = VurderRequest(inputs=inputs, ut=folder / "ut", per=PER, periode="alle")
    return evaluate_cases(request, now=NOW, home=folder / "hjem", progress=None)


def rows(folder: Path, regel: str, variant: str) -> list[dict[str, str]]:
    with (folder / "ut" / "resultater.csv").open(encoding="utf-8", newline="") as file:
        return [r for r in csv.DictReader(file) if (r["regel"], r["variant"]) == (regel, variant)]


def text_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        parts = [archive.read(n).decode("utf-8") for n in sorted(archive.namelist()) if n.endswith(".xml")]
    return re.sub(r"<[^>]+>", "", " ".join(parts))


@pytest.fixture(scope="module")
def uten_kolonner(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, VurderOutcome]:
    """The shipped example without three of its columns."""
    folder = tmp_path_factory.mktemp("kart")
    kart = (ROT / "examples" / "kart.yaml").read_text(encoding="utf-8")
    for line in ("      konklusjon_slutt_dato: Konkludert\n", "      utvidet_frist_innvilget: Utvidet frist\n"):
        assert line in kart
        kart = kart.replace(line, "", 1)
    (folder / "kart.yaml").write_text(kart, encoding="utf-8")
    return folder, judge(folder, ROT / "examples" / "regneark", folder / "kart.yaml")


@pytest.mark.parametrize(
    ("regel", "hva"),
    [
        pytest.param("MEL-01", "datoen meldingen ble konkludert", id="uten dato for konklusjon"),
        pytest.param("MEL-02", "datoen meldingen ble konkludert", id="registreringen av den samme datoen"),
        pytest.param("ENM-11", "fødselsnummer", id="uten fødselsnummer"),
        pytest.param("OMS-01", "tiltak og oppfølgingsbesøk", id="uten besøk"),
        pytest.param("TIL-02", "tiltak og tilsynsbesøk", id="uten tilsynsbesøk"),
        pytest.param("HJE-01", "tiltak og tiltaksplaner", id="uten planer"),
    ],
)
def test_a_rule_the_sheets_cannot_answer_is_not_examined_anywhere(
    uten_kolonner: tuple[Path, VurderOutcome], regel: str, hva: str
) -> None:
    folder, outcome = uten_kolonner
    grunn = f"Ikke undersøkt: uttrekket har ikke {hva}."
    (row,) = (i for i in outcome.revisjon.ikke_undersokt if i.regel.id == regel)
    assert row.grunn == grunn
    assert regel not in {s.regel.id for s in outcome.revisjon.svar}
    assert rows(folder, regel, "lov") == rows(folder, regel, "register") == []
    assert grunn in json.dumps(revisjon_as_json(outcome.revisjon), ensure_ascii=False)
    assert grunn in text_of(folder / "ut" / "avviksregister.xlsx")
    assert grunn in text_of(next((folder / "ut").glob("handlingsplan-*.docx")))


def test_what_can_be_answered_still_is(uten_kolonner: tuple[Path, VurderOutcome]) -> None:
    folder, _ = uten_kolonner
    assert len(rows(folder, "UND-01", "register")) == 3
    outcomes = {r["utfall"] for r in rows(folder, "UND-03", "lov")}
    assert outcomes
    assert "ikke undersøkt" not in outcomes


def test_a_sender_that_never_sends_an_element(tmp_path: Path) -> None:
    """The other sender does, and there a child nobody has visited is a breach."""
    source = tmp_path / "inn"
    source.mkdir()
    (source / "a.xml").write_text(en_sak(1, PLASSERT.format(sak=1, under="")), encoding="utf-8")
    (source / "b.xml").write_text(en_sak(2, PLASSERT.format(sak=2, under=FULGT_OPP), "B"), encoding="utf-8")
    (source / "c.xml").write_text(en_sak(3, PLASSERT.format(sak=3, under=""), "B"), encoding="utf-8")
    outcome = judge(tmp_path, source)
    found = sorted((r["utfall"], r["krav"], r["funnet"]) for r in rows(tmp_path, "OMS-01", "lov"))
    assert found == [("ikke oppfylt", "4", "0"), ("ikke oppfylt", "4", "1"), ("uavklart", "4", "0")]
    (said,) = (a for a in outcome.revisjon.advarsler if "aldri levert" in a)
    assert said.startswith("A (v3) i kommune 9999 har aldri levert oppfølgingsbesøk, så OMS-01, ")
    lines = [d for d in outcome.revisjon.datakvalitet if "aldri levert" in d.tekst]
    assert [(d.kilde, d.kode) for d in lines] == [("innlesing", "aldri-levert")]
    (unclear,) = (r for r in rows(tmp_path, "OMS-01", "lov") if r["utfall"] == "uavklart")
    assert "Fagsystemet har aldri levert oppfølgingsbesøk." in unclear["forklaring"]
    assert "kravet var" not in unclear["forklaring"]

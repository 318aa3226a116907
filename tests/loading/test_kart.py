"""kart.yaml: what is understood, and what is refused with its place."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bvaudit.loading.content.kart import load_kart
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.kart_schema import kart_schema
from bvaudit.model.enhet import Enheter
from bvaudit.model.kart import mappable_columns, mappable_tables
from bvaudit.model.personlig import looks_personal
from bvaudit.model.words.lookup import kolonne_omtale, tabell_omtale

EXAMPLE = Path(__file__).parents[2] / "examples" / "kart.yaml"
HEAD = """kommune: {nummer: "9999", navn: Fjordvik, organisasjonsnummer: "999999999"}
uttrekk: {dato: 2025-12-31}
tabeller:
  sak: {fil: saker.csv, kolonner: {sak_id: Sak}}
"""


def told(text: str, tmp_path: Path) -> list[str]:
    path = tmp_path / "kart.yaml"
    path.write_text(text, encoding="utf-8")
    kart, problems = load_kart(path, "kart.yaml")
    assert (kart is None) == bool(problems)
    return [str(problem).split("\n")[0] for problem in problems]


def test_the_example() -> None:
    kart, problems = load_kart(EXAMPLE, "kart.yaml")
    assert problems == []
    assert kart is not None
    assert (kart.kommunenummer, kart.kommunenavn, kart.uttrekk_dato) == ("9999", "Fjordvik", date(2025, 12, 31))
    assert kart.datoformat == ("norsk", "iso")
    henvendelse = next(tabell for tabell in kart.tabeller if tabell.tabell == "henvendelse")
    assert henvendelse.kolonner["start_dato"] == "Mottatt"
    assert henvendelse.faste == {"kode": "2"}
    assert henvendelse.koder == {"konklusjon_kode": {"henlagt": "1", "undersøkes": "2"}}


def test_the_least_there_can_be(tmp_path: Path) -> None:
    path = tmp_path / "kart.yaml"
    path.write_text(HEAD.replace("dato: 2025-12-31", "felt: Tatt ut"), encoding="utf-8")
    kart, problems = load_kart(path)
    assert problems == []
    assert kart is not None
    assert (kart.uttrekk_dato, kart.uttrekk_felt, kart.datoformat) == (None, "Tatt ut", ("iso", "norsk", "excel"))


def test_the_days_and_the_room_a_sheet_has(tmp_path: Path) -> None:
    path = tmp_path / "kart.yaml"
    plan = "  plan: {fil: p.csv, kolonner: {sak_id: Sak}, dekker: {fra: 2025-01-01}, kapasitet: 2}\n"
    path.write_text(HEAD + plan, encoding="utf-8")
    kart, problems = load_kart(path)
    assert problems == []
    assert kart is not None
    sak, mapped = kart.tabeller
    assert (mapped.dekker_fra, mapped.dekker_til, mapped.kapasitet) == (date(2025, 1, 1), None, 2)
    assert (sak.dekker_fra, sak.dekker_til, sak.kapasitet) == (None, None, None)


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak}, dekker: {fra: 1. januar}}\n",
            "kart.yaml:5:61: feil [ugyldig-dato]: «fra» skal være en dato, fant «1. januar»",
            id="dekker som ikke er en dato",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak, startdato: Fra}}\n",
            "kart.yaml:5:46: feil [ukjent-nokkel]: ukjent nøkkel «startdato»",
            id="kolonne som ikke finnes",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {start_dato: Fra}}\n",
            "kart.yaml:5:22: feil [mangler-nokkel]: «kolonner» mangler nøkkelen «sak_id»",
            id="uten sakens id",
        ),
        pytest.param(
            HEAD + "  planer: {fil: p.csv, kolonner: {sak_id: Sak}}\n",
            "kart.yaml:5:3: feil [ukjent-nokkel]: ukjent nøkkel «planer»",
            id="tabell som ikke finnes",
        ),
        pytest.param(
            HEAD.replace("sak: {", "plan: {"),
            "kart.yaml:3:1: feil [mangler-nokkel]: «tabeller» mangler nøkkelen «sak»",
            id="uten saker",
        ),
        pytest.param(
            HEAD + "  plan: {fil: ../p.csv, kolonner: {sak_id: Sak}}\n",
            "kart.yaml:5:15: feil [verdi-form]: «fil» skal være et filnavn "
            "som slutter på .xlsx, .xls, .ods eller .csv, fant «../p.csv»",
            id="fil utenfor mappen",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.docx, kolonner: {sak_id: Sak}}\n",
            "kart.yaml:5:15: feil [verdi-form]: «fil» skal være et filnavn "
            "som slutter på .xlsx, .xls, .ods eller .csv, fant «p.docx»",
            id="ikke et regneark",
        ),
        pytest.param(
            HEAD + "  personalia: {fil: p.csv, kolonner: {sak_id: Barnets navn}}\n",
            "kart.yaml:5:47: feil [personkolonne]: overskriften «Barnets navn» ser ut til å gjelde navn eller adresse, "
            "og slikt leses aldri",
            id="kolonne med navn",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak, kode: Type}, faste: {kode: '1'}}\n",
            "kart.yaml:5:67: feil [dobbel-kolonne]: «kode» står både under kolonner og faste",
            id="både kolonne og fast",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak}, koder: {kode: {tiltaksplan: '1'}}}\n",
            "kart.yaml:5:55: feil [kode-uten-kolonne]: «kode» har koder, men står ikke under kolonner",
            id="koder uten kolonne",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak, kode: Type}, koder: {kode: {tiltaksplan: 1}}}\n",
            "kart.yaml:5:87: feil [verdi-type]: «tiltaksplan» skal være tekst, fant tallet 1",
            id="kode uten anførselstegn",
        ),
        pytest.param(
            HEAD + "  plan_evaluering: {fil: p.csv, kolonner: {sak_id: Sak, utfort_dato: Dato}}\n",
            "kart.yaml:5:33: feil [mangler-nokkel]: tabellen «plan_evaluering» mangler kolonnen «plan_id»",
            id="evaluering uten plan",
        ),
        pytest.param(
            HEAD + "  plan_evaluering: {fil: p.csv, kolonner: {sak_id: Sak, plan_id: Plan}}\n",
            "kart.yaml:5:3: feil [mangler-tabell]: tabellen «plan_evaluering» hører til «plan», som ikke er i kartet",
            id="evaluering, men ingen planer",
        ),
        pytest.param(
            HEAD + "  medvirkning: {fil: p.csv, kolonner: {sak_id: Sak, eier_id: Id}, faste: {eier_type: sak}}\n",
            "kart.yaml:5:86: feil [verdi-valg]: «eier_type» er ikke en tabell som kan eie rader",
            id="eier som ikke kan eie",
        ),
        pytest.param(
            HEAD.replace("dato: 2025-12-31", "dato: 2025-12-31, felt: Tatt ut"),
            "kart.yaml:2:1: feil [verdi-antall]: «uttrekk» skal ha høyst 1 nøkler, fant 2",
            id="både dato og felt",
        ),
        pytest.param(
            HEAD.replace('"9999"', "0301"),
            "kart.yaml:1:19: feil [verdi-type]: «nummer» skal være tekst, fant «0301» uten anførselstegn",
            id="kommunenummer uten anførselstegn",
        ),
        pytest.param(
            HEAD + "datoformat: [svensk]\n",
            "kart.yaml:5:14: feil [verdi-valg]: «datoformat» nr. 1 kan ikke være «svensk»",
            id="ukjent datoformat",
        ),
        pytest.param(
            HEAD + "datoformat: [britisk, amerikansk]\n",
            "kart.yaml:5:1: feil [verdi-flertydig]: datoformat kan ikke være både britisk og amerikansk",
            id="to rekkefølger for dag og måned",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak}, tomme: {kode: ['-']}}\n",
            "kart.yaml:5:55: feil [kode-uten-kolonne]: «kode» har tomme, men står ikke under kolonner",
            id="tomme uten kolonne",
        ),
        pytest.param(
            HEAD + "tomme: [NULL]\n",
            "kart.yaml:5:9: feil [verdi-type]: «tomme» nr. 1 skal være tekst, fant «NULL» uten anførselstegn",
            id="tom tekst uten anførselstegn",
        ),
        pytest.param(
            HEAD + "  plan: {fil: p.csv, kolonner: {sak_id: Sak}, overskriftsrad: 0}\n",
            "kart.yaml:5:63: feil [verdi-grense]: «overskriftsrad» skal være minst 1, fant 0",
            id="overskriftsrad null",
        ),
    ],
)
def test_broken(text: str, ventet: str, tmp_path: Path) -> None:
    assert ventet in told(text, tmp_path)


@pytest.mark.parametrize(
    ("overskrift", "ventet"),
    [
        pytest.param("Navn", True, id="navn"),
        pytest.param("Barnets etternavn", True, id="etternavn"),
        pytest.param("Adresse", True, id="adresse"),
        pytest.param("E-post", True, id="e-post"),
        pytest.param("Mor", True, id="mor"),
        pytest.param("Morgenmøte", False, id="morgen"),
        pytest.param("Bydelsnavn", False, id="bydel"),
        pytest.param("Navn på enhet", False, id="enhet"),
        pytest.param("Mottatt dato", False, id="dato"),
    ],
)
def test_headings_that_look_personal(overskrift: str, ventet: bool) -> None:
    assert looks_personal(overskrift) is ventet


def test_nothing_personal_or_computed_can_be_mapped() -> None:
    for tabell in mappable_tables():
        columns = mappable_columns(tabell)
        assert next(iter(columns)) == "sak_id"
        assert not [k for k in columns if k.endswith(("_nr", "pseudonym")) or k.startswith(("fyller_", "kontroll_"))]


@pytest.mark.parametrize("schema", [schema_of(Enheter), kart_schema()], ids=["enheter", "kart"])
def test_every_key_is_explained_to_the_editor(schema: dict[str, Any]) -> None:
    def keys(part: Any) -> list[Any]:
        found = list(part.get("properties", {}).values())
        return found + [inner for entry in found for inner in keys(entry)]

    for entry in keys(schema):
        assert entry["title"]
        assert entry["description"]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("melding", "henvendelse", id="melding"),
        pytest.param("Bekymringsmeldinger", "henvendelse", id="bekymringsmeldinger"),
        pytest.param("undersøkelser", "undersokelse", id="undersøkelser med ø"),
        pytest.param("barn", "personalia", id="barn når sak er brukt"),
        pytest.param("tilsynsbesøk", "tilsyn_utfort", id="tilsynsbesøk"),
        pytest.param("hjelpetiltak", "tiltak", id="hjelpetiltak"),
        pytest.param("oppfølgingsbesøk", "oppfolging_utfort", id="oppfølgingsbesøk"),
        pytest.param("barnesamtaler", "medvirkning", id="barnesamtaler"),
    ],
)
def test_a_table_by_another_name(written: str, meant: str, tmp_path: Path) -> None:
    path = tmp_path / "kart.yaml"
    path.write_text(HEAD + f"  {written}: {{fil: p.csv, kolonner: {{sak_id: Sak}}}}\n", encoding="utf-8")
    _, problems = load_kart(path)
    assert [p.hint for p in problems] == [f"mente du «{meant}»?"]


@pytest.mark.parametrize(
    ("tabell", "written", "meant"),
    [
        pytest.param("henvendelse", "mottatt", "start_dato", id="mottatt"),
        pytest.param("henvendelse", "konkludert", "konklusjon_slutt_dato", id="konkludert"),
        pytest.param("henvendelse", "melding_id", "henvendelse_id", id="melding_id"),
        pytest.param("undersokelse", "utfall", "konklusjon_kode", id="utfall"),
        pytest.param("undersokelse", "utvidet_frist", "utvidet_frist_innvilget", id="utvidet frist"),
        pytest.param("plan", "type", "kode", id="type"),
        pytest.param("tilsyn_utfort", "dato", "utfort_dato", id="dato"),
        pytest.param("tiltak", "iverksatt", "start_dato", id="iverksatt"),
    ],
)
def test_a_column_by_another_name(tabell: str, written: str, meant: str, tmp_path: Path) -> None:
    path = tmp_path / "kart.yaml"
    table = f"  {tabell}: {{fil: p.csv, kolonner: {{sak_id: Sak, {written}: X}}}}\n"
    path.write_text(HEAD + table, encoding="utf-8")
    _, problems = load_kart(path)
    assert [p.hint for p in problems] == [f"mente du «{meant}»?"]


def test_a_word_nobody_means_is_answered_with_all_there_is(tmp_path: Path) -> None:
    path = tmp_path / "kart.yaml"
    path.write_text(HEAD + "  xyz: {fil: p.csv, kolonner: {sak_id: Sak}}\n", encoding="utf-8")
    _, problems = load_kart(path)
    assert problems[0].hint.startswith("tabellene er sak, sak_enhet, personalia, henvendelse, ")


def test_every_table_and_column_is_said_in_words() -> None:
    for tabell in mappable_tables():
        assert tabell_omtale(tabell).tekst.endswith(".")
        words = [word for k in mappable_columns(tabell) for word in kolonne_omtale(tabell, k).ogsa]
        assert all((word == word.casefold() and word.isascii()) or word == "samvær" for word in words)
        assert all(kolonne_omtale(tabell, k).tekst.endswith(".") for k in mappable_columns(tabell))

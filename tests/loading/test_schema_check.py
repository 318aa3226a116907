"""What a schema demands, said to the person who wrote the file. Each file in «odelagt» is one way of being wrong."""

import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.diagnostics import Problem, in_order
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.hints import nearest
from bvaudit.loading.yaml.reader import read_text, read_yaml

ODELAGT = Path(__file__).parent / "odelagt"
FORVENTET = re.compile(r"# forventet: (\d+:\d+ [a-z-]+)")

DATO = {"type": "string", "format": "date"}
TEKST = {"type": "string", "minLength": 1}


def lukket(properties: dict[str, Any], *required: str) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def operator(navn: str, argumenter: dict[str, Any]) -> dict[str, Any]:
    return lukket({navn: argumenter}, navn)


KRAV_LISTE = {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/krav"}}
REGEL: dict[str, Any] = {
    **lukket(
        {
            "id": {
                "type": "string",
                "pattern": "^[A-Z]{3}-[0-9]{2}$",
                "x-form": "tre store bokstaver, bindestrek og to sifre",
                "x-kode": "regel-id",
                "x-hint": "for eksempel MEL-01",
            },
            "tittel": {**TEKST, "maxLength": 60},
            "alvorlighetsgrad": {"enum": ["lav", "middels", "hoy", "kritisk"]},
            "sikkerhet": {"type": "boolean"},
            "versjoner": {"type": "array", "minItems": 1, "items": {"$ref": "#/definitions/versjon"}},
            "merknader": {"type": "array", "uniqueItems": True, "items": TEKST},
        },
        "id",
        "tittel",
        "alvorlighetsgrad",
        "versjoner",
    ),
    "definitions": {
        "versjon": lukket(
            {
                "gjelder_fra": DATO,
                "hjemmel": {"type": "array", "items": {"$ref": "#/definitions/hjemmel"}},
                "per_enhet": {"type": "integer", "minimum": 1, "maximum": 100},
                "varianter": {
                    "type": "object",
                    "minProperties": 1,
                    "propertyNames": {"enum": ["lov", "register", "ssb"]},
                    "additionalProperties": {"$ref": "#/definitions/krav"},
                },
            },
            "gjelder_fra",
            "varianter",
        ),
        "hjemmel": lukket(
            {"lov": {"enum": ["bvl1992", "bvl2021"]}, "paragraf": {"type": "string", "pattern": "^[0-9]+-[0-9]+$"}},
            "lov",
            "paragraf",
        ),
        "krav": {
            "oneOf": [
                operator(
                    "innen_frist",
                    lukket(
                        {
                            "start": {"type": "string", "description": "Datoen fristen løper fra."},
                            "slutt": {"type": "string"},
                            "lengde": {"type": "string", "format": "varighet"},
                        },
                        "start",
                        "slutt",
                        "lengde",
                    ),
                ),
                operator("en_av", lukket({"felt": TEKST, "verdier": {"type": "array", "items": TEKST}}, "felt")),
                operator("alle", KRAV_LISTE),
                operator("minst_en", KRAV_LISTE),
                operator("ikke", {"$ref": "#/definitions/krav"}),
                operator("manuell", {"const": True}),
            ]
        },
    },
}


def problems_in(text: str, schema: dict[str, Any] = REGEL) -> list[Problem]:
    document, problems = read_text(text, "regel.yaml")
    return in_order([*problems, *(check_schema(document, schema) if document else [])])


def told(problems: list[Problem]) -> list[str]:
    return [f"{p.sted.linje or 1}:{p.sted.kolonne or 1} {p.kode}" for p in problems]


@pytest.mark.parametrize("path", sorted(ODELAGT.glob("*.yaml")), ids=lambda path: path.stem)
def test_broken_file(path: Path) -> None:
    expected = FORVENTET.findall(path.read_bytes().decode("latin-1"))
    document, problems = read_yaml(path, path.name)
    found = in_order([*problems, *(check_schema(document, REGEL) if document else [])])
    assert told(found) == expected, "\n".join(map(str, found))


def test_there_are_enough_broken_files() -> None:
    assert len(list(ODELAGT.glob("*.yaml"))) >= 30


GOD = """\
id: MEL-01
tittel: Melding er gjennomgått innen én uke
alvorlighetsgrad: hoy
versjoner:
  - gjelder_fra: 2023-01-01
    hjemmel: [{lov: bvl2021, paragraf: 2-1}]
    varianter:
      lov: {innen_frist: {start: start_dato, slutt: konklusjon_slutt_dato, lengde: P1W}}
      ssb: {alle: [{manuell: true}, {ikke: {en_av: {felt: kode, verdier: ["2", "3.10"]}}}]}
"""


def test_a_good_rule_has_no_problems() -> None:
    assert problems_in(GOD) == []


def test_the_message_is_read_aloud() -> None:
    text = "#\n#\n#\n" + GOD.replace("P1W", "en uke")
    assert [str(p) for p in problems_in(text)] == [
        "regel.yaml:11:84: feil [verdi-varighet]: «lengde» skal være en varighet, fant «en uke»\n  hint: skriv P1W"
    ]


@pytest.mark.parametrize(
    ("schema", "skrevet", "tekst", "hint"),
    [
        pytest.param(
            {"type": "integer"},
            "sju",
            "«x» skal være et heltall, fant «sju»",
            "skriv et helt tall med sifre",
            id="ord for tall",
        ),
        pytest.param(
            {"type": "integer"},
            '"4"',
            "«x» skal være et heltall, fant teksten «4»",
            "skriv 4 uten anførselstegn",
            id="tall i anførselstegn",
        ),
        pytest.param(
            {"type": "integer"},
            "07",
            "«x» skal være et heltall, fant «07» uten anførselstegn",
            "skriv 7",
            id="null foran tallet",
        ),
        pytest.param(
            {"type": "string"},
            "4",
            "«x» skal være tekst, fant tallet 4",
            'skriv den i anførselstegn: "4"',
            id="tall for tekst",
        ),
        pytest.param(
            {"type": "string"},
            "true",
            "«x» skal være tekst, fant true",
            'skriv den i anførselstegn: "true"',
            id="true for tekst",
        ),
        pytest.param(
            {"type": "string"},
            "3.10",
            "«x» skal være tekst, fant «3.10» uten anførselstegn",
            'skriv den i anførselstegn: "3.10"',
            id="editoren ser desimaltall",
        ),
        pytest.param(
            {"type": "string"},
            "0301",
            "«x» skal være tekst, fant «0301» uten anførselstegn",
            'skriv den i anførselstegn: "0301"',
            id="editoren ser tall",
        ),
        pytest.param({"type": "string"}, "", "«x» skal være tekst, men er tom", "", id="tom verdi"),
        pytest.param({"type": "string"}, "[a]", "«x» skal være tekst, fant en liste", "", id="liste for tekst"),
        pytest.param(
            {"type": "boolean"},
            "ja",
            "«x» skal være sant eller usant (true/false), fant «ja»",
            "skriv true",
            id="ja for true",
        ),
        pytest.param(
            {"type": "boolean"},
            "False",
            "«x» skal være sant eller usant (true/false), fant «False» uten anførselstegn",
            "skriv false",
            id="stor forbokstav",
        ),
        pytest.param(
            {"type": "array"},
            "-a",
            "«x» skal være en liste, fant «-a»",
            "sett mellomrom etter bindestreken: «- …»",
            id="strek uten mellomrom",
        ),
        pytest.param(
            {"type": "array"},
            "{a: 1}",
            "«x» skal være en liste, fant et sett med nøkler",
            "skriv «- » foran hvert ledd, eller sett [ ] rundt",
            id="sett for liste",
        ),
        pytest.param(
            {"type": "object"},
            "a:b",
            "«x» skal være et sett med nøkler, fant «a:b»",
            "sett mellomrom etter kolonet",
            id="kolon uten mellomrom",
        ),
        pytest.param(
            {"type": "object"},
            "[a]",
            "«x» skal være et sett med nøkler, fant en liste",
            "skriv nøklene uten «- » eller [ ]",
            id="liste for sett",
        ),
        pytest.param(
            {"type": ["string", "integer"]},
            "true",
            "«x» skal være tekst eller et heltall, fant true",
            'skriv den i anførselstegn: "true"',
            id="to typer",
        ),
        pytest.param(
            {"type": "string", "title": "Navnet på enheten."},
            "{}",
            "«x» skal være tekst, fant et sett med nøkler",
            "Navnet på enheten",
            id="skjemaets egen forklaring",
        ),
        pytest.param(
            {"enum": ["lav", "hoy"]},
            "høy",
            "«x» kan ikke være «høy»",
            "mente du «hoy»? Velg blant: lav, hoy",
            id="valg med ø",
        ),
        pytest.param(
            {"enum": ["lav", "hoy"]}, "rød", "«x» kan ikke være «rød»", "velg blant: lav, hoy", id="valg uten likhet"
        ),
        pytest.param(
            {"enum": [str(n) for n in range(20)]}, "rød", "«x» kan ikke være «rød»", "", id="for mange valg til å liste"
        ),
        pytest.param(
            {"enum": ["1", "2"]},
            "2",
            "«x» kan ikke være tallet 2",
            'skriv den i anførselstegn: "2"',
            id="valg mangler anførselstegn",
        ),
        pytest.param(
            {"enum": [1, 2]}, '"2"', "«x» kan ikke være «2»", "skriv 2 uten anførselstegn", id="valg har anførselstegn"
        ),
        pytest.param({"const": "v1"}, "v2", "«x» kan ikke være «v2»", "skriv v1", id="fast verdi"),
        pytest.param({"pattern": "^a$"}, "b", "«x» har ikke riktig form, fant «b»", "", id="mønster uten forklaring"),
        pytest.param(
            {"pattern": "^a$", "x-form": "bokstaven a"},
            "b",
            "«x» skal være bokstaven a, fant «b»",
            "",
            id="mønster med forklaring",
        ),
        pytest.param(
            {"pattern": "^a$"}, "|\n  a\n", "«x» har ikke riktig form, fant «a»", "", id="linjeskift til slutt"
        ),
        pytest.param({"minLength": 1}, '""', "«x» kan ikke være tom", "", id="tom tekst"),
        pytest.param({"minLength": 3}, "ab", "«x» skal ha minst 3 tegn, fant 2", "", id="kort tekst"),
        pytest.param({"minItems": 1}, "[]", "«x» kan ikke være tom", "", id="tom liste"),
        pytest.param({"maxItems": 1}, "[a, b]", "«x» skal ha høyst 1 ledd, fant 2", "", id="lang liste"),
        pytest.param(
            {"uniqueItems": True}, "[a, b, a]", "«x» nr. 3 er lik nr. 1", "ta bort den ene", id="gjentatt ledd"
        ),
        pytest.param({"minimum": 1}, "0", "«x» skal være minst 1, fant 0", "", id="for lite tall"),
        pytest.param({"maximum": 5}, "9", "«x» skal være høyst 5, fant 9", "", id="for stort tall"),
        pytest.param(
            {"format": "date"},
            "31.01.2025",
            "«x» skal være en dato, fant «31.01.2025»",
            "skriv 2025-01-31",
            id="norsk dato",
        ),
        pytest.param(
            {"format": "date"},
            "2025-02-30",
            "«x» skal være en dato, fant «2025-02-30»",
            "skriv en dato som finnes, som år-måned-dag: 2025-01-31",
            id="dato som ikke finnes",
        ),
        pytest.param(
            {"format": "date"},
            "2025-W01-1",
            "«x» skal være en dato, fant «2025-W01-1»",
            "skriv en dato som finnes, som år-måned-dag: 2025-01-31",
            id="ukedato",
        ),
        pytest.param(
            {"format": "varighet"},
            "3 måneder",
            "«x» skal være en varighet, fant «3 måneder»",
            "skriv P3M",
            id="måneder",
        ),
        pytest.param(
            {"format": "varighet"},
            "1W",
            "«x» skal være en varighet, fant «1W»",
            "skriv for eksempel P1W (én uke), P3M (tre måneder) eller P10D (ti dager)",
            id="varighet uten P",
        ),
        pytest.param(
            {"type": "string", "format": "varighet"},
            "7",
            "«x» skal være tekst, fant tallet 7",
            "skriv for eksempel P1W (én uke), P3M (tre måneder) eller P10D (ti dager)",
            id="bare et tall for varighet",
        ),
        pytest.param(
            {"oneOf": [{"type": "string", "format": "varighet"}, {"type": "array"}]},
            "7",
            "«x» skal være tekst eller en liste, fant tallet 7",
            "skriv for eksempel P1W (én uke), P3M (tre måneder) eller P10D (ti dager)",
            id="bare et tall for varighet eller liste",
        ),
        pytest.param(
            {"type": "string", "format": "date"},
            "2025",
            "«x» skal være tekst, fant tallet 2025",
            "skriv en dato som finnes, som år-måned-dag: 2025-01-31",
            id="bare et år for dato",
        ),
        pytest.param({"not": {"type": "string"}}, "a", "«x» passer ikke her", "", id="ukjent krav"),
    ],
)
def test_message(schema: dict[str, Any], skrevet: str, tekst: str, hint: str) -> None:
    problem, *others = problems_in(f"x: {skrevet}", {"type": "object", "properties": {"x": schema}})
    assert (problem.tekst, problem.hint, others) == (tekst, hint, [])


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        pytest.param("hjemel: 1", ["«hjemmel»"], id="nesten riktig nøkkel skjuler at den mangler"),
        pytest.param("annet: 1", ["mangler", "hjemmel, per"], id="helt ukjent nøkkel"),
        pytest.param("{hjemmel: 1, hjemel: 2, per: 3}", ["ta bort"], id="alle nøkler er i bruk"),
        pytest.param("Hjemmel: 1", ["«hjemmel»"], id="stor forbokstav"),
    ],
)
def test_unknown_and_missing_keys(text: str, ventet: list[str]) -> None:
    found = problems_in(text, lukket({"hjemmel": {}, "per": {}}, "hjemmel"))
    assert len(found) == len(ventet)
    for ord_, problem in zip(ventet, found, strict=True):
        assert ord_ in f"{problem.tekst} {problem.hint}"


def test_missing_key_carries_the_description_from_the_schema() -> None:
    (problem,) = problems_in(GOD.replace("start: start_dato, ", ""))
    assert (problem.tekst, problem.hint) == ("«innen_frist» mangler nøkkelen «start»", "Datoen fristen løper fra")


def test_only_the_named_operator_is_judged() -> None:
    (problem,) = problems_in(GOD.replace("felt: kode, ", ""))
    assert problem.tekst == "«en_av» mangler nøkkelen «felt»"


def test_a_key_that_needs_another() -> None:
    (problem,) = problems_in("{ledd: 1}", {"dependencies": {"ledd": ["paragraf"], "bokstav": ["ledd"]}})
    assert (str(problem.sted), problem.tekst) == ("regel.yaml:1:2", "«ledd» krever også nøkkelen «paragraf»")


def test_place_in_a_file_that_is_a_list() -> None:
    (problem,) = problems_in("- 1\n- to", {"items": {"type": "integer"}})
    assert (str(problem.sted), problem.tekst) == ("regel.yaml:2:3", "ledd nr. 2 skal være et heltall, fant «to»")


@pytest.mark.parametrize(
    ("skrevet", "tekst"),
    [
        pytest.param("4", "«x» skal være tekst eller en liste, fant tallet 4", id="ingen gren har riktig type"),
        pytest.param("[a, 4]", "«x» nr. 2 skal være tekst, fant tallet 4", id="bare grenen med riktig type"),
    ],
)
def test_text_or_list(skrevet: str, tekst: str) -> None:
    schema = {"oneOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    (problem,) = problems_in(f"x: {skrevet}", {"properties": {"x": schema}})
    assert problem.tekst == tekst


def test_unknown_operator_lists_the_known() -> None:
    (problem,) = problems_in(GOD.replace("manuell: true", "sjekkes: true"))
    assert problem.tekst == "ukjent nøkkel «sjekkes»"
    assert problem.hint == "her kan du bruke: innen_frist, en_av, alle, minst_en, ikke, manuell"


def test_long_values_and_person_numbers_are_not_repeated() -> None:
    lang, nummer = problems_in(f"a: {'ab ' * 50}\nb: 010190 99999", {"additionalProperties": {"type": "integer"}})
    assert lang.tekst == f"«a» skal være et heltall, fant «{('ab ' * 50)[:39]}…»"
    assert "99999" not in str(nummer)


def test_places_come_in_order() -> None:
    found = problems_in("z: 1\nid: 2\ntittel: 3\n")
    assert found == in_order(found)
    assert len(found) == 5


def test_deep_nesting_is_judged_once_for_every_level() -> None:
    krav = "{manuell: nei}"
    for _ in range(28):
        krav = f"{{ikke: {krav}}}"
    start = time.perf_counter()
    (problem,) = problems_in(GOD.replace("{manuell: true}", krav))
    assert problem.kode == "verdi-valg"
    assert time.perf_counter() - start < 2


def test_many_requirements_are_quick() -> None:
    liste = ", ".join(["{en_av: {felt: kode, verdier: [a, b, c]}}"] * 2000)
    start = time.perf_counter()
    assert problems_in(GOD.replace("{manuell: true}", liste)) == []
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("skrevet", "ment"),
    [
        pytest.param("hjemel", "hjemmel", id="bokstav mangler"),
        pytest.param("Tittel", "tittel", id="stor bokstav"),
        pytest.param("gjelder-fra", "gjelder_fra", id="bindestrek"),
        pytest.param("avvik", "", id="noe helt annet"),
    ],
)
def test_nearest(skrevet: str, ment: str) -> None:
    assert nearest(skrevet, ["tittel", "hjemmel", "gjelder_fra"]) == ment


NOKLER = st.sampled_from(
    ["id", "tittel", "versjoner", "varianter", "lov", "ikke", "alle", "innen_frist", "lengde", "x"]
)
VERDIER = (
    st.none() | st.booleans() | st.integers(-5, 200) | st.sampled_from(["", "MEL-01", "3.10", "P1W", "2025-01-01"])
)
INNHOLD = st.recursive(
    VERDIER, lambda inni: st.lists(inni, max_size=3) | st.dictionaries(NOKLER, inni, max_size=4), max_leaves=12
)


def as_yaml(data: Any) -> str:
    match data:
        case dict():
            return "{" + ", ".join(f"{key}: {as_yaml(value)}" for key, value in data.items()) + "}"
        case list():
            return "[" + ", ".join(map(as_yaml, data)) + "]"
        case None:
            return "null"
        case bool():
            return str(data).lower()
        case str():
            return f'"{data}"'
        case _:
            return str(data)


@settings(max_examples=150, deadline=None)
@given(data=st.dictionaries(NOKLER, INNHOLD, max_size=5))
def test_every_problem_has_a_place_a_text_and_a_code(data: dict[str, Any]) -> None:
    found = problems_in(as_yaml(data))
    assert found
    for problem in found:
        assert problem.sted.linje is not None
        assert problem.tekst and not problem.tekst.endswith(".")
        assert not re.search(r"\b(str|int|dict|list|bool|NoneType|None|object|string|array)\b", str(problem))

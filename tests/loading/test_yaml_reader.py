"""YAML is read strictly: nothing is guessed, every value knows its place, and no text can stop the reader."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bvaudit.diagnostics import Sted
from bvaudit.loading.yaml.builder import MAX_DEPTH, MAX_NODES, MAX_PROBLEMS
from bvaudit.loading.yaml.messages import ParserStop, explain, quote
from bvaudit.loading.yaml.reader import Document, read_text, read_yaml
from bvaudit.loading.yaml.text import MAX_BYTES


def read(text: str) -> Document:
    document, problems = read_text(text, "fil.yaml")
    assert document is not None
    assert problems == []
    return document


def codes(text: str) -> list[str]:
    return [f"{p.sted.linje}:{p.sted.kolonne} {p.kode}" for p in read_text(text, "fil.yaml")[1]]


@pytest.mark.parametrize(
    ("skrevet", "lest"),
    [
        pytest.param("true", True, id="sant"),
        pytest.param("false", False, id="usant"),
        pytest.param("null", None, id="null"),
        pytest.param("~", None, id="tilde"),
        pytest.param("", None, id="tomt"),
        pytest.param("0", 0, id="null som tall"),
        pytest.param("-7", -7, id="negativt tall"),
        pytest.param("2026", 2026, id="årstall"),
        pytest.param("-0", "-0", id="minus null"),
        pytest.param("+7", "+7", id="pluss"),
        pytest.param("0301", "0301", id="kommunenummer"),
        pytest.param("3.10", "3.10", id="kode med punktum"),
        pytest.param("1e3", "1e3", id="eksponent"),
        pytest.param("0x1f", "0x1f", id="heksadesimalt"),
        pytest.param("0o17", "0o17", id="oktalt"),
        pytest.param("1_000", "1_000", id="understrek i tall"),
        pytest.param("9" * 19, "9" * 19, id="for stort for en tabell"),
        pytest.param("12:30", "12:30", id="klokkeslett"),
        pytest.param("2023-01-01", "2023-01-01", id="dato"),
        pytest.param("2-1", "2-1", id="paragraf"),
        pytest.param("NO", "NO", id="Norge"),
        pytest.param("nei", "nei", id="nei"),
        pytest.param("yes", "yes", id="yes"),
        pytest.param("on", "on", id="on"),
        pytest.param("True", "True", id="stor forbokstav"),
        pytest.param("NULL", "NULL", id="null med store bokstaver"),
        pytest.param(".inf", ".inf", id="uendelig"),
        pytest.param("=", "=", id="likhetstegn"),
        pytest.param("<<", "<<", id="piler som verdi"),
        pytest.param('"4"', "4", id="tall i anførselstegn"),
        pytest.param("'true'", "true", id="true i anførselstegn"),
        pytest.param('""', "", id="tom tekst"),
        pytest.param("R&D", "R&D", id="og-tegn inni"),
        pytest.param("|\n  4\n", "4\n", id="tekstblokk"),
        pytest.param("[]", [], id="tom liste"),
        pytest.param("{}", {}, id="tomt sett"),
    ],
)
def test_value(skrevet: str, lest: Any) -> None:
    value = read(f"verdi: {skrevet}").data["verdi"]
    assert (value, type(value)) == (lest, type(lest))


def test_places_of_values_and_keys() -> None:
    document = read("# første\n#andre\n\n# ikke med\nå: {b: [1, '2']}\nc:\n")
    assert document.data == {"å": {"b": [1, "2"]}, "c": None}
    assert document.comments == ("# første", "#andre")
    assert document.quoted == {("å", "b", 1)}
    assert document.places == {
        (): at(5, 1),
        ("å",): at(5, 4),
        ("å", "b"): at(5, 8),
        ("å", "b", 0): at(5, 9),
        ("å", "b", 1): at(5, 12),
        ("c",): at(6, 3),
    }
    assert document.key_places == {("å",): at(5, 1), ("å", "b"): at(5, 5), ("c",): at(6, 1)}


def at(linje: int, kolonne: int) -> Sted:
    return Sted(fil="fil.yaml", linje=linje, kolonne=kolonne)


def test_an_unknown_path_has_the_place_of_what_is_around_it() -> None:
    document = read("a: {b: 1}")
    assert document.place(("a", "b", "c", 0)) == document.place(("a", "b")) == at(1, 8)
    assert document.place(("x",)) == at(1, 1)


def test_the_first_of_two_equal_keys_stands() -> None:
    document, problems = read_text("a: '1'\na: {b: 2, b: 3}\n", "fil.yaml")
    assert document is not None
    assert document.data == {"a": "1"}
    assert document.quoted == {("a",)}
    assert [p.tekst for p in problems] == [
        "nøkkelen «a» står to ganger, først på linje 1, kolonne 1",
        "nøkkelen «b» står to ganger, først på linje 2, kolonne 5",
    ]


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        pytest.param("a: 1\n'a': 2", ["2:1 dobbel-nokkel"], id="samme nøkkel med og uten anførselstegn"),
        pytest.param(
            "1: a\ntrue: b\n~: c\n",
            ["1:1 nokkel-type", "2:1 nokkel-type", "3:1 nokkel-type"],
            id="nøkler som ikke er tekst",
        ),
        pytest.param("'1': a\n'true': b\n2023-01-01: c\n0301: d", [], id="nøkler som er tekst"),
        pytest.param("{a: 1}: b", ["1:1 nokkel-type"], id="sett som nøkkel"),
        pytest.param("*a : b", ["1:1 nokkel-type", "1:1 yaml-alias"], id="henvisning som nøkkel"),
        pytest.param("'<<': a", [], id="piler i anførselstegn"),
        pytest.param(
            "a: &x 1\nb: *x\nc: *x",
            ["1:4 yaml-anker", "2:4 yaml-alias", "3:4 yaml-alias"],
            id="alle henvisninger nevnes",
        ),
        pytest.param("a: *viktig beskjed", ["1:4 yaml-alias"], id="én forklaring for hver linje"),
        pytest.param("a: !", ["1:4 yaml-merkelapp"], id="bare utropstegn"),
        pytest.param("a: !<x", ["1:4 yaml-tegn"], id="uferdig merkelapp"),
        pytest.param("a: 1\n---\nb: 2\n---\nc: 3", ["2:1 yaml-dokumenter"], id="flere dokumenter"),
        pytest.param("---\na: 1\n...\n", [], id="ett dokument med grenser"),
        pytest.param("a: 1\n...\nb: 2\n", ["3:1 yaml-dokumenter"], id="mer etter slutten"),
        pytest.param("a: |\n  x\n  \ty\n", [], id="tabulator i tekstblokk"),
        pytest.param("a: 'x\n\ty'\n", [], id="tabulator i anførselstegn"),
        pytest.param("a: x\ty\t# kommentar\nb:\t1\n", [], id="tabulator som ikke er innrykk"),
        pytest.param("a: x\n\ty\n", ["2:1 yaml-tabulator"], id="tabulator i fortsatt tekst"),
        pytest.param("a: 'x\n\tb: 2\n", ["1:4 yaml-anforselstegn"], id="tabulator i tekst som ikke er lukket"),
        pytest.param("\ufeffa: 1", [], id="UTF-8 med merke først"),
        pytest.param("a: 1\r\nb:\r\n  - 2\r\n", [], id="linjeskift fra Windows"),
        pytest.param("", ["1:1 tom-fil"], id="tom"),
        pytest.param("# bare kommentar\n", ["1:1 tom-fil"], id="bare kommentar"),
        pytest.param("~", ["1:1 tom-fil"], id="bare null"),
        pytest.param("a: \x00\x07b", ["1:4 ugyldig-tegn", "1:5 ugyldig-tegn"], id="usynlige tegn"),
        pytest.param("a: \ud800", ["1:4 ugyldig-tegn"], id="halvt tegn"),
        pytest.param("[" * 200_000, [f"1:{MAX_DEPTH + 1} for-dyp"], id="dyp"),
        pytest.param("- " * 2000 + "1", [f"1:{2 * MAX_DEPTH + 1} for-dyp"], id="dyp liste i blokk"),
        pytest.param("{a: " * 2000, [f"1:{4 * MAX_DEPTH + 1} for-dyp"], id="dyp klamme"),
        pytest.param(
            "\n".join(" " * n + "a:" for n in range(1500)),
            [f"{MAX_DEPTH + 1}:{MAX_DEPTH + 1} for-dyp"],
            id="dyp nøkkel i blokk",
        ),
        pytest.param("[" + "0," * MAX_NODES + "]", [f"1:{2 * MAX_NODES} for-mange-verdier"], id="mange verdier"),
        pytest.param("a" * (MAX_BYTES + 1), ["None:None fil-for-stor"], id="for stor"),
        pytest.param("\0" * 1000, [f"1:{n} ugyldig-tegn" for n in range(1, 21)], id="bare usynlige tegn"),
    ],
)
def test_fault(text: str, ventet: list[str]) -> None:
    assert codes(text) == ventet


@pytest.mark.parametrize(
    ("content", "kode", "ord_"),
    [
        pytest.param("navn: Bærum".encode("latin-1"), "tegnkoding", "ikke lagret som UTF-8", id="Latin-1"),
        pytest.param("navn: Bærum".encode("utf-16"), "tegnkoding", "UTF-16", id="UTF-16"),
        pytest.param(b"PK\x03\x04\xff\x00\x00", "tegnkoding", "ikke en tekstfil", id="Excel-fil"),
        pytest.param(b"\xef\xbb\xbf", "tom-fil", "tom", id="bare merke"),
    ],
)
def test_file_that_is_not_text(tmp_path: Path, content: bytes, kode: str, ord_: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(content)
    document, (problem,) = read_yaml(path, "a.yaml")
    assert document is None
    assert (problem.kode, problem.sted.fil) == (kode, "a.yaml")
    assert ord_ in problem.tekst


def test_place_of_the_first_wrong_byte(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffå: 1\nby: Trom".encode() + "sø".encode("latin-1"))
    _, (problem,) = read_yaml(path, "a.yaml")
    assert (problem.sted.linje, problem.sted.kolonne) == (2, 10)
    assert problem.hint == "Lagre filen som UTF-8"


def test_missing_file_and_folder(tmp_path: Path) -> None:
    assert [p.kode for p in read_yaml(tmp_path / "finnes-ikke.yaml")[1]] == ["fil-mangler"]
    assert [p.kode for p in read_yaml(tmp_path)[1]] == ["ikke-en-fil"]
    assert [p.kode for p in read_yaml(tmp_path / "nul\0")[1]] in (["fil-utilgjengelig"], ["fil-mangler"])


def test_big_file_is_not_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * (MAX_BYTES + 1))
    assert [p.kode for p in read_yaml(path)[1]] == ["fil-for-stor"]


def test_path_is_shown_as_the_user_gave_it(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: 1", encoding="utf-8")
    document, _ = read_yaml(path, "regler/a.yaml")
    assert document is not None
    assert str(document.place(("a",))) == "regler/a.yaml:1:4"


def test_a_message_the_parser_has_not_given_before() -> None:
    stop = ParserStop(problem="something odd", line=9, column=9, opened_line=9, opened_column=9, lines=["a"])
    assert explain(stop, "a.yaml").tekst == "Klarte ikke å lese YAML her"


@pytest.mark.parametrize(
    ("text", "vist"),
    [
        pytest.param("en\n  to", "«en to»", id="på én linje"),
        pytest.param("x" * 41, "«" + "x" * 39 + "…»", id="kuttet"),
        pytest.param("barn 010190 99999.", "«barn (elleve sifre).»", id="mulig fødselsnummer"),
        pytest.param("a\x00b", "«a?b»", id="usynlig tegn"),
    ],
)
def test_quote(text: str, vist: str) -> None:
    assert quote(text) == vist


# What a reviewer might type: no character that YAML gives a meaning, no space at the ends.
BARE = st.from_regex(r"[A-Za-z0-9ÆØÅæøå+.=_/~<][A-Za-z0-9ÆØÅæøå+._:/()=~<-]{0,12}", fullmatch=True)
TYPED = re.compile(r"true|false|null|~|0|-?[1-9][0-9]*")


@given(text=BARE.filter(lambda text: not text.endswith(":")))
@example(text="1:1")
@example(text="0b1")
@example(text="1.")
def test_a_bare_word_is_text_unless_it_is_one_of_the_few(text: str) -> None:
    value = read(f"verdi: {text}").data["verdi"]
    assert TYPED.fullmatch(text) if not isinstance(value, str) else value == text


@given(number=st.integers(-(10**18) + 1, 10**18 - 1))
def test_integers_come_back(number: int) -> None:
    value = read(f"[{number}]").data[0]
    assert (value, type(value)) == (number, int)


@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_any_text_in_quotes_comes_back(text: str) -> None:
    written = yaml.safe_dump({"verdi": text}, default_style='"', allow_unicode=False, width=10_000)
    assert read(written).data == {"verdi": text}


@given(text=st.text(st.characters(codec="utf-8"), max_size=60))
def test_what_json_writes_is_read_or_refused_but_never_changed(text: str) -> None:
    document, problems = read_text(json.dumps([text], ensure_ascii=False), "fil.yaml")
    assert problems or (document is not None and document.data == [text])


PIECES = ["a", "b:", ": ", "\n", "\n  ", "- ", "[", "]", "{", "}", ", ", "'", '"', "*a", "&a ", "!t ", "\t", "|", ">"]
PIECES += [
    "---",
    "...",
    "%",
    "@",
    "`",
    "~",
    "? ",
    "# x",
    "<<: ",
    "\\",
    "1",
    "true",
    "\r\n",
    "æ",
    "\xa0",
    "\u2028",
    "\0",
]
YAML_LIKE = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(st.text(max_size=80), YAML_LIKE))
def test_reading_never_raises_and_always_says_where(text: str) -> None:
    document, problems = read_text(text, "fil.yaml")
    assert document is not None or problems
    assert (document, problems) == read_text(text, "fil.yaml")
    for problem in problems:
        assert problem.sted.linje is not None and problem.sted.linje >= 1
        assert not problem.tekst.endswith(".")


@settings(max_examples=100, deadline=None)
@given(content=st.binary(max_size=60))
def test_no_bytes_can_stop_the_reader(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.yaml"
    path.write_bytes(content)
    document, problems = read_yaml(path)
    assert document is not None or problems


@settings(deadline=None)
@given(text=YAML_LIKE)
def test_every_value_has_a_place(text: str) -> None:
    document, _ = read_text(text, "fil.yaml")
    if document is not None:
        assert set(paths(document.data, ())) <= set(document.places)


def paths(data: Any, path: tuple[str | int, ...]) -> list[tuple[str | int, ...]]:
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [path, *(found for key, value in inner for found in paths(value, (*path, key)))]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: 1\n" * 100_000, id="samme nøkkel"),
        pytest.param("- {a: 1, a: 2}\n" * 60_000, id="samme nøkkel i hver rad"),
        pytest.param("- *a\n" * 60_000, id="henvisninger"),
        pytest.param("- &a x\n" * 60_000, id="merker"),
        pytest.param("- !a x\n" * 60_000, id="merkelapper"),
        pytest.param("1: a\n" * 60_000, id="nøkler som ikke er tekst"),
    ],
)
def test_the_same_fault_very_many_times_is_told_some_times_and_in_short_time(text: str) -> None:
    started = time.process_time()
    document, problems = read_text(text, "a.yaml")
    assert document is None
    assert "for-mange-feil" in {p.kode for p in problems}
    assert len(problems) <= 2 * MAX_PROBLEMS
    assert time.process_time() - started < 3

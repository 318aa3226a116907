"""The content as the wheel carries it: equal to what the YAML says, and never used when it may not be."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Literal

import pytest

from bvaudit.loading.compiled import compiled, read_compiled
from bvaudit.loading.content.place import ContentFolders, fingerprint, shipped, stamp
from bvaudit.loading.record_json import from_plain, to_plain
from bvaudit.model.innhold import Innhold
from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.catalog import OPERATORS

STAMP = "avtrykket av filene"


class Farge(StrEnum):
    ROD = "rød"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Prove:
    """Every kind of field a record has."""

    tekst: str
    tall: int = 0
    ja: bool = False
    dag: date | None = None
    farge: Farge = Farge.ROD
    ord: Literal["a", "b"] = "a"
    koder: tuple[str | None, ...] | None = None
    kart: Mapping[str, tuple[int, ...]] = dataclasses.field(default_factory=dict)
    deler: tuple["Prove", ...] = ()
    krav: Krav | None = None


@pytest.fixture(scope="module")
def whole(innhold: Innhold) -> bytes:
    return compiled(innhold, STAMP)


def test_the_shipped_content_is_the_same_compiled(innhold: Innhold, whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "innhold.json"
    path.write_bytes(whole)
    again = read_compiled(path, STAMP)
    assert again is not None
    for kind in dataclasses.fields(Innhold):
        assert getattr(again, kind.name) == getattr(innhold, kind.name), kind.name
    assert types(again) == types(innhold)
    assert [list(m) for m in (again.regler, again.lover, again.koder)] == [
        list(m) for m in (innhold.regler, innhold.lover, innhold.koder)
    ]


def types(value: Any) -> Any:
    """The class of every part: 1 equals True, and a StrEnum its text, but they are not the same."""
    if dataclasses.is_dataclass(value):
        parts = {f.name: types(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return (type(value), parts)
    if isinstance(value, Mapping):
        return {key: types(one) for key, one in value.items()}
    return [types(one) for one in value] if isinstance(value, tuple) else type(value)


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        pytest.param(Prove(tekst="x"), {"tekst": "x"}, id="bare det som må skrives"),
        pytest.param(Prove(tekst="", tall=3, ja=True), {"tekst": "", "tall": 3, "ja": True}, id="tall og ja"),
        pytest.param(Prove(tekst="", dag=date(2025, 1, 31)), {"tekst": "", "dag": "2025-01-31"}, id="en dag"),
        pytest.param(Prove(tekst="", ord="b"), {"tekst": "", "ord": "b"}, id="ett av flere ord"),
        pytest.param(Prove(tekst="", koder=()), {"tekst": "", "koder": []}, id="tom liste er ikke ingen liste"),
        pytest.param(Prove(tekst="", koder=("1", None)), {"tekst": "", "koder": ["1", None]}, id="liste med tomt"),
        pytest.param(
            Prove(tekst="", kart={"b": (2,), "a": ()}), {"tekst": "", "kart": {"b": [2], "a": []}}, id="oppslag"
        ),
        pytest.param(
            Prove(tekst="", deler=(Prove(tekst="i"),)), {"tekst": "", "deler": [{"tekst": "i"}]}, id="i seg selv"
        ),
        pytest.param(
            Prove(tekst="", krav=OPERATORS["finnes"].args(rader=Rader(tabell="plan"))),  # type: ignore[call-arg]
            {"tekst": "", "krav": {"finnes": {"rader": {"tabell": "plan"}}}},
            id="krav med operatorens navn",
        ),
        pytest.param(
            Betingelse(
                felt=(Feltkrav(felt="a", senest=Dato(felt="b", pluss=(Varighet(antall=3, enhet="M"),)), er=False),),
                ikke=Betingelse(minst_en=(Betingelse(i_kraft=Dato(felt="per")),)),
            ),
            {
                "felt": [{"felt": "a", "er": False, "senest": {"felt": "b", "pluss": [{"antall": 3, "enhet": "M"}]}}],
                "ikke": {"minst_en": [{"i_kraft": {"felt": "per"}}]},
            },
            id="vilkår i vilkår",
        ),
    ],
)
def test_a_record_and_its_json(value: Any, plain: Any) -> None:
    assert to_plain(value, type(value)) == plain
    assert from_plain(json.loads(json.dumps(plain)), type(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(Prove(tekst=2), id="tall som tekst"),  # type: ignore[arg-type]
        pytest.param(Prove(tekst="", tall=True), id="ja som tall"),
        pytest.param(Prove(tekst="", farge="blå"), id="tekst som enum"),  # type: ignore[arg-type]
        pytest.param(Prove(tekst="", ord="c"), id="ukjent ord"),  # type: ignore[arg-type]
        pytest.param(Prove(tekst="", koder=["1"]), id="liste som tuppel"),  # type: ignore[arg-type]
    ],
)
def test_what_would_not_come_back_as_it_was_is_not_written(value: Any) -> None:
    with pytest.raises(TypeError):
        to_plain(value, Prove)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda data: data[:-40], id="avkortet"),
        pytest.param(lambda data: b"", id="tom"),
        pytest.param(lambda data: data.replace(b'"hoy"', b'"lav"', 1), id="innholdet er endret for hånd"),
        pytest.param(lambda data: data.replace(b'"versjon":"', b'"versjon":"9.', 1), id="en annen versjon"),
        pytest.param(lambda data: data.replace(STAMP.encode(), b"andre filer", 1), id="laget av andre filer"),
    ],
)
def test_a_file_that_is_not_of_this_program_and_these_files_is_not_used(
    whole: bytes, tmp_path: Path, change: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "innhold.json"
    path.write_bytes(whole)
    assert read_compiled(path, STAMP) is not None
    assert change(whole) != whole
    path.write_bytes(change(whole))
    assert read_compiled(path, STAMP) is None


def test_no_file_is_no_content(tmp_path: Path) -> None:
    assert read_compiled(tmp_path / "innhold.json", STAMP) is None


def folders(root: Path) -> ContentFolders:
    return dataclasses.replace(shipped(), regler=(root / "rules",), sjekklister=(root / "checklists",))


@pytest.mark.parametrize(
    ("change", "other"),
    [
        pytest.param(lambda root: None, False, id="ingenting"),
        pytest.param(lambda root: (root / "rules/a/A-01.yaml").write_bytes(b"id: A-01\r\n"), False, id="linjeskift"),
        pytest.param(lambda root: (root / "rules/a/A-01.yaml").write_bytes(b"id: A-02\n"), True, id="et tegn"),
        pytest.param(lambda root: (root / "rules/a").rename(root / "rules/b"), True, id="regelen er flyttet"),
        pytest.param(lambda root: (root / "rules/a/A-01.yaml").unlink(), True, id="en fil er borte"),
        pytest.param(lambda root: (root / "checklists/x.yaml").touch(), True, id="en fil er kommet til"),
    ],
)
def test_the_stamp_is_another_when_the_files_are(tmp_path: Path, change: Callable[[Path], Any], other: bool) -> None:
    for name in ("rules/a", "checklists"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "rules/a/A-01.yaml").write_bytes(b"id: A-01\n")
    mine = folders(tmp_path)
    before = stamp(mine, fingerprint(mine.used))
    change(tmp_path)
    assert (stamp(mine, fingerprint(mine.used)) != before) is other

"""What is written as YAML is read back as the same record by our own strict reader."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bvaudit.diagnostics import Problem
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.read import read_value
from bvaudit.loading.yaml.reader import read_text, read_yaml
from bvaudit.loading.yaml.writer import as_yaml
from bvaudit.model.enhet import Enheter
from bvaudit.model.forbedring import Anbefalinger, Gruppe, Risiko, Risikoliste, Tiltaksliste
from bvaudit.model.kart import Kart
from bvaudit.model.plans import Arshjul, Sjekkliste
from bvaudit.model.rule import Effektmal, Hjemmel
from bvaudit.model.tilsyn import Funnslag, Tilsyn, Tilsynsdatoer, Tilsynsfunn

ROOT = Path(__file__).resolve().parents[2]
KINDS: dict[str, Any] = {
    "tilsyn": Tilsyn,
    "risikoliste": Risikoliste,
    "anbefalinger": Anbefalinger,
    "forbedringstiltak": Tiltaksliste,
    "sjekkliste": Sjekkliste,
    "arshjul": Arshjul,
    "enheter": Enheter,
    "kart": Kart,
}


def read_back(text: str, kind: Any, **outside: Any) -> tuple[Any, list[Problem]]:
    document, problems = read_text(text, "prove.yaml")
    assert document is not None, problems
    problems += check_schema(document, schema_of(kind))
    return read_value(document.data, kind, **outside), problems


def shipped() -> list[Any]:
    found = []
    for path in sorted([*(ROOT / "checklists").rglob("*.yaml"), *(ROOT / "examples").rglob("*.yaml")]):
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        kind = first.rpartition("/")[2].removesuffix(".schema.json")
        if kind in KINDS:
            found.append(pytest.param(path, KINDS[kind], id=path.stem))
    return found


@pytest.mark.parametrize(("path", "kind"), shipped())
def test_every_file_we_have_comes_back_the_same(path: Path, kind: Any) -> None:
    document, problems = read_yaml(path)
    assert document is not None
    assert problems == []
    outside = {"fil": "x"} if "fil" in kind.__dataclass_fields__ else {}
    record = read_value(document.data, kind, **outside)
    again, problems = read_back(as_yaml(record), kind, **outside)
    assert problems == []
    assert again == record


WORDS = st.sampled_from(
    ["nei", "NO", "0123", "3.10", "12:30", "~", "- a", "# b", "a: b", "»", "'", '"', "\\", "1992-01-01"]
)
TEXTS = st.one_of(
    WORDS,
    st.text(min_size=1, max_size=300),
    st.lists(st.one_of(WORDS, st.text("abcæøå.,:#-", min_size=1, max_size=12)), min_size=1, max_size=60).map(" ".join),
    st.lists(st.text("abc æøå:#-", max_size=30), min_size=2, max_size=5).map("\n".join).filter(bool),
).filter(lambda text: not any("\ud800" <= sign <= "\udfff" for sign in text))
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{1,20}", fullmatch=True)
DAYS = st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2099, 12, 31)))
HJEMLER = st.builds(
    Hjemmel, lov=st.just("bvl2021"), paragraf=st.sampled_from(["2-1", "17", "11 d"]), ledd=st.sampled_from(["", "2"])
)
MAL = st.builds(
    Effektmal,
    minst=st.integers(1, 99),
    av=st.integers(1, 99),
    utvides_til=st.integers(1, 99),
    minst_utvidet=st.integers(1, 99),
)


def funn(inside: Any) -> Any:
    return st.builds(
        Tilsynsfunn,
        id=IDS,
        tekst=TEXTS,
        slag=st.sampled_from(Funnslag),
        hjemmel=st.lists(HJEMLER, max_size=2).map(tuple),
        frist=DAYS,
        enheter=st.lists(TEXTS, max_size=2, unique=True).map(tuple),
        regler=st.lists(st.just("UND-03"), max_size=1).map(tuple),
        manuelle=st.lists(st.just("UND-08"), max_size=1).map(tuple),
        lukkes_nar=MAL,
        lukkekriterium=st.one_of(st.just(""), TEXTS),
        funn=inside,
    )


TILSYN = st.builds(
    Tilsyn,
    id=IDS,
    tittel=TEXTS,
    myndighet=TEXTS,
    type=st.one_of(st.just(""), TEXTS),
    tema=st.just("Undersøkelser"),
    ar=st.just("2021"),
    kommune=TEXTS,
    kommunenummer=st.sampled_from(["", "0301"]),
    enheter=st.lists(TEXTS, max_size=3, unique=True).map(tuple),
    kilde=st.one_of(st.just(""), TEXTS),
    datoer=st.builds(Tilsynsdatoer, varsel=DAYS, planfrist=DAYS),
    funn=st.lists(funn(st.lists(funn(st.just(())), max_size=2).map(tuple)), min_size=1, max_size=3).map(tuple),
    fil=st.just("x"),
)


@settings(max_examples=60, deadline=None)
@given(tilsyn=TILSYN)
def test_any_supervision_comes_back_the_same(tilsyn: Tilsyn) -> None:
    again, problems = read_back(as_yaml(tilsyn), Tilsyn, fil="x")
    assert problems == []
    assert again == tilsyn


@settings(max_examples=200, deadline=None)
@given(tekst=TEXTS)
def test_any_text_comes_back_the_same(tekst: str) -> None:
    liste = Risikoliste(
        id="r-1",
        tittel=tekst,
        kommune="Nord",
        ar="2024",
        kilde=tekst * 3,
        grupper=(Gruppe(id="g-1", tittel=tekst),),
        risikoer=(Risiko(id="r-1", gruppe="g-1", tekst=tekst),),
        fil="x",
    )
    again, problems = read_back(as_yaml(liste), Risikoliste, fil="x")
    assert problems == []
    assert again == liste


def test_how_it_looks() -> None:
    lang = "Undersøkelsene blir liggende og gjøres ikke så raskt som loven krever. " * 2
    tilsyn = Tilsyn(
        id="tilsyn-1",
        tittel="Tilsyn med undersøkelser",
        ar="2021",
        kommune="Nord",
        kommunenummer="0301",
        datoer=Tilsynsdatoer(varsel=date(2021, 3, 1)),
        funn=(
            Tilsynsfunn(
                id="funn-1",
                tekst=lang.strip(),
                hjemmel=(Hjemmel(lov="fvl", paragraf="17", ledd="2"),),
                regler=("UND-03",),
                funn=(Tilsynsfunn(id="funn-1-1", tekst="Ett: to"),),
            ),
        ),
        fil="",
    )
    assert as_yaml(tilsyn, schema="x.json") == (
        "# yaml-language-server: $schema=x.json\n"
        "id: tilsyn-1\n"
        "tittel: Tilsyn med undersøkelser\n"
        'ar: "2021"\n'
        "kommune: Nord\n"
        'kommunenummer: "0301"\n'
        "datoer: {varsel: 2021-03-01}\n"
        "funn:\n"
        "  - id: funn-1\n"
        "    tekst: >-\n"
        "      Undersøkelsene blir liggende og gjøres ikke så raskt som loven krever. Undersøkelsene blir liggende og\n"
        "      gjøres ikke så raskt som loven krever.\n"
        "    hjemmel:\n"
        '      - {lov: fvl, paragraf: "17", ledd: "2"}\n'
        "    males_med:\n"
        "      regler: [UND-03]\n"
        "    funn:\n"
        '      - {id: funn-1-1, tekst: "Ett: to"}\n'
    )

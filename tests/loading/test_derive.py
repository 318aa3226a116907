"""One record, one place: a new field is at once in the schema, the reader, the manual page and the messages."""

from collections.abc import Mapping
from dataclasses import dataclass, is_dataclass, make_dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, get_args

import pytest

from bvaudit.diagnostics import Sted
from bvaudit.loading.content.files import as_record
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.schemas import KINDS
from bvaudit.loading.yaml.reader import Document, read_text, read_yaml
from bvaudit.model import fields
from bvaudit.model.enhet import Enheter
from bvaudit.model.fields import Part, Shape, arg, described, file_fields, outside
from bvaudit.model.koder import Kodeliste
from bvaudit.model.plans import Arshjul, Sjekkliste, Tilsyn
from bvaudit.model.plikt import Plikter
from bvaudit.model.rule import GradForKode, Lover, Rule
from bvaudit.model.uttrykk import Dato
from bvaudit.model.varighet import Varighet
from bvaudit.reports.key_tables import key_rows

ROT = Path(__file__).resolve().parents[2]
FILES: Mapping[Any, str] = {
    Rule: "rules/melding/MEL-01.yaml",
    Lover: "rules/kodeverk/lover.yaml",
    Plikter: "rules/kodeverk/plikter.yaml",
    Kodeliste: next((ROT / "rules" / "kodeverk" / "kodelister").glob("*.yaml")).relative_to(ROT).as_posix(),
    Enheter: "examples/enheter.yaml",
    Arshjul: "checklists/arshjul.yaml",
}


class Farge(StrEnum):
    ROD = "rod"
    BLA = "bla"


def written(kind: Any, line: str) -> Document:
    """A file that is shipped, with one line more."""
    document, problems = read_yaml(ROT / FILES[kind])
    assert document is not None and problems == []
    document, problems = read_text(f"{document.tekst.rstrip()}\n{line}\n", "prove.yaml")
    assert document is not None and problems == []
    return document


def extended(kind: Any, hint: Any, field: Any) -> Any:
    """The record with one field more, as if the line had been written in it."""
    made = make_dataclass(kind.__name__, [("ny", hint, field)], bases=(kind,), frozen=True, slots=True, kw_only=True)
    return described("En prøve.", title="prøve", parts=dict(fields.said_of(kind).parts))(made)


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize(
    ("hint", "skrevet", "ventet", "schema", "verdi"),
    [
        pytest.param(str, "noe", "noe", {"type": "string", "minLength": 1}, "tekst", id="tekst"),
        pytest.param(int, "3", 3, {"type": "integer"}, "heltall", id="heltall"),
        pytest.param(bool, "true", True, {"type": "boolean"}, "true eller false", id="ja eller nei"),
        pytest.param(date, "2025-12-31", date(2025, 12, 31), {"type": "string", "format": "date"}, "dato", id="dato"),
        pytest.param(
            Varighet,
            "P3M",
            Varighet(antall=3, enhet="M"),
            {"type": "string", "format": "varighet"},
            "varighet",
            id="varighet",
        ),
        pytest.param(Farge, "bla", Farge.BLA, {"enum": ["rod", "bla"]}, "`rod` eller `bla`", id="valg"),
        pytest.param(
            tuple[str, ...],
            "[a, b]",
            ("a", "b"),
            {"type": "array", "minItems": 1, "items": {"type": "string", "minLength": 1}},
            "liste: tekst",
            id="liste",
        ),
        pytest.param(
            Mapping[str, int],
            "{a: 1}",
            {"a": 1},
            {"type": "object", "minProperties": 1, "additionalProperties": {"type": "integer"}},
            "navn: heltall",
            id="navn og tall",
        ),
    ],
)
def test_a_new_key_is_one_place(
    kind: Any, hint: Any, skrevet: str, ventet: Any, schema: dict[str, Any], verdi: str
) -> None:
    ny = extended(kind, hint, arg("Noe nytt.", default=None))
    assert schema_of(ny)["properties"]["ny"] == {**schema, "description": "Noe nytt."}
    loaded, problems = as_record(written(kind, f"ny: {skrevet}"), ny, **not_in_the_file(kind))
    assert problems == []
    assert loaded is not None
    assert loaded.record.ny == ventet
    assert ("`ny`", verdi, "nei", "Noe nytt.") in list(key_rows(ny))


def not_in_the_file(kind: Any) -> dict[str, Any]:
    return {"tema": "prove"} if kind is Rule else {}


@pytest.mark.parametrize("kind", FILES, ids=lambda kind: kind.__name__)
def test_what_is_said_when_a_new_key_is_wrong(kind: Any) -> None:
    ny = extended(kind, str, arg("Noe nytt."))
    _, (missing,) = as_record(written(kind, ""), ny, **not_in_the_file(kind))
    assert (missing.tekst, missing.hint) == ("filen mangler nøkkelen «ny»", "Noe nytt")
    _, (misspelt,) = as_record(written(kind, "nyy: a"), ny, **not_in_the_file(kind))
    assert (misspelt.tekst, misspelt.hint) == ("ukjent nøkkel «nyy»", "mente du «ny»?")
    _, (number,) = as_record(written(kind, "ny: 3"), ny, **not_in_the_file(kind))
    assert (number.tekst, number.hint) == ("«ny» skal være tekst, fant tallet 3", 'skriv den i anførselstegn: "3"')


def records(hint: Any, seen: set[Any]) -> None:
    """Every record a kind of file is made of, by plain walking."""
    if is_dataclass(hint) and hint not in seen:
        seen.add(hint)
        for field in file_fields(hint):
            records(field.hint, seen)
    for inner in get_args(hint):
        records(inner, seen)


@pytest.mark.parametrize("navn", KINDS)
def test_every_record_says_what_it_is_in_norwegian(navn: str) -> None:
    """A record of the model has an English docstring, so what an editor shows must be said beside it."""
    seen: set[Any] = set()
    records(KINDS[navn], seen)
    assert seen - set(fields._SAID) <= {Varighet, GradForKode}  # these two are written as one text


@described("Et sett.", parts={"tid": Part(tekst="Tiden.", must=True, least=1, most=1)})
@dataclass(frozen=True, slots=True, kw_only=True)
class Sett:
    navn: str = arg("Navnet.", is_key=True, like=Shape(pattern="^[a-z]+$", form="små bokstaver"))
    fra: date | None = arg("Fra.", inside="tid", key="begynner", default=None)
    uker: int = arg("Uker.", inside="tid", default=0)
    koder: tuple[str, ...] = arg("Koder.", alone=True, unique=True, empty=True, default=())
    ledd: str = arg("Ledd.", like=Shape(also_int=True), default="")
    frist: Varighet | None = arg("Frist.")
    dager: tuple[Dato, ...] = arg("Dager.", default=())
    sted: Sted = outside(default=Sted(fil=""))


@described("Flere sett.", title="prøve: sett")
@dataclass(frozen=True, slots=True, kw_only=True)
class Alle:
    sett: tuple[Sett, ...] = arg("Settene.", keyed=True)
    fil: str = outside()


def read(text: str) -> tuple[Alle | None, list[str]]:
    document, problems = read_text(text, "prove.yaml")
    assert document is not None and problems == []
    loaded, problems = as_record(document, Alle)
    return loaded.record if loaded else None, [problem.tekst for problem in problems]


def test_what_the_marks_mean_to_the_reader() -> None:
    alle, problems = read(
        "sett: {a: {tid: {begynner: 2025-01-01}, koder: x, ledd: 2, frist: P1W, dager: [per, {dag: 2025-02-01}]},"
        " b: {tid: {uker: 3}, frist: null}}\n"
    )
    assert problems == []
    a = Sett(
        navn="a",
        fra=date(2025, 1, 1),
        koder=("x",),
        ledd="2",
        frist=Varighet(antall=1, enhet="W"),
        dager=(Dato(felt="per"), Dato(dag=date(2025, 2, 1))),
    )
    assert alle == Alle(fil="prove.yaml", sett=(a, Sett(navn="b", uker=3, frist=None)))


@pytest.mark.parametrize(
    ("sett", "ventet"),
    [
        pytest.param("A: {tid: {uker: 1}, frist: null}", "nøkkelen «A» skal være små bokstaver", id="navnets form"),
        pytest.param("a: {tid: {uker: 1}}", "«a» mangler nøkkelen «frist»", id="tom, men må stå"),
        pytest.param("a: {frist: null}", "«a» mangler nøkkelen «tid»", id="delen må stå"),
        pytest.param("a: {tid: {}, frist: null}", "«tid» kan ikke være tom", id="minst én i delen"),
        pytest.param(
            "a: {tid: {uker: 1, begynner: 2025-01-01}, frist: null}",
            "«tid» skal ha høyst 1 nøkler, fant 2",
            id="høyst én",
        ),
        pytest.param(
            "a: {tid: {fra: 2025-01-01}, frist: null}", "ukjent nøkkel «fra»", id="feltets navn er ikke nøkkelen"
        ),
        pytest.param(
            "a: {tid: {uker: 1}, frist: null, sted: x}", "ukjent nøkkel «sted»", id="det som ikke står i filen"
        ),
        pytest.param("a: {tid: {uker: 1}, frist: null, koder: [x, x]}", "«koder» nr. 2 er lik nr. 1", id="to like"),
    ],
)
def test_what_the_marks_mean_to_the_schema(sett: str, ventet: str) -> None:
    alle, problems = read(f"sett: {{{sett}}}\n")
    assert alle is None
    assert ventet in problems


def test_kinds_that_nobody_has_said_how_to_write_are_refused() -> None:
    @described("Feil.")
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Feil:
        tall: float = arg("Et desimaltall.")

    with pytest.raises(AssertionError, match="no schema for"):
        schema_of(Feil)


def test_the_marks_are_on_every_field_of_a_plan() -> None:
    for kind in (Sjekkliste, Arshjul, Tilsyn, Rule):
        unsaid = [f.navn for f in file_fields(kind) if not f.marks.shape.tekst and f.hint in (str, int, bool)]
        assert unsaid == []

"""BVR's own controls in Datakvalitet: how many were run, which were not, and what they found."""

from dataclasses import dataclass

import pytest

from bvaudit.findings.controls import KILDE, breaks_format, control_lines, is_format_control
from bvaudit.model.manifest import Utelatt
from bvaudit.model.rule import Kontroll, Kontrollgrad, Rule
from bvaudit.model.utfall import Sikkerhet
from bvaudit.workflows.content import content_or_stop
from tests.reports.rules_by_hand import en_regel


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    regel: Rule
    enhet: str = "Øst"
    grad: str = "ERROR"
    antall: int = 4
    eksempler: tuple[str, ...] = ("S-1", "S-2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    regel: Rule
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    kjort: tuple[Rule, ...] = ()
    funn: tuple[Found, ...] = ()
    ikke_kjort: tuple[Left, ...] = ()


def kontroll(id_: str = "KTR-01", entitet: str = "henvendelse", grad: str = "ERROR", **mer: object) -> Rule:
    about = Kontroll(entitet=entitet, alvorlighet=Kontrollgrad(grad), v5="direkte")
    return en_regel(id=id_, avvikstekst="Datoen er feil.", tittel="Datoen er riktig", kontroll=about, **mer)


KTR, FORMAT = kontroll(), kontroll("KTR-02", "innsending", "FATAL")


def test_without_controls_there_is_nothing_to_say() -> None:
    assert control_lines(Ran(), 3, [FORMAT]) == ()


def test_how_many_were_run_is_told_when_nothing_was_found() -> None:
    (line,) = control_lines(Ran(kjort=(KTR, FORMAT)), 0, [KTR, FORMAT])
    assert (line.kilde, line.kode, line.antall) == (KILDE, "kjørt", 2)


def test_what_was_not_run_by_its_reason() -> None:
    left = tuple(Left(regel=kontroll(f"KTR-{n}"), grunn=grunn) for n, grunn in enumerate(("b", "a", "b")))
    lines = control_lines(Ran(kjort=(KTR,), ikke_kjort=left), 0, [])
    assert [(line.kode, line.tekst, line.antall, line.eksempler) for line in lines[1:]] == [
        ("ikke undersøkt", "Kontroller som ikke er kjørt. a", 1, "KTR-1"),
        ("ikke undersøkt", "Kontroller som ikke er kjørt. b", 2, "KTR-0, KTR-2"),
    ]


@pytest.mark.parametrize(
    ("finding", "kode", "tekst"),
    [
        pytest.param(Found(regel=KTR), "ERROR", "Datoen er feil.", id="funnet"),
        pytest.param(Found(regel=KTR, grad=""), "uavklart", "Kan ikke avgjøres: Datoen er riktig", id="uavklart"),
        pytest.param(
            Found(regel=kontroll(sikkerhet=Sikkerhet.MIDDELS)),
            "ERROR",
            "Datoen er feil (sikkerhet middels)",
            id="usikker kontroll",
        ),
    ],
)
def test_what_a_control_found(finding: Found, kode: str, tekst: str) -> None:
    _, line = control_lines(Ran(kjort=(KTR,), funn=(finding,)), 0, [])
    assert (line.kilde, line.kode, line.tekst) == ("KTR-01", kode, tekst)
    assert (line.antall, line.enhet, line.eksempler) == (4, "Øst", "S-1, S-2")


@pytest.mark.parametrize(
    ("broken", "rules", "ventet"),
    [
        pytest.param(5, [KTR, FORMAT], [("KTR-02", "FATAL", 5)], id="fortalt av kontrollen av formatet"),
        pytest.param(0, [KTR, FORMAT], [], id="ingen brøt formatet"),
        pytest.param(5, [KTR, kontroll("KTR-03", "innsending")], [], id="uten den kontrollen"),
    ],
)
def test_documents_that_break_the_format(broken: int, rules: list[Rule], ventet: list[tuple[str, str, int]]) -> None:
    lines = control_lines(Ran(kjort=(KTR,)), broken, rules)
    assert [(line.kilde, line.kode, line.antall) for line in lines[1:]] == ventet


def test_not_every_document_left_out_breaks_the_format() -> None:
    counts = {"ugyldig-xml": 1, "mangler-felt": 2, "gjentatt-dokument": 4, "gjentatt-innsending": 8, "programfeil": 16}
    utelatt = [Utelatt(kode=kode, tekst="", antall=n, eksempler=()) for kode, n in (counts | {"passord": 32}).items()]
    assert breaks_format(utelatt, {"passord"}) == 1 + 2
    assert breaks_format(utelatt, ()) == 1 + 2 + 32


def test_exactly_one_shipped_control_is_that_of_the_format() -> None:
    """The program knows it by what it is, and not by its name."""
    assert sum(is_format_control(rule) for rule in content_or_stop().regler.values()) == 1
    assert not is_format_control(en_regel())

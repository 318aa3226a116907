"""What makes the figures less certain is told once, counted, and with cases to look at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from bvaudit.findings.data_quality import quality_lines
from bvaudit.model.kilde import begins_note, never_sent_note
from bvaudit.model.manifest import ProblemLinje, Utelatt
from bvaudit.model.svar import RegelSvar
from tests.findings.small import et_manifest
from tests.reports.builders import et_funn, et_svar


@dataclass(frozen=True, slots=True)
class Hull:
    merknad: str
    vist: str
    rader: int
    begynner: date | None = None


def uavklart(*forklaringer: str, **mer: Any) -> RegelSvar:
    rows = tuple(et_funn(sak=f"S-{n}", forklaring=tekst) for n, tekst in enumerate(forklaringer))
    return et_svar(uavklarte=rows, **mer)


def problem(kode: str, tekst: str, grad: str = "advarsel") -> ProblemLinje:
    return ProblemLinje(sted="fil 1", grad=grad, kode=kode, tekst=tekst)


def test_one_line_for_each_reason_in_each_unit() -> None:
    svar = [uavklart("b", "a", "b"), uavklart("b", enhet="Vestbyen")]
    lines = quality_lines(et_manifest(), svar, ())
    assert [(line.kilde, line.kode, line.enhet, line.tekst, line.antall, line.eksempler) for line in lines] == [
        ("MEL-01", "uavklart", "Østbyen", "a", 1, "S-1"),
        ("MEL-01", "uavklart", "Østbyen", "b", 2, "S-0, S-2"),
        ("MEL-01", "uavklart", "Vestbyen", "b", 1, "S-0"),
    ]


def test_an_unsettled_row_without_a_reason_is_counted_too() -> None:
    (line,) = quality_lines(et_manifest(), [uavklart("", "")], ())
    assert (line.tekst, line.antall) == ("En opplysning mangler.", 2)


def test_examples_have_an_end_and_the_count_has_none() -> None:
    (line,) = quality_lines(et_manifest(), [uavklart(*["x"] * 80)], ())
    assert (line.antall, len(line.eksempler.split(", "))) == (80, 8)  # whole ids: half of one finds nothing


def test_what_was_never_sent_is_told_once() -> None:
    note = never_sent_note("besøk")
    gap = Hull(merknad=note, vist="Fagsystemet har aldri levert besøk, så OMS-01 er uavklart", rader=7)
    lines = quality_lines(et_manifest(), [uavklart(note, "annet", f"annet. {note}")], (gap,))
    assert [(line.kode, line.tekst, line.antall) for line in lines] == [
        ("aldri-levert", gap.vist, 7),
        ("uavklart", "annet", 1),
    ]


def test_where_rows_begin_is_told_once() -> None:
    note = begins_note("oppfolging_utfort", date(2024, 1, 3))
    gap = Hull(merknad=note, vist="A har ingen besøk fra før 03.01.2024", rader=3, begynner=date(2024, 1, 3))
    lines = quality_lines(et_manifest(), [uavklart(note, note)], (gap,))
    assert [(line.kode, line.tekst, line.antall) for line in lines] == [("begynner", gap.vist, 3)]


def test_what_was_left_out_assumed_and_met_in_that_order() -> None:
    manifest = et_manifest(
        utelatt=(Utelatt(kode="doctype", tekst="har en DOCTYPE", antall=2, eksempler=("fil 1", "fil 9")),),
        antakelser=("tolket som norsk tid",),
        problemer=(
            problem("rar", "Rart"),
            problem("brutt", "Brutt"),
            problem("rar", "Rart"),
            problem("rar", "Rarere"),
            problem("doctype", "sagt alt"),
        ),
    )
    lines = quality_lines(manifest, [], ())
    assert {line.kilde for line in lines} == {"innlesing"}
    assert [(line.kode, line.tekst, line.antall, line.eksempler) for line in lines] == [
        ("doctype", "Utelatt: har en DOCTYPE", 2, "fil 1, fil 9"),
        ("antakelse", "tolket som norsk tid", 1, ""),
        ("brutt", "Brutt", 1, ""),
        ("rar", "Rarere", 1, ""),
        ("rar", "Rart", 2, ""),
    ]


@pytest.mark.parametrize(("grad", "antall"), [("advarsel", 1), ("merknad", 1), ("feil", 0)])
def test_what_stops_a_document_is_told_as_left_out_only(grad: str, antall: int) -> None:
    assert len(quality_lines(et_manifest(problemer=(problem("k", "t", grad),)), [], ())) == antall

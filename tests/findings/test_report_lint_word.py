"""Signs where a reader of the text alone would not look: in notes, boxes, heads of pages, cells, comments and the
fields Word fills itself; and a report made with all of them that holds."""

from pathlib import Path

import pytest

from bvaudit.findings.report_lint import lint
from bvaudit.intake.foreign_report import read_foreign
from bvaudit.model.lesemerke import Lesemerke
from tests.findings.lint_builders import NAMES
from tests.findings.lint_word import word_report

TABLE = ("tabell", "År|Meldinger\n2023|98\n2024|104")
SOURCE = ("avsnitt", "Kilde: fagsystemet.")
HOLDS = (
    ("topp", "Unntatt offentlighet"),
    ("overskrift", "Meldinger"),
    ("avsnitt", "Antall meldinger økte fra 98 i 2023 til 104 i 2024."),
    ("bildetekst", "Tabell 1 Meldinger"),
    TABLE,
    SOURCE,
    ("henvisning", "|Tabell 1| viser utviklingen. Politiet melder oftest."),
    ("fotnote", "Tilsyn er ført i 41 av 44 hjem.^Kilde: tilsynslisten. De tre siste følges opp av en annen kommune."),
    ("ramme", "104 meldinger i 2024"),
    ("liste", "71 ble undersøkt, og 33 ble henlagt"),
)


def _told(path: Path, *parts: tuple[str, str]) -> list[Lesemerke]:
    return list(lint(read_foreign(word_report(path / "rapport.docx", *parts)), NAMES))


def test_a_report_with_all_that_word_has_and_no_fault(tmp_path: Path) -> None:
    assert [one.tekst for one in _told(tmp_path, *HOLDS)] == []


FAULTS = [
    (("fotnote", "41 av 44 hjem har hatt tilsyn.^Dette tallet må vi dobbeltsjekke, Hanne."), "notat"),
    (("fotnote", "Døgnene gikk ned.^Se tabell 9 for fordelingen."), "henvisning"),
    (("fotnote", "Et team er uten leder.^Teamleder er sykemeldt med en depresjon."), "helse"),
    (("ramme", "Bør vi ha med noe om beredskapshjem her?"), "notat"),
    (("ramme", "Gjelder 15101499847"), "personnummer"),
    (("topp", "UTKAST – ikke til fordeling før Trond har lest"), "notat"),
    (("tabell", "Enhet|Merknad\nNord|Full bemanning\nSør|Enhetsleder 50 % sykmeldt ut året"), "helse"),
    (("tabell", "Team|Vakante\nMottak|1,0\nTiltak|tall mangler - Per?"), "notat"),
    (("henvisning", "Utviklingen vises i |Feil! Fant ikke referansekilden.|."), "henvisning"),
    (("henvisning", "Se |tabell 4| for detaljer."), "henvisning"),
]


@pytest.mark.parametrize(("part", "sign"), FAULTS, ids=[part[1][:50] for part, _ in FAULTS])
def test_a_fault_is_found_wherever_it_stands(part: tuple[str, str], sign: str, tmp_path: Path) -> None:
    found = _told(tmp_path, ("overskrift", "Meldinger"), ("bildetekst", "Tabell 1 Meldinger"), TABLE, SOURCE, part)
    assert [one.tegn.value for one in found] == [sign]


def test_a_number_in_a_comment_is_told_and_not_shown(tmp_path: Path) -> None:
    found = _told(tmp_path, ("overskrift", "Sak"), ("kommentar", "Saken er overført.^fnr 15101499847"))
    assert {one.tegn.value for one in found} == {"kommentar", "personnummer"}
    assert not any("15101499847" in f"{one.tekst} {one.utdrag}" for one in found)

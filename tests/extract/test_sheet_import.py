"""Spreadsheets as staged cases: what is hidden, what points where, and what stops the import."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import staged

from bvaudit.errors import ContentError
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.extract.sheets.cases import SheetCases, read_cases
from bvaudit.loading.content.enheter import load_enheter
from bvaudit.loading.content.kart import load_kart
from bvaudit.model.enhet import Enheter
from bvaudit.model.kart import Kart, TabellKart

EXAMPLES = Path(__file__).parents[2] / "examples"
KEY = Pseudonyms(b"k" * 32)


def the_map() -> Kart:
    kart, problems = load_kart(EXAMPLES / "kart.yaml")
    assert kart is not None, problems
    return kart


def the_units() -> Enheter:
    enheter, problems = load_enheter(EXAMPLES / "enheter.yaml")
    assert enheter is not None, problems
    return enheter


def cases(sources: Sequence[Path], kart: Kart, *, keep_ids: bool = False, enheter: Enheter | None = None) -> SheetCases:
    return read_cases(sources, kart, koder={}, pseudonyms=KEY, enheter=enheter, keep_ids=keep_ids)


def dicts(found: SheetCases, table: str) -> list[dict[str, Any]]:
    return staged.dicts(table, [row for r in found.readings for row in r.rows.get(table, [])])


@pytest.fixture(scope="module")
def example() -> SheetCases:
    return cases([EXAMPLES / "regneark"], the_map(), enheter=the_units())


def test_every_case_is_a_submission(example: SheetCases) -> None:
    submissions = dicts(example, "innsending")
    assert [row["dok"] for row in submissions] == [0, 1, 2, 3]
    first = submissions[0]
    assert (first["dato_uttrekk_lokal"], first["dato_uttrekk"]) == (date(2025, 12, 31), datetime(2025, 12, 31, 12))  # noqa: DTZ001
    assert (first["format_versjon"], first["kommunenavn"], first["bydelsnummer"]) == ("kart", "Fjordvik", "01")
    assert [row["enhet"] for row in submissions][1:] == ["Søndre Fjordvik og Øyane"] * 3
    assert {reading.versjon for reading in example.readings} == {"kart"}
    assert [path.name for path in example.filer] == ["henvendelser.csv", "saker.csv", "undersokelser.csv"]


def test_ids_are_hidden_as_for_documents(example: SheetCases) -> None:
    sak = dicts(example, "sak")[0]
    assert sak["sak_id"] == KEY.of("S", "F-1")
    assert sak["journalnummer_pseudonym"] == KEY.of("J", "999999999", "EKS-101")
    assert dicts(example, "henvendelse")[0]["henvendelse_id"] == KEY.of("H", "H-1", "F-1")
    assert dicts(example, "henvendelse")[0]["kode"] == "2"


def test_the_relation_points_to_what_is_there(example: SheetCases) -> None:
    relation = dicts(example, "relasjon")[0]
    assert (relation["fra_type"], relation["til_type"]) == ("henvendelse", "undersokelse")
    assert relation["fra_id"] == dicts(example, "henvendelse")[0]["henvendelse_id"]
    assert relation["til_id"] == dicts(example, "undersokelse")[0]["undersokelse_id"]


def test_the_child_is_only_what_rules_may_know(example: SheetCases) -> None:
    child = dicts(example, "personalia")[1]
    assert (child["fodsels_maned"], child["fyller_15_dato"], child["fyller_18_dato"]) == (
        "2012-02",
        date(2027, 2, 28),
        date(2030, 2, 28),
    )
    assert child["ident_type"] == "ingen"
    rows = repr([reading.rows for reading in example.readings])
    for source in ("'F-1'", "'f-1'", "'EKS-101'", "'H-1'", "datetime.date(2012, 2, 29)"):
        assert source not in rows


def test_the_way_back(example: SheetCases) -> None:
    links = [link for reading in example.readings for link in reading.links]
    assert ["0", KEY.of("S", "F-1"), "sak", "F-1", "EKS-101"] in links
    assert ["3", KEY.of("U", "U-3", "F-4"), "undersokelse", "U-3", "EKS-104"] in links


def test_same_files_same_cases(example: SheetCases) -> None:
    again = cases([EXAMPLES / "regneark"], the_map(), enheter=the_units())
    assert again.readings == example.readings


def et_ark(folder: Path, name: str, *lines: str) -> None:
    (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def tabell(name: str, fil: str, faste: dict[str, str] | None = None, **kolonner: str) -> TabellKart:
    return TabellKart(tabell=name, fil=fil, kolonner={"sak_id": "Sak", **kolonner}, faste=faste or {}, koder={})


def test_rows_under_rows(tmp_path: Path) -> None:
    et_ark(tmp_path, "saker.csv", "Sak", "F-1")
    et_ark(tmp_path, "tiltak.csv", "Sak;Id;Kode;Lov", "F-1;T-1;2.1;BVL2021", "F-1;T-2;2.1;BVL2021")
    et_ark(tmp_path, "besok.csv", "Sak;Tiltak;Dato", "F-1;t-2;06.01.2025", "F-1;T-2;07.01.2025")
    et_ark(tmp_path, "grunn.csv", "Sak;Tiltak;Tema", "F-1;T-2;14", "F-1;T-1;15", "F-1;T-2;16")
    kart = replace(
        the_map(),
        tabeller=(
            tabell("sak", "saker.csv"),
            tabell("tiltak", "tiltak.csv", tiltak_id="Id", kode="Kode", lov="Lov"),
            tabell("tilsyn_utfort", "besok.csv", tiltak_id="Tiltak", utfort_dato="Dato"),
            tabell("saksinnhold", "grunn.csv", {"eier_type": "tiltak"}, eier_id="Tiltak", kode="Tema"),
        ),
    )
    found = cases([tmp_path], kart)
    assert [row["forelder_rad"] for row in dicts(found, "tilsyn_utfort")] == [1, 1]
    topics = dicts(found, "saksinnhold")
    assert [(t["eier_rad"], t["lopenr"], t["rolle"]) for t in topics] == [
        (1, 1, "tiltak"),
        (0, 1, "tiltak"),
        (1, 2, "tiltak"),
    ]
    assert topics[0]["eier_id"] == dicts(found, "tiltak")[1]["tiltak_id"]


def test_named_unit_wins(tmp_path: Path) -> None:
    et_ark(tmp_path, "saker.csv", "Sak;Team;Bydel", "F-1;Østbyen;1")
    kart = replace(the_map(), tabeller=(tabell("sak", "saker.csv", enhet="Team", bydelsnummer="Bydel"),))
    row = dicts(cases([tmp_path], kart, enheter=the_units()), "innsending")[0]
    assert (row["enhet_id"], row["enhet"], row["bydelsnummer"]) == ("østbyen", "Østbyen", "01")


def test_kept_ids_are_only_uuids(tmp_path: Path) -> None:
    uuid = "22222222-2222-4222-8222-00000000000A"
    et_ark(tmp_path, "saker.csv", "Sak", uuid, "EKS-1")
    kart = replace(the_map(), tabeller=(tabell("sak", "saker.csv"),))
    ids = [row["sak_id"] for row in dicts(cases([tmp_path], kart, keep_ids=True), "sak")]
    assert ids == [uuid.lower(), KEY.of("S", "EKS-1")]


def test_claims_have_one_date_for_both(tmp_path: Path) -> None:
    et_ark(tmp_path, "saker.csv", "Sak", "F-1")
    et_ark(tmp_path, "vedtak.csv", "Sak;Id", "F-1;V-1")
    et_ark(tmp_path, "krav.csv", "Sak;Vedtak;Slutt;Utfall", "F-1;V-1;06.01.2025;1", "F-1;V-1;07.01.2025;2")
    kart = replace(
        the_map(),
        tabeller=(
            tabell("sak", "saker.csv"),
            tabell("vedtak", "vedtak.csv", vedtak_id="Id"),
            tabell(
                "vedtak_krav", "krav.csv", vedtak_id="Vedtak", konklusjon_slutt_dato="Slutt", konklusjon_kode="Utfall"
            ),
        ),
    )
    rows = dicts(cases([tmp_path], kart), "vedtak_krav")
    assert [row["dato_oversendt_fylkesnemnd"] for row in rows] == [date(2025, 1, 6), None]


def test_any_fault_stops_the_whole_import(tmp_path: Path) -> None:
    et_ark(tmp_path, "saker.csv", "Sak;Fra", "F-1;31.02.2025", "F-2;06.01.2025")
    kart = replace(the_map(), tabeller=(tabell("sak", "saker.csv", start_dato="Fra"),))
    with pytest.raises(ContentError) as raised:
        cases([tmp_path], kart)
    assert [problem.kode for problem in raised.value.problems] == ["ugyldig-dato"]


def test_a_day_of_extract_that_is_missing_stops_too(tmp_path: Path) -> None:
    et_ark(tmp_path, "saker.csv", "Sak;Tatt ut", "F-1;")
    kart = replace(the_map(), uttrekk_dato=None, uttrekk_felt="Tatt ut", tabeller=(tabell("sak", "saker.csv"),))
    with pytest.raises(ContentError) as raised:
        cases([tmp_path], kart)
    assert [problem.kode for problem in raised.value.problems] == ["mangler-uttrekksdato"]


def test_source_sha_is_of_the_files(example: SheetCases) -> None:
    each = sorted(hashlib.sha256(path.read_bytes()).hexdigest() for path in example.filer)
    assert dicts(example, "innsending")[0]["kildefil_sha256"] == hashlib.sha256("\n".join(each).encode()).hexdigest()

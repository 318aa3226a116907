"""A new edition lies beside those before it, says what differs, and takes nothing from anybody."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.kommune import Kommune
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Logget
from bvaudit.register.fold import fold
from bvaudit.reports.docx.own_sum import is_as_written
from bvaudit.reports.plan_minne import UTEN
from bvaudit.workflows.plan_editions import Remembered, lies_there, memory_for, name_of
from tests.intake.plan_writing import filled
from tests.register.logs import logged
from tests.reports import plan_register as pr
from tests.reports.builders import en_revisjon, et_kodeverk

OST, VEST, _ = en_revisjon().enheter
KONTEKST = Kontekst(regler={}, kodeverk=et_kodeverk(), enheter=pr.ENHETER)
KJORING = en_revisjon().kjoring
END = pr.reg().hode.nr


def remembered(folder: Path, log: tuple[Logget, ...] | None = None) -> Remembered:
    events = pr.log() if log is None else log
    mappe = Mappe(rot=folder, kommune=Kommune(navn="Fjordvik", kommunenummer="9999"))
    return Remembered(
        mappe=mappe,
        reg=fold(events),
        hendelser=events,
        kontekst=KONTEKST,
        dag=date(2026, 2, 1),
        ut=mappe.revisjoner / "2026-01-31" / "resultat",
    )


def edition(folder: Path, day: str, name: str = "handlingsplan-ostbyen.docx", **more: object) -> Path:
    path = folder / "revisjoner" / day / "resultat" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return pr.with_memory(path, **more)


def changed(*events: FeltSatt) -> tuple[Logget, ...]:
    return (*pr.log(), *logged([(pr.LEDER, event) for event in events], first=END + 1))


def test_without_a_register_a_plan_is_as_before(tmp_path: Path) -> None:
    assert memory_for(OST, None) is UTEN and memory_for(OST, remembered(tmp_path, ())) is UTEN
    assert name_of(OST, UTEN, tmp_path) == "handlingsplan-ostbyen.docx"
    assert not lies_there(OST, UTEN, None, "x")


def test_the_first_edition_is_the_first(tmp_path: Path) -> None:
    minne = memory_for(OST, remembered(tmp_path))
    assert (minne.utgave, minne.forrige, minne.endret) == (1, None, ())
    assert minne.mottaker == pr.LEDER and minne.hode == pr.reg().hode
    assert set(minne.frister) == {pr.UND, pr.OMS, pr.KLAGE}, "the open ones of the unit alone"


def test_the_next_says_what_has_happened_to_the_units_own_things_since(tmp_path: Path) -> None:
    edition(tmp_path, "2025-12-31", utgave=2)
    log = changed(
        FeltSatt(nr=pr.UND, felt="frist_plan", verdi="2026-03-01"),
        FeltSatt(nr=pr.VEST, felt="frist_plan", verdi="2026-03-02"),
        FeltSatt(nr=f"{pr.VEST}/{pr.FELLES}", felt="i_bruk", verdi="2026-03-03"),
        FeltSatt(nr=f"{pr.UND}/{pr.FELLES}", felt="i_bruk", verdi="2026-03-04"),
        FeltSatt(nr=pr.EGET, felt="frist", verdi="2026-03-05"),
        FeltSatt(nr="PLAN-ostbyen", felt="sikring", tekst="Noe nytt"),
    )
    minne = memory_for(OST, remembered(tmp_path, log))
    assert (minne.utgave, minne.forrige) == (3, date(2025, 12, 31))
    told = " ".join(minne.endret)
    assert len(minne.endret) == 4 and all(day in told for day in ("01.03.2026", "04.03.2026", "05.03.2026", "Noe nytt"))
    assert not any(day in told for day in ("02.03.2026", "03.03.2026")), "nothing of Vestbyen"


def test_many_changes_are_told_by_their_number(tmp_path: Path) -> None:
    edition(tmp_path, "2025-12-31")
    days = [FeltSatt(nr=pr.UND, felt="frist_plan", verdi=f"2026-03-{day:02d}") for day in range(1, 21)]
    endret = memory_for(OST, remembered(tmp_path, changed(*days))).endret
    assert len(endret) == 13 and endret[-1] == "8 hendelser til står i registeret."


def test_an_edition_of_another_log_tells_of_no_changes(tmp_path: Path) -> None:
    other = replace(pr.reg(), hode=replace(pr.reg().hode, sum="f" * 64))
    edition(tmp_path, "2025-12-31", reg=other)
    minne = memory_for(OST, remembered(tmp_path, changed(FeltSatt(nr=pr.UND, felt="frist_plan", verdi="2026-03-01"))))
    assert (minne.utgave, minne.endret) == (2, ())


def test_a_new_edition_lies_beside_what_lies_there(tmp_path: Path) -> None:
    her = remembered(tmp_path, changed(FeltSatt(nr=pr.UND, felt="frist_plan", verdi="2026-03-01")))
    assert name_of(OST, memory_for(OST, her), her.ut) == "handlingsplan-ostbyen.docx"
    edition(tmp_path, "2026-01-31")
    minne = memory_for(OST, her)
    assert name_of(OST, minne, her.ut) == "handlingsplan-ostbyen-utgave-2.docx"
    edition(tmp_path, "2026-01-31", "handlingsplan-ostbyen-utgave-2.docx", utgave=2)
    assert name_of(OST, memory_for(OST, her), her.ut) == "handlingsplan-ostbyen-utgave-3.docx"


def test_the_same_run_with_nothing_new_makes_no_edition(tmp_path: Path) -> None:
    path = edition(tmp_path, "2026-01-31")
    her = remembered(tmp_path)
    assert lies_there(OST, memory_for(OST, her), her, KJORING)
    assert not lies_there(OST, memory_for(OST, her), her, "another run")
    assert not lies_there(VEST, memory_for(VEST, her), her, KJORING)
    news = remembered(tmp_path, changed(FeltSatt(nr=pr.UND, felt="frist_plan", verdi="2026-03-01")))
    assert not lies_there(OST, memory_for(OST, news), news, KJORING)
    shutil.move(path, path.with_name("noe-annet.docx"))
    assert not lies_there(OST, memory_for(OST, her), her, KJORING)


def test_one_that_people_have_written_in_counts_as_an_edition(tmp_path: Path) -> None:
    path = edition(tmp_path, "2025-12-31", utgave=4)
    filled(path, path, {"PLAN_ostbyen_hvorfor": "Skrevet"})
    assert not is_as_written(path)
    assert memory_for(OST, remembered(tmp_path)).utgave == 5


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 halv", b"tekst"])
def test_what_is_no_plan_is_no_edition(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "revisjoner" / "2025-12-31" / "resultat" / "handlingsplan-ostbyen.docx"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    assert memory_for(OST, remembered(tmp_path)).utgave == 1


def test_the_plan_of_another_unit_with_a_longer_name_is_no_edition(tmp_path: Path) -> None:
    path = edition(tmp_path, "2025-12-31", "handlingsplan-ostbyen-sor.docx")
    assert path.exists()
    assert memory_for(replace(OST, id="ostbyen-sor", slug="ostbyen-sor"), remembered(tmp_path)).utgave == 1

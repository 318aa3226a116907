"""The objects of a frame: every row of the table is in, or left out for a reason that is counted."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from bvaudit.engine.database import Database
from bvaudit.engine.population import Asked, look, population
from bvaudit.errors import NothingExamined
from bvaudit.model.innhold import Innhold
from bvaudit.model.kilde import everything
from bvaudit.model.objekt import Utelatt
from bvaudit.model.rule import Gjelder
from bvaudit.model.tables import BY_NAME, TABLES
from bvaudit.model.uttrykk import Betingelse, Feltkrav

PER = date(2025, 12, 31)
YEAR = (date(2025, 1, 1), PER)
CONCLUDED = {"telles_etter": ("konklusjon_slutt_dato",), "periode": YEAR}
UNDERSOKELSE = Gjelder(objekt="undersokelse")


@pytest.fixture
def database() -> Iterator[Database]:
    with Database() as made:
        for table in TABLES:
            made.empty(table.navn)
        for nr, (enhet, kommune) in enumerate([("Østbyen", "5001"), ("Midtbyen", "5001"), ("Midtbyen", "5038")], 1):
            row(
                made, "sak", sak_nr=nr, sak_id=f"S{nr}", enhet=enhet, kommunenummer=kommune, start_dato=date(2020, 1, 1)
            )
        yield made


def row(database: Database, navn: str, /, **values: object) -> None:
    table = BY_NAME[navn]
    if table.nr and table.nokkel and table.navn != "sak":
        values.setdefault(table.nokkel, f"{table.prefiks}{values[table.nr]}")
    if table.navn != "sak":
        values.setdefault("sak_id", f"S{values['sak_nr']}")
    database.insert(navn, list(values), [list(values.values())])


def und(database: Database, nr: int, sak: int = 1, start: str = "2025-02-01", slutt: str = "", **more: object) -> None:
    if slutt:
        more["konklusjon_slutt_dato"] = date.fromisoformat(slutt)
    if start:
        more["start_dato"] = date.fromisoformat(start)
    row(database, "undersokelse", undersokelse_nr=nr, sak_nr=sak, **more)


def test_every_row_is_accounted_for(database: Database) -> None:
    und(database, 1, slutt="2025-05-01", konklusjon_kode="1")
    und(database, 2, slutt="2024-12-31")
    und(database, 3)
    und(database, 4, start="2026-01-10", slutt="2026-03-01")
    und(database, 5, slutt="2025-05-01", er_slettet=True)
    und(database, 6, slutt="2026-01-02")  # concluded after the judging day: not yet
    und(database, 7, start="2024-11-01", slutt="2025-03-01")
    row(database, "sak", sak_nr=4, sak_id="S4", enhet="Østbyen", er_slettet=True)
    und(database, 8, sak=4, slutt="2025-05-01")
    asked = Asked(gjelder=UNDERSOKELSE, per=PER, startet="start_dato", startet_etter=date(2024, 12, 31), **CONCLUDED)  # type: ignore[arg-type]
    found = look(database, asked)
    assert [(o.sak, o.objekt_id, o.kode, o.telles) for o in found.objekter] == [("S1", "U1", "1", date(2025, 5, 1))]
    assert found.utelatt == {
        Utelatt.SLETTET: 2,
        Utelatt.IKKE_BEGYNT: 1,
        Utelatt.UTEN_DATO: 2,
        Utelatt.UTENFOR_PERIODEN: 1,
        Utelatt.BEGYNT_FOR: 1,
    }
    assert len(found.objekter) + sum(found.utelatt.values()) == 8


def test_both_ends_of_the_period_are_inside(database: Database) -> None:
    for nr, slutt in enumerate(["2024-12-31", "2025-01-01", "2025-12-31"], start=1):
        und(database, nr, start="2024-06-01", slutt=slutt)
    found = population(database, UNDERSOKELSE, per=PER, koder={}, **CONCLUDED)  # type: ignore[arg-type]
    assert [o.objekt_id for o in found] == ["U2", "U3"]


def test_what_nobody_can_tell_is_left_out_with_its_reason(database: Database) -> None:
    """Without a code it is not known whether the placement is one; a date nobody can have is no empty date."""
    for nr, kode in enumerate(["2.1", None, "9.9"], start=1):
        row(database, "tiltak", tiltak_nr=nr, sak_nr=nr, kode=kode, start_dato=date(2024, 1, 1))
    foster = Gjelder(objekt="tiltak", der=Betingelse(felt=(Feltkrav(felt="kode", en_av=("2.1",)),)))
    assert look(database, Asked(gjelder=foster, per=PER)).utelatt == {Utelatt.UKJENT: 1, Utelatt.UTENFOR: 1}
    und(database, 1)
    row(database, "ukjent_dato", sak_nr=1, tabell="undersokelse", kolonne="konklusjon_slutt_dato", objekt_id="U1")
    asked = Asked(gjelder=UNDERSOKELSE, per=PER, **CONCLUDED)  # type: ignore[arg-type]
    assert look(database, asked).utelatt == {Utelatt.UKJENT: 1}


def test_the_unit_is_the_one_that_had_the_case_that_day(database: Database) -> None:
    for navn, kommune, fra, til in (
        ("Østbyen", "5001", None, date(2025, 5, 31)),
        ("Midtbyen", "5038", date(2025, 6, 1), None),
    ):
        row(database, "sak_enhet", sak_nr=1, enhet=navn, kommunenummer=kommune, fra=fra, til=til)
    und(database, 1, slutt="2025-05-31")
    und(database, 2, slutt="2025-06-01")
    found = population(database, UNDERSOKELSE, per=PER, koder={}, **CONCLUDED)  # type: ignore[arg-type]
    assert {o.objekt_id: (o.enhet, o.kommune) for o in found} == {"U1": ("Østbyen", "5001"), "U2": ("Midtbyen", "5038")}
    (state, other) = population(database, UNDERSOKELSE, per=PER, koder={})
    assert (state.enhet, other.enhet, state.telles) == ("Midtbyen", "Midtbyen", None)


def test_without_objects_it_is_every_living_case(database: Database) -> None:
    row(database, "sak", sak_nr=4, sak_id="S4", enhet="Østbyen", er_slettet=True)
    found = look(database, Asked(per=PER))
    assert [o.sak for o in found.objekter] == ["S2", "S3", "S1"]
    assert found.utelatt == {Utelatt.SLETTET: 1}


def test_only_the_cases_that_are_asked_for(database: Database) -> None:
    for nr in (1, 2, 3):
        und(database, nr, sak=nr)
    found = population(database, UNDERSOKELSE, per=PER, koder={}, saker=frozenset({"S2", "S9"}))
    assert [o.sak for o in found] == ["S2"]


def test_a_point_about_the_unit_has_no_objects(database: Database) -> None:
    assert population(database, Gjelder(objekt="enhet"), per=PER, koder={}) == ()


def test_what_no_source_has_is_never_an_empty_frame(database: Database) -> None:
    with pytest.raises(NothingExamined, match="uttrekket har ikke"):
        look(database, Asked(gjelder=UNDERSOKELSE, per=PER, kilder=(everything({"sak", "innsending"}),)))


def test_every_checklist_asks_what_the_tables_can_answer(database: Database, innhold: Innhold) -> None:
    counted = Counter[str]()
    for liste in innhold.planer.sjekklister:
        assert liste.utvalg.gjelder is not None, liste.id
        trekking = liste.utvalg
        asked = Asked(
            gjelder=trekking.gjelder,
            per=PER,
            koder=innhold.koder,
            periode=YEAR,
            telles_etter=trekking.telles_etter,
            startet=trekking.startet,
            startet_etter=PER if trekking.startet else None,
        )
        counted[liste.id] += len(look(database, asked).objekter)
    assert counted.total() == 3  # the three cases of internrevisjonen, that are open

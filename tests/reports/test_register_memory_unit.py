"""A unit's workbook holds nothing of another unit in any part of the package: every byte of it is looked through."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.hendelser import FeltSatt, Kommentert
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import Feltverdi, Kommentar, point_number, task_number
from bvaudit.register.planned import opening
from bvaudit.reports.register_memory import Minne, of_unit
from bvaudit.reports.register_memory_mask import Mask
from bvaudit.reports.xlsx.register import write_memory
from tests.register import planned_example
from tests.register.an_register import (
    ENHETER,
    LEDER,
    NORD,
    OST,
    SOR,
    STAB,
    VEST,
    Story,
    a_context,
    a_kodeverk,
    a_memory,
    a_story,
)
from tests.register.planned_example import planned_in
from tests.reports.test_register_memory_file import nothing


@pytest.fixture(scope="module")
def minne() -> Minne:
    """The story, and what is worst: others' names in texts, in comments on a shared measure, and an owner elsewhere."""
    made = a_memory(a_story_of_planned(), planned_everywhere(), mottaker=STAB)
    reg = made.registeret
    shared = reg.ting["TI-2026-0001"]
    at = next(iter(shared.felt.values()))
    told = Feltverdi(
        verdi="Rutinen fra Vestmo tas i bruk i Nordvåg og Østbyen (9999-04)", hendelse=1, hvem=STAB, tid=at.tid
    )
    said = tuple(
        Kommentar(hendelse=1, hvem=f"{LEDER}@{enhet}", tid=at.tid, tekst=f"Vi i {navn} er i gang")
        for enhet, navn in ENHETER.items()
    )
    changed = replace(shared, felt={**shared.felt, "beskrivelse": told}, kommentarer=said, tittel="Som i Vestmo")
    avvik = {nr: _worse(each) for nr, each in reg.avvik.items()}
    ting = {**reg.ting, **{nr: each.ting for nr, each in avvik.items()}, changed.nr: changed}
    return replace(made, registeret=replace(reg, avvik=avvik, ting=ting))


def planned_everywhere() -> Kontekst:
    """A control in every unit and one for all, a point of every unit's and one of several's, and a supervision of one
    unit and of several: each names the units it is not of."""
    of_units = planned_in(ENHETER)
    lists = planned_example.world().kodeverk
    kodeverk = replace(
        a_kodeverk(),
        oppgavestatuser=lists.oppgavestatuser,
        listestatuser=lists.listestatuser,
        tilsynsstatuser=lists.tilsynsstatuser,
        tilsynsskritt=lists.tilsynsskritt,
    )
    return a_context(kodeverk=kodeverk, **of_units)


def a_story_of_planned() -> Story:
    """Stab has written of a control of each unit, and named all the others."""
    story, known = a_story(), planned_everywhere()
    said = f"Som i {', '.join(ENHETER.values())} ({', '.join(ENHETER)})"
    for enhet in ENHETER:
        nr = task_number(planned_example.APRIL, "frister", enhet)
        at = date(2026, 11, 29)
        story.at(at, STAB, opening(known, nr, STAB, at))
        story.at(at, STAB, FeltSatt(nr=nr, felt="belegg", tekst=said), Kommentert(nr=nr, tekst=said))
    return story


def _worse(avvik: Avvik) -> Avvik:
    """Its earlier unit is named in an ending, and its owner is of another unit."""
    if avvik.slutter:
        avvik = replace(
            avvik, slutter=tuple(replace(s, grunn=f"{s.grunn}, som i Vestmo og Sørlia") for s in avvik.slutter)
        )
    if avvik.nr.endswith(("2", "9")):
        avvik = replace(avvik, ting=replace(avvik.ting, eier=f"{LEDER}@{VEST}"))
    return avvik


def others_of(minne: Minne, enhet: str) -> set[str]:
    """Ids, names, numbers and cases, in full and in short, that belong to the other units and not to this one."""
    mine = {nr for nr, each in minne.registeret.avvik.items() if each.enhet == enhet}
    theirs = {nr: each for nr, each in minne.registeret.avvik.items() if each.enhet and nr not in mine}
    cases = {word for each in theirs.values() for bevis in each.bevis for word in (bevis.sak, bevis.objekt_id)}
    own = {word for nr in mine for bevis in minne.registeret.avvik[nr].bevis for word in (bevis.sak, bevis.objekt_id)}
    measures = {nr for nr, ting in minne.registeret.ting.items() if ting.slag.value == "tiltak" and ting.enhet}
    hidden = {nr for nr in measures if minne.registeret.ting[nr].enhet != enhet}
    names = {word for id, navn in ENHETER.items() if id != enhet for word in (id, navn)}
    hidden |= {row.nr for row in minne.planlagt.oppgaver if row.stand.enhet != enhet}
    hidden |= {row.nr for row in (*minne.planlagt.punkter, *minne.planlagt.tilsyn) if row.enhet != enhet}
    return names | set(theirs) | hidden | (cases - own) | {minne.kort[word] for word in cases - own}


@pytest.mark.parametrize("enhet", ENHETER)
def test_nothing_of_another_unit_in_any_part_of_the_package(minne: Minne, tmp_path: Path, enhet: str) -> None:
    path = tmp_path / "enhet.xlsx"
    write_memory(of_unit(replace(minne, mottaker=f"{LEDER}@{enhet}"), enhet), path)
    found = {
        (part, word) for part, content in parts(path) for word in others_of(minne, enhet) if word.encode() in content
    }
    assert found == set()
    own = {nr for nr, each in minne.registeret.avvik.items() if each.enhet == enhet}
    own |= {task_number(planned_example.APRIL, "frister", enhet), point_number("avtaler", f"vakt-{enhet[-2:]}")}
    assert all(any(nr.encode() in content for _, content in parts(path)) for nr in own)


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """Each part by its name, and the names themselves."""
    with zipfile.ZipFile(path) as archive:
        yield "navnene", "\n".join(archive.namelist()).encode()
        for name in archive.namelist():
            yield name, archive.read(name)


def test_what_is_hidden_is_no_event_and_nothing_is_refused(minne: Minne, tmp_path: Path) -> None:
    """Nobody has typed in those cells, though they are not what the register holds."""
    for enhet in (NORD, OST):
        write_memory(of_unit(replace(minne, mottaker=f"{LEDER}@{enhet}"), enhet), tmp_path / "a.xlsx")
        nothing(tmp_path / "a.xlsx", minne, f"{LEDER}@{enhet}")


@pytest.mark.lang
def test_the_whole_has_what_the_search_looks_for(minne: Minne, tmp_path: Path) -> None:
    """That the search would have found it."""
    write_memory(minne, tmp_path / "hele.xlsx")
    every = b"".join(content for _, content in parts(tmp_path / "hele.xlsx"))
    closed = {nr for nr, each in minne.registeret.avvik.items() if not each.apen}
    cases = {word for word in others_of(minne, NORD) if word[:2] in ("S-", "H-")}
    assert {word for word in others_of(minne, NORD) - cases if word.encode() not in every} <= closed
    assert sum(word.encode() in every for word in cases) > len(cases) / 2


def test_what_the_unit_itself_has_written_stands_as_it_was(minne: Minne) -> None:
    """It would come back as an edit else; and it is the unit's own word."""
    ting = minne.registeret.avvik["AV-2026-0002"].ting
    own = replace(ting.felt["hvorfor"], verdi="Vi fulgte rutinen til Vestmo")
    changed = replace(ting, felt={**ting.felt, "hvorfor": own, "kan_ikke": replace(own, hvem=STAB)})
    kept = Mask(NORD, {"Vestmo"}).of(changed)
    assert kept.felt["hvorfor"].verdi == "Vi fulgte rutinen til Vestmo"
    assert kept.felt["kan_ikke"].verdi == "Vi fulgte rutinen til (en annen enhet)"


def test_a_word_is_hidden_only_where_it_stands_alone() -> None:
    mask = Mask(NORD, {"Os", "9999-02"})
    assert mask.of("Oslo, Os og 9999-021") == "Oslo, (en annen enhet) og 9999-021"
    assert Mask(NORD, ()).of("Os") == "Os"


def test_a_shared_measure_has_the_units_own_comments_and_those_of_the_municipality(minne: Minne) -> None:
    said = of_unit(minne, SOR).registeret.ting["TI-2026-0001"].kommentarer
    assert [one.tekst for one in said] == ["Vi i Sørlia er i gang"]


def test_a_case_is_called_the_same_in_every_workbook(minne: Minne) -> None:
    for enhet in (NORD, OST):
        alone = of_unit(minne, enhet)
        assert alone.kort
        assert all(minne.kort[word] == short for word, short in alone.kort.items())

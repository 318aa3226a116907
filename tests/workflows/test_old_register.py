"""A register that was kept before the log: what was typed is carried over, «Lukket» is shown as closed before, and
nothing else closes."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from bvaudit.model.registeret.avvik import Kilde, Stilling
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, Kommentert, TingOpprettet
from bvaudit.model.registeret.hendelser_avvik import AvvikAvsluttet, AvvikOpprettet
from bvaudit.model.registeret.hendelser_kjoring import KjoringSkrevet, RegisterBegynt, SakMerket
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse, Logget
from bvaudit.model.registeret.redigering import Sammenfall
from bvaudit.register.fold import fold
from bvaudit.reports.xlsx.register import write_register
from bvaudit.workflows.read_register import Innlesing, read_documents, refused
from bvaudit.workflows.register_documents import Papirslag, kind_of, read_paper
from tests.register.merge_example import avvik, kontekst, logged
from tests.register.register_desk import TID, typed
from tests.reports.builders import en_revisjon
from tests.reports.rules_by_hand import en_regel

pytestmark = pytest.mark.lang  # each makes and fills in a workbook

OST, VEST, SOR = "9999-03", "9999-04", "sorlia"  # the old file knows them by the spelling of their names
RULES = {
    id: en_regel(id=id, avvikstittel=navn)
    for id, navn in (("OMS-01", "Fosterhjemmet er besøkt for sjelden"), ("MEL-01", "Meldingen er lest for sent"))
}
AV = "AV-2026-0001"


def world() -> Kontekst:
    return Kontekst(
        regler=RULES,
        kodeverk=kontekst().kodeverk,
        enheter={OST: "Østbyen", VEST: "Vestbyen", SOR: "Sørlia"},
    )


def the_log() -> tuple[Logget, ...]:
    """One written run: one avvik in Østbyen."""
    opened = avvik(AV, OST, regel="OMS-01", tittel="Fosterhjemmet er besøkt for sjelden")
    run = KjoringSkrevet(kjoring="k1", dag=date(2026, 3, 1), uttrekk="u1", antall_objekter=9, enheter={OST: 9})
    first = RegisterBegynt(kommune="Prøve", kommunenummer="9999", dag=date(2026, 3, 1))
    return logged([("stab", first), ("bvaudit", run), ("bvaudit", opened)])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "avviksregister.xlsx"
    write_register(en_revisjon(), kontekst().kodeverk, path)
    return path


def read(path: Path, events: Iterable[Logget] = ()) -> Innlesing:
    told = tuple(events) or the_log()
    paper = read_paper(path, kind_of(path), world(), told)
    return read_documents([paper], told, world(), tid=TID, som="stab")


def events(found: Innlesing) -> list[Hendelse]:
    assert not found.problems
    return [one.hendelse for one in found.nye]


def test_untouched_it_gives_nothing(old: Path) -> None:
    assert kind_of(old) is Papirslag.GAMMELT
    assert events(read(old)) == []
    assert not refused(read(old))


def test_what_was_typed_is_carried_over_to_the_avvik_of_the_rule_and_unit(old: Path) -> None:
    row = ("Avvik", "OMS-01/ostbyen")
    typed(
        old,
        [
            (*row, "Neste frist", "1.4.2026"),
            (*row, "Ansvarlig rolle", "Enhetsleder"),
            (*row, "Status", "Under arbeid"),
            (*row, "Tiltak", "Besøksplan for hvert barn\nGås gjennom hver måned"),
            (*row, "Kommentar", "Tatt opp i ledermøtet"),
            (*row, "Årsak", "For lite kapasitet"),
            (*row, "Type tiltak", "Ny eller tettere kontroll"),
            ("Saker å rette", "S-9000000000000002/ostbyen", "Rettet (dato)", "1.3.2026"),
        ],
    )
    found = events(read(old))
    by_field = {one.felt: one.verdi or one.tekst for one in found if isinstance(one, FeltSatt) and one.nr == AV}
    assert by_field == {
        "frist_plan": "2026-04-01",
        "ansvarlig": f"enhetsleder@{OST}",
        "status": "under-arbeid",
        "arsak": "kapasitet",
    }
    assert [one.tekst for one in found if isinstance(one, Kommentert)] == ["Tatt opp i ledermøtet"]
    (measure,) = [one for one in found if isinstance(one, TingOpprettet)]
    assert (measure.tittel, measure.enhet) == ("Besøksplan for hvert barn", OST)
    assert [one.avvik for one in found if isinstance(one, Koblet)] == [AV]
    fields = {one.felt: one.verdi or one.tekst for one in found if isinstance(one, FeltSatt) and one.nr == measure.nr}
    assert fields == {
        "beskrivelse": "Besøksplan for hvert barn\nGås gjennom hver måned",
        "tiltakstype": "kontroll",
    }
    (marked,) = [one for one in found if isinstance(one, SakMerket)]
    assert (marked.sak, marked.enhet) == (("S-9000000000000002",), OST)
    again = logged([("stab", one) for one in found], the_log())
    assert events(read(old, again)) == [], "read once more it gives nothing"


def test_closed_under_old_habits_is_an_avvik_of_its_own_and_the_open_one_stays_open(old: Path) -> None:
    typed(
        old, [("Avvik", "OMS-01/ostbyen", "Status", "Lukket"), ("Avvik", "OMS-01/ostbyen", "Kommentar", "Ordnet i mai")]
    )
    found = events(read(old))
    opened, said, ended = found
    assert isinstance(opened, AvvikOpprettet) and opened.kilde is Kilde.IMPORT
    assert (opened.regel, opened.enhet, opened.utgangspunkt) == ("OMS-01", OST, None)
    assert isinstance(said, Kommentert) and said.tekst == "Ordnet i mai"
    assert isinstance(ended, AvvikAvsluttet) and ended.stilling is Stilling.LUKKET_FOR
    after = logged([("stab", one) for one in found], the_log())
    reg = fold(after)
    assert reg.avvik[AV].stilling is Stilling.APENT
    assert [one.nr for one in reg.avvik.values() if one.stilling.lukket] == [], "it is counted apart"
    assert events(read(old, after)) == []


def test_no_other_word_closes_anything(old: Path) -> None:
    typed(old, [("Avvik", "OMS-01/ostbyen", "Status", "Avvist, ikke avvik")])
    found = events(read(old))
    assert [type(one) for one in found] == [Kommentert]
    assert isinstance(found[0], Kommentert) and "Avvist, ikke avvik" in found[0].tekst


def test_what_has_no_open_avvik_now_is_kept_as_one_of_its_own(old: Path) -> None:
    typed(
        old,
        [("Avvik", "OMS-01/sorlia", "Årsak", "For lite kapasitet"), ("Avvik", "UND-03/ostbyen", "Tiltak", "Ny mal")],
    )
    found = read(old)
    opened, cause = events(found)
    assert isinstance(opened, AvvikOpprettet) and (opened.kilde, opened.enhet) == (Kilde.IMPORT, SOR)
    assert isinstance(cause, FeltSatt) and cause.nr == opened.nr
    (told,) = refused(found)  # the rule is not known any more
    assert told.kode == "register-ukjent-regel" and told.sted.celle


def test_what_the_register_knows_already_is_not_written_over(old: Path) -> None:
    typed(old, [("Avvik", "OMS-01/ostbyen", "Årsak", "For lite kapasitet")])
    since = logged([("stab", FeltSatt(nr=AV, felt="arsak", verdi="kompetanse"))], the_log())
    found = read(old, since)
    assert events(found) == []
    assert [line.hva for line in found.papirer[0].flettet.linjer] == [Sammenfall.KONFLIKT]

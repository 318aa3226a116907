"""A new version of the register's format is one new record. Here «v6» is v5 with another root and one new name."""

from collections.abc import Callable
from dataclasses import replace

import bvr_documents as bvr
from staged import dicts

from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.documents.fields import Element
from bvaudit.extract.documents.formats.known import FORMATS
from bvaudit.extract.documents.formats.record import Format
from bvaudit.extract.documents.formats.v5 import V5
from bvaudit.extract.leveranse import delivered_by
from bvaudit.extract.people.persons import PersonRules


def renamed(element: Element, names: dict[str, str]) -> Element:
    barn = tuple(renamed(child, names) for child in element.barn)
    return replace(element, navn=names.get(element.navn, element.navn), barn=barn)


def changed(element: Element, where: str, change: Callable[[Element], Element]) -> Element:
    barn = tuple(changed(child, where, change) for child in element.barn)
    element = replace(element, barn=barn)
    return change(element) if element.navn == where else element


_ROT = renamed(V5.rot, {"BarnevernregisterInnrapportering": "BarnevernInnsending", "Henvendelse": "Kontakt"})
V6: Format = replace(
    V5,
    versjon="v6",
    rot=_ROT,
    rot_tolerant=_ROT,
    begrep={**V5.begrep, "Kontakt": "henvendelse"},
)

TEXT = bvr.V5.replace("BarnevernregisterInnrapportering", "BarnevernInnsending").replace("Henvendelse>", "Kontakt>")


def read(text: str, *formats: Format) -> object:
    reader = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel(), formats=formats)
    return reader.read(text.encode(), "a.xml", 0)


def test_a_document_of_a_new_version_is_read() -> None:
    found, as_v5 = read(TEXT, *FORMATS, V6), read(bvr.V5, *FORMATS, V6)
    assert isinstance(found, CaseRows) and isinstance(as_v5, CaseRows)
    assert (found.versjon, as_v5.versjon) == ("v6", "v5")
    of_the_file = ("innsending",)
    assert {t: r for t, r in found.rows.items() if t not in of_the_file} == {
        t: r for t, r in as_v5.rows.items() if t not in of_the_file
    }
    (innsending,) = dicts("innsending", found.rows["innsending"])
    assert innsending["format_versjon"] == "v6"


def test_without_its_record_it_is_refused_as_a_format_that_is_not_known() -> None:
    found = read(TEXT, *FORMATS)
    assert isinstance(found, list)
    assert [problem.kode for problem in found] == ["ukjent-format"]


def test_what_a_new_version_delivers_follows_from_its_map() -> None:
    assert delivered_by(V6, "v6") == delivered_by(V5, "v5")
    without = changed(_ROT, "Sak", lambda sak: replace(sak, barn=tuple(b for b in sak.barn if b.navn != "Flytting")))
    less = replace(V6, rot=without, rot_tolerant=without)
    assert delivered_by(V6, "v6").keys() - delivered_by(less, "v6").keys() == {"flytting"}


def test_it_may_have_rules_of_its_own_for_persons_and_for_the_date_of_a_krav() -> None:
    number = f"<Fodselsnummer>{bvr.FODSELSNUMMER}</Fodselsnummer><Ufodt>true</Ufodt>"
    text = TEXT.replace("<Ufodt>true</Ufodt>", number)
    other = replace(
        V6,
        personregler=PersonRules(midlertidige_numre=True, ufodt_av_nummer=True),
        kravets_dato="konklusjon_slutt_dato",
    )
    strict, lenient = read(text, V6), read(text, other)
    assert isinstance(strict, CaseRows) and isinstance(lenient, CaseRows)
    invalid = [dicts("personalia", found.rows["personalia"])[0]["kontroll_12"] for found in (strict, lenient)]
    assert invalid == [True, False]
    ended = [dicts("vedtak_krav", found.rows["vedtak_krav"])[0]["konklusjon_slutt_dato"] for found in (strict, lenient)]
    assert ended[0] is not None and ended[1] is None


def test_the_time_and_the_case_are_found_where_its_map_has_them() -> None:
    rot = renamed(_ROT, {"Sak": "Barnesak"})
    rot = replace(
        rot, felt=tuple(replace(f, navn="Uttrekkstid") if f.kolonne == "dato_uttrekk" else f for f in rot.felt)
    )
    form = replace(V6, rot=rot, rot_tolerant=rot)
    text = TEXT.replace("DatoUttrekk>", "Uttrekkstid>").replace("Sak>", "Barnesak>")
    assert isinstance(read(text, form), CaseRows)
    late = read(text.replace("02:00:00+01:00", "02:00:00"), form)
    assert isinstance(late, list)
    assert [(p.sted.sti, p.kode, p.tekst) for p in late] == [
        ("Uttrekkstid", "mangler-tidssone", "«Uttrekkstid» mangler tidssone")
    ]

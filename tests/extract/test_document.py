import os
import re
from datetime import date, datetime
from pathlib import Path

import bvr_documents as bvr
import pytest
from bvr_documents import FODSELSDATO, FODSELSNUMMER, FRITEKST, JOURNALNUMMER, en_sak, en_v5_sak, melding, uid
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from staged import dicts

from bvaudit.diagnostics import Problem
from bvaudit.extract.documents.document import CaseRows, DocumentReader
from bvaudit.extract.normalise.staging import STAGED
from bvaudit.model.tables import TABLES

REFERANSE = os.environ.get("BVAUDIT_REFERANSE")
needs_reference = pytest.mark.skipif(not REFERANSE, reason="BVAUDIT_REFERANSE er ikke satt")

READER = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
TOLERANT = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel(), tolerant=True)
WITH_IDS = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel(), keep_ids=True)


def read(text: str, reader: DocumentReader = READER) -> CaseRows:
    found = reader.read(text.encode("utf-8"), "a.xml", 0)
    assert isinstance(found, CaseRows), "\n".join(map(str, found))
    return found


def faults(text: str | bytes, reader: DocumentReader = READER) -> list[Problem]:
    found = reader.read(text.encode("utf-8") if isinstance(text, str) else text, "a.xml", 0)
    assert not isinstance(found, CaseRows)
    return list(found)


def rows(reading: CaseRows, table: str) -> list[dict[str, object]]:
    return dicts(table, reading.rows.get(table, ()))


@pytest.mark.parametrize(
    ("text", "versjon"),
    [
        pytest.param(bvr.V1, "v1", id="flat oppfølging er v1"),
        pytest.param(bvr.V3, "v3", id="ingenting nytt er v3"),
        pytest.param(bvr.V4, "v4", id="medvirkning er v4"),
        pytest.param(en_sak(melding(under='<Saksinnhold Kode="1.3.01"/>')), "v4", id="kode bare v4 kjenner er v4"),
        pytest.param(bvr.V5, "v5", id="annen rot er v5"),
    ],
)
def test_format_is_recognised(text: str, versjon: str) -> None:
    assert read(text).versjon == versjon


@needs_reference
@pytest.mark.parametrize(
    ("text", "skjema"),
    [
        pytest.param(bvr.V1, "Barnevern_v1.xsd", id="v1"),
        pytest.param(bvr.V3, "Barnevern_v3.xsd", id="v3"),
        pytest.param(bvr.V4, "Barnevern_v4.xsd", id="v4"),
        pytest.param(bvr.V5, "Barnevern_v5-skeleton.xsd", id="v5"),
        pytest.param(en_sak(melding()), "Barnevern_v3.xsd", id="liten sak"),
    ],
)
def test_made_up_documents_keep_to_the_schema(text: str, skjema: str) -> None:
    schema = etree.XMLSchema(etree.parse(Path(str(REFERANSE)) / "bvr" / skjema))
    schema.assertValid(etree.fromstring(text.encode("utf-8")))


@pytest.mark.parametrize("text", [pytest.param(t, id=n) for n, t in (("v1", bvr.V1), ("v4", bvr.V4), ("v5", bvr.V5))])
def test_rows_have_the_staged_shape_and_no_personal_data(text: str) -> None:
    reading = read(text)
    for table, found in reading.rows.items():
        assert all(len(row) == len(STAGED[table]) for row in found), table
        kept = repr(found)
        for secret in (FODSELSNUMMER, FODSELSDATO, JOURNALNUMMER, FRITEKST, "GAMMEL-7", "1234-4abc"):
            assert secret not in kept, table


def test_every_table_of_the_format_is_filled() -> None:
    v5_only = {"tiltak_evaluering", "samvaer", "bruk_av_politi", "individuell_plan"}
    told = {t.navn for t in TABLES} - {"sak_enhet", "ukjent_dato"}  # worked out afterwards; only with something to say
    v4 = told - v5_only
    assert read(bvr.V4).rows.keys() == v4
    assert read(bvr.V5).rows.keys() == told - {"plan_evaluering", "ettervern"}
    assert read(bvr.V1).rows.keys() == v4 - {"medvirkning", "oppfolging_hyppighet"}


def test_submission() -> None:
    (innsending,) = rows(read(bvr.V5), "innsending")
    assert innsending["dato_uttrekk"] == datetime(2026, 3, 1, 1, 0)  # noqa: DTZ001 - UTC, stored without its zone
    assert innsending["dato_uttrekk_lokal"] == date(2026, 3, 1)
    assert innsending["bydelsnavn"] == "Østbyen"
    assert innsending["bydelsnummer"] == "03"
    assert innsending["xsd_gyldig"] is None


def test_late_evening_in_utc_is_the_next_day_in_norway() -> None:
    (innsending,) = rows(read(en_sak(tatt="2025-12-30T23:30:00Z")), "innsending")
    assert innsending["dato_uttrekk_lokal"] == date(2025, 12, 31)


@pytest.mark.parametrize(
    ("table", "nth", "expected"),
    [
        pytest.param(
            "henvendelse", 0, {"kode": "2", "konklusjon_slutt_dato": date(2025, 1, 10)}, id="melding er bekymring"
        ),
        pytest.param(
            "melder", 0, {"kode": "22", "gruppe": "offentlig", "presisering_utfylt": True, "lopenr": 1}, id="melder"
        ),
        pytest.param("melder", 1, {"gruppe": "privat", "presisering_utfylt": False, "lopenr": 2}, id="privat melder"),
        pytest.param("undersokelse", 0, {"utvidet_frist_innvilget": True}, id="innvilget 1 er ja"),
        pytest.param("medvirkning", 0, {"eier_type": "undersokelse", "kode": "1.1"}, id="medvirkning uten id får en"),
        pytest.param(
            "plan_evaluering", 1, {"lopenr": 2, "forelder_rad": 0, "utfort_dato": date(2025, 12, 1)}, id="evaluering"
        ),
        pytest.param(
            "tiltak",
            0,
            {"kode": "3.10", "lov": "BVL2021", "kapittel": "5", "slutt_dato": date(2025, 12, 20)},
            id="tiltak",
        ),
        pytest.param("oppfolging_hyppighet", 0, {"tidsenhet": "3", "antall": 2}, id="hyppighet per år"),
        pytest.param("vedtak_krav", 0, {"dato_oversendt_fylkesnemnd": date(2025, 3, 10)}, id="krav sendt nemnda"),
        pytest.param(
            "vedtak_krav",
            1,
            {"dato_oversendt_fylkesnemnd": None, "konklusjon_slutt_dato": date(2025, 4, 10)},
            id="bortfalt krav er ikke sendt",
        ),
        pytest.param(
            "lovhjemmel", 0, {"rolle": "hoved", "ledd": "1,2", "bokstav": "a", "punktum": None}, id="hovedhjemmel"
        ),
        pytest.param("lovhjemmel", 1, {"rolle": "jmfr", "lov": "BL1981", "paragraf": "2a", "lopenr": 1}, id="jamfør"),
        pytest.param(
            "relasjon", 0, {"fra_type": "henvendelse", "fra_type_kilde": "Melding"}, id="melding er henvendelse"
        ),
        pytest.param(
            "flytting", 0, {"flyttet_dato": date(2025, 7, 1), "arsak_fra_presisering_utfylt": True}, id="flytting"
        ),
        pytest.param("slettet", 0, {"type": "plan", "slettet_dato": date(2025, 6, 30)}, id="slettet"),
    ],
)
def test_v4_rows(table: str, nth: int, expected: dict[str, object]) -> None:
    row = rows(read(bvr.V4), table)[nth]
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("table", "nth", "expected"),
    [
        pytest.param("personalia", 0, {"ufodt": True, "kjonn": "0", "person_pseudonym": None}, id="ufødt uten nummer"),
        pytest.param("melder", 1, {"kode": "10", "gruppe": "offentlig"}, id="offentlig melder"),
        pytest.param("undersokelse", 0, {"utvidet_frist_innvilget": False}, id="ikke innvilget"),
        pytest.param("medvirkning", 1, {"eier_type": "tiltak", "kode": "2.2"}, id="medvirkning i tiltak"),
        pytest.param("saksinnhold", 4, {"rolle": "tiltak_evaluering", "eier_rad": 0}, id="grunn i evaluering"),
        pytest.param("tiltak_evaluering", 1, {"tiltaket_kan_avsluttes": True}, id="kan avsluttes"),
        pytest.param("samvaer", 0, {"art": "hyppighet_vedtak", "antall": 2, "part": "3"}, id="samvær fastsatt"),
        pytest.param("samvaer", 1, {"art": "gjennomforing", "dato": date(2026, 2, 12)}, id="samvær gjennomført"),
        pytest.param("tiltak", 0, {"avslutning_kode": "8", "opphevelse_kode": None}, id="avslutning"),
        pytest.param(
            "vedtak_krav",
            0,
            {"konklusjon_slutt_dato": date(2026, 2, 9), "dato_oversendt_fylkesnemnd": date(2026, 2, 9)},
            id="krav med én dato",
        ),
        pytest.param("vedtak", 0, {"slutt_dato": None, "ny_bortfallsdato_vedtak": date(2026, 4, 15)}, id="bortfall"),
        pytest.param("individuell_plan", 1, {"lopenr": 2, "dato": date(2026, 2, 10)}, id="individuell plan"),
        pytest.param("relasjon", 0, {"fra_type": "henvendelse", "fra_type_kilde": "Henvendelse"}, id="relasjon"),
    ],
)
def test_v5_rows(table: str, nth: int, expected: dict[str, object]) -> None:
    row = rows(read(bvr.V5), table)[nth]
    assert {name: row[name] for name in expected} == expected


def test_visits_without_id_get_one_each_even_on_the_same_day() -> None:
    visits = rows(read(bvr.V5), "tilsyn_utfort")
    assert len({v["tilsyn_utfort_id"] for v in visits}) == 2


def test_flat_oppfolging_becomes_visits() -> None:
    visits = rows(read(bvr.V1), "oppfolging_utfort")
    assert [v["utfort_dato"] for v in visits] == [date(2025, 5, 1), date(2025, 8, 1)]


def test_keeping_ids_keeps_the_sources_but_never_person_numbers() -> None:
    reading = read(bvr.V4, WITH_IDS)
    (sak,) = rows(reading, "sak")
    (person,) = rows(reading, "personalia")
    assert sak["sak_id"] == uid(bvr.SAK)
    assert rows(reading, "relasjon")[1]["til_id"] == uid(bvr.VEDTAK)
    assert str(sak["journalnummer_pseudonym"]).startswith("J-")
    assert str(person["person_pseudonym"]).startswith("PE-")
    assert FODSELSNUMMER not in repr(reading.rows)


def test_same_key_same_pseudonyms() -> None:
    again = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel())
    other = DocumentReader(koder=bvr.koder(), pseudonyms=bvr.nokkel(b"x" * 32))
    assert read(bvr.V4).rows == read(bvr.V4, again).rows != read(bvr.V4, other).rows


def test_links_lead_back_to_the_source() -> None:
    links = {link[2]: link for link in read(bvr.V4).links}
    assert links["sak"][3:] == [uid(bvr.SAK), JOURNALNUMMER]
    assert links["tiltak"][3] == uid(bvr.TILTAK)


def test_older_document_becomes_one_person_row() -> None:
    reading = read(bvr.ELDRE, TOLERANT)
    (person,) = rows(reading, "personalia")
    (innsending,) = rows(reading, "innsending")
    assert reading.versjon == "eldre"
    assert (person["personalia_id"], person["start_dato"]) == (None, date(2025, 1, 6))
    assert person["fyller_18_dato"] == date(2028, 1, 2)
    assert innsending["xsd_gyldig"] is False
    assert len(reading.antakelser) == 1


TO_RELASJONER = bvr.relasjon(uid(bvr.MELDING), "Melding", uid(bvr.UNDERSOKELSE), "Undersokelse") * 2
XXE = '<!DOCTYPE a [<!ENTITY hemmelig SYSTEM "file:///etc/hostname">]>'
BOMBE = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


def _utf8(text: str) -> str:
    return text.split("\n", 1)[1]


BROKEN = [
    pytest.param("", "", "tom-fil", id="tom fil"),
    pytest.param(en_sak()[:300], "", "ikke-xml", id="avkuttet fil"),
    pytest.param("bare tekst", "", "ikke-xml", id="ikke xml"),
    pytest.param(XXE + _utf8(en_sak()), "", "doctype", id="ytre entitet"),
    pytest.param(BOMBE + _utf8(en_sak()), "", "doctype", id="entitetsbombe"),
    pytest.param("<html><body/></html>", "", "annet-innhold", id="nettside"),
    pytest.param("<Rapport/>", "", "ukjent-rot", id="annen rot"),
    pytest.param(
        en_sak(melding().replace("<Konklusjon", '<Konklusjon xmlns="urn:x"')), "", "navnerom", id="navnerom inni"
    ),
    pytest.param(bvr.ELDRE, "Sak", "eldre-format", id="personnummer på saken"),
    pytest.param(en_sak("<Notat/>"), "Sak/Notat", "ukjent-element", id="ukjent element"),
    pytest.param(
        en_sak(melding(mer=' Hastegrad="1"')), "Sak/Melding/@Hastegrad", "ukjent-element", id="ukjent attributt"
    ),
    pytest.param(en_sak(sak_mer=' Fritekst="x"'), "Sak/@Fritekst", "ukjent-element", id="ukjent attributt på saken"),
    pytest.param(
        en_sak(melding() + f'<Melding Id="{uid(bvr.MELDING, 2)}"/>'),
        "Sak/Melding[2]/@StartDato",
        "mangler-felt",
        id="startdato mangler på andre melding",
    ),
    pytest.param(en_sak().replace(' Id="0000000d', ' Idd="0000000d'), "@Id", "mangler-felt", id="innsending uten id"),
    pytest.param(re.sub("<Avgiver.*/>", "", en_sak()), "Avgiver", "mangler-felt", id="avgiver mangler"),
    pytest.param(en_sak(melding(start="2025-02-30")), "Sak/Melding/@StartDato", "ugyldig-dato", id="30. februar"),
    pytest.param(
        en_sak(melding(slutt="2025-31-12")), "Sak/Melding/Konklusjon/@SluttDato", "ugyldig-dato", id="byttet dag"
    ),
    pytest.param(en_sak(melding(start="06.01.2025")), "Sak/Melding/@StartDato", "ugyldig-dato", id="norsk dato"),
    pytest.param(en_sak(tatt="2025-12-31T02:00:00"), "@DatoUttrekk", "mangler-tidssone", id="uttrekk uten sone"),
    pytest.param(en_sak(tatt="2025-12-31"), "@DatoUttrekk", "ugyldig-tid", id="uttrekk uten klokkeslett"),
    pytest.param(en_sak(tatt="2025-12-31T25:00:00Z"), "@DatoUttrekk", "ugyldig-tid", id="klokken 25"),
    pytest.param(en_sak(sak_mer=' ErSlettet="ja"'), "Sak/@ErSlettet", "ugyldig-ja-nei", id="ja er ikke true"),
    pytest.param(
        en_sak(melding()).replace(uid(bvr.MELDING), "7"), "Sak/Melding/@Id", "ugyldig-id", id="id er ikke uuid"
    ),
    pytest.param(
        en_sak(melding(under='<Melder Kode="99"/>')), "Sak/Melding/Melder/@Kode", "ukjent-kode", id="ukjent melder"
    ),
    pytest.param(
        en_sak(melding(under=f'<Melder Kode="{FODSELSNUMMER}"/>')),
        "Sak/Melding/Melder/@Kode",
        "ukjent-kode",
        id="fødselsnummer som kode",
    ),
    pytest.param(
        en_sak(bvr.undersokelse(under='<UtvidetFrist StartDato="2025-04-01" Innvilget="3"/>')),
        "Sak/Undersokelse/UtvidetFrist/@Innvilget",
        "ukjent-kode",
        id="innvilget 3",
    ),
    pytest.param(
        en_sak().replace(FODSELSNUMMER, "0201100010"), "Sak/Personalia/@Fodselsnummer", "ugyldig-form", id="ti siffer"
    ),
    pytest.param(
        en_sak().replace("999999999", "9999"), "Avgiver/@Organisasjonsnummer", "ugyldig-form", id="kort orgnr"
    ),
    pytest.param(
        en_sak(melding(under='<Melder Kode="22" Presisering=""/>')),
        "Sak/Melding/Melder/@Presisering",
        "ugyldig-tekst",
        id="tom presisering",
    ),
    pytest.param(
        en_sak(melding(under='<Konklusjon SluttDato="2025-01-09" Kode="1"/>')),
        "Sak/Melding/Konklusjon[2]",
        "for-mange",
        id="to konklusjoner",
    ),
    pytest.param(en_sak(melding() * 2), "Sak/Melding[2]", "gjentatt-id", id="samme melding to ganger"),
    pytest.param(
        en_sak(melding() + melding().replace("abc", "ABC")), "Sak/Melding[2]", "gjentatt-id", id="bare store bokstaver"
    ),
    pytest.param(en_sak(TO_RELASJONER), "Sak/Relasjon[2]", "gjentatt-id", id="samme relasjon to ganger"),
    pytest.param(en_sak(melding(under=FRITEKST)), "Sak/Melding", "uventet-tekst", id="tekst mellom feltene"),
    pytest.param(en_sak(f"{melding()}{FRITEKST}"), "Sak", "uventet-tekst", id="tekst etter et felt"),
    pytest.param(
        en_sak(f'<Vedtak Id="{uid(6)}" StartDato="2025-02-27"/>'),
        "Sak/Vedtak/Lovhjemmel",
        "mangler-felt",
        id="uten hjemmel",
    ),
    pytest.param(bvr.V4.replace('Kode="3.10"', ""), "Sak/Tiltak/Kategori/@Kode", "mangler-felt", id="tiltak uten kode"),
    pytest.param(
        bvr.V1.replace("<Melding ", '<Melding ErSlettet="true" '),
        "Sak",
        "blandet-format",
        id="flat oppfølging og ErSlettet",
    ),
    pytest.param(
        bvr.V5.replace("<id>", "<Id>").replace("</id>", "</Id>"), "Sak/id", "mangler-felt", id="stor I på saken"
    ),
    pytest.param(en_v5_sak("<Henvendelse Kode='2'/>"), "Sak/Henvendelse/@Kode", "ukjent-element", id="attributt i v5"),
    pytest.param(
        bvr.V5.replace("<PrivatMelder>23", "<PrivatMelder>10"),
        "Sak/Henvendelse/Melder[1]/PrivatMelder",
        "ukjent-kode",
        id="offentlig kode som privat melder",
    ),
    pytest.param(
        bvr.V5.replace("<Melder><PrivatMelder>23</PrivatMelder></Melder>", "<Melder/>"),
        "Sak/Henvendelse/Melder[1]",
        "ett-av-flere",
        id="melder uten melder",
    ),
    pytest.param(
        bvr.V5.replace("<AvslutningAvTiltak>8", "<Opphevelse>1</Opphevelse><AvslutningAvTiltak>8"),
        "Sak/Tiltak/Konklusjon",
        "ett-av-flere",
        id="både opphevelse og avslutning",
    ),
    pytest.param(
        bvr.V5.replace("<HyppighetAntall>2<", "<HyppighetAntall>to<"),
        "Sak/Tiltak/SamvaerEtterOmsorgsovertakelse/HyppighetVedtak/HyppighetAntall",
        "ugyldig-tall",
        id="antall med bokstaver",
    ),
    pytest.param(
        bvr.V5.replace(
            "<Ufodt>true", f"<Fodselsdato>{FODSELSDATO}</Fodselsdato><Fodselsdato>2011-01-01</Fodselsdato><Ufodt>true"
        ),
        "Sak/Personalia/Fodselsdato[2]",
        "for-mange",
        id="to fødselsdatoer",
    ),
    pytest.param(
        bvr.V5.replace("<TiltaketKanAvsluttes>true", "<TiltaketKanAvsluttes>false"),
        "Sak/Tiltak/Evaluering[2]/TiltaketKanAvsluttes",
        "ugyldig-ja-nei",
        id="kan avsluttes nei",
    ),
]


@pytest.mark.parametrize(("text", "sti", "kode"), BROKEN)
def test_broken_document_is_left_out_with_its_place(text: str, sti: str, kode: str) -> None:
    found = faults(text)
    assert (sti, kode) in [(p.sted.sti or "", p.kode) for p in found]
    said = "\n".join(map(str, found))
    values = {value.strip() for pair in re.findall(r'="([^"]*)"|>([^<>]*)<', text) for value in pair}
    secrets = {value for value in values if len(value) > 5 and re.search("[0-9]", value)} | {FRITEKST, "06.01.2025"}
    assert not [secret for secret in secrets if secret in said], said


def test_all_faults_of_a_document_are_told() -> None:
    text = en_sak(melding(start="x", under='<Melder Kode="99"/>') + "<Notat/>", tatt="i går")
    assert {p.kode for p in faults(text)} == {"ugyldig-dato", "ukjent-kode", "ukjent-element", "ugyldig-tid"}


def test_repeated_relation_ids_are_read_when_tolerant() -> None:
    reading = read(en_sak(TO_RELASJONER), TOLERANT)
    assert len(rows(reading, "relasjon")) == 2
    assert reading.antakelser


def test_missing_submission_id_is_read_when_tolerant() -> None:
    text = re.sub(r'<Barnevern Id="[^"]*"', "<Barnevern", en_sak())
    (innsending,) = rows(read(text, TOLERANT), "innsending")
    assert innsending["innsending_id"]


def test_element_order_and_white_space_do_not_matter() -> None:
    spaced = bvr.V5.replace("<StartDato>2026-01-05<", "<StartDato>\n 2026-01-05 <").replace(">true<", "> true <")
    assert read(spaced).rows["henvendelse"] == read(bvr.V5).rows["henvendelse"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='<>&"'), max_size=40))
def test_what_is_said_of_a_wrong_date_does_not_depend_on_it(text: str) -> None:
    found = READER.read(en_sak(melding(start=text)).encode("utf-8"), "a.xml", 0)
    assert isinstance(found, CaseRows) or found == faults(en_sak(melding(start="feil")))


@given(st.binary(max_size=300))
def test_reading_never_fails_on_arbitrary_bytes(data: bytes) -> None:
    assert READER.read(data, "a.xml", 0)


@needs_reference
@pytest.mark.parametrize(
    ("navn", "koder"),
    [
        pytest.param("invalid.xml", {"mangler-felt"}, id="uten avgiver"),
        pytest.param("sluttdato_etter_startdato.xml", set(), id="slutt etter start"),
        pytest.param("test00_file01_changes.xml", set(), id="med BOM"),
        pytest.param("test01_file02_changes.xml", set(), id="uten tidssone"),
        pytest.param("test01_file03_total.xml", set(), id="tredje hele"),
        pytest.param("test01_file05_total.xml", set(), id="gjentatt relasjons-id"),
    ],
)
def test_reference_documents_when_tolerant(navn: str, koder: set[str]) -> None:
    data = (Path(str(REFERANSE)) / "bvr" / navn).read_bytes()
    strict = READER.read(data, navn, 0)
    assert not isinstance(strict, CaseRows)
    found = TOLERANT.read(data, navn, 0)
    assert (set() if isinstance(found, CaseRows) else {p.kode for p in found}) == koder

"""The traps of the format, one test each, numbered as in docs/fallgruver.md."""

import re
from datetime import date
from pathlib import Path

import bvr_documents as bvr
import pytest
from bvr_documents import FODSELSNUMMER, FRITEKST, en_sak, melding, relasjon, uid, undersokelse
from snapshots import Imported

from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError
from bvaudit.model.tables import TABLES

DOCS = Path(__file__).parents[2] / "docs" / "fallgruver.md"


@pytest.fixture(scope="module")
def v4(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return Imported(tmp_path_factory.mktemp("v4"), {"Barnevern_v1.xml": bvr.V4})


@pytest.fixture(scope="module")
def v5(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    return Imported(tmp_path_factory.mktemp("v5"), {"a.xml": bvr.V5})


SIDEWAYS = en_sak(undersokelse() + melding())

# One import for all the small variations, since it takes the same time as one for each; every one is its own case.
VARIANTER: dict[str, str] = {
    **{f"part {kode}": bvr.V5.replace("<Part>3<", f"<Part>{kode}<") for kode in ("1", "3")},
    **{f"tiltak {kode}": bvr.V4.replace('Kode="3.10"', f'Kode="{kode}"') for kode in ("3.1", "3.10", "8.4")},
    "utgått kode": en_sak(melding(start="2026-02-01", slutt="2026-02-03").replace('"2"', '"1"')),
    **{f"v5 melder {kode}": bvr.V5.replace("<OffentligMelder>10", f"<OffentligMelder>{kode}") for kode in ("24", "25")},
    "melder 25": en_sak(melding(under='<Melder Kode="25"/>')),
    "uten tilsyn": re.sub("<Tilsyn>.*</Tilsyn>", "", bvr.V4, flags=re.DOTALL),
    "flat": bvr.V1,
    "med underrader": bvr.V3,
    "like rader": en_sak(melding(1) + melding(2)),
    "rekkefølge": SIDEWAYS,
    **{tegnsett: en_sak(avgiver=' Bydelsnavn="Østbyen"') for tegnsett in ("utf-8-sig", "utf-16", "iso-8859-1")},
}


class Varianter:
    """The cases of ``VARIANTER``, asked one by one."""

    def __init__(self, folder: Path) -> None:
        self._number = {navn: number for number, navn in enumerate(VARIANTER, start=50)}
        files: dict[str, str | bytes] = {
            f"{number}.xml": self._document(navn, number) for navn, number in self._number.items()
        }
        self.imported = Imported(folder, files, keep_ids=True)

    def _document(self, navn: str, number: int) -> bytes:
        text = VARIANTER[navn].replace(uid(bvr.SAK), uid(bvr.SAK, number))
        text = text.replace(uid(bvr.INNSENDING), uid(bvr.INNSENDING, number))
        if navn not in ("utf-16", "iso-8859-1", "utf-8-sig"):
            return text.encode()
        return text.replace("UTF-8", navn.upper().removesuffix("-SIG")).encode(navn)

    def ask(self, navn: str, table: str, columns: str = "*", where: str = "true") -> list[tuple[object, ...]]:
        return self.imported.ask(table, columns, f"sak_id = '{uid(bvr.SAK, self._number[navn])}' AND {where}")

    def one(self, navn: str, table: str, columns: str, where: str = "true") -> object:
        ((found,),) = self.ask(navn, table, columns, where)
        return found


@pytest.fixture(scope="module")
def varianter(tmp_path_factory: pytest.TempPathFactory) -> Varianter:
    return Varianter(tmp_path_factory.mktemp("varianter"))


def test_01_versjonen_leses_av_innholdet_og_ikke_av_navnet(v4: Imported) -> None:
    assert v4.manifest.formatversjoner == {"v4": 1}


def test_02_dokumenter_som_ingen_skjema_godtar_er_ikke_gyldige(tmp_path: Path) -> None:
    with pytest.raises(ContentError):
        Imported(tmp_path, {"a.xml": bvr.ELDRE})
    made = Imported(tmp_path, {"a.xml": bvr.ELDRE}, tolerant=True, navn="tolerant")
    assert made.one("innsending", "format_versjon, xsd_gyldig") == ("eldre", False)


@pytest.mark.parametrize("kode", ["1", "3"])
def test_03_koder_fra_begge_utgaver_av_v5_godtas(varianter: Varianter, kode: str) -> None:
    assert varianter.one(f"part {kode}", "samvaer", "part", "art = 'hyppighet_vedtak'") == kode


@pytest.mark.parametrize(
    ("riktig", "galt"),
    [
        pytest.param("Fodseldato=", "Fodselsdato=", id="fødselsdato"),
        pytest.param("<id>", "<Id>", id="sakens id"),
        pytest.param("<Sluttdato>", "<SluttDato>", id="sluttdato på henvendelse"),
        pytest.param("<Ufodt>true</Ufodt>", "<DUFnummer>200012345601</DUFnummer>", id="DUF-nummer"),
    ],
)
def test_04_skrivematene_er_formatets_egne(tmp_path: Path, riktig: str, galt: str) -> None:
    text = bvr.V4 if riktig in bvr.V4 else bvr.V5
    wrong = text.replace(riktig, galt)
    if riktig.startswith("<"):
        wrong = wrong.replace(f"</{riktig[1:]}", f"</{galt[1:]}")
    with pytest.raises(ContentError) as raised:
        Imported(tmp_path, {"a.xml": wrong})
    assert "ukjent-element" in {p.kode for p in raised.value.problems}


def test_05_samme_datonavn_blir_ulike_kolonner(v4: Imported) -> None:
    assert v4.one("flytting", "flyttet_dato") == date(2025, 7, 1)
    assert v4.one("slettet", "slettet_dato") == date(2025, 6, 30)
    assert v4.one("oversendelse_nemnd", "dato_oversendt_fylkesnemnd") == date(2025, 3, 10)
    assert v4.ask("vedtak_krav", "dato_krav_mottatt, dato_oversendt_fylkesnemnd") == [
        (date(2025, 3, 1), date(2025, 3, 10)),
        (date(2025, 4, 1), None),
    ]


@pytest.mark.parametrize("kode", ["3.1", "3.10"])
def test_06_koder_er_tekst(varianter: Varianter, kode: str) -> None:
    assert varianter.one(f"tiltak {kode}", "tiltak", "kode") == kode


def test_07_kodene_ligger_i_hver_sin_tabell_og_provs_mot_sin_egen_liste(v4: Imported, tmp_path: Path) -> None:
    assert v4.one("medvirkning", "kode") == "1.1"
    with pytest.raises(ContentError):  # a measure's code is not a theme
        Imported(tmp_path, {"a.xml": bvr.V4.replace('"1.3.10"', '"3.10"')}, navn="feil")


def test_08_utgatte_koder_leses(varianter: Varianter) -> None:
    assert varianter.one("utgått kode", "henvendelse", "konklusjon_kode") == "1"


@pytest.mark.parametrize("kode", ["24", "25"])
def test_09_melder_24_og_25_godtas_i_v5_og_det_sies(varianter: Varianter, kode: str) -> None:
    assert varianter.one(f"v5 melder {kode}", "melder", "kode", "gruppe = 'offentlig'") == kode
    assert varianter.one(f"v5 melder {kode}", "innsending", "xsd_gyldig") is False
    (antakelse,) = varianter.imported.manifest.antakelser
    assert "antall dokumenter: 2" in antakelse


def test_10_part_i_samvar_blir_aldri_mor_eller_far(v5: Imported) -> None:
    assert v5.ask("samvaer", "part") == [("3",), ("9",)]


def test_11_umulig_dato_er_en_feil_i_et_dokument(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        Imported(tmp_path, {"a.xml": en_sak(melding(slutt="2025-31-12"))})
    assert [p.kode for p in raised.value.problems] == ["ugyldig-dato"]


def test_12_kodene_kommer_fra_kodelistene_og_ikke_fra_skjemaet(varianter: Varianter) -> None:
    assert varianter.one("melder 25", "melder", "kode") == "25"


def test_13_nye_tiltakskoder_beholdes_med_versjonen(varianter: Varianter) -> None:
    assert varianter.one("tiltak 8.4", "tiltak", "kode") == "8.4"
    assert varianter.one("tiltak 8.4", "sak", "format_versjon") == "v4"


def test_14_relasjoner_finnes_uten_hensyn_til_store_bokstaver(tmp_path: Path) -> None:
    ends = relasjon(uid(bvr.MELDING).upper(), "Melding", uid(bvr.UNDERSOKELSE), "Undersokelse", 1)
    loose = relasjon("finnes ikke", "Melding", uid(bvr.UNDERSOKELSE), "Undersokelse", 2)
    made = Imported(tmp_path, {"a.xml": en_sak(melding() + undersokelse() + ends + loose)})
    assert sorted(made.ask("relasjon", "fra_nr IS NULL, til_nr")) == [(False, 1), (True, 1)]


def test_15_en_tom_sak_leses(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(personalia="")})
    assert (made.manifest.tabeller["sak"], made.manifest.tabeller["personalia"]) == (1, 0)


def test_16_manglende_tilsyn_gir_ingen_rader_og_er_ingen_feil(varianter: Varianter) -> None:
    assert not has_errors(varianter.imported.report.problems)
    assert varianter.ask("uten tilsyn", "tilsyn_hyppighet") == []
    assert "tilsyn_hyppighet" in varianter.imported.manifest.tabeller


@pytest.mark.parametrize(("navn", "besok"), [("flat", 2), ("med underrader", 1)])
def test_17_begge_former_av_oppfolging_blir_besok(varianter: Varianter, navn: str, besok: int) -> None:
    assert len(varianter.ask(navn, "oppfolging_utfort")) == besok


def test_18_medvirkning_som_elementer_og_annen_rekkefolge_leses(v4: Imported, varianter: Varianter) -> None:
    assert v4.one("medvirkning", "start_dato") == date(2025, 2, 1)
    assert len(varianter.ask("rekkefølge", "henvendelse")) == len(varianter.ask("rekkefølge", "undersokelse")) == 1


def test_19_uttrekkstid_uten_sone_gjettes_ikke(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        Imported(tmp_path, {"a.xml": en_sak(tatt="2025-12-31T02:00:00")})
    assert [p.kode for p in raised.value.problems] == ["mangler-tidssone"]


@pytest.mark.parametrize("tegnsett", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_20_tegnsettet_finnes_av_xml_leseren(varianter: Varianter, tegnsett: str) -> None:
    assert varianter.one(tegnsett, "innsending", "bydelsnavn") == "Østbyen"


def test_21_et_dokument_er_hele_saken(tmp_path: Path) -> None:
    files = {
        "a.xml": en_sak(melding() + undersokelse(), innsending=1, tatt="2025-06-01T02:00:00+02:00"),
        "b.xml": en_sak(undersokelse(start="2025-01-11"), innsending=2, forrige=1),
    }
    made = Imported(tmp_path, files)
    assert made.ask("henvendelse") == []


def test_22_fodselsnummer_kommer_aldri_forbi_doren(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": bvr.V4}, keep_ids=True)
    everything = b"".join(p.read_bytes() for p in made.folder.iterdir()) + repr(made.report).encode()
    assert FODSELSNUMMER.encode() not in everything
    assert FRITEKST.encode() not in everything


def test_23_rader_som_er_like_unntatt_id_beholdes_begge(varianter: Varianter) -> None:
    assert len(varianter.ask("like rader", "henvendelse")) == 2


def test_24_ingen_frister_regnes_ved_innlesing(v4: Imported) -> None:
    said = {"utvidet_frist_start_dato", "utvidet_frist_innvilget"}  # what the document says itself
    assert {c.navn for t in TABLES for c in t.all_columns if "frist" in c.navn} == said
    assert v4.one("undersokelse", "start_dato, konklusjon_slutt_dato") == (date(2025, 1, 10), date(2025, 5, 30))


def test_25_alder_lagres_som_dager_og_ikke_som_tall(v4: Imported) -> None:
    assert v4.one("sak", "fyller_15_dato, fyller_18_dato, fyller_25_dato") == tuple(
        date(year, 1, 2) for year in (2025, 2028, 2035)
    )


def test_26_arsak_til_avslutning_har_hver_sin_kolonne(v4: Imported, v5: Imported) -> None:
    assert v4.one("tiltak", "opphevelse_kode, avslutning_kode") == ("4", None)
    assert v5.one("tiltak", "opphevelse_kode, avslutning_kode") == (
        None,
        "8",
    )


def test_27_felt_kontrollene_ikke_kjenner_beholdes(v5: Imported) -> None:
    assert {"medvirkning", "samvaer", "tiltak_evaluering"} <= v5.manifest.tabeller.keys()


def test_28_bade_uttrekkets_dag_og_hendelsens_dato_finnes(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(melding(), tatt="2025-12-31T23:30:00Z")})
    assert made.one("sak", "dato_uttrekk_lokal") == date(2026, 1, 1)
    assert made.one("henvendelse", "start_dato") == date(2025, 1, 6)


def test_29_bydel_kreves_ikke_ved_innlesing(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(), "b.xml": en_sak(sak=2, innsending=2, bydel="03")})
    assert sorted(made.ask("sak", "coalesce(bydelsnummer, 'ingen')")) == [("03",), ("ingen",)]


def test_the_page_names_every_trap_and_its_test() -> None:
    rows = re.findall(r"^\| (\d+) \|.*\| `(test_\d+_\w+)` \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 30))
    here = set(re.findall(r"^def (test_\d+_\w+)", Path(__file__).read_text("utf-8"), re.MULTILINE))
    assert {name for _, name in rows} == here
    assert all(name.startswith(f"test_{int(number):02}_") for number, name in rows)

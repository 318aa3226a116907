"""What each sender in an import holds: by its format, its map, and what it has ever sent."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import bvr_documents as bvr
import pytest
from bvr_documents import en_sak, undersokelse
from snapshots import Imported

from bvaudit.extract.importing import ImportJob, import_sources
from bvaudit.extract.leveranse import delivered_in
from bvaudit.extract.normalise.snapshot import read_manifest
from bvaudit.model.kart import Kart, TabellKart
from bvaudit.model.kilde import Kilde, Levert
from bvaudit.model.tables import TABLES

MEDVIRKNING = (
    "<BarnetsMedvirkning><StartDato>2025-01-20</StartDato><MedvirkningType>1.1</MedvirkningType></BarnetsMedvirkning>"
)
FORMATER = ("v1", "v3", "v4", "v5")


@pytest.mark.parametrize(
    ("versjon", "der", "ikke_der"),
    [
        pytest.param("v1", "plan_evaluering", "medvirkning", id="v1"),
        pytest.param("v3", "medvirkning", "samvaer", id="v3 kan være v4 uten medvirkning"),
        pytest.param("v4", "medvirkning", "samvaer", id="v4"),
        pytest.param("v5", "samvaer", "ettervern", id="v5"),
        pytest.param("eldre", "ettervern", "bruk_av_politi", id="eldre"),
    ],
)
def test_the_tables_of_a_format(versjon: str, der: str, ikke_der: str) -> None:
    assert der in delivered_in(versjon)
    assert ikke_der not in delivered_in(versjon)


@pytest.mark.parametrize(
    ("versjon", "tabell", "kolonne", "der"),
    [
        pytest.param("v4", "henvendelse", "konklusjon_er_slettet", True, id="trukket konklusjon i v4"),
        pytest.param("v5", "henvendelse", "konklusjon_er_slettet", False, id="og ikke i v5"),
        pytest.param("v4", "henvendelse", "kode", True, id="hver melding er en bekymringsmelding"),
        pytest.param("v5", "melder", "kode", True, id="privat og offentlig melder er én kode"),
        pytest.param("v5", "melder", "presisering_utfylt", False, id="v5 har ikke presisering"),
        pytest.param("v4", "tiltak", "paragraf", True, id="hovedhjemmelen står på tiltaket"),
        pytest.param("v4", "sak", "fyller_18_dato", True, id="regnet av fødselsdatoen"),
        pytest.param("v5", "vedtak_krav", "konklusjon_slutt_dato", True, id="én dato er begge"),
        pytest.param("v4", "tiltak", "avslutning_kode", False, id="bare v5 sier hvorfor tiltaket sluttet"),
    ],
)
def test_the_columns_of_a_format(versjon: str, tabell: str, kolonne: str, der: bool) -> None:
    assert (kolonne in delivered_in(versjon)[tabell].kolonner) is der


def test_tables_that_only_some_formats_have_say_so() -> None:
    """Else what one format leaves to another would be held against those who use it."""
    missing = {t.navn for t in TABLES if not all(t.navn in delivered_in(f) for f in FORMATER)}
    # v1 has no decided number, and none decided is what its absence means.
    assert missing - {"oppfolging_hyppighet"} == {t.navn for t in TABLES if t.noen_formater}


def test_under_what_the_rows_lie() -> None:
    assert delivered_in("v4")["medvirkning"].eiere == ("undersokelse",)
    assert delivered_in("v5")["medvirkning"].eiere == ("tiltak", "undersokelse")


def kilder(folder: Path, *documents: str) -> tuple[Kilde, ...]:
    return Imported(folder, {f"{n}.xml": text for n, text in enumerate(documents)}).manifest.kilder


def test_what_a_sender_has_never_sent(tmp_path: Path) -> None:
    (kilde,) = kilder(tmp_path, en_sak(undersokelse()))
    assert {"medvirkning", "oppfolging_utfort", "plan_evaluering", "ettervern"} <= set(kilde.aldri)
    assert not {"plan", "tilsyn_utfort", "henvendelse"} & set(kilde.aldri)
    assert kilde.saker == 1


def test_one_document_is_enough(tmp_path: Path) -> None:
    """The other case has no such element: there it was sent, and nothing is registered."""
    without = en_sak(undersokelse(2), sak=2, innsending=2)
    (kilde,) = kilder(tmp_path, en_sak(undersokelse(under=MEDVIRKNING)), without)
    assert (kilde.format_versjon, kilde.saker) == ("v4", 2)
    assert "medvirkning" not in kilde.aldri


def test_an_earlier_submission_is_enough(tmp_path: Path) -> None:
    first = en_sak(undersokelse(under=MEDVIRKNING), tatt="2025-06-30T02:00:00+02:00")
    later = en_sak(undersokelse(), innsending=2, tatt="2025-12-31T02:00:00+01:00")
    (kilde,) = kilder(tmp_path, first, later)
    assert (kilde.format_versjon, kilde.saker) == ("v4", 1)
    assert "medvirkning" not in kilde.aldri


def test_another_municipality_is_another_sender(tmp_path: Path) -> None:
    other = en_sak(undersokelse(2), sak=2, innsending=2).replace('Kommunenummer="9999"', 'Kommunenummer="9998"')
    found = kilder(tmp_path, en_sak(undersokelse(under=MEDVIRKNING)), other)
    assert [("medvirkning" in k.aldri, k.format_versjon) for k in sorted(found, key=lambda k: k.format_versjon)] == [
        (True, "v3"),
        (False, "v4"),
    ]


def test_the_manifest_is_read_back_as_it_was_written(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(sak=2, innsending=2), "b.xml": bvr.V5})
    assert read_manifest(made.folder).kilder == made.manifest.kilder
    assert len(made.manifest.kilder) == 2


def test_a_limit_of_any_kind_makes_the_rows_a_part() -> None:
    whole = Levert(kolonner=())
    assert whole.hel
    assert not Levert(kolonner=(), fra=date(2025, 1, 1)).hel
    assert not Levert(kolonner=(), kapasitet=2).hel
    assert not Levert(kolonner=(), koder={"kode": ("1",)}).hel


# --- sheets ----------------------------------------------------------------------------------------------------------


def et_kart(folder: Path, *tabeller: TabellKart) -> Kilde:
    """A snapshot through a map where each heading is the column's own name, and only the cases have rows."""
    for tabell in tabeller:
        heading = ";".join(tabell.kolonner.values())
        rows = "F-1" + ";" * (len(tabell.kolonner) - 1) if tabell.tabell == "sak" else ""
        (folder / tabell.fil).write_text(f"{heading}\n{rows}\n", encoding="utf-8")
    kart = Kart(
        fil="kart.yaml",
        kommunenummer="9999",
        kommunenavn="Prøvevik",
        organisasjonsnummer="999999999",
        uttrekk_dato=date(2025, 12, 31),
        tabeller=tabeller,
    )
    job = ImportJob(
        sources=[folder],
        target=folder / "ut",
        koder=bvr.koder(),
        pseudonyms=bvr.nokkel(),
        kart=kart,
        imported_at=datetime(2026, 1, 2, tzinfo=UTC),
        program_version="0.0",
    )
    report = import_sources(job)
    (kilde,) = report.manifest.kilder
    return kilde


def tabell(navn: str, *kolonner: str, faste: dict[str, str] | None = None, **mer: Any) -> TabellKart:
    columns = {"sak_id": "sak_id", **{k: k for k in kolonner}}
    return TabellKart(tabell=navn, fil=f"{navn}.csv", kolonner=columns, faste=faste or {}, **{"koder": {}, **mer})


SAK = tabell("sak")


def test_a_map_delivers_what_it_names(tmp_path: Path) -> None:
    kilde = et_kart(tmp_path, SAK, tabell("henvendelse", "henvendelse_id", "start_dato"))
    assert {"henvendelse", "sak", "innsending"} == set(kilde.leverer)
    held = kilde.leverer["henvendelse"].kolonner
    assert "start_dato" in held
    assert "kode" in held  # filled in at import
    assert "konklusjon_slutt_dato" not in held
    assert "fyller_18_dato" not in kilde.leverer["sak"].kolonner


@pytest.mark.parametrize(
    ("kolonner", "fodselsdato", "nummer", "duf"),
    [
        pytest.param(["fodselsdato"], True, False, False, id="bare fødselsdato"),
        pytest.param(["fodselsnummer"], True, True, False, id="fødselsnummer sier begge deler"),
        pytest.param(["duf_nummer"], False, False, True, id="bare DUF-nummer"),
    ],
)
def test_what_is_known_of_the_child(
    tmp_path: Path, kolonner: list[str], fodselsdato: bool, nummer: bool, duf: bool
) -> None:
    kilde = et_kart(tmp_path, SAK, tabell("personalia", *kolonner))
    held = kilde.leverer["personalia"].kolonner
    assert ("fyller_18_dato" in kilde.leverer["sak"].kolonner, "ident_type" in held, "duf_pseudonym" in held) == (
        fodselsdato,
        nummer,
        duf,
    )


def test_the_kinds_a_map_can_give(tmp_path: Path) -> None:
    kinds = {"kode": {"tiltaksplan": "1", "omsorgsplan": "4"}}
    kilde = et_kart(tmp_path, SAK, tabell("plan", "plan_id", "start_dato", "slutt_dato", "kode", koder=kinds))
    assert kilde.leverer["plan"].koder == {"kode": ("1", "4")}


def test_a_fixed_kind_is_the_only_one(tmp_path: Path) -> None:
    kilde = et_kart(tmp_path, SAK, tabell("plan", "plan_id", "start_dato", faste={"kode": "1"}))
    assert kilde.leverer["plan"].koder == {"kode": ("1",)}


def test_days_and_room(tmp_path: Path) -> None:
    tiltak = tabell("tiltak", "tiltak_id", "start_dato")
    besok = tabell("tilsyn_utfort", "tiltak_id", "utfort_dato", dekker_fra=date(2025, 1, 1), kapasitet=2)
    held = et_kart(tmp_path, SAK, tiltak, besok).leverer["tilsyn_utfort"]
    assert (held.fra, held.til, held.kapasitet) == (date(2025, 1, 1), None, 2)


def test_links_of_one_kind_only(tmp_path: Path) -> None:
    melding = tabell("henvendelse", "henvendelse_id", "start_dato")
    kilde = et_kart(tmp_path, SAK, melding, tabell("undersokelse", "undersokelse_id", "henvendelse_id"))
    assert kilde.leverer["relasjon"].eiere == ("henvendelse>undersokelse",)

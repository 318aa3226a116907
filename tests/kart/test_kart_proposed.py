"""What is proposed for workbooks nobody has made a map for: right where it is sure, silent about persons."""

import re
import zipfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bvaudit.extract.proposal.content import kind_of_cells
from bvaudit.extract.proposal.match import known_headings
from bvaudit.extract.proposal.propose import propose
from bvaudit.extract.proposal.record import Proposal, ProposedColumn, ProposedGroup, Sikkerhet
from bvaudit.extract.proposal.seen import Kind, Seen, SeenColumn, SeenSheet
from bvaudit.extract.proposal.sheet_names import as_pattern, read_names
from bvaudit.reports.xlsx.form import form_bytes
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.propose_map import Proposed, propose_map
from kart.workbooks import NAMES, RIGHT, fagsystem, fosterhjem, meldinger

DAG = date(2026, 1, 15)
K = Kind


@cache
def content() -> Content:
    return content_or_stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bøker")
    for make in (meldinger, fosterhjem, fagsystem):
        make(made)
    return made


@pytest.fixture(scope="module")
def proposed(folder: Path) -> Proposed:
    return propose_map([folder], content(), None, None, dag=DAG, kommando="bvaudit les kart.xlsx --skriv")


def group(proposal: Proposal, fil: str) -> ProposedGroup:
    return next(one for one in proposal.grupper if one.fil == fil)


def column(proposal: Proposal, fil: str, heading: str) -> ProposedColumn:
    return next(one for one in group(proposal, fil).kolonner if one.sett.overskrift == heading)


# --- The three workbooks ---------------------------------------------------------------------------------------------


def test_every_heading_of_the_three_workbooks_is_right(proposed: Proposed) -> None:
    found = {fil: {one.sett.overskrift: one.felt for one in group(proposed.forslag, fil).kolonner} for fil in RIGHT}
    assert found == {fil: dict(right) for fil, right in RIGHT.items()}


def test_sheets_alike_are_one_and_others_are_told(proposed: Proposed) -> None:
    months = group(proposed.forslag, "Meldingsliste 2025.xlsx")
    assert (months.ark, months.rader) == (("Januar", "Februar", "Mars", "April"), 32)
    homes = group(proposed.forslag, "Fosterhjem.xlsx")
    assert (homes.ark, homes.navn, homes.samme_rad) == (("*",), "Fosterhjem <enhet>", True)
    assert [(one.ark, one.grunn) for one in proposed.forslag.utelatt] == [("Rutine", "uten_overskrifter")]


def test_a_value_that_stands_once_and_words_beside_days_are_seen(proposed: Proposed) -> None:
    assert column(proposed.forslag, "Fosterhjem.xlsx", "Sak nr.").fyll_ned
    assert column(proposed.forslag, "Fosterhjem.xlsx", "Besøk 1").deles
    assert not column(proposed.forslag, "Fosterhjem.xlsx", "Besøk 2").deles


def test_words_become_codes_where_they_can_be_nothing_else(proposed: Proposed) -> None:
    def codes(fil: str, heading: str) -> Mapping[str, str]:
        return {one.verdi: one.kode for one in column(proposed.forslag, fil, heading).koder}

    assert codes("Meldingsliste 2025.xlsx", "Konkl.") == {"Henlagt": "1", "U-sak": "2"}
    assert codes("Meldingsliste 2025.xlsx", "Resultat") == {"Henlagt": "3", "Vedtak": "1"}
    assert codes("Fosterhjem.xlsx", "Type hjem") == {"ordinært": "2.2", "slekt": "2.1"}


def test_nothing_of_a_person_is_in_the_workbook(proposed: Proposed, folder: Path) -> None:
    content_of = form_bytes(proposed.skjema)
    path = folder / "ferdig" / "kart.xlsx"
    path.parent.mkdir()
    path.write_bytes(content_of)
    with zipfile.ZipFile(path) as archive:
        whole = "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    telling = [*NAMES, *(name.split()[0] for name in NAMES), "Ringte skolen", "Gata", "25/101", "J-500", "05.2015"]
    assert [text for text in telling if re.search(rf"\b{re.escape(text)}\b", whole)] == []
    assert not re.search(r"[0-9]{11}", whole)


def test_the_same_workbooks_give_the_same_bytes(proposed: Proposed, folder: Path) -> None:
    again = propose_map([folder], content(), None, None, dag=DAG, kommando="bvaudit les kart.xlsx --skriv")
    assert form_bytes(again.skjema) == form_bytes(proposed.skjema)


def test_the_programs_own_form_is_no_workbook_of_cases(proposed: Proposed, folder: Path) -> None:
    (folder / "kart.xlsx").write_bytes(form_bytes(proposed.skjema))
    again = propose_map([folder], content(), None, None, dag=DAG, kommando="bvaudit les kart.xlsx --skriv")
    (folder / "kart.xlsx").unlink()
    assert {one.fil for one in again.forslag.grupper} == set(RIGHT)


def test_what_is_missing_costs_the_rules_that_read_it(proposed: Proposed) -> None:
    costs = next(sheet for sheet in proposed.skjema.ark if getattr(sheet, "key", "") == "kostnad")
    said = {str(row.verdier["mangler"]): str(row.verdier["punkter"]) for row in costs.rader}  # type: ignore[union-attr]
    assert "UND-09" in said["Alt om dette: Barnets medvirkning"]
    assert "Melding: mottatt" not in said


# --- Headings nobody had looked at when the words were written: 80 of 93 were right then, two sure ones wrong ---------

SHEETS: Mapping[tuple[str, str], tuple[tuple[str, Kind, str], ...]] = {
    ("Meldinger.xlsx", "2024"): (
        ("Løpenr", K.TALL, ""),
        ("Sak-ID", K.ID, "sak_id"),
        ("Barnets navn", K.PERSON, ""),
        ("Dato mottatt melding", K.DATO, "henvendelse.start_dato"),
        ("Melder", K.KODER, "melder.kode"),
        ("Dato avklart", K.DATO, "henvendelse.konklusjon_slutt_dato"),
        ("Henlagt/undersøkelse", K.KODER, "henvendelse.konklusjon_kode"),
        ("Frist 7 dager", K.DATO, ""),
        ("Ansvarlig saksbehandler", K.PERSON, ""),
        ("Kommentar", K.TEKST, ""),
    ),
    ("Undersøkelser 2025.xlsx", "Ark1"): (
        ("Saksnummer", K.ID, "sak_id"),
        ("Bekymringsmelding mottatt dato", K.DATO, "henvendelse.start_dato"),
        ("Undersøkelse igangsatt", K.DATO, "undersokelse.start_dato"),
        ("Frist 3 mnd", K.DATO, ""),
        ("Utvidet (6 mnd)?", K.JA_NEI, "undersokelse.utvidet_frist_innvilget"),
        ("Dato vedtak om utvidelse", K.DATO, "undersokelse.utvidet_frist_start_dato"),
        ("Avsluttet dato", K.DATO, "undersokelse.konklusjon_slutt_dato"),
        ("Konklusjon", K.KODER, "undersokelse.konklusjon_kode"),
        ("Samtale med barnet", K.DATO, "medvirkning.start_dato"),
        ("Avdeling", K.KODER, "sak.enhet"),
    ),
    ("Hjelpetiltak.xlsx", "Oversikt"): (
        ("Klientnr.", K.ID, "sak_id"),
        ("Tiltak", K.KODER, "tiltak.kode"),
        ("Startdato", K.DATO, "tiltak.start_dato"),
        ("Sluttdato", K.DATO, "tiltak.slutt_dato"),
        ("Tiltaksplan fra", K.DATO, "plan.start_dato"),
        ("Tiltaksplan til", K.DATO, "plan.slutt_dato"),
        ("Evaluering 1", K.DATO, "plan_evaluering.utfort_dato"),
        ("Evaluering 2", K.DATO, "plan_evaluering.utfort_dato"),
        ("Vedtaksdato", K.DATO, "vedtak.start_dato"),
        ("Kontaktperson", K.PERSON, ""),
        ("Fødselsdato", K.DATO, "personalia.fodselsdato"),
    ),
    ("Fosterheimar.xlsx", "2025"): (
        ("Saksnr", K.ID, "sak_id"),
        ("Namn på barnet", K.PERSON, ""),
        ("Fødd", K.DATO, "personalia.fodselsdato"),
        ("Flytta inn", K.DATO, "tiltak.start_dato"),
        ("Type fosterheim", K.KODER, "tiltak.kode"),
        ("Oppfølging 1", K.DATO, "oppfolging_utfort.utfort_dato"),
        ("Oppfølging 2", K.DATO, "oppfolging_utfort.utfort_dato"),
        ("Tilsyn 1. halvår", K.DATO, "tilsyn_utfort.utfort_dato"),
        ("Tilsyn 2. halvår", K.DATO, "tilsyn_utfort.utfort_dato"),
        ("Tal på besøk i året", K.TALL, "oppfolging_hyppighet.antall"),
        ("Tilsynskommune", K.KODER, "tilsyn_ansvarlig.kommunenummer"),
        ("Eining", K.KODER, "sak.enhet"),
        ("Heimel", K.PARAGRAF, "tiltak.kapittel+paragraf"),
    ),
    ("ettervern.csv", ""): (
        ("saks_id", K.ID, "sak_id"),
        ("fodselsdato", K.DATO, "personalia.fodselsdato"),
        ("tilbud_ettervern_sendt", K.DATO, "ettervern.tilbud_sendt_dato"),
        ("svar_dato", K.DATO, "ettervern.konklusjon_slutt_dato"),
        ("ansvarlig_enhet", K.KODER, "sak.enhet"),
        ("sak_opprettet", K.DATO, "sak.start_dato"),
        ("sak_avsluttet", K.DATO, "sak.slutt_dato"),
    ),
    ("Bekymringsmeldinger kommunen.xlsx", "Alle"): (
        ("#", K.TALL, ""),
        ("Arkivsaksnr", K.ID, "sak_id"),
        ("Innkommet dato", K.DATO, "henvendelse.start_dato"),
        ("Kategori melder", K.KODER, "melder.kode"),
        ("Vurdert innen 1 uke", K.JA_NEI, ""),
        ("Meldingen gjennomgått", K.DATO, "henvendelse.konklusjon_slutt_dato"),
        ("Utfall av melding", K.KODER, "henvendelse.konklusjon_kode"),
        ("Undersøkelsessak opprettet", K.DATO, "undersokelse.start_dato"),
        ("Undersøkelsen avsluttet dato", K.DATO, "undersokelse.konklusjon_slutt_dato"),
        ("Forlenget frist (ja/nei)", K.JA_NEI, "undersokelse.utvidet_frist_innvilget"),
        ("Utfall u.sak", K.KODER, "undersokelse.konklusjon_kode"),
        ("Distrikt", K.KODER, "sak.enhet"),
        ("Initialer", K.KODER, ""),
    ),
    ("Plasserte barn.xlsx", "Barn i fosterhjem"): (
        ("Mappenr", K.ID, "sak_id"),
        ("F.dato", K.DATO, "personalia.fodselsdato"),
        ("Kjønn", K.KODER, "personalia.kjonn"),
        ("Plasseringsdato", K.DATO, "tiltak.start_dato"),
        ("Opphørt", K.DATO, "tiltak.slutt_dato"),
        ("Lovhjemmel", K.PARAGRAF, "tiltak.kapittel+paragraf"),
        ("Hjemtype", K.KODER, "tiltak.kode"),
        ("Fosterforeldre", K.PERSON, ""),
        ("Besøk Q1", K.DATO, "oppfolging_utfort.utfort_dato"),
        ("Besøk Q2", K.DATO, "oppfolging_utfort.utfort_dato"),
        ("Besøk Q3", K.DATO, "oppfolging_utfort.utfort_dato"),
        ("Omsorgsplan dato", K.DATO, "plan.start_dato"),
        ("Tilsyn utført 1", K.DATO, "tilsyn_utfort.utfort_dato"),
        ("Tilsyn utført 2", K.DATO, "tilsyn_utfort.utfort_dato"),
        ("Tilsynsfører", K.PERSON, ""),
    ),
    ("Tiltaksplaner.xlsx", "Ark1"): (
        ("Sak", K.ID, "sak_id"),
        ("Barn", K.PERSON, ""),
        ("Type tiltak", K.KODER, "tiltak.kode"),
        ("Vedtak fattet", K.DATO, "vedtak.start_dato"),
        ("Iverksatt dato", K.DATO, "tiltak.start_dato"),
        ("Tiltaksplan utarbeidet", K.DATO, "plan.start_dato"),
        ("Sist evaluert", K.DATO, "plan_evaluering.utfort_dato"),
        ("Neste evaluering", K.DATO, ""),
        ("Tiltaket avsluttet", K.DATO, "tiltak.slutt_dato"),
        ("Team", K.KODER, "sak.enhet"),
    ),
    ("tilsyn.csv", ""): (
        ("SAKNR", K.ID, "sak_id"),
        ("TILSYNSDATO", K.DATO, "tilsyn_utfort.utfort_dato"),
        ("TILSYNSPERSON", K.PERSON, ""),
    ),
}


@pytest.mark.parametrize("place", SHEETS, ids=lambda place: place[0])
def test_headings_as_people_write_them(place: tuple[str, str]) -> None:
    fil, ark = place
    columns = tuple(
        SeenColumn(overskrift=heading, slag=kind, fylt=40, rader=50, ulike=10) for heading, kind, _ in SHEETS[place]
    )
    sheet = SeenSheet(fil=fil, ark=ark, overskriftsrad=1, rader=50, kolonner=columns)
    made = propose(Seen(ark=(sheet,), utelatt=(), problems=(), synlige={fil: (ark,)}), content().koder)
    found = [(one.sett.overskrift, one.felt if one.leses else "") for one in made.grupper[0].kolonner]
    assert found == [(heading, felt) for heading, _, felt in SHEETS[place]]


def test_a_heading_that_says_nothing_is_unknown() -> None:
    column = SeenColumn(overskrift="Xyz", slag=K.DATO, fylt=1, rader=1, ulike=1)
    sheet = SeenSheet(fil="a.xlsx", ark="b", overskriftsrad=1, rader=1, kolonner=(column,))
    made = propose(Seen(ark=(sheet,), utelatt=(), problems=(), synlige={"a.xlsx": ("b",)}), content().koder)
    assert (made.grupper[0].kolonner[0].felt, made.grupper[0].kolonner[0].sikkerhet) == ("", Sikkerhet.UKJENT)
    assert not made.grupper[0].leses
    assert "mottatt" in known_headings()


# --- The parts -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("names", "first", "years"),
    [
        pytest.param(["Fosterhjem Nord", "Fosterhjem Sør"], "Fosterhjem <enhet>", (), id="enhet til slutt"),
        pytest.param(["Nord", "Sør"], "<enhet>", (), id="bare enhet"),
        pytest.param(["2023", "2024"], "<ar>", (2023, 2024), id="bare år"),
        pytest.param(["Jan 2025", "Feb 2025"], "* <ar>", (2025,), id="måned og år"),
        pytest.param(["Nord 2024", "Sør 2024", "Nord 2025"], "<enhet> <ar>", (2024, 2025), id="enhet og år"),
        pytest.param(["Januar", "Februar"], "", (), id="måneder"),
        pytest.param(["Ark1"], "", (), id="ett ark"),
        pytest.param(["Kari Nordmann", "Ola Hansen"], "", (), id="ett ark for hver person"),
    ],
)
def test_names_of_sheets(names: list[str], first: str, years: tuple[int, ...]) -> None:
    named = read_names(names)
    assert (next(iter(named.valg), ""), named.ar) == (first, years)


@pytest.mark.parametrize(
    ("names", "every", "pattern"),
    [
        pytest.param(["Nord", "Sør"], ["Nord", "Sør"], ("*",), id="alle arkene"),
        pytest.param(["Hjem A", "Hjem B"], ["Hjem A", "Hjem B", "Rutine"], ("Hjem *",), id="likt først"),
        pytest.param(["Jan", "Feb"], ["Jan", "Feb", "Rutine"], ("Jan", "Feb"), id="ingenting likt"),
    ],
)
def test_sheets_as_a_pattern(names: list[str], every: list[str], pattern: tuple[str, ...]) -> None:
    assert as_pattern(names, every) == pattern


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        pytest.param(["1.2.2024", "2024-02-03", None], K.DATO, id="datoer"),
        pytest.param(["1.2.", "12. mars"], K.DAG_UTEN_AR, id="uten år"),
        pytest.param(["ja", "nei", "Ja"], K.JA_NEI, id="ja og nei"),
        pytest.param(["ja 1.2.24", "nei", "nei"], K.JA_OG_DATO, id="ja og dato"),
        pytest.param(["henlagt 1.2.24", "vedtak 3.2.24"], K.ORD_OG_DATO, id="ord og dato"),
        pytest.param(["§ 5-1", "§ 3-1 første ledd"], K.PARAGRAF, id="paragrafer"),
        pytest.param(["Kari Nordmann", "Hansen, Ola", "Per Olsen"], K.PERSON, id="navn"),
        pytest.param(["05051512345", "06061612345"], K.PERSONNUMMER, id="personnummer"),
        pytest.param(["", None, "-"], K.TOM, id="tom"),
        pytest.param([1.0, 2.0, 1.0, 2.0], K.TALL, id="små tall"),
        pytest.param([f"25/{n}" for n in range(20)], K.ID, id="saksnumre"),
        pytest.param([f"En lang setning om noe, nummer {n} i rekken" for n in range(20)], K.TEKST, id="fritekst"),
    ],
)
def test_kinds_of_content(cells: list[object], kind: Kind) -> None:
    assert kind_of_cells(cells)[0] is kind


def test_headings_that_stand_twice_are_not_guessed() -> None:
    columns = tuple(
        SeenColumn(overskrift=heading, slag=kind, fylt=1, rader=1, ulike=1)
        for heading, kind in (("Saksnr", K.ID), ("Mottatt", K.DATO), ("Konkludert", K.DATO), ("konkludert", K.DATO))
    )
    sheet = SeenSheet(fil="a.xlsx", ark="b", overskriftsrad=1, rader=1, kolonner=columns)
    made = propose(Seen(ark=(sheet,), utelatt=(), problems=(), synlige={"a.xlsx": ("b",)}), content().koder)
    assert [one.felt for one in made.grupper[0].kolonner] == ["sak_id", "henvendelse.start_dato", "", ""]

import io
import os
import stat
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random
from xml.sax.saxutils import quoteattr

import bvr_documents as bvr
import duckdb
import pytest
from bvr_documents import (
    FODSELSDATO,
    FODSELSNUMMER,
    FRITEKST,
    JOURNALNUMMER,
    en_sak,
    melding,
    relasjon,
    uid,
    undersokelse,
)
from snapshots import Imported

from bvaudit.errors import ContentError, SurroundingsError
from bvaudit.extract.documents import reading
from bvaudit.extract.normalise.snapshot import is_snapshot, open_snapshot, read_manifest
from bvaudit.extract.people.links import read_links
from bvaudit.model.enhet import Enhet, Enheter, Kilde
from bvaudit.model.tables import TABLES

REFERANSE = os.environ.get("BVAUDIT_REFERANSE")
TIDLIG, SENT = "2025-06-01T02:00:00+02:00", "2025-12-31T02:00:00+01:00"


def test_snapshot_has_every_table_in_the_models_columns(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": bvr.V4})
    manifest, files = open_snapshot(made.folder)
    assert is_snapshot(made.folder)
    for table in TABLES:
        described = made.ask(table.navn, "*", "false")
        assert described == []
        columns = [(name, kind) for name, kind in _schema(files[table.navn])]
        assert columns == [(c.navn, str(c.type)) for c in table.all_columns], table.navn
    assert manifest == made.manifest == read_manifest(made.folder)


def _schema(path: Path) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in duckdb.execute(f"DESCRIBE SELECT * FROM '{path}'").fetchall()]


def test_numbers_join_what_belongs_together(tmp_path: Path) -> None:
    files = {
        f"{n}.xml": bvr.V4.replace(uid(bvr.SAK), uid(bvr.SAK, n)).replace("0000000d-", f"0000000{n}-")
        for n in range(1, 6)
    }
    made = Imported(tmp_path, files)
    assert made.ask("sak", "sak_nr") == [(n,) for n in range(1, 6)]
    ids = made.ask("sak", "sak_id")
    assert ids == sorted(ids)
    assert made.ask("relasjon", "fra_nr, til_nr", "fra_type = 'henvendelse'") == [(n, n) for n in range(1, 6)]
    assert made.ask("vedtak_krav", "vedtak_nr, sak_nr") == [(n, n) for n in range(1, 6) for _ in range(2)]
    assert made.ask("saksinnhold", "sak_nr, eier_nr", "eier_type = 'tiltak'") == [(n, n) for n in range(1, 6)]


# What each submission says the conclusion was, with its id, time and predecessor; the last named must win.
SUBMISSIONS: dict[str, list[tuple[int, str, int | None, str]]] = {
    "siste uttrekk": [(11, TIDLIG, None, "2025-01-07"), (12, SENT, None, "2025-01-08")],
    "id avgjør ikke": [(22, TIDLIG, None, "2025-01-07"), (21, SENT, None, "2025-01-08")],
    "sammenlignet i UTC": [
        (31, "2025-12-31T02:00:00+02:00", None, "2025-01-07"),
        (32, "2025-12-31T01:30:00+01:00", None, "2025-01-08"),
    ],
    "kjeden avgjør likt": [(42, SENT, None, "2025-01-07"), (41, SENT, 42, "2025-01-08")],
    "kjede på tre": [
        (53, SENT, None, "2025-01-09"),
        (51, SENT, 53, "2025-01-07"),
        (52, SENT, 51, "2025-01-08"),
    ],
}


@pytest.fixture(scope="module")
def resent(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    files: dict[str, str | bytes] = {
        f"{innsending}.xml": en_sak(melding(slutt=slutt), sak=sak, innsending=innsending, tatt=tatt, forrige=forrige)
        for sak, submissions in enumerate(SUBMISSIONS.values(), start=1)
        for innsending, tatt, forrige, slutt in submissions
    }
    return Imported(tmp_path_factory.mktemp("innsendinger"), files, keep_ids=True)


@pytest.mark.parametrize("navn", list(SUBMISSIONS))
def test_the_last_submission_wins(resent: Imported, navn: str) -> None:
    sak = f"sak_id = '{uid(bvr.SAK, list(SUBMISSIONS).index(navn) + 1)}'"
    assert resent.one("henvendelse", "konklusjon_slutt_dato", sak) == date.fromisoformat(SUBMISSIONS[navn][-1][3])
    assert len(resent.ask("innsending", where=sak)) == len(SUBMISSIONS[navn])
    assert len(resent.ask("innsending", where=f"gjeldende AND {sak}")) == 1
    assert "uavklart-rekkefolge" not in resent.koder


def test_a_tie_nothing_settles_is_told(tmp_path: Path) -> None:
    files = {"a.xml": en_sak(melding(), innsending=1), "b.xml": en_sak(melding(slutt="2025-01-09"), innsending=2)}
    made = Imported(tmp_path, files)
    assert made.koder == ["uavklart-rekkefolge"]
    chosen = made.one("innsending", "innsending_id", "gjeldende")
    assert chosen == max(row[0] for row in made.ask("innsending", "innsending_id"))


def test_a_tie_with_the_same_content_is_no_problem(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(innsending=1), "b.xml": en_sak(innsending=2)})
    assert made.koder == []


def test_the_same_document_twice_is_counted_once(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": bvr.V3, "b.xml": bvr.V3})
    assert made.koder == []
    assert [(u.kode, u.antall, len(u.eksempler)) for u in made.manifest.utelatt] == [("gjentatt-dokument", 1, 1)]
    assert (made.manifest.dokumenter_lest, made.manifest.dokumenter_brukt) == (2, 1)


def test_the_same_submission_id_with_other_content_is_a_fault(tmp_path: Path) -> None:
    files = {"a.xml": en_sak(melding()), "b.xml": en_sak(melding(slutt="2025-01-09"))}
    made = Imported(tmp_path, files)
    assert made.koder == ["gjentatt-innsending"]
    assert len(made.ask("innsending")) == 1
    with pytest.raises(ContentError):
        Imported(tmp_path, files, navn="streng", streng=True)


def test_broken_chains_are_counted_once(tmp_path: Path) -> None:
    files = {f"{n}.xml": en_sak(sak=n, innsending=n, forrige=90 + n) for n in range(1, 4)}
    made = Imported(tmp_path, files)
    assert made.koder.count("brutt-kjede") == 1
    assert "3" in made.report.problems[0].tekst


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01", "9999-12-31"])
def test_a_day_no_case_can_have_is_not_known(day: str, tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(melding(start=day))}, navn="start")
    assert made.one("henvendelse", "start_dato") is None
    assert made.koder == ["umulig-dato"]
    assert made.report.problems[0].tekst.endswith(": 1")
    # The day it was concluded is named as unknown, so that no rule takes it for undone.
    made = Imported(tmp_path, {"a.xml": en_sak(melding(slutt=day))}, navn="slutt")
    assert made.one("henvendelse", "konklusjon_slutt_dato") is None
    assert made.one("ukjent_dato", "kolonne") == "konklusjon_slutt_dato"
    assert made.koder == ["umulig-dato"]


@pytest.mark.parametrize(
    "copy",
    [
        pytest.param(lambda text: text.replace("><", ">\r\n<"), id="linjeskift fra Windows"),
        pytest.param(lambda text: text.replace("><", ">\n  <"), id="innrykk"),
        pytest.param(lambda text: "\ufeff" + text, id="merke foran"),
    ],
)
def test_a_copy_with_other_line_ends_is_the_same_submission(copy: Callable[[str], str], tmp_path: Path) -> None:
    text = en_sak(melding())
    made = Imported(tmp_path, {"a.xml": text, "b.xml": copy(text)})
    assert made.koder == []
    assert [u.kode for u in made.manifest.utelatt] == ["gjentatt-dokument"]
    assert len(made.ask("henvendelse")) == 1


def test_one_journal_number_on_several_cases_is_told(tmp_path: Path) -> None:
    made = Imported(tmp_path, {f"{n}.xml": en_sak(sak=n, innsending=n) for n in (1, 2)})
    assert made.koder == ["flere-sak-id"]


def _listed(kind: str) -> str:
    listed = f'<Slettet Id="{uid(bvr.UNDERSOKELSE).upper()}" Type="{kind}" SluttDato="2025-06-30"/>'
    return undersokelse() + listed


DELETED = {
    "ikke slettet": (en_sak(undersokelse()), False),
    "flagg nei": (en_sak(undersokelse(mer=' ErSlettet="false"')), False),
    "flagg ja": (en_sak(undersokelse(mer=' ErSlettet="true"')), True),
    "i listen over slettede": (en_sak(_listed("Undersokelse")), True),
    "listet under et annet begrep": (en_sak(_listed("Plan")), False),
    "saken er slettet": (en_sak(undersokelse(), sak_mer=' ErSlettet="true"'), True),
}


@pytest.fixture(scope="module")
def deleted(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    files: dict[str, str | bytes] = {}
    for n, (text, _) in enumerate(DELETED.values(), start=1):
        other = text.replace(uid(bvr.INNSENDING), uid(bvr.INNSENDING, n))
        files[f"{n}.xml"] = other.replace(f'<Sak Id="{uid(bvr.SAK)}"', f'<Sak Id="{uid(bvr.SAK, n)}"')
    return Imported(tmp_path_factory.mktemp("slettet"), files, keep_ids=True)


@pytest.mark.parametrize("navn", list(DELETED))
def test_deletion(deleted: Imported, navn: str) -> None:
    sak = uid(bvr.SAK, list(DELETED).index(navn) + 1)
    assert deleted.one("undersokelse", "er_slettet", f"sak_id = '{sak}'") is DELETED[navn][1]


def test_deletion_is_carried_down(tmp_path: Path) -> None:
    listed = f'<Slettet Id="{uid(bvr.TILTAK)}" Type="Tiltak" SluttDato="2025-12-30"/></Sak>'
    deleted = bvr.V4.replace("</Sak>", listed)
    made = Imported(tmp_path, {"a.xml": deleted})
    assert made.one("tilsyn_utfort", "er_slettet") is True
    assert {row[0] for row in made.ask("saksinnhold", "er_slettet", "eier_type = 'tiltak'")} == {True}
    assert {row[0] for row in made.ask("lovhjemmel", "er_slettet", "eier_type = 'vedtak'")} == {False}
    assert made.ask("slettet", "type, funnet") == [("plan", False), ("tiltak", True)]


def test_a_withdrawn_conclusion_keeps_what_was_written(tmp_path: Path) -> None:
    text = en_sak(melding().replace('Kode="2"', 'Kode="2" ErSlettet="true"'))
    made = Imported(tmp_path, {"a.xml": text})
    assert made.one("henvendelse", "konklusjon_er_slettet, konklusjon_slutt_dato") == (True, date(2025, 1, 10))


def test_relation_ends_are_found_by_kind_and_id(tmp_path: Path) -> None:
    same = uid(bvr.MELDING)
    text = en_sak(
        melding()
        + undersokelse().replace(uid(bvr.UNDERSOKELSE), same)
        + relasjon(same.upper(), "Melding", same, "Undersokelse", 1)
        + relasjon("ukjent id 7", "Melding", same, "Vedtak", 2)
    )
    made = Imported(tmp_path, {"a.xml": text}, keep_ids=True)
    assert made.ask("relasjon", "fra_type, fra_nr, til_nr, fra_id") == [
        ("henvendelse", 1, 1, same),
        ("henvendelse", None, None, made.pseudonyms.of("H", "ukjent id 7", uid(bvr.SAK))),  # free text is never kept
    ]


def test_the_person_in_force_gives_the_case_its_birthdays(tmp_path: Path) -> None:
    def person(number: int, start: str, born: str, mer: str = "") -> str:
        return (
            f'<Personalia Id="{uid(bvr.PERSON, number)}" StartDato="{start}" Fodselsnummer="{FODSELSNUMMER}" '
            f'Fodseldato="{born}" Kjonn="1"{mer}/>'
        )

    people = person(1, "2025-01-01", "2010-01-02") + person(2, "2025-03-01", "2011-02-03")
    people += person(3, "2025-05-01", "2012-03-04", ' ErSlettet="true"')
    made = Imported(tmp_path, {"a.xml": en_sak(personalia=people)})
    assert made.one("sak", "fyller_18_dato") == date(2029, 2, 3)
    assert made.one("personalia", "fyller_18_dato", "gjeldende") == date(2029, 2, 3)


def test_a_case_without_a_person_has_no_birthdays(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(melding(), personalia="")})
    assert made.one("sak", "fyller_15_dato, fyller_18_dato, fyller_25_dato") == (None, None, None)


@pytest.mark.parametrize(
    ("enheter", "enhet"),
    [
        pytest.param(None, "Fjordvik kommune bydel 03", id="uten kart"),
        pytest.param(
            Enheter(fil="e.yaml", enheter=(Enhet(id="ost", navn="Østbyen", kilder=(Kilde(bydelsnummer="03"),)),)),
            "Østbyen",
            id="med kart",
        ),
    ],
)
def test_unit(tmp_path: Path, enheter: Enheter | None, enhet: str) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(bydel="03")}, enheter=enheter)
    assert made.one("sak", "enhet, kommunenummer, bydelsnummer") == (enhet, "9999", "03")


def test_order_of_files_and_packing_do_not_matter(tmp_path: Path) -> None:
    documents = [en_sak(melding(slutt=f"2025-01-{9 + n:02}"), sak=1 + n % 3, innsending=n + 1) for n in range(9)]
    documents += [bvr.V4.replace(uid(bvr.SAK), uid(bvr.SAK, 9)).replace(uid(bvr.INNSENDING), uid(bvr.INNSENDING, 99))]
    first = Imported(tmp_path, {f"{n:02}.xml": text for n, text in enumerate(documents)})
    Random(7).shuffle(documents)
    second = Imported(tmp_path, {f"m{n % 2}/{n:02}.XML": text for n, text in enumerate(documents)}, navn="andre")
    assert first.bytes() == second.bytes()
    assert [p.kode for p in first.report.problems] == [p.kode for p in second.report.problems]


def test_sharing_the_work_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_FEW", 1)
    monkeypatch.setattr(reading, "_HEAD_START", 2)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for n in range(5, 9):
            archive.writestr(f"{n}.xml", en_sak(melding(), sak=n, innsending=n))
    files: dict[str, str | bytes] = {f"{n}.xml": en_sak(melding(), sak=n, innsending=n) for n in range(1, 5)}
    files |= {"x.xml": "<Barnevern>", "z.zip": packed.getvalue()}
    alone = Imported(tmp_path, files)
    shared = Imported(tmp_path, files, navn="delt", prosesser=2)
    assert alone.bytes() == shared.bytes()
    assert [p.kode for p in alone.report.problems] == [p.kode for p in shared.report.problems]
    assert alone.manifest.dokumenter_lest == shared.manifest.dokumenter_lest == 9
    assert alone.manifest.tabeller == shared.manifest.tabeller


def test_nothing_personal_in_the_snapshot(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": bvr.V4, "b.xml": en_sak(melding(start="feil"), sak=2, innsending=2)})
    kept = b"".join(path.read_bytes() for path in made.folder.iterdir())
    for secret in (FODSELSNUMMER, FODSELSDATO, JOURNALNUMMER, FRITEKST, "GAMMEL-7", uid(bvr.TILTAK)):
        assert secret.encode() not in kept


def test_ids_in_file_names_stay_out_of_the_manifest(tmp_path: Path) -> None:
    made = Imported(tmp_path, {f"{uid(bvr.SAK)}_1.xml": bvr.V4, f"sak-{FODSELSNUMMER}.xml": "<x/>"})
    text = (made.folder / "manifest.json").read_text("utf-8")
    assert uid(bvr.SAK) not in text
    assert FODSELSNUMMER not in text


def test_links_are_the_owners_alone_and_outside_the_snapshot(tmp_path: Path) -> None:
    made = Imported(tmp_path, {"a.xml": bvr.V4}, koblinger=tmp_path / "hos-eieren" / "koblingsliste.csv")
    assert made.report.koblinger is not None
    assert [p.name for p in made.report.koblinger.parent.iterdir()] == ["koblingsliste.csv"]
    links = {link.pseudonym: link for link in read_links(made.report.koblinger)}
    sak = links[made.one("sak", "sak_id")]
    assert (sak.type, sak.kilde_id, sak.journalnummer) == ("sak", uid(bvr.SAK), JOURNALNUMMER)
    assert links[made.one("tiltak", "tiltak_id")].journalnummer == JOURNALNUMMER
    if os.name == "posix":
        assert stat.S_IMODE(made.report.koblinger.stat().st_mode) == 0o600


def test_manifest_counts(tmp_path: Path) -> None:
    files = {"a.xml": bvr.V4, "b.xml": "<Barnevern>", "c.xml": en_sak(sak=2, innsending=2, tatt="2025-12-31T02:00:00")}
    made = Imported(tmp_path, {**files, "notat.txt": "x", ".DS_Store": "x"})
    manifest = made.manifest
    assert (manifest.dokumenter_lest, manifest.dokumenter_brukt, manifest.dokumenter_utelatt) == (4, 1, 3)
    assert [u.kode for u in manifest.utelatt] == ["ikke-xml", "mangler-tidssone", "ukjent-filtype"]
    assert manifest.formatversjoner == {"v4": 1}
    assert manifest.uttrekksdato == date(2025, 12, 31)
    assert manifest.kommuner == ("Fjordvik kommune",)
    assert manifest.tabeller["henvendelse"] == 1
    assert {f.byte for f in manifest.filer} == {len(text.encode()) for text in files.values()}
    assert made.koder.count("ukjent-filtype") == 1
    assert made.seen[-1] == (3, 3)


def test_assumptions_are_told_once_for_each_kind(tmp_path: Path) -> None:
    files = {f"{n}.xml": en_sak(sak=n, innsending=n, tatt="2025-12-31T02:00:00") for n in (1, 2)}
    made = Imported(
        tmp_path, {**files, "c.xml": bvr.ELDRE.replace(uid(bvr.INNSENDING), uid(bvr.INNSENDING, 3))}, tolerant=True
    )
    assert len(made.manifest.antakelser) == 2
    assert any("2" in text and "tidssone" in text for text in made.manifest.antakelser)
    assert {row[0] for row in made.ask("innsending", "xsd_gyldig")} == {False}


def test_nothing_usable_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(ContentError) as raised:
        Imported(tmp_path, {"a.xml": "<Barnevern>"})
    assert [p.kode for p in raised.value.problems] == ["ikke-xml"]
    assert [p.name for p in tmp_path.iterdir()] == ["snapshot-inn"]


def test_strict_import_stops_at_any_fault(tmp_path: Path) -> None:
    files = {"a.xml": bvr.V4, "b.xml": "<Barnevern>"}
    with pytest.raises(ContentError):
        Imported(tmp_path, files, streng=True)
    assert not (tmp_path / "snapshot").exists()


def test_a_snapshot_is_never_overwritten(tmp_path: Path) -> None:
    Imported(tmp_path, {"a.xml": bvr.V4})
    with pytest.raises(SurroundingsError, match="aldri endret"):
        Imported(tmp_path, {"a.xml": bvr.V3})
    (tmp_path / "opptatt").mkdir()
    (tmp_path / "opptatt" / "noe.txt").write_text("x")
    with pytest.raises(SurroundingsError, match="finnes fra før"):
        Imported(tmp_path, {"a.xml": bvr.V3}, navn="opptatt")
    (tmp_path / "tom").mkdir()
    assert is_snapshot(Imported(tmp_path, {"a.xml": bvr.V3}, navn="tom").folder)


@pytest.mark.parametrize(
    "navn",
    [pytest.param(navn, id=f"navn {n}") for n, navn in enumerate(("a,b", 'a "b" c', "a;b\\c", "'x'", "Å–ø 🙂"))],
)
def test_names_come_back_as_they_were(tmp_path: Path, navn: str) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(avgiver=f" Bydelsnavn={quoteattr(navn)}")})
    assert made.one("innsending", "bydelsnavn") == navn
    assert made.one("sak", "enhet") == navn


@pytest.mark.parametrize("navn", ["=1+1", "=cmd|'/C calc'!A0", "+47", "-2", "@SUM(A1)", " =1"])
def test_a_formula_names_no_unit(tmp_path: Path, navn: str) -> None:
    made = Imported(tmp_path, {"a.xml": en_sak(avgiver=f" Bydelsnavn={quoteattr(navn)}")})
    assert made.one("sak", "enhet") == "Fjordvik kommune"
    assert made.koder == ["ikke-navn"]


def test_odd_folder_names(tmp_path: Path) -> None:
    folder = tmp_path / ("it's [æøå] *?" if os.name == "posix" else "it's [æøå]")
    folder.mkdir()
    assert read_manifest(Imported(folder, {"a.xml": bvr.V4}).folder).dokumenter_brukt == 1


def test_a_damaged_manifest_is_told(tmp_path: Path) -> None:
    for damaged in ("{", "{}", "[]", "1"):
        (tmp_path / "manifest.json").write_text(damaged)
        with pytest.raises(SurroundingsError, match="skadet"):
            read_manifest(tmp_path)


@pytest.mark.skipif(not REFERANSE, reason="BVAUDIT_REFERANSE er ikke satt")
def test_schema_when_asked_for(tmp_path: Path) -> None:
    skjema = Path(str(REFERANSE)) / "bvr"
    upside_down = en_sak(undersokelse() + melding(), sak=2, innsending=2)
    made = Imported(tmp_path, {"a.xml": bvr.V4, "b.xml": upside_down}, xsd=skjema)
    assert made.one("innsending", "xsd_gyldig") is True
    (problem,) = made.report.problems
    assert (problem.kode, problem.sted.sti) == ("filbeskrivelse", "Sak/Melding")
    assert uid(bvr.MELDING) not in str(problem)
    with pytest.raises(ContentError):
        Imported(tmp_path, {"a.xml": bvr.V5}, xsd=skjema / "Barnevern_v4.xsd", navn="feil")


@pytest.mark.skipif(not REFERANSE, reason="BVAUDIT_REFERANSE er ikke satt")
def test_reference_documents_make_a_snapshot_when_tolerant(tmp_path: Path) -> None:
    names = ["test01_file01_total.xml", "test01_file02_total.xml", "test01_file03_total.xml", "test01_file04_total.xml"]
    files: dict[str, str | bytes] = {n: (Path(str(REFERANSE)) / "bvr" / n).read_bytes() for n in names}
    made = Imported(tmp_path, files, tolerant=True, keep_ids=True)
    # The second and third were made at the same time; the chain says which is last.
    assert made.one("innsending", "innsending_id", "gjeldende") == "5a210829-3709-4178-b7bf-084362c42d26"
    assert made.koder == ["brutt-kjede"]

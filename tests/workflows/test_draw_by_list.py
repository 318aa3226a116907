"""Draws by the checklists on the made-up municipality: what is drawn, what is said, and how it is tried again."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bvaudit.cli.run import run
from bvaudit.errors import BvauditError, UsageError
from bvaudit.loading.content.utvalg import read_frame, read_utvalg
from bvaudit.model.gjennomgang import Gjennomgang, Leser
from bvaudit.model.innhold import Innhold
from bvaudit.model.mappe import Mappe
from bvaudit.model.revisjonslogg import Hendelse, Logglinje
from bvaudit.model.utvalg import Rolle, Utvalg
from bvaudit.reports.revisjonslogg_file import append
from bvaudit.workflows.draw_for_audit import ListRequest, draw_audit, draw_by_list
from bvaudit.workflows.draw_sample import DrawOutcome, SampleCheck, check_sample
from bvaudit.workflows.extracts import import_into
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.run_demo import _folder, _generator, _key

NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)
LISTE = "egenkontroll-undersokelser-runde-1"

pytestmark = pytest.mark.lang


@pytest.fixture(scope="module")
def kommune(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Mappe, Path]]:
    """The made-up municipality's folder with its cases imported, and the folder of its key."""
    rot = tmp_path_factory.mktemp("fjordvik")
    mappe = _folder(rot, None, overskriv=True)
    with _key(rot) as (key, work):
        _generator().write_example(work / "fjordvik")
        inputs = ImportInputs(kilder=(work / "fjordvik",), nokkel=key, enheter=mappe.enheter, eksempel=True)
        from bvaudit.workflows.content import content_or_stop

        import_into(mappe.uttrekk, inputs, content_or_stop().koder, now=NOW, home=rot, progress=None)
    yield mappe, key.parent


def trekk(source: Mappe | Path, ut: Path, liste: str = LISTE, **more: object) -> DrawOutcome:
    """From the municipality's folder, or from a snapshot alone."""
    request = ListRequest(sjekkliste=liste, **more)  # type: ignore[arg-type]
    mappe = source if isinstance(source, Mappe) else None
    inputs = ImportInputs(kilder=() if isinstance(source, Mappe) else (source,))
    return draw_by_list(request, inputs, mappe=mappe, ut=ut, now=NOW, home=ut.parent, progress=None)


def etterprov(utvalg: Path, mappe: Mappe | None = None, protokoll: str | None = None) -> SampleCheck:
    snapshot = next(path for path in mappe.uttrekk.iterdir() if path.is_dir()) if mappe else None
    inputs = ImportInputs(kilder=(snapshot,), eksempel=True) if snapshot else None
    return check_sample(utvalg, inputs, protokoll=protokoll, now=NOW, home=utvalg.parent, progress=None)


def trukket(utvalg: Utvalg) -> set[str]:
    return {t.sak for t in utvalg.trekk if t.rolle is Rolle.TRUKKET}


def lever(folder: Path, *rows: Mapping[str, object]) -> None:
    """A log as the program writes it."""
    (folder / "logg.csv").unlink(missing_ok=True)
    before = ""
    for nr, row in enumerate(rows, start=1):
        line = Logglinje(nr=nr, forrige=before, **{"tid": "2026-01-05T10:00", "rolle": "stab", **row})  # type: ignore[arg-type]
        append(folder / "logg.csv", line)
        before = line.avtrykk


def test_each_checklist_draws_and_can_be_tried_again(
    kommune: tuple[Mappe, Path], innhold: Innhold, tmp_path: Path
) -> None:
    mappe, _ = kommune
    snapshot = next(path for path in mappe.uttrekk.iterdir() if path.is_dir())
    for liste in innhold.planer.sjekklister:
        assert liste.utvalg.gjelder is not None
        if liste.utvalg.gjelder.objekt == "enhet":
            with pytest.raises(UsageError, match="ingen saker trekkes"):
                trekk(snapshot, tmp_path / liste.id, liste.id)
            continue
        outcome = trekk(snapshot, tmp_path / liste.id, liste.id)
        utvalg = outcome.utvalg
        assert trukket(utvalg), liste.id
        read, problems = read_utvalg(outcome.filer[-1])
        assert (read, problems) == (utvalg, [])
        frame, _ = read_frame(outcome.filer[-1])
        assert len({case.sak for case in frame}) == len(frame) == sum(s.ramme_antall for s in utvalg.strata)
        assert all(k.trukket >= k.krav or k.mangler for k in utvalg.kvoter)
        tried = etterprov(outcome.filer[-1], mappe)
        assert tried.forskjeller == (), liste.id


def test_the_same_draw_twice_gives_the_same_bytes(kommune: tuple[Mappe, Path], tmp_path: Path) -> None:
    first, again = trekk(kommune[0], tmp_path / "a"), trekk(kommune[0], tmp_path / "b")
    assert [path.read_bytes() for path in first.filer] == [path.read_bytes() for path in again.filer]


def test_a_quota_that_cannot_be_filled_is_told(kommune: tuple[Mappe, Path], tmp_path: Path) -> None:
    told = trekk(kommune[0], tmp_path / "a").beskjeder
    assert any(line.startswith("Omsorgsenheten: 1 sak mangler til kvoten «Minst én som endte med") for line in told)


def test_the_second_round_is_disjoint_and_only_what_has_begun_since(
    kommune: tuple[Mappe, Path], tmp_path: Path
) -> None:
    mappe, _ = kommune
    first = trekk(mappe, tmp_path / "en" / "utvalg", enheter=("Midtbyen", "østbyen"))
    struck = next(t for t in first.utvalg.trekk if t.rolle is Rolle.TRUKKET)
    reserve = next(t for t in first.utvalg.trekk if t.rolle is Rolle.RESERVE and t.stratum == struck.stratum)
    lever(tmp_path / "en", {"hva": Hendelse.UTGATT, "enhet": struck.enhet, "sak": struck.sak, "grunn": "rettssak"})
    second = trekk(
        mappe,
        tmp_path / "to" / "utvalg",
        "egenkontroll-undersokelser-runde-2",
        forrige=str(tmp_path / "en"),
        startet_etter=date(2025, 1, 31),
        enheter=("Midtbyen",),
    ).utvalg
    assert second.forrige == "en"
    assert not (trukket(first.utvalg) | {reserve.sak}) & {t.sak for t in second.trekk}
    assert second.utelatt["tidligere"] and second.utelatt["begynt-for"] and second.utelatt["annen-enhet"]
    assert {t.enhet for t in second.trekk} == {"Midtbyen"}
    assert etterprov(tmp_path / "to" / "utvalg", mappe).forskjeller == ()


def test_an_audit_draws_into_its_own_folder(kommune: tuple[Mappe, Path], innhold: Innhold) -> None:
    mappe, _ = kommune
    liste = next(one for one in innhold.planer.sjekklister if one.id == "saksgjennomgang-melding")
    gjennomgang = Gjennomgang(
        id="melding-2025",
        tittel="Meldinger",
        sjekkliste=liste.id,
        per=date(2025, 12, 31),
        periode_fra=date(2025, 1, 1),
        periode_til=date(2025, 12, 31),
        per_enhet=4,
        reserve=2,
        lesere=(Leser(kode="l1", rolle="stab"),),
    )
    utvalg = draw_audit(mappe, gjennomgang, liste, now=NOW, home=mappe.rot.parent)
    assert (utvalg.id, utvalg.fro, utvalg.per_enhet) == ("melding-2025", "melding-2025", 4)
    folder = mappe.revisjoner / "melding-2025" / "utvalg"
    assert read_utvalg(folder)[0] == utvalg
    with pytest.raises(BvauditError, match="har allerede et annet utvalg"):
        draw_audit(mappe, replace(gjennomgang, per_enhet=5), liste, now=NOW, home=mappe.rot.parent)


@pytest.fixture
def drawn(kommune: tuple[Mappe, Path], tmp_path: Path) -> tuple[Path, Utvalg]:
    outcome = trekk(kommune[0], tmp_path / "rev" / "utvalg")
    return tmp_path / "rev", outcome.utvalg


def test_replacements_are_tried_again_too(drawn: tuple[Path, Utvalg]) -> None:
    folder, utvalg = drawn
    first = next(t for t in utvalg.trekk if t.rolle is Rolle.TRUKKET)
    strike: dict[str, object] = {"hva": Hendelse.UTGATT, "enhet": first.enhet, "sak": first.sak, "grunn": "rettssak"}
    lever(folder, {"hva": Hendelse.TRUKKET, "tekst": utvalg.kort_avtrykk}, strike)
    tried = etterprov(folder / "utvalg")
    assert (tried.forskjeller, tried.linjer) == ((), 2)
    lever(folder, {**strike, "grunn": "vanskelig"})
    (said,) = etterprov(folder / "utvalg").forskjeller
    assert said == f"loggen, linje 1: saken i «{first.enhet}» er utgått uten en grunn fra listen (fant «vanskelig»)"
    last = [t for t in utvalg.trekk if t.enhet == first.enhet][-1]
    lever(folder, {**strike, "erstatning": last.sak})
    (said,) = etterprov(folder / "utvalg").forskjeller
    assert "ikke den neste i reserven" in said
    lever(folder, {"hva": Hendelse.TRUKKET, "tekst": "0000 0000 0000 0000"})
    assert "et annet avtrykk" in etterprov(folder / "utvalg").forskjeller[0]


def test_a_line_taken_out_of_the_log_is_found(drawn: tuple[Path, Utvalg]) -> None:
    folder, utvalg = drawn
    some = [t for t in utvalg.trekk if t.rolle is Rolle.TRUKKET][:2]
    lever(
        folder,
        *({"hva": Hendelse.UTGATT, "enhet": t.enhet, "sak": t.sak, "grunn": "rettssak"} for t in some),
        {"hva": Hendelse.MERKNADER, "enhet": some[0].enhet, "tekst": "2026-01-05 Greit"},
    )
    assert etterprov(folder / "utvalg").forskjeller == ()
    lines = (folder / "logg.csv").read_bytes().splitlines(keepends=True)
    (folder / "logg.csv").write_bytes(b"".join([*lines[:2], *lines[3:]]))
    assert any("logg.csv" in line for line in etterprov(folder / "utvalg").forskjeller)


def test_lines_cut_from_the_end_of_the_log_are_found_by_the_print_in_the_minutes(
    drawn: tuple[Path, Utvalg], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, utvalg = drawn
    some = [t for t in utvalg.trekk if t.rolle is Rolle.TRUKKET][:2]
    lever(
        folder,
        {"hva": Hendelse.TRUKKET, "tekst": utvalg.kort_avtrykk},
        *({"hva": Hendelse.UTGATT, "enhet": t.enhet, "sak": t.sak, "grunn": "rettssak"} for t in some),
    )
    noted = etterprov(folder / "utvalg").logg_avtrykk
    assert run(["utvalg", "--etterprov", str(folder / "utvalg" / "utvalg.yaml")]) == 0
    said = capsys.readouterr().out
    assert f"Loggens siste avtrykk: {noted}" in said
    assert f"Ikke kontrollert: at ingen har tatt bort linjer på slutten av loggen: se om avtrykket {noted}" in said
    for minutes, whose, still in (
        (utvalg.kort_avtrykk, "trekningens", {"linjer på slutten"}),
        (f"{noted[:4]} {noted[4:].upper()}", "loggens, slik den var ved linje 3", set()),
    ):
        told = etterprov(folder / "utvalg", protokoll=minutes)
        assert (told.forskjeller, whose in told.sagt[0]) == ((), True)
        about = ("linjer på slutten", "trukket på nytt")
        assert {part for part in about if any(part in line for line in told.ikke_kontrollert)} == still
    lines = (folder / "logg.csv").read_bytes().splitlines(keepends=True)
    (folder / "logg.csv").write_bytes(b"".join(lines[:-1]))
    cut = etterprov(folder / "utvalg")
    assert cut.forskjeller == ()
    differs = etterprov(folder / "utvalg", protokoll=noted).forskjeller
    assert cut.logg_avtrykk in differs[1] and "tatt bort på slutten" in differs[1]


def test_what_was_written_in_the_log_after_the_minutes_is_open(drawn: tuple[Path, Utvalg]) -> None:
    folder, utvalg = drawn
    drawing: dict[str, object] = {"hva": Hendelse.TRUKKET, "tekst": utvalg.kort_avtrykk}
    lever(folder, drawing)
    noted = etterprov(folder / "utvalg").logg_avtrykk
    enhet = utvalg.trekk[0].enhet
    lever(folder, drawing, {"hva": Hendelse.MERKNADER, "enhet": enhet, "tekst": "2026-01-05 Greit"})
    told = etterprov(folder / "utvalg", protokoll=noted)
    assert told.forskjeller == ()
    assert any("etter linje 1 i loggen" in line for line in told.ikke_kontrollert)
    lever(folder, {"hva": Hendelse.MERKNADER, "enhet": enhet, "tekst": "2026-01-05 Greit"})
    alone = etterprov(folder / "utvalg", protokoll=etterprov(folder / "utvalg").logg_avtrykk)
    assert any("trukket på nytt" in line for line in alone.ikke_kontrollert)  # this log does not hold the draw's print


def test_a_checklist_that_has_been_changed_since_is_found(
    drawn: tuple[Path, Utvalg], kommune: tuple[Mappe, Path]
) -> None:
    folder, _ = drawn
    text = (folder / "utvalg" / "utvalg.yaml").read_text(encoding="utf-8")
    (folder / "utvalg" / "utvalg.yaml").write_text(
        text.replace('sjekkliste: "egenkontroll-undersokelser-runde-1"', 'sjekkliste: "saksgjennomgang-melding"'),
        encoding="utf-8",
    )
    told = etterprov(folder / "utvalg", kommune[0]).forskjeller
    assert any("rammen er ikke den sjekklisten gir nå" in line for line in told)
    assert any("endret etter at" in line for line in told)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        pytest.param({"liste": "egenkontrol-undersokelser-runde-1"}, "finnes ikke", id="liste"),
        pytest.param({"enheter": ("Østbyn",)}, "ukjent enhet «Østbyn»", id="enhet"),
        pytest.param({"forrige": "ingen"}, "finner ikke utvalget fra den forrige runden", id="forrige"),
        pytest.param({"startet_etter": date(2025, 12, 30)}, "ingen saker passer", id="tom ramme"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    kommune: tuple[Mappe, Path], tmp_path: Path, more: dict[str, object], said: str
) -> None:
    with pytest.raises(BvauditError, match=said):
        trekk(kommune[0], tmp_path / "a", **more)  # type: ignore[arg-type]
    assert not (tmp_path / "a" / "utvalg.yaml").exists()


def test_the_readers_list_lies_beside_the_key(
    drawn: tuple[Path, Utvalg], kommune: tuple[Mappe, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    folder, utvalg = drawn
    key = next(kommune[1].glob("*.txt"))
    argv = ["sla-opp", "--utvalg", str(folder / "utvalg"), "--nokkel", str(key), "--enhet", "østbyen"]
    assert run(argv) == 0
    path = kommune[1] / f"leseliste-{utvalg.id}.csv"
    assert str(path) in capsys.readouterr().out
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert (
        len(lines) == 16 and lines[1].startswith("Østbyen;1;trukket;") and lines[-1].startswith("Østbyen;15;reserve;")
    )
    path.write_text(path.read_text(encoding="utf-8-sig").replace(";;S-", ";AB;S-"), encoding="utf-8-sig")
    assert run(argv) == 0
    assert "15 koder er tatt med" in capsys.readouterr().out
    assert run([*argv, "--ut", str(folder)]) == 2
    capsys.readouterr()
    assert run([*argv, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["saksbehandler"] == "AB"

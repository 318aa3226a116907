"""The year's papers of a whole folder: one page however much was missed, and a form that becomes the next årshjul."""

import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from bvaudit.diagnostics import has_errors
from bvaudit.loading.content.files import read_file
from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Arshjul
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.logg import MASKINEN, Ny
from bvaudit.register.planned import opened
from bvaudit.reports.xlsx.form import write_form
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.filled import Reading
from bvaudit.workflows.own_content import own_content
from bvaudit.workflows.read_back import read_back
from bvaudit.workflows.register_folder import context_of, write
from bvaudit.workflows.year_calendar import write_calendar
from bvaudit.workflows.year_next import next_year, next_year_form
from bvaudit.workflows.year_page import SignRequest, sign, write_month_page, write_signed_page, year_papers

pytestmark = pytest.mark.lang  # the shipped årshjul in six units, through LibreOffice

NAMES = ("Østbyen", "Vestbyen og omland", "Midtbyen", "Sørlia barnevern", "Nordre Ås", "Omsorgsenheten")
JANUARY = datetime(2026, 1, 2, 8, tzinfo=UTC)
NEW_YEAR = datetime(2026, 12, 31, 12, tzinfo=UTC)
WHY = "Ledelsen var syk hele måneden, det var ingen vikar, og kontrollen ble ikke delegert til noen andre i enheten."


@pytest.fixture(scope="module")
def content() -> Content:
    return content_or_stop()


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory, content: Content) -> Mappe:
    """Six units, the shipped årshjul, and a year in which every second control was done and the rest were not."""
    rot = tmp_path_factory.mktemp("kommunen")
    units = "".join(
        f'  - {{id: e{n}, navn: {name}, kilder: [{{bydelsnummer: "0{n}"}}]}}\n' for n, name in enumerate(NAMES)
    )
    (rot / "enheter.yaml").write_text(f"enheter:\n{units}", encoding="utf-8")
    (rot / "kommune.yaml").write_text('navn: Sjøvik\nkommunenummer: "9999"\n', encoding="utf-8")
    found, problems = read_folder(rot)
    assert found is not None, problems
    kontekst = context_of(found, content)
    begun = Ny(hvem=MASKINEN, hendelse=RegisterBegynt(kommune="Sjøvik", kommunenummer="9999", dag=JANUARY.date()))
    write(found, [begun], kontekst=kontekst, tid=JANUARY, expected=None)
    new: list[Ny] = []
    for n, stand in enumerate(year_papers(found, content, (2026,), NEW_YEAR.date()).stands):
        felt = (
            {"utfort": stand.frist.isoformat(), "belegg": "Arkivet", "status": "utfort"}
            if n % 2
            else {"grunn": WHY, "status": "ikke-utfort"}
        )
        new += [
            Ny(
                hvem="stab",
                hendelse=FeltSatt(nr=stand.nr, felt=f, **{"verdi" if f in ("utfort", "status") else "tekst": v}),
            )
            for f, v in felt.items()
        ]
    reg = year_papers(found, content, (2026,), NEW_YEAR.date()).reg
    write(found, opened(reg, kontekst, new, NEW_YEAR.date()), kontekst=kontekst, tid=NEW_YEAR, expected=None)
    return found


def pages(papers: list[Path], folder: Path) -> dict[str, int]:
    office = shutil.which("soffice")
    if office is None:
        pytest.fail("LibreOffice is needed for this test")
    home = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, papers)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    counts = {}
    for paper in papers:
        said = subprocess.run(
            ["pdfinfo", str(folder / f"{paper.stem}.pdf")], check=True, capture_output=True, text=True, timeout=60
        ).stdout
        counts[paper.stem] = int(next(line for line in said.splitlines() if line.startswith("Pages:")).split()[1])
    return counts


def test_the_signed_year_is_one_page_and_the_month_two_at_most(mappe: Mappe, content: Content, tmp_path: Path) -> None:
    request = SignRequest(
        mappe=mappe, content=content, ar=2026, som="kommunalsjef", tekst="Ledergruppen har gått gjennom året."
    )
    signed = sign(request, NEW_YEAR)
    assert signed.signert
    assert len(signed.view.hode) >= 7
    alone = sign(SignRequest(mappe=mappe, content=content, ar=2026, enhet="Nordre Ås"), NEW_YEAR)
    assert alone.skrevet is None  # nobody signed
    write_signed_page(signed.view, tmp_path / "alle.docx", mappe, NEW_YEAR.date())
    write_signed_page(alone.view, tmp_path / "en.docx", mappe, NEW_YEAR.date())
    maned = {"maned": date(2026, 11, 1), "dag": NEW_YEAR.date()}
    write_month_page(mappe, content, tmp_path / "stab.docx", **maned)
    write_month_page(mappe, content, tmp_path / "leder.docx", enhet="Midtbyen", **maned)
    write_month_page(mappe, content, tmp_path / "team.docx", enhet="Midtbyen", rolle="teamleder", **maned)
    found = pages(sorted(tmp_path.glob("*.docx")), tmp_path)
    assert (found["alle"], found["en"]) == (1, 1)
    assert found["leder"] <= 2 and found["team"] <= 2
    assert found["stab"] <= 3, found


def test_the_calendar_of_a_folder_has_no_more_than_its_year(mappe: Mappe, content: Content, tmp_path: Path) -> None:
    files = [tmp_path / "a.ics", tmp_path / "b.ics"]
    counted = [write_calendar(mappe, content, one, ar=2026, dag=NEW_YEAR.date(), enhet="Midtbyen") for one in files]
    assert files[0].read_bytes() == files[1].read_bytes()
    events = Calendar.from_ical(files[0].read_bytes()).walk("VEVENT")
    assert counted == [len(events)] * 2
    assert {event["DTSTART"].dt.year for event in events} == {2026}
    assert not any(name in str(event["SUMMARY"]) for event in events for name in NAMES if name != "Midtbyen")


def test_the_form_of_the_next_year_becomes_its_arshjul(mappe: Mappe, content: Content, tmp_path: Path) -> None:
    """And read in, it proposes nothing new, and changes nothing of the year that has gone."""
    made = next_year(mappe, content, 2027, NEW_YEAR.date())
    assert made.nye
    before = [one.nr for one in year_papers(mappe, content, (2026,), NEW_YEAR.date()).stands]
    write_form(next_year_form(made, content, program="bvaudit", dag=NEW_YEAR.date()), tmp_path / "neste.xlsx")
    own = shutil.copytree(mappe.rot, tmp_path / "kommunen")
    here, _ = read_folder(own)
    assert here is not None
    reading = Reading(
        skjema=tmp_path / "neste.xlsx",
        content=content,
        mappe=here,
        til=None,
        dag=NEW_YEAR.date(),
        program="bvaudit",
    )
    result = read_back(reading)
    assert not has_errors(result.problems), result.problems
    (file,) = result.filer
    assert file.fil == own / "arshjul" / f"{made.arshjul.id}.yaml"
    file.fil.parent.mkdir(exist_ok=True)
    file.fil.write_bytes(file.innhold)
    loaded, problems = read_file(file.fil, None, Arshjul)
    assert loaded is not None, problems
    assert [one.id for one in loaded.record.oppgaver] == [one.id for one in made.arshjul.oppgaver]
    assert [one.maneder for one in loaded.record.oppgaver] == [one.maneder for one in made.arshjul.oppgaver]
    assert [one.for_enheter for one in loaded.record.oppgaver] == [one.for_enheter for one in made.arshjul.oppgaver]
    assert loaded.record.erstatter == made.arshjul.id
    after = content_or_stop(own_content(here, ()))
    assert not next_year(here, after, 2027, NEW_YEAR.date()).nye
    assert [one.nr for one in year_papers(here, after, (2026,), NEW_YEAR.date()).stands] == before

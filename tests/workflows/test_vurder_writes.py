"""A run in the municipality's folder and its register, on a few made-up documents: nothing without --skriv, everything
with it, nothing the second time."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Literal
from zipfile import ZipFile

import pytest

from bvaudit.loading.folder import read_folder
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Objekttilstand, Registeret
from bvaudit.model.registeret.hendelser_kjoring import RegisterBegynt
from bvaudit.model.registeret.logg import Logget
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs
from bvaudit.workflows.register_folder import read_log, state_of
from bvaudit.workflows.register_run import Writing

sys.path.insert(0, str(Path(__file__).parents[1] / "extract"))

from bvr_documents import MELDING, en_sak, melding, uid

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
OPEN = '<Melding Id="{id}" StartDato="{start}"></Melding>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Kommune:
    """A municipality's folder somebody puts documents in and judges."""

    mappe: Mappe
    hjem: Path

    def extract(self, day: str, *documents: str) -> None:
        """A new extract of that day, alone unread in the folder."""
        folder = self.mappe.uttrekk / f"inn-{day}"
        folder.mkdir(parents=True)
        for number, document in enumerate(documents):
            (folder / f"{number}.xml").write_text(document, encoding="utf-8")

    def judge(
        self,
        *,
        skriv: bool = False,
        bekreft: Callable[[tuple[str, ...]], bool] | None = None,
        now: datetime = NOW,
        periode: tuple[date, date] | Literal["alle"] | None = None,
        **more: Any,
    ) -> VurderOutcome:
        request = VurderRequest(
            inputs=ImportInputs(kilder=()),
            ut=None,
            mappe=self.mappe,
            periode=periode,
            overskriv=True,
            skriving=Writing(skriv=skriv, bekreft=bekreft, kommando="bvaudit vurder --overskriv --skriv"),
            **more,
        )
        return evaluate_cases(request, now=now, home=self.hjem, progress=None)

    @property
    def log(self) -> tuple[Logget, ...] | None:
        return read_log(self.mappe)

    @property
    def reg(self) -> Registeret:
        return state_of(self.mappe)


def case(number: int, start: str, slutt: str = "", tatt: str = "2025-12-31", innsending: int = 0) -> str:
    """One case with one message, which is concluded on ``slutt`` or not yet."""
    told = melding(number, start=start, slutt=slutt) if slutt else OPEN.format(id=uid(MELDING, number), start=start)
    return en_sak(told, sak=number, innsending=innsending or number, tatt=f"{tatt}T02:00:00+01:00")


FIRST = (
    case(1, "2025-03-03", "2025-03-20"),  # too late
    case(2, "2025-08-01", "2025-08-20"),  # too late
    case(3, "2025-12-01"),  # open, and the week is over
    case(4, "2025-09-01", "2025-09-03"),
)
SECOND = (  # half a year later: the open one is concluded, the second case is gone, a new one is too late
    case(1, "2025-03-03", "2025-03-20", "2026-06-30", 11),
    case(3, "2025-12-01", "2026-02-01", "2026-06-30", 13),
    case(4, "2025-09-01", "2025-09-03", "2026-06-30", 14),
    case(5, "2026-04-01", "2026-05-01", "2026-06-30", 15),
)
JULI = datetime(2026, 7, 2, 12, tzinfo=UTC)


def papers(kommune: Kommune, dag: str) -> dict[str, bytes]:
    folder = kommune.mappe.revisjoner / dag / "resultat"
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def words(book: bytes) -> str:
    with ZipFile(BytesIO(book)) as parts:
        return parts.read("xl/sharedStrings.xml").decode("utf-8")


@dataclass(slots=True)
class Story:
    """What was seen at each step."""

    unasked: VurderOutcome
    unasked_log: tuple[Logget, ...] | None
    unasked_papers: dict[str, bytes]
    written: VurderOutcome
    written_log: tuple[Logget, ...]
    written_papers: dict[str, bytes]
    written_reg: Registeret
    again: VurderOutcome
    again_log: tuple[Logget, ...]
    asked: list[tuple[str, ...]]
    asked_log: tuple[Logget, ...]
    later: VurderOutcome
    later_reg: Registeret
    earlier: VurderOutcome
    everything: VurderOutcome
    last_log: tuple[Logget, ...]


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    rot = tmp_path_factory.mktemp("vik")
    (rot / "kommune.yaml").write_text('navn: Vik kommune\nkommunenummer: "9999"\n', encoding="utf-8")
    (rot / "uttrekk").mkdir()
    mappe, problems = read_folder(rot)
    assert mappe is not None, problems
    kommune = Kommune(mappe=mappe, hjem=tmp_path_factory.mktemp("hjem"))
    kommune.extract("2025-12-31", *FIRST)
    unasked = kommune.judge()
    unasked_log, unasked_papers = kommune.log, papers(kommune, "2025-12-31")
    written = kommune.judge(skriv=True)
    written_log, written_papers, written_reg = kommune.log, papers(kommune, "2025-12-31"), kommune.reg
    again = kommune.judge(skriv=True, now=NOW + timedelta(days=3))
    again_log = kommune.log
    kommune.extract("2026-06-30", *SECOND)
    asked: list[tuple[str, ...]] = []
    kommune.judge(now=JULI, bekreft=lambda lines: bool(asked.append(lines)))
    asked_log = kommune.log
    later = kommune.judge(now=JULI, bekreft=lambda lines: True)
    later_reg = kommune.reg
    earlier = kommune.judge(now=JULI, skriv=True, per=date(2026, 1, 31))
    everything = kommune.judge(now=JULI, skriv=True, periode="alle")
    assert written_log and again_log and asked_log and kommune.log
    return Story(
        unasked=unasked,
        unasked_log=unasked_log,
        unasked_papers=unasked_papers,
        written=written,
        written_log=written_log,
        written_papers=written_papers,
        written_reg=written_reg,
        again=again,
        again_log=again_log,
        asked=asked,
        asked_log=asked_log,
        later=later,
        later_reg=later_reg,
        earlier=earlier,
        everything=everything,
        last_log=kommune.log,
    )


def states(reg: Registeret) -> list[tuple[str, str]]:
    (avvik,) = [a for a in reg.avvik.values() if a.regel == "MEL-01"]
    return sorted((str(one.start), one.tilstand.value) for one in avvik.bevis)


@pytest.mark.lang
def test_nobody_asked_and_nothing_is_written(story: Story) -> None:
    assert story.unasked_log is None
    told = story.unasked.beskjeder[-2:]
    assert told[0].startswith("Registeret er ikke begynt. Denne kjøringen åpner")
    assert told[1] == "Ikke skrevet. Skriv det med: bvaudit vurder --overskriv --skriv"
    assert "AV-2026" not in words(story.unasked_papers["avviksregister.xlsx"])


@pytest.mark.lang
def test_what_is_written_is_what_was_proposed(story: Story) -> None:
    assert story.unasked.register is not None
    proposed = [ny.hendelse for ny in story.unasked.register.mote.nye]
    assert [logget.hendelse for logget in story.written_log[1:]] == proposed
    assert isinstance(story.written_log[0].hendelse, RegisterBegynt)
    assert story.written_log[0].hendelse.nokkel
    assert "Skrevet i registeret" in story.written.beskjeder[-1]
    assert states(story.written_reg) == [
        ("2025-03-03", Objekttilstand.FOR_SENT.value),
        ("2025-08-01", Objekttilstand.FOR_SENT.value),
        ("2025-12-01", Objekttilstand.FORTSATT.value),
    ]


@pytest.mark.lang
def test_the_papers_have_the_numbers_once_it_is_written(story: Story) -> None:
    assert "AV-2026-0001" in words(story.written_papers["avviksregister.xlsx"])
    same = ("resultater.csv", "resultater.parquet")
    assert [story.written_papers[name] for name in same] == [story.unasked_papers[name] for name in same]


@pytest.mark.lang
def test_the_same_extract_again_writes_no_event(story: Story) -> None:
    assert story.again_log == story.written_log
    assert story.again.beskjeder[-1] == "Registeret: ingenting er nytt"


@pytest.mark.lang
def test_a_person_is_asked_and_no_means_no(story: Story) -> None:
    assert len(story.asked) == 1 and story.asked[0][0].startswith("Registeret:")
    assert story.asked_log == story.written_log


@pytest.mark.lang
def test_half_a_year_later_the_evidence_is_judged_though_it_has_left_the_period(story: Story) -> None:
    """The first is older than a year: it is done too late, as it was, and not mended. The second case is gone."""
    assert story.later.register is not None and story.later.register.skrevet
    assert states(story.later_reg) == [
        ("2025-03-03", Objekttilstand.FOR_SENT.value),
        ("2025-08-01", Objekttilstand.BORTFALT.value),
        ("2025-12-01", Objekttilstand.FOR_SENT.value),
        ("2026-04-01", Objekttilstand.FOR_SENT.value),
    ]


@pytest.mark.lang
def test_a_day_before_the_last_and_another_period_are_refused(story: Story) -> None:
    assert "fordi vurderingsdagen 31.01.2026 er før den siste" in " ".join(story.earlier.beskjeder)
    assert "fordi perioden ikke er de siste tolv månedene" in " ".join(story.everything.beskjeder)
    assert len(story.last_log) == story.later_reg.hode.nr

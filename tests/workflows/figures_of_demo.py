"""Key figures counted in the demo's extracts, for those who compare with them."""

from datetime import UTC, datetime

from bvaudit.figures.corrected import Fristsak
from bvaudit.loading.folder import read_folder
from bvaudit.model.tallperiode import kalenderperioder
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.figure_why import WhyRequest
from bvaudit.workflows.figures import AskedFigures, count_figures
from bvaudit.workflows.figures_run import FigureRequest, over_the_deadline, run_figures
from bvaudit.workflows.inputs import ImportInputs, snapshot_of
from bvaudit.workflows.own_content import own_content
from tests.conftest import Demo


def counted(demo: Demo, tall: tuple[str, ...], ar: int) -> tuple[Tallfakta, tuple[Fristsak, ...]]:
    """The figures of one year in the newest extract, and the undersokelser over the deadline."""
    mappe, _ = read_folder(demo.ut)
    perioder = kalenderperioder(ar, ar)
    source = ImportInputs(kilder=(demo.ut / "uttrekk" / "2026-05-31",))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    request = FigureRequest(inputs=source, mappe=mappe, perioder=perioder, tall=tall)
    outcome = run_figures(request, now=now, home=demo.hjem, progress=None)
    content = content_or_stop(own_content(mappe, ()))
    with snapshot_of(source, content.koder, now=now, home=demo.hjem, work=None, progress=None) as prepared:
        return outcome.fakta, over_the_deadline(prepared, content, outcome.fakta.per, perioder)


def number(demo: Demo, uttrekk: str, asked: WhyRequest) -> float | None:
    """The same number by the ordinary count."""
    mappe, _ = read_folder(demo.ut)
    content = content_or_stop(own_content(mappe, ()))
    source = ImportInputs(kilder=(demo.ut / "uttrekk" / uttrekk,))
    now = datetime(2026, 6, 1, tzinfo=UTC)
    assert asked.periode is not None
    with snapshot_of(source, content.koder, now=now, home=demo.hjem, work=None, progress=None) as prepared:
        per = prepared.manifest.uttrekksdato
        assert per is not None
        found = count_figures(prepared, AskedFigures(per=per, perioder=(asked.periode,), tall=(asked.tall,)), content)
    standard = content.nokkeltall[asked.tall].standard.navn
    (row,) = (r for r in found.rader if (r.variant, r.enhet, r.kommune, r.gruppe) == (standard, "", "", ""))
    return row.verdi

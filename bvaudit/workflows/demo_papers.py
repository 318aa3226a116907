"""What the made-up municipality hands over: its key figures, every report, and one of them sent."""

from datetime import date, datetime, timedelta
from pathlib import Path

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.mappe import Mappe
from bvaudit.model.tallperiode import kalenderperioder
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.editions import Sending, send
from bvaudit.workflows.figures_run import FigureRequest, run_figures
from bvaudit.workflows.inputs import ImportInputs, Progress
from bvaudit.workflows.progress import begin
from bvaudit.workflows.report_set import SetRequest, make_set

COUNTED = date(2025, 12, 31)  # the extract the year is counted from
SENT = "kontrollutvalget"
_READERS = Malgruppe.LEDER


def hand_over(mappe: Mappe, content: Content, tid: datetime, *, hjem: Path, progress: Progress | None) -> None:
    """The figures of the year and the year before, all reports as of ``tid``, and the answer to the kontrollutvalg
    sent the day after."""
    begin(progress, text("demo_papirer.steg"))
    asked = FigureRequest(
        inputs=ImportInputs(kilder=(mappe.uttrekk / COUNTED.isoformat(),), eksempel=True),
        mappe=mappe,
        per=COUNTED,
        perioder=kalenderperioder(COUNTED.year - 1, COUNTED.year),
        krav=False,  # they stand in the register's «Alle tall»
    )
    run_figures(asked, now=tid, home=hjem, progress=None)
    made = make_set(SetRequest(mappe=mappe, content=content, dag=tid.date()), progress=None)
    sent = tuple(fil for fil in made.filer if fil.name.startswith(f"{SENT}-{_READERS.value}-"))
    send(
        Sending(
            mappe=mappe,
            filer=sent,
            id=SENT,
            malgruppe=_READERS,
            dag=tid.date() + timedelta(days=1),
            til=text("demo_papirer.til"),
        )
    )

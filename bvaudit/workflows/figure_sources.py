"""What the key figures of a run rest on, as the workbook and the papers say it."""

from collections.abc import Iterator

from bvaudit.model.kalender import vis
from bvaudit.texts import counted, text
from bvaudit.workflows.figures import CountedFigures
from bvaudit.workflows.inputs import Prepared
from bvaudit.workflows.series import SeriesRead

PRINT = 12  # digits people read to each other


def sources(prepared: Prepared, serier: SeriesRead, found: CountedFigures) -> Iterator[tuple[str, str]]:
    """Label and words: the extract, the series, and how many cases nobody saw in the first days that are counted."""
    dag = prepared.manifest.uttrekksdato
    if dag is not None:
        yield text("nokkeltall.bok.kilde.uttrekk"), vis(dag)
    if prepared.avtrykk:
        yield text("nokkeltall.bok.kilde.avtrykk"), prepared.avtrykk[:PRINT]
    if serier.serier:
        yield text("nokkeltall.bok.kilde.serier"), counted("innhold.antall.serie", len(serier.serier))
    unseen, every = found.usett
    if unseen and len(prepared.manifest.enheter) > 1:
        first = vis(min(rad.periode_fra for rad in found.rader)) if found.rader else ""
        said = text("nokkeltall.bok.kilde.ikke_sett", n=unseen, alle=every, dag=first)
        yield text("nokkeltall.bok.kilde.hvem"), said

"""``vurder --motor spark``: what can be asked of it, and what the user is told."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bvaudit.cli import values
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, tell
from bvaudit.cli.surroundings import under_spark_submit
from bvaudit.errors import UsageError
from bvaudit.model.kalender import vis
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.evaluate_on_spark import SparkOutcome

NOT_MADE = "Avviksregister, handlingsplaner, resultater.csv og registerets kontroller lages ikke med --motor spark."


_PAPERS = ("--mal", "--overskriv", "--feil-ved", "--json")
_READING = ("--nokkel", "--enheter", "--kart", "--tolerant", "--streng", "--xsd", "--behold-id", "--tidligere")


def vurder(
    uttrekk: Sequence[Path | str],
    ut: Path | str,
    per: date | None,
    periode: Any,
    utvalg: Path | None,
    regler: Sequence[Path] | None,
    papers: Sequence[object],
    reading: Sequence[object],
) -> int:
    """Judge with Spark. ``papers`` and ``reading`` are the options it has no use for, in the order of their names
    above: the first that was given stops the run."""
    given = zip((*_PAPERS, *_READING), (*papers, *reading), strict=True)
    for name in (name for name, value in given if value):
        raise UsageError(
            f"«{name}» kan ikke brukes sammen med «--motor spark»",
            hint="Spark vurderer et uttrekk som er importert, og lager bare resultater.parquet",
        )
    if len(uttrekk) != 1:
        raise UsageError("«--motor spark» vurderer ett uttrekk om gangen", hint="pek på mappen fra «bvaudit importer»")
    from bvaudit.workflows.evaluate_on_spark import SparkRequest, evaluate_on_spark

    request = SparkRequest(
        uttrekk=uttrekk[0],
        ut=ut,
        per=per,
        periode=periode,
        utvalg=utvalg,
        regler=values.several(regler),
        lokal=not under_spark_submit(),
    )
    with progress(text("terminal.steg.vurderer")) as at:
        outcome = evaluate_on_spark(request, progress=at)
    _show(outcome)
    return 0


def local_only(*places: Path | str) -> None:
    """Stop at an address that only Spark can read."""
    for place in places:
        if isinstance(place, str):
            raise UsageError(f"«{place}» kan bare brukes med «--motor spark»", hint="pek på en mappe på denne maskinen")


def _show(outcome: "SparkOutcome") -> None:
    judged = outcome.judged
    for one in judged.ikke_vurdert:
        tell(f"{one.regel.id}: {one.grunn}")
    for warning in outcome.advarsler:
        tell(warning)
    say(f"Vurdert per {vis(outcome.per)}: {len(judged.regler)} regler, {judged.rader} rader")
    say(f"Resultatet ligger i {outcome.resultat}")
    say(NOT_MADE)

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
            text("spark_bruk.ikke_sammen", valg=name),
            hint=text("spark_bruk.ikke_sammen_hint"),
        )
    if len(uttrekk) != 1:
        raise UsageError(text("spark_bruk.ett"), hint=text("spark_bruk.ett_hint"))
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
            raise UsageError(text("spark_bruk.bare_spark", sted=place), hint=text("spark_bruk.bare_spark_hint"))


def _show(outcome: "SparkOutcome") -> None:
    judged = outcome.judged
    for one in judged.ikke_vurdert:
        tell(f"{one.regel.id}: {one.grunn}")
    for warning in outcome.advarsler:
        tell(warning)
    say(text("spark_bruk.vurdert", per=vis(outcome.per), regler=len(judged.regler), rader=judged.rader))
    say(text("spark_bruk.ligger", sted=outcome.resultat))
    say(text("spark_bruk.lages_ikke"))

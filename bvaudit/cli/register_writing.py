"""Whether what a run has found is written in the register: by an option, or by a person who says yes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bvaudit.cli.next_step import typed
from bvaudit.cli.questions import somebody_answers, yes
from bvaudit.cli.screen import tell
from bvaudit.cli.surroundings import now
from bvaudit.errors import BvauditError
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.cli.progress import Watched
    from bvaudit.workflows.audits_by_people import Audit
    from bvaudit.workflows.register_run import Met, Writing

NOT_WRITTEN = 1  # it was asked for, and the register says why not


def writing(skriv: bool, kommando: str, watched: "Watched | None", *, stille: bool) -> "Writing":
    """Somebody is asked only where there is a person to answer, and nothing else is wanted on the screen."""
    from bvaudit.workflows.register_run import Writing

    def asked(lines: tuple[str, ...]) -> bool:
        if watched is not None:
            watched.stop()
        for line in lines:
            tell(line)
        return yes(text("registeret_mote.skal_det_skrives"))

    asks = not skriv and not stille and somebody_answers()
    return Writing(skriv=skriv, bekreft=asked if asks else None, kommando=kommando)


def tell_register(audit: "Audit", skriv: bool, extra: tuple[str, ...]) -> int:
    """What the readers of a locked audit found, and the writing of it. The exit code: 1 when it could not be written
    though it was asked for."""
    from bvaudit.workflows.register_audit import meet_audit

    kommando = typed("bvaudit", "revisjon", "las", audit.id, *extra, "--skriv")
    try:
        met = meet_audit(audit, writing(skriv, kommando, None, stille=False), now())
    except BvauditError as error:  # the audit is locked all the same
        tell(text("registeret_mote.ikke_endret", grunn=error.problem))
        return NOT_WRITTEN
    for line in met.linjer if met is not None else ():
        tell(line)
    return NOT_WRITTEN if skriv and refused(met) else 0


def refused(met: "Met | None") -> bool:
    return met is not None and bool(met.mote.ikke_skrevet)


def written_by(
    uttrekk: Sequence[Path | str],
    mappe: Path | None,
    per: date | None,
    nokkel: Path | None,
    enheter: Path | None,
    kart: Path | None,
) -> str:
    """The command that writes it, exactly as it is typed: the papers are there by then."""
    words: list[object] = ["bvaudit", "vurder"]
    for source in uttrekk:
        words += ["--uttrekk", source]
    for option, value in (
        ("--mappe", mappe),
        ("--per", per),
        ("--nokkel", nokkel),
        ("--enheter", enheter),
        ("--kart", kart),
    ):
        if value is not None:
            words += [option, value]
    return typed(*words, "--overskriv", "--skriv")

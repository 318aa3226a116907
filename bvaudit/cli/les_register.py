"""The register's part of ``les``: workbooks, plans and answered conflicts, all of them in one call and one writing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say
from bvaudit.cli.surroundings import VERSION, home, now
from bvaudit.errors import UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.diagnostics import Problem
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.register_papers import Papirer

CHOICES = ("register", "dokument")


def parted(filer: Sequence[Path]) -> tuple[list[Path], list[Path]]:
    """The files that are forms, and those that belong to the register."""
    from bvaudit.workflows.register_documents import Papirslag, kind_of

    papers = [fil for fil in filer if kind_of(fil) is not Papirslag.ANNET]
    return [fil for fil in filer if fil not in papers], papers


def read_papers(
    filer: Sequence[Path], sted: "Mappe | None", content: "Content", *, som: str, behold: str
) -> "Papirer | None":
    """What they say to the register, told line by line; None when there are none. Nothing is written."""
    from bvaudit.workflows.read_register_told import told
    from bvaudit.workflows.register_papers import read

    if behold and behold not in CHOICES:
        raise UsageError(text("registeret_les.valg_feil", valgt=behold), hint=text("registeret_les.valg_feil_hint"))
    if not filer:
        return None
    if sted is None:
        raise UsageError(text("registeret_les.uten_mappe"), hint=text("registeret_les.uten_mappe_hint"))
    papirer = read(filer, sted, content, tid=now(), som=som, behold=behold, hjem=home())
    for line in told(papirer.lest):
        say(line)
    for fil in papirer.uvalgte:
        say(text("registeret_les.sagt.uvalgt", fil=fil))
    return papirer


def problems_of(papirer: "Papirer | None") -> tuple[list["Problem"], list["Problem"]]:
    """Everything that is wrong, cell by cell; and the texts a person must decide about."""
    from bvaudit.workflows.read_register import refused

    if papirer is None:
        return [], []
    return [*papirer.problems, *papirer.lest.problems, *refused(papirer.lest)], list(papirer.lest.tekstfunn)


def show_next(papirer: "Papirer | None", filer: Sequence[Path], mappe: Path | None, som: str) -> None:
    if papirer is None:
        return
    if papirer.lest.konflikter:
        say(counted("registeret_les.sagt.konflikt_hint", len(papirer.lest.konflikter)))
    if papirer.lest.nye or papirer.lest.konflikter:
        where = (*(("--som", som) if som else ()), *(("--mappe", mappe) if mappe else ()))
        say(text("lesing.neste", kommando=typed("bvaudit", "les", *filer, "--skriv", *where)))


def write_papers(papirer: "Papirer | None", sted: "Mappe | None") -> None:
    """All of it at once; what is left to choose is put in a workbook of its own."""
    from bvaudit.workflows.read_register import write_documents
    from bvaudit.workflows.register_conflicts import write_conflicts

    if papirer is None or sted is None:
        return
    tid = now()
    written = write_documents(sted, papirer.lest, tid)
    if written:
        hode = papirer.head_after(written)
        say(counted("registeret_les.sagt.skrevet", len(written), hode=hode.vist))
    asked = write_conflicts(sted, papirer.lest, program=f"bvaudit {VERSION}", dag=tid.date())
    if asked is not None:
        say(text("registeret_les.sagt.konflikt_bok", fil=asked))
        say(text("lesing.neste", kommando=typed("bvaudit", "les", asked, "--skriv")))
    elif not written:
        for papir in papirer.lest.papirer:
            say(text("registeret_les.sagt.ingenting", fil=papir.fil))

"""What must hold between the steps of a supervision: a deadline is for something we are to do, and what a step replaces
is there."""

from collections.abc import Iterator

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.kodeverk import OURS, Kodeverk
from bvaudit.texts import text

STEPS = "tilsynsskritt"


def faults_in_steps(kodeverk: Kodeverk, document: Document) -> Iterator[Problem]:
    """``document`` has the steps that were written now: all of them, or the last of the list."""
    steps = kodeverk.tilsynsskritt
    known = [one.kode for one in steps]
    ours = [one.kode for one in steps if one.av == OURS]
    written = len(document.data.get(STEPS) or ())
    for number, one in enumerate(steps[len(steps) - written :]):
        if one.krever and one.krever not in ours:
            tekst = text("tilsynslop.les.krever", kode=one.krever)
            yield unknown(document, (STEPS, number, "krever"), "ukjent-kode", tekst, one.krever, ours)
        for place, kode in enumerate(one.avloser):
            if kode not in known:
                tekst = text("tilsynslop.les.kode", kode=kode, liste=STEPS)
                yield unknown(document, (STEPS, number, "avloser", place), "ukjent-kode", tekst, kode, known)

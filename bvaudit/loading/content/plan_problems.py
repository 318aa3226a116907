"""The problems every kind of plan can have: a name that does not exist, and a thing listed twice."""

from collections.abc import Iterable, Iterator, Sequence

from bvaudit.diagnostics import Problem
from bvaudit.loading.schema.hints import nearest
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.regelnavn import nearest_rule


def unknown(document: Document, path: KeyPath, kode: str, tekst: str, navn: str, known: Iterable[str]) -> Problem:
    near = nearest(navn, sorted(known))
    return Problem(sted=document.place(path), kode=kode, tekst=tekst, hint=f"mente du «{near}»?" if near else "")


def unknown_rule(document: Document, path: KeyPath, regel: str, known: Iterable[str]) -> Problem:
    near = nearest_rule(regel, sorted(known))
    return Problem(
        sted=document.place(path),
        kode="ukjent-regel",
        tekst=f"regelen «{regel}» finnes ikke",
        hint=f"mente du «{near}»?" if near else "",
    )


def listed_twice(
    document: Document, liste: KeyPath, felt: str, hint: str, taken: Sequence[str] = ()
) -> Iterator[Problem]:
    """A problem for each row in the list at ``liste`` whose ``felt`` has been used above it, or is in ``taken``."""
    rows = document.data
    for key in liste:
        rows = rows[key]
    seen = list(taken)
    for i, row in enumerate(rows):
        if row[felt] in seen:
            tekst = f"«{row[felt]}» står to ganger"
            yield Problem(sted=document.place((*liste, i, felt)), kode="dobbel-id", tekst=tekst, hint=hint)
        seen.append(row[felt])

"""Names of files are case data: vendors name files after the child, the case or the journal number, and folders after
whoever made them. What is kept shows a number and a short print; the owner's list has the name."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from bvaudit.diagnostics import Problem
from bvaudit.extract.people.links import FILE, Link
from bvaudit.extract.people.pseudonyms import Pseudonyms
from bvaudit.model.safe_text import without_person_numbers
from bvaudit.texts import text

THE_EXTRACT = "uttrekket"  # stands where a file's name would, when no one file is meant
_PREFIX = "F"
_SHORT = 8


class FileNames:
    """What each of ``names`` is called in all that is kept: «fil 3 (a1b2c3d4)». Folders, and files in a zip, alike.

    The print is made with the key, so that nobody without it can try names until one fits. It is made of the name
    inside the source, so it is the same in the next import, also from another place.
    """

    def __init__(self, pseudonyms: Pseudonyms, names: Iterable[str], sources: Sequence[Path]) -> None:
        roots = [f"{str(source).replace(os.sep, '/')}/" for source in sources if source.is_dir()]
        above = [f"{str(source.parent).replace(os.sep, '/')}/" for source in sources]
        wanted = sorted({*names} - {THE_EXTRACT})
        own = {name: _inside(name, [*roots, *above]) for name in wanted}
        met = Counter(own.values())
        self._prints = {name: pseudonyms.of(_PREFIX, own[name] if met[own[name]] == 1 else name) for name in wanted}
        self._shown = {
            name: text(
                "extract.file_names.fil",
                number=number,
                removeprefix=self._prints[name].removeprefix(f"{_PREFIX}-")[:_SHORT],
            )
            for number, name in enumerate(wanted, start=1)
        }

    def shown(self, name: str) -> str:
        return name if name == THE_EXTRACT else self._shown[name]

    def without(self, problem: Problem) -> Problem:
        """The problem with nothing in it that only the owner may know. A sheet's name can be a child's too."""
        sted = problem.sted
        ark = None if sted.ark is None else ("ark" if sted.celle else "")
        sti = without_person_numbers(sted.sti) if sted.sti else sted.sti
        return replace(
            problem,
            sted=replace(sted, fil=self.shown(sted.fil), ark=ark, sti=sti),
            tekst=without_person_numbers(problem.tekst),
            hint=without_person_numbers(problem.hint),
        )

    def links(self) -> Iterator[Link]:
        """For the owner's list."""
        for name, pseudonym in self._prints.items():
            yield Link(pseudonym=pseudonym, type=FILE, kilde_id=name, journalnummer="")


def _inside(name: str, roots: Sequence[str]) -> str:
    """The name without the folder the user pointed at, which says nothing of the file."""
    plain = name.replace(os.sep, "/")
    return min((plain.removeprefix(root) for root in roots if plain.startswith(root)), key=len, default=plain)

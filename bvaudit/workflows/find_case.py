"""From a pseudonym in the register to the case that must be corrected."""

from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.extract.people.links import Link, find_link
from bvaudit.workflows.inputs import KEY_NAME, links_file


def find_case(pseudonym: str, *, nokkel: Path | None, koblingsliste: Path | None, home: Path) -> Link:
    """The case behind a pseudonym, from the list only the key's owner has."""
    path = koblingsliste or links_file(nokkel or home / KEY_NAME)
    if not path.exists():
        raise UsageError(
            f"finner ingen koblingsliste i {path}",
            hint="oppgi --nokkel eller --koblingsliste; de ligger hos den som leste inn uttrekket",
        )
    link = find_link(path, pseudonym)
    if link is None:
        raise UsageError(
            f"«{pseudonym}» står ikke i koblingslisten",
            hint="sjekk at pseudonymet er skrevet helt ut, og at det er riktig nøkkel",
        )
    return link

"""The first page of the help: commands by what a person wants done, and the sentences and examples of each."""

from collections.abc import Iterator, Mapping, Sequence

from bvaudit.texts import text

# A word stands for the commands after it as well: «kart» is also «kart lag». The last part takes what is left.
_PARTS: Mapping[str, tuple[str, ...]] = {
    "begynne": ("start", "demo", "status"),
    "vurdere": ("importer", "vurder", "utvalg", "frister", "register", "oversikt", "nokkeltall", "rapport"),
    "lese": ("revisjon", "skjema"),
    "skrive": ("tilsyn", "kart", "liste ny", "les"),
    "sla_opp": ("forklar", "sla-opp", "regler", "sjekkliste", "arshjul", "liste", "serie"),
    "innhold": (),
}
# Of words with many others after them, those that stand on the first page; the rest stand on the word's own.
_SHOWN: Mapping[str, tuple[str, ...]] = {
    "revisjon": ("revisjon", "revisjon ny"),
    "register": ("register eksport",),
    "tilsyn": ("tilsyn", "tilsyn ny"),
    "arshjul": ("arshjul",),
    "liste": ("liste",),
    "serie": ("serie",),
    "nokkeltall": ("nokkeltall",),
    "rapport": ("rapport",),
}


def parts(commands: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The heading of each part with its commands, in the order above; parts without any are left out."""
    placed: dict[str, list[str]] = {part: [] for part in _PARTS}
    for command in commands:
        if command in _SHOWN.get(command.partition(" ")[0], (command,)):
            placed[_part_of(command)].append(command)
    for part, found in placed.items():
        if found:
            yield text(f"hjelp.del.{part}"), sorted(found, key=lambda command: _place(part, command))


def about(command: str, otherwise: str | None) -> str:
    """What the command does: the first sentence stands on the first page too."""
    try:
        return text(f"hjelp.om.{_key(command)}")
    except KeyError:
        return otherwise or ""


def examples(command: str) -> tuple[str, ...]:
    """Lines that can be typed as they are."""
    try:
        return tuple(text(f"hjelp.prov.{_key(command)}").splitlines())
    except KeyError:
        return ()


def _part_of(command: str) -> str:
    for length in (2, 1):  # «liste ny» before «liste»
        for part, words in _PARTS.items():
            if " ".join(command.split()[:length]) in words:
                return part
    return list(_PARTS)[-1]


def _place(part: str, command: str) -> int:
    words = _PARTS[part]
    return next((i for i, word in enumerate(words) if f"{command} ".startswith(f"{word} ")), len(words))


def _key(command: str) -> str:
    return command.replace(" ", "-")

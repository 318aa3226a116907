"""From what a paper says to the cases that must be corrected: ids, an avvik or a unit."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.extract.people.links import Link, find_links
from bvaudit.extract.people.lookup_list import LookupRow, write_lookup
from bvaudit.extract.people.pseudonyms import read_key
from bvaudit.intake.result_rows import RESULTS, read_broken
from bvaudit.loading.find_folder import find_folder
from bvaudit.model.enhet import slug
from bvaudit.model.kortid import short_ids
from bvaudit.model.lesesvar import LEST
from bvaudit.model.mappe import Mappe
from bvaudit.texts import counted, text
from bvaudit.workflows.content import content_or_stop, find_rule
from bvaudit.workflows.inputs import EXAMPLE_PRINT, KEY_NAME, links_file
from bvaudit.workflows.own_content import own_content

_PAPER = re.compile(r"\b[A-Z]-(?:[0-9a-f]{20}|[0-9A-HJKMNP-TV-Z]{8,16})\b")
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One case somebody wants, as it was written, with what is known of it."""

    skrevet: str
    enhet: str = ""
    regler: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Cases in the order they were asked for. ``navn`` is for the name of a list of them."""

    saker: tuple[Asked, ...]
    navn: str = "oppslag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """Where the list of links is, or the key it lies beside."""

    nokkel: Path | None
    koblingsliste: Path | None
    home: Path

    @property
    def key(self) -> Path:
        return self.nokkel or self.home / KEY_NAME

    @property
    def links(self) -> Path:
        return self.koblingsliste or links_file(self.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """``mangler`` are those the list of links does not have, as they were written."""

    rader: tuple[LookupRow, ...]
    mangler: tuple[str, ...]


def find_cases(wanted: Wanted, keys: Keys) -> Found:
    """The case behind each id. Raises UsageError when an id fits several, or when not one is known."""
    if not keys.links.exists():
        raise UsageError(text("oppslag.ingen_liste", sti=keys.links), hint=text("oppslag.ingen_liste_hint"))
    links = find_links(keys.links, [asked.skrevet for asked in wanted.saker])
    _refuse_ambiguous(links)
    missing = tuple(asked.skrevet for asked in wanted.saker if not links[asked.skrevet])
    if wanted.saker and len(missing) == len(wanted.saker):
        raise UsageError(text("oppslag.ukjent", hva=_named(missing)), hint=text("oppslag.ukjent_hint"))
    known = [found[0].pseudonym for found in links.values() if found]
    short = short_ids(known)
    return Found(rader=tuple(_row(asked, links[asked.skrevet], short) for asked in wanted.saker), mangler=missing)


def missing_told(found: Found) -> str:
    return counted("oppslag.mangler", len(found.mangler), av=len(found.rader), hva=_named(found.mangler))


def put_list(found: Found, wanted: Wanted, keys: Keys, ut: Path | None) -> Path:
    """One list of all of them, beside the key unless ``ut`` is another place for it. Raises UsageError where others
    look: in a municipality's folder and in a folder with results."""
    path = ut or keys.links.with_name(f"{wanted.navn}.csv")
    refuse_where_others_look(path, keys)
    return write_lookup(path if path.suffix else path / f"{wanted.navn}.csv", found.rader)


def ids(typed: Sequence[str]) -> Wanted:
    return Wanted(saker=tuple(Asked(skrevet=each) for each in dict.fromkeys(typed)))


def ids_in(content: str) -> tuple[str, ...]:
    """The ids in a text somebody has copied together: those written as on paper, else the first word of each line."""
    found = _PAPER.findall(content)
    words = found or [re.split(r"[;,\t]", line)[0].strip() for line in content.splitlines()]
    return tuple(dict.fromkeys(word for word in words if word))


def in_results(
    folder: Path, *, avvik: str | None, enhet: str | None, mappe: Mappe | None, regler: tuple[Path, ...]
) -> Wanted:
    """The cases with breaches, as the rule's standard way of counting has them, or the reader where there was one: of a
    rule, in a unit, or both."""
    content = content_or_stop(own_content(mappe, regler))
    standard = {rule.id: rule.variantnavn[0] for rule in content.regler.values() if rule.variantnavn}
    rule = find_rule(avvik, content).id if avvik else None
    broken = [
        row for row in read_broken(folder / RESULTS) if row.variant in (standard.get(row.regel, row.variant), LEST)
    ]
    unit = unit_of(enhet, [row.enhet for row in broken]) if enhet else None
    cases: dict[tuple[str, str], list[str]] = {}
    for row in broken:
        if rule in (None, row.regel) and unit in (None, row.enhet):
            cases.setdefault((row.enhet, row.sak), []).append(row.regel)
    if not cases:
        raise UsageError(text("oppslag.ingen_brudd", sti=folder), hint=text("oppslag.ingen_brudd_hint"))
    saker = tuple(
        Asked(skrevet=sak, enhet=where, regler=tuple(sorted(set(found))))
        for (where, sak), found in sorted(cases.items())
    )
    return Wanted(saker=saker, navn="-".join(["oppslag", *filter(None, [rule, slug(unit) if unit else ""])]).lower())


def newest_results(mappe: Mappe | None) -> Path | None:
    """The folder with the papers that were made last."""
    found = list(mappe.revisjoner.glob(f"*/resultat/{RESULTS}")) if mappe else []
    return max(found, key=lambda path: (path.stat().st_mtime_ns, str(path))).parent if found else None


def _row(asked: Asked, links: Sequence[Link], short: Mapping[str, str]) -> LookupRow:
    if not links:
        return LookupRow(
            kort=asked.skrevet, pseudonym="", type="", journalnummer="", kilde_id="", enhet=asked.enhet,
            regler=asked.regler,
        )  # fmt: skip
    link = links[0]
    return LookupRow(
        kort=short[link.pseudonym],
        pseudonym=link.pseudonym,
        type=link.type,
        journalnummer=link.journalnummer,
        kilde_id=link.kilde_id,
        enhet=asked.enhet,
        regler=asked.regler,
    )


def _refuse_ambiguous(links: Mapping[str, tuple[Link, ...]]) -> None:
    several = {typed: len({link.pseudonym for link in found}) for typed, found in links.items()}
    lines = [counted("oppslag.flertydig", n, skrevet=typed) for typed, n in several.items() if n > 1]
    if lines:
        raise UsageError("; ".join(lines[:_MOST_NAMED]), hint=text("oppslag.flertydig_hint"))


def unit_of(typed: str, units: Iterable[str]) -> str:
    """The unit somebody typed the name of."""
    known = sorted(set(units))
    for unit in known:
        if unit.casefold() == typed.strip().casefold():
            return unit
    raise UsageError(
        text("oppslag.ukjent_enhet", enhet=typed), hint=text("oppslag.velg_enhet", enheter=", ".join(known))
    )


def _is_example(keys: Keys) -> bool:
    return keys.key.exists() and read_key(keys.key).avtrykk == EXAMPLE_PRINT


def refuse_where_others_look(path: Path, keys: Keys) -> None:
    """UsageError in a municipality's folder and among results. The made-up municipality's cases are no secret."""
    if _is_example(keys):
        return
    folder = path.absolute().parent if path.suffix else path.absolute()
    if (rot := find_folder(folder)) is not None:
        raise UsageError(text("oppslag.i_kommunens_mappe", mappe=rot), hint=text("oppslag.annet_sted"))
    for place in (folder, *folder.parents):
        if (place / RESULTS).exists():
            raise UsageError(text("oppslag.blant_resultater", mappe=place), hint=text("oppslag.annet_sted"))


def _named(typed: Sequence[str]) -> str:
    shown = ", ".join(f"«{each}»" for each in typed[:_MOST_NAMED])
    more = len(typed) - _MOST_NAMED
    return f"{shown} {text('oppslag.og_flere', n=more)}" if more > 0 else shown

"""From what was seen to a proposed map. Nothing is settled here: a person says yes or chooses another."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bvaudit.extract.proposal.codes import proposed_codes
from bvaudit.extract.proposal.groups import Alike, groups_of
from bvaudit.extract.proposal.match import LIKELY, SURE, Fit, fits_of, words_of
from bvaudit.extract.proposal.record import UNREAD, Proposal, ProposedColumn, ProposedGroup, Sikkerhet
from bvaudit.extract.proposal.seen import Kind, Seen, SeenColumn
from bvaudit.extract.proposal.sheet_names import read_names
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.kart import eier_i_rad
from bvaudit.model.koder import Kodelister
from bvaudit.model.tables import BY_NAME
from bvaudit.model.words.overskrifter import CODE_WORDS, FRITEKST, PERSON, SAK_ID, TOGETHER, TOPICS

_DAYS = (Kind.DATO, Kind.DAG_UTEN_AR, Kind.JA_OG_DATO, Kind.ORD_OG_DATO)
_SPLIT = (Kind.JA_OG_DATO, Kind.ORD_OG_DATO, Kind.PARAGRAF)
# Rows of these lie many under one other: columns that differ only in a number are each a row.
_MANY = (
    "oppfolging_utfort",
    "tilsyn_utfort",
    "plan_evaluering",
    "tiltak_evaluering",
    "samvaer",
    "medvirkning",
    "flytting",
)
_NUMBERED = re.compile(r"\b(?:[0-9]{1,2}|første|andre|tredje|fjerde|femte|sjette|i{1,3}|iv|vi?|q[1-4]|kvartal)\b\.?")
_SAME_TABLE, _NAMED, _IN_SHEET, _OWN_WORD = 12, 10, 4, 5  # points for the company a heading keeps


def propose(seen: Seen, koder: Kodelister) -> Proposal:
    groups = [_proposed(f"g{number}", alike, koder) for number, alike in enumerate(groups_of(seen), start=1)]
    return Proposal(grupper=tuple(groups), utelatt=seen.utelatt)


def _proposed(group_id: str, alike: Alike, koder: Kodelister) -> ProposedGroup:
    columns = _columns(group_id, alike, koder)
    named = read_names(alike.navn) if alike.navn else None
    has_unit = any(column.felt == "sak.enhet" for column in columns)
    lacks_year = any(column.sett.slag is Kind.DAG_UTEN_AR for column in columns if column.leses)
    wanted = [
        pattern
        for pattern in (named.valg if named else ())
        if not (has_unit and "<enhet>" in pattern) and ("<ar>" not in pattern or lacks_year or "<enhet>" in pattern)
    ]
    tables = {column.tabell for column in columns if column.leses}
    first = min(
        (c.sett.forste_ar for c in columns if c.leses and c.sett.forste_ar and c.tabell != "personalia"), default=0
    )
    years = named.ar if named else ()
    return ProposedGroup(
        id=group_id,
        fil=alike.fil,
        ark=alike.ark,
        vist=alike.navn if not alike.fra_fil else tuple(alike.ark),
        overskriftsrad=alike.overskriftsrad,
        hode=alike.hode,
        rader=alike.rader,
        kolonner=columns,
        navn=wanted[0] if wanted else "",
        navn_valg=named.valg if named else (),
        navn_fra_fil=alike.fra_fil,
        samme_rad=_hangs_together(tables, columns),
        faste=_fixed(columns),
        dekker_fra=date(years[0], 1, 1) if years and first >= years[0] else None,
        leses=any(column.felt == SAK_ID for column in columns) and len(tables - {""}) > 0,
    )


def _hangs_together(tables: set[str], columns: Sequence[ProposedColumn]) -> bool:
    """Whether something in the sheet lies under, or comes of, something else in the same row."""
    pointers = {column.felt for column in columns}
    for tabell in tables - {"", "sak"}:
        owner = eier_i_rad(tabell, tables)
        pointer = "eier_id" if BY_NAME[tabell].eid else f"{owner}_id"
        if owner and f"{tabell}.{pointer}" not in pointers:
            return True
    return False


def _fixed(columns: Sequence[ProposedColumn]) -> tuple[str, ...]:
    """A kind of plan that a heading names: «Tiltaksplan dato»."""
    if any(column.felt == "plan.kode" for column in columns):
        return ()
    words = {word for c in columns if c.tabell == "plan" for word in heading_key(c.sett.overskrift).split()}
    kinds = {kode for word, kode in CODE_WORDS["plan.kode"].items() if any(w.startswith(word) for w in words)}
    return tuple(f"plan.kode={kode}" for kode in sorted(kinds)) if len(kinds) == 1 else ()


@dataclass(slots=True)
class _Pass:
    """What one pass over the headings of a group has come to."""

    current: str
    named: str  # the table that the sheet or file is called after
    topics: frozenset[str]
    taken: set[str] = field(default_factory=set)


def _columns(group_id: str, alike: Alike, koder: Kodelister) -> tuple[ProposedColumn, ...]:
    topics = _topics(" ".join([alike.fil, *alike.navn, *(c.overskrift for c in alike.kolonner)]))
    named = _topics(" ".join([alike.fil.rpartition(".")[0], *alike.navn]))
    state = _Pass(current=next(iter(named), ""), named=next(iter(named), ""), topics=frozenset(topics))
    similar = _similar(alike.kolonner)
    twice = repeated_headings(alike.kolonner)
    found: list[ProposedColumn] = []
    for number, column in enumerate(alike.kolonner, start=1):
        column_id = f"{group_id}-k{number}"
        others = similar.get(number - 1)
        proposed = (
            _one_of_many(column_id, others, alike.kolonner, state, number - 1)
            if others
            else _single(column_id, column, state)
        )
        if column.overskrift in twice:
            proposed = ProposedColumn(id=column_id, sett=column)
        codes = proposed_codes(column_id, proposed.felt, column, koder) if proposed.leses else ()
        found.append(replace(proposed, koder=codes))
    return tuple(found)


def repeated_headings(columns: Sequence[SeenColumn]) -> list[str]:
    """Headings that stand over several columns: a map cannot tell them apart."""
    keys = Counter(heading_key(column.overskrift) for column in columns)
    return list(dict.fromkeys(c.overskrift for c in columns if keys[heading_key(c.overskrift)] > 1))


def _topics(text: str) -> list[str]:
    words = words_of(text)
    return [tabell for tabell, names in TOPICS.items() if any(words_of(name) <= words for name in names)]


def _similar(columns: Sequence[SeenColumn]) -> dict[int, list[int]]:
    """For each column of days that differs from others only in a number: all of them."""
    alike: dict[str, list[int]] = {}
    for number, column in enumerate(columns):
        key = heading_key(column.overskrift)
        bare = " ".join(_NUMBERED.sub(" ", key).split())
        if column.slag in (*_DAYS, Kind.TOM) and bare != key:
            alike.setdefault(bare, []).append(number)
    groups = [found for found in alike.values() if len(found) > 1 and any(columns[n].slag in _DAYS for n in found)]
    return {number: found for found in groups for number in found}


def _one_of_many(
    column_id: str, others: Sequence[int], columns: Sequence[SeenColumn], state: _Pass, own: int
) -> ProposedColumn:
    column = columns[own]
    bare = " ".join(_NUMBERED.sub(" ", heading_key(column.overskrift)).split())
    as_one = replace(column, overskrift=bare, slag=Kind.DATO)
    fits = [fit for fit in fits_of(as_one) if fit.felt.partition(".")[0] in _MANY and _is_start(fit.felt)]
    best = _best(fits, _untaken(state))
    if best is None:
        return ProposedColumn(id=column_id, sett=column, likner=True)
    sure = best.poeng >= SURE and len(others) > 1 and not _is_doubtful(fits)
    return ProposedColumn(
        id=column_id,
        sett=column,
        felt=best.felt,
        sikkerhet=Sikkerhet.FORESLATT if sure else Sikkerhet.USIKKER,
        likner=True,
    )


def _untaken(state: _Pass) -> _Pass:
    """The same pass, where a field may be chosen again."""
    return _Pass(current=state.current, named=state.named, topics=state.topics)


def _is_start(felt: str) -> bool:
    tabell, _, kolonne = felt.partition(".")
    return BY_NAME[tabell].start == kolonne


def _single(column_id: str, column: SeenColumn, state: _Pass) -> ProposedColumn:
    if column.slag in (Kind.PERSON, Kind.PERSONNUMMER):
        return ProposedColumn(id=column_id, sett=column, felt=PERSON, sikkerhet=Sikkerhet.FORESLATT)
    fits = fits_of(column)
    best = _best(fits, state)
    if best is None or best.poeng < LIKELY:
        if column.slag is Kind.TEKST:
            return ProposedColumn(id=column_id, sett=column, felt=FRITEKST, sikkerhet=Sikkerhet.FORESLATT)
        return ProposedColumn(id=column_id, sett=column)
    felt = _whole(best.felt, column.slag)
    tabell = felt.partition(".")[0] if "." in felt else ""
    sure = best.poeng >= SURE and not (_is_doubtful(fits) and tabell not in (state.current, state.named, ""))
    state.taken |= {best.felt, felt}
    state.current = tabell if tabell in TOPICS else state.current
    return ProposedColumn(
        id=column_id,
        sett=column,
        felt=felt,
        sikkerhet=Sikkerhet.FORESLATT if sure else Sikkerhet.USIKKER,
        fyll_ned=felt not in UNREAD and (column.slatt_sammen or (felt == SAK_ID and column.hull)),
    )


def _whole(felt: str, slag: Kind) -> str:
    """The choice for a cell with two things in it, when the cells have that and there is one."""
    tabell, _, kolonne = felt.partition(".")
    wanted = {kolonne} if slag in _SPLIT else {kolonne} & {"paragraf", "kapittel"}
    for both in TOGETHER:
        of, _, rest = both.partition(".")
        if of == tabell and wanted & set(rest.split("+")):
            return both
    return felt


def _best(fits: Sequence[Fit], state: _Pass) -> Fit | None:
    free = [fit for fit in fits if fit.felt not in state.taken or fit.felt in UNREAD]
    return max(free, key=lambda fit: (_points(fit, state), fit.felt in (SAK_ID, *UNREAD)), default=None)


def _points(fit: Fit, state: _Pass) -> int:
    tabell = fit.felt.partition(".")[0]
    company = _SAME_TABLE if tabell == state.current else _IN_SHEET if tabell in state.topics else 0
    company += _NAMED if tabell == state.named else 0
    return fit.poeng + company + (_OWN_WORD if fit.egne else 0)


def _is_doubtful(fits: Sequence[Fit]) -> bool:
    """Whether two tables fit the heading equally well."""
    best = [fit for fit in fits if fit.poeng == fits[0].poeng] if fits else []
    return len({fit.felt.partition(".")[0] for fit in best}) > 1

"""A map the municipality has already, seen beside its workbooks: what it says is what stands in the proposal."""

from dataclasses import replace

from bvaudit.extract.proposal.codes import proposed_codes
from bvaudit.extract.proposal.record import Proposal, ProposedCode, ProposedColumn, ProposedGroup, Sikkerhet
from bvaudit.extract.sheets.texts import heading_key
from bvaudit.model.kart import Kart, TabellKart
from bvaudit.model.kartsvar import Arksvar, Kolonnesvar
from bvaudit.model.koder import Kodelister
from bvaudit.model.navnemonster import taken_from
from bvaudit.model.words.overskrifter import SAK_ID, TOGETHER


def answers_of(proposal: Proposal) -> tuple[Arksvar, ...]:
    """The proposal as if a person had said yes to all of it."""
    return tuple(_answered(group) for group in proposal.grupper)


def with_map(proposal: Proposal, kart: Kart, koder: Kodelister) -> Proposal:
    """The proposal with what the map says in the sheets it names; other headings there are only suggested beside."""
    return replace(proposal, grupper=tuple(_with_map(group, kart, koder) for group in proposal.grupper))


def _answered(group: ProposedGroup) -> Arksvar:
    return Arksvar(
        fil=group.fil,
        ark=group.ark,
        les=group.leses,
        overskriftsrad=group.overskriftsrad,
        navn=group.navn,
        fra_fil=group.navn_fra_fil,
        samme_rad=group.samme_rad,
        faste=group.faste,
        fra=group.dekker_fra,
        til=group.dekker_til,
        kolonner=tuple(
            Kolonnesvar(
                overskrift=column.sett.overskrift,
                felt=column.felt,
                fyll_ned=column.fyll_ned,
                deles=column.deles,
                koder={code.verdi: code.kode for code in column.koder},
            )
            for column in group.kolonner
        ),
    )


def _with_map(group: ProposedGroup, kart: Kart, koder: Kodelister) -> ProposedGroup:
    places = [place for place in kart.steder if _reads(place, group)]
    if not places:
        return replace(group, leses=False, kolonner=tuple(_only_suggested(column) for column in group.kolonner))
    first = places[0]
    named = [place.filnavn or place.arknavn for place in places if place.filnavn or place.arknavn]
    fixed = dict.fromkeys(
        f"{place.tabell}.{k}={v}"
        for place in places
        for k, v in place.faste.items()
        if k != "eier_type" or not place.samme_rad  # which follows of what stands in the row
    )
    dated = [place for place in places if place.tabell != "sak"]
    return replace(
        group,
        fil=first.fil,
        ark=first.ark,
        overskriftsrad=first.overskriftsrad,
        kolonner=tuple(_column(column, places, koder) for column in group.kolonner),
        navn=max(named, key=lambda pattern: pattern.count("<"), default=""),
        navn_fra_fil=any(place.filnavn for place in places),
        samme_rad=any(place.samme_rad for place in places),
        faste=tuple(fixed)[:2],
        dekker_fra=next((place.dekker_fra for place in dated if place.dekker_fra), None),
        dekker_til=next((place.dekker_til for place in dated if place.dekker_til), None),
        leses=True,
    )


def _reads(place: TabellKart, group: ProposedGroup) -> bool:
    """Whether the map reads these sheets for the table."""
    same_file = place.fil == group.fil or ("*" in place.fil and taken_from(place.fil, group.fil) is not None)
    if not same_file or not place.ark or not group.vist:
        return same_file
    return any(taken_from(ark, name) is not None for ark in place.ark for name in group.vist)


def _column(column: ProposedColumn, places: list[TabellKart], koder: Kodelister) -> ProposedColumn:
    key = heading_key(column.sett.overskrift)
    said: dict[str, list[str]] = {}
    for place in places:
        own = [k for k, heading in place.kolonner.items() if heading_key(heading) == key]
        own += [k for k, headings in place.rader.items() if key in map(heading_key, headings)]
        said |= {place.tabell: own} if own else {}
    felt = _choice(said)
    if not felt:
        return _only_suggested(column)
    codes = {
        verdi: kode
        for place in places
        for k, v in place.koder.items()
        if k in said.get(place.tabell, ())
        for verdi, kode in v.items()
    }
    proposed = proposed_codes(column.id, felt, column.sett, koder)
    texts = dict.fromkeys([*codes, *(one.verdi for one in proposed)])
    return replace(
        column,
        felt=felt,
        sikkerhet=Sikkerhet.FRA_KART,
        fyll_ned=any(k in place.fyll_ned for place in places for k in said.get(place.tabell, ())),
        koder=tuple(
            ProposedCode(id=f"{column.id}-v{number}", verdi=verdi, kode=codes.get(verdi, ""))
            for number, verdi in enumerate(texts, start=1)
        ),
    )


def _choice(said: dict[str, list[str]]) -> str:
    for tabell, columns in said.items():
        if SAK_ID in columns:
            return SAK_ID
        both = next((one for one in TOGETHER if one.startswith(f"{tabell}.") and _same(one, columns)), "")
        if both:
            return both
    return next((f"{tabell}.{columns[0]}" for tabell, columns in said.items()), "")


def _same(together: str, columns: list[str]) -> bool:
    return set(together.partition(".")[2].split("+")) == set(columns)


def _only_suggested(column: ProposedColumn) -> ProposedColumn:
    """A heading the map does not name: what it may be is said beside it, and it is not read unless a person says so."""
    if not column.leses:
        return column
    return replace(column, felt="", ellers=column.felt, sikkerhet=Sikkerhet.UKJENT, koder=(), fyll_ned=False)

"""The pages of a proposed map that are only read: what to do, what was not understood, and what is missing."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bvaudit.extract.proposal.propose import repeated_headings
from bvaudit.extract.proposal.record import Proposal, ProposedGroup
from bvaudit.intake.form_layout import Asked
from bvaudit.model.kart import NO_DAY
from bvaudit.model.kartvalg import field_text, table_word
from bvaudit.reports.forms import FormColumn, FormRow, Guidance, TableSheet
from bvaudit.reports.map_view import Cost, Reach, counts, group_name
from bvaudit.texts import counted, text

_SHOWN_RULES = 6


def guidance(proposal: Proposal, reach: Reach, kommando: str) -> tuple[Guidance, ...]:
    number = counts(proposal)
    sums = text(
        "kart_skjema.start.tall",
        alle=number["alle"],
        foreslatt=number["foreslatt"] + number["fra_kart"],
        usikker=number["usikker"],
        ukjent=number["ukjent"],
    )
    steps = tuple(text(f"kart_skjema.start.steg{n}") for n in range(1, 5))
    found = [*_not_understood(proposal)]
    reaches = text("kart_skjema.start.kan", kan=reach.kan, av=reach.av)
    return (
        Guidance(
            tittel=text("kart_skjema.start.gjor"),
            setninger=(sums, *steps, text("kart_skjema.start.steg5", kommando=kommando)),
        ),
        Guidance(tittel=text("kart_skjema.start.rekker"), setninger=(reaches, text("kart_skjema.start.person"))),
        Guidance(
            tittel=text("kart_skjema.start.forslag"),
            setninger=tuple(found) or (text("kart_skjema.start.ingenting"),),
        ),
    )


def _not_understood(proposal: Proposal) -> Iterator[str]:
    for left in proposal.utelatt:
        where = text("kart_skjema.fil_og_ark", fil=left.fil, ark=left.ark) if left.ark else left.fil
        yield text(f"kart_skjema.start.utelatt_{left.grunn}", ark=where)
    for group in proposal.grupper:
        yield from _about_group(group)
        yield from _lacking_in_group(group)


def _about_group(group: ProposedGroup) -> Iterator[str]:
    name = group_name(group)
    if len(group.vist) > 1:
        yield text("kart_skjema.start.like_ark", ark=name, n=len(group.vist))
    if group.hode > 1:
        yield text("kart_skjema.start.overskriftsrad", ark=name, n=group.hode)
    if group.navn:
        yield text("kart_skjema.start.navn_sier", ark=name)
    many = [column for column in group.kolonner if column.likner and column.leses]
    for felt, columns in groupby(many, key=lambda column: column.felt):
        tabell, _, kolonne = felt.partition(".")
        number = len(list(columns))
        yield text("kart_skjema.start.blir_rader", ark=name, n=number, felt=field_text(tabell, kolonne))
    merged = [f"«{column.sett.overskrift}»" for column in group.kolonner if column.fyll_ned]
    if merged:
        yield text("kart_skjema.start.fyll_ned", ark=name, overskrifter=", ".join(merged))


def _lacking_in_group(group: ProposedGroup) -> Iterator[str]:
    name = group_name(group)
    twice = repeated_headings([column.sett for column in group.kolonner])
    if twice:
        yield text("kart_skjema.start.to_like", ark=name, overskrifter=", ".join(f"«{one}»" for one in twice))
    if not group.leses:
        yield text("kart_skjema.start.uten_sak", ark=name)
    for tabell in ("tiltak", "plan"):
        ends = (f"{tabell}.slutt_dato", f"{tabell}.slutt_dato={NO_DAY}")
        if tabell in group.tabeller and not {*ends} & {*(c.felt for c in group.kolonner), *group.faste}:
            yield text("kart_skjema.start.uten_slutt", ark=name, tabell=table_word(tabell))
    chosen = {*(c.felt for c in group.kolonner), *(one.partition("=")[0] for one in group.faste)}
    if "tiltak.kapittel+paragraf" in chosen and "tiltak.lov" not in chosen:
        yield text("kart_skjema.start.uten_lov", ark=name)
    if "tiltak" in group.tabeller and not any(c.felt == "tiltak.kode" for c in group.kolonner):
        yield text("kart_skjema.start.uten_type", ark=name)


def cost_sheet(reach: Reach) -> TableSheet:
    """The dearest first: what is not in the map, and what is then not examined."""
    return TableSheet(
        key="kostnad",
        navn=text("kart_skjema.kostnad_ark.navn"),
        tittel=text("kart_skjema.kostnad_ark.tittel"),
        innledning=(text("kart_skjema.kostnad_ark.innledning"),),
        kolonner=(
            FormColumn(spurt=_asked("mangler"), bredde=46),
            FormColumn(spurt=_asked("antall"), bredde=16),
            FormColumn(spurt=_asked("punkter"), bredde=120),
        ),
        rader=tuple(_cost_row(number, cost) for number, cost in enumerate(reach.kostnader, start=1)),
        frys=1,
        oppslag=True,
    )


def _cost_row(number: int, cost: Cost) -> FormRow:
    said = [_listed(cost.regler)] if cost.regler else []
    said += [text("kart_skjema.uavklart", punkter=_listed(cost.uavklart))] if cost.uavklart else []
    what = (
        field_text(cost.tabell, cost.kolonne)
        if cost.kolonne
        else text("kart_skjema.hele", tabell=table_word(cost.tabell))
    )
    return FormRow(
        id=f"m{number}",
        verdier={"mangler": what, "antall": len(cost.regler), "punkter": " ".join(said)},
    )


def _listed(rules: Sequence[tuple[str, str]]) -> str:
    named = [f"{regel} {tittel}" for regel, tittel in rules[:_SHOWN_RULES]]
    more = len(rules) - len(named)
    return "; ".join([*named, *([counted("kart_skjema.punkter_til", more)] if more else [])]) + "."


def _asked(key: str) -> Asked:
    return Asked(key=key, navn=text(f"kart_skjema.kostnad.{key}"), fast=True)

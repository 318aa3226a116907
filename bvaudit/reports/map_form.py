"""The proposed map as a workbook: their heading beside our field in plain words, and what each missing field costs."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bvaudit.extract.proposal.record import Proposal, ProposedColumn, ProposedGroup
from bvaudit.intake.form_layout import Asked, Entry, row_list
from bvaudit.model.kartvalg import ARK, KODER, KOLONNER, NO_NAME, OM, SKJEMA
from bvaudit.model.koder import Kodelister
from bvaudit.reports.forms import FieldGroup, FieldSheet, Form, FormColumn, FormField, FormRow, TableSheet, TextSheet
from bvaudit.reports.map_choices import Lists, choice_lists, shown
from bvaudit.reports.map_guidance import cost_sheet, guidance
from bvaudit.reports.map_view import Reach, certainty, content_of, group_name, note_of, sheets_of
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text

_CELL = 30_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class MapFacts:
    """What is known beside the workbooks. ``fulgte`` are texts that follow the file unseen, however long."""

    kommune: str = ""
    kommunenummer: str = ""
    organisasjonsnummer: str = ""
    uttrekk_dato: date | None = None
    skrastrek: str = "ingen"
    tomme: tuple[str, ...] = ()
    fulgte: Mapping[str, str] = field(default_factory=dict)
    kommando: str


def map_form(proposal: Proposal, facts: MapFacts, reach: Reach, koder: Kodelister, dag: date) -> Form:
    lists = choice_lists(proposal, koder)
    return Form(
        skjema=SKJEMA,
        tittel=text("kart_skjema.tittel"),
        kommune=facts.kommune,
        program="bvaudit",
        dag=dag,
        ark=(
            TextSheet(
                navn=text("kart_skjema.start.navn"),
                tittel=text("kart_skjema.tittel"),
                avsnitt=guidance(proposal, reach, facts.kommando),
            ),
            _about(facts),
            _columns(proposal, lists),
            *_codes(proposal, lists),
            _sheets(proposal, lists),
            cost_sheet(reach),
        ),
        lister=lists,
        opplysninger=_known(proposal, facts),
    )


def _about(facts: MapFacts) -> FieldSheet:
    skrastrek = text(f"kart_skjema.skrastrek.{facts.skrastrek}")
    asked: tuple[tuple[Asked, Verdi], ...] = (
        (_about_asked("navn", must=True), facts.kommune),
        (_about_asked("nummer", must=True), facts.kommunenummer),
        (_about_asked("organisasjonsnummer", must=True), facts.organisasjonsnummer),
        (_about_asked("dato", must=True, entry=Entry.DATO), facts.uttrekk_dato),
        (_about_asked("skrastrek", entry=Entry.VALG, liste="Skrastrek"), skrastrek),
        (_about_asked("tomme"), "; ".join(facts.tomme)),
    )
    fields = tuple(
        FormField(spurt=one, hjelp=text(f"kart_skjema.om_hjelp.{one.key}"), verdi=value or None) for one, value in asked
    )
    return FieldSheet(
        key=OM,
        navn=text("kart_skjema.om_ark.navn"),
        tittel=text("kart_skjema.om_ark.tittel"),
        grupper=(FieldGroup(tittel=text("kart_skjema.om_ark.gruppe"), felt=fields),),
    )


def _about_asked(key: str, *, must: bool = False, entry: Entry = Entry.TEKST, liste: str = "") -> Asked:
    return Asked(key=key, navn=text(f"kart_skjema.om.{key}"), entry=entry, liste=liste, paakrevd=must)


def _columns(proposal: Proposal, lists: Lists) -> TableSheet:
    return TableSheet(
        key=KOLONNER,
        navn=text("kart_skjema.kolonner_ark.navn"),
        tittel=text("kart_skjema.kolonner_ark.tittel"),
        innledning=(text("kart_skjema.kolonner_ark.innledning"),),
        kolonner=(
            FormColumn(spurt=_asked("ark", fast=True), bredde=24),
            FormColumn(spurt=_asked("overskrift", fast=True), bredde=20),
            FormColumn(spurt=_asked("innhold", fast=True), bredde=30),
            FormColumn(spurt=_asked("felt", liste="Felt"), bredde=42),
            FormColumn(spurt=_asked("sikkerhet", fast=True), bredde=14),
            FormColumn(spurt=_asked("fyll_ned", liste="JaNei"), bredde=10),
            FormColumn(spurt=_asked("merknad", fast=True), bredde=34),
        ),
        rader=tuple(_column_row(group, column, lists) for group in proposal.grupper for column in group.kolonner),
        frys=2,
    )


def _column_row(group: ProposedGroup, column: ProposedColumn, lists: Lists) -> FormRow:
    return FormRow(
        id=column.id,
        verdier={
            "ark": group_name(group),
            "overskrift": column.sett.overskrift,
            "innhold": content_of(column),
            "felt": shown(lists["Felt"], column.felt),
            "sikkerhet": certainty(column),
            "fyll_ned": shown(lists["JaNei"], "ja") if column.fyll_ned else None,
            "merknad": note_of(column) or None,
        },
    )


def _codes(proposal: Proposal, lists: Lists) -> Iterator[TableSheet]:
    rows = tuple(
        FormRow(
            id=code.id,
            verdier={
                "ark": group_name(group),
                "overskrift": column.sett.overskrift,
                "verdi": code.verdi,
                "kode": shown(lists[row_list("Kode", code.id)], code.kode),
            },
        )
        for group in proposal.grupper
        for column in group.kolonner
        for code in column.koder
    )
    if rows:
        yield TableSheet(
            key=KODER,
            navn=text("kart_skjema.koder_ark.navn"),
            tittel=text("kart_skjema.koder_ark.tittel"),
            innledning=(text("kart_skjema.koder_ark.innledning"),),
            kolonner=(
                FormColumn(spurt=_asked("ark", fast=True), bredde=36),
                FormColumn(spurt=_asked("overskrift", fast=True), bredde=26),
                FormColumn(spurt=_asked("verdi", fast=True), bredde=34),
                FormColumn(spurt=_asked("kode", liste="Kode", etter_rad=True), bredde=66),
            ),
            rader=rows,
            frys=3,
        )


def _sheets(proposal: Proposal, lists: Lists) -> TableSheet:
    return TableSheet(
        key=ARK,
        navn=text("kart_skjema.ark_ark.navn"),
        tittel=text("kart_skjema.ark_ark.tittel"),
        innledning=(text("kart_skjema.ark_ark.innledning"),),
        kolonner=(
            FormColumn(spurt=_asked("fil", fast=True), bredde=25),
            FormColumn(spurt=_asked("arkene", fast=True), bredde=26),
            _helped("les", 8, liste="JaNei"),
            _helped("navn", 24, liste="Navn", etter_rad=True),
            _helped("samme_rad", 12, liste="JaNei"),
            _helped("faste", 34, liste="Faste"),
            _helped("faste_til", 24, liste="Faste"),
            _helped("fra", 13, entry=Entry.DATO),
            _helped("til", 13, entry=Entry.DATO),
        ),
        rader=tuple(_sheet_row(group, lists) for group in proposal.grupper),
        frys=2,
    )


def _sheet_row(group: ProposedGroup, lists: Lists) -> FormRow:
    fixed = [shown(lists["Faste"], one) for one in group.faste]
    return FormRow(
        id=group.id,
        verdier={
            "fil": group.fil,
            "arkene": sheets_of(group.vist) if group.vist else text("kart_skjema.eneste_ark"),
            "les": shown(lists["JaNei"], "ja" if group.leses else "nei"),
            "navn": shown(lists[row_list("Navn", group.id)], group.navn or NO_NAME),
            "samme_rad": shown(lists["JaNei"], "ja" if group.samme_rad else "nei"),
            "faste": fixed[0] if fixed else None,
            "faste_til": fixed[1] if len(fixed) > 1 else None,
            "fra": group.dekker_fra,
            "til": group.dekker_til,
        },
    )


def _asked(
    key: str, *, liste: str = "", fast: bool = False, etter_rad: bool = False, entry: Entry = Entry.TEKST
) -> Asked:
    entry = Entry.VALG if liste else entry
    return Asked(
        key=key, navn=text(f"kart_skjema.spurt.{key}"), entry=entry, liste=liste, fast=fast, etter_rad=etter_rad
    )


def _helped(
    key: str, width: float, *, liste: str = "", etter_rad: bool = False, entry: Entry = Entry.TEKST
) -> FormColumn:
    asked = _asked(key, liste=liste, etter_rad=etter_rad, entry=entry)
    return FormColumn(spurt=asked, bredde=width, hjelp=text(f"kart_skjema.spurt_hjelp.{key}"))


def _pieces(said: str) -> list[str]:
    """As much as a cell takes at a time."""
    return [said[start : start + _CELL] for start in range(0, len(said), _CELL)]


def _known(proposal: Proposal, facts: MapFacts) -> Mapping[str, str]:
    """What the reading back needs and people need not see: the sheets, headings and texts behind the hidden ids."""
    known = {f"{key}.{n}": piece for key, said in facts.fulgte.items() for n, piece in enumerate(_pieces(said))}
    for group in proposal.grupper:
        told = {
            "fil": group.fil,
            "ark": list(group.ark),
            "overskriftsrad": group.overskriftsrad,
            "fra_fil": group.navn_fra_fil,
        }
        known[group.id] = json.dumps(told, ensure_ascii=False)
        for column in group.kolonner:
            known[column.id] = json.dumps([column.sett.overskrift, column.deles], ensure_ascii=False)
            known |= {code.id: code.verdi for code in column.koder}
    return known

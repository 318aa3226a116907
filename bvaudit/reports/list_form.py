"""The form of any flat kind of content, made from its record; empty, or filled in with one that is written already."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.rule import Lov, Rule
from bvaudit.model.sitering import cite
from bvaudit.model.varighet import parse_varighet
from bvaudit.reports.forms import FieldGroup, FieldSheet, Form, FormColumn, FormField, FormRow, TableSheet, TextSheet
from bvaudit.reports.list_words import choice_text, explained, group_name, label, sheet_name, where_of
from bvaudit.reports.point_sheet import point_text, points_sheet, usable_points
from bvaudit.reports.record_layout import BELONGS_TO, RecordTable, Slot, Way, layout_of
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text

OM = "om"
_POINTS = "Punkter"
_YES_NO = "JaNei"
_MANY = {Way.TEKSTER, Way.PUNKTER, Way.TALLENE, Way.VISER_TIL_FLERE, Way.HJEMLER}
_CHOSEN = {Way.VALG, Way.KODE, Way.VARIGHET, Way.PUNKT, Way.JA_NEI}
_LONG = {"tekst", "beskrivelse", "formal", "konsekvens", "merknad"}
_NAMES = {"tittel", "navn", "dokumentasjon"}
_SPARE, _FEWEST = 15, 25
_SHORT, _MIDDLE, _NAME, _WIDE = 12.0, 18.0, 26.0, 40.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """``slag`` is the kind's name and ``kind`` its record; ``data`` is one that is written already, as its file has
    it."""

    slag: str
    kind: Any
    program: str
    dag: date
    regler: Mapping[str, Rule]
    lover: Mapping[str, Lov]
    data: Mapping[str, Any] = field(default_factory=dict)
    gitt: Mapping[str, Verdi] = field(default_factory=dict)  # what an empty form begins with, by key
    kodeverk: Kodeverk | None = None  # for what is a code of it
    fold: frozenset[str] = frozenset()  # columns few need, shut where nothing stands in them

    def words(self, liste: str) -> Mapping[str, str]:
        """Code → words of a list of the kodeverk."""
        return {one.kode: one.tekst for one in self.kodeverk.liste(liste)} if self.kodeverk is not None else {}


def list_form(made_of: ListForm) -> Form:
    layout = layout_of(made_of.kind)
    tables = [_table(table, made_of) for table in layout.tabeller]
    about = (_about(layout.slots, made_of),) if layout.slots else ()
    slag = text(f"listeskjema.slag.{made_of.slag}")
    tittel = str(made_of.data.get("tittel") or "")
    key = "listeskjema.tittel_med_navn" if tittel else "listeskjema.tittel"
    uses_points = any(slot.way in (Way.PUNKT, Way.PUNKTER) for table in layout.tabeller for slot in table.slots)
    sheets: list[FieldSheet | TableSheet | TextSheet] = [*about, *tables]
    return Form(
        skjema=made_of.slag,
        tittel=text(key, slag=slag, tittel=tittel) if tittel else text(key, slag=slag),
        program=made_of.program,
        dag=made_of.dag,
        ark=(*sheets, *([points_sheet(made_of.regler)] if uses_points else [])),
        lister=_lists(made_of),
        opplysninger={
            "laget": made_of.dag.isoformat(),
            **({"id": str(made_of.data["id"])} if "id" in made_of.data else {}),
        },
    )


def _yes_no(value: bool) -> str:
    return text("listeskjema.valg.ja" if value else "listeskjema.valg.nei")


def _lists(made_of: ListForm) -> dict[str, tuple[Choice, ...]]:
    layout = layout_of(made_of.kind)
    lists = {
        _POINTS: tuple(Choice(kode=rule.id, tekst=point_text(rule)) for rule in usable_points(made_of.regler)),
        _YES_NO: (Choice(kode="true", tekst=_yes_no(True)), Choice(kode="false", tekst=_yes_no(False))),
    }
    for slot in (*layout.slots, *(slot for table in layout.tabeller for slot in table.slots)):
        if slot.way is Way.VALG:
            lists[_list_of(slot)] = tuple(Choice(kode=one, tekst=choice_text(slot, one)) for one in slot.choices)
        elif slot.way is Way.KODE:
            words = made_of.words(slot.felt.marks.shape.kodeverk)
            lists[_list_of(slot)] = tuple(Choice(kode=kode, tekst=tekst) for kode, tekst in words.items())
    used = {asked.liste for sheet in _asked(made_of) for asked in sheet}
    return {name: choices for name, choices in lists.items() if name in used}


def _asked(made_of: ListForm) -> Iterator[tuple[Asked, ...]]:
    layout = layout_of(made_of.kind)
    yield tuple(asked_for(slot) for slot in layout.slots)
    for table in layout.tabeller:
        yield tuple(asked_for(slot) for slot in table.slots)


def _list_of(slot: Slot) -> str:
    own = f"Valg_{slot.sti[-1]}"
    return {Way.PUNKT: _POINTS, Way.JA_NEI: _YES_NO, Way.VALG: own, Way.KODE: own}.get(slot.way, "")


def asked_for(slot: Slot) -> Asked:
    entries = {Way.DATO: Entry.DATO, Way.TALL: Entry.HELTALL}
    liste = _list_of(slot)
    must = slot.felt.required and not slot.felt.nullable and slot.sti[-1] != "id" and not slot.felt.marks.empty
    return Asked(
        key=slot.key,
        navn=label(slot.felt),
        entry=Entry.VALG if liste else entries.get(slot.way, Entry.TEKST),
        liste=liste,
        fri=slot.way is Way.PUNKT,
        paakrevd=must,
    )


def _about(slots: Sequence[Slot], made_of: ListForm) -> FieldSheet:
    groups: dict[str, list[FormField]] = {}
    for slot in slots:
        group = group_name(slot) if len(slot.sti) > 1 else text("listeskjema.om")
        value = _shown(slot, _at(made_of.data, slot.sti), made_of)
        given = made_of.gitt.get(slot.key) if not made_of.data else None
        asked = FormField(
            spurt=asked_for(slot), hjelp=_help(slot, None, made_of), verdi=value if value is not None else given
        )
        groups.setdefault(group, []).append(asked)
    return FieldSheet(
        key=OM,
        navn=text("listeskjema.om"),
        tittel=text("listeskjema.om_slag", slag=text(f"listeskjema.slag.{made_of.slag}")),
        innledning=(text("listeskjema.innledning"), text("skjema.ark.maa")),
        grupper=tuple(FieldGroup(tittel=tittel, felt=tuple(felt)) for tittel, felt in groups.items()),
    )


def _table(table: RecordTable, made_of: ListForm) -> TableSheet:
    over = _over(table, made_of)
    rows = tuple(_rows(table, made_of))
    used = {key for row in rows for key, value in row.verdier.items() if value is not None}
    columns = [
        FormColumn(
            spurt=asked_for(slot),
            bredde=_width(slot),
            hjelp=_help(slot, table, made_of),
            foldet=slot.key in made_of.fold - used,
        )
        for slot in sorted(table.slots, key=lambda slot: slot.key == "id")  # what people write comes first
    ]
    intro = text("listeskjema.rader")
    if over is not None:
        first = Asked(key=BELONGS_TO, navn=text("listeskjema.horer_til"), paakrevd=True)
        columns.insert(
            0,
            FormColumn(spurt=first, bredde=_MIDDLE, hjelp=text("listeskjema.horer_til_hjelp", ark=sheet_name(over))),
        )
        intro = text("listeskjema.rader_under", horer=first.navn, ark=sheet_name(over))
    return TableSheet(
        key=table.key,
        navn=sheet_name(table),
        tittel=sheet_name(table),
        innledning=(intro,),
        kolonner=tuple(columns),
        rader=rows,
        ledige=max(_FEWEST - len(rows), _SPARE),
    )


def _over(table: RecordTable, made_of: ListForm) -> RecordTable | None:
    return next((one for one in layout_of(made_of.kind).tabeller if one.key == table.over), None)


def _rows(table: RecordTable, made_of: ListForm) -> Iterator[FormRow]:
    for number, (over, item) in enumerate(_items(table, made_of), start=1):
        values = {slot.key: _shown(slot, _at(item, slot.sti), made_of) for slot in table.slots}
        row_id = str(item.get("id") or f"rad-{number}")
        yield FormRow(id=row_id, verdier={BELONGS_TO: over, **values})


def _items(table: RecordTable, made_of: ListForm) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The rows, each with the id of the row it lies within."""
    above = _over(table, made_of)
    if above is None:
        for item in _at(made_of.data, table.sti) or ():
            yield "", item
        return
    for _, outer in _items(above, made_of):
        for item in _at(outer, table.sti[len(above.sti) :]) or ():
            yield str(outer.get("id", "")), item


def _at(data: Mapping[str, Any], sti: Sequence[str]) -> Any:
    found: Any = data
    for key in sti:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found


def _shown(slot: Slot, value: Any, made_of: ListForm) -> Verdi:
    """A value as it stands in its cell."""
    if value is None or value == []:
        return None
    if slot.way is Way.HJEMLER:
        from bvaudit.loading.schema.read import read_value
        from bvaudit.model.rule import Hjemmel

        return "; ".join(cite(read_value(one, Hjemmel), made_of.lover) for one in value)
    if slot.way is Way.VILKAR:
        return json.dumps(value, ensure_ascii=False, default=str)  # one line, and the reader of rules reads it as it is
    if slot.way is Way.TEKSTER:
        return "\n".join(map(str, value))
    if slot.way in _MANY:
        return ", ".join(map(str, value))
    if slot.way in _CHOSEN:
        return _chosen(slot, value, made_of)
    return value if isinstance(value, str | int | float | date) else str(value)


def _chosen(slot: Slot, value: Any, made_of: ListForm) -> str:
    """In the words people choose it by."""
    code = str(value)
    match slot.way:
        case Way.VALG:
            return choice_text(slot, code)
        case Way.KODE:
            return made_of.words(slot.felt.marks.shape.kodeverk).get(code, code)
        case Way.VARIGHET:
            length = parse_varighet(code)
            return length.vist if length is not None else code
        case Way.PUNKT:
            return point_text(made_of.regler[code]) if code in made_of.regler else code
        case _:
            return _yes_no(bool(value))


def _help(slot: Slot, within: RecordTable | None, made_of: ListForm) -> str:
    said = explained(slot.felt, where_of(slot, within, made_of.slag))
    if slot.sti[-1] == "id":
        return text("listeskjema.id_lages")
    if slot.til:
        table = next(one for one in layout_of(made_of.kind).tabeller if one.key == slot.til)
        more = text("listeskjema.viser_til", ark=sheet_name(table))
        return f"{more} {text('listeskjema.flere')}" if slot.way is Way.VISER_TIL_FLERE else more
    more = {
        Way.PUNKT: "punkt",
        Way.PUNKTER: "punkter",
        Way.HJEMLER: "hjemler",
        Way.TALLENE: "maneder",
        Way.TEKSTER: "flere_linjer",
        Way.VILKAR: "vilkar",
        Way.VARIGHET: "varighet",
    }.get(slot.way, "")
    return f"{said} {text(f'listeskjema.{more}')}".strip() if more else said


def _width(slot: Slot) -> float:
    if slot.sti[-1] in _LONG or slot.way in (Way.TEKSTER, Way.PUNKT, Way.VILKAR):
        return _WIDE
    if slot.sti[-1] in _NAMES or slot.way is Way.HJEMLER:
        return _NAME
    return _SHORT if slot.way in (Way.TALL, Way.DATO, Way.JA_NEI, Way.TALLENE) else _MIDDLE

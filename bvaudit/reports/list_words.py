"""What the fields and choices of a form made from a record are called and explained by, in the language spoken now.

A record's own words are for those who write its file by hand, and are in bokmål: here they are the last way out.
"""

from contextlib import suppress

from bvaudit.model.fields import FileField
from bvaudit.reports.record_layout import RecordTable, Slot
from bvaudit.texts import text


def label(felt: FileField) -> str:
    """What a field is called by people: in the catalogue, else as the record has it."""
    with suppress(KeyError):
        return text(f"listeskjema.felt.{felt.key}")
    return felt.marks.shape.title or felt.key.replace("_", " ").capitalize()


def sheet_name(table: RecordTable) -> str:
    return label(table.felt)


def group_name(slot: Slot) -> str:
    with suppress(KeyError):
        return text(f"listeskjema.felt.{slot.sti[0]}")
    return slot.sti[0].capitalize()


def choice_text(slot: Slot, code: str) -> str:
    """What a choice is called by people: for the field, else wherever it is chosen, else the table it names."""
    with suppress(KeyError):
        return text(f"listeskjema.valg_i.{slot.sti[-1]}.{code}")
    with suppress(KeyError):
        return text(f"listeskjema.valg.{code}")
    with suppress(KeyError):
        return text(f"felt.tabeller.{code}.navn")
    return code


def explained(felt: FileField, where: str) -> str:
    """What a field is for. ``where`` is the sheet or the group it is asked for in: «tittel» is not the same in all."""
    with suppress(KeyError):
        return text(f"listeskjema.hjelp_i.{where}.{felt.key}")
    with suppress(KeyError):
        return text(f"listeskjema.hjelp.{felt.key}")
    return felt.marks.shape.tekst


def where_of(slot: Slot, table: RecordTable | None, slag: str) -> str:
    """The name of the sheet or the group a field is asked for in."""
    if table is not None:
        return table.sti[-1]
    return slot.sti[0] if len(slot.sti) > 1 else slag

"""Every field of a form made from a record is called and explained by the catalogue, so that the form of a
municipality in nynorsk is in nynorsk; and no choice is shown by its code."""

from collections.abc import Iterator

import pytest

from bvaudit.model.serie import Serie
from bvaudit.reports.list_words import choice_text, explained, group_name, label, where_of
from bvaudit.reports.record_layout import RecordTable, Slot, Way, layout_of
from bvaudit.texts import known, language
from bvaudit.workflows.author_list import KINDS
from tests.texts.nynorsk_words import bokmal_words

FORMS = {**{slag: kind.record for slag, kind in KINDS.items()}, "serie": Serie}


def slots(slag: str) -> Iterator[tuple[Slot, RecordTable | None]]:
    layout = layout_of(FORMS[slag])
    yield from ((slot, None) for slot in layout.slots)
    yield from ((slot, table) for table in layout.tabeller for slot in table.slots)


@pytest.mark.parametrize("slag", FORMS)
def test_the_catalogue_has_every_heading_and_help(slag: str) -> None:
    missing = [f"felt.{table.felt.key}" for table in layout_of(FORMS[slag]).tabeller if not _known("felt", table.felt)]
    for slot, table in slots(slag):
        where = where_of(slot, table, slag)
        missing += [f"felt.{slot.felt.key}"] * (not _known("felt", slot.felt))
        helped = _known("hjelp", slot.felt) or _known(f"hjelp_i.{where}", slot.felt)
        missing += [f"hjelp.{slot.felt.key} ({where})"] * (not helped and not slot.til and slot.sti[-1] != "id")
    assert missing == []


def _known(part: str, felt: object) -> bool:
    return known(f"listeskjema.{part}.{felt.key}")  # type: ignore[attr-defined]


@pytest.mark.parametrize("slag", FORMS)
def test_no_word_of_a_form_in_nynorsk_is_bokmal(slag: str) -> None:
    with language("nn"):
        said = []
        for slot, table in slots(slag):
            said += [label(slot.felt), group_name(slot)]
            said += [explained(slot.felt, where_of(slot, table, slag))] if slot.sti[-1] != "id" else []
            said += [choice_text(slot, one) for one in slot.choices] if slot.way is Way.VALG else []
    assert bokmal_words(said) == {}


@pytest.mark.parametrize("slag", FORMS)
def test_no_choice_is_shown_by_its_code(slag: str) -> None:
    shown = [(one, choice_text(slot, one)) for slot, _ in slots(slag) if slot.way is Way.VALG for one in slot.choices]
    assert [code for code, said in shown if said == code] == []
    assert all(said[:1].isupper() for _, said in shown)


def test_the_same_field_is_explained_by_where_it_stands() -> None:
    (why,) = [
        explained(s.felt, where_of(s, t, "serie")) for s, t in slots("serie") if t and t.key + s.key == "bruddgrunn"
    ]
    assert why == "Hvorfor tallene før og etter ikke kan sammenlignes."

"""Own content that has the id of what came with the program: it says that it replaces it and why, or is a problem."""

from collections.abc import Iterator, Mapping
from typing import Any

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.content.files import exists_already, unknown, unknown_rule
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.rule import Rule
from bvaudit.model.utfall import Malestokk
from bvaudit.texts import text

_KEY = "erstatter"


def replacing_problems(record: Any, document: Document, under: Mapping[str, Any]) -> Iterator[Problem]:
    """``under`` is what came with the program of the same kind, by id."""
    if record.erstatter and record.erstatter not in under:
        yield _nothing_to_replace(record, document, under)
    elif record.erstatter and record.erstatter != record.id:
        tekst = text("innhold.lag.annen_id", id=record.id, erstatter=record.erstatter)
        yield document.problem((_KEY,), "erstatter-en-annen", tekst, text("innhold.lag.annen_id_hint"))
    elif record.id in under and not record.erstatter:
        tekst = text("innhold.lag.finnes", id=record.id, fil=under[record.id].fil)
        yield document.problem(("id",), "id-to-ganger", tekst, text("innhold.lag.finnes_hint", id=record.id))
    if record.erstatter and not record.grunn:
        yield document.problem(
            (_KEY,), "mangler-grunn", text("innhold.lag.uten_grunn"), text("innhold.lag.uten_grunn_hint")
        )
    if record.grunn and not record.erstatter:
        tekst, hint = text("innhold.lag.bare_grunn"), text("innhold.lag.bare_grunn_hint")
        yield document.problem(("grunn",), "mangler-erstatter", tekst, hint, Grad.ADVARSEL)


def other_demand(own: Rule, document: Document, shipped: Rule) -> Iterator[Problem]:
    """A demand of the municipality's own that would be told as the law's."""
    if own.malestokk is not Malestokk.LOV or shipped.malestokk is not Malestokk.LOV:
        return
    if own.versjoner[-1].varianter[0].krav != shipped.versjoner[-1].varianter[0].krav:
        tekst, hint = text("innhold.lag.annet_krav", regel=own.id), text("innhold.lag.annet_krav_hint")
        yield document.problem(("versjoner",), "annet-krav", tekst, hint, Grad.ADVARSEL)


def two_own(record: Any, document: Document, first: Any) -> Problem:
    """Two of the municipality's own files with the same id."""
    tekst = text("innhold.lag.to_egne", id=record.id)
    return exists_already(document.place(("id",)), tekst, first.fil, text("innhold.lag.to_egne_hint"))


def _nothing_to_replace(record: Any, document: Document, under: Mapping[str, Any]) -> Problem:
    tekst, kode = text("innhold.lag.ingenting", erstatter=record.erstatter), "ukjent-erstatter"
    found = (
        unknown_rule(document, (_KEY,), record.erstatter, under)
        if isinstance(record, Rule)
        else unknown(document, (_KEY,), kode, tekst, record.erstatter, under)
    )
    hint = found.hint or text("innhold.lag.ingenting_hint")
    return document.problem((_KEY,), kode, tekst, hint)

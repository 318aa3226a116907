"""The workbook that asks a person about what two have changed: one row for each field, and a list to choose from."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.model.registeret.konflikt import DOKUMENTET, KONFLIKTER, REGISTERET, Konflikt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.shown_values import field_name, value_shown
from bvaudit.reports.forms import Form, FormColumn, FormRow, TableSheet
from bvaudit.texts import text

TABELL, VALG = "konflikter", "valg"
_LISTE = "Valg"
_PIECE = 30_000  # characters; a cell holds 32 767


def conflict_form(konflikter: Sequence[Konflikt], kontekst: Kontekst, *, program: str, dag: date) -> Form:
    return Form(
        skjema=KONFLIKTER,
        tittel=text("registeret_les.konflikt.tittel"),
        program=program,
        dag=dag,
        ark=(
            TableSheet(
                key=TABELL,
                navn=text("registeret_les.konflikt.ark"),
                tittel=text("registeret_les.konflikt.tittel"),
                innledning=(text("registeret_les.konflikt.om"),),
                kolonner=_columns(),
                rader=tuple(_row(number, one, kontekst) for number, one in enumerate(konflikter, start=1)),
                frys=2,
                voks=True,
            ),
        ),
        lister={
            _LISTE: tuple(
                Choice(kode=kode, tekst=text(f"registeret_les.konflikt.valg.{kode}"))
                for kode in (REGISTERET, DOKUMENTET)
            )
        },
        opplysninger=dict(_kept(konflikter)),
    )


def row_id(number: int) -> str:
    return f"konflikt-{number}"


def _columns() -> tuple[FormColumn, ...]:
    def shown(key: str, bredde: float) -> FormColumn:
        asked = Asked(key=key, navn=text(f"registeret_les.konflikt.kolonne.{key}"), fast=True)
        return FormColumn(spurt=asked, bredde=bredde)

    chosen = Asked(key=VALG, navn=text("registeret_les.konflikt.kolonne.valg"), entry=Entry.VALG, liste=_LISTE)
    return (
        shown("nr", 16),
        shown("felt", 16),
        shown("basis", 26),
        shown("na", 30),
        shown("verdi", 30),
        shown("sted", 24),
        FormColumn(spurt=chosen, bredde=16),
    )


def _row(number: int, one: Konflikt, kontekst: Kontekst) -> FormRow:
    def value(verdi: str) -> str:
        return value_shown(one.nr, one.felt, verdi, kontekst, cut=False)

    return FormRow(
        id=row_id(number),
        verdier={
            "nr": one.nr,
            "felt": field_name(one.nr, one.felt),
            "basis": value(one.basis),
            "na": value(one.na),
            "verdi": value(one.verdi),
            "sted": one.sted,
            VALG: None,
        },
    )


def _kept(konflikter: Sequence[Konflikt]) -> Iterator[tuple[str, str]]:
    """Everything about each, in pieces that fit in a cell."""
    for number, one in enumerate(konflikter, start=1):
        facts = asdict(one) | {"utgave": one.utgave.isoformat() if one.utgave else None}
        told = json.dumps(facts, ensure_ascii=False)
        for piece, start in enumerate(range(0, len(told), _PIECE), start=1):
            yield f"{row_id(number)}.{piece}", told[start : start + _PIECE]

"""The form for the one who owns the checklist: what readers have asked about its points, and room for the answers."""

import hashlib
from collections.abc import Mapping
from datetime import date

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.model.leseark import SPORSMAL, Lesesporsmal, Sporsmalsark
from bvaudit.reports.forms import Faktum, Form, FormColumn, FormRow, TableSheet
from bvaudit.reports.reading_form_words import JA, shown
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.wording import clean, dato
from bvaudit.texts import text

_WIDTHS = {"punkt": 28, "sporsmal": 46, "fra": 16, "svar": 56, "lukket": 12}
_TO_FILL = ("svar", "lukket")
_YES = "ja"


def question_form(ark: Sporsmalsark, dag: date, fylt: Mapping[str, Mapping[str, Verdi]] | None = None) -> Form:
    """Read back by the columns ``svar`` and ``lukket`` (the code «ja») of the sheet ``sporsmal``, where the row's id is
    that of the question. ``fylt`` is what is written already, by the same."""
    lists = {JA: (Choice(kode=_YES, tekst=text("leseskjema.sporsmal.ja")),)}
    told = {"revisjon": ark.revisjon, "utgave": str(ark.utgave), "per": ark.per.isoformat()}
    asked = [*told.values(), *(one.id for one in ark.sporsmal)]
    return Form(
        skjema=SPORSMAL,
        tittel=text("leseskjema.sporsmal_tittel", tittel=ark.tittel),
        kommune=ark.kommune,
        program=ark.program,
        dag=dag,
        per=ark.per,
        ark=(_sheet(ark, lists, fylt or {}),),
        lister=lists,
        opplysninger={**told, "kjennetegn": hashlib.sha256("\n".join(asked).encode()).hexdigest()[:12]},
        dokumentklasse=ark.dokumentklasse,
    )


def _sheet(
    ark: Sporsmalsark, lists: Mapping[str, tuple[Choice, ...]], fylt: Mapping[str, Mapping[str, Verdi]]
) -> TableSheet:
    titles = dict(ark.punkter)
    return TableSheet(
        key=SPORSMAL,
        navn=text("leseskjema.ark.sporsmal"),
        tittel=text("leseskjema.sporsmal.eier_tittel"),
        hode=(Faktum(verdi=clean(ark.tittel)),),
        innledning=(text("leseskjema.sporsmal.eier_innledning"),),
        kolonner=tuple(_column(key, width) for key, width in _WIDTHS.items()),
        rader=tuple(_row(one, titles, lists[JA], fylt.get(one.id, {})) for one in ark.sporsmal),
        frys=1,
        voks=True,
    )


def _column(key: str, width: float) -> FormColumn:
    liste = JA if key == "lukket" else ""
    named = "eier_svar" if key == "svar" else key
    asked = Asked(
        key=key,
        navn=text(f"leseskjema.sporsmal.{named}"),
        entry=Entry.VALG if liste else Entry.TEKST,
        liste=liste,
        fast=key not in _TO_FILL,
    )
    return FormColumn(spurt=asked, bredde=width)


def _row(one: Lesesporsmal, titles: Mapping[str, str], yes: tuple[Choice, ...], given: Mapping[str, Verdi]) -> FormRow:
    if one.stilt is None:
        asker = text("leseskjema.sporsmal.fra_leser", leser=one.leser, enhet=one.enhet)
    else:
        asker = text("leseskjema.sporsmal.fra_dag", leser=one.leser, enhet=one.enhet, dag=dato(one.stilt))
    return FormRow(
        id=one.id,
        verdier={
            "punkt": clean(f"{one.regel}\n{titles.get(one.regel, '')}".strip()),
            "sporsmal": clean(one.sporsmal),
            "fra": clean(asker),
            "svar": shown(given.get("svar", one.svar), ()),
            "lukket": shown(given.get("lukket", _YES if one.lukket else None), yes),
        },
    )

"""The form people read cases with, as a workbook for one reader in one unit: a sheet or a row for each case."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date

from bvaudit.intake.form_layout import Choice, row_list
from bvaudit.intake.reading_facts import facts_of
from bvaudit.model.leseark import SKJEMA, Leseark, Lesepunkt, Oppsett
from bvaudit.reports.forms import FieldSheet, Form, TableSheet, TextSheet
from bvaudit.reports.reading_form_case import Lists, case_sheet, unit_sheet
from bvaudit.reports.reading_form_front import front_sheet
from bvaudit.reports.reading_form_help import guidance_sheet, point_choices, questions_sheet
from bvaudit.reports.reading_form_rows import Rows
from bvaudit.reports.reading_form_state import State
from bvaudit.reports.reading_form_words import (
    FEILTYPER,
    GRUNNER,
    PUNKTER,
    SVAR,
    Filled,
    answer_choices,
    answer_lists,
    coded,
    points_of,
)
from bvaudit.texts import text

_SHORT = 12


def reading_form(ark: Leseark, dag: date, fylt: Filled | None = None) -> Form:
    """``fylt`` is what is written already, codes where there is a list: by ``Lesepunkt.id`` and the column (svar,
    begrunnelse, feiltype, belegg, dato), and by ``Lesesak.sak`` (utgar, utgar_tekst). ValueError for a second reading
    that is given what the machine says, or answers."""
    if ark.blind and any(one.maskin is not None for one in ark.punkter):
        raise ValueError("a second reading is given nothing of the machine")
    state = State(ark=ark, fylt=fylt or {})
    punkter, svarlister = points_of(ark), answer_lists(ark.punkter)
    lists: dict[str, tuple[Choice, ...]] = {
        **{liste: answer_choices(svar) for svar, liste in svarlister.items()},
        GRUNNER: coded(ark.grunner),
        FEILTYPER: coded(ark.feiltyper),
        PUNKTER: point_choices(punkter),
    }
    lists = {name: choices for name, choices in lists.items() if choices}
    return Form(
        skjema=SKJEMA,
        tittel=_title(ark),
        kommune=ark.kommune,
        program=ark.program,
        dag=dag,
        per=ark.per,
        ark=tuple(_sheets(state, lists, svarlister, punkter)),
        lister=lists,
        radlister=_of_rows(ark, lists, svarlister),
        opplysninger={**facts(ark), **facts_of(ark)},
        dokumentklasse=ark.dokumentklasse,
    )


def facts(ark: Leseark) -> dict[str, str]:
    """What follows the file unseen, and tells whose it is."""
    told = {
        "revisjon": ark.revisjon,
        "enhet": ark.enhet,
        "enhet_id": ark.enhet_id,
        "leser": ark.leser,
        "lesing": ark.lesing.value,
        "oppsett": ark.oppsett.value,
        "utgave": str(ark.utgave),
        "per": ark.per.isoformat(),
    }
    asked = [*told.values(), *(sak.sak for sak in ark.saker), *(one.id for one in ark.punkter)]
    return {**told, "kjennetegn": hashlib.sha256("\n".join(asked).encode()).hexdigest()[:_SHORT]}


def _title(ark: Leseark) -> str:
    told = {"tittel": ark.tittel, "enhet": ark.enhet, "leser": ark.leser}
    return text("leseskjema.tittel_andre", **told) if ark.blind else text("leseskjema.tittel", **told)


def _sheets(
    state: State,
    lists: Lists,
    svarlister: Mapping[tuple[str, ...], str],
    punkter: Mapping[str, Lesepunkt],
) -> Iterator[FieldSheet | TableSheet | TextSheet]:
    ark = state.ark
    yield front_sheet(state, lists)
    if ark.oppsett is Oppsett.RAD and ark.saker:
        yield Rows(state=state, lists=lists, svarlister=svarlister).sheet()
    elif ark.saker:
        yield from (case_sheet(state, sak, lists, svarlister) for sak in ark.saker)
    if ark.enhetspunkter:
        yield unit_sheet(state, lists, svarlister)
    yield questions_sheet(ark, lists)
    yield guidance_sheet(punkter)


def _of_rows(ark: Leseark, lists: Lists, svarlister: Mapping[tuple[str, ...], str]) -> Mapping[str, tuple[Choice, ...]]:
    """The answers of the rows that have others than most."""
    odd = (one for one in ark.punkter if svarlister[one.svar] != SVAR)
    return {row_list(SVAR, one.id): lists[svarlister[one.svar]] for one in odd}

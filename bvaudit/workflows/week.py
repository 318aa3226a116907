"""Whose list of deadlines it is, and its page in Word."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.model.fulgt import Fulgt
from bvaudit.model.mappe import Mappe
from bvaudit.reports.deadline_view import for_unit
from bvaudit.reports.due_view import for_reader
from bvaudit.reports.week import Week, week_view
from bvaudit.texts import text
from bvaudit.workflows.deadlines import DeadlineOutcome


def week_of(outcome: DeadlineOutcome, enhet: str, rolle: str, today: date) -> Week:
    """What the unit and the role that were typed have; with neither, everything. UsageError when nobody knows them."""
    fulgt, liste = outcome.fulgt, outcome.liste
    kode = _role(rolle, fulgt) if rolle and fulgt is not None else ""
    name, id_ = _unit(enhet, outcome) if enhet else ("", "")
    if fulgt is not None and (enhet or kode):
        fulgt = for_reader(fulgt, id_, kode)
        if enhet and not id_:  # the cases know it, and nothing else does
            fulgt = replace(fulgt, forfall=(), enheter={})
    if liste is not None and name:
        liste = for_unit(liste, name)
    return Week(
        dag=fulgt.dag if fulgt is not None else liste.per if liste is not None else today,
        liste=liste,
        fulgt=fulgt,
        enhet=name,
        rolle=fulgt.roller.get(kode, "") if fulgt is not None else "",
        hele=outcome.fulgt,
    )


def write_week(week: Week, ut: Path, *, mappe: Mappe | None, today: date) -> None:
    from bvaudit.reports.docx.finish import write_beside
    from bvaudit.reports.docx.template import open_template
    from bvaudit.reports.week_page import WEEK_PAGE
    from bvaudit.workflows.rule_language import said_in_bokmal

    template = open_template(WEEK_PAGE, mappe.brevmal if mappe else None, bokmal=said_in_bokmal())
    write_beside(template.fill(week_view(week, today), week.dag), ut)


def _unit(typed: str, outcome: DeadlineOutcome) -> tuple[str, str]:
    """(name, id) of the unit that is called so, or of the only one whose name begins so. The id is empty when only the
    cases know it."""
    ids = {name: id_ for id_, name in (outcome.fulgt.enheter if outcome.fulgt is not None else {}).items()}
    names = list(dict.fromkeys((*ids, *(outcome.liste.enheter if outcome.liste is not None else ()))))
    wanted = typed.strip().casefold()
    same = [name for name in names if wanted in (name.casefold(), ids.get(name, "").casefold())]
    found = same or [name for name in names if name.casefold().startswith(wanted)]
    if len(found) == 1:
        return found[0], ids.get(found[0], "")
    raise UsageError(text("frister.ukjent_enhet", enhet=typed), hint=_meant(typed, names, found))


def _role(typed: str, fulgt: Fulgt) -> str:
    """By its code or by its word."""
    wanted = typed.strip().casefold()
    for kode, word in fulgt.roller.items():
        if wanted in (kode, word.casefold()):
            return kode
    raise UsageError(text("forfall.ukjent_rolle", rolle=typed), hint=_meant(typed, list(fulgt.roller), ()))


def _meant(typed: str, names: list[str], several: Iterable[str]) -> str:
    near = get_close_matches(typed, names, n=1)
    if near and not list(several):
        return text("felles.mente_du", naer=near[0])
    return text("forfall.kjente", kjente=", ".join(names))

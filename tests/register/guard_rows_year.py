"""What may be written of a control of the year, and who may sign for it: a row for each side of each guard."""

from dataclasses import replace
from datetime import date

from bvaudit.model.registeret.hendelser import Avsluttet, FeltSatt, Kommentert
from bvaudit.model.registeret.hendelser_planlagt import AretSignert
from bvaudit.model.registeret.logg import MASKINEN, Hendelse
from bvaudit.register.planned import opening
from tests.register.a_year import FRISTLISTE, LEDER, STAB, begun, context, dealt, done, task, wheel, written
from tests.register.logs import Life

DAG = date(2026, 5, 6)  # today, in the rows
APRIL, MAI = "OP-2026-04:fristliste:nord", "OP-2026-05:fristliste:nord"
WORLD = context(wheel(task(FRISTLISTE, 4, 5), dealt(4, 9)))


def _opened() -> Life:
    return written(begun(WORLD), APRIL, DAG, belegg="Arkivet")


def _with_day() -> Life:
    return written(_opened(), APRIL, DAG, utfort="2026-04-29")


def _with_reason() -> Life:
    return written(_opened(), APRIL, DAG, grunn="Ingen saker.")


def _called_off() -> Life:
    return written(_with_reason(), APRIL, DAG, status="ikke-aktuelt")


def _done() -> Life:
    return written(_with_day(), APRIL, DAG, status="utfort")


def _dealt() -> Life:
    """Nord's one control of the year was written of in April, and is dealt to September now."""
    first = written(begun(WORLD), "OP-2026-04:internrevisjon:nord", DAG, status="pagar")
    later = Life(context(wheel(task(FRISTLISTE, 4, 5), dealt(4, 9, for_enheter=("sor", "nord")))))
    later.events, later.reg = list(first.events), first.reg
    return later


LIVES = {
    "begun": lambda: begun(WORLD),
    "opened": _opened,
    "with-day": _with_day,
    "with-reason": _with_reason,
    "called-off": _called_off,
    "done": _done,
    "dealt": _dealt,
    "two-done": lambda: done(_done(), MAI, DAG),
}
OPENED = opening(WORLD, APRIL, STAB, DAG)
SIGNED = AretSignert(
    ar=2026, enhet="nord", planlagt=3, utfort=1, ikke_utfort=0, ikke_aktuelt=0, uten_status=2, tekst="Bra.", dag=DAG
)
WHOLE = AretSignert(ar=2026, planlagt=6, utfort=1, ikke_utfort=0, ikke_aktuelt=0, uten_status=5, dag=DAG)


def value(felt: str, verdi: str, nr: str = APRIL) -> FeltSatt:
    return FeltSatt(nr=nr, felt=felt, verdi=verdi)


ROWS: list[tuple[str, str, str, Hendelse, tuple[str, ...]]] = [
    # opened as it is planned
    (
        "a month it is not planned in",
        "begun",
        STAB,
        replace(OPENED, nr="OP-2026-06:fristliste:nord"),
        ("ikke-planlagt",),
    ),
    (
        "a unit it is not planned in",
        "begun",
        STAB,
        replace(OPENED, nr="OP-2026-04:fristliste:vest"),
        ("ikke-planlagt",),
    ),
    ("a task nobody has", "begun", STAB, replace(OPENED, nr="OP-2026-04:fristlisten:nord"), ("ikke-planlagt",)),
    ("in another unit than its own", "begun", STAB, replace(OPENED, enhet="sor"), ("feil-nummer",)),
    ("called otherwise", "begun", STAB, replace(OPENED, tittel="Noe annet"), ("annen-tittel",)),
    ("opened before", "opened", STAB, OPENED, ("nummer-brukt",)),
    ("by the program", "begun", MASKINEN, OPENED, ("bare-mennesker",)),
    ("written of before it is opened", "begun", STAB, Kommentert(nr=APRIL, tekst="x"), ("ukjent-nummer",)),
    (
        "once a year, and written of in another month",
        "dealt",
        STAB,
        opening(_dealt().kontekst, "OP-2026-09:internrevisjon:nord", STAB, DAG),
        ("alt-i-annen-maned",),
    ),
    # fields
    ("done, and not when", "opened", LEDER, value("status", "utfort"), ("utfort-uten-dag",)),
    ("done tomorrow", "opened", LEDER, value("utfort", "2026-05-07"), ("ikke-gjort-enna",)),
    ("done more than a month before its month", "opened", LEDER, value("utfort", "2026-02-28"), ("gjort-for-tidlig",)),
    ("called off without a reason", "opened", LEDER, value("status", "ikke-aktuelt"), ("uten-grunn",)),
    ("not done, and not why", "with-day", LEDER, value("status", "ikke-utfort"), ("uten-grunn",)),
    ("a status nobody has", "opened", LEDER, value("status", "lukket"), ("ukjent-valg",)),
    ("the day is taken away from what is done", "done", LEDER, value("utfort", ""), ("dagen-trengs",)),
    ("the reason is taken away", "called-off", LEDER, value("grunn", ""), ("grunnen-trengs",)),
    ("moved to another year's", "opened", LEDER, value("frist", "2027-05-01"), ("fristen-for-langt",)),
    ("moved to long before", "opened", LEDER, value("frist", "2026-02-28"), ("fristen-for-langt",)),
    ("moved to no day", "opened", LEDER, value("frist", "2026-04-31"), ("ikke-dato",)),
    ("ended as a measure is", "opened", STAB, Avsluttet(nr=APRIL, grunn="x", dag=DAG), ("eget-slag",)),
    # signed
    ("by one who leads nothing", "done", "teamleder@nord", SIGNED, ("ikke-leder",)),
    ("by the leader of another unit", "done", "barnevernleder@sor", SIGNED, ("ikke-leder",)),
    ("all of it by the leader of one of two units", "done", LEDER, WHOLE, ("ikke-leder",)),
    ("a unit nobody knows", "done", STAB, replace(SIGNED, enhet="vest"), ("ukjent-enhet",)),
    ("a year that is not begun", "done", STAB, replace(SIGNED, ar=2027), ("aret-ikke-begynt", "tallene-er-andre")),
    (
        "dated before the year",
        "done",
        STAB,
        replace(SIGNED, dag=date(SIGNED.ar - 1, 12, 31)),
        ("aret-ikke-begynt",),
    ),
    ("a year without a control", "done", STAB, replace(SIGNED, ar=2023), ("ingen-oppgaver",)),
    ("more done than is", "done", STAB, replace(SIGNED, utfort=2, uten_status=1), ("tallene-er-andre",)),
    ("as it was before somebody wrote", "two-done", STAB, SIGNED, ("tallene-er-andre",)),
    ("by the program alone", "done", MASKINEN, SIGNED, ("bare-mennesker",)),
]
ALLOWED: list[tuple[str, str, str, Hendelse]] = [
    ("opened as planned", "begun", STAB, OPENED),
    ("opened for another owner than the årshjul says", "begun", STAB, replace(OPENED, eier="barnevernleder@nord")),
    ("done on a day", "with-day", LEDER, value("status", "utfort")),
    ("done today", "opened", LEDER, value("utfort", "2026-05-06")),
    ("done a month before its month", "opened", LEDER, value("utfort", "2026-03-01")),
    ("called off with a reason", "with-reason", LEDER, value("status", "ikke-aktuelt")),
    ("not done, with a reason", "with-reason", LEDER, value("status", "ikke-utfort")),
    ("in hand", "opened", LEDER, value("status", "pagar")),
    ("back to nothing", "done", LEDER, value("status", "")),
    ("the reason is taken away when nothing asks for it", "with-reason", LEDER, value("grunn", "")),
    ("moved within a year", "opened", LEDER, value("frist", "2027-04-30")),
    ("another owner", "opened", STAB, value("eier", "barnevernleder@nord")),
    ("signed by the leader of the unit", "done", LEDER, SIGNED),
    ("signed by stab", "done", STAB, SIGNED),
    ("all of it signed by stab", "done", STAB, WHOLE),
]

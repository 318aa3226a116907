"""The part of the form that is about the course of a supervision: which kind it is, its rounds, and its steps."""

from collections.abc import Mapping, Sequence

from bvaudit.intake.form_layout import Asked, Choice, Entry
from bvaudit.model.kodeverk import OURS, Kodeverk
from bvaudit.reports.forms import FormColumn, FormField, FormRow, TableSheet
from bvaudit.reports.register_sheets import Verdi
from bvaudit.texts import text

STEPS = "skritt"
FORLOP, RUNDER, SAKSNUMMER = COURSE = ("forlop", "runder", "saksnummer")
COURSES = ("tilsyn", "egenkontroll")
_LIST, _OURS, _COURSES = "Skritt", "Gjelder", "Forlop"
_WIDTHS = {"skritt": 30, "dag": 12, "frist": 12, "gjelder": 26, "funn": 12, "tekst": 44}
_SPARE = 12


def course_lists(kodeverk: Kodeverk | None) -> dict[str, tuple[Choice, ...]]:
    """Without the kodeverk only which kind of course it is can be chosen."""
    steps = kodeverk.tilsynsskritt if kodeverk is not None else ()
    return {
        _COURSES: tuple(Choice(kode=one, tekst=text(f"tilsynsskjema.forlop.{one}")) for one in COURSES),
        _LIST: tuple(Choice(kode=one.kode, tekst=one.tekst) for one in steps),
        _OURS: tuple(Choice(kode=one.kode, tekst=one.tekst) for one in steps if one.av == OURS),
    }


def course_fields(given: Mapping[str, Verdi]) -> tuple[FormField, ...]:
    """``given``: the course as its code."""
    shown = text(f"tilsynsskjema.forlop.{given.get(FORLOP) or COURSES[0]}")
    return (
        _field(Asked(key=SAKSNUMMER, navn=text("tilsynsskjema.felt.saksnummer")), given.get(SAKSNUMMER)),
        _field(Asked(key=FORLOP, navn=text("tilsynsskjema.felt.forlop"), entry=Entry.VALG, liste=_COURSES), shown),
        _field(Asked(key=RUNDER, navn=text("tilsynsskjema.felt.runder")), given.get(RUNDER)),
    )


def _field(spurt: Asked, verdi: Verdi) -> FormField:
    return FormField(spurt=spurt, hjelp=text(f"tilsynsskjema.hjelp.{spurt.key}"), verdi=verdi)


def steps_sheet(rows: Sequence[tuple[str, Mapping[str, Verdi]]], lists: Mapping[str, Sequence[Choice]]) -> TableSheet:
    """``rows``: id and values, with steps as their codes."""
    words = {one.kode: one.tekst for one in lists.get(_LIST, ())}
    entries = {"skritt": _LIST, "gjelder": _OURS}
    columns = []
    for key, width in _WIDTHS.items():
        liste = entries.get(key, "") if lists.get(entries.get(key, "")) else ""
        entry = Entry.VALG if liste else Entry.DATO if key in ("dag", "frist") else Entry.TEKST
        spurt = Asked(
            key=key,
            navn=text(f"tilsynsskjema.skritt.{key}"),
            entry=entry,
            liste=liste,
            paakrevd=key in ("skritt", "dag"),
        )
        columns.append(FormColumn(spurt=spurt, bredde=width, hjelp=text(f"tilsynsskjema.skritthjelp.{key}")))
    return TableSheet(
        key=STEPS,
        navn=text("tilsynsskjema.skritt.navn"),
        tittel=text("tilsynsskjema.skritt.tittel"),
        innledning=(text("tilsynsskjema.skritt.innledning"),),
        kolonner=tuple(columns),
        rader=tuple(
            FormRow(id=id, verdier={key: words.get(str(value), value) for key, value in values.items()})
            for id, values in rows
        ),
        ledige=_SPARE,
    )

"""Make the forms of an audit that lack: for readers, for the one who settles, and for the owner of the checklist."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bvaudit import __version__
from bvaudit.errors import SurroundingsError, UsageError
from bvaudit.model.kortid import short_ids
from bvaudit.model.leseark import Enighetsark, Leseark, Lesepunkt, Sporsmalsark, Uenighet
from bvaudit.model.lesesvar import Gjenstand, Lesing
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.reports.forms import Form
from bvaudit.reports.question_form import question_form
from bvaudit.reports.reading_form import reading_form
from bvaudit.reports.settle_form import settle_form
from bvaudit.reports.xlsx.form import write_form
from bvaudit.review.settle import settle, unsettled
from bvaudit.texts import text
from bvaudit.workflows.audit_handouts import Handout, handed_out, to_hand_out
from bvaudit.workflows.audits_by_people import Audit, log
from bvaudit.workflows.audits_events import Who, refuse_locked, unit_named
from bvaudit.workflows.audits_standing import answers_of, questions_of
from bvaudit.workflows.put_in_place import place_for
from bvaudit.workflows.reader_questions import with_questions
from bvaudit.workflows.reading_sheets import reading_sheets

_SETTLE, _ASK = "enighet", "sporsmal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """``filer`` are the new forms, and ``ark`` what they were made of, in the same order. ``egne``: reader and the
    short ids of their own cases, by the exception."""

    audit: Audit
    filer: tuple[Path, ...]
    ark: tuple[Leseark | Enighetsark | Sporsmalsark, ...] = ()
    egne: tuple[tuple[str, str], ...] = ()


def make_reading_forms(
    audit: Audit,
    lesing: Lesing,
    who: Who,
    *,
    caseworkers: Mapping[str, str],
    enhet: str = "",
    leser: str = "",
) -> Made:
    """The forms that lack, for all or for one unit or reader; none when every form is out."""
    _ready(audit)
    if leser and leser not in _codes(audit, lesing):
        raise UsageError(
            text("revisjonen.skjema.ukjent_leser", leser=leser),
            hint=text("revisjonen.velg", navn=", ".join(_codes(audit, lesing))),
        )
    only = (unit_named(audit, enhet),) if enhet else ()
    forms = to_hand_out(audit, lesing, caseworkers, only, leser)
    if not forms:
        return Made(audit=audit, filer=())
    sheets = with_questions(reading_sheets(audit, forms), questions_of(audit))
    day = who.tid.date()
    _write(audit, {form.navn: reading_form(sheet, day) for form, sheet in zip(forms, sheets, strict=True)})
    for form, sheet in zip(forms, sheets, strict=True):
        audit = _log_out(audit, form, sheet, who)
    short = short_ids(one.sak for one in audit.plasser)
    return Made(
        audit=audit,
        filer=tuple(audit.skjema / form.navn for form in forms),
        ark=sheets,
        egne=tuple((form.leser.kode, short[one.sak]) for form in forms for one in form.egne),
    )


def make_settle_form(audit: Audit, who: Who) -> Made:
    """What two readers have answered differently, for the one who settles. Made from what has been read in."""
    _ready(audit)
    sheet = None if _waits(audit, _SETTLE) else settle_sheet(audit)
    if sheet is None:
        return Made(audit=audit, filer=())
    return replace(_one(audit, _SETTLE, settle_form(sheet, who.tid.date()), who), ark=(sheet,))


def settle_sheet(audit: Audit) -> Enighetsark | None:
    """What the form asks: the one that waits, else the next. None where nobody differs."""
    differ = unsettled(settle(answers_of(audit)))
    if not differ:
        return None
    points = _points(audit)
    short = short_ids(one.sak for one in audit.plasser)
    told = []
    for one in differ:
        point = points.get((one.gjeldende.gjelder, one.gjeldende.ordlyd))
        if point is not None and one.forste is not None and one.andre is not None:
            sak = one.gjeldende.sak
            told.append(
                Uenighet(punkt=point, kort=short.get(sak, sak), forste=one.forste, andre=one.andre, om=point.om)
            )
    kodeverk = audit.content.kodeverk
    assert kodeverk is not None, "checked with the rest of the content"
    return Enighetsark(
        revisjon=audit.id,
        tittel=audit.gjennomgang.tittel,
        kommune=audit.mappe.kommune.navn,
        utgave=_edition(audit, _SETTLE),
        per=audit.gjennomgang.per,
        program=f"bvaudit {__version__}",
        uenige=tuple(told),
        roller=tuple((rolle.kode, rolle.tekst) for rolle in kodeverk.roller),
        feiltyper=tuple((valg.kode, valg.tekst) for valg in kodeverk.feiltyper),
        dokumentklasse=audit.mappe.kommune.dokumentklasse,
    )


def make_question_form(audit: Audit, who: Who) -> Made:
    """The questions readers have asked, for the owner of the checklist."""
    _ready(audit)
    sheet = None if _waits(audit, _ASK) else question_sheet(audit)
    if sheet is None:
        return Made(audit=audit, filer=())
    return replace(_one(audit, _ASK, question_form(sheet, who.tid.date()), who), ark=(sheet,))


def question_sheet(audit: Audit) -> Sporsmalsark | None:
    """What the form asks: the one that waits, else the next. None where no question is open."""
    asked = tuple(one for one in questions_of(audit) if not one.lukket)
    if not asked:
        return None
    rules = audit.content.regler
    return Sporsmalsark(
        revisjon=audit.id,
        tittel=audit.gjennomgang.tittel,
        kommune=audit.mappe.kommune.navn,
        utgave=_edition(audit, _ASK),
        per=audit.gjennomgang.per,
        program=f"bvaudit {__version__}",
        sporsmal=asked,
        punkter=tuple((p.regel, rules[p.regel].tittel) for p in audit.liste.punkter if p.regel in rules),
        dokumentklasse=audit.mappe.kommune.dokumentklasse,
    )


def _ready(audit: Audit) -> None:
    refuse_locked(audit)


def _codes(audit: Audit, lesing: Lesing) -> tuple[str, ...]:
    second = audit.gjennomgang.andre_lesing
    chosen = audit.gjennomgang.lesere if lesing is Lesing.FORSTE else second.lesere if second else ()
    return tuple(one.kode for one in chosen)


def _log_out(audit: Audit, form: Handout, sheet: Leseark, who: Who) -> Audit:
    held = form.held({one.sak: len(one.punkter) for one in sheet.saker}, len(sheet.enhetspunkter))
    audit = log(
        audit,
        Hendelse.SKJEMA_UT,
        tid=who.tid,
        rolle=who.rolle,
        enhet=form.enhet,
        leser=form.leser.kode,
        fil=form.navn,
        tekst=held.skrevet,
    )
    own = audit.gjennomgang.egne_saker
    for place in form.egne:
        audit = log(
            audit,
            Hendelse.EGEN_SAK,
            tid=who.tid,
            rolle=who.rolle,
            enhet=form.enhet,
            sak=place.sak,
            leser=form.leser.kode,
            tekst=own.grunn if own is not None else "",
        )
    return audit


def _points(audit: Audit) -> dict[tuple[Gjenstand, str], Lesepunkt]:
    first = [form for form in handed_out(audit) if form.lesing is Lesing.FORSTE]
    sheets = reading_sheets(audit, first)
    return {(point.gjelder, point.ordlyd): point for sheet in sheets for point in sheet.punkter}


def _lines(audit: Audit, kind: str, hva: Hendelse) -> list[int]:
    return [line.nr for line in audit.logg if line.hva is hva and Path(line.fil).stem.startswith(kind)]


def _waits(audit: Audit, kind: str) -> bool:
    """Whether the latest such form is out and has not come in."""
    out, back = _lines(audit, kind, Hendelse.SKJEMA_UT), _lines(audit, kind, Hendelse.SKJEMA_INN)
    return bool(out) and (not back or back[-1] < out[-1])


def _edition(audit: Audit, kind: str) -> int:
    """Of the form that waits, else of the next."""
    return len(_lines(audit, kind, Hendelse.SKJEMA_UT)) + (0 if _waits(audit, kind) else 1)


def _one(audit: Audit, kind: str, form: Form, who: Who) -> Made:
    number = _edition(audit, kind)
    name = f"{kind}.xlsx" if number == 1 else f"{kind}-{number}.xlsx"
    _write(audit, {name: form})
    audit = log(audit, Hendelse.SKJEMA_UT, tid=who.tid, rolle=who.rolle, fil=name)
    return Made(audit=audit, filer=(audit.skjema / name,))


def _write(audit: Audit, forms: Mapping[str, Form]) -> None:
    """All of them, or none. A form that lies there is never written over: somebody may have filled it in."""
    there: Sequence[str] = [name for name in forms if (audit.skjema / name).exists()]
    if there:
        raise SurroundingsError(
            text("revisjonen.skjema.ligger_der", mappe=audit.skjema, fil=", ".join(there)),
            hint=text("revisjonen.skjema.ligger_der_hint"),
        )
    with place_for(audit.skjema) as place:
        for name, form in forms.items():
            write_form(form, place.stage / name)

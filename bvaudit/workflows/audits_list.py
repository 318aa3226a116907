"""The list of an audit's forms: out, in, incomplete with the points that lack an answer, and checked."""

from dataclasses import dataclass
from typing import Any

from bvaudit.model.kortid import short_ids
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.audits_standing import FormStanding, answers_of, in_use, standing_of
from bvaudit.workflows.reading_sheets import reading_sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTold:
    """``mangler`` are the points without an answer: the short id of the case (empty for the service) and the rule."""

    skjema: FormStanding
    mangler: tuple[tuple[str, str], ...]

    @property
    def as_plain(self) -> dict[str, Any]:
        form = self.skjema
        return {
            "skjema": form.skjema.navn,
            "enhet": form.skjema.enhet,
            "leser": form.skjema.leser.kode,
            "lesing": form.skjema.lesing.value,
            "utgave": form.skjema.utgave,
            "ut": form.ut,
            "inn": form.inn,
            "kontrollert": form.kontrollert,
            "besvart": form.besvart,
            "av": form.av,
            "mangler": [{"sak": sak, "regel": regel} for sak, regel in self.mangler],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class FormsTold:
    audit: Audit
    skjemaer: tuple[FormTold, ...]

    @property
    def as_plain(self) -> dict[str, Any]:
        return {"revisjon": self.audit.id, "skjemaer": [one.as_plain for one in self.skjemaer]}


def forms_told(audit: Audit) -> FormsTold:
    """Every form that is out. What each asks is worked out again from the extract."""
    where = standing_of(audit)
    forms = [one.skjema for one in where.skjemaer]
    answered = {(row.gjelder, row.lesing, row.leser, row.ordlyd) for row in answers_of(audit)}
    short = short_ids(one.sak for one in audit.plasser)
    found = []
    for form, sheet in zip(where.skjemaer, reading_sheets(audit, forms) if forms else (), strict=True):
        used = {place.sak for place in in_use(audit, form.skjema)}
        lacking = tuple(
            (short.get(point.gjelder.sak, ""), point.gjelder.regel)
            for point in sheet.punkter
            if (not point.gjelder.sak or point.gjelder.sak in used)
            and (point.gjelder, sheet.lesing, sheet.leser, point.ordlyd) not in answered
        )
        found.append(FormTold(skjema=form, mangler=lacking))
    return FormsTold(audit=audit, skjemaer=tuple(found))

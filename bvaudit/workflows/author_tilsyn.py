"""The form of a supervision for the municipality to fill in: empty, or with one that is written already."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches

from bvaudit.errors import UsageError
from bvaudit.loading.content.enheter import load_enheter
from bvaudit.model.enhet import Enhet
from bvaudit.model.mappe import Mappe
from bvaudit.model.rule import Effektmal, Lov
from bvaudit.model.sitering import cite
from bvaudit.model.tilsyn import NI_AV_TI, Tilsyn, Tilsynsfunn
from bvaudit.reports.forms import Form
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.tilsyn_form import DATES, MUST_READ, TilsynForm, goal_text, in_columns, tilsyn_form
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.tilsyn_course import course_answers, step_rows


def known_units(mappe: Mappe | None) -> tuple[Enhet, ...]:
    """The municipality's own units; none where it has no list, or one with faults, which ``sjekk`` tells of."""
    if mappe is None or mappe.enheter is None:
        return ()
    loaded, _ = load_enheter(mappe.enheter)
    return loaded.enheter if loaded else ()


def municipalities(mappe: Mappe | None) -> dict[str, str]:
    """Name → number, the municipality itself first."""
    if mappe is None:
        return {}
    own = mappe.kommune
    return {own.navn: own.kommunenummer, **{one.navn: one.kommunenummer for one in own.partnere}}


def tilsyn_form_for(content: Content, mappe: Mappe | None, id_: str, *, program: str, dag: date) -> Form:
    """Empty, or filled in with the supervision ``id_``."""
    tilsyn = _find(id_, content.planer.tilsyn) if id_ else None
    enheter = known_units(mappe)
    own = mappe.kommune if mappe else None
    return tilsyn_form(
        TilsynForm(
            program=program,
            dag=dag,
            regler=content.regler,
            kommune=own.navn if own else "",
            kommunenummer=own.kommunenummer if own else "",
            kommuner=tuple(municipalities(mappe)),
            enheter=tuple(enhet.navn for enhet in enheter),
            id=tilsyn.id if tilsyn else "",
            svar={**_answers(tilsyn, enheter), **course_answers(tilsyn)} if tilsyn else {},
            funn=tuple(_rows(tilsyn.funn, "", content.lover, enheter, tilsyn)) if tilsyn else (),
            skritt=step_rows(tilsyn) if tilsyn else (),
            kodeverk=content.kodeverk,
        )
    )


def _find(id_: str, known: Sequence[Tilsyn]) -> Tilsyn:
    found = next((one for one in known if one.id == id_), None)
    if found is None:
        near = get_close_matches(id_, [one.id for one in known], n=1, cutoff=0.3)
        hint = text("felles.mente_du", naer=near[0]) if near else text("tilsynsskjema.ny.ukjent_hint")
        raise UsageError(text("tilsynsskjema.ny.ukjent", id=id_), hint=hint)
    return found


def _answers(tilsyn: Tilsyn, enheter: Sequence[Enhet]) -> dict[str, Verdi]:
    days: dict[str, Verdi] = {key: getattr(tilsyn.datoer, key) for key in DATES}
    plain = ("tittel", "myndighet", "type", "tema", "kommune", "kommunenummer", "kilde")
    return {
        **{key: getattr(tilsyn, key) for key in plain},
        **days,
        "ar": int(tilsyn.ar) if tilsyn.ar.isdigit() else None,
        "enheter": _unit_names(tilsyn.enheter, enheter),
        "mal": goal_text(_usual_goal(tilsyn)),
    }


def _usual_goal(tilsyn: Tilsyn) -> Effektmal:
    goals = {one.lukkes_nar for funn in tilsyn.funn for one in funn.within()}
    return goals.pop() if len(goals) == 1 else NI_AV_TI


def _rows(
    funn: Sequence[Tilsynsfunn], over: str, lover: Mapping[str, Lov], enheter: Sequence[Enhet], tilsyn: Tilsyn
) -> Iterator[tuple[str, dict[str, Verdi]]]:
    for number, one in enumerate(funn, start=1):
        nr = f"{over}{number}"
        points = [*one.regler, *one.manuelle] or ([] if one.funn else [MUST_READ])
        goal = goal_text(one.lukkes_nar)
        yield (
            one.id,
            {
                "nr": nr,
                "tekst": one.tekst,
                "slag": one.slag.value,
                "hjemmel": "; ".join(cite(hjemmel, lover) for hjemmel in one.hjemmel),
                "enheter": _unit_names(one.enheter, enheter),
                "frist": one.frist,
                **in_columns(points),
                "mal": "" if goal == goal_text(_usual_goal(tilsyn)) else goal,
                "lukkekriterium": one.lukkekriterium,
            },
        )
        yield from _rows(one.funn, f"{nr}.", lover, enheter, tilsyn)


def _unit_names(ids: Sequence[str], enheter: Sequence[Enhet]) -> str:
    names = {enhet.id: enhet.navn for enhet in enheter}
    return ", ".join(names.get(id_, id_) for id_ in ids)

"""Which reading, place and part somebody asks «why» about, by the names they have."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NoReturn

from bvaudit.errors import UsageError
from bvaudit.loading.schema.hints import nearest
from bvaudit.model.arsak import Gruppe
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkeltall import DELT_AKSE, Lesning, Regelsvar
from bvaudit.model.rule import Rule
from bvaudit.reports.figure_facts import Talltekst
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.figure_texts import texts_of
from bvaudit.workflows.figures import themed
from bvaudit.workflows.figures_asked import known_ids, named, town


def asked_reading(content: Content, tall: str, navn: str) -> tuple[Talltekst, Lesning]:
    """The figure (or the rule) and the reading; the standard one when nobody named any."""
    known_ids((tall,), content)
    figure, rule = themed(content).get(tall), content.regler.get(tall)
    if figure is None and rule is None:
        raise UsageError(text("hvorfor.serie", tall=tall), hint=text("hvorfor.serie_hint", tall=tall))
    readings = figure.lesninger if figure is not None else _ways(rule)
    if not readings:
        raise UsageError(text("hvorfor.kan_ikke", tall=tall), hint=text("hvorfor.kan_ikke_hint"))
    names = [one.navn for one in readings]
    found = next((one for one in readings if one.navn == (navn or names[0])), None)
    if found is None:
        near = nearest(navn, names)
        hint = text("felles.mente_du", naer=near) if near else text("nokkeltall.bruk.navn_hint", navn=", ".join(names))
        raise UsageError(text("hvorfor.lesning", navn=navn), hint=hint)
    return texts_of(content, [tall])[tall], found


def _ways(rule: Rule | None) -> tuple[Lesning, ...]:
    """The ways a rule is counted in; none when people judge it, or nobody does any more."""
    if rule is None or rule.manuell or rule.kontroll is not None or rule.utgatt is not None:
        return ()
    return tuple(
        Lesning(navn=navn, forklaring="", regel=Regelsvar(id=rule.id, variant=navn)) for navn in rule.variantnavn
    )


def asked_place(enhet: str, kommune: str, mappe: Mappe | None, manifests: Sequence[Manifest]) -> str:
    """The unit's name, or the municipality's number, as they are in one of the extracts; empty = all."""
    if kommune:
        towns: dict[str, str] = {}
        for one in manifests:
            towns |= {nummer: nummer for unit in one.enheter for nummer in unit.kommunenumre if nummer}
            towns |= {nummer: navn for nummer, navn in one.kommunenavn.items() if nummer}
        if mappe is not None:
            towns |= {mappe.kommune.kommunenummer: mappe.kommune.navn}
            towns |= {one.kommunenummer: one.navn for one in mappe.kommune.partnere if one.kommunenummer}
        return town(kommune, towns)
    names = tuple(dict.fromkeys(unit.navn for one in manifests for unit in one.enheter))
    return named(enhet, names, "enhet") if enhet else ""


def asked_part(lesning: Lesning, asked: str, koder: Mapping[str, Mapping[str, str]]) -> Gruppe | None:
    """``akse=kode``, or the code alone where only one division has it. None = the whole."""
    if not asked:
        return None
    axes = [DELT_AKSE] if lesning.regel is not None and lesning.regel.mot else [one.akse for one in lesning.deles]
    axes = [] if lesning.over is not None else axes
    if not axes:
        raise UsageError(text("hvorfor.ikke_delt", lesning=lesning.navn), hint=text("hvorfor.ikke_delt_hint"))
    akse, _, kode = asked.rpartition("=")
    known = {axis: tuple(koder.get(axis, {})) for axis in axes}
    if akse and akse not in axes:
        _stop(akse, axes)
    where = [akse] if akse else [axis for axis, codes in known.items() if kode in codes] or axes[:1]
    named_all = _all_named(lesning, where[0])
    if named_all and kode not in known[where[0]]:
        _stop(kode, known[where[0]])
    return Gruppe(akse=where[0], kode=kode)


def _all_named(lesning: Lesning, akse: str) -> bool:
    """Whether every part has a name in the content; else its codes are those that stand in the extract."""
    division = next((one for one in lesning.deles if one.akse == akse), None)
    return division is None or (bool(division.grupper) and not division.resten_alene)


def _stop(asked: str, names: Iterable[str]) -> NoReturn:
    every = sorted(names)
    near = nearest(asked, every)
    hint = text("felles.mente_du", naer=near) if near else text("nokkeltall.bruk.navn_hint", navn=", ".join(every))
    raise UsageError(text("hvorfor.gruppe", navn=asked), hint=hint)

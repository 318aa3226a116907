"""Findings of supervision measured again, in the municipality and the units the supervision was about."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bvaudit.findings.citing import cited
from bvaudit.findings.content import Innhold
from bvaudit.model.enhet import KjentEnhet, name_key
from bvaudit.model.funn import Tall, summed
from bvaudit.model.manifest import Manifest
from bvaudit.model.plans import Delfunn, Overordnet, Tilsyn
from bvaudit.model.revisjon import EnhetTall, TilsynPunkt
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar

_PARTS = re.compile(r"\s+[-–]\s+|/")  # «Trondheim – Tråante» is Trondheim
_KOMMUNE = re.compile(r"\s+kommune$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """One finding of a supervision and what it is measured by: ``regler`` are counted, ``manuelle`` only a person can
    answer. ``nummer`` is 0 for the overall finding and counts its parts from 1."""

    nummer: int
    funn: Overordnet | Delfunn
    regler: tuple[str, ...]
    manuelle: tuple[str, ...]


def supervision(
    content: Innhold, svar: Sequence[RegelSvar], enheter: Sequence[EnhetTall], manifest: Manifest
) -> tuple[tuple[TilsynPunkt, ...], tuple[str, ...]]:
    """Every finding in every unit it reaches, and warnings of supervision whose units are not in the extract.

    The points come by supervision, then by finding, then by unit, each in the order given.
    """
    known = {unit.id: unit for unit in manifest.enheter}
    points: list[TilsynPunkt] = []
    warnings: list[str] = []
    for tilsyn in content.planer.tilsyn:
        here = [enhet for enhet in enheter if _in_municipality(tilsyn, enhet, manifest)]
        reached = [enhet for enhet in here if _is_named(tilsyn, enhet, known.get(enhet.id))]
        if here and not reached:
            warnings.append(_not_here(tilsyn))
        for measure in _measures(tilsyn, content.regler):
            hjemmel = cited(measure.funn.hjemmel, content.lover)
            points += [_point(tilsyn, measure, hjemmel, enhet.navn, svar) for enhet in reached]
    return tuple(points), tuple(warnings)


def _not_here(tilsyn: Tilsyn) -> str:
    wanted = ", ".join(f"«{navn}»" for navn in tilsyn.enheter)
    return (
        f"«{tilsyn.tittel}» gjelder {wanted}, som ikke er blant enhetene i uttrekket. Tilsynet er derfor ikke med. "
        "Skriv navnet eller id-en enheten har her."
    )


def _in_municipality(tilsyn: Tilsyn, enhet: EnhetTall, manifest: Manifest) -> bool:
    """By number where the supervision has one; else by a name that only one municipality of the extract has."""
    number = tilsyn.kommunenummer or (tilsyn.kommune if re.fullmatch(r"\d{4}", tilsyn.kommune) else "")
    if not number:
        wanted = _names(tilsyn.kommune)
        alike = {nr for nr, navn in manifest.kommunenavn.items() if _names(navn) & wanted}
        if len(alike) != 1:
            return False
        number = alike.pop()
    return number in (enhet.kommunenumre or ("",))


def _names(kommune: str) -> set[str]:
    return {name_key(_KOMMUNE.sub("", part)) for part in _PARTS.split(kommune)}


def _is_named(tilsyn: Tilsyn, enhet: EnhetTall, unit: KjentEnhet | None) -> bool:
    """By id, by name, or by the number of the bydel. No units named: all of them."""
    own = {name_key(enhet.navn), name_key(unit.egennavn) if unit else "", enhet.id}
    own |= {enhet.id.removeprefix(f"{nr}-") for nr in enhet.kommunenumre}
    return not tilsyn.enheter or any(name_key(navn) in own for navn in tilsyn.enheter)


def _measures(tilsyn: Tilsyn, rules: Mapping[str, Rule]) -> list[_Measure]:
    """The overall finding first, measured by all that its parts are measured by, each once; then the parts.

    A rule that only indicates a breach is for a person to answer.
    """
    parts = [
        _Measure(
            nummer=nummer,
            funn=delfunn,
            regler=tuple(r for r in delfunn.regler if not rules[r].indikasjon),
            manuelle=(*(r for r in delfunn.regler if rules[r].indikasjon), *delfunn.manuelle),
        )
        for nummer, delfunn in enumerate(tilsyn.delfunn, start=1)
    ]
    whole = _Measure(
        nummer=0,
        funn=tilsyn.overordnet,
        regler=tuple(dict.fromkeys(each for part in parts for each in part.regler)),
        manuelle=tuple(dict.fromkeys(each for part in parts for each in part.manuelle)),
    )
    return [whole, *parts]


def _point(
    tilsyn: Tilsyn, measure: _Measure, hjemmel: tuple[str, ...], enhet: str, svar: Sequence[RegelSvar]
) -> TilsynPunkt:
    tall = _added_up(measure.regler, enhet, svar)
    return TilsynPunkt(
        tilsyn=tilsyn.tittel,
        nummer=measure.nummer,
        funn_id=measure.funn.id,
        tekst=measure.funn.tekst,
        hjemmel=hjemmel,
        regler=measure.regler,
        manuelle=measure.manuelle,
        lukkekriterium=measure.funn.lukkekriterium,
        enhet=enhet,
        n=tall.n,
        med_avvik=tall.ikke_oppfylt,
        uavklart=tall.uavklart,
        overordnet=measure.nummer == 0,
    )


def _added_up(regler: tuple[str, ...], enhet: str, svar: Sequence[RegelSvar]) -> Tall:
    """The figures of the rules in one unit, by the standard way of counting; a rule without an answer adds nothing."""
    return summed(s.tall[s.standard] for s in svar if s.enhet == enhet and s.regel.id in regler)

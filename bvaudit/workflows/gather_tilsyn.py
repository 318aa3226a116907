"""Findings of supervision measured again, in the municipality and the units the supervision was about."""

import re
from collections.abc import Sequence

from bvaudit.model.enhet import KjentEnhet, name_key
from bvaudit.model.manifest import Manifest
from bvaudit.model.plans import Delfunn, Overordnet, Tilsyn
from bvaudit.model.revisjon import EnhetTall, TilsynPunkt
from bvaudit.model.rule import Hjemmel
from bvaudit.model.sitering import cite
from bvaudit.model.svar import RegelSvar
from bvaudit.workflows.content import Content

_PARTS = re.compile(r"\s+[-–]\s+|/")  # «Trondheim – Tråante» is Trondheim
_KOMMUNE = re.compile(r"\s+kommune$", re.IGNORECASE)


def supervision(
    content: Content, svar: Sequence[RegelSvar], enheter: Sequence[EnhetTall], manifest: Manifest
) -> tuple[tuple[TilsynPunkt, ...], tuple[str, ...]]:
    """Every finding in every unit it reaches, and warnings of supervision whose units are not in the extract."""
    known = {unit.id: unit for unit in manifest.enheter}
    points: list[TilsynPunkt] = []
    warnings: list[str] = []
    for tilsyn in content.planer.tilsyn:
        here = [enhet for enhet in enheter if _in_municipality(tilsyn, enhet, manifest)]
        reached = [enhet for enhet in here if _is_named(tilsyn, enhet, known.get(enhet.id))]
        if here and not reached:
            wanted = ", ".join(f"«{navn}»" for navn in tilsyn.enheter)
            warnings.append(
                f"«{tilsyn.tittel}» gjelder {wanted}, som ikke er blant enhetene i uttrekket. Tilsynet er derfor ikke "
                "med. Skriv navnet eller id-en enheten har her."
            )
        for enhet in reached:
            points += _points(tilsyn, enhet, svar, content)
    order = {enhet.navn: number for number, enhet in enumerate(enheter)}
    titles = {tilsyn.tittel: number for number, tilsyn in enumerate(content.planer.tilsyn)}
    points.sort(key=lambda point: (titles[point.tilsyn], point.nummer, order[point.enhet]))
    return tuple(points), tuple(warnings)


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


def _points(tilsyn: Tilsyn, enhet: EnhetTall, svar: Sequence[RegelSvar], content: Content) -> list[TilsynPunkt]:
    """The overall finding first, then its parts: the figures of the rules of each added up."""
    by_rule = {s.regel.id: s for s in svar if s.enhet == enhet.navn}
    counted = [_counted(d, content) for d in tilsyn.delfunn]
    to_be_read = [_to_be_read(d, content) for d in tilsyn.delfunn]
    parts: list[tuple[Overordnet | Delfunn, tuple[str, ...], tuple[str, ...]]] = [
        (tilsyn.overordnet, _once(counted), _once(to_be_read)),
        *zip(tilsyn.delfunn, counted, to_be_read, strict=True),
    ]
    points = []
    for nummer, (funn, regler, manuelle) in enumerate(parts):
        tall = [by_rule[r].tall[by_rule[r].standard] for r in regler if r in by_rule]
        points.append(
            TilsynPunkt(
                tilsyn=tilsyn.tittel,
                nummer=nummer,
                funn_id=funn.id,
                tekst=funn.tekst,
                hjemmel=_cited(funn.hjemmel, content),
                regler=regler,
                manuelle=manuelle,
                lukkekriterium=funn.lukkekriterium,
                enhet=enhet.navn,
                n=sum(t.n for t in tall),
                med_avvik=sum(t.ikke_oppfylt for t in tall),
                uavklart=sum(t.uavklart for t in tall),
                overordnet=funn is tilsyn.overordnet,
            )
        )
    return points


def _once(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for part in parts for each in part))


def _counted(delfunn: Delfunn, content: Content) -> tuple[str, ...]:
    return tuple(r for r in delfunn.regler if not content.regler[r].indikasjon)


def _to_be_read(delfunn: Delfunn, content: Content) -> tuple[str, ...]:
    """What only a person can answer, also where the register indicates something."""
    return (*(r for r in delfunn.regler if content.regler[r].indikasjon), *delfunn.manuelle)


def _cited(hjemmel: Sequence[Hjemmel], content: Content) -> tuple[str, ...]:
    return tuple(cite(h, content.lover) for h in hjemmel)

"""Findings of supervision measured again, in the municipality and the units the supervision was about."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.findings.citing import cited
from bvaudit.findings.content import Innhold
from bvaudit.model.enhet import KjentEnhet, name_key
from bvaudit.model.funn import Tall, summed
from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import EnhetTall, TilsynPunkt
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.texts import text

_PARTS = re.compile(r"\s+[-–]\s+|/")  # «Trondheim – Tråante» is Trondheim
_KOMMUNE = re.compile(r"\s+kommune$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """One finding of a supervision, the units it names, and what it is measured by: ``regler`` are counted,
    ``manuelle`` only a person can answer. Both hold what the findings within it are measured by, each once."""

    nummer: str
    funn: Tilsynsfunn
    enheter: tuple[str, ...]
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
        here = {enhet: _names_of(enhet, known.get(enhet.id)) for enhet in enheter if _is_here(tilsyn, enhet, manifest)}
        measures = _measures(tilsyn.funn, tilsyn.enheter, "", content.regler)
        found = [
            _point(tilsyn, measure, cited(measure.funn.hjemmel, content.lover), enhet.navn, svar)
            for measure in measures
            for enhet, own in here.items()
            if not measure.enheter or any(name_key(navn) in own for navn in measure.enheter)
        ]
        points += found
        if here:
            warnings += _not_here(tilsyn, measures, set().union(*here.values()), reached=bool(found))
    return tuple(points), tuple(warnings)


def _not_here(tilsyn: Tilsyn, measures: Sequence[_Measure], here: set[str], *, reached: bool) -> Iterator[str]:
    named = dict.fromkeys(navn for measure in measures for navn in measure.enheter)
    if gone := ", ".join(f"«{navn}»" for navn in named if name_key(navn) not in here):
        key = "noen_ikke_her" if reached else "ikke_her"
        yield text(f"innhold.tilsyn.{key}", tittel=tilsyn.tittel, enheter=gone)


def _is_here(tilsyn: Tilsyn, enhet: EnhetTall, manifest: Manifest) -> bool:
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


def _names_of(enhet: EnhetTall, unit: KjentEnhet | None) -> set[str]:
    """What a unit may be called in a supervision: its id, its names, and the number of the bydel."""
    own = {name_key(enhet.navn), name_key(unit.egennavn) if unit else "", enhet.id}
    return own | {enhet.id.removeprefix(f"{nr}-") for nr in enhet.kommunenumre}


def _measures(
    funn: Sequence[Tilsynsfunn], enheter: tuple[str, ...], outer: str, rules: Mapping[str, Rule]
) -> list[_Measure]:
    """Every finding from the top of the page down, a finding that holds others before them.

    A rule that only indicates a breach is for a person to answer.
    """
    measures = []
    for count, one in enumerate(funn, start=1):
        every = list(one.within())
        wanted = [r for each in every for r in each.regler]
        to_read = [*(r for r in wanted if rules[r].indikasjon), *(r for each in every for r in each.manuelle)]
        own = _Measure(
            nummer=f"{outer}{count}",
            funn=one,
            enheter=one.enheter or enheter,
            regler=tuple(dict.fromkeys(r for r in wanted if not rules[r].indikasjon)),
            manuelle=tuple(dict.fromkeys(to_read)),
        )
        measures += [own, *_measures(one.funn, own.enheter, f"{own.nummer}.", rules)]
    return measures


def _point(
    tilsyn: Tilsyn, measure: _Measure, hjemmel: tuple[str, ...], enhet: str, svar: Sequence[RegelSvar]
) -> TilsynPunkt:
    tall = _added_up(measure.regler, enhet, svar)
    read = [s for s in svar if s.enhet == enhet and s.regel.id in measure.manuelle and s.lest]
    lest = summed(s.lest.tall for s in read if s.lest)
    only_read = not measure.regler and bool(read)
    shown = lest if only_read else tall
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
        n=shown.n,
        med_avvik=shown.ikke_oppfylt,
        uavklart=tall.uavklart,
        lest_n=lest.n,
        lest_med_avvik=lest.ikke_oppfylt,
        besvart=tuple(regel for regel in measure.manuelle if regel in {s.regel.id for s in read}),
        andel=not only_read or all(s.lest and s.lest.andel for s in read),
        overordnet=bool(measure.funn.funn),
        tilsyn_id=tilsyn.id,
        slag=measure.funn.slag,
        frist=measure.funn.frist,
        lukkes_nar=measure.funn.lukkes_nar,
    )


def _added_up(regler: tuple[str, ...], enhet: str, svar: Sequence[RegelSvar]) -> Tall:
    """The figures of the rules in one unit, by the standard way of counting; a rule without an answer adds nothing."""
    return summed(s.tall[s.standard] for s in svar if s.enhet == enhet and s.regel.id in regler)

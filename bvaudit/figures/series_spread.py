"""How numbers lie among each other: cases among employees without their names, and us among other municipalities."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from bvaudit.figures.series_words import number, of_what
from bvaudit.model.serie import Fordeling, Serie
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll, Seriepunkt
from bvaudit.model.serierad import code_of
from bvaudit.model.serieslag import Maal
from bvaudit.texts import counted, text

KLASSE = "klasse"


def distributed(serie: Serie, rader: Sequence[Seriepunkt]) -> list[Seriepunkt]:
    """Rows of one employee each → how many there are in each class, and the mean, for each unit and for all. Nothing
    of a single row goes further."""
    assert serie.fordeling is not None, "the loader has asked for it"
    known = [one for one in rader if one.verdi is not None]
    wholes: dict[tuple[object, ...], list[Seriepunkt]] = {}
    for one in known:
        for enhet in dict.fromkeys((one.enhet, "")):
            wholes.setdefault((one.periode, enhet), []).append(replace(one, enhet=enhet))
    found: list[Seriepunkt] = []
    for there in wholes.values():
        found += _classes(serie.fordeling, there)
        found += _means(serie.fordeling, there)
    return found


def class_names(klasser: Sequence[int]) -> tuple[str, ...]:
    """1, 3, 10 → «1–2», «3–9», «10 og flere»."""
    between = [f"{low}–{high - 1}" if high - 1 > low else str(low) for low, high in pairwise(klasser)]
    return (*between, text("serier.og_flere", fra=klasser[-1]))


def _classes(fordeling: Fordeling, there: Sequence[Seriepunkt]) -> Iterator[Seriepunkt]:
    limits = fordeling.klasser
    under = sum(_value(one) < limits[0] for one in there)
    rows = [(f"under-{limits[0]}", under)] if under else []
    for (low, high), name in zip(pairwise((*limits, None)), class_names(limits), strict=True):
        rows.append((code_of(name), sum(low <= _value(one) and (high is None or _value(one) < high) for one in there)))  # type: ignore[operator]
    for kode, antall in rows:
        yield _made(there, Maal.ANSATTE, Decimal(antall), "fordelt", ((KLASSE, kode),))


def _means(fordeling: Fordeling, there: Sequence[Seriepunkt]) -> Iterator[Seriepunkt]:
    yield _mean(there, "alle")
    without = {code_of(name) for name in fordeling.uten}
    rest = [one for one in there if one.kode(fordeling.akse) not in without]
    if without and rest:
        yield _mean(rest, "uten")


def _mean(rows: Sequence[Seriepunkt], variant: str) -> Seriepunkt:
    total = sum((_value(one) for one in rows), Decimal(0))
    made = _made(rows, Maal.GJENNOMSNITT, total / len(rows), variant, ())
    return replace(made, teller=total, nevner=Decimal(len(rows)))


def _value(punkt: Seriepunkt) -> Decimal:
    assert punkt.verdi is not None, "looked at before"
    return punkt.verdi


def _made(
    rows: Sequence[Seriepunkt], storrelse: Maal, verdi: Decimal, variant: str, grupper: tuple[tuple[str, str], ...]
) -> Seriepunkt:
    fil = rows[0].kilde.rpartition("!")[0] or rows[0].kilde.split(":")[0]
    return Seriepunkt(
        periode=rows[0].periode,
        enhet=rows[0].enhet,
        grupper=grupper,
        storrelse=storrelse,
        verdi=verdi,
        personer=len(rows),
        desimaler=0 if storrelse is Maal.ANSATTE else 1,
        kilde=counted("serier.regnet_av", len(rows), steder=fil),
        regnet=variant,
    )


def among_others(serie: Serie, punkter: Sequence[Seriepunkt]) -> tuple[list[Seriepunkt], list[Seriekontroll]]:
    """Where we lie in a comparison set: lowest, highest and the middle of the others, and that it says nothing of
    quality."""
    sett = serie.sett
    if sett is None:
        return [], []
    made: list[Seriepunkt] = []
    told: list[Seriekontroll] = []
    own, mean = code_of(sett.eget), code_of(sett.snitt) if sett.snitt else ""
    for there in _together(punkter, sett.akse):
        ours = next((one for one in there if one.kode(sett.akse) == own), None)
        others = [one for one in there if one.kode(sett.akse) not in (own, mean) and one.verdi is not None]
        if ours is None or ours.verdi is None or not others:
            continue
        middle = replace(
            _bare(ours, sett.akse),
            verdi=_median([_value(one) for one in others]),
            regnet="median",
            kilde=counted("serier.regnet_av", len(others), steder=others[0].kilde),
        )
        made.append(middle)
        ends = sorted(map(_value, others))
        said = {
            name: number(verdi, ours.storrelse, serie, ours.desimaler)
            for name, verdi in (("vi", ours.verdi), ("minst", ends[0]), ("storst", ends[-1]), ("midt", _value(middle)))
        }
        setning = counted(
            "serier.kontroll.spredning", len(others), hva=of_what(serie, ours), eget=sett.eget, sett=sett.navn, **said
        )
        told.append(
            Seriekontroll(
                serie=serie.id,
                slag=Kontrollslag.SPREDNING,
                periode=ours.periode,
                akse=sett.akse,
                regnet=ours.verdi,
                setning=setning,
                kilde=ours.kilde,
            )
        )
    return made, told


def _together(punkter: Sequence[Seriepunkt], akse: str) -> Iterator[list[Seriepunkt]]:
    """Numbers that differ on the axis only."""
    found: dict[Seriepunkt, list[Seriepunkt]] = {}
    for one in punkter:
        if one.kode(akse) and not one.regnet:
            found.setdefault(_bare(one, akse), []).append(one)
    yield from found.values()


def _bare(punkt: Seriepunkt, akse: str) -> Seriepunkt:
    return Seriepunkt(
        periode=punkt.periode,
        enhet=punkt.enhet,
        kommune=punkt.kommune,
        grupper=tuple(one for one in punkt.grupper if one[0] != akse),
        storrelse=punkt.storrelse,
        ord=punkt.ord,
    )


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered = sorted(values)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2

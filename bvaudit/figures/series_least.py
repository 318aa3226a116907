"""Numbers of few employees are hidden: of one, two or four anybody who works there knows who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bvaudit.figures.series_sums import groups
from bvaudit.model.serie import ENHETER, KOMMUNER, TID, Serie
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll, Seriepunkt
from bvaudit.model.serieslag import Maal, Serieslag
from bvaudit.texts import counted

_OF_PEOPLE = (Serieslag.MEDARBEIDERE, Serieslag.AVVIKSKULTUR)  # a share is of those who answered


def least(serie: Serie, punkter: Sequence[Seriepunkt]) -> tuple[list[Seriepunkt], list[Seriekontroll]]:
    """The numbers with those of too few hidden, and one more where the rest of a whole would tell the one that is."""
    few = {n for n, one in enumerate(punkter) if one.skjult or _is_few(serie, one)}
    if not serie.minste and not few:
        return list(punkter), []
    also = _told_by_the_rest(serie, punkter, few)
    shown = [replace(one, skjult=n in few | also) for n, one in enumerate(punkter)]
    told = []
    unknown = sum(_people(serie, one) is None and one.verdi is not None and not one.regnet for one in punkter)
    said = {"tittel": serie.tittel, "minst": serie.minste}
    source = sum(one.skjult for one in punkter)
    if few - {n for n, one in enumerate(punkter) if one.skjult}:
        told.append(
            _control(serie, Kontrollslag.SKJULT, counted("serier.kontroll.skjult", len(few | also) - source, **said))
        )
    if source:
        told.append(_control(serie, Kontrollslag.SKJULT, counted("serier.kontroll.skjult_i_kilden", source, **said)))
    if unknown and serie.minste:
        told.append(_control(serie, Kontrollslag.MINST, counted("serier.kontroll.ukjent_antall", unknown, **said)))
    return shown, told


def few_behind(serie: Serie, punkt: Seriepunkt) -> bool:
    """Whether a number, as one that was worked out, is of too few employees to be shown."""
    return _is_few(serie, punkt)


def _people(serie: Serie, punkt: Seriepunkt) -> int | None:
    if punkt.personer is None and serie.serieslag in _OF_PEOPLE and punkt.nevner is not None:
        return int(punkt.nevner)
    if punkt.personer is None and punkt.storrelse in (Maal.ANSATTE, Maal.ARSVERK):
        return serie.minste  # how many there are is no secret
    return punkt.personer


def _is_few(serie: Serie, punkt: Seriepunkt) -> bool:
    people = _people(serie, punkt)
    return bool(serie.minste) and punkt.verdi is not None and people is not None and people < serie.minste


def _told_by_the_rest(serie: Serie, punkter: Sequence[Seriepunkt], few: set[int]) -> set[int]:
    """Of a whole that is shown with exactly one part hidden, the next smallest part. Units, municipalities and periods
    are parts of what is stated for all of them, also where nobody has said so."""
    place = {id(one): n for n, one in enumerate(punkter)}
    said = {one.akse for one in serie.delt_pa}
    wholes = [
        [place[id(one)] for one in group.deler]
        for akse in dict.fromkeys((*(one.akse for one in serie.delt_pa), ENHETER, KOMMUNER, TID))
        for group in groups(punkter, akse)
        if akse in said or (group.oppgitt is not None and group.oppgitt.verdi is not None)
    ]
    also: set[int] = set()
    while True:  # what is hidden for one whole may be the only hidden part of another
        before = len(also)
        for parts in wholes:
            hidden = [n for n in parts if n in few | also]
            others = [n for n in parts if n not in few | also]
            if len(hidden) == 1 and others:
                also.add(min(others, key=lambda n: (_people(serie, punkter[n]) or 0, n)))
        if len(also) == before:
            return also


def sums_hidden(serie: Serie, punkter: Iterable[Seriepunkt], sums: Iterable[Seriepunkt]) -> list[Seriepunkt]:
    """The sums with those hidden that are of too few, or of a place with a hidden part in them: all the places less the
    others would tell it."""
    hidden: dict[tuple[object, ...], list[Seriepunkt]] = {}
    for one in punkter:
        if one.skjult and (one.enhet or one.kommune):
            hidden.setdefault(_of_what(one), []).append(one)
    return [
        replace(
            one,
            skjult=few_behind(serie, one)
            or any(
                one.periode.fra <= part.periode.fra and part.periode.til <= one.periode.til
                for part in hidden.get(_of_what(one), ())
            ),
        )
        for one in sums
    ]


def _of_what(punkt: Seriepunkt) -> tuple[object, ...]:
    return punkt.enhet, punkt.kommune, punkt.grupper, punkt.storrelse


def _control(serie: Serie, slag: Kontrollslag, setning: str) -> Seriekontroll:
    return Seriekontroll(serie=serie.id, slag=slag, setning=setning)

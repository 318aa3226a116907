"""What the schema cannot see in a key figure: readings that say two things, and names that are not there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown, unknown_rule
from bvaudit.loading.content.nokkeltall_felt import gjelder_of, told_columns
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import Kodelister
from bvaudit.model.nokkeltall import Inndeling, Lesning, Nokkeltall
from bvaudit.model.rule import ENHET, Gjelder, Rule
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.serie import Serie
from bvaudit.model.serieslag import Serieslag
from bvaudit.model.tables import BY_NAME
from bvaudit.model.tallord import Kraft, Periodeslag, Storrelse, Teller
from bvaudit.texts import text

_KODE = "nokkeltall"
_KINDS_OF_SERIES = tuple(f"serie.{one.value}" for one in Serieslag)  # whichever of the kind there is
_DAYS = (Teller.DOGN, Teller.NETTER)


def faults_in_figure(tall: Nokkeltall, document: Document) -> Iterator[Problem]:
    names = [lesning.navn for lesning in tall.lesninger]
    for lesning in tall.lesninger:
        at: KeyPath = ("lesninger", lesning.navn)
        for key in _faults(tall, lesning):
            yield _wrong(document, at, key)
        yield from _wrong_sizes(lesning, document, at)
        for felt in without_effect(lesning):
            tekst = text("tellingen.feil.uten_virkning", felt=felt, med=_source(lesning))
            place = document.key_place((*at, felt))
            yield Problem(sted=place, kode=_KODE, tekst=tekst, hint=text("tellingen.feil.se_siden"))
        for inndeling in lesning.deles:
            for key in _in_division(inndeling):
                yield _wrong(document, (*at, "deles", inndeling.akse), key)
    yield from told_columns(tall, document)
    for i, skift in enumerate(tall.brudd):
        for j, navn in enumerate(skift.lesninger):
            if navn not in names:
                tekst = text("tellingen.feil.ukjent_lesning", navn=navn)
                yield unknown(document, ("brudd", i, "lesninger", j), "ukjent-lesning", tekst, navn, names)


# What is said of objects that are counted means nothing of results of a rule, or of two other figures.
_OF_OBJECTS = ("gjelder", "der", "tell", "andel", "varighet", "deles", "over", "av_100")
_DAYS_ALONE = ("andel", "deles", "varighet")


def without_effect(lesning: Lesning) -> Iterator[str]:
    """The fields that are filled in and would not be looked at."""
    for felt in _not_for(lesning):
        value = getattr(lesning, felt)
        if value and value != Teller.OBJEKTER:
            yield felt


def _not_for(lesning: Lesning) -> tuple[str, ...]:
    if lesning.forhold is not None:
        return (*_OF_OBJECTS, "uten")
    if lesning.regel is not None:
        return _OF_OBJECTS
    if lesning.over is not None:
        return ("andel", "deles", "varighet", "av_100")
    return _DAYS_ALONE if lesning.tell in _DAYS else ()


def _source(lesning: Lesning) -> str:
    for felt in ("forhold", "regel", "over"):
        if getattr(lesning, felt) is not None:
            return felt
    return f"tell: {lesning.tell.value}"


def _sizes(lesning: Lesning) -> set[Storrelse]:
    """What can be printed of the reading."""
    if lesning.forhold is not None:
        return {Storrelse.GJENNOMSNITT}
    if lesning.over is not None:
        return {Storrelse.GJENNOMSNITT, Storrelse.MINST, Storrelse.STORST, Storrelse.SUM}
    found = {lesning.telt}
    if lesning.andel is not None or lesning.regel is not None or lesning.deles:
        found.add(Storrelse.ANDEL)
    if lesning.varighet is not None:
        found |= {Storrelse.GJENNOMSNITT, Storrelse.MEDIAN, Storrelse.MINST, Storrelse.STORST}
    return found | {Storrelse.SUM} if lesning.av_100 else found


def _wrong_sizes(lesning: Lesning, document: Document, at: KeyPath) -> Iterator[Problem]:
    """What the reading is asked to print, and does not have."""
    if sum(one is not None for one in (lesning.regel, lesning.forhold, lesning.tid)) != 1:
        return  # told already
    given = sorted(one.value for one in _sizes(lesning))
    for number, one in enumerate(lesning.storrelser):
        if one.value not in given:
            tekst = text("tellingen.feil.storrelse", navn=one.value)
            hint = text("tellingen.feil.gir", storrelser=", ".join(given))
            yield document.problem((*at, "storrelser", number), _KODE, tekst, hint)


def _wrong(document: Document, at: KeyPath, key: str) -> Problem:
    tekst, hint = text(f"tellingen.feil.{key}"), text("tellingen.feil.se_siden")
    return Problem(sted=document.key_place(at), kode=_KODE, tekst=tekst, hint=hint)


def _faults(tall: Nokkeltall, lesning: Lesning) -> Iterator[str]:
    sources = [lesning.regel, lesning.forhold, lesning.tid]
    if sum(one is not None for one in sources) != 1:
        yield "en_kilde"
        return
    if lesning.tid is None:
        return
    gjelder = gjelder_of(tall, lesning)
    if gjelder is None or gjelder.objekt == ENHET:
        yield "uten_objekter"
        return
    yield from _in_time(lesning, gjelder)
    if lesning.andel is not None and lesning.andel.der is None and lesning.andel.dager is None:
        yield "andel_uten_teller"
    if lesning.av_100 and not lesning.deles:
        yield "av_100_uten_deling"


def _in_time(lesning: Lesning, gjelder: Gjelder) -> Iterator[str]:
    assert lesning.tid is not None
    tid, table = lesning.tid, BY_NAME[gjelder.objekt]
    if bool(tid.dato) == (tid.i_kraft is not None):
        yield "en_tid"
    if tid.i_kraft is not None and not (table.start and table.slutt):
        yield "uten_start_og_slutt"
    if lesning.tell in _DAYS and tid.i_kraft is not Kraft.NOEN_DAG:
        yield "dogn_uten_tid"
    if lesning.over is not None and (lesning.over not in (Periodeslag.MANED, Periodeslag.HALVAR) or not tid.dato):
        yield "over"


def _in_division(inndeling: Inndeling) -> Iterator[str]:
    by_condition = any(gruppe.der is not None for gruppe in inndeling.grupper)
    if sum((bool(inndeling.felt), bool(inndeling.alder), by_condition)) != 1:
        yield "en_deling"
    elif by_condition and not all(gruppe.der is not None for gruppe in inndeling.grupper):
        yield "vilkar_i_alle"
    elif inndeling.felt and not all(gruppe.koder for gruppe in inndeling.grupper):
        yield "koder_i_alle"
    used = [kode for gruppe in inndeling.grupper for kode in gruppe.koder]
    if len(used) != len(set(used)):
        yield "kode_i_to"


def faults_against_others(
    tall: Nokkeltall, document: Document, rules: Mapping[str, Rule], koder: Kodelister, read: Sequence[Any]
) -> Iterator[Problem]:
    """Rules, ways of counting, code lists, maps and other figures that are not there."""
    figures = {one.id: one for one in read if isinstance(one, Nokkeltall)}
    maps = [one.id for one in read if isinstance(one, Sammenligning)]
    series = [*(one.id for one in read if isinstance(one, Serie)), *(f"serie.{one.value}" for one in Serieslag)]
    yield from told_columns(tall, document, koder)
    for lesning in tall.lesninger:
        at: KeyPath = ("lesninger", lesning.navn)
        yield from _wrong_rule(lesning, document, at, rules)
        for inndeling in lesning.deles:
            yield from _wrong_codes(inndeling, document, (*at, "deles", inndeling.akse), koder)
            if inndeling.kart and inndeling.kart not in maps:
                place, tekst = (*at, "deles", inndeling.akse, "kart"), text("tellingen.feil.kart", id=inndeling.kart)
                yield unknown(document, place, "ukjent-kart", tekst, inndeling.kart, maps)
        yield from _wrong_figures(lesning, document, at, figures, series)


def _wrong_rule(lesning: Lesning, document: Document, at: KeyPath, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    asked = lesning.regel
    if asked is None:
        return
    rule = rules.get(asked.id)
    if rule is None:
        yield unknown_rule(document, (*at, "regel", "id"), asked.id, rules)
        return
    if rule.manuell or rule.kontroll is not None:
        yield document.problem((*at, "regel", "id"), _KODE, text("tellingen.feil.regel_av_mennesker"))
    for key, navn in (("variant", asked.variant), ("mot", asked.mot)):
        if navn and navn not in rule.variantnavn:
            tekst = text("tellingen.feil.ukjent_variant", regel=rule.id, navn=navn)
            yield unknown(document, (*at, "regel", key), "ukjent-variant", tekst, navn, rule.variantnavn)


def _wrong_codes(inndeling: Inndeling, document: Document, at: KeyPath, koder: Kodelister) -> Iterator[Problem]:
    if not inndeling.kodeliste:
        return
    liste = koder.get(inndeling.kodeliste)
    if liste is None:
        tekst = text("tellingen.feil.kodeliste", id=inndeling.kodeliste)
        yield unknown(document, (*at, "kodeliste"), "ukjent-kodeliste", tekst, inndeling.kodeliste, koder)
        return
    known = {kode.kode for kode in liste.koder}
    for gruppe in inndeling.grupper:
        for i, kode in enumerate(gruppe.koder):
            if kode not in known:
                tekst = text("tellingen.feil.kode", kode=kode, liste=liste.id)
                yield unknown(document, (*at, "grupper", gruppe.kode, "koder", i), "ukjent-kode", tekst, kode, known)


def _wrong_figures(
    lesning: Lesning, document: Document, at: KeyPath, figures: Mapping[str, Nokkeltall], series: Sequence[str]
) -> Iterator[Problem]:
    """The other figures, or the municipality's own series (by id, or whichever it has of a kind): that they are there,
    and have what is asked for."""
    if lesning.forhold is None:
        return
    for key, valg in (("teller", lesning.forhold.teller), ("nevner", lesning.forhold.nevner)):
        other = figures.get(valg.tall)
        if other is None and valg.tall not in (*series, *_KINDS_OF_SERIES):
            tekst = text("tellingen.feil.ukjent_tall", id=valg.tall)
            yield unknown(document, (*at, "forhold", key, "tall"), "ukjent-tall", tekst, valg.tall, [*figures, *series])
        chosen = other.lesning(valg.lesning) if other is not None else None
        if other is not None and chosen is None:
            tekst = text("tellingen.feil.ukjent_lesning", navn=valg.lesning)
            names = [one.navn for one in other.lesninger]
            yield unknown(document, (*at, "forhold", key, "lesning"), "ukjent-lesning", tekst, valg.lesning, names)
        elif chosen is not None and valg.storrelse not in chosen.maler:
            tekst = text("tellingen.feil.ukjent_storrelse", navn=valg.storrelse, tall=valg.tall)
            names = [one.value for one in chosen.maler]
            yield unknown(document, (*at, "forhold", key), "ukjent-storrelse", tekst, valg.storrelse, names)

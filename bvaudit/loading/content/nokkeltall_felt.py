"""The fields and codes a key figure names, in every part of it, held against the tables of the object it counts."""

from collections.abc import Iterator

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.columns import Frame, column, date_column, in_condition, in_date, in_rows
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import Kodelister
from bvaudit.model.nokkeltall import Andel, Inndeling, Lesning, Nokkeltall, Tid
from bvaudit.model.rule import Gjelder
from bvaudit.model.tables import BY_NAME


def gjelder_of(tall: Nokkeltall, lesning: Lesning) -> Gjelder | None:
    """The objects a reading counts, when it counts any."""
    if lesning.regel is not None or lesning.forhold is not None:
        return None
    return lesning.gjelder or tall.gjelder


def told_columns(tall: Nokkeltall, document: Document, koder: Kodelister | None = None) -> Iterator[Problem]:
    """Fields that the tables do not have, or that hold something else; with ``koder``, codes that are in no list."""
    shared = tall.gjelder
    if shared is not None and shared.objekt in BY_NAME:
        frame = Frame(document=document, table=BY_NAME[shared.objekt], koder=koder)
        yield from in_condition(shared.der, ("gjelder", "der"), frame)
    for lesning in tall.lesninger:
        gjelder = gjelder_of(tall, lesning)
        if gjelder is not None and gjelder.objekt in BY_NAME:
            frame = Frame(document=document, table=BY_NAME[gjelder.objekt], koder=koder)
            yield from _in_reading(lesning, ("lesninger", lesning.navn), frame)


def _in_reading(lesning: Lesning, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    if lesning.gjelder is not None:
        yield from in_condition(lesning.gjelder.der, (*at, "gjelder", "der"), frame)
    yield from in_condition(lesning.der, (*at, "der"), frame)
    if lesning.tid is not None:
        yield from _in_time(lesning.tid, (*at, "tid"), frame)
    if lesning.andel is not None:
        yield from _in_share(lesning.andel, (*at, "andel"), frame)
    if lesning.varighet is not None:
        yield from in_date(lesning.varighet.fra, (*at, "varighet", "fra"), frame)
        yield from in_date(lesning.varighet.til, (*at, "varighet", "til"), frame)
    for inndeling in lesning.deles:
        yield from _in_division(inndeling, (*at, "deles", inndeling.akse), frame)


def _in_time(tid: Tid, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    if tid.dato:
        for here, felt in frame.items((*at, "dato"), tid.dato):
            yield from date_column(felt, here, frame)
    for key in ("fra_og_med", "til_for"):
        if felt := getattr(tid, key):
            yield from date_column(felt, (*at, key), frame)


def _in_share(andel: Andel, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    yield from in_condition(andel.av, (*at, "av"), frame)
    yield from in_condition(andel.der, (*at, "der"), frame)
    if andel.dager is not None:
        yield from in_rows(andel.dager.rader, (*at, "dager", "rader"), frame)


def _in_division(inndeling: Inndeling, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    if inndeling.rader is not None:
        yield from in_rows(inndeling.rader, (*at, "rader"), frame)
    if inndeling.felt:
        whose = frame.beneath(inndeling.rader.tabell) if inndeling.rader is not None else frame
        yield from column(inndeling.felt, (*at, "felt"), whose)
    for gruppe in inndeling.grupper:
        yield from in_condition(gruppe.der, (*at, "grupper", gruppe.kode, "der"), frame)

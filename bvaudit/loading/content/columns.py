"""The columns, tables and codes that conditions name: those that are not there, with the one that was probably meant.

What a condition means is decided in ``vocabulary``; here the names in it are only held against the tables, so that each
slip of the pen is told with its line, and all of them at once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.schema.hints import nearest
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import CODE_LISTS, Kodelister
from bvaudit.model.table import Table, Type
from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Betingelse, Dato, Feltkrav, Rader
from bvaudit.texts import text

_OF_ALL = ("sak", "innsending")  # parents of every row
_TODAY = "per"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The file, the table names are looked up in, and the one outside it, where rows of another are told of. Without
    ``koder`` the codes are not looked at, and with them nothing else is."""

    document: Document
    table: Table
    outer: Table | None = None
    koder: Kodelister | None = None

    def beneath(self, navn: str) -> "Frame":
        return Frame(document=self.document, table=BY_NAME[navn], outer=self.table, koder=self.koder)

    def items(self, at: KeyPath, values: Sequence[Any]) -> Iterator[tuple[KeyPath, Any]]:
        """Each value with its place; one alone may stand without a list."""
        listed = isinstance(_data(self.document, at), list)
        return (((*at, n) if listed else at, one) for n, one in enumerate(values))


def _data(document: Document, at: KeyPath) -> Any:
    data = document.data
    for key in at:
        data = data[key]
    return data


def date_column(felt: str, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    """A field that must be a date; ``per`` is one."""
    yield from column(felt, at, frame, Type.DATO)


def column(
    felt: str, at: KeyPath, frame: Frame, kind: Type | None = None, *, is_key: bool = False
) -> Iterator[Problem]:
    """What is wrong with the name of a field, that is the value at ``at``, or the key. ``kind``: what the field must
    hold."""
    if frame.koder is not None:
        return
    found = _type_of(felt, frame.table, frame.outer)
    sted = frame.document.key_place(at) if is_key else frame.document.place(at)
    if found is None:
        tekst = text("tellingen.felt.ukjent", tabell=frame.table.navn, felt=felt)
        near = _near(felt, frame)
        hint = text("felles.mente_du", naer=near) if near else _some(c.navn for c in frame.table.kolonner)
        yield Problem(sted=sted, kode="ukjent-felt", tekst=tekst, hint=hint)
    elif kind is not None and found is not kind:
        tekst = text(f"tellingen.felt.ikke_{kind.name.lower()}", felt=felt)
        hint = _some(c.navn for c in frame.table.kolonner if c.type is kind)
        yield Problem(sted=sted, kode="feil-felt", tekst=tekst, hint=hint)


def _type_of(felt: str, table: Table, outer: Table | None) -> Type | None:
    """What the field holds; None when there is none of that name."""
    if felt == _TODAY:
        return Type.DATO
    if felt.startswith("objekt."):
        return _type_of(felt.removeprefix("objekt."), outer or table, None)
    head, _, navn = felt.rpartition(".")
    if head and head not in (table.forelder, *_OF_ALL):
        return None
    here = (BY_NAME[head] if head else table).column(navn)
    return here.type if here is not None else None


def _near(felt: str, frame: Frame) -> str:
    """Among the table's own fields, first those whose name ends so, then those of the parents."""
    navn = felt.removeprefix("objekt.")
    table = frame.outer if navn != felt and frame.outer is not None else frame.table
    own = [c.navn for c in table.kolonner]
    parents = [BY_NAME[one] for one in dict.fromkeys((table.forelder, *_OF_ALL)) if one and one != table.navn]
    above = [f"{one.navn}.{c.navn}" for one in parents for c in one.kolonner]
    ends = [name for name in own if _plain(name).endswith(_plain(navn)) and len(navn) > 3]
    near = nearest(navn, above) if "." in navn else ""
    near = near or next(iter(ends), "") or nearest(navn, own) or nearest(navn, above)
    return f"objekt.{near}" if near and navn != felt else near


def _plain(name: str) -> str:
    return name.replace("_", "").casefold()


def _some(names: Iterable[str]) -> str:
    told = ", ".join(names)
    return text("tellingen.felt.finnes", felt=told) if told else ""


def in_condition(value: Betingelse | None, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    """Everything in a condition: its fields, the dates they are held against, and rows beneath."""
    if value is None:
        return
    for krav in value.felt:
        yield from _demand(krav, (*at, krav.felt), frame)
    if value.i_kraft is not None:
        yield from in_date(value.i_kraft, (*at, "i_kraft"), frame)
    for number, one in enumerate(value.minst_en):
        yield from in_condition(one, (*at, "minst_en", number), frame)
    yield from in_condition(value.ikke, (*at, "ikke"), frame)
    if value.finnes:
        for here, rader in frame.items((*at, "finnes"), value.finnes):
            yield from in_rows(rader, here, frame)


def in_date(value: Dato, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    """A date: a field, alone or under its key, or the earliest or latest of some rows."""
    if value.felt:
        alone = isinstance(_data(frame.document, at), str)
        yield from date_column(value.felt, at if alone else (*at, "felt"), frame)
    for key in ("tidligste", "seneste"):
        rader: Rader | None = getattr(value, key)
        if rader is not None:
            yield from in_rows(rader, (*at, key), frame)


def in_rows(rader: Rader, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    """The rows' own field, and their condition."""
    below = frame.beneath(rader.tabell)
    if rader.felt:
        yield from date_column(rader.felt, (*at, "felt"), below)
    yield from in_condition(rader.der, (*at, "der"), below)


def _demand(krav: Feltkrav, at: KeyPath, frame: Frame) -> Iterator[Problem]:
    yield from column(krav.felt, at, frame, _kind_of(krav), is_key=True)
    if krav.lik:
        yield from column(krav.lik, (*at, "lik"), frame)
    for key in ("tidligst", "senest", "pa"):
        dato: Dato | None = getattr(krav, key)
        if dato is not None:
            yield from in_date(dato, (*at, key), frame)
    if frame.koder is not None:
        yield from _codes(krav, at, frame, frame.koder)


def _kind_of(krav: Feltkrav) -> Type | None:
    if krav.tidligst is not None or krav.senest is not None or krav.pluss:
        return Type.DATO
    if krav.er is not None:
        return Type.BOOL
    return Type.HELTALL if krav.minst is not None or krav.hoyst is not None else None


def _codes(krav: Feltkrav, at: KeyPath, frame: Frame, koder: Kodelister) -> Iterator[Problem]:
    if krav.gyldig_i and krav.gyldig_i not in koder:
        tekst = text("tellingen.feil.kodeliste", id=krav.gyldig_i)
        near = nearest(krav.gyldig_i, sorted(koder))
        hint = text("felles.mente_du", naer=near) if near else ""
        yield frame.document.problem((*at, "gyldig_i"), "ukjent-kodeliste", tekst, hint)
    head, _, navn = krav.felt.rpartition(".")
    liste = koder.get(CODE_LISTS.get((head or frame.table.navn, navn), ""))
    if liste is None:
        return
    known = [kode.kode for kode in liste.koder]
    asked = [(("en_av", n), kode) for n, kode in enumerate(krav.en_av or ())]
    asked += [(("har_en_av", n), kode) for n, kode in enumerate(krav.har_en_av)]
    for where, kode in asked:
        if kode is not None and kode not in known:
            tekst = text("tellingen.felt.ukjent_kode", kode=kode, felt=krav.felt, liste=liste.tittel)
            hint = text("tellingen.felt.koder", koder=", ".join(known)) if len(known) <= _MANY else ""
            hint = text("tellingen.felt.anforsel") if kode.strip(_CURLY) in known else hint
            yield frame.document.problem((*at, *where), "ukjent-kode", tekst, hint, Grad.ADVARSEL)


_MANY = 20  # more codes than this are not listed
_CURLY = "\u201d\u201c\u201e\u00ab\u00bb\u2019\u2018"  # the quotes a word processor makes

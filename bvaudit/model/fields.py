"""How a record is written in a YAML file: what each field is for, and what its value may be.

Editors' JSON Schema, the reader, the manual page and the hints in messages are all derived from these marks, so that a
new key is one line in one record:

    @described("En plikt.")
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Plikt:
        tittel: str = arg("Plikten i noen få ord.")       # must be written
        merknad: str = arg("Noe å huske.", default="")    # may be left out
        fil: str = outside()                              # not in the file: the reader says it

The type says what the value is: ``str``, ``int``, ``bool``, ``date``, ``Varighet``, a ``Literal`` or ``StrEnum`` (one
of its words), another record (its keys), ``tuple[X, ...]`` (a list) or ``Mapping[str, X]`` (any keys). ``X | None``
without a default must be written and may be empty.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
_MARKS = "marks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a value may be beyond its type.

    ``pattern`` is a regular expression; ``form`` says it in words, after «skal være»; ``hint`` is what to type instead
    and ``kode`` the code of the problem. ``shortest`` and ``longest`` count characters (a text is never empty unless it
    has a pattern or ``shortest=0``); ``least`` and ``most`` are for whole numbers. ``choices`` are the only texts
    allowed, where an enum cannot be written out. ``also_int``: a text that may be written as a number, like ledd 2.
    ``kodeverk``: the value is a code of that list of the kodeverk, which a form lets people choose from.
    """

    tekst: str = ""
    title: str = ""
    pattern: str = ""
    form: str = ""
    hint: str = ""
    kode: str = ""
    shortest: int | None = None
    longest: int | None = None
    least: int | None = None
    most: int | None = None
    choices: tuple[str, ...] = ()
    also_int: bool = False
    kodeverk: str = ""


PLAIN = Shape()


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """How a field is written.

    ``each`` is the shape of the items of a list, or of the values of a map. ``key`` is the key in the file when it is
    not the field's own name, ``inside`` the key of the set it stands in: ``key="fra", inside="dekker"`` is written
    ``dekker: {fra: …}``. ``must``: to be written although the record has a default. For lists: ``empty`` may hold
    nothing, ``unique`` holds nothing twice, ``alone`` may be written as its only item. ``keyed``: a tuple of records
    written as a map, by the field of theirs that ``is_key``; ``rest``: so too, of every key the record does not name.
    """

    shape: Shape = PLAIN
    each: Shape = PLAIN
    key: str = ""
    inside: str = ""
    must: bool = False
    empty: bool = False
    unique: bool = False
    alone: bool = False
    keyed: bool = False
    rest: bool = False
    is_key: bool = False


def arg(
    forklaring: str = "",
    *,
    default: Any = MISSING,
    default_factory: Any = MISSING,
    title: str = "",
    like: Shape = PLAIN,
    **marks: Any,
) -> Any:
    """A field that is written in the file, with its Norwegian explanation: the editor's help and the manual page.

    Without a default it must be written. ``like`` is the shape of the value; ``marks`` are those of ``Marks``.
    """
    shape = _with(like, tekst=forklaring or like.tekst, title=title or like.title)
    metadata = {"forklaring": shape.tekst, _MARKS: Marks(shape=shape, **marks)}
    if default_factory is not MISSING:
        return field(default_factory=default_factory, metadata=metadata)
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def outside(*, default: Any = MISSING) -> Any:
    """A field that is not written in the file: the one who reads it gives the value."""
    metadata = {_MARKS: None}
    return field(metadata=metadata) if default is MISSING else field(default=default, metadata=metadata)


def _with(shape: Shape, **changed: str) -> Shape:
    return Shape(**{f.name: changed.get(f.name, getattr(shape, f.name)) for f in fields(Shape)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A set of keys that is no record of its own; see ``Marks.inside``. It holds ``least`` to ``most`` keys."""

    tekst: str
    title: str = ""
    must: bool = False
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a whole record: see ``described``."""

    tekst: str = ""
    title: str = ""
    shared: str = ""
    short: str = ""
    short_tekst: str = ""
    least: int | None = None
    parts: Mapping[str, Part] = field(default_factory=dict)


_SAID: dict[type, Said] = {}


def described(tekst: str, **more: Any) -> Callable[[type[T]], type[T]]:
    """Says in Norwegian what a record is, above its ``@dataclass``.

    ``title`` is a heading for editors. ``shared`` is the name of a record that is used in many places, or in itself;
    the schema has it once. ``short`` is a field that may be written alone, without its key, and ``short_tekst`` what
    is said of it then. At least ``least`` keys. ``parts`` explains the sets of keys its fields are ``inside``.
    """

    def note(kind: type[T]) -> type[T]:
        _SAID[kind] = Said(tekst=tekst, **more)
        return kind

    return note


def said_of(kind: type) -> Said:
    """What ``described`` said. A record without it, as in the vocabulary, is told by the first line of its docstring,
    which must be Norwegian then."""
    if kind in _SAID:
        return _SAID[kind]
    doc = kind.__doc__ or "("
    return Said(tekst="" if "(" in doc else doc.strip().splitlines()[0])  # «Args(felt: str)» is made by dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FileField:
    """A field as it stands in the file. ``hint`` is its type without None; ``required``: the key must be there;
    ``nullable``: its value may be empty. ``default`` is what it is when it is left out (None when that is made)."""

    navn: str
    key: str
    hint: Any
    required: bool
    nullable: bool
    default: Any
    marks: Marks


def file_fields(kind: Any) -> tuple[FileField, ...]:
    """The fields of a record that are written in the file, in the record's order."""
    return _file_fields(kind)


@cache
def _file_fields(kind: Any) -> tuple[FileField, ...]:
    hints = get_type_hints(kind)
    found = []
    for one in fields(kind):
        marks: Marks | None = one.metadata.get(_MARKS, Marks())
        if marks is None:
            continue
        hint, optional = without_none(hints[one.name])
        needed = one.default is MISSING and one.default_factory is MISSING
        found.append(
            FileField(
                navn=one.name,
                key=marks.key or one.name,
                hint=hint,
                required=needed or marks.must,
                nullable=needed and optional,
                default=None if one.default is MISSING else one.default,
                marks=marks,
            )
        )
    return tuple(found)


def without_none(hint: Any) -> tuple[Any, bool]:
    """``date | None`` → (``date``, True)."""
    if get_origin(hint) not in (Union, UnionType):
        return hint, False
    return next(part for part in get_args(hint) if part is not NoneType), NoneType in get_args(hint)

"""What was seen of a workbook: sheets, headings, and the kind of content under each. Never a value of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bvaudit.diagnostics import Problem


class Kind(StrEnum):
    """What the cells of a column mostly are."""

    TOM = "tom"
    DATO = "dato"
    DAG_UTEN_AR = "dag_uten_ar"
    JA_NEI = "ja_nei"
    JA_OG_DATO = "ja_og_dato"
    ORD_OG_DATO = "ord_og_dato"
    TALL = "tall"
    KODER = "koder"
    PARAGRAF = "paragraf"
    ID = "id"
    TEKST = "tekst"
    PERSON = "person"
    PERSONNUMMER = "personnummer"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenColumn:
    """``verdier`` are the different texts of a column with few and short ones: only shown where they turn out to be
    codes. ``slatt_sammen``: some cells of it are merged downwards; ``hull``: most rows have nothing, and the first do.
    ``ord_ved_dato``: days, and some of them with words beside.
    """

    overskrift: str
    slag: Kind
    fylt: int
    rader: int
    ulike: int
    verdier: tuple[str, ...] = ()
    slatt_sammen: bool = False
    hull: bool = False
    forste_ar: int | None = None
    ord_ved_dato: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenSheet:
    """``overskriftsrad`` counts from 1."""

    fil: str
    ark: str
    overskriftsrad: int
    rader: int
    kolonner: tuple[SeenColumn, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.overskrift for column in self.kolonner)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A sheet that is not proposed, and why: the key of the sentence."""

    fil: str
    ark: str
    grunn: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """``synlige``: how many sheets people can see in each file."""

    ark: tuple[SeenSheet, ...]
    utelatt: tuple[LeftOut, ...]
    problems: tuple[Problem, ...]
    synlige: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

"""The workbook of key figures as a view: what the front page says, a sheet for each subject, and the long table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.reports.chart_view import Graf
from bvaudit.reports.figure_charts import charts_of, source
from bvaudit.reports.figure_facts import Tallfakta, Talltekst
from bvaudit.reports.figure_grids import Rutenett, Tallside, figure_page, measure_name, rule_grids
from bvaudit.reports.figure_remarks import remarks
from bvaudit.reports.figure_words import periode, vist, vist_av
from bvaudit.reports.nokkeltall_file import in_order
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.wording import dato, tema_name
from bvaudit.texts import counted, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bokdel:
    """One figure on the sheet of its subject. ``setninger`` stand under the heading, ``under`` below the tables.
    ``nett`` are the tables, each with its chart where it has one."""

    tittel: str
    setninger: tuple[str, ...]
    nett: tuple[tuple[Rutenett, Graf | None], ...]
    under: tuple[str, ...]
    desimaler: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Temaark:
    ark: str
    tittel: str
    deler: tuple[Bokdel, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Forside:
    """``innhold`` are figure, newest number, what it is of, and the sheet it stands on."""

    tittel: str
    undertittel: str
    setninger: tuple[str, ...]
    kilde: tuple[tuple[str, str], ...]
    innhold: tuple[tuple[str, str, str, str], ...]
    ikke_undersokt: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tallbok:
    fakta: Tallfakta
    forside: Forside
    temaer: tuple[Temaark, ...]
    tabeller: tuple[SheetTable, ...]


def figure_book(
    fakta: Tallfakta,
    ekstra: tuple[SheetTable, ...] = (),
    merknader: tuple[str, ...] = (),
    deler: Mapping[str, Bokdel] = MappingProxyType({}),
) -> Tallbok:
    """``ekstra`` are sheets that come after the subjects: changes, the corrected deadline. ``merknader`` are said on
    the front page. ``deler``: figure → what stands right after it on the sheet of its subject."""
    sider = tuple(side for tall in fakta.tekster.values() if (side := figure_page(fakta, tall)) is not None)
    by_theme: dict[str, list[Tallside]] = {}
    for side in (one for one in sider if not one.tall.regel):
        by_theme.setdefault(side.tall.tema, []).append(side)
    temaer = tuple(
        Temaark(
            ark=sheet_name(tema),
            tittel=tema_title(tema),
            deler=tuple(
                one for side in found for one in (_part(fakta, side), deler.get(side.tall.id)) if one is not None
            ),
        )
        for tema, found in by_theme.items()
    )
    temaer += tuple(_rules(fakta, tuple(side for side in sider if side.tall.regel)))
    return Tallbok(
        fakta=fakta,
        forside=_front(fakta, sider, merknader),
        temaer=temaer,
        tabeller=(*ekstra, long_table(fakta), meanings(fakta)),
    )


def _rules(fakta: Tallfakta, sider: tuple[Tallside, ...]) -> Iterable[Temaark]:
    """One sheet with the share of every rule, a table for each subject."""
    if not sider:
        return
    by_theme: dict[str, list[Tallside]] = {}
    for side in sider:
        by_theme.setdefault(side.tall.tema, []).append(side)
    yield Temaark(
        ark=text("nokkeltall.ark.regler"),
        tittel=text("nokkeltall.regler.tittel"),
        deler=tuple(
            Bokdel(
                tittel=tema,
                setninger=(text("nokkeltall.regler.om"),) if at == 0 else (),
                nett=tuple((grid, None) for grid in rule_grids(found)),
                under=(),
                desimaler=1,
            )
            for at, (tema, found) in enumerate(by_theme.items())
        ),
    )


def tema_title(tema: str) -> str:
    return tema_name(tema) if tema else text("nokkeltall.bok.uten_tema")


def sheet_name(tema: str) -> str:
    """As Excel has it: 31 characters, and none of its own signs."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in tema_title(tema))[:31].strip()


def _part(fakta: Tallfakta, side: Tallside) -> Bokdel:
    tall, first = side.tall, next(iter((*side.steder, *side.deler)), None)
    lesning = tall.lesning(first.lesning) if first else None
    said = [lesning.forklaring, lesning.merknad] if lesning else []
    said += [
        *fakta.sagt.get(tall.id, ()),
        tall.merknad,
        text("nokkeltall.ikke_kvalitetsmal") if tall.ikke_kvalitetsmal else "",
    ]
    charts = charts_of(fakta, side)
    grids = (*side.steder, *side.deler, *side.per_sted, *([side.lesninger] if side.lesninger else ()))
    return Bokdel(
        tittel=tall.tittel,
        setninger=tuple(line for line in said if line),
        nett=tuple((grid, charts.get(id(grid))) for grid in grids),
        under=(
            *dict.fromkeys(text("nokkeltall.brudd", dag=dato(one.dag), grunn=one.grunn) for one in tall.brudd),
            *remarks(tall, (rad for grid in grids for line in grid.linjer for rad in line.rader), fakta.per),
            text("nokkeltall.graf.kilde", kilde=source(fakta, tall.id)),
        ),
        desimaler=tall.desimaler,
    )


def _front(fakta: Tallfakta, sider: tuple[Tallside, ...], merknader: tuple[str, ...]) -> Forside:
    days = [day for rad in fakta.rader for day in (rad.periode_fra, rad.periode_til)]
    span = text("nokkeltall.bok.periode", fra=dato(min(days)), til=dato(min(max(days), fakta.per))) if days else ""
    hidden = sum(rad.tilstand.value == "skjult" for rad in fakta.rader)
    return Forside(
        tittel=text("nokkeltall.bok.tittel", kommune=fakta.kommune),
        undertittel=text("nokkeltall.bok.undertittel", per=dato(fakta.per)),
        setninger=(
            text("nokkeltall.bok.om"),
            text("nokkeltall.bok.om_alle"),
            text("nokkeltall.bok.utskrift"),
            *([counted("nokkeltall.bok.skjult", hidden)] if hidden else []),
            *merknader,
        ),
        kilde=tuple(
            (label, words)
            for label, words in (
                (text("nokkeltall.bok.kilde.periode"), span),
                *fakta.kilder,
                (text("nokkeltall.bok.kilde.kjoring"), fakta.kjoring),
                (text("nokkeltall.bok.kilde.program"), fakta.programversjon),
            )
            if words
        ),
        innhold=tuple(_contents(fakta, sider)),
        ikke_undersokt=fakta.ikke_undersokt,
    )


def _contents(fakta: Tallfakta, sider: tuple[Tallside, ...]) -> Iterable[tuple[str, str, str, str]]:
    """Every figure; the rules are one line, for each has a line on a sheet of their own."""
    yield from (_line(fakta, side) for side in sider if not side.tall.regel)
    rules = sum(side.tall.regel for side in sider)
    if rules:
        yield (
            text("nokkeltall.regler.tittel"),
            counted("nokkeltall.regler.antall", rules),
            "",
            text("nokkeltall.ark.regler"),
        )


def _line(fakta: Tallfakta, side: Tallside) -> tuple[str, str, str, str]:
    newest = newest_whole(side)
    shown = vist_av(newest, side.tall.desimaler) if newest is not None else text("nokkeltall.bok.se_arket")
    when = periode(newest.periode_fra, newest.periode_til, fakta.per) if newest is not None else ""
    return side.tall.tittel, shown, when, sheet_name(side.tall.tema)


def newest_whole(side: Tallside) -> Nokkelrad | None:
    """The newest row of all together, in the standard reading."""
    rows = [rad for grid in side.steder[:1] for line in grid.linjer if line.sum for rad in line.rader if rad]
    return rows[-1] if rows else None


_LONG = (
    ("navn", 39, CellKind.TEKST),
    ("lesning", 24, CellKind.TEKST),
    ("storrelse", 12, CellKind.TEKST),
    ("enhet", 15, CellKind.TEKST),
    ("kommune", 15, CellKind.TEKST),
    ("del", 20, CellKind.TEKST),
    ("periode", 14, CellKind.TEKST),
    ("vist", 16, CellKind.TEKST),
    ("teller", 8, CellKind.TEKST),
    ("nevner", 8, CellKind.TEKST),
    ("n_saker", 8, CellKind.TEKST),
)
_FOLDED = (
    ("tilstand", 13, CellKind.TEKST),
    ("verdi", 12, CellKind.TEKST),
    ("tall", 26, CellKind.TEKST),
    ("variant", 22, CellKind.TEKST),
    ("gruppe", 24, CellKind.TEKST),
    ("periode_fra", 12, CellKind.DATO),
    ("periode_til", 12, CellKind.DATO),
    ("kilde", 34, CellKind.TEKST),
    ("merknad", 50, CellKind.TEKST),
)


def long_table(fakta: Tallfakta) -> SheetTable:
    """Every number there is, in the order of ``nokkeltall.csv``: row 2 of the sheet is its first row."""
    return SheetTable(
        ark=text("nokkeltall.ark.alle"),
        id="alle_nokkeltall",
        navn="AlleNokkeltall",
        beskrivelse=text("nokkeltall.bok.alle_om"),
        kolonner=(*_columns(_LONG), *_columns(_FOLDED, folded=True)),
        rader=tuple(_values(fakta, rad) for rad in in_order(fakta.rader)),
        tomt=text("nokkeltall.bok.ingen_tall"),
        lav=True,
    )


def _columns(given: tuple[tuple[str, float, CellKind], ...], *, folded: bool = False) -> tuple[SheetColumn, ...]:
    return tuple(
        SheetColumn(
            id=id,
            navn=text(f"nokkeltall.kol.{id}"),
            bredde=width,
            kind=kind,
            foldet=folded,
            som_tekst=id in ("vist", "gruppe", "del"),
        )
        for id, width, kind in given
    )


def _values(fakta: Tallfakta, rad: Nokkelrad) -> tuple[Verdi, ...]:
    tall = fakta.tekster.get(rad.tall) or Talltekst(id=rad.tall, tittel=rad.tall)
    words = {
        "navn": tall.tittel,
        "lesning": tall.lesning(rad.variant).tittel or rad.variant,
        "storrelse": measure_name(rad.storrelse),
        "enhet": rad.enhet or (text("nokkeltall.alle") if not rad.kommune else ""),
        "kommune": fakta.kommuner.get(rad.kommune, rad.kommune),
        "del": ", ".join(tall.koder.get(akse, {}).get(kode, kode) for akse, kode in rad.akser.items()),
        "periode": periode(rad.periode_fra, rad.periode_til, fakta.per),
        "vist": vist(rad, tall.desimaler),
        "tilstand": rad.tilstand.value,
    }
    return tuple(words[id] if id in words else getattr(rad, id) for id, _, _ in (*_LONG, *_FOLDED))


def meanings(fakta: Tallfakta) -> SheetTable:
    """What each number counts, in a sentence for every reading."""
    there = {(rad.tall, rad.variant) for rad in fakta.rader}
    rows = tuple(
        (tall.tittel, lesning.tittel or lesning.navn, _yes(at == 0), lesning.forklaring, lesning.merknad, tall.kilde)
        for tall in fakta.tekster.values()
        for at, lesning in enumerate(tall.lesninger)
        if (tall.id, lesning.navn) in there
    )
    widths = (("navn", 28), ("lesning", 24), ("standard", 10), ("forklaring", 62), ("merknad", 30), ("tellekilde", 26))
    return SheetTable(
        ark=text("nokkeltall.ark.betyr"),
        id="betydning",
        navn="HvaTalleneBetyr",
        beskrivelse=text("nokkeltall.bok.betyr_om"),
        kolonner=_columns(tuple((id, width, CellKind.TEKST) for id, width in widths)),
        rader=rows,
        tomt=text("nokkeltall.bok.ingen_tall"),
    )


def _yes(value: bool) -> str:
    return text("nokkeltall.ja") if value else ""

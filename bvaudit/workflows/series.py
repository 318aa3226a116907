"""The municipality's own series: read, added up, held against what they state, and made into rows of key figures."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.figures.series_derived import derived, goals, people_and_posts, stated_shares
from bvaudit.figures.series_least import least, sums_hidden
from bvaudit.figures.series_ratio import ratio
from bvaudit.figures.series_rows import OPPGITT, as_rows, without_system
from bvaudit.figures.series_spread import among_others, distributed
from bvaudit.figures.series_staff import of_kind
from bvaudit.figures.series_sums import summed
from bvaudit.intake.free_text import NAVNELISTE, Navn, known_names
from bvaudit.intake.series import Serielest, read_series
from bvaudit.intake.series_names import shown_value
from bvaudit.loading.content.enheter import load_enheter
from bvaudit.loading.schema.hints import nearest
from bvaudit.loading.yaml.reader import Document, read_yaml
from bvaudit.model.enhet import name_key, unique_names
from bvaudit.model.innhold import EgenFil
from bvaudit.model.mappe import Mappe
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.serie import Forhold, Serie
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll, Seriepunkt, Sluppet
from bvaudit.model.serierad import Steder, code_of, punkt_av, rad_av_yaml
from bvaudit.model.serieslag import Radslag
from bvaudit.texts import counted, text
from bvaudit.workflows.content import Content

_OF_THE_WHOLE = (OPPGITT, "sum-", "veid-")
Ord = Mapping[tuple[str, str, str], str]  # series, axis and code → the words that stood there


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRead:
    """``rader`` are rows of key figures by series, as they stand in the files and then what was worked out.
    ``problemer`` are those of the files with numbers; a series with an error has no rows. ``uten_tall`` are the ids of
    the series with errors."""

    rader: tuple[Nokkelrad, ...] = ()
    kontroller: tuple[Seriekontroll, ...] = ()
    sluppet: tuple[Sluppet, ...] = ()
    problemer: tuple[Problem, ...] = ()
    serier: Mapping[str, Serie] = field(default_factory=dict)
    ord: Ord = field(default_factory=dict)
    uten_tall: tuple[str, ...] = ()

    def of(self, tall: str, variant: str = "") -> tuple[Nokkelrad, ...]:
        return tuple(row for row in self.rader if row.tall == tall and variant in ("", row.variant))

    def word(self, tall: str, akse: str, kode: str) -> str:
        """What a code was called in the file; the code itself when nobody wrote anything."""
        return self.ord.get((tall, akse, kode), kode)


def series_of(mappe: Mappe | None, content: Content, *, hjem: Path | None = None) -> SeriesRead:
    """Every series of the content. ``hjem``: where the owner's list of names lies, if there is one."""
    names = known_names(hjem / NAVNELISTE if hjem is not None else None)
    steder = places_of(mappe)
    files = {fil.vist: fil for fil in content.lag.brukt.get("serie", ())}
    reads = [
        _within(mappe, files.get(serie.fil), _one(serie, files.get(serie.fil), steder, names))
        for serie in content.planer.serier
    ]
    return SeriesRead(
        rader=tuple(row for one in reads for row in one.rader),
        kontroller=tuple(told for one in reads for told in one.kontroller),
        sluppet=tuple(left for one in reads for left in one.sluppet),
        problemer=tuple(in_order(problem for one in reads for problem in one.problemer)),
        serier={serie.id: serie for serie in content.planer.serier},
        ord={key: word for one in reads for key, word in one.ord.items()},
        uten_tall=tuple(id_ for one in reads for id_ in one.uten_tall),
    )


def _within(mappe: Mappe | None, fil: EgenFil | None, read: SeriesRead) -> SeriesRead:
    """Sources are told from the municipality's folder, so that what is printed is the same wherever the folder lies.
    Problems keep the path as it was typed."""
    inside = fil.path.relative_to(mappe.rot).as_posix() if mappe and fil and fil.path.is_relative_to(mappe.rot) else ""
    before = fil.vist.removesuffix(inside) if fil is not None and inside and fil.vist.endswith(inside) else ""
    if not before:
        return read
    return replace(
        read,
        rader=tuple(replace(row, kilde=row.kilde.replace(before, "")) for row in read.rader),
        kontroller=tuple(replace(one, kilde=one.kilde.replace(before, "")) for one in read.kontroller),
        sluppet=tuple(replace(one, kilde=one.kilde.replace(before, "")) for one in read.sluppet),
    )


def places_of(mappe: Mappe | None) -> Steder:
    """What the units and municipalities of the folder may be called."""
    if mappe is None:
        return Steder()
    loaded = load_enheter(mappe.enheter)[0] if mappe.enheter is not None else None
    enheter: dict[str, str] | None = None
    if loaded is not None:
        shown = unique_names({one.id: (one.navn, "") for one in loaded.enheter})
        enheter = {
            name_key(word): shown[one.id] for one in loaded.enheter for word in (one.id, one.navn, shown[one.id])
        }
    kommune = mappe.kommune
    kommuner = {name_key(kommune.navn): kommune.kommunenummer} if kommune.kommunenummer else {}
    kommuner |= {name_key(one.navn): one.kommunenummer for one in kommune.partnere if one.kommunenummer}
    return Steder(enheter=enheter, kommuner=kommuner)


def _one(serie: Serie, fil: EgenFil | None, steder: Steder, names: Navn) -> SeriesRead:
    if serie.mangler_system:
        periods = [rad.periode for rad in serie.rader if rad.periode] or [serie.periode]
        rader = tuple(without_system(serie, [one for one in periods if one]))
        setning = text("serier.kontroll.uten_system", tittel=serie.tittel, hvorfor=serie.hvorfor)
        told = Seriekontroll(serie=serie.id, slag=Kontrollslag.MANGLER, setning=setning, kilde=serie.fil)
        return SeriesRead(rader=rader, kontroller=(told,))
    read, problems = _read(serie, fil, steder, names)
    if has_errors(problems):
        return SeriesRead(sluppet=read.sluppet, problemer=tuple(problems), uten_tall=(serie.id,))
    worked = worked_out(serie, read.punkter)
    return SeriesRead(
        rader=tuple(as_rows(serie, worked.punkter)),
        kontroller=worked.kontroller,
        sluppet=read.sluppet,
        problemer=tuple(problems),
        ord={(serie.id, akse, kode): word for (akse, kode), word in read.ord.items()},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    punkter: tuple[Seriepunkt, ...]
    kontroller: tuple[Seriekontroll, ...]


def worked_out(serie: Serie, punkter: Sequence[Seriepunkt]) -> Worked:
    """The numbers with those of too few employees hidden, and what can be worked out of the rest. No sentence tells a
    number that is hidden."""
    rows = distributed(serie, punkter) if serie.hver_rad is Radslag.PERSON else punkter
    rows = counted_rows(rows) if serie.hver_rad is Radslag.TELLES else rows
    rows = added_rows(rows) if serie.hver_rad is Radslag.SUMMERES else rows
    shown, told = least(serie, rows)
    sums, sum_controls = summed(serie, shown)
    sums = sums_hidden(serie, shown, sums)
    open_ = [one for one in (*shown, *sums) if not one.skjult]
    made, more = derived(serie, open_)
    goal_rows, goal_controls = goals(serie, open_)
    middle, spread = among_others(serie, open_)
    controls = (
        *sum_controls,
        *more,
        *stated_shares(serie, open_),
        *people_and_posts(serie, open_),
        *goal_controls,
        *spread,
    )
    return Worked(
        punkter=(*shown, *sums, *made, *goal_rows, *middle),
        kontroller=(*controls, *told),
    )


def counted_rows(rader: Sequence[Seriepunkt]) -> list[Seriepunkt]:
    """Rows of one thing each → how many there are of each category."""
    found: dict[Seriepunkt, list[Seriepunkt]] = {}
    for one in rader:
        found.setdefault(replace(one, kilde="", verdi=None), []).append(one)
    return [
        replace(bare, verdi=Decimal(len(there)), kilde=counted("serier.regnet_av", len(there), steder=there[0].kilde))
        for bare, there in found.items()
    ]


def added_rows(rader: Sequence[Seriepunkt]) -> list[Seriepunkt]:
    """Rows of one employee each → the sum of each place, and how many it is of. Without the number of one of them
    there is no sum."""
    found: dict[Seriepunkt, list[Seriepunkt]] = {}
    for one in rader:
        bare = replace(one, kilde="", verdi=None, teller=None, nevner=None, desimaler=0, personer=None, uten=None)
        found.setdefault(bare, []).append(one)
    made = []
    for bare, there in found.items():
        values = [one.verdi for one in there if one.verdi is not None]
        total = sum(values, Decimal(0)) if len(values) == len(there) else None
        kilde = counted("serier.regnet_av", len(there), steder=there[0].kilde)
        decimals = max(one.desimaler for one in there)
        made.append(replace(bare, verdi=total, personer=len(there), desimaler=decimals, kilde=kilde))
    return made


def _read(serie: Serie, fil: EgenFil | None, steder: Steder, names: Navn) -> tuple[Serielest, list[Problem]]:
    assert fil is not None, "a series is always of the municipality's own"
    if serie.datafil and not (fil.path.parent / serie.datafil).is_file():
        return Serielest(), [_no_file(serie, fil)]
    if serie.datafil:
        shown = f"{fil.vist.rpartition('/')[0]}/{serie.datafil}".lstrip("/")
        read, problems = read_series(serie, fil.path.parent / serie.datafil, shown, steder, names)
        place = fil.vist
    else:
        read, problems = _from_yaml(serie, fil, steder, names)
        place = fil.vist
    return read, [*problems, *_twice(read.punkter, serie, place)]


def _no_file(serie: Serie, fil: EgenFil) -> Problem:
    """Where the series says the file is, and the one beside it that was probably meant."""
    document, _ = read_yaml(fil.path, fil.vist)
    sted = document.place(("datafil",)) if document is not None else Sted(fil=fil.vist)
    near = nearest(serie.datafil, sorted(one.name for one in fil.path.parent.iterdir() if one.is_file()))
    hint = text("felles.mente_du", naer=near) if near else text("serier.les.finnes_ikke_hint")
    tekst = text("serier.les.finner_ikke", fil=serie.datafil)
    return Problem(sted=sted, kode="serie-finnes-ikke", tekst=tekst, hint=hint)


def _from_yaml(serie: Serie, fil: EgenFil, steder: Steder, names: Navn) -> tuple[Serielest, list[Problem]]:
    document, problems = read_yaml(fil.path, fil.vist)
    assert document is not None, "it was read when the content was"
    punkter: list[Seriepunkt] = []
    ord_: dict[tuple[str, str], str] = {}
    for number in range(len(serie.rader)):
        rad = rad_av_yaml(serie, number)
        ord_ |= {(akse, code_of(word)): word for akse, word in rad.grupper if (akse, code_of(word)) not in ord_}
        punkt, faults = punkt_av(rad, serie, steder, str(_place(document, number)))
        for fault in faults:
            shown = shown_value(fault.verdi, names)
            tekst = text(f"serier.celle.{fault.kode}", verdi=shown)
            hint = text(f"serier.celle.{fault.kode}_hint", naer=fault.naer)
            grad = Grad.ADVARSEL if fault.advarsel else Grad.FEIL
            kode = f"serie-{fault.kode.replace('_', '-')}"
            own = ("rader", number, fault.felt)
            at = (fault.felt,) if own not in document.places and (fault.felt,) in document.places else own
            problems = [*problems, document.problem(at, kode, tekst, hint, grad)]
        punkter += [punkt] if punkt is not None else []
    return Serielest(punkter=tuple(punkter), ord=ord_), list(dict.fromkeys(problems))


def _place(document: Document, number: int) -> object:
    for key in ("verdi", "teller"):
        if ("rader", number, key) in document.places:
            return document.place(("rader", number, key))
    return document.place(("rader", number))


def _twice(punkter: Iterable[Seriepunkt], serie: Serie, place: str) -> Iterator[Problem]:
    """The same number of the same thing, stated twice: which of them counts nobody can know."""
    if serie.hver_rad is not Radslag.TALL:
        return
    first: dict[tuple[object, ...], Seriepunkt] = {}
    for one in punkter:
        key = (one.periode, one.enhet, one.kommune, one.grupper, one.storrelse)
        before = first.setdefault(key, one)
        if before is not one:
            tekst, hint = text("serier.les.dobbelt", sted=before.kilde), text("serier.les.dobbelt_hint")
            yield Problem(sted=Sted(fil=one.kilde or place), kode="serie-dobbelt", tekst=tekst, hint=hint)


def denominators(read: SeriesRead) -> tuple[Nokkelrad, ...]:
    """All rows a figure of the extract can be divided on."""
    return (*read.rader, *of_kind(read.serier, read.rader))


def ratios_of(read: SeriesRead, rader: Sequence[Nokkelrad]) -> tuple[Nokkelrad, ...]:
    """The ratios the series ask for, with ``rader`` of the extract above the line."""
    return tuple(
        row for serie in read.serier.values() for one in serie.forhold for row in _ratio(read, serie, one, rader)
    )


def _ratio(read: SeriesRead, serie: Serie, one: Forhold, rader: Sequence[Nokkelrad]) -> tuple[Nokkelrad, ...]:
    above = [row for row in rader if (row.tall, row.variant, row.gruppe) == (one.tall, one.variant, one.gruppe)]
    storrelse = (one.storrelse or serie.storrelse).value
    gruppe = f"{one.akse}={code_of(one.kategori)}" if one.akse else ""
    below = [
        replace(row, gruppe="")
        for row in read.of(serie.id)
        if (row.gruppe, row.storrelse) == (gruppe, storrelse) and row.variant.startswith(_OF_THE_WHOLE)
    ]
    return ratio(above, below, tall=serie.id, variant=one.id)

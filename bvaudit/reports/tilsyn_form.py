"""The form of a supervision: what it was, one row for each finding, and the points a finding can be tested by."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from bvaudit.intake.form_layout import Asked, Choice, Entry, row_list
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.rule import Effektmal, Rule
from bvaudit.model.tilsyn import NI_AV_TI, Funnslag
from bvaudit.reports.forms import (
    FieldGroup,
    FieldSheet,
    Form,
    FormColumn,
    FormField,
    FormRow,
    TableSheet,
)
from bvaudit.reports.point_sheet import point_text, points_sheet, usable_points
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.tilsyn_form_help import guidance_sheet, proposals_sheet
from bvaudit.reports.tilsyn_form_steps import course_fields, course_lists, steps_sheet
from bvaudit.reports.wording import tema_name
from bvaudit.texts import text

KIND = "tilsyn"
OM, FUNN = "om", "funn"
DATES = ("varsel", "besok", "forelopig_rapport", "uttalefrist", "endelig_rapport", "planfrist")
POINTS = ("punkt1", "punkt2", "punkt3")
_TO_DO = "gjor"
MUST_READ = "leses"  # the choice in a list of points that a person must read the cases
PROPOSED = "forslag"  # the findings whose proposals are choices in the form
_AUTHORITIES = ("statsforvalteren", "helsetilsynet", "kommunerevisjonen", "sivilombudet")
_TYPES = ("landsomfattende", "tilsynssak", "oppfolging")
_POINTS = "Punkter"
_WIDTHS = {
    "nr": 6.5,
    "tekst": 42,
    "slag": 11,
    "hjemmel": 18,
    "enheter": 13,
    "frist": 11.5,
    "mal": 14,
    "lukkekriterium": 24,
}
_POINT_WIDTH = 21
_FEWEST_ROWS, _SPARE = 25, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class TilsynForm:
    """What a form of a supervision is made of. ``svar`` and ``funn`` are what is filled in already, by the keys of the
    form; choices as their codes. ``forslag``: the points proposed and why, by the id of the finding. ``skritt`` are
    those of the file, and ``kodeverk`` has the steps there are."""

    program: str
    dag: date
    regler: Mapping[str, Rule]
    kommune: str = ""
    kommunenummer: str = ""
    kommuner: tuple[str, ...] = ()
    enheter: tuple[str, ...] = ()
    id: str = ""
    svar: Mapping[str, Verdi] = field(default_factory=dict)
    funn: Sequence[tuple[str, Mapping[str, Verdi]]] = ()
    forslag: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    skritt: Sequence[tuple[str, Mapping[str, Verdi]]] = ()
    kodeverk: Kodeverk | None = None


def tilsyn_form(made_of: TilsynForm) -> Form:
    lister = _lists(made_of)
    tittel = str(made_of.svar.get("tittel") or "")
    return Form(
        skjema=KIND,
        tittel=text("tilsynsskjema.tittel_med_navn", tittel=tittel) if tittel else text("tilsynsskjema.tittel"),
        kommune=made_of.kommune,
        program=made_of.program,
        dag=made_of.dag,
        ark=(
            _about(made_of, lister),
            _findings(made_of, lister),
            *([proposals_sheet(made_of.funn, made_of.forslag, made_of.regler)] if made_of.forslag else []),
            steps_sheet(made_of.skritt, lister),
            points_sheet(made_of.regler),
            guidance_sheet(),
        ),
        lister=lister,
        opplysninger={
            "laget": made_of.dag.isoformat(),
            **({"id": made_of.id} if made_of.id else {}),
            **({PROPOSED: " ".join(made_of.forslag)} if made_of.forslag else {}),
        },
    )


def goal_text(goal: Effektmal) -> str:
    return text(
        "tilsynsskjema.mal.vist",
        minst=goal.minst,
        av=goal.av,
        minst_utvidet=goal.minst_utvidet,
        utvides_til=goal.utvides_til,
    )


def in_columns(points: Sequence[str]) -> dict[str, Verdi]:
    """The points in their columns, one in each; those there is no column for, in the last."""
    first, rest = points[: len(POINTS) - 1], points[len(POINTS) - 1 :]
    given: dict[str, Verdi] = dict.fromkeys(POINTS)
    return {**given, **dict(zip(POINTS, [*first, ", ".join(rest)] if rest else first, strict=False))}


def _lists(made_of: TilsynForm) -> dict[str, tuple[Choice, ...]]:
    points = usable_points(made_of.regler)
    read = Choice(kode=MUST_READ, tekst=text("tilsynsskjema.valg.leses"))
    lists = {
        "Slag": tuple(Choice(kode=slag.value, tekst=text(f"tilsynsskjema.valg.{slag.value}")) for slag in Funnslag),
        "Myndighet": _said("valg", _AUTHORITIES),
        "Type": _said("valg", _TYPES),
        "Tema": tuple(_same(name) for name in dict.fromkeys(tema_name(rule.tema) for rule in points)),
        "Kommune": tuple(_same(navn) for navn in made_of.kommuner),
        "Enheter": tuple(_same(navn) for navn in made_of.enheter),
        _POINTS: (read, *(Choice(kode=rule.id, tekst=point_text(rule)) for rule in points)),
    }
    lists |= course_lists(made_of.kodeverk)
    for funn, ids in made_of.forslag.items():
        chosen = (made_of.regler[id_] for id_, _ in ids if id_ in made_of.regler)
        lists[row_list(_POINTS, funn)] = (*(Choice(kode=r.id, tekst=point_text(r)) for r in chosen), read)
    return {navn: choices for navn, choices in lists.items() if choices}


def _said(part: str, keys: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(_same(text(f"tilsynsskjema.{part}.{key}")) for key in keys)


def _same(shown: str) -> Choice:
    return Choice(kode=shown, tekst=shown)


def _about(made_of: TilsynForm, lister: Mapping[str, tuple[Choice, ...]]) -> FieldSheet:
    given: dict[str, Verdi] = {
        "myndighet": text("tilsynsskjema.valg.statsforvalteren"),
        "kommune": made_of.kommune,
        "kommunenummer": made_of.kommunenummer,
        "mal": goal_text(NI_AV_TI),
        **made_of.svar,
    }

    def asked(
        key: str, entry: Entry = Entry.TEKST, *, liste: str = "", must: bool = False, hjelp: str = ""
    ) -> FormField:
        chosen = liste if liste in lister else ""
        return FormField(
            spurt=Asked(
                key=key,
                navn=text(f"tilsynsskjema.felt.{key}"),
                entry=Entry.VALG if chosen else entry,
                liste=chosen,
                fri=bool(chosen),
                paakrevd=must,
            ),
            hjelp=text(f"tilsynsskjema.hjelp.{hjelp or key}"),
            verdi=given.get(key),
        )

    tilsynet = (
        asked("tittel", must=True),
        asked("myndighet", liste="Myndighet"),
        asked("type", liste="Type"),
        asked("tema", liste="Tema"),
        asked("kilde"),
    )
    days = {"uttalefrist": "uttalefrist", "planfrist": "planfrist"}
    datoer = (
        asked("ar", Entry.HELTALL),
        *(asked(key, Entry.DATO, hjelp=days.get(key, "dato")) for key in DATES),
    )
    kommunen = (
        asked("kommune", liste="Kommune", must=True),
        asked("kommunenummer"),
        asked("enheter", liste="Enheter"),
    )
    groups = {"tilsynet": tilsynet, "datoer": datoer, "kommunen": kommunen, "lukkes": (asked("mal"),)}
    groups["lopet"] = course_fields(made_of.svar)
    return FieldSheet(
        key=OM,
        navn=text("tilsynsskjema.om.navn"),
        tittel=text("tilsynsskjema.om.tittel"),
        innledning=(text("tilsynsskjema.om.innledning"), text("skjema.ark.maa")),
        grupper=tuple(FieldGroup(tittel=text(f"tilsynsskjema.om.{key}"), felt=felt) for key, felt in groups.items()),
    )


def _findings(made_of: TilsynForm, lister: Mapping[str, tuple[Choice, ...]]) -> TableSheet:
    said = text("tilsynsskjema.funn.innledning_forslag", leses=text("tilsynsskjema.valg.leses"))
    columns = _columns(lister)
    if made_of.forslag:
        columns = _with_what_to_do(columns)
    rows = tuple(
        FormRow(id=id_, verdier={c.spurt.key: _shown(values.get(c.spurt.key), c.spurt, lister) for c in columns})
        for id_, values in _marked(made_of)
    )
    return TableSheet(
        key=FUNN,
        navn=text("tilsynsskjema.funn.navn"),
        tittel=text("tilsynsskjema.funn.tittel"),
        innledning=(said if made_of.forslag else text("tilsynsskjema.funn.innledning"),),
        kolonner=columns,
        rader=rows,
        ledige=max(_FEWEST_ROWS - len(rows), _SPARE),
        frys=2,
    )


def _with_what_to_do(columns: tuple[FormColumn, ...]) -> tuple[FormColumn, ...]:
    """A column that says where something is to be chosen, before the points."""
    spurt = Asked(key=_TO_DO, navn=text("tilsynsskjema.kolonne.gjor"), fast=True)
    to_do = FormColumn(spurt=spurt, bredde=12, hjelp=text("tilsynsskjema.kolonnehjelp.gjor"), bare_vist=True)
    at = next(number for number, column in enumerate(columns) if column.spurt.key == POINTS[0])
    return (*columns[:at], to_do, *columns[at:])


def _marked(made_of: TilsynForm) -> Iterator[tuple[str, Mapping[str, Verdi]]]:
    for id_, values in made_of.funn:
        to_do = text("tilsynsskjema.funn.velg", antall=len(made_of.forslag[id_])) if id_ in made_of.forslag else None
        yield id_, {**values, _TO_DO: to_do}


def _shown(value: Verdi, asked: Asked, lister: Mapping[str, tuple[Choice, ...]]) -> Verdi:
    """A code as its choice is shown; anything else as it is."""
    return next((choice.tekst for choice in lister.get(asked.liste, ()) if choice.kode == value), value)


def _columns(lister: Mapping[str, tuple[Choice, ...]]) -> tuple[FormColumn, ...]:
    units = "Enheter" if "Enheter" in lister else ""

    def column(key: str, **asked: object) -> FormColumn:
        return FormColumn(
            spurt=Asked(key=key, navn=text(f"tilsynsskjema.kolonne.{key}"), **asked),  # type: ignore[arg-type]
            bredde=_WIDTHS[key],
            hjelp=text(f"tilsynsskjema.kolonnehjelp.{key}"),
        )

    points = tuple(
        FormColumn(
            spurt=Asked(
                key=key,
                navn=text("tilsynsskjema.kolonne.punkt", nr=number),
                entry=Entry.VALG,
                liste=_POINTS,
                etter_rad=True,
                fri=True,
            ),
            bredde=_POINT_WIDTH,
            hjelp=text(f"tilsynsskjema.kolonnehjelp.{'punkt' if number == 1 else 'punkt_flere'}"),
        )
        for number, key in enumerate(POINTS, start=1)
    )
    return (
        column("nr"),
        column("tekst", paakrevd=True),
        column("slag", entry=Entry.VALG, liste="Slag"),
        column("hjemmel"),
        column("enheter", entry=Entry.VALG if units else Entry.TEKST, liste=units, fri=bool(units)),
        column("frist", entry=Entry.DATO),
        *points,
        column("mal"),
        column("lukkekriterium"),
    )

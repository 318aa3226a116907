"""Noe skal være gjort et visst antall ganger i året, så lenge objektet er i kraft.

    antall_i_periode:
      hendelser: {tabell: oppfolging_utfort}
      hyppighet: {tabell: oppfolging_hyppighet, antall: antall, tidsenhet: tidsenhet}
      per_ar: 4
      vindu: rullerende
      til_for: sak.fyller_18_dato
      lavere: {etter: P2Y}

Vinduet er (per − ett år, per]; «kalenderar» er kalenderåret som slutter på vurderingsdagen, og er ikke aktuelt på
andre dager enn 31. desember. Kravet er gjennomsnittet av årshyppigheten som gjaldt hver dag, rundet ned; dager
utenfor objektets tid teller null, og det gjør dagene fra og med «til_for» også. Hyppigheten er «per_ar», eller den
som sist er fastsatt, regnet fra sin dato, aldri høyere enn «per_ar». Uke regnes som 52 i året, måned som 12. Flere
hendelser samme dag teller én gang. Krav 0 er ikke aktuelt.

Med «lavere» teller et lavere antall først når det gjelder fra en dag senere enn «etter» regnet fra objektets start.
Tidligere er det tvilsomt: kravet regnes uten det, og er det som er gjort, nok bare når det teller, er det uavklart.
Fra før «alder» teller det aldri. «saerskilt» er et eget antall for noen av objektene, dag for dag. Mangler en
opplysning, er det uavklart når den kan endre svaret.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bvaudit import texts
from bvaudit.model import kalender
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, literal, outcome
from bvaudit.vocabulary.arshyppighet import Arshyppighet, Hyppighet, Lavere, Saerskilt, start_of
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import TRUE, Sql, any_of, earliest, first_of, latest, sql
from bvaudit.vocabulary.windows import begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Ansvar:
    """Hvem som har ansvaret, med datoen det gjelder fra. Andres brudd telles for seg."""

    tabell: str = arg("Tabellen med ansvarlig under objektet.")
    felt: str = arg("Feltet som sier hvem.")
    egen: str = arg("Feltet som sier hvem «vi» er, for eksempel sak.kommunenummer.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    hendelser: Rader = arg("Det som skal telles.")
    hyppighet: Hyppighet = arg("Fastsatt hyppighet.")
    per_ar: int = arg("Antall i året når ikke annet er fastsatt, og det høyeste som kreves.")
    vindu: Literal["rullerende", "kalenderar"] = arg("Hvilket år som vurderes.")
    til_for: Dato | None = arg(
        "Kravet gjelder til og med dagen før denne datoen. Mangler datoen, er det uavklart når noe ellers kreves.",
        default=None,
    )
    lavere: Lavere | None = arg("Når et lavere antall teller. Utelatt: alltid.", default=None)
    saerskilt: Saerskilt | None = arg("Et eget antall for noen av objektene.", default=None)
    ansvar: Ansvar | None = arg("Hvem som har ansvaret for at det skjer.", default=None)


def answer(args: Args, scope: Scope) -> Answer:
    _check_columns(args, scope)
    forste, siste = _window(args.vindu, scope.dag)
    if args.vindu == "kalenderar" and scope.dag != siste:
        return Answer(utfall=literal(Utfall.IKKE_AKTUELT), notes=())
    active, whole, begun = _active(args, scope, forste), (siste - forste).days + 1, scope.dialect.date(forste)
    year = Arshyppighet(scope, args.hyppighet, args.per_ar, args.lavere, args.saerskilt, active)
    with scope.trust_what_is_there():
        found = _reckon(args, scope, year, whole)
    _say_what_is_too_old(args, scope, year, found)
    if scope.held.limited(args.hendelser.tabell):
        scope.short(found.too_few, scope.unseen_between(args.hendelser, [year.fra], [year.til]))
    other, note = _other_responsible(args, scope)
    return Answer(
        utfall=outcome(
            (found.unknown, Utfall.UAVKLART),
            (sql("{} = 0", found.krav), Utfall.IKKE_AKTUELT),
            (sql("{} >= {}", found.done.days, found.krav), Utfall.OPPFYLT),
            (found.doubt, Utfall.UAVKLART),
            otherwise=Utfall.IKKE_OPPFYLT,
        ),
        start_dato=found.known(year.fra),
        faktisk_dato=found.done.last,
        krav=found.known(found.krav),
        funnet=found.known(found.done.days),
        annen_ansvarlig=other,
        notes=(*_notes(found, year), *_why_doubtful(args, found, year), *_what_did_not_count(found, year), *note),
        steps=(
            Step(navn=texts.text("vocabulary.antall_i_periode.vinduet_begynner"), expression=begun),
            Step(navn=texts.text("vocabulary.antall_i_periode.kravet_gjelder_fra"), expression=year.fra),
            Step(navn=texts.text("vocabulary.antall_i_periode.kravet_gjelder_til_og_med"), expression=year.til),
            Step(navn=texts.text("vocabulary.antall_i_periode.sum_av_arshyppighet_per_dag"), expression=found.sum_),
            Step(
                navn=texts.text("vocabulary.antall_i_periode.krevd_sum_dager_rundet_ned", days=whole),
                expression=found.krav,
            ),
            Step(navn=texts.text("vocabulary.antall_i_periode.krevd_hvis_alt_tvilsomt_teller"), expression=found.least),
            Step(navn=texts.text("vocabulary.antall_i_periode.dager_med_utfort"), expression=found.done.days),
        ),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What was done in the part of the window the object is in force."""

    days: Sql
    undated: Sql
    last: Sql
    none: Sql


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What is required and what was done, by name. ``least`` is required if everything that is doubtful counts;
    ``unknown``: what the requirement is made of is missing or impossible; ``doubt``: too few for sure, maybe enough."""

    sum_: Sql
    krav: Sql
    least: Sql
    done: _Done
    unknown: Sql
    doubt: Sql
    least_text: Sql

    @property
    def too_few(self) -> Sql:
        return sql("{} < {}", self.done.days, self.krav)

    @property
    def short(self) -> Sql:
        return sql("NOT {} AND {}", self.unknown, self.too_few)

    def known(self, fact: Sql) -> Sql:
        return sql("CASE WHEN {} THEN NULL ELSE {} END", self.unknown, fact)


def _reckon(args: Args, scope: Scope, year: Arshyppighet, days: int) -> _Found:
    sum_ = scope.let("sum", year.certain)
    krav = scope.let("krav", _whole(sum_, days))
    least = scope.let("minst", _whole(year.lowest, days))
    done = _done(args, scope, year)
    unknown = scope.let("ukjent", _unknown(args, scope, year, krav))
    enough = sql("{} + {} >= {}", done.days, done.undated, least)
    doubt = scope.let("tvil", sql("NOT {} AND {} < {} AND {}", unknown, done.days, krav, enough))
    least_text = scope.let("kravmed", sql("CAST({} AS VARCHAR(10))", least))
    return _Found(sum_=sum_, krav=krav, least=least, done=done, unknown=unknown, doubt=doubt, least_text=least_text)


def _say_what_is_too_old(args: Args, scope: Scope, year: Arshyppighet, found: _Found) -> None:
    """Before the rows begin there can be one each day. A lower number counts however early it was decided."""
    days, done = scope.dialect.days_between, found.done.days
    with scope.only_since(year.fra):
        begins(scope, args.hendelser, lambda day: sql("{} + {} >= {}", done, days(year.fra, day), found.krav))
    begins(scope, Rader(tabell=args.hyppighet.tabell), for_ever=True)


def _window(vindu: str, per: date) -> tuple[date, date]:
    if vindu == "kalenderar":
        return date(per.year, 1, 1), date(per.year, 12, 31)
    return kalender.minus(per, Varighet(antall=1, enhet="Y")) + timedelta(days=1), per


def _active(args: Args, scope: Scope, forste: date) -> tuple[Sql, Sql]:
    """The part of the window the object is in force, as SQL dates. ``til`` before ``fra`` means none of it."""
    table = scope.root.table
    if not table.start or not table.slutt:
        raise RuleFault(texts.text("vocabulary.antall_i_periode.har_ikke_start_og_slutt", navn=table.navn))
    ends = [scope.per, first_of([scope.column(table.slutt), scope.per])]
    if args.til_for is not None:
        ends.append(scope.dialect.subtract(scope.date(args.til_for), Varighet(antall=1, enhet="D")))
    # Both functions leave out what is missing: an object without a date is then taken to be in force all it can.
    return latest([scope.own_start, scope.dialect.date(forste)]), earliest(ends)


def _unknown(args: Args, scope: Scope, year: Arshyppighet, krav: Sql) -> Sql:
    """A date or a number the requirement is made of is missing or impossible."""
    start, slutt = scope.own_start, scope.column(str(scope.root.table.slutt))
    unknown = [sql("{} IS NULL", start), sql("COALESCE({} < {}, FALSE)", slutt, start), year.half]
    if args.til_for is not None:  # without it the requirement is the highest it can be
        unknown.append(sql("{} IS NULL AND {} > 0", scope.date(args.til_for), krav))
    return any_of(unknown)


def _whole(sum_: Sql, days: int) -> Sql:
    return sql("CAST(FLOOR(({}) / {}) AS INTEGER)", sum_, days)


def _done(args: Args, scope: Scope, year: Arshyppighet) -> _Done:
    def inside(felt: Sql) -> Sql:
        return sql("FILTER (WHERE {felt} >= {fra} AND {felt} <= {til})", felt=felt, fra=year.fra, til=year.til)

    def value(what: Callable[[Sql], Sql]) -> Sql:
        return scope.aggregate(args.hendelser, lambda felt, der: what(felt), correlated=True)

    days = value(lambda felt: sql("COUNT(DISTINCT {}) {}", felt, inside(felt)))
    undated = value(lambda felt: sql("COUNT(*) FILTER (WHERE {} IS NULL)", felt))
    return _Done(
        days=scope.let("funnet", sql("CAST(COALESCE({}, 0) AS INTEGER)", days)),
        undated=sql("COALESCE({}, 0)", undated),
        last=scope.let("sist", value(lambda felt: sql("MAX({}) {}", felt, inside(felt)))),
        none=sql("{} IS NULL", value(lambda felt: sql("COUNT(*)"))),
    )


def _notes(found: _Found, year: Arshyppighet) -> tuple[Note, ...]:
    nothing = sql(
        "{none} AND {none_decided} AND NOT {unknown} AND {krav} > 0",
        none=found.done.none,
        none_decided=year.none_decided,
        unknown=found.unknown,
        krav=found.krav,
    )
    return (
        Note(condition=found.unknown, tekst=texts.text("vocabulary.antall_i_periode.en_dato_som_trengs_for_a")),
        Note(condition=nothing, tekst=texts.text("vocabulary.antall_i_periode.ingenting_er_registrert_det_kan_vaere")),
        Note(
            condition=sql("{} AND {} < {}", found.doubt, found.done.days, found.least),
            tekst=texts.text("vocabulary.antall_i_periode.noe_som_er_utfort_mangler_dato"),
        ),
    )


def _why_doubtful(args: Args, found: _Found, year: Arshyppighet) -> tuple[Note, ...]:
    """What the answer hangs on, with the lower requirement in the text."""
    why: list[tuple[Sql, str]] = []
    if args.lavere is not None:
        why.append(
            (
                year.decided(year.too_soon),
                texts.text(
                    "vocabulary.antall_i_periode.faerre_er_bestemt_for_tiltaket_hadde", vist=args.lavere.etter.vist
                ),
            )
        )
    if year.alder is not None:
        why.append(
            (
                sql("{} IS NULL AND {}", year.alder, year.decided(TRUE)),
                texts.text("vocabulary.antall_i_periode.faerre_er_bestemt_men_barnets_alder"),
            )
        )
    if year.er_egen is not None:
        why.append(
            (
                sql("{} IS NULL", year.er_egen),
                texts.text("vocabulary.antall_i_periode.hjemmelen_mangler_og_et_lavere_krav"),
            )
        )
    told = (("kravmed", found.least_text),)
    return tuple(Note(condition=sql("{} AND {}", found.doubt, c), tekst=tekst, verdier=told) for c, tekst in why)


def _what_did_not_count(found: _Found, year: Arshyppighet) -> tuple[Note, ...]:
    if year.alder is None:
        return ()
    too_young = sql("{} AND NOT {} AND {}", found.short, found.doubt, year.decided(year.too_young))
    return (
        Note(condition=too_young, tekst=texts.text("vocabulary.antall_i_periode.faerre_er_bestemt_for_barnet_var")),
    )


def _check_columns(args: Args, scope: Scope) -> None:
    """The tables under the object, and the fields in them, are there."""
    wanted = [(args.hyppighet.tabell, args.hyppighet.antall), (args.hyppighet.tabell, args.hyppighet.tidsenhet)]
    if args.ansvar is not None:
        wanted.append((args.ansvar.tabell, args.ansvar.felt))
    for tabell, felt in wanted:
        start_of(tabell)
        if BY_NAME[tabell].forelder != scope.root.table.navn:
            raise RuleFault(
                texts.text("vocabulary.antall_i_periode.ligger_ikke_under", tabell=tabell, navn=scope.root.table.navn)
            )
        if felt and BY_NAME[tabell].column(felt) is None:
            raise RuleFault(
                texts.text("vocabulary.antall_i_periode.tabellen_har_ikke_feltet", tabell=tabell, felt=felt)
            )


def _other_responsible(args: Args, scope: Scope) -> tuple[Sql | None, tuple[Note, ...]]:
    if args.ansvar is None:
        return None, ()
    start, felt = (scope.dialect.column("r", n) for n in (start_of(args.ansvar.tabell), args.ansvar.felt))
    # Date and number in one text: the latest wins, and two on one day give the same answer in any order. A row without
    # its date or number is null here and says nothing.
    last = sql("MAX(CAST({} AS VARCHAR(10)) || {})", start, felt)
    with scope.reading():  # where nobody says who is responsible, it is us
        text = scope.aggregate(Rader(tabell=args.ansvar.tabell), lambda _, der: last)
    who = scope.let("ansvarlig", sql("SUBSTRING({}, 11)", text))
    other = sql("COALESCE({} <> {}, FALSE)", who, scope.column(args.ansvar.egen))
    said = texts.text("vocabulary.antall_i_periode.ansvaret_ligger_hos_en_annen_kommune")
    return other, (Note(condition=other, tekst=said, verdier=(("ansvarlig", who),)),)

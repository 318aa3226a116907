"""Noe skal være gjort et visst antall ganger i året, så lenge objektet er i kraft.

    antall_i_periode:
      hendelser: {tabell: oppfolging_utfort}
      hyppighet: {tabell: oppfolging_hyppighet, antall: antall, tidsenhet: tidsenhet}
      per_ar: 4
      vindu: rullerende

Vinduet er (per − ett år, per]; «kalenderar» er kalenderåret som slutter på vurderingsdagen, og er ikke aktuelt på
andre dager enn 31. desember. Kravet er gjennomsnittet av årshyppigheten som gjaldt hver dag, rundet ned; dager
utenfor objektets tid teller null. Hyppigheten er «per_ar», eller den som sist er fastsatt, regnet fra sin dato, aldri
høyere enn «per_ar». Uke regnes som 52 i året, måned som 12. Flere hendelser samme dag teller én gang. Krav 0 er ikke
aktuelt.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bvaudit.model import kalender
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Hyppighet:
    """Hvor ofte det er bestemt at noe skal skje, med datoen det gjelder fra."""

    tabell: str = arg("Tabellen med fastsatt hyppighet under objektet.")
    antall: str = arg("Heltallsfeltet med antall.")
    tidsenhet: str = arg("Kodefeltet for tidsenhet (1 uke, 2 måned, 3 år). Tomt: antallet er per år.", default="")


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
        "Kravet gjelder til og med dagen før denne datoen. Mangler datoen, er det uavklart.", default=None
    )
    ansvar: Ansvar | None = arg("Hvem som har ansvaret for at det skjer.", default=None)


def answer(args: Args, sql: Scope) -> Answer:
    _check_columns(args, sql)
    forste, siste = _window(args.vindu, sql.dag)
    if args.vindu == "kalenderar" and sql.dag != siste:
        return Answer(utfall=case(otherwise=Utfall.IKKE_AKTUELT), notes=())
    fra, til = _active(args, sql, forste)
    sum_ = sql.let("sum", _frequency_sum(args, sql, fra, til))
    krav = sql.let("krav", f"CAST(FLOOR({sum_} / {(siste - forste).days + 1}) AS INTEGER)")
    inside = f"FILTER (WHERE {{felt}} >= {fra} AND {{felt}} <= {til})"
    days = sql.aggregate(args.hendelser, f"COUNT(DISTINCT {{felt}}) {inside}", correlated=True)
    funnet = sql.let("funnet", f"CAST(COALESCE({days}, 0) AS INTEGER)")
    sist = sql.let("sist", sql.aggregate(args.hendelser, f"MAX({{felt}}) {inside}", correlated=True))
    if sql.held.limited(args.hendelser.tabell):
        sql.short(f"{funnet} < {krav}", sql.unseen_between(args.hendelser, [fra], [til]))
    # 2 = a decision that lacks its date or number, 1 = whole decisions, null = none.
    decided = sql.aggregate(
        Rader(tabell=args.hyppighet.tabell), f"MAX(CASE WHEN {_half_decided(args, sql)} THEN 2 ELSE 1 END)"
    )
    unknown = sql.let("ukjent", _unknown(args, sql, decided))
    none_registered = f"{sql.aggregate(args.hendelser, 'COUNT(*)', correlated=True)} IS NULL AND {decided} IS NULL"
    other, note = _other_responsible(args, sql)
    known = f"CASE WHEN {unknown} THEN NULL ELSE"
    return Answer(
        utfall=case(
            (unknown, Utfall.UAVKLART),
            (f"{krav} = 0", Utfall.IKKE_AKTUELT),
            (f"{funnet} >= {krav}", Utfall.OPPFYLT),
            otherwise=Utfall.IKKE_OPPFYLT,
        ),
        start_dato=f"{known} {fra} END",
        faktisk_dato=sist,
        krav=f"{known} {krav} END",
        funnet=f"{known} {funnet} END",
        annen_ansvarlig=other,
        notes=(
            Note(condition=unknown, tekst="En dato som trengs for å regne kravet, mangler eller er umulig."),
            Note(
                condition=f"{none_registered} AND NOT ({unknown}) AND {krav} > 0",
                tekst="Ingenting er registrert; det kan være gjort uten å være ført i registeret.",
            ),
            *note,
        ),
        steps=(
            Step(navn="vinduet begynner", expression=sql.dialect.date(forste)),
            Step(navn="kravet gjelder fra", expression=fra),
            Step(navn="kravet gjelder til og med", expression=til),
            Step(navn="sum av årshyppighet per dag", expression=sum_),
            Step(navn=f"krevd = sum / {(siste - forste).days + 1} dager, rundet ned", expression=krav),
            Step(navn="dager med utført", expression=funnet),
        ),
    )


def _window(vindu: str, per: date) -> tuple[date, date]:
    if vindu == "kalenderar":
        return date(per.year, 1, 1), date(per.year, 12, 31)
    return kalender.minus(per, Varighet(antall=1, enhet="Y")) + timedelta(days=1), per


def _active(args: Args, sql: Scope, forste: date) -> tuple[str, str]:
    """The part of the window the object is in force, as SQL dates. ``til`` before ``fra`` means none of it."""
    table = sql.root.table
    if not table.start or not table.slutt:
        raise RuleFault(f"«{table.navn}» har ikke start og slutt")
    ends = [sql.per, f"COALESCE({sql.column(table.slutt)}, {sql.per})"]
    if args.til_for is not None:
        ends.append(sql.dialect.subtract(sql.date(args.til_for), Varighet(antall=1, enhet="D")))
    # Columns of the object only, so that the rows below can be compared with them.
    fra = f"GREATEST({sql.own_start}, {sql.dialect.date(forste)})"
    return sql.of_object(fra), sql.of_object(f"LEAST({', '.join(ends)})")


def _start_of(tabell: str) -> str:
    start = BY_NAME[tabell].start if tabell in BY_NAME else None
    if not start:
        raise RuleFault(f"tabellen «{tabell}» finnes ikke, eller har ingen dato å regne fra")
    return start


def _check_columns(args: Args, sql: Scope) -> None:
    """The tables under the object, and the fields in them, are there."""
    wanted = [(args.hyppighet.tabell, args.hyppighet.antall), (args.hyppighet.tabell, args.hyppighet.tidsenhet)]
    if args.ansvar is not None:
        wanted.append((args.ansvar.tabell, args.ansvar.felt))
    for tabell, felt in wanted:
        _start_of(tabell)
        if BY_NAME[tabell].forelder != sql.root.table.navn:
            raise RuleFault(f"«{tabell}» ligger ikke under «{sql.root.table.navn}»")
        if felt and BY_NAME[tabell].column(felt) is None:
            raise RuleFault(f"tabellen «{tabell}» har ikke feltet «{felt}»")


def _half_decided(args: Args, sql: Scope) -> str:
    """A decision nobody can count with: no date, no number, or a unit of time that is not in the list."""
    parts = ["{felt} IS NULL", f"r.{sql.dialect.identifier(args.hyppighet.antall)} IS NULL"]
    if args.hyppighet.tidsenhet:
        unit = f"r.{sql.dialect.identifier(args.hyppighet.tidsenhet)}"
        parts.append(f"COALESCE({unit} NOT IN ('1', '2', '3'), TRUE)")
    return " OR ".join(parts)


def _per_year(args: Args, sql: Scope) -> str:
    antall = f"r.{sql.dialect.identifier(args.hyppighet.antall)}"
    if args.hyppighet.tidsenhet:
        unit = f"r.{sql.dialect.identifier(args.hyppighet.tidsenhet)}"
        antall = f"{antall} * CASE {unit} WHEN '1' THEN 52 WHEN '2' THEN 12 ELSE 1 END"
    return f"LEAST({args.per_ar}, GREATEST(0, {antall}))"


def _frequency_sum(args: Args, sql: Scope, fra: str, til: str) -> str:
    """Σ over the days in force of the yearly frequency that day: the usual one, corrected by each decided one."""
    d = sql.dialect
    key, tabell = d.identifier(f"{sql.root.table.navn}_nr"), sql.source(args.hyppighet.tabell)
    start = d.identifier(_start_of(args.hyppighet.tabell))
    # Two decisions on one day: the strictest counts, whatever order they were read in.
    decided = f"SELECT r.{key} AS nr, r.{start} AS fra, MAX({_per_year(args, sql)}) AS antall FROM {tabell} r "
    decided += f"WHERE r.{start} IS NOT NULL GROUP BY r.{key}, r.{start}"
    spans = f"SELECT nr, fra, antall, LEAD(fra) OVER (PARTITION BY nr ORDER BY fra) AS neste FROM ({decided})"
    day = Varighet(antall=1, enhet="D")
    end = f"LEAST({til}, COALESCE({d.subtract('h.neste', day)}, {til}))"
    overlap = f"GREATEST(0, {d.days_between(f'GREATEST({fra}, h.fra)', end)} + 1)"
    sql.tables.add(args.hyppighet.tabell)
    correction = sql.joined(
        f"({spans}) h JOIN o ON o.nr = h.nr WHERE h.antall <> {args.per_ar}",
        "o.nr",
        f"SUM((h.antall - {args.per_ar}) * {overlap})",
    )
    days = f"GREATEST(0, {d.days_between(fra, til)} + 1)"
    return f"{args.per_ar} * {days} + COALESCE({correction}, 0)"


def _unknown(args: Args, sql: Scope, decided: str) -> str:
    slutt = sql.column(str(sql.root.table.slutt))
    parts = [f"{sql.own_start} IS NULL", f"COALESCE({slutt} < {sql.own_start}, FALSE)"]
    parts.append(f"COALESCE({decided} = 2, FALSE)")
    if args.til_for is not None:
        parts.append(f"{sql.date(args.til_for)} IS NULL")
    return "(" + " OR ".join(parts) + ")"


def _other_responsible(args: Args, sql: Scope) -> tuple[str, tuple[Note, ...]]:
    if args.ansvar is None:
        return "", ()
    d = sql.dialect
    start, felt = (d.identifier(n) for n in (_start_of(args.ansvar.tabell), args.ansvar.felt))
    # Date and number in one text: the latest wins, and two on one day give the same answer in any order. A row without
    # its date or number is null here and says nothing.
    with sql.reading():  # where nobody says who is responsible, it is us
        latest = sql.aggregate(Rader(tabell=args.ansvar.tabell), f"MAX(CAST(r.{start} AS VARCHAR(10)) || r.{felt})")
    who = sql.let("ansvarlig", f"SUBSTRING({latest}, 11)")
    other = f"COALESCE({who} <> {sql.column(args.ansvar.egen)}, FALSE)"
    return other, (Note(condition=other, tekst="Ansvaret ligger hos en annen kommune: {ansvarlig}."),)

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

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from bvaudit.model import kalender
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Dato, Krav, Rader
from bvaudit.model.varighet import Varighet
from bvaudit.vocabulary.answer import Answer, Note, Step, case
from bvaudit.vocabulary.arshyppighet import Arshyppighet, Hyppighet, Lavere, Saerskilt, start_of
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import RuleFault, Scope


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


def answer(args: Args, sql: Scope) -> Answer:
    _check_columns(args, sql)
    forste, siste = _window(args.vindu, sql.dag)
    if args.vindu == "kalenderar" and sql.dag != siste:
        return Answer(utfall=case(otherwise=Utfall.IKKE_AKTUELT), notes=())
    active = _active(args, sql, forste)
    year = Arshyppighet(sql, args.hyppighet, args.per_ar, args.lavere, args.saerskilt, active)
    days = (siste - forste).days + 1
    sum_ = sql.let("sum", year.certain)
    krav = sql.let("krav", _whole(sum_, days))
    least = sql.let("minst", _whole(year.lowest, days))  # what is required if everything that is doubtful counts
    done = _done(args, sql, year)
    unknown = sql.let("ukjent", _unknown(args, sql, year, krav))
    short = f"NOT {unknown} AND {done.days} < {krav}"
    doubt = sql.let("tvil", f"{short} AND {done.days} + {done.undated} >= {least}")
    if sql.held.limited(args.hendelser.tabell):
        sql.short(f"{done.days} < {krav}", sql.unseen_between(args.hendelser, [year.fra], [year.til]))
    other, note = _other_responsible(args, sql)
    known = f"CASE WHEN {unknown} THEN NULL ELSE"
    return Answer(
        utfall=case(
            (unknown, Utfall.UAVKLART),
            (f"{krav} = 0", Utfall.IKKE_AKTUELT),
            (f"{done.days} >= {krav}", Utfall.OPPFYLT),
            (doubt, Utfall.UAVKLART),
            otherwise=Utfall.IKKE_OPPFYLT,
        ),
        start_dato=f"{known} {year.fra} END",
        faktisk_dato=done.last,
        krav=f"{known} {krav} END",
        funnet=f"{known} {done.days} END",
        annen_ansvarlig=other,
        notes=(
            Note(condition=unknown, tekst="En dato som trengs for å regne kravet, mangler eller er umulig."),
            Note(
                condition=f"{done.none} AND {year.none_decided} AND NOT {unknown} AND {krav} > 0",
                tekst="Ingenting er registrert; det kan være gjort uten å være ført i registeret.",
            ),
            Note(
                condition=f"{doubt} AND {done.days} < {least}",
                tekst="Noe som er utført, mangler dato; med det kan det være nok.",
            ),
            *_why_doubtful(args, sql, year, doubt, least),
            *_what_did_not_count(year, f"{short} AND NOT {doubt}"),
            *note,
        ),
        steps=(
            Step(navn="vinduet begynner", expression=sql.dialect.date(forste)),
            Step(navn="kravet gjelder fra", expression=year.fra),
            Step(navn="kravet gjelder til og med", expression=year.til),
            Step(navn="sum av årshyppighet per dag", expression=sum_),
            Step(navn=f"krevd = sum / {days} dager, rundet ned", expression=krav),
            Step(navn="krevd hvis alt tvilsomt teller", expression=least),
            Step(navn="dager med utført", expression=done.days),
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
    # Both functions leave out what is missing: an object without a date is then taken to be in force all it can.
    return f"GREATEST({sql.own_start}, {sql.dialect.date(forste)})", f"LEAST({', '.join(ends)})"


def _unknown(args: Args, sql: Scope, year: Arshyppighet, krav: str) -> str:
    """A date or a number the requirement is made of is missing or impossible."""
    slutt = sql.column(str(sql.root.table.slutt))
    unknown = f"{sql.own_start} IS NULL OR COALESCE({slutt} < {sql.own_start}, FALSE) OR {year.half}"
    if args.til_for is not None:  # without it the requirement is the highest it can be
        unknown += f" OR {sql.date(args.til_for)} IS NULL AND {krav} > 0"
    return f"({unknown})"


def _whole(sum_: str, days: int) -> str:
    return f"CAST(FLOOR(({sum_}) / {days}) AS INTEGER)"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Done:
    """What was done in the part of the window the object is in force, as SQL."""

    days: str
    undated: str
    last: str
    none: str


def _done(args: Args, sql: Scope, year: Arshyppighet) -> _Done:
    inside = f"FILTER (WHERE {{felt}} >= {year.fra} AND {{felt}} <= {year.til})"

    def value(what: str) -> str:
        return sql.aggregate(args.hendelser, what, correlated=True)

    days = value(f"COUNT(DISTINCT {{felt}}) {inside}")
    return _Done(
        days=sql.let("funnet", f"CAST(COALESCE({days}, 0) AS INTEGER)"),
        undated=f"COALESCE({value('COUNT(*) FILTER (WHERE {felt} IS NULL)')}, 0)",
        last=sql.let("sist", value(f"MAX({{felt}}) {inside}")),
        none=f"{value('COUNT(*)')} IS NULL",
    )


def _why_doubtful(args: Args, sql: Scope, year: Arshyppighet, doubt: str, least: str) -> tuple[Note, ...]:
    """What the answer hangs on, with the lower requirement in the text."""
    notes = []
    sql.let("kravmed", f"CAST({least} AS VARCHAR(10))")
    if args.lavere is not None:
        too_soon = f"h.fra <= {year.grense}" + (f" AND h.fra >= {year.alder}" if year.alder else "")
        notes.append(
            Note(
                condition=f"{doubt} AND {year.decided(too_soon)}",
                tekst=f"Færre er bestemt før tiltaket hadde vart i mer enn {args.lavere.etter.vist}. Det kan gjelde "
                "likevel, som når barnet bodde i samme hjem under et tidligere tiltak; da er kravet {kravmed}.",
            )
        )
    if year.alder:
        notes.append(
            Note(
                condition=f"{doubt} AND {year.alder} IS NULL AND {year.decided('TRUE')}",
                tekst="Færre er bestemt, men barnets alder er ukjent. Er barnet gammelt nok, er kravet {kravmed}.",
            )
        )
    if year.er_egen:
        notes.append(
            Note(
                condition=f"{doubt} AND {year.er_egen} IS NULL",
                tekst="Hjemmelen mangler, og et lavere krav kan gjelde; da er det {kravmed}.",
            )
        )
    return tuple(notes)


def _what_did_not_count(year: Arshyppighet, broken: str) -> tuple[Note, ...]:
    if not year.alder:
        return ()
    too_young = f"{broken} AND {year.decided(f'h.fra < {year.alder}')}"
    return (Note(condition=too_young, tekst="Færre er bestemt før barnet var gammelt nok, og det teller ikke."),)


def _check_columns(args: Args, sql: Scope) -> None:
    """The tables under the object, and the fields in them, are there."""
    wanted = [(args.hyppighet.tabell, args.hyppighet.antall), (args.hyppighet.tabell, args.hyppighet.tidsenhet)]
    if args.ansvar is not None:
        wanted.append((args.ansvar.tabell, args.ansvar.felt))
    for tabell, felt in wanted:
        start_of(tabell)
        if BY_NAME[tabell].forelder != sql.root.table.navn:
            raise RuleFault(f"«{tabell}» ligger ikke under «{sql.root.table.navn}»")
        if felt and BY_NAME[tabell].column(felt) is None:
            raise RuleFault(f"tabellen «{tabell}» har ikke feltet «{felt}»")


def _other_responsible(args: Args, sql: Scope) -> tuple[str, tuple[Note, ...]]:
    if args.ansvar is None:
        return "", ()
    d = sql.dialect
    start, felt = (d.identifier(n) for n in (start_of(args.ansvar.tabell), args.ansvar.felt))
    # Date and number in one text: the latest wins, and two on one day give the same answer in any order. A row without
    # its date or number is null here and says nothing.
    with sql.reading():  # where nobody says who is responsible, it is us
        latest = sql.aggregate(Rader(tabell=args.ansvar.tabell), f"MAX(CAST(r.{start} AS VARCHAR(10)) || r.{felt})")
    who = sql.let("ansvarlig", f"SUBSTRING({latest}, 11)")
    other = f"COALESCE({who} <> {sql.column(args.ansvar.egen)}, FALSE)"
    return other, (Note(condition=other, tekst="Ansvaret ligger hos en annen kommune: {ansvarlig}."),)

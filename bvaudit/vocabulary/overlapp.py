"""To like objekter i samme sak skal ikke være i kraft samtidig lenger enn et visst antall dager.

    overlapp: {med: {tabell: tiltak, der: {kode: {en_av: ["2.1"]}}}, hoyst_dager: 90}

Hvert par vurderes én gang, på det som startet sist. Åpne objekter regnes til vurderingsdagen, eller til datoen i
«apne_til»; start- og sluttdag er med. Med «slutt» kan slutten stå i flere felt, og en dag som ikke er kommet, regnes
som åpen. Mangler en startdato, er det uavklart.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bvaudit.model.tables import Table
from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Betingelse, Dato, Krav, Rader
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, outcome
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import Extreme, Sql, all_of, earliest, first_of, sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    med: Rader = arg("Radene objektet sammenlignes med, i samme tabell.")
    hoyst_dager: int = arg("Så mange dager kan de overlappe.")
    bare: Betingelse | None = arg("Vilkår på objektet selv; andre blir ikke aktuelt.", default=None)
    apne_til: Dato | None = arg("Dagen åpne objekter regnes til. Tomt: vurderingsdagen.", default=None)
    slutt: tuple[str, ...] = arg(
        "Feltene som kan vise når objektet tok slutt, det første utfylte. Utelatt: tabellens egen sluttdato.",
        default=(),
    )


def answer(args: Args, scope: Scope) -> Answer:
    table = scope.root.table
    if args.med.tabell != table.navn or not table.start or not table.slutt:
        raise RuleFault(text("vocabulary.overlapp.overlapp_sammenligner_objekter_i_samme"))
    ends = args.slutt or (table.slutt,)
    mine, my_end = scope.own_start, first_of([scope.column(felt) for felt in ends])
    others = _Others(args, table, mine, my_end, scope)
    doubt = scope.let("kanskje", sql("COALESCE({} = 1, FALSE)", others.value(others.lacking)))
    days = others.value(others.days)
    most = scope.let("dager", sql("CAST(GREATEST(0, COALESCE({}, 0)) AS INTEGER)", days))
    backwards, undated = sql("{} < {}", my_end, mine), sql("{} IS NULL", mine)
    return Answer(
        utfall=outcome(
            *_gate(args, scope),
            (sql("{} OR COALESCE({}, FALSE)", undated, backwards), Utfall.UAVKLART),
            (sql("{} > {}", most, args.hoyst_dager), Utfall.IKKE_OPPFYLT),
            (doubt, Utfall.UAVKLART),
            otherwise=Utfall.OPPFYLT,
        ),
        start_dato=mine,
        krav=sql("{}", args.hoyst_dager),
        funnet=most,
        notes=(
            Note(condition=undated, tekst=text("vocabulary.overlapp.startdatoen_mangler")),
            Note(condition=backwards, tekst=text("vocabulary.overlapp.avsluttet_for_det_startet_datoene_ma")),
            Note(
                condition=sql("{} AND {} <= {}", doubt, most, args.hoyst_dager),
                tekst=text("vocabulary.overlapp.en_opplysning_om_en_annen_mangler"),
            ),
        ),
        steps=(Step(navn=text("vocabulary.overlapp.dager_i_overlapp"), expression=most),),
    )


class _Others:
    """The rows the object is compared with, under the alias ``r``."""

    def __init__(self, args: Args, table: Table, mine: Sql, my_end: Sql, scope: Scope) -> None:
        column = scope.dialect.column
        self._rader, self._scope, self._mine, self._my_end = args.med, scope, mine, my_end
        self._start, self._nr = column("r", str(table.start)), column("r", str(table.nr))
        self._end = first_of([column("r", felt) for felt in args.slutt or (str(table.slutt),)])
        self._still = scope.per if args.apne_til is None else scope.date(args.apne_til)
        self._capped = [self._still] if args.slutt else []
        # Each pair once: it is judged on the one that began last.
        self._earlier = sql(
            "({start} < {mine} OR ({start} = {mine} AND {nr} < o.nr))", start=self._start, mine=mine, nr=self._nr
        )

    def value(self, what: Callable[[Sql, Sql], Extreme]) -> Sql:
        return self._scope.aggregate(self._rader, what, unknown=True, correlated=True)

    def days(self, felt: Sql, der: Sql) -> Extreme:
        both = (first_of([end, self._still]) for end in (self._end, self._my_end))
        days = self._scope.dialect.days_between(self._mine, earliest([*both, *self._capped]))
        return Extreme("MAX", sql("{} + 1", days), all_of((self._earlier, der)))

    def lacking(self, felt: Sql, der: Sql) -> Extreme:
        """A pair whose other start is missing, or whose kind is not known, may be too long: only a person can tell."""
        unsure = sql("({} IS NULL OR ({}) IS NULL AND {})", self._start, der, self._earlier)
        return Extreme("MAX", sql("CASE WHEN {} <> o.nr AND {} THEN 1 END", self._nr, unsure))


def _gate(args: Args, scope: Scope) -> tuple[tuple[Sql, Utfall], ...]:
    if args.bare is None:
        return ()
    meant = scope.condition(args.bare)
    return ((sql("NOT ({})", meant), Utfall.IKKE_AKTUELT), (sql("({}) IS NULL", meant), Utfall.UAVKLART))

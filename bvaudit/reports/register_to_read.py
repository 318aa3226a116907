"""The sheet «Må leses»: what the extract only suggests, and what it could not settle. None of it is an avvik yet."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from bvaudit.model.funn import Funn
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Utfall
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_ids import Names
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import without_empty
from bvaudit.reports.told_under import breach, way_name
from bvaudit.reports.wording import dato, oppramsing
from bvaudit.texts import text

INDIKASJON, UAVKLART, ANDRE = KINDS = ("indikasjon", "uavklart", "andre_mater")
Doubt = tuple[RegelSvar, Funn]


def to_read_table(revisjon: Revisjon, names: Names) -> SheetTable:
    """One row per case and kind of doubt, with everything to look for in it: first what the extract only suggests, then
    what could not be settled, and last what is broken only when it is counted in another way."""
    order = {enhet.navn: number for number, enhet in enumerate(revisjon.enheter)}
    cases: dict[tuple[int, int, str, str], list[Doubt]] = defaultdict(list)
    for svar in revisjon.svar:
        for kind, found in enumerate((svar.funn if svar.er_indikasjon else (), svar.uavklarte, svar.andre_funn)):
            for funn in found:
                cases[kind, order.get(funn.hos, len(order)), funn.hos, funn.sak].append((svar, funn))
    rows = tuple(_row(KINDS[place[0]], cases[place], names) for place in sorted(cases))
    return SheetTable(
        ark=text("register.ark.ma_leses"),
        id="ma_leses",
        navn="MaLeses",
        beskrivelse=text("register.om.ma_leses"),
        kolonner=without_empty(columns.ma_leses(), rows),
        rader=rows,
        tomt=text("register.tomt.ma_leses"),
        frys=3,
    )


def _row(kind: str, doubts: Sequence[Doubt], names: Names) -> tuple[Verdi, ...]:
    first = doubts[0][1]
    by_rule: dict[str, list[Doubt]] = defaultdict(list)
    for doubt in sorted(doubts, key=lambda d: (-d[0].regel.alvorlighetsgrad.rang, d[0].regel.id, d[1].objekt_id)):
        by_rule[doubt[0].regel.id].append(doubt)
    return (
        text(f"register.slag.{kind}"),
        first.hos,
        names.kort[first.sak],
        len(doubts),
        "\n".join(_line(kind, group) for group in by_rule.values()),
        ", ".join(sorted({funn.oppstatt_i for _, funn in doubts if funn.oppstatt_i})),
        f"{names.unit(first.hos)}/{kind}",
        first.sak,
    )


def _line(kind: str, group: Sequence[Doubt]) -> str:
    """The question to be answered, or the breach there is when it is counted in another way; and what is known."""
    rule = group[0][0].regel
    what = breach(rule) if kind == ANDRE else rule.sporsmal
    known = list(dict.fromkeys(fact for _, funn in group for fact in _known(kind, funn)))
    if not known:
        return text("register.lese.linje", hva=what, regel=rule.id)
    return text("register.lese.linje_kjent", hva=what, regel=rule.id, kjent=" ".join(known))


def _known(kind: str, funn: Funn) -> Iterator[str]:
    if kind == UAVKLART:
        yield funn.forklaring
    elif kind == ANDRE:
        broken = [way_name(navn) for navn, utfall in funn.andre if utfall is Utfall.IKKE_OPPFYLT]
        yield text("register.lese.brutt", mater=oppramsing(broken))
    elif funn.start_dato:
        yield text("register.lese.startet", dato=dato(funn.start_dato))

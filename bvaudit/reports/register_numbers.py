"""The sheet «Alle tall»: every number that any paper of the run prints about a unit or a rule is found here."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bvaudit.findings.all_numbers import all_numbers, weighed
from bvaudit.findings.ledger import ledger
from bvaudit.findings.tallrad import Tallrad
from bvaudit.model.funn import Tall, exempt_together, summed
from bvaudit.model.lesesvar import LEST
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Gruppe, Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import andel, not_examined, share, without_empty
from bvaudit.reports.told_under import way_name
from bvaudit.texts import text

Row = tuple[Verdi, ...]
_AFTER_COUNT = 15  # columns from «Kontrollert» to the last


def numbers_table(revisjon: Revisjon) -> SheetTable:
    """First the counts of each unit and all of them, then rule by unit by way of counting, zeros included; a rule
    nobody examined has its reason and no number."""
    rows = (
        *_unit_counts(revisjon),
        *_groups(revisjon),
        *(_row(row) for row in all_numbers(revisjon)),
    )
    return SheetTable(
        ark=text("register.ark.alle_tall"),
        id="alle_tall",
        navn="AlleTall",
        beskrivelse=text("register.om.alle_tall"),
        kolonner=without_empty(columns.alle_tall(), rows),
        rader=rows,
        tomt=text("register.tomt.alle_tall"),
        frys=3,
    )


def _unit_counts(revisjon: Revisjon) -> Iterator[Row]:
    for navn in (None, *(enhet.navn for enhet in revisjon.enheter)):
        for what, count in _counts(revisjon, navn):
            shown = navn or text("register.alle")
            yield (None, what, shown, None, None, count, *(None,) * _AFTER_COUNT)


def _counts(revisjon: Revisjon, navn: str | None) -> Iterator[tuple[str, int]]:
    units = [enhet for enhet in revisjon.enheter if navn in (None, enhet.navn)]
    svar = [s for s in revisjon.svar if navn in (None, s.enhet)]
    book = ledger(revisjon, navn)
    grades = Counter(s.regel.alvorlighetsgrad for s in svar if s.er_avvik)
    yield text("register.enhetstall.saker"), sum(enhet.saker for enhet in units)
    yield text("register.enhetstall.undersokt"), sum(enhet.undersokt for enhet in units)
    yield text("register.enhetstall.kontrollert"), book.kontrollert
    yield text("register.enhetstall.med_avvik"), book.med_avvik
    yield text("register.enhetstall.under_andre"), book.under_andre
    yield text("register.enhetstall.uten_avvik"), book.uten_avvik
    yield text("register.enhetstall.avvik"), book.avvik
    for grad in reversed(Alvorlighetsgrad):
        yield text("register.enhetstall.grad", grad=grad.vist), grades[grad]
    yield text("register.enhetstall.saker_med_avvik"), book.saker_med_avvik
    yield text("register.enhetstall.indikasjoner"), book.indikasjoner
    yield text("register.enhetstall.ma_leses"), book.ma_leses
    yield text("register.enhetstall.forhold_ma_leses"), sum(_left_to_read(s) for s in svar if s.er_indikasjon)
    yield text("register.enhetstall.uavklart"), _standard(svar).uavklart
    yield text("register.enhetstall.andre_kommuner"), _standard(svar).andre_kommuner
    yield text("register.enhetstall.ingen_a_vurdere"), book.ingen_a_vurdere
    yield text("register.enhetstall.ikke_undersokt"), book.ikke_undersokt
    if revisjon.lest:
        yield text("lest_i_papirene.enhetstall.lest"), book.lest
        yield text("lest_i_papirene.enhetstall.lest_svar"), book.lest_svar
        yield text("lest_i_papirene.enhetstall.lest_med_avvik"), book.lest_med_avvik
        yield text("lest_i_papirene.enhetstall.registreringer"), book.registreringer
        yield text("lest_i_papirene.enhetstall.lest_annerledes"), book.lest_annerledes


def _left_to_read(svar: RegelSvar) -> int:
    return len(svar.funn) if svar.lest else svar.tall[svar.standard].ikke_oppfylt


def _standard(svar: Iterable[RegelSvar]) -> Tall:
    return summed(s.tall[s.standard] for s in svar)


def _groups(revisjon: Revisjon) -> Iterator[Row]:
    """Units drawn with different weight have no share together."""
    rules = {svar.regel.id: svar for svar in revisjon.svar}
    for gruppe in revisjon.grupper:
        drawn = weighed(revisjon) and len(gruppe.enheter) > 1
        for regel, tall in gruppe.tall.items():
            apart = drawn or rules[regel].standard == LEST
            yield _group_row(gruppe, rules[regel], tall, apart)


def _group_row(gruppe: Gruppe, svar: RegelSvar, tall: Tall, apart: bool) -> Row:
    return _numbers(
        svar.regel,
        text("register.sum_av", gruppe=gruppe.navn),
        text("register.brukes", mate=way_name(svar.standard)),
        svar.teller,
        tall,
        share=None if apart else andel(tall.ikke_oppfylt, tall.n),
        last=(None, None, None),
    )


def _row(row: Tallrad) -> Row:
    tall, rule = row.tall, row.regel
    enhet = row.enhet or text("register.alle")
    if tall is None:
        return (rule.id, rule.tittel, enhet, *(None,) * (_AFTER_COUNT + 2), not_examined(row.grunn))
    name = way_name(row.variant)
    return _numbers(
        rule,
        enhet,
        text("register.brukes", mate=name) if row.standard else name,
        row.teller,
        tall,
        share=_share(row, tall) if row.andel else None,
        bounds=(share(row.intervall.nedre), share(row.intervall.ovre)) if row.intervall else (None, None),
        last=(row.fort_under, row.avvik, row.grunn),
    )


def _share(row: Tallrad, tall: Tall) -> float | None:
    return andel(tall.ikke_oppfylt, tall.n) if row.andel_verdi is None else share(row.andel_verdi)


def _numbers(
    rule: Rule,
    enhet: str,
    way: str,
    teller: str,
    tall: Tall,
    *,
    share: float | None,
    bounds: tuple[float | None, float | None] = (None, None),
    last: Row,
) -> Row:
    return (
        rule.id,
        rule.tittel,
        enhet,
        way,
        gjelder(teller, 2),
        None,
        tall.n,
        tall.oppfylt,
        tall.delvis,
        tall.ikke_oppfylt,
        share,
        *bounds,
        tall.uavklart,
        tall.ikke_aktuelt,
        "\n".join(f"{antall}: {grunn}" for grunn, antall in exempt_together([tall]).items()),
        tall.andre_kommuner,
        tall.saker,
        *last,
    )

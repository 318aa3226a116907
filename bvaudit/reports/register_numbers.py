"""The sheet «Alle tall»: every number that any paper of the run prints about a rule is found here."""

from bvaudit.findings.all_numbers import Tallrad, all_numbers
from bvaudit.model.funn import exempt_together
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_tables import andel, variant_name, without_empty

ALLE = "Alle"


def numbers_table(revisjon: Revisjon) -> SheetTable:
    """Rule by unit by way of counting, zeros included; a rule nobody examined has its reason and no number."""
    rows = tuple(_row(row) for row in all_numbers(revisjon))
    return SheetTable(
        ark="Alle tall",
        navn="AlleTall",
        beskrivelse="Hver regel i hver enhet og samlet, talt på alle måter",
        kolonner=without_empty(columns.ALLE_TALL, rows),
        rader=rows,
        tomt="Ingen regler er undersøkt",
    )


def _row(row: Tallrad) -> tuple[Verdi, ...]:
    tall, rule = row.tall, row.regel
    if tall is None:
        empty: tuple[Verdi, ...] = (None,) * (len(columns.ALLE_TALL) - 4)
        return (rule.id, rule.tittel, row.enhet or ALLE, *empty, f"Ikke undersøkt: {row.grunn}")
    return (
        rule.id,
        rule.tittel,
        row.enhet or ALLE,
        f"{variant_name(row.variant)} (brukes i tallene)" if row.standard else variant_name(row.variant),
        gjelder(row.teller, 2),
        tall.n,
        tall.oppfylt,
        tall.delvis,
        tall.ikke_oppfylt,
        andel(tall.ikke_oppfylt, tall.n) if row.andel else None,
        round(row.intervall.nedre, 6) if row.intervall else None,
        round(row.intervall.ovre, 6) if row.intervall else None,
        tall.uavklart,
        tall.ikke_aktuelt,
        "\n".join(f"{antall}: {grunn}" for grunn, antall in exempt_together([tall]).items()),
        tall.andre_kommuner,
        tall.saker,
        row.fort_under,
        row.avvik,
        row.grunn,
    )

"""The sheets of single cases: what was found, where two readers differ, the draw, and what the units had to say."""

from collections.abc import Collection, Iterator, Mapping

from bvaudit.model.kortid import short_ids
from bvaudit.model.lesesvar import Avgjort, Lesesvar, Svarvalg
from bvaudit.model.lest import LestRevisjon
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.reports.audit_book_columns import column, folded, whole
from bvaudit.reports.register_sheets import CellKind, SheetTable, Verdi
from bvaudit.texts import text

_FOUND = (Svarvalg.NEI, Svarvalg.DELVIS)


def cases_table(audit: LestRevisjon) -> SheetTable:
    short = _short(audit)
    pointed = {(p.enhet, p.sak) for p in audit.plasser if p.bruk is Bruk.MALRETTET}
    return SheetTable(
        ark=text("lest.bok.ark.funn"),
        id="funn",
        navn="LesteFunn",
        beskrivelse=text("lest.bok.om.funn"),
        kolonner=(
            column("enhet", 15),
            column("regel", 9),
            column("brudd", 32),
            column("sak", 13),
            column("svar_gitt", 9),
            column("begrunnelse", 48),
            column("feiltype", 20),
            column("belegg", 24),
            column("uttrekket_sa", 13),
            column("andre_svar", 30),
            folded(column("gjelder", 16)),
            folded(column("pekt_ut_sak", 10)),
            folded(column("lest_av", 12)),
            folded(column("dato", 11, CellKind.DATO)),
        ),
        rader=tuple(_case(audit, one, short, pointed) for one in _found(audit)),
        tomt=text("lest.bok.tomt.funn"),
        frys=4,
    )


def _found(audit: LestRevisjon) -> Iterator[Avgjort]:
    """By unit, the order of the checklist, and the case."""
    order = {regel: number for number, regel in enumerate(audit.regler)}
    found = [one for one in audit.avgjorte if one.gjeldende.svar in _FOUND and one.gjeldende.regel in order]
    yield from sorted(
        found,
        key=lambda one: (
            one.gjeldende.enhet,
            order[one.gjeldende.regel],
            one.gjeldende.sak,
            one.gjeldende.objekt_id,
        ),
    )


def _case(
    audit: LestRevisjon, one: Avgjort, short: Mapping[str, str], pointed: Collection[tuple[str, str]]
) -> tuple[Verdi, ...]:
    row = one.gjeldende
    said = next((r.maskinens_utfall for r in (row, one.forste) if r is not None and r.maskinens_utfall), None)
    return (
        row.enhet,
        row.regel,
        audit.regler[row.regel].brudd,
        short.get(row.sak, ""),
        row.svar.value,
        row.begrunnelse,
        audit.feiltyper.get(row.feiltype, row.feiltype),
        row.belegg,
        said.value if said else "",
        _others(one),
        gjelder(row.objekt),
        text("lest.bok.ja") if (row.enhet, row.sak) in pointed else "",
        row.leser,
        row.dato,
    )


def _others(one: Avgjort) -> str:
    """Both originals, where they differ."""
    rows = [row for row in (one.forste, one.andre) if row is not None]
    if len({row.svar for row in rows}) < 2:
        return ""
    return "; ".join(text("lest.bok.svarte", leser=row.leser, svar=row.svar.value) for row in rows)


def disagreements_table(audit: LestRevisjon) -> SheetTable:
    """Where two readers differ, settled or not. Who settled, when and why stand beside."""
    short = _short(audit)
    differ = [one for one in audit.avgjorte if _others(one) and one.gjeldende.regel in audit.regler]
    return SheetTable(
        ark=text("lest.bok.ark.uenighet"),
        id="uenighet",
        navn="Uenighet",
        beskrivelse=text("lest.bok.om.uenighet"),
        kolonner=(
            column("enhet", 15),
            column("regel", 9),
            column("punkt", 30),
            column("sak", 13),
            column("forste", 14),
            column("forste_grunn", 32),
            column("andre", 14),
            column("andre_grunn", 32),
            column("avgjort", 14),
            column("avgjort_av", 14),
            column("avgjort_dag", 12, CellKind.DATO),
            column("avgjort_grunn", 32),
        ),
        rader=tuple(_differing(audit, one, short) for one in differ),
        tomt=text("lest.bok.tomt.uenighet"),
        frys=4,
    )


def _differing(audit: LestRevisjon, one: Avgjort, short: Mapping[str, str]) -> tuple[Verdi, ...]:
    row, settled = one.gjeldende, one.enighet
    return (
        row.enhet,
        row.regel,
        audit.regler[row.regel].tittel,
        short.get(row.sak, ""),
        *_told(one.forste),
        *_told(one.andre),
        settled.svar.value if settled else text("lest.bok.ikke_avgjort"),
        settled.leser if settled else "",
        settled.dato if settled else None,
        settled.begrunnelse if settled else "",
    )


def _told(row: Lesesvar | None) -> tuple[Verdi, Verdi]:
    if row is None:
        return "", ""
    return text("lest.bok.svarte", leser=row.leser, svar=row.svar.value), row.begrunnelse


def draw_table(audit: LestRevisjon) -> SheetTable:
    short = _short(audit)
    return SheetTable(
        ark=text("lest.bok.ark.utvalg"),
        id="utvalg",
        navn="Plasser",
        beskrivelse=text("lest.bok.om.utvalg"),
        kolonner=(
            column("enhet", 22),
            whole("plass", 8),
            column("sak", 14),
            column("bruk", 20),
            column("gruppe", 30),
            column("grunn", 40),
            whole("erstatter", 12),
        ),
        rader=tuple(_place(audit, plass, short) for plass in audit.plasser),
        tomt=text("lest.bok.tomt.utvalg"),
        frys=3,
    )


def _place(audit: LestRevisjon, plass: Plass, short: Mapping[str, str]) -> tuple[Verdi, ...]:
    return (
        plass.enhet,
        plass.plass,
        short[plass.sak],
        text(f"lest.bok.bruk.{plass.bruk.value}"),
        plass.stratum,
        audit.grunner.get(plass.grunn, plass.grunn),
        plass.erstatter,
    )


def frame_table(audit: LestRevisjon) -> SheetTable:
    """What was drawn from: each part of the frame, how many were read, and what each of them stands for."""
    return SheetTable(
        ark=text("lest.bok.ark.ramme"),
        id="ramme",
        navn="Ramme",
        beskrivelse=text("lest.bok.om.ramme"),
        kolonner=(
            column("enhet", 22),
            column("gruppe", 34),
            whole("ramme", 12),
            whole("leses", 12),
            column("vekt", 14),
            column("kvoter", 44),
        ),
        rader=tuple(_strata(audit)),
        tomt=text("lest.bok.tomt.ramme"),
        frys=2,
    )


def _strata(audit: LestRevisjon) -> Iterator[tuple[Verdi, ...]]:
    for stratum in audit.utvalg.strata if audit.utvalg else ():
        read = sum(
            p.enhet == stratum.enhet and p.stratum == stratum.navn and p.bruk is Bruk.LESES for p in audit.plasser
        )
        weight = f"{stratum.ramme_antall / read:.1f}".replace(".", ",") if read else ""
        yield stratum.enhet, stratum.navn, stratum.ramme_antall, read, weight, ", ".join(stratum.kvoter)


def remarks_table(audit: LestRevisjon) -> SheetTable:
    return SheetTable(
        ark=text("lest.bok.ark.merknader"),
        id="merknader",
        navn="Merknader",
        beskrivelse=text("lest.bok.om.merknader"),
        kolonner=(column("enhet", 24), column("merknad_dag", 12, CellKind.DATO), column("merknad", 110)),
        rader=tuple(audit.merknader),
        tomt=text("lest.bok.tomt.merknader"),
    )


def _short(audit: LestRevisjon) -> Mapping[str, str]:
    cases = {plass.sak for plass in audit.plasser} | {one.gjeldende.sak for one in audit.avgjorte}
    return short_ids(sak for sak in cases if sak)

"""The results of an audit by people as a workbook: ``gjennomgang.xlsx``."""

from dataclasses import replace

from bvaudit.model.lesesvar import Lesing
from bvaudit.model.lest import CHANCE, LestPunkt, LestRevisjon
from bvaudit.model.ordbruk import Grad
from bvaudit.model.rule import ENHET
from bvaudit.model.utvalg import Bruk
from bvaudit.reports.audit_book_cases import cases_table, disagreements_table, draw_table, frame_table, remarks_table
from bvaudit.reports.audit_book_columns import column, whole
from bvaudit.reports.audit_book_points import against_table, points_table, readers_table
from bvaudit.reports.audit_book_rounds import gate_table, rounds_table, series_table, units_table
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.wording import dato
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import counted, text

_MOST = 5  # points of a unit on the screen
_MANY = 20  # comparisons, of which about one looks like a change by chance
_HEAD = 16  # signs of the print that are shown, in fours


def audit_book(audit: LestRevisjon) -> TablesView:
    """The workbook as tables. What there is nothing to tell of has a sheet that says so, except more than two rounds
    and units side by side."""
    optional = ((series_table, audit.serier), (units_table, audit.trakter))
    return TablesView(
        tittel=text("lest.bok.tittel", tittel=audit.tittel),
        avsender=audit.kommune,
        programversjon=audit.programversjon,
        per=audit.per,
        om=tuple(about(audit)),
        tabeller=(
            _overview(audit),
            points_table(audit),
            against_table(audit),
            readers_table(audit),
            rounds_table(audit),
            *(table(audit) for table, rows in optional if rows),
            cases_table(audit),
            disagreements_table(audit),
            draw_table(audit),
            frame_table(audit),
            remarks_table(audit),
            gate_table(audit),
        ),
    )


def audit_book_without_cases(audit: LestRevisjon) -> TablesView:
    """The same without the sheets that have a row for each case, for those who may not see which cases were read."""
    kept = ("oversikt", "punkter", "mot_mappe", "to_lesere", "runder", "serier", "enheter", "ordbruk")
    whole = audit_book(audit)
    return replace(whole, tabeller=tuple(one for one in whole.tabeller if one.id in kept))


def about(audit: LestRevisjon) -> list[str]:
    """What is said first: what was read, by whom, and everything the reader of the numbers must know."""
    said = [
        text(
            "lest.bok.om_revisjonen",
            sjekkliste=audit.listetittel or audit.sjekkliste,
            fra=dato(audit.periode_fra),
            til=dato(audit.periode_til),
            per=dato(audit.per),
        ),
        _locked(audit),
        _readers(audit),
        *audit.forbehold,
        _many_tests(audit),
        *audit.egne_saker,
    ]
    nr, avtrykk = audit.hode
    if nr:
        shown = " ".join(avtrykk[at : at + 4] for at in range(0, _HEAD, 4))
        said.append(text("lest.bok.hode", nr=nr, avtrykk=shown))
    if audit.utvalg is not None:
        said.append(text("lest.bok.utvalg", avtrykk=audit.utvalg.kort_avtrykk))
    return [sentence for sentence in said if sentence]


def _many_tests(audit: LestRevisjon) -> str:
    """With many comparisons some look like changes by chance alone."""
    tested = sum(one.p is not None for one in audit.to_runder)
    return text("lest.bok.mange_prover", n=tested, falske=round(tested * CHANCE)) if tested >= _MANY else ""


def _locked(audit: LestRevisjon) -> str:
    return text("lest.bok.last", dag=dato(audit.last)) if audit.last else ""


def _readers(audit: LestRevisjon) -> str:
    codes = {Lesing.FORSTE: set[str](), Lesing.ANDRE: set[str](), Lesing.ENIGHET: set[str]()}
    for one in audit.avgjorte:
        for row in (one.forste, one.andre, one.enighet):
            if row is not None:
                codes[row.lesing].add(row.leser)
    parts = [
        text(f"lest.bok.lest_av_{lesing.name.lower()}", lesere=", ".join(sorted(found)))
        for lesing, found in codes.items()
        if found
    ]
    return " ".join(parts) or text("lest.bok.ingen_lesere")


def _overview(audit: LestRevisjon) -> SheetTable:
    return SheetTable(
        ark=text("lest.bok.ark.oversikt"),
        id="oversikt",
        navn="Oversikt",
        beskrivelse=text("lest.bok.om.oversikt"),
        kolonner=(
            column("enhet", 24),
            whole("ramme", 10),
            whole("leses", 10),
            whole("utgatt", 10),
            whole("pekt_ut", 10),
            whole("svar", 10),
            whole("ikke_lest", 12),
            whole("systemsvikt", 13),
            whole("enkelthendelser", 16),
            whole("uenige", 12),
            column("lesere", 20),
        ),
        rader=tuple(_unit(audit, enhet) for enhet in audit.enheter),
        tomt=text("lest.bok.tomt.oversikt"),
    )


def _unit(audit: LestRevisjon, enhet: str) -> tuple[Verdi, ...]:
    points = [one for one in audit.punkter if one.enhet == enhet]
    places = [plass.bruk for plass in audit.plasser if plass.enhet == enhet]
    mine = [one for one in audit.avgjorte if one.gjeldende.enhet == enhet]
    readers = {row.leser for one in mine for row in (one.forste, one.andre) if row is not None}
    return (
        enhet,
        sum(s.ramme_antall for s in audit.utvalg.strata if s.enhet == enhet) if audit.utvalg else None,
        places.count(Bruk.LESES),
        places.count(Bruk.UTGATT),
        places.count(Bruk.MALRETTET),
        len(mine),
        sum(one.ikke_lest for one in points),
        sum(one.grad is Grad.SYSTEMSVIKT for one in points),
        sum(one.grad is Grad.ENKELTHENDELSE for one in points),
        sum(one.gjeldende.enhet == enhet for one in audit.uenige),
        ", ".join(sorted(readers)),
    )


def short_lines(audit: LestRevisjon) -> list[str]:
    """What the screen tells: of each unit the points that matter most, at most five."""
    said: list[str] = []
    for enhet in audit.enheter:
        found = sorted(
            (one for one in audit.punkter if one.enhet == enhet and one.funn),
            key=lambda one: (-one.regel.alvorlighetsgrad.rang, -one.funn, one.regel.id),
        )
        said.append(counted("lest.skjerm.enhet", len(found), enhet=enhet) if found else _nothing(audit, enhet))
        said += [_line(one) for one in found[:_MOST]]
        if len(found) > _MOST:
            said.append(counted("lest.skjerm.flere", len(found) - _MOST))
    return said


def _line(one: LestPunkt) -> str:
    facts = {"regel": one.regel.id, "brudd": one.regel.brudd}
    if one.regel.gjelder.objekt == ENHET:
        return text("lest.skjerm.punkt_enhet", **facts)
    counts = {"nei": one.nei, "n": one.n}
    if one.malrettede:
        pointed = {"malrettede": one.malrettede, "malrettede_nei": one.malrettede_nei}
        return text("lest.skjerm.punkt_pekt_ut", **facts, **counts, **pointed)
    return text("lest.skjerm.punkt", **facts, **counts)


def _nothing(audit: LestRevisjon, enhet: str) -> str:
    read = sum(sum(one.svar.values()) for one in audit.punkter if one.enhet == enhet)
    return text("lest.skjerm.ingen_funn", enhet=enhet) if read else text("lest.skjerm.ikke_lest", enhet=enhet)

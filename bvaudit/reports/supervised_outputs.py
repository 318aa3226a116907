"""What the authority wants of us now, laid out: one page and the findings after it in Word, a workbook, and values for
other programs."""

from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

from bvaudit import __version__
from bvaudit.model.registeret.planlagt import Funnstand, Tilsynsstand
from bvaudit.reports.docx.blocks import (
    Block,
    Bold,
    Bullet,
    Heading,
    KeepTogether,
    Line,
    Note,
    PageBreak,
    Piece,
    Quiet,
    Table,
    Text,
)
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.supervised_page import Awaited, Finding, InUnit, SupervisedView, Taken
from bvaudit.reports.xlsx.tables_book import TablesView
from bvaudit.texts import text

_WIDTHS = (3, 5, 6, 6, 4)  # unit, numbers, done, left, by when


def supervised_report(avsender: str) -> WordReport[SupervisedView]:
    def document(view: SupervisedView) -> Dokument:
        return Dokument(tittel=view.tittel, avsender=avsender, grunnlag=text("tilsynslop.word.grunnlag", dag=view.dag))

    return WordReport(
        navn="tilsyn", view=SupervisedView, felt="tittel", liste="funn", dokument=document, blocks=supervised_blocks
    )


def supervised_blocks(view: SupervisedView) -> Iterator[Block]:
    yield Heading(niva=1, tekst=view.tittel)
    yield Text(tekst=view.tilsyn, ingress=True)
    yield from (Text(tekst=line) for line in view.om)
    yield Note(tittel=view.svar, tekster=(view.begge,))
    yield Text(ledd=text("tilsynslop.word.der", myndighet=view.myndighet), tekst=view.der)
    yield Text(ledd=text("tilsynslop.word.her"), tekst=view.her)
    if view.venter:
        yield Heading(niva=2, tekst=text("tilsynslop.word.venter"))
        yield _waits(view)
    yield from (Bullet(tekst=line) for line in view.beskjeder)
    if view.talt:
        yield Heading(niva=2, tekst=text("tilsynslop.word.kort"))
        yield _overview(view)
    if view.siste:
        yield KeepTogether(blokker=(Heading(niva=2, tekst=text("tilsynslop.word.gang")), _course(view.siste)))
    if view.talt:
        yield PageBreak()
        yield Heading(niva=2, tekst=text("tilsynslop.word.funn"))
        yield from _details(view)


def _waits(view: SupervisedView) -> Table:
    return Table(
        tittel=text("tilsynslop.word.venter"),
        beskrivelse=text("tilsynslop.word.venter_om"),
        hode=tuple(text(f"tilsynslop.kolonne.{key}") for key in ("hva", "frist", "igjen", "merknad")),
        rader=tuple(_wait(one) for one in view.venter),
        bredder=(6, 3, 3, 5),
    )


def _wait(one: Awaited) -> tuple[Line, ...]:
    mark: Piece = Bold(tekst=one.igjen) if one.over else one.igjen
    return (Bold(tekst=one.hva),), one.frist, (mark,), one.merknad


def _overview(view: SupervisedView) -> Table:
    return Table(
        tittel=text("tilsynslop.word.kort"),
        beskrivelse=text("tilsynslop.word.kort_om"),
        hode=tuple(text(f"tilsynslop.kolonne.{key}") for key in ("funn", "ikke_i_orden", "enheter", "frist")),
        rader=tuple((f"{one.nummer} {one.kort}", one.samlet, one.hos_oss, one.frist) for one in view.talt),
        bredder=(8, 3, 3, 3),
    )


def _course(steps: tuple[Taken, ...]) -> Table:
    return Table(
        tittel=text("tilsynslop.word.gang"),
        beskrivelse=text("tilsynslop.word.gang_om"),
        hode=tuple(text(f"tilsynslop.kolonne.{key}") for key in ("dag", "skritt", "satt_frist", "om")),
        rader=tuple((one.dag, one.skritt, one.frist, one.om) for one in steps),
        bredder=(3, 5, 3, 6),
    )


def _details(view: SupervisedView) -> Iterator[Block]:
    for one in view.funn:
        head: tuple[Block, ...] = (
            Heading(niva=3, tekst=f"{one.nummer} {one.tekst}"),
            *((Text(tekst=(Quiet(tekst=" ".join(one.om)),)),) if one.om and one.enheter else ()),
        )
        yield from head if not one.enheter else (KeepTogether(blokker=head), _units(one))


def _units(one: Finding) -> Table:
    return Table(
        tittel=f"{one.nummer} {one.kort}",
        beskrivelse=text("tilsynslop.word.enheter_om"),
        hode=tuple(text(f"tilsynslop.kolonne.{key}") for key in ("enhet", "tall", "gjort", "gjenstar", "innen")),
        rader=tuple(_row(each) for each in one.enheter),
        bredder=_WIDTHS,
    )


def _row(one: InUnit) -> tuple[Line, ...]:
    evidence = [text("tilsynslop.word.belegg", belegg=said) for said in one.belegg]
    return (
        (Bold(tekst=one.enhet), Quiet(tekst=f"\n{one.status}")),
        one.tall,
        _lines(one.gjort, evidence),
        "\n".join(one.gjenstar) or text("tilsynslop.word.intet"),
        "\n".join(one.innen) or text("tilsynslop.word.ingen_dag"),
    )


def _lines(done: tuple[str, ...], evidence: list[str]) -> Line:
    if not done and not evidence:
        return text("tilsynslop.word.intet_gjort")
    said = "\n".join(done)
    told = "\n".join(evidence)
    return (said, Quiet(tekst=f"\n{told}" if said and told else told)) if told else said


def supervised_book(view: SupervisedView, stand: Tilsynsstand, avsender: str, per: date) -> TablesView:
    """``stand`` is what the view was made of."""
    return TablesView(
        tittel=view.tittel,
        avsender=avsender,
        programversjon=__version__,
        per=per,
        om=(view.tilsyn, *view.om, view.svar, view.begge, f"{view.myndighet}: {view.der}", view.her, *view.beskjeder),
        tabeller=(_waits_sheet(view, stand), _findings_sheet(view, stand), _course_sheet(view, stand)),
    )


def _column(id: str, bredde: float, kind: CellKind = CellKind.TEKST) -> SheetColumn:
    return SheetColumn(id=id, navn=text(f"tilsynslop.kolonne.{id}"), bredde=bredde, kind=kind)


def _sheet(id: str, columns: tuple[SheetColumn, ...], rows: list[tuple[Verdi, ...]], *, frys: int = 1) -> SheetTable:
    return SheetTable(
        ark=text(f"tilsynslop.ark.{id}"),
        id=f"tilsyn_{id}",
        navn=f"Tilsyn_{id}",
        beskrivelse=text(f"tilsynslop.ark.{id}_om"),
        kolonner=columns,
        rader=tuple(rows),
        tomt=text(f"tilsynslop.ark.{id}_tomt"),
        frys=frys,
    )


def _waits_sheet(view: SupervisedView, stand: Tilsynsstand) -> SheetTable:
    columns = (_column("hva", 52), _column("frist", 12, CellKind.DATO), _column("igjen", 16), _column("merknad", 52))
    pairs = zip(view.venter, stand.frister, strict=True)
    return _sheet("na", columns, [(one.hva, frist.dag, one.igjen, one.merknad) for one, frist in pairs])


def _findings_sheet(view: SupervisedView, standing: Tilsynsstand) -> SheetTable:
    columns = (
        _column("nr", 6),
        _column("funn", 32),
        _column("enhet", 15),
        _column("n", 8, CellKind.HELTALL),
        _column("brudd", 8, CellKind.HELTALL),
        replace(_column("tall", 34), foldet=True),
        replace(_column("alder", 9, CellKind.HELTALL), foldet=True),
        replace(_column("avvik", 15), foldet=True),
        _column("status", 15),
        _column("gjort", 30),
        _column("gjenstar", 30),
        _column("de_innen", 12, CellKind.DATO),
        _column("vi_innen", 12, CellKind.DATO),
        _column("belegg", 22),
    )
    rows = [
        _finding_row(finding, one, stand)
        for finding in view.talt
        for one, stand in zip(finding.enheter, (s for s in standing.funn if s.funn == finding.id), strict=True)
    ]
    return _sheet("funn", columns, rows, frys=3)


def _finding_row(finding: Finding, one: InUnit, stand: Funnstand) -> tuple[Verdi, ...]:
    return (
        finding.nummer,
        finding.tekst,
        one.enhet,
        stand.n,
        stand.brudd,
        stand.tall,
        stand.alder,
        "\n".join(stand.avvik),
        one.status,
        "\n".join(stand.gjort),
        "\n".join(stand.gjenstar),
        stand.frist,
        stand.vi,
        "\n".join(stand.belegg),
    )


def _course_sheet(view: SupervisedView, stand: Tilsynsstand) -> SheetTable:
    columns = (
        _column("dag", 12, CellKind.DATO),
        _column("skritt", 36),
        _column("av", 22),
        _column("satt_frist", 13, CellKind.DATO),
        _column("om", 60),
        _column("hendelse", 11),
    )
    rows: list[tuple[Verdi, ...]] = [
        (step.dag, one.skritt, one.av, step.frist, one.om, one.nr)
        for one, step in zip(view.gang, stand.skritt, strict=True)
    ]
    return _sheet("gang", columns, rows)


def supervised_plain(view: SupervisedView, stand: Tilsynsstand) -> dict[str, object]:
    """What ``--json`` prints: where it stands, as it is in the record, and the sentences of the page."""
    found = {
        "tittel": view.tilsyn,
        "svar": view.svar,
        "hos_myndigheten": view.der,
        "hos_oss": view.her,
        "begge": view.begge,
        "venter_pa": [asdict(one) for one in view.venter],
        "beskjeder": list(view.beskjeder),
        **asdict(stand),
    }
    return {key: _plain(one) for key, one in found.items()}


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value

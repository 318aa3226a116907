"""A section of the supervisions: what the authority found, where the case stands there and here, and for each finding
what the numbers say, what is done, what remains and by when.

The public is told what was found and where it stands; the numbers of a finding are of few cases, and in sentences
nobody can hide them."""

from collections.abc import Iterable, Iterator

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.rapport import Seksjon, Tallvalg
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.docx.blocks import Block, Bullet, Line, Piece, Table, Text
from bvaudit.reports.report_annex import Vedlegg
from bvaudit.reports.report_select import Utvalg
from bvaudit.reports.report_words import told_counted
from bvaudit.reports.supervised_page import Finding, InUnit, SupervisedView
from bvaudit.texts import text

_COLUMNS = ("funn", "na", "gjort", "gjenstar", "innen")


def supervision_blocks(seksjon: Seksjon, utvalg: Utvalg, vedlegg: Vedlegg) -> Iterator[Block]:
    if not utvalg.fakta.tilsyn:
        yield Text(tekst=text("rapport.tilsyn.ingen"))
    for one in utvalg.fakta.tilsyn:
        yield Text(tekst=vedlegg.strong(vedlegg.noted(one.id, one.tittel)), henger=True)
        row = utvalg.newest(Tallvalg(tall=f"tilsyn.{one.id}.funn"), enhet="", kommune="")
        if row is not None:
            yield Text(tekst=vedlegg.line(told_counted("rapport.tilsyn.funn", row, myndighet=one.myndighet)))
        view = utvalg.fakta.tilsynssider.get(one.id)
        public = utvalg.utgave.malgruppe is Malgruppe.OFFENTLIG
        if view is None or public or not view.funn:
            yield from _found(one, vedlegg)
        if view is not None:
            yield from _standing(view, vedlegg, public=public)
            if not public and view.funn:
                yield _table(seksjon, view, utvalg, vedlegg)


def _found(one: Tilsyn, vedlegg: Vedlegg) -> Iterator[Block]:
    for top in one.funn:
        for finding in top.within():
            yield Bullet(tekst=vedlegg.people(one.tittel, _tidy(finding.tekst)))


def _standing(view: SupervisedView, vedlegg: Vedlegg, *, public: bool) -> Iterator[Block]:
    """There, here, and what the authority waits for."""
    yield Text(tekst=vedlegg.line(text("rapport.tilsyn.der", myndighet=view.myndighet, hva=view.der)))
    if public:
        return
    yield Text(tekst=vedlegg.line(text("rapport.tilsyn.her", hva=view.her)))
    for one in view.venter:
        said = text("rapport.tilsyn.venter", hva=one.hva, frist=one.frist, igjen=one.over or one.igjen)
        yield Bullet(tekst=vedlegg.line(said))


def _table(seksjon: Seksjon, view: SupervisedView, utvalg: Utvalg, vedlegg: Vedlegg) -> Table:
    return Table(
        tittel=seksjon.tittel,
        beskrivelse=text("rapport.tilsyn.tabell"),
        hode=tuple(text(f"rapport.tilsyn.kol.{name}") for name in _COLUMNS),
        rader=tuple(_row(one, view.tilsyn, utvalg, vedlegg) for one in view.funn),
        bredder=(4, 3, 3, 3, 2),
    )


def _row(one: Finding, where: str, utvalg: Utvalg, vedlegg: Vedlegg) -> tuple[Line, ...]:
    """A finding over all the units it is in: each thing that is said of several, once."""
    units = [each for each in one.enheter if utvalg.utgave.enhet in ("", each.enhet)]
    now = (one.samlet, one.hos_oss) if not utvalg.utgave.enhet else tuple(each.tall for each in units)
    return (
        (*vedlegg.line(f"{one.nummer}\u00a0"), *vedlegg.people(where, one.tekst)),
        _stacked(now, vedlegg),
        *(_stacked(_once(units, part), vedlegg) for part in ("gjort", "gjenstar", "innen")),
    )


def _once(units: Iterable[InUnit], part: str) -> Iterator[str]:
    """What is said of one unit of several has its name before it."""
    many = list(units)
    where: dict[str, list[str]] = {}
    for one in many:
        for said in getattr(one, part):
            where.setdefault(said, []).append(one.enhet)
    for said, names in where.items():
        if len(names) == len(many):
            yield said
        else:
            yield text("rapport.tilsyn.i_enhet", enhet=", ".join(names), hva=said)


def _stacked(said: Iterable[str], vedlegg: Vedlegg) -> Line:
    """Each on a line of its own."""
    parts: list[Piece] = []
    for one in said:
        if one:
            parts += [*(["\n"] if parts else []), *vedlegg.line(one)]
    return tuple(parts)


def _tidy(said: str) -> str:
    return " ".join(said.split())

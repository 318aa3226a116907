"""The sheet «Grunnlag»: how the figures were made. What belongs to a rule, a source or a word stands here, once."""

from collections.abc import Iterator
from dataclasses import dataclass

from bvaudit.model.kodeverk import Kodeverk, Valg
from bvaudit.model.lesesvar import LEST
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import IkkeUndersokt, RegelSvar
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports import register_columns as columns
from bvaudit.reports.read_words import audit_lines
from bvaudit.reports.register_facts import facts
from bvaudit.reports.register_quality import ASSUMED
from bvaudit.reports.register_sheets import Grunnlag, Section, SheetTable, Verdi
from bvaudit.reports.register_values import FOR_FA, not_examined
from bvaudit.reports.told_under import way_name, ways_of_counting
from bvaudit.texts import text

_READING = ("nr", "brutt", "kontrollert", "telles", "intervall", "under", "mal", "uavklart", "mater", "frist")
_MORE = ("kommune", "sikkerhet", "dekknavn", "fylle", "foldet")
_SHEETS = ("oversikt", "avvik", "saker", "funn", "ma_leses", "tilsyn", "alle_tall", "datakvalitet")


def grunnlag(revisjon: Revisjon, kodeverk: Kodeverk) -> Grunnlag:
    assumed = tuple(linje.tekst for linje in revisjon.datakvalitet if linje.kode == ASSUMED)
    sections = (
        Section(tittel=text("register.grunnlag.slik"), setninger=tuple(_reading(revisjon))),
        _sheets(revisjon),
        Section(
            tittel=text("register.grunnlag.kilden"),
            kolonner=(columns.column("opplysning", 0), columns.column("verdi", 0)),
            spenn=(2, 6),
            rader=facts(revisjon),
            hoder=False,
        ),
        Section(tittel=text("lest_i_papirene.grunnlag.tittel"), setninger=tuple(_read(revisjon))),
        Section(tittel=text("register.grunnlag.antatt"), setninger=assumed),
        Section(tittel=text("innhold.grunnlag.eget"), setninger=tuple(_own(revisjon))),
        words_section(kodeverk),
    )
    return Grunnlag(
        seksjoner=tuple(section for section in sections if section.setninger or section.rader),
        regler=rules_table(revisjon),
    )


def _reading(revisjon: Revisjon) -> Iterator[str]:
    for each in _READING:
        read = revisjon.lest is not None and each == "kontrollert"
        yield text("lest_i_papirene.grunnlag.kontrollert") if read else text(f"register.leser.{each}")
    yield text("register.leser.fa", n=FOR_FA)
    for each in _MORE:
        yield text(f"register.leser.{each}")


def _read(revisjon: Revisjon) -> Iterator[str]:
    """The audits whose answers are used, and which answers are not."""
    if revisjon.lest is None:
        return
    yield text("lest_i_papirene.grunnlag.slik")
    for kort in revisjon.lest.revisjoner:
        yield from audit_lines(kort)
    yield from revisjon.lest.utelatt


def _own(revisjon: Revisjon) -> Iterator[str]:
    """What the municipality has in place of what came with the program: figures can be others for that."""
    for one in revisjon.erstatninger:
        slag = text(f"innhold.kort_slag.{one.slag}")
        yield text("innhold.grunnlag.linje", slag=slag, id=one.id, fil=one.fil, grunn=one.grunn)


def _sheets(revisjon: Revisjon) -> Section:
    shown = [ark for ark in _SHEETS if revisjon.tilsyn or ark != "tilsyn"]
    rows = [(text(f"register.ark.{ark}"), text(f"register.om.{ark}")) for ark in shown]
    if revisjon.lest:
        rows.insert(
            shown.index("ma_leses"), (text("lest_i_papirene.ark.lest_annerledes"), text("lest_i_papirene.ark.om"))
        )
    return Section(
        tittel=text("register.grunnlag.arkene"),
        kolonner=(columns.column("arket", 0), columns.column("arket_om", 0)),
        spenn=(2, 6),
        rader=tuple(rows),
        hoder=False,
    )


def words_section(kodeverk: Kodeverk) -> Section:
    """The words to choose from, and what each grade asks."""
    grader: list[tuple[Verdi, ...]] = [
        (
            text("register.grunnlag.grad"),
            row.grad.vist,
            row.forklaring,
            text(
                "register.grunnlag.grad_frist", frist=row.frist_tekst, rolle=kodeverk.rolle(row.ansvarlig_rolle).tekst
            ),
        )
        for row in kodeverk.grader
    ]
    valg: list[tuple[Verdi, ...]] = [
        (
            text(f"register.grunnlag.{liste}"),
            row.tekst,
            row.forklaring,
            _not_picked(row),
        )
        for liste, rows in (
            ("status", kodeverk.statuser),
            ("arsak", kodeverk.arsaker),
            ("feiltype", kodeverk.feiltyper),
            ("tiltakstype", kodeverk.tiltakstyper),
            ("rolle", kodeverk.roller),
        )
        for row in rows
    ]
    names = ("liste", "valg", "valg_forklart", "valg_frist")
    return Section(
        tittel=text("register.grunnlag.ordene"),
        kolonner=tuple(columns.column(name, 0) for name in names),
        spenn=(2, 1, 3, 3),
        rader=(*grader, *valg),
    )


def _not_picked(row: Valg) -> str | None:
    if row.avslutter:
        return text("register.grunnlag.avslutter")
    return None if row.velges else text("register.grunnlag.settes")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A rule of the run, with what one of its answers or the lack of any says."""

    regel: Rule
    undersokt: str
    hjemmel: tuple[str, ...] = ()
    standard: str = ""


def rules_table(revisjon: Revisjon) -> SheetTable:
    """By id; the rules nobody and nothing has looked at too, with the reason."""
    told = {row.regel.id: _left_out(row) for row in revisjon.ikke_undersokt}
    told |= {svar.regel.id: _judged(svar) for svar in reversed(revisjon.svar)}
    return SheetTable(
        ark=text("register.ark.grunnlag"),
        id="grunnlag",
        navn="Grunnlag",
        beskrivelse=text("register.grunnlag.reglene"),
        kolonner=columns.regler(),
        rader=tuple(_row(told[regel]) for regel in sorted(told)),
        tomt=text("register.tomt.regler"),
    )


def _left_out(row: IkkeUndersokt) -> _Told:
    return _Told(regel=row.regel, undersokt=not_examined(row.grunn), hjemmel=row.hjemmel)


def _judged(svar: RegelSvar) -> _Told:
    how = "tegn" if svar.regel.indikasjon else "kontrollert"
    known = [text(f"register.grunnlag.{how}")] if svar.standard != LEST else []
    known += [
        text("lest_i_papirene.grunnlag.lest", revisjon=navn) for navn in (svar.lest.revisjoner if svar.lest else ())
    ]
    return _Told(
        regel=svar.regel,
        undersokt="\n".join(known),
        hjemmel=svar.hjemmel,
        standard=svar.standard,
    )


def _row(told: _Told) -> tuple[Verdi, ...]:
    regel = told.regel
    return (
        regel.id,
        regel.brudd,
        regel.sporsmal,
        told.undersokt,
        "\n".join(told.hjemmel),
        regel.alvorlighetsgrad.vist,
        regel.malestokk.vist,
        regel.sikkerhet.vist,
        "\n".join(remarks(regel)),
        "\n".join(_ways(told)),
        regel.metode,
        regel.kilde,
    )


def remarks(regel: Rule) -> Iterator[str]:
    if regel.sikkerhet is not Sikkerhet.HOY:
        why = regel.sikkerhet_grunn or text("register.merknad.ma_kontrolleres")
        yield text("register.merknad.usikkert", grunn=why)
    if regel.versjoner[-1].merknad:
        yield regel.versjoner[-1].merknad


def _ways(told: _Told) -> Iterator[str]:
    """The one the figures use first."""
    if not told.standard:
        return
    ways = {LEST: ""} if told.standard == LEST else ways_of_counting(told.regel)
    for variant, how in ways.items():
        name = way_name(variant)
        shown = text("register.brukes", mate=name) if variant == told.standard else name
        yield f"{shown[:1].upper()}{shown[1:]}: {how}" if how else shown

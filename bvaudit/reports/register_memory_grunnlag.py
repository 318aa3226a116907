"""The sheet «Grunnlag» of the workbook that remembers: how it is read, what it rests on, the rules and the words."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_grunnlag import grunnlag, remarks, words_section
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_sheets import Grunnlag, Section, SheetTable, Verdi
from bvaudit.reports.told_under import ways_of_counting
from bvaudit.reports.wording import dato
from bvaudit.texts import text

_READING = ("nr", "lukket", "fa", "apart", "slettes", "kommentar", "kurve", "hode")


def memory_grunnlag(minne: Minne, revisjon: Revisjon | None, tables: Sequence[SheetTable]) -> Grunnlag:
    """In the papers of a run with everything that run says of itself too."""
    own = (
        Section(
            tittel=text("registeret_bok.grunnlag.slik"),
            setninger=tuple(text(f"registeret_bok.leser.{each}") for each in _READING),
        ),
        _sheets(tables),
        _runs(minne),
    )
    if revisjon is not None and not minne.enhet:
        of_run = grunnlag(revisjon, minne.kontekst.kodeverk)
        rest = tuple(section for section in of_run.seksjoner if section.tittel != text("register.grunnlag.arkene"))
        return replace(of_run, seksjoner=(*own, *rest))
    return Grunnlag(seksjoner=(*own, words_section(minne.kontekst.kodeverk)), regler=_rules(minne))


def _sheets(tables: Sequence[SheetTable]) -> Section:
    shown = [(text("register.ark.oversikt"), text("registeret_bok.om.oversikt"))]
    return Section(
        tittel=text("register.grunnlag.arkene"),
        kolonner=(columns.column("arket", 0), columns.column("arket_om", 0)),
        spenn=(2, 6),
        rader=(*shown, *((table.ark, table.beskrivelse) for table in tables)),
        hoder=False,
    )


def _runs(minne: Minne) -> Section:
    """Every run the register has taken in, the withdrawn too."""
    rows: list[tuple[Verdi, ...]] = [
        (text("registeret_bok.grunnlag.kjoring", dato=dato(run.per)), _told(run.kjoring, trukket=run.trukket))
        for run in minne.registeret.kjoringer
    ]
    return Section(
        tittel=text("registeret_bok.grunnlag.kjoringer"),
        kolonner=(columns.column("opplysning", 0), columns.column("verdi", 0)),
        spenn=(2, 6),
        rader=((text("registeret_bok.kilde_hode"), minne.registeret.hode.vist), *rows),
        hoder=False,
    )


def _told(kjoring: str, *, trukket: bool) -> str:
    return text("registeret_bok.grunnlag.trukket", kjoring=kjoring) if trukket else kjoring


def _rules(minne: Minne) -> SheetTable:
    """The rules of the avvik in this workbook, by id."""
    used = sorted({avvik.regel for avvik in minne.registeret.avvik.values() if avvik.regel in minne.kontekst.regler})
    return SheetTable(
        ark=text("register.ark.grunnlag"),
        id="grunnlag",
        navn="Grunnlag",
        beskrivelse=text("register.grunnlag.reglene"),
        kolonner=columns.regler(),
        rader=tuple(_row(minne.kontekst.regler[id], minne) for id in used),
        tomt=text("register.tomt.regler"),
    )


def _row(regel: Rule, minne: Minne) -> tuple[Verdi, ...]:
    return (
        regel.id,
        regel.brudd,
        regel.sporsmal,
        text("register.grunnlag.tegn" if regel.indikasjon else "register.grunnlag.kontrollert"),
        "\n".join(minne.hjemmel.get(regel.id, ())),
        regel.alvorlighetsgrad.vist,
        regel.malestokk.vist,
        regel.sikkerhet.vist,
        "\n".join(remarks(regel)),
        "\n".join(_ways(regel)),
        regel.metode,
        regel.kilde,
    )


def _ways(regel: Rule) -> Iterator[str]:
    yield from (how for how in list(ways_of_counting(regel).values())[:1] if how)

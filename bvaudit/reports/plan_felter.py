"""The blanks of a plan as blocks: what the enhet writes of each avvik and each measure, and how it is known again."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any

from bvaudit.model.registeret.plannokler import FORSLAG, Planmerke, bookmark, row_of, text_print
from bvaudit.reports.docx.blocks import Block, Bold, Control, Kontroll, Line, Piece, Quiet, Table
from bvaudit.reports.handlingsplan import HandlingsplanView
from bvaudit.reports.plan_records import AnnetAvvik, Oppfolging, RegisterTiltak, Skrivefelt
from bvaudit.texts import text


def control(felt: Skrivefelt, *, fet: bool = False) -> Control:
    return Control(
        nokkel=bookmark(felt.nr, felt.felt) if felt.nr and felt.felt else "",
        ledetekst=felt.ledetekst,
        plassholder=felt.plass,
        verdi=felt.verdi,
        slag=Kontroll(felt.slag) if felt.slag in set(Kontroll) else Kontroll.TEKST,
        valg=tuple((one.kode, one.tekst) for one in felt.valg),
        fet=fet,
    )


def told_of(rows: Sequence[Oppfolging]) -> tuple[str, ...]:
    """What the register says of them; with several numbers, which one each is of."""
    if len(rows) == 1:
        return rows[0].sagt
    return tuple(
        text("registeret_plan.oppfolging.sagt", nr=row.nr, sagt=" ".join(row.sagt)) for row in rows if row.sagt
    )


def follow_up(nummer: str, rows: Sequence[Oppfolging]) -> Iterator[Block]:
    """Who answers for it, the cause and the dates; and what was done at once, where that is asked."""
    if not rows:
        return
    names = ("nr", "ansvarlig", "arsak", "frist_plan", "frist_lukking")
    yield Table(
        tittel=text("registeret_plan.tabell.oppfolging.tittel", nummer=nummer),
        beskrivelse=text("registeret_plan.tabell.oppfolging.beskrivelse"),
        hode=tuple(text(f"registeret_plan.tabell.oppfolging.{name}") for name in names),
        rader=tuple(
            (row.nr, *((control(felt),) for felt in (row.ansvarlig, row.arsak, row.frist_plan, row.frist_lukking)))
            for row in rows
        ),
        bredder=(20, 24, 28, 14, 14),
    )
    yield from done_at_once(nummer, rows)


def done_at_once(nummer: str, rows: Sequence[Oppfolging]) -> Iterator[Block]:
    """What was done the same day, where that is asked."""
    at_once = [row for row in rows if row.straks_hva.nr]
    if at_once:
        yield Table(
            tittel=text("registeret_plan.tabell.straks.tittel", nummer=nummer),
            beskrivelse=text("registeret_plan.tabell.straks.beskrivelse"),
            hode=tuple(text(f"registeret_plan.tabell.straks.{name}") for name in ("hva", "dag", "hvem")),
            rader=tuple(tuple((control(felt),) for felt in _at_once(row)) for row in at_once),
            bredder=(60, 16, 24),
        )


def _at_once(row: Oppfolging) -> tuple[Skrivefelt, Skrivefelt, Skrivefelt]:
    return row.straks_hva, row.straks_dag, row.straks_hvem


def answered_in_one(rows: Sequence[Oppfolging]) -> Line:
    """The same blanks below each other in one cell, for those that stand in a list."""
    line: list[Piece] = []
    for row in rows:
        line += ["\n"] if line else []
        for felt in (row.ansvarlig, row.arsak, row.frist_plan, *(_at_once(row) if row.straks_hva.nr else ())):
            line += [control(felt), "\n"]
        line.pop()
    return tuple(line)


def numbers_of(rows: Sequence[Oppfolging]) -> str:
    """The numbers in the register, with a full stop; empty when they have none."""
    known = [row.nr for row in rows if row.ansvarlig.nr == row.nr]
    return f"{', '.join(known)}." if known else ""


def in_register(nummer: str, tiltak: Sequence[RegisterTiltak]) -> Table:
    """The measures that are there already, with what this enhet writes of them."""
    names = ("tiltak", "rolle", "frist", "status", "i_bruk")
    return Table(
        tittel=text("registeret_plan.tabell.tiltak.tittel", nummer=nummer),
        beskrivelse=text("registeret_plan.tabell.tiltak.beskrivelse"),
        hode=tuple(text(f"registeret_plan.tabell.tiltak.{name}") for name in names),
        rader=tuple(_measure(one) for one in tiltak),
        bredder=(40, 19, 13, 14, 14),
    )


def _measure(one: RegisterTiltak) -> tuple[Line, ...]:
    told: list[Piece] = [Bold(tekst=one.tittel), Quiet(tekst=f" {_about(one)}")]
    if one.felles:
        own: tuple[Line, ...] = (one.eier.verdi or "–", one.frist.verdi or "–")
        told += ["\n", one.beskrivelse.verdi] if one.beskrivelse.verdi else []
    else:
        own = ((control(one.eier),), (control(one.frist),))
        told += ["\n", control(one.beskrivelse)]
    return tuple(told), *own, (control(one.status),), (control(one.i_bruk), "\n", control(one.belegg))


def _about(one: RegisterTiltak) -> str:
    parts = [one.nr]
    if one.avgjorende:
        parts.append(text("registeret_plan.tiltak.avgjorende"))
    if one.felles:
        parts.append(text("registeret_plan.tiltak.felles"))
    return text("registeret_plan.tiltak.om", hva=", ".join(parts))


def _other(one: AnnetAvvik) -> tuple[Line, ...]:
    row = one.oppfolging
    told = Quiet(tekst=" ".join((f"{row.nr}.", *row.sagt)))
    what: Line = (Bold(tekst=one.tittel), "\n", told)
    return what, *((control(felt),) for felt in (row.ansvarlig, row.arsak, row.frist_plan))


def others(andre: Sequence[AnnetAvvik]) -> Iterator[Block]:
    """The open avvik that stand nowhere else, a row each, and their measures."""
    yield Table(
        tittel=text("registeret_plan.tabell.andre.tittel"),
        beskrivelse=text("registeret_plan.tabell.andre.beskrivelse"),
        hode=(
            text("registeret_plan.tabell.andre.avvik"),
            *(text(f"registeret_plan.tabell.oppfolging.{name}") for name in ("ansvarlig", "arsak", "frist_plan")),
        ),
        rader=tuple(_other(one) for one in andre),
        bredder=(48, 20, 20, 12),
    )
    for one in andre:
        yield from done_at_once(one.oppfolging.nr, (one.oppfolging,))
        if one.registertiltak:
            yield in_register(one.oppfolging.nr, one.registertiltak)


# --- what the plan keeps of itself -----------------------------------------------------------------------------------


def properties(plan: HandlingsplanView, placed: Collection[str]) -> Mapping[str, str]:
    """For the document, by name. ``placed`` are the keys that stand in it: a template of one's own may show fewer."""
    known = {bookmark(felt.nr, felt.felt): felt for felt in _blanks(plan) if felt.nr}
    there = [known[key] for key in placed if key in known]
    written = [felt for felt in there if felt.verdi and felt.slag == Kontroll.TEKST]
    proposed = [felt for felt in written if row_of(felt.nr)[0] == FORSLAG]
    merke = plan.merke
    return Planmerke(
        hode=merke.hode,
        mottaker=merke.mottaker,
        enhet=merke.enhet,
        kjoring=merke.kjoring,
        utgave=int(merke.utgave) if merke.utgave.isdecimal() else 1,
        dag="-".join(reversed(merke.dag.split("."))),
        felt=tuple((felt.nr, felt.felt) for felt in there),
        forslag={f"{felt.nr}:{felt.felt}": text_print(felt.verdi) for felt in proposed},
    ).properties()


def _blanks(value: Any) -> Iterator[Skrivefelt]:
    if isinstance(value, Skrivefelt):
        yield value
    elif is_dataclass(value):
        for each in fields(value):
            yield from _blanks(getattr(value, each.name))
    elif isinstance(value, tuple):
        for each in value:
            yield from _blanks(each)

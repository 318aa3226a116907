"""The end of a handlingsplan: the tilsyn of the enhet, and what is looked up rather than read."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

from bvaudit.reports.docx.blocks import Block, Bold, Bullet, Heading, Justering, KeepTogether, Quiet, Table, Text
from bvaudit.reports.handlingsplan import HandlingsplanView, TilsynView
from bvaudit.texts import text


def section(heading: str, intro: str, first: Block, niva: int = 2) -> Block:
    """A heading and a sentence that are never parted from what they are about."""
    return KeepTogether(blokker=(Heading(niva=niva, tekst=heading), Text(tekst=intro), first))


def annexes(plan: HandlingsplanView, more_cases: Table | None) -> Iterator[Block]:
    """Every part that has something to say. ``more_cases`` are those that did not stand in front."""
    yield from _tilsyn(plan)
    if more_cases is not None:
        yield section(text("plan.del.saker"), text("plan.innledning.saker"), more_cases)
    yield from _read(plan)
    yield from _to_read(plan)
    yield from _clean(plan)
    yield from _not_examined(plan)
    yield from _method(plan)


def _tilsyn(plan: HandlingsplanView) -> Iterator[Block]:
    for number, (tilsyn, punkter) in enumerate(groupby(plan.tilsyn, key=lambda p: p.tilsyn)):
        table = _points(tilsyn, list(punkter))
        if number == 0:
            yield section(text("plan.del.tilsyn"), text("plan.innledning.tilsyn"), _titled(tilsyn, table))
        else:
            yield _titled(tilsyn, table)


def _titled(tilsyn: str, table: Table) -> Block:
    return KeepTogether(blokker=(Text(tekst=(Bold(tekst=tilsyn),)), table))


def _points(tilsyn: str, punkter: Sequence[TilsynView]) -> Table:
    return Table(
        tittel=tilsyn,
        beskrivelse=text("plan.tabell.tilsyn.beskrivelse"),
        hode=tuple(text(f"plan.tabell.tilsyn.{name}") for name in ("punkt", "tekst", "tall", "lukket")),
        rader=tuple(
            (
                p.punkt,
                (p.tekst, "\n", Quiet(tekst=p.hjemmel)) if p.hjemmel else p.tekst,
                _now(p),
                "\n".join(_closing(p)),
            )
            for p in punkter
        ),
        bredder=(11, 34, 29, 26),
    )


def _closing(p: TilsynView) -> Iterator[str]:
    """What closes it, by when, and how it stands here and with the authority."""
    yield p.lukkekriterium
    if p.frist:
        yield text("plan.tilsyn.frist", frist=p.frist)
    if p.stilling:
        yield p.stilling


def _now(p: TilsynView) -> str:
    return "\n".join([p.tall, text("plan.tabell.tilsyn.ma_leses", punkter=p.manuelle)]) if p.manuelle else p.tall


def _read(plan: HandlingsplanView) -> Iterator[Block]:
    """The audits people have read in, what the enhet says of them, and where they and the extract differ."""
    if plan.lest:
        yield Heading(niva=2, tekst=text("lest_i_papirene.plan.del_lest"))
        yield from (Bullet(tekst=line) for line in plan.lest)
    if plan.lest_annerledes:
        heads = ("sak", "krav", "uttrekket", "leseren", "folge")
        table = Table(
            tittel=text("lest_i_papirene.plan.annerledes_tittel"),
            beskrivelse=text("lest_i_papirene.plan.annerledes_beskrivelse"),
            hode=tuple(text(f"lest_i_papirene.plan.{name}") for name in heads),
            rader=tuple((one.sak, one.krav, one.uttrekket, one.leseren, one.folge) for one in plan.lest_annerledes),
            bredder=(13, 35, 14, 12, 26),
        )
        intro = text("lest_i_papirene.plan.annerledes_innledning")
        yield section(text("lest_i_papirene.plan.annerledes_tittel"), intro, table, niva=3 if plan.lest else 2)


def _to_read(plan: HandlingsplanView) -> Iterator[Block]:
    if not plan.indikasjoner:
        return
    table = Table(
        tittel=text("plan.tabell.ma_leses.tittel"),
        beskrivelse=text("plan.tabell.ma_leses.beskrivelse"),
        hode=tuple(text(f"plan.tabell.ma_leses.{name}") for name in ("tyder", "antall", "metode")),
        rader=tuple(
            (_named(each.tittel, each.regel), each.antall, (Quiet(tekst=each.metode),)) for each in plan.indikasjoner
        ),
        bredder=(40, 18, 42),
    )
    yield section(text("plan.del.ma_leses"), text("plan.innledning.ma_leses"), table)


def _clean(plan: HandlingsplanView) -> Iterator[Block]:
    if not plan.uten_avvik:
        return
    yield Heading(niva=2, tekst=text("plan.del.uten_avvik"))
    yield Table(
        tittel=text("plan.tabell.uten_avvik.tittel"),
        beskrivelse=text("plan.tabell.uten_avvik.beskrivelse"),
        hode=tuple(text(f"plan.tabell.uten_avvik.{name}") for name in ("krav", "kontrollert", "uavklart")),
        rader=tuple(
            ((_named(k.tittel, k.regel), Quiet(tekst=f" {k.merknad}" if k.merknad else "")), k.undersokt, k.uavklart)
            for k in plan.uten_avvik
        ),
        bredder=(80, 10, 10),
        justering=(Justering.VENSTRE, Justering.HOYRE, Justering.HOYRE),
    )


def _named(title: str, rule: str) -> str:
    return text("plan.tilsyn.krav", tittel=title.rstrip("."), regel=rule)


def _not_examined(plan: HandlingsplanView) -> Iterator[Block]:
    if not plan.ikke_undersokt:
        return
    by_reason: dict[str, list[str]] = defaultdict(list)
    for each in plan.ikke_undersokt:
        by_reason[each.grunn].append(each.krav)
    yield Heading(niva=2, tekst=text("plan.del.ikke_undersokt"))
    yield Text(tekst=text("plan.innledning.ikke_undersokt"))
    for grunn, krav in by_reason.items():
        yield Bullet(tekst=(Bold(tekst=f"{grunn.rstrip('.')}. "), Quiet(tekst=", ".join(krav))))


def _method(plan: HandlingsplanView) -> Iterator[Block]:
    yield Heading(niva=2, tekst=text("plan.del.metode"))
    yield from (Bullet(tekst=line) for line in (*plan.om_tallene, plan.hode) if line)
    if any(a.usikker or a.andre_tellemater for a in plan.enkelthendelser):
        yield Bullet(tekst=text("plan.innledning.forbehold_enkelt"))
    rows = [(a, (*a.forbehold, *a.andre_tellemater)) for a in plan.systemsvikt if a.usikker or a.andre_tellemater]
    if rows:
        yield Table(
            tittel=text("plan.tabell.metode.tittel"),
            beskrivelse=text("plan.tabell.metode.beskrivelse"),
            hode=(text("plan.tabell.metode.avvik"), text("plan.tabell.metode.merknad")),
            rader=tuple((_named(a.tittel, a.regel), (Quiet(tekst="\n".join(lines)),)) for a, lines in rows),
            bredder=(30, 70),
        )

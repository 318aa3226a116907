"""The handlingsplan as blocks, for a letterhead that has only the marker. bvaudit's own template holds the same plan
as Jinja tags."""

from collections.abc import Iterator, Sequence

from bvaudit.reports.docx import plan_words as words
from bvaudit.reports.docx.blocks import Block, Bullet, Heading, Table, Text
from bvaudit.reports.docx.report import WordReport
from bvaudit.reports.handlingsplan import AvvikView, HandlingsplanView, Svarfelt

Rader = tuple[tuple[str, ...], ...]


def plan_blocks(plan: HandlingsplanView) -> Iterator[Block]:
    """The whole plan in reading order, with one heading of level 1."""
    yield Heading(niva=1, tekst=plan.tittel)
    yield Text(tekst=f"{words.ingress(plan.kommune, plan.per, plan.periode)}.")
    yield Heading(niva=2, tekst=words.KORT_FORTALT)
    yield Text(tekst=plan.undersokt)
    yield from (Bullet(tekst=line) for line in plan.oppsummering)
    if plan.advarsler:
        yield Heading(niva=2, tekst=words.ADVARSLER)
        yield from (Bullet(tekst=line) for line in plan.advarsler)
    if plan.avvik:
        yield Heading(niva=2, tekst=words.OVERSIKT.tittel)
        yield _oversikt(plan)
    for avvik in plan.avvik:
        yield from _avvik(avvik)
    yield from _tilsyn(plan)
    yield from _resten(plan)
    yield Heading(niva=2, tekst=words.GODKJENNING)
    yield _answers("Godkjenning", plan.godkjenning)
    yield Heading(niva=2, tekst=words.OM_TALLENE)
    yield from (Bullet(tekst=line) for line in plan.om_tallene)


def _oversikt(plan: HandlingsplanView) -> Table:
    return _table(
        words.OVERSIKT,
        rader=tuple(
            (a.nummer, words.med_regel(a.tittel, a.regel), _grade(a), f"{a.antall} ({a.andel})", a.frist)
            for a in plan.avvik
        ),
        bredder=(8, 33, 21, 19, 19),
    )


def _grade(a: AvvikView) -> str:
    return f"{a.alvorlighetsgrad}, {a.malestokk}" if a.malestokk else a.alvorlighetsgrad


def _avvik(a: AvvikView) -> Iterator[Block]:
    yield Heading(niva=2, tekst=words.avvik_overskrift(a.nummer, a.tittel))
    yield Heading(niva=3, tekst=words.FUNNET)
    yield Text(tekst=a.funn)
    if a.intervall:
        yield Text(tekst=a.intervall)
    yield from (Text(tekst=line) for line in a.tillegg)
    if a.ogsa:
        yield Text(tekst=words.OGSA)
        yield from (Bullet(tekst=line) for line in a.ogsa)
    yield from (Text(ledd=words.FORBEHOLD, tekst=line) for line in a.forbehold)
    if a.andre_tellemater:
        yield Text(tekst=words.ANDRE_TELLEMATER)
        yield from (Bullet(tekst=line) for line in a.andre_tellemater)
    yield Heading(niva=3, tekst=words.KRAVET)
    yield _nokler(a)
    if a.saker:
        yield Heading(niva=3, tekst=words.RETT_SAKER)
        yield Text(tekst=words.INGRESS_SAKER)
        yield _saker(a)
    for heading, fields in ((words.SIKRING, a.midlertidig_sikring), (words.ARSAK, a.arsak)):
        yield Heading(niva=3, tekst=heading)
        yield _answers(f"{heading}, avvik {a.nummer}", fields)
    yield Heading(niva=3, tekst=words.TILTAK_OVERSKRIFT)
    yield Text(tekst=words.INGRESS_TILTAK)
    yield _tiltak(a)
    for heading, fields in (
        (words.LEDERKONTROLL, a.lederkontroll),
        (words.EFFEKT, a.effekt),
        (words.FORANKRING, a.forankring),
    ):
        yield Heading(niva=3, tekst=heading)
        yield _answers(f"{heading}, avvik {a.nummer}", fields)


def _nokler(a: AvvikView) -> Table:
    rows = [(words.REGEL, a.regel), (words.SPORSMAL, a.krav)]
    rows += [(words.FORMAL, a.formal)] if a.formal else []
    rows += [(words.HJEMMEL, "\n".join(a.hjemmel))] if a.hjemmel else []
    rows += [
        (words.GRAD, f"{a.alvorlighetsgrad}: {a.alvor_forklaring}"),
        (words.MALESTOKK, a.malestokk or words.LOVKRAV),
        (words.FRIST, a.frist),
        (words.ROLLE, a.ansvarlig_rolle),
    ]
    return _table(
        words.NOKLER,
        tittel=words.NOKLER.for_avvik(a.nummer),
        rader=tuple(rows),
        bredder=(30, 70),
    )


def _saker(a: AvvikView) -> Table:
    rows = []
    for sak in a.saker:
        funn = f"{sak.gjelder}. {sak.funn}" if sak.funn else sak.gjelder
        rows.append((sak.sak, f"{funn}\n{sak.forklaring}" if sak.forklaring else funn, sak.rettet, sak.kontrollert))
    return _table(
        words.SAKER,
        tittel=words.SAKER.for_avvik(a.nummer),
        rader=tuple(rows),
        bredder=(31, 33, 17, 19),
    )


def _tiltak(a: AvvikView) -> Table:
    return Table(
        tittel=words.TILTAK.for_avvik(a.nummer),
        beskrivelse=f"{words.TILTAK.beskrivelse}. Type velges blant {a.tiltakstyper}",
        hode=words.TILTAK.hode,
        rader=tuple((t.nummer, t.tiltak, t.type, t.ansvarlig_rolle, t.frist) for t in a.tiltak),
        bredder=(8, 35, 18, 21, 18),
    )


def _answers(tittel: str, fields: Sequence[Svarfelt]) -> Table:
    return _table(
        words.SVAR,
        tittel=tittel,
        rader=tuple((f"{field.ledetekst}\n{field.hjelp}", field.svar) for field in fields),
        bredder=(45, 55),
    )


def _table(ord_: words.Tabellord, *, rader: Rader, bredder: tuple[int, ...], tittel: str = "") -> Table:
    return Table(
        tittel=tittel or ord_.tittel, beskrivelse=ord_.beskrivelse, hode=ord_.hode, rader=rader, bredder=bredder
    )


def _tilsyn(plan: HandlingsplanView) -> Iterator[Block]:
    if not plan.tilsyn:
        return
    yield Heading(niva=2, tekst=words.TILSYN.tittel)
    yield _table(
        words.TILSYN,
        rader=tuple(
            (
                f"{p.punkt}\n{p.tilsyn}",
                f"{p.tekst}\n{p.hjemmel}" if p.hjemmel else p.tekst,
                f"{p.tall}\nMå leses: {p.manuelle}" if p.manuelle else p.tall,
                p.lukkekriterium,
            )
            for p in plan.tilsyn
        ),
        bredder=(19, 31, 22, 28),
    )


def _resten(plan: HandlingsplanView) -> Iterator[Block]:
    if plan.indikasjoner:
        yield Heading(niva=2, tekst=words.MA_LESES.tittel)
        yield Text(tekst=words.INGRESS_INDIKASJONER)
        yield _table(
            words.MA_LESES,
            rader=tuple((words.med_regel(i.tittel, i.regel), i.antall, i.metode) for i in plan.indikasjoner),
            bredder=(40, 15, 45),
        )
    if plan.uten_avvik:
        yield Heading(niva=2, tekst=words.UTEN_AVVIK_OVERSKRIFT)
        yield _table(
            words.UTEN_AVVIK,
            rader=tuple(
                (words.med_regel(k.tittel, k.regel), k.undersokt, k.uavklart, k.merknad or "–") for k in plan.uten_avvik
            ),
            bredder=(44, 14, 12, 30),
        )
    if plan.ikke_undersokt:
        yield Heading(niva=2, tekst=words.IKKE_UNDERSOKT_OVERSKRIFT)
        yield Text(tekst=words.INGRESS_IKKE_UNDERSOKT)
        yield _table(
            words.IKKE_UNDERSOKT,
            rader=tuple((k.grunn, k.tema, k.krav) for k in plan.ikke_undersokt),
            bredder=(34, 24, 42),
        )


PLAN = WordReport(
    navn="plan",
    view=HandlingsplanView,
    felt="enhet",
    liste="avvik",
    blocks=plan_blocks,
    mal="handlingsplan.docx",
)

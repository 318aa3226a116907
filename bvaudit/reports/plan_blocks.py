"""The handlingsplan as blocks: the conclusion, what comes first, half a page for each breach that repeats itself."""

from collections.abc import Iterator, Sequence

from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports.docx.blocks import (
    Block,
    Bold,
    Bullet,
    Heading,
    KeepTogether,
    Line,
    Link,
    Note,
    PageBreak,
    Piece,
    Quiet,
    Table,
    TableOfContents,
    Text,
)
from bvaudit.reports.docx.report import Dokument, WordReport
from bvaudit.reports.handlingsplan import AvvikView, HandlingsplanView, SakRad, Svarfelt, TiltakRad
from bvaudit.reports.plan_annexes import annexes, section
from bvaudit.reports.plan_felter import (
    answered_in_one,
    control,
    follow_up,
    in_register,
    numbers_of,
    others,
    properties,
    told_of,
)
from bvaudit.texts import counted, spoken, text

_ONE_LIST = 20  # with more cases than this, only the first stand before the breaches
_MOST_FIRST = 15
_GRAVE = (Alvorlighetsgrad.HOY, Alvorlighetsgrad.KRITISK)


def plan_blocks(plan: HandlingsplanView) -> Iterator[Block]:
    """The whole plan in reading order, with one heading of level 1."""
    most = _ONE_LIST if len(plan.saker) <= _ONE_LIST else _MOST_FIRST
    first, rest = plan.saker[:most], plan.saker[most:]
    yield Heading(niva=1, tekst=plan.tittel)
    yield Text(tekst=_under_the_title(plan), ingress=True)
    yield Heading(niva=2, tekst=text("plan.del.konklusjon"))
    yield Text(tekst=" ".join(plan.konklusjon))
    if plan.avvik:
        yield from _overview(plan)
    yield Heading(niva=2, tekst=text("plan.del.vet_ikke"))
    yield from (Bullet(tekst=line) for line in (*plan.vet_ikke, *plan.advarsler))
    yield TableOfContents(tittel=text("plan.del.innhold"))
    if first:
        yield PageBreak(alltid=False)
        more = counted("plan.innledning.forst_flere", len(rest)) if rest else ""
        intro = " ".join(part for part in (text("plan.innledning.forst"), more) if part)
        yield section(text("plan.del.forst"), intro, case_table(first))
    yield from _changed(plan)
    yield from _repeated(plan)
    if plan.enkelthendelser:
        yield _single_events(plan.enkelthendelser)
    if plan.andre:
        first_of, *more_of = others(plan.andre)
        yield section(text("registeret_plan.del.andre"), text("registeret_plan.del.andre_innledning"), first_of)
        yield from more_of
    yield _governance(plan)
    yield from annexes(plan, case_table(rest) if rest else None)


def _changed(plan: HandlingsplanView) -> Iterator[Block]:
    """What has happened since the edition before."""
    if plan.endret:
        yield Heading(niva=2, tekst=text("registeret_plan.del.endret"))
        yield from (Bullet(tekst=line) for line in plan.endret)


def _under_the_title(plan: HandlingsplanView) -> str:
    line = text("plan.ingress", kommune=plan.kommune, per=plan.per, periode=plan.periode)
    klasse = text("plan.klasse", klasse=plan.dokumentklasse) if plan.dokumentklasse else ""
    rules = text("felles.kravene_pa_bokmal") if spoken() != "nb" else ""
    return " ".join(part for part in (line, klasse, plan.utgave, rules) if part)


def case_table(cases: Sequence[SakRad]) -> Table:
    return Table(
        tittel=text("plan.tabell.saker.tittel"),
        beskrivelse=text("plan.tabell.saker.beskrivelse"),
        hode=tuple(text(f"plan.tabell.saker.{name}") for name in ("sak", "brudd", "rettet")),
        rader=tuple((case.sak, _all_wrong(case), (control(case.skriv),)) for case in cases),
        bredder=(10, 80, 10),
    )


def _all_wrong(case: SakRad) -> Line:
    row: list[Piece] = []
    for number, wrong in enumerate(case.brudd):
        if number:
            row.append("\n")
        if wrong.nummer:
            row += [Link(tekst=wrong.nummer, anker=_anchor(wrong.nummer)), " "]
        told = [f": {wrong.funn}"] if wrong.funn else []
        told += [f". {wrong.ogsa}"] if wrong.ogsa else []
        row += [Bold(tekst=wrong.brudd), Quiet(tekst="".join(told))]
    return tuple(row)


def _anchor(nummer: str) -> str:
    return text("reports.plan_blocks.avvik", nummer=nummer)


def _overview(plan: HandlingsplanView) -> Iterator[Block]:
    """Every avvik, or with many of them the grave ones: the conclusion stays on one page, and the rest are told in
    their own parts."""
    graded = {grade.vist for grade in _GRAVE}
    grave = tuple(a for a in plan.avvik if a.alvorlighetsgrad in graded)
    shown = grave if grave and len(plan.avvik) > _ONE_LIST else plan.avvik
    yield Table(
        tittel=text("plan.tabell.oversikt.tittel"),
        beskrivelse=text("plan.tabell.oversikt.beskrivelse"),
        hode=tuple(text(f"plan.tabell.oversikt.{name}") for name in ("nummer", "brudd", "antall", "grad", "frist")),
        rader=tuple(
            (a.nummer, (Link(tekst=a.tittel, anker=_anchor(a.nummer)),), a.antall, _grade(a), a.frist_kort)
            for a in shown
        ),
        bredder=(5, 42, 23, 15, 15),
    )
    if rest := len(plan.avvik) - len(shown):
        yield Text(tekst=counted("plan.innledning.resten", rest))


def _grade(a: AvvikView) -> str:
    if not a.malestokk:
        return a.alvorlighetsgrad
    return text("plan.avvik.oversikt_grad", grad=a.alvorlighetsgrad, malestokk=a.malestokk)


def _repeated(plan: HandlingsplanView) -> Iterator[Block]:
    for number, avvik in enumerate(plan.systemsvikt):
        start, *rest = _avvik(avvik)
        if number == 0:
            start = section(text("plan.del.svikt"), text("plan.innledning.svikt"), start)
        yield start
        yield from rest


def _avvik(a: AvvikView) -> Iterator[Block]:
    heading = text("plan.avvik.overskrift", nummer=a.nummer, overskrift=a.overskrift)
    found = [a.funn, a.baerer, *a.tillegg]
    if a.ogsa:
        found.append(text("plan.funn.ogsa", brudd="; ".join(a.ogsa)))
    yield KeepTogether(
        blokker=(
            Heading(niva=3, tekst=heading, anker=_anchor(a.nummer)),
            Text(ledd=text("plan.ledd.funnet"), tekst=" ".join(line for line in found if line)),
        )
    )
    if a.formal:
        yield Text(ledd=text("plan.ledd.betyr"), tekst=a.formal)
    yield Text(ledd=text("plan.ledd.kravet"), tekst=" ".join(_requirement(a)))
    rows = tuple(follow_up(a.nummer, a.oppfolging))
    if all(row.ansvarlig.verdi for row in a.oppfolging):  # the register knows, and has dates of its own
        yield from rows
    else:
        answer = text("plan.avvik.ansvar", rolle=a.ansvarlig_rolle, grad=a.alvorlighetsgrad, frist=_lower(a.frist))
        yield KeepTogether(blokker=(Text(ledd=text("plan.ledd.ansvar"), tekst=answer), *rows))
    if a.registertiltak:
        yield in_register(a.nummer, a.registertiltak)
    yield _measures(a)
    yield Text(ledd=text("plan.ledd.virker"), tekst=" ".join((a.virker, *told_of(a.oppfolging))))
    if a.brev:
        yield Note(tittel=text("plan.avvik.brev"), tekster=(a.brev,))


def _requirement(a: AvvikView, *, short: bool = False) -> Iterator[str]:
    """``short``: the breach stands above, and the requirement is the same turned round."""
    yield text("plan.krav.kort", regel=a.regel) if short else a.kravet
    if a.hjemmel:
        yield text("plan.krav.hjemmel", hjemmel="; ".join(a.hjemmel))
    if a.malestokk:
        yield text("plan.krav.malestokk", malestokk=a.malestokk)
    if a.usikker:
        yield a.usikker


def _measures(a: AvvikView) -> Table:
    return Table(
        tittel=text("plan.tabell.tiltak.tittel", nummer=a.nummer),
        beskrivelse=text("plan.tabell.tiltak.beskrivelse"),
        hode=tuple(text(f"plan.tabell.tiltak.{name}") for name in ("tiltak", "rolle", "frist")),
        rader=tuple(_measure(row) for row in a.tiltak),
        bredder=(64, 22, 14),
    )


def _measure(row: TiltakRad) -> tuple[Line, Line, Line]:
    what: Line = (control(row.skriv_tittel, fet=bool(row.foreslatt)),)
    if row.skriv_beskrivelse.verdi:
        what = (*what, "\n", control(row.skriv_beskrivelse))
    return what, (control(row.skriv_eier),), (control(row.skriv_frist),)


def _single_events(events: Sequence[AvvikView]) -> Block:
    intro = text("plan.innledning.enkelt", lukkes=text("plan.virker.enkelt"))
    table = Table(
        tittel=text("plan.tabell.enkelt.tittel"),
        beskrivelse=text("plan.tabell.enkelt.beskrivelse"),
        hode=tuple(text(f"plan.tabell.enkelt.{name}") for name in ("nummer", "brudd", "saker", "ansvar")),
        rader=tuple(
            (
                a.nummer,
                (
                    Bold(tekst=a.tittel),
                    f" ({a.antall})\n",
                    Quiet(tekst=" ".join(_about_event(a))),
                ),
                "\n".join(dict.fromkeys(sak.sak for sak in a.saker)) or "–",
                answered_in_one(a.oppfolging),
            )
            for a in events
        ),
        bredder=(5, 60, 13, 22),
    )
    return section(text("plan.del.enkelt"), intro, table)


def _about_event(a: AvvikView) -> Iterator[str]:
    if numbers := numbers_of(a.oppfolging):
        yield numbers
    yield from (*_requirement(a, short=True), *a.tillegg)
    if not all(row.ansvarlig.verdi for row in a.oppfolging):  # else it stands beside, with the register's own dates
        yield text("registeret_plan.oppfolging.hvem", rolle=a.ansvarlig_rolle, frist=_lower(a.frist))
    yield from told_of(a.oppfolging)


def _lower(said: str) -> str:
    return said[:1].lower() + said[1:]


def _governance(plan: HandlingsplanView) -> Block:
    """What is asked once. Where nothing is wrong there is only somebody to approve of it."""
    wrong = bool(plan.avvik or plan.saker)
    fields = (*plan.styring, *plan.godkjenning) if wrong else plan.godkjenning
    heading = text("plan.del.styring") if wrong else text("plan.del.godkjenning")
    table = Table(
        tittel=heading,
        beskrivelse=text("plan.tabell.styring.beskrivelse"),
        hode=(text("plan.tabell.styring.sporsmal"), text("plan.tabell.styring.svar")),
        rader=tuple((_question(field), _answer(field)) for field in fields),
        bredder=(60, 40),
    )
    return section(heading, text("plan.innledning.styring"), table)


def _question(field: Svarfelt) -> Line:
    return (Bold(tekst=text("plan.avvik.ledetekst", ledetekst=field.ledetekst)), Quiet(tekst=field.hjelp))


def _answer(field: Svarfelt) -> Line:
    return field.svar if field.utfylt else (control(field.skriv),)


def _dokument(plan: HandlingsplanView) -> Dokument:
    return Dokument(tittel=plan.tittel, avsender=plan.kommune, grunnlag=text("plan.grunnlag", per=plan.per))


PLAN = WordReport(
    navn="plan",
    view=HandlingsplanView,
    felt="enhet",
    liste="avvik",
    dokument=_dokument,
    blocks=plan_blocks,
    egenskaper=properties,
)

"""A run on one screen: what was looked at, what was found, and what nobody has looked at."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bvaudit.findings.all_numbers import per_unit, total, weighed
from bvaudit.findings.ledger import ledger
from bvaudit.model.funn import Intervall, Tall
from bvaudit.model.lesesvar import LEST
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.rule import Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet
from bvaudit.reports.plan_tekst import percent
from bvaudit.reports.read_words import beside
from bvaudit.reports.told_under import breach, measured_by, rules_told, told_elsewhere
from bvaudit.reports.wording import av, dato, oppramsing, prosent
from bvaudit.texts import counted, text

_COLUMNS = ("regel", "funn", "kontrollert", "med_avvik", "andel", "intervall", "uavklart")
_NOTHING = "–"
_UNSURE = "*"
_MANY = 30  # more ids than this are told by their number
_TITLE_AT, _INTERVAL_AT = 1, 5
_GAP, _NARROWEST_TITLE = 2, 16


def columns() -> tuple[str, ...]:
    return tuple(text(f"terminal.detaljer.{name}") for name in _COLUMNS)


def indicated() -> str:
    return text("terminal.detaljer.ma_leses")


def not_examined() -> str:
    return text("terminal.detaljer.ikke_undersokt")


def warnings() -> str:
    return text("terminal.detaljer.advarsler")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryRow:
    """``celler`` follow ``columns``. ``under`` is True for one unit's share of the rule above; ``avvik`` for
    deviations."""

    celler: tuple[str, ...]
    under: bool
    avvik: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryView:
    """Everything as text. The column «95 %» is shown only when a sample gave intervals (``med_intervall``)."""

    tittel: str
    fakta: tuple[tuple[str, str], ...]
    rader: tuple[SummaryRow, ...]
    med_intervall: bool
    merknader: tuple[str, ...]
    indikasjoner: tuple[str, ...]
    ikke_undersokt: tuple[str, ...]
    advarsler: tuple[str, ...]
    slutt: str


def summary_view(revisjon: Revisjon) -> SummaryView:
    """The same run gives the same view. A share of nothing is «–», never 0 %."""
    by_rule: dict[str, list[RegelSvar]] = {}
    for svar in revisjon.svar:
        by_rule.setdefault(svar.regel.id, []).append(svar)
    apart = weighed(revisjon)
    machine = {regel: svar for regel, svar in by_rule.items() if svar[0].standard != LEST}
    counted = [regel for regel, svar in sorted(machine.items()) if not svar[0].regel.indikasjon]
    rows = [row for regel in counted for row in _rows(by_rule[regel], revisjon)]
    return SummaryView(
        tittel=text("terminal.detaljer.tittel", kommune=revisjon.kommune, per=dato(revisjon.per)),
        fakta=tuple(_facts(revisjon)),
        rader=tuple(rows),
        med_intervall=any(svar.intervall for svar in revisjon.svar),
        merknader=(*_notes({regel: by_rule[regel] for regel in counted}, apart=apart), *_read(by_rule)),
        indikasjoner=tuple(_indications(machine, apart=apart)),
        ikke_undersokt=tuple(_not_examined(revisjon)),
        advarsler=revisjon.advarsler,
        slutt=_conclusion(revisjon),
    )


def summary_lines(view: SummaryView, width: int) -> tuple[str, ...]:
    """The view as plain lines no wider than ``width`` (80 or more, else words may stick out)."""
    lines = [view.tittel, ""]
    label = max(len(name) for name, _ in view.fakta) + _GAP
    for name, fact in view.fakta:
        lines += _wrapped(fact, width, f"{name:<{label}}", " " * label)
    lines += ["", *_table(view, width)]
    for note in view.merknader:
        lines += _wrapped(note, width, "", "  ")
    if view.indikasjoner:
        lines += ["", indicated()]
        for line in view.indikasjoner:
            lines += _wrapped(line, width, "  ", "    ")
    if view.ikke_undersokt:
        lines += ["", not_examined()]
        for line in view.ikke_undersokt:
            lines += _wrapped(line, width, "  ", "    ")
    if view.advarsler:
        lines += ["", warnings()]
        for line in view.advarsler:
            lines += _wrapped(line, width, "  ", "    ")
    lines += ["", *_wrapped(view.slutt, width, "", "")]
    return tuple(lines)


def shown_columns(view: SummaryView, cells: Sequence[str]) -> tuple[str, ...]:
    """The cells of the columns that have something to say in this run."""
    return tuple(c for i, c in enumerate(cells) if view.med_intervall or i != _INTERVAL_AT)


def _rows(svar: list[RegelSvar], revisjon: Revisjon) -> Iterator[SummaryRow]:
    rule, several = svar[0].regel, len(revisjon.enheter) > 1
    whole = total(revisjon, svar, svar[0].standard)
    intervall = None if several else svar[0].intervall
    yield _row(rule.id + _marks(rule), _named(svar[0], whole), whole, intervall, share=not weighed(revisjon))
    for one in svar:
        if several:
            yield _row("", one.enhet, one.tall[one.standard], one.intervall, under=True)


def _named(svar: RegelSvar, tall: Tall) -> str:
    """The breach, or the requirement with what is known about it: never as if it were met."""
    rule = svar.regel
    about = f"({', '.join(part for part in (gjelder(svar.teller, 2), measured_by(rule)) if part)})"
    if tall.ikke_oppfylt:
        return f"{rule.brudd.rstrip('.')} {about}"
    tittel = rule.tittel if rule.tittel[:2].isupper() else f"{rule.tittel[:1].lower()}{rule.tittel[1:]}"
    krav = f"{tittel.rstrip('.')} {about}"
    return (
        text("terminal.detaljer.uten_avvik", krav=krav)
        if tall.n
        else text("terminal.detaljer.ingen_a_vurdere", krav=krav)
    )


def _row(
    regel: str,
    tittel: str,
    tall: Tall,
    intervall: Intervall | None,
    *,
    share: bool = True,
    under: bool = False,
) -> SummaryRow:
    andel = prosent(tall.ikke_oppfylt, tall.n) if tall.n and share else _NOTHING
    cells = (
        regel,
        tittel,
        str(tall.n),
        str(tall.ikke_oppfylt) if tall.n else _NOTHING,
        andel,
        _interval(intervall),
        str(tall.uavklart),
    )
    return SummaryRow(celler=cells, under=under, avvik=tall.ikke_oppfylt > 0)


def _interval(intervall: Intervall | None) -> str:
    if intervall is None:
        return _NOTHING
    return f"{percent(intervall.nedre).removesuffix(' %')}–{percent(intervall.ovre)}"


def _marks(rule: Rule) -> str:
    return _UNSURE if rule.sikkerhet is not Sikkerhet.HOY else ""


def _facts(revisjon: Revisjon) -> Iterator[tuple[str, str]]:
    if revisjon.periode is None:
        yield text("terminal.detaljer.periode"), text("terminal.detaljer.hele_uttrekket")
    else:
        yield text("terminal.detaljer.periode"), f"{dato(revisjon.periode[0])}–{dato(revisjon.periode[1])}"
    day = revisjon.kilde.uttrekksdato
    when = dato(day) if day else text("terminal.detaljer.ukjent_dato")
    yield text("terminal.detaljer.uttrekk"), f"{when}, {_documents(revisjon)}"
    if revisjon.utvalg:
        drawn = counted("terminal.detaljer.trukket", revisjon.utvalg.trukket, id=revisjon.utvalg.id)
        yield text("terminal.detaljer.utvalg"), drawn
    units = ", ".join(_unit(e.navn, e.saker, e.undersokt) for e in revisjon.enheter)
    yield text("terminal.detaljer.enheter"), units or text("terminal.detaljer.ingen_enheter")


def _documents(revisjon: Revisjon) -> str:
    kilde = revisjon.kilde
    used = counted("terminal.detaljer.brukt", kilde.dokumenter_brukt)
    left_out = kilde.dokumenter_utelatt
    return f"{used}, {text('terminal.detaljer.utelatt', n=left_out)}" if left_out else used


def _unit(navn: str, saker: int, undersokt: int) -> str:
    cases = counted("terminal.detaljer.saker", saker)
    if undersokt != saker:
        cases = text("terminal.detaljer.saker_av", del_av=undersokt, saker=cases)
    return f"{navn} ({cases})"


def _notes(by_rule: dict[str, list[RegelSvar]], *, apart: bool) -> Iterator[str]:
    """About the rules in the table and no others."""
    rules = [svar[0].regel for _, svar in sorted(by_rule.items())]
    unsure = [k for k in rules if k.sikkerhet is not Sikkerhet.HOY]
    if unsure:
        graded = ", ".join(f"{k.id}: {k.sikkerhet.vist}" for k in unsure)
        yield text("terminal.detaljer.usikker_lov", merke=_UNSURE, regler=graded)
    for regel, svar in sorted(by_rule.items()):
        found = [funn for s in svar for funn in s.funn]
        if any(funn.under for funn in found):
            yield f"{regel}: {told_elsewhere(replace(svar[0], funn=tuple(found)))}."
    reasons = sum(1 for svar in by_rule.values() if any(s.intervall_grunn for s in svar))
    if reasons:
        yield counted("terminal.detaljer.uten_intervall", reasons)
    if apart and by_rule:
        yield per_unit()
    elsewhere = sum(s.tall[s.standard].andre_kommuner for svar in by_rule.values() for s in svar)
    if elsewhere:
        yield text("terminal.detaljer.annen_kommune", n=elsewhere)


def _read(by_rule: dict[str, list[RegelSvar]]) -> Iterator[str]:
    """What readers found, rule by rule and unit by unit."""
    for regel, svar in sorted(by_rule.items()):
        for one in svar:
            if one.lest is not None:
                yield text("lest_i_papirene.skjerm.regel", regel=regel, enhet=one.enhet, funnet=beside(one))


def _indications(by_rule: dict[str, list[RegelSvar]], *, apart: bool) -> Iterator[str]:
    for regel, svar in sorted(by_rule.items()):
        if any(s.er_indikasjon for s in svar):
            rule, tall = svar[0].regel, [s.tall[s.standard] for s in svar]
            found, n = sum(t.ikke_oppfylt for t in tall), sum(t.n for t in tall)
            share = text("reports.summary_view.av", found=found, n=n) if apart else av(found, n)
            yield f"{regel}{_marks(rule)} {breach(rule)}: {share}"


def _not_examined(revisjon: Revisjon) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for row in revisjon.ikke_undersokt:
        reasons.setdefault(row.grunn.rstrip("."), []).append(row.regel.id)
    for grunn, ids in sorted(reasons.items()):
        which = ", ".join(sorted(ids)) if len(ids) <= _MANY else text("terminal.detaljer.se_grunnlag")
        yield counted("terminal.detaljer.grunn", len(ids), grunn=grunn, hvilke=which)
    for enhet in revisjon.enheter:
        if enhet.saker and not enhet.undersokt:
            yield text("terminal.detaljer.enhet_uten_saker", enhet=enhet.navn)


def _conclusion(revisjon: Revisjon) -> str:
    book = ledger(revisjon)
    if not book.kontrollert:
        return text("terminal.detaljer.ingenting")
    if not book.med_avvik:
        return text("terminal.detaljer.ingen_avvik", n=book.kontrollert)
    grades = Counter(s.regel.alvorlighetsgrad for s in revisjon.avvik)
    words = oppramsing([f"{grades[grad]} {grad.vist}" for grad in reversed(Alvorlighetsgrad) if grades[grad]])
    return text("terminal.detaljer.slutt", krav=rules_told(revisjon), n=book.avvik, grader=words)


def _table(view: SummaryView, width: int) -> list[str]:
    if not view.rader:
        return [text("terminal.detaljer.ingen_regler")]
    header = shown_columns(view, columns())
    rows = [(shown_columns(view, row.celler), row.under) for row in view.rader]
    widths = [max(len(header[i]), *(len(cells[i]) for cells, _ in rows)) for i in range(len(header))]
    others = sum(w for i, w in enumerate(widths) if i != _TITLE_AT) + _GAP * (len(widths) - 1)
    widths[_TITLE_AT] = max(_NARROWEST_TITLE, min(widths[_TITLE_AT] + _GAP, width - others))
    lines = [_line(header, widths), "-" * (sum(widths) + _GAP * (len(widths) - 1))]
    for cells, under in rows:
        indent = "  " if under else ""
        title = textwrap.wrap(cells[_TITLE_AT], widths[_TITLE_AT], initial_indent=indent, subsequent_indent=indent)
        lines.append(_line((cells[0], title[0] if title else "", *cells[2:]), widths))
        lines += [_line(("", more, *("" for _ in cells[2:])), widths) for more in title[1:]]
    return lines


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    parts = [f"{c:<{w}}" if i <= _TITLE_AT else f"{c:>{w}}" for i, (c, w) in enumerate(zip(cells, widths, strict=True))]
    return (" " * _GAP).join(parts).rstrip()


def _wrapped(sentence: str, width: int, first: str, rest: str) -> list[str]:
    return textwrap.wrap(sentence, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)

"""What came out of the commands of an audit, said to the screen."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bvaudit.cli.next_step import typed
from bvaudit.cli.screen import say
from bvaudit.model.lesesvar import Lesing
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.workflows.audits_by_people import Audit
    from bvaudit.workflows.audits_forms import Made
    from bvaudit.workflows.audits_list import FormsTold, FormTold
    from bvaudit.workflows.audits_road import AuditTold

_POINTS = 6  # points named for each form


def next_line(audit: "Audit", extra: tuple[str, ...]) -> None:
    """The command that comes now, exactly as it is typed."""
    from bvaudit.workflows.audits_road import told

    step = told(audit, extra).neste
    if step is None:
        say(text("lesing.neste", kommando=typed("bvaudit", "status", *extra)))
        return
    say(f"{step.tekst[:1].upper()}{step.tekst[1:]}")
    if step.kommando:
        say(text("lesing.neste", kommando=typed(*step.kommando)))


def drawn_lines(audit: "Audit") -> Iterator[str]:
    from bvaudit.model.utvalg import Bruk
    from bvaudit.reports.draw_lines import shortcomings

    if audit.utvalg is None:
        return
    counts = Counter((one.enhet, one.bruk is Bruk.RESERVE) for one in audit.plasser)
    for enhet in dict.fromkeys(one.enhet for one in audit.plasser):
        used, kept = counts[enhet, False], counts[enhet, True]
        frame = audit.utvalg.ramme_antall.get(enhet, used)
        yield counted("revisjonen.sagt.trukket", used, enhet=enhet, reserve=kept, ramme=frame)
    for enhet in audit.gjennomgang.enheter:
        if enhet not in audit.utvalg.ramme_antall:
            yield text("trekning.ingen_i_enheten", enhet=enhet)
    yield from shortcomings(audit.utvalg, {kvote.id: kvote.tekst for kvote in audit.liste.utvalg.kvoter})
    yield text("revisjonen.sagt.avtrykk", avtrykk=audit.utvalg.kort_avtrykk)


def show_audits(audits: "Sequence[AuditTold]") -> None:
    if not audits:
        say(text("revisjonen.liste.ingen"))
        say(text("lesing.neste", kommando=text("revisjonen.liste.ny")))
        return
    for one in audits:
        say(one.feil or one.gjort)
        for point in one.venter[:3]:
            say(text("revisjonen.liste.venter", hvem=point.hvem, hva=point.tekst.rstrip(":")))
        if one.neste is not None and one.neste.kommando:
            say(text("revisjonen.liste.neste", kommando=typed(*one.neste.kommando)))


def show_forms(told: "FormsTold") -> None:
    if not told.skjemaer:
        say(text("revisjonen.liste.ingen_skjemaer", navn=told.audit.id))
    for form in told.skjemaer:
        for line in _form(form):
            say(line)


def _form(told: "FormTold") -> Iterator[str]:
    form = told.skjema
    second = text("revisjonen.liste.andre") if form.skjema.lesing is Lesing.ANDRE else ""
    back = text("revisjonen.liste.inn", tid=_day(form.inn)) if form.inn else text("revisjonen.liste.ikke_inn")
    checked = text("revisjonen.liste.kontrollert", tid=_day(form.kontrollert)) if form.kontrollert else ""
    yield text(
        "revisjonen.liste.skjema",
        skjema=form.skjema.navn,
        andre=second,
        leser=form.skjema.leser.kode,
        ut=_day(form.ut),
        inn=back,
        besvart=form.besvart,
        av=form.av,
        kontrollert=checked,
    )
    if form.inn and told.mangler:
        by_case: dict[str, list[str]] = {}
        for sak, regel in told.mangler:
            by_case.setdefault(sak, []).append(regel)
        for sak, rules in by_case.items():
            named = ", ".join(dict.fromkeys(rules[:_POINTS])) + (" …" if len(rules) > _POINTS else "")
            where = sak or text("revisjonen.liste.tjenesten")
            yield text("revisjonen.liste.mangler", sak=where, punkter=named)


def show_made(made: "Made", key: str) -> None:
    if not made.filer:
        say(text(f"revisjonen.laget.{key}_ingen"))
    for path in made.filer:
        say(text("revisjonen.laget.fil", fil=path))
    for leser, sak in made.egne:
        say(text("revisjonen.laget.egen_sak", leser=leser, sak=sak))


def _day(tid: str) -> str:
    from datetime import datetime

    from bvaudit.model.kalender import vis

    return vis(datetime.fromisoformat(tid).date())

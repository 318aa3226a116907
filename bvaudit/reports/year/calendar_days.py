"""The days a calendar is given: the controls of the year, what a supervision has set, and the deadlines of the avvik.

What people have written in their own words stands in none of them: calendars are shared, and lie on telephones."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from bvaudit.model.kodeverk import DROPPET, FULLFORT, IKKE_AKTUELT, UTFORT
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.planlagt import Oppgavestand, Skrittet
from bvaudit.model.registeret.ting import Feltverdi, Kommentar, Slag, Ting, supervision_number
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.register.deadlines import deadlines
from bvaudit.register.planned_tasks import known_unit
from bvaudit.register.supervised_steps import required, step_named, steps_of
from bvaudit.reports.calendar import Kalenderpost
from bvaudit.reports.year import stand_words as words
from bvaudit.reports.year.stand_words import Aret
from bvaudit.texts import text

_EVERYWHERE = "alle-enheter"


def calendar_days(aret: Aret, *, enhet: str = "", alt: bool = False) -> Iterator[Kalenderpost]:
    """``enhet`` is an id, empty = the whole municipality, where what several units do is one day. ``alt``: the
    deadlines of avvik and measures too."""
    yield from _controls(aret, enhet)
    for tilsyn in aret.kontekst.tilsyn:
        if tilsyn.egen and _concerns(tilsyn, enhet, aret):
            yield from _supervision(tilsyn, aret)
    if alt:
        for avvik in aret.reg.apne:
            if not enhet or avvik.enhet == enhet:
                yield from _avvik(avvik, aret)
        for ting in aret.reg.av_slag(Slag.TILTAK):
            if not enhet or ting.enhet == enhet:
                yield from _measure(ting, aret)


def _controls(aret: Aret, enhet: str) -> Iterator[Kalenderpost]:
    together: dict[tuple[date, str], list[Oppgavestand]] = {}
    for stand in aret.stands:
        if enhet and stand.enhet == enhet:
            yield _control(stand, aret)
        elif not enhet:
            together.setdefault((stand.maned, stand.oppgave), []).append(stand)
    for stands in together.values():
        one = replace(_control(stands[0], aret), id=_in_all(stands[0])) if len(stands) == 1 else None
        yield one or _in_units(stands, aret)


def _control(stand: Oppgavestand, aret: Aret) -> Kalenderpost:
    done = stand.status == UTFORT
    title = text("sider.kalender.kontroll", kontroll=stand.tittel, enhet=words.unit_of(stand.enhet, aret.kontekst))
    lines = (
        text("sider.kalender.status", status=words.status_of(stand, aret.kontekst)),
        text("sider.kalender.ansvarlig", rolle=words.owner_of(stand, aret.kontekst)),
        text("sider.skal_ligge", dokumentasjon=words.leaves_behind(stand, aret)),
        text("sider.kalender.hjemmel", hjemmel=words.law_of(stand, aret)),
        stand.nr,
    )
    return Kalenderpost(
        id=stand.nr,
        dag=stand.frist,
        tittel=text("sider.kalender.gjort", tittel=title) if done else title,
        tekst="\n".join(lines),
        kategori=text("sider.kalender.kategori.kontroll"),
        endret=_changed((stand.nr,), aret),
        endringer=_changes((stand.nr,), aret),
        avlyst=stand.status == IKKE_AKTUELT or not words.is_there(stand),
    )


def _in_all(stand: Oppgavestand) -> str:
    """The same however many units have it: one that ceases or begins must not leave a day behind in a calendar."""
    return f"{stand.nr.rsplit(':', 1)[0]}:{_EVERYWHERE}" if stand.enhet else stand.nr


def _in_units(stands: Sequence[Oppgavestand], aret: Aret) -> Kalenderpost:
    """The same control in several units the same month is one day: the first that is left."""
    of_use = [one for one in stands if one.status != IKKE_AKTUELT and words.is_there(one)]
    done = sum(one.status == UTFORT for one in of_use)
    left = [one.frist for one in of_use if one.status != UTFORT]
    first, numbers = stands[0], [one.nr for one in stands]
    title = text("sider.kalender.i_enheter", kontroll=first.tittel, n=done, av=len(of_use))
    each = (
        text(
            "sider.kalender.enhet",
            enhet=words.unit_of(s.enhet, aret.kontekst),
            status=words.status_of(s, aret.kontekst),
        )
        for s in stands
    )
    law = text("sider.kalender.hjemmel", hjemmel=words.law_of(first, aret))
    return Kalenderpost(
        id=_in_all(first),
        dag=min(left or [one.frist for one in stands]),
        tittel=text("sider.kalender.gjort", tittel=title) if of_use and done == len(of_use) else title,
        tekst="\n".join((*each, law)),
        kategori=text("sider.kalender.kategori.kontroll"),
        endret=_changed(numbers, aret),
        endringer=_changes(numbers, aret),
        avlyst=not of_use,
    )


def _concerns(tilsyn: Tilsyn, enhet: str, aret: Aret) -> bool:
    return not enhet or not tilsyn.enheter or enhet in {known_unit(aret.kontekst, one) for one in tilsyn.enheter}


def _supervision(tilsyn: Tilsyn, aret: Aret) -> Iterator[Kalenderpost]:
    """The steps, with the deadlines they set; and the days the authority has given for correcting what it found."""
    nr, steps, seen = supervision_number(tilsyn.id), steps_of(tilsyn, aret.reg), Counter[str]()
    for step in steps:
        seen[step.skritt] += 1
        key = f"{nr}:{step.skritt}:{seen[step.skritt]}"
        yield _of_tilsyn(key, step.dag, _step_text(step.skritt, aret), tilsyn, aret)
        if step.frist is not None:
            yield _of_tilsyn(f"{key}:frist", step.frist, _deadline(step, steps, aret), tilsyn, aret)
    for funn in (one for outer in tilsyn.funn for one in outer.within()):
        if funn.frist is not None:
            key = f"{nr}:funn:{funn.id}"
            yield _of_tilsyn(key, funn.frist, text("sider.kalender.funn", funn=funn.id), tilsyn, aret)


def _deadline(step: Skrittet, steps: Sequence[Skrittet], aret: Aret) -> str:
    wanted = required(step, aret.kontekst.kodeverk)
    told = text("sider.kalender.frist", skritt=_step_text(wanted or step.skritt, aret))
    answered = any(one.skritt == wanted and one.dag >= step.dag for one in steps) or _ended(steps, aret)
    return text("sider.kalender.gjort", tittel=told) if answered else told


def _ended(steps: Sequence[Skrittet], aret: Aret) -> bool:
    known = (step_named(aret.kontekst.kodeverk, one.skritt) for one in steps)
    return any(one is not None and one.avslutter for one in known)


def _step_text(kode: str, aret: Aret) -> str:
    return aret.kontekst.kodeverk.tekst("tilsynsskritt", kode)


def _of_tilsyn(key: str, dag: date, told: str, tilsyn: Tilsyn, aret: Aret) -> Kalenderpost:
    nr = supervision_number(tilsyn.id)
    return Kalenderpost(
        id=key,
        dag=dag,
        tittel=text("sider.kalender.tilsyn", hva=told, tilsyn=tilsyn.tittel),
        tekst=text("sider.kalender.myndighet", myndighet=tilsyn.myndighet, nr=nr),
        kategori=text("sider.kalender.kategori.tilsyn"),
        endret=_changed((nr,), aret),
        endringer=_changes((nr,), aret),
    )


def _avvik(avvik: Avvik, aret: Aret) -> Iterator[Kalenderpost]:
    days = deadlines(avvik, aret.reg, aret.kontekst, aret.dag)
    mine = {"plan": None if days.plan_holdt else days.plan, "lukking": days.lukking}
    breach = avvik.ting.tittel if avvik.regel else ""
    for what, dag in mine.items():
        if dag is not None:
            where = words.unit_of(avvik.enhet, aret.kontekst)
            words_of = {"hva": text(f"sider.kalender.avviksfrist.{what}"), "nr": avvik.nr, "enhet": where}
            told = text("sider.kalender.avvik_uten", **words_of)
            yield Kalenderpost(
                id=f"{avvik.nr}:{what}",
                dag=dag,
                tittel=text("sider.kalender.med_brudd", avvik=told, brudd=breach) if breach else told,
                tekst=text("sider.kalender.se_registeret", nr=avvik.nr),
                kategori=text("sider.kalender.kategori.avvik"),
                endret=_changed((avvik.nr,), aret),
                endringer=_changes((avvik.nr,), aret),
            )


def _measure(ting: Ting, aret: Aret) -> Iterator[Kalenderpost]:
    dag = ting.dato("frist")
    if dag is not None and ting.avsluttet is None and ting.verdi("tiltaksstatus") not in (FULLFORT, DROPPET):
        yield Kalenderpost(
            id=f"{ting.nr}:frist",
            dag=dag,
            tittel=text("sider.kalender.tiltak", nr=ting.nr, enhet=words.unit_of(ting.enhet, aret.kontekst)),
            kategori=text("sider.kalender.kategori.avvik"),
            endret=_changed((ting.nr,), aret),
            endringer=_changes((ting.nr,), aret),
        )


def _changed(numbers: Sequence[str], aret: Aret) -> datetime | None:
    """When anybody last wrote of one of them."""
    there = [aret.reg.ting[nr] for nr in numbers if nr in aret.reg.ting]
    said: list[Feltverdi | Kommentar] = []
    for ting in there:
        said += [*ting.felt.values(), *ting.kommentarer]
    times = [one.tid for one in said if one.hendelse]
    return max(times, default=None)


def _changes(numbers: Sequence[str], aret: Aret) -> int:
    return sum(len(aret.reg.ting[nr].hendelser) for nr in numbers if nr in aret.reg.ting)

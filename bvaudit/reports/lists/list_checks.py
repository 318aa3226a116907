"""Checklists and the year's controls as lists to read."""

from collections.abc import Iterator
from itertools import groupby

from bvaudit.model.kalender import vis
from bvaudit.model.plans import Arshjul, Oppgave, Punkt, Sjekkliste
from bvaudit.model.rule import Rule
from bvaudit.reports.lists.list_view import Content, ListView, Part, Point, cited, facts, named
from bvaudit.reports.rule_pages import KINDS, kind_of
from bvaudit.reports.wording import tema_name
from bvaudit.texts import counted, text


def checklist_view(liste: Sjekkliste, content: Content) -> ListView:
    """Each point with its question, law, how it is answered and guidance, a part for each subject in its order."""
    draw = (
        text("lister.versjon", versjon=liste.versjon, dag=vis(liste.gjelder_fra)),
        counted("lister.trekk", liste.utvalg.per_enhet),
        *((text("lister.trekk_reserve", n=liste.utvalg.reserve),) if liste.utvalg.reserve else ()),
        liste.utvalg.beskrivelse,
    )
    parts = groupby(liste.punkter, key=lambda punkt: content.regler[punkt.regel].tema)
    return ListView(
        id=liste.id,
        slag="sjekkliste",
        tittel=liste.tittel,
        om=(_line(liste.formal), _line(" ".join(draw))),
        deler=tuple(
            Part(tittel=tema_name(tema), punkter=tuple(_point(punkt, content) for punkt in punkter))
            for tema, punkter in parts
        ),
    )


def year_view(arshjul: Arshjul, content: Content) -> ListView:
    """Month by month. What is done every month is told in full the first time, and pointed to later."""
    return ListView(
        id=arshjul.id,
        slag="arshjul",
        tittel=arshjul.tittel,
        om=(text("lister.fra_og_med", dag=vis(arshjul.gjelder_fra)), _source(arshjul.kilde)),
        deler=tuple(_months(arshjul, content)),
    )


def month_name(month: int) -> str:
    return text(f"lister.maned.m{month}")


def _months(arshjul: Arshjul, content: Content) -> Iterator[Part]:
    first: dict[str, int] = {}
    for month in range(1, 13):
        tasks = [task for task in arshjul.oppgaver if month in task.maneder]
        points = []
        for task in tasks:
            told = first.setdefault(task.id, month)
            points.append(_task(task, content) if told == month else _again(task, told))
        if points:
            yield Part(tittel=month_name(month), punkter=tuple(points))


def _task(task: Oppgave, content: Content) -> Point:
    told = facts(
        hvordan=task.beskrivelse,
        eier=task.eier,
        enheter=task.enheter,
        dokumentasjon=task.dokumentasjon,
        sjekkliste=task.sjekkliste,
        regler=named(task.regler, content),
        hjemmel=cited(task.hjemmel, content),
    )
    return Point(nr="", tekst=task.tittel, fakta=told)


def _again(task: Oppgave, told: int) -> Point:
    told_in = text("lister.se_maned", maned=month_name(told).lower())
    return Point(nr="", tekst=task.tittel, fakta=facts(eier=task.eier, hvordan=told_in))


def _point(punkt: Punkt, content: Content) -> Point:
    rule = content.regler[punkt.regel]
    told = facts(
        hjemmel=law_today(rule, content),
        besvares=KINDS[kind_of(rule)],
        veiledning=rule.veiledning,
        merknad=punkt.merknad,
    )
    return Point(nr=rule.id, tekst=_line(rule.sporsmal), fakta=told)


def law_today(rule: Rule, content: Content) -> str:
    """Of the version in force on the day, or else of the newest."""
    versions = [v for v in rule.versjoner if v.in_force(content.per)] or [rule.versjoner[-1]]
    return cited(versions[-1].hjemmel, content) or text("lister.ingen_hjemmel")


def _source(kilde: str) -> str:
    return text("lister.kilde", kilde=_line(kilde))


def _line(words: str) -> str:
    return " ".join(words.split())

"""What the schema cannot see within the outline of a report, and the names in it that must exist elsewhere."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown, unknown_rule
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.lister import Liste
from bvaudit.model.nokkeltall import DELT_AKSE, Lesning, Nokkeltall
from bvaudit.model.rapport import (
    ARSTALL,
    REGISTERTALL,
    Grafvalg,
    Linjer,
    Rapport,
    Seksjon,
    Seksjonslag,
    Tallvalg,
)
from bvaudit.model.regelnavn import nearest_rule
from bvaudit.model.rule import Rule
from bvaudit.model.serie import Serie
from bvaudit.texts import text

# What a section of a kind must have, one of them, and each by its key.
_NEEDS: Mapping[Seksjonslag, tuple[str, ...]] = {
    Seksjonslag.TALL: ("tall", "serieslag", "lest"),
    Seksjonslag.GRAF: ("tall", "serieslag"),
    Seksjonslag.LISTE: ("lister", "listeslag"),
    Seksjonslag.SPORSMAL_OG_SVAR: ("sporsmal", "lister", "listeslag"),
}
_LISTS = (Anbefalinger, Risikoliste, Tiltaksliste, Liste)


def faults_in_report(rapport: Rapport, document: Document) -> Iterator[Problem]:
    for number, one in enumerate(rapport.seksjoner):
        yield from _section(one, rapport, document, ("seksjoner", number))


def _section(one: Seksjon, rapport: Rapport, document: Document, at: KeyPath) -> Iterator[Problem]:
    needs = _NEEDS.get(one.slag, ())
    if needs and not any(getattr(one, name) for name in needs):
        told = text("rapport.les.mangler", slag=one.slag.value, nokkel="» eller «".join(needs))
        yield document.problem((*at, "slag"), "mangler-i-avsnittet", told, "")
    if one.slag is Seksjonslag.GRAF and one.graf is Grafvalg.INGEN and not (one.serieslag and not one.tall):
        yield document.problem((*at, "slag"), "mangler-i-avsnittet", text("rapport.les.uten_graf"), "")
    if (one.linjer is Linjer.GRUPPE) != bool(one.akse):
        yield document.problem((*at, "linjer"), "akse", text("rapport.les.akse"), text("rapport.les.akse_hint"))
    for number, malgruppe in enumerate(one.malgrupper):
        if malgruppe not in rapport.malgrupper:
            told = text("rapport.les.malgruppe", malgruppe=malgruppe.value)
            yield document.problem((*at, "malgrupper", number), "ukjent-malgruppe", told, "")


def faults_against_others(
    rapport: Rapport, document: Document, rules: Mapping[str, Rule], read: Sequence[Any]
) -> Iterator[Problem]:
    """``read`` are all the plans there are, the figures and the series too."""
    lists = {one.id for one in read if isinstance(one, _LISTS)}
    figures = {one.id: one for one in read if isinstance(one, Nokkeltall)}
    series = {one.id for one in read if isinstance(one, Serie)}
    known = {*figures, *series, *rules, *REGISTERTALL, *ARSTALL}
    for number, one in enumerate(rapport.seksjoner):
        at: KeyPath = ("seksjoner", number)
        for place, regel in enumerate(one.regler):
            if regel not in rules:
                yield unknown_rule(document, (*at, "regler", place), regel, rules)
        for place, navn in enumerate(one.lister):
            if navn not in lists:
                told = text("rapport.les.ukjent_liste", liste=navn)
                yield unknown(document, (*at, "lister", place), "ukjent-liste", told, navn, lists)
        for place, valg in enumerate(one.tall):
            here = (*at, "tall", place)
            if valg.tall not in known and not _of_a_list(valg.tall, read):
                yield _unknown_figure(document, (*here, "tall"), valg.tall, rules, known)
            elif valg.tall in figures:
                yield from _reading(valg, one, figures[valg.tall], document, here)
            elif valg.tall in rules:
                yield from _way(valg, rules[valg.tall], document, here)


_OF_A_RUN = ("standard", "lest")  # as a run counted it, and as people read it


def _way(valg: Tallvalg, rule: Rule, document: Document, at: KeyPath) -> Iterator[Problem]:
    """The ways a rule is counted in."""
    names = (*rule.variantnavn, *_OF_A_RUN)
    if valg.variant and valg.variant not in names:
        told = text("tellingen.feil.ukjent_variant", regel=valg.tall, navn=valg.variant)
        yield unknown(document, (*at, "variant"), "ukjent-variant", told, valg.variant, names)


def _unknown_figure(
    document: Document, at: KeyPath, tall: str, rules: Mapping[str, Rule], known: Iterable[str]
) -> Problem:
    """What looks like the id of a rule is probably a rule."""
    told = text("rapport.les.ukjent_tall", tall=tall)
    near = nearest_rule(tall, sorted(rules)) if tall[:1].isupper() and any(c.isdigit() for c in tall) else None
    if near:
        return document.problem(at, "ukjent-tall", told, text("felles.mente_du", naer=near))
    return unknown(document, at, "ukjent-tall", told, tall, known)


def _of_a_list(tall: str, read: Sequence[Any]) -> bool:
    """A count of a list or of a supervision, by its id."""
    kind, _, rest = tall.partition(".")
    ids = {one.id for one in read}
    return kind in ("liste", "tilsyn") and rest.partition(".")[0] in ids


def _reading(
    valg: Tallvalg, seksjon: Seksjon, figure: Nokkeltall, document: Document, at: KeyPath
) -> Iterator[Problem]:
    reading = figure.lesning(valg.variant)
    if reading is None:
        names = [one.navn for one in figure.lesninger]
        told = text("rapport.les.ukjent_lesning", tall=valg.tall, lesning=valg.variant)
        yield unknown(document, (*at, "variant"), "ukjent-lesning", told, valg.variant, names)
        return
    sizes = [one.value for one in reading.maler]
    if valg.storrelse and valg.storrelse not in sizes:
        told = text("rapport.les.ukjent_storrelse", tall=valg.tall, storrelse=valg.storrelse)
        yield unknown(document, (*at, "storrelse"), "ukjent-storrelse", told, valg.storrelse, sizes)
    axes = [one.akse for one in reading.deles]
    if reading.regel is not None and reading.regel.mot:
        axes.append(DELT_AKSE)
    yield from _part(valg, reading, document, at)
    if seksjon.linjer is Linjer.GRUPPE and seksjon.akse not in axes:
        told = text("rapport.les.ukjent_akse", tall=valg.tall, akse=seksjon.akse)
        yield unknown(document, (*at, "tall"), "ukjent-akse", told, seksjon.akse, axes)


def _part(valg: Tallvalg, reading: Lesning, document: Document, at: KeyPath) -> Iterator[Problem]:
    """The part of a division that is asked for: its axis, and its code where every part has a name."""
    if not valg.gruppe:
        return
    axes = {one.akse: one for one in reading.deles}
    split = reading.regel is not None and bool(reading.regel.mot)
    akse, _, kode = valg.gruppe.partition("=")
    if akse not in axes and not split:
        told = text("rapport.les.ukjent_akse", tall=valg.tall, akse=akse)
        yield unknown(document, (*at, "gruppe"), "ukjent-akse", told, akse, axes)
        return
    division = axes.get(akse)
    names = [one.kode for one in division.grupper] if division is not None else []
    names += [one for one in (division.andre, division.tom) if one] if division is not None else []
    if division is not None and division.grupper and not division.resten_alene and kode not in names:
        told = text("rapport.les.ukjent_del", tall=valg.tall, kode=kode)
        yield unknown(document, (*at, "gruppe"), "ukjent-del", told, kode, names)

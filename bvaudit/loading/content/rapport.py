"""What the schema cannot see within the outline of a report, and the names in it that must exist elsewhere."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown, unknown_rule
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.lister import Liste
from bvaudit.model.rapport import Grafvalg, Linjer, Rapport, Seksjon, Seksjonslag
from bvaudit.model.rule import Rule
from bvaudit.texts import text

# What a section of a kind must have, one of them, and each by its key.
_NEEDS: Mapping[Seksjonslag, tuple[str, ...]] = {
    Seksjonslag.TALL: ("tall",),
    Seksjonslag.GRAF: ("tall",),
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
    if one.slag is Seksjonslag.GRAF and one.graf is Grafvalg.INGEN:
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
    """``read`` are all the plans there are. The figures are looked at when all of those are known
    (``unknown_figures``)."""
    lists = {one.id for one in read if isinstance(one, _LISTS)}
    for number, one in enumerate(rapport.seksjoner):
        for place, regel in enumerate(one.regler):
            if regel not in rules:
                yield unknown_rule(document, ("seksjoner", number, "regler", place), regel, rules)
        for place, navn in enumerate(one.lister):
            if navn not in lists:
                told = text("rapport.les.ukjent_liste", liste=navn)
                yield unknown(document, ("seksjoner", number, "lister", place), "ukjent-liste", told, navn, lists)

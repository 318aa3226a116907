"""The names in a plan that must exist elsewhere: rules, acts, checklists, earlier lists and codes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content import kodepar, lister_mellom, nokkeltall, rapport, sammenligning, tilsyn, trekking
from bvaudit.loading.content.files import Loaded, unknown, unknown_rule
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import Kodelister
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.nokkeltall import Nokkeltall
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.rapport import Rapport
from bvaudit.model.rule import Lov, Rule
from bvaudit.model.sammenligning import Sammenligning
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.texts import text


def unknown_names(
    plan: Loaded[Any],
    rules: Mapping[str, Rule],
    lover: Mapping[str, Lov],
    koder: Kodelister,
    read: Sequence[Any],
    kodeverk: Kodeverk | None = None,
) -> Iterator[Problem]:
    """``read`` are all the plans there are, this one too. Without the kodeverk, codes of it are not looked at."""
    record, document = plan.record, plan.document
    yield from _wrong_rules(record, document, rules)
    for path, lov in _used_acts(record):
        if lov not in lover:
            yield unknown(
                document, path, "ukjent-lov", text("loading.plan_names.loven_finnes_ikke", lov=lov), lov, lover
            )
    checklists = {p.id: p for p in read if isinstance(p, Sjekkliste)}
    for i, oppgave in enumerate(getattr(record, "oppgaver", ())):
        navn = oppgave.sjekkliste
        if navn and navn not in checklists:
            path = ("oppgaver", i, "sjekkliste")
            yield unknown(
                document,
                path,
                "ukjent-sjekkliste",
                text("loading.plan_names.sjekklisten_finnes_ikke", navn=navn),
                navn,
                checklists,
            )
    if isinstance(record, Tilsyn):
        yield from tilsyn.faults_against_others(record, document, kodeverk, checklists)
    if isinstance(record, Sjekkliste):
        yield from trekking.faults_against_codes(record, document, koder)
    yield from lister_mellom.faults_between(record, document, read, kodeverk)
    if isinstance(record, Rapport):
        yield from rapport.faults_against_others(record, document, rules, read)
    if isinstance(record, Sammenligning):
        yield from sammenligning.faults_against_lists(record, document, checklists)
        yield from sammenligning.faults_against_rules(record, document, rules)
        yield from kodepar.faults_against_codes(record, document, koder)
    if isinstance(record, Nokkeltall):
        yield from nokkeltall.faults_against_others(record, document, rules, koder, read)


def _wrong_rules(record: Any, document: Document, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    for path, regel in _used_rules(record):
        if regel not in rules:
            yield unknown_rule(document, path, regel, rules)
    if isinstance(record, Tilsyn):
        yield from tilsyn.faults_against_rules(record, document, rules)


def _used_rules(record: Any) -> Iterator[tuple[KeyPath, str]]:
    for liste in ("punkter", "versjonspar"):
        for i, row in enumerate(getattr(record, liste, ())):
            yield (liste, i, "regel"), row.regel
    for liste in ("oppgaver", "anbefalinger", "risikoer", "tiltak", "innhold"):
        for i, row in enumerate(getattr(record, liste, ())):
            for j, regel in enumerate(row.regler):
                yield (liste, i, "regler", j), regel
    if isinstance(record, Tilsyn):
        yield from tilsyn.used_rules(record)


def _used_acts(record: Any) -> Iterator[tuple[KeyPath, str]]:
    places: list[tuple[KeyPath, Any]] = [
        (("oppgaver", i), oppgave) for i, oppgave in enumerate(getattr(record, "oppgaver", ()))
    ]
    if isinstance(record, Tilsyn):
        places += tilsyn.findings(record.funn)
    for path, row in places:
        for j, hjemmel in enumerate(row.hjemmel):
            yield (*path, "hjemmel", j, "lov"), hjemmel.lov

"""What a run came to, written for the person who started it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from bvaudit.cli.judged import files_lines
from bvaudit.cli.screen import say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import without_home
from bvaudit.model.kalender import vis
from bvaudit.model.utvalg import Rolle
from bvaudit.reports.to_json import revisjon_as_json

if TYPE_CHECKING:
    from bvaudit.workflows.draw_sample import DrawOutcome
    from bvaudit.workflows.evaluate_cases import VurderOutcome
    from bvaudit.workflows.import_cases import ImportOutcome


def show_import(outcome: "ImportOutcome") -> None:
    tell_problems(outcome.problems)
    _notes(outcome.beskjeder)
    manifest = outcome.manifest
    say(f"Uttrekket ligger i {outcome.mappe}")
    say(f"Uttrekksdato:        {vis(manifest.uttrekksdato) if manifest.uttrekksdato else 'ukjent'}")
    say(f"Kommune:             {', '.join(manifest.kommuner) or 'ukjent'}")
    say(f"Dokumenter lest:     {manifest.dokumenter_lest}")
    say(f"Dokumenter brukt:    {manifest.dokumenter_brukt}")
    say(f"Dokumenter utelatt:  {manifest.dokumenter_utelatt}")
    for left_out in manifest.utelatt:
        say(f"  {left_out.antall}: {left_out.tekst}")
    for antakelse in manifest.antakelser:
        say(f"Antakelse: {antakelse}")


def show_judged_as_json(outcome: "VurderOutcome") -> None:
    """One JSON document on stdout and nothing else there."""
    tell_problems(outcome.problems)
    _notes(outcome.beskjeder)
    document = {
        **revisjon_as_json(outcome.revisjon),
        "filer": [str(path) for path in outcome.filer],
        "problemer": [
            {"sted": str(p.sted), "grad": p.grad.value, "kode": p.kode, "tekst": p.tekst, "hint": p.hint}
            for p in (outcome.problems if outcome.uten_navn is None else outcome.uten_navn)
        ],
        "beskjeder": [without_home(beskjed) for beskjed in outcome.beskjeder],
    }
    say_json(document)


def show_draw(outcome: "DrawOutcome") -> None:
    tell_problems(outcome.problems)
    _notes(outcome.beskjeder)
    utvalg = outcome.utvalg
    say(f"Utvalg «{utvalg.id}», frø «{utvalg.fro}»")
    for stratum in utvalg.strata:
        roles = [t.rolle for t in utvalg.trekk if t.enhet == stratum.enhet]
        drawn, reserve = roles.count(Rolle.TRUKKET), roles.count(Rolle.RESERVE)
        whole = " (alle)" if drawn == stratum.ramme_antall else ""
        say(f"  {stratum.enhet}: {drawn} av {stratum.ramme_antall} saker trukket{whole}, {reserve} i reserve")
    say(f"Avtrykk: {utvalg.kort_avtrykk}")
    say("Skriv avtrykket i protokollen i dag: det viser senere at sakene ikke er trukket på nytt.")
    for line in files_lines(outcome.filer):
        say(line)


def _notes(beskjeder: Iterable[str]) -> None:
    for beskjed in beskjeder:
        tell(beskjed)

"""What importing, drawing and judging came to, written for the person who started it or for another program."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bvaudit.cli.judged import Shown, say_files
from bvaudit.cli.screen import say, say_json, tell, tell_problems
from bvaudit.cli.surroundings import without_home
from bvaudit.diagnostics import Grad, Problem
from bvaudit.reports.draw_lines import draw_lines
from bvaudit.reports.to_json import revisjon_as_json
from bvaudit.reports.wording import dato
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.workflows.draw_sample import DrawOutcome
    from bvaudit.workflows.evaluate_cases import VurderOutcome
    from bvaudit.workflows.import_cases import ImportOutcome


def show_import(outcome: "ImportOutcome", how: Shown) -> None:
    """What was read and what was left out, then what should be looked at."""
    if how.stille:
        _tell_faults(outcome.problems)
        say(text("terminal.import.ligger", mappe=outcome.mappe))
        return
    for line in _import_lines(outcome):
        say(line)
    _end(outcome.problems, outcome.beskjeder, how)


def show_import_as_json(outcome: "ImportOutcome") -> None:
    manifest = outcome.manifest
    say_json(
        {
            "mappe": str(outcome.mappe),
            "uttrekksdato": manifest.uttrekksdato.isoformat() if manifest.uttrekksdato else None,
            "kommuner": list(manifest.kommuner),
            "dokumenter_lest": manifest.dokumenter_lest,
            "dokumenter_brukt": manifest.dokumenter_brukt,
            "dokumenter_utelatt": manifest.dokumenter_utelatt,
            "utelatt": [asdict(left_out) for left_out in manifest.utelatt],
            "antakelser": list(manifest.antakelser),
            "avtrykk": manifest.avtrykk,
            **_said(outcome.problems, outcome.beskjeder),
        }
    )


def show_draw(outcome: "DrawOutcome", how: Shown) -> None:
    """Cases by unit, and the print that is noted the same day."""
    if how.stille:
        _tell_faults(outcome.problems)
        say_files(outcome.filer)
        return
    for line in draw_lines(outcome.utvalg):
        say(line)
    say("")
    say_files(outcome.filer)
    _end(outcome.problems, outcome.beskjeder, how)


def show_draw_as_json(outcome: "DrawOutcome") -> None:
    utvalg = outcome.utvalg
    say_json(
        {
            "id": utvalg.id,
            "fro": utvalg.fro,
            "per_enhet": utvalg.per_enhet,
            "reserve": utvalg.reserve,
            "avtrykk": utvalg.avtrykk,
            "ramme_sha256": utvalg.ramme_sha256,
            "strata": [asdict(stratum) for stratum in utvalg.strata],
            "trekk": [asdict(trekk) for trekk in utvalg.trekk],
            "sjekkliste": utvalg.sjekkliste,
            "utelatt": dict(utvalg.utelatt),
            "kvoter": [asdict(kvote) for kvote in utvalg.kvoter],
            "uten_vekt": utvalg.uten_vekt,
            "filer": [str(path) for path in outcome.filer],
            **_said(outcome.problems, outcome.beskjeder),
        }
    )


def show_judged_as_json(outcome: "VurderOutcome") -> None:
    """One JSON document on stdout and nothing else there."""
    tell_problems(outcome.problems)
    for beskjed in outcome.beskjeder:
        tell(beskjed)
    problems = outcome.problems if outcome.uten_navn is None else outcome.uten_navn
    document = {
        **revisjon_as_json(outcome.revisjon),
        "filer": [str(path) for path in outcome.filer],
        **_said(problems, outcome.beskjeder),
    }
    say_json(document)


def _import_lines(outcome: "ImportOutcome") -> Iterator[str]:
    manifest, unknown = outcome.manifest, text("terminal.import.ukjent")
    yield text("terminal.import.ligger", mappe=outcome.mappe)
    facts = {
        "dato": dato(manifest.uttrekksdato) if manifest.uttrekksdato else unknown,
        "kommune": ", ".join(manifest.kommuner) or unknown,
        "lest": manifest.dokumenter_lest,
        "brukt": manifest.dokumenter_brukt,
        "utelatt": manifest.dokumenter_utelatt,
    }
    names = {key: text(f"terminal.import.{key}") for key in facts}
    width = max(map(len, names.values())) + 2
    for key, value in facts.items():
        yield f"{names[key]:<{width}}{value}"
    for left_out in manifest.utelatt:
        yield f"  {left_out.antall}: {left_out.tekst}"
    for antakelse in manifest.antakelser:
        yield text("terminal.import.antakelse", hva=antakelse)


def _tell_faults(problems: Iterable[Problem]) -> None:
    tell_problems(problem for problem in problems if problem.grad is Grad.FEIL)


def _end(problems: Iterable[Problem], beskjeder: Iterable[str], how: Shown) -> None:
    sys.stdout.flush()  # what is told comes after it, also where both go to the same file
    tell_problems(problems)
    for beskjed in beskjeder:
        tell(beskjed)
    if how.neste:
        say(text("terminal.neste", kommando=how.neste))


def _said(problems: Iterable[Problem], beskjeder: Iterable[str]) -> dict[str, Any]:
    return {
        "problemer": [
            {"sted": without_home(str(p.sted)), "grad": p.grad.value, "kode": p.kode, "tekst": p.tekst, "hint": p.hint}
            for p in problems
        ],
        "beskjeder": [without_home(beskjed) for beskjed in beskjeder],
    }

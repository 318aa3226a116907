"""What came out of the commands about the content, said to the screen or to the next program."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING

from bvaudit.cli.screen import say
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.diagnostics import Problem
    from bvaudit.workflows.check_content import CheckOutcome


def show_checked(outcome: "CheckOutcome") -> None:
    """How much there is of each kind, what stands in place of what, and every file that is not used."""
    say(text("innhold.sjekk.fulgte_med", antall=_counts(outcome.fulgte_med)))
    if outcome.egne or outcome.ubrukt:
        key = "deres_eget" if outcome.egne else "ingen_egne"
        say(text(f"innhold.sjekk.{key}", antall=_counts(outcome.egne)))
    if outcome.erstatninger:
        say(text("innhold.sjekk.erstatter"))
    for one in outcome.erstatninger:
        slag = text(f"innhold.kort_slag.{one.slag}")
        say(text("innhold.sjekk.erstatning", slag=slag, id=one.id, fil=one.fil, grunn=one.grunn))
    if outcome.ubrukt:
        say(text("innhold.sjekk.ikke_brukt"))
    for unused in outcome.ubrukt:
        say(text("innhold.sjekk.ubrukt", fil=unused.fil, grunn=unused.grunn))
    if outcome.tester:
        say(counted("innhold.sjekk.tester_kjort", outcome.tester))
    for line in outcome.brudd:
        say(line)


def show_checked_as_json(outcome: "CheckOutcome") -> None:
    document = {
        "fulgte_med": dict(outcome.fulgte_med),
        "egne": dict(outcome.egne),
        "erstatter": [asdict(one) for one in outcome.erstatninger],
        "ikke_brukt": [asdict(one) for one in outcome.ubrukt],
        "problemer": [_plain(problem) for problem in outcome.problems],
        "tester": outcome.tester,
        "brudd": list(outcome.brudd),
    }
    say(json.dumps(document, ensure_ascii=False, indent=2))


def _counts(antall: Mapping[str, int]) -> str:
    return ", ".join(counted(f"innhold.antall.{slag}", n) for slag, n in antall.items())


def _plain(problem: "Problem") -> dict[str, object]:
    sted = problem.sted
    return {
        "fil": sted.fil,
        "linje": sted.linje,
        "kolonne": sted.kolonne,
        "grad": problem.grad.value,
        "kode": problem.kode,
        "tekst": problem.tekst,
        "hint": problem.hint,
    }

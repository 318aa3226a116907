"""Is the content whole: rules, lists, checklists, and the tests that stand beside the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.engine.rule_testing import run_rule_tests
from bvaudit.loading.content.plikter import coverage_problems, read_plikter
from bvaudit.loading.content.rule_tests import read_rule_tests
from bvaudit.loading.content.rules import TESTER
from bvaudit.loading.content.single_file import check_file
from bvaudit.loading.content.tilsynsord import read_tilsynsord
from bvaudit.model.rule_test import RuleTest
from bvaudit.workflows.content import Content, meaningless, read_content


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """``brudd`` are tests that did not get what they expected, one line each."""

    problems: tuple[Problem, ...]
    antall: Mapping[str, int]
    brudd: tuple[str, ...]


def check_content(stier: tuple[Path, ...], *, tester: bool) -> CheckOutcome:
    """All shipped content, and the folders and files named; what is named is looked at closest. With ``tester`` the
    rule tests run as well: those in ``tester/`` under each folder, or the shipped ones when nothing is named."""
    folders = tuple(s for s in stier if s.is_dir())
    content, problems = read_content(folders)
    for sti in stier:
        if sti.is_file():
            problems += check_file(sti, content.lover)[1]
        elif not sti.is_dir():
            problems.append(
                Problem(sted=Sted(fil=str(sti)), kode="mangler-fil", tekst="finner ikke filen eller mappen")
            )
    problems += meaningless(content, content.egne if stier else content.regler)
    plikter, found = read_plikter(content.mapper.regler[0])
    problems += found
    if not has_errors(found):
        problems += coverage_problems(plikter, content.regler.values())
        problems += read_tilsynsord(content.mapper.regler[0], content.lover, plikter)[1]
    tests: list[RuleTest] = []
    for folder in ((f / TESTER for f in folders) if stier else (content.mapper.regeltester,)) if tester else ():
        found_tests, found = read_rule_tests(folder, content.regler)
        tests += found_tests
        problems += found
    brudd: tuple[str, ...] = ()
    if tests and not has_errors(problems):
        failures = run_rule_tests(content.regler, tests, content.koder)
        brudd = tuple(
            f"{f.test.fil}:{f.test.linje}: {f.test.regel} {f.variant}: «{f.test.navn}»: "
            f"ventet {f.ventet}, fikk {f.fikk}"
            for f in failures
        )
    return CheckOutcome(problems=tuple(in_order(problems)), antall=_counted(content, len(tests)), brudd=brudd)


def _counted(content: Content, tests: int) -> dict[str, int]:
    manual = sum(r.manuell for r in content.regler.values())
    controls = sum(r.kontroll is not None for r in content.regler.values())
    return {
        "regler": len(content.regler) - manual - controls,
        "manuelle": manual,
        "kontroller": controls,
        "sjekklister": content.planer.antall,
        "kodelister": len(content.koder),
        "tester": tests,
    }

"""Is the content whole: what came with the program, the municipality's own of every kind, and the tests of rules."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.engine.rule_testing import run_rule_tests
from bvaudit.loading.content.enheter import load_enheter
from bvaudit.loading.content.kart import load_kart
from bvaudit.loading.content.place import shipped, shown_path
from bvaudit.loading.content.plans import PLAN_KINDS
from bvaudit.loading.content.plikter import coverage_problems, read_plikter
from bvaudit.loading.content.rule_tests import read_rule_tests, read_test_file
from bvaudit.loading.content.tilsynsord import read_tilsynsord
from bvaudit.loading.find_folder import find_folder, is_folder
from bvaudit.loading.folder import read_folder
from bvaudit.model.innhold import EgenFil, Erstatning, Innhold, Lag, Ubrukt
from bvaudit.model.mappe import KOMMUNE
from bvaudit.model.rule_test import RuleTest
from bvaudit.texts import text
from bvaudit.workflows.content import Content, meaningless, meaningless_figures, read_content
from bvaudit.workflows.series import series_of

_BESIDE: Mapping[str, Callable[[Path, str], tuple[object, list[Problem]]]] = {
    "enheter": load_enheter,
    "kart": load_kart,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOutcome:
    """``fulgte_med`` and ``egne`` count what came with the program and the own files by kind, ``tester`` the tests that
    were run. ``brudd`` are tests that did not get what they expected, one line each."""

    problems: tuple[Problem, ...]
    fulgte_med: Mapping[str, int]
    egne: Mapping[str, int]
    erstatninger: tuple[Erstatning, ...]
    ubrukt: tuple[Ubrukt, ...]
    tester: int
    brudd: tuple[str, ...]


def check_content(stier: tuple[Path, ...], *, tester: bool) -> CheckOutcome:
    """All shipped content, and the folders and files named. What lies in a municipality's folder is checked with all
    that is there, and only what is wrong where it was named is told. With ``tester`` the rule tests run as well: the
    municipality's own, or the shipped ones when nothing is named."""
    own = list(dict.fromkeys(_root(sti) for sti in stier if sti.exists()))
    content, problems = read_content([path for path in own if not _came_with_us(path)])
    problems += _not_there(stier)
    problems += meaningless(content, content.egne if stier else content.regler)
    problems += meaningless_figures(content, own=bool(stier))
    problems += _beside(content.lag.ved_siden)
    problems += [problem for root in own for problem in _named_files(root)]
    problems += [problem for root in own for problem in _numbers(root, content)]
    plikter, found = read_plikter(content.mapper.regler[0])
    problems += found
    if not has_errors(found):
        problems += coverage_problems(plikter, content.regler.values())
        problems += read_tilsynsord(content.mapper.regler[0], content.lover, plikter)[1]
    tests, found = _tests(content, own=bool(stier)) if tester or stier else ([], [])
    problems = in_order([*problems, *found])
    lag = _without_faulty(content.lag, problems)
    problems = list(_where_named(stier, problems))
    brudd = _broken(content, tests) if tester and not has_errors(problems) else ()
    return CheckOutcome(
        problems=tuple(problems),
        fulgte_med=_counted(lag.under),
        egne={slag: len(filer) for slag, filer in (*lag.brukt.items(), *lag.ved_siden.items())},
        erstatninger=lag.erstatninger,
        ubrukt=lag.ubrukt,
        tester=len(tests) if tester else 0,
        brudd=brudd,
    )


def _root(sti: Path) -> Path:
    """The municipality's folder that ``sti`` lies in, or itself."""
    whole = sti.resolve()
    return find_folder(whole if whole.is_dir() else whole.parent) or sti


def _came_with_us(sti: Path) -> bool:
    folders = shipped()
    return any(sti.resolve().is_relative_to(folder) for folder in (*folders.regler, *folders.sjekklister))


def _not_there(stier: Sequence[Path]) -> Iterator[Problem]:
    for sti in stier:
        if not sti.exists():
            yield Problem(sted=Sted(fil=str(sti)), kode="mangler-fil", tekst=text("innhold.sjekk.finnes_ikke"))


def _beside(files: Mapping[str, Sequence[EgenFil]]) -> Iterator[Problem]:
    """What is wrong in the files a run reads from elsewhere."""
    for slag, load in _BESIDE.items():
        for fil in files.get(slag, ()):
            yield from load(fil.path, fil.vist)[1]


def _without_faulty(lag: Lag, problems: Sequence[Problem]) -> Lag:
    """Files whose error was seen only when they were held against everything else are not among the used either."""
    faulty = {problem.sted.fil for problem in problems if problem.grad is Grad.FEIL}
    met = [fil.vist for files in (*lag.brukt.values(), *lag.ved_siden.values()) for fil in files]
    more = [Ubrukt(fil=fil, grunn=text("innhold.ubrukt.feil")) for fil in met if fil in faulty]
    brukt, ved_siden = _whole(lag.brukt, faulty), _whole(lag.ved_siden, faulty)
    return replace(lag, brukt=brukt, ved_siden=ved_siden, ubrukt=(*lag.ubrukt, *more))


def _whole(files: Mapping[str, tuple[EgenFil, ...]], faulty: set[str]) -> dict[str, tuple[EgenFil, ...]]:
    whole = {slag: tuple(fil for fil in some if fil.vist not in faulty) for slag, some in files.items()}
    return {slag: some for slag, some in whole.items() if some}


def _named_files(root: Path) -> Iterator[Problem]:
    """Files that kommune.yaml names and that are not there. The rest of it is a layer like the others."""
    for problem in read_folder(root)[1] if is_folder(root) else ():
        if problem.kode == "mangler-fil":
            yield replace(problem, sted=replace(problem.sted, fil=shown_path(root / KOMMUNE, root)))


def _numbers(root: Path, content: Content) -> Iterator[Problem]:
    """What is wrong in the files with numbers that the series of the folder name, and in their units."""
    mappe = read_folder(root)[0] if is_folder(root) and content.planer.serier else None
    if mappe is not None:
        yield from series_of(mappe, content).problemer


def _tests(content: Content, *, own: bool) -> tuple[list[RuleTest], list[Problem]]:
    if not own:
        return read_rule_tests(content.mapper.regeltester, content.regler)
    tests: list[RuleTest] = []
    problems: list[Problem] = []
    for fil in content.lag.ved_siden.get("regeltest", ()):
        read, found = read_test_file(fil.path, fil.vist, content.regler)
        tests += read
        problems += found
    return tests, problems


def _broken(content: Content, tests: Sequence[RuleTest]) -> tuple[str, ...]:
    failures = run_rule_tests(content.regler, tests, content.koder) if tests else ()
    return tuple(
        text(
            "innhold.sjekk.brudd",
            sted=f"{f.test.fil}:{f.test.linje}",
            regel=f"{f.test.regel} {f.variant}",
            navn=f.test.navn,
            ventet=f.ventet,
            fikk=f.fikk,
        )
        for f in failures
    )


def _where_named(stier: Sequence[Path], problems: Sequence[Problem]) -> Iterator[Problem]:
    """Of a municipality's folder, only what stands under the paths that were named."""
    roots = [(sti.resolve(), root) for sti in stier if sti.exists() and (root := _root(sti)) != sti]
    whole = tuple(f"{root.name}/" for _, root in roots)
    named = tuple(f"{root.name}/" if sti == root else shown_path(sti, root) for sti, root in roots)
    for problem in problems:
        fil = problem.sted.fil
        if not fil.startswith(whole) or fil.startswith(named):
            yield problem


def _counted(innhold: Innhold) -> dict[str, int]:
    manual = sum(r.manuell for r in innhold.regler.values())
    controls = sum(r.kontroll is not None for r in innhold.regler.values())
    by_kind = Counter(type(plan) for plan in innhold.planer.alle)
    return {
        "rule": len(innhold.regler) - manual - controls,
        "manuell": manual,
        "kontroll": controls,
        **{slag: by_kind[kind] for slag, kind in PLAN_KINDS.items() if by_kind[kind]},
        "kodeliste": len(innhold.koder),
    }

"""The whole job on a made-up municipality, so that anyone can see what comes out."""

import importlib.util
import tempfile
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

from bvaudit.errors import SurroundingsError
from bvaudit.loading.content import shipped
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import ImportInputs, Progress, links_file

# Fixed and clearly fictional, so that two runs give the same bytes. Nothing real is ever hidden behind it.
DEMO_KEY = "bvaudit-nokkel 1\n" + "de30" * 16 + "\n"
DEMO_DAY = date(2025, 12, 31)


def run_demo(ut: Path, *, overskriv: bool, now: datetime, home: Path, progress: Progress | None) -> VurderOutcome:
    """Make the municipality, import it, judge it, and leave the papers in ``ut``."""
    ut.absolute().parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".bvaudit-demo-", dir=ut.absolute().parent) as folder:
        work = Path(folder)
        documents = work / "fjordvik"
        _generator().write_example(documents)
        key = work / "demo-nokkel.txt"
        key.write_text(DEMO_KEY, encoding="utf-8")
        key.chmod(0o600)
        request = VurderRequest(
            inputs=ImportInputs(kilder=(documents,), nokkel=key),
            ut=ut,
            per=DEMO_DAY,
            overskriv=overskriv,
        )
        outcome = evaluate_cases(request, now=now, home=home, progress=progress)
        kept = _keep_key(key, ut / "demo-nokkel")
    return VurderOutcome(
        revisjon=outcome.revisjon,
        filer=outcome.filer,
        problems=outcome.problems,
        beskjeder=(
            f"Prøv «bvaudit sla-opp» med --nokkel {kept}. En ekte nøkkel skal aldri ligge sammen med registeret.",
        ),
    )


def _keep_key(key: Path, folder: Path) -> Path:
    """The made-up key and its list stay with the demo, so that looking up a case can be tried as well."""
    folder.mkdir(exist_ok=True)
    for file in (key, links_file(key)):
        file.replace(folder / file.name)
    return folder / key.name


def _generator() -> ModuleType:
    """The example's own script, which is content and lies beside the rules."""
    path = shipped().eksempler / "lag_eksempel.py"
    spec = importlib.util.spec_from_file_location("bvaudit_eksempel", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SurroundingsError(f"finner ikke eksempelkommunen i {path}", hint="installer bvaudit på nytt")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

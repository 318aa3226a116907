"""The whole job on a made-up municipality, so that anyone can see what comes out."""

import importlib.util
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

from bvaudit.disk.private import make_folder, place_new, write_private
from bvaudit.disk.work import work_folder
from bvaudit.errors import SurroundingsError
from bvaudit.extract.people.pseudonyms import FIRST_LINE, is_stillborn
from bvaudit.loading.content.place import shipped
from bvaudit.workflows.evaluate_cases import VurderOutcome, VurderRequest, evaluate_cases
from bvaudit.workflows.inputs import EXAMPLE_SECRET, ImportInputs, Progress
from bvaudit.workflows.put_in_place import refuse_to_overwrite

DEMO_KEY = f"{FIRST_LINE}\n{EXAMPLE_SECRET.hex()}\n"
DEMO_DAY = date(2025, 12, 31)


def run_demo(ut: Path, *, overskriv: bool, now: datetime, home: Path, progress: Progress | None) -> VurderOutcome:
    """Make the municipality, import it, judge it, and leave the papers in ``ut``.

    The made-up key and its list stay with the demo, so that looking up a case can be tried as well.
    """
    if not overskriv:
        refuse_to_overwrite(ut)
    keys = ut.absolute() / "demo-nokkel"
    make_folder(keys)
    with work_folder(keys) as work:
        key = keys / "demo-nokkel.txt"
        if is_stillborn(key):
            key.unlink()
        if not key.exists():
            write_private(work / key.name, DEMO_KEY.encode("ascii"))
            place_new(work / key.name, key)
        documents = work / "fjordvik"
        _generator().write_example(documents)
        request = VurderRequest(
            inputs=ImportInputs(kilder=(documents,), nokkel=key, eksempel=True),
            ut=ut,
            per=DEMO_DAY,
            overskriv=overskriv,
        )
        outcome = evaluate_cases(request, now=now, home=home, progress=progress)
    shown = ut / keys.name / key.name
    kept = tuple(b for b in outcome.beskjeder if b.endswith("»."))  # what was kept of an older demo
    hint = f"Prøv «bvaudit sla-opp» med --nokkel {shown}. En ekte nøkkel skal aldri ligge sammen med registeret."
    return replace(outcome, beskjeder=(*kept, hint))


def _generator() -> ModuleType:
    """The example's own script, which is content and lies beside the rules."""
    path = shipped().eksempler / "lag_eksempel.py"
    spec = importlib.util.spec_from_file_location("bvaudit_eksempel", path)
    if spec is None or spec.loader is None or not path.exists():
        raise SurroundingsError(f"finner ikke eksempelkommunen i {path}", hint="installer bvaudit på nytt")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

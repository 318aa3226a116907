"""Makes the demo that the tests look at, once for all the processes that run them: ``python tests/make_demo.py
FOLDER``, and BVAUDIT_DEMO=FOLDER when they are run. Without it every process makes its own."""

import pickle
import sys
from pathlib import Path

OUTCOME = "utfall.pickle"


def make(folder: Path) -> None:
    from bvaudit.workflows.run_demo import run_demo

    outcome = run_demo(folder / "ut", overskriv=False, home=folder / "hjem", progress=None)
    (folder / OUTCOME).write_bytes(pickle.dumps(outcome))


if __name__ == "__main__":
    target = Path(sys.argv[1]).absolute()
    target.mkdir(parents=True)
    make(target)

"""What many tests need, read once."""

import gc
import os
import pickle
from dataclasses import dataclass
from pathlib import Path

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.evaluate_cases import VurderOutcome
from tests.make_demo import OUTCOME, make


def pytest_collection_finish() -> None:
    """All the tests are held to the end: without this every search for cycles would go through them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def innhold() -> Innhold:
    """All shipped content. Records cannot be changed, so every test may have the same."""
    content = content_or_stop()
    return Innhold(
        regler=content.regler,
        lover=content.lover,
        koder=content.koder,
        kodeverk=content.kodeverk,
        planer=content.planer,
        ordbruk=content.ordbruk,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What ``bvaudit demo`` made: its folder, with the user's own folder ``hjem`` beside it, and what it told."""

    ut: Path
    hjem: Path
    utfall: VurderOutcome


@pytest.fixture(scope="session")
def made_demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Takes most of a minute, so it is made once in each process, or once for all of them (``make_demo.py``). A test
    that writes in it takes a copy."""
    given = os.environ.get("BVAUDIT_DEMO")
    folder = Path(given) if given else tmp_path_factory.mktemp("felles-demo")
    if not given:
        make(folder)
    utfall = pickle.loads((folder / OUTCOME).read_bytes())
    return Demo(ut=folder / "ut", hjem=folder / "hjem", utfall=utfall)

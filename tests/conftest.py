"""What many tests need, read once."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.evaluate_cases import VurderOutcome


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
    """Takes many seconds, so it is made once in each process. A test that writes in it takes a copy."""
    from bvaudit.workflows.run_demo import run_demo

    folder = tmp_path_factory.mktemp("felles-demo")
    ut, hjem = folder / "ut", folder / "hjem"
    return Demo(ut=ut, hjem=hjem, utfall=run_demo(ut, overskriv=False, home=hjem, progress=None))

"""What many tests need, read once."""

import pytest

from bvaudit.model.innhold import Innhold
from bvaudit.workflows.content import content_or_stop


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

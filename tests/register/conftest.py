"""What every test of the register has around it."""

from collections.abc import Iterator

import pytest

from bvaudit.disk import private
from bvaudit.register import store_file


@pytest.fixture(autouse=True, scope="session")
def _no_waiting_for_the_disk() -> Iterator[None]:
    """What is written is handed to the machine and not waited for: that is for a machine that loses its power, and
    takes most of the time. Nothing here turns that off in the program."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(private.os, "fsync", lambda _: None)
        settings = (one for one in store_file._SETTINGS if not one.startswith("synchronous"))
        patch.setattr(store_file, "_SETTINGS", (*settings, "synchronous=OFF"))
        yield

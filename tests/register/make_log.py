"""Makes the log of a released format that is kept as a test file: one event of every kind, written by that release.

``python tests/register/make_log.py tests/register/logger/v1.sqlite``. A file that is kept is never made anew: later
programs must open it as it is. A new format gets a file of its own.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bvaudit.model.registeret.alle_hendelser import HENDELSER
from bvaudit.model.registeret.hendelser import Sladdet
from bvaudit.model.registeret.logg import Del, Ny
from bvaudit.register.coding import parts_of
from bvaudit.register.store import create, open_log
from bvaudit.register.store_salt import seeded
from tests.register.random_events import event

TID = datetime(2026, 12, 1, 8, tzinfo=UTC)


def new(seed: str) -> list[Ny]:
    """Three of each kind, so that most fields are filled in one of them. The first is ``register-begynt``."""
    made = []
    for kode in sorted(HENDELSER, key=lambda kode: (kode != "register-begynt", kode)):
        random = Random(f"{seed}|{kode}")
        if HENDELSER[kode] is not Sladdet:
            made += [Ny(hvem=f"stab@{at}", hendelse=event(random, HENDELSER[kode])) for at in range(3)]
    return made


def make(path: Path) -> None:
    events = new(path.stem)
    struck = next(at for at, ny in enumerate(events, start=1) if parts_of(ny.hendelse)[Del.TEKST])
    with TemporaryDirectory() as folder, seeded(path.stem):
        file = Path(folder) / "register.sqlite"
        create(file, events, TID)
        with open_log(file) as log:
            log.strike(struck, Del.TEKST, Ny(hvem="stab", hendelse=Sladdet(hendelse=struck, del_="tekst")), TID)
        path.write_bytes(file.read_bytes())


if __name__ == "__main__":
    make(Path(sys.argv[1]))

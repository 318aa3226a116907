"""Where the salt of a part comes from: chance, always; a seed only where the same log must come out the same twice, as
in the made-up municipality of the demo."""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bvaudit.model.registeret.logg import Del

_SEED: ContextVar[str | None] = ContextVar("seed", default=None)
_LENGTH = 32  # hexadecimal characters


def new_salt(nr: int, part: Del) -> str:
    seed = _SEED.get()
    if seed is None:
        return secrets.token_hex(_LENGTH // 2)
    return hashlib.sha256(f"{seed}|{nr}|{part}".encode()).hexdigest()[:_LENGTH]


@contextmanager
def seeded(seed: str) -> Iterator[None]:
    """No chance while the block lasts. Never for real data: whoever knows the seed can guess what was struck."""
    before = _SEED.set(seed)
    try:
        yield
    finally:
        _SEED.reset(before)

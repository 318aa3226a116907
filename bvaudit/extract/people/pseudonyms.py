"""Keyed pseudonyms: the same id and the same key give the same pseudonym, and without the key there is no way back."""

import hashlib
import os
import re
import secrets
import stat
import unicodedata
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from bvaudit import texts
from bvaudit.diagnostics import Grad, Problem, Sted
from bvaudit.disk.lock import locked
from bvaudit.disk.private import make_folder, place_new, write_private
from bvaudit.disk.work import work_folder
from bvaudit.errors import SurroundingsError

FIRST_LINE = "bvaudit-nokkel 1"
LINKS_NAME = "koblingsliste.csv"  # lies beside the key
_BYTES = 32
_BLOCK = 64  # bytes SHA-256 takes at a time
_PATIENCE_SECONDS = 60.0  # another run may be writing a long list


class KeyIsThere(SurroundingsError):
    """A key with that name exists, and is never replaced."""


Inside = Callable[[str, str], str]


class Pseudonyms:
    """The key of one run. It is never printed; ``avtrykk`` recognises it without revealing it (16 hex digits)."""

    __slots__ = ("_inner", "_outer", "_secret", "avtrykk")

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        # HMAC-SHA256 hashes the padded key first, twice, and the key is the same for every id of the run.
        padded = (secret if len(secret) <= _BLOCK else hashlib.sha256(secret).digest()).ljust(_BLOCK, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in padded))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in padded))
        self.avtrykk = self._digest(b"bvaudit avtrykk")[:16]

    def __repr__(self) -> str:
        return f"Pseudonyms(avtrykk={self.avtrykk})"

    def __reduce__(self) -> tuple[type["Pseudonyms"], tuple[bytes]]:
        return Pseudonyms, (self._secret,)  # begun hashes cannot go to another process

    def of(self, prefix: str, *parts: str) -> str:
        """``of("S", sak_id)`` → ``S-`` and 20 hex digits. Case and outer spaces do not matter."""
        # The lengths keep ("ab", "c") and ("a", "bc") apart.
        message = prefix
        for part in parts:
            plain = _normalised(part)
            message += f"\x1f{len(plain)}:{plain}"
        return f"{prefix}-{self._digest(message.encode('utf-8', 'surrogatepass'))[:20]}"

    def inside(self, outer: str) -> Inside:
        """``inside(outer)(prefix, own)`` is ``of(prefix, own, outer)``, for the ids of one case; each made once."""
        outer = _normalised(outer)
        tail = f"\x1f{len(outer)}:{outer}"
        made: dict[str, str] = {}
        begin_inner, begin_outer = self._inner.copy, self._outer.copy

        def of(prefix: str, own: str) -> str:
            found = made.get(prefix + own)
            if found is None:
                # As in ``of``, in one piece: this runs for nearly every row.
                plain = _normalised(own)
                inner, outermost = begin_inner(), begin_outer()
                inner.update(f"{prefix}\x1f{len(plain)}:{plain}{tail}".encode("utf-8", "surrogatepass"))
                outermost.update(inner.digest())
                found = made[prefix + own] = f"{prefix}-{outermost.hexdigest()[:20]}"
            return found

        return of

    def _digest(self, message: bytes) -> str:
        inner = self._inner.copy()
        inner.update(message)
        outer = self._outer.copy()
        outer.update(inner.digest())
        return outer.hexdigest()


def from_secret(secret: bytes) -> Pseudonyms:
    """Pseudonyms from a key held elsewhere. Raises SurroundingsError when it is not 32 bytes."""
    if len(secret) != _BYTES:
        raise SurroundingsError(
            texts.text("extract.pseudonyms.nokkelen_har_ikke_riktig_lengde"),
            hint=texts.text("extract.pseudonyms.lag_en_ny_nokkel_eller_hent"),
        )
    return Pseudonyms(secret)


def create_key(path: Path) -> Pseudonyms:
    """A new random key in a file only the owner can read. Raises SurroundingsError rather than overwrite one.

    Written beside and given its name in one step: a run that dies leaves a whole key or none. On Windows the file
    inherits the rights of its folder: keep it in a folder only the people responsible can open.
    """
    secret = secrets.token_bytes(_BYTES)
    try:
        make_folder(path.parent)
        with key_folder(path), work_folder(path.parent) as work:
            _refuse_if_lost(path)
            if is_stillborn(path):
                path.unlink()
            write_private(work / "nokkel", f"{FIRST_LINE}\n{secret.hex()}\n".encode("ascii"))
            place_new(work / "nokkel", path)
    except FileExistsError as error:
        raise KeyIsThere(
            texts.text("extract.pseudonyms.nokkelen_finnes_fra_for", path=path),
            hint=texts.text("extract.pseudonyms.bruk_den_eller_velg_et_annet"),
        ) from error
    except OSError as error:
        raise SurroundingsError(
            texts.text("extract.pseudonyms.kan_ikke_skrive_nokkelen", path=path),
            hint=texts.text("extract.pseudonyms.velg_en_mappe_du_kan_skrive"),
        ) from error
    return Pseudonyms(secret)


def key_folder(key_or_list: Path) -> AbstractContextManager[None]:
    """Nobody else makes a key or adds to the list of links in the same folder while the block lasts."""
    folder = key_or_list.parent
    busy = texts.text("extract.pseudonyms.en_annen_kjoring_av_bvaudit_bruker", folder=folder)
    return locked(
        folder / ".bvaudit-nokkel",
        busy=busy,
        hint=texts.text("extract.pseudonyms.prov_igjen_om_litt"),
        patience=_PATIENCE_SECONDS,
    )


def is_stillborn(path: Path) -> bool:
    """An empty key without a list of links: its making was cut short by an older version, and nothing rests on it."""
    try:
        return path.is_file() and path.stat().st_size == 0 and not (path.parent / LINKS_NAME).exists()
    except OSError:
        return False


def read_key(path: Path) -> Pseudonyms:
    """The key in ``path``. Raises SurroundingsError when it is missing, lost, unreadable or damaged."""
    _refuse_if_lost(path)
    try:
        text = path.read_text(encoding="ascii")
    except FileNotFoundError as error:
        raise SurroundingsError(
            texts.text("extract.pseudonyms.fant_ikke_nokkelen", path=path),
            hint=texts.text("extract.pseudonyms.lag_en_nokkel_forst_eller_oppgi"),
        ) from error
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    except OSError as error:
        raise SurroundingsError(
            texts.text("extract.pseudonyms.kan_ikke_lese_nokkelen", path=path),
            hint=texts.text("extract.pseudonyms.sjekk_at_du_har_tilgang_til"),
        ) from error
    first, _, rest = text.replace("\r\n", "\n").partition("\n")
    if first.strip() != FIRST_LINE or not re.fullmatch(r"[0-9a-f]{64}", rest.strip()):
        raise _damaged(path)
    return Pseudonyms(bytes.fromhex(rest.strip()))


def key_warning(path: Path) -> Problem | None:
    """A warning when others than the owner can read the key. Always None on Windows, where rights cannot be judged."""
    if os.name != "posix" or not stat.S_IMODE(path.stat().st_mode) & 0o077:
        return None
    return Problem(
        sted=Sted(fil=str(path)),
        kode="nokkel-apen",
        tekst=texts.text("extract.pseudonyms.andre_enn_eieren_kan_lese_nokkelen"),
        hint=texts.text("extract.pseudonyms.skriv_chmod_600", name=path.name),
        grad=Grad.ADVARSEL,
    )


def _normalised(part: str) -> str:
    folded = part.strip().casefold()
    return folded if folded.isascii() else unicodedata.normalize("NFC", folded)


def _refuse_if_lost(path: Path) -> None:
    """A list of links without its key means that a key was lost, and a new one would give every case a new name."""
    if path.exists() or not (path.parent / LINKS_NAME).exists():
        return
    raise SurroundingsError(
        texts.text("extract.pseudonyms.nokkelen_er_borte_men_koblingslisten", path=path),
        hint=texts.text("extract.pseudonyms.hent_nokkelen_fra_sikkerhetskopien", links_name=LINKS_NAME),
    )


def _damaged(path: Path) -> SurroundingsError:
    return SurroundingsError(
        texts.text("extract.pseudonyms.nokkelen_er_skadet", path=path),
        hint=texts.text("extract.pseudonyms.hent_den_fra_sikkerhetskopien_ikke"),
    )

"""The shipped content as one file of JSON, made when the wheel is built: reading it takes a thirtieth of the time of
reading and checking the YAML.

The file says which files it was made of, by which version of the program, and what its own content should hash to.
Unless all three hold, it is not used and the YAML is read: an installed file that somebody has edited counts at once.
"""

import hashlib
import json
from pathlib import Path

from bvaudit import __version__
from bvaudit.loading.record_json import from_plain, to_plain
from bvaudit.model.innhold import Innhold

_BODY = b',"innhold":'  # after what the file says of itself; the rest is the content and a closing brace


def compiled(content: Innhold, stamp: str) -> bytes:
    """The file for content that was read without problems; ``stamp`` is that of the files it was read from."""
    body = json.dumps(to_plain(content, Innhold), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return json.dumps(_about(body, stamp), separators=(",", ":")).encode()[:-1] + _BODY + body + b"}\n"


def read_compiled(path: Path, stamp: str) -> Innhold | None:
    """The content in the file; None when there is no file, or it is not whole, or not of the files ``stamp`` is of."""
    try:
        head, _, rest = path.read_bytes().partition(_BODY)
    except OSError:
        return None
    body = rest.rstrip().removesuffix(b"}")
    if head != json.dumps(_about(body, stamp), separators=(",", ":")).encode()[:-1]:
        return None
    return from_plain(json.loads(body), Innhold)


def _about(body: bytes, stamp: str) -> dict[str, str]:
    return {"versjon": __version__, "kilder": stamp, "sha256": hashlib.sha256(body).hexdigest()}

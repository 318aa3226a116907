"""Ways to spoil bytes, all from one seeded generator: the same number gives the same file."""

import io
import random
import zipfile
from collections.abc import Callable

_SIGNS = (
    b"<",
    b">",
    b'"',
    b"'",
    b"&",
    b"=",
    b"/",
    b"\0",
    b"\xff",
    b"\xfe",
    b"\r\n",
    b"\t",
    b"{",
    b"[",
    b"*",
    b"%",
    b"|",
)
_TEXTS = (
    *(b"<![CDATA[", b"<!--", b"<?x?>", b"<!DOCTYPE a>", b"&amp;", b"&#0;", b"xmlns='u'", b"xsi:nil='true'", b"]]>"),
    *(
        b"{{ plan.enhet }}",
        b"{% for a in b %}",
        b"[[INNHOLD]]",
        b"- " * 60,
        b"[" * 300,
        b"? ",
        b"<<: *a",
        b"!!python/x",
    ),
    *(b"0001-01-01", b"9999-12-31", b"2025-02-30", b"-1", b"1e999", b"99999999999999999999", b"true", b"null", b"NaN"),
    *(b"\xef\xbb\xbf", "æøå".encode("cp1252"), "\u2028\ufffe".encode(), b"PK\x03\x04", b"../../x", b"C:\\x", b"=1+1"),
)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """``data`` with one to five things wrong. A zip is as often spoilt inside a member as outside."""
    if data.startswith(b"PK\x03\x04") and rng.random() < 0.6:
        return _in_a_member(data, rng)
    for _ in range(rng.randint(1, 5)):
        data = rng.choice(_WAYS)(data, rng)
    return data


def _in_a_member(data: bytes, rng: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = [(info.filename, archive.read(info)) for info in archive.infolist()]
    at = rng.randrange(len(members))
    name, content = members[at]
    match rng.randrange(8):
        case 0:
            members.pop(at)
        case 1:
            members.insert(at, members[rng.randrange(len(members))])
        case 2:
            members[at] = (name, members[rng.randrange(len(members))][1])
        case 3:
            members[at] = (rng.choice(("../" + name, name.upper(), "a\\" + name, "", "æ:" + name)), content)
        case _:
            members[at] = (name, mutated(content, rng) if content[:2] != b"PK" else _bytes(content, rng))
    buffer = io.BytesIO()
    kind = rng.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content, kind)
    whole = buffer.getvalue()
    return _bytes(whole, rng) if rng.random() < 0.2 else whole


def _bytes(data: bytes, rng: random.Random) -> bytes:
    raw = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        if raw:
            raw[rng.randrange(len(raw))] = rng.randrange(256)
    return bytes(raw)


def _inserted(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + rng.choice((*_SIGNS, *_TEXTS)) + data[at:]


def _cut_out(data: bytes, rng: random.Random) -> bytes:
    at = rng.randint(0, len(data))
    return data[:at] + data[at + rng.choice((1, 3, 20, 200)) :]


def _cut_short(data: bytes, rng: random.Random) -> bytes:
    return data[: rng.randint(0, len(data))]


def _repeated(data: bytes, rng: random.Random) -> bytes:
    at, length = rng.randint(0, len(data)), rng.choice((1, 10, 100))
    return data[:at] + data[at : at + length] * rng.choice((2, 3, 200)) + data[at + length :]


def _lines_moved(data: bytes, rng: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, two = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def _value_changed(data: bytes, rng: random.Random) -> bytes:
    """Another text between two quotes, two tags or after a colon."""
    for sign in rng.sample((b'"', b">", b": ", b";", b","), 5):
        parts = data.split(sign)
        if len(parts) > 3:
            parts[rng.randrange(1, len(parts))] = rng.choice((*_TEXTS, b"", parts[rng.randrange(len(parts))]))
            return sign.join(parts)
    return data


def _encoded(data: bytes, rng: random.Random) -> bytes:
    text = data.decode("utf-8", "replace")
    return text.encode(rng.choice(("utf-16", "utf-16-le", "cp1252", "utf-32", "utf-8-sig")), "replace")


_WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    *(_bytes, _bytes, _inserted, _inserted, _inserted, _cut_out, _cut_out, _cut_short, _repeated, _lines_moved),
    *(_value_changed, _value_changed, _value_changed, _encoded),
)

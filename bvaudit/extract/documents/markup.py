"""A document cut in two kinds of pieces: the values, and the markup between them, which repeats from case to case.

Only plain XML is cut: nothing escaped, no comments, no names with a prefix. What is not plain is refused here or where
the markup is understood, and is read by the XML parser instead; so nothing is taken for XML that is not.
"""

import re
from collections.abc import Iterator

_BEGINNINGS = (
    b'<?xml version="1.0" encoding="UTF-8"?>',
    b'<?xml version="1.0" encoding="utf-8"?>',
    b"<?xml version='1.0' encoding='UTF-8'?>",
    b"<?xml version='1.0' encoding='utf-8'?>",
)
# What many programs write on the root, which says nothing of the case. Each may stand there once.
_XSD = r' xmlns:xsd="http://www\.w3\.org/2001/XMLSchema"'
_XSI = r' xmlns:xsi="http://www\.w3\.org/2001/XMLSchema-instance"'
_SCHEMA = r'(?: xsi:noNamespaceSchemaLocation="[\w.:/-]*")?'
_ROOT = re.compile(rf"(\s*<[A-Za-z]+)(?:(?:{_XSD}{_XSI}|{_XSI}{_XSD}|{_XSI}){_SCHEMA}|{_XSD})(?=[ >])")
_MOST_BYTES = 5_000_000  # below every limit of the parser
# A value stands between quotes after «=», or between tags and begins with a visible character. It holds nothing that
# XML would change or refuse. Each kind is looked up to its own end before it is taken: «=>8"» is neither.
_PLAIN = r"[^<>&\"\x00-\x1f\ufffe\uffff]*"
_VALUE = re.compile(rf'(?:"(?<==")(?={_PLAIN}"(?!</))|>(?=[^\s<]{_PLAIN}</))({_PLAIN})(?:"|(?=</))')
_TOKEN = re.compile(
    r"""
    [ \t\r\n]* (?:
        </ (?P<end> [A-Za-z]+ ) [ \t\r\n]* >
      | <  (?P<start> [A-Za-z]+ ) (?= [ \t\r\n] | /?> | $ )
      | (?P<empty> /> )
      | (?P<inside> > )
    )
    | [ \t\r\n]+ (?P<attribute> [A-Za-z]+ ) = $
    """,
    re.VERBOSE,
)
_REST = re.compile(r"[ \t\r\n]*\Z")

Token = tuple[str, str]  # end, start, empty, inside or attribute, and the name


class Unusual(Exception):
    """The document needs the XML parser. Says nothing of whether anything is wrong with it."""


def cut(data: bytes) -> list[str]:
    """Markup and values by turns, markup first and last. Raises Unusual when the document cannot be cut."""
    if len(data) > _MOST_BYTES:
        raise Unusual
    beginning = next((len(b) for b in _BEGINNINGS if data.startswith(b)), 0)
    try:
        text = data[beginning:].decode("utf-8")
    except UnicodeDecodeError:
        raise Unusual from None
    root = _ROOT.match(text)
    return _VALUE.split(root[1] + text[root.end() :] if root else text)


def tokens(markup: str) -> Iterator[Token]:
    """The tags in a piece of markup, and last the attribute that awaits its value. Raises Unusual on anything else."""
    at = 0
    while _REST.match(markup, at) is None:
        match = _TOKEN.match(markup, at)
        if match is None or match.lastgroup is None:
            raise Unusual
        yield match.lastgroup, match[match.lastgroup]
        at = match.end()

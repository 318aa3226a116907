"""Headings over names, addresses and other things that must never be read."""

import re

# A heading with one of these in it is never read, unless it names a place or a service.
_PERSONAL = re.compile(
    r"navn|adresse|telefon|mobil|e-?post|poststed|postnummer|\bmor\b|\bfar\b|foresatt|pårørende", re.IGNORECASE
)
_IMPERSONAL = re.compile(
    r"(bydel|enhet|kommune|tjeneste|avdeling|team|sone|distrikt)s?navn|navn på (bydel|enhet)", re.I
)


def looks_personal(overskrift: str) -> bool:
    """Whether a heading seems to hold names, addresses or other things that must not be read."""
    return bool(_PERSONAL.search(_IMPERSONAL.sub("", overskrift)))

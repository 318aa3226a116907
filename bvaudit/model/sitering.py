"""A legal basis as people cite it: bvl. § 2-1 første ledd."""

from collections.abc import Mapping, Sequence

from bvaudit import texts
from bvaudit.model.kalender import vis
from bvaudit.model.rule import Hjemmel, Lov, Versjon

_WORDS = 10  # numbers there is a word for


def cite(hjemmel: Hjemmel, lover: Mapping[str, Lov]) -> str:
    """One place in the law. Words for numbers up to ten; what is not a number is printed as written."""
    lov = lover[hjemmel.lov].kort if hjemmel.lov in lover else hjemmel.lov
    parts = [f"{lov} § {hjemmel.paragraf}"]
    if hjemmel.ledd:
        parts.append(f"{_ordinal(hjemmel.ledd)} ledd")
    if hjemmel.punktum:
        parts.append(f"{_ordinal(hjemmel.punktum)} punktum")
    if hjemmel.bokstav:
        parts.append(texts.text("model.sitering.bokstav", bokstav=hjemmel.bokstav))
    return " ".join(parts)


def cite_versions(
    versjoner: Sequence[Versjon], lover: Mapping[str, Lov], *, alle: Sequence[Versjon]
) -> tuple[str, ...]:
    """Every legal basis of these versions once, the newest first, with its last day when no later version rests on it
    too. ``alle`` are all versions of the rule, oldest first."""
    last = {cite(h, lover): versjon.gjelder_til_og_med for versjon in alle for h in versjon.hjemmel}
    cited = dict.fromkeys(cite(h, lover) for versjon in reversed(versjoner) for h in versjon.hjemmel)
    return tuple(
        texts.text("model.sitering.til", one=one, til=vis(til)) if (til := last[one]) else one for one in cited
    )


def _ordinal(text: str) -> str:
    """«1» → første, «2-5» → annet til femte."""
    first, dash, last = text.partition("-")
    if dash and first.isdigit() and last.isdigit():
        return texts.text("model.sitering.til_2", first=_ordinal(first), last=_ordinal(last))
    return texts.text(f"model.orden.nr_{int(text)}") if text.isdigit() and 0 < int(text) <= _WORDS else text

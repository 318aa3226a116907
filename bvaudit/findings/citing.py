"""Which law is printed for a rule: the one its rows were judged by, and not the one that happens to be newest."""

from collections.abc import Mapping, Sequence
from datetime import date

from bvaudit.model.rule import Hjemmel, Lov, Rule
from bvaudit.model.sitering import cite, cite_versions


def law_of(rule: Rule, used: frozenset[date], per: date, lover: Mapping[str, Lov]) -> tuple[str, ...]:
    """One line for each legal basis, newest first: of the versions that begin on a day in ``used``; with none of them,
    of the version in force on ``per``; with none in force, of every version."""
    versjoner = [v for v in rule.versjoner if v.gjelder_fra in used] or [v for v in rule.versjoner if v.in_force(per)]
    return cite_versions(versjoner or rule.versjoner, lover, alle=rule.versjoner)


def law_by_version(rule: Rule, lover: Mapping[str, Lov]) -> dict[date, tuple[str, ...]]:
    """First day of each version → its legal bases, for a row that says which version judged it."""
    return {v.gjelder_fra: cited(v.hjemmel, lover) for v in rule.versjoner}


def cited(hjemmel: Sequence[Hjemmel], lover: Mapping[str, Lov]) -> tuple[str, ...]:
    return tuple(cite(each, lover) for each in hjemmel)

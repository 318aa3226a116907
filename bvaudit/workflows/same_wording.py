"""Whether an answer was given to the wording its rule has now, or to one the comparability files say asks the same."""

from dataclasses import dataclass, field

from bvaudit.model.lesesvar import Lesesvar
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Versjonskart, version_map
from bvaudit.workflows.content import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """``versjoner``: how versions of a rule stand to those before. ``arvet``: (rule, print of another rule's wording)
    where the first asks just what the other did."""

    versjoner: Versjonskart = field(default_factory=dict)
    arvet: frozenset[tuple[str, str]] = frozenset()


def alike(content: Content) -> Alike:
    maps = content.planer.sammenligninger
    heirs = (par for one in maps for par in one.punktpar if par.forhold is Forhold.LIK and par.fra in content.regler)
    return Alike(
        versjoner=version_map(maps),
        arvet=frozenset((par.til, wording_print(content.regler[par.fra])) for par in heirs),
    )


def same_wording(rule: Rule, given: Lesesvar, known: Alike) -> bool:
    if given.ordlyd == wording_print(rule) or (rule.id, given.ordlyd) in known.arvet:
        return True
    if given.regelversjon is None:
        return False
    later = [versjon.gjelder_fra for versjon in rule.versjoner if versjon.gjelder_fra > given.regelversjon]
    pairs = [known.versjoner.get((rule.id, day)) for day in later]
    return bool(later) and all(par is not None and par.forhold is Forhold.LIK for par in pairs)

"""What a rule counts, by a user's word: rules about foster homes count «plasseringer», not «tiltak»."""

from bvaudit.model.koder import Kodelister
from bvaudit.model.rule import Rule

PLASSERING = "plassering"
# As the groups of the register's own code list say it.
_AWAY_FROM_HOME = ("fosterhjem", "institusjon", "utenfor hjemmet")
_EXCEPT = "samvær"


def counted_word(rule: Rule, koder: Kodelister) -> str:
    """The table of the rule's objects, or ``plassering`` when its codes are all of a home away from home."""
    objekt = rule.gjelder.objekt
    if objekt != "tiltak" or rule.gjelder.der is None or "tiltak_kategori" not in koder:
        return objekt
    groups = {kode.kode: kode.gruppe.casefold() for kode in koder["tiltak_kategori"].koder}
    asked = [code for felt in rule.gjelder.der.felt if felt.felt == "kode" for code in felt.en_av or ()]
    away = [any(word in groups.get(code or "", "") for word in _AWAY_FROM_HOME) for code in asked]
    meetings = any(_EXCEPT in groups.get(code or "", "") for code in asked)
    return PLASSERING if away and all(away) and not meetings else objekt

"""Has anybody changed the sentences of a rule since they were approved?"""

import hashlib
import json

from bvaudit.model.rule import Rule

_LENGTH = 16


def wording(rule: Rule) -> tuple[str, ...]:
    """Every sentence a reader meets in the rule, however its lines were broken. One that is not there leaves no
    mark, so that a rule nobody changed keeps its print when rules get room for more."""
    forklaringer = [v.forklaring for versjon in rule.versjoner for v in versjon.varianter]
    texts = (rule.tittel, rule.sporsmal, rule.formal, rule.avvikstekst, rule.veiledning, rule.metode, *forklaringer)
    later = (rule.avvikstittel, *((rule.eksempel.godt, rule.eksempel.svakt) if rule.eksempel else ()))
    texts += tuple(text for text in later if text)
    return tuple(" ".join(text.split()) for text in texts)


def wording_print(rule: Rule) -> str:
    """The first 16 hex digits of sha256 over the wording: what ``kontrollert.avtrykk`` holds after approval."""
    text = json.dumps(wording(rule), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_LENGTH]

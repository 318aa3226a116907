"""The rules nobody and nothing has looked at in a run, and why."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from bvaudit.findings.citing import law_of
from bvaudit.findings.content import Innhold
from bvaudit.findings.counted_word import counted_word
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.svar import IkkeUndersokt
from bvaudit.texts import text


def for_a_person() -> str:
    return text("findings.not_examined.krever_at_et_menneske_leser_saken")


def for_the_unit() -> str:
    return text("findings.not_examined.besvares_av_et_menneske_en_gang")


def no_objects() -> str:
    return text("findings.not_examined.ingen_objekter_i_uttrekket_utvalget")


class LeftOut(Protocol):
    """A rule the extract cannot answer, and why."""

    @property
    def regel(self) -> Rule: ...
    @property
    def grunn(self) -> str: ...


def not_examined(
    judged: Sequence[Rule],
    left_out: Sequence[LeftOut],
    answered: Collection[str],
    content: Innhold,
    per: date,
    read: Collection[str] = (),
) -> tuple[IkkeUndersokt, ...]:
    """By rule id: what the extract cannot answer, what only people answer, and what was judged and met no object.

    ``answered`` are the ids of the rules that have an answer in some unit, and ``read`` of those that people have
    answered in some unit. Retired rules are not missed. Each is told
    with the law in force on ``per``.
    """
    people = [r for r in content.regler.values() if r.manuell and r.utgatt is None]
    reasons = [(each.regel, each.grunn) for each in left_out]
    reasons += [(rule, for_the_unit() if rule.gjelder.objekt == ENHET else for_a_person()) for rule in people]
    reasons += [(rule, no_objects()) for rule in judged if rule.id not in answered]
    found = [_told(rule, grunn, content, per) for rule, grunn in reasons if rule.id not in read]
    return tuple(sorted(found, key=lambda row: row.regel.id))


def _told(rule: Rule, grunn: str, content: Innhold, per: date) -> IkkeUndersokt:
    hjemmel = law_of(rule, frozenset(), per, content.lover)
    return IkkeUndersokt(regel=rule, teller=counted_word(rule, content.koder), grunn=grunn, hjemmel=hjemmel)

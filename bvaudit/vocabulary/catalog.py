"""Every word a rule can use, by the name it has in YAML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary import (
    alder,
    antall_i_periode,
    en_av,
    finnes,
    fulgt_opp,
    innen_frist,
    kode_gyldig,
    manuell,
    med_merknad,
    med_unntak,
    overlapp,
    rekkefolge,
    relasjon,
    rimelige_datoer,
    sammensatt,
    siste_innen,
    trinnvis,
    unik,
    utfylt,
    vilkar,
)
from bvaudit.vocabulary.answer import Answer
from bvaudit.vocabulary.by_source import from_sources, no_breach_before
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """``side`` is the manual page. ``answer`` writes the SQL; with ``deler`` it also gets the way to judge a part.

    The composed ones (``sammensatt``) have nothing but their parts in YAML.
    """

    navn: str
    args: type[Krav]
    side: str
    answer: Callable[..., Answer]
    sammensatt: bool = False
    deler: bool = False


def _one(navn: str, module: Any) -> Operator:
    return Operator(navn=navn, args=module.Args, side=module.__doc__, answer=module.answer)


def _composed(navn: str, args: type[Krav], answer: Callable[..., Answer], side: str | None) -> Operator:
    return Operator(navn=navn, args=args, side=side or "", answer=answer, sammensatt=True, deler=True)


OPERATORS: Mapping[str, Operator] = {
    op.navn: op
    for op in (
        _one("innen_frist", innen_frist),
        _one("fulgt_opp", fulgt_opp),
        _one("antall_i_periode", antall_i_periode),
        _one("siste_innen", siste_innen),
        _one("finnes", finnes),
        _one("utfylt", utfylt),
        _one("en_av", en_av),
        _one("rekkefolge", rekkefolge),
        _one("overlapp", overlapp),
        _one("relasjon", relasjon),
        _one("kode_gyldig", kode_gyldig),
        _one("alder", alder),
        _one("vilkar", vilkar),
        _one("unik", unik),
        _one("rimelige_datoer", rimelige_datoer),
        _one("manuell", manuell),
        replace(_one("med_unntak", med_unntak), deler=True),
        replace(_one("med_merknad", med_merknad), deler=True),
        _composed("alle", sammensatt.Alle, sammensatt.all_of, sammensatt.__doc__),
        _composed("minst_en", sammensatt.MinstEn, sammensatt.any_of, sammensatt.__doc__),
        _composed("ikke", sammensatt.Ikke, sammensatt.none_of, sammensatt.__doc__),
        _composed("trinnvis", trinnvis.Args, trinnvis.answer, trinnvis.__doc__),
    )
}
_BY_ARGS = {op.args: op for op in OPERATORS.values()}


def judge(krav: Krav, scope: Scope) -> Answer:
    """The operator's answer for these arguments."""
    operator = _BY_ARGS[type(krav)]
    if operator.deler:
        with scope.reading() as reads:  # the parts say what they need; a condition nobody can see is unknown
            whole = operator.answer(krav, scope, judge)
        return no_breach_before(whole, reads.before, scope)
    return from_sources(lambda: operator.answer(krav, scope), scope)

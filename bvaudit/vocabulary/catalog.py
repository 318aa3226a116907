"""Every word a rule can use, by the name it has in YAML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary import (
    alder,
    antall_i_periode,
    en_av,
    finnes,
    innen_frist,
    kode_gyldig,
    manuell,
    overlapp,
    rekkefolge,
    relasjon,
    rimelige_datoer,
    sammensatt,
    siste_innen,
    unik,
    utfylt,
    vilkar,
)
from bvaudit.vocabulary.answer import Answer
from bvaudit.vocabulary.by_source import from_sources
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """``side`` is the manual page. ``answer`` writes the SQL; the composed ones also get the way to judge a part."""

    navn: str
    args: type[Krav]
    side: str
    answer: Callable[..., Answer]
    sammensatt: bool = False


def _one(navn: str, module: Any) -> Operator:
    return Operator(navn=navn, args=module.Args, side=module.__doc__, answer=module.answer)


def _composed(navn: str, args: type[Krav], answer: Callable[..., Answer]) -> Operator:
    return Operator(navn=navn, args=args, side=sammensatt.__doc__ or "", answer=answer, sammensatt=True)


OPERATORS: Mapping[str, Operator] = {
    op.navn: op
    for op in (
        _one("innen_frist", innen_frist),
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
        _composed("alle", sammensatt.Alle, sammensatt.all_of),
        _composed("minst_en", sammensatt.MinstEn, sammensatt.any_of),
        _composed("ikke", sammensatt.Ikke, sammensatt.none_of),
    )
}
_BY_ARGS = {op.args: op for op in OPERATORS.values()}


def judge(krav: Krav, sql: Scope) -> Answer:
    """The operator's answer for these arguments."""
    operator = _BY_ARGS[type(krav)]
    if operator.sammensatt:
        with sql.reading():  # the parts say what they need themselves
            return operator.answer(krav, sql, judge)
    return from_sources(lambda: operator.answer(krav, sql), sql)

"""Bare et menneske kan svare. Regelen har ingen rader i resultatene; den hører til i gjennomgangsskjemaet.

    manuell: {svar: [ja, delvis, nei, ikke aktuelt], begrunnelse_ved: [delvis, nei], hvem: [saksbehandler, fagleder]}

Et svar som står i «begrunnelse_ved», er ikke ferdig før grunnen er skrevet.
"""

from dataclasses import dataclass
from typing import ClassVar

from bvaudit.model.uttrykk import Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.frame import RuleFault
from bvaudit.vocabulary.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    svar: tuple[str, ...] = arg("Svarene som kan velges.")
    begrunnelse_ved: tuple[str, ...] = arg("Svarene som krever begrunnelse.")
    hvem: tuple[str, ...] = arg("Rollene som kan svare.")
    manuell: ClassVar[bool] = True


def answer(args: Args, scope: Scope) -> Answer:
    raise RuleFault(text("vocabulary.manuell.en_manuell_regel_kan_ikke_vurderes"))

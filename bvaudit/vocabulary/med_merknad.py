"""Et krav, og noe leseren må vite om det på hver rad.

    med_merknad:
      krav: {innen_frist: {start: start_dato, slutt: konklusjon_slutt_dato, lengde: P3M}}
      sier: Loven hadde tre måneder, uten meldingsuken.

Svaret er det kravet gir. Setningen står i forklaringen når kravet er oppfylt, delvis oppfylt eller brutt.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bvaudit.model.utfall import Utfall
from bvaudit.model.uttrykk import Krav
from bvaudit.vocabulary.answer import Answer, Note, literal
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import sql

_JUDGED = [literal(utfall) for utfall in (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    krav: Krav = arg("Kravet.")
    sier: str = arg("Setningen i forklaringen.")


def answer(args: Args, scope: Scope, judge: Callable[[Krav, Scope], Answer]) -> Answer:
    part = judge(args.krav, scope)
    found = scope.let("utfall_med_merknad", part.utfall)
    said = Note(condition=sql("{} IN ({})", found, _JUDGED), tekst=args.sier)
    return replace(part, utfall=found, notes=(*part.notes, said))

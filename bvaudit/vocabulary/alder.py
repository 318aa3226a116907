"""Barnet skal være yngre enn en aldersgrense, eller ha nådd den, på en bestemt dag.

    alder: {grense: sak.fyller_18_dato, ved: per, skal: under}

«under» er oppfylt til og med dagen før fødselsdagen. Mangler datoen barnet når grensen, er det uavklart.
"""

from dataclasses import dataclass
from typing import Literal

from bvaudit.model.uttrykk import Dato, Krav
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    grense: str = arg("Feltet med dagen barnet når grensen.")
    ved: Dato = arg("Dagen alderen vurderes.")
    skal: Literal["under", "fylt"] = arg("Om barnet skal være under grensen eller ha nådd den.")


def answer(args: Args, scope: Scope) -> Answer:
    grense, dag = scope.column(args.grense), scope.date(args.ved)
    kept = "{} < {}" if args.skal == "under" else "{} >= {}"
    return Answer(
        utfall=yes_or_no(sql(kept, dag, grense)),
        frist_dato=scope.dialect.subtract(grense, Varighet(antall=1, enhet="D")) if args.skal == "under" else None,
        notes=(
            Note(
                condition=sql("{} IS NULL", grense), tekst=text("vocabulary.alder.fodselsdato_mangler_sa_alderen_kan")
            ),
        ),
        steps=(
            Step(navn=text("vocabulary.alder.nar_aldersgrensen"), expression=grense),
            Step(navn="vurderes", expression=dag),
        ),
    )

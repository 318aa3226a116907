"""Et vilkår skal holde for objektet: felt, datoer, koder, og rader som finnes eller ikke finnes.

    vilkar: {holder: {ikke: {finnes: {tabell: melder, der: {kode: {en_av: ["22"]}, presisering_utfylt: {er: false}}}}}}

Er det ikke mulig å vite om vilkåret holder, fordi en opplysning mangler, er det uavklart. Uttrekket må ha minst én av
tabellene vilkåret ser i, og alle i «trenger».
"""

from dataclasses import dataclass

from bvaudit.model.kilde import EttAv
from bvaudit.model.uttrykk import Betingelse, Krav
from bvaudit.texts import text
from bvaudit.vocabulary.answer import Answer, Note, Step, something_missing, yes_or_no
from bvaudit.vocabulary.fields import arg
from bvaudit.vocabulary.scope import Scope
from bvaudit.vocabulary.sql import sql


@dataclass(frozen=True, slots=True, kw_only=True)
class Args(Krav):
    holder: Betingelse = arg("Vilkåret som skal holde.")
    trenger: tuple[str, ...] = arg("Tabeller uttrekket må ha for at svaret skal bety noe.", default=())


def answer(args: Args, scope: Scope) -> Answer:
    with scope.reading() as reads:
        holds = scope.let("holder", scope.condition(args.holder))
    # One of the tables it looks in is enough: where that leaves the condition unknown, the answer is unsettled.
    looked = tuple(dict.fromkeys(reads.rows))
    reads.rows = [EttAv(deler=tuple((need,) for need in looked))] if looked else []
    scope.reads.add(reads)
    for tabell in args.trenger:
        scope.require(tabell)
    return Answer(
        utfall=yes_or_no(holds),
        notes=(Note(condition=sql("{} IS NULL", holds), tekst=something_missing()),),
        steps=(Step(navn=text("vocabulary.vilkar.vilkaret_holder"), expression=holds),),
    )

"""Lists of a municipality's, for the tests of the register, and events about their points."""

from dataclasses import replace
from datetime import date
from typing import Any

from bvaudit.model.forbedring import Gruppe
from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.hendelser import FeltSatt, TingOpprettet
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.logg import Hendelse
from bvaudit.model.registeret.ting import Slag, point_number
from tests.register.guard_states import the_context


def a_point(id_: str, **values: Any) -> Listepunkt:
    return Listepunkt(id=id_, tekst=values.pop("tekst", id_.capitalize()), **values)


def a_list(slag: Listeslag, *punkter: Listepunkt, id_: str = "", **values: Any) -> Liste:
    grupper = dict.fromkeys(gruppe for punkt in punkter for gruppe in punkt.grupper)
    given: dict[str, Any] = {
        "tittel": slag.value.capitalize(),
        "kilde": "Oppdiktet.",
        "grupper": tuple(Gruppe(id=one, tittel=one.capitalize()) for one in grupper),
        "fil": "",
        "egen": True,
    }
    return Liste(id=id_ or slag.value, listeslag=slag, innhold=punkter, **{**given, **values})


def with_lists(*lister: Liste) -> Kontekst:
    return replace(the_context(), lister=lister)


def point_opened(liste: str, punkt: str, dag: date) -> TingOpprettet:
    return TingOpprettet(nr=point_number(liste, punkt), slag=Slag.LISTEPUNKT, tittel=punkt.capitalize(), dag=dag)


def point_set(liste: str, punkt: str, felt: str, verdi: str) -> Hendelse:
    free = felt in ("belegg", "grunn", "effekt")
    nr = point_number(liste, punkt)
    return FeltSatt(nr=nr, felt=felt, **({"tekst": verdi} if free else {"verdi": verdi}))

"""What the schema cannot see within a list the municipality keeps."""

from collections.abc import Iterator

from bvaudit.diagnostics import Grad, Problem
from bvaudit.loading.content.files import listed_twice, unknown
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.lister import KREVER, NEKTES_UTEN, UTEN_TALL, Liste, Listepunkt
from bvaudit.texts import text

_IN_ORDER = (("start", "frist"), ("start", "slutt"), ("sist", "neste"))
_GRADES = ("sannsynlighet", "konsekvensgrad")


def faults_in_list(liste: Liste, document: Document) -> Iterator[Problem]:
    new_id = text("loading.plans.gi_den_en_id_som_ikke")
    yield from listed_twice(document, ("innhold",), "id", [punkt.id for punkt in liste.innhold], new_id)
    yield from listed_twice(document, ("grupper",), "id", [gruppe.id for gruppe in liste.grupper], new_id)
    yield from _groups(liste, document)
    for number, punkt in enumerate(liste.innhold):
        yield from _point(liste, punkt, document, ("innhold", number))
    if liste.oppgitt_antall not in (UTEN_TALL, len(liste.innhold)):
        values = {"oppgitt": liste.oppgitt_antall, "antall": len(liste.innhold)}
        hint = text("listene.les.antall_hint")
        place = ("oppgitt_antall",)
        yield document.problem(place, "feil-antall", text("listene.les.antall", **values), hint, Grad.ADVARSEL)


def _groups(liste: Liste, document: Document) -> Iterator[Problem]:
    """Where there are groups, every point is in one, and no group is without a point."""
    known = [gruppe.id for gruppe in liste.grupper]
    for i, punkt in enumerate(liste.innhold):
        for j, gruppe in enumerate(punkt.grupper):
            if gruppe not in known:
                tekst = text("loading.forbedring.gruppen_finnes_ikke_i_listen", gruppe=gruppe)
                yield unknown(document, ("innhold", i, "grupper", j), "ukjent-gruppe", tekst, gruppe, known)
        if known and not punkt.grupper:
            tekst, hint = text("listene.les.uten_gruppe", id=punkt.id), text("listene.les.uten_gruppe_hint")
            yield document.problem(("innhold", i, "id"), "ikke-koblet", tekst, hint)
    used = {gruppe for punkt in liste.innhold for gruppe in punkt.grupper}
    for i, id_ in enumerate(known):
        if id_ not in used:
            tekst = text("loading.forbedring.gruppen_er_tom", id=id_)
            hint = text("loading.forbedring.gi_den_noe_a_arbeide_med")
            yield document.problem(("grupper", i, "id"), "tom-gruppe", tekst, hint)


def _point(liste: Liste, punkt: Listepunkt, document: Document, at: KeyPath) -> Iterator[Problem]:
    for name in liste.mangler(punkt):
        if name in NEKTES_UTEN:
            values = {"id": punkt.id, "hva": text(f"listene.les.hva.{name}")}
            yield document.problem((*at, "id"), "mangler-i-punktet", text("listene.les.mangler", **values), "")
    grades = [name for name in _GRADES if getattr(punkt, name)]
    if len(grades) == 1 and not set(_GRADES) & set(KREVER.get(liste.listeslag, ())):
        hint = text("listene.les.bare_en_grad_hint")
        yield document.problem((*at, grades[0]), "bare-en-grad", text("listene.les.bare_en_grad", id=punkt.id), hint)
    for early, late in _IN_ORDER:
        yield from _order(punkt, document, at, (early, late))


def _order(punkt: Listepunkt, document: Document, at: KeyPath, names: tuple[str, str]) -> Iterator[Problem]:
    early, late = (getattr(punkt, name) for name in names)
    if early is not None and late is not None and late < early:
        tekst = text("listene.les.dato_for", sen=names[1], tidlig=names[0])
        yield document.problem((*at, names[1]), "dato-rekkefolge", tekst, text("listene.les.dato_for_hint"))

"""What must hold between lists: the list before, the points that are linked, and the words they are told with."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeGuard

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import exists_already, unknown
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.forbedring import Anbefalinger, Risikoliste, Tiltaksliste
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.lister import Liste
from bvaudit.model.listevisning import Listekilde, som_liste
from bvaudit.texts import text

# Each kind, and the key its points stand under.
_POINTS: Mapping[type[Listekilde], str] = {
    Anbefalinger: "anbefalinger",
    Risikoliste: "risikoer",
    Tiltaksliste: "tiltak",
    Liste: "innhold",
}
_CODES = (("status", "listestatuser"), ("beslutning", "beslutninger"))


def faults_between(
    record: Any, document: Document, read: Sequence[Any], kodeverk: Kodeverk | None
) -> Iterator[Problem]:
    """``read`` are all the plans there are, this one too; without the kodeverk its codes are not looked at."""
    if not _is_list(record):
        return
    others = [one for one in read if _is_list(one) and one is not record]
    yield from _same_id(record, document, others)
    yield from _before(record, document, others)
    yield from _links(record, document, others)
    if isinstance(record, Liste) and kodeverk is not None:
        yield from _codes(record, document, kodeverk)


def _is_list(record: Any) -> TypeGuard[Listekilde]:
    return type(record) in _POINTS


def _same_id(record: Listekilde, document: Document, others: Sequence[Listekilde]) -> Iterator[Problem]:
    """Two kinds may not share an id either: the points are followed by the list's id and their own."""
    for other in others:
        if other.id == record.id and type(other) is not type(record) and other.egen == record.egen:
            hint = text("loading.plans.gi_den_egne_filen_et_annet")
            yield exists_already(document.place(("id",)), f"«{record.id}»", other.fil, hint)


def _before(record: Listekilde, document: Document, others: Sequence[Listekilde]) -> Iterator[Problem]:
    """The list that ``forrige`` names exists and is from an earlier year, and a point has kept its id since then."""
    liste = som_liste(record)
    if not liste.forrige:
        return
    risks = isinstance(record, Risikoliste)
    lists = {one.id: som_liste(one) for one in others if isinstance(one, Risikoliste) or not risks}
    earlier = lists.get(liste.forrige)
    navn = liste.forrige
    if earlier is None:
        kode, key = (
            ("ukjent-risikoliste", "risikolisten_finnes_ikke") if risks else ("ukjent-liste", "listen_finnes_ikke")
        )
        tekst = text(f"loading.forbedring.{key}", navn=navn)
        yield unknown(document, ("forrige",), kode, tekst, navn, lists)
        return
    if liste.ar and earlier.ar >= liste.ar:
        tekst = text("loading.forbedring.er_fra_og_kan_ikke_vaere", navn=navn, ar=earlier.ar)
        hint = text("loading.forbedring.forrige_er_en_liste_fra_et")
        yield document.problem(("forrige",), "feil-rekkefolge", tekst, hint)
    ids = {punkt.tekst: punkt.id for punkt in earlier.innhold}
    for i, punkt in enumerate(liste.innhold):
        before = ids.get(punkt.tekst, punkt.id)
        if before != punkt.id:
            key = "den_samme_risikoen_het_i" if risks else "det_samme_punktet_het_i"
            tekst = text(f"loading.forbedring.{key}", before=before, navn=navn)
            hint = text("loading.forbedring.bruk_den_gamle_id_en_sa")
            yield document.problem((_POINTS[type(record)], i, "id"), "byttet-id", tekst, hint)


def _links(record: Listekilde, document: Document, others: Sequence[Listekilde]) -> Iterator[Problem]:
    """Every point that is named is there, in a list of the same municipality."""
    liste = som_liste(record)
    own = [one for one in others if one.egen or not record.egen]
    lists = {one.id: {punkt.id for punkt in som_liste(one).innhold} for one in own}
    lists[liste.id] = {punkt.id for punkt in liste.innhold}
    for i, punkt in enumerate(liste.innhold):
        for j, navn in enumerate(punkt.koblet):
            path = (_POINTS[type(record)], i, "koblet", j)
            of, _, id_ = navn.rpartition(":")
            there = lists.get(of or liste.id)
            if there is None:
                tekst = text("listene.les.koblet_liste_ukjent", navn=of)
                yield unknown(document, path, "ukjent-liste", tekst, of, lists)
            elif id_ not in there:
                tekst = text("listene.les.koblet_punkt_ukjent", punkt=id_, navn=of or liste.id)
                yield unknown(document, path, "ukjent-punkt", tekst, id_, there)
            elif (of or liste.id, id_) == (liste.id, punkt.id):
                tekst, hint = text("listene.les.koblet_seg_selv", punkt=id_), text("listene.les.koblet_seg_selv_hint")
                yield document.problem(path, "koblet-til-seg-selv", tekst, hint)


def _codes(liste: Liste, document: Document, kodeverk: Kodeverk) -> Iterator[Problem]:
    for i, punkt in enumerate(liste.innhold):
        for name, codes in _CODES:
            kode, known = getattr(punkt, name), [one.kode for one in kodeverk.liste(codes)]
            if kode and kode not in known:
                tekst = text("listene.les.ukjent_kode", kode=kode, liste=codes)
                found = unknown(document, ("innhold", i, name), "ukjent-kode", tekst, kode, known)
                choose = text("listene.les.velg_kode", koder=", ".join(known))
                yield found if found.hint else replace(found, hint=choose)

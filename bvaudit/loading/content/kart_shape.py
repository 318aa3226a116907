"""What a map says of sheets that are not plain tables: several sheets, columns that become rows, cells with two things.

What the schema cannot say: that the parts of it agree.
"""

from collections.abc import Iterator

from bvaudit.diagnostics import Problem
from bvaudit.loading.schema.kart_schema import UNFIXED
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.kart import Kart, TabellKart, mappable_columns
from bvaudit.model.navnemonster import AR, slots
from bvaudit.texts import text


def shape_problems(kart: TabellKart, path: KeyPath, document: Document) -> Iterator[Problem]:
    yield from _rows(kart, path, document)
    yield from _names(kart, path, document)
    headings = {_alike(heading) for heading in kart.overskrifter}
    for number, heading in enumerate(kart.deles):
        if _alike(heading) not in headings:
            tekst = text("kart_form.deles_ukjent", overskrift=heading)
            yield document.problem((*path, "deles", number), "ukjent-kolonne", tekst, text("kart_form.deles_hint"))
    for number, kolonne in enumerate(kart.fyll_ned):
        if kolonne not in kart.kolonner:
            tekst = text("kart_form.fyll_ned_ukjent", kolonne=kolonne)
            yield document.problem(
                (*path, "fyll_ned", number), "ukjent-kolonne", tekst, text("kart_form.kolonner_hint")
            )
    for kolonne, heading in kart.kolonner.items():
        if _alike(heading) in map(_alike, kart.deles) and kolonne.endswith("_id"):
            tekst = text("kart_form.deles_id", kolonne=kolonne)
            yield _at(document, (*path, "kolonner", kolonne), "celle-delt", tekst, text("kart_form.deles_id_hint"))


def _rows(kart: TabellKart, path: KeyPath, document: Document) -> Iterator[Problem]:
    lengths = {len(headings) for headings in kart.rader.values()}
    if len(lengths) > 1:
        hint = text("kart_form.rader_ulike_hint")
        yield _at(document, (*path, "rader"), "rader-ulike", text("kart_form.rader_ulike"), hint)
    for kolonne in kart.rader:
        if kolonne in kart.kolonner or kolonne in kart.faste:
            tekst = text("kart_form.rader_dobbel", kolonne=kolonne)
            yield _at(document, (*path, "rader", kolonne), "dobbel-kolonne", tekst, text("kart_form.behold_den_ene"))


def _names(kart: TabellKart, path: KeyPath, document: Document) -> Iterator[Problem]:
    columns = mappable_columns(kart.tabell)
    taken = {*kart.kolonner, *kart.faste, *kart.rader}
    for key, pattern in (("arknavn", kart.arknavn), ("filnavn", kart.filnavn)):
        named = slots(pattern)
        if pattern and not named:
            tekst, hint = text("kart_form.navn_uten_sted", nokkel=key), text("kart_form.navn_hint")
            yield document.problem((*path, key), "navn-form", tekst, hint)
        for kolonne in named:
            if kolonne != AR and (kolonne not in columns or kolonne in UNFIXED or kolonne.endswith("_id")):
                tekst = text("kart_form.navn_ukjent", kolonne=kolonne, tabell=kart.tabell)
                yield document.problem((*path, key), "ukjent-kolonne", tekst, text("kart_form.navn_hint"))
            elif kolonne in taken or (kolonne != AR and kolonne in slots(kart.arknavn) and key == "filnavn"):
                tekst = text("kart_form.navn_dobbel", kolonne=kolonne)
                yield document.problem((*path, key), "dobbel-kolonne", tekst, text("kart_form.behold_den_ene"))
        if len(named) != len(set(named)):
            tekst = text("kart_form.navn_to_ganger", nokkel=key)
            yield document.problem((*path, key), "navn-form", tekst, text("kart_form.navn_hint"))


def same_row_problems(tabell: TabellKart, at: KeyPath, kart: Kart, document: Document) -> Iterator[Problem]:
    """Whether the rows it belongs to are read from the same sheets, one of them for each row."""
    path: KeyPath = (*at, "samme_rad")
    if tabell.eier in ("", "sak"):
        tekst = text("kart_form.samme_rad_uten_eier", tabell=tabell.tabell)
        yield document.problem(path, "samme-rad", tekst, text("kart_form.samme_rad_uten_eier_hint"))
        return
    owners = [each for each in kart.steder if each.tabell == tabell.eier]
    if owners and not any((one.fil, one.ark) == (tabell.fil, tabell.ark) and not one.rader for one in owners):
        tekst = text("kart_form.samme_rad_annet_ark", tabell=tabell.tabell, eier=tabell.eier)
        yield document.problem(path, "samme-rad", tekst, text("kart_form.samme_rad_hint"))
    pointer = "eier_id" if f"{tabell.eier}_id" not in mappable_columns(tabell.tabell) else f"{tabell.eier}_id"
    if pointer in tabell.gitt:
        tekst = text("kart_form.samme_rad_dobbel", kolonne=pointer)
        yield document.problem(path, "dobbel-kolonne", tekst, text("kart_form.behold_den_ene"))


def _alike(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _at(document: Document, path: KeyPath, kode: str, tekst: str, hint: str) -> Problem:
    return Problem(sted=document.key_place(path), kode=kode, tekst=tekst, hint=hint)

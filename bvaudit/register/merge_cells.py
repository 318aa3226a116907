"""One cell of a document against what the register held when it was made, and what it holds now."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.registeret.bokmeta import SKJEMA, STEG, TITTEL
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.hendelser import KonfliktAvgjort
from bvaudit.model.registeret.redigering import SLETTES, Celle, Linje, Sammenfall, erases
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.merge_owner import is_known, why_not
from bvaudit.register.merge_state import Merging, shown, stored
from bvaudit.register.plain import plain
from bvaudit.register.roles import join, stands_alone
from bvaudit.texts import text

REGISTERET, DOKUMENTET = "register", "dokument"  # the two choices in a conflict


def slag_of(her: Merging, nr: str) -> Slag | None:
    ting = her.ting(nr)
    if ting is not None:
        return ting.slag
    return Slag.KOBLING if nr in her.lenker else None


def whole_role(verdi: str, enhet: str, kodeverk: Kodeverk) -> str:
    """A role that stands alone is of the thing's own unit, unless it is one of the whole municipality."""
    alone = not verdi or "@" in verdi or not enhet or stands_alone(verdi, kodeverk)
    return verdi if alone else join(verdi, enhet)


def canonical(her: Merging, celle: Celle) -> Celle:
    """The cell with its value as it is compared and kept. The heading of a measure is its own, in whatever row."""
    verdi = plain(celle.verdi)
    if celle.felt == TITTEL:
        return replace(celle, nr=celle.nr.rpartition("/")[2], verdi=verdi)
    if erases(verdi):
        return replace(celle, verdi=SLETTES)
    slag = slag_of(her, celle.nr)
    felt = felt_av(slag, celle.felt) if slag is not None else None
    if felt is not None and felt.type is Felttype.ROLLE:
        ting = her.ting(celle.nr.partition("/")[0])
        verdi = whole_role(verdi, ting.enhet if ting is not None else "", her.kontekst.kodeverk)
    return celle if verdi == celle.verdi else replace(celle, verdi=verdi)


def compared(her: Merging, celle: Celle) -> Linje:
    """The three-way merge of one cell, without the events it leads to. ``celle`` is canonical."""
    key = celle.nr, celle.felt
    basis, na = plain(stored(her.basis, *key)), plain(stored(her.na, *key))
    line = Linje(celle=celle, hva=Sammenfall.UENDRET, basis=basis, na=na)
    verdi = value(celle)
    if not celle.verdi or verdi == _stood(her, celle, basis):
        return line
    if not is_known(her, celle.nr):
        return _refused(line, unknown(celle.nr))
    if verdi == na:
        return replace(line, hva=Sammenfall.SAMME)
    if verdi in her.since.satt.get(key, ()):
        return replace(line, hva=Sammenfall.SAMME, grunn=text("registeret_les.samme.lest_for"))
    if verdi in her.since.forkastet.get(key, ()):
        return replace(line, hva=Sammenfall.SAMME, grunn=text("registeret_les.samme.avgjort"))
    if her.since.sladdet and _is_struck(her, celle):
        return _refused(line, text("registeret_les.avvist.sladdet"))
    if reason := why_not(her, celle.nr, celle.felt, verdi):
        return _refused(line, reason)
    if basis == na or her.choice(key) == DOKUMENTET:
        return replace(line, hva=Sammenfall.ENDRET)
    if her.choice(key) == REGISTERET:
        kept = decided(her, celle, REGISTERET, verdi)
        return replace(line, hva=Sammenfall.SAMME, grunn=text("registeret_les.samme.beholdt"), hendelser=(kept,))
    return replace(line, hva=Sammenfall.KONFLIKT)


def value(celle: Celle) -> str:
    return "" if celle.verdi == SLETTES else celle.verdi


def decided(her: Merging, celle: Celle, valgt: str, forkastet: str) -> KonfliktAvgjort:
    return KonfliktAvgjort(nr=celle.nr, felt=celle.felt, valgt=valgt, fil=her.dok.fil, forkastet=forkastet)


def _stood(her: Merging, celle: Celle, basis: str) -> str:
    """What the document showed there when it was made; a workbook shows what holds anyhow, a plan leaves it blank."""
    if celle.vist is not None:
        return plain(celle.vist)
    return plain(shown(her.basis, celle.nr, celle.felt)) if her.dok.slag == SKJEMA else basis


def _is_struck(her: Merging, celle: Celle) -> bool:
    """Whether the text the document was made with is gone: then nobody can say what was written after it."""
    ting = her.basis.ting.get(celle.nr)
    found = ting.felt.get(celle.felt) if ting is not None else None
    return found is not None and found.hendelse in her.since.sladdet


def unknown(nr: str) -> str:
    if nr.startswith("/"):
        return text("registeret_les.avvist.uten_kobling")
    if STEG in nr:
        return text("arsbok.avvist.steg")
    return text("registeret_les.avvist.ukjent", nr=nr)


def _refused(line: Linje, grunn: str) -> Linje:
    return replace(line, hva=Sammenfall.AVVIST, grunn=grunn)


def without_doubles(her: Merging, celler: Sequence[Celle]) -> Iterator[tuple[Celle, str]]:
    """Each field once. A field that stands there twice with two values that are both new is refused both times, with
    the reason; what is only a copy of what stood there gives way to what somebody has written."""
    found: dict[tuple[str, str], list[Celle]] = {}
    for celle in celler:
        found.setdefault((celle.nr, celle.felt), []).append(celle)
    for cells in found.values():
        if len(cells) == 1:
            yield cells[0], ""
            continue
        changed = [one for one in cells if compared(her, one).hva is not Sammenfall.UENDRET] or cells
        values = {one.verdi for one in changed}
        for one in changed if len(values) > 1 else changed[:1]:
            other = next((two for two in changed if two.verdi != one.verdi), None)
            grunn = text("registeret_les.avvist.to_verdier", andre=_place(other)) if other is not None else ""
            yield one, grunn


def _place(celle: Celle) -> str:
    sted = celle.sted
    return f"{sted.ark}!{sted.celle}" if sted.ark and sted.celle else str(sted)

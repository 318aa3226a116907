"""Whether the log of the register is whole: its chain, its copies, and every head that was ever printed and is left.

A chain that is whole says nothing about its end, and nothing against one who has reckoned it anew. Papers do.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.intake.printed_head import heads_in
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.etterprovd import Etterprovd, Funn, Prove
from bvaudit.model.registeret.logg import Del, Hode
from bvaudit.register.chain import Rad, head_of, read_head
from bvaudit.register.chain_faults import Brudd, Feil, against, faults, told_struck
from bvaudit.register.copies import Kopi, copies_of, newest_good, rows_of
from bvaudit.register.store import rows_anyway
from bvaudit.register.store_faults import UNREADABLE
from bvaudit.texts import text
from bvaudit.workflows.register_folder import register_path

_PAPERS = ("*.xlsx", "*.docx")


def check_register(mappe: Mappe, papirer: Sequence[str]) -> Etterprovd:
    """``papirer`` are files, and heads somebody typed in; what was sent and lies in ``utgaver/``, and the results of
    runs and audits, are always looked at. UsageError when one of ``papirer`` is neither a file nor a head, or there is
    nothing to check."""
    path = register_path(mappe)
    named = [*_named(papirer), *_lying(mappe)]
    if not path.exists() and not named and not copies_of(path):
        raise UsageError(text("registeret_logg.ingen_register"), hint=text("registeret_logg.ingen_register_hint"))
    rows, damage = rows_anyway(path) if path.exists() else ((), text("registeret_logg.borte", fil=path))
    good = newest_good(path)
    return Etterprovd(
        fil=str(path),
        antall=len(rows),
        hode=head_of(rows),
        funn=(*_damage(damage), *(_told(brudd) for brudd in faults(rows))),
        kopier=tuple(_copy(copy, rows) for copy in copies_of(path)),
        papirer=tuple(_paper(navn, heads, rows) for navn, heads in named),
        nyeste_hele=str(good) if good else "",
        uten_kopi=len(rows) - max((copy.nr for copy in copies_of(path) if copy.nr <= len(rows)), default=0),
    )


def _named(papirer: Sequence[str]) -> Iterator[tuple[str, tuple[Hode, ...]]]:
    for paper in papirer:
        file = Path(paper)
        typed = read_head(paper)
        if file.is_file():
            yield file.name, heads_in(file)
        elif typed is not None:
            yield typed.vist, (typed,)
        else:
            raise UsageError(
                text("registeret_logg.ikke_papir", papir=paper), hint=text("registeret_logg.ikke_papir_hint")
            )


def _lying(mappe: Mappe) -> Iterator[tuple[str, tuple[Hode, ...]]]:
    """What lies in the folder; papers without a head are of something else, or from before there was a register."""
    results = [folder for folder in mappe.revisjoner.glob("*/resultat") if folder.is_dir()]
    for file in sorted(found for place in (mappe.utgaver, *results) for kind in _PAPERS for found in place.rglob(kind)):
        heads = () if file.name.startswith(("~$", ".")) else heads_in(file)
        if heads:
            yield file.relative_to(mappe.rot).as_posix(), heads


def _damage(damage: str) -> tuple[Funn, ...]:
    return (Funn(kode="skadet", tekst=damage),) if damage else ()


def _told(brudd: Brudd) -> Funn:
    """The sentence of one thing that is wrong."""
    several = brudd.slag in (Feil.FJERNET, Feil.KUTTET) and brudd.til > brudd.nr
    key = f"{brudd.slag.value.replace('-', '_')}{'_flere' if several else ''}"
    values = {"nr": brudd.nr, "til": brudd.til}
    return Funn(kode=brudd.slag.value, tekst=text(f"registeret_logg.funn.{key}", **values), nr=brudd.nr, til=brudd.til)


def _paper(navn: str, heads: Sequence[Hode], rows: Sequence[Rad]) -> Prove:
    if not heads:
        return Prove(navn=navn, hode=None, hel=False, tekst=text("registeret_logg.uten_hode"))
    wrong = [brudd for head in heads for brudd in against(rows, head)]
    newest = max(heads, key=lambda head: head.nr)
    said = _told(wrong[0]).tekst if wrong else text("registeret_logg.stemmer", hode=newest.vist)
    return Prove(navn=navn, hode=newest, hel=not wrong, tekst=said)


def _copy(copy: Kopi, rows: Sequence[Rad]) -> Prove:
    """A copy is a log of its own, and its end is a head like one that was printed."""
    name = copy.fil.name
    try:
        held = rows_of(copy.fil)
    except UNREADABLE:
        return Prove(navn=name, hode=None, hel=False, tekst=text("registeret_logg.kopi_skadet"))
    wrong = (*faults(held), *against(rows, head_of(held)))
    if wrong:
        return Prove(navn=name, hode=head_of(held), hel=False, tekst=_told(wrong[0]).tekst)
    if _holds_struck(held, told_struck(rows)):
        return Prove(navn=name, hode=head_of(held), hel=False, tekst=text("registeret_logg.kopi_med_sladdet"))
    return Prove(navn=name, hode=head_of(held), hel=True, tekst=text("registeret_logg.kopi_hel", nr=held[-1].nr))


def _holds_struck(held: Sequence[Rad], struck: frozenset[tuple[int, Del]]) -> bool:
    return any((row.nr, part) in struck and not one.tom for row in held for part, one in row.deler.items())

"""Pairs of codes across the day a code list changed: nothing that ended or began is left out, and the records."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.plan_problems import unknown
from bvaudit.loading.yaml.reader import Document, KeyPath
from bvaudit.model.koder import Kode, Kodeliste, Kodelister
from bvaudit.model.sammenligning import Forhold, Kodepar

_SIDES = ("fra", "til")
_ONE_DAY = timedelta(days=1)


def faults_in_code_pairs(document: Document) -> Iterator[Problem]:
    """A code that is gone or new is that everywhere, and the same codes do not stand against each other twice."""
    rows: Sequence[Mapping[str, Any]] = document.data.get("kodepar", ())
    for i, row in enumerate(rows):
        for other in rows[:i]:
            if _same_codes(row, other):
                tekst, hint = "de samme kodene er satt mot hverandre før", "ta bort det ene paret"
                yield Problem(sted=document.place(("kodepar", i)), kode="feil-par", tekst=tekst, hint=hint)
        if row["forhold"] not in (Forhold.NY, Forhold.BORTE):
            continue
        side = "til" if row["forhold"] == Forhold.NY else "fra"
        elsewhere = {kode for j, other in enumerate(rows) if j != i for kode in other.get(side, ())}
        for j, kode in enumerate(row.get(side, ())):
            if kode in elsewhere:
                tekst, hint = f"«{kode}» er «{row['forhold']}», men står også i et annet par", "velg ett av dem"
                yield Problem(sted=document.place(("kodepar", i, side, j)), kode="feil-par", tekst=tekst, hint=hint)


def _same_codes(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    return all(set(row.get(side, ())) == set(other.get(side, ())) for side in _SIDES)


def faults_against_codes(document: Document, koder: Kodelister) -> Iterator[Problem]:
    """The list exists and changed that day, the codes named were in use on their side of it, and every code that
    ended or began is accounted for. What the register itself says a code is split into must be among its heirs."""
    if "koder" not in document.data:
        return
    navn = document.data["koder"]["liste"]
    if navn not in koder:
        tekst = f"kodelisten «{navn}» finnes ikke"
        yield unknown(document, ("koder", "liste"), "ukjent-kodeliste", tekst, navn, koder)
        return
    liste, dag = koder[navn], _day(document)
    ended = [kode for kode in liste.koder if kode.gyldig_til_og_med and dag - kode.gyldig_til_og_med == _ONE_DAY]
    began = [kode for kode in liste.koder if kode.gyldig_fra == dag]
    if not ended and not began:
        tekst = f"ingen kode i «{navn}» gikk ut eller kom til {dag}"
        days = sorted({str(kode.gyldig_fra) for kode in liste.koder if kode.gyldig_fra})
        hint = f"koder kom til disse dagene: {', '.join(days)}" if days else ""
        yield Problem(sted=document.place(("koder", "dag")), kode="feil-dag", tekst=tekst, hint=hint)
        return
    yield from _wrong_codes(document, liste, dag)
    yield from _left_out(document, ended, began)


def _wrong_codes(document: Document, liste: Kodeliste, dag: date) -> Iterator[Problem]:
    known = {kode.kode: kode for kode in liste.koder}
    for path, side, navn in _named(document):
        if navn not in known:
            tekst = f"«{navn}» står ikke i kodelisten «{liste.id}»"
            yield unknown(document, path, "ukjent-kode", tekst, navn, known)
        elif tekst := _not_in_use(known[navn], side, dag):
            yield Problem(sted=document.place(path), kode="feil-par", tekst=tekst, hint=_period(known[navn]))


def _named(document: Document) -> Iterator[tuple[KeyPath, str, str]]:
    for i, row in enumerate(document.data["kodepar"]):
        for side in _SIDES:
            for j, kode in enumerate(row.get(side, ())):
                yield ("kodepar", i, side, j), side, kode


def _not_in_use(kode: Kode, side: str, dag: date) -> str:
    """What is wrong with the code on its side of the change; empty when nothing is. A code without a first day may be
    an heir, but nobody can show that it was in use before."""
    last = kode.gyldig_til_og_med or date.max
    if side == "til":
        return "" if (kode.gyldig_fra or dag) <= dag <= last else f"«{kode.kode}» er ikke i bruk {dag}"
    before = dag - _ONE_DAY
    known = kode.gyldig_fra is not None and kode.gyldig_fra <= before <= last
    return "" if known else f"«{kode.kode}» var ikke i bruk {before}, dagen før skiftet"


def _period(kode: Kode) -> str:
    if kode.gyldig_fra is None:
        return "kodelisten sier ikke når den begynte"
    til = f" til og med {kode.gyldig_til_og_med}" if kode.gyldig_til_og_med else ""
    return f"den gjelder fra {kode.gyldig_fra}{til}"


def _left_out(document: Document, ended: Sequence[Kode], began: Sequence[Kode]) -> Iterator[Problem]:
    rows = document.data["kodepar"]
    heirs: dict[str, set[str]] = {}
    for row in rows:
        for kode in row.get("fra", ()):
            heirs.setdefault(kode, set()).update(row.get("til", ()))
    new = {kode for row in rows for kode in row.get("til", ())}
    for kode in ended:
        missing = [del_ for del_ in kode.deles_i if del_ not in heirs.get(kode.kode, ())]
        if kode.kode not in heirs:
            yield _unpaired(document, f"«{kode.kode}» ({kode.tittel}) gikk ut, men er ikke med")
        elif missing:
            parts, hint = " og ".join(f"«{del_}»" for del_ in missing), "ta med alle kodene registeret deler den i"
            yield _unpaired(document, f"registeret deler «{kode.kode}» også i {parts}", hint)
    for kode in began:
        if kode.kode not in new:
            yield _unpaired(document, f"«{kode.kode}» ({kode.tittel}) kom til, men er ikke med")


def _unpaired(document: Document, tekst: str, hint: str = "legg til et par for koden") -> Problem:
    return Problem(sted=document.place(("kodepar",)), kode="ikke-koblet", tekst=tekst, hint=hint)


def change_of_codes(document: Document) -> dict[str, Any]:
    """``liste``, ``dag`` and ``kodepar`` of the record; empty when the map is not about codes."""
    if "koder" not in document.data:
        return {}
    pairs = tuple(_code_pair(row) for row in document.data["kodepar"])
    return {"liste": document.data["koder"]["liste"], "dag": _day(document), "kodepar": pairs}


def _code_pair(row: Mapping[str, Any]) -> Kodepar:
    return Kodepar(
        fra=tuple(row.get("fra", ())),
        til=tuple(row.get("til", ())),
        forhold=Forhold(row["forhold"]),
        begrunnelse=row.get("begrunnelse", ""),
    )


def _day(document: Document) -> date:
    return date.fromisoformat(document.data["koder"]["dag"])

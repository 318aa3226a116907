"""Maps of what can be compared: every point and every version accounted for, and the records."""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.kodepar import change_of_codes, faults_in_code_pairs
from bvaudit.loading.content.plan_problems import unknown
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Punktpar, Sammenligning, Versjonspar

_SIDES = ("fra", "til")
# What is compared, and the pairs that compare it.
_TOGETHER = (("sjekklister", "punktpar"), ("koder", "kodepar"))
# The kinds of pair, and when the change must be explained.
_EXPLAINED = {
    "punktpar": (Forhold.SMALERE, Forhold.VIDERE),
    "kodepar": (Forhold.SMALERE, Forhold.VIDERE, Forhold.NY, Forhold.BORTE),
}


def faults_in_map(document: Document) -> Iterator[Problem]:
    """What the map says of itself: it compares something, and each pair has the sides its kind calls for."""
    data = document.data
    for keys in _TOGETHER:
        har = [key for key in keys if key in data]
        if len(har) == 1:
            mangler = next(key for key in keys if key not in data)
            tekst = f"her er «{har[0]}», men ikke «{mangler}»"
            yield Problem(sted=document.place((har[0],)), kode="mangler-nokkel", tekst=tekst, hint="de to hører sammen")
    if "versjonspar" not in data and not any(key in data for keys in _TOGETHER for key in keys):
        tekst = "ingenting blir sammenlignet"
        hint = "skriv «sjekklister» og «punktpar», «koder» og «kodepar», eller «versjonspar»"
        yield Problem(sted=document.place(()), kode="mangler-nokkel", tekst=tekst, hint=hint)
    for slag, explained in _EXPLAINED.items():
        for i, par in enumerate(data.get(slag, ())):
            fault = _wrong_pair(par, explained)
            if fault:
                yield Problem(sted=document.place((slag, i)), kode="feil-par", tekst=fault[0], hint=fault[1])
    yield from faults_in_code_pairs(document)


def _wrong_pair(par: Mapping[str, Any], explained: Container[Forhold]) -> tuple[str, str] | None:
    forhold = Forhold(par["forhold"])
    wanted = {Forhold.NY: ("til",), Forhold.BORTE: ("fra",)}.get(forhold, _SIDES)
    if tuple(side for side in _SIDES if side in par) != wanted:
        return f"et par som er «{forhold}», skal ha bare {_quoted(wanted)}", "" if len(wanted) == 1 else "ta med begge"
    if forhold in explained and "begrunnelse" not in par:
        return f"et par som er «{forhold}», må ha «begrunnelse»", "skriv hva som er endret"
    return None


def _quoted(words: tuple[str, ...]) -> str:
    return " og ".join(f"«{word}»" for word in words)


def faults_against_lists(document: Document, lists: Mapping[str, Document]) -> Iterator[Problem]:
    """Both checklists exist, no pair names a point they do not have, and every point of both is accounted for."""
    for side, navn in document.data.get("sjekklister", {}).items():
        if navn not in lists:
            tekst = f"sjekklisten «{navn}» finnes ikke"
            yield unknown(document, ("sjekklister", side), "ukjent-sjekkliste", tekst, navn, lists)
            continue
        punkter = [punkt["regel"] for punkt in lists[navn].data["punkter"]]
        used = {i: par[side] for i, par in enumerate(document.data["punktpar"]) if side in par}
        for i, regel in used.items():
            if regel not in punkter:
                tekst = f"«{regel}» står ikke i sjekklisten «{navn}»"
                yield unknown(document, ("punktpar", i, side), "ukjent-punkt", tekst, regel, punkter)
        for regel in punkter:
            if regel not in used.values():
                tekst, hint = f"«{regel}» i «{navn}» er ikke med", "legg til et par for punktet"
                yield Problem(sted=document.place(("punktpar",)), kode="ikke-koblet", tekst=tekst, hint=hint)


def faults_against_rules(document: Document, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """The versions exist and follow each other, and a rule that is named has every change of version accounted for.
    Rules that do not exist are left to the one who checks names."""
    seen: dict[str, set[tuple[date, date]]] = {}
    for i, row in enumerate(document.data.get("versjonspar", ())):
        if row["regel"] not in rules:
            continue
        changes = _changes(rules[row["regel"]])
        par = _days(row)
        seen.setdefault(row["regel"], set()).add(par)
        if par not in changes:
            tekst = f"«{row['regel']}» har ikke to versjoner etter hverandre fra disse dagene"
            hint = "; ".join(f"{fra} → {til}" for fra, til in changes) or "regelen har bare én versjon"
            yield Problem(sted=document.place(("versjonspar", i)), kode="ukjent-versjon", tekst=tekst, hint=hint)
    for regel, pairs in seen.items():
        for fra, til in _changes(rules[regel]):
            if (fra, til) not in pairs:
                tekst, hint = f"«{regel}» ble endret {til} uten at det er med her", "legg til et par for endringen"
                yield Problem(sted=document.place(("versjonspar",)), kode="ikke-koblet", tekst=tekst, hint=hint)


def _changes(rule: Rule) -> list[tuple[date, date]]:
    return list(pairwise(sorted(versjon.gjelder_fra for versjon in rule.versjoner)))


def _days(row: Mapping[str, Any]) -> tuple[date, date]:
    return date.fromisoformat(row["fra"]), date.fromisoformat(row["til"])


def comparison(document: Document) -> Sammenligning:
    data = document.data
    lister = data.get("sjekklister", {})
    return Sammenligning(
        id=data["id"],
        tittel=data["tittel"],
        kilde=data["kilde"],
        fil=document.fil,
        fra=lister.get("fra", ""),
        til=lister.get("til", ""),
        punktpar=tuple(_point_pair(par) for par in data.get("punktpar", ())),
        versjonspar=tuple(_version_pair(par) for par in data.get("versjonspar", ())),
        **change_of_codes(document),
    )


def _point_pair(par: Mapping[str, str]) -> Punktpar:
    return Punktpar(
        fra=par.get("fra", ""),
        til=par.get("til", ""),
        forhold=Forhold(par["forhold"]),
        begrunnelse=par.get("begrunnelse", ""),
    )


def _version_pair(par: Mapping[str, str]) -> Versjonspar:
    fra, til = _days(par)
    return Versjonspar(
        regel=par["regel"], fra=fra, til=til, forhold=Forhold(par["forhold"]), begrunnelse=par["begrunnelse"]
    )

"""What a rule file says about a breach after it is found, and what can be wrong with it."""

from collections.abc import Iterator, Mapping
from typing import Any, TypedDict

from bvaudit.diagnostics import Problem
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.regelnavn import nearest_rule
from bvaudit.model.rule import Effektmal, Eksempel, Rettes, Rule, SamlesPer
from bvaudit.model.utfall import Alvorlighetsgrad, Malestokk

_KEY, _KODE = "omfattes_av", "omfattes-av"


class FollowUp(TypedDict):
    """The part of a Rule that is read here."""

    eksempel: Eksempel | None
    omfattes_av: tuple[str, ...]
    rettes: Rettes | None
    samles_per: SamlesPer
    effektmal: Effektmal | None
    egen_malestokk: Malestokk | None


def follow_up(data: Mapping[str, Any]) -> FollowUp:
    """From a file that has passed its schema."""
    wider = data.get(_KEY, ())
    return FollowUp(
        eksempel=Eksempel(**data["eksempel"]) if "eksempel" in data else None,
        omfattes_av=(wider,) if isinstance(wider, str) else tuple(wider),
        rettes=Rettes(data["rettes"]) if "rettes" in data else None,
        samles_per=SamlesPer(data.get("samles_per", SamlesPer.ENHET)),
        effektmal=Effektmal(**data["effektmal"]) if "effektmal" in data else None,
        egen_malestokk=Malestokk(data["malestokk"]) if "malestokk" in data else None,
    )


def follow_up_problems(document: Document) -> Iterator[Problem]:
    """What the schema cannot see in one file."""
    goal = document.data.get("effektmal")
    if not goal:
        return
    for part, whole in (("minst", "av"), ("minst_utvidet", "utvides_til")):
        if goal[part] > goal[whole]:
            tekst = f"«{part}» er {goal[part]}, men bare {goal[whole]} måles («{whole}»)"
            yield Problem(sted=document.place(("effektmal", part)), kode="effektmal", tekst=tekst)
    if goal["utvides_til"] <= goal["av"]:
        tekst = f"målingen utvides til {goal['utvides_til']}, men «av» er {goal['av']} fra før"
        hint = "skriv et tall som er høyere enn «av»"
        yield Problem(sted=document.place(("effektmal", "utvides_til")), kode="effektmal", tekst=tekst, hint=hint)


def grade_problems(rule: Rule, document: Document) -> Iterator[Problem]:
    """«Kritisk» is kept for a broken duty to protect a child; a measure nobody but us has set never shows one."""
    if rule.alvorlighetsgrad is Alvorlighetsgrad.KRITISK and rule.malestokk is not Malestokk.LOV and not rule.kontroll:
        yield Problem(
            sted=document.place(("alvorlighetsgrad",)),
            kode="kritisk-uten-lovkrav",
            tekst=f"målet er {rule.malestokk.vist}, og da kan bruddet ikke være kritisk",
            hint="velg hoy eller lavere, eller skriv «malestokk: lov» når målet står i loven",
        )


def nesting_problems(rules: Mapping[str, Rule], documents: Mapping[str, Document]) -> list[Problem]:
    """Every rule that ``omfattes_av`` of the rules in ``documents`` points at must be there, and be one that stands by
    itself: two steps would hide whose line a breach is."""
    return [problem for id_, document in documents.items() for problem in _pointers(rules[id_], rules, document)]


def _pointers(rule: Rule, rules: Mapping[str, Rule], document: Document) -> Iterator[Problem]:
    for number, wider in enumerate(rule.omfattes_av):
        sted = document.place((_KEY, number))
        if wider not in rules:
            near = nearest_rule(wider, rules)
            hint = f"mente du «{near}»?" if near else ""
            yield Problem(sted=sted, kode="ukjent-regel", tekst=f"regelen «{wider}» finnes ikke", hint=hint)
        elif wider == rule.id:
            yield Problem(sted=sted, kode=_KODE, tekst="en regel kan ikke omfattes av seg selv", hint="ta bort linjen")
        elif rules[wider].omfattes_av:
            others = " eller ".join(f"«{each}»" for each in rules[wider].omfattes_av)
            tekst = f"«{wider}» omfattes selv av en annen regel"
            yield Problem(sted=sted, kode=_KODE, tekst=tekst, hint=f"pek på {others}")
        elif rules[wider].manuell or rules[wider].kontroll is not None or rule.manuell:
            tekst = f"«{wider}» og «{rule.id}» må begge være regler som regnes av uttrekket"
            yield Problem(sted=sted, kode=_KODE, tekst=tekst, hint="ta bort linjen")

"""What kind of content a file is: what its first line says, or else what its keys show. Never the folder it lies in."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bvaudit.diagnostics import Problem
from bvaudit.loading.schema.derive import schema_of
from bvaudit.loading.schema.hints import nearest
from bvaudit.loading.schema.schemas import KINDS
from bvaudit.loading.yaml.reader import Document
from bvaudit.texts import text

# The keys only one kind has.
TELLING: Mapping[str, tuple[str, ...]] = {
    "rule": ("versjoner", "sporsmal", "avvikstekst"),
    "sjekkliste": ("punkter", "utvalg"),
    "arshjul": ("oppgaver",),
    "tilsyn": ("funn", "myndighet", "datoer"),
    "anbefalinger": ("anbefalinger", "arbeidsgrupper", "kobling"),
    "risikoliste": ("risikoer",),
    "forbedringstiltak": ("tiltak",),
    "liste": ("listeslag", "innhold"),
    "serie": ("serieslag", "datafil"),
    "sammenlign": ("punktpar", "versjonspar", "kodepar"),
    "nokkeltall": ("lesninger",),
    "rapport": ("mottaker", "seksjoner"),
    "lover": ("lover",),
    "plikter": ("deler",),
    "tilsynsord": ("lovnavn",),
    "kodeverk": (
        *("arsaker", "feiltyper", "tiltakstyper", "tiltaksstatuser", "kilder"),
        *("statuser", "alvorlighetsgrader", "utgattgrunner"),
        *("oppgavestatuser", "listestatuser", "beslutninger", "tilsynsstatuser", "tilsynsskritt"),
    ),
    "ordbruk": ("nivaer", "skriv_om", "systemsvikt_fra"),
    "revisjon": ("lesere", "avgjor", "egne_saker"),
    "kart": ("tabeller",),
    "kommune": ("partnere", "brevmal", "sprak"),
}
# Keys others have as well; the first that is there tells when none of those above is.
NEXT_BEST: Sequence[tuple[str, str]] = (
    ("kommunenummer", "kommune"),
    ("koder", "kodeliste"),
    ("enheter", "enheter"),
    ("roller", "kodeverk"),
)
DRAW, AUDIT = "utvalg", "revisjon"  # the work itself, and no content; they may lie anywhere
_DRAWN = frozenset({"ramme_sha256", "strata"})
_LISTED = "regeltest"  # the only kind that is a list
_SCHEMA = re.compile(r"\$schema=\S*?([a-z]+)\.schema\.json\s*$")


def kind_of(document: Document) -> tuple[str, Problem | None]:
    """The kind, as its schema is called; empty when nobody can tell, or when the file says one thing and is another."""
    said = next((m[1] for line in document.comments if (m := _SCHEMA.search(line)) and m[1] in KINDS), "")
    if isinstance(document.data, dict) and document.data.keys() >= _DRAWN:
        return DRAW, None
    shown = _shown_by_keys(document.data)
    if said:
        if shown and said not in shown and not _next_best(document.data, said):
            return "", _contradicted(document, said, shown)
        return said, None
    whole = [kind for kind in shown if _has_all(kind, document.data)]
    if len(shown) == 1 or len(whole) == 1:
        return (whole or list(shown))[0], None
    if shown:
        return "", _ambiguous(document, shown)
    other = _next_best(document.data)
    return (other, None) if other else ("", _unknown(document))


def kind_name(kind: str) -> str:
    """«en sjekkliste»."""
    return text(f"innhold.slag.{kind}")


def _shown_by_keys(data: Any) -> dict[str, str]:
    """The kinds the file has a telling key of, and the first such key of each."""
    if isinstance(data, list):
        tests = any(isinstance(one, dict) and {"gitt", "forventet"} & one.keys() for one in data)
        return {_LISTED: "forventet"} if tests else {}
    keys = data if isinstance(data, dict) else {}
    return {kind: there[0] for kind, telling in TELLING.items() if (there := [k for k in telling if k in keys])}


def _next_best(data: Any, kind: str = "") -> str:
    keys = data if isinstance(data, dict) else {}
    return next((one for key, one in NEXT_BEST if key in keys and kind in ("", one)), "")


def _has_all(kind: str, data: Any) -> bool:
    return all(key in data for key in schema_of(KINDS[kind]).get("required", ()))


def _contradicted(document: Document, said: str, shown: Mapping[str, str]) -> Problem:
    kind, key = next(iter(shown.items()))
    tekst = text("innhold.slag_feil.motsagt", sagt=kind_name(said), vist=kind_name(kind), nokkel=key)
    hint = text("innhold.slag_feil.motsagt_hint", slag=kind)
    return Problem(sted=document.key_place((key,)), kode="feil-slag", tekst=tekst, hint=hint)


def _ambiguous(document: Document, shown: Mapping[str, str]) -> Problem:
    kinds = [text("innhold.slag_feil.kan_vare", slag=kind_name(kind), nokkel=key) for kind, key in shown.items()]
    tekst = text("innhold.slag_feil.flertydig", slag=text("innhold.eller").join(kinds))
    key = list(shown.values())[-1]
    hint = text("innhold.slag_feil.flertydig_hint")
    return Problem(sted=document.key_place((key,)), kode="flertydig-slag", tekst=tekst, hint=hint)


def _unknown(document: Document) -> Problem:
    tekst = text("innhold.slag_feil.ukjent")
    by_key = {key: kind for kind, telling in TELLING.items() for key in telling}
    known = {key for kind in KINDS.values() for key in schema_of(kind).get("properties", ())}
    for key in document.data if isinstance(document.data, dict) else ():
        if key not in known and (near := nearest(key, by_key)):
            hint = text("innhold.slag_feil.ukjent_nar", nokkel=near, slag=kind_name(by_key[near]))
            return Problem(sted=document.key_place((key,)), kode="ukjent-slag", tekst=tekst, hint=hint)
    return document.problem((), "ukjent-slag", tekst, text("innhold.slag_feil.ukjent_hint"))

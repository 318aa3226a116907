"""Maps of what can be compared: every point and every version accounted for."""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from itertools import pairwise

from bvaudit.diagnostics import Problem
from bvaudit.loading.content.files import unknown
from bvaudit.loading.content.kodepar import faults_in_code_pairs
from bvaudit.loading.yaml.reader import Document
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Kodepar, Punktpar, Sammenligning
from bvaudit.texts import text

_SIDES = ("fra", "til")


def faults_in_map(kart: Sammenligning, document: Document) -> Iterator[Problem]:
    """What the map says of itself: it compares something, and each pair has the sides its kind calls for."""
    # What is compared, and the pairs that compare it.
    together = ({"sjekklister": kart.fra, "punktpar": kart.punktpar}, {"koder": kart.liste, "kodepar": kart.kodepar})
    for keys in together:
        har = [key for key, value in keys.items() if value]
        if len(har) == 1:
            mangler = next(key for key in keys if key not in har)
            tekst = text("loading.sammenligning.her_er_men_ikke", har=har[0], mangler=mangler)
            yield document.problem((har[0],), "mangler-nokkel", tekst, text("loading.sammenligning.de_to_horer_sammen"))
    if not kart.versjonspar and not any(value for keys in together for value in keys.values()):
        hint = text("loading.sammenligning.skriv_sjekklister_og_punktpar_koder_og")
        yield document.problem((), "mangler-nokkel", "ingenting blir sammenlignet", hint)
    changed = (Forhold.SMALERE, Forhold.VIDERE)
    for i, punktpar in enumerate(kart.punktpar):
        if fault := _wrong_pair(punktpar, changed):
            yield document.problem(("punktpar", i), "feil-par", *fault)
    for i, kodepar in enumerate(kart.kodepar):
        if fault := _wrong_pair(kodepar, (*changed, Forhold.NY, Forhold.BORTE)):
            yield document.problem(("kodepar", i), "feil-par", *fault)
    yield from faults_in_code_pairs(kart, document)


def _wrong_pair(par: Punktpar | Kodepar, explained: Container[Forhold]) -> tuple[str, str] | None:
    """``explained``: when the change must be given a reason."""
    forhold = par.forhold
    wanted = {Forhold.NY: ("til",), Forhold.BORTE: ("fra",)}.get(forhold, _SIDES)
    if tuple(side for side in _SIDES if getattr(par, side)) != wanted:
        return text("loading.sammenligning.et_par_som_er_skal_ha", forhold=forhold, wanted=_quoted(wanted)), "" if len(
            wanted
        ) == 1 else text("loading.sammenligning.ta_med_begge")
    if forhold in explained and not par.begrunnelse:
        return text("loading.sammenligning.et_par_som_er_ma_ha", forhold=forhold), text(
            "loading.sammenligning.skriv_hva_som_er_endret"
        )
    return None


def _quoted(words: tuple[str, ...]) -> str:
    return " og ".join(f"«{word}»" for word in words)


def faults_against_lists(kart: Sammenligning, document: Document, lists: Mapping[str, Sjekkliste]) -> Iterator[Problem]:
    """Both checklists exist, no pair names a point they do not have, and every point of both is accounted for."""
    for side in _SIDES if kart.fra else ():
        navn = getattr(kart, side)
        if navn not in lists:
            tekst = text("loading.sammenligning.sjekklisten_finnes_ikke", navn=navn)
            yield unknown(document, ("sjekklister", side), "ukjent-sjekkliste", tekst, navn, lists)
            continue
        punkter = [punkt.regel for punkt in lists[navn].punkter]
        used = {i: regel for i, par in enumerate(kart.punktpar) if (regel := getattr(par, side))}
        for i, regel in used.items():
            if regel not in punkter:
                tekst = text("loading.sammenligning.star_ikke_i_sjekklisten", regel=regel, navn=navn)
                yield unknown(document, ("punktpar", i, side), "ukjent-punkt", tekst, regel, punkter)
        for regel in punkter:
            if regel not in used.values():
                tekst, hint = (
                    text("loading.sammenligning.i_er_ikke_med", regel=regel, navn=navn),
                    text("loading.sammenligning.legg_til_et_par_for_punktet"),
                )
                yield document.problem(("punktpar",), "ikke-koblet", tekst, hint)


def faults_against_rules(kart: Sammenligning, document: Document, rules: Mapping[str, Rule]) -> Iterator[Problem]:
    """The versions exist and follow each other, and a rule that is named has every change of version accounted for.
    Rules that do not exist are left to the one who checks names."""
    seen: dict[str, set[tuple[date, date]]] = {}
    for i, par in enumerate(kart.versjonspar):
        if par.regel not in rules:
            continue
        changes = _changes(rules[par.regel])
        days = (par.fra, par.til)
        seen.setdefault(par.regel, set()).add(days)
        if days not in changes:
            tekst = text("loading.sammenligning.har_ikke_to_versjoner_etter_hverandre", regel=par.regel)
            hint = "; ".join(f"{fra} → {til}" for fra, til in changes) or text(
                "loading.sammenligning.regelen_har_bare_en_versjon"
            )
            yield document.problem(("versjonspar", i), "ukjent-versjon", tekst, hint)
    for regel, pairs in seen.items():
        for fra, til in _changes(rules[regel]):
            if (fra, til) not in pairs:
                tekst, hint = (
                    text("loading.sammenligning.ble_endret_uten_at_det_er", regel=regel, til=til),
                    text("loading.sammenligning.legg_til_et_par_for_endringen"),
                )
                yield document.problem(("versjonspar",), "ikke-koblet", tekst, hint)


def _changes(rule: Rule) -> list[tuple[date, date]]:
    return list(pairwise(sorted(versjon.gjelder_fra for versjon in rule.versjoner)))

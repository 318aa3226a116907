"""Rule files become rules, or problems with their place."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.loading.content.files import Loaded, as_record, exists_already, misnamed, missing_folder, unknown
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.content.rule_followup import follow_up_problems, grade_problems, nesting_problems
from bvaudit.loading.yaml.reader import Document, KeyPath, read_yaml
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import ENHET, Lov, Rule, Versjon
from bvaudit.model.tables import BY_NAME
from bvaudit.texts import text

_FILLED_IN = {"start_dato", "frist_dato", "faktisk_dato", "krav", "funnet"}
KODEVERK = "kodeverk"  # the folder beside the rules that holds lists, not rules
BESIDE_RULES = ("nokkeltall", "serier", "rapporter")  # so too those of other kinds: they are read as plans
TESTER = "tester"  # the folder beside a municipality's own rules that holds their tests


def read_rules(folders: tuple[Path, ...], lover: Mapping[str, Lov]) -> tuple[dict[str, Rule], list[Problem]]:
    """Every rule in the folders. The same id twice is a problem, whichever folder it is in."""
    rules: dict[str, Rule] = {}
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for folder in folders:
        if not folder.is_dir():
            problems.append(missing_folder(folder))
            continue
        for path in yaml_files(folder):
            if {KODEVERK, TESTER, *BESIDE_RULES} & set(path.relative_to(folder).parts[:-1]):
                continue
            loaded, found = _read(path, shown_path(path, folder), lover)
            problems += found
            if loaded is None:
                continue
            rule = loaded.record
            if rule.id in rules:
                sted, hint = (
                    Sted(fil=rule.fil, linje=1, kolonne=1),
                    text("loading.rules.gi_den_egne_regelen_en_id"),
                )
                problems.append(
                    exists_already(sted, text("loading.rules.regelen", id=rule.id), rules[rule.id].fil, hint)
                )
            else:
                rules[rule.id], documents[rule.id] = rule, loaded.document
    unread = has_errors(problems)  # then a rule that is pointed at may be one of those
    problems += [] if unread else nesting_problems(rules, documents)
    return rules, in_order(problems)


def read_rule(path: Path, shown: str, lover: Mapping[str, Lov]) -> tuple[Rule | None, list[Problem]]:
    """One rule file. No rule when it has an error."""
    loaded, problems = _read(path, shown, lover)
    return loaded.record if loaded else None, problems


def _read(path: Path, shown: str, lover: Mapping[str, Lov]) -> tuple[Loaded[Rule] | None, list[Problem]]:
    document, problems = read_yaml(path, shown)
    if document is None or has_errors(problems):
        return None, problems
    loaded, found = rule_of(document, path, lover, tema=path.parent.name)
    return loaded, problems + found


def rule_of(
    document: Document, path: Path, lover: Mapping[str, Lov], *, tema: str
) -> tuple[Loaded[Rule] | None, list[Problem]]:
    """The document as a rule, or every problem within it."""
    loaded, problems = as_record(document, Rule, tema=tema)
    if loaded is None:
        return None, problems
    rule = loaded.record
    problems += [*_contradictions(rule, document, path, lover), *follow_up_problems(rule, document)]
    if not has_errors(problems):
        problems += [*grade_problems(rule, document), *_new_wording(rule, document)]
    return None if has_errors(problems) else loaded, problems


def _contradictions(rule: Rule, document: Document, path: Path, lover: Mapping[str, Lov]) -> Iterator[Problem]:
    """What the schema cannot see: names that do not match, dates that cross, columns that are not there."""
    yield from misnamed(document, path)
    for number, versjon in enumerate(rule.versjoner):
        yield from _wrong_days(rule, number, document)
        yield from _unknown_acts(versjon, number, document, lover)
    manual = {variant.manuell for versjon in rule.versjoner for variant in versjon.varianter}
    if len(manual) > 1:
        tekst = text("loading.rules.en_regel_er_enten_manuell_eller")
        yield document.problem(("versjoner",), "blandet-regel", tekst)
    for navn in _braces(rule.avvikstekst):
        if navn not in _FILLED_IN:
            hint = f"velg blant {', '.join(sorted(_FILLED_IN))}"
            yield document.problem(
                ("avvikstekst",), "ukjent-felt", text("loading.rules.kan_ikke_fylles_inn", navn=navn), hint
            )
    if rule.gjelder.objekt != ENHET:
        yield from _unknown_columns(rule, document)
    elif manual != {True} or rule.gjelder.der is not None or rule.telles_etter:
        tekst = text("loading.rules.det_som_gjelder_hele_enheten_besvares")
        yield document.problem(
            ("gjelder",), "gjelder-enhet", tekst, text("loading.rules.velg_en_tabell_eller_gjor_punktet")
        )


def _unknown_columns(rule: Rule, document: Document) -> Iterator[Problem]:
    table = BY_NAME[rule.gjelder.objekt]
    used: list[tuple[KeyPath, str]] = [
        (("telles_etter", i), felt) for i, felt in enumerate(rule.telles_etter) if felt != "frist_dato"
    ]
    if rule.kontroll is not None and rule.kontroll.kodefelt:
        used.append((("kontroll", "etter_kode", "felt"), rule.kontroll.kodefelt))
    for path, felt in used:
        if table.column(felt) is None:
            tekst = text("loading.rules.tabellen_har_ikke_feltet", navn=table.navn, felt=felt)
            names = [one.navn for one in table.kolonner]
            yield unknown(document, path, "ukjent-felt", tekst, felt, names)


def _wrong_days(rule: Rule, number: int, document: Document) -> Iterator[Problem]:
    versjon = rule.versjoner[number]
    fra, til = versjon.gjelder_fra, versjon.gjelder_til_og_med
    if til is not None and til < fra:
        path = ("versjoner", number, "gjelder_til_og_med")
        yield document.problem(path, "dato-rekkefolge", text("loading.rules.versjonen_slutter_for_den_begynner"))
    if number == 0:
        return
    before, path = rule.versjoner[number - 1], ("versjoner", number, "gjelder_fra")
    if before.gjelder_fra >= fra:
        yield document.problem(path, "dato-rekkefolge", text("loading.rules.versjonene_skal_sta_med_den_eldste"))
    elif before.gjelder_til_og_med is None or before.gjelder_til_og_med >= fra:
        yield document.problem(path, "dato-overlapp", "forrige versjon gjelder fortsatt denne dagen")


def _unknown_acts(versjon: Versjon, number: int, document: Document, lover: Mapping[str, Lov]) -> Iterator[Problem]:
    for i, hjemmel in enumerate(versjon.hjemmel):
        if hjemmel.lov not in lover:
            path, hint = ("versjoner", number, "hjemmel", i, "lov"), f"velg blant {', '.join(sorted(lover))}"
            yield document.problem(path, "ukjent-lov", text("loading.rules.loven_finnes_ikke", lov=hjemmel.lov), hint)


def _new_wording(rule: Rule, document: Document) -> Iterator[Problem]:
    if rule.kontrollert.avtrykk not in ("", wording_print(rule)):
        tekst = text("loading.rules.ordlyden_er_endret_etter_at_den")
        hint = text("loading.rules.les_teksten_pa_nytt_godkjennes_den", rule=wording_print(rule))
        yield document.problem(("kontrollert", "avtrykk"), "ny-ordlyd", tekst, hint, Grad.ADVARSEL)


def _braces(tekst: str) -> list[str]:
    return [piece.split("}", 1)[0] for piece in tekst.split("{")[1:]]

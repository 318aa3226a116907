"""Rule files become rules, or problems with their place."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from bvaudit.diagnostics import Grad, Problem, Sted, has_errors, in_order
from bvaudit.loading.content.expressions import read_betingelse, read_dato, read_krav
from bvaudit.loading.content.place import shown_path, yaml_files
from bvaudit.loading.content.rule_followup import follow_up, follow_up_problems, grade_problems, nesting_problems
from bvaudit.loading.schema.check import check_schema
from bvaudit.loading.schema.schemas import rule_schema
from bvaudit.loading.yaml.reader import Document, KeyPath, read_yaml
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.rule import (
    ENHET,
    Gjelder,
    GradForKode,
    Hjemmel,
    Kontroll,
    Kontrollert,
    Kontrollgrad,
    Lov,
    Rule,
    Variant,
    Versjon,
)
from bvaudit.model.tables import BY_NAME
from bvaudit.model.utfall import Alvorlighetsgrad, Sikkerhet

_FILLED_IN = {"start_dato", "frist_dato", "faktisk_dato", "krav", "funnet"}
KODEVERK = "kodeverk"  # the folder beside the rules that holds lists, not rules
TESTER = "tester"  # the folder beside a municipality's own rules that holds their tests


def read_rules(
    folders: tuple[Path, ...], lover: Mapping[str, Lov], *, beside: Mapping[str, Rule] = MappingProxyType({})
) -> tuple[dict[str, Rule], list[Problem]]:
    """``beside``, which are rules read and checked before, and every rule in the folders. The same id twice is a
    problem, whichever folder it is in."""
    rules = dict(beside)
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    schema = rule_schema()
    for folder in folders:
        if not folder.is_dir():
            problems.append(_missing_folder(folder))
            continue
        for path in yaml_files(folder):
            if {KODEVERK, TESTER} & set(path.relative_to(folder).parts[:-1]):
                continue
            rule, document, found = _read(path, shown_path(path, folder), lover, schema)
            problems += found
            if rule is None or document is None:
                continue
            if rule.id in rules:
                problems.append(_twice(rule, rules[rule.id]))
            else:
                rules[rule.id], documents[rule.id] = rule, document
    unread = has_errors(problems)  # then a rule that is pointed at may be one of those
    problems += [] if unread else nesting_problems(rules, documents)
    return rules, in_order(problems)


def read_rule(
    path: Path, shown: str, lover: Mapping[str, Lov], schema: Mapping[str, Any] | None = None
) -> tuple[Rule | None, list[Problem]]:
    """One rule file. No rule when it has an error."""
    rule, _, problems = _read(path, shown, lover, schema or rule_schema())
    return rule, problems


def _read(
    path: Path, shown: str, lover: Mapping[str, Lov], schema: Mapping[str, Any]
) -> tuple[Rule | None, Document | None, list[Problem]]:
    document, problems = read_yaml(path, shown)
    if document is None or has_errors(problems):
        return None, document, problems
    problems += check_schema(document, schema)
    if has_errors(problems):
        return None, document, problems
    problems += [*_contradictions(document, path, lover), *follow_up_problems(document)]
    if has_errors(problems):
        return None, document, problems
    rule = _rule(document, path)
    problems += grade_problems(rule, document)
    return (None if has_errors(problems) else rule), document, [*problems, *_new_wording(document, rule)]


def _rule(document: Document, path: Path) -> Rule:
    data = document.data
    gjelder = data["gjelder"]
    return Rule(
        id=data["id"],
        tema=path.parent.name,
        tittel=data["tittel"],
        sporsmal=data["sporsmal"],
        formal=data["formal"],
        alvorlighetsgrad=Alvorlighetsgrad(data["alvorlighetsgrad"]),
        gjelder=Gjelder(objekt=gjelder["objekt"], der=read_betingelse(gjelder["der"]) if "der" in gjelder else None),
        telles_etter=tuple(data.get("telles_etter", ())),
        versjoner=tuple(_versjon(v) for v in data["versjoner"]),
        avvikstekst=data["avvikstekst"],
        veiledning=data["veiledning"],
        metode=data["metode"],
        kilde=data["kilde"],
        plikter=tuple(data.get("plikter", ())),
        sikkerhet=Sikkerhet(data["sikkerhet"]),
        sikkerhet_grunn=data["sikkerhet_grunn"],
        indikasjon=data.get("indikasjon", False),
        kontrollert=_kontrollert(data["kontrollert"]),
        fil=document.fil,
        utgatt=_day(data.get("utgatt")),
        kontroll=_kontroll(data["kontroll"]) if "kontroll" in data else None,
        avvikstittel=data.get("avvikstittel", ""),
        **follow_up(data),
    )


def _kontroll(data: Mapping[str, Any]) -> Kontroll:
    migrert, etter_kode = data.get("alvorlighet_migrert"), data.get("etter_kode", {})
    return Kontroll(
        entitet=data["entitet"],
        alvorlighet=Kontrollgrad(data["alvorlighet"]),
        v5=data["v5"],
        alvorlighet_migrert=Kontrollgrad(migrert) if migrert else None,
        kodefelt=etter_kode.get("felt", ""),
        etter_kode=tuple(
            GradForKode(kode=kode, alvorlighet=Kontrollgrad(grad)) for kode, grad in etter_kode.get("koder", {}).items()
        ),
    )


def _versjon(data: Mapping[str, Any]) -> Versjon:
    return Versjon(
        gjelder_fra=date.fromisoformat(data["gjelder_fra"]),
        gjelder_til_og_med=_day(data.get("gjelder_til_og_med")),
        velges_etter=tuple(read_dato(d) for d in data.get("velges_etter", ())),
        hjemmel=tuple(read_hjemmel(h) for h in data["hjemmel"]),
        varianter=tuple(_variant(navn, v) for navn, v in data["varianter"].items()),
        merknad=data.get("merknad", ""),
    )


def _variant(navn: str, data: Mapping[str, Any]) -> Variant:
    if "krav" in data:
        return Variant(navn=navn, krav=read_krav(data["krav"]), forklaring=data.get("forklaring", ""))
    return Variant(navn=navn, krav=read_krav(data))


def _kontrollert(data: Mapping[str, str]) -> Kontrollert:
    return Kontrollert(av=data["av"], dato=date.fromisoformat(data["dato"]), avtrykk=data.get("avtrykk", ""))


def read_hjemmel(data: Mapping[str, Any]) -> Hjemmel:
    return Hjemmel(**{key: str(value) for key, value in data.items()})


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _contradictions(document: Document, path: Path, lover: Mapping[str, Lov]) -> Iterator[Problem]:
    """What the schema cannot see: names that do not match, dates that cross, columns that are not there."""
    data = document.data

    def problem(where: KeyPath, kode: str, tekst: str, hint: str = "") -> Problem:
        return Problem(sted=document.place(where), kode=kode, tekst=tekst, hint=hint)

    if data["id"] != path.stem:
        yield problem(
            ("id",), "id-og-filnavn", f"id er «{data['id']}», men filen heter «{path.name}»", "la dem være like"
        )
    for i, versjon in enumerate(data["versjoner"]):
        yield from _version_problems(document, i, versjon, lover)
    manual = [_is_manual(v) for versjon in data["versjoner"] for v in versjon["varianter"].values()]
    if any(manual) and not all(manual):
        yield problem(("versjoner",), "blandet-regel", "en regel er enten manuell eller maskinell, ikke begge deler")
    for navn in _braces(data["avvikstekst"]):
        if navn not in _FILLED_IN:
            valg = ", ".join(sorted(_FILLED_IN))
            yield problem(("avvikstekst",), "ukjent-felt", f"«{{{navn}}}» kan ikke fylles inn", f"velg blant {valg}")
    if data["gjelder"]["objekt"] == ENHET:
        if not all(manual) or "der" in data["gjelder"] or "telles_etter" in data:
            tekst = "det som gjelder hele enheten, besvares av et menneske og har verken «der» eller «telles_etter»"
            yield problem(("gjelder",), "gjelder-enhet", tekst, "velg en tabell, eller gjør punktet manuelt")
        return
    table = BY_NAME[data["gjelder"]["objekt"]]
    for i, felt in enumerate(data.get("telles_etter", ())):
        if felt != "frist_dato" and table.column(felt) is None:
            yield problem(("telles_etter", i), "ukjent-felt", f"tabellen «{table.navn}» har ikke feltet «{felt}»")
    kodefelt = data.get("kontroll", {}).get("etter_kode", {}).get("felt")
    if kodefelt is not None and table.column(kodefelt) is None:
        where = ("kontroll", "etter_kode", "felt")
        yield problem(where, "ukjent-felt", f"tabellen «{table.navn}» har ikke feltet «{kodefelt}»")


def _version_problems(
    document: Document, i: int, versjon: Mapping[str, Any], lover: Mapping[str, Lov]
) -> Iterator[Problem]:
    fra, til = versjon["gjelder_fra"], versjon.get("gjelder_til_og_med")

    def problem(key: str, kode: str, tekst: str, grad: Grad = Grad.FEIL) -> Problem:
        return Problem(sted=document.place(("versjoner", i, key)), kode=kode, tekst=tekst, grad=grad)

    if til is not None and til < fra:
        yield problem("gjelder_til_og_med", "dato-rekkefolge", "versjonen slutter før den begynner")
    if i > 0:
        before = document.data["versjoner"][i - 1]
        before_til = before.get("gjelder_til_og_med")
        if before["gjelder_fra"] >= fra:
            yield problem("gjelder_fra", "dato-rekkefolge", "versjonene skal stå med den eldste først")
        elif before_til is None or before_til >= fra:
            yield problem("gjelder_fra", "dato-overlapp", "forrige versjon gjelder fortsatt denne dagen")
    for j, hjemmel in enumerate(versjon["hjemmel"]):
        if hjemmel["lov"] not in lover:
            sted = document.place(("versjoner", i, "hjemmel", j, "lov"))
            valg = ", ".join(sorted(lover))
            yield Problem(
                sted=sted, kode="ukjent-lov", tekst=f"loven «{hjemmel['lov']}» finnes ikke", hint=f"velg blant {valg}"
            )


def _new_wording(document: Document, rule: Rule) -> Iterator[Problem]:
    if rule.kontrollert.avtrykk not in ("", wording_print(rule)):
        yield Problem(
            sted=document.place(("kontrollert", "avtrykk")),
            kode="ny-ordlyd",
            tekst="ordlyden er endret etter at den ble godkjent",
            hint=f'les teksten på nytt; godkjennes den, skriv avtrykk: "{wording_print(rule)}" og ny dato',
            grad=Grad.ADVARSEL,
        )


def _is_manual(variant: Mapping[str, Any]) -> bool:
    return "manuell" in variant or "manuell" in variant.get("krav", {})


def _braces(tekst: str) -> list[str]:
    return [piece.split("}", 1)[0] for piece in tekst.split("{")[1:]]


def _twice(rule: Rule, first: Rule) -> Problem:
    return Problem(
        sted=Sted(fil=rule.fil, linje=1, kolonne=1),
        kode="id-to-ganger",
        tekst=f"regelen «{rule.id}» finnes allerede i {first.fil}",
        hint="gi den egne regelen en id med kommunens eget prefiks",
    )


def _missing_folder(folder: Path) -> Problem:
    return Problem(sted=Sted(fil=str(folder)), kode="mangler-mappe", tekst="mappen finnes ikke")

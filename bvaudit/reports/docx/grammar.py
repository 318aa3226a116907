"""Checks the Jinja tags of a template against the fields of the view, by walking Jinja's syntax tree."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

from jinja2 import nodes

from bvaudit.reports.docx.report import DOKUMENT, Dokument, WordReport
from bvaudit.reports.docx.sandbox import FILTERS, TESTS
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class ListField:
    """A list field: what each element is."""

    av: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TagFault:
    """One thing wrong with a tag, at a line of the source."""

    linje: int
    kode: str
    tekst: str
    hint: str = ""


_LOOP = ("index", "index0", "first", "last", "length", "revindex")
_LENGTHS = ("count", "length")
Scope = Mapping[str, Any]


def kind_of(hint: Any) -> Any:
    """A field's kind: ``str``, a record class, or ``ListField``."""
    return ListField(av=kind_of(get_args(hint)[0])) if get_origin(hint) is tuple else hint


def field_kinds(record: type) -> dict[str, Any]:
    hints = get_type_hints(record)
    return {field.name: kind_of(hints[field.name]) for field in fields(record)}


def check_tree(tree: nodes.Template, report: WordReport[Any]) -> list[TagFault]:
    """Everything in the tree that would fail, print nothing, or do more than show a field of the report's view."""
    walk = _Walk(report)
    walk.body(tree.body, {report.navn: report.view, DOKUMENT: Dokument})
    return walk.found


class _Walk:
    """Walks the tree and collects what is wrong in ``found``."""

    def __init__(self, report: WordReport[Any]) -> None:
        self.root, self.view = report.navn, report.view
        self.example = f"for a in {report.navn}.{report.liste}"
        self.found: list[TagFault] = []

    def say(self, node: nodes.Node, kode: str, tekst: str, hint: str = "") -> None:
        self.found.append(TagFault(linje=node.lineno or 0, kode=kode, tekst=tekst, hint=hint))

    def body(self, statements: list[nodes.Node], scope: Scope) -> None:
        for node in statements:
            if isinstance(node, nodes.Output):
                for each in node.nodes:
                    self._printed(each, scope)
            elif isinstance(node, nodes.If):
                self._condition(node, scope)
            elif isinstance(node, nodes.For):
                self._loop(node, scope)
            else:
                node = node.body[0] if isinstance(node, nodes.Scope) else node  # the wrapper has no line of its own
                word = type(node).__name__.lower()
                names = {"assign": "set", "scopedevalcontextmodifier": "autoescape", "callblock": "call"}
                tekst = text("reports.grammar.kan_ikke_brukes_i_en_mal", hva=names.get(word, word))
                self.say(node, "mal-ikke-tillatt", tekst, text("mal.bare_disse_ordene"))

    def _condition(self, node: nodes.If, scope: Scope) -> None:
        self.kind(node.test, scope)
        self.body(node.body, scope)
        for branch in node.elif_:
            self._condition(branch, scope)
        self.body(node.else_, scope)

    def _loop(self, node: nodes.For, scope: Scope) -> None:
        source = self.kind(node.iter, scope)
        if source is not None and not isinstance(source, ListField):
            self.say(
                node,
                "mal-ikke-liste",
                text("reports.grammar.er_ikke_en_liste", iter=_spelled(node.iter)),
                self._lists(scope),
            )
        inner = dict(scope)
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = source.av if isinstance(source, ListField) else None
        else:
            self.say(
                node,
                "mal-ikke-tillatt",
                text("reports.grammar.en_lokke_kan_bare_ha_ett"),
                text("reports.grammar.skriv", example=self.example),
            )
        if node.recursive:
            self.say(node, "mal-ikke-tillatt", text("reports.grammar.recursive_kan_ikke_brukes_i_en"))
        inner["loop"] = _LOOP
        if node.test is not None:
            self.kind(node.test, inner)
        self.body(node.body, inner)
        self.body(node.else_, scope)

    def _printed(self, node: nodes.Node, scope: Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            return
        kind = self.kind(node, scope)
        if isinstance(kind, ListField):
            hint = text("reports.grammar.skriv_for_x_in_rundt_og", node=_spelled(node))
            self.say(node, "mal-liste", text("reports.grammar.er_en_liste_og_kan_ikke", node=_spelled(node)), hint)
        elif isinstance(kind, tuple) or is_dataclass(kind):
            navn = _spelled(node)
            self.say(
                node,
                "mal-mangler-felt",
                text("reports.grammar.har_flere_felt_velg_ett", navn=navn),
                _choices(navn, kind),
            )

    def kind(self, node: nodes.Node, scope: Scope) -> Any:
        """The kind of an expression: ``str``, a record class or a ListField. None when it is wrong (told once) or
        unknown."""
        match node:
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Const():
                return str
            case nodes.Getattr():
                return self._field(node, node.attr, self.kind(node.node, scope))
            case nodes.Getitem(arg=nodes.Const(value=str() as key)):
                return self._field(node, key, self.kind(node.node, scope))
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.Test():
                return self._test(node, scope)
            case (
                nodes.Compare()
                | nodes.Operand()
                | nodes.And()
                | nodes.Or()
                | nodes.Not()
                | nodes.Concat()
                | nodes.CondExpr(expr2=nodes.Expr())
            ):
                for child in node.iter_child_nodes():
                    self.kind(child, scope)
                return str
            case _:
                return self._refuse(node)

    def _refuse(self, node: nodes.Node) -> None:
        """Says what in an expression cannot be used, and what to write instead."""
        match node:
            case nodes.Sub():
                self._hyphen(node)
            case nodes.CondExpr():
                self.say(
                    node,
                    "mal-mangler-else",
                    text("reports.grammar.if_mangler_else"),
                    text("reports.grammar.skriv_x_if_vilkar_else"),
                )
            case nodes.Call():
                hint = text("reports.grammar.skriv_bare_feltnavnet")
                self.say(node, "mal-ikke-tillatt", text("reports.grammar.parenteser_kan_ikke_brukes_i_en"), hint)
            case nodes.Getitem():
                hint = text("reports.grammar.ga_gjennom_listen_med_for_den")
                self.say(node, "mal-ikke-tillatt", text("reports.grammar.klammer_kan_ikke_brukes_i_en"), hint)
            case _:
                self.say(
                    node,
                    "mal-ikke-tillatt",
                    text("reports.grammar.regning_kan_ikke_brukes_i_en"),
                    text("reports.grammar.tallene_er_ferdig_regnet"),
                )

    def _test(self, node: nodes.Test, scope: Scope) -> Any:
        if node.name not in TESTS:
            hint = text("reports.grammar.skriv_if_felt_eller_if_not")
            self.say(node, "mal-ukjent-test", text("reports.grammar.is_kan_ikke_brukes", name=node.name), hint)
        self.kind(node.node, scope)
        return str

    def _name(self, node: nodes.Name, scope: Scope) -> Any:
        if node.name in scope:
            return scope[node.name]
        own = [f"{self.root}.{name}" for name in field_kinds(self.view)]
        known = {**{name.split(".")[1]: name for name in own}, **{name: name for name in scope}}
        near = difflib.get_close_matches(node.name, known, n=1, cutoff=0.6)
        hint = (
            text("felles.mente_du", naer=known[near[0]])
            if near
            else text("reports.grammar.alle_felt_begynner_med", root=self.root)
        )
        return self.say(node, "mal-ukjent-navn", text("reports.grammar.ukjent_navn", name=node.name), hint)

    def _field(self, node: nodes.Node, name: str, owner: Any) -> Any:
        if owner is None:
            return None
        base = _spelled(node.node) if isinstance(node, nodes.Getattr | nodes.Getitem) else ""
        if isinstance(owner, ListField):
            hint = text("reports.grammar.skriv_for_x_in_og_x", base=base, name=name)
            return self.say(
                node, "mal-liste", text("reports.grammar.er_en_liste_og_horer_til", base=base, name=name), hint
            )
        if owner is str:
            return self.say(
                node,
                "mal-ukjent-felt",
                text("reports.grammar.er_tekst_og_har_ingen_felt", base=base),
                text("reports.grammar.skriv_bare", base=base),
            )
        known = dict.fromkeys(owner, str) if isinstance(owner, tuple) else field_kinds(owner)
        if name in known:
            return known[name]
        near = difflib.get_close_matches(name.lower(), known, n=1, cutoff=0.6)
        hint = text("felles.mente_du", naer=near[0]) if near else _choices(base, owner)
        return self.say(node, "mal-ukjent-felt", text("reports.grammar.ukjent_felt_i", name=name, base=base), hint)

    def _filter(self, node: nodes.Filter, scope: Scope) -> Any:
        source = self.kind(node.node, scope) if node.node is not None else None
        for child in node.args:
            self.kind(child, scope)
        if node.name not in FILTERS:
            near = difflib.get_close_matches(node.name, FILTERS, n=1, cutoff=0.6)
            hint = text("felles.mente_du", naer=near[0]) if near else "velg blant: " + ", ".join(FILTERS)
            return self.say(node, "mal-ukjent-filter", text("reports.grammar.kan_ikke_brukes", name=node.name), hint)
        if isinstance(source, ListField) and node.name not in (*_LENGTHS, "join"):
            return self.say(node, "mal-liste", text("reports.grammar.virker_ikke_pa_en_liste", name=node.name))
        if node.name == "join" and isinstance(source, ListField) and source.av is not str:
            return self.say(
                node,
                "mal-liste",
                text("reports.grammar.join_virker_bare_pa_lister_av"),
                text("reports.grammar.ga_gjennom_listen_med_for"),
            )
        return str

    def _lists(self, scope: Scope) -> str:
        names = [
            f"{owner}.{name}"
            for owner, kind in scope.items()
            if is_dataclass(kind)
            for name, each in field_kinds(kind).items()  # type: ignore[arg-type]
            if isinstance(each, ListField)
        ]
        return "lister: " + ", ".join(names) if names else ""

    def _hyphen(self, node: nodes.Sub) -> None:
        left, right = _spelled(node.left), _spelled(node.right)
        tekst = text("reports.grammar.bindestrek_i_navnet", left=left, right=right)
        name = f"{left}_{right}".rsplit(".", 1)[-1]
        near = difflib.get_close_matches(name, list(_all_fields(self.view)), n=1, cutoff=0.5)
        self.say(
            node,
            "mal-bindestrek",
            tekst,
            text("felles.mente_du", naer=near[0]) if near else text("reports.grammar.feltnavn_har_understrek_aldri"),
        )


def _all_fields(view: type) -> Iterator[str]:
    for name, kind in field_kinds(view).items():
        yield name
        if isinstance(kind, ListField) and is_dataclass(kind.av):
            yield from _all_fields(kind.av)  # type: ignore[arg-type]


def _choices(base: str, owner: Any) -> str:
    names = owner if isinstance(owner, tuple) else sorted(field_kinds(owner))
    return f"«{base}» har: " + ", ".join(names)


def _spelled(node: nodes.Node) -> str:
    match node:
        case nodes.Name():
            return str(node.name)
        case nodes.Getattr():
            return f"{_spelled(node.node)}.{node.attr}"
        case nodes.Getitem(arg=nodes.Const()):
            return f"{_spelled(node.node)}.{node.arg.value}"  # type: ignore[attr-defined]
        case nodes.Filter() if node.node is not None:
            return _spelled(node.node)
        case _:
            return "…"

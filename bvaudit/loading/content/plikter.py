"""The list of duties beside the rules, and what is wrong between the two."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from bvaudit.diagnostics import Grad, Problem, Sted, in_order
from bvaudit.loading.content.files import read_file
from bvaudit.loading.content.place import shown_path
from bvaudit.model.plikt import Plikt, Plikter
from bvaudit.model.rule import Rule
from bvaudit.texts import text


def read_plikter(rules_folder: Path) -> tuple[dict[str, Plikt], list[Problem]]:
    """``kodeverk/plikter.yaml`` under the rules, by id, in the order written. The same id twice is a problem."""
    path = rules_folder / "kodeverk" / "plikter.yaml"
    loaded, problems = read_file(path, shown_path(path, rules_folder), Plikter)
    plikter: dict[str, Plikt] = {}
    for i, part in enumerate(loaded.record.deler if loaded else ()):
        for j, one in enumerate(part.plikter):
            assert loaded is not None
            sted = loaded.document.place(("deler", i, "plikter", j, "id"))
            if one.id in plikter:
                problems.append(
                    Problem(
                        sted=sted, kode="id-to-ganger", tekst=text("loading.plikter.plikten_star_to_ganger", id=one.id)
                    )
                )
            else:
                plikter[one.id] = replace(one, avsnitt=part.tittel, sted=sted)
    return plikter, in_order(problems)


def coverage_problems(plikter: Mapping[str, Plikt], rules: Iterable[Rule]) -> list[Problem]:
    """Rules that name a duty nobody has heard of, and duties with neither a rule in use nor a reason."""
    rules = list(rules)
    covered = {plikt for rule in rules if rule.utgatt is None for plikt in rule.plikter}
    return in_order([*unknown_duties(plikter, rules), *_uncovered(plikter, covered)])


def unknown_duties(plikter: Mapping[str, Plikt], rules: Iterable[Rule]) -> Iterator[Problem]:
    """Rules that name a duty nobody has heard of."""
    for rule in rules:
        for id_ in rule.plikter:
            if id_ not in plikter:
                near = get_close_matches(id_, plikter, n=1)
                yield Problem(
                    sted=Sted(fil=rule.fil),
                    kode="ukjent-plikt",
                    tekst=text("loading.plikter.plikten_finnes_ikke_i_plikter_yaml", id=id_),
                    hint=text("felles.mente_du", naer=near[0])
                    if near
                    else text("loading.plikter.pliktene_star_i_rules_kodeverk_plikter"),
                )


def _uncovered(plikter: Mapping[str, Plikt], covered: set[str]) -> Iterator[Problem]:
    for plikt in plikter.values():
        if plikt.id not in covered and not plikt.ikke_kontrollerbar:
            yield Problem(
                sted=plikt.sted,
                kode="plikt-uten-sjekkpunkt",
                tekst=text("loading.plikter.ingen_regel_dekker_plikten", id=plikt.id),
                hint=text("loading.plikter.skriv_en_regel_eller_grunnen_under"),
                grad=Grad.ADVARSEL,
            )

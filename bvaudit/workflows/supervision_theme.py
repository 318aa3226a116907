"""What a supervision is about, as points: those of its findings, those of its rounds, and the rest of its theme."""

from collections.abc import Iterator, Mapping, Sequence

from bvaudit.findings.citing import cited
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.rule import Rule
from bvaudit.model.samling import Temagruppe
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.wording import tema_name
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.propose_points import grounds


def theme_of(tilsyn: Tilsyn, content: Content) -> tuple[Temagruppe, ...]:
    """The findings that are measured by something, in their order; the points of the rounds; then the points of each
    subject the theme names. Each point stands once, where it stands first. Empty: nobody can tell what it is about."""
    seen: set[str] = set()
    found = []
    for group in (*_of_findings(tilsyn, content), *_of_rounds(tilsyn, content), *_of_theme(tilsyn, content)):
        rules = tuple(id_ for id_ in dict.fromkeys(group.regler) if id_ not in seen and _counts(content.regler, id_))
        seen.update(rules)
        if rules or group.funn:
            found.append(
                Temagruppe(tittel=group.tittel, regler=rules or group.regler, funn=group.funn, hjemmel=group.hjemmel)
            )
    return tuple(found)


def rules_of(groups: Sequence[Temagruppe]) -> frozenset[str]:
    return frozenset(regel for group in groups for regel in group.regler)


def _counts(rules: Mapping[str, Rule], id_: str) -> bool:
    """Not the register's own controls, nor what has gone out of use."""
    rule = rules.get(id_)
    return rule is not None and rule.kontroll is None and rule.utgatt is None


def _of_findings(tilsyn: Tilsyn, content: Content) -> Iterator[Temagruppe]:
    """A finding that only holds others is told by them."""
    for top in tilsyn.funn:
        for one in top.within():
            rules = (*one.regler, *one.manuelle)
            if rules or not one.funn:
                yield Temagruppe(
                    tittel=" ".join(one.tekst.split()),
                    regler=rules,
                    funn=one.id,
                    hjemmel=cited(one.hjemmel, content.lover),
                )


def _of_rounds(tilsyn: Tilsyn, content: Content) -> Iterator[Temagruppe]:
    """All the rounds ask of the same, so that they are one group."""
    lists = {liste.id: liste for liste in content.planer.sjekklister}
    chosen: list[Sjekkliste] = [lists[id_] for id_ in tilsyn.runder if id_ in lists]
    rules = tuple(punkt.regel for liste in chosen for punkt in liste.punkter)
    if rules:
        yield Temagruppe(tittel=text("samle.tema.runder"), regler=rules)


def _of_theme(tilsyn: Tilsyn, content: Content) -> Iterator[Temagruppe]:
    subjects = grounds(content.regler, content.lover).index.lexicon.subjects(tilsyn.tema) if tilsyn.tema else ()
    for subject in sorted(subjects):
        rules = tuple(id_ for id_, rule in sorted(content.regler.items()) if rule.tema == subject)
        yield Temagruppe(tittel=text("samle.tema.resten", tema=tema_name(subject)), regler=rules)

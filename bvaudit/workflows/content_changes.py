"""What changed in the content: between two days in the law, or between two releases of the rule files."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType

from bvaudit import texts
from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.model.kalender import vis
from bvaudit.model.mengdeord import antall
from bvaudit.model.ordlyd import wording
from bvaudit.model.rule import Lov, Rule, Versjon
from bvaudit.model.sammenligning import Versjonskart, version_map
from bvaudit.reports.rule_pages import cited
from bvaudit.reports.wording import oppramsing
from bvaudit.workflows.content import content_or_stop

NEW, GONE = "ny", "borte"
NEW_VERSION, DEMAND, LAW, TEXT = (
    "ny versjon",
    texts.text("workflows.content_changes.endret_krav"),
    "endret hjemmel",
    texts.text("workflows.content_changes.endret_tekst_eller_merking"),
)
_ORDER = (NEW, GONE, NEW_VERSION, DEMAND, LAW, TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleChange:
    """``hva`` is one of the words above. ``varianter`` are the ways of counting whose outcomes can differ."""

    regel: str
    tittel: str
    hva: str
    varianter: tuple[str, ...] = ()
    detaljer: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What was found, and the lines that tell it."""

    regler: tuple[RuleChange, ...]
    linjer: tuple[str, ...]


def changes_between_days(fra: date, til: date, *, regler: tuple[Path, ...]) -> Changes:
    """The versions in force on ``fra`` against those on ``til``."""
    if fra >= til:
        raise UsageError(
            texts.text("workflows.content_changes.er_ikke_for", fra=vis(fra), til=vis(til)),
            hint=texts.text("workflows.content_changes.skriv_den_eldste_datoen_forst"),
        )
    content = content_or_stop(regler)
    kart = version_map(content.planer.sammenligninger)
    found = [
        change
        for rule in content.regler.values()
        if (change := day_change(rule, fra, til, content.lover, kart)) is not None
    ]
    heading = texts.text("workflows.content_changes.loven_i_reglene_og", fra=vis(fra), til=vis(til))
    note = (
        texts.text("workflows.content_changes.regler_som_velger_lov_etter_en"),
        texts.text("workflows.content_changes.arsaken_til_at_et_krav_er"),
    )
    lines = (*_lines(heading, found, len(content.regler)), *(note if found else ()))
    return Changes(regler=tuple(found), linjer=lines)


def changes_between_releases(fra: Path, til: Path) -> Changes:
    """The rule files in one folder against those in another. A folder is a release, or its rules."""
    old, old_law = _release(fra)
    new, new_law = _release(til)
    found = [
        change
        for id_ in sorted({*old, *new})
        if (change := release_change(old.get(id_), new.get(id_), old_law, new_law)) is not None
    ]
    lines = _lines("Reglene i de to mappene", found, len({*old, *new}))
    return Changes(regler=tuple(found), linjer=tuple(lines))


def day_change(
    rule: Rule, fra: date, til: date, lover: Mapping[str, Lov], kart: Versjonskart = MappingProxyType({})
) -> RuleChange | None:
    """None when the same version was in force on both days, or none on either. ``kart`` says what can be compared."""
    before, after = _in_force(rule, fra), _in_force(rule, til)
    if before == after:
        return None
    if before is None or after is None:
        one = after or before
        assert one is not None  # before and after differ
        return RuleChange(
            regel=rule.id,
            tittel=rule.tittel,
            hva=NEW if before is None else GONE,
            varianter=tuple(v.navn for v in one.varianter),
            detaljer=(f"hjemmel: {cited(one, lover)}", *_remark(one)),
        )
    return RuleChange(
        regel=rule.id,
        tittel=rule.tittel,
        hva=NEW_VERSION,
        varianter=_differing(before, after),
        detaljer=(*_law_lines(before, after, lover, lover), *_remark(after), *_comparable(rule, before, after, kart)),
    )


def release_change(
    old: Rule | None, new: Rule | None, old_law: Mapping[str, Lov], new_law: Mapping[str, Lov]
) -> RuleChange | None:
    """The gravest thing that changed, with the rest in ``detaljer``. A retired rule is as good as gone."""
    before = None if old is None or old.utgatt else old
    after = None if new is None or new.utgatt else new
    shown = new or old
    if before is None or after is None:
        if shown is None or before is after:
            return None
        retired = (
            texts.text("workflows.content_changes.utgatt", utgatt=vis(new.utgatt))
            if new and new.utgatt
            else texts.text("workflows.content_changes.filen_finnes_ikke_lenger")
        )
        return RuleChange(
            regel=shown.id,
            tittel=shown.tittel,
            hva=NEW if before is None else GONE,
            varianter=shown.variantnavn,
            detaljer=() if before is None else (retired,),
        )
    varianter = tuple(_differing_variants(before, after))
    law = tuple(_all_law_lines(before, after, old_law, new_law))
    details = (*_keys(before, after), *law)
    if wording(before) != wording(after):
        details = (*details, texts.text("workflows.content_changes.setninger_er_skrevet_om"))
    hva = DEMAND if varianter else LAW if law else TEXT
    if not details and not varianter:
        return None
    return RuleChange(regel=after.id, tittel=after.tittel, hva=hva, varianter=varianter, detaljer=details)


def _release(folder: Path) -> tuple[dict[str, Rule], dict[str, Lov]]:
    from bvaudit.loading.content.lists import read_lover
    from bvaudit.loading.content.rules import read_rules

    inner = folder / "rules"
    rules_folder = inner if inner.is_dir() else folder
    lover, problems = read_lover(rules_folder)
    rules, found = read_rules((rules_folder,), lover)
    if has_errors([*problems, *found]):
        raise ContentError(
            texts.text("workflows.content_changes.reglene_i_kan_ikke_leses_av", folder=folder),
            problems=[*problems, *found],
        )
    return rules, lover


def _comparable(rule: Rule, before: Versjon, after: Versjon, kart: Versjonskart) -> Iterator[str]:
    """What somebody has judged of every change of law on the way."""
    for versjon in rule.versjoner:
        par = kart.get((rule.id, versjon.gjelder_fra))
        if par is not None and before.gjelder_fra < versjon.gjelder_fra <= after.gjelder_fra:
            yield f"tall over tid: {par.forhold.vist}. {' '.join(par.begrunnelse.split())}"


def _in_force(rule: Rule, day: date) -> Versjon | None:
    if rule.utgatt is not None and rule.utgatt <= day:
        return None
    return next((v for v in rule.versjoner if v.in_force(day)), None)


def _differing(before: Versjon, after: Versjon) -> tuple[str, ...]:
    """Variants whose demand is another, new or gone. Another way to choose the version touches them all."""
    old, new = ({v.navn: v.krav for v in one.varianter} for one in (before, after))
    return tuple(navn for navn in {**new, **old} if old.get(navn) != new.get(navn))


def _differing_variants(before: Rule, after: Rule) -> Iterator[str]:
    """Variants of any version that can give another outcome on the same case."""
    chosen = [
        [(v.gjelder_fra, v.gjelder_til_og_med, v.velges_etter) for v in rule.versjoner] for rule in (before, after)
    ]
    everything = chosen[0] != chosen[1] or before.gjelder != after.gjelder or before.telles_etter != after.telles_etter
    differing = {navn for b, a in zip(before.versjoner, after.versjoner, strict=False) for navn in _differing(b, a)}
    for navn in dict.fromkeys((*after.variantnavn, *before.variantnavn)):
        if everything or navn in differing:
            yield navn


def _keys(before: Rule, after: Rule) -> Iterator[str]:
    """Other things a reader of the figures must know."""
    if before.gjelder != after.gjelder:
        yield texts.text("workflows.content_changes.gjelder_andre_objekter_eller_vilkar")
    if before.telles_etter != after.telles_etter:
        yield texts.text("workflows.content_changes.plasseres_i_en_periode_etter_en")
    if len(before.versjoner) != len(after.versjoner):
        yield texts.text(
            "workflows.content_changes.lovversjoner_ble",
            antall_versjoner=len(before.versjoner),
            antall_versjoner_2=len(after.versjoner),
        )
    for name in ("alvorlighetsgrad", "sikkerhet"):
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield texts.text("workflows.content_changes.ble", name=name, vist=old.vist, vist_2=new.vist)
    if before.indikasjon != after.indikasjon:
        yield (
            texts.text("workflows.content_changes.er_na_bare_en_indikasjon")
            if after.indikasjon
            else texts.text("workflows.content_changes.er_ikke_lenger_bare_en_indikasjon")
        )
    if before.plikter != after.plikter:
        yield texts.text("workflows.content_changes.dekker_andre_plikter_enn_for")
    if _sources(before) != _sources(after):
        yield texts.text("workflows.content_changes.kilde_begrunnelse_eller_merknad_er")


def _sources(rule: Rule) -> tuple[str, ...]:
    texts = (rule.kilde, rule.sikkerhet_grunn, *(v.merknad for v in rule.versjoner))
    return tuple(" ".join(text.split()) for text in texts)


def _all_law_lines(before: Rule, after: Rule, old_law: Mapping[str, Lov], new_law: Mapping[str, Lov]) -> Iterator[str]:
    old = {v.gjelder_fra: v for v in before.versjoner}
    for versjon in after.versjoner:
        if versjon.gjelder_fra in old:
            yield from _law_lines(old[versjon.gjelder_fra], versjon, old_law, new_law)


def _law_lines(
    before: Versjon, after: Versjon, old_law: Mapping[str, Lov], new_law: Mapping[str, Lov]
) -> Iterator[str]:
    old, new = cited(before, old_law), cited(after, new_law)
    if old != new:
        yield texts.text("workflows.content_changes.hjemmel_ble", old=old, new=new)


def _remark(versjon: Versjon) -> tuple[str, ...]:
    return (" ".join(versjon.merknad.split()),) if versjon.merknad else ()


def _lines(heading: str, changes: list[RuleChange], everything: int) -> tuple[str, ...]:
    lines = [heading, ""]
    for hva in _ORDER:
        mine = sorted((c for c in changes if c.hva == hva), key=lambda c: c.regel)
        if mine:
            lines.append(f"{hva.capitalize()} ({len(mine)})")
        for change in mine:
            lines.append(f"  {change.regel}  {change.tittel}")
            lines += [f"    {detail}" for detail in change.detaljer]
            lines.append(f"    {_differs(change)}")
        if mine:
            lines.append("")
    same = everything - len(changes)
    return (
        *lines,
        texts.text(
            "workflows.content_changes.endret_som_for", antall=antall(len(changes), "regel", "regler"), same=same
        ),
    )


def _differs(change: RuleChange) -> str:
    names = oppramsing(list(change.varianter))
    if change.hva == NEW:
        return texts.text("workflows.content_changes.vurderes_na", names=names)
    if change.hva == GONE:
        return texts.text("workflows.content_changes.vurderes_ikke_lenger", names=names)
    return (
        texts.text("workflows.content_changes.utfallet_kan_bli_et_annet", names=names)
        if names
        else texts.text("workflows.content_changes.samme_krav_utfallet_kan_ikke_bli")
    )

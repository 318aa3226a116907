"""Where the supervisions of the folder stand, with the figures of the newest run where its results lie there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from bvaudit.errors import UsageError
from bvaudit.model.lesesvar import LEST
from bvaudit.model.mappe import Mappe
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Regeltall, Tilsynsfrist, Tilsynsstand
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.model.utfall import Utfall
from bvaudit.register.rulefacts import is_read
from bvaudit.register.supervised import standing, without_file
from bvaudit.register.supervised_units import unit_named
from bvaudit.reports.supervised_outputs import supervised_book, supervised_report
from bvaudit.reports.supervised_page import SupervisedView
from bvaudit.reports.supervised_view import supervised_view
from bvaudit.reports.xlsx.tables_book import write_tables
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.register_folder import context_of, state_of

WORD, EXCEL = ".docx", ".xlsx"
_BOOK = "avviksregister.xlsx"
_JUDGED = (Utfall.OPPFYLT, Utfall.DELVIS, Utfall.IKKE_OPPFYLT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Supervised:
    """One supervision, and what it stands in."""

    tilsyn: Tilsyn
    stand: Tilsynsstand
    reg: Registeret
    kontekst: Kontekst


def own_supervisions(content: Content) -> tuple[Tilsyn, ...]:
    """Those of the municipality itself, in the order of their files."""
    return tuple(one for one in content.planer.tilsyn if one.egen)


def find_supervision(content: Content, typed: str) -> Tilsyn:
    """By its id or its number in the register; the only one there is when nothing is typed. UsageError says which there
    are."""
    known = {one.id: one for one in own_supervisions(content)}
    wanted = typed.strip()
    if not wanted and len(known) == 1:
        return next(iter(known.values()))
    by_any = {name.casefold(): one for one in known.values() for name in (one.id, supervision_number(one.id))}
    if wanted.casefold() in by_any:
        return by_any[wanted.casefold()]
    if not known:
        raise UsageError(text("tilsynslop.finn.ingen"), hint=text("tilsynslop.finn.ingen_hint"))
    near = get_close_matches(wanted, known, n=1, cutoff=0.4) if wanted else []
    hint = text("felles.mente_du", naer=near[0]) if near else text("tilsynslop.finn.hint", kjente=", ".join(known))
    said = text("tilsynslop.finn.ukjent", id=wanted) if wanted else text("tilsynslop.finn.hvilket")
    raise UsageError(said, hint=hint)


def standing_of(mappe: Mappe, content: Content, id: str, dag: date) -> Tilsynsstand:
    """UsageError when the folder has no such supervision."""
    return supervised(mappe, content, id, dag).stand


def supervised(mappe: Mappe, content: Content, id: str, dag: date) -> Supervised:
    tilsyn = find_supervision(content, id)
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    stand = standing(tilsyn, reg, kontekst, dag, numbers_of(mappe, reg, kontekst))
    return Supervised(tilsyn=tilsyn, stand=stand, reg=reg, kontekst=kontekst)


def every(mappe: Mappe, content: Content, dag: date) -> tuple[Supervised, ...]:
    """Every supervision, without the figures of a run: what has an end soonest first, those that have ended last; after
    them those whose file is gone."""
    reg, kontekst = state_of(mappe), context_of(mappe, content)
    found = [
        Supervised(tilsyn=one, stand=standing(one, reg, kontekst, dag), reg=reg, kontekst=kontekst)
        for one in own_supervisions(content)
    ]
    lost = [
        Supervised(tilsyn=one, stand=standing(one, reg, kontekst, dag), reg=reg, kontekst=kontekst)
        for one in without_file(reg, kontekst)
    ]
    return (*sorted(found, key=_pressing), *sorted(lost, key=_pressing))


def _pressing(one: Supervised) -> tuple[bool, date, str]:
    return (
        one.stand.avsluttet is not None,
        min((frist.dag for frist in one.stand.frister), default=date.max),
        one.tilsyn.id,
    )


def page_of(found: Supervised, dag: date, enhet: str = "") -> SupervisedView:
    """The page, of one unit's findings only when one is named by its id or name."""
    return supervised_view(found.tilsyn, of_unit(found, enhet), found.reg, found.kontekst, dag)


def of_unit(found: Supervised, enhet: str) -> Tilsynsstand:
    """With nothing of any other unit's findings in it. UsageError when nobody knows the unit."""
    if not enhet.strip():
        return found.stand
    id = unit_named(enhet.strip(), found.kontekst)
    names = found.kontekst.enheter
    if id not in names:
        near = get_close_matches(enhet, names.values(), n=1)
        hint = (
            text("felles.mente_du", naer=near[0])
            if near
            else text("tilsynslop.finn.hint", kjente=", ".join(names.values()))
        )
        raise UsageError(text("registeret.nei.ukjent_enhet", enhet=enhet), hint=hint)
    here = tuple(one for one in found.stand.funn if one.enhet == id)
    mine = {one.funn for one in here}
    waits = tuple(_about(one, mine) for one in found.stand.frister)
    return replace(found.stand, funn=here, frister=tuple(one for one in waits if one is not None))


def _about(frist: Tilsynsfrist, mine: set[str]) -> Tilsynsfrist | None:
    """What is awaited of the municipality concerns every unit; the day a finding is to be mended, those with it."""
    if frist.skritt or frist.satt_av.skritt:
        return frist
    left = tuple(id for id in frist.funn if id in mine)
    return replace(frist, funn=left) if left else None


def write_page(found: Supervised, ut: Path, mappe: Mappe, dag: date, enhet: str = "") -> None:
    """As a Word document or a workbook, by what the name of the file ends on; of one unit's findings only when one is
    named."""
    kind = ut.suffix.lower()
    if kind not in (WORD, EXCEL):
        raise UsageError(text("lister.filslag", fil=ut), hint=text("lister.filslag_hint", navn="tilsyn"))
    view, avsender = page_of(found, dag, enhet), mappe.kommune.navn
    if kind == EXCEL:
        write_tables(supervised_book(view, of_unit(found, enhet), avsender, dag), ut)
        return
    from bvaudit.reports.docx.finish import write_beside
    from bvaudit.reports.docx.template import open_template
    from bvaudit.workflows.rule_language import said_in_bokmal

    write_beside(open_template(supervised_report(avsender), mappe.brevmal, bokmal=said_in_bokmal()).fill(view, dag), ut)


def numbers_of(mappe: Mappe, reg: Registeret, kontekst: Kontekst) -> Mapping[tuple[str, str], Regeltall]:
    """(rule, unit) → what the newest written run came to there, and what was read; a rule that was judged is there for
    every unit, also those that had nothing to judge. Empty when the results do not lie in the folder."""
    found = _results(mappe, reg)
    if found is None:
        return {}
    from bvaudit.engine.kept_results import counts_of

    folder, per = found
    made: dict[tuple[str, str], Regeltall] = {}
    units = dict.fromkeys(kontekst.enheter)
    for (regel, variant, enhet), outcomes in counts_of(folder).items():
        rule = kontekst.regler.get(regel)
        if rule is None or variant != (LEST if is_read(rule) else next(iter(rule.variantnavn), "")):
            continue
        n = sum(outcomes.get(one, 0) for one in _JUDGED)
        brudd = outcomes.get(Utfall.IKKE_OPPFYLT, 0)
        for id in units:
            none = Regeltall(n=0, brudd=0, per=per, lest=is_read(rule))
            if not none.lest:
                made.setdefault((regel, id), none)
        made[regel, unit_named(enhet, kontekst)] = Regeltall(n=n, brudd=brudd, per=per, lest=is_read(rule))
    return made | dict(_as_printed(folder, per, kontekst, made))


def _as_printed(
    folder: Path, per: date, kontekst: Kontekst, made: Mapping[tuple[str, str], Regeltall]
) -> Iterator[tuple[tuple[str, str], Regeltall]]:
    """What the machine counted, as the register of the same run prints it: there, what another municipality answers for
    is counted apart, and the rows do not tell."""
    from bvaudit.engine.kept_results import run_of
    from bvaudit.intake.figures_sheet import read_figures
    from bvaudit.intake.workbook_facts import facts_in

    book = folder / _BOOK
    if (facts_in(book) or {}).get("kjoring", "") != run_of(folder):
        return
    for line in read_figures(book) or ():
        key = (line.regel, unit_named(line.enhet, kontekst) if line.enhet else "")
        if line.enhet and line.standard and not line.lest and key in made and not made[key].lest:
            yield key, replace(made[key], n=line.n or 0, brudd=line.brudd or 0, per=per)


def _results(mappe: Mappe, reg: Registeret) -> tuple[Path, date] | None:
    """The results of the newest run of the register, and its day; of the newest folder of results while nothing has
    been written there."""
    from bvaudit.engine.kept_results import run_of

    runs = [one for one in reg.kjoringer if not one.trukket and not one.revisjon]
    wanted = runs[-1].kjoring if runs else ""
    for folder, per in _folders(mappe):
        if not wanted or run_of(folder) == wanted:
            return folder, runs[-1].per if runs else per
    return None


def _folders(mappe: Mappe) -> Iterator[tuple[Path, date]]:
    """Folders with results that are called by their day, the newest first."""
    from bvaudit.engine.kept_results import RESULTS

    for file in sorted(mappe.revisjoner.glob(f"*/resultat/{RESULTS}"), reverse=True):
        try:
            yield file.parent, date.fromisoformat(file.parent.parent.name)
        except ValueError:
            continue

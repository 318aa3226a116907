"""A workbook becomes a proposed map to fill in, and the filled-in map becomes one that cases can be read with."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors
from bvaudit.errors import ContentError
from bvaudit.extract.proposal.known import answers_of, with_map
from bvaudit.extract.proposal.look import look
from bvaudit.extract.proposal.match import known_headings
from bvaudit.extract.proposal.propose import propose
from bvaudit.extract.proposal.record import Proposal
from bvaudit.intake.forms import FilledForm, read_form
from bvaudit.intake.map_form import kept, read_map_form
from bvaudit.loading.content.kart import load_kart
from bvaudit.loading.content.kart_answers import as_json, map_from_answers
from bvaudit.model.kart import Kart
from bvaudit.model.kartsvar import Kartsvar, map_of
from bvaudit.model.kartvalg import SKJEMA
from bvaudit.model.mappe import Mappe
from bvaudit.reports.forms import Form
from bvaudit.reports.map_form import MapFacts, map_form
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.map_reach import reach_of

_BASE, _BEFORE = "grunnkart", "utgangspunkt"
FORM_SUFFIX = ".xlsx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposed:
    """The form, and how many headings it has of each certainty."""

    skjema: Form
    forslag: Proposal
    problems: tuple[Problem, ...]


def propose_map(
    sources: Sequence[Path], content: Content, mappe: Mappe | None, kart: Path | None, *, dag: date, kommando: str
) -> Proposed:
    """A map proposed for what is in ``sources``. ``kart`` is one the municipality has: what it says stands first.

    Raises ContentError when there is nothing to propose for, or that map cannot be read.
    """
    seen = look(sources, known_headings())
    if not seen.ark:
        raise ContentError(
            text("kart_kommando.ingenting"), hint=text("kart_kommando.ingenting_hint"), problems=list(seen.problems)
        )
    proposal = propose(seen, content.koder)
    base = _base(kart)
    if base is not None:
        proposal = with_map(proposal, base, content.koder)
    facts = _facts(mappe, base)
    answers = replace(_svar(facts), ark=answers_of(proposal))
    drawn = map_of(answers).kart
    follow = {_BASE: as_json(base), _BEFORE: as_json(drawn)} if base is not None else {}
    reach = reach_of(drawn, content.regler.values(), content.koder, dag)
    form = map_form(proposal, replace(facts, fulgte=follow, kommando=kommando), reach, content.koder, dag)
    return Proposed(skjema=form, forslag=proposal, problems=seen.problems)


def map_in_form(form: FilledForm) -> tuple[Kart | None, list[Problem]]:
    """The map that a filled-in form makes, and every problem with the cell it stands in."""
    drawn = map_of(read_map_form(form))
    return map_from_answers(drawn, form.fil, before=kept(form, _BEFORE), base=kept(form, _BASE))


def read_kart(path: Path) -> tuple[Kart | None, list[Problem]]:
    """The map in a file: kart.yaml, or the workbook it was filled in as."""
    if path.suffix.lower() != FORM_SUFFIX:
        return load_kart(path)
    form, problems = read_form(path)
    if form is None or has_errors(problems):
        return None, problems
    if form.skjema != SKJEMA:
        tekst, hint = text("kart_kommando.annet_skjema"), text("kart_kommando.annet_skjema_hint")
        return None, [Problem(sted=Sted(fil=str(path)), kode="annet-skjema", tekst=tekst, hint=hint)]
    kart, found = map_in_form(form)
    return kart, [*problems, *found]


def _base(kart: Path | None) -> Kart | None:
    if kart is None:
        return None
    found, problems = read_kart(kart)
    if found is None:
        raise ContentError(text("kart_kommando.kartet_kan_ikke_brukes", kart=kart), problems=problems)
    return found


def _facts(mappe: Mappe | None, base: Kart | None) -> MapFacts:
    """What is known of the municipality: from the map it has, else from its folder."""
    if base is not None:
        strokes = [one for one in base.datoformat if one in ("britisk", "amerikansk")]
        return MapFacts(
            kommune=base.kommunenavn,
            kommunenummer=base.kommunenummer,
            organisasjonsnummer=base.organisasjonsnummer,
            uttrekk_dato=base.uttrekk_dato,
            skrastrek=strokes[0] if strokes else "ingen",
            tomme=base.tomme,
            kommando="",
        )
    kommune = mappe.kommune if mappe is not None else None
    if kommune is None:
        return MapFacts(kommando="")
    return MapFacts(kommune=kommune.navn, kommunenummer=kommune.kommunenummer, kommando="")


def _svar(facts: MapFacts) -> Kartsvar:
    return Kartsvar(
        kommune=facts.kommune,
        kommunenummer=facts.kommunenummer,
        organisasjonsnummer=facts.organisasjonsnummer,
        dato=facts.uttrekk_dato,
        skrastrek=facts.skrastrek,
        tomme=facts.tomme,
    )

"""How the effect looks so far, in a run: preliminary figures, which are no attempt and close nothing."""

from collections.abc import Mapping
from datetime import date

from bvaudit.engine.database import Database
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.effekt import Forsok, Malemate, Utfallsord
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.effect import preliminary
from bvaudit.register.measure import followed, way
from bvaudit.texts import counted
from bvaudit.workflows.content import Content
from bvaudit.workflows.effect_judged import Extract
from bvaudit.workflows.effect_statistics import STATS, with_comparison
from bvaudit.workflows.inputs import ImportInputs, Prepared
from bvaudit.workflows.run_plan import MEMORY


def so_far(
    reg: Registeret, kontekst: Kontekst, content: Content, prepared: Prepared, per: date
) -> Mapping[str, Forsok]:
    """Number → the preliminary figures, of every open avvik whose decisive measure is in use and that is counted in an
    extract. Nothing is judged when there is none."""
    measured = [avvik for avvik in reg.apne if avvik.telles and avvik.avgjorende and _by_machine(avvik, kontekst)]
    if not measured:
        return {}
    kontekst = with_comparison(kontekst, content, reg)
    rules = {avvik.regel: kontekst.regler[avvik.regel] for avvik in measured}
    with Database(memory_limit=MEMORY) as database:
        database.attach(prepared.mappe)
        extract = Extract(
            content=content,
            manifest=prepared.manifest,
            database=database,
            dag=per,
            inputs=ImportInputs(kilder=(prepared.mappe,)),
        )
        rows, cannot = extract.rows(list(rules.values()), per)
    known = [
        avvik
        for avvik in measured
        if avvik.regel not in cannot and followed(avvik.enhet, kontekst, per) in extract.units
    ]
    found = {avvik.nr: preliminary(reg, avvik, rows.get(avvik.regel, ()), kontekst, per, STATS) for avvik in known}
    return {nr: one for nr, one in found.items() if isinstance(one, Forsok)}


def said_of(forelopig: Mapping[str, Forsok]) -> tuple[str, ...]:
    """What a run says of it, in one line; nothing where nothing is measured."""
    reached = sum(one.ord is Utfallsord.NADD for one in forelopig.values())
    return (counted("registeret_effekt.i_kjoring", len(forelopig), nadd=reached),) if forelopig else ()


def _by_machine(avvik: Avvik, kontekst: Kontekst) -> bool:
    rule = kontekst.regler.get(avvik.regel)
    return rule is not None and way(avvik, rule) is not Malemate.LESING

"""Commands that judge case data: vurder, demo."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import on_spark, values
from bvaudit.cli import options as opt
from bvaudit.cli.in_folder import folder
from bvaudit.cli.next_step import after_demo, after_judging
from bvaudit.cli.progress import progress
from bvaudit.cli.reading import needed, read_as
from bvaudit.cli.register_writing import NOT_WRITTEN, refused, writing, written_by
from bvaudit.cli.screen import tell
from bvaudit.cli.surroundings import home, interpreter, now, own_folder, system
from bvaudit.errors import UsageError
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.texts import text

if TYPE_CHECKING:
    from bvaudit.model.svar import RegelSvar

DEVIATIONS_FOUND = 1


def vurder(
    uttrekk: opt.UttrekkEllerAdresse = None,
    ut: opt.UtEllerAdresse = None,
    mappe: opt.Mappe = None,
    per: opt.Per = None,
    periode: Annotated[
        Any,
        typer.Option(
            "--periode",
            parser=values.periode,
            metavar="FRA..TIL",
            help=text("valg.periode"),
        ),
    ] = None,
    utvalg: Annotated[
        Path | None,
        typer.Option("--utvalg", parser=values.finnes, metavar="FIL", help=text("valg.utvalg")),
    ] = None,
    regler: opt.Regler = None,
    mal: Annotated[
        Path | None,
        typer.Option("--mal", parser=values.fil, metavar="FIL", help=text("valg.mal")),
    ] = None,
    overskriv: opt.Overskriv = False,
    skriv: Annotated[bool, typer.Option("--skriv", help=text("registeret_mote.valg.skriv"))] = False,
    feil_ved: Annotated[
        Any,
        typer.Option(
            "--feil-ved",
            parser=values.grad,
            metavar="GRAD",
            help=text("valg.feil_ved"),
        ),
    ] = None,
    som_json: opt.Json = False,
    detaljer: opt.Detaljer = False,
    stille: opt.Stille = False,
    motor: opt.Motor = "duckdb",
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
    tidligere: opt.Tidligere = None,
) -> int:
    """Judge the cases and write every paper, or none of them."""
    if motor == "spark":
        reading = (nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere)
        if not uttrekk or ut is None:
            raise UsageError(text("mappe.mangler_spark"), hint=text("mappe.mangler_hint", kommando="vurder"))
        return on_spark.vurder(uttrekk, ut, per, periode, utvalg, regler, (mal, overskriv, feil_ved, som_json), reading)
    on_spark.local_only(*(uttrekk or ()), *([ut] if ut else []))
    sted = folder(mappe)
    needed("vurder", "--uttrekk KILDE", uttrekk, sted)
    needed("vurder", "--ut MAPPE", ut, sted)
    if skriv and sted is None:
        raise UsageError(text("registeret_mote.uten_mappe"), hint=text("mappe.ingen_hint"))
    from bvaudit.cli.judged import Shown, show_judged
    from bvaudit.cli.outcomes import show_judged_as_json
    from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases

    inputs = read_as(uttrekk or (), nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere)
    with progress() as at:
        request = VurderRequest(
            inputs=inputs,
            ut=ut,
            mappe=sted,
            per=per,
            periode=periode,
            utvalg=utvalg,
            regler=values.several(regler),
            overskriv=overskriv,
            mal=mal,
            skriving=writing(
                skriv, written_by(uttrekk or (), mappe, per, nokkel, enheter, kart), at, stille=stille or som_json
            ),
        )
        outcome = evaluate_cases(request, now=now(), home=home(), progress=at)
    neste = after_judging(uttrekk or (), utvalg, in_folder=sted is not None)
    if som_json:
        show_judged_as_json(outcome)
    else:
        show_judged(outcome, Shown(detaljer=detaljer, stille=stille, neste=neste))
    if skriv and refused(outcome.register):
        return NOT_WRITTEN
    return _grave_enough(outcome.revisjon.avvik, feil_ved)


def demo(
    ut: opt.Ut, overskriv: opt.Overskriv = False, detaljer: opt.Detaljer = False, stille: opt.Stille = False
) -> int:
    """Everything for a made-up municipality, in a folder of its own."""
    from bvaudit.cli.judged import Shown, show_judged
    from bvaudit.workflows.run_demo import run_demo
    from bvaudit.workflows.start import Machine

    here = Machine(system=system(), tolk=interpreter(), hjem=own_folder())
    with progress() as at:
        outcome = run_demo(ut, overskriv=overskriv, machine=here, home=home(), progress=at)
    if not stille:
        outcome = replace(outcome, beskjeder=(text("demo.oppdiktet"), *outcome.beskjeder))
    show_judged(outcome, Shown(detaljer=detaljer, stille=stille, neste=after_demo(ut)))
    return 0


def _grave_enough(avvik: "Sequence[RegelSvar]", grense: Alvorlighetsgrad | None) -> int:
    if grense is None or not any(a.regel.alvorlighetsgrad.rang >= grense.rang for a in avvik):
        return 0
    tell(text("terminal.feil_ved", grad=grense.vist))
    return DEVIATIONS_FOUND


COMMANDS: dict[str, Callable[..., int]] = {"vurder": vurder, "demo": demo}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}

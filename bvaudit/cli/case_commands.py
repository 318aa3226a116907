"""Commands that read case data: importer, vurder, utvalg, sla-opp, demo."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import on_spark, values
from bvaudit.cli import options as opt
from bvaudit.cli.next_step import AFTER_DEMO, after_judging
from bvaudit.cli.progress import progress
from bvaudit.cli.screen import say, tell
from bvaudit.cli.surroundings import home, now, processors
from bvaudit.errors import ContentError, UsageError
from bvaudit.model.utfall import Alvorlighetsgrad

if TYPE_CHECKING:
    from bvaudit.model.svar import RegelSvar
    from bvaudit.workflows.inputs import ImportInputs

DEVIATIONS_FOUND = 1
_PER_UNIT, _RESERVE = 10, 5


def importer(
    kilder: Annotated[
        list[Path],
        typer.Argument(parser=values.sti, metavar="KILDE", help="XML-filer, mapper, zip, Excel eller CSV."),
    ],
    til: Annotated[
        Path, typer.Option("--til", parser=values.ny_mappe, metavar="MAPPE", help="Mappen uttrekket legges i.")
    ],
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
    tidligere: opt.Tidligere = None,
) -> int:
    """Les inn saker, og gi dem pseudonymer.

    Navn, fødselsnummer, journalnummer og fritekst blir ikke med. Kilden endres ikke.
    """
    from bvaudit.cli.outcomes import show_import
    from bvaudit.workflows.import_cases import import_cases

    inputs = read_as(kilder, nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere)
    with progress() as at:
        outcome = import_cases(inputs, til, now=now(), home=home(), progress=at)
    show_import(outcome)
    return 0


def vurder(
    uttrekk: opt.UttrekkEllerAdresse,
    ut: opt.UtEllerAdresse,
    per: opt.Per = None,
    periode: Annotated[
        Any,
        typer.Option(
            "--periode",
            parser=values.periode,
            metavar="FRA..TIL",
            help="Perioden sakene telles i, eller «alle». Uten den: de siste tolv månedene.",
        ),
    ] = None,
    utvalg: Annotated[
        Path | None,
        typer.Option("--utvalg", parser=values.finnes, metavar="FIL", help="Vurder bare sakene i dette utvalget."),
    ] = None,
    regler: opt.Regler = None,
    mal: Annotated[
        Path | None,
        typer.Option("--mal", parser=values.fil, metavar="FIL", help="Kommunens egen Word-mal for handlingsplanen."),
    ] = None,
    overskriv: opt.Overskriv = False,
    feil_ved: Annotated[
        Any,
        typer.Option(
            "--feil-ved",
            parser=values.grad,
            metavar="GRAD",
            help="Avslutt med kode 1 når noe avvik er så alvorlig: lav, middels, hoy eller kritisk.",
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
    """Vurder sakene mot reglene, og lag avviksregister og handlingsplaner.

    Alle filene skrives, eller ingen.
    """
    if motor == "spark":
        reading = (nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere)
        return on_spark.vurder(uttrekk, ut, per, periode, utvalg, regler, (mal, overskriv, feil_ved, som_json), reading)
    on_spark.local_only(*uttrekk, ut)
    from bvaudit.cli.judged import Shown, show_judged
    from bvaudit.cli.outcomes import show_judged_as_json
    from bvaudit.workflows.evaluate_cases import VurderRequest, evaluate_cases

    inputs = read_as(uttrekk, nokkel, enheter, kart, tolerant, streng, xsd, behold_id, tidligere)
    request = VurderRequest(
        inputs=inputs,
        ut=ut,
        per=per,
        periode=periode,
        utvalg=utvalg,
        regler=values.several(regler),
        overskriv=overskriv,
        mal=mal,
    )
    with progress() as at:
        outcome = evaluate_cases(request, now=now(), home=home(), progress=at)
    if som_json:
        show_judged_as_json(outcome)
    else:
        show_judged(outcome, Shown(detaljer=detaljer, stille=stille, neste=after_judging(uttrekk, utvalg)))
    return _grave_enough(outcome.revisjon.avvik, feil_ved)


def utvalg(
    uttrekk: opt.MaybeUttrekk = None,
    ut: Annotated[
        Path | None,
        typer.Option("--ut", parser=values.ny_mappe, metavar="MAPPE", help="Mappen utvalget legges i."),
    ] = None,
    per_enhet: Annotated[
        int, typer.Option("--per-enhet", parser=values.minst_en, metavar="ANTALL", help="Saker fra hver enhet.")
    ] = _PER_UNIT,
    reserve: Annotated[
        int, typer.Option("--reserve", parser=values.antall, metavar="ANTALL", help="Reservesaker fra hver enhet.")
    ] = _RESERVE,
    fro: Annotated[
        str | None,
        typer.Option("--fro", metavar="TEKST", help="Frøet rekkefølgen regnes ut fra. Uten det: utvalgets navn."),
    ] = None,
    navn: Annotated[str | None, typer.Option("--navn", metavar="NAVN", help="Utvalgets navn.")] = None,
    etterprov: Annotated[
        Path | None,
        typer.Option(
            "--etterprov",
            parser=values.fil,
            metavar="FIL",
            help="Trekk et tidligere utvalg på nytt, og se om det stemmer.",
        ),
    ] = None,
    avtrykk: Annotated[
        str | None,
        typer.Option("--avtrykk", metavar="TEKST", help="Med --etterprov: avtrykket som står i protokollen."),
    ] = None,
    nokkel: opt.Nokkel = None,
    enheter: opt.Enheter = None,
    kart: opt.Kart = None,
    tolerant: opt.Tolerant = False,
    streng: opt.Streng = False,
    xsd: opt.Xsd = None,
    behold_id: opt.BeholdId = False,
) -> int:
    """Trekk saker til gjennomgang, slik at trekningen kan etterprøves.

    Samme frø og samme uttrekk gir samme saker. Med --etterprov lages ingenting nytt.
    """
    if etterprov is not None:
        if ut is not None:
            raise UsageError("«--ut» kan ikke brukes sammen med «--etterprov»", hint="etterprøving skriver ingen filer")
        inputs = read_as(uttrekk, nokkel, enheter, kart, tolerant, streng, xsd, behold_id) if uttrekk else None
        return _verify(etterprov, inputs, avtrykk)
    if avtrykk is not None:
        raise UsageError("«--avtrykk» brukes bare sammen med «--etterprov»", hint="avtrykket lages når sakene trekkes")
    if ut is None:
        raise UsageError("mangler «--ut MAPPE»", hint="«bvaudit utvalg --hjelp» viser hvordan kommandoen brukes")
    inputs = read_as(_needed(uttrekk), nokkel, enheter, kart, tolerant, streng, xsd, behold_id)
    from bvaudit.cli.outcomes import show_draw
    from bvaudit.workflows.draw_sample import draw_sample

    with progress() as at:
        outcome = draw_sample(
            inputs,
            per_enhet=per_enhet,
            reserve=reserve,
            fro=fro,
            navn=navn,
            ut=ut,
            now=now(),
            home=home(),
            progress=at,
        )
    show_draw(outcome)
    return 0


def demo(
    ut: opt.Ut, overskriv: opt.Overskriv = False, detaljer: opt.Detaljer = False, stille: opt.Stille = False
) -> int:
    """Lag alt for en oppdiktet kommune, så du ser hva som kommer ut."""
    from bvaudit.cli.judged import Shown, show_judged
    from bvaudit.workflows.run_demo import run_demo

    with progress() as at:
        outcome = run_demo(ut, overskriv=overskriv, now=now(), home=home(), progress=at)
    if not stille:
        tell("Kommunen og sakene er oppdiktet.")
    show_judged(outcome, Shown(detaljer=detaljer, stille=stille, neste=AFTER_DEMO))
    return 0


def read_as(
    kilder: Sequence[Path],
    nokkel: Path | None,
    enheter: Path | None,
    kart: Path | None,
    tolerant: bool,
    streng: bool,
    xsd: Path | None,
    behold_id: bool,
    tidligere: Sequence[Path] | None = None,
) -> "ImportInputs":
    """What to read and how, from the options every such command has."""
    if tolerant and streng:
        raise UsageError("«--tolerant» og «--streng» kan ikke brukes sammen", hint="velg én av dem")
    from bvaudit.workflows.inputs import ImportInputs

    return ImportInputs(
        kilder=values.kilder(kilder),
        nokkel=nokkel,
        enheter=enheter,
        kart=kart,
        tolerant=tolerant,
        streng=streng,
        xsd=xsd,
        behold_id=behold_id,
        prosesser=processors(),
        tidligere=values.several(tidligere),
    )


def _needed(uttrekk: Sequence[Path] | None) -> Sequence[Path]:
    if not uttrekk:
        raise UsageError("mangler «--uttrekk KILDE»", hint="pek på mappen fra «bvaudit importer», eller på kildefilene")
    return uttrekk


def _verify(fil: Path, inputs: "ImportInputs | None", protokoll: str | None) -> int:
    from bvaudit.workflows.draw_sample import check_sample

    with progress() as at:
        check = check_sample(fil, inputs, protokoll=protokoll, now=now(), home=home(), progress=at)
    for line in check.forskjeller:
        say(line)
    if check.forskjeller:
        raise ContentError("trekningen stemmer ikke", hint="filen er endret siden, eller uttrekket er et annet")
    say("Trekningen stemmer: samme saker i samme rekkefølge")
    say(f"Avtrykk: {check.utvalg.kort_avtrykk}")
    for line in check.ikke_kontrollert:
        say(f"Ikke kontrollert: {line}")
    return 0


def _grave_enough(avvik: "Sequence[RegelSvar]", grense: Alvorlighetsgrad | None) -> int:
    if grense is None or not any(a.regel.alvorlighetsgrad.rang >= grense.rang for a in avvik):
        return 0
    tell(f"Minst ett avvik har alvorlighetsgrad {grense.vist} eller mer (--feil-ved)")
    return DEVIATIONS_FOUND


COMMANDS: dict[str, Callable[..., int]] = {
    "importer": importer,
    "utvalg": utvalg,
    "vurder": vurder,
    "demo": demo,
}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}

"""Commands for what people write in Excel: tilsyn ny, les."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.next_step import STATUS, typed
from bvaudit.cli.screen import say, tell_problems
from bvaudit.cli.surroundings import VERSION, home, now
from bvaudit.diagnostics import Grad, has_errors
from bvaudit.errors import ContentError, UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.diagnostics import Problem
    from bvaudit.model.mappe import Mappe
    from bvaudit.reports.forms import Form
    from bvaudit.workflows.content import Content
    from bvaudit.workflows.filled import ReadBack, Reading

Skjemafil = Annotated[
    Path | None, typer.Option("--til", parser=values.sti, metavar="FIL", help=text("skjemaer.valg.til_fil"))
]


def tilsyn_ny(
    id_: Annotated[str, typer.Argument(metavar="ID", help=text("skjemaer.valg.tilsyn_id"))] = "",
    til: Skjemafil = None,
    mappe: opt.Mappe = None,
) -> int:
    """Lag et Excel-skjema for et tilsyn, tomt eller med det som er skrevet før."""
    from bvaudit.workflows.author_tilsyn import tilsyn_form_for

    sted = folder(mappe)
    form = tilsyn_form_for(read_own(sted), sted, id_, program=VERSION, dag=now().date())
    write_form(form, til or Path(f"{id_ or 'tilsyn'}.xlsx"))
    return 0


def liste_ny(
    slag: Annotated[str, typer.Argument(metavar="SLAG", help=text("skjemaer.valg.slag"))],
    id_: Annotated[str, typer.Argument(metavar="ID", help=text("skjemaer.valg.liste_id"))] = "",
    til: Skjemafil = None,
    mappe: opt.Mappe = None,
) -> int:
    """Lag et Excel-skjema for en liste, en sjekkliste, et årshjul eller enhetene."""
    from bvaudit.workflows.author_list import kind_named, list_form_for

    sted = folder(mappe)
    kind, of = kind_named(slag)
    form = list_form_for(kind, read_own(sted), sted, id_, program=VERSION, dag=now().date(), listeslag=of)
    write_form(form, til or Path(f"{id_ or of or kind}.xlsx"))
    return 0


def les(
    filer: Annotated[list[Path], typer.Argument(parser=values.sti, metavar="FIL", help=text("skjemaer.valg.fil"))],
    skriv: Annotated[bool, typer.Option("--skriv", help=text("skjemaer.valg.skriv"))] = False,
    til: Annotated[
        Path | None, typer.Option("--til", parser=values.ny_mappe, metavar="MAPPE", help=text("skjemaer.valg.til"))
    ] = None,
    erstatt: Annotated[bool, typer.Option("--erstatt", help=text("lesesvar.valg.erstatt"))] = False,
    godta_tekst: Annotated[bool, typer.Option("--godta-tekst", help=text("lesesvar.valg.godta_tekst"))] = False,
    behold: Annotated[str, typer.Option("--behold", metavar="HVA", help=text("registeret_les.valg.behold"))] = "",
    som: Annotated[str, typer.Option("--som", metavar="ROLLE", help=text("registeret_les.valg.som"))] = "",
    mappe: opt.Mappe = None,
) -> int:
    """Les skjemaer, registre og planer folk har fylt ut, vis hva som er forstått, og skriv det når du sier fra."""
    from bvaudit.cli import les_register
    from bvaudit.workflows.audits_by_people import Audit
    from bvaudit.workflows.filled import NewFile, Reading
    from bvaudit.workflows.read_back import read_back

    sted = folder(mappe)
    content = read_own(sted)
    skjemaer, papirer = les_register.parted(values.kilder(filer))
    register = les_register.read_papers(papirer, sted, content, som=som, behold=behold)
    results = []
    venter: dict[Path, NewFile] = {}
    revisjoner: dict[str, Audit] = {}
    for skjema in skjemaer:
        reading = Reading(
            skjema=skjema,
            content=content,
            mappe=sted,
            til=til,
            dag=now().date(),
            program=VERSION,
            venter=dict(venter),
            erstatt=erstatt,
            hjem=home(),
            revisjoner=revisjoner,
        )
        result = read_back(reading)
        for line in result.kort if skriv else result.linjer:
            say(line)
        results.append((reading, result))
        venter |= {file.fil: file for file in result.filer}
    problems, found = les_register.problems_of(register)
    problems += [problem for _, result in results for problem in result.problems]
    if has_errors(problems):
        _stopped(problems)
    found += [problem for _, result in results for problem in result.tekstfunn]
    tell_problems([*problems, *([] if godta_tekst else found)])
    if skriv:
        if found and not godta_tekst:
            _may_stand(found)
        if sted is None and til is None:
            raise UsageError(text("lesing.uten_mappe"), hint=text("lesing.uten_mappe_hint"))
        if results:
            _write(results, sted)
        les_register.write_papers(register, sted)
    else:
        _show_what_would_be(results, filer, til, mappe)
        les_register.show_next(register, papirer, mappe, som)
    return 0


def _stopped(problems: "Sequence[Problem]") -> NoReturn:
    """What is to be done now: in Excel only where something in a form is to be mended."""
    ends = {_NOT_IN_EXCEL.get(one.kode, "ma_rettes") for one in problems if one.grad is Grad.FEIL}
    key = "ma_rettes" if "ma_rettes" in ends else ends.pop() if len(ends) == 1 else "kan_ikke_brukes"
    raise ContentError(text(f"lesing.{key}"), hint=text(f"lesing.{key}_hint"), problems=problems)


def _may_stand(found: "Sequence[Problem]") -> None:
    """Somebody decides about text that seems to be of a person; without anybody to ask, nothing is written."""
    from bvaudit.cli.questions import somebody_answers, yes

    if not (somebody_answers() and yes(text("lesesvar.fritekst.spor"))):
        said = counted("lesesvar.fritekst.stans", len({problem.sted for problem in found}))
        raise ContentError(said, hint=text("lesesvar.fritekst.stans_hint"))


def read_own(sted: "Mappe | None") -> "Content":
    """Own and shipped. Faults in other files of the municipality's are told by ``sjekk``: they must not stop the one
    who is writing the file that mends them."""
    from bvaudit.workflows.content import content_or_stop, read_content

    own = (sted.rot,) if sted is not None else ()
    try:
        return content_or_stop(own)
    except ContentError:
        return read_content(own)[0]


def write_form(form: "Form", path: Path) -> None:
    if path.exists():
        raise UsageError(text("skjemaer.finnes", fil=path), hint=text("skjemaer.finnes_hint"))
    from bvaudit.reports.xlsx.form import write_form as write

    write(form, path)
    say(text("skjemaer.skrevet", fil=path))
    say(text("skjemaer.fyll_ut"))
    say(text("lesing.neste", kommando=typed("bvaudit", "les", path)))


def _show_what_would_be(
    results: "Sequence[tuple[Reading, ReadBack]]", filer: Sequence[Path], til: Path | None, mappe: Path | None
) -> None:
    for _, result in results:
        for path in result.uendret:
            say(text("lesing.ingenting_nytt", fil=path))
        for file in result.filer:
            say(text("lesing.endret" if file.endringer else "lesing.ny", fil=file.fil))
            for line in file.endringer:
                say(line)
    if any(result.filer for _, result in results):
        where = (*(("--til", til) if til else ()), *(("--mappe", mappe) if mappe else ()))
        say(text("lesing.neste", kommando=typed("bvaudit", "les", *filer, "--skriv", *where)))


def _write(results: "Sequence[tuple[Reading, ReadBack]]", sted: "Mappe | None") -> None:
    from bvaudit.workflows.read_back import in_one, write_events, write_files

    neste: list[str] = []
    for path in dict.fromkeys(path for _, result in results for path in result.uendret):
        say(text("lesing.ingenting_nytt", fil=path))
    files = in_one([result for _, result in results])
    changed = {file.fil: file.endringer for file in files}
    for one in write_files(files, results[0][0]):
        key = "lesing.endret_skrevet" if one.beholdt else "lesing.ny_skrevet"
        say(text(key, fil=one.fil, kopi=one.beholdt) if one.beholdt else text(key, fil=one.fil))
        for line in changed[one.fil]:
            say(line)
    for reading, result in results:
        write_events(result.hendelser, reading, now())
    _check([file.fil for _, result in results for file in result.filer if file.fil.suffix == ".yaml"])
    for path in dict.fromkeys(result.velg_i for _, result in results if result.velg_i is not None):
        say(text("lesing.velg", fil=path))
        neste.append(typed("bvaudit", "les", path, "--skriv"))
    say(text("lesing.neste", kommando=neste[0] if neste else STATUS if sted else typed("bvaudit", "vurder", "--hjelp")))


def _check(files: Sequence[Path]) -> None:
    """What was written, among all the content the next run will meet."""
    if not files:
        return
    from bvaudit.workflows.check_content import check_content

    problems = check_content(tuple(files), tester=False).problems
    if has_errors(problems):
        raise ContentError(text("lesing.kontroll_feil"), problems=problems)
    tell_problems(problems)
    say(text("lesing.kontroll"))


# Faults nobody can mend in Excel → how the message ends.
_NOT_IN_EXCEL = {
    "skjema-mangler-fil": "finnes_ikke",
    "skjema-mappe": "mappe",
    "leseskjema-last": "last",
    **dict.fromkeys(
        (
            "skjema-utilgjengelig",
            "skjema-ikke-skjema",
            "serie-flere-serier",
            "serie-annet-filslag",
            "skjema-revisjon",
            "leseskjema-leseliste",
            "leseskjema-uten-mappe",
            "leseskjema-ukjent-revisjon",
            "leseskjema-ukjent-leser",
            "leseskjema-ukjent-enhet",
            "leseskjema-fremmede-saker",
            "leseskjema-endret",
            "plan-ikke-plan",
            "plan-ikke-word",
            "plan-gammelt",
            "plan-for-stort",
            "plan-utrygt",
            "plan-skadet",
            "plan-utilgjengelig",
        ),
        "kan_ikke_brukes",
    ),
}

COMMANDS: dict[str, Callable[..., int]] = {"les": les}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"tilsyn": {"ny": tilsyn_ny}, "liste": {"ny": liste_ny}}

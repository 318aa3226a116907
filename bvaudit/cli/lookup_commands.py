"""The command that goes from what a paper says back to the cases in the journal system: sla-opp."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import home
from bvaudit.errors import ContentError, UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.extract.people.lookup_list import LookupRow
    from bvaudit.model.mappe import Mappe
    from bvaudit.workflows.find_cases import Found, Keys, Wanted

_STDIN = "-"
_ON_SCREEN = 5  # more than this is a list
_TEXTS = ("utf-8-sig", "cp1252")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def sla_opp(
    dekknavn: Annotated[
        list[str] | None,
        typer.Argument(metavar="DEKKNAVN", help=text("oppslag.valg.dekknavn"), show_default=False),
    ] = None,
    avvik: Annotated[str | None, typer.Option("--avvik", metavar="REGEL", help=text("oppslag.valg.avvik"))] = None,
    enhet: Annotated[str | None, typer.Option("--enhet", metavar="NAVN", help=text("oppslag.valg.enhet"))] = None,
    utvalg: Annotated[
        Path | None, typer.Option("--utvalg", parser=values.finnes, metavar="FIL", help=text("oppslag.valg.utvalg"))
    ] = None,
    resultat: Annotated[
        Path | None,
        typer.Option("--resultat", parser=values.mappe, metavar="MAPPE", help=text("oppslag.valg.resultat")),
    ] = None,
    ut: Annotated[
        Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("oppslag.valg.ut"))
    ] = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    nokkel: Annotated[
        Path | None, typer.Option("--nokkel", parser=values.sti, metavar="FIL", help=text("oppslag.valg.nokkel"))
    ] = None,
    koblingsliste: Annotated[
        Path | None,
        typer.Option("--koblingsliste", parser=values.fil, metavar="FIL", help=text("oppslag.valg.koblingsliste")),
    ] = None,
    som_json: opt.Json = False,
) -> int:
    """The cases behind ids, an avvik, a unit or a draw: a few on the screen, many in one list for the owner alone."""
    from bvaudit.workflows.find_cases import Keys, find_cases, missing_told

    _one_way({"DEKKNAVN": dekknavn, "--avvik": avvik, "--utvalg": utvalg}, {"DEKKNAVN": dekknavn, "--enhet": enhet})
    keys = Keys(nokkel=nokkel, koblingsliste=koblingsliste, home=home())
    if dekknavn:
        wanted = _typed(dekknavn)
    elif utvalg is not None:
        return _reading_list(utvalg, keys, enhet, ut, som_json=som_json)
    elif avvik or enhet:
        wanted = _in_results(resultat, avvik, enhet, folder(mappe), values.several(regler))
    else:
        raise UsageError(text("oppslag.ingenting"), hint=text("oppslag.hva"))
    found = find_cases(wanted, keys)
    if som_json:
        say_json([_plain(row) for row in found.rader])
    elif len(found.rader) > _ON_SCREEN or ut is not None:
        _put(found, wanted, keys, ut)
    else:
        _show(found.rader)
    if found.mangler:
        raise ContentError(missing_told(found), hint=text("oppslag.ukjent_hint"))
    return 0


def _reading_list(utvalg: Path, keys: "Keys", enhet: str | None, ut: Path | None, *, som_json: bool) -> int:
    from bvaudit.disk.private import only_for_owner
    from bvaudit.workflows.find_cases import missing_told
    from bvaudit.workflows.reading_lists import put_reading_list, reading_list, refuse_other_place

    refuse_other_place(ut)
    made = reading_list(utvalg, keys, enhet)
    if som_json:
        say_json([asdict(row) for row in made.rader])
    else:
        path = put_reading_list(made, keys)
        guarded = text("oppslag.bare_deg") if only_for_owner((path, path.parent)) else text("oppslag.pass_pa")
        say(counted("trekning.leseliste.skrevet", len(made.rader), sti=path, vern=guarded))
        if made.koder:
            say(counted("trekning.leseliste.koder_med", made.koder))
        say(text("trekning.leseliste.fyll_ut"))
    if made.funnet.mangler:
        raise ContentError(missing_told(made.funnet), hint=text("oppslag.ukjent_hint"))
    return 0


def _one_way(*alternatives: dict[str, object]) -> None:
    for each in alternatives:
        given = [name for name, value in each.items() if value]
        if len(given) > 1:
            raise UsageError(text("oppslag.bare_ett", a=given[0], b=given[1]), hint=text("oppslag.bare_ett_hint"))


def _typed(words: Sequence[str]) -> "Wanted":
    from bvaudit.workflows.find_cases import ids, ids_in

    typed: list[str] = []
    for word in words:
        if word == _STDIN:
            typed += ids_in(sys.stdin.read())
        elif Path(word).is_file():
            typed += _in_file(Path(word))
        else:
            typed.append(word)
    return ids(typed)


def _in_file(path: Path) -> Sequence[str]:
    from bvaudit.workflows.find_cases import ids_in

    content = path.read_bytes()
    if b"\0" in content[:1000] and content[:2] not in _UTF16:
        raise UsageError(text("oppslag.ikke_tekst", fil=path), hint=text("oppslag.ikke_tekst_hint"))
    found = ids_in(_decoded(content))
    if not found:
        raise UsageError(text("oppslag.tom", fil=path), hint=text("oppslag.hva"))
    return found


def _decoded(content: bytes) -> str:
    if content[:2] in _UTF16:  # what PowerShell makes of «> fil.txt»
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _in_results(
    resultat: Path | None, avvik: str | None, enhet: str | None, sted: "Mappe | None", regler: tuple[Path, ...]
) -> "Wanted":
    from bvaudit.workflows.find_cases import in_results, newest_results

    where = resultat or newest_results(sted)
    if where is None:
        raise UsageError(text("oppslag.ingen_resultater"), hint=text("oppslag.ikke_resultater_hint"))
    return in_results(where, avvik=avvik, enhet=enhet, mappe=sted, regler=regler)


def _put(found: "Found", wanted: "Wanted", keys: Any, ut: Path | None) -> None:
    from bvaudit.disk.private import only_for_owner
    from bvaudit.workflows.find_cases import put_list

    path = put_list(found, wanted, keys, ut)
    guarded = text("oppslag.bare_deg") if only_for_owner((path, path.parent)) else text("oppslag.pass_pa")
    say(counted("oppslag.skrevet", len(found.rader), sti=path, vern=guarded))
    say(text("oppslag.slett"))


def _show(rows: "Sequence[LookupRow]") -> None:
    from bvaudit.model.mengdeord import gjelder

    for at, row in enumerate(rows):
        facts = {
            "dekknavn": row.kort if row.kort == row.pseudonym else f"{row.kort}  ({row.pseudonym})",
            "gjelder": gjelder(row.type) if row.type else text("oppslag.ukjent_her"),
            "kilde_id": row.kilde_id,
            "journalnummer": row.journalnummer,
            "enhet": row.enhet,
            "regler": ", ".join(row.regler),
        }
        names = {key: f"{text(f'oppslag.kol.{key}')}:" for key in facts}
        width = max(map(len, names.values())) + 2
        if at:
            say("")
        for key, value in facts.items():
            if value:
                say(f"{names[key]:<{width}}{value}")


def _plain(row: "LookupRow") -> dict[str, Any]:
    return {
        "dekknavn": row.kort,
        "pseudonym": row.pseudonym,
        "type": row.type,
        "kilde_id": row.kilde_id,
        "journalnummer": row.journalnummer,
        "enhet": row.enhet,
        "regler": list(row.regler),
    }


COMMANDS: dict[str, Callable[..., int]] = {"sla-opp": sla_opp}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {}

"""Lists to read and print: sjekkliste, arshjul and liste, alone and with «vis»."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bvaudit.cli import options as opt
from bvaudit.cli import values
from bvaudit.cli.in_folder import folder
from bvaudit.cli.screen import say, say_json
from bvaudit.cli.surroundings import now
from bvaudit.errors import UsageError
from bvaudit.texts import counted, text

if TYPE_CHECKING:
    from bvaudit.model.mappe import Mappe
    from bvaudit.reports.lists.list_view import ListView
    from bvaudit.workflows.show_lists import Listed

_Id = Annotated[str, typer.Argument(metavar="ID", help=text("lister.valg.id_kort"))]
_MaybeId = Annotated[str | None, typer.Argument(metavar="ID", help=text("lister.valg.id_arshjul"), show_default=False)]
_Ut = Annotated[Path | None, typer.Option("--ut", parser=values.sti, metavar="FIL", help=text("lister.valg.ut"))]
_Mal = Annotated[Path | None, typer.Option("--mal", parser=values.fil, metavar="FIL", help=text("lister.valg.mal"))]


def sjekklister(mappe: opt.Mappe = None, regler: opt.Regler = None, som_json: opt.Json = False) -> int:
    """Every checklist there is."""
    from bvaudit.model.plans import Sjekkliste

    return _all("sjekkliste", Sjekkliste, mappe, regler, som_json=som_json)


def sjekkliste_vis(
    id_: _Id,
    ut: _Ut = None,
    mal: _Mal = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
) -> int:
    """One checklist: each point's question, law, how it is answered, and guidance."""
    from bvaudit.model.plans import Sjekkliste

    return _one("sjekkliste", Sjekkliste, id_, (ut, mal), mappe, regler, som_json=som_json)


def every_arshjul(mappe: Path | None, regler: list[Path] | None, *, som_json: bool) -> int:
    """Every årshjul there is."""
    from bvaudit.model.plans import Arshjul

    return _all("arshjul", Arshjul, mappe, regler, som_json=som_json)


def arshjul_vis(
    id_: _MaybeId = None,
    ut: _Ut = None,
    mal: _Mal = None,
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
) -> int:
    """The year, month by month."""
    from bvaudit.model.plans import Arshjul

    return _one("arshjul", Arshjul, id_, (ut, mal), mappe, regler, som_json=som_json)


def lister(mappe: opt.Mappe = None, regler: opt.Regler = None, som_json: opt.Json = False) -> int:
    """Every list in the content, of every kind."""
    return _all("liste", None, mappe, regler, som_json=som_json)


def liste_vis(
    id_: _Id,
    ut: _Ut = None,
    mal: _Mal = None,
    enhet: Annotated[
        str, typer.Option("--enhet", metavar="NAVN", help=text("lister.valg.enhet"), show_default=False)
    ] = "",
    mappe: opt.Mappe = None,
    regler: opt.Regler = None,
    som_json: opt.Json = False,
) -> int:
    """One list of any kind."""
    return _one("liste", None, id_, (ut, mal), mappe, regler, som_json=som_json, enhet=enhet)


def _all(word: str, kind: type | None, mappe: Path | None, regler: list[Path] | None, *, som_json: bool) -> int:
    from bvaudit.workflows.show_lists import lists

    found = lists(folder(mappe), values.several(regler), now().date(), kind)
    if som_json:
        say_json([_plain(one) for one in found])
        return 0
    if not found:
        say(text("lister.ingen"))
        return 0
    _show_all(found)
    say("")
    say(text("lister.vis", ord=word))
    return 0


def _show_all(found: "Sequence[Listed]") -> None:
    width = max(len(one.view.id) for one in found)
    kinds = list(dict.fromkeys(one.view.slag for one in found))
    slag = ""
    for one in sorted(found, key=lambda one: kinds.index(one.view.slag)):
        if one.view.slag != slag:
            slag = one.view.slag
            say(text(f"lister.slag.{slag}"))
        own = f" ({text('lister.egen')})" if one.egen else ""
        say(f"  {one.view.id:<{width}}  {one.view.tittel}, {counted('lister.antall_punkter', one.view.antall)}{own}")
        for warned in one.view.varsler if one.egen else ():
            key = f"listene.varsler.{warned.kode.replace('-', '_')}"
            say(f"  {'':<{width}}    {counted(key, int(warned.antall))}")


def _one(
    word: str,
    kind: type | None,
    id_: str | None,
    paper: tuple[Path | None, Path | None],
    mappe: Path | None,
    regler: list[Path] | None,
    *,
    som_json: bool,
    enhet: str = "",
) -> int:
    from bvaudit.cli.list_lines import show
    from bvaudit.reports.lists.list_outputs import list_plain
    from bvaudit.workflows.show_lists import find_list, lists

    sted = folder(mappe)
    known = lists(sted, values.several(regler), now().date(), kind, enhet)
    view = find_list(id_, known, word) if id_ is not None else _only(known)
    _put(view, paper, sted)
    if som_json:
        say_json(list_plain(view))
    elif paper[0] is None:
        show(view)
    return 0


def _put(view: "ListView", paper: tuple[Path | None, Path | None], sted: "Mappe | None") -> None:
    from bvaudit.cli.screen import tell
    from bvaudit.workflows.show_lists import write_list

    ut, mal = paper
    if ut is not None:
        write_list(view, ut, mappe=sted, mal=mal, per=now().date())
        tell(text("lister.skrevet", fil=ut))


def _only(known: "Sequence[Listed]") -> "ListView":
    """The municipality's own where it has one, else the only one."""
    own = [one for one in known if one.egen] or known
    if len(own) == 1:
        return own[0].view
    if not own:
        raise UsageError(text("lister.ingen"), hint=text("lister.se_alle", ord="liste"))
    ids = [one.view.id for one in own]
    raise UsageError(text("lister.velg", ider=", ".join(ids)), hint=text("lister.velg_hint", id=ids[0]))


def _plain(one: "Listed") -> dict[str, object]:
    view = one.view
    return {
        "slag": view.slag,
        "id": view.id,
        "tittel": view.tittel,
        "antall": view.antall,
        "egen": one.egen,
        "fil": one.fil,
        "varsler": {each.kode: int(each.antall) for each in view.varsler},
    }


COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {
    "sjekkliste": {"": sjekklister, "vis": sjekkliste_vis},
    "arshjul": {"vis": arshjul_vis},
    "liste": {"": lister, "vis": liste_vis},
}

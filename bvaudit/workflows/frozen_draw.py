"""A draw as it was frozen, and as it is now that cases have been struck, replaced and added."""

from dataclasses import replace
from pathlib import Path

from bvaudit.diagnostics import has_errors
from bvaudit.errors import ContentError
from bvaudit.loading.content.revisjonslogg import read_log
from bvaudit.model.revisjonslogg import LOGG_CSV, Logglinje
from bvaudit.model.utvalg import Bruk, Rolle, Utvalg
from bvaudit.stats.places import places
from bvaudit.texts import text


def read_draw(path: Path | None) -> Utvalg | None:
    """The draw as it was made. ContentError when its files are not as they were written."""
    if path is None:
        return None
    from bvaudit.loading.content.utvalg import changed_since, read_utvalg

    utvalg, problems = read_utvalg(path)
    if utvalg is None or has_errors(problems):
        raise ContentError(text("workflows.evaluate_cases.utvalget_kan_ikke_brukes"), problems=problems)
    if changed := changed_since(path, utvalg):
        raise ContentError(changed, hint=text("workflows.evaluate_cases.hent_fram_filene_slik_de_ble"))
    return utvalg


def draw_as_read(path: Path | None) -> Utvalg | None:
    """The draw with the cases that are read now as the drawn ones: a struck case is out and the one in its place in.
    A case somebody pointed at was not drawn, and stays out."""
    utvalg = read_draw(path)
    if utvalg is None or path is None:
        return None
    use = {(one.enhet, one.sak): one.bruk for one in places(utvalg, log_of(path if path.is_dir() else path.parent))}
    roles = {Bruk.LESES: Rolle.TRUKKET, Bruk.RESERVE: Rolle.RESERVE}
    now = ((t, roles.get(use.get((t.enhet, t.sak), Bruk.UTGATT))) for t in utvalg.trekk)
    return replace(utvalg, trekk=tuple(replace(t, rolle=rolle) for t, rolle in now if rolle is not None))


def log_beside(folder: Path) -> Path:
    """Where the log of the audit a draw belongs to lies: in the audit's folder, else with the draw."""
    return folder.parent / LOGG_CSV if (folder.parent / LOGG_CSV).exists() else folder / LOGG_CSV


def log_of(folder: Path) -> tuple[Logglinje, ...]:
    """What has happened since the draw in ``folder``. ContentError when a line is not as it was written."""
    logg, problems = read_log(log_beside(folder))
    if has_errors(problems):
        raise ContentError(text("trekning.logg_skadet", fil=log_beside(folder)), problems=problems)
    return logg

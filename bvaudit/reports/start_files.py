"""The files of a new municipality's folder, as text: kommune.yaml, the units, the page that explains, and what opens
a window to type in."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from bvaudit.model.enhet import Enhet
from bvaudit.model.kommune import Partner
from bvaudit.model.mappe import ARBEID, INNHOLD
from bvaudit.texts import text

LES_MEG = "LES-MEG.txt"
_WINDOWS, _MAC = "win32", "darwin"
# Read by cmd in whatever code page it is started in, so only ASCII; see _from_home for the path.
_CMD = """\
@echo off
chcp 65001 >nul
title bvaudit
pushd "%~dp0"
set "BVAUDIT={tolk}"
if exist "%BVAUDIT%" goto egen
where bvaudit >nul 2>nul
if not errorlevel 1 goto felles
echo {finnes_ikke}
pause
exit /b 1
:egen
doskey bvaudit="%BVAUDIT%" -P -m bvaudit $*
"%BVAUDIT%" -P -m bvaudit status
goto vent
:felles
call bvaudit status
:vent
echo.
echo {skriv}
echo {lukk}
cmd /k "prompt bvaudit$G "
popd
"""
_SH = """\
#!/bin/bash
cd "$(dirname "$0")" || exit 1
export BVAUDIT="{tolk}"
if [ -x "$BVAUDIT" ]; then
    bvaudit() {{ "$BVAUDIT" -P -m bvaudit "$@"; }}
    export -f bvaudit
elif ! command -v bvaudit >/dev/null; then
    echo "{finnes_ikke}"
    read -r -p "{enter} "
    exit 1
fi
bvaudit status
echo
echo "{skriv}"
echo "{lukk}"
export PS1="bvaudit> "
exec bash --norc -i
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFolder:
    """What was answered. ``brevmal`` is the path of the letterhead inside the folder; empty when there is none."""

    navn: str
    kommunenummer: str
    partnere: tuple[Partner, ...] = ()
    enheter: tuple[Enhet, ...] = ()
    sprak: str = "nb"
    brevmal: str = ""
    dokumentklasse: str = ""


def kommune_yaml(folder: NewFolder, skjema: str) -> str:
    """``skjema`` is where the editor finds the schema."""
    partners = (_map(navn=p.navn, kommunenummer=p.kommunenummer) for p in folder.partnere)
    brevmal = f"brevmal: {_quoted(folder.brevmal)}" if folder.brevmal else text("start.fil.brevmal_uten")
    klasse = f"dokumentklasse: {_quoted(folder.dokumentklasse)}" if folder.dokumentklasse else ""
    return text(
        "start.fil.kommune",
        skjema=skjema,
        navn=_quoted(folder.navn),
        nummer=_quoted(folder.kommunenummer),
        partnere=f"[{', '.join(partners)}]",
        sprak=folder.sprak,
        brevmal=brevmal,
        dokumentklasse=klasse or text("start.fil.dokumentklasse_uten"),
    )


def enheter_yaml(enheter: Iterable[Enhet], skjema: str) -> str:
    lines = []
    for enhet in enheter:
        lines += [f"  - id: {enhet.id}", f"    navn: {_quoted(enhet.navn)}"]
        keys = ("kommunenummer", "bydelsnummer", "organisasjonsnummer")
        sources = ({key: getattr(kilde, key) for key in keys if getattr(kilde, key)} for kilde in enhet.kilder)
        lines.append(f"    kilder: [{', '.join(_map(**source) for source in sources)}]")
    return text("start.fil.enheter", skjema=skjema, enheter="\n".join(lines))


def les_meg(kommune: str, skript: str) -> str:
    widest = max(map(len, (*INNHOLD, *ARBEID)))
    rows = [f"  {navn:<{widest}}  {text(f'start.mappe.{navn}')}" for navn in (*ARBEID, *INNHOLD)]
    return text("start.fil.les_meg", kommune=kommune, skript=skript, mapper="\n".join(rows))


def script_name(system: str) -> str:
    if system == _WINDOWS:
        return "Start bvaudit.cmd"
    return "Start bvaudit.command" if system == _MAC else "start-bvaudit.sh"


def start_script(system: str, tolk: PurePath, hjem: PurePath) -> str:
    """What opens a window where ``bvaudit`` can be typed. ``tolk`` is the Python that has it; ``hjem`` the user's own
    folder. Lines end as the system has them."""
    words = {key: text(f"start.skript.{key}") for key in ("finnes_ikke", "skriv", "lukk", "enter")}
    if system == _WINDOWS:
        path = _from_home(tolk, hjem, "%USERPROFILE%", "%", "%")
        return _CMD.format(tolk=path, **words).replace("\n", "\r\n")
    return _SH.format(tolk=_from_home(tolk, hjem, "$HOME", "\\", '\\"$`'), **words)


def _from_home(path: PurePath, hjem: PurePath, name: str, before: str, signs: str) -> str:
    """The path with ``before`` in front of the signs the script would read as its own.

    Colleagues who share the folder have their own installation in the same place under a home of their own; and a
    home may be named after its owner, with letters cmd does not read alike everywhere."""
    inside = path.relative_to(hjem) if path.is_relative_to(hjem) else None
    kept = "".join(before + sign if sign in signs else sign for sign in str(path if inside is None else inside))
    between = "\\" if "\\" in str(path) else "/"
    return kept if inside is None else f"{name}{between}{kept}"


def _map(**facts: str) -> str:
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in facts.items()) + "}"


def _quoted(value: str) -> str:
    """A text no reader of YAML takes for anything else."""
    return json.dumps(value, ensure_ascii=False)

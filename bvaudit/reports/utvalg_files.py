"""Writes a frozen draw: metadata a person can read, the drawn cases, and the frame they were drawn from.

The same draw gives the same bytes on every machine.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bvaudit.disk.faults import no_room
from bvaudit.disk.private import make_folder, write_private
from bvaudit.errors import SurroundingsError
from bvaudit.loading.content.utvalg import (
    RAMME_CSV,
    RAMME_KOLONNER,
    RAMME_MER,
    UTVALG_CSV,
    UTVALG_KOLONNER,
    UTVALG_MER,
    UTVALG_YAML,
)
from bvaudit.model.utvalg import FrameCase, Stratum, Utvalg, frame_sha256
from bvaudit.texts import text

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ESCAPES = {'"': '\\"', "\\": "\\\\"}


def write_utvalg(utvalg: Utvalg, folder: Path, *, frame: Iterable[FrameCase]) -> tuple[Path, ...]:
    """Writes ``utvalg.csv``, ``ramme.csv`` and last ``utvalg.yaml`` in ``folder``, which is made if needed.

    A draw is frozen: SurroundingsError, and nothing written, when the folder holds another one. ValueError when
    ``frame`` is not the one ``utvalg`` was drawn from.
    """
    frame = tuple(frame)
    if frame_sha256(frame) != utvalg.ramme_sha256:
        raise ValueError("the frame is not the one that was drawn from")
    files = _files(utvalg, frame)
    try:
        make_folder(folder)
        _refuse_another(files, folder)
        for name, content in files.items():
            _write(folder / name, content)
    except OSError as error:
        if no_room(error):
            raise
        raise SurroundingsError(
            text("reports.utvalg_files.far_ikke_skrevet_utvalget_i_mappa", folder=folder),
            hint=text("reports.utvalg_files.lukk_filene_i_excel_eller_velg"),
        ) from error
    return tuple(folder / name for name in files)


def utvalg_csv(utvalg: Utvalg) -> bytes:
    """The drawn cases and the reserve, for Excel: semicolons, UTF-8 with a mark."""
    columns = (*UTVALG_KOLONNER, *(UTVALG_MER if utvalg.sjekkliste else ()))
    return _csv(columns, ([str(getattr(sak, name)) for name in columns] for sak in utvalg.trekk))


def ramme_csv(frame: Iterable[FrameCase], *, objekter: bool = False) -> bytes:
    """Every case that could have been drawn, sorted as the frame's sha256 is taken. ``objekter``: with the object that
    is read, and what it is drawn among."""
    columns = (*RAMME_KOLONNER, *(RAMME_MER if objekter else ()))
    cases = sorted(frame, key=lambda case: case.linje)
    return _csv(columns, ([getattr(case, name) for name in columns] for case in cases))


def utvalg_yaml(utvalg: Utvalg, filer: dict[str, str]) -> bytes:
    """The metadata; ``filer`` maps the name of each CSV file to its sha256."""
    lines = [
        text("reports.utvalg_files.saker_trukket_til_saksgjennomgang"),
        text("reports.utvalg_files.fila_er_skrevet_av_bvaudit_og"),
        text("reports.utvalg_files.slik_at_hvem_som_helst_kan"),
        text("reports.utvalg_files.saksnoklene_i_ramme_csv_og_utvalg"),
        f"id: {_text(utvalg.id)}",
        "",
        text("reports.utvalg_files.froet_bestemmer_rekkefolgen_samme_fro"),
        f"fro: {_text(utvalg.fro)}",
        text("reports.utvalg_files.metoden_sakene_i_hver_enhet_ordnes"),
        f"metode: {_text(utvalg.metode)}",
        text("reports.utvalg_files.de_forste_sakene_i_hver_enhet"),
        f"per_enhet: {utvalg.per_enhet}",
        f"reserve: {utvalg.reserve}",
        "",
        text("reports.utvalg_files.hvilke_saker_det_kunne_trekkes_fra"),
        f"filter: {_text(utvalg.filter)}",
        f"uttrekk: {_text(utvalg.uttrekk)}",
        *([f"oyeblikksbilde: {_text(utvalg.oyeblikksbilde)}"] if utvalg.oyeblikksbilde else []),
        f"programversjon: {_text(utvalg.programversjon)}",
        f"ramme_sha256: {_text(utvalg.ramme_sha256)}",
        "",
        text("reports.utvalg_files.det_trekkes_for_seg_i_hver"),
        "strata:",
    ]
    for stratum in utvalg.strata:
        lines += [f"  - enhet: {_text(stratum.enhet)}", f"    ramme_antall: {stratum.ramme_antall}"]
        if utvalg.sjekkliste:
            lines += list(_stratum_lines(stratum))
    lines += list(_checklist_lines(utvalg)) if utvalg.sjekkliste else []
    lines += [
        "",
        text("reports.utvalg_files.kjennetegn_pa_filene_slik_de_ble"),
        "filer:",
    ]
    lines += [f"  {name}: {_text(sha256)}" for name, sha256 in sorted(filer.items())]
    lines += [
        "",
        text("reports.utvalg_files.avtrykk_av_alt_over_de_forste"),
        f"avtrykk: {_text(utvalg.avtrykk)}",
    ]
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _stratum_lines(stratum: Stratum) -> Iterator[str]:
    if stratum.navn:
        yield f"    navn: {_text(stratum.navn)}"
    yield f"    antall: {stratum.antall}"
    if stratum.kvoter:
        yield f"    kvoter: [{', '.join(map(_text, stratum.kvoter))}]"


def _checklist_lines(utvalg: Utvalg) -> Iterator[str]:
    """What the draw was by: the checklist, its days, and all that was left out of the frame."""
    yield ""
    yield text("trekning.fil.sjekkliste")
    yield f"sjekkliste: {_text(utvalg.sjekkliste)}"
    yield f"objekt: {_text(utvalg.objekt)}"
    for name in ("runde", "utvides_til"):
        if number := getattr(utvalg, name):
            yield f"{name}: {number}"
    for name in ("per", "periode_fra", "periode_til", "startet_etter"):
        if (day := getattr(utvalg, name)) is not None:
            yield f"{name}: {day.isoformat()}"
    if utvalg.forrige:
        yield f"forrige: {_text(utvalg.forrige)}"
    if utvalg.enheter:
        yield f"enheter: [{', '.join(map(_text, utvalg.enheter))}]"
    yield text("trekning.fil.utelatt")
    yield f"utelatt: {{{', '.join(f'{reason}: {n}' for reason, n in utvalg.utelatt.items())}}}"
    yield f"flere: {utvalg.flere}"
    if utvalg.kvoter:
        yield text("trekning.fil.kvoter")
        yield "kvoter:"
        for k in utvalg.kvoter:
            yield f"  - enhet: {_text(k.enhet)}"
            yield f"    id: {_text(k.id)}"
            yield from [f"    kommune: {_text(k.kommune)}"] if k.kommune else []
            yield from (f"    {name}: {getattr(k, name)}" for name in ("krav", "trukket", "mangler"))
    if utvalg.uten_vekt:
        yield text("trekning.fil.uten_vekt")
        yield f"uten_vekt: {_text(utvalg.uten_vekt)}"


def _text(value: str) -> str:
    """A YAML text in double quotes; what YAML or an editor would change on the way is written as a code."""
    return '"' + "".join(_ESCAPES.get(c) or (c if c.isprintable() else f"\\U{ord(c):08x}") for c in value) + '"'


def _csv(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=";", lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return output.getvalue().encode("utf-8-sig")


def _cell(value: str) -> str:
    # Excel runs such texts as formulas. The reader takes one apostrophe off, so texts that have one get another.
    return f"'{value}" if value.lstrip(" ").startswith(_FORMULA) or value.startswith("'") else value


def refuse_another(utvalg: Utvalg, folder: Path, *, frame: Iterable[FrameCase]) -> None:
    """SurroundingsError when the folder holds another draw than this."""
    _refuse_another(_files(utvalg, tuple(frame)), folder)


def _files(utvalg: Utvalg, frame: Sequence[FrameCase]) -> dict[str, bytes]:
    files = {UTVALG_CSV: utvalg_csv(utvalg), RAMME_CSV: ramme_csv(frame, objekter=bool(utvalg.sjekkliste))}
    files[UTVALG_YAML] = utvalg_yaml(utvalg, {name: hashlib.sha256(files[name]).hexdigest() for name in files})
    return files


def _refuse_another(files: dict[str, bytes], folder: Path) -> None:
    if any((folder / name).exists() and (folder / name).read_bytes() != content for name, content in files.items()):
        raise SurroundingsError(
            text("reports.utvalg_files.mappa_har_allerede_et_annet_utvalg", folder=folder),
            hint=text("reports.utvalg_files.et_utvalg_endres_ikke_nar_det"),
        )


def _write(file: Path, content: bytes) -> None:
    """Writes the whole file or none of it: half a file would look like one somebody had tampered with."""
    part = file.with_name(f"{file.name}.ny")
    part.unlink(missing_ok=True)
    try:
        write_private(part, content)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)

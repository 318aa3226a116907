"""Reads back a frozen draw: ``utvalg.yaml`` with the two CSV files it vouches for."""

import csv
import hashlib
import io
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from bvaudit.diagnostics import Problem, Sted, has_errors, in_order
from bvaudit.loading.content.files import read_file
from bvaudit.loading.yaml.reader import Document, read_yaml
from bvaudit.model.fields import Part, arg, described
from bvaudit.model.utvalg import AGAIN, SHA256, FrameCase, Rolle, TrukketSak, Utvalg, frame_sha256
from bvaudit.texts import text

UTVALG_YAML = "utvalg.yaml"
UTVALG_CSV = "utvalg.csv"
RAMME_CSV = "ramme.csv"
UTVALG_KOLONNER = ("enhet", "plass", "rolle", "sak", "orden")
RAMME_KOLONNER = ("enhet", "sak")
# A draw by a checklist is of objects, and tells what each is drawn among.
UTVALG_MER = ("objekt_id", "stratum")
RAMME_MER = ("objekt_id", "stratum", "kommune")


@described(
    "Et utvalg slik det ble trukket.",
    title="bvaudit: utvalg",
    parts={"filer": Part(tekst="Avtrykk av filene som hører til.", must=True)},
)
@dataclass(frozen=True, slots=True, kw_only=True)
class _Written(Utvalg):
    """``utvalg.yaml``: the draw, its print on the day, and what it vouches for the other files with."""

    skrevet: str = arg(like=SHA256, key="avtrykk", default="")  # draws made before version 0.2 have none
    utvalg_csv: str = arg(like=SHA256, key=UTVALG_CSV, inside="filer")
    ramme_csv: str = arg(like=SHA256, key=RAMME_CSV, inside="filer")

    def with_cases(self, trekk: tuple[TrukketSak, ...]) -> Utvalg:
        return Utvalg(**{field.name: getattr(self, field.name) for field in fields(Utvalg)} | {"trekk": trekk})


def read_utvalg(path: Path) -> tuple[Utvalg | None, list[Problem]]:
    """The draw in ``utvalg.yaml`` (or the folder it lies in); ``None`` when a file is missing or was changed since.

    A person who changes a file and its sha256 is not seen here, but when the draw is replayed from read_frame.
    """
    utvalg, _, problems = _read(path)
    return utvalg, problems


def read_frame(path: Path) -> tuple[tuple[FrameCase, ...], list[Problem]]:
    """The frozen frame beside ``utvalg.yaml``, for replaying the draw; empty when there are errors."""
    _, frame, problems = _read(path)
    return frame, problems


def written_print(path: Path) -> str:
    """The print the draw was written with; empty for one made before version 0.2, which vouches for the cases only."""
    document, _ = read_yaml(path / UTVALG_YAML if path.is_dir() else path)
    return str(document.data.get("avtrykk", "")) if document and isinstance(document.data, Mapping) else ""


def changed_since(path: Path, utvalg: Utvalg) -> str:
    """What to say when the draw is not the one that was written; empty when it is, or when that cannot be told."""
    if written_print(path) in ("", utvalg.avtrykk):
        return ""
    return text("loading.utvalg.noe_i_er_endret_etter_at", utvalg_yaml=UTVALG_YAML)


def _read(path: Path) -> tuple[Utvalg | None, tuple[FrameCase, ...], list[Problem]]:
    path = path / UTVALG_YAML if path.is_dir() else path
    loaded, problems = read_file(path, None, _Written, trekk=())
    if loaded is None:
        return None, (), in_order(problems)
    written = loaded.record
    trekk, drawn_problems = _read_drawn(written, path.parent)
    frame, frame_problems = _read_frame_rows(written, path.parent)
    problems += drawn_problems + frame_problems
    if not has_errors(problems):
        problems += _disagreements(written, loaded.document, frame)
    if has_errors(problems):
        return None, (), in_order(problems)
    return written.with_cases(trekk), frame, in_order(problems)


def _read_drawn(written: _Written, folder: Path) -> tuple[tuple[TrukketSak, ...], list[Problem]]:
    columns = (*UTVALG_KOLONNER, *(UTVALG_MER if written.sjekkliste else ()))
    rows, problems = _read_csv(written.utvalg_csv, folder, UTVALG_CSV, columns)
    drawn = []
    for line, (enhet, plass, rolle, sak, orden, *more) in rows:
        place = Sted(fil=str(folder / UTVALG_CSV), linje=line)
        if not re.fullmatch("[1-9][0-9]{0,8}", plass):
            tekst = text("loading.utvalg.plass_skal_vaere_et_heltall_fra")
            problems.append(Problem(sted=place, kode="verdi-type", tekst=tekst, hint=AGAIN))
        elif rolle not in list(Rolle):
            tekst = text("loading.utvalg.rolle_skal_vaere_trukket_eller_reserve")
            problems.append(Problem(sted=place, kode="verdi-valg", tekst=tekst, hint=AGAIN))
        else:
            drawn.append(
                TrukketSak(
                    enhet=enhet,
                    sak=sak,
                    plass=int(plass),
                    orden=orden,
                    rolle=Rolle(rolle),
                    **dict(zip(UTVALG_MER, more, strict=False)),
                )
            )
    return tuple(drawn), problems


def _read_frame_rows(written: _Written, folder: Path) -> tuple[tuple[FrameCase, ...], list[Problem]]:
    columns = (*RAMME_KOLONNER, *(RAMME_MER if written.sjekkliste else ()))
    rows, problems = _read_csv(written.ramme_csv, folder, RAMME_CSV, columns)
    return tuple(FrameCase(**dict(zip(columns, row, strict=True))) for _, row in rows), problems


def _read_csv(
    sha256: str, folder: Path, name: str, columns: tuple[str, ...]
) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """The rows with their line numbers, if the file is the one the draw vouches for with ``sha256``."""
    file = folder / name

    def stop(kode: str, tekst: str, linje: int | None = None) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
        return [], [Problem(sted=Sted(fil=str(file), linje=linje), kode=kode, tekst=tekst, hint=AGAIN)]

    try:
        content = file.read_bytes()
    except FileNotFoundError:
        return stop(
            "mangler-fil", text("loading.utvalg.skal_ligge_sammen_med_men_finnes", name=name, utvalg_yaml=UTVALG_YAML)
        )
    except OSError:
        return stop("ulesbar-fil", text("loading.utvalg.lar_seg_ikke_lese", name=name))
    if hashlib.sha256(content).hexdigest() != sha256:
        return stop("endret-fil", text("loading.utvalg.er_endret_etter_at_sakene_ble", name=name))
    try:
        reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";", strict=True)
        rows = [(reader.line_num, [_plain(cell) for cell in row]) for row in reader]
    except (UnicodeDecodeError, csv.Error):
        return stop("ulesbar-fil", text("loading.utvalg.er_ikke_skrevet_slik_bvaudit_skriver", name=name))
    if not rows or tuple(rows[0][1]) != columns:
        return stop("feil-kolonner", text("loading.utvalg.skal_ha_kolonnene", name=name, columns=", ".join(columns)), 1)
    for line, row in rows[1:]:
        if len(row) != len(columns):
            return stop(
                "feil-kolonner",
                text("loading.utvalg.linja_skal_ha_felter_fant", antall_columns=len(columns), antall_row=len(row)),
                line,
            )
    return rows[1:], []


def _plain(cell: str) -> str:
    """The text without the apostrophe that keeps Excel from reading it as a formula."""
    return cell.removeprefix("'")


def _disagreements(written: _Written, document: Document, frame: tuple[FrameCase, ...]) -> list[Problem]:
    problems = []
    if frame_sha256(frame) != written.ramme_sha256:
        tekst = text("loading.utvalg.sakene_i_er_ikke_de_samme", ramme_csv=RAMME_CSV)
        problems.append(document.problem(("ramme_sha256",), "endret-ramme", tekst, AGAIN))
    counted = Counter((case.enhet, case.stratum) for case in frame)
    if sorted(((s.enhet, s.navn), s.ramme_antall) for s in written.strata) != sorted(counted.items()):
        tekst = text("loading.utvalg.enhetene_og_antallene_i_strata_stemmer", ramme_csv=RAMME_CSV)
        problems.append(document.problem(("strata",), "endret-ramme", tekst, AGAIN))
    return problems

"""A snapshot: a folder with one Parquet file a table and a manifest. Written whole, then never changed.

The manifest vouches for every table and for itself, so that a file that was lost, cut, swapped or edited on the way is
met when the snapshot is opened, and never read as «none».
"""

import contextlib
import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from bvaudit import texts
from bvaudit.disk.private import write_private
from bvaudit.disk.swap import put_all
from bvaudit.disk.work import OUR_OWN, claimed
from bvaudit.errors import SurroundingsError
from bvaudit.extract.normalise.manifest_facts import as_facts, manifest_from
from bvaudit.extract.normalise.to_tables import select
from bvaudit.model.manifest import Manifest, Tabellfil
from bvaudit.model.tables import TABLES

MANIFEST = "manifest.json"
_OWN_SUM = "kontrollsum"  # of the manifest itself, over everything else in it


@contextlib.contextmanager
def workspace(target: Path) -> Iterator[Path]:
    """A private folder inside ``target``, gone afterwards. Raises SurroundingsError when ``target`` is taken.

    Inside, because that is the one place the user has pointed out for case data on that disk.
    """
    if target.exists() and not target.is_dir():
        raise _taken(target)
    with claimed(target) as work:
        _refuse_if_taken(target)  # not before here: what a run that died left is cleared away by now
        yield work


def write_tables(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Every table of the model as Parquet in ``folder``, and how many rows each has."""
    folder.mkdir(mode=0o700)
    counts = {}
    for table in TABLES:
        path = str(folder / f"{table.navn}.parquet").replace("'", "''")
        row = con.execute(f"COPY ({select(table)}) TO '{path}' (FORMAT parquet)").fetchone()
        counts[table.navn] = int(row[0]) if row else 0
    return counts


def put_in_place(folder: Path, target: Path, work: Path, manifest: Manifest, counts: Mapping[str, int]) -> Manifest:
    """Add the manifest to the finished ``folder`` and move all of it to ``target``, the manifest last: a folder without
    it is no snapshot. Gives back the manifest as written."""
    files = (Tabellfil(navn=t.navn, sha256=_sha256(folder / f"{t.navn}.parquet"), rader=counts[t.navn]) for t in TABLES)
    manifest = replace(manifest, tabellfiler=tuple(files))
    write_private(folder / MANIFEST, _text(manifest).encode("utf-8", "backslashreplace"))
    put_all(folder, target, work, last=(MANIFEST,))
    return manifest


_CHECKED: set[tuple[str, str, int]] = set()  # the very same bytes need not be looked through twice in one run


def is_snapshot(path: Path) -> bool:
    """Whether ``path`` is a folder with a snapshot, whole or not: what is wrong with it is told when it is opened."""
    if any((path / f"{table.navn}.parquet").is_file() for table in TABLES):
        return True
    with contextlib.suppress(OSError):  # others have a file of that name too
        return b'"nokkel_avtrykk"' in (path / MANIFEST).read_bytes()
    return False


def open_snapshot(folder: Path) -> tuple[Manifest, Mapping[str, Path]]:
    """The manifest and the file of every table, also those the source could not deliver, which are empty.

    Raises SurroundingsError, with the name of the table, when anything is not as it was written.
    """
    manifest = read_manifest(folder)
    files = {table.navn: folder / f"{table.navn}.parquet" for table in TABLES}
    vouched = {fil.navn: fil for fil in manifest.tabellfiler}
    if set(vouched) != set(files):
        raise _refused(folder, texts.text("extract.snapshot.nevner_ikke_de_tabellene_et_uttrekk", manifest=MANIFEST))
    for path in sorted(folder.glob("*.parquet")):
        if path.name not in {p.name for p in files.values()}:
            raise _refused(
                folder,
                texts.text("extract.snapshot.horer_ikke_til_i_uttrekket", name=path.name),
                hint=texts.text("extract.snapshot.flytt_filen_ut_av_mappen"),
            )
    for navn, path in files.items():
        if not path.is_file():
            raise _refused(folder, f"«{path.name}» mangler")
        if _sha256(path) != vouched[navn].sha256:
            raise _refused(folder, texts.text("extract.snapshot.er_endret_ombyttet_eller_ikke_hel", name=path.name))
        if (known := (navn, vouched[navn].sha256, vouched[navn].rader)) not in _CHECKED:
            _check_table(folder, navn, path, vouched[navn].rader)
            _CHECKED.add(known)
    return manifest, files


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises SurroundingsError when there is none, or it is damaged or was edited."""
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise _refused(folder, f"«{MANIFEST}» mangler") from error
    except OSError as error:
        raise SurroundingsError(
            texts.text("extract.snapshot.er_ikke_et_uttrekk_importert_med", folder=folder),
            hint=texts.text("extract.snapshot.importer_kildefilene_forst_eller_pek"),
        ) from error
    except ValueError as error:
        raise _refused(folder, texts.text("extract.snapshot.er_skadet", manifest=MANIFEST)) from error
    return manifest_of(text, folder)


@lru_cache(maxsize=4)  # a run that works through a whole folder asks for the same few again and again
def manifest_of(text: str, folder: Path | str) -> Manifest:
    """The manifest a snapshot's ``manifest.json`` holds. Raises as ``read_manifest``, and says ``folder``."""
    try:
        facts = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _refused(folder, texts.text("extract.snapshot.er_skadet", manifest=MANIFEST)) from error
    if not isinstance(facts, dict):
        raise _refused(folder, texts.text("extract.snapshot.er_skadet", manifest=MANIFEST))
    own_sum = facts.pop(_OWN_SUM, None)
    if own_sum is None and "nokkel_avtrykk" in facts:
        # It cannot be known whole, and it does not say which columns its source had: a case could be judged by what
        # was never delivered. The sources are as they were, so reading them again is the safe way.
        raise SurroundingsError(
            texts.text("extract.snapshot.er_importert_med_en_eldre_versjon", folder=folder),
            hint=texts.text("extract.snapshot.importer_kildefilene_pa_nytt_med_den"),
        )
    if not isinstance(own_sum, str):
        raise _refused(folder, texts.text("extract.snapshot.er_skadet", manifest=MANIFEST))
    try:
        if own_sum != _sum(facts):
            raise _refused(folder, texts.text("extract.snapshot.er_endret_etter_importen", manifest=MANIFEST))
        return manifest_from(facts)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _refused(folder, texts.text("extract.snapshot.er_skadet", manifest=MANIFEST)) from error


_AGAIN = texts.text("extract.snapshot.hent_mappen_pa_nytt_fra_der")


def _refused(folder: Path | str, what: str, *, hint: str = _AGAIN) -> SurroundingsError:
    return SurroundingsError(
        texts.text("extract.snapshot.uttrekket_i_kan_ikke_brukes", folder=folder, what=what), hint=hint
    )


def _check_table(folder: Path, navn: str, path: Path, rows: int) -> None:
    """Columns and rows as the model and the manifest say: the last line where someone has written new sums."""
    table = next(t for t in TABLES if t.navn == navn)
    literal = str(path).replace("'", "''")
    try:
        with duckdb.connect(config={"autoinstall_known_extensions": "false"}) as con:
            con.execute("SET threads = 1")
            source = f"read_parquet('{literal}')"
            columns = [(row[0], row[1]) for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
            counted = con.execute(f"SELECT count(*) FROM {source}").fetchone()
    except (duckdb.Error, UnicodeError) as error:
        raise _refused(folder, texts.text("extract.snapshot.lar_seg_ikke_lese", name=path.name)) from error
    if columns != [(c.navn, str(c.type)) for c in table.all_columns]:
        raise _refused(
            folder,
            texts.text("extract.snapshot.har_ikke_kolonnene_den_skal_ha", name=path.name),
            hint=texts.text("extract.snapshot.importer_kildefilene_pa_nytt_til_en"),
        )
    if counted != (rows,):
        raise _refused(folder, texts.text("extract.snapshot.har_ikke_de_radene_den_skal", name=path.name))


def _refuse_if_taken(target: Path) -> None:
    if is_snapshot(target):
        raise SurroundingsError(
            texts.text("extract.snapshot.er_et_uttrekk_fra_for_og", target=target),
            hint=texts.text("extract.snapshot.velg_et_annet_navn"),
        )
    if any(not path.name.startswith(OUR_OWN) for path in target.iterdir()):
        raise _taken(target)


def _taken(target: Path) -> SurroundingsError:
    return SurroundingsError(
        texts.text("extract.snapshot.finnes_fra_for", target=target),
        hint=texts.text("extract.snapshot.velg_et_annet_navn_eller_en"),
    )


def _text(manifest: Manifest) -> str:
    """The manifest as JSON with a line for each fact, the sum over it last."""
    facts = as_facts(manifest)
    own_sum = _sum(facts)
    text = json.dumps({**facts, "filer": [], _OWN_SUM: own_sum}, ensure_ascii=False, indent=1) + "\n"
    # There may be a file for each case, and json is slow when it lays out the lines itself.
    filer = ",\n".join(f"  {json.dumps(fil, ensure_ascii=False)}" for fil in facts["filer"])
    return text.replace('\n "filer": [],\n', f'\n "filer": [\n{filer}\n ],\n', 1) if filer else text


def _sum(facts: Mapping[str, Any]) -> str:
    """Over what is said, however it is laid out: line ends and spaces may change on the way."""
    plain = json.dumps(facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()

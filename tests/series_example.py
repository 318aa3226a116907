"""Series as tests write them: a folder with a municipality, and the rows and controls that come of it."""

from functools import cache
from pathlib import Path

from bvaudit.loading.folder import read_folder
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll
from bvaudit.workflows.content import content_or_stop
from bvaudit.workflows.series import SeriesRead, series_of

KOMMUNER = Path(__file__).resolve().parents[1] / "examples" / "kommuner"
KILDE = "kilde: Laget for testen.\n"


@cache
def read_example(navn: str) -> SeriesRead:
    return read(KOMMUNER / navn)


def read(rot: Path) -> SeriesRead:
    folder, problems = read_folder(rot)
    assert folder is not None, problems
    return series_of(folder, content_or_stop((rot,)))


def a_folder(rot: Path, **serier: str) -> Path:
    """``kommune.yaml``, two units, and a YAML file for each series (``_`` in the name is a hyphen)."""
    (rot / "serier").mkdir(parents=True, exist_ok=True)
    (rot / "kommune.yaml").write_text('navn: Fjordvik\nkommunenummer: "9901"\n', "utf-8")
    units = "".join(
        f'  - id: {id_}\n    navn: {navn}\n    kilder:\n      - {{kommunenummer: "9901", bydelsnummer: "0{nr}"}}\n'
        for nr, (id_, navn) in enumerate((("ost", "Østbyen"), ("vest", "Vestbyen")), 1)
    )
    (rot / "enheter.yaml").write_text(f"enheter:\n{units}", "utf-8")
    for name, body in serier.items():
        id_ = name.replace("_", "-")
        (rot / "serier" / f"{id_}.yaml").write_text(f"id: {id_}\ntittel: {id_.capitalize()}\n{KILDE}{body}", "utf-8")
    return rot


def one(tmp_path: Path, body: str, **files: str | bytes) -> SeriesRead:
    """One series called «serien», with its file of numbers beside it."""
    rot = a_folder(tmp_path / "kommunen", serien=body)
    for name, content in files.items():
        path = rot / "serier" / name.replace("__", ".")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(rot)


def row(serier: SeriesRead, tall: str, variant: str = "oppgitt", **axes: str) -> Nokkelrad:
    """The only row with these groups, and ``enhet``, ``storrelse``, ``ar`` where they are named."""
    wanted = {key: axes.pop(key) for key in ("enhet", "storrelse", "fra", "kommune") if key in axes}
    found = [
        one
        for one in serier.of(tall, variant)
        if one.akser == axes
        and one.enhet == wanted.get("enhet", one.enhet)
        and one.kommune == wanted.get("kommune", one.kommune)
        and one.storrelse == wanted.get("storrelse", one.storrelse)
        and one.periode_fra.isoformat().startswith(wanted.get("fra", ""))
    ]
    assert len(found) == 1, found
    return found[0]


def told(serier: SeriesRead, tall: str, slag: Kontrollslag) -> list[Seriekontroll]:
    return [one for one in serier.kontroller if one.serie == tall and one.slag is slag]

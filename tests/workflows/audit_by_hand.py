"""An audit as it lies in a municipality's folder, written by hand: revisjon.yaml, logg.csv and svar/svar.csv."""

import csv
import hashlib
import io
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from bvaudit.model.ordlyd import wording_print
from bvaudit.model.revisjonslogg import LOGG_AVTRYKK, LOGG_KOLONNER
from bvaudit.workflows.content import Content, content_or_stop

OUTCOMES = {
    "ja": "oppfylt",
    "delvis": "delvis oppfylt",
    "nei": "ikke oppfylt",
    "ikke aktuelt": "ikke aktuelt",
}
COLUMNS = (
    *("revisjon", "regel", "regelversjon", "ordlyd", "enhet", "sak", "objekt", "objekt_id", "leser", "lesing", "svar"),
    *("utfall", "begrunnelse", "feiltype", "belegg", "dato", "maskinens_utfall", "kilde"),
)
LOG = (*LOGG_KOLONNER, LOGG_AVTRYKK)
Row = Mapping[str, str]
shipped: Callable[[], Content] = cache(content_or_stop)


def an_answer(row: Row, svar: str, **more: str) -> dict[str, str]:
    """``row`` is a row of resultater.csv, or has its names: what is answered about."""
    regel = row["regel"]
    rule = shipped().regler[regel]
    return {
        "regel": regel,
        "regelversjon": "",
        "ordlyd": wording_print(rule),
        "enhet": row["enhet"],
        "sak": row["sak"],
        "objekt": row["objekt"],
        "objekt_id": row["objekt_id"],
        "leser": "l1",
        "lesing": "1",
        "svar": svar,
        "utfall": OUTCOMES[svar],
        "maskinens_utfall": row.get("utfall", ""),
        "begrunnelse": "" if svar == "ja" else "Hemmelig begrunnelse",
        "kilde": "skjema.xlsx!B2",
        **more,
    }


def an_audit(
    rot: Path,
    navn: str,
    svar: Sequence[Row],
    *,
    per: str = "2025-12-31",
    sjekkliste: str = "internrevisjon-hele-saken",
    last: str = "2026-02-01T12:00",
    last_tekst: str = "",
    etter: Sequence[Row] = (),
    for_laas: Sequence[Row] = (),
) -> Path:
    """A locked audit. ``etter`` are lines of the log after it was locked, ``for_laas`` before."""
    folder = rot / "revisjoner" / navn
    (folder / "svar").mkdir(parents=True, exist_ok=True)
    (folder / "revisjon.yaml").write_text(
        f'id: {navn}\ntittel: "Prøve {navn}"\nsjekkliste: {sjekkliste}\nenheter: []\nper: {per}\n'
        f"periode_fra: 2025-01-01\nperiode_til: 2025-12-31\nper_enhet: 10\nreserve: 2\n"
        "lesere:\n  - kode: l1\n    rolle: teamleder\n    enheter: []\n",
        encoding="utf-8",
    )
    lines = [
        {"tid": "2026-01-05T09:00", "hva": "opprettet"},
        *for_laas,
        {"tid": last, "hva": "last", "tekst": last_tekst},
        *etter,
    ]
    (folder / "logg.csv").write_text(log(lines), encoding="utf-8-sig", newline="")
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows({"revisjon": navn, **row} for row in svar)
    (folder / "svar" / "svar.csv").write_text(text.getvalue(), encoding="utf-8", newline="")
    return folder


def log(lines: Sequence[Row]) -> str:
    """The chain, worked out here and not by the program."""
    written, before = [";".join(LOG)], ""
    for nr, line in enumerate(lines, start=1):
        facts = {"nr": str(nr), "rolle": "stab", **line, "forrige": before}
        told = [facts.get(name, "") for name in LOG[:-1]]
        before = hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]
        written.append(";".join((*told, before)))
    return "\n".join(written) + "\n"

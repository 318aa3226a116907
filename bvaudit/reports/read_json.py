"""What people answered, as plain data for other programs: which audits, figures, and marks on single rows."""

from dataclasses import asdict
from typing import Any

from bvaudit.model.funn import Lestmerke
from bvaudit.model.lest_i_mappen import LestIMappen, LestTall


def read_as_json(lest: LestIMappen) -> dict[str, Any]:
    """The audits whose answers are used, and sentences on the answers that are not."""
    audits = [
        {
            "id": kort.id,
            "tittel": kort.tittel,
            "sjekkliste": kort.sjekkliste,
            "per": kort.per.isoformat(),
            "last": kort.last.isoformat(),
            "svar": kort.svar,
            "kilde_endret": kort.kilde_endret,
            "forbehold": list(kort.forbehold),
        }
        for kort in lest.revisjoner
    ]
    return {"revisjoner": audits, "svar": len(lest.svar), "ikke_brukt": list(lest.utelatt)}


def figures_as_json(lest: LestTall) -> dict[str, Any]:
    """``n`` and the counts are of the random draw; ``alle`` has the cases that were pointed at too."""
    return {
        "n": lest.tall.n,
        **asdict(lest.tall),
        "alle": {"n": lest.alle.n, **asdict(lest.alle)},
        "malrettede": lest.malrettede,
        "revisjoner": list(lest.revisjoner),
        "andel": lest.andel.andel if lest.andel else None,
        "intervall": asdict(lest.intervall) if lest.intervall else None,
        "hoyst": lest.hoyst,
        "grunn": lest.grunn,
        "setning": lest.setning,
        "ikke_lest": lest.ikke_lest,
    }


def mark_as_json(lest: Lestmerke | None) -> dict[str, Any] | None:
    if lest is None:
        return None
    facts = {**asdict(lest), "svar": lest.svar.value}
    return {**facts, "maskinen": lest.maskinen.value if lest.maskinen else None}

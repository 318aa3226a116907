"""What each format can carry of a case, in the words of format.md. The writers and the key both begin here."""

from collections.abc import Sequence

from .saker import Rad

# v3 and v4 say the same except for the child's participation in an investigation, which only v4 has. A spreadsheet of
# the same cases says what v4 says, column for column.
_UTEN = {"v5": ("ettervern",)}


def som_levert(sak: Rad, format_: str) -> Rad:
    """The case as the format says it: what the format has no place for is gone."""
    ny = format_ == "v5"
    slettet = [rad for rad in sak["slettet"] if not (ny and rad["type"] == "ettervern")]
    ut = {**sak, "slettet": slettet, **{tabell: [] for tabell in _UTEN.get(format_, ())}}
    # The help numbers of the attribute form have no place in v5.
    ut["personalia"] = [{**rad, "fnr": rad["fnr"] and not ny} for rad in sak["personalia"]]
    ut["henvendelse"] = [_henvendelse(rad, ny) for rad in sak["henvendelse"] if ny or rad["kode"] != "1"]
    ut["undersokelse"] = [_undersokelse(rad, format_) for rad in sak["undersokelse"]]
    ut["plan"] = [{**rad, "evaluering": [] if ny else rad["evaluering"]} for rad in sak["plan"]]
    ut["tiltak"] = [
        {**rad, "evaluering": rad["evaluering"] if ny else [], "medvirkning": rad["medvirkning"] if ny else []}
        for rad in sak["tiltak"]
    ]
    ut["vedtak"] = [_vedtak(rad, ny) for rad in sak["vedtak"]]
    if ny:
        ut["flytting"] = [{**rad, "arsak_pres": None, "til_pres": None} for rad in sak["flytting"]]
    return ut


def leverte(saker: Sequence[Rad], format_: str) -> list[Rad]:
    """The cases whose codes the format has, as it says them."""
    return [som_levert(sak, format_) for sak in saker if format_ in sak["formater"]]


def _henvendelse(rad: Rad, ny: bool) -> Rad:
    if not ny:  # a document says «Melding» of every one of them
        return {**rad, "kode": "2"}
    uten = {name: [(kode, None) for kode, _ in rad[name]] for name in ("melder", "saksinnhold")}
    if rad["konklusjon_er_slettet"]:  # no place for a conclusion that is withdrawn: it is not sent
        uten |= {"konklusjon_slutt_dato": None, "konklusjon_kode": None, "konklusjon_er_slettet": False}  # type: ignore[dict-item]
    return {**rad, **uten}


def _undersokelse(rad: Rad, format_: str) -> Rad:
    return {
        **rad,
        "medvirkning": _medvirkning(rad, format_),
        "konklusjon_presisering_utfylt": None if format_ == "v5" else rad["konklusjon_presisering_utfylt"],
    }


def _medvirkning(rad: Rad, format_: str) -> list[Rad]:
    """v3 has none; v4 has at most one in each investigation, without an id of its own."""
    if format_ == "v3":
        return []
    return [{**m, "id": rad["id"]} for m in rad["medvirkning"]] if format_ == "v4" else list(rad["medvirkning"])


def _vedtak(rad: Rad, ny: bool) -> Rad:
    """An end in v3 and v4; in v5 the day it lapses, and no day for a claim that was not sent to nemnda."""
    if not ny:
        return {**rad, "bortfall": None, "ny_bortfall": None}
    krav = [{**k, "dato": k["dato"] if k["kode"] == "1" else None} for k in rad["krav"]]
    return {**rad, "slutt_dato": None, "krav": krav}

"""The order of a draw: the contract everything else about it rests on."""

import hashlib
from collections.abc import Iterable, Sequence

from bvaudit.model.utvalg import FrameCase, Rolle, TrukketSak


def order_key(seed: str, key: str) -> str:
    """SHA-256 hex of the UTF-8 text ``seed|key``. The same on every machine and in every Python."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def in_order(seed: str, cases: Iterable[FrameCase]) -> list[FrameCase]:
    """The cases by order key: the contract."""
    return sorted(cases, key=lambda case: (order_key(seed, case.sak), case.sak))


def placed(seed: str, drawn: Sequence[FrameCase], reserve: Sequence[FrameCase]) -> list[TrukketSak]:
    """The places of one unit: the drawn, then the reserve, each in the order they came."""
    return [
        TrukketSak(
            enhet=case.enhet,
            sak=case.sak,
            plass=plass,
            orden=order_key(seed, case.sak),
            rolle=Rolle.TRUKKET if plass <= len(drawn) else Rolle.RESERVE,
            objekt_id=case.objekt_id,
            stratum=case.stratum,
        )
        for plass, case in enumerate([*drawn, *reserve], start=1)
    ]

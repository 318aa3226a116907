"""Who is drawn: an order anyone can work out again from the seed and the frozen frame."""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from bvaudit.errors import ContentError, NothingExamined, UsageError
from bvaudit.model.utvalg import METODE, FrameCase, Rolle, Stratum, TrukketSak, Utvalg, frame_sha256

# Would be lost or misread in the files a draw is kept in: control characters, line separators, half characters.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def order_key(seed: str, key: str) -> str:
    """SHA-256 hex of the UTF-8 text ``seed|key``. The same on every machine and in every Python."""
    return hashlib.sha256(f"{seed}|{key}".encode()).hexdigest()


def draw(
    frame: Sequence[FrameCase],
    *,
    seed: str,
    per_enhet: int,
    reserve: int,
    id: str = "",
    uttrekk: str = "",
    programversjon: str = "",
    filter: str = "",
    oyeblikksbilde: str = "",
) -> Utvalg:
    """The first ``per_enhet`` cases of each unit by order key, then ``reserve`` more; ``id`` defaults to the seed.

    The order of ``frame`` does not matter. Raises UsageError (seed, sizes), ContentError (a frame that cannot be
    frozen) and NothingExamined (empty frame).
    """
    _check_request(seed, id, filter, per_enhet=per_enhet, reserve=reserve)
    _check_frame(frame)
    units: dict[str, list[str]] = defaultdict(list)
    for case in frame:
        units[case.enhet].append(case.sak)
    return Utvalg(
        id=id or seed,
        fro=seed,
        per_enhet=per_enhet,
        reserve=reserve,
        ramme_sha256=frame_sha256(frame),
        strata=tuple(Stratum(enhet=enhet, ramme_antall=len(units[enhet])) for enhet in sorted(units)),
        trekk=tuple(
            sak for enhet in sorted(units) for sak in _draw_unit(enhet, units[enhet], seed, per_enhet, reserve)
        ),
        uttrekk=uttrekk,
        programversjon=programversjon,
        filter=filter,
        oyeblikksbilde=oyeblikksbilde,
    )


def replay(utvalg: Utvalg, frame: Sequence[FrameCase]) -> list[str]:
    """How a new draw with the same seed from ``frame`` differs from ``utvalg``, in bokmål; empty when it replays."""
    if utvalg.metode != METODE:
        return [f"metoden «{utvalg.metode}» er ukjent for dette programmet, så trekningen kan ikke gjøres om igjen"]
    if not frame:
        return ["rammen er tom, så trekningen kan ikke gjøres om igjen"]
    again = draw(frame, seed=utvalg.fro, per_enhet=utvalg.per_enhet, reserve=utvalg.reserve)
    differences = list(_frame_differences(utvalg, again))
    differences += _place_differences(utvalg, again)
    return differences


def _draw_unit(enhet: str, saker: Sequence[str], seed: str, per_enhet: int, reserve: int) -> list[TrukketSak]:
    ordered = sorted((order_key(seed, sak), sak) for sak in saker)[: per_enhet + reserve]
    return [
        TrukketSak(
            enhet=enhet,
            sak=sak,
            plass=plass,
            orden=orden,
            rolle=Rolle.TRUKKET if plass <= per_enhet else Rolle.RESERVE,
        )
        for plass, (orden, sak) in enumerate(ordered, start=1)
    ]


def _check_request(seed: str, id: str, filter: str, *, per_enhet: int, reserve: int) -> None:
    if not seed.strip():
        raise UsageError("frøet er tomt", hint="skriv en kort tekst, for eksempel navnet på revisjonen")
    # A space nobody can see would make the draw impossible to repeat from the printed report.
    if seed != seed.strip():
        raise UsageError("frøet begynner eller slutter med mellomrom", hint="skriv frøet uten mellomrom rundt")
    for name, text in (("frøet", seed), ("id-en til utvalget", id), ("teksten om avgrensning", filter)):
        if _UNWRITABLE.search(text):
            raise UsageError(f"{name} inneholder linjeskift eller usynlige tegn", hint="skriv teksten på én linje")
    if per_enhet < 1:
        raise UsageError(f"antallet saker per enhet skal være minst 1, fant {per_enhet}")
    if reserve < 0:
        raise UsageError(f"antallet saker i reserve kan ikke være mindre enn 0, fant {reserve}")


def _check_frame(frame: Sequence[FrameCase]) -> None:
    if not frame:
        raise NothingExamined(
            "det er ingen saker å trekke fra", hint="se om perioden eller avgrensningen utelater alle saker"
        )
    # With a semicolon inside, two different frames could have the same lines, and so the same sha256.
    if any(not text or ";" in text or _UNWRITABLE.search(text) for case in frame for text in (case.enhet, case.sak)):
        raise ContentError(
            "et enhetsnavn eller en saksnøkkel i rammen er tom eller inneholder semikolon eller linjeskift",
            hint="rett navnet på enheten og trekk på nytt",
        )
    repeated = len(frame) - len(set(frame))
    if repeated:
        raise ContentError(
            f"rammen har {repeated} {'sak' if repeated == 1 else 'saker'} mer enn én gang i samme enhet",
            hint="hver sak skal stå én gang, ellers har den større sjanse for å bli trukket",
        )


def _frame_differences(before: Utvalg, after: Utvalg) -> Iterator[str]:
    if before.ramme_sha256 == after.ramme_sha256 and before.strata == after.strata:
        return
    old, new = before.ramme_antall, after.ramme_antall
    changed = [enhet for enhet in sorted({*old, *new}) if old.get(enhet) != new.get(enhet)]
    for enhet in changed:
        yield f"«{enhet}»: rammen hadde {old.get(enhet, 0)} saker i trekningen og har {new.get(enhet, 0)} nå"
    if not changed:
        yield "rammen har like mange saker som i trekningen, men ikke de samme"


def _place_differences(before: Utvalg, after: Utvalg) -> Iterator[str]:
    old, new = Counter(before.trekk), Counter(after.trekk)
    if old == new and before.trekk != after.trekk:
        yield "sakene er de samme, men står i en annen rekkefølge enn de ble trukket"
    places: dict[str, set[int]] = defaultdict(set)
    for sak in ((old - new) + (new - old)).elements():
        places[sak.enhet].add(sak.plass)
    for enhet in sorted(places):
        count, first = len(places[enhet]), min(places[enhet])
        yield f"«{enhet}»: {count} {'plass' if count == 1 else 'plasser'} stemmer ikke, den første er plass {first}"

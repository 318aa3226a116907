"""Who is drawn: an order anyone can work out again from the seed and the frozen frame."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bvaudit import texts
from bvaudit.errors import ContentError, NothingExamined, UsageError
from bvaudit.model.utvalg import METODE, METODE_STRATA, FrameCase, Kvotetall, Stratum, Utvalg, frame_sha256
from bvaudit.stats.draw_by_quotas import DrawnUnit, by_quotas, unfilled
from bvaudit.stats.order import in_order, order_key, placed

__all__ = ["draw", "order_key", "replay", "second_reading"]

# Would be lost or misread in the files a draw is kept in: control characters, line separators, half characters.
_UNWRITABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def second_reading(keys: Sequence[str], *, seed: str, percent: int) -> frozenset[str]:
    """Which of the cases are read by two: ``percent`` of them rounded up, so at least one, by an order of their own
    (the text ``seed|andre lesing|key``) that says nothing of the order they were drawn in. None at 0."""
    wanted = -(-len(set(keys)) * percent // 100)
    ordered = sorted(set(keys), key=lambda key: (order_key(f"{seed}|andre lesing", key), key))
    return frozenset(ordered[:wanted])


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
    kvoter: Sequence[Kvotetall] = (),
    grupper: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
) -> Utvalg:
    """The first ``per_enhet`` cases of each unit by order key, then ``reserve`` more; ``id`` defaults to the seed.

    With ``kvoter`` (what each asks of a unit) a number is fixed for each stratum first, and the order is used within
    it. ``grupper`` are the quotas the cases of a unit's stratum count for.

    The order of ``frame`` does not matter. Raises UsageError (seed, sizes), ContentError (a frame that cannot be
    frozen) and NothingExamined (empty frame).
    """
    _check_request(seed, id, filter, per_enhet=per_enhet, reserve=reserve)
    _check_frame(frame)
    units: dict[str, list[FrameCase]] = defaultdict(list)
    for case in frame:
        units[case.enhet].append(case)
    made = [
        by_quotas(units[enhet], seed, per_enhet, reserve, [k for k in kvoter if k.enhet == enhet], grupper or {})
        if kvoter
        else _simple(enhet, units[enhet], seed, per_enhet, reserve)
        for enhet in sorted(units)
    ]
    return Utvalg(
        id=id or seed,
        fro=seed,
        metode=METODE_STRATA if kvoter else METODE,
        per_enhet=per_enhet,
        reserve=reserve,
        ramme_sha256=frame_sha256(frame),
        strata=tuple(stratum for unit in made for stratum in unit.strata),
        trekk=tuple(sak for unit in made for sak in unit.trekk),
        kvoter=(*(k for unit in made for k in unit.kvoter), *(unfilled(k) for k in kvoter if k.enhet not in units)),
        uten_vekt=" ".join(unit.uten_vekt for unit in made if unit.uten_vekt),
        uttrekk=uttrekk,
        programversjon=programversjon,
        filter=filter,
        oyeblikksbilde=oyeblikksbilde,
    )


def replay(utvalg: Utvalg, frame: Sequence[FrameCase]) -> list[str]:
    """How a new draw with the same seed from ``frame`` differs from ``utvalg``, in bokmål; empty when it replays."""
    if utvalg.metode not in (METODE, METODE_STRATA):
        return [texts.text("stats.draw.metoden_er_ukjent_for_dette_programmet", metode=utvalg.metode)]
    if not frame:
        return [texts.text("stats.draw.rammen_er_tom_sa_trekningen_kan")]
    again = draw(
        frame,
        seed=utvalg.fro,
        per_enhet=utvalg.per_enhet,
        reserve=utvalg.reserve,
        kvoter=utvalg.kvoter if utvalg.metode == METODE_STRATA else (),
        grupper={(stratum.enhet, stratum.navn): stratum.kvoter for stratum in utvalg.strata},
    )
    differences = list(_frame_differences(utvalg, again))
    differences += _place_differences(utvalg, again)
    return differences


def _simple(enhet: str, cases: Sequence[FrameCase], seed: str, per_enhet: int, reserve: int) -> DrawnUnit:
    ordered = in_order(seed, cases)
    return DrawnUnit(
        strata=(Stratum(enhet=enhet, ramme_antall=len(cases)),),
        trekk=tuple(placed(seed, ordered[:per_enhet], ordered[per_enhet : per_enhet + reserve])),
    )


def _check_request(seed: str, id: str, filter: str, *, per_enhet: int, reserve: int) -> None:
    if not seed.strip():
        raise UsageError(
            texts.text("stats.draw.froet_er_tomt"), hint=texts.text("stats.draw.skriv_en_kort_tekst_for_eksempel")
        )
    # A space nobody can see would make the draw impossible to repeat from the printed report.
    if seed != seed.strip():
        raise UsageError(
            texts.text("stats.draw.froet_begynner_eller_slutter_med"),
            hint=texts.text("stats.draw.skriv_froet_uten_mellomrom_rundt"),
        )
    for name, text in (
        ("startordet", seed),
        (texts.text("stats.draw.id_en_til_utvalget"), id),
        (texts.text("stats.draw.teksten_om_avgrensning"), filter),
    ):
        if _UNWRITABLE.search(text):
            raise UsageError(
                texts.text("stats.draw.inneholder_linjeskift_eller_usynlige", name=name),
                hint=texts.text("stats.draw.skriv_teksten_pa_en_linje"),
            )
    if per_enhet < 1:
        raise UsageError(texts.text("stats.draw.antallet_saker_per_enhet_skal_vaere", per_enhet=per_enhet))
    if reserve < 0:
        raise UsageError(texts.text("stats.draw.antallet_saker_i_reserve_kan_ikke", reserve=reserve))


def _check_frame(frame: Sequence[FrameCase]) -> None:
    if not frame:
        raise NothingExamined(
            texts.text("stats.draw.det_er_ingen_saker_a_trekke"),
            hint=texts.text("stats.draw.se_om_perioden_eller_avgrensningen"),
        )
    # With a semicolon inside, two different frames could have the same lines, and so the same sha256.
    named = (text for case in frame for text in (case.enhet, case.sak))
    others = (text for case in frame for text in (case.objekt_id, case.stratum, case.kommune))
    if any(not text or _cannot_stand(text) for text in named) or any(map(_cannot_stand, others)):
        raise ContentError(
            texts.text("stats.draw.et_enhetsnavn_eller_en_saksnokkel_i"),
            hint=texts.text("stats.draw.rett_navnet_pa_enheten_og_trekk"),
        )
    repeated = len(frame) - len({(case.enhet, case.sak) for case in frame})
    if repeated:
        raise ContentError(
            texts.counted("stats.draw.rammen_har_mer_enn_en_gang", repeated),
            hint=texts.text("stats.draw.hver_sak_skal_sta_en_gang"),
        )


def _cannot_stand(text: str) -> bool:
    return ";" in text or _UNWRITABLE.search(text) is not None


def _frame_differences(before: Utvalg, after: Utvalg) -> Iterator[str]:
    yield from _number_differences(before, after)
    if before.ramme_sha256 == after.ramme_sha256 and _parts(before) == _parts(after):
        return
    old, new = before.ramme_antall, after.ramme_antall
    changed = [enhet for enhet in sorted({*old, *new}) if old.get(enhet) != new.get(enhet)]
    for enhet in changed:
        yield texts.text(
            "stats.draw.rammen_hadde_saker_i_trekningen_og", enhet=enhet, da=old.get(enhet, 0), na=new.get(enhet, 0)
        )
    if not changed:
        yield texts.text("stats.draw.rammen_har_like_mange_saker_som")


def _parts(utvalg: Utvalg) -> list[tuple[str, str, int]]:
    return [(s.enhet, s.navn, s.ramme_antall) for s in utvalg.strata]


def _number_differences(before: Utvalg, after: Utvalg) -> Iterator[str]:
    """The number fixed for each stratum, and what each quota got."""
    now = {(s.enhet, s.navn): s.antall or min(after.per_enhet, s.ramme_antall) for s in after.strata}
    for s in before.strata:
        if before.metode == METODE_STRATA or s.antall:
            fixed = now.get((s.enhet, s.navn))
            if fixed is not None and fixed != s.antall:
                yield texts.text(
                    "trekning.etterprov.antall", enhet=s.enhet, gruppe=s.navn, antall=s.antall, fasit=fixed
                )
    if before.metode == METODE_STRATA and before.kvoter != after.kvoter:
        yield texts.text("trekning.etterprov.kvoter")


def _place_differences(before: Utvalg, after: Utvalg) -> Iterator[str]:
    old, new = Counter(before.trekk), Counter(after.trekk)
    if old == new and before.trekk != after.trekk:
        yield texts.text("stats.draw.sakene_er_de_samme_men_star")
    places: dict[str, set[int]] = defaultdict(set)
    for sak in ((old - new) + (new - old)).elements():
        places[sak.enhet].add(sak.plass)
    for enhet in sorted(places):
        count, first = len(places[enhet]), min(places[enhet])
        yield texts.counted("stats.draw.plasser_stemmer_ikke", count, enhet=enhet, forste=first)

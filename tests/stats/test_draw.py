"""The draw: an order anyone can work out again, and that stands when other cases come and go."""

import hashlib
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.errors import BvauditError, ContentError, NothingExamined, UsageError
from bvaudit.model.utvalg import FrameCase, Rolle, Stratum, Utvalg, frame_sha256
from bvaudit.stats.draw import draw, order_key, replay

SEED = "trondheim-2025"
FASIT = Path(__file__).parent / "trekning.csv"

texts = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters=";"), min_size=1, max_size=8
)
frames = st.lists(
    st.builds(FrameCase, enhet=st.sampled_from(["Østbyen", "Lerkendal", "Heimdal"]), sak=texts),
    min_size=1,
    max_size=40,
    unique=True,
)


def en_ramme(**antall: int) -> list[FrameCase]:
    return [FrameCase(enhet=enhet, sak=f"SAK-{n:03}") for enhet in antall for n in range(1, antall[enhet] + 1)]


def trekk(frame: list[FrameCase], seed: str = SEED, per_enhet: int = 10, reserve: int = 5) -> Utvalg:
    return draw(frame, seed=seed, per_enhet=per_enhet, reserve=reserve)


def saker(utvalg: Utvalg, enhet: str) -> list[str]:
    return [sak.sak for sak in utvalg.trekk if sak.enhet == enhet]


def test_order_vector() -> None:
    assert order_key(SEED, "SAK-001") == "7d5e1d7d22d21b64e9106bc1c9dad1317b50db86281a4e6483ff42a6af212889"


def test_order_takes_the_text_as_utf_8() -> None:
    assert order_key("høst", "SAK-ÆØÅ") == hashlib.sha256("høst|SAK-ÆØÅ".encode()).hexdigest()


def test_the_draw_is_the_one_written_down() -> None:
    """The golden file was ordered outside this program; it must come out the same on every machine."""
    utvalg = trekk(en_ramme(Lerkendal=40, Østbyen=140, Saupstad=3))
    drawn = [f"{s.enhet};{s.plass};{s.rolle};{s.sak};{s.orden}" for s in utvalg.trekk]
    assert drawn == FASIT.read_text(encoding="utf-8").splitlines()


def test_frame_hash_is_over_sorted_lines() -> None:
    frame = [
        FrameCase(enhet="Østbyen", sak="b"),
        FrameCase(enhet="Lerkendal", sak="c"),
        FrameCase(enhet="Østbyen", sak="a"),
    ]
    lines = "Lerkendal;c\nØstbyen;a\nØstbyen;b\n"
    assert frame_sha256(frame) == hashlib.sha256(lines.encode()).hexdigest()


def test_a_unit_with_few_cases_is_drawn_whole() -> None:
    utvalg = trekk(en_ramme(Stor=50, Liten=12, Minst=3))
    roles = {enhet: [s.rolle for s in utvalg.trekk if s.enhet == enhet] for enhet in ("Stor", "Liten", "Minst")}
    assert roles["Stor"] == [Rolle.TRUKKET] * 10 + [Rolle.RESERVE] * 5
    assert roles["Liten"] == [Rolle.TRUKKET] * 10 + [Rolle.RESERVE] * 2
    assert roles["Minst"] == [Rolle.TRUKKET] * 3
    assert utvalg.ramme_antall == {"Liten": 12, "Minst": 3, "Stor": 50}


def test_the_id_is_the_seed_unless_given() -> None:
    assert trekk(en_ramme(A=1)).id == SEED
    assert draw(en_ramme(A=1), seed=SEED, per_enhet=1, reserve=0, id="høst").id == "høst"


@given(frame=frames, seed=st.sampled_from(["a", "høst 2025", SEED]), shuffle=st.randoms(use_true_random=False))
def test_the_order_of_the_frame_does_not_matter(frame: list[FrameCase], seed: str, shuffle: random.Random) -> None:
    other = list(frame)
    shuffle.shuffle(other)
    assert trekk(frame, seed) == trekk(other, seed)


@given(frame=frames, per_enhet=st.integers(1, 12), reserve=st.integers(0, 12))
def test_every_draw_holds_its_promises(frame: list[FrameCase], per_enhet: int, reserve: int) -> None:
    utvalg = trekk(frame, per_enhet=per_enhet, reserve=reserve)
    for enhet, antall in utvalg.ramme_antall.items():
        own = [s for s in utvalg.trekk if s.enhet == enhet]
        rest = {c.sak for c in frame if c.enhet == enhet} - {s.sak for s in own}
        assert len(own) == min(antall, per_enhet + reserve)
        assert [s.plass for s in own] == list(range(1, len(own) + 1))
        assert [s.rolle is Rolle.TRUKKET for s in own] == [s.plass <= per_enhet for s in own]
        keys = [(s.orden, s.sak) for s in own]
        assert keys == sorted(keys) and all(orden == order_key(SEED, sak) for orden, sak in keys)
        assert all((order_key(SEED, sak), sak) > keys[-1] for sak in rest)
    assert replay(utvalg, frame) == []


@given(frame=frames, data=st.data())
def test_removing_cases_that_were_not_drawn_changes_nothing(frame: list[FrameCase], data: st.DataObject) -> None:
    before = trekk(frame, per_enhet=2, reserve=1)
    kept = {(s.enhet, s.sak) for s in before.trekk}
    others = [case for case in frame if (case.enhet, case.sak) not in kept]
    gone = set(data.draw(st.lists(st.sampled_from(others)) if others else st.just([])))
    assert trekk([case for case in frame if case not in gone], per_enhet=2, reserve=1).trekk == before.trekk


@given(frame=frames, extra=texts)
def test_a_case_more_moves_the_others_at_most_one_place(frame: list[FrameCase], extra: str) -> None:
    new = FrameCase(enhet="Østbyen", sak=extra)
    if new in frame:
        return
    before, after = saker(trekk(frame), "Østbyen"), saker(trekk([*frame, new]), "Østbyen")
    without = [sak for sak in after if sak != extra]
    assert without == before[: len(without)] and len(before) - len(without) <= 1


def test_another_seed_is_another_draw() -> None:
    frame = en_ramme(Østbyen=140)
    assert saker(trekk(frame), "Østbyen") != saker(trekk(frame, "trondheim-2026"), "Østbyen")


def test_every_case_has_the_same_chance() -> None:
    """Chi-square over 2 000 seeds; the limit is the 99.9 % point for 39 degrees of freedom."""
    frame = en_ramme(A=40)
    hits = {case.sak: 0 for case in frame}
    for n in range(2000):
        for sak in trekk(frame, f"frø {n}", per_enhet=10, reserve=0).trekk:
            hits[sak.sak] += 1
    # Ten of forty without replacement: the variance of a count is n·p·(1 − p), and the counts add up.
    chi = sum((count - 500) ** 2 / 500 for count in hits.values()) * 39 / 40 / 0.75
    assert chi < 72.1


@pytest.mark.parametrize(
    ("endre", "ventet"),
    [
        pytest.param(
            lambda r: r[:-1], "«Østbyen»: rammen hadde 30 saker i trekningen og har 29 nå", id="en sak er borte"
        ),
        pytest.param(
            lambda r: [*r, FrameCase(enhet="Ny", sak="x")],
            "«Ny»: rammen hadde 0 saker i trekningen og har 1 nå",
            id="en ny enhet",
        ),
        pytest.param(
            lambda r: [*r[:-1], FrameCase(enhet="Østbyen", sak="x")],
            "rammen har like mange saker som i trekningen, men ikke de samme",
            id="en sak er byttet",
        ),
        pytest.param(lambda r: [], "rammen er tom, så trekningen kan ikke gjøres om igjen", id="tom ramme"),
    ],
)
def test_replay_says_how_the_frame_has_changed(endre, ventet: str) -> None:  # type: ignore[no-untyped-def]
    frame = en_ramme(Østbyen=30)
    assert replay(trekk(frame), endre(frame))[0] == ventet


def test_replay_finds_a_case_that_was_slipped_in() -> None:
    frame = en_ramme(Østbyen=30, Heimdal=30)
    utvalg = trekk(frame)
    outside = next(c.sak for c in frame if c.enhet == "Østbyen" and c.sak not in saker(utvalg, "Østbyen"))
    changed = tuple(
        replace(s, sak=outside, orden=order_key(SEED, outside)) if (s.enhet, s.plass) == ("Østbyen", 3) else s
        for s in utvalg.trekk
    )
    assert replay(replace(utvalg, trekk=changed), frame) == ["«Østbyen»: 1 plass stemmer ikke, den første er plass 3"]


@pytest.mark.parametrize(
    ("endring", "ventet"),
    [
        pytest.param({"metode": "loddtrekning"}, "metoden «loddtrekning» er ukjent", id="en annen metode"),
        pytest.param(
            {"fro": "noe annet"}, "«Østbyen»: 15 plasser stemmer ikke, den første er plass 1", id="et annet frø"
        ),
        pytest.param(
            {"strata": (Stratum(enhet="Østbyen", ramme_antall=31),)},
            "«Østbyen»: rammen hadde 31 saker i trekningen og har 30 nå",
            id="et annet antall i rammen",
        ),
        pytest.param({"reserve": 4}, "«Østbyen»: 1 plass stemmer ikke, den første er plass 15", id="færre i reserve"),
    ],
)
def test_replay_finds_changed_metadata(endring: dict[str, object], ventet: str) -> None:
    frame = en_ramme(Østbyen=30)
    assert replay(replace(trekk(frame), **endring), frame)[0].startswith(ventet)  # type: ignore[arg-type]


def test_replay_finds_cases_that_changed_places() -> None:
    frame = en_ramme(Østbyen=30)
    utvalg = trekk(frame)
    turned = replace(utvalg, trekk=tuple(reversed(utvalg.trekk)))
    assert replay(turned, frame) == ["sakene er de samme, men står i en annen rekkefølge enn de ble trukket"]


@pytest.mark.parametrize(
    ("endring", "feil", "ventet"),
    [
        pytest.param({"seed": " "}, UsageError, "startordet er tomt", id="tomt frø"),
        pytest.param({"seed": "a "}, UsageError, "begynner eller slutter med mellomrom", id="usynlig mellomrom"),
        pytest.param({"seed": "a\nb"}, UsageError, "linjeskift", id="frø på to linjer"),
        pytest.param({"per_enhet": 0}, UsageError, "minst 1, fant 0", id="ingen skal trekkes"),
        pytest.param({"reserve": -1}, UsageError, "fant -1", id="negativ reserve"),
        pytest.param({"frame": []}, NothingExamined, "ingen saker å trekke fra", id="tom ramme"),
        pytest.param({"frame": en_ramme(A=2) * 2}, ContentError, "har 2 saker mer enn én gang", id="saker to ganger"),
        pytest.param({"frame": [FrameCase(enhet="A;B", sak="x")]}, ContentError, "semikolon", id="semikolon i navn"),
        pytest.param({"frame": [FrameCase(enhet="A", sak="")]}, ContentError, "er tom", id="tom saksnøkkel"),
    ],
)
def test_a_draw_that_cannot_be_frozen_is_refused(
    endring: dict[str, object], feil: type[BvauditError], ventet: str
) -> None:
    request = {"frame": en_ramme(A=3), "seed": SEED, "per_enhet": 1, "reserve": 0, **endring}
    with pytest.raises(feil, match=ventet):
        draw(request.pop("frame"), **request)  # type: ignore[arg-type]


def test_no_message_names_a_case() -> None:
    with pytest.raises(ContentError) as caught:
        trekk([FrameCase(enhet="Østbyen", sak="hemmelig;sak")])
    assert "hemmelig" not in str(caught.value) + caught.value.hint

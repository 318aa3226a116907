"""A thousand random pairs of edits, one in the log and one in a document, against a plain reading of what must come of
each: no conflict that is none, and no edit lost. Of avvik and measures, and of what is planned, opened or not."""

import random
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache

import pytest

from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.felter import felt_av
from bvaudit.model.registeret.hendelser import FeltSatt
from bvaudit.model.registeret.logg import Hendelse, Ny
from bvaudit.model.registeret.redigering import Sammenfall
from bvaudit.register import planned
from bvaudit.register.fold import fold
from bvaudit.register.merge import merge
from bvaudit.register.shown_values import slag_of_number
from tests.register.merge_example import DAG, EN, LEDER, LENKE, NORD, TILTAK, TO, cell, document, head, logged
from tests.register.planned_example import AVTALE, NORDS, NORDS_NESTE, log, world

VALUES = {
    "arsak": ("kapasitet", "kompetanse", "ukjent"),
    "frist_plan": ("2026-03-16", "2026-03-20", "2026-04-01"),
    "frist_lukking": ("2026-06-01", "2026-07-01"),
    "hvorfor": ("Vakansen er ikke dekket", "To er syke.\nEn er ny", "Økt pågang på høsten – R&D <ikke> dekket"),
    "beskrivelse": ("Leder går gjennom hver morgen", "Vakt på postmottaket"),
    "frist": ("2026-04-01", "2026-05-01"),
    "i_bruk": ("2026-03-05", "2026-03-09"),
    "belegg": ("Møtereferat", "Utskrift av rutinen"),
    "status": ("pagar", "ikke-aktuelt", "ikke-startet"),
    "grunn": ("Ingen saker av det slaget", "Avtalen er sagt opp"),
    "slutt": ("2026-05-31", "2026-09-30"),
}
FIELDS = [
    *((nr, felt) for nr in (EN, TO) for felt in ("arsak", "frist_plan", "frist_lukking", "hvorfor")),
    *((TILTAK, felt) for felt in ("beskrivelse", "frist")),
    *((LENKE, felt) for felt in ("i_bruk", "belegg")),
    *((NORDS, felt) for felt in ("status", "belegg")),
    *((NORDS_NESTE, felt) for felt in ("status", "grunn", "frist")),
    *((AVTALE, felt) for felt in ("status", "slutt")),
]
ERASE = "slettes"


def as_typed(value: str, rng: random.Random) -> str:
    """What Excel, Word and people do to a text without changing it."""
    ways: list[Callable[[str], str]] = [
        lambda text: text,
        lambda text: f" {text}  ",
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n", " \n"),
        lambda text: text.upper() if text == ERASE else text,
    ]
    for _ in range(2):
        value = rng.choice(ways)(value)
    return value.replace("\n", "\r\n") if rng.random() < 0.3 else value


MINE, ANOTHERS = "nord.xlsx", "plan-nord.docx"  # the document that comes back, and one that was read beside it


def set_in_log(nr: str, felt: str, value: str, fil: str) -> Hendelse:
    found = felt_av(slag_of_number(nr), felt)
    assert found is not None
    if found.fritekst:
        return FeltSatt(nr=nr, felt=felt, tekst=value, fil=fil)
    return FeltSatt(nr=nr, felt=felt, verdi=value, fil=fil)


@cache
def register() -> Registeret:
    return fold(log())


def held(reg: Registeret) -> dict[tuple[str, str], str]:
    """What is not opened holds nothing."""
    return {(nr, felt): reg.ting[nr].verdi(felt) if nr in reg.ting else "" for nr, felt in FIELDS}


def opened(events: Sequence[tuple[str, Hendelse]]) -> list[tuple[str, Hendelse]]:
    """With what opens the planned things, as the door of the register puts it in."""
    new = planned.opened(register(), world(), [Ny(hvem=hvem, hendelse=event) for hvem, event in events], DAG)
    return [(ny.hvem, ny.hendelse) for ny in new]


LEAST = {"nothing": 500, "document": 200, "log": 100, "same": 20, "conflict": 30, "taken": 1}


@pytest.mark.parametrize(
    "seeds", [range(150), pytest.param(range(150, 1000), marks=pytest.mark.lang)], ids=["first", "rest"]
)
def test_no_false_conflict_and_nothing_lost(seeds: range) -> None:
    kinds: dict[str, int] = {}
    for seed in seeds:
        for kind, count in one_pair(random.Random(seed)).items():
            kinds[kind] = kinds.get(kind, 0) + count
    assert all(kinds[kind] >= least for kind, least in LEAST.items()), kinds


def one_pair(rng: random.Random) -> dict[str, int]:
    base = held(register())
    # what was written in the log after the document was made
    history: dict[tuple[str, str], list[str]] = {}
    for _ in range(rng.randint(0, 12)):
        key = rng.choice(FIELDS)
        history.setdefault(key, []).append(rng.choice((*VALUES[key[1]], "")))
    events = [
        (LEDER, set_in_log(*key, value, rng.choice((MINE, MINE, ANOTHERS, ""))))
        for key, values in history.items()
        for value in values
    ]
    rng.shuffle(events)
    now_log = logged(opened(events), log())
    history, read_before = {}, set()
    for _, event in events:
        assert isinstance(event, FeltSatt)
        if event.fil == MINE:
            read_before.add((event.nr, event.felt, event.tekst or event.verdi))
        history.setdefault((event.nr, event.felt), []).append(event.tekst or event.verdi)
    now = base | {key: values[-1] for key, values in history.items()}
    # what stands in the document
    typed = {key: rng.choice((*VALUES[key[1]], ERASE)) if rng.random() < 0.4 else base[key] for key in FIELDS}
    typed |= {key: "" for key in FIELDS if rng.random() < 0.1}
    cells = [cell(*key, as_typed(value, rng)) for key, value in typed.items()]
    rng.shuffle(cells)
    # the plain reading
    expected: dict[tuple[str, str], str] = dict(now)
    conflicts: set[tuple[str, str]] = set()
    kinds: dict[str, int] = {}
    for key, value in typed.items():
        said = "" if value == ERASE else value
        if value == "" or said == base[key]:
            kind = "log" if now[key] != base[key] else "nothing"
        elif said == now[key]:
            kind = "same"
        elif (*key, said) in read_before:
            kind = "taken"  # by the document itself, and changed since
        elif now[key] == base[key]:
            kind, expected[key] = "document", said
        else:
            kind = "conflict"
            conflicts.add(key)
        kinds[kind] = kinds.get(kind, 0) + 1

    merged = merge(
        document(*cells, enhet=NORD, hode=head(log())),
        fold(now_log),
        register(),
        world(),
        dag=DAG,
        logg=now_log,
        tillatt=lambda *_: (),
    )
    assert {(line.celle.nr, line.celle.felt) for line in merged.konflikter} == conflicts
    assert not [line for line in merged.linjer if line.hva is Sammenfall.AVVIST]
    after = fold(logged([(LEDER, event) for event in merged.hendelser], now_log))
    assert held(after) == expected
    for line in merged.konflikter:
        key = (line.celle.nr, line.celle.felt)
        assert (line.basis, line.na) == (base[key], now[key])
    return kinds

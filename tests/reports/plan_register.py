"""A small register for plans: what Østbyen has written of three avvik, and a measure that Vestbyen has too."""

from datetime import date
from functools import cache
from pathlib import Path

from bvaudit.model.registeret.avvik import Kilde, Registeret
from bvaudit.model.registeret.hendelser import FeltSatt, Koblet, TingOpprettet
from bvaudit.model.registeret.logg import Logget
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.fold import fold
from bvaudit.reports.docx.finish import write_beside
from bvaudit.reports.docx.template import WordTemplate, open_template
from bvaudit.reports.handlingsplan import HandlingsplanView
from bvaudit.reports.plan_blocks import PLAN
from bvaudit.reports.plan_minne import UTEN, Planminne
from bvaudit.reports.plan_view import plan_view
from tests.register.logs import logged, opened

from .builders import PER, en_revisjon, et_kodeverk

ENHETER = {"ostbyen": "Østbyen", "vestbyen": "Vestbyen", "sorlia": "Sørlia"}
LEDER = "barnevernleder@ostbyen"
UND, OMS, KLAGE, VEST = "AV-2026-0001", "AV-2026-0002", "AV-2026-0003", "AV-2026-0004"
EGET, FELLES = "TI-2026-0001", "TI-2026-0002"
DAG = date(2026, 1, 5)


def log() -> tuple[Logget, ...]:
    return logged(
        [
            opened(UND, regel="UND-03", enhet="ostbyen", eier=LEDER),
            opened(OMS, regel="OMS-01", enhet="ostbyen", eier=LEDER),
            opened(KLAGE, regel="", tittel="", tekst="Telefonen ble ikke tatt", enhet="ostbyen", eier=LEDER,
                   kilde=Kilde.KLAGE),
            opened(VEST, regel="UND-03", enhet="vestbyen", eier="barnevernleder@vestbyen"),
            (LEDER, TingOpprettet(nr=EGET, slag=Slag.TILTAK, tittel="Daglig fristliste", enhet="ostbyen", eier=LEDER,
                                  dag=DAG)),
            (LEDER, Koblet(avvik=UND, tiltak=EGET, dag=DAG)),
            ("stab", TingOpprettet(nr=FELLES, slag=Slag.TILTAK, tittel="Ny mal", enhet="", eier="stab", dag=DAG)),
            ("stab", Koblet(avvik=UND, tiltak=FELLES, dag=DAG)),
            ("stab", Koblet(avvik=VEST, tiltak=FELLES, dag=DAG)),
            (LEDER, FeltSatt(nr=UND, felt="arsak", verdi="kapasitet")),
            (LEDER, FeltSatt(nr=UND, felt="frist_plan", verdi="2026-02-16")),
            ("stab", FeltSatt(nr=OMS, felt="ansvarlig", verdi="barnevernleder@sorlia")),
            (LEDER, FeltSatt(nr=EGET, felt="beskrivelse", tekst="Listen leses hver morgen.\nTo linjer & <tegn>.")),
            (LEDER, FeltSatt(nr=f"{UND}/{EGET}", felt="i_bruk", verdi="2026-02-01")),
            (LEDER, TingOpprettet(nr="PLAN-ostbyen", slag=Slag.PLAN, tittel="", enhet="ostbyen", eier=LEDER, dag=DAG)),
            (LEDER, FeltSatt(nr="PLAN-ostbyen", felt="sikring", tekst="Alle saker gjennomgås i dag.")),
        ]
    )  # fmt: skip


def reg() -> Registeret:
    return fold(log())


def memory(**more: object) -> Planminne:
    given: dict[str, object] = {"reg": reg(), "enheter": ENHETER, "mottaker": LEDER}
    return Planminne(**{**given, **more})  # type: ignore[arg-type]


def with_memory(path: Path, template: Path | None = None, **more: object) -> Path:
    simple = template is None and all(isinstance(value, int) for value in more.values())
    return _put(path, _ours(tuple(sorted(more.items()))) if simple else _filled(memory(**more), template))


def without_memory(path: Path, template: Path | None = None) -> Path:
    return _put(path, _filled(UTEN, template))


def _put(path: Path, content: bytes) -> Path:
    write_beside(content, path)
    return path


@cache
def _ours(more: tuple[tuple[str, object], ...]) -> bytes:
    """In bvaudit's own template, made once."""
    return _filled(memory(**dict(more)), None)


@cache
def _template() -> WordTemplate[HandlingsplanView]:
    return open_template(PLAN, None)


def _filled(minne: Planminne, template: Path | None) -> bytes:
    view = plan_view(en_revisjon(), "Østbyen", et_kodeverk(), minne)
    return (open_template(PLAN, template) if template else _template()).fill(view, PER, "0" * 16)

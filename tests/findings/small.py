"""The little that findings are made from, by hand: two acts, units, and counts of rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from bvaudit.findings.counts import Counts
from bvaudit.model.funn import Tall
from bvaudit.model.koder import Kodelister
from bvaudit.model.manifest import Manifest
from bvaudit.model.plans import Plans
from bvaudit.model.revisjon import EnhetTall
from bvaudit.model.rule import Hjemmel, Lov, Rule, Versjon
from tests.reports.rules_by_hand import en_regel

PER = date(2025, 12, 31)
GAMMEL, NY = date(1993, 1, 1), date(2023, 1, 1)
LOVER = {
    "bvl1992": Lov(id="bvl1992", kort="bvl. 1992", navn="", gjelder_fra=GAMMEL, gjelder_til_og_med=date(2022, 12, 31)),
    "bvl2021": Lov(id="bvl2021", kort="bvl.", navn="", gjelder_fra=NY, gjelder_til_og_med=None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Innhold:
    regler: Mapping[str, Rule] = field(default_factory=dict)
    lover: Mapping[str, Lov] = field(default_factory=lambda: LOVER)
    koder: Kodelister = field(default_factory=dict)
    planer: Plans = field(default_factory=Plans)


def innhold(*regler: Rule, **mer: Any) -> Innhold:
    return Innhold(regler={regel.id: regel for regel in regler}, **mer)


def to_lover(*varianter: str, **endringer: Any) -> Rule:
    """A rule with a version under each act, and the same ways of counting in both."""
    regel = en_regel(telles=dict.fromkeys(varianter or ("lov",), "."), **endringer)

    def versjon(fra: date, til: date | None, lov: str, paragraf: str) -> Versjon:
        return Versjon(
            gjelder_fra=fra,
            gjelder_til_og_med=til,
            velges_etter=(),
            hjemmel=(Hjemmel(lov=lov, paragraf=paragraf),),
            varianter=regel.versjoner[0].varianter,
        )

    old = versjon(GAMMEL, date(2022, 12, 31), "bvl1992", "4-2")
    return en_regel(**{"versjoner": (old, versjon(NY, None, "bvl2021", "2-1")), **endringer})


def en_enhet(navn: str, saker: int = 10, undersokt: int | None = None, **mer: Any) -> EnhetTall:
    return EnhetTall(
        navn=navn, slug=navn.lower(), saker=saker, undersokt=saker if undersokt is None else undersokt, **mer
    )


def counts(
    tall: Mapping[tuple[str, str, str], Tall],
    saker: Mapping[tuple[str, str, str | None], int] | None = None,
    versjoner: Mapping[tuple[str, str], frozenset[date]] | None = None,
) -> Counts:
    return Counts(tall=tall, saker=saker or {}, versjoner=versjoner or {})


def et_manifest(**endringer: Any) -> Manifest:
    facts: dict[str, Any] = {
        "programversjon": "0",
        "importert": datetime(2026, 1, 2, tzinfo=UTC),
        "nokkel_avtrykk": "",
        "uttrekksdato": PER,
        "dokumenter_lest": 0,
        "dokumenter_brukt": 0,
        "dokumenter_utelatt": 0,
        "formatversjoner": {},
        "tabeller": {},
        "filer": (),
    }
    return Manifest(**(facts | endringer))

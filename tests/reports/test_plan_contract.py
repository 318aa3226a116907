"""What a municipality's own template may ask a plan for: a name that has been promised is never taken away."""

from pathlib import Path

import pytest

from .word_files import en_plan, feil, fylt, mal

TEXTS = ("tittel", "kommune", "enhet", "per", "periode", "undersokt")
LINES = ("oppsummering", "advarsler", "om_tallene")
ROWS = {
    "avvik": (
        *("nummer", "regel", "tittel", "krav", "formal", "alvorlighetsgrad", "alvor_forklaring", "malestokk", "frist"),
        *("ansvarlig_rolle", "antall", "andel", "funn", "intervall", "tiltakstyper"),
    ),
    "indikasjoner": ("regel", "tittel", "antall", "metode"),
    "uten_avvik": ("regel", "tittel", "undersokt", "uavklart", "merknad"),
    "ikke_undersokt": ("tema", "antall", "krav", "grunn"),
    "tilsyn": ("tilsyn", "punkt", "tekst", "hjemmel", "tall", "manuelle", "lukkekriterium"),
    "godkjenning": ("ledetekst", "hjelp", "svar", "utfylt"),
}
INSIDE = {
    "saker": ("sak", "gjelder", "objekt_id", "funn", "forklaring", "rettet", "kontrollert"),
    "tiltak": ("nummer", "tiltak", "type", "ansvarlig_rolle", "frist"),
    **dict.fromkeys(
        ("midlertidig_sikring", "arsak", "lederkontroll", "effekt", "forankring"),
        ("ledetekst", "hjelp", "svar", "utfylt"),
    ),
}
LINES_INSIDE = ("hjemmel", "andre_tellemater", "tillegg", "ogsa", "forbehold")


def loop(navn: str, source: str, inner: str) -> str:
    return f"{{% for {navn} in {source} %}}{inner}{{% endfor %}}"


def every_tag() -> list[str]:
    fields = {row: "".join(f"{{{{ r.{name} }}}} " for name in names) for row, names in ROWS.items()}
    inside = [loop("i", f"a.{row}", "".join(f"{{{{ i.{name} }}}} " for name in names)) for row, names in INSIDE.items()]
    inside += [loop("i", f"a.{row}", "{{ i }}") for row in LINES_INSIDE]
    return [
        *(f"{{{{ plan.{name} }}}}" for name in TEXTS),
        *(loop("l", f"plan.{name}", "{{ l }}") for name in LINES),
        *(loop("r", f"plan.{row}", inner) for row, inner in fields.items()),
        *(loop("a", "plan.avvik", inner) for inner in inside),
    ]


@pytest.mark.parametrize("tag", every_tag())
def test_a_template_that_asks_for_it_can_be_used(tag: str, tmp_path: Path) -> None:
    path = mal(tmp_path / "mal.docx", tag)
    assert feil(path) == []
    assert "{{" not in fylt(path, en_plan(), tmp_path)

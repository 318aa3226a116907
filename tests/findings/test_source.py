"""Where the figures come from: each fact in its own place."""

from typing import Any

from bvaudit.findings.source import draw_card, source
from bvaudit.model.manifest import Kildefil
from bvaudit.model.revisjon import UtvalgKort
from bvaudit.model.utvalg import Rolle, TrukketSak, Utvalg
from tests.findings.small import PER, et_manifest


def test_documents_are_told_by_what_became_of_them() -> None:
    facts: dict[str, Any] = {"dokumenter_lest": 9, "dokumenter_brukt": 5, "dokumenter_utelatt": 4}
    files = tuple(Kildefil(navn=f"fil {n}", sha256="a" * 64, byte=1) for n in range(3))
    manifest = et_manifest(**facts, filer=files, formatversjoner={"v5": 1, "v3": 4}, nokkel_avtrykk="n")
    kilde = source(manifest, "innhold", "uttrekk")
    assert (kilde.dokumenter_lest, kilde.dokumenter_brukt, kilde.dokumenter_utelatt, kilde.filer) == (9, 5, 4, 3)
    assert list(kilde.formatversjoner.items()) == [("v3", 4), ("v5", 1)]
    assert (kilde.innhold_sha256, kilde.uttrekk_avtrykk, kilde.nokkel_avtrykk) == ("innhold", "uttrekk", "n")
    assert (kilde.uttrekksdato, kilde.kilde_sha256) == (PER, manifest.kilde_sha256)


def test_the_reserve_is_not_drawn() -> None:
    trekk = tuple(
        TrukketSak(enhet="Alfa", sak=f"S-{n}", plass=n, orden="", rolle=rolle)
        for n, rolle in enumerate((Rolle.TRUKKET, Rolle.TRUKKET, Rolle.RESERVE), start=1)
    )
    utvalg = Utvalg(id="u", fro="f", per_enhet=2, reserve=1, ramme_sha256="r", strata=(), trekk=trekk)
    assert draw_card(utvalg) == UtvalgKort(id="u", fro="f", ramme_sha256="r", trukket=2)
    assert draw_card(None) is None

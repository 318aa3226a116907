"""Where the figures of a run come from: the extract, the content, and the draw, each with its print."""

from bvaudit.model.manifest import Manifest
from bvaudit.model.revisjon import Kildeinfo, UtvalgKort
from bvaudit.model.utvalg import Rolle, Utvalg


def source(manifest: Manifest, innhold_sha256: str, uttrekk_avtrykk: str) -> Kildeinfo:
    """``innhold_sha256`` is over all content files used, ``uttrekk_avtrykk`` the print of the snapshot, or empty."""
    return Kildeinfo(
        dokumenter_lest=manifest.dokumenter_lest,
        dokumenter_brukt=manifest.dokumenter_brukt,
        dokumenter_utelatt=manifest.dokumenter_utelatt,
        formatversjoner=dict(sorted(manifest.formatversjoner.items())),
        filer=len(manifest.filer),
        kilde_sha256=manifest.kilde_sha256,
        uttrekksdato=manifest.uttrekksdato,
        programversjon=manifest.programversjon,
        innhold_sha256=innhold_sha256,
        nokkel_avtrykk=manifest.nokkel_avtrykk,
        uttrekk_avtrykk=uttrekk_avtrykk,
    )


def draw_card(utvalg: Utvalg | None) -> UtvalgKort | None:
    """What reports tell of the draw; the reserve is not counted as drawn."""
    if utvalg is None:
        return None
    drawn = sum(1 for t in utvalg.trekk if t.rolle is Rolle.TRUKKET)
    return UtvalgKort(id=utvalg.id, fro=utvalg.fro, ramme_sha256=utvalg.ramme_sha256, trukket=drawn)

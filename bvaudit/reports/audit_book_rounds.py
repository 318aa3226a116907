"""The sheets that hold one thing against another: rounds, series, units side by side, and the wording gate."""

from collections.abc import Iterator

from bvaudit.model.anslag import Grensepunkt, Traktdiagram, Utenfor
from bvaudit.model.lest import LestRevisjon, ToRunder
from bvaudit.model.ordbruk import PLASSHOLDERE, Ordniva, SkrivOm
from bvaudit.reports.audit_book_columns import column, part, whole
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable, Verdi
from bvaudit.reports.register_values import share
from bvaudit.texts import text


def rounds_table(audit: LestRevisjon) -> SheetTable:
    return SheetTable(
        ark=text("lest.bok.ark.runder"),
        id="runder",
        navn="Runder",
        beskrivelse=text("lest.bok.om.runder", forrige=audit.forrige),
        kolonner=(
            column("enhet", 18),
            column("regel", 9),
            column("punkt", 42),
            whole("nei_for", 10),
            whole("n_for", 10),
            whole("nei_na", 10),
            whole("n_na", 10),
            column("p", 9, CellKind.TEKST),
            column("runde_setning", 62),
        ),
        rader=tuple(_round(one) for one in audit.to_runder),
        tomt=text("lest.bok.tomt.runder"),
        frys=3,
    )


def _round(one: ToRunder) -> tuple[Verdi, ...]:
    counts = (one.nei_for, one.n_for, one.nei_na, one.n_na)
    note = text("lest.bok.etter_sak") if one.etter_sak and one.sammenlignbar else ""
    setning = f"{one.setning} {note}".strip()
    return (one.enhet, one.regel.id, one.regel.tittel, *counts, _p(one.p), setning)


def _p(p: float | None) -> str:
    if p is None:
        return ""
    return text("lest.bok.p_under") if p < 0.001 else f"{p:.3f}".replace(".", ",")


def series_table(audit: LestRevisjon) -> SheetTable:
    return SheetTable(
        ark=text("lest.bok.ark.serier"),
        id="serier",
        navn="Serier",
        beskrivelse=text("lest.bok.om.serier"),
        kolonner=(
            column("enhet", 18),
            column("regel", 9),
            column("punkt", 42),
            column("revisjon", 26),
            *_limit_columns(),
        ),
        rader=tuple(
            (
                one.enhet,
                one.regel.id,
                one.regel.tittel,
                punkt.navn,
                *_limits(punkt, one.diagram),
            )
            for one in audit.serier
            for punkt in one.diagram.punkter
        ),
        tomt=text("lest.bok.tomt.serier"),
        frys=3,
    )


def units_table(audit: LestRevisjon) -> SheetTable:
    """By the names of the units, and never by result."""
    return SheetTable(
        ark=text("lest.bok.ark.enheter"),
        id="enheter",
        navn="EnheterVedSiden",
        beskrivelse=text("lest.bok.om.enheter"),
        kolonner=(column("regel", 9), column("punkt", 42), column("enhet", 22), *_limit_columns()),
        rader=tuple(
            (one.regel.id, one.regel.tittel, punkt.navn, *_limits(punkt, one.diagram))
            for one in audit.trakter
            for punkt in one.diagram.punkter
        ),
        tomt=text("lest.bok.tomt.enheter"),
        frys=3,
    )


def _limit_columns() -> tuple[SheetColumn, ...]:
    return (
        whole("saker_nei", 10),
        whole("saker_lest", 10),
        part("andel_saker", 10),
        part("felles", 10),
        part("grense_nedre", 10),
        part("grense_ovre", 10),
        column("grense_setning", 46),
    )


def _limits(punkt: Grensepunkt, diagram: Traktdiagram) -> tuple[Verdi, ...]:
    felles, grunn = diagram.felles, diagram.grunn
    shown = () if grunn else (share(punkt.nedre), share(punkt.ovre))
    return (
        punkt.treff,
        punkt.n,
        None if punkt.andel is None else share(punkt.andel),
        None if felles is None else share(felles),
        *(shown or (None, None)),
        text(f"statistikk.grunn.{grunn}") if grunn else _where(punkt),
    )


def _where(punkt: Grensepunkt) -> str:
    """Against the outer limits, and else against the inner ones."""
    if punkt.utenfor is not Utenfor.INNENFOR:
        return text(f"lest.bok.grense.{punkt.utenfor.value}")
    if punkt.varsel is not Utenfor.INNENFOR:
        return text(f"lest.bok.grense.varsel_{punkt.varsel.value}")
    return text("lest.bok.grense.innenfor")


def gate_table(audit: LestRevisjon) -> SheetTable:
    """The wording gate as it was when the sentences were made."""
    nivaer = audit.ordbruk.nivaer if audit.ordbruk else ()
    return SheetTable(
        ark=text("lest.bok.ark.ordbruk"),
        id="ordbruk",
        navn="Ordbruk",
        beskrivelse=_gate_told(audit),
        kolonner=(
            whole("orden", 8),
            column("nivaa", 24),
            column("krever", 60),
            column("nivaa_setning", 80),
            whole("brukt", 10),
        ),
        rader=(
            *(
                (number, niva.id, thresholds(niva), in_words(niva), sum(one.nivaa == niva.id for one in audit.punkter))
                for number, niva in enumerate(nivaer, start=1)
            ),
            *_rewriting(audit),
        ),
        tomt=text("lest.bok.tomt.ordbruk"),
        frys=2,
    )


def _rewriting(audit: LestRevisjon) -> Iterator[tuple[Verdi, ...]]:
    """The limits of the list of questions that should be written anew, on the last line."""
    if audit.ordbruk is None:
        return
    krever = rewriting_limits(audit.ordbruk.skriv_om)
    yield None, "", krever, text("lest.bok.skriv_om"), sum(one.skriv_om for one in audit.to_lesere)


def rewriting_limits(limits: SkrivOm) -> str:
    """When a question comes on the list of those that should be written anew."""
    ac1 = f"{limits.ac1_under / 100:.2f}".replace(".", ",")
    return text("lest.bok.grenser.skriv_om", par=limits.minst_par, enighet=limits.enighet_under, ac1=ac1)


def _gate_told(audit: LestRevisjon) -> str:
    return text("lest.bok.om.ordbruk", fra=audit.ordbruk.systemsvikt_fra if audit.ordbruk else "")


def in_words(niva: Ordniva) -> str:
    """The sentence with a word in brackets where a number or a name is filled in: people do not read placeholders."""
    words = {name: text("lest.bok.fylles_inn", hva=text(f"lest.bok.verdi.{name}")) for name in PLASSHOLDERE}
    return niva.setning.format(**words)


def thresholds(niva: Ordniva) -> str:
    """Every threshold of the level in words, in the order they stand in the file."""
    return "; ".join(_thresholds(niva)) or text("lest.bok.grenser.ingen")


def _thresholds(niva: Ordniva) -> Iterator[str]:
    for key in ("om_enheten", "alle_lest", "trukket", "pekt_ut"):
        if getattr(niva, key):
            yield text(f"lest.bok.grenser.{key}")
    if niva.grad is not None:
        yield text("lest.bok.grenser.grad", grad=text(f"lest.bok.grad.{niva.grad.value}").lower())
    for key in ("minst_n", "minst_nei", "minst_delvis", "minst_andel", "nedre_grense"):
        if value := getattr(niva, key):
            yield text(f"lest.bok.grenser.{key}", verdi=value)
    for key in ("hoyst_n", "hoyst_nei"):
        if (value := getattr(niva, key)) is not None:
            yield text(f"lest.bok.grenser.{key}", verdi=value)

"""The sheets that count: points by unit, the extract against the folders, and two readers."""

from collections.abc import Mapping

from bvaudit.model.anslag import Enighetstall
from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.lest import LestPunkt, LestRevisjon, MotMappe, ToLesere
from bvaudit.reports.audit_book_columns import column, folded, named, part, three, whole
from bvaudit.reports.register_sheets import CellKind, SheetTable, Verdi
from bvaudit.reports.register_values import share
from bvaudit.texts import text


def points_table(audit: LestRevisjon) -> SheetTable:
    return SheetTable(
        ark=text("lest.bok.ark.punkter"),
        id="punkter",
        navn="Punkter",
        beskrivelse=text("lest.bok.om.punkter"),
        kolonner=(
            column("enhet", 15),
            column("regel", 9),
            column("punkt", 34),
            whole("ja", 6),
            whole("delvis", 8),
            whole("nei", 6),
            whole("ikke_aktuelt", 9),
            whole("ikke_lest", 8),
            whole("n", 9),
            whole("ja_og_delvis", 11),
            part("andel", 9),
            part("nedre", 9),
            part("ovre", 9),
            column("grad", 15),
            column("setning", 58),
            folded(part("hoyst", 10)),
            folded(column("slik", 30)),
            folded(whole("ramme_punkt", 10)),
            folded(whole("saker", 8)),
            folded(whole("saker_nei", 10)),
            folded(whole("malrettede", 10)),
            folded(whole("malrettede_nei", 10)),
            folded(column("uten_andel", 30)),
            folded(column("nivaa", 20)),
        ),
        rader=tuple(_point(one) for one in audit.punkter),
        tomt=text("lest.bok.tomt.punkter"),
        frys=3,
    )


def _point(one: LestPunkt) -> tuple[Verdi, ...]:
    anslag = one.anslag
    ja, delvis, nei, ikke = (one.svar[valg.value] for valg in _ANSWERS)
    return (
        one.enhet,
        one.regel.id,
        one.regel.tittel,
        ja,
        delvis,
        nei,
        ikke,
        one.ikke_lest,
        one.n,
        ja + delvis,
        *three(anslag),
        text(f"lest.bok.grad.{one.grad.value}") if one.grad else "",
        one.setning,
        None if one.hoyst is None else share(one.hoyst),
        anslag.forklart if anslag else "",
        one.ramme,
        one.saker,
        one.saker_nei,
        one.malrettede,
        one.malrettede_nei,
        one.uten_andel,
        one.nivaa,
    )


_ANSWERS = (Svarvalg.JA, Svarvalg.DELVIS, Svarvalg.NEI, Svarvalg.IKKE_AKTUELT)


def against_table(audit: LestRevisjon) -> SheetTable:
    """A column for each kind of fault, as the municipality has them."""
    kinds = {**audit.feiltyper, "": text("lest.bok.uten_feiltype")}
    kinds = {code: name for code, name in kinds.items() if code or any(one.feil.get("") for one in audit.mot_mappe)}
    return SheetTable(
        ark=text("lest.bok.ark.mot_mappe"),
        id="mot_mappe",
        navn="RegisterMotMappe",
        beskrivelse=text("lest.bok.om.mot_mappe"),
        kolonner=(
            column("enhet", 15),
            column("regel", 9),
            column("punkt", 32),
            whole("lest", 7),
            whole("oppfylt_register", 11),
            part("andel_register", 10),
            whole("oppfylt_mappe", 11),
            part("andel_mappe", 10),
            part("mappe_nedre", 9),
            part("mappe_ovre", 9),
            column("rettet", 28),
            column("oversett", 28),
            column("bekreftet", 28),
            *(named(f"feil_{code}", name, 13, CellKind.HELTALL) for code, name in kinds.items()),
            folded(part("register_nedre", 10)),
            folded(part("register_ovre", 10)),
            folded(part("korrigert", 11)),
            folded(part("korrigert_nedre", 11)),
            folded(part("korrigert_ovre", 11)),
            folded(column("register_alle", 22)),
            folded(whole("malrettede", 10)),
            folded(column("uten_andel", 30)),
        ),
        rader=tuple(_against(one, kinds) for one in audit.mot_mappe),
        tomt=text("lest.bok.tomt.mot_mappe"),
        frys=3,
    )


def _against(one: MotMappe, kinds: Mapping[str, str]) -> tuple[Verdi, ...]:
    _, lower, upper = three(one.register)
    _, folder_lower, folder_upper = three(one.mappe)
    met, judged = one.register_alle or (0, 0)
    return (
        one.enhet,
        one.regel.id,
        one.regel.tittel,
        one.n,
        one.oppfylt_register,
        share(one.oppfylt_register / one.n) if one.n else None,
        one.oppfylt_mappe,
        share(one.oppfylt_mappe / one.n) if one.n else None,
        folder_lower,
        folder_upper,
        _kinds(one.rettet, kinds),
        _kinds(one.oversett, kinds),
        _kinds(one.bekreftet, kinds),
        *(one.feil.get(code, 0) for code in kinds),
        lower,
        upper,
        *three(one.korrigert),
        text("lest.bok.av", k=met, n=judged) if judged else "",
        one.malrettede,
        one.uten_andel,
    )


def _kinds(found: Mapping[str, int], kinds: Mapping[str, str]) -> str:
    """«12: Registreringsfeil 10, Følger av måten å telle på 2»."""
    if not found:
        return "0"
    told = ", ".join(f"{kinds.get(code, code)} {n}" for code, n in sorted(found.items(), key=lambda one: -one[1]))
    return text("lest.bok.slag", n=sum(found.values()), hva=told)


def readers_table(audit: LestRevisjon) -> SheetTable:
    return SheetTable(
        ark=text("lest.bok.ark.to_lesere"),
        id="to_lesere",
        navn="ToLesere",
        beskrivelse=text("lest.bok.om.to_lesere"),
        kolonner=(
            column("regel", 9),
            column("sporsmal", 50),
            whole("par", 9),
            whole("like", 9),
            part("andel_like", 10),
            part("like_nedre", 9),
            part("like_ovre", 9),
            column("ac1", 22),
            column("kappa", 22),
            column("kappa_merknad", 34),
            column("skriv_om", 20),
        ),
        rader=tuple(_readers(one) for one in audit.to_lesere),
        tomt=text("lest.bok.tomt.to_lesere"),
        frys=2,
    )


def _readers(one: ToLesere) -> tuple[Verdi, ...]:
    tall = one.tall
    return (
        one.regel.id,
        one.regel.sporsmal,
        tall.n,
        tall.like,
        None if tall.andel is None else share(tall.andel),
        None if tall.andel_nedre is None else share(tall.andel_nedre),
        None if tall.andel_ovre is None else share(tall.andel_ovre),
        _measure(tall.ac1, tall.ac1_nedre, tall.ac1_ovre),
        _kappa(tall),
        text("lest.bok.dominert") if tall.dominert else "",
        text("lest.bok.skriv_om") if one.skriv_om else "",
    )


def _kappa(tall: Enighetstall) -> str:
    """In brackets when one answer dominates: it is not to be read as other kappas are."""
    told = _measure(tall.kappa, tall.kappa_nedre, tall.kappa_ovre)
    return f"({told})" if tall.dominert and told else told


def _measure(value: float | None, lower: float | None, upper: float | None) -> str:
    if value is None:
        return ""
    if lower is None or upper is None:
        return _two(value)
    return text("lest.bok.med_grenser", verdi=_two(value), nedre=_two(lower), ovre=_two(upper))


def _two(value: float) -> str:
    """«0,62»; never minus zero."""
    return f"{round(value, 2) + 0:.2f}".replace(".", ",").replace("-", "−")

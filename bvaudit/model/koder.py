"""The register's code lists, with the days each code may be used."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bvaudit.model.fields import arg, described, outside
from bvaudit.model.shapes import ERSTATTER, GRUNN


@described("En kode. Koder er tekst: 3.1 og 3.10 er to ulike.")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kode:
    """``versjoner`` are the format versions whose schema knows the code (v1, v3, v4, v5a, v5b). Codes are text."""

    kode: str = arg("Koden, i anførselstegn.")
    tittel: str = arg("Hva koden betyr.")
    gyldig_fra: date | None = arg(default=None)
    gyldig_til_og_med: date | None = arg(default=None)
    versjoner: tuple[str, ...] = arg(
        "Formatversjonene som kjenner koden.", must=True, empty=True, unique=True, default=()
    )
    gruppe: str = arg("Gruppen koden hører til.", default="")
    presisering: bool = arg("true når koden krever fritekst i kildesystemet.", default=False)
    deles_i: tuple[str, ...] = arg("Kodene som avløser den.", empty=True, unique=True, default=())


@described("En av registerets kodelister med gyldighet.", title="bvaudit: kodeliste")
@dataclass(frozen=True, slots=True, kw_only=True)
class Kodeliste:
    """One list. The same code text in two lists means two different things."""

    id: str = arg("Listens navn.")
    tittel: str = arg("Hva listen gjelder.")
    koder: tuple[Kode, ...] = arg("Kodene.")
    erstatter: str = arg(like=ERSTATTER, default="")
    grunn: str = arg(like=GRUNN, default="")
    fil: str = outside(default="")


Kodelister = Mapping[str, Kodeliste]

# The list a column has its codes from.
CODE_LISTS: Mapping[tuple[str, str], str] = {
    ("personalia", "kjonn"): "kjonn",
    ("henvendelse", "kode"): "henvendelse_type",
    ("henvendelse", "konklusjon_kode"): "henvendelse_konklusjon",
    ("melder", "kode"): "melder",
    ("saksinnhold", "kode"): "saksinnhold",
    ("undersokelse", "konklusjon_kode"): "undersokelse_konklusjon",
    ("medvirkning", "kode"): "medvirkning",
    ("plan", "kode"): "plantype",
    ("tiltak", "kode"): "tiltak_kategori",
    ("tiltak", "opphevelse_kode"): "opphevelse",
    ("tiltak", "avslutning_kode"): "tiltak_avslutning",
    ("oppfolging_hyppighet", "tidsenhet"): "tidsenhet",
    ("samvaer", "part"): "samvaer_part",
    ("samvaer", "tidsenhet"): "tidsenhet",
    ("samvaer", "kode"): "samvaer_gjennomforing",
    ("vedtak_status", "kode"): "vedtak_status",
    ("vedtak_krav", "konklusjon_kode"): "krav_konklusjon",
    ("ettervern", "konklusjon_kode"): "ettervern_konklusjon",
    ("flytting", "arsak_fra"): "flytting_arsak_fra",
    ("flytting", "flytting_til"): "flytting_til",
    **{(tabell, "lov"): "lov" for tabell in ("tiltak", "vedtak", "oversendelse_nemnd", "lovhjemmel")},
    **{("relasjon", kolonne): "begrep" for kolonne in ("fra_type", "til_type")},
    ("slettet", "type"): "begrep",
}

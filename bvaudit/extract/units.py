"""Which unit a submission belongs to."""

from datetime import date

from bvaudit.model.enhet import Enhet, Enheter, Kilde, slug


def unit_of(
    enheter: Enheter | None,
    *,
    organisasjonsnummer: str | None,
    kommunenummer: str | None,
    kommunenavn: str | None,
    bydelsnummer: str | None,
    bydelsnavn: str | None,
    dag: date | None,
) -> tuple[str, str]:
    """The unit's id and display name: the first in the municipality's own map that fits on the day ``dag``.

    ``dag`` None fits any day. Without a map, or when none fits, the unit is the bydel, else the municipality.
    """
    given = Kilde(
        organisasjonsnummer=(organisasjonsnummer or "").strip(),
        kommunenummer=(kommunenummer or "").strip(),
        bydelsnummer=(bydelsnummer or "").strip(),
    )
    for enhet in enheter.enheter if enheter else ():
        if _in_force(enhet, dag) and any(_fits(kilde, given) for kilde in enhet.kilder):
            return enhet.id, enhet.navn
    navn = _default_name(given, (kommunenavn or "").strip(), (bydelsnavn or "").strip())
    return slug(navn), navn


def _in_force(enhet: Enhet, dag: date | None) -> bool:
    if dag is None:
        return True
    begun = enhet.gjelder_fra is None or enhet.gjelder_fra <= dag
    return begun and (enhet.gjelder_til_og_med is None or dag <= enhet.gjelder_til_og_med)


def _fits(kilde: Kilde, given: Kilde) -> bool:
    return (
        kilde.organisasjonsnummer in ("", given.organisasjonsnummer)
        and kilde.kommunenummer in ("", given.kommunenummer)
        and kilde.bydelsnummer in ("", given.bydelsnummer)
    )


def _default_name(given: Kilde, kommunenavn: str, bydelsnavn: str) -> str:
    if bydelsnavn:
        return bydelsnavn
    kommune = kommunenavn or (f"Kommune {given.kommunenummer}" if given.kommunenummer else "Ukjent enhet")
    return f"{kommune} bydel {given.bydelsnummer}" if given.bydelsnummer else kommune

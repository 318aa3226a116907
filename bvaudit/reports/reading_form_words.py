"""The words and choices of a form people read cases with, and what is lacking in an answer: once in the workbook, once
here, so that what is stored in the cell is what the workbook comes to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bvaudit.intake.form_layout import Choice, plain
from bvaudit.model.leseark import Leseark, Lesepunkt, Maskinsvar
from bvaudit.model.lesesvar import Svarvalg
from bvaudit.model.utfall import Utfall
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.wording import clean, dato
from bvaudit.texts import text

SVAR = "Svar"
GRUNNER, FEILTYPER, PUNKTER, ROLLER, JA = "Grunner", "Feiltyper", "Punkter", "Roller", "Avklart"
Filled = Mapping[str, Mapping[str, Verdi]]
_OF_MACHINE = {
    Utfall.OPPFYLT: Svarvalg.JA,
    Utfall.DELVIS: Svarvalg.DELVIS,
    Utfall.IKKE_OPPFYLT: Svarvalg.NEI,
    Utfall.IKKE_AKTUELT: Svarvalg.IKKE_AKTUELT,
}


def answer_text(svar: str) -> str:
    """«ikke aktuelt» as it is chosen: «Ikke aktuelt»."""
    return text(f"leseskjema.svar.{svar.replace(' ', '_')}")


def answer_choices(svar: Iterable[str]) -> tuple[Choice, ...]:
    """What may be answered, and that it has not been assessed."""
    allowed = dict.fromkeys((*svar, Svarvalg.IKKE_VURDERT.value))
    return tuple(Choice(kode=one, tekst=answer_text(one)) for one in allowed)


def coded(pairs: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    return tuple(Choice(kode=kode, tekst=clean(tekst)) for kode, tekst in pairs)


def answer_lists(punkter: Iterable[Lesepunkt]) -> dict[tuple[str, ...], str]:
    """The sets of answers that are used → the name of their list, the most used first."""
    count = Counter(one.svar for one in punkter)
    ranked = sorted(count, key=lambda svar: (-count[svar], svar)) or [("ja", "delvis", "nei", "ikke aktuelt")]
    return {svar: SVAR if number == 1 else f"{SVAR}{number}" for number, svar in enumerate(ranked, start=1)}


def shown(value: Verdi, choices: Sequence[Choice]) -> Verdi:
    """A code, or a text that looks the same, as its choice is shown; anything else as it is."""
    if isinstance(value, str) and choices:
        like = plain(value)
        value = next((one.tekst for one in choices if one.kode == value or plain(one.tekst) == like), value)
    return clean(value) if isinstance(value, str) else value


def about(punkt: Lesepunkt, sak_om: str = "") -> str:
    """What is asked: the object where the case has several, the question, and what the list says of it."""
    parts = [capital(punkt.om)] if punkt.om and punkt.om != sak_om else []
    parts.append(punkt.sporsmal or punkt.tittel)
    if punkt.merknad:
        parts.append(text("leseskjema.punkt.merknad", merknad=punkt.merknad))
    return clean("\n".join(parts))


def machine_text(maskin: Maskinsvar | None) -> str:
    """«Ikke oppfylt. Frist 12.01.2026, ferdig 26.01.2026.»"""
    if maskin is None:
        return text("leseskjema.maskin.leses")
    parts = [_sentence(maskin.utfall.value), _sentence(", ".join(_dates(maskin))), clean(maskin.forklaring)]
    return " ".join(part for part in parts if part)


def _dates(maskin: Maskinsvar) -> Iterator[str]:
    done = "ferdig" if maskin.frist_dato else "dato"
    days = {"start": maskin.start_dato, "frist": maskin.frist_dato, done: maskin.faktisk_dato}
    yield from (text(f"leseskjema.maskin.{key}", dag=dato(day)) for key, day in days.items() if day is not None)
    krav, funnet = maskin.krav, maskin.funnet
    if krav is None or funnet is None or maskin.forklaring:
        return  # the explanation has them
    if maskin.utfall is not Utfall.OPPFYLT or funnet >= krav:  # else it is a limit, and not a number to reach
        yield text("leseskjema.maskin.krav", krav=krav, funnet=funnet)


def capital(said: str) -> str:
    """With a capital letter first."""
    return f"{said[:1].upper()}{said[1:]}"


def _sentence(said: str) -> str:
    return f"{capital(said)}." if said else ""


def over_machine(punkt: Lesepunkt) -> tuple[str, ...]:
    """The answers that are another than the machine's, and so need a reason, besides those that always do."""
    same = _OF_MACHINE.get(punkt.maskin.utfall) if punkt.maskin else None
    return () if same is None else tuple(one for one in punkt.svar if one not in (same.value, *punkt.krever))


def lacking(punkt: Lesepunkt, given: Mapping[str, Verdi]) -> str:
    """The word of the check: which text of ``leseskjema.sjekk``; empty when nothing is written."""
    svar, rest = given.get("svar"), ("feiltype", "belegg", "dato")
    if not svar:
        return "mangler_svar" if any(given.get(key) for key in ("begrunnelse", *rest)) else ""
    if svar == Svarvalg.IKKE_VURDERT.value:
        return "ikke_vurdert"
    if given.get("begrunnelse"):
        return "besvart"
    if svar in punkt.krever:
        return "mangler_begrunnelse"
    return "mangler_over" if svar in over_machine(punkt) else "besvart"


def is_answered(given: Mapping[str, Verdi]) -> bool:
    return bool(given.get("svar")) and given.get("svar") != Svarvalg.IKKE_VURDERT.value


def points_of(ark: Leseark) -> dict[str, Lesepunkt]:
    """Each point once, by its rule, in the order of the form."""
    first: dict[str, Lesepunkt] = {}
    for punkt in (*(one for sak in ark.saker for one in sak.punkter), *ark.enhetspunkter):
        first.setdefault(punkt.gjelder.regel, punkt)
    return first


def stands(word: str) -> str:
    """What stands in the check of a row."""
    return text(f"leseskjema.sjekk.{word}")

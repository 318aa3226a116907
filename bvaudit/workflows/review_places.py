"""Which cases of a form are read: what is struck in it, and which of the reserve stand in for those."""

from collections.abc import Mapping
from dataclasses import dataclass

from bvaudit.intake.reading_facts import Plassfakta
from bvaudit.intake.review_form import GittPlass, Leseskjema
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.workflows.filled import Innslag
from bvaudit.workflows.review_context import Sammenheng
from bvaudit.workflows.review_problems import Say


@dataclass(frozen=True, slots=True, kw_only=True)
class Plasser:
    """``leses`` are the cases whose answers count, ``utgatt`` those that are struck here or were before, and
    ``strokne`` the strikes that are new, each with the case that takes its place."""

    leses: frozenset[str]
    utgatt: frozenset[str]
    strokne: tuple[tuple[GittPlass, str], ...]


def places_of(skjema: Leseskjema, her: Sammenheng, say: Say) -> Plasser:
    before = {one.sak: one for one in her.audit.plasser if one.enhet == her.enhet}
    for plass in skjema.plasser.values():
        _check(plass, say)
    struck = {one.sak for one in skjema.plasser.values() if one.grunn.verdi is not None}
    gone = {sak for sak, one in before.items() if one.bruk is Bruk.UTGATT}
    all_struck = frozenset(struck | gone)
    form_uses = in_use(her.fakta.plasser, all_struck)
    used = {sak for sak, one in before.items() if one.bruk in (Bruk.LESES, Bruk.MALRETTET)} | form_uses
    new = [skjema.plasser[sak] for sak in her.fakta.plasser if sak in struck - gone]
    return Plasser(
        leses=frozenset((used - all_struck) & her.fakta.plasser.keys()),
        utgatt=all_struck,
        strokne=tuple(_with_heirs(new, her.fakta.plasser, frozenset(gone), _not_waiting(before))),
    )


def _not_waiting(before: Mapping[str, Plass]) -> frozenset[str]:
    return frozenset(sak for sak, one in before.items() if one.bruk is not Bruk.RESERVE)


def in_use(plasser: Mapping[str, Plassfakta], struck: frozenset[str]) -> frozenset[str]:
    """As the form's own formula has it: the reserve of a part of the frame stands in line, and each struck case before
    it, one of the reserve too, lets one more in."""
    used = {sak for sak, one in plasser.items() if not one.reserve}
    for stratum in {one.stratum for one in plasser.values()}:
        line = sorted((one.plass, sak) for sak, one in plasser.items() if one.reserve and one.stratum == stratum)
        gone = sum(
            sak in struck
            for sak, one in plasser.items()
            if one.stratum == stratum and not (one.reserve or one.malrettet)
        )
        for number, (_, sak) in enumerate(line, start=1):
            if gone >= number:
                used.add(sak)
            gone += sak in struck
    return frozenset(used)


def _with_heirs(
    new: list[GittPlass], plasser: Mapping[str, Plassfakta], gone: frozenset[str], taken: frozenset[str]
) -> list[tuple[GittPlass, str]]:
    """Each struck case with the one that stands in for it, in the order of the form: what was let in by those before
    it and is not let in already."""
    struck, told, let_in = set(gone), [], set(in_use(plasser, gone)) | set(taken)
    for one in sorted(new, key=lambda each: plasser[each.sak].plass):
        struck.add(one.sak)
        heirs = sorted(in_use(plasser, frozenset(struck)) - let_in, key=lambda sak: plasser[sak].plass)
        told.append((one, heirs[0] if heirs else ""))
        let_in.update(heirs)
    return told


def _check(plass: GittPlass, say: Say) -> None:
    if plass.grunn.verdi is None and plass.tekst.tekst:
        say.warn(plass.tekst.sted, "merknad_uten_grunn")


def strikes(plasser: Plasser, her: Sammenheng, fil: str) -> tuple[Innslag, ...]:
    return tuple(
        Innslag(
            revisjon=her.audit.id,
            hva=Hendelse.UTGATT,
            rolle=her.leser.rolle,
            felt={
                "enhet": her.enhet,
                "sak": one.sak,
                "leser": her.leser.kode,
                "grunn": one.grunn.kode or one.grunn.tekst,
                "tekst": one.tekst.tekst,
                "fil": fil,
                "erstatning": heir,
            },
        )
        for one, heir in plasser.strokne
    )

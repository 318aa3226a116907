"""What fails in more than one unit, for the screen and as plain values."""

from collections.abc import Iterator, Mapping, Sequence

from bvaudit.model.forbedring import Tiltaksforslag
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.register.shared import Felles
from bvaudit.reports.wording import oppramsing
from bvaudit.texts import counted, text

_MOST_NUMBERS, _MOST_PROPOSED = 6, 2
_MOST_RULES = 4  # unless all are asked for
_KINDS = ("opplaring", "rutine", "mal")  # what stab can make for all, by the codes that came with the program


def shared_lines(
    found: Sequence[Felles], forslag: Mapping[str, Sequence[Tiltaksforslag]], kontekst: Kontekst, *, whole: bool = True
) -> Iterator[str]:
    """A heading, and under each rule its units, its avvik, what stab has begun, and what may be tried."""
    if not found:
        yield text("forfall.felles.ingen")
        return
    yield counted("forfall.felles.tittel", len(found))
    shown = found if whole else found[:_MOST_RULES]
    for one in shown:
        yield ""
        yield text("forfall.felles.regel", regel=one.regel, brudd=one.brudd)
        names = oppramsing([kontekst.enhet(enhet) for enhet in one.enheter])
        yield counted("forfall.felles.enheter", len(one.enheter), navn=names)
        yield counted("forfall.felles.avvik", len(one.avvik), nr=_numbers(one.avvik))
        yield from _measures(one)
        yield from _proposed(one, forslag.get(one.regel, ()), kontekst)
    if len(shown) < len(found):
        yield ""
        yield counted("forfall.felles.flere", len(found) - len(shown))


def _numbers(avvik: Sequence[str]) -> str:
    shown = ", ".join(avvik[:_MOST_NUMBERS])
    return f"{shown} …" if len(avvik) > _MOST_NUMBERS else shown


def _measures(one: Felles) -> Iterator[str]:
    for ting in one.tiltak:
        yield text("forfall.felles.tiltak", nr=ting.nr, tittel=ting.tittel)
    if one.tiltak and one.uten:
        yield counted("forfall.felles.ikke_koblet", len(one.uten), nr=_numbers(one.uten))


def _proposed(one: Felles, forslag: Sequence[Tiltaksforslag], kontekst: Kontekst) -> Iterator[str]:
    if one.tiltak:
        return
    for proposed in forslag[:_MOST_PROPOSED]:
        yield text("forfall.felles.forslag", tittel=proposed.tiltak.tittel, liste=proposed.liste)
    known = {valg.kode: valg.tekst for valg in kontekst.kodeverk.tiltakstyper}
    kinds = [known[kode].lower() for kode in _KINDS if kode in known]
    if kinds and not forslag:
        yield text("forfall.felles.slag", slag=oppramsing(kinds))


def shared_plain(
    found: Sequence[Felles], forslag: Mapping[str, Sequence[Tiltaksforslag]], kontekst: Kontekst
) -> list[dict[str, object]]:
    """What ``--json`` prints."""
    return [
        {
            "regel": one.regel,
            "brudd": one.brudd,
            "enheter": list(one.enheter),
            "enhetsnavn": [kontekst.enhet(enhet) for enhet in one.enheter],
            "avvik": list(one.avvik),
            "forelder": one.forelder,
            "tiltak": [{"nr": ting.nr, "tittel": ting.tittel} for ting in one.tiltak],
            "uten_tiltak": list(one.uten),
            "forslag": [proposed.tiltak.tittel for proposed in forslag.get(one.regel, ())],
        }
        for one in found
    ]

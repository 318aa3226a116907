"""What was found when the numbers of a series were held against each other, in one paragraph for a report."""

from collections.abc import Iterable, Iterator, Sequence

from bvaudit.model.malgruppe import Malgruppe
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll
from bvaudit.model.serieslag import Serieslag
from bvaudit.reports.report_facts import Rapportserie
from bvaudit.reports.report_select import Utvalg
from bvaudit.texts import counted, text

_HELD = (Kontrollslag.SUM, Kontrollslag.VEID, Kontrollslag.ANDEL)
_OF_THE_SERIES = (Kontrollslag.MANGLER, Kontrollslag.SKJULT, Kontrollslag.MINST)
_NO_STAFF = (Serieslag.OKONOMI, Serieslag.SAMMENLIGNING)
_MOST = 6


def found_in(told: Rapportserie, rader: Sequence[Nokkelrad], utvalg: Utvalg) -> str:
    """What does not agree in full, how many that do, and what else is said of the newest period. For the public no
    sentence tells a number of the staff: those have their place in the table, where what is small is hidden."""
    mine = [one for one in told.kontroller if _is_here(one, utvalg)]
    public = utvalg.utgave.malgruppe is Malgruppe.OFFENTLIG and told.serie.serieslag not in _NO_STAFF
    agreed = sum(one.slag in _HELD and one.stemmer is True for one in mine)
    wrong = [one for one in mine if one.slag in _HELD and one.stemmer is False]
    said = [text("rapport.serie.stemmer_ikke", setning=one.setning) for one in wrong]
    if public:
        said = [counted("rapport.serie.stemmer_ikke_antall", len(wrong))] if wrong else []
    if agreed:
        said.append(counted("rapport.serie.stemmer", agreed))
    said += [one.setning for one in _more(mine, public=public)]
    if any(row.tilstand is Tilstand.SKJULT for row in rader) and not _says_hidden(mine, public=public):
        said.append(text("rapport.serie.skjult"))
    return " ".join(dict.fromkeys(said[:_MOST]))


def _is_here(one: Seriekontroll, utvalg: Utvalg) -> bool:
    return not utvalg.utgave.enhet or one.enhet in ("", utvalg.utgave.enhet)


def _more(kontroller: Iterable[Seriekontroll], *, public: bool) -> Iterator[Seriekontroll]:
    """The newest of each kind, of all together where it is of places."""
    rest = [one for one in kontroller if one.slag not in _HELD]
    if public:
        yield from (one for one in rest if one.slag is Kontrollslag.MANGLER)
        return
    yield from (one for one in rest if one.slag in _OF_THE_SERIES)
    dated = [one for one in rest if one.periode is not None and one.slag not in _OF_THE_SERIES]
    for slag in dict.fromkeys(one.slag for one in dated):
        there = [one for one in dated if one.slag is slag and not one.enhet] or [
            one for one in dated if one.slag is slag
        ]
        newest = max(
            (one.periode for one in there if one.periode is not None), key=lambda one: (one.til, -one.fra.toordinal())
        )
        longest = min(
            (one.periode for one in there if one.periode and one.periode.til == newest.til), key=lambda p: p.fra
        )
        yield from (one for one in there if one.periode == longest)


def _says_hidden(kontroller: Iterable[Seriekontroll], *, public: bool) -> bool:
    return not public and any(one.slag is Kontrollslag.SKJULT for one in kontroller)

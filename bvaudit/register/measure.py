"""How the effect of one avvik is measured on a day: by what, from which day, in which unit, or why it cannot be yet."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bvaudit.model.kalender import pluss, vis
from bvaudit.model.registeret.avvik import Avvik, Omfang, Registeret
from bvaudit.model.registeret.effekt import Forsok, Malemate
from bvaudit.model.registeret.kontekst import Kontekst, Mangel
from bvaudit.model.registeret.ting import Ting, link_number
from bvaudit.model.rule import Effektmal, Rule
from bvaudit.model.tables import BY_NAME
from bvaudit.model.uttrykk import Betingelse
from bvaudit.model.varighet import Varighet
from bvaudit.register.gate_commands import with_command
from bvaudit.register.rulefacts import after, is_event_rule, is_read, limit_of, no_miss_allowed, window_of
from bvaudit.texts import text

# register.md part 6: what a rule without a window waits for, and how long there must be between two attempts on a
# state, or of reading.
NO_WINDOW = Varighet(antall=3, enhet="M")
BETWEEN = Varighet(antall=3, enhet="M")
# Few cases: after so long they may close it, and after so long it may end without.
YEAR, TWO_YEARS = Varighet(antall=12, enhet="M"), Varighet(antall=24, enhet="M")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistikk:
    """The functions of ``stats/``, which this room does not know. ``interval`` gives exact two-sided bounds for the
    share when ``k`` of ``n`` have it, drawn from so many (None: a source without end); ``apart`` the two-sided p of an
    exact test of two samples, each (hits, counted)."""

    interval: Callable[[int, int, int | None], tuple[float, float]]
    apart: Callable[[int, int, int, int], float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maling:
    """``enhet`` is the unit it is measured in: the one that took over, where the avvik's own has ceased. ``fra`` and
    ``til`` are the days an object must have started between; of a state both are ``per``. ``forste`` is the first day
    of the measurement, which moves when an attempt has failed. ``grense`` is the longest time the rule gives, and
    ``tidligere`` the attempts that were finished before."""

    avvik: Avvik
    regel: Rule | None
    mate: Malemate
    mal: Effektmal
    enhet: str
    tiltak: str
    i_bruk: date
    per: date
    forste: date
    fra: date
    til: date
    grense: tuple[Varighet, ...] = ()
    tidligere: tuple[Forsok, ...] = ()

    @property
    def kritisk(self) -> bool:
        return no_miss_allowed(self.avvik, self.regel)

    @property
    def tidligst(self) -> date:
        """The first ``per`` on which anything can be counted."""
        return max(self.forste, after(self.fra, self.grense) + _DAY) if self.grense else self.forste

    @property
    def begynt(self) -> bool:
        return self.per >= self.tidligst


def measurement(reg: Registeret, avvik: Avvik, kontekst: Kontekst, per: date) -> Maling | tuple[Mangel, ...]:
    """What would be measured on ``per``, or every reason why nothing can be."""
    link = _link(reg, avvik)
    i_bruk = link.dato("i_bruk") if link is not None else None
    if i_bruk is None:
        return tuple(_lacks(avvik))
    regel = kontekst.regler.get(avvik.regel) if avvik.regel else None
    mate = way(avvik, regel)
    found = Maling(
        avvik=avvik,
        regel=regel,
        mate=mate,
        mal=avvik.mal,
        enhet=followed(avvik.enhet, kontekst, per),
        tiltak=avvik.avgjorende,
        i_bruk=i_bruk,
        per=per,
        forste=i_bruk,
        fra=i_bruk,
        til=per,
        tidligere=attempts(avvik, avvik.avgjorende),
    )
    found = _first_day(found)
    if regel is None or mate is Malemate.TILSTAND or not about_new(regel):
        return replace(found, fra=per)
    return _settled(found, regel)


def way(avvik: Avvik, regel: Rule | None) -> Malemate:
    """By reading where the register cannot tell: an indication, a point people answer, and what has no rule."""
    if avvik.krever_lesing or regel is None or is_read(regel):
        return Malemate.LESING
    return Malemate.HENDELSE if is_event_rule(regel) else Malemate.TILSTAND


def about_new(regel: Rule) -> bool:
    """Whether the effect shows on what has begun since; else on everyone the rule is about on a day. A point people
    answer has no dates it is counted by: it is about what is new where its objects come to be on a day, unless it asks
    of what is in force."""
    if is_event_rule(regel) or not regel.manuell:
        return is_event_rule(regel)
    table = BY_NAME.get(regel.gjelder.objekt)
    return table is not None and bool(table.start) and table.navn != "sak" and not _in_force(regel.gjelder.der)


def _in_force(der: Betingelse | None) -> bool:
    return der is not None and (der.i_kraft is not None or any(_in_force(part) for part in der.minst_en))


def followed(enhet: str, kontekst: Kontekst, per: date) -> str:
    """The unit itself, or the one that has taken over by ``per``."""
    seen = {enhet}
    while (ended := kontekst.opphort.get(enhet)) is not None and ended < per:
        following = kontekst.etterfolgere.get(enhet, enhet)
        if following in seen:
            break
        seen.add(following)
        enhet = following
    return enhet


def resumed(avvik: Avvik, begun: Forsok, kontekst: Kontekst) -> Maling:
    """The measurement as it was logged when the attempt began, whatever has been changed since."""
    regel = kontekst.regler.get(avvik.regel) if avvik.regel else None
    return Maling(
        avvik=avvik,
        regel=regel,
        mate=begun.mate,
        mal=begun.mal,
        enhet=followed(avvik.enhet, kontekst, begun.per),
        tiltak=begun.tiltak,
        i_bruk=begun.i_bruk,
        per=begun.per,
        forste=begun.forste or begun.fra,
        fra=begun.fra,
        til=begun.til,
        grense=limit_of(regel) if regel is not None and begun.fra < begun.per else (),
        tidligere=tuple(one for one in attempts(avvik, begun.tiltak) if one.nr != begun.nr),
    )


def attempts(avvik: Avvik, tiltak: str) -> tuple[Forsok, ...]:
    """The finished ones by this decisive measure since it was chosen: another choice starts the measurement anew."""
    mine = (one for one in avvik.forsok if one.tiltak == tiltak and one.hendelse > avvik.maling_fra)
    return tuple(one for one in mine if one.ferdig and not one.forelopig)


def last_attempt(avvik: Avvik) -> Forsok | None:
    """The last finished one of the measurement that runs."""
    return next(reversed(attempts(avvik, avvik.avgjorende)), None)


def open_attempt(avvik: Avvik) -> Forsok | None:
    """The one that was begun and is not finished."""
    return next((one for one in reversed(avvik.forsok) if not one.ferdig and not one.forelopig), None)


def _link(reg: Registeret, avvik: Avvik) -> Ting | None:
    return reg.ting.get(link_number(avvik.nr, avvik.avgjorende)) if avvik.avgjorende else None


def _lacks(avvik: Avvik) -> Iterator[Mangel]:
    """What must be there before anything can be measured, with what to type."""
    if avvik.omfang is Omfang.ENKELTHENDELSE and not avvik.tiltak:
        yield Mangel(kode="enkelthendelse", tekst=text("registeret_effekt.mangel.enkelthendelse", nr=avvik.nr))
    elif not avvik.tiltak:
        told = Mangel(kode="uten-tiltak", tekst=text("registeret_effekt.mangel.uten_tiltak", nr=avvik.nr))
        yield with_command(told, avvik)
    elif not avvik.avgjorende:
        told = Mangel(kode="uten-avgjorende", tekst=text("registeret_effekt.mangel.uten_avgjorende", nr=avvik.nr))
        yield with_command(told, avvik)
    else:
        said = text("registeret_effekt.mangel.ikke_i_bruk", nr=avvik.nr, tiltak=avvik.avgjorende)
        yield with_command(Mangel(kode="uten-i-bruk-dag", tekst=said), avvik)


def _first_day(found: Maling) -> Maling:
    """The first day of the measurement; after an attempt that failed, the first day after it."""
    first = found.i_bruk
    if found.mate is not Malemate.HENDELSE:
        window = window_of(found.regel) if found.regel is not None else None
        first = pluss(found.i_bruk, window or NO_WINDOW)
    fra = found.i_bruk if found.mate is Malemate.LESING else first
    for one in found.tidligere:
        if not one.feilet:
            continue
        if found.mate is Malemate.HENDELSE:
            first = fra = max(first, (one.siste_start or one.til) + _DAY)
        else:
            first = max(first, pluss(one.per, BETWEEN))
            fra = max(fra, one.til + _DAY) if found.mate is Malemate.LESING else first
    return replace(found, forste=first, fra=fra)


def _settled(found: Maling, regel: Rule) -> Maling:
    """To the last day whose objects have had all the time the rule gives: then the slow ones are in it as well. What
    was read in the first of two years with few cases is not read again in the second."""
    grense, fra = limit_of(regel) if is_event_rule(regel) else (), found.fra
    if found.mate is Malemate.LESING and found.per >= pluss(found.forste, TWO_YEARS):
        fra = max([fra, *(one.til + _DAY for one in first_year(found))])
    return replace(found, fra=fra, grense=grense, til=_last_settled(found.per, grense))


def first_year(found: Maling) -> list[Forsok]:
    """The attempts that were logged from twelve to 24 months after the first day, and did not fail."""
    first, last = pluss(found.forste, YEAR), pluss(found.forste, TWO_YEARS)
    return [one for one in found.tidligere if not one.feilet and first <= one.per < last]


def _last_settled(per: date, grense: tuple[Varighet, ...]) -> date:
    """The last day from which the whole limit has run out before ``per``."""
    if not grense:
        return per
    day = per
    for part in grense:
        day = pluss(day, Varighet(antall=-part.antall, enhet=part.enhet))
    day += 4 * _DAY  # months differ in length: 31 August less six is 28 February, and 1 March plus six is 1 September
    while after(day, grense) >= per:
        day -= _DAY
    return day


def too_early(found: Maling) -> Mangel:
    days = {"dag": vis(found.tidligst), "i_bruk": vis(found.i_bruk)}
    return Mangel(kode="for-tidlig", tekst=text("registeret_effekt.mangel.for_tidlig", nr=found.avvik.nr, **days))

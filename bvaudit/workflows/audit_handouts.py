"""Which form holds which cases: what has gone out, as the log keeps it, and what is still to be made."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bvaudit.errors import UsageError
from bvaudit.model.enhet import slug
from bvaudit.model.gjennomgang import Leser
from bvaudit.model.kortid import short_ids
from bvaudit.model.lesesvar import Lesing
from bvaudit.model.revisjonslogg import Hendelse, Utdelt, utdelt
from bvaudit.model.utvalg import Bruk, Plass
from bvaudit.stats.deal import Dealing, Dealt, deal
from bvaudit.stats.draw import second_reading
from bvaudit.texts import counted, text
from bvaudit.workflows.audits_by_people import Audit

READ = (Bruk.LESES, Bruk.MALRETTET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handout:
    """One form. ``plasser`` are the places in use, ``reserve`` those that are not. ``enhetspunkter``: the unit's first
    form, which asks about the service itself."""

    enhet: str
    leser: Leser
    lesing: Lesing
    utgave: int
    plasser: tuple[Plass, ...]
    reserve: tuple[Plass, ...] = ()
    enhetspunkter: bool = False
    egne: tuple[Plass, ...] = ()
    navn: str = ""

    def held(self, punkter: Mapping[str, int], enhet: int) -> Utdelt:
        """As the log keeps it. ``punkter``: case → how many questions it asks; ``enhet``: about the service itself."""
        return Utdelt(
            lesing=self.lesing.value,
            plasser={one.plass: punkter.get(one.sak, 0) for one in self.plasser},
            reserve={one.plass: punkter.get(one.sak, 0) for one in self.reserve},
            enhet=enhet,
        )


def handed_out(audit: Audit) -> tuple[Handout, ...]:
    """The forms that have gone out, in the order they did, with the places as they are now."""
    places = {(one.enhet, one.plass): one for one in audit.plasser}
    known = {leser.kode: leser for leser in (*readers(audit, Lesing.ANDRE), *readers(audit, Lesing.FORSTE))}
    found: list[Handout] = []
    for line in audit.logg:
        held = utdelt(line)
        if held is None:
            continue
        lesing = Lesing(held.lesing)
        before = [one for one in found if (one.enhet, one.leser.kode, one.lesing) == (line.enhet, line.leser, lesing)]
        first = lesing is Lesing.FORSTE and not any(
            one.enhet == line.enhet and one.lesing is Lesing.FORSTE for one in found
        )
        used, kept = (
            tuple(places[line.enhet, nr] for nr in part if (line.enhet, nr) in places)
            for part in (held.plasser, held.reserve)
        )
        found.append(
            Handout(
                enhet=line.enhet,
                leser=known.get(line.leser) or Leser(kode=line.leser, rolle=line.rolle),
                lesing=lesing,
                utgave=len(before) + 1,
                plasser=used,
                reserve=kept,
                enhetspunkter=first,
                navn=line.fil,
            )
        )
    return tuple(found)


def readers(audit: Audit, lesing: Lesing) -> tuple[Leser, ...]:
    second = audit.gjennomgang.andre_lesing
    if lesing is Lesing.ANDRE:
        return second.lesere if second is not None and second.prosent else ()
    return audit.gjennomgang.lesere


def units(audit: Audit) -> tuple[str, ...]:
    """The units that have places, by name; those that were named when nothing is drawn from them."""
    return tuple(dict.fromkeys(one.enhet for one in audit.plasser)) or audit.gjennomgang.enheter


def second_cases(audit: Audit, enhet: str) -> frozenset[str]:
    """The cases of the unit that two shall read: drawn by hash of the audit's own seed."""
    second = audit.gjennomgang.andre_lesing
    keys = [one.sak for one in audit.plasser if one.enhet == enhet and one.bruk is Bruk.LESES]
    if second is None or not second.prosent or not keys:
        return frozenset()
    return second_reading(keys, seed=audit.id, percent=second.prosent)


def to_hand_out(
    audit: Audit, lesing: Lesing, caseworkers: Mapping[str, str], only: Collection[str] = (), leser: str = ""
) -> tuple[Handout, ...]:
    """The forms that lack. ``caseworkers``: case → the code of who has it, where that is known. UsageError when there
    is a case nobody can read."""
    out = handed_out(audit)
    found: list[Handout] = []
    for enhet in units(audit):
        if only and enhet not in only:
            continue
        found += _of_unit(audit, enhet, lesing, caseworkers, out)
    return tuple(one for one in found if not leser or one.leser.kode == leser)


def _of_unit(
    audit: Audit, enhet: str, lesing: Lesing, caseworkers: Mapping[str, str], out: Sequence[Handout]
) -> Iterator[Handout]:
    theirs = _theirs(audit, enhet, lesing)
    earlier = [one for one in out if one.enhet == enhet and one.lesing is lesing]
    places = [one for one in audit.plasser if one.enhet == enhet]
    dealt = _dealt(audit, enhet, places, Lesing.FORSTE, caseworkers, out)
    if lesing is Lesing.ANDRE:
        chosen = _second_now(audit, enhet, earlier)
        places = [one for one in places if one.sak in chosen]
        dealt = _dealt(audit, enhet, places, lesing, caseworkers, out, first=dealt.leser)
    nobody_asked = lesing is Lesing.FORSTE and not theirs and _asks_units(audit)
    _refuse(audit, enhet, [one for one in places if one.plass in dealt.ingen], lesing, nobody_asked=nobody_asked)
    shown = _shown(audit, enhet, earlier)
    for leser in theirs:
        mine = [one for one in places if dealt.leser.get(one.plass) == leser.kode]
        used = tuple(one for one in mine if one.bruk in READ and one.plass not in shown)
        before = [one for one in earlier if one.leser.kode == leser.kode]
        first = lesing is Lesing.FORSTE and not earlier and leser is theirs[0]
        if not used and not (first and _asks_units(audit)):
            continue
        yield Handout(
            enhet=enhet,
            leser=leser,
            lesing=lesing,
            utgave=len(before) + 1,
            plasser=used,
            reserve=() if before or lesing is Lesing.ANDRE else tuple(one for one in mine if one.bruk is Bruk.RESERVE),
            enhetspunkter=first,
            egne=tuple(one for one in used if one.plass in dealt.egne),
            navn=_file_name(audit, enhet, leser, lesing, len(before) + 1),
        )


def _file_name(audit: Audit, enhet: str, leser: Leser, lesing: Lesing, utgave: int) -> str:
    """«ostbyen-l1-andre-2.xlsx». Units that would be called the same are told apart by a number."""
    alike = [one for one in units(audit) if slug(one) == slug(enhet)]
    parts = [slug(enhet), *([str(alike.index(enhet) + 1)] if len(alike) > 1 else []), leser.kode]
    parts += ["andre"] if lesing is Lesing.ANDRE else []
    parts += [str(utgave)] if utgave > 1 else []
    return f"{'-'.join(parts)}.xlsx"


def _second_now(audit: Audit, enhet: str, earlier: Sequence[Handout]) -> frozenset[str]:
    """The cases two shall read: those that are out for it and still read, and, where these are too few, those drawn."""
    read = {one.sak for one in audit.plasser if one.enhet == enhet and one.bruk is Bruk.LESES}
    out = frozenset(place.sak for form in earlier for place in form.plasser) & read
    wanted = second_cases(audit, enhet)
    return out if len(out) >= len(wanted) else out | wanted


def _theirs(audit: Audit, enhet: str, lesing: Lesing) -> list[Leser]:
    return [one for one in readers(audit, lesing) if not one.enheter or enhet in one.enheter]


def _dealt(
    audit: Audit,
    enhet: str,
    places: Sequence[Plass],
    lesing: Lesing,
    caseworkers: Mapping[str, str],
    out: Sequence[Handout],
    first: Mapping[int, str] | None = None,
) -> Dealt:
    """``first``: place → who reads it first, and must not read it again."""
    theirs = _theirs(audit, enhet, lesing)
    own = audit.gjennomgang.egne_saker
    earlier = [form for form in out if form.enhet == enhet and form.lesing is lesing]
    not_theirs: dict[int, set[str]] = {}
    for place in places:
        who = caseworkers.get(place.sak, "").casefold()
        mine = {leser.kode for leser in theirs if who and leser.egen_kode.casefold() == who}
        not_theirs[place.plass] = mine | ({first[place.plass]} if first and place.plass in first else set())
    return deal(
        places,
        Dealing(
            lesere=[one.kode for one in theirs],
            har={place.plass: form.leser.kode for form in earlier for place in (*form.plasser, *form.reserve)},
            ikke=not_theirs,
            unntak=lesing is Lesing.FORSTE and own is not None and enhet in own.enheter,
        ),
    )


def _shown(audit: Audit, enhet: str, earlier: Sequence[Handout]) -> frozenset[int]:
    """The places some form has asked about: those that were in use when it went out, and those in reserve that the
    form itself put in the place of a struck one."""
    asked = {place.plass for form in earlier for place in form.plasser}
    swapped = put_in_by_form(audit, enhet)
    asked |= {place.plass for form in earlier for place in form.reserve if place.sak in swapped}
    return frozenset(asked)


def put_in_by_form(audit: Audit, enhet: str) -> frozenset[str]:
    """The cases in reserve that a reader's own form put in the place of a struck one."""
    struck = (line for line in audit.logg if line.hva is Hendelse.UTGATT and line.enhet == enhet and line.fil)
    return frozenset(line.erstatning for line in struck if line.erstatning)


def _asks_units(audit: Audit) -> bool:
    rules = audit.content.regler
    return any(rules[point.regel].gjelder.objekt == "enhet" for point in audit.liste.punkter if point.regel in rules)


def refuse_without_reader(audit: Audit, enhet: str, lesing: Lesing = Lesing.FORSTE) -> None:
    if _theirs(audit, enhet, lesing):
        return
    key = "ingen_leser" if lesing is Lesing.FORSTE else "ingen_andre_leser"
    raise UsageError(
        text(f"revisjonen.skjema.{key}", enhet=enhet),
        hint=text(f"revisjonen.skjema.{key}_hint", fil=audit.folder / "revisjon.yaml"),
    )


def _refuse(audit: Audit, enhet: str, places: Sequence[Plass], lesing: Lesing, *, nobody_asked: bool) -> None:
    if not places and not nobody_asked:
        return
    refuse_without_reader(audit, enhet, lesing)
    short = short_ids(one.sak for one in audit.plasser)
    told = counted(
        "revisjonen.skjema.ingen_kan_lese", len(places), enhet=enhet, saker=", ".join(short[one.sak] for one in places)
    )
    raise UsageError(told, hint=text("revisjonen.skjema.ingen_kan_lese_hint", fil=audit.folder / "revisjon.yaml"))

"""Begin an audit: the file that says what is read by whom, and the draw. Nothing that is there is written over."""

import shutil
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from pathlib import Path

from bvaudit.diagnostics import Problem, has_errors
from bvaudit.disk.private import make_folder, write_private
from bvaudit.engine.database import Database
from bvaudit.errors import ContentError, UsageError
from bvaudit.loading.content.gjennomgang import read_gjennomgang
from bvaudit.model import kalender
from bvaudit.model.enhet import slug
from bvaudit.model.gjennomgang import REVISJON_YAML, AndreLesing, EgneSaker, Gjennomgang, Leser
from bvaudit.model.manifest import Manifest
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.revisjonslogg import Hendelse
from bvaudit.model.rule import ENHET
from bvaudit.model.varighet import Varighet
from bvaudit.texts import text
from bvaudit.vocabulary import manuell
from bvaudit.workflows.audit_yaml import audit_yaml
from bvaudit.workflows.audits_by_people import Audit, folder_of, log, read_audit, roles
from bvaudit.workflows.content import Content, content_or_stop
from bvaudit.workflows.draw_for_audit import draw_audit
from bvaudit.workflows.from_folder import Taken, take, with_own_roles
from bvaudit.workflows.inputs import ImportInputs, Progress
from bvaudit.workflows.own_content import own_content


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAudit:
    """What was asked for; what is None or empty is the checklist's own, or what fits. ``trekk``: draw at once."""

    navn: str
    sjekkliste: str
    enheter: tuple[str, ...] = ()
    periode: tuple[date, date] | None = None
    per: date | None = None
    per_enhet: int | None = None
    reserve: int | None = None
    lesere: tuple[Leser, ...] = ()
    andre_lesere: tuple[Leser, ...] = ()
    andre_lesing: int | None = None
    avgjor: str = ""
    forrige: str = ""
    startet_etter: date | None = None
    egne_saker: tuple[str, ...] = ()
    grunn: str = ""
    trekk: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    audit: Audit
    fil: Path
    problems: tuple[Problem, ...] = ()
    beskjeder: tuple[str, ...] = ()


def new_audit(
    mappe: Mappe, asked: NewAudit, *, now: datetime, home: Path, rolle: str, progress: Progress | None = None
) -> Begun:
    """The audit with its file, its draw and the first lines of its log; or nothing, when it cannot be drawn."""
    content = with_own_roles(content_or_stop(own_content(mappe, ())), mappe.kommune)
    _check_name(mappe, asked.navn)
    liste = checklist_named(content, asked.sjekkliste)
    taken = take(mappe, ImportInputs(kilder=()), content.koder, now=now, home=home, progress=progress)
    with taken.told_also_when_it_stops():
        gjennomgang = _filled_in(mappe, asked, liste, content, taken)
        fil = mappe.revisjoner / asked.navn / REVISJON_YAML
        _put(fil, gjennomgang, content)
        try:
            audit = log(read_audit(mappe, asked.navn, content), Hendelse.OPPRETTET, tid=now, rolle=rolle)
            if asked.trekk:
                audit = drawn(audit, now=now, home=home, rolle=rolle, inputs=taken.inputs, progress=progress)
        except BaseException:
            shutil.rmtree(fil.parent)  # ours alone: it was not there before
            raise
    told = (*taken.beskjeder, *_nobody_reads_twice(gjennomgang, fil))
    return Begun(audit=audit, fil=fil, problems=taken.problems, beskjeder=told)


def _nobody_reads_twice(gjennomgang: Gjennomgang, fil: Path) -> tuple[str, ...]:
    second = gjennomgang.andre_lesing
    if second is None or second.lesere:
        return ()
    return (text("revisjonen.ny.uten_andre", prosent=second.prosent, fil=fil),)


def drawn(
    audit: Audit,
    *,
    now: datetime,
    home: Path,
    rolle: str,
    inputs: ImportInputs | None = None,
    progress: Progress | None = None,
) -> Audit:
    """The audit with its cases drawn. UsageError when they are already; a checklist about the service itself has
    none."""
    if audit.utvalg is not None:
        raise UsageError(text("revisjonen.trukket_for", navn=audit.id), hint=text("revisjonen.trukket_for_hint"))
    if only_units(audit.liste, audit.content):
        return audit
    draw_audit(audit.mappe, audit.gjennomgang, audit.liste, inputs=inputs, now=now, home=home, progress=progress)
    audit = read_audit(audit.mappe, audit.id, audit.content)
    assert audit.utvalg is not None, "it was just drawn"
    return log(audit, Hendelse.TRUKKET, tid=now, rolle=rolle, tekst=audit.utvalg.kort_avtrykk)


def only_units(liste: Sjekkliste, content: Content) -> bool:
    """Whether every point is about the service itself, so that there is no case to draw."""
    return all(content.regler[point.regel].gjelder.objekt == ENHET for point in liste.punkter)


def checklist_named(content: Content, navn: str) -> Sjekkliste:
    lists = {liste.id: liste for liste in content.planer.sjekklister}
    if navn in lists:
        return lists[navn]
    near = get_close_matches(navn, lists, n=3, cutoff=0.4)
    hint = text("revisjonen.ny.sjekkliste_naer", navn=", ".join(near)) if near else ""
    raise UsageError(
        text("revisjonen.fil.sjekkliste", sjekkliste=navn), hint=hint or text("revisjonen.ny.sjekkliste_hint")
    )


def _check_name(mappe: Mappe, navn: str) -> None:
    if slug(navn) != navn or len(navn) < 2:
        raise UsageError(text("revisjonen.ny.navn", navn=navn), hint=text("felles.mente_du", naer=slug(navn)))
    if (mappe.revisjoner / navn / REVISJON_YAML).exists():
        raise UsageError(text("revisjonen.ny.finnes", navn=navn), hint=text("revisjonen.ny.finnes_hint", navn=navn))
    if (mappe.revisjoner / navn).exists():
        raise UsageError(text("revisjonen.ny.opptatt", mappe=mappe.revisjoner / navn))


def _filled_in(mappe: Mappe, asked: NewAudit, liste: Sjekkliste, content: Content, taken: Taken) -> Gjennomgang:
    manifest = taken.manifest
    per = asked.per or manifest.uttrekksdato
    if per is None:
        raise UsageError(text("revisjonen.ny.uten_dag"), hint=text("revisjonen.ny.uten_dag_hint"))
    fra, til = asked.periode or (kalender.minus(per, Varighet(antall=1, enhet="Y")) + timedelta(days=1), per)
    if asked.forrige:
        folder_of(mappe, asked.forrige)
    with_cases = _with_cases(taken.inputs.kilder[0])
    named = _units(asked.enheter, manifest, with_cases)
    here = named or with_cases
    _check_roles(asked, content)
    role = role_that_fits(liste, content)
    lesere = asked.lesere or tuple(
        Leser(kode=f"l{number}", rolle=role, enheter=(enhet,)) for number, enhet in enumerate(here, start=1)
    )
    lesere = tuple(replace(one, enheter=_units(one.enheter, manifest, here)) for one in lesere)
    whole = only_units(liste, content)
    return Gjennomgang(
        id=asked.navn,
        tittel=liste.tittel,
        sjekkliste=liste.id,
        enheter=here if whole else named,
        per=per,
        periode_fra=fra,
        periode_til=til,
        per_enhet=asked.per_enhet or liste.utvalg.per_enhet,
        reserve=asked.reserve if asked.reserve is not None else liste.utvalg.reserve,
        forrige=asked.forrige,
        startet_etter=asked.startet_etter,
        lesere=lesere,
        andre_lesing=_second(asked, liste, lesere, manifest, here) if not whole else None,
        avgjor=asked.avgjor or _who_settles(lesere, content),
        egne_saker=_own_cases(asked, manifest, here),
    )


def _with_cases(snapshot: Path) -> tuple[str, ...]:
    """The units that have living cases now."""
    with Database() as database:
        database.attach(snapshot)
        rows = database.run("SELECT DISTINCT enhet FROM sak WHERE NOT COALESCE(er_slettet, FALSE) ORDER BY enhet")
    return tuple(enhet for (enhet,) in rows)


def _units(typed: Sequence[str], manifest: Manifest, here: Sequence[str]) -> tuple[str, ...]:
    """The display names of the units people named, by name or id."""
    known: dict[str, str] = {unit.id.casefold(): unit.navn for unit in manifest.enheter}
    known |= {unit.navn.casefold(): unit.navn for unit in manifest.enheter} | {name.casefold(): name for name in here}
    found = []
    for one in typed:
        navn = known.get(one.strip().casefold())
        if navn is None or navn not in here:
            near = get_close_matches(one.strip().casefold(), [name.casefold() for name in here], n=1)
            hint = text("felles.mente_du", naer=known[near[0]]) if near else ""
            raise UsageError(
                text("revisjonen.ny.enhet", enhet=one), hint=hint or text("revisjonen.velg", navn=", ".join(here))
            )
        found.append(navn)
    return tuple(dict.fromkeys(found))


def _second(
    asked: NewAudit, liste: Sjekkliste, lesere: tuple[Leser, ...], manifest: Manifest, here: Sequence[str]
) -> AndreLesing | None:
    """Those who were named; else the readers swap, when there are several, for nobody reads a case twice."""
    percent = asked.andre_lesing if asked.andre_lesing is not None else liste.andre_lesing
    if not percent:
        return None
    named = tuple(replace(one, enheter=_units(one.enheter, manifest, here)) for one in asked.andre_lesere)
    return AndreLesing(prosent=percent, lesere=named or swapped(lesere, here))


def swapped(lesere: Sequence[Leser], here: Sequence[str]) -> tuple[Leser, ...]:
    """The same readers for the other reading: where several read a unit they swap there, else the next in the list
    reads it. None where there is one reader for all."""
    theirs: dict[str, list[str]] = {one.kode: [] for one in lesere}
    for enhet in here:
        first = [one.kode for one in lesere if not one.enheter or enhet in one.enheter]
        codes = list(theirs)
        others = [code for code in codes if code not in first]
        after = codes.index(first[-1]) + 1 if first else 0
        following = next((code for code in (*codes[after:], *codes[:after]) if code in others), None)
        for code in first if len(first) > 1 else [following] if following else []:
            theirs[code].append(enhet)
    return tuple(replace(one, enheter=tuple(theirs[one.kode])) for one in lesere if theirs[one.kode])


def _own_cases(asked: NewAudit, manifest: Manifest, here: Sequence[str]) -> EgneSaker | None:
    if not asked.egne_saker:
        return None
    if not asked.grunn.strip():
        raise UsageError(text("revisjonen.ny.egne_uten_grunn"), hint=text("revisjonen.ny.egne_uten_grunn_hint"))
    return EgneSaker(enheter=_units(asked.egne_saker, manifest, here), grunn=asked.grunn.strip())


def _check_roles(asked: NewAudit, content: Content) -> None:
    for rolle in (*(one.rolle for one in (*asked.lesere, *asked.andre_lesere)), asked.avgjor):
        if rolle:
            known_role(rolle, content)


def known_role(rolle: str, content: Content) -> str:
    """The role, which may be followed by «@» and a unit. UsageError with those there are."""
    kode = rolle.strip().partition("@")[0]
    known = roles(content)
    if kode not in known:
        raise UsageError(text("revisjonen.fil.rolle", rolle=rolle), hint=text("revisjonen.velg", navn=", ".join(known)))
    return rolle.strip()


def role_that_fits(liste: Sjekkliste, content: Content) -> str:
    """The role that most of the points say can answer; of several the first in the list of roles."""
    asked: Counter[str] = Counter()
    for point in liste.punkter:
        for variant in content.regler[point.regel].versjoner[-1].varianter:
            if isinstance(variant.krav, manuell.Args):
                asked.update(variant.krav.hvem)
    known = roles(content)
    fitting = [rolle for rolle in known if asked[rolle] == max(asked.values(), default=0)]
    return fitting[0] if fitting else known[0]


def _who_settles(lesere: Sequence[Leser], content: Content) -> str:
    """A role that is nobody's who reads, from the leaders down; else the first reader's."""
    reading = {one.rolle for one in lesere}
    return next((rolle for rolle in _SETTLES if rolle in roles(content) and rolle not in reading), lesere[0].rolle)


_SETTLES = ("stab", "barnevernleder", "enhetsleder", "teamleder")


def _put(fil: Path, gjennomgang: Gjennomgang, content: Content) -> None:
    """The file, read first by the reader that will meet it."""
    make_folder(fil.parent)
    write_private(fil, audit_yaml(gjennomgang).encode())
    lists: Mapping[str, object] = {liste.id: liste for liste in content.planer.sjekklister}
    _, problems = read_gjennomgang(fil, sjekklister=tuple(lists), roller=roles(content))
    if has_errors(problems):
        shutil.rmtree(fil.parent)
        raise ContentError(text("revisjonen.kan_ikke_brukes", navn=gjennomgang.id), problems=problems)

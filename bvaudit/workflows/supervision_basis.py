"""Everything the municipality's folder knows of what a supervision is about: in its units, in a period, on a day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bvaudit.errors import UsageError
from bvaudit.model.enhet import name_key
from bvaudit.model.mappe import Mappe
from bvaudit.model.plans import Oppgave
from bvaudit.model.registeret.avvik import Avvik, Stilling
from bvaudit.model.registeret.hendelser import UtgaveSendt
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.ting import link_number, point_number, supervision_number
from bvaudit.model.samling import Beleggrad
from bvaudit.model.tilsyn import Tilsyn
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.locked_audits import Locked, locked_audits
from bvaudit.workflows.register_export import memory_of
from bvaudit.workflows.register_folder import context_of
from bvaudit.workflows.supervised import find_supervision, standing_of
from bvaudit.workflows.supervision_figures import Figures, figures_of
from bvaudit.workflows.supervision_theme import rules_of, theme_of
from bvaudit.workflows.year import year_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """``revisjoner`` are the locked audits that read points of the theme, the one locked last first."""

    mappe: Mappe
    content: Content
    fakta: Temafakta
    figures: Figures
    revisjoner: tuple[Locked, ...]


def basis_of(
    mappe: Mappe, content: Content, id_: str, *, dag: date, fra: date | None = None, til: date | None = None
) -> Basis:
    """``fra`` and ``til`` are both inside; not said: the year up to ``dag``. UsageError when they are the wrong way
    round, or nothing has that id."""
    tilsyn = find_supervision(content, id_)
    til = til or dag
    fra = fra or _year_before(til)
    if fra > til:
        raise UsageError(text("bruk.verdi_feil.periode_snudd"), hint=text("bruk.verdi_feil.periode_hint"))
    kontekst = context_of(mappe, content)
    grupper, named = theme_of(tilsyn, content), units_of(tilsyn, kontekst)
    enheter = named or _units_then(kontekst, fra)
    figures = figures_of(mappe, content, rules_of(grupper), [kontekst.enhet(one) for one in enheter])
    fakta = Temafakta(
        kommune=mappe.kommune.navn,
        tilsyn=tilsyn,
        kontekst=kontekst,
        dag=dag,
        fra=fra,
        til=til,
        enheter=enheter,
        alle=not named,
        grupper=grupper,
        tall=figures.tall,
        oppgaver=(),
        felles=frozenset(),
        minne=memory_of(mappe, content, dag=dag),
        avvik=(),
        belegg=(),
        stand=standing_of(mappe, content, id_, dag),
    )
    fakta = _with_register(_with_year(fakta, mappe, content))
    read = tuple(one for one in locked_audits(mappe, content) if _reads(one, fakta.regler))
    return Basis(mappe=mappe, content=content, fakta=fakta, figures=figures, revisjoner=read)


def _with_year(fakta: Temafakta, mappe: Mappe, content: Content) -> Temafakta:
    tasks = _tasks(fakta.kontekst, content, fakta.regler)
    stands = tuple(
        one
        for ar in range(fakta.fra.year, fakta.til.year + 1)
        for one in year_of(mappe, content, ar, fakta.dag)
        if fakta.fra.replace(day=1) <= one.maned <= fakta.til and (one.arshjul, one.oppgave) in tasks
        if _is_here(one.enhet, fakta)
    )
    common = frozenset(one.nr for one in stands if tasks[one.arshjul, one.oppgave])
    return replace(fakta, oppgaver=stands, felles=common)


def _with_register(fakta: Temafakta) -> Temafakta:
    if fakta.minne is None:
        return replace(fakta, belegg=tuple(_evidence(fakta)))
    sent = (one.hendelse for one in fakta.minne.hendelser if isinstance(one.hendelse, UtgaveSendt))
    known = replace(
        fakta,
        avvik=tuple(_of_theme(fakta, fakta.minne)),
        sendt=tuple(one for one in sent if fakta.fra <= one.dag <= fakta.til and _is_here(one.enhet, fakta)),
    )
    return replace(known, belegg=tuple(_evidence(known)))


def _is_here(enhet: str, fakta: Temafakta) -> bool:
    """What is the whole municipality's always belongs to it."""
    return not enhet or fakta.alle or enhet in fakta.enheter


def _units_then(kontekst: Kontekst, fra: date) -> tuple[str, ...]:
    ended = kontekst.opphort
    return tuple(id_ for id_ in kontekst.enheter if id_ not in ended or ended[id_] >= fra)


def units_of(tilsyn: Tilsyn, kontekst: Kontekst) -> tuple[str, ...]:
    """The ids of the units the supervision and its findings name, in the order of the municipality. UsageError when one
    is none of ours: what is gathered would be of other units than people think."""
    named = dict.fromkeys((*tilsyn.enheter, *(n for top in tilsyn.funn for one in top.within() for n in one.enheter)))
    by_name = {name_key(navn): id_ for id_, navn in kontekst.enheter.items()}
    found = {n: n if n in kontekst.enheter else by_name.get(name_key(n), "") for n in named}
    if lost := [n for n, id_ in found.items() if not id_]:
        known = ", ".join(kontekst.enheter.values())
        hint = text("samle.ukjent_enhet_hint", enheter=known)
        raise UsageError(text("samle.ukjent_enhet", enheter=", ".join(lost)), hint=hint)
    return tuple(id_ for id_ in kontekst.enheter if id_ in found.values())


def _year_before(til: date) -> date:
    try:
        return til.replace(year=til.year - 1)
    except ValueError:  # 29 February
        return til.replace(year=til.year - 1, day=28)


def _tasks(kontekst: Kontekst, content: Content, regler: frozenset[str]) -> dict[tuple[str, str], bool]:
    """(årshjul, task) of the theme; True where it steers the whole service and is about no point of its own."""
    lists = {liste.id: frozenset(punkt.regel for punkt in liste.punkter) for liste in content.planer.sjekklister}
    found: dict[tuple[str, str], bool] = {}
    for plan in (*kontekst.arshjul_for, *kontekst.arshjul):
        for task in plan.oppgaver:
            points = _points(task, lists)
            if points & regler or not points:
                found[plan.id, task.id] = not points
    return found


def _points(task: Oppgave, lists: dict[str, frozenset[str]]) -> frozenset[str]:
    """What the control is about; nothing where its points are those of the internal control itself."""
    own = frozenset(regel for regel in task.regler if not regel.startswith("IK-"))
    return own | lists.get(task.sjekkliste, frozenset())


def _reads(one: Locked, regler: frozenset[str]) -> bool:
    return bool({punkt.regel for punkt in one.audit.liste.punkter} & regler)


def _of_theme(fakta: Temafakta, minne: Minne) -> Iterator[Avvik]:
    for avvik in sorted(minne.registeret.avvik.values(), key=lambda one: one.nr):
        if avvik.stilling is Stilling.TRUKKET or avvik.ting.apnet > fakta.til or not _is_here(avvik.enhet, fakta):
            continue
        of_finding = any(one.startswith(f"{fakta.tilsyn.id}/") for one in (avvik.punkt, *avvik.punkter))
        slutt = avvik.slutt
        if (of_finding or avvik.regel in fakta.regler) and (slutt is None or slutt.dag >= fakta.fra):
            yield avvik


def _evidence(fakta: Temafakta) -> Iterator[Beleggrad]:
    """Of each measure in each avvik, each control, the supervision itself, and points of lists about the same."""
    for avvik in fakta.avvik:
        for tiltak in avvik.tiltak:
            yield from _held(fakta, link_number(avvik.nr, tiltak), _title(fakta, tiltak), avvik.enhet)
    for stand in fakta.oppgaver:
        if stand.belegg:
            dag = stand.utfort or (stand.satt.date() if stand.satt else None)
            om = text("samle.belegg.oppgave", tittel=stand.tittel, maned=f"{stand.maned:%m.%Y}")
            yield Beleggrad(nr=stand.nr, om=om, enhet=stand.enhet, belegg=stand.belegg, hvem=stand.hvem, dag=dag)
    yield from _held(fakta, supervision_number(fakta.tilsyn.id), fakta.tilsyn.tittel, "")
    for liste in fakta.kontekst.lister:
        for punkt in liste.innhold:
            if set(punkt.regler) & fakta.regler:
                yield from _held(fakta, point_number(liste.id, punkt.id), " ".join(punkt.tekst.split()), "")


def _held(fakta: Temafakta, nr: str, om: str, enhet: str) -> Iterator[Beleggrad]:
    ting = fakta.minne.registeret.ting.get(nr) if fakta.minne else None
    value = ting.felt.get("belegg") if ting else None
    if value is not None and value.verdi:
        yield Beleggrad(nr=nr, om=om, enhet=enhet, belegg=value.verdi, hvem=value.hvem, dag=value.tid.date())


def _title(fakta: Temafakta, tiltak: str) -> str:
    ting = fakta.minne.registeret.ting.get(tiltak) if fakta.minne else None
    return (ting.verdi("beskrivelse") or ting.tittel) if ting else tiltak

"""Egenrapport before a supervision: how the units steer what it is about. The program fills in what numbers, controls
and the register say; people write the rest."""

from collections.abc import Iterator, Sequence

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Avvik
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.samling import Temagruppe
from bvaudit.reports import gathered_rows as rows
from bvaudit.reports.gathered_view import mask_of, point_name, standing_lines
from bvaudit.reports.register_memory_words import measures_of, status_of, title_of
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.reports.supervision_paper import Del, Felt, Papir
from bvaudit.texts import counted, text

_UNITS = 6  # columns that can be read on a page
_STEERING = ("ansvar", "rutiner", "kompetanse", "risiko", "medvirkning", "oppfolging")
_MOST = 8  # tasks that are named one by one


def self_report(fakta: Temafakta, revisjoner: Sequence[str]) -> Papir:
    """``revisjoner`` are sentences on the locked audits that read points of the theme, the newest first."""
    tilsyn = fakta.tilsyn
    units = text("samle.om.alle_enheter") if fakta.alle else ", ".join(fakta.navn)
    paper = Papir(
        tittel=text("samle.egen.tittel", tittel=tilsyn.tittel),
        kommune=fakta.kommune,
        om=(
            text("samle.om.tilsyn", myndighet=tilsyn.myndighet, tema=tilsyn.tema or tilsyn.tittel, enheter=units),
            text("samle.om.periode", fra=vis(fakta.fra), til=vis(fakta.til), dag=vis(fakta.dag)),
            text("samle.egen.utkast"),
            text("samle.egen.slik_leses"),
        ),
        ramme_tittel=text("samle.stand.tittel"),
        ramme=tuple(standing_lines(fakta)),
        deler=tuple(_parts(fakta, revisjoner)),
    )
    shown: Papir = mask_of(fakta).of(paper)
    return shown


def _parts(fakta: Temafakta, revisjoner: Sequence[str]) -> Iterator[Del]:
    yield Del(
        tittel=text("samle.egen.styring"),
        setninger=(text("samle.egen.styring_om"),),
        felt=tuple(Felt(navn=text(f"samle.egen.felt.{k}"), tekst=text(f"samle.egen.fyll.{k}")) for k in _STEERING),
    )
    yield _controls(fakta, revisjoner)
    for group in fakta.grupper:
        yield _group(group, fakta)
    if not fakta.grupper:
        yield Del(tittel=text("samle.bok.ark.tall"), setninger=(text("samle.tall.uten_punkter"),))
    yield from _unknown(fakta)
    yield Del(
        tittel=text("samle.egen.vurdering"),
        setninger=(text("samle.egen.vurdering_om"),),
        felt=tuple(
            Felt(navn=text(f"samle.egen.felt.{key}"), tekst=text(f"samle.egen.fyll.{key}"))
            for key in ("styrker", "svakheter", "planlagt", "utarbeidet", "godkjent")
        ),
    )


def _controls(fakta: Temafakta, revisjoner: Sequence[str]) -> Del:
    """Task by task: how many times it was planned, done, said not done, and nobody has said anything."""
    by_task: dict[tuple[str, str], list[Oppgavestand]] = {}
    for one in fakta.oppgaver:
        by_task.setdefault((one.arshjul, one.oppgave), []).append(one)
    return Del(
        tittel=text("samle.egen.kontroller"),
        setninger=(text("samle.egen.kontroller_om"),),
        punkter=tuple(revisjoner) or (text("samle.egen.ingen_revisjon"),),
        hode=tuple(
            text(f"samle.bok.kol.{id_}") for id_ in ("oppgave", "planlagt", "utfort_antall", "ikke_utfort", "uten_svar")
        ),
        rader=tuple(_task(every, fakta) for every in by_task.values()),
        bredder=("5", "2", "2", "2", "2"),
        om=text("samle.bok.om.arshjul"),
        tomt=text("samle.bok.tomt.arshjul"),
    )


def _task(every: Sequence[Oppgavestand], fakta: Temafakta) -> tuple[str, ...]:
    """What is not due yet is planned, and no miss."""
    done = sum(one.status == "utfort" for one in every)
    not_done = sum(one.status == "ikke-utfort" for one in every)
    silent = sum(one.forfalt and one.status != "ikke-utfort" for one in every)
    return every[0].tittel, str(len(every)), str(done), str(not_done), str(silent)


def _group(group: Temagruppe, fakta: Temafakta) -> Del:
    """What the figures say, what the register follows, and room for what people know."""
    units = fakta.navn[:_UNITS]
    said = [text("samle.egen.hjemmel", hjemmel="; ".join(group.hjemmel))] if group.hjemmel else []
    if not group.regler:
        said.append(text("samle.egen.ma_leses"))
    if len(fakta.navn) > _UNITS:
        said.append(counted("samle.tall.flere_enheter", len(fakta.navn) - _UNITS))
    return Del(
        tittel=group.tittel,
        setninger=tuple(said),
        punkter=tuple(_followed(group, fakta)) or (text("samle.egen.ingen_avvik"),),
        hode=(text("samle.bok.kol.krav"), *units),
        rader=tuple(
            (point_name(regel, fakta), *(rows.short_figure(regel, navn, fakta) for navn in units))
            for regel in group.regler
        ),
        bredder=("4", *("2" for _ in units)),
        om=text("samle.bok.om.tall"),
        felt=(Felt(navn=text("samle.egen.felt.forklaring"), tekst=text("samle.egen.fyll.forklaring")),),
    )


def _followed(group: Temagruppe, fakta: Temafakta) -> Iterator[str]:
    """A sentence for each avvik that answers for the group, the open ones first."""
    mine = [one for one in fakta.avvik if _answers(one, group, fakta)]
    for avvik in sorted(mine, key=lambda one: (not one.apen, one.nr)):
        yield _told(avvik, fakta)


def _answers(avvik: Avvik, group: Temagruppe, fakta: Temafakta) -> bool:
    findings = rows.finding_of(avvik, fakta)
    return group.funn in findings if group.funn and findings else avvik.regel in group.regler


def _told(avvik: Avvik, fakta: Temafakta) -> str:
    assert fakta.minne is not None, "an avvik comes from a register"
    measures = measures_of(avvik, fakta.minne).replace("\n", " ")
    title = title_of(avvik, fakta.minne).rstrip(".")
    facts = {
        "nr": avvik.nr,
        "enhet": rows.unit_name(avvik.enhet, fakta),
        "brudd": title,
        "stilling": status_of(avvik),
    }
    if not avvik.apen:
        ended = avvik.slutt.dag if avvik.slutt else fakta.dag
        return text("samle.egen.avvik_slutt", **facts, dag=vis(ended))
    frister = fakta.minne.frister.get(avvik.nr)
    due = vis(frister.neste) if frister and frister.neste else text("samle.egen.uten_frist")
    return text("samle.egen.avvik", **facts, frist=due, tiltak=measures or text("samle.egen.uten_tiltak"))


def _unknown(fakta: Temafakta) -> Iterator[Del]:
    looked = {one.regel for one in fakta.tall if one.n is not None}
    left = [regel for group in fakta.grupper for regel in group.regler if regel not in looked]
    if left:
        yield Del(
            tittel=text("samle.egen.ukjent"),
            setninger=(counted("samle.egen.ukjent_om", len(left)),),
            punkter=tuple(point_name(regel, fakta) for regel in left[:_MOST])
            + ((counted("samle.egen.ukjent_flere", len(left) - _MOST),) if len(left) > _MOST else ()),
        )

"""What happened to an avvik, told: found, its evidence, what was decided, and how it ended."""

from collections import Counter

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Slekt
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    AvvikOpprettet,
    BevisLagtTil,
    BevisUnderAnnen,
    BevisVurdert,
    ForelderSatt,
    Gjenapnet,
    KanIkkeRettes,
    KjentBruddOppfylt,
    LogikkEndret,
    OmfangLoftet,
    PunktKnyttet,
    Strakstiltak,
    SvarEndret,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.register.planned_tasks import parts
from bvaudit.register.sentence_parts import Sentences, Told, numbers
from bvaudit.texts import counted, text


def _opened(tell: Told, event: AvvikOpprettet) -> str:
    values = {
        "nr": event.nr,
        "enhet": tell.unit(event.enhet),
        "tittel": text("registeret.ledd.sitat", tekst=event.tittel) if event.tittel else tell.said(event.tekst),
        "omfang": text(f"registeret.omfang.{event.omfang}"),
        "alvor": event.alvor.vist,
        "kilde": _source(event),
        "eier": tell.who(event.eier),
        "funn": _finding(event),
        "slekt": _kin(event),
    }
    return text("registeret.hendelse.avvik_opprettet", **values)


def _source(event: AvvikOpprettet) -> str:
    told, month = text(f"registeret.kilde.{event.kilde}"), _month(event.punkt)
    return text("registeret.ledd.kontroll", kilde=told, maned=month) if month else told


def _finding(event: AvvikOpprettet) -> str:
    start = event.utgangspunkt
    return "" if start is None else text("registeret.ledd.funn", brudd=start.brudd, n=start.n, per=vis(start.per))


def _kin(event: AvvikOpprettet) -> str:
    if event.slekt is Slekt.INGEN:
        return ""
    if event.slekt is Slekt.KOM_TILBAKE and event.slekt_maneder is not None:
        return counted("registeret.ledd.kom_tilbake", event.slekt_maneder, til=event.slekt_til)
    return text(f"registeret.slekt.{event.slekt.replace('-', '_')}", til=event.slekt_til)


def _added(tell: Told, event: BevisLagtTil) -> str:
    return counted("registeret.hendelse.bevis_lagt_til", event.antall, nr=event.nr)


def _judged(tell: Told, event: BevisVurdert) -> str:
    states = Counter(text(f"registeret.tilstand.{one.tilstand.replace('-', '_')}") for one in event.svar)
    now = text("registeret.ledd.komma").join(f"{word} {n}" for word, n in sorted(states.items()))
    changed = text("registeret.ledd.nytt", tilstander=now) if now else ""
    counts = {"avgjort": event.avgjort, "uavgjort": event.uavgjort}
    return text("registeret.hendelse.bevis_vurdert", nr=event.nr, endret=changed, **counts)


def _under(tell: Told, event: BevisUnderAnnen) -> str:
    if not event.annen:
        return counted("registeret.hendelse.bevis_tilbake", event.antall, nr=event.nr)
    return counted("registeret.hendelse.bevis_under_annen", event.antall, nr=event.nr, annen=event.annen)


def _cannot(tell: Told, event: KanIkkeRettes) -> str:
    grunn = tell.because(event.grunn)
    if event.alle or not event.objekter:
        return text("registeret.hendelse.kan_ikke_rettes", nr=event.nr, grunn=grunn)
    return counted("registeret.hendelse.noen_kan_ikke_rettes", len(event.objekter), nr=event.nr, grunn=grunn)


def _lifted(tell: Told, event: OmfangLoftet) -> str:
    beside = text("registeret.ledd.sammen_med", numre=numbers(event.sammen_med)) if event.sammen_med else ""
    return counted("registeret.hendelse.omfang_loftet", event.objekter, nr=event.nr, sammen=beside)


def _logic(tell: Told, event: LogikkEndret) -> str:
    counts = {"brudd_for": event.brudd_for, "brudd_na": event.brudd_na}
    return text("registeret.hendelse.logikk_endret", nr=event.nr, **counts)


def _parent(tell: Told, event: ForelderSatt) -> str:
    return text("registeret.hendelse.forelder_satt", nr=event.nr, forelder=event.forelder)


def _known_miss(tell: Told, event: KjentBruddOppfylt) -> str:
    return counted("registeret.hendelse.kjent_brudd_oppfylt", event.antall, nr=event.nr)


def _point(tell: Told, event: PunktKnyttet) -> str:
    control = _month(event.punkt)
    if control:
        return text("registeret.hendelse.kontroll_knyttet", nr=event.nr, maned=control)
    return text("registeret.hendelse.punkt_knyttet", nr=event.nr, punkt=event.punkt)


def _month(punkt: str) -> str:
    """«april 2026», where it is a control of the year and not a finding of a supervision."""
    said = parts(punkt)
    if said is None:
        return ""
    return text("sider.maned_og_ar", maned=text(f"lister.maned.m{said[0].month}").lower(), ar=said[0].year)


def _warned(tell: Told, event: Varslet) -> str:
    how = text("registeret.ledd.kolon", tekst=tell.said(event.hvordan)) if event.hvordan or tell.struck() else ""
    return text("registeret.hendelse.varslet", nr=event.nr, dag=vis(event.dag), hvordan=how)


def _at_once(tell: Told, event: Strakstiltak) -> str:
    values = {"nr": event.nr, "dag": vis(event.dag), "rolle": tell.who(event.rolle), "hva": tell.said(event.hva)}
    return text("registeret.hendelse.strakstiltak", **values)


def _decisive(tell: Told, event: AvgjorendeValgt) -> str:
    grunn = tell.because(event.grunn)
    return text("registeret.hendelse.avgjorende_valgt", nr=event.nr, tiltak=event.tiltak, grunn=grunn)


def _severity(tell: Told, event: AlvorEndret) -> str:
    grunn = tell.because(event.grunn)
    return text("registeret.hendelse.alvor_endret", nr=event.nr, alvor=event.alvor.vist, grunn=grunn)


def _answers(tell: Told, event: SvarEndret) -> str:
    grunn = tell.because(event.grunn)
    return text("registeret.hendelse.svar_endret", nr=event.nr, revisjon=event.revisjon, grunn=grunn)


def _put_off(tell: Told, event: UtsattMedGrunn) -> str:
    values = {"nr": event.nr, "til": vis(event.til), "giver": tell.who(event.giver)}
    return text("registeret.hendelse.utsatt", grunn=tell.because(event.grunn), **values)


def _ended(tell: Told, event: AvvikAvsluttet) -> str:
    values = {
        "nr": event.nr,
        "stilling": text(f"registeret.stilling.{event.stilling.replace('-', '_')}"),
        "til": text("registeret.ledd.inn_i", til=event.til) if event.til else "",
        "forsok": text("registeret.ledd.etter_forsok", forsok=event.forsok) if event.forsok else "",
        "rolle": text("registeret.ledd.samme_person") if event.samme_person else "",
        "neste": "" if event.neste_kontroll is None else text("registeret.ledd.neste", dag=vis(event.neste_kontroll)),
        "grunn": tell.because(event.grunn),
    }
    return text("registeret.hendelse.avvik_avsluttet", **values)


def _reopened(tell: Told, event: Gjenapnet) -> str:
    return text("registeret.hendelse.gjenapnet", nr=event.nr, grunn=tell.because(event.grunn))


SENTENCES: Sentences = {
    AvvikOpprettet: _opened,
    BevisLagtTil: _added,
    BevisVurdert: _judged,
    BevisUnderAnnen: _under,
    KanIkkeRettes: _cannot,
    OmfangLoftet: _lifted,
    LogikkEndret: _logic,
    ForelderSatt: _parent,
    KjentBruddOppfylt: _known_miss,
    PunktKnyttet: _point,
    Varslet: _warned,
    Strakstiltak: _at_once,
    AvgjorendeValgt: _decisive,
    AlvorEndret: _severity,
    SvarEndret: _answers,
    UtsattMedGrunn: _put_off,
    AvvikAvsluttet: _ended,
    Gjenapnet: _reopened,
}

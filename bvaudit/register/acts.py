"""Every act a person may do on the command line, by its code: from what was typed to the events it is.

Whether it may be done is asked of the guards, and nowhere else; here nothing is decided but what was meant.
"""

from collections.abc import Callable, Iterator, Mapping

from bvaudit.model.registeret.avvik import Objekttilstand, Omfang, Stilling
from bvaudit.model.registeret.felter import felt_av
from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    Overfort,
    Sladdet,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.hendelser_avvik import (
    AlvorEndret,
    AvgjorendeValgt,
    AvvikAvsluttet,
    BevisVurdert,
    Gjenapnet,
    KanIkkeRettes,
    MalEndret,
    Objektsvar,
    OmfangLoftet,
    Strakstiltak,
    SvarEndret,
    UtsattMedGrunn,
    Varslet,
)
from bvaudit.model.registeret.hendelser_kjoring import FellesStart, KjoringTrukket, NokkelByttet, RegelUtgatt
from bvaudit.model.registeret.logg import MASKINEN, Hendelse, Ny
from bvaudit.model.registeret.ting import Slag
from bvaudit.register.act_typed import NotUnderstood, Typed
from bvaudit.register.fold_evidence import TOGETHER, counted, joined
from bvaudit.register.guards_avvik import is_softer
from bvaudit.register.merge_new import next_number

Act = Callable[[Typed], Iterator[Hendelse]]


def events_of(typed: Typed, kode: str) -> tuple[Ny, ...]:
    """What is to be written, with who does it. ``NotUnderstood`` says what is lacking in what was typed."""
    act = ACTS.get(kode)
    if act is None:
        raise NotUnderstood("kode", verdi=kode)
    return (*(Ny(hvem=typed.som, hendelse=one) for one in act(typed)), *_follows(typed, kode))


def _follows(typed: Typed, kode: str) -> Iterator[Ny]:
    """Merged, the one that survives is graded again."""
    gone, left = typed.reg.avvik.get(typed.nr), typed.reg.avvik.get(typed.til)
    if kode != "slatt-sammen" or gone is None or left is None or left.omfang is Omfang.SYSTEMSVIKT:
        return
    count = counted(joined(left.bevis, gone.bevis))
    if count >= TOGETHER or gone.omfang is Omfang.SYSTEMSVIKT:
        yield Ny(hvem=MASKINEN, hendelse=OmfangLoftet(nr=left.nr, sammen_med=(gone.nr,), objekter=count, dag=typed.dag))


def _told(typed: Typed) -> Iterator[Hendelse]:
    yield Varslet(nr=typed.nr, dag=typed.dag, hvordan=typed.verdi or typed.grunn)


def _sent(typed: Typed) -> Iterator[Hendelse]:
    """A paper was sent: the open avvik of its unit, or of all, have been told of by it."""
    mine = [one for one in typed.reg.apne if not typed.enhet or one.enhet == typed.enhet]
    numbers = tuple(one.nr for one in mine if one.ting.apnet <= typed.dag)
    til = typed.til or typed.rolle
    if not til:
        raise NotUnderstood("mangler", valg="til")
    fil, print_ = typed.fil
    yield UtgaveSendt(fil=fil, sha256=print_, mottaker=til, enhet=typed.enhet, dag=typed.dag, numre=numbers)


def _at_once(typed: Typed) -> Iterator[Hendelse]:
    yield Strakstiltak(nr=typed.nr, dag=typed.dag, hva=typed.need("verdi"), rolle=typed.rolle or typed.som)


def _common_start(typed: Typed) -> Iterator[Hendelse]:
    yield FellesStart(kjoring=typed.run(), dag=typed.dag)


def _put_off(typed: Typed) -> Iterator[Hendelse]:
    til = typed.day("til")
    yield UtsattMedGrunn(nr=typed.nr, til=til, giver=typed.som, grunn=typed.grunn, dag=typed.dag)


def _rejected(typed: Typed) -> Iterator[Hendelse]:
    yield AvvikAvsluttet(nr=typed.nr, stilling=Stilling.AVVIST, grunn=typed.grunn, dag=typed.dag)


def _merged(typed: Typed) -> Iterator[Hendelse]:
    til = typed.need("til")
    yield AvvikAvsluttet(nr=typed.nr, stilling=Stilling.SLATT_SAMMEN, til=til, grunn=typed.grunn, dag=typed.dag)


def _closed_before(typed: Typed) -> Iterator[Hendelse]:
    yield AvvikAvsluttet(nr=typed.nr, stilling=Stilling.LUKKET_FOR, grunn=typed.grunn, dag=typed.dag)


def _moved(typed: Typed) -> Iterator[Hendelse]:
    eier = typed.need("rolle")
    yield Overfort(nr=typed.nr, eier=eier, enhet=typed.enhet, grunn=typed.grunn, dag=typed.dag)


def _reopened(typed: Typed) -> Iterator[Hendelse]:
    yield Gjenapnet(nr=typed.nr, grunn=typed.grunn, dag=typed.dag)


def _struck(typed: Typed) -> Iterator[Hendelse]:
    del_ = {"tekst": "tekst", "saker": "nokler"}.get(typed.verdi or "tekst", typed.verdi)
    about = next((nr for nr, ting in typed.reg.ting.items() if typed.event() in ting.hendelser), "")
    yield Sladdet(hendelse=typed.event(), del_=del_, grunn=typed.grunn, nr=about)


def _withdrawn(typed: Typed) -> Iterator[Hendelse]:
    yield KjoringTrukket(kjoring=typed.run(), grunn=typed.grunn, dag=typed.dag)


def _key(typed: Typed) -> Iterator[Hendelse]:
    par, uten = typed.nokler
    til = typed.need("verdi")
    yield NokkelByttet(fra=typed.reg.nokkel, til=til, grunn=typed.grunn, par=par, uten=uten, dag=typed.dag)


def _comment(typed: Typed) -> Iterator[Hendelse]:
    yield Kommentert(nr=typed.nr, tekst=typed.verdi or typed.grunn)


def _decisive(typed: Typed) -> Iterator[Hendelse]:
    yield AvgjorendeValgt(nr=typed.nr, tiltak=typed.need("tiltak"), grunn=typed.grunn, dag=typed.dag)


def _goal(typed: Typed) -> Iterator[Hendelse]:
    mal, avvik = typed.goal(), typed.reg.avvik.get(typed.nr)
    softer = avvik is not None and is_softer(mal, avvik.mal)
    yield MalEndret(nr=typed.nr, mal=mal, mykere=softer, grunn=typed.grunn, dag=typed.dag)


def _severity(typed: Typed) -> Iterator[Hendelse]:
    yield AlvorEndret(nr=typed.nr, alvor=typed.severity(), grunn=typed.grunn, dag=typed.dag)


def _cannot(typed: Typed) -> Iterator[Hendelse]:
    objekter = typed.objects() if typed.verdi else ()
    yield KanIkkeRettes(nr=typed.nr, grunn=typed.grunn, objekter=objekter, alle=not objekter, dag=typed.dag)


def _no_breach(typed: Typed) -> Iterator[Hendelse]:
    yield from _said(typed, Objekttilstand.IKKE_BRUDD)


def _gone(typed: Typed) -> Iterator[Hendelse]:
    yield from _said(typed, Objekttilstand.BORTFALT)


def _said(typed: Typed, tilstand: Objekttilstand) -> Iterator[Hendelse]:
    feiltype = typed.need("feiltype") if tilstand is Objekttilstand.IKKE_BRUDD else ""
    ids = typed.objects()
    bevis = typed.reg.avvik[typed.nr].bevis
    settled = sum(one.objekt_id in ids or one.tilstand.avgjort for one in bevis)
    svar = tuple(Objektsvar(objekt_id=one, tilstand=tilstand, grunn=typed.grunn, feiltype=feiltype) for one in ids)
    yield BevisVurdert(nr=typed.nr, dag=typed.dag, avgjort=settled, uavgjort=len(bevis) - settled, svar=svar)


def _field(typed: Typed) -> Iterator[Hendelse]:
    ting, felt = typed.reg.ting.get(typed.nr), typed.need("felt")
    found = felt_av(ting.slag, felt) if ting is not None else None
    if found is not None and found.fritekst:
        yield FeltSatt(nr=typed.nr, felt=felt, tekst=typed.verdi)
    else:
        yield FeltSatt(nr=typed.nr, felt=felt, verdi=typed.value_of(found))


def _measure(typed: Typed) -> Iterator[Hendelse]:
    """A new measure, meant for this avvik."""
    avvik = typed.reg.avvik.get(typed.nr)
    nr = next_number(typed.reg, Slag.TILTAK, typed.dag.year)
    eier = typed.rolle or typed.som
    enhet = avvik.enhet if avvik is not None else ""
    title = typed.need("verdi")
    yield TingOpprettet(nr=nr, slag=Slag.TILTAK, tittel=title, enhet=enhet, eier=eier, dag=typed.dag)
    yield Koblet(avvik=typed.nr, tiltak=nr, dag=typed.dag)


def _linked(typed: Typed) -> Iterator[Hendelse]:
    yield Koblet(avvik=typed.nr, tiltak=typed.need("tiltak"), dag=typed.dag)


def _unlinked(typed: Typed) -> Iterator[Hendelse]:
    yield Frakoblet(avvik=typed.nr, tiltak=typed.need("tiltak"), grunn=typed.grunn)


def _ended(typed: Typed) -> Iterator[Hendelse]:
    yield Avsluttet(nr=typed.nr, grunn=typed.grunn, dag=typed.dag)


def _answers(typed: Typed) -> Iterator[Hendelse]:
    yield SvarEndret(nr=typed.nr, revisjon=typed.need("verdi"), grunn=typed.grunn, dag=typed.dag)


def _rule_gone(typed: Typed) -> Iterator[Hendelse]:
    numbers = tuple(one.nr for one in typed.reg.apne if one.regel == typed.nr)
    yield RegelUtgatt(regel=typed.nr, erstattet_av=typed.til, numre=numbers, grunn=typed.grunn, dag=typed.dag)


ACTS: Mapping[str, Act] = {
    "varslet": _told,
    "sendt": _sent,
    "strakstiltak": _at_once,
    "felt": _field,
    "kommentar": _comment,
    "tiltak": _measure,
    "koblet": _linked,
    "frakoblet": _unlinked,
    "avgjorende": _decisive,
    "avsluttet": _ended,
    "kan-ikke-rettes": _cannot,
    "ikke-brudd": _no_breach,
    "bortfalt": _gone,
    "utsatt": _put_off,
    "overfort": _moved,
    "mal": _goal,
    "alvor": _severity,
    "svar-endret": _answers,
    "avvist": _rejected,
    "slatt-sammen": _merged,
    "regel-utgatt": _rule_gone,
    "lukket-for-registeret": _closed_before,
    "gjenapnet": _reopened,
    "felles-start": _common_start,
    "kjoring-trukket": _withdrawn,
    "nokkel-byttet": _key,
    "sladdet": _struck,
}

"""What happened to a thing that is followed, told."""

from bvaudit.model.registeret.hendelser import (
    Avsluttet,
    FeltSatt,
    Frakoblet,
    Koblet,
    Kommentert,
    KonfliktAvgjort,
    Overfort,
    Sladdet,
    TingOpprettet,
    UtgaveSendt,
)
from bvaudit.model.registeret.hendelser_planlagt import AretSignert
from bvaudit.register.sentence_parts import Sentences, Told, field_name, first_upper
from bvaudit.texts import counted, text


def _opened(tell: Told, event: TingOpprettet) -> str:
    title = tell.said(event.tittel) if event.tittel or tell.struck() else ""
    values = {
        "slag": text(f"registeret.slag.{event.slag}"),
        "nr": event.nr,
        "enhet": tell.unit(event.enhet),
        "tittel": text("registeret.ledd.kolon", tekst=title) if title else "",
        "eier": tell.who(event.eier),
        "fil": tell.within(event.fil),
    }
    return text("registeret.hendelse.ting_opprettet", **values)


def _field(tell: Told, event: FeltSatt) -> str:
    values = {"felt": first_upper(field_name(event.felt)), "nr": event.nr, "fil": tell.within(event.fil)}
    if not (event.verdi or event.tekst or tell.struck()):
        return text("registeret.hendelse.felt_slettet", **values)
    value = tell.value(event.nr, event.felt, event.verdi) if event.verdi else tell.said(event.tekst)
    return text("registeret.hendelse.felt_satt", verdi=value, **values)


def _comment(tell: Told, event: Kommentert) -> str:
    values = {"nr": event.nr, "tekst": tell.said(event.tekst), "fil": tell.within(event.fil)}
    return text("registeret.hendelse.kommentar", **values)


def _linked(tell: Told, event: Koblet) -> str:
    return text("registeret.hendelse.koblet", tiltak=event.tiltak, avvik=event.avvik)


def _unlinked(tell: Told, event: Frakoblet) -> str:
    grunn = tell.because(event.grunn)
    return text("registeret.hendelse.frakoblet", tiltak=event.tiltak, avvik=event.avvik, grunn=grunn)


def _moved(tell: Told, event: Overfort) -> str:
    grunn = tell.because(event.grunn)
    if not event.eier:
        return text("registeret.hendelse.uten_eier", nr=event.nr, grunn=grunn)
    return text("registeret.hendelse.overfort", nr=event.nr, eier=tell.who(event.eier), grunn=grunn)


def _ended(tell: Told, event: Avsluttet) -> str:
    return text("registeret.hendelse.ting_avsluttet", nr=event.nr, grunn=tell.because(event.grunn))


def _struck(tell: Told, event: Sladdet) -> str:
    part = text(f"registeret.del.{event.del_}")
    return text("registeret.hendelse.sladdet", del_=part, hendelse=event.hendelse, grunn=tell.because(event.grunn))


def _sent(tell: Told, event: UtgaveSendt) -> str:
    values = {"fil": event.fil, "mottaker": event.mottaker, "enhet": tell.unit(event.enhet)}
    about = counted("registeret.ledd.avvik", len(event.numre))
    return text("registeret.hendelse.utgave_sendt", avvik=about, **values)


def _decided(tell: Told, event: KonfliktAvgjort) -> str:
    values = {
        "felt": first_upper(field_name(event.felt)),
        "nr": event.nr,
        "valgt": text(f"registeret.valgt.{event.valgt}"),
        "forkastet": tell.because(event.forkastet) and text("registeret.ledd.forkastet", tekst=_gone(tell, event)),
        "fil": tell.within(event.fil),
    }
    return text("registeret.hendelse.konflikt_avgjort", **values)


def _gone(tell: Told, event: KonfliktAvgjort) -> str:
    return tell.said("") if tell.struck() else tell.value(event.nr, event.felt, event.forkastet)


def _signed(tell: Told, event: AretSignert) -> str:
    said = text("registeret.ledd.kolon", tekst=tell.said(event.tekst)) if event.tekst or tell.struck() else ""
    counts = {name: getattr(event, name) for name in ("planlagt", "utfort", "ikke_utfort", "ikke_aktuelt")}
    values = {"ar": event.ar, "enhet": tell.unit(event.enhet), "uten_status": event.uten_status, "tekst": said}
    return text("aret.hendelse.aret_signert", **values, **counts)


SENTENCES: Sentences = {
    TingOpprettet: _opened,
    FeltSatt: _field,
    Kommentert: _comment,
    Koblet: _linked,
    Frakoblet: _unlinked,
    Overfort: _moved,
    Avsluttet: _ended,
    Sladdet: _struck,
    UtgaveSendt: _sent,
    KonfliktAvgjort: _decided,
    AretSignert: _signed,
}

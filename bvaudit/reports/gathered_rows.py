"""What is gathered for a supervision, as rows: the same in its workbook and in its paper."""

from collections.abc import Iterator

from bvaudit.model.lister import Liste, Listepunkt, Listeslag
from bvaudit.model.registeret.avvik import Avvik, Objekttilstand
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.registeret.ting import point_number
from bvaudit.model.samling import Temall
from bvaudit.register.supervised import finding_numbers
from bvaudit.reports.register_memory import Minne
from bvaudit.reports.register_memory_words import breach_of, effect_of, measures_of, role, status_of, typed_value
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.texts import counted, text

Row = tuple[Verdi, ...]
_ASKED_FOR = (Listeslag.RUTINER, Listeslag.ROS, Listeslag.BEREDSKAP, Listeslag.KOMPETANSE)  # whole, in any supervision


def year_rows(fakta: Temafakta) -> Iterator[Row]:
    for one in fakta.oppgaver:
        yield (
            one.maned,
            one.tittel,
            unit_name(one.enhet, fakta),
            status_word(one, fakta),
            one.utfort,
            one.frist,
            who(one.eier, fakta),
            one.belegg,
            one.grunn,
            text("samle.gjelder.felles") if one.nr in fakta.felles else text("samle.gjelder.tema"),
        )


def status_word(one: Oppgavestand, fakta: Temafakta) -> str:
    """With whether the deadline is over: «ikke startet» alone would hide it."""
    said = fakta.kontekst.kodeverk.tekst("oppgavestatuser", one.status)
    return text("samle.oppgave.forfalt", status=said) if one.forfalt else said


def avvik_rows(fakta: Temafakta) -> Iterator[Row]:
    minne, numbers = fakta.minne, finding_numbers(fakta.tilsyn)
    for avvik in fakta.avvik if minne else ():
        assert minne is not None
        frister = minne.frister.get(avvik.nr)
        yield (
            avvik.nr,
            breach_of(avvik, minne),
            unit_name(avvik.enhet, fakta),
            avvik.alvor.vist,
            status_of(avvik),
            typed_value(avvik.ting, "status", minne, avvik),
            avvik.ting.apnet,
            avvik.slutt.dag if avvik.slutt else None,
            frister.neste if frister else None,
            who(avvik.ting.verdi("ansvarlig") or avvik.ting.eier, fakta),
            measures_of(avvik, minne),
            effect_of(avvik, minne),
            ", ".join(numbers.get(one, one) for one in finding_of(avvik, fakta)),
        )


def finding_of(avvik: Avvik, fakta: Temafakta) -> tuple[str, ...]:
    """The findings of this supervision it answers for, by id."""
    own = (one.partition("/") for one in (avvik.punkt, *avvik.punkter))
    return tuple(dict.fromkeys(funn for tilsyn, _, funn in own if tilsyn == fakta.tilsyn.id))


def measure_rows(fakta: Temafakta) -> Iterator[Row]:
    for avvik in fakta.avvik:
        for nr in avvik.tiltak:
            yield from _measure(avvik, nr, fakta)


def _measure(avvik: Avvik, nr: str, fakta: Temafakta) -> Iterator[Row]:
    minne = fakta.minne
    ting = minne.registeret.ting.get(nr) if minne else None
    if minne is None or ting is None:
        return
    link = minne.kobling(avvik, nr)
    status = (link.verdi("tiltaksstatus") if link else "") or ting.verdi("tiltaksstatus")
    yield (
        nr,
        ting.verdi("beskrivelse") or ting.tittel,
        avvik.nr,
        unit_name(avvik.enhet, fakta),
        fakta.kontekst.kodeverk.tekst("tiltaksstatuser", status) if status else "",
        ting.dato("frist"),
        link.dato("i_bruk") if link else None,
        who(ting.verdi("eier") or ting.eier, fakta),
        text("samle.ja") if avvik.avgjorende == nr else "",
        link.verdi("belegg") if link else "",
    )


def figure_rows(fakta: Temafakta) -> Iterator[Row]:
    for group in fakta.grupper:
        for regel in group.regler:
            rule = fakta.kontekst.regler.get(regel)
            for navn in fakta.navn:
                for one in fakta.tall_av(regel, navn):
                    yield (
                        group.tittel,
                        regel,
                        rule.tittel if rule else "",
                        navn,
                        one.n,
                        None if is_hint(one, fakta) else one.brudd,
                        one.delvis or None,
                        one.uavklart or None,
                        one.kilde,
                        remark(one, fakta),
                    )


def is_hint(one: Temall, fakta: Temafakta) -> bool:
    """What the extract can only hint at is no breach until somebody has read."""
    rule = fakta.kontekst.regler.get(one.regel)
    return rule is not None and rule.indikasjon and not one.lest


def remark(one: Temall, fakta: Temafakta) -> str:
    if one.brudd and is_hint(one, fakta):
        return counted("samle.tall.tegn", one.brudd)
    return one.grunn


def short_figure(regel: str, navn: str, fakta: Temafakta) -> str:
    """«5 av 68», with what readers found on a line of its own; «ikke undersøkt» where nobody has looked."""
    lines = [_short(one, fakta) for one in fakta.tall_av(regel, navn)]
    return "\n".join(lines) or text("samle.tall.ikke_undersokt")


def _short(one: Temall, fakta: Temafakta) -> str:
    if one.n is None:
        return text("samle.tall.ikke_undersokt")
    if is_hint(one, fakta):
        return counted("samle.tall.tegn_kort", one.brudd) if one.brudd else text("samle.tall.ingen_tegn", n=one.n)
    if not one.n:
        return text("samle.tall.ingen_a_vurdere")
    said = text("samle.tall.brudd", brudd=one.brudd, n=one.n)
    if one.delvis:
        said = text("samle.tall.og_delvis", tall=said, delvis=one.delvis)
    return text("samle.tall.av_lesere", tall=said) if one.lest else said


def examined(fakta: Temafakta) -> tuple[int, int]:
    """Of how many points somebody has looked in any of the units, and how many points there are."""
    looked = {one.regel for one in fakta.tall if one.n is not None}
    return len(looked & fakta.regler), len(fakta.regler)


def evidence_rows(fakta: Temafakta) -> Iterator[Row]:
    for one in fakta.belegg:
        yield one.om, unit_name(one.enhet, fakta), one.belegg, who(one.hvem, fakta), one.dag, one.nr


def list_rows(fakta: Temafakta) -> Iterator[Row]:
    """Points of the lists any supervision asks for, and of the others those about the same points."""
    for liste in fakta.kontekst.lister:
        for punkt in liste.innhold:
            if liste.listeslag in _ASKED_FOR or set(punkt.regler) & fakta.regler:
                yield _point(liste, punkt, fakta)


def _point(liste: Liste, punkt: Listepunkt, fakta: Temafakta) -> Row:
    """What people have written since the list was made goes before it."""
    nr = point_number(liste.id, punkt.id)
    ting = fakta.minne.registeret.ting.get(nr) if fakta.minne else None
    status = (ting.verdi("status") if ting else "") or punkt.status
    return (
        liste.tittel,
        " ".join(punkt.tekst.split()),
        who((ting.verdi("eier") if ting else "") or punkt.eier, fakta),
        (ting.dato("sist") if ting else None) or punkt.sist,
        (ting.dato("frist") if ting else None) or punkt.frist,
        fakta.kontekst.kodeverk.tekst("listestatuser", status) if status else "",
    )


def sent_rows(fakta: Temafakta) -> Iterator[Row]:
    for one in fakta.sendt:
        yield one.dag, one.fil, one.mottaker, unit_name(one.enhet, fakta), one.sha256


def step_rows(fakta: Temafakta) -> Iterator[Row]:
    words = {one.kode: one for one in fakta.kontekst.kodeverk.tilsynsskritt}
    for one in fakta.stand.skritt:
        step = words.get(one.skritt)
        av = text(f"samle.av.{step.av}", myndighet=fakta.tilsyn.myndighet) if step else ""
        yield one.dag, step.tekst if step else one.skritt, av, one.frist, one.tekst


def case_rows(fakta: Temafakta) -> Iterator[Row]:
    """Only for those who have asked for the cases."""
    minne = fakta.minne
    for avvik in fakta.avvik if minne else ():
        assert minne is not None
        for one in avvik.bevis:
            if one.sak:
                state = text(f"samle.tilstand.{one.tilstand.name.lower()}")
                yield avvik.nr, unit_name(one.enhet, fakta), _case(one.sak, minne), state, one.tilstand_dag


def _case(sak: str, minne: Minne) -> str:
    return minne.kort.get(sak, sak)


def open_count(fakta: Temafakta) -> int:
    return sum(avvik.apen and avvik.telles for avvik in fakta.avvik)


def unsettled(fakta: Temafakta) -> int:
    states = (Objekttilstand.FORTSATT, Objekttilstand.IKKE_KONTROLLERT)
    return sum(one.tilstand in states for avvik in fakta.avvik if avvik.apen for one in avvik.bevis)


def unit_name(enhet: str, fakta: Temafakta) -> str:
    return fakta.kontekst.enhet(enhet) if enhet else text("samle.hele_kommunen")


def who(hvem: str, fakta: Temafakta) -> str:
    """A role as it is said, or the words that stand where no role of the kodeverk is named."""
    return role(hvem, fakta.minne) if fakta.minne else _role(hvem, fakta)


def _role(hvem: str, fakta: Temafakta) -> str:
    kode, _, enhet = hvem.partition("@")
    navn = fakta.kontekst.kodeverk.tekst("roller", kode)
    return text("registeret_bok.rolle.enhet", rolle=navn, enhet=fakta.kontekst.enhet(enhet)) if enhet else navn

"""How what the register knows of an avvik is said in a cell: its breach, how it stands, who, and what the effect is."""

from collections.abc import Iterator
from datetime import date

from bvaudit.model.registeret.avvik import Avvik, Kilde, Slekt, Slutt, Stilling, Utsettelse
from bvaudit.model.registeret.bokmeta import held
from bvaudit.model.registeret.effekt import Forsok, Forsoksutfall
from bvaudit.model.registeret.felter import Felttype, felt_av
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.registeret.ting import Kommentar, Ting
from bvaudit.register.missed import points, told_months
from bvaudit.register.planned_tasks import parts
from bvaudit.reports.register_memory import Minne, settled
from bvaudit.reports.register_sheets import Verdi
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text


def title_of(avvik: Avvik, minne: Minne) -> str:
    rule = minne.kontekst.regler.get(avvik.regel)
    return avvik.ting.tittel or (rule.brudd if rule else "") or text("registeret_bok.avvik.uten_tittel")


def breach_of(avvik: Avvik, minne: Minne) -> str:
    """The breach with what was found first: «Barnet er besøkt for sjelden: 8 av 19»."""
    title, start = title_of(avvik, minne), avvik.utgangspunkt
    return text("registeret_bok.avvik.brudd", brudd=title, antall=start.brudd, av=start.n) if start else title


def role(hvem: str, minne: Minne, egen: str = "") -> str:
    """«Barnevernleder» of the thing's own unit, else with the unit's name; in a unit's workbook nobody else's name."""
    if hvem in ("", MASKINEN):
        return text("registeret_bok.maskinen") if hvem else ""
    kode, _, enhet = hvem.partition("@")
    navn = minne.kontekst.kodeverk.tekst("roller", kode)
    if not enhet or enhet == egen:
        return navn
    if foreign(hvem, minne):
        return text("registeret_bok.rolle.annen", rolle=navn)
    return text("registeret_bok.rolle.enhet", rolle=navn, enhet=minne.kontekst.enhet(enhet))


def foreign(hvem: str, minne: Minne) -> bool:
    """Someone of another unit than the one the workbook is for."""
    enhet = hvem.partition("@")[2]
    return bool(minne.enhet and enhet and enhet != minne.enhet)


def typed_value(ting: Ting, navn: str, minne: Minne, avvik: Avvik | None = None) -> Verdi:
    """What the cell of a field shows: a date as a date, a choice by its word, the rest as it was written."""
    verdi, felt = held(ting, navn, avvik), felt_av(ting.slag, navn)
    if not verdi or felt is None:
        return yes(verdi) if verdi else None
    if felt.type is Felttype.DATO:
        return date.fromisoformat(verdi)
    if felt.type is Felttype.ROLLE:
        return role(verdi, minne, ting.enhet)
    if felt.liste:
        return minne.kontekst.kodeverk.tekst(felt.liste, verdi)
    return yes(verdi) if navn == "avgjorende" else verdi


def yes(verdi: str) -> str:
    return text("registeret_bok.ja") if verdi == "ja" else verdi


def status_of(avvik: Avvik) -> str:
    """How it ended, in the words that are printed everywhere: never «lukket» alone for few cases."""
    stilling, slutt = avvik.stilling, avvik.slutt
    if slutt and stilling in (Stilling.LUKKET_FA, Stilling.AVSLUTTET_FA):
        measured = closing_attempt(avvik)
        if measured:
            ok = measured.n - measured.brudd
            key = stilling.value.replace("-", "_")
            return text(f"registeret_bok.stilling_med.{key}", ok=ok, n=measured.n)
    return text(f"registeret_bok.stilling.{stilling.value.replace('-', '_')}")


def closing_attempt(avvik: Avvik) -> Forsok | None:
    """The last attempt that was carried through."""
    return next((forsok for forsok in reversed(avvik.forsok) if forsok.ferdig), None)


def effect_of(avvik: Avvik, minne: Minne) -> str:
    """The newest thing that is known of the effect, in a few words."""
    if avvik.kilde is Kilde.FORELDER:
        return text("registeret_bok.effekt.forelder")
    done = closing_attempt(avvik)
    early = minne.forelopig.get(avvik.nr)
    if early is not None and (done is None or early.dag >= done.dag):
        return text("registeret_bok.effekt.forelopig", ok=early.n - early.brudd, n=early.n)
    if done is not None:
        return _attempt(done)
    if not avvik.avgjorende:
        return text("registeret_bok.effekt.uten_tiltak")
    return text("registeret_bok.effekt.ikke_malt")


def _attempt(forsok: Forsok) -> str:
    if forsok.utfall is Forsoksutfall.VENTER:
        key = "venter_apnet" if forsok.n >= forsok.mal.av else "venter"
        return text(f"registeret_bok.effekt.{key}", n=forsok.n, av=forsok.mal.av, uavklart=forsok.uavklart)
    key = forsok.utfall.value.replace("-", "_")
    return text(f"registeret_bok.effekt_utfall.{key}", ok=forsok.n - forsok.brudd, n=forsok.n, nr=forsok.nr)


def attempts_of(avvik: Avvik) -> str:
    """Every attempt, also those that failed and those begun and not done."""
    return "\n".join(
        text("registeret_bok.forsok.linje", nr=one.nr, dato=dato(one.dag), hva=_attempt(one))
        if one.ferdig
        else text("registeret_bok.forsok.begynt", nr=one.nr, dato=dato(one.dag))
        for one in avvik.forsok
    )


def goal_of(avvik: Avvik) -> str:
    mal = avvik.mal
    if points(avvik):
        return counted("sider.mal", mal.minst)
    return text(
        "registeret_bok.mal", minst=mal.minst, av=mal.av, minst_utvidet=mal.minst_utvidet, utvides_til=mal.utvides_til
    )


def measures_of(avvik: Avvik, minne: Minne) -> str:
    """How many measures, how many of them are in use, and the next day one is due."""
    if not avvik.tiltak:
        return ""
    links = [link for nr in avvik.tiltak if (link := minne.kobling(avvik, nr))]
    in_use = sum(bool(link.verdi("i_bruk")) for link in links)
    due = [
        day
        for nr in avvik.tiltak
        if (ting := minne.registeret.ting.get(nr)) and (day := ting.dato("frist")) and not _in_use(avvik, nr, minne)
    ]
    lines = [counted("registeret_bok.tiltak.antall", len(avvik.tiltak), i_bruk=in_use)]
    if due:
        lines.append(text("registeret_bok.tiltak.neste", dato=dato(min(due))))
    return "\n".join(lines)


def _in_use(avvik: Avvik, tiltak: str, minne: Minne) -> bool:
    link = minne.kobling(avvik, tiltak)
    return bool(link and link.verdi("i_bruk"))


def kin_of(avvik: Avvik) -> str:
    """That it came back, or has spread; the other number where this workbook may hold it."""
    if avvik.slekt is Slekt.INGEN:
        return ""
    key = avvik.slekt.value.replace("-", "_")
    told = text(f"registeret_bok.slekt.{key}")
    if avvik.slekt is Slekt.KOM_TILBAKE and avvik.slekt_maneder is not None:
        told = counted("registeret_bok.slekt_maneder", avvik.slekt_maneder)
    return text("registeret_bok.slekt_til", hva=told, nr=avvik.slekt_til) if avvik.slekt_til else told


def source_of(avvik: Avvik, minne: Minne) -> str:
    """Where it was found, in the word of the kodeverk."""
    return minne.kontekst.kodeverk.tekst("kilder", avvik.kilde.value)


def evidence_of(avvik: Avvik) -> str:
    done, of = settled(avvik)
    return text("registeret_bok.avvik.avgjort", antall=done, av=of) if of else ""


def comments_of(ting: Ting, minne: Minne) -> str:
    """The newest first, with who and when; what is struck says so."""
    return "\n".join(_comment(one, minne, ting.enhet) for one in reversed(ting.kommentarer))


def _comment(one: Kommentar, minne: Minne, enhet: str) -> str:
    said = one.tekst or text("registeret_bok.kommentar.sladdet")
    return text(
        "registeret_bok.kommentar.linje", dato=dato(one.tid.date()), hvem=role(one.hvem, minne, enhet), sagt=said
    )


def remarks_of(avvik: Avvik, minne: Minne) -> str:
    """What else must be known of it, one thing to a line."""
    return "\n".join(_remarks(avvik, minne))


def _remarks(avvik: Avvik, minne: Minne) -> Iterator[str]:
    if kin := kin_of(avvik):
        yield kin
    if avvik.forelder:
        yield text("registeret_bok.merknad.forelder", nr=avvik.forelder)
    if avvik.slatt_inn:
        yield text("registeret_bok.merknad.slatt_inn", numre=", ".join(avvik.slatt_inn))
    yield from (text("registeret_bok.merknad.gjenapnet", dato=dato(day)) for day in avvik.gjenapnet)
    yield from (_put_off(one, minne) for one in avvik.utsettelser)
    if avvik.endret_mal:
        yield text("registeret_bok.merknad.mal")
    if avvik.endret_alvor:
        yield text("registeret_bok.merknad.alvor")
    if avvik.endret_svar:
        yield text("registeret_bok.merknad.svar")
    if missed := [said[0] for said in map(parts, points(avvik)) if said is not None]:
        yield text("sider.merknad", maneder=told_months(missed))
    elif avvik.krever_lesing:
        yield text("registeret_bok.merknad.leses")


def _put_off(one: Utsettelse, minne: Minne) -> str:
    return text("registeret_bok.merknad.utsatt", til=dato(one.til), hvem=role(one.giver, minne), grunn=one.grunn)


def ending_of(slutt: Slutt) -> str:
    """Why and by whom; what it was merged into where this workbook may hold it."""
    told = [slutt.grunn] if slutt.grunn else []
    if slutt.til:
        told.append(text("registeret_bok.slutt.inn_i", nr=slutt.til))
    if slutt.samme_person:
        told.append(text("registeret_bok.slutt.samme_person"))
    return "\n".join(told)

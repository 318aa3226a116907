"""A run in 25 lines: each unit, the five that matter, what nobody has checked, and where the rest is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bvaudit.findings.ledger import ledger
from bvaudit.findings.not_examined import no_objects
from bvaudit.findings.ranking import rules_by_urgency
from bvaudit.model.lest_i_mappen import LestIMappen
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.revisjon import EnhetTall, Revisjon
from bvaudit.model.rule import ENHET
from bvaudit.model.svar import IkkeUndersokt
from bvaudit.model.utfall import Alvorlighetsgrad
from bvaudit.reports.told_under import breach
from bvaudit.reports.wording import dato, oppramsing
from bvaudit.texts import counted, text

MOST_UNITS = 12  # more than this, and those without findings are gathered on one line
MOST_URGENT = 5
_GRADES = tuple(reversed(Alvorlighetsgrad))
_WHY_NOT = ("leses", "besvares", "mangler", "tom")
_NOT_KNOWN = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """``celler`` follow ``BriefView.kolonner``. What nobody has examined is «–», never 0."""

    celler: tuple[str, ...]
    avvik: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """Everything as text, in the order it is read. ``andre_enheter`` is what the units that are not shown have in
    common; empty when all are shown. ``haster_kort`` and ``ikke_kontrollert_kort`` say the same in fewer words, for
    where there is little room."""

    tittel: str
    kilde: str
    kolonner: tuple[str, ...]
    enheter: tuple[UnitRow, ...]
    andre_enheter: str
    utfall: str
    haster: tuple[str, ...]
    haster_kort: tuple[str, ...]
    ikke_kontrollert: str
    ikke_kontrollert_kort: str


def brief_view(revisjon: Revisjon) -> BriefView:
    """The same numbers as the register, and the same run gives the same view."""
    shown, hidden = _shown_units(revisjon)
    rows = [_unit_row(revisjon, [enhet], enhet.navn) for enhet in shown]
    if len(revisjon.enheter) > 1:
        rows.append(_unit_row(revisjon, revisjon.enheter, None))
    return BriefView(
        tittel=text("terminal.tittel", kommune=revisjon.kommune, per=dato(revisjon.per), periode=_period(revisjon)),
        kilde=_source(revisjon),
        kolonner=_columns(),
        enheter=tuple(rows),
        andre_enheter=_together(revisjon, hidden),
        utfall=_outcome(revisjon),
        haster=tuple(_urgent(revisjon)),
        haster_kort=tuple(_urgent(revisjon, kort=True)),
        ikke_kontrollert=_not_checked(revisjon),
        ikke_kontrollert_kort=_not_checked_shortly(revisjon),
    )


def _period(revisjon: Revisjon) -> str:
    if revisjon.periode is None:
        return text("terminal.hele_uttrekket")
    return text("terminal.periode", fra=dato(revisjon.periode[0]), til=dato(revisjon.periode[1]))


def _source(revisjon: Revisjon) -> str:
    kilde = revisjon.kilde
    day = kilde.uttrekksdato
    parts = [
        text("terminal.uttrekk", dato=dato(day)) if day else text("terminal.udatert"),
        counted("terminal.brukt", kilde.dokumenter_brukt),
    ]
    if kilde.dokumenter_utelatt:
        parts.append(text("terminal.utelatt", n=kilde.dokumenter_utelatt))
    if revisjon.utvalg:
        parts.append(counted("terminal.utvalg", revisjon.utvalg.trukket, id=revisjon.utvalg.id))
    return ", ".join(parts)


def _columns() -> tuple[str, ...]:
    grades = (grad.vist.capitalize() for grad in _GRADES)
    head = (text("terminal.kol.enhet"), text("terminal.kol.saker"), text("terminal.kol.avvik"))
    return (*head, *grades, text("terminal.kol.uavklart"), text("terminal.kol.leses"))


def _shown_units(revisjon: Revisjon) -> tuple[Sequence[EnhetTall], Sequence[EnhetTall]]:
    if len(revisjon.enheter) <= MOST_UNITS:
        return revisjon.enheter, ()
    found = {svar.enhet for svar in revisjon.svar if svar.er_avvik or svar.er_indikasjon}
    shown = [enhet for enhet in revisjon.enheter if enhet.navn in found]
    return shown, [enhet for enhet in revisjon.enheter if enhet.navn not in found]


def _unit_row(revisjon: Revisjon, units: Sequence[EnhetTall], navn: str | None) -> UnitRow:
    saker, undersokt = sum(enhet.saker for enhet in units), sum(enhet.undersokt for enhet in units)
    cases = str(saker) if saker == undersokt else text("terminal.av", del_av=undersokt, n=saker)
    found = _found(revisjon, navn)
    shown = map(str, found) if any(found) or _examined(revisjon, navn) else (_NOT_KNOWN,) * len(found)
    return UnitRow(celler=(navn or text("terminal.alle"), cases, *shown), avvik=navn is not None and found[0] > 0)


def _examined(revisjon: Revisjon, navn: str | None) -> bool:
    return any(s.tall[s.standard].n for s in revisjon.svar if navn in (None, s.enhet))


def _found(revisjon: Revisjon, navn: str | None) -> tuple[int, ...]:
    """Avvik of the unit that answers for them; cases to look into are with the unit that has them now."""
    grades = Counter(s.regel.alvorlighetsgrad for s in revisjon.avvik if navn in (None, s.enhet))
    unclear = [funn for s in revisjon.svar for funn in s.uavklarte if navn in (None, funn.hos)]
    signs = [funn for s in revisjon.indikasjoner for funn in s.funn if navn in (None, funn.hos)]
    return (sum(grades.values()), *(grades[grad] for grad in _GRADES), len(unclear), len(signs))


def _together(revisjon: Revisjon, hidden: Sequence[EnhetTall]) -> str:
    """«18 enheter til er uten avvik, 3 er ikke kontrollert»: what is clean is not mixed with what nobody has seen."""
    if not hidden:
        return ""
    seen = {enhet.navn for enhet in hidden if _examined(revisjon, enhet.navn)}
    parts = [counted("terminal.uten_avvik", len(seen))] if seen else []
    if len(hidden) > len(seen):
        parts.append(counted("terminal.ikke_sett", len(hidden) - len(seen)))
    return text("terminal.andre_enheter", hva=oppramsing(parts))


def _outcome(revisjon: Revisjon) -> str:
    book = ledger(revisjon)
    if not book.kontrollert:
        return text("terminal.ingenting_vurdert")
    if not book.med_avvik:
        return counted("terminal.ingen_avvik", book.kontrollert)
    return text("terminal.med_avvik", med=book.med_avvik, n=book.kontrollert)


def _urgent(revisjon: Revisjon, *, kort: bool = False) -> Iterator[str]:
    """By rule over all units. Units drawn with different weight are not added up, so there the worst one speaks.
    ``kort`` leaves out what is counted: «8 av 19»."""
    apart = revisjon.utvalg is not None and len(revisjon.enheter) > 1
    for svar in rules_by_urgency(revisjon.avvik)[:MOST_URGENT]:
        worst = max(svar, key=lambda s: len(s.egne))
        rule = worst.regel
        every = [worst] if apart else [s for s in revisjon.svar if s.regel.id == rule.id]
        told = [s.lest.alle for s in every if s.lest] if worst.leser_teller else [s.tall[s.standard] for s in every]
        broken, n = (sum(getattr(tall, part) for tall in told) for part in ("ikke_oppfylt", "n"))
        hva = text("terminal.av", del_av=broken, n=n if kort else f"{n} {gjelder(worst.teller, n)}")
        hva = text("lest_i_papirene.skjerm.lest", hva=hva) if worst.leser_teller else hva
        line = text("terminal.brudd", regel=rule.id, brudd=breach(rule).rstrip("."), hva=hva)
        yield _in_unit(line, worst.enhet, len(svar) - 1) if apart else line


def _in_unit(line: str, enhet: str, others: int) -> str:
    where = text("terminal.i_enhet", brudd=line, enhet=enhet)
    return counted("terminal.og_i_flere", others, hvor=where) if others else where


def _not_checked(revisjon: Revisjon) -> str:
    book = ledger(revisjon)
    kinds = Counter(map(_why_not, revisjon.ikke_undersokt))
    parts = [counted(f"terminal.ikke.{kind}", kinds[kind]) for kind in _WHY_NOT if kinds[kind]]
    every = text("terminal.ikke.alle", n=sum(kinds.values()), hva=oppramsing(parts)) if parts else ""
    read = counted("terminal.ikke.tyder", book.ma_leses) if book.ma_leses else ""
    return " ".join(part for part in (read_by_people(revisjon), every, read) if part)


def _not_checked_shortly(revisjon: Revisjon) -> str:
    """The same numbers, without why."""
    book = ledger(revisjon)
    kinds = Counter(map(_why_not, revisjon.ikke_undersokt))
    parts = [text(f"terminal.kort.{kind}", n=kinds[kind]) for kind in _WHY_NOT if kinds[kind]]
    told = [_read_shortly(revisjon)]
    told += [text("terminal.kort.alle", n=sum(kinds.values()), hva=", ".join(parts))] if parts else []
    told += [counted("terminal.kort.tyder", book.ma_leses)] if book.ma_leses else []
    return " ".join(part for part in told if part)


def _read_shortly(revisjon: Revisjon) -> str:
    book = ledger(revisjon)
    if revisjon.lest is None or not book.lest_svar:
        return read_by_people(revisjon)
    key = "lest_annerledes" if book.lest_annerledes else "lest"
    return text(f"terminal.kort.{key}", n=book.lest, svar=book.lest_svar, andre=book.lest_annerledes)


def read_by_people(revisjon: Revisjon) -> str:
    """One sentence on the answers that are used; empty when no audit is locked."""
    if revisjon.lest is None:
        return ""
    book = ledger(revisjon)
    if not book.lest_svar:
        return _none_used(revisjon.lest)
    told = counted("lest_i_papirene.skjerm.besvart", book.lest, svar=book.lest_svar)
    apart = book.lest_annerledes
    differ = counted("lest_i_papirene.skjerm.annerledes", apart) if apart else ""
    left = ""
    if revisjon.lest.utelatt:
        left = text(f"lest_i_papirene.skjerm.{'ikke_brukt' if revisjon.lest.uventet else 'gjelder_annet'}")
    return " ".join(part for part in (told, differ, left) if part)


def _none_used(lest: LestIMappen) -> str:
    """No count of nothing: only why, where there were answers."""
    if not lest.utelatt:
        return ""
    return text(f"lest_i_papirene.skjerm.{'ingen_brukt' if lest.uventet else 'ingen_gjelder'}")


def _why_not(row: IkkeUndersokt) -> str:
    if row.regel.manuell:
        return "besvares" if row.regel.gjelder.objekt == ENHET else "leses"
    return "tom" if row.grunn == no_objects() else "mangler"

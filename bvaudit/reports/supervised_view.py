"""What the authority wants of us now: where a supervision stands there and here, and each finding in each unit."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.kodeverk import OURS
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Funnstand, Skrittet, Tilsynsfrist, Tilsynsstand
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.register.asked import shown
from bvaudit.register.supervised import finding_numbers, our_words, their_words, wanted
from bvaudit.register.supervised_findings import only_holds_others
from bvaudit.register.supervised_steps import required
from bvaudit.reports.supervised_page import Awaited, Finding, InUnit, SupervisedView, Taken
from bvaudit.texts import counted, text

_SHORT = 105  # characters of a finding on the first page


def supervised_view(
    tilsyn: Tilsyn, stand: Tilsynsstand, reg: Registeret, kontekst: Kontekst, dag: date
) -> SupervisedView:
    """``stand`` may be cut down to one unit, by :func:`of_unit`."""
    waits = tuple(_awaited(one, tilsyn, kontekst, dag) for one in stand.frister)
    return SupervisedView(
        tittel=text("tilsynslop.side.tittel", myndighet=tilsyn.myndighet),
        tilsyn=tilsyn.tittel,
        om=tuple(_about(tilsyn, stand, reg, kontekst)),
        svar=_first(tilsyn, stand, waits),
        der=their_words(stand, kontekst),
        her=our_words(stand, reg, kontekst),
        begge=both_words(stand, reg, tilsyn.myndighet),
        myndighet=tilsyn.myndighet,
        venter=waits,
        beskjeder=tuple(_notes(tilsyn, stand, kontekst, dag)),
        funn=tuple(_findings(tilsyn, stand, kontekst, dag)),
        gang=tuple(_taken(one, tilsyn, kontekst) for one in stand.skritt),
        dag=vis(dag),
    )


def both_words(stand: Tilsynsstand, reg: Registeret, myndighet: str) -> str:
    """How it stands there and here in one sentence, since neither ends the other."""
    numbers = {nr for one in stand.funn for nr in one.avvik if nr in reg.avvik}
    here = "ingen" if not numbers else "apen" if any(reg.avvik[nr].apen for nr in numbers) else "lukket"
    key = f"{'avsluttet' if stand.avsluttet else 'apen'}_{here}"
    return text(f"tilsynslop.side.begge.{key}", myndighet=myndighet)


def _about(tilsyn: Tilsyn, stand: Tilsynsstand, reg: Registeret, kontekst: Kontekst) -> Iterator[str]:
    ting = reg.ting.get(stand.nr)
    number = (ting.verdi("saksnummer") if ting else "") or tilsyn.saksnummer
    owner = shown(stand.eier, kontekst) if stand.eier else text("registeret.hvem.ingen")
    yield text("tilsynslop.side.om", myndighet=tilsyn.myndighet, ar=tilsyn.ar, eier=owner)
    if number:
        yield text("tilsynslop.side.saksnummer", nummer=number)


def _first(tilsyn: Tilsyn, stand: Tilsynsstand, waits: Sequence[Awaited]) -> str:
    if stand.avsluttet is not None:
        return text("tilsynslop.side.svar.avsluttet", myndighet=tilsyn.myndighet, dag=vis(stand.avsluttet))
    late = [one for one in waits if one.over]
    if late:
        return counted("tilsynslop.side.svar.over", len(late), hva=late[0].hva, frist=late[0].frist)
    if waits:
        return text("tilsynslop.side.svar.neste", hva=waits[0].hva, frist=waits[0].frist, igjen=waits[0].igjen)
    key = "ingen" if tilsyn.fil and stand.skritt and not stand.uten_frist else "ukjent"
    return text(f"tilsynslop.side.svar.{key}", myndighet=tilsyn.myndighet)


def _awaited(frist: Tilsynsfrist, tilsyn: Tilsyn, kontekst: Kontekst, dag: date) -> Awaited:
    left = (frist.dag - dag).days
    return Awaited(
        hva=wanted(frist, tilsyn, kontekst),
        frist=vis(frist.dag),
        igjen=days_left(left),
        over=text("tilsynslop.side.over") if left < 0 else "",
        merknad=text("tilsynslop.side.skille").join(_remarks(frist, kontekst)),
    )


def days_left(left: int) -> str:
    if not left:
        return text("tilsynslop.side.dager.i_dag")
    return counted(f"tilsynslop.side.dager.{'igjen' if left > 0 else 'over'}", abs(left))


def _remarks(frist: Tilsynsfrist, kontekst: Kontekst) -> Iterator[str]:
    letter = frist.satt_av
    if letter.tekst == text("tilsynslop.frist.uten_brev"):
        yield letter.tekst
    elif not letter.skritt:
        yield text("tilsynslop.side.i_funnet")
    else:
        name = kontekst.kodeverk.tekst("tilsynsskritt", letter.skritt)
        yield text("tilsynslop.side.satt_av", skritt=name, dag=vis(letter.dag))
    if frist.flyttet_fra:
        yield text("tilsynslop.side.flyttet", dager=", ".join(map(vis, frist.flyttet_fra)))


def _notes(tilsyn: Tilsyn, stand: Tilsynsstand, kontekst: Kontekst, dag: date) -> Iterator[str]:
    """What is agreed, what must be asked about, and what the file says otherwise."""
    for one in stand.avtaler:
        name = kontekst.kodeverk.tekst("tilsynsskritt", one.skritt)
        key = "avtalt" if one.dag >= dag else "avtalt_over"
        yield text(f"tilsynslop.side.{key}", skritt=name, dag=vis(one.dag))
    for one in stand.uten_frist:
        name = kontekst.kodeverk.tekst("tilsynsskritt", one.skritt)
        what = kontekst.kodeverk.tekst("tilsynsskritt", required(one, kontekst.kodeverk))
        yield text("tilsynslop.side.uten_frist", skritt=name, dag=vis(one.dag), hva=what)
    yield from stand.avvik_fra_fil


def _findings(tilsyn: Tilsyn, stand: Tilsynsstand, kontekst: Kontekst, dag: date) -> Iterator[Finding]:
    numbers = finding_numbers(tilsyn)
    here: dict[str, list[Funnstand]] = {}
    for one in stand.funn:
        here.setdefault(one.funn, []).append(one)
    for funn in (one for outer in tilsyn.funn for one in outer.within()):
        if funn.id in here:
            yield _finding(funn, numbers, here[funn.id], kontekst, dag, ended=stand.avsluttet is not None)


def _finding(
    funn: Tilsynsfunn,
    numbers: Mapping[str, str],
    rows: Sequence[Funnstand],
    kontekst: Kontekst,
    dag: date,
    *,
    ended: bool,
) -> Finding:
    words, heading = _one_line(funn.tekst), only_holds_others(funn)
    done = sum(one.lukket for one in rows)
    return Finding(
        id=funn.id,
        nummer=numbers[funn.id],
        tekst=words,
        kort=words if len(words) <= _SHORT else f"{words[: _SHORT - 1].rstrip()}…",
        om=tuple(_about_finding(funn, rows)),
        frist=vis(rows[0].frist) if rows[0].frist else "",
        samlet="" if heading else _together(rows),
        hos_oss="" if heading else counted("tilsynslop.side.ferdig", len(rows), ferdig=done),
        enheter=() if heading else tuple(_in_unit(one, kontekst, dag, ended=ended) for one in rows),
    )


def _about_finding(funn: Tilsynsfunn, rows: Sequence[Funnstand]) -> Iterator[str]:
    first = rows[0]
    if first.frist is not None:
        yield text("tilsynslop.side.funn_frist", dag=vis(first.frist))
    if first.alder is not None:
        yield counted("tilsynslop.side.alder", first.alder)
    if funn.lukkekriterium:
        yield _one_line(funn.lukkekriterium)


def _together(rows: Sequence[Funnstand]) -> str:
    """Added up over the units somebody has looked at; what the register alone knows of stands apart, and so do the
    units nobody has looked at."""
    seen = [one for one in rows if one.n is not None and one.brudd is not None]
    known = [one.brudd for one in rows if one.n is None and one.brudd is not None]
    unseen = len(rows) - len(seen) - len(known)
    if unseen == len(rows):
        return text("tilsynslop.side.ingen_sett")
    n, brudd = sum(one.n or 0 for one in seen), sum(one.brudd or 0 for one in seen)
    said = (
        text("tilsynslop.side.samlet", brudd=brudd, n=n) if seen else "",
        counted("tilsynslop.tall.fra_registeret", sum(known)) if known else "",
        counted("tilsynslop.side.ikke_sett", unseen) if unseen else "",
    )
    return text("tilsynslop.side.skille").join(one for one in said if one)


def _in_unit(one: Funnstand, kontekst: Kontekst, dag: date, *, ended: bool) -> InUnit:
    name = kontekst.enhet(one.enhet) if one.enhet else text("registeret.hvem.hele_kommunen")
    return InUnit(
        enhet=name[:1].upper() + name[1:],
        status=_status(one),
        tall=one.tall,
        gjort=one.gjort,
        gjenstar=one.gjenstar,
        innen=tuple(_within(one, dag, ended=ended)),
        belegg=one.belegg,
    )


def _status(one: Funnstand) -> str:
    """Ours, and what the authority has said of it beside that: neither decides the other."""
    ours = text(f"tilsynslop.side.status.{'lukket' if one.lukket else 'apent' if one.avvik else 'ikke_fulgt'}")
    if one.godtatt is None:
        return ours
    return f"{ours}\n{text('tilsynslop.side.status.godtatt', dag=vis(one.godtatt))}"


def _within(one: Funnstand, dag: date, *, ended: bool) -> Iterator[str]:
    """The authority's day is not over any more once it has ended its case."""
    settled = one.godtatt is not None or ended
    for key, day, done in (("de", one.frist, settled), ("vi", one.vi, one.lukket)):
        if day is not None:
            said = text(f"tilsynslop.side.innen.{key}", dag=vis(day))
            yield text("tilsynslop.side.innen.over", innen=said) if day < dag and not done else said


def _taken(step: Skrittet, tilsyn: Tilsyn, kontekst: Kontekst) -> Taken:
    kodeverk = kontekst.kodeverk
    numbers = finding_numbers(tilsyn)
    found = next((one for one in kodeverk.tilsynsskritt if one.kode == step.skritt), None)
    about = ", ".join(numbers.get(id, id) for id in step.funn)
    name = kodeverk.tekst("tilsynsskritt", step.skritt)
    said = (text("tilsynslop.side.om_funn", funn=about) if about else "", _one_line(step.tekst))
    return Taken(
        dag=vis(step.dag),
        skritt=text("tilsynslop.side.et_avtalt", skritt=name) if step.avtalt else name,
        av=tilsyn.kommune if found is not None and found.av == OURS else tilsyn.myndighet,
        frist=vis(step.frist) if step.frist else "",
        om=text("tilsynslop.side.skille").join(one for one in said if one),
        nr=str(step.hendelse) if step.hendelse else "",
    )


def _one_line(said: str) -> str:
    return " ".join(said.split())

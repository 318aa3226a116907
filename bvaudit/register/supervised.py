"""Where a supervision stands: our own status and the authority's apart, what it waits for, and each finding in each
unit. ``avsluttet`` there ends nothing here, nor the other way."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from bvaudit.model.kalender import vis
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.kontekst import Kontekst
from bvaudit.model.registeret.planlagt import Skrittet, Tilsynsfrist, Tilsynsstand
from bvaudit.model.registeret.ting import supervision_number
from bvaudit.model.tilsyn import Tilsyn, Tilsynsfunn
from bvaudit.register.supervised_deadlines import Deadlines, deadlines_of, has_happened
from bvaudit.register.supervised_findings import Around, Tall, by_finding
from bvaudit.register.supervised_steps import findings_in, step_code, step_named, steps_in_file, steps_of
from bvaudit.texts import counted, text

__all__ = ["finding_numbers", "our_words", "standing", "steps_of", "their_words", "wanted", "without_file"]
_FINAL = step_code("endelig_rapport")  # the day of the file that the age of a finding is counted from
NOTHING: Tall = {}


def standing(
    tilsyn: Tilsyn,
    reg: Registeret,
    kontekst: Kontekst,
    dag: date,
    tall: Callable[[Tilsyn], Tall] | Tall = NOTHING,
) -> Tilsynsstand:
    """As it is on ``dag``. ``tall`` are the figures of the newest run, by rule and unit; what is not there has not been
    looked at."""
    nr = supervision_number(tilsyn.id)
    steps = steps_of(tilsyn, reg)
    taken = [one for one in steps if has_happened(one, dag)]
    waits = deadlines_of(tilsyn, steps, kontekst.kodeverk, dag)
    ting = reg.ting.get(nr)
    around = Around(
        reg=reg,
        kontekst=kontekst,
        dag=dag,
        tall=tall if isinstance(tall, Mapping) else tall(tilsyn),
        rapport=_final_report(tilsyn, taken),
        godtatt=waits.godtatt,
    )
    return Tilsynsstand(
        nr=nr,
        tilsyn=tilsyn.id,
        tittel=tilsyn.tittel,
        egen=(ting.verdi("status") if ting else "") or _first_status(kontekst.kodeverk),
        myndighet=_last(taken, waits, kontekst.kodeverk),
        skritt=steps,
        frister=waits.apne,
        funn=by_finding(tilsyn, around),
        avsluttet=waits.avsluttet,
        eier=(ting.verdi("eier") or ting.eier) if ting else "",
        avvik_fra_fil=tuple(_differences(tilsyn, reg, kontekst)),
        tidligere=waits.tidligere,
        avtaler=tuple(one for one in steps if not has_happened(one, dag)),
        uten_frist=waits.uten_frist,
    )


def without_file(reg: Registeret, kontekst: Kontekst) -> tuple[Tilsyn, ...]:
    """Supervisions that are followed in the register and that no file has any more: what their letters wait for is not
    gone with the file. Their findings are."""
    known = {supervision_number(one.id) for one in kontekst.tilsyn}
    return tuple(
        Tilsyn(
            id=nr.removeprefix(supervision_number("")),
            tittel=text("tilsynslop.finn.uten_fil", tittel=reg.ting[nr].tittel or nr),
            ar="",
            kommune="",
            fil="",
        )
        for nr, steps in sorted(reg.tilsyn.items())
        if steps and nr in reg.ting and nr not in known
    )


def _first_status(kodeverk: Kodeverk) -> str:
    return kodeverk.tilsynsstatuser[0].kode if kodeverk.tilsynsstatuser else ""


def _last(taken: Sequence[Skrittet], waits: Deadlines, kodeverk: Kodeverk) -> str:
    """The last step taken; the one that ended it, where one has."""
    if waits.avsluttet is not None:
        return next(one.skritt for one in reversed(taken) if _ends(one, kodeverk))
    return taken[-1].skritt if taken else ""


def _ends(step: Skrittet, kodeverk: Kodeverk) -> bool:
    known = step_named(kodeverk, step.skritt)
    return known is not None and known.avslutter


def _final_report(tilsyn: Tilsyn, taken: Sequence[Skrittet]) -> date | None:
    """The first day it was given; what came later are corrections of it."""
    return next((one.dag for one in taken if one.skritt == _FINAL), tilsyn.datoer.endelig_rapport)


def _differences(tilsyn: Tilsyn, reg: Registeret, kontekst: Kontekst) -> Iterator[str]:
    """What the file says and the log does not, once the log has steps; the log counts. And avvik that answer for a
    finding the file does not have any more: they would be missed where the finding stands under another name."""
    known = findings_in(tilsyn)
    for nr, avvik in sorted(reg.avvik.items()):
        for punkt in dict.fromkeys((avvik.punkt, *avvik.punkter)):
            of, _, funn = punkt.partition("/")
            if of == tilsyn.id and funn not in known and avvik.telles:
                yield text("tilsynslop.fra_fil.funn", nr=nr, funn=funn)
    written = reg.tilsyn.get(supervision_number(tilsyn.id))
    if written is None:
        return
    stands = {(one.skritt, one.dag, one.frist) for one in written}
    for one in steps_in_file(tilsyn):
        if (one.skritt, one.dag, one.frist) not in stands:
            key = "frist" if one.frist else "skritt"
            name = kontekst.kodeverk.tekst("tilsynsskritt", one.skritt)
            yield text(
                f"tilsynslop.fra_fil.{key}", skritt=name, dag=vis(one.dag), frist=vis(one.frist) if one.frist else ""
            )


def wanted(frist: Tilsynsfrist, tilsyn: Tilsyn, kontekst: Kontekst) -> str:
    """What the authority waits for, as people say it, with the findings it is about where it is not about all."""
    numbers = finding_numbers(tilsyn)
    about = _listed([numbers.get(id, id) for id in frist.funn])
    if not frist.skritt and not frist.satt_av.skritt:
        return counted("tilsynslop.frist.funn", len(frist.funn), funn=about)
    named = frist.skritt or frist.satt_av.skritt
    step = step_named(kontekst.kodeverk, named)
    name = kontekst.kodeverk.tekst("tilsynsskritt", named)
    if frist.skritt:
        said = step.gjor if step is not None and step.gjor else name
    else:
        said = text("tilsynslop.frist.brevet", skritt=name)
    return text("tilsynslop.frist.om_funn", hva=said, funn=about) if about else said


def _listed(words: Sequence[str]) -> str:
    """«1.1, 1.2 og 2»"""
    if len(words) < 2:
        return "".join(words)
    return text("tilsynslop.frist.og", forste=", ".join(words[:-1]), siste=words[-1])


def finding_numbers(tilsyn: Tilsyn) -> dict[str, str]:
    """Finding → its place in the report, «1» or «1.2»."""
    return dict(_numbered(tilsyn.funn, ""))


def _numbered(funn: Sequence[Tilsynsfunn], outer: str) -> Iterator[tuple[str, str]]:
    for count, one in enumerate(funn, start=1):
        yield one.id, f"{outer}{count}"
        yield from _numbered(one.funn, f"{outer}{count}.")


def their_words(stand: Tilsynsstand, kontekst: Kontekst) -> str:
    """Where the case stands with the authority."""
    step = step_named(kontekst.kodeverk, stand.myndighet)
    if not stand.myndighet:
        return text("tilsynslop.der.intet")
    days = [one.dag for one in stand.skritt if one.skritt == stand.myndighet and not one.avtalt]
    return text("tilsynslop.der.skritt", etter=step.etter if step else stand.myndighet, dag=vis(max(days)))


def our_words(stand: Tilsynsstand, reg: Registeret, kontekst: Kontekst) -> str:
    """How far we have come by our own word, and how many avvik of it are open, whatever that word is."""
    numbers = {nr for one in stand.funn for nr in one.avvik}
    left = sum(reg.avvik[nr].apen for nr in numbers if nr in reg.avvik)
    said = kontekst.kodeverk.tekst("tilsynsstatuser", stand.egen)
    if not numbers:
        return text("tilsynslop.her.ingen_avvik", status=said)
    if not left:
        return counted("tilsynslop.her.alle_lukket", len(numbers), status=said)
    return counted("tilsynslop.her.apne", left, status=said, av=len(numbers))

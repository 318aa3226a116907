"""A draw by a checklist tried again: its frame against the extract, and what has happened to its places since."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bvaudit.loading.content.revisjonslogg import read_log
from bvaudit.loading.content.utvalg import UTVALG_YAML
from bvaudit.model.plans import Sjekkliste
from bvaudit.model.revisjonslogg import Hendelse, Logglinje
from bvaudit.model.utvalg import FrameCase, Utvalg
from bvaudit.stats.places import replay_log
from bvaudit.texts import text
from bvaudit.workflows.content import Content
from bvaudit.workflows.draw_frame import ALWAYS, Wish, earlier_cases, frame_for
from bvaudit.workflows.frozen_draw import log_beside
from bvaudit.workflows.inputs import Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What differs, and what this cannot say. ``logg`` are the lines that were played through, and ``sagt`` what the
    print in the minutes is of."""

    forskjeller: tuple[str, ...] = ()
    ikke_kontrollert: tuple[str, ...] = ()
    logg: tuple[Logglinje, ...] = ()
    sagt: tuple[str, ...] = ()


def try_log(folder: Path, utvalg: Utvalg, grunner: Collection[str] | None) -> Tried:
    """Every line played through again. Without a log nothing is known of what came after the draw."""
    path = log_beside(folder)
    if not path.exists():
        left = (text("trekning.etterprov.uten_logg"),) if utvalg.sjekkliste else ()
        return Tried(ikke_kontrollert=left)
    logg, problems = read_log(path)
    _, faults = replay_log(utvalg, logg, grunner)
    broken = (f"{problem.sted}: {problem.tekst}" for problem in problems)
    return Tried(forskjeller=(*broken, *_another_draw(utvalg, logg), *faults), logg=tuple(logg))


def _another_draw(utvalg: Utvalg, logg: Sequence[Logglinje]) -> Iterator[str]:
    """The log has the print of the draw from the day it was made."""
    for line in logg:
        if line.hva is Hendelse.TRUKKET and line.tekst.strip() and not utvalg.has_print(line.tekst):
            yield text("trekning.etterprov.avtrykk_i_loggen", nr=line.nr)


def try_minutes(noted: str | None, utvalg: Utvalg, logg: Sequence[Logglinje]) -> Tried:
    """The print somebody noted is the draw's or the log's. Alone, a log only shows that no line is gone from its
    middle; the print of its last line, noted elsewhere, shows that none is gone from its end."""
    redrawn = text("workflows.draw_sample.at_ingen_har_trukket_pa_nytt", kort_avtrykk=utvalg.kort_avtrykk)
    last = logg[-1] if logg else None
    cut = (text("trekning.etterprov.slutten", avtrykk=last.avtrykk),) if last else ()
    if noted is None:
        return Tried(ikke_kontrollert=(redrawn, *cut))
    if utvalg.has_print(noted):
        return Tried(sagt=(text("trekning.etterprov.er_trekningens"),), ikke_kontrollert=cut)
    line = next((one for one in logg if one.has_print(noted)), None)
    if line is None:
        told = text("workflows.draw_sample.avtrykket_i_protokollen_er_et_annet", kort_avtrykk=utvalg.kort_avtrykk)
        return Tried(
            forskjeller=(told, *((text("trekning.etterprov.loggen_har", avtrykk=last.avtrykk),) if last else ()))
        )
    held = any(one.hva is Hendelse.TRUKKET and one.tekst.strip() and one.nr <= line.nr for one in logg)
    after = () if line is last else (text("trekning.etterprov.slutten_etter", nr=line.nr),)
    return Tried(
        sagt=(text("trekning.etterprov.er_loggens", nr=line.nr),),
        ikke_kontrollert=(*(() if held else (redrawn,)), *after),
    )


def try_frame(folder: Path, utvalg: Utvalg, frozen: Sequence[FrameCase], prepared: Prepared, content: Content) -> Tried:
    """The frame the checklist gives today, against the frozen one."""
    liste = next((one for one in content.planer.sjekklister if one.id == utvalg.sjekkliste), None)
    if liste is None or utvalg.per is None:
        return Tried(ikke_kontrollert=(text("trekning.etterprov.uten_liste", liste=utvalg.sjekkliste),))
    before = _earlier(folder, utvalg)
    if before is None:
        return Tried(ikke_kontrollert=(text("trekning.etterprov.uten_forrige", forrige=utvalg.forrige),))
    framed = frame_for(prepared, _wish(utvalg, liste, before), content.koder)
    gone, new = len(set(frozen) - set(framed.frame.saker)), len(set(framed.frame.saker) - set(frozen))
    found = [text("trekning.etterprov.rammen_etter_listen", gone=gone, new=new)] if gone or new else []
    now = {reason.value: n for reason, n in framed.utelatt.items()}
    for grunn in sorted({*now, *utvalg.utelatt}):
        then = utvalg.utelatt.get(grunn, 0)
        if then != now.get(grunn, 0):
            said = text(f"trekning.utelatt.{grunn}")
            found.append(text("trekning.etterprov.utelatt", grunn=said, antall=then, na=now.get(grunn, 0)))
    return Tried(forskjeller=tuple(found))


def _earlier(folder: Path, utvalg: Utvalg) -> frozenset[str] | None:
    """The cases of the earlier round; None when its draw is not where it was."""
    if not utvalg.forrige:
        return frozenset()
    audits = folder.absolute().parent.parent
    for draw in (audits / utvalg.forrige / folder.name, folder.absolute().parent / utvalg.forrige):
        if (draw / UTVALG_YAML).exists():
            return earlier_cases(draw)
    return None


def _wish(utvalg: Utvalg, liste: Sjekkliste, before: frozenset[str]) -> Wish:
    assert utvalg.per is not None, "a draw by a checklist has a day"
    days = (utvalg.periode_fra, utvalg.periode_til)
    return Wish(
        id=utvalg.id,
        liste=liste,
        per=utvalg.per,
        periode=(days[0], days[1]) if days[0] is not None and days[1] is not None else ALWAYS,
        per_enhet=utvalg.per_enhet,
        reserve=utvalg.reserve,
        enheter=utvalg.enheter,
        forrige=utvalg.forrige,
        forrige_saker=before,
        startet_etter=utvalg.startet_etter,
    )

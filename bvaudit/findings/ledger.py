"""How many rules were checked, broken and not examined, counted here for terminal, Excel, Word and JSON alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from bvaudit.model.lesesvar import LEST
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar


@dataclass(frozen=True, slots=True, kw_only=True)
class Regnskap:
    """How many rules, in a run or in one unit of it. ``kontrollert`` = ``med_avvik`` + ``under_andre`` +
    ``uten_avvik``; rules that only indicate a breach are counted for themselves, whatever they showed.

    ``kontrollert`` had at least one object that came out oppfylt, delvis or ikke oppfylt. ``under_andre`` are broken,
    but every breach is told under a wider rule. ``ingen_a_vurdere`` ran and had nothing to judge. ``saker_med_avvik``
    counts each case once, however many rules are broken in it.

    What people have read is counted apart: ``lest`` are the rules with answers, ``lest_med_avvik`` those of them where
    only the readers show a breach, and ``lest_svar`` all the answers that are used. ``registreringer`` are breaches of
    the register that a reader found in order in the folder, and ``lest_annerledes`` all that the two differ about.
    """

    kontrollert: int
    med_avvik: int
    under_andre: int
    uten_avvik: int
    indikasjoner: int
    ma_leses: int
    ingen_a_vurdere: int
    ikke_undersokt: int
    avvik: int
    saker_med_avvik: int
    lest: int = 0
    lest_med_avvik: int = 0
    lest_svar: int = 0
    registreringer: int = 0
    lest_annerledes: int = 0


def ledger(revisjon: Revisjon, enhet: str | None = None) -> Regnskap:
    """``enhet`` is a unit's name; None is the whole run."""
    svar = [s for s in revisjon.svar if enhet is None or s.enhet == enhet]
    rules: dict[str, list[RegelSvar]] = {}
    for s in svar:
        rules.setdefault(s.regel.id, []).append(s)
    read = {id_: found for id_, found in rules.items() if any(s.lest for s in found)}
    machine = {id_: found for id_, found in rules.items() if found[0].standard != LEST}
    judged = {id_: found for id_, found in machine.items() if sum(s.tall[s.standard].n for s in found)}
    counted = [found for found in judged.values() if not found[0].regel.indikasjon]
    indicated = [found for found in judged.values() if found[0].regel.indikasjon]
    broken = [found for found in counted if any(s.er_avvik for s in found)]
    nested = [found for found in counted if found not in broken and any(s.fort_under for s in found)]
    left = {row.regel.id for row in revisjon.ikke_undersokt}
    everywhere = {s.regel.id for s in revisjon.svar if s.standard != LEST} - left
    return Regnskap(
        kontrollert=len(counted),
        med_avvik=len(broken),
        under_andre=len(nested),
        uten_avvik=len(counted) - len(broken) - len(nested),
        indikasjoner=len(indicated),
        ma_leses=sum(1 for found in indicated if any(s.er_indikasjon for s in found)),
        ingen_a_vurdere=len(everywhere - set(judged)),
        ikke_undersokt=len(left),
        avvik=sum(1 for s in svar if s.er_avvik),
        saker_med_avvik=len(_cases(svar)),
        lest=len(read),
        lest_med_avvik=sum(1 for found in read.values() if any(s.er_avvik and s.leser_teller for s in found)),
        lest_svar=sum(s.lest.alle.n + s.lest.alle.ikke_aktuelt for s in svar if s.lest),
        registreringer=sum(len(s.i_orden) for s in svar),
        lest_annerledes=sum(len(s.lest_om) for s in svar),
    )


def _cases(svar: Sequence[RegelSvar]) -> set[str]:
    return {funn.sak for s in svar if s.er_avvik for funn in s.egne if funn.sak}

"""What readers found of one rule, unit by unit and together: beside the machine's numbers, and never added to them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bvaudit.findings.tallrad import Tallrad
from bvaudit.model.anslag import Metode
from bvaudit.model.funn import summed
from bvaudit.model.lesesvar import LEST
from bvaudit.model.lest_i_mappen import LestTall
from bvaudit.model.revisjon import Revisjon
from bvaudit.model.svar import RegelSvar
from bvaudit.texts import counted, text


def read_numbers(svar: Sequence[RegelSvar], revisjon: Revisjon) -> Iterator[Tallrad]:
    """``svar``: the answers of one rule. A unit nobody has read in has no number where only people can answer, and no
    row where the machine has one."""
    by_unit = {s.enhet: s for s in svar if s.lest}
    if not by_unit:
        return
    first = next(iter(by_unit.values()))
    row = Tallrad(
        regel=first.regel,
        teller=first.teller,
        enhet="",
        variant=LEST,
        standard=first.standard == LEST,
        tall=None,
    )
    yield _together(list(by_unit.values()), revisjon, row)
    for enhet in revisjon.enheter:
        one = by_unit.get(enhet.navn)
        if one is not None and one.lest is not None:
            yield _unit(one, one.lest, replace(row, enhet=enhet.navn))
        elif row.standard:
            yield replace(row, enhet=enhet.navn, grunn=text("lest_i_papirene.grunn.ingen_har_lest"))


def read_remarks(lest: LestTall) -> str:
    """What the numbers carry, and what the reader of them must know."""
    said = [lest.setning] if lest.setning else []
    if lest.ikke_lest:
        said.append(counted("lest_i_papirene.tall.ikke_lest", lest.ikke_lest))
    if lest.malrettede:
        broken = lest.alle.ikke_oppfylt - lest.tall.ikke_oppfylt
        said.append(counted("lest_i_papirene.tall.malrettede", lest.malrettede, brudd=broken))
    if lest.andel is not None and lest.andel.metode is Metode.VEKTET:
        said.append(text("lest_i_papirene.tall.vektet"))
    if lest.grunn:
        said.append(lest.grunn)
    return " ".join(said)


def _together(read: Sequence[RegelSvar], revisjon: Revisjon, row: Tallrad) -> Tallrad:
    if len(revisjon.enheter) == 1 and read[0].lest is not None:
        return _unit(read[0], read[0].lest, row)
    tall = summed(s.lest.tall for s in read if s.lest)
    return replace(
        row,
        tall=tall,
        fort_under=sum(s.fort_under for s in read) if row.standard else None,
        avvik=sum(_avvik(s) for s in read) if row.standard else None,
        andel=False,
        grunn=text("lest_i_papirene.grunn.per_enhet"),
    )


def _unit(svar: RegelSvar, lest: LestTall, row: Tallrad) -> Tallrad:
    return replace(
        row,
        tall=lest.tall,
        fort_under=svar.fort_under if row.standard else None,
        avvik=_avvik(svar) if row.standard else None,
        andel=lest.andel is not None,
        andel_verdi=lest.andel.andel if lest.andel else None,
        intervall=lest.intervall,
        grunn=read_remarks(lest),
    )


def _avvik(svar: RegelSvar) -> int:
    return len(svar.egne) if svar.er_avvik else 0

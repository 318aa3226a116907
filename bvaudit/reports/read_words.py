"""What papers say of answers people have given: of one object, of one rule, and of the audit they are from."""

from collections.abc import Iterator

from bvaudit.findings.read_numbers import read_remarks
from bvaudit.model.funn import Funn, Lestmerke, Tall
from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.lest_i_mappen import LestKort, LestTall
from bvaudit.model.rule import ENHET, Rule
from bvaudit.model.svar import RegelSvar
from bvaudit.reports.wording import dato, prosent
from bvaudit.texts import counted, text


def read_mark(funn: Funn) -> str:
    """«lest: nei, uttrekket sier «oppfylt»»; empty where nobody has read."""
    if funn.lest is None:
        return ""
    said = [text("lest_i_papirene.merke.lest", svar=funn.lest.svar.value), *_doubts(funn.lest)]
    return ", ".join(said)


def _doubts(lest: Lestmerke) -> Iterator[str]:
    if lest.imot and lest.maskinen is not None:
        yield text("lest_i_papirene.rad.imot", utfall=lest.maskinen.value)
    if lest.kilde_endret:
        yield text("lest_i_papirene.rad.endret")
    if lest.malrettet:
        yield text("lest_i_papirene.rad.malrettet")


def fault_kind(lest: Lestmerke, kodeverk: Kodeverk) -> str:
    """The kind of fault in words; a code nobody knows any more as it is."""
    return next((valg.tekst for valg in kodeverk.feiltyper if valg.kode == lest.feiltype), lest.feiltype)


def found_when_read(rule: Rule, lest: LestTall) -> str:
    """What the numbers carry, in the words of the wording gate; else the plain count, or the answer of the unit."""
    if rule.gjelder.objekt == ENHET:
        return text(f"lest_i_papirene.enhet.{_answer(lest.alle)}")
    if lest.setning:
        return lest.setning
    if not lest.alle.n:
        return text("lest_i_papirene.tall.ingen_aktuelle")
    return counted("lest_i_papirene.tall.funnet", lest.alle.n, brudd=lest.alle.ikke_oppfylt)


def _answer(tall: Tall) -> str:
    if tall.ikke_oppfylt:
        return "nei"
    return "delvis" if tall.delvis else "ja" if tall.oppfylt else "ikke_aktuelt"


def beside(svar: RegelSvar) -> str:
    """One line on what readers found, to stand beside the machine's figure; empty where nobody has read."""
    if svar.lest is None:
        return ""
    said = [found_when_read(svar.regel, svar.lest), *changes(svar)]
    remarks = read_remarks(svar.lest).removeprefix(svar.lest.setning).strip()
    return " ".join([*said, remarks] if remarks else said)


def changes(svar: RegelSvar) -> Iterator[str]:
    """How reading has changed the list of breaches, and never the machine's figure."""
    if in_order := svar.i_orden:
        yield counted("lest_i_papirene.tall.avkreftet", len(in_order))
    if partly := len(svar.avkreftet) - len(in_order):
        yield counted("lest_i_papirene.tall.delvis", partly)
    only_read = sum(1 for funn in svar.brudd if funn.lest and funn.lest.imot)
    if only_read and not svar.leser_teller:
        yield counted("lest_i_papirene.tall.bare_lest", only_read)


def share_of(svar: RegelSvar) -> str:
    """The share an avvik is told with, and «–» when none may be told."""
    tall = svar.talt
    if not tall.n or not svar.med_andel:
        return "–"
    if svar.leser_teller and svar.lest and svar.lest.andel:
        return prosent(round(svar.lest.andel.andel * 1000), 1000)
    return prosent(tall.ikke_oppfylt, tall.n)


def audit_lines(kort: LestKort, enhet: str = "") -> Iterator[str]:
    """Which audit, how its cases were found, and what the reader of its figures must know. The remarks, and
    what is said of one unit by name, are those of ``enhet``; empty = of every unit."""
    yield counted(
        f"lest_i_papirene.revisjon.{'linje_uten_liste' if kort.tittel == kort.sjekkliste else 'linje'}",
        kort.svar,
        tittel=kort.tittel,
        id=kort.id,
        liste=kort.sjekkliste,
        per=dato(kort.per),
        last=dato(kort.last),
    )
    yield kort.trekning
    if kort.kilde_endret:
        yield counted("lest_i_papirene.revisjon.endret", kort.kilde_endret)
    others = tuple(f"{unit}:" for unit in kort.enheter if enhet not in ("", unit))
    yield from (line for line in kort.forbehold if not line.startswith(others))
    for unit, dag, tekst in kort.merknader:
        if enhet in ("", unit):
            yield text("lest_i_papirene.revisjon.merknad", enhet=unit, dag=dato(dag), tekst=tekst)

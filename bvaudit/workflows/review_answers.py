"""Each answer of a form becomes a row of ``svar.csv``, or is told of with its cell."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from bvaudit.diagnostics import Sted
from bvaudit.intake.reading_facts import Punktfakta
from bvaudit.intake.review_form import Gitt, Leseskjema
from bvaudit.model.gjennomgang import EgneSaker
from bvaudit.model.lesesvar import Lesesvar, Svarvalg
from bvaudit.model.utfall import Utfall
from bvaudit.workflows.review_context import Sammenheng
from bvaudit.workflows.review_places import Plasser
from bvaudit.workflows.review_problems import Say
from bvaudit.workflows.review_wording import Dom, Wordings

_ANSWERS = frozenset(one.value for one in Svarvalg)
_PARTS = 5  # sak|objekt|objekt_id|regel|ordlyd
_SAME = {
    Utfall.OPPFYLT: Svarvalg.JA,
    Utfall.DELVIS: Svarvalg.DELVIS,
    Utfall.IKKE_OPPFYLT: Svarvalg.NEI,
    Utfall.IKKE_AKTUELT: Svarvalg.IKKE_AKTUELT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mangel:
    """A point without an answer that counts. ``slag`` is why: a key of the texts; ``sak`` is empty for the unit's."""

    sak: str
    regel: str
    slag: str


@dataclass(slots=True)
class Svarene:
    """``av`` is how many there are to answer as it is now; ``utenfor`` answers to cases that are struck; ``egne`` cases
    of the reader's own that the exception lets them read."""

    rader: list[Lesesvar] = field(default_factory=list)
    mangler: list[Mangel] = field(default_factory=list)
    av: int = 0
    utenfor: int = 0
    egne: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What answers are judged with. ``fil`` is the name the form is kept under; ``saksbehandlere``: case → the code of
    who has it, where that is known."""

    her: Sammenheng
    plasser: Plasser
    ordlyder: Wordings
    dag: date
    fil: str
    saksbehandlere: Mapping[str, str]
    say: Say

    def answers(self, skjema: Leseskjema) -> Svarene:
        found = Svarene()
        seen: set[str] = set()
        for given in skjema.svar:
            known = self.her.fakta.punkter.get(given.id)
            if known is None:
                self._unknown(given)
            elif not self._in_its_row(given):
                self.say.fault(given.sted(), "feil_rad")
            elif given.id in seen:
                self.say.fault(given.sted(), "to_ganger")
            else:
                seen.add(given.id)
                self._one(given, known, found)
        for id_ in self.her.fakta.punkter:  # in the order of the form
            if id_ not in seen:
                self._gone(id_, found)
        return found

    def _unknown(self, given: Gitt) -> None:
        """Where the case has no such question, nothing may stand; and an id nobody knows says of no question."""
        if given.skrevet:
            self.say.fault(_first(given), "ukjent_id" if given.id else "ikke_spurt")

    @staticmethod
    def _in_its_row(given: Gitt) -> bool:
        return given.rad in (given.id, given.id.partition("|")[0])

    def _gone(self, id_: str, found: Svarene) -> None:
        sak, _, _, regel, _ = _parts(id_)
        if not sak or sak in self.plasser.leses:
            found.av += 1
            found.mangler.append(Mangel(sak=sak, regel=regel, slag="borte"))

    def _one(self, given: Gitt, known: Punktfakta, found: Svarene) -> None:
        sak, _, _, regel, _ = _parts(given.id)
        if sak and sak not in self.plasser.leses:
            self._not_read(given, sak, found)
            return
        found.av += 1
        lack = self._lacks(given, known)
        if lack:
            found.mangler.append(Mangel(sak=sak, regel=regel, slag=lack))
            return
        if given.dato is not None and given.dato > self.dag:
            self.say.fault(given.sted("dato"), "fremtid", dag=f"{given.dato:%d.%m.%Y}")
        if sak and not self._may_read(given, sak, found):
            return
        row = self._row(given, known)
        judged = self.ordlyder.of(regel, row.ordlyd, known.regelversjon)
        if judged.dom in (Dom.NY, Dom.BORTE):
            self.say.warn(given.sted(), judged.dom.value, regel=regel)
            found.mangler.append(Mangel(sak=sak, regel=regel, slag=judged.dom.value))
            return
        found.rader.append(row if judged.regel == row.regel else replace(row, regel=judged.regel))

    def _not_read(self, given: Gitt, sak: str, found: Svarene) -> None:
        if not given.skrevet or given.svar == Svarvalg.IKKE_VURDERT:
            return
        if sak in self.plasser.utgatt:
            found.utenfor += 1
        else:
            self.say.fault(_first(given), "reserve", plass=self.her.fakta.plasser[sak].plass)

    def _lacks(self, given: Gitt, known: Punktfakta) -> str:
        """What is lacking; empty when it is an answer."""
        if given.svar == Svarvalg.IKKE_VURDERT:
            return "ikke_vurdert"
        if given.svar not in _ANSWERS:
            if given.skrevet and not given.svar and not given.feil:
                self.say.warn(_first(given), "uten_svar")
            return "ubesvart"
        if given.tekst("begrunnelse"):
            return ""
        if given.svar in known.krever:
            self.say.warn(given.sted("begrunnelse"), "uten_begrunnelse", svar=given.svar)
            return "begrunnelse"
        same = _SAME.get(known.maskin) if known.maskin is not None else None
        if same is not None and given.svar != same:
            self.say.warn(given.sted("begrunnelse"), "over_uttrekket", svar=given.svar)
            return "begrunnelse"
        return ""

    def _may_read(self, given: Gitt, sak: str, found: Svarene) -> bool:
        """Nobody reads a case of their own, unless the exception says so; then it is logged."""
        own = self.her.leser.egen_kode.casefold()
        if not own or self.saksbehandlere.get(sak, "").casefold() != own:
            return True
        if not _excepted(self.her.audit.gjennomgang.egne_saker, self.her.enhet):
            self.say.fault(given.sted(), "egen_sak", plass=self.her.fakta.plasser[sak].plass)
            return False
        found.egne[sak] = None
        return True

    def _row(self, given: Gitt, known: Punktfakta) -> Lesesvar:
        sak, objekt, objekt_id, regel, ordlyd = _parts(given.id)
        svar = Svarvalg(given.svar)
        assert svar.utfall is not None, "not assessed is told of before"
        sted = given.sted()
        return Lesesvar(
            revisjon=self.her.audit.id,
            regel=regel,
            regelversjon=known.regelversjon,
            ordlyd=ordlyd,
            enhet=self.her.enhet,
            sak=sak,
            objekt=objekt,
            objekt_id=objekt_id,
            leser=self.her.leser.kode,
            lesing=self.her.lesing,
            svar=svar,
            utfall=svar.utfall,
            begrunnelse=given.tekst("begrunnelse"),
            feiltype=given.tekst("feiltype"),
            belegg=given.tekst("belegg"),
            dato=given.dato,
            maskinens_utfall=known.maskin,
            kilde=f"{self.fil}!{sted.ark}!{sted.celle}",
        )


def _excepted(unntak: EgneSaker | None, enhet: str) -> bool:
    return unntak is not None and enhet in unntak.enheter


def _first(given: Gitt) -> Sted:
    """The first cell something stands in."""
    return next((cell.sted for cell in given.celler.values() if cell.verdi is not None), given.sted())


def _parts(id_: str) -> tuple[str, str, str, str, str]:
    parts = id_.split("|")
    sak, objekt, objekt_id, regel, ordlyd = [*parts, *[""] * _PARTS][:_PARTS]
    return sak, objekt, objekt_id, regel, ordlyd

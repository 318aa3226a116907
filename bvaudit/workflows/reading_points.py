"""The questions of one case: each point of the checklist, about the object it is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bvaudit.engine.object_dates import ObjectDates
from bvaudit.findings.counted_word import counted_word
from bvaudit.model.kalender import vis
from bvaudit.model.leseark import Lesepunkt, Maskinsvar
from bvaudit.model.lesesvar import Gjenstand
from bvaudit.model.mengdeord import gjelder
from bvaudit.model.ordlyd import wording_print
from bvaudit.model.plans import Punkt
from bvaudit.model.rule import ENHET, Rule, Versjon
from bvaudit.model.sitering import cite
from bvaudit.model.utvalg import Plass
from bvaudit.texts import text
from bvaudit.vocabulary import manuell
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.reading_facts import ReadingFacts, rules_of

_MOST = 4  # objects of one case a point asks about
_CASE = "sak"
_CHOICES: tuple[tuple[str, ...], tuple[str, ...]] = (("ja", "delvis", "nei", "ikke aktuelt"), ("delvis", "nei"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """Makes the questions. ``blind``: nothing of what the machine says is in them."""

    audit: Audit
    facts: ReadingFacts
    blind: bool

    def of_case(self, plass: Plass) -> tuple[Lesepunkt, ...]:
        points = self._points()
        return tuple(one for rule, punkt in points for one in self._of_rule(rule, punkt, plass))

    def of_unit(self, enhet: str, enhet_id: str) -> tuple[Lesepunkt, ...]:
        """The points about the service itself."""
        found: list[Lesepunkt] = []
        for rule, punkt in self._points():
            if rule.gjelder.objekt == ENHET:
                about = Gjenstand(regel=rule.id, enhet=enhet, sak="", objekt=ENHET, objekt_id=enhet_id)
                found += self._point(rule, punkt, about, self._by_day(rule, self.audit.gjennomgang.per))
        return tuple(found)

    def about_place(self, plass: Plass) -> str:
        """One line that tells which object was drawn."""
        drawn = self.audit.utvalg.objekt if self.audit.utvalg else ""
        if not plass.objekt_id or drawn in ("", _CASE):
            return ""
        return told(gjelder(drawn), self.facts.datoer.get((drawn, plass.objekt_id)))

    def _points(self) -> list[tuple[Rule, Punkt]]:
        rules = {rule.id: rule for rule in rules_of(self.audit)}
        return [(rules[punkt.regel], punkt) for punkt in self.audit.liste.punkter if punkt.regel in rules]

    def _of_rule(self, rule: Rule, punkt: Punkt, plass: Plass) -> Iterator[Lesepunkt]:
        tabell = rule.gjelder.objekt
        if tabell == ENHET:
            return
        if tabell == _CASE:
            yield from self._about(rule, punkt, plass, plass.sak, "")
            return
        every = self._objects(rule, plass)
        word = gjelder(counted_word(rule, self.audit.content.koder))
        for objekt_id in every[:_MOST]:
            om = told(word, self.facts.datoer.get((tabell, objekt_id)))
            if len(every) > _MOST:
                om = text("revisjonen.om.de_nyeste", om=om, n=_MOST, av=len(every))
            yield from self._about(rule, punkt, plass, objekt_id, om)
        if not every:
            yield from self._about_nothing(rule, punkt, plass)

    def _objects(self, rule: Rule, plass: Plass) -> tuple[str, ...]:
        drawn = self.audit.utvalg.objekt if self.audit.utvalg else ""
        if plass.objekt_id and rule.gjelder.objekt == drawn:
            return (plass.objekt_id,)
        return self.facts.objekter.get((rule.id, plass.sak), ())

    def _about(self, rule: Rule, punkt: Punkt, plass: Plass, objekt_id: str, om: str) -> Iterator[Lesepunkt]:
        tabell = rule.gjelder.objekt
        gjenstand = Gjenstand(regel=rule.id, enhet=plass.enhet, sak=plass.sak, objekt=tabell, objekt_id=objekt_id)
        judged = self.facts.domt.get((rule.id, objekt_id))
        if judged is not None:
            version = next((v for v in rule.versjoner if v.gjelder_fra == judged.regelversjon), None)
        else:
            version = self._by_object(rule, self.facts.datoer.get((tabell, objekt_id)))
        return self._point(rule, punkt, gjenstand, version, om, judged.svar if judged is not None else None)

    def _about_nothing(self, rule: Rule, punkt: Punkt, plass: Plass) -> Iterator[Lesepunkt]:
        """The extract shows no such object in the case: a reader says that it is so, or what the extract lacks."""
        gjenstand = Gjenstand(regel=rule.id, enhet=plass.enhet, sak=plass.sak, objekt=_CASE, objekt_id=plass.sak)
        word = gjelder(counted_word(rule, self.audit.content.koder), 2)
        version = self._by_day(rule, self.audit.gjennomgang.per)
        said = "" if self.blind else text("revisjonen.om.ingen", hva=word)  # it is what the machine found
        return self._point(rule, punkt, gjenstand, version, said)

    def _point(
        self,
        rule: Rule,
        punkt: Punkt,
        gjenstand: Gjenstand,
        version: Versjon | None,
        om: str = "",
        maskin: Maskinsvar | None = None,
    ) -> Iterator[Lesepunkt]:
        """Nothing where no law was in force: then the point is about nothing, whatever anybody answers."""
        if version is None:
            return
        svar, krever = _choices(version)
        yield Lesepunkt(
            gjelder=gjenstand,
            regelversjon=version.gjelder_fra,
            ordlyd=wording_print(rule),
            sporsmal=rule.sporsmal,
            tittel=rule.tittel,
            veiledning=rule.veiledning,
            godt=rule.eksempel.godt if rule.eksempel is not None else "",
            svakt=rule.eksempel.svakt if rule.eksempel is not None else "",
            merknad=punkt.merknad,
            hjemmel=tuple(cite(each, self.audit.content.lover) for each in version.hjemmel),
            om=om,
            svar=svar,
            krever=krever,
            maskin=None if self.blind else maskin,
        )

    def _by_object(self, rule: Rule, dates: ObjectDates | None) -> Versjon | None:
        """The law on the object's own day, as the engine chooses it."""
        newest = rule.versjoner[-1]
        if not any(version.velges_etter for version in rule.versjoner) or dates is None:
            return self._by_day(rule, self.audit.gjennomgang.per)
        chosen = [dates.felt[dato.felt] for dato in newest.velges_etter if dato.felt in dates.felt]
        return self._by_day(rule, chosen[0]) if chosen else newest

    @staticmethod
    def _by_day(rule: Rule, dag: date) -> Versjon | None:
        return next((version for version in rule.versjoner if version.in_force(dag)), None)


def told(word: str, dates: ObjectDates | None) -> str:
    """«undersøkelse fra 03.02.2025 til 01.05.2025»."""
    if dates is None or dates.start is None:
        return text("revisjonen.om.uten_dato", hva=word)
    if dates.slutt is None:
        return text("revisjonen.om.fra", hva=word, fra=vis(dates.start))
    if dates.slutt == dates.start:
        return text("revisjonen.om.dag", hva=word, dag=vis(dates.start))
    return text("revisjonen.om.fra_til", hva=word, fra=vis(dates.start), til=vis(dates.slutt))


def _choices(version: Versjon) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The answers a person can give, and those that need a reason: as the point says, else as for any other."""
    for variant in version.varianter:
        if isinstance(variant.krav, manuell.Args):
            return variant.krav.svar, variant.krav.begrunnelse_ved
    return _CHOICES

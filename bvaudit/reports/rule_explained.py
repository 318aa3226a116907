"""What a rule says, in plain words: question, law over time, ways of counting, certainty."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bvaudit.reports.told_under import way_name
from bvaudit.reports.wording import dato
from bvaudit.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class LawAtATime:
    fra: date
    til: date | None
    hjemmel: tuple[str, ...]
    merknad: str
    gjelder: bool  # on the day that was asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class WayTold:
    navn: str
    forklaring: str
    teller: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleExplained:
    """``kontroll`` is the register's own grade of one of its controls; empty for other rules."""

    regel: str
    tittel: str
    brudd: str
    sporsmal: str
    formal: str
    alvorlighetsgrad: str
    sikkerhet: str
    sikker: bool
    sikkerhet_grunn: str
    kontroll: str
    indikasjon: bool
    per: date
    lov: tuple[LawAtATime, ...]
    mater: tuple[WayTold, ...]
    veiledning: str
    metode: str
    kilde: str
    fil: str


def rule_lines(rule: RuleExplained) -> Iterator[str]:
    yield f"{rule.regel}  {rule.tittel}"
    yield from ("", rule.sporsmal, "", text("forklaring.regel.hvorfor", formal=rule.formal), "")
    yield text("forklaring.regel.alvor", grad=rule.alvorlighetsgrad)
    mark = "" if rule.sikker else text("forklaring.regel.merkes")
    yield text("forklaring.regel.sikkerhet", sikkerhet=rule.sikkerhet, merke=mark, grunn=rule.sikkerhet_grunn)
    if rule.kontroll:
        yield text("forklaring.regel.kontroll", grad=rule.kontroll)
    if rule.indikasjon:
        yield text("forklaring.regel.indikasjon")
    yield from ("", text("forklaring.regel.lov"))
    for law in rule.lov:
        yield from _law(law)
    yield "   " + text("forklaring.regel.gjelder", per=dato(rule.per))
    yield from ("", text("forklaring.regel.slik"))
    for way in rule.mater:
        name = way_name(way.navn)
        mark = text("forklaring.regel.teller") if way.teller and len(rule.mater) > 1 else ""
        how = way.forklaring or text("forklaring.regel.se_veiledning")
        yield "   " + text("forklaring.regel.mate", navn=f"{name[:1].upper()}{name[1:]}", merke=mark, hvordan=how)
    yield from ("", text("forklaring.regel.veiledning", veiledning=rule.veiledning), "")
    yield text("forklaring.regel.metode", metode=rule.metode)
    yield text("forklaring.regel.kilde", kilde=rule.kilde)
    yield text("forklaring.regel.fil", fil=rule.fil)


def _law(law: LawAtATime) -> Iterator[str]:
    mark = "*" if law.gjelder else " "
    til = dato(law.til) if law.til else text("forklaring.regel.i_dag")
    hjemmel = "; ".join(law.hjemmel) or text("forklaring.uten_hjemmel")
    yield f" {mark} {dato(law.fra)} – {til}: {hjemmel}"
    if law.merknad:
        yield f"     {law.merknad}"

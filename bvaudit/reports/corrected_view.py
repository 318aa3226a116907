"""The corrected deadline of an undersokelse: what the register reports, what the law says, and what lies between.

Every number is a row of the long table. The cases are told only where single cases may be.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bvaudit.figures.compared import slag
from bvaudit.figures.corrected import Delt, Fristsak
from bvaudit.model.nokkelrad import Nokkelrad, Tilstand
from bvaudit.reports.chart_view import Graf, Grafslag, Punktrad
from bvaudit.reports.figure_book import Bokdel
from bvaudit.reports.figure_charts import alt_text, source
from bvaudit.reports.figure_facts import Tallfakta
from bvaudit.reports.figure_grids import Rutelinje, Rutenett
from bvaudit.reports.figure_words import SHARE, periode, perioder, tall, vist, vist_av
from bvaudit.reports.register_sheets import CellKind, SheetColumn, SheetTable
from bvaudit.reports.supervision_paper import Del, Papir
from bvaudit.reports.wording import dato
from bvaudit.texts import counted, text

ANDEL, DELT = "fristbrudd_undersokelse", "fristbrudd_delt"
RAPPORTERT, KORRIGERT = "rapportert", "korrigert"
_AXIS = "del"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fristrad:
    """One place, or all together. ``deler`` are the counts of the split; a part there is no row of is none."""

    navn: str
    rapportert: Nokkelrad | None
    korrigert: Nokkelrad | None
    deler: Mapping[Delt, Nokkelrad | None]
    sum: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Korrigert:
    """The newest period there are numbers of. ``over_tid`` are reported and corrected in each, the oldest first.
    ``saker`` is empty where single cases are not told."""

    periode: tuple[date, date]
    alle: Fristrad
    steder: tuple[Fristrad, ...]
    over_tid: tuple[tuple[Nokkelrad, Nokkelrad], ...]
    saker: tuple[Fristsak, ...]

    @property
    def uten_svar(self) -> int | None:
        """How many are reported and left out of the corrected share: no melding is linked to them."""
        one, other = self.alle.rapportert, self.alle.korrigert
        if one is None or other is None or one.nevner is None or other.nevner is None:
            return None
        return int(one.nevner - other.nevner)


def corrected(
    fakta: Tallfakta, saker: Iterable[Fristsak] = (), ar: tuple[date, date] | None = None
) -> Korrigert | None:
    """``ar``: the period; else the newest year both are counted in, or the newest of any kind. None when they are
    counted in none."""
    rows = [rad for rad in fakta.rader if rad.tall in (ANDEL, DELT)]
    shares = {(r.variant, r.enhet, r.kommune, r.periode_fra, r.periode_til): r for r in rows if r.tall == ANDEL}
    both = [p for p in perioder(rows) if all((v, "", "", *p) in shares for v in (RAPPORTERT, KORRIGERT))]
    years = [p for p in both if slag(shares[(RAPPORTERT, "", "", *p)]) == "ar"] or both
    if not years or (ar is not None and ar not in both):
        return None
    chosen = ar or years[-1]
    places = [(name, name, "") for name in fakta.enheter]
    if len(fakta.kommuner) > 1:
        places += [(name, "", nummer) for nummer, name in fakta.kommuner.items()]
    parts = {(r.enhet, r.kommune, r.gruppe): r for r in rows if r.tall == DELT and _when(r) == chosen}
    return Korrigert(
        periode=chosen,
        alle=_row(text("nokkeltall.alle"), ("", ""), shares, parts, chosen, sum=True),
        steder=tuple(
            _row(navn, (enhet, kommune), shares, parts, chosen)
            for navn, enhet, kommune in places
            if (RAPPORTERT, enhet, kommune, *chosen) in shares
        ),
        over_tid=tuple((shares[(RAPPORTERT, "", "", *p)], shares[(KORRIGERT, "", "", *p)]) for p in years),
        saker=tuple(saker),
    )


def _when(rad: Nokkelrad) -> tuple[date, date]:
    return rad.periode_fra, rad.periode_til


def _row(
    navn: str,
    place: tuple[str, str],
    shares: Mapping[tuple[str, str, str, date, date], Nokkelrad],
    parts: Mapping[tuple[str, str, str], Nokkelrad],
    when: tuple[date, date],
    *,
    sum: bool = False,
) -> Fristrad:
    return Fristrad(
        navn=navn,
        rapportert=shares.get((RAPPORTERT, *place, *when)),
        korrigert=shares.get((KORRIGERT, *place, *when)),
        deler={delt: parts.get((*place, f"{_AXIS}={delt.value}")) for delt in Delt},
        sum=sum,
    )


def sentences(view: Korrigert, per: date | None = None) -> tuple[str, ...]:
    """What a kommunestyre can read: the reported share, why it is another by law, and the corrected one."""
    alle = view.alle
    assert alle.rapportert is not None and alle.korrigert is not None, "a view has both"
    when = periode(*view.periode, per)
    told = [
        text("korrigert.rapportert", periode=when, tall=vist_av(alle.rapportert)),
        text("korrigert.hvorfor"),
        text("korrigert.korrigert", tall=vist_av(alle.korrigert)),
    ]
    if all(_counted(alle.deler[delt]) is not None for delt in Delt):
        numbers = {
            delt.value: tall(_counted(alle.deler[delt]) or 0) for delt in Delt if delt is not Delt.BARE_KORRIGERT
        }
        told.append(text("korrigert.delt", brudd=tall(alle.rapportert.teller or 0), **numbers))
        if alone := int(_counted(alle.deler[Delt.BARE_KORRIGERT]) or 0):
            told.append(counted("korrigert.bare_korrigert", alone))
    if view.uten_svar:
        told.append(counted("korrigert.uten_svar", view.uten_svar))
    return tuple(told)


def _counted(rad: Nokkelrad | None) -> float | None:
    """None where the number may not be shown, or is not there."""
    return rad.verdi if rad is not None and rad.tilstand is Tilstand.VERDI else None


def chart(view: Korrigert, kilde: str, per: date | None = None) -> Graf:
    """Reported and corrected beside each other, over time."""
    names = tuple(periode(*_when(one), per) for one, _ in view.over_tid)
    series = tuple(
        Punktrad(navn=text(f"korrigert.{which}_kort"), rader=tuple(pair[at] for pair in view.over_tid))
        for at, which in enumerate((RAPPORTERT, KORRIGERT))
    )
    tittel = text("korrigert.tittel")
    return Graf(
        tittel=tittel,
        slag=Grafslag.SOYLER,
        kategorier=names,
        serier=series,
        alt=alt_text(tittel, Grafslag.SOYLER, names, series, ()),
        kilde=text("nokkeltall.graf.kilde", kilde=kilde),
        prosent=True,
    )


def charts(view: Korrigert, fakta: Tallfakta) -> dict[str, Graf]:
    """The charts of the paper, by the titles of the parts they stand in."""
    return {text("korrigert.over_tid"): chart(view, source(fakta, ANDEL), fakta.per)}


def part(view: Korrigert, fakta: Tallfakta) -> Bokdel:
    """The same in the workbook: what is said, and reported and corrected by period with the chart beside."""
    lines = tuple(
        Rutelinje(navn=text(f"korrigert.{which}_kort"), rader=tuple(pair[at] for pair in view.over_tid))
        for at, which in enumerate((RAPPORTERT, KORRIGERT))
    )
    grid = Rutenett(
        tittel=text("korrigert.over_tid"),
        hode=text("nokkeltall.hode.lesning"),
        perioder=tuple(_when(one) for one, _ in view.over_tid),
        linjer=lines,
        storrelse=SHARE,
    )
    graf = chart(view, source(fakta, ANDEL), fakta.per)
    return Bokdel(
        tittel=text("korrigert.tittel"),
        setninger=sentences(view, fakta.per),
        nett=((grid, graf),),
        under=(text("korrigert.forbehold"), graf.kilde),
        desimaler=1,
    )


def table(view: Korrigert) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Headings and rows as text, all together last."""
    head = ("sted", RAPPORTERT, KORRIGERT, *(delt.value for delt in Delt))
    rows = tuple(
        (
            row.navn,
            vist_av(row.rapportert) if row.rapportert else "",
            vist_av(row.korrigert) if row.korrigert else "",
            *(vist(rad) if rad is not None else "" for rad in row.deler.values()),
        )
        for row in (*view.steder, view.alle)
    )
    return tuple(text(f"korrigert.kol.{name}") for name in head), rows


def case_table(view: Korrigert, kort: Mapping[str, str]) -> SheetTable:
    """Each undersokelse that is over the deadline, under its pseudonym. ``kort`` are the short forms."""
    widths = (("sak", 12), ("enhet", 18), ("delt", 32), ("startet", 12), ("frist_register", 16), ("frist_lov", 16),
              ("avsluttet", 12), ("over_register", 16), ("over_lov", 14))  # fmt: skip
    dates = {"startet", "frist_register", "frist_lov", "avsluttet"}
    whole = {"over_register", "over_lov"}
    kinds = dict.fromkeys(dates, CellKind.DATO) | dict.fromkeys(whole, CellKind.HELTALL)
    return SheetTable(
        ark=text("korrigert.ark"),
        id="korrigert",
        navn="KorrigertFrist",
        beskrivelse=text("korrigert.ark_om", periode=periode(*view.periode)),
        kolonner=tuple(
            SheetColumn(id=id, navn=text(f"korrigert.kol.{id}"), bredde=w, kind=kinds.get(id, CellKind.TEKST))
            for id, w in widths
        ),
        rader=tuple(
            (
                kort.get(sak.sak, sak.sak),
                sak.enhet,
                text(f"korrigert.kol.{sak.delt.value}"),
                sak.startet,
                sak.frist_register,
                sak.frist_lov,
                sak.avsluttet,
                _days_over(sak.avsluttet, sak.frist_register),
                _days_over(sak.avsluttet, sak.frist_lov),
            )
            for sak in view.saker
        ),
        tomt=text("korrigert.ingen_saker"),
    )


def _days_over(done: date | None, due: date | None) -> int | None:
    return max(0, (done - due).days) if done is not None and due is not None else None


def _remarks(view: Korrigert, per: date | None) -> Iterator[str]:
    """What a reader must know of a period before it is held against another, each thing once."""
    told: dict[str, dict[str, None]] = {}
    for pair in view.over_tid:
        for rad in pair:
            for said in filter(None, rad.merknad.split(". ")):
                told.setdefault(said.removesuffix("."), {})[periode(*_when(rad), per)] = None
    for said, names in told.items():
        yield text("korrigert.om_perioden", periode=", ".join(names), merknad=said)


def paper(view: Korrigert, fakta: Tallfakta, kilder: Sequence[str]) -> Papir:
    """The page a kommunestyre reads: what is said, the numbers by unit, and by year."""
    head, rows = table(view)
    first, *rest = sentences(view, fakta.per)
    years = tuple((periode(*_when(one), fakta.per), vist_av(one), vist_av(other)) for one, other in view.over_tid)
    return Papir(
        tittel=text("korrigert.tittel"),
        kommune=fakta.kommune,
        om=(
            text("korrigert.om", periode=periode(*view.periode, fakta.per), per=dato(fakta.per)),
            text("korrigert.ikke_skjult"),
        ),
        ramme_tittel=text("korrigert.kort_sagt"),
        ramme=(first, rest[1]),
        deler=(
            Del(tittel=text("korrigert.hva_er_forskjellen"), setninger=(rest[0], *rest[2:])),
            Del(
                tittel=text("korrigert.per_enhet"),
                hode=head,
                rader=rows,
                bredder=("3", "3", "3", "2", "2", "2", "2"),
                om=text("korrigert.per_enhet_om"),
            ),
            Del(
                tittel=text("korrigert.over_tid"),
                setninger=tuple(_remarks(view, fakta.per)),
                hode=tuple(text(f"korrigert.kol.{name}") for name in ("periode", RAPPORTERT, KORRIGERT)),
                rader=years,
                om=text("korrigert.over_tid_om"),
            ),
            Del(tittel=text("korrigert.grunnlag"), punkter=(text("korrigert.forbehold"), *kilder)),
        ),
    )

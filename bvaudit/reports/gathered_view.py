"""What is gathered for a supervision, as people read it: page one says what it is, what is there and what lacks."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from bvaudit.model.kalender import vis
from bvaudit.model.registeret.avvik import Registeret
from bvaudit.model.registeret.planlagt import Oppgavestand
from bvaudit.model.samling import Har, Innslag
from bvaudit.register.supervised import our_words, their_words, wanted
from bvaudit.reports import gathered_rows as rows
from bvaudit.reports.case_mask import CaseMask
from bvaudit.reports.supervision_facts import Temafakta
from bvaudit.reports.supervision_paper import NEW_PAGE, Del, Papir
from bvaudit.texts import counted, text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Samling:
    """``med_saker``: somebody has asked for the cases, and page one says so."""

    fakta: Temafakta
    innslag: tuple[Innslag, ...]
    med_saker: bool = False

    @property
    def tittel(self) -> str:
        return text("samle.tittel", tittel=self.fakta.tilsyn.tittel)

    def shown(self, value: T) -> T:
        """As it may be printed: nobody has asked for the cases, and so none stands in what people have written."""
        shown: T = value if self.med_saker else mask_of(self.fakta).of(value)
        return shown

    def med(self, *har: Har) -> tuple[Innslag, ...]:
        return tuple(one for one in self.innslag if one.har in har)


def about(view: Samling) -> Iterator[str]:
    """What stands under the title, in the workbook and on paper."""
    fakta, tilsyn = view.fakta, view.fakta.tilsyn
    units = text("samle.om.alle_enheter") if fakta.alle else ", ".join(fakta.navn)
    yield text("samle.om.tilsyn", myndighet=tilsyn.myndighet, tema=tilsyn.tema or tilsyn.tittel, enheter=units)
    yield text("samle.om.periode", fra=vis(fakta.fra), til=vis(fakta.til), dag=vis(fakta.dag))
    yield text(f"samle.om.{'med' if view.med_saker else 'uten'}_saker")


def standing_lines(fakta: Temafakta) -> Iterator[str]:
    """Where the case stands with the authority, where we stand, and what it waits for, the nearest first."""
    reg = fakta.minne.registeret if fakta.minne else Registeret()
    yield their_words(fakta.stand, fakta.kontekst)
    yield our_words(fakta.stand, reg, fakta.kontekst)
    for frist in fakta.stand.frister:
        left = (frist.dag - fakta.dag).days
        yield counted(
            f"samle.stand.{'over' if left < 0 else 'om'}",
            abs(left),
            hva=wanted(frist, fakta.tilsyn, fakta.kontekst),
            dag=vis(frist.dag),
        )


def gathered_paper(view: Samling) -> Papir:
    paper = Papir(
        tittel=view.tittel,
        kommune=view.fakta.kommune,
        om=tuple(about(view)),
        ramme_tittel=text("samle.stand.tittel"),
        ramme=tuple(standing_lines(view.fakta)),
        deler=tuple(_parts(view)),
    )
    return view.shown(paper)


def mask_of(fakta: Temafakta) -> CaseMask:
    kort = fakta.minne.kort if fakta.minne else {}
    return CaseMask((*kort, *kort.values()))


def _parts(view: Samling) -> Iterator[Del]:
    yield Del(
        tittel=text("samle.papir.med"),
        hode=_heads("hva", "fil", "merknad"),
        rader=tuple((one.hva, _file(one), one.merknad) for one in view.med(Har.MED)),
        bredder=("4", "4", "5"),
        om=text("samle.papir.om_med"),
        tomt=text("samle.papir.ingenting"),
    )
    lacks = view.med(Har.MANGLER)
    yield Del(
        tittel=text("samle.papir.mangler"),
        setninger=(counted("samle.papir.antall_mangler", len(lacks)),) if lacks else (),
        hode=_heads("hva", "hvem", "gjor"),
        rader=tuple((_named(one), one.hvem, one.gjor) for one in lacks),
        bredder=("5", "3", "6"),
        om=text("samle.papir.om_mangler"),
        tomt=text("samle.papir.mangler_ingen"),
    )
    if left_out := view.med(Har.UTELATT):
        yield Del(
            tittel=text("samle.papir.utelatt"),
            hode=_heads("hva", "merknad", "gjor"),
            rader=tuple((one.hva, one.merknad, one.gjor) for one in left_out),
            bredder=("4", "4", "5"),
            om=text("samle.papir.om_utelatt"),
        )
    yield _year(view.fakta)
    yield _avvik(view.fakta)
    yield figures_part(view.fakta)


def _named(one: Innslag) -> str:
    return f"{one.hva}\n{one.merknad}" if one.merknad else one.hva


def _file(one: Innslag) -> str:
    """With the first signs of its print; all of it stands in the workbook."""
    return f"{one.fil}\n{text('samle.papir.avtrykk', avtrykk=one.sha256[:12])}" if one.sha256 else one.fil


def _heads(*ids: str) -> tuple[str, ...]:
    return tuple(text(f"samle.bok.kol.{id_}") for id_ in ids)


def _year(fakta: Temafakta) -> Del:
    """What was done is counted; what was not is named, the months of one control and unit together."""
    kodeverk = fakta.kontekst.kodeverk
    counts = Counter(one.status for one in fakta.oppgaver)
    said = ", ".join(
        text("samle.arshjul.antall", antall=counts[valg.kode], status=valg.tekst.lower())
        for valg in kodeverk.oppgavestatuser
        if counts[valg.kode]
    )
    left: dict[tuple[str, ...], list[Oppgavestand]] = {}
    for one in fakta.oppgaver:
        if one.forfalt or one.status == "ikke-utfort":
            where = rows.unit_name(one.enhet, fakta)
            left.setdefault((one.tittel, where, rows.status_word(one, fakta), one.grunn), []).append(one)
    return Del(
        tittel=text("samle.bok.ark.arshjul"),
        setninger=(text("samle.arshjul.sum", antall=len(fakta.oppgaver), statuser=said),) if fakta.oppgaver else (),
        hode=_heads("oppgave", "enhet", "maned", "status", "grunn"),
        rader=tuple(
            (tittel, enhet, ", ".join(f"{one.maned:%m.%Y}" for one in every), status, grunn)
            for (tittel, enhet, status, grunn), every in left.items()
        ),
        bredder=("5", "3", "4", "3", "4"),
        om=text("samle.bok.om.arshjul"),
        tomt=text("samle.arshjul.ingen_forfalt") if fakta.oppgaver else text("samle.bok.tomt.arshjul"),
        ny_side=NEW_PAGE,
    )


def _avvik(fakta: Temafakta) -> Del:
    shown = ("nr", "brudd", "enhet", "stilling", "neste_frist", "ansvarlig")
    picked = (0, 1, 2, 4, 8, 9)
    return Del(
        tittel=text("samle.bok.ark.avvik"),
        setninger=(counted("samle.avvik.antall", rows.open_count(fakta)),) if fakta.avvik else (),
        hode=_heads(*shown),
        rader=tuple(tuple(_cell(row[at]) for at in picked) for row in rows.avvik_rows(fakta)),
        bredder=("3", "6", "3", "3", "2", "3"),
        om=text("samle.bok.om.avvik"),
        tomt=text("samle.bok.tomt.avvik"),
    )


def figures_part(fakta: Temafakta, tittel: str = "") -> Del:
    """A row for each point, a column for each unit, at most six of them; the rest stand in the workbook."""
    units = fakta.navn[:6]
    looked, of = rows.examined(fakta)
    said = [text("samle.tall.sum", sett=looked, av=of)] if of else []
    if len(fakta.navn) > len(units):
        said.append(counted("samle.tall.flere_enheter", len(fakta.navn) - len(units)))
    return Del(
        tittel=tittel or text("samle.bok.ark.tall"),
        setninger=tuple(said),
        hode=(text("samle.bok.kol.krav"), *units),
        rader=tuple(
            (point_name(regel, fakta), *(rows.short_figure(regel, navn, fakta) for navn in units))
            for group in fakta.grupper
            for regel in group.regler
        ),
        bredder=("4", *("2" for _ in units)),
        om=text("samle.bok.om.tall"),
        tomt=text("samle.tall.uten_punkter"),
    )


def point_name(regel: str, fakta: Temafakta) -> str:
    rule = fakta.kontekst.regler.get(regel)
    return f"{rule.tittel} ({regel})" if rule else regel


def _cell(value: object) -> str:
    return vis(value) if hasattr(value, "isoformat") else "" if value is None else str(value)  # type: ignore[arg-type]

"""The blanks of a plan that are read back: where each belongs in the register, and what it holds already."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bvaudit.model.kodeverk import Kodeverk
from bvaudit.model.registeret.avvik import Avvik, Registeret
from bvaudit.model.registeret.bokmeta import held
from bvaudit.model.registeret.felter import Felt, Felttype, felt_av
from bvaudit.model.registeret.plannokler import (
    RETTET,
    TITTEL,
    case_number,
    proposal_number,
    rule_number,
    spare_number,
)
from bvaudit.model.registeret.ting import Slag, link_number, plan_number
from bvaudit.reports.handlingsplan import TiltakRad
from bvaudit.reports.plan_records import INGEN, Oppfolging, RegisterTiltak, Skrivefelt, Valgord
from bvaudit.texts import text

_TEXT = Felt(navn=TITTEL)
_PLACES = {Felttype.DATO: "dato", Felttype.ROLLE: "rolle", Felttype.VALG: "status", Felttype.TEKST: "svar"}
_OWN_PLACES = {"arsak": "arsak", "belegg": "belegg", "strakstiltak": "strakstiltak", TITTEL: "tiltak"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Skriver:
    """Makes the blanks of one unit's plan. ``enhet`` is its id, ``reg`` what the register knows (empty where there is
    none), ``enheter`` id → name."""

    kodeverk: Kodeverk
    enhet: str
    reg: Registeret = field(default_factory=Registeret)
    enheter: Mapping[str, str] = field(default_factory=dict)

    def felt(self, slag: Slag, nr: str, navn: str) -> Skrivefelt:
        """The blank for a field, with what the register holds of it."""
        felt = felt_av(slag, navn)
        assert felt is not None, "a field that people may write"
        ting = self.reg.ting.get(nr)
        avvik = self.reg.avvik.get(nr.partition("/")[0])
        return self.blank(nr, felt, held(ting, navn, avvik) if ting is not None else "")

    def blank(self, nr: str, felt: Felt, verdi: str) -> Skrivefelt:
        kind = "valg" if felt.type in (Felttype.VALG, Felttype.ROLLE) else felt.type.value
        return Skrivefelt(
            nr=nr,
            felt=felt.navn,
            ledetekst=text(f"registeret_plan.navn.{felt.navn}"),
            plass=_place(felt),
            verdi=self.shown(felt, verdi),
            slag=kind,
            valg=self.choices(felt, verdi),
        )

    def shown(self, felt: Felt, verdi: str) -> str:
        """Canonical text as people read it."""
        if not verdi:
            return ""
        if felt.type is Felttype.DATO:
            return f"{verdi[8:10]}.{verdi[5:7]}.{verdi[:4]}"
        if felt.type is Felttype.VALG:
            return next((one.tekst for one in self.kodeverk.liste(felt.liste) if one.kode == verdi), verdi)
        return self.role(verdi) if felt.type is Felttype.ROLLE else verdi

    def role(self, verdi: str) -> str:
        rolle, _, enhet = verdi.partition("@")
        word = next((one.tekst for one in self.kodeverk.roller if one.kode == rolle), rolle)
        if not enhet or enhet == self.enhet:
            return word
        return text("registeret_plan.rolle.annen_enhet", rolle=word, enhet=self.enheter.get(enhet, enhet))

    def choices(self, felt: Felt, verdi: str) -> tuple[Valgord, ...]:
        """What can be chosen, and what is there already although it cannot."""
        if felt.type not in (Felttype.VALG, Felttype.ROLLE):
            return ()
        listed = self.kodeverk.roller if felt.type is Felttype.ROLLE else self.kodeverk.liste(felt.liste)
        words = {one.kode: one.tekst for one in listed}
        own = verdi.removesuffix(f"@{self.enhet}")
        if own and own not in words:
            words[own] = self.shown(felt, verdi)
        return tuple(Valgord(kode=kode, tekst=tekst) for kode, tekst in words.items())

    # --- what the parts of a plan ask for --------------------------------------------------------------------------

    def of_plan(self, navn: str) -> Skrivefelt:
        return self.felt(Slag.PLAN, plan_number(self.enhet), navn)

    def case(self, sak: str) -> Skrivefelt:
        day = self.reg.merket.get(("", sak))
        felt = Felt(navn=RETTET, type=Felttype.DATO)
        return self.blank(case_number(sak), felt, day.isoformat() if day else "")

    def numbers(self, regel: str) -> tuple[str, ...]:
        """The open avvik of the rule in the unit; what stands for them where there is none."""
        found = (a for a in self.reg.apne if a.regel == regel and a.enhet == self.enhet)
        return tuple(sorted(avvik.nr for avvik in found)) or (rule_number(regel),)

    def follow_up(self, nr: str, *, kritisk: bool) -> Oppfolging:
        ansvarlig, arsak, frist_plan, frist_lukking, *straks = (
            self.felt(Slag.AVVIK, nr, navn)
            for navn in (
                *("ansvarlig", "arsak", "frist_plan", "frist_lukking"),
                *("strakstiltak", "strakstiltak_dag", "strakstiltak_hvem"),
            )
        )
        return Oppfolging(
            nr=nr if nr in self.reg.avvik else text("registeret_plan.oppfolging.uten_nummer"),
            ansvarlig=ansvarlig,
            arsak=arsak,
            frist_plan=frist_plan,
            frist_lukking=frist_lukking,
            straks_hva=straks[0] if kritisk else INGEN,
            straks_dag=straks[1] if kritisk else INGEN,
            straks_hvem=straks[2] if kritisk else INGEN,
        )

    def measures(self, avvik: Avvik) -> tuple[RegisterTiltak, ...]:
        return tuple(self._measure(avvik, nr) for nr in avvik.tiltak if nr in self.reg.ting)

    def _measure(self, avvik: Avvik, nr: str) -> RegisterTiltak:
        ting, link = self.reg.ting[nr], link_number(avvik.nr, nr)
        others = {a.enhet for a in self.reg.avvik.values() if nr in a.tiltak} - {self.enhet}
        beskrivelse, eier, frist = (self.felt(Slag.TILTAK, nr, navn) for navn in ("beskrivelse", "eier", "frist"))
        status, i_bruk, belegg = (self.felt(Slag.KOBLING, link, navn) for navn in ("tiltaksstatus", "i_bruk", "belegg"))
        return RegisterTiltak(
            nr=nr,
            tittel=ting.tittel,
            avvik=avvik.nr,
            felles="ja" if others or ting.enhet != self.enhet else "",
            beskrivelse=beskrivelse,
            eier=eier,
            frist=frist,
            status=status,
            i_bruk=i_bruk,
            belegg=belegg,
            avgjorende="ja" if avvik.avgjorende == nr else "",
        )

    def spare(self, row: TiltakRad, avvik: str, place: int) -> tuple[Skrivefelt, ...]:
        """Title, description, owner and deadline of a row for a new measure; a proposed one holds its text."""
        nr = proposal_number(place, avvik) if row.foreslatt else spare_number(place, avvik)
        eier, frist, beskrivelse = (felt_av(Slag.TILTAK, navn) for navn in ("eier", "frist", "beskrivelse"))
        assert eier is not None and frist is not None and beskrivelse is not None, "fields of a measure"
        proposed = bool(row.foreslatt)
        known = {one.tekst for one in self.kodeverk.roller}
        role = row.ansvarlig_rolle if proposed and row.ansvarlig_rolle in known else ""
        return (
            self.blank(nr, _TEXT, row.tiltak if proposed else ""),
            self.blank(nr, beskrivelse, row.beskrivelse if proposed else ""),
            replace(self.blank(nr, eier, ""), verdi=role),
            self.blank(nr, frist, ""),
        )


def _place(felt: Felt) -> str:
    return text(f"registeret_plan.plass.{_OWN_PLACES.get(felt.navn, _PLACES[felt.type])}")

"""Every reading of the figures of meldinger and undersøkelser, from the words of the readings alone."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..bred.grunn import UKE
from ..bred.saker import Rad
from ..cases import months_after
from .saker import OMSORG
from .telling import (
    Lesning,
    Oppskrift,
    Sett,
    Ting,
    Vindu,
    andel,
    antall,
    antall_og_andel,
    antall_som_teller,
    av_hundre,
    fordeling,
    per_maned,
)

HENLAGT = ("1", "5", "6", "7", "8", "9", "10", "11", "12")
PRIVAT = {"1", "2", "3", "4", "23"}
# The theme of codes that the comparability map calls like, before and after 2026.
TEMA = {
    "foreldre_rus": {"3", "3.1.08"},
    "barnets_atferd": {"25", "1.3.08", "1.3.10"},
    "barnets_kriminalitet": {"26", "1.3.11"},
}


def uten_em(finn: Lesning) -> Lesning:
    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        return iter(()) if sak.em else finn(sak, vindu)

    return ut


def uten_em_oe(finn: Lesning) -> Lesning:
    """Without children with a DUF number, and without what belongs to the unit whose task is care."""

    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        return (ting for ting in uten_em(finn)(sak, vindu) if ting.sted is not OMSORG)

    return ut


def er_melding(rad: Rad) -> bool:
    return rad["kode"] != "1"


def mottatt(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["henvendelse"]:
        if er_melding(rad) and vindu.har(rad["start_dato"]):
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(rad["start_dato"]), dag=rad["start_dato"])


def _konkludert(sak: Sett, vindu: Vindu) -> Iterator[tuple[Rad, date]]:
    for rad in sak["henvendelse"]:
        ferdig = rad["konklusjon_slutt_dato"]
        if er_melding(rad) and vindu.har(ferdig):
            yield rad, ferdig


def utfall(rad: Rad) -> str:
    kode = rad["konklusjon_kode"]
    return {"2": "undersokelse", "3": "tiltak", "4": "pagaende"}.get(kode, "henlagt")


def konkludert(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _konkludert(sak, vindu):
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), dag=dag, grupper=(utfall(rad),))


def henlagt(koder: tuple[str, ...], *, bare_reelle: bool) -> Lesning:
    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        for rad, dag in _konkludert(sak, vindu):
            if bare_reelle and rad["konklusjon_kode"] in ("3", "4"):
                continue
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=rad["konklusjon_kode"] in koder)

    return ut


def over_uken(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _konkludert(sak, vindu):
        if dag >= rad["start_dato"]:
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=dag > rad["start_dato"] + UKE)


def etter_regelen(rad: Rad, frist: date | None, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    """What is done by the day it was done; what is open and due in every period that ends after it began."""
    ferdig, start = rad["konklusjon_slutt_dato"], rad["start_dato"]
    if frist is None or (ferdig is not None and ferdig < start):
        return
    if ferdig is not None and vindu.har(ferdig):
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(ferdig), teller=ferdig > frist)
    elif ferdig is None and start <= vindu.til and vindu.per > frist:
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(vindu.per))


def melding_regel(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["henvendelse"]:
        if er_melding(rad):
            yield from etter_regelen(rad, rad["start_dato"] + UKE, sak, vindu)


def _med_koder(felt: str, deler: dict[str, set[str]]) -> Lesning:
    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        for rad in sak["henvendelse"]:
            if er_melding(rad) and vindu.har(rad["start_dato"]):
                koder = {kode for kode, _ in rad[felt]}
                temaer = {navn for navn, med in deler.items() if koder & med}
                yield Ting(nokkel=(rad["id"],), sted=sak.sted(rad["start_dato"]), grupper=tuple(sorted(koder | temaer)))

    return ut


def _hver_kode(felt: str) -> Lesning:
    """Each code on a melding once, as a thing of its own."""

    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        for rad in sak["henvendelse"]:
            if er_melding(rad) and vindu.har(rad["start_dato"]):
                for kode in sorted({kode for kode, _ in rad[felt]}):
                    yield Ting(nokkel=(rad["id"], kode), sted=sak.sted(rad["start_dato"]), grupper=(kode,))

    return ut


# --- undersøkelser -------------------------------------------------------------------------------------------------


def startet(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["undersokelse"]:
        if vindu.har(rad["start_dato"]):
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(rad["start_dato"]))


def _ferdige(sak: Sett, vindu: Vindu) -> Iterator[tuple[Rad, date]]:
    for rad in sak["undersokelse"]:
        if vindu.har(rad["konklusjon_slutt_dato"]):
            yield rad, rad["konklusjon_slutt_dato"]


UND_UTFALL = {"1": "tiltak", "2": "nemnda", "3": "ikke_behov", "4": "onske", "6": "henvist"}


def undersokt(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _ferdige(sak, vindu):
        utfall = UND_UTFALL.get(rad["konklusjon_kode"], "flytting")
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), grupper=(utfall,))


def undersokt_med(*koder: str) -> Lesning:
    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        for rad, dag in _ferdige(sak, vindu):
            if rad["konklusjon_kode"] in koder:
                yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag))

    return ut


def frist_register(sak: Sett, rad: Rad) -> date:
    return months_after(rad["start_dato"], 6 if rad["utvidet_frist_innvilget"] is True else 3)


def frist_lov(sak: Sett, rad: Rad) -> date | None:
    """From the week after the earliest melding that leads here; None when no melding does."""
    meldinger = sak.bilde.koblet_til(rad, "henvendelse", "undersokelse")
    if not meldinger:
        return None
    forst: date = min(m["start_dato"] for m in meldinger)
    return months_after(forst + UKE, 6 if rad["utvidet_frist_innvilget"] is True else 3)


def _over(sak: Sett, rad: Rad, frist: date | None) -> bool | None:
    ferdig: date = rad["konklusjon_slutt_dato"]
    return None if frist is None or ferdig < rad["start_dato"] else ferdig > frist


def rapportert(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _ferdige(sak, vindu):
        if (over := _over(sak, rad, frist_register(sak, rad))) is not None:
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=over)


def korrigert(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _ferdige(sak, vindu):
        if (over := _over(sak, rad, frist_lov(sak, rad))) is not None:
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=over)


def rapportert_regel(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["undersokelse"]:
        yield from etter_regelen(rad, frist_register(sak, rad), sak, vindu)


def korrigert_regel(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["undersokelse"]:
        yield from etter_regelen(rad, frist_lov(sak, rad), sak, vindu)


def delt(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _ferdige(sak, vindu):
        meldt, lov = _over(sak, rad, frist_register(sak, rad)), _over(sak, rad, frist_lov(sak, rad))
        gruppe = {
            (True, True): "reell",
            (True, False): "regeleffekt",
            (True, None): "uten_melding",
            (False, True): "bare_korrigert",
        }.get((meldt or False, lov))
        if meldt is not None:
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=meldt, grupper=(gruppe,) if gruppe else ())


def til_hjelp_kode(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _ferdige(sak, vindu):
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=rad["konklusjon_kode"] == "1")


def kap3(rad: Rad) -> bool:
    h = rad["hjemmel"]
    return (h["lov"], h["kapittel"]) == ("BVL2021", "3") or (h["lov"], h["kapittel"], h["paragraf"]) == (
        "BVL", "4", "4",
    )  # fmt: skip


def til_hjelp_relasjon(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, dag in _ferdige(sak, vindu):
        tiltak = [
            t
            for vedtak in sak.bilde.koblet_fra(rad, "undersokelse", "vedtak")
            for t in sak.bilde.koblet_fra(vedtak, "vedtak", "tiltak")
        ]
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), teller=any(map(kap3, tiltak)))


def korte(dager: int) -> Lesning:
    def ut(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
        for rad, dag in _ferdige(sak, vindu):
            if timedelta(0) <= dag - rad["start_dato"] <= timedelta(dager):
                yield Ting(nokkel=(rad["id"],), sted=sak.sted(dag), dag=dag)

    return ut


MELDINGER = (
    Oppskrift(tall="meldinger", lesning="mottatt", finn=mottatt, mal=antall),
    Oppskrift(tall="meldinger", lesning="konkludert", finn=lambda s, v: _uten_grupper(konkludert(s, v)), mal=antall),
    Oppskrift(tall="meldinger", lesning="mottatt_uten_em", finn=uten_em(mottatt), mal=antall),
    Oppskrift(tall="meldinger_per_mnd", lesning="mottatt", finn=mottatt, mal=per_maned),
    Oppskrift(tall="meldinger_utfall", lesning="konkludert", finn=konkludert, mal=antall_og_andel),
    Oppskrift(tall="henlagt_andel", lesning="av_reelle", finn=henlagt(HENLAGT, bare_reelle=True), mal=andel),
    Oppskrift(tall="henlagt_andel", lesning="av_alle", finn=henlagt(HENLAGT, bare_reelle=False), mal=andel),
    Oppskrift(
        tall="henlagt_andel", lesning="av_alle_uten_em_oe", finn=uten_em_oe(henlagt(HENLAGT, bare_reelle=False)),
        mal=andel,
    ),
    Oppskrift(
        tall="henlagt_andel", lesning="av_reelle_uten_em_oe", finn=uten_em_oe(henlagt(HENLAGT, bare_reelle=True)),
        mal=andel,
    ),
    Oppskrift(
        tall="henlagt_andel", lesning="smal", mal=andel,
        finn=henlagt(tuple(k for k in HENLAGT if k not in ("7", "11", "12")), bare_reelle=False),
    ),
    Oppskrift(tall="fristbrudd_melding", lesning="regel", finn=melding_regel, mal=andel),
    Oppskrift(tall="fristbrudd_melding", lesning="konkludert", finn=over_uken, mal=andel),
    Oppskrift(tall="fristbrudd_melding", lesning="regel_uten_em", finn=uten_em(melding_regel), mal=andel),
    Oppskrift(
        tall="melder", lesning="av_meldinger", mal=fordeling,
        finn=_med_koder("melder", {"privat": PRIVAT, "offentlig": {str(n) for n in range(1, 26)} - PRIVAT}),
    ),
    Oppskrift(tall="melder", lesning="av_meldere", finn=_hver_kode("melder"), mal=fordeling),
    Oppskrift(tall="saksinnhold", lesning="av_meldinger", finn=_med_koder("saksinnhold", TEMA), mal=fordeling),
    Oppskrift(tall="saksinnhold", lesning="av_koder", finn=_hver_kode("saksinnhold"), mal=fordeling),
)  # fmt: skip


def _uten_grupper(ting: Iterator[Ting]) -> Iterator[Ting]:
    return (Ting(nokkel=en.nokkel, sted=en.sted, dag=en.dag) for en in ting)


def _konkluderte(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    return _uten_grupper(undersokt(sak, vindu))


UNDERSOKELSER = (
    Oppskrift(tall="undersokelser", lesning="startet", finn=startet, mal=antall),
    Oppskrift(tall="undersokelser", lesning="konkludert", finn=_konkluderte, mal=antall),
    Oppskrift(tall="undersokelser", lesning="konkludert_uten_em_oe", finn=uten_em_oe(_konkluderte), mal=antall),
    Oppskrift(
        tall="undersokelse_utfall", lesning="konkludert_uten_em_oe", finn=uten_em_oe(undersokt), mal=fordeling
    ),
    Oppskrift(tall="undersokelse_utfall", lesning="konkludert", finn=undersokt, mal=fordeling),
    Oppskrift(tall="av_100", lesning="konkludert_uten_em_oe", finn=uten_em_oe(undersokt), mal=av_hundre),
    Oppskrift(
        tall="undersokelser_henlagt", lesning="alle", finn=undersokt_med("3", "4", "5", "6", "7", "8", "9"), mal=antall
    ),
    Oppskrift(tall="undersokelser_henlagt", lesning="3_4", finn=undersokt_med("3", "4"), mal=antall),
    Oppskrift(tall="fristbrudd_undersokelse", lesning="rapportert_regel", finn=rapportert_regel, mal=andel),
    Oppskrift(tall="fristbrudd_undersokelse", lesning="rapportert", finn=rapportert, mal=andel),
    Oppskrift(tall="fristbrudd_undersokelse", lesning="korrigert", finn=korrigert, mal=andel),
    Oppskrift(tall="fristbrudd_undersokelse", lesning="korrigert_regel", finn=korrigert_regel, mal=andel),
    Oppskrift(tall="fristbrudd_delt", lesning="konkludert", finn=delt, mal=antall_som_teller),
    Oppskrift(tall="undersokelse_til_hjelpetiltak", lesning="kode", finn=til_hjelp_kode, mal=andel),
    Oppskrift(tall="undersokelse_til_hjelpetiltak", lesning="relasjon", finn=til_hjelp_relasjon, mal=andel),
    Oppskrift(tall="korte_undersokelser_per_mnd", lesning="42", finn=korte(42), mal=per_maned),
    Oppskrift(tall="korte_undersokelser_per_mnd", lesning="30", finn=korte(30), mal=per_maned),
)  # fmt: skip

"""Every reading of the figures of children, tiltak and vedtak, from the words of the readings alone."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial

from ..bred.grunn import FOSTER, er_hjelp, er_omsorg, i_kraft
from ..bred.grunn import kjernesvar as regelsvar
from ..bred.saker import Rad
from ..cases import months_after
from ..key import IKKE_OPPFYLT, OPPFYLT
from .meldinger import er_melding, kap3, uten_em
from .telling import DAG, Lesning, Maal, Oppskrift, Sett, Ting, Vindu, andel, antall, halvar, per_maned

Vilkar = Callable[[Rad], bool]
INSTITUSJON = {"1.1", "1.2", "1.99", "15.2.1", "15.2.2", "15.2.3", "15.2.4"}
BARNEVERNSINSTITUSJON = {"1.1", "15.2.1", "15.2.2", "15.2.3"}
FAST_FOSTERHJEM = {"2.1", "2.2", "2.3", "2.4", "2.99", "15.1.1", "15.1.2", "15.1.3"}
MIDLERTIDIG = {"2.5", "2.6", "15.1.4", "15.1.5"}
UTREISEFORBUD_FRA = date(2026, 1, 23)


def alle_tiltak(rad: Rad) -> bool:
    return True


def _lov(rad: Rad) -> tuple[str, str, str]:
    h = rad["hjemmel"]
    return h["lov"], h["kapittel"], h["paragraf"]


def har_kode(*koder: str) -> Vilkar:
    return lambda rad: rad["kode"] in koder


def omsorg(rad: Rad) -> bool:
    return er_omsorg(rad) is True


def ettervern_lov(rad: Rad) -> bool:
    return _lov(rad) == ("BVL2021", "3", "6")


def atferd(rad: Rad) -> bool:
    return _lov(rad) in (("BVL2021", "6", "2"), ("BVL", "4", "24"))


# --- children on a day, and on some day ----------------------------------------------------------------------------


def _barn(sak: Sett, dag: date, **felt: object) -> Ting:
    return Ting(nokkel=(sak.barn,), sted=sak.sted(dag), **felt)  # type: ignore[arg-type]


def pa_dagen(vilkar: Vilkar, til: int | None, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    """The child, when a tiltak that meets the condition is in force that day, and it has not turned ``til``."""
    if til is not None and not sak.under(til, vindu.dag):
        return
    if any(vilkar(rad) and i_kraft(rad, vindu.dag) for rad in sak["tiltak"]):
        yield _barn(sak, vindu.dag)


def i_lopet(vilkar: Vilkar, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    """The child in every place that had it on a day it had such a tiltak, before it turned 25."""
    steder = {
        sak.sted(dag)
        for dag in vindu.dager()
        if sak.under(25, dag) and any(vilkar(rad) and i_kraft(rad, dag) for rad in sak["tiltak"])
    }
    for sted in sorted(steder, key=lambda en: en.vist):
        yield Ting(nokkel=(sak.barn,), sted=sted)


def kjent_alder(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    return pa_dagen(alle_tiltak, 25, sak, vindu) if sak.bilde.fyller(25) else iter(())


def har_plan(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for ting in pa_dagen(er_hjelp, 18, sak, vindu):
        plan = any(i_kraft(plan, vindu.dag) for plan in sak.bilde.planer("1"))
        yield _barn(sak, vindu.dag, teller=plan) if ting else ting


def _evaluert(sak: Sett, vindu: Vindu) -> Iterator[tuple[Rad, bool]]:
    dag = vindu.dag
    for rad in sak["tiltak"]:
        gammel = months_after(rad["start_dato"], 3) <= dag
        if er_hjelp(rad) and i_kraft(rad, dag) and gammel and sak.under(18, dag):
            dager = [*rad["evaluering"], *(d for plan in sak.bilde.planer("1") for d in plan["evaluering"])]
            yield rad, any(months_after(dag, -6) < d <= dag for d in dager)


def evaluert_tiltak(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad, gjort in _evaluert(sak, vindu):
        yield Ting(nokkel=(rad["id"],), sted=sak.sted(vindu.dag), teller=gjort)


def evaluert_barn(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for _, gjort in _evaluert(sak, vindu):
        yield _barn(sak, vindu.dag, teller=gjort)


# --- foster homes and institutions ---------------------------------------------------------------------------------


def _besok(rad: Rad, vindu: Vindu) -> bool:
    ar = date(vindu.dag.year, 1, 1)
    utfort = rad["oppfolging"]["utfort"] if rad["oppfolging"] else []
    return len({dag for dag in utfort if ar <= dag <= vindu.dag}) >= 4


def _er_et_ar(vindu: Vindu) -> bool:
    return (vindu.fra, vindu.til) == (
        date(vindu.til.year, 1, 1),
        date(vindu.til.year, 12, 31),
    ) and vindu.til <= vindu.per


def besok_hele_aret(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        hele = rad["start_dato"] <= vindu.fra and (rad["slutt_dato"] is None or rad["slutt_dato"] >= vindu.dag)
        if _er_et_ar(vindu) and rad["kode"] in FOSTER and hele and sak.under(18, vindu.dag):
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(vindu.dag), teller=_besok(rad, vindu))


def besok_dag(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        if _er_et_ar(vindu) and rad["kode"] in FOSTER and i_kraft(rad, vindu.dag) and sak.under(18, vindu.dag):
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(vindu.dag), teller=_besok(rad, vindu))


def slekt(hos: set[str], av: set[str], sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        if rad["kode"] in av and i_kraft(rad, vindu.dag):
            yield _barn(sak, vindu.dag, teller=rad["kode"] in hos)


def slekt_tiltak(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        if rad["kode"] in FAST_FOSTERHJEM and i_kraft(rad, vindu.dag):
            hos = rad["kode"] in ("2.1", "15.1.1")
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(vindu.dag), teller=hos)


def dogn(koder: set[str], per_barn: bool, netter: bool, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        if rad["kode"] not in koder:
            continue
        siste = (rad["slutt_dato"] or vindu.per) - (DAG if netter else timedelta(0))
        for dag in vindu.dager():
            if rad["start_dato"] <= dag <= siste:
                hvem = sak.barn if per_barn else rad["id"]
                yield Ting(nokkel=(hvem, dag), sted=sak.sted(dag))


# --- young adults, behaviour ---------------------------------------------------------------------------------------


def _plassert(sak: Sett, dag: date) -> bool:
    return any(rad["kode"] in FOSTER | INSTITUSJON and i_kraft(rad, dag) for rad in sak["tiltak"])


def ettervern_alder(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    if sak.mellom(18, 25, vindu.dag):
        for ting in pa_dagen(alle_tiltak, None, sak, vindu):
            yield Ting(nokkel=ting.nokkel, sted=ting.sted, teller=_plassert(sak, vindu.dag))


def ettervern_hjemmel(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for ting in pa_dagen(ettervern_lov, None, sak, vindu):
        yield Ting(nokkel=ting.nokkel, sted=ting.sted, teller=_plassert(sak, vindu.dag))


def atferd_dag(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        if atferd(rad) and i_kraft(rad, vindu.dag):
            bokstaver = tuple(rad["hjemmel"].get("bokstav", [])) or ("uten",)
            yield _barn(sak, vindu.dag, grupper=bokstaver)


# --- emergency decisions -------------------------------------------------------------------------------------------


def _akutt(rad: Rad, *, bare_flytting: bool) -> bool:
    lov, kapittel, paragraf = _lov(rad)
    ledd = set(rad["hjemmel"]["ledd"])
    if kapittel != "4":
        return False
    if lov == "BVL2021":
        if paragraf in ("2", "4", "5"):
            return True
        ny = paragraf == "6" and rad["start_dato"] >= UTREISEFORBUD_FRA
        return not bare_flytting and (paragraf in ("1", "3") or ny)
    if lov != "BVL":
        return False
    if paragraf == "25":
        return True
    if paragraf == "29":
        return "4" in ledd
    if paragraf == "6":
        return not bare_flytting or ledd != {"1"}
    return paragraf == "9" and not bare_flytting


def akutt(bare_flytting: bool, hvem: str, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["vedtak"]:
        if vindu.har(rad["start_dato"]) and _akutt(rad, bare_flytting=bare_flytting):
            nokkel = (sak.barn,) if hvem == "barn" else (rad["id"],)
            yield Ting(nokkel=nokkel, sted=sak.sted(rad["start_dato"]), dag=rad["start_dato"])


def akutt_utfall(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    hjelp = any(kap3(rad) and i_kraft(rad, vindu.per) for rad in sak["tiltak"])
    na = "plassert" if _plassert(sak, vindu.per) else "hjemme_hjelpetiltak" if hjelp else "hjemme_uten"
    for ting in akutt(True, "barn", sak, vindu):
        yield Ting(nokkel=ting.nokkel, sted=ting.sted, grupper=(na,))


# --- moves, network, and rules judged on the last day --------------------------------------------------------------


def forste_ar(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        nytt = months_after(rad["start_dato"], 12) > vindu.dag
        if rad["kode"] in FAST_FOSTERHJEM and i_kraft(rad, vindu.dag) and nytt:
            yield _barn(sak, vindu.dag)


def startet(koder: set[str], sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["tiltak"]:
        if rad["kode"] in koder and vindu.har(rad["start_dato"]):
            yield _barn(sak, rad["start_dato"])


BRUTT = {"1.1.3", "1.1.4", "1.1.5", "1.2.1", "1.2.2", "1.2.3"}


def brutt(koder: set[str], hvem: str, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak["flytting"]:
        if rad["arsak"] in koder and vindu.har(rad["dato"]):
            grupper = (rad["arsak"],) if hvem == "arsak" else ()
            nokkel = (sak.barn,) if hvem == "barn" else (rad["id"],)
            yield Ting(nokkel=nokkel, sted=sak.sted(rad["dato"]), grupper=grupper)


def _hos_andre(sak: Sett, objekt: str, vindu: Vindu) -> bool:
    """Whether another municipality than the one that has the case now was last said to answer for the tilsyn."""
    (rad,) = (rad for rad in sak["tiltak"] if rad["id"] == objekt)
    ansvarlig = [a for a in (rad["tilsyn"] or {}).get("ansvarlig", []) if a["start_dato"] <= vindu.dag]
    sist = max(ansvarlig, key=lambda a: (a["start_dato"], a["kommunenummer"]), default=None)
    return sist is not None and sist["kommunenummer"] != sak.rad["opphold"][-1][1].kommune


def besokt_for_sjelden(regel: str, variant: str, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    """The rule's own answer on the day: those that are not kept, of those that are kept or not."""
    for (navn, slik, objekt), rad in regelsvar(sak.rad, sak.format, vindu.dag).items():
        if (navn, slik) != (regel, variant) or rad.utfall not in (OPPFYLT, IKKE_OPPFYLT):
            continue
        brudd = rad.utfall == IKKE_OPPFYLT
        if not (brudd and regel == "TIL-02" and _hos_andre(sak, objekt, vindu)):  # the other one's breach
            yield Ting(nokkel=(objekt,), sted=sak.sted(vindu.dag), teller=brudd)


# --- what is open --------------------------------------------------------------------------------------------------


def apne_saker(sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    if any(i_kraft(rad, vindu.dag) for rad in sak["tiltak"]):
        yield Ting(nokkel=(sak.rad["sak_id"],), sted=sak.sted(vindu.dag))


def apne(tabell: str, sak: Sett, vindu: Vindu) -> Iterator[Ting]:
    for rad in sak[tabell]:
        ferdig = rad["konklusjon_slutt_dato"]
        teller = tabell != "henvendelse" or er_melding(rad)
        if teller and rad["start_dato"] <= vindu.dag and (ferdig is None or ferdig > vindu.dag):
            yield Ting(nokkel=(rad["id"],), sted=sak.sted(vindu.dag))


def _som(storrelse: str, mal: Maal) -> Maal:
    """The same numbers under another name of what is measured."""
    return lambda ting, vindu: ((storrelse, gruppe, svar) for _, gruppe, svar in mal(ting, vindu))


barn = _som("antall_barn", antall)
_dogn = _som("dogn", antall)


def _o(tall: str, lesning: str, finn: Lesning, mal: Maal = barn) -> Oppskrift:
    return Oppskrift(tall=tall, lesning=lesning, finn=finn, mal=mal)


_DAG25 = partial(pa_dagen, alle_tiltak, 25)
_KAP3 = partial(pa_dagen, kap3, 25)
_UNDER_OMSORG = partial(pa_dagen, omsorg, 18)
BARN = (
    _o("barn_i_tiltak", "dag", _DAG25),
    _o("barn_i_tiltak", "dag_uten_em", uten_em(_DAG25)),
    _o("barn_i_tiltak", "dag_kjent_alder", kjent_alder),
    _o("barn_i_tiltak", "i_lopet", partial(i_lopet, alle_tiltak)),
    _o("barn_hjelpetiltak", "dag_kap3", uten_em(_KAP3)),
    _o("barn_hjelpetiltak", "dag_hje01", uten_em(partial(pa_dagen, er_hjelp, 18))),
    _o("barn_hjelpetiltak", "dag_kap3_med_em", _KAP3),
    _o("barn_hjelpetiltak", "i_lopet_kap3", uten_em(partial(i_lopet, kap3))),
    _o("under_omsorg", "dag", _UNDER_OMSORG),
    _o("under_omsorg", "dag_uten_alder", partial(pa_dagen, omsorg, None)),
    _o("under_omsorg", "dag_uten_em", uten_em(_UNDER_OMSORG)),
    _o("hjelpetiltak_plan", "barn", har_plan, andel),
    _o("evaluering", "tiltak", evaluert_tiltak, andel),
    _o("evaluering", "barn", evaluert_barn, andel),
    _o("besok_minst_4", "hele_aret", besok_hele_aret, andel),
    _o("besok_minst_4", "dag", besok_dag, andel),
    _o("slekt_nettverk", "fosterhjem", partial(slekt, {"2.1", "15.1.1"}, FAST_FOSTERHJEM), andel),
    _o("slekt_nettverk", "alle", partial(slekt, {"2.1", "2.6", "15.1.1", "15.1.5"}, FOSTER), andel),
    _o("slekt_nettverk", "midlertidig", partial(slekt, {"2.6", "15.1.5"}, MIDLERTIDIG), andel),
    _o("slekt_nettverk", "fosterhjem_tiltak", slekt_tiltak, andel),
    _o("institusjonsdogn", "begge_1x", partial(dogn, INSTITUSJON, True, False), _dogn),
    _o("institusjonsdogn", "begge_11", partial(dogn, BARNEVERNSINSTITUSJON, True, False), _dogn),
    _o("institusjonsdogn", "netter_1x", partial(dogn, INSTITUSJON, True, True), _dogn),
    _o("institusjonsdogn", "tiltak_1x", partial(dogn, INSTITUSJON, False, False), _dogn),
    _o("ettervern", "alder", uten_em(ettervern_alder)),
    _o("ettervern", "hjemmel", uten_em(ettervern_hjemmel)),
    _o("ettervern", "alder_med_em", ettervern_alder),
    _o("ettervern_plassert", "alder", uten_em(ettervern_alder), andel),
    _o("ettervern_plassert", "hjemmel", uten_em(ettervern_hjemmel), andel),
    _o("atferd", "dag", atferd_dag),
)
AKUTT = (
    _o("akutt_per_mnd", "vedtak", partial(akutt, False, "vedtak"), per_maned),
    _o("akutt_per_mnd", "barn", partial(akutt, False, "barn"), per_maned),
    _o("akuttvedtak", "barn", partial(akutt, False, "barn")),
    _o("akuttvedtak", "kap4", partial(akutt, False, "vedtak"), antall),
    _o("akuttvedtak", "plassering", partial(akutt, True, "vedtak"), antall),
    _o("akuttvedtak", "barn_sum_halvar", partial(akutt, False, "barn"), _som("sum", halvar)),
    _o("akutt_utfall", "plassering", akutt_utfall),
)
APNE = (
    _o("saker_apne", "tiltak_saker", apne_saker, antall),
    _o("saker_apne", "undersokelser", partial(apne, "undersokelse"), antall),
    _o("saker_apne", "meldinger", partial(apne, "henvendelse"), antall),
)
ANDRE = (
    _o("nye_plasseringer", "forste_ar", forste_ar),
    _o("nye_plasseringer", "startet", partial(startet, FAST_FOSTERHJEM)),
    _o("brutte_plasseringer", "fosterhjem", partial(brutt, BRUTT, "arsak"), antall),
    _o("brutte_plasseringer", "fosterforeldre", partial(brutt, {"1.2.1", "1.2.2", "1.2.3"}, ""), antall),
    _o("brutte_plasseringer", "barn", partial(brutt, BRUTT, "barn")),
    _o("familierad", "familierad", partial(startet, {"6.1", "14.1"})),
    _o("familierad", "nettverksmote", partial(startet, {"6.2", "14.2"})),
    *(
        _o(tall, variant, partial(besokt_for_sjelden, regel, variant), andel)
        for tall, regel in (("oppfolging_ikke_oppfylt", "OMS-01"), ("tilsyn_ikke_oppfylt", "TIL-02"))
        for variant in ("kalenderar", "lov")
    ),
)

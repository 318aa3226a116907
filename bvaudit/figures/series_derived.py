"""Numbers made of a series' own: what is left when what was given for a while is counted in, goals, and people held
against full-time posts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from bvaudit.figures.series_sums import Funnet
from bvaudit.figures.series_words import number, of_what
from bvaudit.model.serie import Avledet, Serie, Seriemal
from bvaudit.model.serieperiode import parse_periode
from bvaudit.model.seriepunkt import Kontrollslag, Seriekontroll, Seriepunkt
from bvaudit.model.serierad import code_of
from bvaudit.model.serieslag import Maal, Retning
from bvaudit.model.serietall import Lest, parse_tall
from bvaudit.texts import counted, text

_Where = tuple[object, ...]


def derived(serie: Serie, punkter: Sequence[Seriepunkt]) -> Funnet:
    """``avledet``: for each period and place where all its parts have a number."""
    made: list[Seriepunkt] = []
    told: list[Seriekontroll] = []
    for one in serie.avledet:
        plus, minus = ([code_of(name) for name in names] for names in (one.legg_sammen, one.trekk_fra))
        for there in _by_place([p for p in punkter if not p.regnet and p.kode(one.akse) in (*plus, *minus)]):
            parts = {punkt.kode(one.akse): punkt for punkt in there}
            lacking = [code for code in (*plus, *minus) if code not in parts or parts[code].verdi is None]
            if lacking:
                setning = counted(
                    "serier.kontroll.mangler_til", len(lacking), hva=of_what(serie, there[0]), tall=one.tittel
                )
                told.append(_control(serie, there[0], Kontrollslag.KAN_IKKE, setning=setning))
                continue
            punkt = _derived(one, parts, plus, minus)
            made.append(punkt)
            told.append(_control(serie, punkt, Kontrollslag.AVLEDET, setning=_shown(serie, one, parts, punkt)))
    return made, told


def _by_place(punkter: Sequence[Seriepunkt]) -> Iterator[list[Seriepunkt]]:
    found: dict[_Where, list[Seriepunkt]] = {}
    for one in punkter:
        found.setdefault((one.periode, one.enhet, one.kommune, one.storrelse), []).append(one)
    yield from found.values()


def _derived(one: Avledet, parts: dict[str, Seriepunkt], plus: Sequence[str], minus: Sequence[str]) -> Seriepunkt:
    first = parts[plus[0]]
    worked = sum((_value(parts[code]) for code in plus), Decimal(0)) - sum(
        (_value(parts[code]) for code in minus), Decimal(0)
    )
    kilde = counted("serier.regnet_av", len(parts), steder=", ".join(dict.fromkeys(p.kilde for p in parts.values())))
    decimals = max(part.desimaler for part in parts.values())
    return replace(
        first,
        grupper=tuple(group for group in first.grupper if group[0] != one.akse),
        verdi=worked,
        teller=None,
        nevner=None,
        desimaler=decimals,
        merknad=one.tittel,
        kilde=kilde,
        regnet=one.id,
    )


def _value(punkt: Seriepunkt) -> Decimal:
    assert punkt.verdi is not None, "looked at before"
    return punkt.verdi


def _shown(serie: Serie, one: Avledet, parts: dict[str, Seriepunkt], made: Seriepunkt) -> str:
    """«40,4 + 20 + 10 = 70,4 mill. kr»: what is added first, so that the sentence adds up as it is read, whatever order
    the file has the parts in."""
    bare = replace(serie, maleenhet="")
    said = ""
    for sign, names in ((" + ", one.legg_sammen), (" − ", one.trekk_fra)):
        for punkt in (parts[code_of(name)] for name in names):
            said += f"{sign if said else ''}{number(_value(punkt), punkt.storrelse, bare, punkt.desimaler)}"
    whole = number(_value(made), made.storrelse, serie, made.desimaler)
    return text("serier.kontroll.avledet", hva=of_what(serie, made), tittel=one.tittel, stykker=said, regnet=whole)


def goals(serie: Serie, punkter: Sequence[Seriepunkt]) -> Funnet:
    """Each goal as a number of its own, and what it was held against."""
    made: list[Seriepunkt] = []
    told: list[Seriekontroll] = []
    for nummer, mal in enumerate(serie.mal, 1):
        if not mal.verdi:
            setning = text("serier.kontroll.mal_ikke_satt", tittel=serie.tittel, mal=mal.tekst)
            told.append(Seriekontroll(serie=serie.id, slag=Kontrollslag.MANGLER, setning=setning))
            continue
        for punkt in (one for one in punkter if _is_goal_of(mal, one, serie) and one.verdi is not None):
            goal = _goal(mal, punkt, serie, nummer)
            made.append(goal)
            told.append(_held(serie, mal, punkt, goal))
    return made, told


def _is_goal_of(mal: Seriemal, punkt: Seriepunkt, serie: Serie) -> bool:
    groups = ((mal.akse, code_of(mal.kategori)),) if mal.akse and mal.kategori else ()
    right = punkt.enhet == mal.enhet and punkt.grupper == groups and not punkt.kommune
    when = not mal.periode or punkt.periode == parse_periode(mal.periode)
    return right and when and punkt.storrelse is (mal.storrelse or serie.storrelse) and not _is_other(punkt)


def _is_other(punkt: Seriepunkt) -> bool:
    return bool(punkt.regnet) and not punkt.regnet.startswith(("sum-", "veid-"))


def _goal(mal: Seriemal, punkt: Seriepunkt, serie: Serie, nummer: int) -> Seriepunkt:
    found = parse_tall(mal.verdi, andel=punkt.andel)
    assert isinstance(found, Lest), "the loader has read it"
    name = "mal" if len(serie.mal) == 1 else f"mal-{nummer}"
    return replace(
        punkt,
        verdi=found.tall,
        teller=None,
        nevner=None,
        personer=None,
        desimaler=found.desimaler,
        merknad=mal.tekst,
        kilde=f"{serie.fil}: mal {nummer}",
        regnet=name,
    )


def _held(serie: Serie, mal: Seriemal, punkt: Seriepunkt, goal: Seriepunkt) -> Seriekontroll:
    found, wanted = _value(punkt), _value(goal)
    reached = found <= wanted if mal.retning is Retning.HOYST else found >= wanted
    said = {
        "hva": of_what(serie, punkt),
        "regnet": number(found, punkt.storrelse, serie, punkt.desimaler),
        "mal": number(wanted, punkt.storrelse, serie, goal.desimaler),
        "tekst": mal.tekst,
    }
    apart = number(abs(found - wanted), punkt.storrelse, serie, max(punkt.desimaler, goal.desimaler))
    key = "mal_likt" if found == wanted else "mal_over" if found > wanted else "mal_under"
    setning = text(f"serier.kontroll.{key}", **said, **({} if found == wanted else {"forskjell": apart}))
    return replace(
        _control(serie, punkt, Kontrollslag.MAL, setning=setning), oppgitt=wanted, regnet=found, stemmer=reached
    )


def stated_shares(serie: Serie, punkter: Sequence[Seriepunkt]) -> list[Seriekontroll]:
    """A share that is stated beside what it was made of, and is another: one of the three is written wrong."""
    told = []
    for one in (p for p in punkter if p.andel and p.verdi is not None and p.teller is not None and p.nevner):
        assert one.teller is not None and one.nevner is not None, "looked at just now"
        worked = one.teller / one.nevner
        if abs(worked - _value(one)) <= Decimal(5).scaleb(-one.desimaler - 3) or one.regnet:
            continue
        said = {"hva": of_what(serie, one), "oppgitt": number(_value(one), one.storrelse, serie, one.desimaler)}
        setning = text("serier.kontroll.andel", **said, regnet=number(worked, one.storrelse, serie, 2))
        control = _control(serie, one, Kontrollslag.ANDEL, setning=setning)
        told.append(replace(control, oppgitt=_value(one), regnet=worked, stemmer=False))
    return told


def people_and_posts(serie: Serie, punkter: Sequence[Seriepunkt]) -> list[Seriekontroll]:
    """People and full-time posts of the same whole: two measures, told together and never held to be one."""
    found: dict[_Where, dict[Maal, Seriepunkt]] = {}
    for one in punkter:
        whole = not one.grupper and one.verdi is not None and not _is_other(one)
        if whole and one.storrelse in (Maal.ANSATTE, Maal.ARSVERK):
            found.setdefault((one.periode, one.enhet, one.kommune), {}).setdefault(one.storrelse, one)
    told = []
    for both in (one for one in found.values() if len(one) == 2):
        people, posts = both[Maal.ANSATTE], both[Maal.ARSVERK]
        said = {
            name: number(_value(one), one.storrelse, serie, one.desimaler)
            for name, one in (("folk", people), ("verk", posts))
        }
        setning = text("serier.kontroll.ulike_maal", hva=of_what(serie, people), **said)
        control = _control(serie, people, Kontrollslag.ULIKE_MAAL, setning=setning)
        told.append(replace(control, oppgitt=_value(posts), regnet=_value(people)))
    return told


def _control(serie: Serie, punkt: Seriepunkt, slag: Kontrollslag, *, setning: str) -> Seriekontroll:
    return Seriekontroll(
        serie=serie.id, slag=slag, periode=punkt.periode, enhet=punkt.enhet, setning=setning, kilde=punkt.kilde
    )

"""The days across which a figure cannot be compared, as the maps of comparability, the rules and the extract say."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

from bvaudit.figures.compared import slag
from bvaudit.figures.counted import left_out
from bvaudit.model.endring import Seriebrudd
from bvaudit.model.enhet import KjentEnhet
from bvaudit.model.nokkelrad import Nokkelrad
from bvaudit.model.nokkeltall import Lesning
from bvaudit.model.rule import Rule
from bvaudit.model.sammenligning import Forhold, Sammenligning, Versjonskart
from bvaudit.model.telling import Sted, Stedskifte
from bvaudit.texts import text

_ONE_DAY = timedelta(days=1)


def rule_breaks(regler: Iterable[Rule], kart: Versjonskart) -> tuple[Seriebrudd, ...]:
    """One for every later version of a rule that is not counted like the one before it. A change nobody has judged is a
    break too."""
    return tuple(one for regel in regler for one in _of_rule(regel, kart))


def _of_rule(regel: Rule, kart: Versjonskart) -> Iterator[Seriebrudd]:
    starts = sorted(versjon.gjelder_fra for versjon in regel.versjoner)
    for dag in starts[1:]:
        par = kart.get((regel.id, dag))
        if par is None:
            yield Seriebrudd(tall=regel.id, dag=dag, grunn=text("endringen.ikke_vurdert"))
        elif par.forhold is not Forhold.LIK:
            yield Seriebrudd(tall=regel.id, dag=dag, grunn=par.begrunnelse)


def breaks_of_rules(tall: str, lesninger: Iterable[Lesning], brudd: Iterable[Seriebrudd]) -> Iterator[Seriebrudd]:
    """A reading that counts the results of a rule cannot be compared where the rule cannot."""
    every = tuple(brudd)
    for lesning in lesninger:
        for one in every:
            if lesning.regel is not None and one.tall == lesning.regel.id:
                yield Seriebrudd(tall=tall, variant=lesning.navn, dag=one.dag, grunn=one.grunn)


def place_breaks(enheter: Iterable[KjentEnhet], skifter: Iterable[Stedskifte]) -> tuple[Seriebrudd, ...]:
    """The days a unit or a municipality came to be, ceased, or took over another's cases: from before to after nothing
    is said of more or fewer, for it is not the same place."""
    found: list[Seriebrudd] = []
    for one in enheter:
        if one.gjelder_fra is not None:
            grunn = text("endringen.sted.begynte", sted=one.navn)
            found.append(Seriebrudd(tall="", enhet=one.navn, dag=one.gjelder_fra, grunn=grunn))
        if one.gjelder_til_og_med is not None:
            grunn = text("endringen.sted.sluttet", sted=one.navn)
            found.append(Seriebrudd(tall="", enhet=one.navn, dag=one.gjelder_til_og_med + _ONE_DAY, grunn=grunn))
    for skifte in skifter:
        for navn, ord_ in ((skifte.fra, "sluttet"), (skifte.til, "overtok")):
            grunn = text(f"endringen.sted.{ord_}", sted=skifte.fra)
            enhet, kommune = (navn, "") if skifte.sted is Sted.ENHET else ("", navn)
            found.append(Seriebrudd(tall="", dag=skifte.dag, grunn=grunn, enhet=enhet, kommune=kommune))
    return tuple(dict.fromkeys(found))


def list_breaks(fra: str, til: str, kart: Iterable[Sammenligning]) -> dict[str, str] | None:
    """Two audits by two checklists: the points that cannot be compared, each with why. None when there is no map of
    the two lists, and so nothing can be. Nothing when they are one list."""
    if fra == til:
        return {}
    found = next((one for one in kart if (one.fra, one.til) == (fra, til)), None)
    if found is None:
        return None
    alike = {par.fra for par in found.punktpar if par.forhold is Forhold.LIK and par.fra == par.til}
    points = {par.fra or par.til: par.begrunnelse or par.forhold.vist for par in found.punktpar}
    return {point: why for point, why in points.items() if point not in alike}


def left_out_breaks(rader: Iterable[Nokkelrad], avsluttet_fra: date | None) -> tuple[Seriebrudd, ...]:
    """Where cases closed before a day are not in the extract: a later period has more only because more are there. One
    for every period that comes after one from before that day."""
    if avsluttet_fra is None:
        return ()
    grunn = left_out(avsluttet_fra)
    starts: dict[tuple[str, str, str], set[date]] = {}
    for rad in rader:
        starts.setdefault((rad.tall, rad.variant, slag(rad)), set()).add(rad.periode_fra)
    found = {
        Seriebrudd(tall=tall, variant=variant, dag=after, grunn=grunn)
        for (tall, variant, _), days in starts.items()
        for before, after in pairwise(sorted(days))
        if before < avsluttet_fra
    }
    return tuple(sorted(found, key=lambda one: (one.tall, one.variant, one.dag)))

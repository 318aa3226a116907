"""The sheet «Tilsyn»: each finding of a supervision in each unit, and when it can be called closed."""

from collections.abc import Mapping

from bvaudit import texts
from bvaudit.model.mengdeord import merket
from bvaudit.model.revisjon import Revisjon, TilsynPunkt
from bvaudit.model.utfall import Sikkerhet
from bvaudit.reports import register_columns as columns
from bvaudit.reports.register_sheets import SheetTable, Verdi
from bvaudit.reports.register_values import andel
from bvaudit.texts import text

_STEP = "    "  # a finding inside another stands further in


def tilsyn_table(revisjon: Revisjon) -> SheetTable:
    """What the figures say, and what only a person can answer. A finding nobody has measured has no figure."""
    doubt = {svar.regel.id: svar.regel.sikkerhet for svar in revisjon.svar}
    return SheetTable(
        ark=text("register.ark.tilsyn"),
        id="tilsyn",
        navn="Tilsyn",
        beskrivelse=text("register.om.tilsyn"),
        kolonner=columns.tilsyn(),
        rader=tuple(_row(punkt, doubt) for punkt in revisjon.tilsyn),
        tomt=text("register.ikke_undersokt"),
        frys=3,
    )


def _row(punkt: TilsynPunkt, doubt: Mapping[str, Sikkerhet]) -> tuple[Verdi, ...]:
    examined = punkt.n > 0
    return (
        punkt.tilsyn,
        f"{_STEP * punkt.nummer.count('.')}{punkt.nummer}",
        punkt.tekst,
        punkt.slag.value,
        punkt.enhet,
        punkt.n if examined else None,
        punkt.med_avvik if examined else None,
        andel(punkt.med_avvik, punkt.n) if punkt.andel else None,
        punkt.uavklart if examined or punkt.uavklart else None,
        _known(punkt),
        "\n".join(merket(regel, doubt.get(regel, Sikkerhet.HOY)) for regel in punkt.regler),
        "\n".join(_by_people(punkt)),
        punkt.frist,
        "\n".join(_closes(punkt)),
        "\n".join(punkt.hjemmel),
    )


def _by_people(punkt: TilsynPunkt) -> list[str]:
    return [
        text("lest_i_papirene.tilsyn.besvart", regel=regel) if regel in punkt.besvart else regel
        for regel in punkt.manuelle
    ]


def _known(punkt: TilsynPunkt) -> str:
    if punkt.ma_leses:
        return text("innhold.tilsyn.ma_leses")
    if not punkt.n:
        return text("register.tilsyn.ikke_undersokt")
    only_read = bool(punkt.besvart) and not punkt.regler
    none = text("lest_i_papirene.tilsyn.ingen") if only_read else text("register.ingen_avvik")
    said = [text("register.tilsyn.avvik_funnet") if punkt.med_avvik else none]
    if punkt.besvart:
        said.append(read_in(punkt))
    if left := len(punkt.manuelle) - len(punkt.besvart):
        said.append(texts.counted("register.tilsyn.ikke_malt", left))
    return "\n".join(said)


def read_in(punkt: TilsynPunkt) -> str:
    """What was found when people read, never added to what the machine counted."""
    return texts.counted(
        "lest_i_papirene.tilsyn.lest", punkt.lest_n, brudd=punkt.lest_med_avvik, punkter=", ".join(punkt.besvart)
    )


def _closes(punkt: TilsynPunkt) -> list[str]:
    goal = punkt.lukkes_nar
    told = text(
        "register.tilsyn.lukkes",
        minst=goal.minst,
        av=goal.av,
        minst_utvidet=goal.minst_utvidet,
        utvides_til=goal.utvides_til,
    )
    return [line for line in (punkt.lukkekriterium, told) if line]

"""How dates, shares and other people's text are written for people."""

import re
from datetime import date

from bvaudit import texts

# What XML cannot carry, or Excel would show as «_x000B_». Tab and line feed are allowed.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The same text with one kind of line break and nothing that cannot be shown."""
    return _FORBIDDEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def dato(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def prosent(del_av: int, n: int) -> str:
    """«14,3 %», rounded half up from whole numbers so that no machine rounds another way. ``n`` is above 0."""
    tideler = (2000 * del_av + n) // (2 * n)
    if del_av and not tideler:
        return "under 0,1 %"
    return f"{tideler // 10},{tideler % 10} %"


def av(del_av: int, n: int) -> str:
    """«14 av 98 (14,3 %)»; never a share of nothing."""
    return (
        texts.text("reports.wording.av", del_av=del_av, n=n, prosent=prosent(del_av, n))
        if n
        else texts.text("reports.wording.ingen_a_vurdere")
    )


def oppramsing(words: list[str], bindeord: str = "og") -> str:
    """«a, b og c», or «a, b eller c»."""
    return f" {bindeord} ".join(part for part in (", ".join(words[:-1]), words[-1] if words else "") if part)


def tema_name(tema: str) -> str:
    """What the subject of a rule, the name of its folder, is called."""
    known = texts.known(f"reports.tema.{tema}")
    return texts.text(f"reports.tema.{tema}") if known else tema.capitalize()

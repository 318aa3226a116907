"""The five outcomes, and how grave a deviation is."""

from enum import StrEnum

from bvaudit.texts import text


class Utfall(StrEnum):
    """What a rule says of one object. A missing date is not a breach, and it is not compliance."""

    OPPFYLT = "oppfylt"
    DELVIS = "delvis oppfylt"
    IKKE_OPPFYLT = "ikke oppfylt"
    UAVKLART = "uavklart"  # a fact is missing; a person must look
    IKKE_AKTUELT = "ikke aktuelt"  # does not apply, or is not due yet


class Alvorlighetsgrad(StrEnum):
    """Ordered from least to most grave."""

    LAV = "lav"
    MIDDELS = "middels"
    HOY = "hoy"
    KRITISK = "kritisk"

    @property
    def vist(self) -> str:
        return text(f"model.grad.{self.value}")

    @property
    def rang(self) -> int:
        return list(Alvorlighetsgrad).index(self)


class Malestokk(StrEnum):
    """Whose measure a rule is counted by. What is not the law's own is labelled wherever it is shown, ranked below,
    and never kritisk."""

    LOV = "lov"
    NORM = "norm"  # a guideline of the profession
    REGISTER = "register"  # what the national register asks for
    EGET = "eget"  # chosen by this project, or by the municipality

    @property
    def vist(self) -> str:
        return text(f"model.malestokk.{self.value}")


class Sikkerhet(StrEnum):
    """How sure we are of the law behind a rule. Medium and low are marked wherever the rule is used."""

    HOY = "hoy"
    MIDDELS = "middels"
    LAV = "lav"

    @property
    def vist(self) -> str:
        return text(f"model.grad.{self.value}")

"""The fixed words a key figure is described with."""

from enum import StrEnum


class Utenom(StrEnum):
    """Who a reading leaves out: children with a DUF number, and units whose task is care."""

    EM = "em"
    OMSORGSENHETEN = "omsorgsenheten"


class Kraft(StrEnum):
    """When an object is counted by what it is, and not by what happened. ``APEN``: begun and not concluded."""

    SISTE_DAG = "siste_dag"
    NOEN_DAG = "noen_dag"
    HVER_DAG = "hver_dag"
    APEN = "apen"


class Teller(StrEnum):
    """What is counted. ``DOGN``: days in force in the period, both ends in; ``NETTER``: the last one out."""

    OBJEKTER = "objekter"
    BARN = "barn"
    SAKER = "saker"
    DOGN = "dogn"
    NETTER = "netter"


class Storrelse(StrEnum):
    """What a row is a measure of; the words of ``nokkeltall.csv``."""

    ANTALL = "antall"
    ANTALL_BARN = "antall_barn"
    ANDEL = "andel"
    SUM = "sum"
    DOGN = "dogn"
    GJENNOMSNITT = "gjennomsnitt"
    MINST = "minst"
    STORST = "storst"
    MEDIAN = "median"


class Periodeslag(StrEnum):
    """How long a period is; ``ANNET`` is none of the calendar's own."""

    AR = "ar"
    HALVAR = "halvar"
    KVARTAL = "kvartal"
    MANED = "maned"
    ANNET = "annet"


class Brudddel(StrEnum):
    """Which results of a rule the share is of."""

    BRUDD = "brudd"
    OPPFYLT = "oppfylt"


class Grafslag(StrEnum):
    SOYLER = "soyler"
    LINJE = "linje"
    STABLET = "stablet"
    PRIKK = "prikk"


class Talltype(StrEnum):
    """How the number is written: ``89``, ``13,3 %``, ``4,2``."""

    HELTALL = "heltall"
    PROSENT = "prosent"
    DESIMAL = "desimal"

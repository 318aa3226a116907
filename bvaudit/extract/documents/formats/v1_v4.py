"""v1 to v4: root ``Barnevern``, values in attributes. Spelling is the format's own.

Tolerant reading also knows what came before version 2.0.0: the child on the case itself, and a document without an id.
"""

from bvaudit.extract.documents.fields import (
    Element,
    Felt,
    FieldKind,
    Klasse,
    dato,
    id_felt,
    ja_nei,
    kode,
    migrert,
    siffer,
    tekst,
)
from bvaudit.extract.documents.formats.record import Format, Utgave
from bvaudit.extract.documents.formats.v1_v4_sak import I_SAKEN
from bvaudit.extract.documents.formats.v1_v4_tiltak import START
from bvaudit.extract.people.persons import PersonRules

_SAK_FELT = (
    id_felt("@Id", "sak_id"),
    migrert("@MigrertId"),
    START,
    dato("@SluttDato", "slutt_dato", krav=False),
    tekst("@Journalnummer", "journalnummer", (1, 36), klasse=Klasse.P1),
    ja_nei("@Avsluttet", "avsluttet"),
    ja_nei("@ErSlettet", "er_slettet"),
)
# Before version 2.0.0 the child was on the case itself.
_ELDRE_FELT = (
    siffer("@Fodselsnummer", "fodselsnummer", 11, krav=False, klasse=Klasse.P1),
    dato("@Fodseldato", "fodselsdato", krav=False, klasse=Klasse.P3),
    kode("@Kjonn", "kjonn", "kjonn", krav=False),
    siffer("@DUFnummer", "duf_nummer", 12, krav=False, klasse=Klasse.P1),
)


def _barnevern(sak_felt: tuple[Felt, ...], *, med_id: bool) -> Element:
    return Element(
        navn="Barnevern",
        tabell="innsending",
        felt=(
            id_felt("@Id", "innsending_id", krav=med_id),
            Felt(navn="@DatoUttrekk", kolonne="dato_uttrekk", slag=FieldKind.TIDSPUNKT),
            id_felt("@ForrigeId", "forrige_id", krav=False),
        ),
        barn=(
            Element(
                navn="Fagsystem",
                minst=1,
                hoyst=1,
                felt=(
                    tekst("@Leverandor", "leverandor", (3, 300)),
                    tekst("@Navn", "fagsystem_navn", (1, 300)),
                    tekst("@Versjon", "fagsystem_versjon", (1, 100)),
                ),
            ),
            Element(
                navn="Avgiver",
                minst=1,
                hoyst=1,
                felt=(
                    siffer("@Organisasjonsnummer", "organisasjonsnummer", 9),
                    siffer("@Kommunenummer", "kommunenummer", 4),
                    tekst("@Kommunenavn", "kommunenavn", (1, 250)),
                    siffer("@Bydelsnummer", "bydelsnummer", 2, krav=False),
                    tekst("@Bydelsnavn", "bydelsnavn", (1, 250), krav=False),
                ),
            ),
            Element(navn="Sak", tabell="sak", minst=1, hoyst=1, felt=sak_felt, barn=I_SAKEN),
        ),
    )


V1_V4 = Format(
    versjon="v3",
    rot=_barnevern(_SAK_FELT, med_id=True),
    rot_tolerant=_barnevern((*_SAK_FELT, *_ELDRE_FELT), med_id=False),
    utgaver=(
        Utgave(
            navn="v1",
            uten_tabeller=frozenset({"medvirkning", "oppfolging_hyppighet"}),
            uten_felt="ErSlettet",
        ),
        Utgave(navn="v4"),
    ),
    kan_ogsa_vaere={"v3": "v4"},
    eldre_felt=frozenset(felt.navn.removeprefix("@") for felt in _ELDRE_FELT),
    kodeversjoner=("v1", "v3"),
    merkende_koder={"v4": ("v4",)},
    personregler=PersonRules(midlertidige_numre=True, ufodt_av_nummer=True),
    kravets_dato="konklusjon_slutt_dato",
)

"""Made-up documents of every format version, and the code lists they need. Nobody in them exists.

Person numbers are temporary ones (ending 00100 or 00200), whose check digits are not valid.
"""

from bvaudit.extract.people.pseudonyms import Pseudonyms, from_secret
from bvaudit.model.koder import Kode, Kodeliste, Kodelister

SAK, MELDING, UNDERSOKELSE, PLAN, TILTAK, VEDTAK = range(1, 7)
PERSON, ETTERVERN, NEMND, FLYTTING, RELASJON, UNDER, INNSENDING = range(7, 14)

FODSELSNUMMER = "02011000100"
FODSELSDATO = "2010-01-02"
JOURNALNUMMER = "EKS-4711"
FRITEKST = "Fortrolig tekst om familien"

_ALL = "v1 v3 v4 v5a v5b"
_LISTS: dict[str, dict[str, str]] = {
    "melder": {"1": _ALL, "10": _ALL, "11": _ALL, "22": _ALL, "23": _ALL, "24": "v3 v4", "25": "v3 v4"},
    "saksinnhold": {"1": _ALL, "3": _ALL, "14": _ALL, "18": _ALL, "1.3.01": "v4 v5a v5b", "1.3.10": "v4 v5a v5b"},
    "henvendelse_type": {"1": "v5a v5b", "2": "v5a v5b"},
    "henvendelse_konklusjon": {"1": _ALL, "2": _ALL, "4": _ALL, "5": "v4 v5a v5b", "12": "v5b"},
    "undersokelse_konklusjon": {"1": _ALL, "3": _ALL, "5": _ALL, "7": "v4 v5a v5b"},
    "medvirkning": {"1.1": "v4 v5a v5b", "2.2": "v4 v5a v5b"},
    "plantype": {"1": _ALL, "8": _ALL},
    "tiltak_kategori": {"2.1": _ALL, "3.1": _ALL, "3.10": _ALL, "3.99": _ALL, "8.4": "v4 v5a v5b", "11.6": "v5a v5b"},
    "opphevelse": {"1": _ALL, "4": _ALL},
    "tiltak_avslutning": {"8": "v5a v5b"},
    "vedtak_status": {"1": _ALL, "3": _ALL},
    "krav_konklusjon": {"1": _ALL, "2": _ALL, "9": _ALL},
    "ettervern_konklusjon": {"1": "v1 v3 v4"},
    "flytting_arsak_fra": {"1.1.1": _ALL, "1.1.5": _ALL},
    "flytting_til": {"1": _ALL, "8": _ALL},
    "tilsyn_hyppighet": {"4": _ALL, "2": _ALL},
    "oppfolging_hyppighet": {"4": "v3 v4", "2": "v3 v4"},
    "tidsenhet": {"1": "v5a v5b", "3": "v5a v5b"},
    "samvaer_part": {"1": "v5a v5b", "3": "v5b", "9": "v5a v5b"},
    "samvaer_gjennomforing": {"2.1": "v5a v5b"},
    "kjonn": {"0": _ALL, "1": _ALL, "2": _ALL, "9": "v5a v5b"},
    "lov": {"BVL": _ALL, "BVL2021": _ALL, "BL1981": "v3 v4 v5a v5b"},
    "begrep": {
        **dict.fromkeys(("Personalia", "Undersokelse", "Plan", "Tiltak", "Vedtak", "Flytting", "Relasjon"), _ALL),
        **dict.fromkeys(("Melding", "Ettervern"), "v1 v3 v4"),
        "OversendelseFylkesnemnd": _ALL,
        "Henvendelse": "v5a v5b",
        "Status": "v1",
    },
}
_PRIVATE = {"1", "2", "3", "4", "23"}


def koder() -> Kodelister:
    return {
        name: Kodeliste(id=name, tittel=name, koder=tuple(_kode(name, code, v) for code, v in codes.items()))
        for name, codes in _LISTS.items()
    }


def _kode(liste: str, code: str, versions: str) -> Kode:
    gruppe = ("privat" if code in _PRIVATE else "offentlig") if liste == "melder" else ""
    return Kode(kode=code, tittel=f"{liste} {code}", versjoner=tuple(versions.split()), gruppe=gruppe)


def nokkel(secret: bytes = b"k" * 32) -> Pseudonyms:
    return from_secret(secret)


def uid(kind: int, number: int = 1) -> str:
    return f"{kind:08x}-1234-4abc-9def-{number:012x}"


def en_sak(
    innhold: str = "",
    *,
    sak: int = 1,
    innsending: int = 1,
    tatt: str = "2025-12-31T02:00:00+01:00",
    forrige: int | None = None,
    sak_mer: str = "",
    personalia: str | None = None,
    bydel: str = "",
    avgiver: str = "",
) -> str:
    """A v3 document with one case: ``innhold`` is what lies in the case after the person row."""
    chain = f' ForrigeId="{uid(INNSENDING, forrige)}"' if forrige else ""
    if personalia is None:
        personalia = (
            f'<Personalia Id="{uid(PERSON)}" StartDato="2025-01-06" Fodselsnummer="{FODSELSNUMMER}" '
            f'Fodseldato="{FODSELSDATO}" Kjonn="1"/>'
        )
    bydel = f' Bydelsnummer="{bydel}"' if bydel else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<Barnevern Id="{uid(INNSENDING, innsending)}" DatoUttrekk="{tatt}"{chain}>
  <Fagsystem Leverandor="Eksempel" Navn="Fagsystem X" Versjon="1.0"/>
  <Avgiver Organisasjonsnummer="999999999" Kommunenummer="9999" Kommunenavn="Fjordvik kommune"{bydel}{avgiver}/>
  <Sak Id="{uid(SAK, sak)}" StartDato="2025-01-06" Journalnummer="{JOURNALNUMMER}"{sak_mer}>
    {personalia}
    {innhold}
  </Sak>
</Barnevern>
"""


def melding(
    number: int = 1, start: str = "2025-01-06", slutt: str = "2025-01-10", mer: str = "", under: str = ""
) -> str:
    return (
        f'<Melding Id="{uid(MELDING, number)}" StartDato="{start}"{mer}>{under}'
        f'<Konklusjon SluttDato="{slutt}" Kode="2"/></Melding>'
    )


def undersokelse(number: int = 1, start: str = "2025-01-10", mer: str = "", under: str = "") -> str:
    return f'<Undersokelse Id="{uid(UNDERSOKELSE, number)}" StartDato="{start}"{mer}>{under}</Undersokelse>'


def relasjon(fra: str, fra_type: str, til: str, til_type: str, number: int = 1, mer: str = "") -> str:
    return (
        f'<Relasjon Id="{uid(RELASJON, number)}" FraId="{fra}" FraType="{fra_type}" '
        f'TilId="{til}" TilType="{til_type}"{mer}/>'
    )


_HJEMMEL = """<Lovhjemmel><Lov>BVL2021</Lov><Kapittel>5</Kapittel><Paragraf>1</Paragraf><Ledd>1</Ledd><Ledd>2</Ledd>
        <Bokstav>a</Bokstav></Lovhjemmel>
      <JmfrLovhjemmel><Lov>BL1981</Lov><Kapittel>1</Kapittel><Paragraf>2a</Paragraf></JmfrLovhjemmel>"""
_TILSYN = f"""<Tilsyn>
        <Ansvarlig Id="{uid(UNDER, 1)}" StartDato="2025-03-01" Kommunenummer="8888"/>
        <Hyppighet Id="{uid(UNDER, 2)}" StartDato="2025-03-01" Kode="4"/>
        <Utfort Id="{uid(UNDER, 3)}" UtfortDato="2025-06-01"/>
      </Tilsyn>"""
_OPPFOLGING = f"""<Oppfolging>
        <Hyppighet Id="{uid(UNDER, 4)}" StartDato="2025-03-01" Kode="2"/>
        <Utfort Id="{uid(UNDER, 5)}" UtfortDato="2025-05-01"/>
      </Oppfolging>"""
_FLAT = f"""<Oppfolging Id="{uid(UNDER, 4)}" UtfortDato="2025-05-01"/>
      <Oppfolging Id="{uid(UNDER, 5)}" UtfortDato="2025-08-01"/>"""


def _case(oppfolging: str, er_slettet: str, tema: str, medvirkning: str) -> str:
    return f"""<Melding Id="{uid(MELDING)}" StartDato="2025-01-06" MigrertId="GAMMEL-7"{er_slettet}>
      <Melder Kode="22" Presisering="{FRITEKST}"/>
      <Melder Kode="1"/>
      <Saksinnhold Kode="{tema}"/>
      <Saksinnhold Kode="18" Presisering="{FRITEKST}"/>
      <Konklusjon SluttDato="2025-01-10" Kode="2"/>
    </Melding>
    <Undersokelse Id="{uid(UNDERSOKELSE)}" StartDato="2025-01-10">
      <Vedtaksgrunnlag Kode="{tema}"/>{medvirkning}
      <UtvidetFrist StartDato="2025-04-01" Innvilget="1"/>
      <Konklusjon SluttDato="2025-05-30" Kode="5" Presisering="{FRITEKST}"/>
    </Undersokelse>
    <Plan Id="{uid(PLAN)}" StartDato="2025-02-28" Plantype="1">
      <Evaluering UtfortDato="2025-06-01"/>
      <Evaluering UtfortDato="2025-12-01"/>
      <Konklusjon SluttDato="2025-12-15"/>
    </Plan>
    <Tiltak Id="{uid(TILTAK)}" StartDato="2025-03-01">
      {_HJEMMEL}
      <Kategori Kode="3.10" Presisering="{FRITEKST}"/>
      <Tiltaksgrunnlag Kode="{tema}"/>
      {_TILSYN}
      {oppfolging}
      <Opphevelse Kode="4" Presisering="{FRITEKST}"/>
      <Konklusjon SluttDato="2025-12-20"/>
    </Tiltak>
    <Vedtak Id="{uid(VEDTAK)}" StartDato="2025-02-27">
      {_HJEMMEL}
      <Krav Id="{uid(UNDER, 6)}" StartDato="2025-03-01">
        <Konklusjon SluttDato="2025-03-10" Kode="1" Presisering="{FRITEKST}"/></Krav>
      <Krav Id="{uid(UNDER, 7)}" StartDato="2025-04-01"><Konklusjon SluttDato="2025-04-10" Kode="2"/></Krav>
      <Status Id="{uid(UNDER, 8)}" EndretDato="2025-02-27" Kode="1"/>
      <Konklusjon SluttDato="2025-12-20"/>
    </Vedtak>
    <Ettervern Id="{uid(ETTERVERN)}" TilbudSendtDato="2025-10-01">
      <Konklusjon SluttDato="2025-11-01" Kode="1"/></Ettervern>
    <OversendelseFylkesnemnd Id="{uid(NEMND)}" StartDato="2025-03-10">
      {_HJEMMEL}
    </OversendelseFylkesnemnd>
    <Flytting Id="{uid(FLYTTING)}" SluttDato="2025-07-01">
      <ArsakFra Kode="1.1.5" Presisering="{FRITEKST}"/>
      <FlyttingTil Kode="8" Presisering="{FRITEKST}"/>
    </Flytting>
    {relasjon(uid(MELDING), "Melding", uid(UNDERSOKELSE), "Undersokelse", 1)}
    {relasjon(uid(UNDERSOKELSE), "Undersokelse", uid(VEDTAK).upper(), "Vedtak", 2)}
    {relasjon(uid(VEDTAK), "Vedtak", uid(TILTAK), "Tiltak", 3)}
    <Slettet Id="{uid(PLAN, 99)}" Type="Plan" SluttDato="2025-06-30"/>"""


_MEDVIRKNING = """
      <BarnetsMedvirkning><StartDato>2025-02-01</StartDato><MedvirkningType>1.1</MedvirkningType></BarnetsMedvirkning>"""

V1 = en_sak(_case(_FLAT, "", "14", "").replace("BL1981", "BVL"))
V3 = en_sak(_case(_OPPFOLGING, ' ErSlettet="false"', "14", ""))
V4 = en_sak(_case(_OPPFOLGING, ' ErSlettet="false"', "1.3.10", _MEDVIRKNING))

V5_HODE = f"""<?xml version="1.0" encoding="UTF-8"?>
<BarnevernregisterInnrapportering>
  <Id>{uid(INNSENDING)}</Id>
  <DatoUttrekk>2026-03-01T02:00:00+01:00</DatoUttrekk>
  <Fagsystem><Leverandor>Eksempel</Leverandor><Navn>Fagsystem X</Navn><Versjon>1.0.0</Versjon></Fagsystem>
  <Avgiver><Organisasjonsnummer>999999999</Organisasjonsnummer><Kommunenummer>9999</Kommunenummer>
    <Kommunenavn>Fjordvik kommune</Kommunenavn><Bydelsnummer>03</Bydelsnummer><Bydelsnavn>Østbyen</Bydelsnavn></Avgiver>
  <Sak>
    <id>{uid(SAK)}</id><StartDato>2026-01-05</StartDato><Journalnummer>{JOURNALNUMMER}</Journalnummer>
"""
V5_HALE = """
  </Sak>
</BarnevernregisterInnrapportering>
"""
_V5_HJEMMEL = "<Lovhjemmel><Lov>BVL2021</Lov><Kapittel>5</Kapittel><Paragraf>1</Paragraf></Lovhjemmel>"


def en_v5_sak(innhold: str) -> str:
    return V5_HODE + innhold + V5_HALE


V5 = en_v5_sak(f"""
    <BrukAvPoliti><Id>{uid(UNDER, 1)}</Id><Dato>2026-01-20</Dato></BrukAvPoliti>
    <DatoIndividuellPlan>2026-02-01</DatoIndividuellPlan><DatoIndividuellPlan>2026-02-10</DatoIndividuellPlan>
    <Personalia><Id>{uid(PERSON)}</Id><StartDato>2026-01-05</StartDato><Ufodt>true</Ufodt><Kjonn>0</Kjonn></Personalia>
    <Henvendelse><Id>{uid(MELDING)}</Id><StartDato>2026-01-05</StartDato><Kode>2</Kode>
      <Melder><PrivatMelder>23</PrivatMelder></Melder><Melder><OffentligMelder>10</OffentligMelder></Melder>
      <Saksinnhold>1.3.01</Saksinnhold><Saksinnhold>1.3.10</Saksinnhold>
      <Konklusjon><Sluttdato>2026-01-09</Sluttdato><Kode>2</Kode></Konklusjon></Henvendelse>
    <Undersokelse><Id>{uid(UNDERSOKELSE)}</Id><StartDato>2026-01-09</StartDato><ErSlettet>false</ErSlettet>
      <Vedtaksgrunnlag>1.3.10</Vedtaksgrunnlag>
      <BarnetsMedvirkning><Id>{uid(UNDER, 2)}</Id><StartDato>2026-01-15</StartDato><Kode>1.1</Kode></BarnetsMedvirkning>
      <UtvidetFrist><StartDato>2026-02-01</StartDato><Innvilget>false</Innvilget></UtvidetFrist>
      <Konklusjon><SluttDato>2026-02-10</SluttDato><Kode>7</Kode></Konklusjon></Undersokelse>
    <Plan><Id>{uid(PLAN)}</Id><StartDato>2026-02-01</StartDato><SluttDato>2026-02-28</SluttDato><Kode>1</Kode></Plan>
    <Tiltak><Id>{uid(TILTAK)}</Id><StartDato>2026-02-02</StartDato>{_V5_HJEMMEL}<Kode>11.6</Kode>
      <Tiltaksgrunnlag>1.3.01</Tiltaksgrunnlag>
      <BarnetsMedvirkning><Id>{uid(UNDER, 3)}</Id><StartDato>2026-02-03</StartDato><Kode>2.2</Kode></BarnetsMedvirkning>
      <Evaluering><Id>{uid(UNDER, 4)}</Id><Saksinnhold>1.3.01</Saksinnhold>
        <GjennomfortDato>2026-02-10</GjennomfortDato></Evaluering>
      <Evaluering><Id>{uid(UNDER, 5)}</Id><TiltaketKanAvsluttes>true</TiltaketKanAvsluttes>
        <GjennomfortDato>2026-02-20</GjennomfortDato></Evaluering>
      <SamvaerEtterOmsorgsovertakelse>
        <HyppighetVedtak><Id>{uid(UNDER, 6)}</Id><Part>3</Part><HyppighetTidsenhet>1</HyppighetTidsenhet>
          <HyppighetAntall>2</HyppighetAntall><Dato>2026-02-05</Dato></HyppighetVedtak>
        <Gjennomforing><Id>{uid(UNDER, 7)}</Id><Part>9</Part><Kode>2.1</Kode>
          <UtfortDato>2026-02-12</UtfortDato></Gjennomforing>
      </SamvaerEtterOmsorgsovertakelse>
      <Tilsyn><Ansvarlig><Id>{uid(UNDER, 8)}</Id><StartDato>2026-02-02</StartDato>
          <Kommunenummer>8888</Kommunenummer></Ansvarlig>
        <Hyppighet><Id>{uid(UNDER, 9)}</Id><StartDato>2026-02-02</StartDato><Kode>4</Kode></Hyppighet>
        <UtfortDato>2026-02-15</UtfortDato><UtfortDato>2026-02-15</UtfortDato></Tilsyn>
      <Oppfolging><Hyppighet><Id>{uid(UNDER, 10)}</Id><Dato>2026-02-02</Dato><HyppighetTidsenhet>3</HyppighetTidsenhet>
        <HyppighetAntall>4</HyppighetAntall></Hyppighet><UtfortDato>2026-02-16</UtfortDato></Oppfolging>
      <Konklusjon><SluttDato>2026-02-20</SluttDato><AvslutningAvTiltak>8</AvslutningAvTiltak></Konklusjon></Tiltak>
    <Vedtak><Id>{uid(VEDTAK)}</Id><StartDato>2026-02-01</StartDato>{_V5_HJEMMEL}
      <Krav><Id>{uid(UNDER, 11)}</Id><DatoKravMottatt>2026-02-05</DatoKravMottatt><Konklusjon>1</Konklusjon>
        <DatoOversendtFylkesnemnd>2026-02-09</DatoOversendtFylkesnemnd></Krav>
      <Status><Id>{uid(UNDER, 12)}</Id><EndretDato>2026-02-01</EndretDato><Kode>1</Kode></Status>
      <BortfallsdatoVedtak>2026-03-15</BortfallsdatoVedtak><NyBortfallsdatoVedtak>2026-04-15</NyBortfallsdatoVedtak></Vedtak>
    <OversendelseFylkesnemnd><Id>{uid(NEMND)}</Id><DatoOversendtFylkesnemnd>2026-02-09</DatoOversendtFylkesnemnd>
      {_V5_HJEMMEL}</OversendelseFylkesnemnd>
    <Flytting><Id>{uid(FLYTTING)}</Id><FlyttetDato>2026-02-11</FlyttetDato><ArsakFra>1.1.1</ArsakFra>
      <FlyttingTil>1</FlyttingTil></Flytting>
    <Relasjon><Id>{uid(RELASJON)}</Id><FraId>{uid(MELDING)}</FraId><FraKode>Henvendelse</FraKode>
      <TilId>{uid(UNDERSOKELSE)}</TilId><TilKode>Undersokelse</TilKode></Relasjon>
    <Slettet><Id>{uid(PLAN, 99)}</Id><Kode>Plan</Kode><SlettetDato>2026-02-02</SlettetDato></Slettet>""")

# Before version 2.0.0: the child on the case itself.
ELDRE = en_sak(
    melding(),
    personalia="",
    sak_mer=f' Fodselsnummer="{FODSELSNUMMER}" Fodseldato="{FODSELSDATO}" Kjonn="1"',
)

"""The person controls, and what is left of a person afterwards. Every number here is made up or has wrong digits."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bvaudit.extract.documents.formats.known import format_of
from bvaudit.extract.people.person_numbers import duf_is_valid, looks_like_number, read_number
from bvaudit.extract.people.persons import Person, PersonRow, judge_person
from bvaudit.extract.people.pseudonyms import Pseudonyms

KEY = Pseudonyms(b"n" * 32)
START = date(2025, 1, 6)
FODT = date(2010, 1, 2)


def number_for(six: str, individual: str, *, first_rest: int = 0) -> str:
    """Eleven digits with check digits that hold; ``first_rest`` is what the first control sum leaves."""
    for k1 in range(10):
        for k2 in range(10):
            digits = [int(d) for d in f"{six}{individual}{k1}{k2}"]
            first = sum(w * d for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False)) % 11
            second = sum(w * d for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True)) % 11
            if (first, second) == (first_rest, 0):
                return "".join(map(str, digits))
    return number_for(six, f"{int(individual) + 2:03d}", first_rest=first_rest)


TENOR = number_for("028110", "501")  # 2 January 2010, month + 80, a boy
TENOR_JENTE = number_for("028110", "502")
NHN = number_for("026610", "501")
NAV = number_for("024110", "501")
D_SYNTETISK = number_for("428110", "501")


def judged(*, format_versjon: str = "v3", **given_facts: Any) -> Person:
    facts: dict[str, Any] = {
        "fodselsnummer": "02011000100",
        "fodselsdato": FODT,
        "kjonn": "1",
        "start_dato": START,
    }
    tjeneste = given_facts.pop("tjeneste", "999999999")
    pseudonyms = given_facts.pop("pseudonyms", KEY)
    row = PersonRow(**(facts | given_facts))
    return judge_person(row, format_of(format_versjon).personregler, pseudonyms, tjeneste)


def control(nr: int, **given_facts: Any) -> bool | None:
    return judged(**given_facts).kontroller[nr - 12]


@pytest.mark.parametrize(
    ("nummer", "versjon", "ident_type", "feil"),
    [
        pytest.param("02011000100", "v3", "hjelpenummer", False, id="hjelpenummer for gutt"),
        pytest.param("02011000200", "v4", "hjelpenummer", False, id="hjelpenummer for jente"),
        pytest.param("02011000100", "v5", "hjelpenummer", True, id="hjelpenummer finnes ikke i v5"),
        pytest.param("02011099999", "v3", "terminnummer", False, id="terminnummer"),
        pytest.param("02011099999", "v5", "terminnummer", True, id="terminnummer finnes ikke i v5"),
        pytest.param("02011055555", "v3", "ugyldig", True, id="endelsen 55555 godtas ikke"),
        pytest.param("31021000100", "v3", "ugyldig", True, id="hjelpenummer 31. februar"),
        pytest.param(TENOR, "v3", "syntetisk", False, id="syntetisk fra Skatteetaten"),
        pytest.param(NHN, "v3", "syntetisk", False, id="syntetisk fra Norsk helsenett"),
        pytest.param(NAV, "v3", "syntetisk", False, id="syntetisk fra NAV"),
        pytest.param(D_SYNTETISK, "v5", "syntetisk", False, id="syntetisk d-nummer"),
        pytest.param(f"{TENOR[:6]} {TENOR[6:]}", "v3", "syntetisk", False, id="mellomrom i nummeret"),
        pytest.param(
            TENOR[:10] + str((int(TENOR[10]) + 1) % 10), "v3", "ugyldig", True, id="feil siste kontrollsiffer"
        ),
        pytest.param("02011050100", "v3", "ugyldig", True, id="feil kontrollsifre"),
        pytest.param("42011050100", "v3", "ugyldig", True, id="d-nummer med feil kontrollsifre"),
        pytest.param("82011050100", "v3", "ugyldig", True, id="FH-nummer"),
        pytest.param("0201105010", "v3", "ugyldig", True, id="ti sifre"),
        pytest.param("bokstaver", "v3", "ugyldig", True, id="ikke sifre"),
        pytest.param("", "v5", "ingen", None, id="tomt"),
        pytest.param(None, "v5", "ingen", None, id="mangler"),
    ],
)
def test_kind_and_control_12(nummer: str | None, versjon: str, ident_type: str, feil: bool | None) -> None:
    person = judged(fodselsnummer=nummer, format_versjon=versjon)
    assert (person.ident_type, person.kontroller[0]) == (ident_type, feil)


@pytest.mark.parametrize("rest", [1, 2, 3])
def test_rule_of_2032(rest: int) -> None:
    nummer = number_for("028133", "123", first_rest=rest)
    assert read_number(nummer, new_rule=True).ident_type == "syntetisk"
    assert read_number(nummer, new_rule=False).ident_type == "ugyldig"
    person = judged(fodselsnummer=nummer, fodselsdato=date(2033, 1, 2), start_dato=date(2034, 1, 1), kjonn="2")
    assert (person.kontroller[0], person.kontroller[2]) == (False, None)  # valid, and says nothing of sex


@pytest.mark.parametrize(
    ("nummer", "fodt", "ventet"),
    [
        pytest.param("02011000100", FODT, False, id="samme dag"),
        pytest.param("02011000100", date(2010, 1, 3), True, id="en annen dag"),
        pytest.param("42011050100", FODT, False, id="d-nummer: 4 trekkes fra"),
        pytest.param(TENOR, FODT, False, id="syntetisk: 80 trekkes fra"),
        pytest.param("99991050100", FODT, True, id="ikke en dato"),
        pytest.param("0201100010", FODT, None, id="ikke et nummer"),
        pytest.param("02011000100", None, None, id="fødselsdato mangler"),
        pytest.param(None, FODT, None, id="nummer mangler"),
    ],
)
def test_control_13_date(nummer: str | None, fodt: date | None, ventet: bool | None) -> None:
    assert control(13, fodselsnummer=nummer, fodselsdato=fodt) is ventet


@pytest.mark.parametrize(
    ("nummer", "kjonn", "ventet"),
    [
        pytest.param("02011000100", "1", False, id="gutt og odde"),
        pytest.param("02011000100", "2", True, id="jente og odde"),
        pytest.param(TENOR_JENTE, "2", False, id="jente og jevn"),
        pytest.param("02011000100", "0", None, id="ufødt"),
        pytest.param("02011000100", "9", None, id="annet"),
        pytest.param("02011000100", None, None, id="mangler"),
        pytest.param("02011099999", "2", False, id="terminnummer sier ikke kjønn"),
    ],
)
def test_control_14_sex(nummer: str, kjonn: str | None, ventet: bool | None) -> None:
    assert control(14, fodselsnummer=nummer, kjonn=kjonn) is ventet


@pytest.mark.parametrize(
    ("fakta", "ventet"),
    [
        pytest.param({"fodselsnummer": "06012599999", "fodselsdato": START}, False, id="samme dag"),
        pytest.param({"fodselsnummer": "05012599999", "fodselsdato": date(2025, 1, 5)}, True, id="dagen etter"),
        pytest.param({"fodselsnummer": "05012599999", "fodselsdato": None}, None, id="termin mangler"),
        pytest.param({"fodselsdato": date(2025, 1, 5)}, False, id="ikke terminnummer"),
        pytest.param(
            {"format_versjon": "v5", "ufodt": True, "fodselsdato": date(2025, 1, 5)}, True, id="v5: ufødt etter"
        ),
        pytest.param({"format_versjon": "v5", "ufodt": False}, False, id="v5: født"),
        pytest.param({"format_versjon": "v5"}, None, id="v5: ikke oppgitt"),
    ],
)
def test_control_15_unborn(fakta: dict[str, Any], ventet: bool | None) -> None:
    assert control(15, **fakta) is ventet


@pytest.mark.parametrize(
    ("start", "fodt", "ventet"),
    [
        pytest.param(date(2025, 1, 31), date(2025, 10, 31), False, id="ni måneder på dagen"),
        pytest.param(date(2025, 1, 30), date(2025, 10, 31), True, id="en dag mer"),
        pytest.param(date(2025, 2, 28), date(2025, 11, 30), False, id="siste dag i februar"),
        pytest.param(date(2025, 2, 27), date(2025, 11, 30), True, id="nest siste dag i februar"),
        pytest.param(date(2025, 6, 1), date(2010, 1, 1), False, id="lenge etter fødsel"),
        pytest.param(date(1, 1, 1), date(1, 1, 2), False, id="kalenderens begynnelse"),
        pytest.param(None, FODT, None, id="start mangler"),
        pytest.param(START, None, None, id="fødselsdato mangler"),
    ],
)
def test_control_16_long_before(start: date | None, fodt: date | None, ventet: bool | None) -> None:
    assert control(16, start_dato=start, fodselsdato=fodt) is ventet


def duf_for(ten: str) -> str:
    return f"{ten}{sum(w * int(d) for w, d in zip((4, 6, 3, 2, 4, 6, 3, 2, 7, 5), ten, strict=True)) % 11:02d}"


@pytest.mark.parametrize(
    ("duf", "ventet"),
    [
        pytest.param(duf_for("2015999991"), False, id="riktig"),
        pytest.param(duf_for("2015999991")[:11] + "x", True, id="bokstav"),
        pytest.param("201599999199", True, id="feil kontrollsifre"),
        pytest.param(duf_for("1015999991"), True, id="umulig årstall"),
        pytest.param("2015", True, id="for kort"),
        pytest.param("", None, id="tomt"),
        pytest.param(None, None, id="mangler"),
    ],
)
def test_control_17_duf(duf: str | None, ventet: bool | None) -> None:
    assert control(17, duf=duf) is ventet


@pytest.mark.parametrize(
    ("fakta", "ventet"),
    [
        pytest.param({}, True, id="hjelpenummer"),
        pytest.param({"fodselsnummer": D_SYNTETISK}, True, id="d-nummer"),
        pytest.param({"fodselsnummer": TENOR}, False, id="varig nummer"),
        pytest.param({"fodselsnummer": None, "format_versjon": "v5", "ufodt": True}, True, id="v5: ufødt"),
        pytest.param({"fodselsnummer": None, "format_versjon": "v5", "ukjent": True}, True, id="v5: ukjent"),
        pytest.param({"fodselsnummer": None}, None, id="nummer mangler"),
    ],
)
def test_control_18_temporary(fakta: dict[str, Any], ventet: bool | None) -> None:
    assert control(18, **fakta) is ventet


@pytest.mark.parametrize(
    ("fodt", "dager"),
    [
        pytest.param(FODT, (date(2025, 1, 2), date(2028, 1, 2), date(2035, 1, 2)), id="vanlig dag"),
        pytest.param(date(2012, 2, 29), (date(2027, 2, 28), date(2030, 2, 28), date(2037, 2, 28)), id="skuddårsdag"),
        pytest.param(date(9990, 1, 1), (None, None, None), id="utenfor kalenderen"),
        pytest.param(None, (None, None, None), id="fødselsdato og nummer mangler"),
    ],
)
def test_birthdays(fodt: date | None, dager: tuple[date | None, ...]) -> None:
    person = judged(fodselsdato=fodt, fodselsnummer=None)
    assert (person.fyller_15_dato, person.fyller_18_dato, person.fyller_25_dato) == dager


@pytest.mark.parametrize(
    ("nummer", "start", "maned"),
    [
        pytest.param(TENOR, START, "2010-01", id="fra gyldig nummer"),
        pytest.param(number_for("028199", "101"), date(2015, 1, 1), "1999-01", id="født i forrige århundre"),
        pytest.param(number_for("028140", "101"), START, "", id="for gammel til å ha sak"),
        pytest.param(number_for("028150", "601"), START, "", id="århundret er uvisst"),
        pytest.param(TENOR, None, "", id="startdato mangler"),
        pytest.param(TENOR, date(2032, 1, 1), "", id="etter 2032 kan det være et nytt nummer"),
        pytest.param("02011000100", START, "", id="hjelpenummer"),
        pytest.param("02011050100", START, "", id="ugyldig nummer"),
    ],
)
def test_birth_date_from_the_number_only_when_safe(nummer: str, start: date | None, maned: str) -> None:
    assert judged(fodselsnummer=nummer, fodselsdato=None, start_dato=start).fodsels_maned == maned


def test_the_date_given_wins_over_the_number() -> None:
    assert judged(fodselsnummer=TENOR, fodselsdato=date(2011, 5, 6)).fodsels_maned == "2011-05"


def test_temporary_numbers_are_kept_apart_by_service() -> None:
    assert judged().person_pseudonym != judged(tjeneste="888888888").person_pseudonym
    lasting = [judged(fodselsnummer=TENOR, tjeneste=t).person_pseudonym for t in ("999999999", "888888888")]
    assert lasting[0] == lasting[1]


nearly_numbers = st.text(alphabet="0123456789 .-x", max_size=14)
days = st.none() | st.dates()


@given(
    nummer=st.none() | nearly_numbers,
    duf=st.none() | nearly_numbers,
    fodt=days,
    start=days,
    kjonn=st.sampled_from([None, "0", "1", "2", "9", "x"]),
    ufodt=st.none() | st.booleans(),
    versjon=st.sampled_from(["v1", "v3", "v4", "v5", "eldre"]),
)
def test_anything_can_be_judged_and_nothing_leaks(
    nummer: str | None, duf: str | None, fodt: date | None, start: date | None, kjonn: str | None,
    ufodt: bool | None, versjon: str,
) -> None:  # fmt: skip
    person = judged(
        fodselsnummer=nummer,
        duf=duf,
        fodselsdato=fodt,
        start_dato=start,
        kjonn=kjonn,
        ufodt=ufodt,
        format_versjon=versjon,
    )
    assert len(person.kontroller) == 7
    for source in (nummer, duf):
        if source and len(source.strip()) >= 8:
            assert source.strip() not in repr(person)


@given(number=st.text(alphabet="0123456789", min_size=11, max_size=11))
def test_eleven_digits_always_look_like_a_number(number: str) -> None:
    assert looks_like_number(number)
    assert looks_like_number(f"{number[:6]} {number[6:]}")


@pytest.mark.parametrize(
    ("text", "ventet"),
    [
        pytest.param(number_for("028110", "501")[1:], True, id="nullen foran er borte"),
        pytest.param("2024-0012345", False, id="saksnummer med år"),
        pytest.param("1234567890", False, id="ti andre sifre"),
        pytest.param("999999999", False, id="organisasjonsnummer"),
        pytest.param("02.81.10-50100", True, id="punktum og strek"),
        pytest.param("F-1", False, id="vanlig id"),
    ],
)
def test_looks_like_a_number(text: str, ventet: bool) -> None:
    assert looks_like_number(text) is ventet


def test_one_wrong_digit_in_a_duf_number_is_found() -> None:
    right = duf_for("2015123456")
    wrong = [right[:i] + str((int(right[i]) + 1) % 10) + right[i + 1 :] for i in range(2, 12)]
    assert duf_is_valid(right)
    assert not any(duf_is_valid(text) for text in wrong)

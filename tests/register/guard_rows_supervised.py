"""A row for each side of the guard of a step: the steps that stand, who asks, and the reasons it is refused for."""

from dataclasses import replace

from bvaudit.model.registeret.hendelser_planlagt import TilsynSkritt
from bvaudit.model.registeret.logg import MASKINEN
from bvaudit.model.registeret.ting import supervision_number
from tests.register.logs import AV, STAB, TEAM, D
from tests.register.supervising import DAG, OWN_CHECK, step

VARSEL = step("varsel", D(2, 2), D(3, 1))  # event 4 where it is the first one
VISIT = step("besok", D(7, 1))
REPORT = step("endelig-rapport", D(5, 4), D(7, 1))
ENDED = step("avsluttet", D(5, 20))
OTHER = supervision_number(OWN_CHECK)
FIRST = 4  # the number of the first step in a register that has been begun and knows both supervisions

Before = tuple[TilsynSkritt, ...]
ROWS: list[tuple[str, Before, str, TilsynSkritt, tuple[str, ...]]] = [
    ("the program takes no step", (), MASKINEN, VARSEL, ("bare-mennesker",)),
    ("a number nobody knows", (), STAB, replace(VARSEL, nr="TS-nei"), ("ukjent-nummer",)),
    ("a step nobody knows", (), STAB, step("kaffe", DAG), ("ukjent-skritt",)),
    ("a step of another course", (), STAB, step("runde-1-gjort", DAG), ("annet-forlop",)),
    ("a step of a supervision in an egenkontroll", (), STAB, step("besok", DAG, nr=OTHER), ("annet-forlop",)),
    ("a finding nobody knows", (), STAB, step("svar", DAG, funn=("styring", "nei")), ("ukjent-funn",)),
    ("a letter that has not been written yet", (), STAB, step("varsel", D(6, 2)), ("fram-i-tid",)),
    ("what we have not done yet", (), STAB, step("plan-sendt", D(6, 2)), ("fram-i-tid",)),
    ("a visit in another age", (), STAB, step("besok", D(7, 1, 2062)), ("urimelig-dato",)),
    ("a deadline in another age", (), STAB, step("varsel", DAG, D(7, 1, 2062)), ("urimelig-dato",)),
    ("a letter in another age", (), STAB, step("varsel", D(6, 1, 1926)), ("for-lenge-siden",)),
    ("a deadline before the letter", (), STAB, step("varsel", DAG, D(5, 31)), ("frist-for-dagen",)),
    ("a deadline for nothing", (), STAB, step("funn-rettet", DAG, D(7, 1)), ("skritt-uten-frist",)),
    ("a deadline for what they do", (), STAB, step("svar", DAG, D(7, 1), frist_for="besok"), ("frist-for-ukjent",)),
    ("a deadline for what nobody knows", (), STAB, step("svar", DAG, frist_for="kaffe"), ("frist-for-ukjent",)),
    ("a deadline nobody may answer", (), STAB, step("varsel", DAG, D(7, 1), nr=OTHER), ("skritt-uten-frist",)),
    (
        "a deadline for a step of another course",
        (),
        STAB,
        step("varsel", DAG, frist_for="plan-sendt", nr=OTHER),
        ("frist-for-ukjent",),
    ),
    ("twice", (VARSEL,), STAB, VARSEL, ("skritt-skrevet",)),
    ("twice, by another word", (VARSEL,), STAB, replace(VARSEL, tekst="Brev"), ("skritt-skrevet",)),
    ("a correction of nothing", (VARSEL,), STAB, replace(VARSEL, retter=2), ("ikke-skrittet",)),
    ("a correction that changes nothing", (VARSEL,), STAB, replace(VARSEL, retter=FIRST), ("uendret",)),
    ("a visit is not confirmed before its day", (VISIT,), STAB, replace(VISIT, retter=FIRST), ("uendret",)),
    ("withdrawn without a reason", (VARSEL,), STAB, replace(VARSEL, retter=FIRST, trukket=True), ("uten-grunn",)),
    ("withdrawn, and nothing is", (VARSEL,), STAB, replace(VARSEL, trukket=True, tekst="Feil"), ("ikke-skrittet",)),
    ("after the end", (ENDED,), STAB, step("svar", D(5, 21)), ("tilsyn-avsluttet",)),
    ("ended for one finding", (REPORT,), STAB, replace(ENDED, funn=("styring",)), ("avsluttet-for-noen",)),
    ("ended twice", (ENDED,), STAB, step("avsluttet", D(5, 21)), ("tilsyn-avsluttet",)),
    (
        "moved past the end by a correction",
        (REPORT, ENDED),
        STAB,
        replace(REPORT, dag=D(5, 25), retter=FIRST),
        ("tilsyn-avsluttet",),
    ),
    ("ended before what stands", (VARSEL, REPORT), STAB, step("avsluttet", D(5, 3)), ("avsluttet-for-skritt",)),
    ("ended while a visit is agreed", (VISIT,), STAB, ENDED, ("avsluttet-for-skritt",)),
    (
        "the end moved before what stands",
        (REPORT, ENDED),
        STAB,
        replace(ENDED, dag=D(5, 3), retter=FIRST + 1),
        ("avsluttet-for-skritt",),
    ),
]
ALLOWED: list[tuple[str, Before, str, TilsynSkritt]] = [
    ("a letter of today", (), STAB, step("varsel", DAG)),
    ("a letter with a deadline the same day", (), TEAM, step("varsel", DAG, DAG)),
    ("a visit that is agreed", (), STAB, VISIT),
    ("a visit that has been", (), STAB, step("besok", DAG)),
    ("the visit was another day", (step("besok", DAG),), STAB, step("besok", D(5, 30), retter=FIRST)),
    ("a plan before the final report", (), STAB, step("plan-sendt", DAG)),
    ("a letter about two findings, one within another", (), STAB, step("svar", DAG, funn=("styring", "lest"))),
    ("the same letter with another deadline", (REPORT,), STAB, replace(REPORT, frist=D(8, 1))),
    ("a letter that moves the plan", (REPORT,), STAB, step("svar", DAG, D(8, 1), frist_for="plan-sendt")),
    ("a letter that came to light later", (REPORT,), STAB, VARSEL),
    ("corrected", (VARSEL,), STAB, replace(VARSEL, dag=D(2, 3), retter=FIRST)),
    ("only its text corrected", (VARSEL,), STAB, replace(VARSEL, tekst="Brev i saken", retter=FIRST)),
    ("withdrawn", (VARSEL,), STAB, replace(VARSEL, retter=FIRST, trukket=True, tekst="Gjaldt en annen")),
    ("ended", (REPORT,), STAB, ENDED),
    ("ended for every finding", (REPORT,), STAB, replace(ENDED, funn=("styring", "rutiner"))),
    ("ended the same day as the answer", (step("svar", D(5, 20)),), STAB, ENDED),
    ("what came to light after the end, and was before it", (ENDED,), STAB, step("plan-sendt", D(5, 10))),
    ("corrected after the end", (REPORT, ENDED), STAB, replace(REPORT, dag=D(5, 5), retter=FIRST)),
    ("the end withdrawn", (ENDED,), STAB, replace(ENDED, retter=FIRST, trukket=True, tekst="Gjaldt en annen")),
    ("a deadline for the results", (), STAB, step("varsel", DAG, D(7, 1), frist_for="resultat-sendt", nr=OTHER)),
    ("a round of an egenkontroll", (), STAB, step("runde-1-gjort", DAG, nr=OTHER)),
]
NOT_OURS = step("varsel", DAG, nr=AV)  # an avvik takes no steps

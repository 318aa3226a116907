"""The days that are not working days in Norway, each with the next one that is."""

from datetime import date, timedelta

CALENDAR_YEARS = (1993, 2045)  # every year a limit in these data can end in
CALENDAR = "fristkalender"
CALENDAR_COLUMNS = (("dato", "DATE"), ("neste_virkedag", "DATE"))


def non_working_days(forste_ar: int, siste_ar: int) -> list[tuple[date, date]]:
    """Saturdays, Sundays and Norwegian public holidays, each with the next working day."""
    import holidays  # slow to import, and needed only when a rule moves its last day

    # Asked day by day, the library first finds out what each day is written as; plain dates take a third of the time.
    fri = frozenset(holidays.country_holidays("NO", years=range(forste_ar, siste_ar + 2)))
    day, end = date(forste_ar, 1, 1), date(siste_ar, 12, 31)
    found: list[tuple[date, date]] = []
    while day <= end:
        work = day
        while work.weekday() >= 5 or work in fri:
            work += timedelta(days=1)
        if work != day:
            found.append((day, work))
        day += timedelta(days=1)
    return found

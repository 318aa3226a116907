"""When a goal is reached, in whole numbers. 27 of 30 is 9 of 10; 26 of 29 is not."""

from bvaudit.model.rule import Effektmal


def reached(goal: Effektmal, met: int, n: int, *, extended: bool = False, critical: bool = False) -> bool:
    """Whether ``met`` of ``n`` is at least the share the goal asks for; of a critical rule, that none was missed.

    ``extended``: the goal of the measurement that was extended. Nothing measured reaches nothing.
    """
    if n < 1 or (critical and met < n):
        return False
    wanted, of = (goal.minst_utvidet, goal.utvides_til) if extended else (goal.minst, goal.av)
    return met * of >= wanted * n


def may_be_reached(goal: Effektmal, met: int, n: int, *, critical: bool = False) -> bool:
    """Whether the extension could still reach the goal, if all the cases that are left to it were met."""
    left = goal.utvides_til - n
    return left > 0 and reached(goal, met + left, n + left, extended=True, critical=critical)

"""A locked audit meets the register of its folder."""

from datetime import datetime

from bvaudit.workflows.audit_facts import facts_of_audit
from bvaudit.workflows.audits_by_people import Audit
from bvaudit.workflows.register_folder import read_log
from bvaudit.workflows.register_run import Met, Writing, meet_and_write


def meet_audit(audit: Audit, how: Writing, now: datetime) -> Met | None:
    """Propose, and write when that is wanted and allowed. None when there is nothing to tell of, and when there is no
    register and nobody has asked for one: the first run brings the answers along. UsageError when the extract the audit
    was drawn from is gone."""
    events = read_log(audit.mappe)
    if events is None and not how.skriv:
        return None
    facts = facts_of_audit(audit, audit.content)
    if facts is None:
        return None
    return meet_and_write(audit.mappe, audit.content, facts, events, how, now)

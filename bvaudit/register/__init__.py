"""The register: its log, what the events add up to, what may be done, and how runs and people meet it. Only the log
and its copies touch files; all else is pure."""

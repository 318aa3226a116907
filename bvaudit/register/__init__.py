"""The register: its log, what the events add up to, what may be done, and how runs and people meet it. Everything but
``store`` is pure."""

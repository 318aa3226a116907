"""Reports people wrote themselves: rapport sjekk."""

from collections.abc import Callable

COMMANDS: dict[str, Callable[..., int]] = {}
GROUPS: dict[str, dict[str, Callable[..., int]]] = {"rapport": {}}

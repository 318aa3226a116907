"""``python -m bvaudit`` and the command ``bvaudit``."""

import sys

from bvaudit.cli.run import run


def main() -> None:
    """Run the command line and leave with its exit code (0, 1, 2, 3, 4, 5, 70 or 130)."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()

"""scipy takes a third of a second to import the first time: not in the middle of a test that is timed."""

import scipy.special  # noqa: F401

"""The pepper of this deployment, from where the settings say it is."""

import settings
from store import pepper


def get_pepper() -> bytes:
    """The 32 bytes; the first caller of a process waits for them. `Resting` while they cannot be
    had.
    """
    loaded = settings.load()
    return pepper.get_pepper(loaded.pepper_file, loaded.pepper_parameter)

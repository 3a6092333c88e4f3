"""Every failure that a user can cause or mend."""


class QuidError(Exception):
    """One line for a person: what is wrong, where, and what to do. The command prints it and exits with 1."""

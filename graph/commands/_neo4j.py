"""What the commands share that speak to Neo4j: where it is and who asks, from options, environment or a prompt."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from graph.errors import QuidError

if TYPE_CHECKING:
    from export.cypher.server import Target

Command = TypeVar("Command", bound=Callable[..., Any])


def server_options(*, required: bool) -> Callable[[Command], Command]:
    """`--uri`, `--user`, `--password`, `--database`, `--no-auth`; where the server is required NEO4J_URI names it too."""
    variable = "NEO4J_URI" if required else None

    def add(command: Command) -> Command:
        options = [
            click.option(
                "--uri",
                metavar="ADDRESS",
                envvar=variable,
                show_envvar=required,
                help="The server, as bolt://localhost:7687; +s and +ssc for TLS.",
            ),
            click.option(
                "--user",
                envvar="NEO4J_USERNAME",
                show_envvar=True,
                default="neo4j",
                show_default=True,
                help="Who asks.",
            ),
            click.option(
                "--password",
                envvar="NEO4J_PASSWORD",
                show_envvar=True,
                help="Others on this machine can see options; better leave it to the environment or the prompt.",
            ),
            click.option("--database", envvar="NEO4J_DATABASE", show_envvar=True, help="Name of the database."),
            click.option("--no-auth", is_flag=True, help="The server asks for no password."),
        ]
        for option in reversed(options):
            command = option(command)
        return command

    return add


def target(*, uri: str | None, user: str, password: str | None, database: str | None, no_auth: bool) -> Target:
    """The server that the options name; a missing password is asked for.

    Raises:
        QuidError: no address, an address that is none, or no password and nobody to ask.
    """
    from export.cypher.server import DEFAULT_URI, Target

    if not uri:
        raise QuidError(f"which server? Give --uri or set NEO4J_URI, as in: --uri {DEFAULT_URI}")
    if no_auth:
        return Target(uri, database=database, retry=_retry())
    found = Target(uri, user, password, database, retry=_retry())
    if password is None:
        if not sys.stdin.isatty():
            raise QuidError(
                f"{uri}: no password for {user}; set NEO4J_PASSWORD, or give --no-auth if the server asks for none"
            )
        found = Target(
            uri, user, click.prompt(f"Password of {user}", hide_input=True, err=True), database, retry=_retry()
        )
    return found


def _retry() -> float:
    """For how long a failed transaction is tried again, in seconds; QUID_RETRY changes it."""
    try:
        return float(os.environ.get("QUID_RETRY", "30"))
    except ValueError as error:
        raise QuidError("QUID_RETRY: is no number of seconds") from error

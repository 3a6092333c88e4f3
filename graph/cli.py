"""The command `quid`: finds its subcommands in `graph/commands`, and turns every `QuidError` into one line."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click

from graph.errors import QuidError

_COMMANDS = Path(__file__).parent / "commands"


class Commands(click.Group):
    """The modules of `graph/commands`: each defines a click command named `command`; only the one asked for is imported."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Names of all subcommands, sorted."""
        return sorted(path.stem.replace("_", "-") for path in _COMMANDS.glob("[!_]*.py"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one subcommand."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command: click.Command = import_module(f"graph.commands.{cmd_name.replace('-', '_')}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Suggest the nearest command for a mistyped one."""
        from difflib import get_close_matches

        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not near:
                raise
            raise click.UsageError(f"No such command '{args[0]}'. Did you mean '{near[0]}'?", ctx) from error


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog='Shell completion, for bash (zsh and fish alike): eval "$(_QUID_COMPLETE=bash_source quid)"',
)
@click.option("--debug", is_flag=True, help="Show the whole traceback of an error.")
@click.version_option(package_name="quid", prog_name="quid")
@click.pass_context
def cli(ctx: click.Context, *, debug: bool) -> None:
    """Read news articles into a typed graph: who gives what to whom, who says so, what forbids it.

    \b
    quid build articles/ -o graph.json     read articles, write the graph
    quid explore articles/                 the same, and open it in the browser
    quid show Iran                         everything on one actor, good or resolution
    quid flows                             who gives what to whom, both directions side by side
    """
    ctx.obj = {"debug": debug}


def main() -> None:
    """Run the command; a failure that a person can mend becomes one line on standard error and exit code 1."""
    try:
        code = cli.main(prog_name="quid", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except click.Abort:
        _fail("stopped; nothing was written", 130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except BrokenPipeError:
        # The reader has gone (`quid show … | head`): that is no error. Keep Python from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except QuidError as error:
        if "--debug" in sys.argv:
            raise
        _fail(str(error), 1)


def _fail(message: str, code: int) -> None:
    click.echo(f"quid: {' '.join(message.split())}", err=True)
    sys.exit(code)

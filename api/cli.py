"""The `clausewright` command: each module of `api/commands` is one subcommand."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import click

from api import commands
from pipeline.errors import ClausewrightError, PlaybookError, UnreadableFile, UsageError
from pipeline.settings import VERSION

BAD_USAGE, UNREADABLE = 2, 3


class _Folder(click.Group):
    """A group whose subcommands are the modules of a package, imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the modules in api/commands."""
        return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a module's `command`, or None for an unknown name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        found: click.Command = importlib.import_module(f"api.commands.{cmd_name}").command
        return found


@click.group(cls=_Folder, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(VERSION, prog_name="clausewright")
def cli() -> None:
    """Review contracts on this machine: clauses, playbook, tracked changes, specialists."""


def main() -> None:
    """Run the command line; an error of ours becomes one line and an exit code."""
    try:
        cli.main(standalone_mode=True)
    except ClausewrightError as error:
        click.echo(f"clausewright: {error}", err=True)
        sys.exit(exit_code(error))


def exit_code(error: ClausewrightError) -> int:
    """Return 2 for bad usage, 3 for a file that cannot be read, 1 for anything else."""
    if isinstance(error, UsageError | PlaybookError):
        return BAD_USAGE
    return UNREADABLE if isinstance(error, UnreadableFile) else 1


if __name__ == "__main__":
    main()

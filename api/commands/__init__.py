"""One module a subcommand, named for it, with a click command called `command`."""

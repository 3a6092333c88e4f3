"""The subcommands of `quid`, one module each. Only these import all three packages."""

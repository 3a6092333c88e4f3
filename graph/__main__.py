"""`python -m graph` is the command `quid`."""

from graph.cli import main

main()

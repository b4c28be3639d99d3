"""Run the command line with ``python -m raadsbrief``."""

from raadsbrief.cli import main

main()

#!/usr/bin/env python
"""The command line: furnishes the embedded services when no addresses are given, then runs Django."""

import os
import sys


def main() -> int:
    """Run one command; a problem that people can solve is one sentence and exit status 1."""
    from ai4care import embedded, environment

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        if command in ("demo", "setup"):
            from ai4care import supervisor

            return supervisor.main(sys.argv[1:])
        if command == "migrate":
            os.environ["AI4CARE_DB_ROLE"] = "owner"
        embedded.furnish()
        from django.core.management import execute_from_command_line

        execute_from_command_line(sys.argv)
    except (environment.EnvironmentProblem, embedded.EmbeddedProblem) as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

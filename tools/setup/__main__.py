"""`python -m tools.setup site` for a build; `publish` and `tests` add what these need.

This file alone is read by any Python 3, so that an old one prints what is needed.
"""

import sys

LOWEST_PYTHON = (3, 11)


def main(arguments: "list[str]") -> int:
    """Set up and return the exit code: 0 ready, 1 a step failed, 2 used wrongly."""
    if arguments not in (["site"], ["publish"], ["tests"]):
        print("Usage: python -m tools.setup site|publish|tests", file=sys.stderr)
        return 2
    if sys.version_info < LOWEST_PYTHON:
        print(
            f"Python 3.11 or later is needed, and this is {sys.version.split()[0]}: "
            "install it, or name it with `make PYTHON=/path/to/python3.11 ...`.",
            file=sys.stderr,
        )
        return 1
    from tools.setup.levels import set_up

    return set_up(arguments[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

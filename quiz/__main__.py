"""The program's entry: `quiz`, or `python -m quiz`."""

from __future__ import annotations


def main() -> None:
    """Run the command line."""
    from quiz.cli import run

    run()


if __name__ == "__main__":
    main()

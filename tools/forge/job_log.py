"""The messages of a job: in its log, on the request and in the summary, where nobody has to look for them."""

from __future__ import annotations

import html
import secrets
from collections.abc import Mapping
from pathlib import Path


class JobLog:
    """Writes messages as plain text, and on GitHub as annotations and into the summary too."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the environment of the job."""
        self._has_annotations = environment.get("GITHUB_ACTIONS") == "true"
        self._summary = environment.get("GITHUB_STEP_SUMMARY")

    def note(self, title: str, words: str) -> None:
        """Write a notice."""
        self._write("notice", title, words)

    def warn(self, title: str, words: str) -> None:
        """Write a warning: somebody should look at it."""
        self._write("warning", title, words)

    def fail(self, title: str, words: str) -> None:
        """Write an error: it stops the job."""
        self._write("error", title, words)

    def quote(self, words: str) -> None:
        """Print what a command said; none of it is a command to the forge."""
        if not words.strip():
            return
        if not self._has_annotations:
            print(words, end="" if words.endswith("\n") else "\n")
            return
        pause = secrets.token_hex(16)
        print(f"::stop-commands::{pause}\n{words.rstrip()}\n::{pause}::")

    def _write(self, level: str, title: str, words: str) -> None:
        self.quote(f"{title}. {words}")
        if self._has_annotations:
            print(f"::{level} title={_escaped(title, ':,')}::{_escaped(words)}")
        if self._summary:
            with Path(self._summary).open("a", encoding="utf-8") as file:
                file.write(f"### {html.escape(title)}\n\n<pre>{html.escape(words)}</pre>\n\n")


def _escaped(words: str, also: str = "") -> str:
    """Escape the text of a workflow command, of which a line end would begin another."""
    for sign in f"%\r\n{also}":
        words = words.replace(sign, f"%{ord(sign):02X}")
    return words

"""Throw-away git repositories that depend on nothing of the machine they are made on."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DAYS = "2024-03-{day:02d}T09:00:00+0700"

ISOLATED = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_COMMITTER_NAME": "Komiter",
    "GIT_COMMITTER_EMAIL": "komiter@example.go.id",
}


@dataclass
class Repository:
    """A repository in a folder; every commit is a day later than the one before."""

    folder: Path
    day: int = 0

    @classmethod
    def new(cls, folder: Path) -> "Repository":
        """Begin an empty repository."""
        folder.mkdir(parents=True, exist_ok=True)
        made = cls(folder)
        made.git("init", "--quiet", "--initial-branch=main")
        return made

    def git(self, *arguments: str, env: Mapping[str, str] | None = None, stdin: bytes = b"") -> str:
        """Run git in the repository, whatever the machine's settings are."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
        date = DAYS.format(day=max(1, self.day))
        author = {
            "GIT_AUTHOR_NAME": "Ani",
            "GIT_AUTHOR_EMAIL": "ani@example.go.id",
            "GIT_AUTHOR_DATE": date,
            "GIT_COMMITTER_DATE": date,
        }
        done = subprocess.run(
            ["git", "-c", "commit.gpgsign=false", "-c", "core.autocrlf=false", *arguments],
            cwd=self.folder,
            env={**kept, **ISOLATED, **author, **(env or {})},
            input=stdin,
            capture_output=True,
            check=True,
        )
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def write(self, name: str, text: str) -> Path:
        """Write a file of the working tree."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def commit(self, subject: str = "x", /, *, author: str = "Ani", **texts: str) -> str:
        """Commit all there is and give the hash; `texts` are files, `__` for a slash."""
        for name, text in texts.items():
            self.write(f"{name.replace('__', '/')}.yaml", text)
        self.day += 1
        self.git("add", "--all")
        env = {"GIT_AUTHOR_NAME": author}
        self.git("commit", "--quiet", "--allow-empty", "--message", subject, env=env)
        return self.git("rev-parse", "HEAD")

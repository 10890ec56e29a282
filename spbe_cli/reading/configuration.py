"""Finds the settings that hold for a file: `spbe.toml` or `[tool.spbe]`, nearest above it.

What is wrong in a settings file is a problem of that file; the rest of it holds.
"""

from collections.abc import Mapping
from pathlib import Path

from spbe_cli.core.problems import KeyPath, Problem
from spbe_cli.core.settings import Override, Settings, SettingsFile, bounded, build
from spbe_cli.reading import files
from spbe_cli.reading.shape import check
from spbe_cli.reading.toml_source import TomlSource

TABLES: Mapping[str, KeyPath] = {"spbe.toml": (), "pyproject.toml": ("tool", "spbe")}
"""Where settings stand in which file; of two files in one folder the first one holds."""

MAX_SETTINGS = 1024 * 1024
"""Bytes of a file that settings are looked for in."""


class Configuration:
    """The settings of one run, each file read once; `problems` are those of the files read."""

    def __init__(self, override: Override) -> None:
        self.problems: list[Problem] = []
        self._override = override
        self._known: dict[Path, Settings] = {}

    def of(self, file: str) -> Settings:
        """Give the settings that hold for a file, named as in reports; else the usual ones.

        Folders are climbed up to that of the git repository, else to the root.
        """
        folder = Path(file).parent.resolve()
        passed: list[Path] = []
        settings: Settings | None = None
        for step in files.upward(folder):
            settings = self._known[step] if step in self._known else self._look(step)
            passed.append(step)
            if settings is not None:
                break
        settings = settings or self._override.over(Settings())
        self._known |= dict.fromkeys(passed, settings)
        return settings

    def _look(self, folder: Path) -> Settings | None:
        """Read the settings that stand in a folder; None where none do."""
        for name, table in TABLES.items():
            path = folder / name
            if not files.is_file(path):
                continue
            spot = files.nearby(path)
            text = files.read_text(spot, MAX_SETTINGS)
            if isinstance(text, Problem):
                self.problems.append(text)
            elif all(str(key) in text for key in table):
                source = TomlSource(spot.label, text, table)
                self.problems += source.problems
                if source.data is not None:
                    data, oversized = bounded(source.data)
                    checked = check(SettingsFile, data)
                    self.problems += map(source.locate, [*oversized, *checked.findings])
                    found = build(checked.value, checked.broken) if checked.value else Settings()
                    return self._override.over(found)
        return None

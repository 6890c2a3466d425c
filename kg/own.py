"""Paths of knowledge files of one's own in, one value that says which are read beside the shipped ones out.

They are named one by one, or lie in the folder of a list of articles (`articles.csv`) under the names of `BESIDE`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.resources import digests

BESIDE = {"gazetteers": "gazetteer.ttl", "lexicons": "lexicon.toml", "ontologies": "ontology.ttl"}
"""What a file of each kind is called in the folder of a list of articles."""


@dataclass(frozen=True, slots=True)
class OwnFiles:
    """Gazetteers (names), lexicons (words) and ontologies (classes of events), in the order in which they are read."""

    gazetteers: tuple[Path, ...] = ()
    lexicons: tuple[Path, ...] = ()
    ontologies: tuple[Path, ...] = ()

    @classmethod
    def of(
        cls, gazetteers: Sequence[str | Path] = (), lexicons: Sequence[str | Path] = (), ontologies: Sequence[str | Path] = ()
    ) -> OwnFiles:
        """Name files of one's own."""
        return cls(*(tuple(dict.fromkeys(map(Path, paths))) for paths in (gazetteers, lexicons, ontologies)))

    def beside(self, lists: Iterable[Path]) -> OwnFiles:
        """Add the files that lie in the folders of these lists of articles."""
        folders = [path.parent for path in lists]
        found = {kind: [folder / name for folder in folders if (folder / name).is_file()] for kind, name in BESIDE.items()}
        named = {kind: {path.resolve() for path in getattr(self, kind)} for kind in BESIDE}
        more = {kind: [path for path in paths if path.resolve() not in named[kind]] for kind, paths in found.items()}
        return OwnFiles.of(**{kind: (*more[kind], *getattr(self, kind)) for kind in BESIDE})

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files."""
        return (*self.gazetteers, *self.lexicons, *self.ontologies)

    def digests(self) -> dict[str, str]:
        """Give the SHA-256 of each file, by "own" and its name; files of one name are counted."""
        found: dict[str, str] = {}
        for path in self.paths:
            name, number = f"own/{path.name}", 2
            while name in found:
                name, number = f"own/{path.name} ({number})", number + 1
            found[name] = digests([path])[path.name]
        return found


NO_FILES = OwnFiles()
"""The shipped knowledge alone."""

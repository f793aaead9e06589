"""What is kept beside an archive, and what other tools read of it."""

from __future__ import annotations

from . import _core

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._labels import Labels
    from ._searches import SavedSearches
    from ._types import Path, Target


class Keeping(_core.ArchiveBase):
    """An archive that is worked on and handed on."""

    __slots__ = ()

    def labels(self, path: Path) -> Labels:
        """The labels that a file has for texts of the archive: JSON lines, made by the first `add`.

        Each is kept by its place, its text and what stands round it. When pages were captured again and bytes have moved, it is found again by the text; where that stands nowhere, or
        at several places that are alike, it is "lost", and says so. [docs/labels.md]

        >>> import postdex as pdx
        >>> len(pdx.open(pdx.sample()).labels("no-such-file.jsonl"))
        0
        """
        from . import _labels

        return _labels.Labels(self, path)  # type: ignore[arg-type]

    def saved_searches(self, path: Path) -> SavedSearches:
        """The questions that a file has by name, and what is new among their answers: JSON, made by the first `add`.

        >>> import postdex as pdx
        >>> len(pdx.open(pdx.sample()).saved_searches("no-such-file.json"))
        0
        """
        from . import _searches

        return _searches.SavedSearches(self, path)  # type: ignore[arg-type]

    def to_tei(self, path: Target) -> None:
        """Writes the posts as TEI P5: a `teiCorpus` with a `TEI` for each post, its title, author, day, tags and place in the header, its parts in the body.

        `archive.within(...)` says which parts; characters that XML cannot have become U+FFFD.

        >>> import postdex as pdx, tempfile, os, xml.etree.ElementTree as tree
        >>> path = os.path.join(tempfile.mkdtemp(), "town.xml")
        >>> archive = pdx.open(pdx.sample())
        >>> archive.to_tei(path)
        >>> len(tree.parse(path).getroot().findall("{http://www.tei-c.org/ns/1.0}TEI")) == len(archive)
        True
        """
        from . import _exports

        _exports.tei(self, path)

    def to_vertical(self, path: Target) -> None:
        """Writes the words of the posts one a line, as CWB (`cwb-encode`) and Sketch Engine read it: `<post>`, `<part>` and `<s>` with attributes, and words as written, a tab, and as folded.

        >>> import postdex as pdx, tempfile, os
        >>> path = os.path.join(tempfile.mkdtemp(), "town.vrt")
        >>> pdx.parse("Rain\\n\\nThe Bridge is shut.").to_vertical(path)
        >>> with open(path, encoding="utf-8") as file:
        ...     print(file.read().split("<s>")[-1].replace("\\t", " | "))
        <BLANKLINE>
        The | the
        Bridge | bridge
        is | is
        shut | shut
        </s>
        </part>
        </post>
        <BLANKLINE>
        """
        from . import _exports

        _exports.vertical(self, path)

    def to_antconc(self, folder: Path) -> None:
        """Writes a folder for AntConc and its like: a text file for each post, and `metadata.csv` with title, author, day, tags and place of each.

        The folder is made. An earlier export in it is replaced, whole; a folder that holds anything else is refused, with a `UsageError`.

        >>> import postdex as pdx, tempfile, os
        >>> folder = os.path.join(tempfile.mkdtemp(), "town")
        >>> pdx.parse("Rain\\n\\nThe Bridge is shut.").to_antconc(folder)
        >>> sorted(os.listdir(folder))
        ['00000-rain.txt', 'metadata.csv']
        """
        from . import _exports

        _exports.antconc(self, folder)

    if TYPE_CHECKING:

        def __iter__(self) -> Any: ...

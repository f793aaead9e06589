"""postdex: open an archive of posts, and every word of it, in a notebook.

>>> import postdex as pdx
>>> archive = pdx.open(pdx.sample())
>>> archive.search("harbour")[0].post.title is not None
True
"""

from __future__ import annotations

import copyreg as _copyreg

from . import _build, _core, _errors, _word_table
from ._answers import Answer, Answers
from ._archive import Archive
from ._build import from_records, open, parse, sample
from ._concordance import Concordance, Line
from ._counts import Count, Counts
from ._dates import BoundEvidence, Bounds, PublishedDate
from ._errors import (
    AccessError,
    CorruptError,
    Error,
    FileError,
    FormatError,
    LimitError,
    LockedError,
    MissingFileError,
    MissingPackageError,
    QueryError,
    UsageError,
)
from ._export import Selection
from ._found import Found
from ._hits import Hit, Hits, Snippet
from ._explanation import Explanation
from ._items import Items, Pages, Source, Sources
from ._page import Appearance, Page
from ._parts import Part, Parts
from ._post import Post
from ._limits import Limits
from ._matches import Match, Matches
from ._mentions import DateMention, Mentions
from ._names import NameMention, Names, Spelling, Spellings
from ._near_copies import NearCopies, NearCopy
from ._query import Note, Query
from ._quotes import Quote, Quotes
from ._recipe import Recipe
from ._repeats import Repeat, RepeatPlace, RepeatPlaces, Repeats
from ._text import Anchor, Text
from ._version import __version__
from ._word_table import WordRow
from ._word_tables import Collocates, Dispersion, Keyness, Ngrams, Spread, TagPairs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._charts import Chart
    from ._diff import Change, Diff, Edit, Edits, diff
    from ._label import Label
    from ._labels import Labels
    from ._plots import BarChart, Network
    from ._profile import Profile
    from ._repair import LostPost, LostSource, Rebuild, Repair, rebuild, repair
    from ._scan import Scan, scan
    from ._searches import SavedSearch, SavedSearches
    from ._timelines import Timeline
    from ._writer import Writer, writer

__all__ = [
    "AccessError",
    "Anchor",
    "Answer",
    "Answers",
    "Appearance",
    "Archive",
    "BarChart",
    "BoundEvidence",
    "Bounds",
    "Change",
    "Chart",
    "Collocates",
    "Concordance",
    "CorruptError",
    "Count",
    "Counts",
    "DateMention",
    "Diff",
    "Dispersion",
    "Edit",
    "Edits",
    "Error",
    "Explanation",
    "FileError",
    "FormatError",
    "Found",
    "Hit",
    "Hits",
    "Items",
    "Keyness",
    "Label",
    "Labels",
    "LimitError",
    "Limits",
    "Line",
    "LockedError",
    "LostPost",
    "LostSource",
    "Match",
    "Matches",
    "Mentions",
    "MissingFileError",
    "MissingPackageError",
    "NameMention",
    "Names",
    "NearCopies",
    "NearCopy",
    "Network",
    "Ngrams",
    "Note",
    "Page",
    "Pages",
    "Part",
    "Parts",
    "Post",
    "Profile",
    "PublishedDate",
    "Query",
    "QueryError",
    "Quote",
    "Quotes",
    "Rebuild",
    "Recipe",
    "Repair",
    "Repeat",
    "RepeatPlace",
    "RepeatPlaces",
    "Repeats",
    "SavedSearch",
    "SavedSearches",
    "Scan",
    "Selection",
    "Snippet",
    "Source",
    "Sources",
    "Spelling",
    "Spellings",
    "Spread",
    "TagPairs",
    "Text",
    "Timeline",
    "UsageError",
    "WordRow",
    "Writer",
    "__version__",
    "diff",
    "from_records",
    "open",
    "parse",
    "rebuild",
    "repair",
    "sample",
    "scan",
    "writer",
]

# What many scripts never ask for is imported when it is: the classes there say for themselves that they are of this package.
_LATER = {
    "_charts": ("Chart",),
    "_diff": ("Change", "Diff", "Edit", "Edits", "diff"),
    "_label": ("Label",),
    "_labels": ("Labels",),
    "_plots": ("BarChart", "Network"),
    "_profile": ("Profile",),
    "_repair": ("LostPost", "LostSource", "Rebuild", "Repair", "rebuild", "repair"),
    "_scan": ("Scan", "scan"),
    "_searches": ("SavedSearch", "SavedSearches"),
    "_timelines": ("Timeline",),
    "_writer": ("Writer", "writer"),
}

if not TYPE_CHECKING:  # to a type checker every name is there, and no other

    def __getattr__(name):
        for module, names in _LATER.items():
            if name in names:
                loaded = __import__(f"{__name__}.{module}", fromlist=names)
                globals().update({each: getattr(loaded, each) for each in names})
                return globals()[name]
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

    def __dir__():
        return sorted({*__all__, *(name for name in globals() if name.startswith("_"))})


_core._adopt(
    {
        "Archive": Archive, "Page": Page, "Post": Post, "Part": Part, "Hits": Hits, "Hit": Hit, "Answers": Answers, "Concordance": Concordance,
        "Line": Line, "Counts": Counts, "Found": Found, "Mentions": Mentions, "NearCopies": NearCopies, "WordTable": _word_table.WordTable, "Quotes": Quotes, "Names": Names, "Repeats": Repeats, "RepeatPlaces": RepeatPlaces, "Matches": Matches, "Parts": Parts, "Selection": Selection, "Text": Text, "PublishedDate": PublishedDate, **vars(_errors),
    }
)  # fmt: skip
_copyreg.pickle(_core.Store, _build.reduce_store)
# What a user sees in tracebacks and `type(...)` is where a user imports it from.
for _name in __all__:
    _item = globals().get(_name)
    if isinstance(_item, type):
        _item.__module__ = "postdex"
del _name, _item

"""The arrows between the folders of csrc/ stay one way: every #include is read and held against the table.

The table is the design's, as data: a file may include its own folder and the folders (or single files) of its row. `archive`
and `study` implement the seam, which everybody sees through postdex.h alone; `py` sees nothing but it and the table of statuses; the rest of the core knows neither.
"""

import re
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.standalone
CSRC = Path(__file__).resolve().parent.parent / "csrc"

MAY_INCLUDE = {
    "base": "",
    "os": "base",
    "kernels": "base",
    "text": "base kernels",
    "regex": "base kernels text",
    "markup": "base kernels text",
    "source": "base kernels text markup",
    "page": "base kernels text markup",
    "post": "base kernels text page",
    "segment": "base os kernels",
    "index": "base os text segment",
    "query": "base kernels text regex segment index",
    "corpus": "base kernels text segment index query",
    "archive": "base os kernels text markup source page post segment index query corpus postdex.h",
    "study": "base text regex page post segment index query corpus archive postdex.h",
    "seam": "base",
    "postdex.h": "seam",
    "py": "postdex.h base/status.def",  # the table names the Python exception of each status
}

# Headers of the C standard may be included anywhere (base promises "no I/O", but formats with stdio.h).
STANDARD = set(
    "assert ctype errno float inttypes limits math setjmp stdarg stdatomic stdbool stddef stdint stdio stdlib string time".split()
)
# The rest belongs to one floor each.
SYSTEM = {
    "base": {"intrin.h", "sys/mman.h", "sys/resource.h"},  # the latter two: advice on memory, and how much there is
    "kernels": {"intrin.h", "immintrin.h", "emmintrin.h", "nmmintrin.h", "arm_neon.h", "arm_acle.h", "cpuid.h", "sys/auxv.h", "sys/sysctl.h"},
    "os": {"dirent.h", "fcntl.h", "pthread.h", "sched.h", "sys/file.h", "sys/mman.h", "sys/stat.h", "sys/types.h", "unistd.h", "windows.h"},
    "py": {"Python.h", "structmember.h", "dlfcn.h", "execinfo.h"},  # the last two: of test modes
}

# The rooms of the large floors, each of which may include those before it and what lies in the floor's own folder: what its rooms speak of (a
# header that includes none of them) or what puts them together (a C file, which may include all).
ROOMS = {
    "source": "syntax plain html records markdown web forms",
    "page": "lexicon lines entries roles site",
    "post": "dates mentions bounds quotes identity",
    "query": "parse plan walk streams match rank",
    "archive": "model read build ask store mend",
    "py": "call tables types",
}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def floor_of(path: str) -> str:
    """The row of a file named relative to csrc/: its first folder, or the file itself at the top."""
    return path.split("/", 1)[0]


def room_of(path: str) -> str:
    """The room of a file on its floor; empty: the floor's own folder."""
    return path.split("/")[1] if path.count("/") > 1 else ""


def leads_back(name: str, quoted: str) -> bool:
    """Whether a file includes another of its floor in a room that comes after its own."""
    rooms = ["", *ROOMS.get(floor_of(name), "").split()]
    own, other = room_of(name), room_of(quoted)
    if floor_of(name) != floor_of(quoted) or (not own and name.endswith(".c")):
        return False
    return other in rooms and rooms.index(other) > (rooms.index(own) if own in rooms else 0)


def wrong_includes(csrc: Path) -> list[str]:
    """One line for each include that the table does not allow."""
    wrong = []
    for path in sorted(csrc.rglob("*")):
        if path.suffix not in {".c", ".h", ".def"}:
            continue
        name = path.relative_to(csrc).as_posix()
        own = floor_of(name)
        if own not in MAY_INCLUDE:
            wrong.append(f"{name}: {own} is not in the table of floors")
            continue
        allowed = {own, *MAY_INCLUDE[own].split()}
        for quoted, system in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if system:
                if system.removesuffix(".h") not in STANDARD and system not in SYSTEM.get(own, ()):
                    wrong.append(f"{name}: <{system}> does not belong in {own}")
            elif not (csrc / quoted).is_file():
                wrong.append(f'{name}: "{quoted}" is not a file of csrc (includes are written from there)')
            elif floor_of(quoted) not in allowed and quoted not in allowed:
                wrong.append(f'{name}: "{quoted}" goes from {own} to {floor_of(quoted)}')
            elif leads_back(name, quoted):
                wrong.append(f'{name}: "{quoted}" goes from {room_of(name) or own} to {room_of(quoted)}')
    return wrong


def test_every_include_follows_the_table():
    assert wrong_includes(CSRC) == []


def test_the_table_has_no_way_back():
    """Followed to the end, no row leads to itself."""
    reach = {floor: set(map(floor_of, row.split())) for floor, row in MAY_INCLUDE.items()}
    for _ in MAY_INCLUDE:
        reach = {floor: seen.union(*(reach[next_] for next_ in seen)) for floor, seen in reach.items()}
    assert [floor for floor, seen in reach.items() if floor in seen] == []


def test_file_names_are_unique():
    """So that an object file, a stack trace and a search each mean one file."""
    names = Counter(path.name for path in CSRC.rglob("*") if path.suffix in {".c", ".h", ".def"})
    assert [name for name, count in names.items() if count > 1] == []


# Files that call one another, each group with its reason; all others stand in an order.
RECURSIVE = [
    "contents store_check store_load store_rows",  # rows of one kind are held against rows of another, which are read for that
    "corrections cut likesite site told",  # a site learns from how its pages are cut, and they are cut by what it has learned
    "dateline_forms dateline_read",  # a range of days ends with a date of its own
    "lexicon_index lexicon_tokens",  # the phrases that tokens are looked up among are made of tokens
    "parse_operators parse_scopes",  # brackets hold queries
]


COMMENT = re.compile(r"/\*.*?\*/|\"(?:\\\\.|[^\"\\\\\n])*\"", re.DOTALL)
HEAD = r"^(?!typedef\b|return\b)[A-Za-z_][^;{}=#]*?\b(\w+)\([^;{}]*\)\s*\{"
OF_SOURCES = re.compile(HEAD.replace("(?!", r"(?!static\b|", 1), re.MULTILINE)
OF_HEADERS = re.compile(HEAD + r"(?:[^\n]*\}$|.*?^\}$)", re.MULTILINE | re.DOTALL)


def circles(csrc: Path) -> list[set[str]]:
    """Groups of files each of which calls, through others at last, functions that every other of its group defines; named without ending. A header stands
    apart from its source, with what it has bodies of, and what is for one kind of processor belongs to the source that includes it."""
    texts, homes = {}, {}
    for path in sorted(csrc.rglob("*.[ch]")):
        text, name = COMMENT.sub(" ", path.read_text(encoding="utf-8")), re.sub(r"_(x86|arm)\.h$", ".c", path.name)
        inline = list(OF_HEADERS.finditer(text)) if path.suffix == ".h" else []
        texts[name] = texts.get(name, "") + (" ".join(match[0] for match in inline) if path.suffix == ".h" else text)
        for function in [match[1] for match in inline] or OF_SOURCES.findall(text):
            homes.setdefault(function, set()).add(name)
    home = {function: min(names) for function, names in homes.items() if len(names) == 1 and "_" in function}  # others do not leave their file
    calls = {name: {home[word] for word in set(re.findall(r"\w+", text)) & home.keys()} - {name} for name, text in texts.items()}
    reach = {}
    for name in calls:
        seen, ahead = set(), [name]
        while ahead:
            new = calls[ahead.pop()] - seen
            seen |= new
            ahead += new
        reach[name] = seen
    groups = {frozenset(other.split(".")[0] for other in seen if name in reach[other]) for name, seen in reach.items() if name in seen}
    return [set(group) for group in sorted(groups, key=min) if len(group) > 1]


def test_files_do_not_call_in_circles():
    """A file's functions can be understood by its own text and that of files below it."""
    assert circles(CSRC) == [set(group.split()) for group in RECURSIVE]


def test_a_planted_circle_is_found(tmp_path):
    (tmp_path / "low.c").write_text("int pdx_low(void) {\n    return 1;\n}\n")
    (tmp_path / "high.c").write_text("static int own(void) { return 0; }\n\nint pdx_high(void) {\n    return pdx_low() + own(); /* not pdx_aside() */\n}\n")
    (tmp_path / "aside.c").write_text("int pdx_aside(void) {\n    return pdx_high();\n}\n")
    assert circles(tmp_path) == []
    (tmp_path / "low.c").write_text("int pdx_low(void) {\n    return pdx_aside();\n}\n")
    assert circles(tmp_path) == [{"low", "high", "aside"}]
    (tmp_path / "low.c").write_text("int pdx_low(void) {\n    return pdx_twice();\n}\n")
    (tmp_path / "low.h").write_text("int pdx_aside(void);\nstatic inline int pdx_twice(void) { return 2; }\n")
    assert circles(tmp_path) == []
    (tmp_path / "low.h").write_text("int pdx_aside(void);\nstatic inline int pdx_twice(void) { return 2 * pdx_aside(); }\n")
    assert circles(tmp_path) == [{"low", "high", "aside"}]


def test_the_house_is_as_architecture_says():
    """Floors, what they may include, rooms, and files that the document names are those that there are."""
    document = (CSRC.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rows = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in document.splitlines() if line.startswith("| `")]
    floors = {row[0].strip("`/"): row[-1] for row in rows if len(row) == 4}
    assert set(floors) == set(MAY_INCLUDE) == {path.name for path in CSRC.iterdir()} - {"__pycache__"}
    apart = {"base", "archive", "postdex.h", "py"}  # told in words
    assert {floor: row.replace(",", "") for floor, row in floors.items() if floor not in apart} == {floor: row.removesuffix(" postdex.h") for floor, row in MAY_INCLUDE.items() if floor not in apart}
    assert {row[0].strip("`/"): " ".join(re.findall(r"`(\w+)`: ", row[1])) for row in rows if len(row) == 2} == ROOMS
    named = re.findall(rf"`((?:{'|'.join(MAY_INCLUDE)})/[\w/.]+)`", document)
    assert named
    assert [name for name in named if not any((CSRC / (name + end)).exists() for end in ("", ".c", ".h"))] == []


DECLARED = re.compile(r"^(?!typedef\b|return\b|#|[ *}])[^;{}()=#]*?\b(\w+)\(", re.MULTILINE)
CALLED = re.compile(r"\bCalled by (.*?)(?:[.;:(](?=\W|$)|, (?:which|whose|after|when|where|before|once|for)\b| (?:for|after|behind|when|where|while|between|before|through|once|with|over)\b)")


def wrong_callers(csrc: Path) -> list[str]:
    """Files and folders that the head of a header names behind "Called by", and that call none of its functions."""
    texts = {path.relative_to(csrc).as_posix(): path.read_text(encoding="utf-8") for path in sorted(csrc.rglob("*.[ch]"))}
    words = {name: set(re.findall(r"\w+", COMMENT.sub(" ", text))) for name, text in texts.items()}
    wrong = []
    for name, text in texts.items():
        comment, _, code = text.partition("#ifndef")
        functions = set(DECLARED.findall(COMMENT.sub(" ", code)))
        claim = CALLED.search(re.sub(r"\n \* ?", " ", comment))
        if not name.endswith(".h") or claim is None or not functions:
            continue
        callers = {caller for caller in texts if caller.rsplit(".", 1)[0] != name[:-2] and functions & words[caller]}
        of_processors = {re.sub(r"_(x86|arm)\.h$", ".c", caller) for caller in callers}
        for named in re.findall(r"(?<!\*)\b[\w/]+(?:\.c\b|/(?!\w))", claim[1]):
            if not any(("/" + caller).endswith("/" + named) or "/" + named in "/" + caller and named.endswith("/") for caller in callers | of_processors):
                wrong.append(f"{name}: {named} calls nothing of it")
    return wrong


def test_headers_name_those_who_call_them():
    assert wrong_callers(CSRC) == []


def test_a_planted_caller_is_found(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "page/low.h").write_text("/* What is low. Called by high.c, aside.c and\n * post/, for which it was made. */\n#ifndef LOW_H\nint pdx_low(int x);\n#endif\n")
    (tmp_path / "page/high.c").write_text("int pdx_high(void) {\n    return pdx_low(1);\n}\n")
    (tmp_path / "page/aside.c").write_text("/* not pdx_low */\n")
    assert wrong_callers(tmp_path) == ["page/low.h: aside.c calls nothing of it", "page/low.h: post/ calls nothing of it"]


@pytest.mark.parametrize(
    ("planted", "line", "complaint"),
    [
        ("page/lines.c", '#include "segment/segment.h"', "from page to segment"),
        ("segment/segment.h", '#  include "text/words.h"', "from segment to text"),
        ("base/buf.h", '#include "os/file.h"', "from base to os"),
        ("query/ast.h", '#include "postdex.h"', "from query to postdex.h"),
        ("postdex.h", '#include "text/words.h"', "from postdex.h to text"),
        ("seam/handles.h", '#include "page/page.h"', "from seam to page"),
        ("archive/build.c", '#include "seam/handles.h"', "from archive to seam"),
        ("py/module.c", '#include "base/buf.h"', "from py to base"),
        ("text/words.h", "#include <Python.h>", "<Python.h> does not belong in text"),
        ("index/writer.c", "\t#include <unistd.h>", "<unistd.h> does not belong in index"),
        ("page/cut.c", "#include <immintrin.h>", "<immintrin.h> does not belong in page"),
        ("page/lines.c", '#include "lines.h"', "is not a file of csrc"),
        ("extras/extra.c", "", "extras is not in the table"),
        ("page/lexicon/chars.h", '#include "page/site/site.h"', "from lexicon to site"),
        ("page/page.h", '#include "page/lexicon/chars.h"', "from page to lexicon"),
    ],
)
def test_a_planted_include_is_found(tmp_path, planted, line, complaint):
    """The negative control: in a small right tree one wrong line is planted, and it alone is reported."""
    right = {
        "seam/handles.h": '#include "base/buf.h"',
        "postdex.h": '#include "seam/handles.h"',
        "base/buf.h": "#include <stddef.h>",
        "os/file.h": "#include <fcntl.h>",
        "text/words.h": "",
        "page/lines.h": '#include "text/words.h"',
        "page/page.h": "",
        "page/lexicon/chars.h": '#include "page/page.h"',
        "page/site/site.h": '#include "page/lexicon/chars.h"\n#include "page/site/sitenames.h"',
        "page/site/sitenames.h": "",
        "page/cut.c": '#include "page/site/site.h"',
        "segment/segment.h": '#include "os/file.h"',
        "py/module.c": '#include <Python.h>\n#include "postdex.h"',
        "archive/build.c": '#include "postdex.h"\n#include "page/lines.h"',
    }
    for name, text in right.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text + "\n")
    assert wrong_includes(tmp_path) == []
    (tmp_path / planted).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / planted).write_text(right.get(planted, "") + "\n" + line + "\n")
    (found,) = wrong_includes(tmp_path)
    assert found.startswith(f"{planted}: ")
    assert complaint in found


# What needs the interpreter, and so stands before a call lets it go, or behind.
OF_PYTHON = re.compile(r"\bPy(?!Mem_Raw)(?:_(?!ssize_t|hash_t|UNUSED))?[A-Z]\w*\(|\bpdx_py_(?:raise|wrap|str|new|text|number)\w*\(")


def unlocked_calls(source: str) -> list[str]:
    """Lines between pdx_py_call_begin and the end of the call that ask something of the interpreter."""
    found, is_free = [], False
    for number, line in enumerate(source.splitlines(), 1):
        if "pdx_py_call_begin(" in line:
            is_free = True
        elif re.search(r"pdx_py_call_end\(|making_end\(|^}", line):
            is_free = False
        elif is_free and OF_PYTHON.search(line):
            found.append(f"{number}: {line.strip()}")
    return found


def test_nothing_is_asked_of_the_interpreter_while_it_is_let_go():
    found = {path.name: calls for path in sorted((CSRC / "py").rglob("*.c")) if path.name != "call.c" and (calls := unlocked_calls(path.read_text(encoding="utf-8")))}
    assert found == {}


def test_a_planted_call_of_the_interpreter_is_found():
    planted = "    pdx_py_call_begin(&call, NULL);\n    n = work({0});\n    pdx_py_call_end(&call);\n    Py_DECREF(owner);\n"
    assert unlocked_calls(planted.format("PyList_Size(list)")) == ["2: n = work(PyList_Size(list));"]
    assert unlocked_calls(planted.format("PyMem_RawMalloc(8)")) == []

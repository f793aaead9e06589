"""scan: the posts of files of any size, one after the other; the same as `open` gives, in bounded memory, and from any place on."""

import gzip
import io
import json
import os
import pickle
import subprocess
import sys
import tarfile
import zipfile

import pytest

import postdex as pdx

N = 60


def row(i, **more):
    return json.dumps({"title": f"The {i}th ferry", "text": f"It left at {i} past noon, with {i * 7} people.", "tags": ["Harbour"], **more})


def rows(n=N):
    return "".join(row(i) + "\n" for i in range(n))


def export(n=N):
    items = "".join(
        f"<item><title>The {i}th ferry</title><wp:post_id>{i}</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>"
        f"<content:encoded><![CDATA[It left at {i} past noon, with {i * 7} people.]]></content:encoded></item>\n"
        for i in range(n)
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"'
    return f'<?xml version="1.0"?>\n<rss version="2.0" {spaces}><channel><title>T</title><wp:wxr_version>1.2</wp:wxr_version>\n{items}</channel></rss>\n'


def feed(n=N):
    items = "".join(f"<item><title>The {i}th ferry</title><description>It left at {i} past noon, with {i * 7} people.</description></item>\n" for i in range(n))
    return f'<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def facts(post):
    return post.title, [str(part.text) for part in post.parts if part.role == "paragraph"], post.tags


FORMS = {"rows": rows(), "export": export(), "feed": feed(), "page": "A title\n\nA paragraph of it.\n", "markdown": "---\ntitle: A\n---\nB.\n"}


@pytest.fixture(params=FORMS, ids=FORMS.keys())
def path(request, tmp_path, monkeypatch):
    from postdex import _scan

    monkeypatch.setattr(_scan, "PIECE", 1000)
    made = tmp_path / request.param
    made.write_text(FORMS[request.param], encoding="utf-8")
    return made


def test_the_posts_are_those_of_open(path):
    scanned = pdx.scan(path)
    posts = list(scanned)
    opened = pdx.open(path)
    assert [facts(post) for post in posts] == [facts(post) for post in opened]
    assert [post.anchor.bytes for post in posts] == [post.anchor.bytes for post in opened]
    assert [post.anchor.line for post in posts] == [post.anchor.line for post in opened]
    assert scanned.skipped == []
    assert all(post.anchor.verify() and post.title.anchor.verify() for post in posts[::7])
    data = path.read_bytes()
    for post in posts[::5]:
        begin, end = post.title.anchor.bytes
        assert data[begin:end].decode() == post.title


def test_from_any_place_on(path):
    scanned, tokens, titles = pdx.scan(path), [""], []
    for post in scanned:
        tokens.append(scanned.token)
        titles.append(post.title)
    assert len(set(tokens)) == len(tokens)
    for at in {0, 1, len(titles) // 2, len(titles) - 1, len(titles)}:
        rest = pdx.scan(path, after=tokens[at])
        assert [post.title for post in rest] == titles[at:]
        assert rest.token == tokens[-1]


def test_in_pieces_of_every_size(monkeypatch):
    from postdex import _scan

    wanted = [facts(post) for post in pdx.parse(rows(12))]
    for piece in (1, 2, 3, 7, 63, 64, 65, 1000):
        monkeypatch.setattr(_scan, "PIECE", piece)
        for text in (rows(12), export(12), feed(12)):
            assert [facts(post)[:2] for post in pdx.scan(io.BytesIO(text.encode()))] == [each[:2] for each in wanted]


def test_containers_folders_and_streams(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("rows.jsonl", rows(5))
        made.writestr("page.txt", FORMS["page"])
        made.writestr("x.png", b"\x89PNG")
        made.writestr("more.jsonl.gz", gzip.compress(rows(3).encode()))
    (tmp_path / "b.md").write_text(FORMS["markdown"])
    scanned = pdx.scan(tmp_path)
    tokens, posts = [], []
    for post in scanned:
        posts.append((post.title, os.path.basename(post.anchor.source)))
        tokens.append(scanned.token)
        assert post.anchor.verify()
    assert len(posts) == 10
    assert scanned.skipped == [(str(tmp_path / "a.zip!x.png"), "this is an image: there is no text to read (byte 0)")]
    for at in range(len(posts)):
        assert [(post.title, os.path.basename(post.anchor.source)) for post in pdx.scan(tmp_path, after=tokens[at])] == posts[at + 1 :]
    with open(tmp_path / "a.zip", "rb") as file:
        assert len(list(pdx.scan(file))) == 9


def test_files_of_posts_among_others_are_the_same_one_by_one(tmp_path, monkeypatch):
    """What is read together is what is read file by file, each asked whether it is packed, in another encoding, or no post."""
    from postdex._building import Building

    def post(i):
        return f"---\ntitle: The {i}th ferry\ntags: [Harbour]\n---\nIt left at {i} past noon, with {i * 7} people.\n".encode()

    for i in range(70):
        (tmp_path / f"{i:03}.md").write_bytes(post(i))
    (tmp_path / "005.md").write_bytes(gzip.compress(post(5)))
    (tmp_path / "009.md").write_bytes(post(9).replace(b"It left", "Après le café, très tôt, il a été prêt à l'été; ça allait déjà à Orléans; il".encode("windows-1252")))
    (tmp_path / "017.md").write_bytes(b"")
    (tmp_path / "022.md").write_text(FORMS["page"], encoding="utf-8")
    (tmp_path / "030.md").write_text(rows(3), encoding="utf-8")
    (tmp_path / "031.md").write_bytes(b"\x89PNG")
    os.remove(tmp_path / "040.md")
    os.symlink(tmp_path / "there is none", tmp_path / "040.md")
    (tmp_path / "041.md").write_bytes(post(41) + b"More and more of it. " * 60000)
    if os.name == "posix":
        os.rename(os.fsencode(tmp_path / "050.md"), os.path.join(os.fsencode(tmp_path), b"050\xff.md"))

    def all_of(**given):
        scanned = pdx.scan(tmp_path, **given)
        posts, tokens = [], []
        for found in scanned:
            posts.append((facts(found), found.text, found.url, found.anchor.source, found.anchor.bytes, found.title.anchor.bytes if found.title else None))
            tokens.append(scanned.token)
        return posts, tokens, scanned.skipped

    n_together = []
    add_posts = Building.add_posts
    monkeypatch.setattr(Building, "add_posts", lambda self, *given: n_together.append(add_posts(self, *given)) or n_together[-1])
    together, by_fact = all_of(), all_of(url=lambda name: "https://town.example/" + os.path.basename(name))
    assert sum(n for n, _ in n_together) > 50
    monkeypatch.setattr(Building, "add_posts", lambda self, files, most: (0, 0))
    assert all_of() == together
    assert all_of(url=lambda name: "https://town.example/" + os.path.basename(name)) == by_fact
    assert len(together[0]) == 69  # of the rows three, of what is empty, a picture, or no more there none
    for at in (0, 3, 30, 68):
        assert all_of(after=together[1][at])[0] == together[0][at + 1 :]


@pytest.mark.parametrize("container", ["zip", "tar"])
def test_posts_in_an_archive_are_as_if_each_was_read_alone(container, monkeypatch):
    from postdex._building import Building

    def post(i):
        return f"---\ntitle: The {i}th ferry\ntags: [Harbour]\n---\nIt left at {i} past noon, with {i * 7} people.\n".encode()

    files = [(f"{i:03}.md", post(i)) for i in range(90)]
    files[5] = ("005.md", gzip.compress(post(5)))
    files[9] = ("009.md", post(9).replace(b"It left", "Après le café, très tôt, il a été prêt à l'été; ça allait déjà à Orléans; il".encode("windows-1252")))
    files[17] = ("017.md", b"")
    files[22] = ("022.txt", FORMS["page"].encode())
    files[30] = ("030.jsonl", rows(3).encode())
    files[31] = ("031.md", b"\x89PNG")
    files[41] = ("041.md", post(41) + b"More and more of it. " * 60000)
    files[52] = ("052.md", post(52) + b"\0")
    data = packed(container, files)

    def all_of(data, **given):
        scanned = pdx.scan(io.BytesIO(data), **given)
        found = [((facts(post), post.text, post.anchor.source, post.anchor.bytes), scanned.token) for post in scanned]
        return found, scanned.skipped

    damaged = bytearray(data)
    damaged[data.find(b"The 70th")] ^= 1  # of which a zip archive has a sum
    taken = []
    add_post = Building.add_post
    monkeypatch.setattr(Building, "add_post", lambda self, *given: taken.append(add_post(self, *given)) or taken[-1])
    together = [all_of(data), all_of(bytes(damaged)), all_of(data, url="https://town.example/")]
    assert sum(taken) > 3 * 70
    monkeypatch.setattr(Building, "add_post", lambda self, *given: False)
    assert [all_of(data), all_of(bytes(damaged)), all_of(data, url="https://town.example/")] == together
    posts = together[0][0]
    for at in (0, 3, 30, 80):
        assert all_of(data, after=posts[at][1])[0] == posts[at + 1 :]


def packed(container, files):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") if container == "zip" else tarfile.open(fileobj=made, mode="w") as archive:
        for name, data in files:
            if container == "zip":
                archive.writestr(name, data)
            else:
                info = tarfile.TarInfo(name)
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def test_tokens_of_pages_count_their_posts():
    """As they did when each post was a batch of its own: a page's name and how many of its posts were given."""
    page = "<!doctype html>" + "".join(f"<article><h2><a href=/{i}>Ferry {i}</a></h2><p>It left at {i} past noon, with {i * 7} people, and came back without any.</p></article>" for i in range(5))
    scanned = pdx.scan(io.StringIO(page), language="en")
    assert scanned.token == ""
    tokens = [scanned.token for _ in scanned]
    assert tokens == [f"{i} stream" for i in range(1, 6)] and scanned.token == "5 stream"
    for n, token in enumerate(tokens, 1):
        assert [post.title for post in pdx.scan(io.StringIO(page), language="en", after=token)] == [f"Ferry {i}" for i in range(n, 5)]


def test_pages_are_indexed_when_somebody_asks(monkeypatch):
    from postdex import _building

    asked = []
    stem = _building.stem
    monkeypatch.setattr(_building, "stem", lambda *given: asked.append(given) or stem(*given))
    page = "<!doctype html>" + "".join(f"<article><h2><a href=/{i}>Ferry {i}</a></h2><p>It left at {i} past noon, with {i * 7} people, and came back without any.</p></article>" for i in range(9))
    posts = list(pdx.scan(io.StringIO(page), language="en"))
    assert [post.title for post in posts] == [f"Ferry {i}" for i in range(9)] and all(post.text and post.anchor.verify() for post in posts)
    assert asked == []
    assert posts[0].words > 0 and len(posts[0].quotes) == 0
    assert asked != []


LEGACY = {  # what people have archives in, with letters of its own
    "windows-1251": "Паром ушёл в полдень", "utf-16": "Паром 渡し船 \U0001f6a2", "utf-16-be": "\ufeffПаром 渡し船 \U0001f6a2", "shift_jis": "渡し船は正午に出た", "iso2022_jp": "渡し船は正午に出た", "gb18030": "渡船\U00020000中午开走", "euc-jp": "渡し船は正午に",
}  # fmt: skip
GIVEN = {"utf-16-be": None, "utf-16": None, "iso2022_jp": "iso-2022-jp"}


def legacy(form, codec):
    """A source in an encoding, with bytes that are none of its characters, and a record that is damaged."""
    words = LEGACY[codec].removeprefix("\ufeff")
    rows_of = "".join(json.dumps({"title": f"The {i}th {words}", "text": f"{words} left at {i}."}, ensure_ascii=False) + "\n" for i in range(12))
    text = {"rows": rows_of, "export": export(12), "feed": feed(12)}[form].replace("ferry", words)
    head, _, tail = text.partition("7th")
    bad = b"\xff" if not codec.startswith(("utf", "windows")) else b"\x98" if codec == "windows-1251" else b""
    mark = LEGACY[codec][: LEGACY[codec].startswith("\ufeff")]
    tail = tail.encode("utf-16-le" if codec == "utf-16" else codec)
    return (mark + head).encode(codec) + bad + "7th".encode("utf-16-le" if codec == "utf-16" else codec) + tail, GIVEN.get(codec, codec)


def places(posts):
    return [(*facts(post)[:2], post.anchor.bytes, post.anchor.line, post.title.anchor.bytes, [part.anchor.bytes for part in post.parts]) for post in posts]


@pytest.mark.parametrize(("form", "codec"), [*(("rows", codec) for codec in LEGACY), ("export", "windows-1251"), ("export", "iso2022_jp"), ("feed", "utf-16"), ("feed", "gb18030")])
def test_records_in_other_encodings_stand_in_their_own_bytes(form, codec, tmp_path, monkeypatch):
    """As `open` says, in pieces of any size, from any place on: titles are read back from the bytes of the file by Python's decoder."""
    from postdex import _scan

    data, encoding = legacy(form, codec)
    path = tmp_path / "source"
    path.write_bytes(data)
    opened = pdx.open(path, encoding=encoding)
    wanted = places(opened)
    assert len(wanted) == 12
    for piece in (1, 61, 5000):
        monkeypatch.setattr(_scan, "PIECE", piece)
        scanned = pdx.scan(path, encoding=encoding)
        posts, tokens = [], []
        for post in scanned:
            posts.append(post)
            tokens.append(scanned.token)
        assert places(posts) == wanted
        assert scanned.skipped == []
    assert all(post.anchor.verify() and post.title.anchor.verify() for post in posts[::5])
    for post in posts[::4]:
        begin, end = post.title.anchor.bytes
        if codec != "iso2022_jp":
            assert data[begin:end].decode({"utf-16": "utf-16-le"}.get(codec, codec)) == post.title
    for at in (0, 6, 11):
        assert places(pdx.scan(path, encoding=encoding, after=tokens[at])) == wanted[at + 1 :]
    if form == "rows":
        assert pickle.loads(pickle.dumps(posts[8])).title == posts[8].title


def test_what_is_damaged_in_another_encoding_is_told_of_in_its_own_bytes(tmp_path, monkeypatch):
    from postdex import _scan

    lines = [json.dumps({"title": f"Паром {i}", "text": "Он ушёл. " * (400 if i == 5 else 1)}, ensure_ascii=False) for i in range(9)]
    lines[2] = '{"title": "Паром'
    data = "\n".join(lines).encode("windows-1251")
    begins = [sum(len(line) + 1 for line in lines[:i]) for i in range(9)]  # a byte a letter
    for piece in (7, 100, 1 << 19):
        monkeypatch.setattr(_scan, "PIECE", piece)
        scanned = pdx.scan(io.BytesIO(data), limits=pdx.Limits(record=2000), encoding="windows-1251")
        titles = [post.title for post in scanned]
        told = [reason.split(":")[0] for _, reason in scanned.skipped]
        assert told[0] == f"bytes {begins[2]:,} to {begins[3]:,}"
        if piece < 2000:
            assert titles == [f"Паром {i}" for i in range(9) if i not in (2, 5)]
            assert told[1:] == [f"bytes {begins[5]:,} to {begins[6]:,}"]


def test_a_bad_record_does_not_end_it(tmp_path):
    lines = [row(i) for i in range(20)]
    lines[3], lines[7], lines[19] = '{"title": ', "[1]", '{"title": "cut'
    path = tmp_path / "rows"
    path.write_text("\n".join(lines))
    scanned = pdx.scan(path)
    assert [post.title for post in scanned] == [f"The {i}th ferry" for i in range(20) if i not in (3, 7, 19)]
    assert [reason.split(": ")[1] for _, reason in scanned.skipped] == ["line 4", "line 8", "line 20"]
    assert pdx.open(path).skipped == scanned.skipped


@pytest.mark.parametrize("form", ["rows", "export"])
def test_a_record_beyond_the_limit_is_told_of(form, monkeypatch):
    from postdex import _scan

    monkeypatch.setattr(_scan, "PIECE", 500)
    text = FORMS[form].replace("It left at 9 past", "It left " + "and left " * 3000 + "at 9 past")
    scanned = pdx.scan(io.BytesIO(text.encode()), limits=pdx.Limits(record=8000))
    titles = [post.title for post in scanned]
    if form == "rows":
        assert titles == [f"The {i}th ferry" for i in range(N) if i != 9]
    else:  # one piece of markup is held as a whole: there it ends
        assert titles == [f"The {i}th ferry" for i in range(9)]
    [(name, reason)] = scanned.skipped
    assert name == "stream"
    assert "larger than records may be" in reason


def test_what_is_cut_off_is_told_of_after_what_is_whole():
    data = gzip.compress("".join(row(i, more=os.urandom(300).hex()) + "\n" for i in range(3000)).encode())
    scanned = pdx.scan(io.BytesIO(data[: len(data) // 2]))
    n = sum(1 for _ in scanned)
    assert 1000 < n < 2000
    assert "cut off" in scanned.skipped[-1][1]


def test_a_scan_goes_on_only_in_what_it_began_with(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(rows())
    scanned = pdx.scan(path)
    titles = [str(next(scanned).title) for _ in range(5)]
    path.write_text(rows() + row(N))  # more came behind it
    assert titles + [str(post.title) for post in pdx.scan(path, after=scanned.token)] == [f"The {i}th ferry" for i in range(N + 1)]
    for others in (rows().split("\n", 2)[2], rows(2), ""):
        path.write_text(others)
        with pytest.raises(pdx.UsageError, match="this is not what was scanned") as raised:
            list(pdx.scan(path, after=scanned.token))
        assert raised.value.path == str(path)


def test_errors(tmp_path):
    for bad in ("elsewhere", "1.2 rows", "1.2.x rows", "-1 rows", f"{'9' * 5000} rows", 7):
        with pytest.raises(pdx.UsageError, match="is no token"):
            pdx.scan(pdx.sample(), after=bad)
    with pytest.raises(pdx.UsageError, match="nothing here is called"):
        list(pdx.scan(pdx.sample(), after="7 other.txt"))
    with pytest.raises(pdx.MissingFileError):
        list(pdx.scan(tmp_path / "none"))
    with pytest.raises(pdx.FormatError):
        list(pdx.scan(io.BytesIO(b"\x89PNG\r\n")))
    pdx.open(pdx.sample()).save(tmp_path / "a.pdx")
    with pytest.raises(pdx.UsageError, match="is not scanned"):
        pdx.scan(tmp_path / "a.pdx")
    scanned = pdx.scan(pdx.sample())
    next(scanned)
    scanned.close()
    assert list(scanned) == []


MEMORY = """
import sys, postdex as pdx
def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096
before, top = resident(), 0
for i, post in enumerate(pdx.scan(sys.argv[1])):
    if i % 50 == 0:
        top = max(top, resident())
print(i + 1, (top - before) >> 20)
"""


@pytest.mark.large
@pytest.mark.skipif(not os.path.exists("/proc/self/statm"), reason="memory is read from /proc")
def test_memory_is_bounded(tmp_path):
    path = tmp_path / "rows.jsonl"
    line = row(7, more="x" * 4000) + "\n"
    path.write_text(line * 6000)  # 25 MB
    done = subprocess.run([sys.executable, "-c", MEMORY, str(path)], capture_output=True, text=True, check=True)
    n, above = map(int, done.stdout.split())
    assert (n, above < 64) == (6000, True), done.stdout


def test_the_command(tmp_path):
    path = tmp_path / "rows.jsonl"
    path.write_text(rows(5) + "{\n")

    def run(*more):
        return subprocess.run([sys.executable, "-m", "postdex", "scan", str(path), *more], capture_output=True, text=True)

    done = run()
    assert done.returncode == 0
    assert [json.loads(line)["title"] for line in done.stdout.splitlines()] == [f"The {i}th ferry" for i in range(5)]
    assert "line 6: not JSON" in done.stderr
    token = done.stderr.split("--after '")[1].split("'")[0]
    assert run("--after", token).returncode == 1
    assert [post.title for post in pdx.parse(done.stdout)] == [f"The {i}th ferry" for i in range(5)]


def test_the_index_is_made_when_it_is_asked_for():
    """What only the index knows of a post is what it is in an archive, whichever question comes first."""
    opened = list(pdx.parse(rows(12)))
    words = [post.words for post in opened]
    for question in (
        lambda post: post.words,
        lambda post: [hit.post.title for hit in post.more_like_this()],
        lambda post: [str(quote.text) for quote in post.quotes],
        lambda post: post.near_copy_of is None,
    ):
        assert [question(post) for post in pdx.scan(io.BytesIO(rows(12).encode()))] == [question(post) for post in opened]
    scanned = list(pdx.scan(io.BytesIO(rows(12).encode())))
    before = [hash(post) for post in scanned]
    assert [post.words for post in scanned] == words
    assert min(words) > 0
    assert [hash(post) for post in scanned] == before
    assert scanned[3] == scanned[3].appearances[0].post


def test_threads_that_ask_for_the_index_at_once():
    import threading

    wanted = [post.words for post in pdx.parse(rows(300))]
    posts = list(pdx.scan(io.BytesIO(rows(300).encode())))
    found, begin = [], threading.Barrier(4)

    def ask():
        begin.wait()
        found.append([post.words for post in posts])

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [wanted] * 4


def test_each_record_is_a_post_whatever_stands_beside_it(monkeypatch):
    """What is read together depends on sizes: it may not decide which posts there are."""
    from postdex import _scan

    item = "<item><title>The ferry</title><link>https://town.example/ferry</link><description>It left at noon, and came back.</description></item>\n"
    text = f'<rss version="2.0"><channel><title>T</title>{item * 3}</channel></rss>'
    assert len(pdx.parse(text)) == 1
    for piece in (1, 200, 1 << 19):
        monkeypatch.setattr(_scan, "PIECE", piece)
        posts = list(pdx.scan(io.BytesIO(text.encode())))
        assert [(post.title, len(post.appearances)) for post in posts] == [("The ferry", 1)] * 3
        assert len({post.anchor.bytes for post in posts}) == 3


def test_posts_in_files_of_their_own_are_given_together_in_their_order(tmp_path, monkeypatch):
    from postdex import _scan

    monkeypatch.setattr(_scan, "PAGES", 4)
    names = [f"{i:02}.{'txt' if i in (3, 7) else 'md'}" for i in range(12)]
    for i, name in enumerate(names):
        text = f"---\ntitle: Post {i}\n---\nIt left at {i}.\n" if name.endswith("md") else f"Post {i}\n\nIt left at {i}, and came back.\n"
        (tmp_path / name).write_text(text)
    (tmp_path / "05.png").write_bytes(b"\x89PNG")
    scanned, tokens, titles = pdx.scan(tmp_path), [], []
    for post in scanned:
        titles.append(str(post.title))
        tokens.append(scanned.token)
        assert post.anchor.verify()
    assert titles == [f"Post {i}" for i in range(12)]
    assert tokens == [f"1 {tmp_path / name}" for name in names]
    assert [name for name, _ in scanned.skipped] == [str(tmp_path / "05.png")]
    for at in range(12):
        assert [str(post.title) for post in pdx.scan(tmp_path, after=tokens[at])] == titles[at + 1 :]


def test_what_was_read_is_given_before_an_error_is_raised(tmp_path):
    (tmp_path / "a.md").write_text("---\ntitle: A\n---\nB.\n")
    (tmp_path / "b.png").write_bytes(b"\x89PNG")
    for second in ("b.png", "missing"):
        scanned = pdx.scan([tmp_path / "a.md", tmp_path / second])
        assert next(scanned).title == "A"
        with pytest.raises(pdx.Error):
            next(scanned)


def test_scanned_posts_are_pickled_where_their_stretch_says_what_it_is(tmp_path):
    (tmp_path / "rows.jsonl").write_text(rows(3), encoding="utf-8")
    posts = list(pdx.scan(tmp_path / "rows.jsonl"))
    assert [(post.title, post.text) for post in pickle.loads(pickle.dumps(posts))] == [(post.title, post.text) for post in posts]
    (tmp_path / "export.xml").write_text(export(3), encoding="utf-8")
    for post in pdx.scan(tmp_path / "export.xml"):
        with pytest.raises(pdx.UsageError, match=r"is not pickled.*post\.record"):
            pickle.dumps(post)


def test_what_was_scanned_is_cited_without_a_number_in_an_archive(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"title": "Rain", "text": "It was wet."}\n{"title": "Snow", "text": "It was cold."}\n', encoding="utf-8")
    for path in (rows, pdx.sample()[0]):
        for post in pdx.scan(path):
            anchor = post.parts.where("paragraph")[0].anchor
            for cited in (anchor.cite(), pickle.loads(pickle.dumps(anchor)).cite()):
                assert f"“{post.title}”, {path}, line {anchor.line}, bytes" in cited and " of " not in cited.partition("”, ")[2]
    assert " post 1 of 2, " in pdx.open(rows)[1].title.anchor.cite()

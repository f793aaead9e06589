"""Ctrl-C stops long work soon, and leaves everything usable."""

import ctypes
import itertools
import operator
import os
import signal
import subprocess
import sys
import textwrap
import time
from functools import partial

import postdex as pdx
import pytest
from postdex import from_records

SCRIPT = textwrap.dedent(
    """
    import os, random, signal, sys, threading, time
    import postdex as pdx

    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this in the background may have it ignored

    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghiklmnoprstuv", k=draw.randint(2, 9))) for _ in range(20000)]
    folder, n = sys.argv[1], int(sys.argv[2])
    for page in range(300):
        with open(f"{folder}/{page}.txt", "w") as file:
            for entry in range(10):
                file.write(f"Harbour,Rain\\n\\nNote {page} {entry} of the quay\\n\\n")
                for _ in range(12):
                    file.write(" ".join(draw.choices(words, k=60)).capitalize() + ".\\n\\n")
                file.write("Continue Reading\\n\\n")
    quick = pdx.parse("Rain\\n\\nIt rained.")
    times = []
    for _ in range(2):
        begin = time.monotonic()
        pdx.open(folder)
        times.append(time.monotonic() - begin)
    sent = []

    def send(wait):
        time.sleep(wait)
        sent.append((time.monotonic(), time.process_time()))
        os.kill(os.getpid(), signal.SIGINT)

    for i in range(n):
        thread = threading.Thread(target=send, args=(min(times) * (i + 0.5) / n,))
        try:
            thread.start()
            while True:
                pdx.open(folder)
        except KeyboardInterrupt:
            felt, own = time.monotonic() - sent[-1][0], time.process_time() - sent[-1][1]
            print(round(1000 * felt, 1), round(1000 * own, 1))
        thread.join()
    print(len(quick.find("rained")), len(pdx.parse("Rain\\n\\nIt rained.").find("rain")))
    """
)
INTERRUPTS = 30


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.large
def test_keyboard_interrupt_is_answered_soon(tmp_path):
    """Wherever in the work it comes, in time of the process's own, which other load on the machine does not stretch."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), str(INTERRUPTS)]
    run = subprocess.run(command, capture_output=True, text=True, env=env, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    *waits, after = run.stdout.splitlines()
    felt, own = (sorted(map(float, column)) for column in zip(*map(str.split, waits), strict=True))
    print(f"{len(own)} interrupts, in ms: own time {own[len(own) // 2]} (half), {own[-1]} (worst); felt {felt[len(felt) // 2]}, {felt[-1]}")
    assert len(own) == INTERRUPTS
    assert own[-1] < 200  # the goal is 100, which the line above shows; the bound catches a loop that forgot to ask
    assert after == "1 1"


RESULTS = textwrap.dedent(
    """
    import os, random, signal, sys, threading, time
    import postdex as pdx

    signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs this in the background may have it ignored

    draw = random.Random(2)
    words = ["".join(draw.choices("abcdefghiklmnoprstuv", k=draw.randint(2, 9))) for _ in range(5000)]

    def text(n):
        return " ".join(words[min(int(draw.paretovariate(0.7)) - 1, 4999)] for _ in range(n))

    archive = pdx.from_records(
        {"title": text(6), "text": text(60), "tags": [text(1)], "date": f"20{i % 20:02}-0{1 + i % 9}-1{i % 10}"} for i in range(int(sys.argv[1]))
    )
    common = words[0]

    def arrow(result):
        import pyarrow
        for batch in pyarrow.RecordBatchReader.from_stream(result):
            pass

    work = {
        "find, sorted by words": lambda: archive.find(common).sort("L1 R1 R2"),
        "find, sorted by date": lambda: archive.find(common).sort("date"),
        "find, counted": lambda: archive.find(common).counts,
        "find, prefix": lambda: len(archive.find(words[0][0] + "*")),
        "search, sorted by title": lambda: archive.search(common, sort="title"),
        "search, wildcard": lambda: len(archive.search("*a*")),
        "find to csv": lambda: archive.find(common).to_csv(os.devnull),
        "posts to JSON lines": lambda: archive.to_jsonl(os.devnull),
        "find as Arrow": lambda: arrow(archive.find(common)),
        "hits as Arrow": lambda: arrow(archive.search(common)),
        "words": lambda: archive.words(),
        "facet": lambda: archive.search(common).facets("tag"),
        "match": lambda: len(archive.match([common])),
        "repeats": lambda: len(archive.repeats(3)),
        "quotes": lambda: len(archive.quotes),
        "date mentions": lambda: len(archive.date_mentions),
    }
    sent = []

    def send(wait):
        time.sleep(wait)
        sent.append((time.monotonic(), time.process_time()))
        os.kill(os.getpid(), signal.SIGINT)

    def until_stopped(run):
        while True:
            try:
                run()
            except OSError:  # what a reader of Arrow makes of it, just before Python raises the interrupt
                for _ in range(10**7):
                    pass

    for name, run in work.items():
        begin = time.monotonic()
        run()
        whole = time.monotonic() - begin
        for i in range(4):
            thread = threading.Thread(target=send, args=(whole * (i + 0.5) / 4,))
            try:
                thread.start()
                until_stopped(run)
            except KeyboardInterrupt:
                print(round(1000 * (time.monotonic() - sent[-1][0]), 1), round(1000 * (time.process_time() - sent[-1][1]), 1), name, sep="\\t")
            thread.join()
    """
)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.large
def test_large_results_are_stopped_soon():
    """Searches, sorts, exports and counts over 8,000 posts; the goal is 100 ms, the bound that of the test above. All verbs,
    larger archives and deadlines: tests/felt_latency.py."""
    pytest.importorskip("pyarrow")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run([sys.executable, "-c", RESULTS, "8000"], capture_output=True, text=True, env=env, timeout=300, check=False)
    assert run.returncode == 0, run.stderr
    worst: dict[str, tuple[float, float]] = {}
    for line in run.stdout.splitlines():
        felt, own, name = line.split("\t")
        worst[name] = max(worst.get(name, (0.0, 0.0)), (float(own), float(felt)))
    for name, (own, felt) in worst.items():
        print(f"{name:28}{own:8.1f} ms of its own, {felt:8.1f} ms felt (worst of 4)")
    assert len(worst) == 16
    assert max(own for own, _ in worst.values()) < 200


@pytest.fixture(scope="module")
def quay():
    """Few enough posts that a question every 2,000 of them would come too late."""
    return from_records({"title": f"Note {i}", "text": "The quay, the harbour and the quay again. " * 5} for i in range(600))


@pytest.mark.parametrize("query", ["quay", "quay OR harbour", "the quay", "quay NEAR/9 harbour", "=quay", "q*", "*a*", "quya~1"])
def test_a_deadline_that_is_over_ends_find_at_once(quay, query):
    lines = quay.find(query, deadline=1e-9)
    assert not lines.complete
    assert len(lines) < len(quay.find(query))


@pytest.mark.parametrize("query", ["=quay", "quay NEAR/9 harbour", '"quay harbour"~9', "quay title:note text:again"])
def test_a_deadline_that_is_over_ends_search_at_once(quay, query):
    assert not quay.search(query, deadline=1e-9).complete


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="signals are sent otherwise there")
def test_a_comparison_of_sorted_lines_is_stopped_soon():
    """The texts of all are read for it, where nobody has read them: what runs told their order."""
    archive = from_records([{"text": "The ferry, the quay. " * 300}] * 2500, language="en")
    archive.spread(1)
    one, other = (archive.find("ferry | quay").sort("after") for _ in range(2))
    before = signal.signal(signal.SIGPROF, signal.default_int_handler)
    try:
        begin = time.process_time()
        with pytest.raises(KeyboardInterrupt):
            signal.setitimer(signal.ITIMER_PROF, 0.1)
            while one == other:
                pass
        assert time.process_time() - begin < 0.2
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_the_posts_in_the_order_of_appearances_are_stopped(quay):
    """An interrupt that came before is raised there, and not when all have been made."""
    libc, reached = ctypes.CDLL(None), []
    before = signal.signal(signal.SIGUSR1, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            list(map(operator.call, (partial(libc["raise"], int(signal.SIGUSR1)), quay._store.appearing, partial(reached.append, "the end"))))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert reached == []


OF_MANY = {
    "posts": lambda archive: archive,
    "posts of hits": lambda archive: archive.search("ferry").posts,
    "parts": lambda archive: archive.parts,
    "hits": lambda archive: archive.search("ferry"),
    "lines": lambda archive: archive.find("ferry"),
    "sorted lines": lambda archive: archive.find("ferry").sort("R1"),
    "terms": lambda archive: archive.terms(),
    "postings": lambda archive: archive.postings("ferry"),
    "words of a part": lambda archive: archive[0].parts[0].tokens,
    "sentences of a part": lambda archive: archive[0].paragraphs[0].sentences,
    "mentions": lambda archive: archive.date_mentions,
    "pages": lambda archive: archive.pages,
    "answers": lambda archive: archive.search_many(["ferry", "quay"], 200),
    "matches": lambda archive: archive.match(["ferry"]),
    "words": lambda archive: archive.words(),
    "counts": lambda archive: archive.search("ferry").facets("source"),
    "grep": lambda archive: archive.grep("[a-z]+"),
}


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("what", OF_MANY)
def test_taking_one_after_the_other_is_stopped(what):
    """Also where no Python code runs between two of them, as when they become a list."""
    archive = from_records([{"title": "The ferry waits", "text": f"The ferry of {1900 + i}. The quay. 4 May 2019."} for i in range(200)], language="en")
    taken, libc = [], ctypes.CDLL(None)
    sent = map(operator.call, (partial(libc["raise"], int(signal.SIGUSR1)),))
    before = signal.signal(signal.SIGUSR1, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            taken.extend(itertools.chain(sent, OF_MANY[what](archive)))
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert len(taken) == 1


def given_up(what, path):
    archive = from_records([{"title": "Ebb", "text": "Low tide. High water."}])
    if what == "an archive":
        return archive
    if what == "hits":
        return archive.search("tide")
    if what == "an iterator":
        return iter(archive.search("tide"))
    if what == "lines":
        return archive.find("tide")
    writer = pdx.writer(path)
    writer.add_records([{"title": "Flood", "text": "High water."}], name="diary")
    if what == "a closed writer":
        writer.commit()
        writer.close()
    return writer


@pytest.mark.parametrize("what", ["an archive", "hits", "an iterator", "lines", "a writer", "a closed writer"])
def test_no_python_code_runs_as_an_object_goes(tmp_path, what):
    """An interrupt that comes in such code, a finalizer or a callback of a weak reference, is lost: nobody is there to raise it to."""
    ran = []
    given = given_up(what, tmp_path / "town.pdx")
    sys.setprofile(lambda frame, event, _: ran.append(frame.f_code.co_name) if event == "call" else None)
    try:
        del given
    finally:
        sys.setprofile(None)
    assert ran == []

"""Ctrl-C stops long work soon, and leaves everything usable."""

import os
import subprocess
import sys
import textwrap

import pytest

SCRIPT = textwrap.dedent(
    """
    import os, random, signal, sys, threading, time
    import postdex as pdx

    draw = random.Random(1)
    words = ["".join(draw.choices("abcdefghiklmnoprstuv", k=draw.randint(2, 9))) for _ in range(20000)]
    folder, wait = sys.argv[1], float(sys.argv[2])
    for page in range(300):
        with open(f"{folder}/{page}.txt", "w") as file:
            for entry in range(10):
                file.write(f"Harbour,Rain\\n\\nNote {page} {entry} of the quay\\n\\n")
                for _ in range(12):
                    file.write(" ".join(draw.choices(words, k=60)).capitalize() + ".\\n\\n")
                file.write("Continue Reading\\n\\n")
    quick = pdx.parse("Rain\\n\\nIt rained.")
    sent = []

    def send():
        time.sleep(wait)
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=send).start()
    try:
        while True:
            pdx.open(folder)
    except KeyboardInterrupt:
        print(round(time.monotonic() - sent[0], 3))
    print(len(quick.find("rained")), len(pdx.parse("Rain\\n\\nIt rained.").find("rain")))
    """
)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.timing
@pytest.mark.parametrize("wait", [0.2, 0.5, 0.9, 1.4, 2.0])
def test_keyboard_interrupt_is_answered_soon(tmp_path, wait):
    """Wherever in the work it comes: 100 ms, and room for a busy machine."""
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", SCRIPT, str(tmp_path), str(wait)]
    run = subprocess.run(command, capture_output=True, text=True, env=env, timeout=120, check=False)
    assert run.returncode == 0, run.stderr
    waited, after = run.stdout.splitlines()
    assert float(waited) < 0.2
    assert after == "1 1"

"""Ctrl-C stops long work soon, and leaves everything usable."""

import os
import signal
import subprocess
import sys
import textwrap

import pytest

SCRIPT = textwrap.dedent(
    """
    import os, signal, sys, threading, time
    import postdex as pdx

    text = "\\n".join('{"title": "Note %d", "text": "%s"}' % (i, "river bridge ferry harbour " * 400) for i in range(12000))
    quick = pdx.parse("Rain\\n\\nIt rained.")
    sent = []

    def send():
        time.sleep(0.3)
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)

    threading.Thread(target=send).start()
    try:
        pdx.parse(text)
    except KeyboardInterrupt:
        print("stopped", round(time.monotonic() - sent[0], 3))
    else:
        print("finished")
    print(len(quick.find("rained")), len(pdx.parse("Rain\\n\\nIt rained.").find("rain")))
    """
)


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.timing
def test_keyboard_interrupt_within_100_ms():
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=env, timeout=120, check=False
    )
    assert run.returncode == 0, run.stderr
    outcome, after = run.stdout.splitlines()
    assert outcome.startswith("stopped"), f"the work ended before the signal: {outcome}"
    assert float(outcome.split()[1]) < 0.15
    assert after == "1 1"
    assert signal.SIGINT

"""`make demo` and `make setup`: prepares everything, then keeps web, streams and worker running."""

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from types import FrameType

from ai4care import embedded, environment, prepared, stack
from ai4care.embedded import leases
from ai4care.embedded.places import Places, problem_with
from ai4care.loopback import WARNING, refusal_for
from ai4care.processes import Child, die_with_parent, wait_until
from ai4care.steps import Steps

_LOOK_EVERY = 0.2
_UP_WITHIN = 60.0
_DOWN_WITHIN = 8.0
_FORMER_GONE_WITHIN = 3.0


class Stopped(BaseException):
    """Somebody asked to stop."""


def main(arguments: Sequence[str]) -> int:
    """Run `demo` or `setup`; a problem is one Dutch sentence on standard error and exit status 1."""
    options = _options(arguments)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    if options.stop_with_parent:
        die_with_parent(by=signal.SIGTERM)
    try:
        _prepare_and_run(options)
    except Stopped:
        embedded.release(environment.var(), within=_DOWN_WITHIN)
        print("Gestopt. De gegevens blijven bewaard.", flush=True)
    except (environment.EnvironmentProblem, embedded.EmbeddedProblem, stack.StackProblem) as problem:
        print(problem, file=sys.stderr)
        return 1
    except OSError as problem:
        print(problem_with(environment.var(), problem), file=sys.stderr)
        return 1
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="manage.py", description=__doc__)
    parser.add_argument("command", choices=["demo", "setup"])
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000, help="pages; the streams take the next one")
    parser.add_argument("--stop-with-parent", action="store_true", help="stop when the calling process ends")
    return parser.parse_args(arguments)


def _prepare_and_run(options: argparse.Namespace) -> None:
    running = options.command == "demo"
    print(WARNING, flush=True)
    if refusal := refusal_for([options.host]):
        raise stack.StackProblem(refusal)
    places = Places.prepare(environment.var())
    steps = Steps(5 if running else 4)
    with (places.run / "demo.lock").open("a+") as lock:
        if not wait_until(lambda: leases.take_alone(lock.fileno()), seconds=_FORMER_GONE_WITHIN, every=0.2):
            raise stack.StackProblem(f"AI4Care draait al met de gegevens in {places.var}: stop dat eerst.")
        _forget_state(places)
        if running:
            stack.refuse_taken_ports(options.port, options.port + 1)
        accounts = _prepare(places, options.port, steps=steps)
        if running:
            _serve(places, options.port, steps=steps, accounts=accounts)


def _prepare(places: Places, port: int, *, steps: Steps) -> str:
    """Services, database, static files and demo data; returns the accounts to show."""
    with steps.step("PostgreSQL en Redis starten"):
        ours = stack.furnish_demo(port)
        accounts = prepared.accounts_of_same_code(places) if ours else None
    with steps.step("Databank bijwerken"):
        if accounts is None:
            stack.run_command("migrate", "--verbosity", "0", log=places.log("migrate"))
    with steps.step("Opmaak klaarzetten"):
        if not stack.static_is_fresh(places):
            stack.run_command("collectstatic", "--noinput", "--clear", log=places.log("collectstatic"))
    with steps.step("Voorbeeldgegevens laden", quiet=accounts is not None):
        if accounts is None:
            accounts = stack.run_command("load_demo", log=places.log("load_demo"), shown=True)
    if ours:
        prepared.remember(places, accounts=accounts)
    return accounts


def _serve(places: Places, port: int, *, steps: Steps, accounts: str) -> None:
    children = stack.children(places, port)
    try:
        with steps.step("Web, stromen en werker starten"):
            web, streams, worker, beat = children
            web.start()
            streams.start()
            _await_web(web, port)
            worker.start()  # later: the pages are what people wait for
            beat.start()
        _write_state(places, children, port)
        print(f"\nAI4Care draait op http://localhost:{port}\n\n{accounts}\nStoppen met Ctrl-C.", flush=True)
        _watch(places, children, port)
    finally:
        _forget_state(places)
        _stop_all(children)


def _watch(places: Places, children: Sequence[Child], port: int) -> None:
    while True:
        for child in children:
            if sentence := child.revive():
                print(sentence, flush=True)
                _write_state(places, children, port)
        time.sleep(_LOOK_EVERY)


def _await_web(web: Child, port: int) -> None:
    wait_until(lambda: web.ended() or _answers(port), seconds=_UP_WITHIN)
    if web.ended() or not _answers(port):
        raise stack.StackProblem(f"De webserver startte niet: zie {web.log}.")


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/leeft/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _write_state(places: Places, children: Sequence[Child], port: int) -> None:
    """What runs now, for people and tests: addresses and process ids."""
    pids = {child.name: child.pid for child in children}
    state = {"url": f"http://localhost:{port}", "streams": f"http://localhost:{port + 1}", "pids": pids}
    draft = places.run / "demo.new"
    draft.write_text(json.dumps({**state, "supervisor": os.getpid()}))
    draft.rename(places.run / "demo.json")


def _forget_state(places: Places) -> None:
    """What the file says is no longer so; after a kill it may be an old one."""
    (places.run / "demo.json").unlink(missing_ok=True)


def _stop_all(children: Sequence[Child]) -> None:
    """Ask all at once, so that stopping takes as long as the slowest; a second Ctrl-C changes nothing."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop(within=_DOWN_WITHIN)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stopped

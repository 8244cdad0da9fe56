"""A program: writes to PostgreSQL through several hosts with psycopg (libpq), and keeps the same ledger as writer-process.ts.

Its settings are those that the chart renders for clients of libpq. One row a transaction; a commit is never cancelled.
"""

import json
import sys
import threading
import time

import psycopg

order = json.loads(sys.argv[1])
with open(order["passwordFile"], encoding="utf8") as file:
    password = file.read()

settings = {**order["settings"], "password": password}
conninfo = settings.pop("conninfo")
# A connection for every write, as a program that has just started makes it.
anew = settings.pop("anew", "no") == "yes"
# One that knows a single node may find it unwilling from the start.
is_witness = settings.pop("witness", "no") == "yes"
ledger = open(order["ledgerFile"], "x", encoding="utf8", buffering=1)
origin = time.monotonic()
lock = threading.Lock()
stopped = threading.Event()
connection = None


def now():
    return (time.monotonic() - origin) * 1000


def append(**line):
    with lock:
        ledger.write(json.dumps(line) + "\n")


def listen():
    for line in sys.stdin:
        if not line.startswith("mark "):
            break
        at = now()
        append(kind="mark", name=line[5:].strip(), atMs=at)
        print(f"marked {at}", flush=True)
    stopped.set()


def write(name):
    """The timeline in which the row was written, which tells two histories apart."""
    global connection
    if connection is None:
        connection = psycopg.connect(conninfo, **settings, autocommit=True)
    # A wait for the second copy that was given up is a warning only, and no acknowledgement.
    warnings = []
    connection.add_notice_handler(warnings.append)
    try:
        row = connection.execute(order["statement"], (name,)).fetchone()
    finally:
        connection.remove_notice_handler(warnings.append)
    if anew:
        connection.close()
        connection = None
    if any(warning.severity_nonlocalized == "WARNING" for warning in warnings):
        raise psycopg.OperationalError("not confirmed by a second copy")
    return int(row[0], 16)


append(kind="opened", openedAtMs=int(time.time() * 1000))
if not is_witness:
    write(f"{order['prefix']}-first")
threading.Thread(target=listen, daemon=True).start()
print("started", flush=True)
index = 0
while not stopped.is_set():
    due = index * 1000 / order["writesPerSecond"]
    late = now() - due
    if late < 0:
        stopped.wait(-late / 1000)
        continue
    # One write at a time: what fell due during a wait is left out.
    index = max(index + 1, int(now() * order["writesPerSecond"] / 1000))
    name = f"{order['prefix']}-{index}"
    append(kind="sent", id=name, atMs=now(), dueMs=due)
    try:
        epoch = write(name)
    except (psycopg.Error, OSError) as error:
        code = getattr(error, "sqlstate", None) or type(error).__name__.upper()[:40]
        print(f"{now():.0f} {code} {str(error)[:300]}", file=sys.stderr, flush=True)
        append(kind="refused", id=name, atMs=now(), code=code)
        # After any failure the server is chosen anew.
        try:
            if connection is not None:
                connection.close()
        except psycopg.Error:
            pass
        connection = None
        # A refusal that comes at once must not become a flood.
        stopped.wait(0.02)
        continue
    append(kind="acked", id=name, atMs=now(), node="psycopg", epoch=epoch)
ledger.close()

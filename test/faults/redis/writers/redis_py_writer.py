"""A program: writes to Redis through its Sentinels with redis-py, and keeps the same ledger as writer-process.ts.

Its settings are those that the chart renders; "retries" is how often a command is sent again without a wait.
"""

import json
import sys
import threading
import time

from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry
from redis.sentinel import Sentinel

order = json.loads(sys.argv[1])
with open(order["passwordFile"], encoding="utf8") as file:
    password = file.read()

settings = dict(order["settings"])
sentinels = [tuple(one) for one in settings.pop("sentinels")]
service_name = settings.pop("service_name")
retries = settings.pop("retries")
connection = {**settings, "password": password, "retry": Retry(NoBackoff(), retries)}
sentinel = Sentinel(sentinels, sentinel_kwargs=connection, **connection)
master = sentinel.master_for(service_name)

ledger = open(order["ledgerFile"], "x", encoding="utf8", buffering=1)
origin = time.monotonic()
lock = threading.Lock()
stopped = threading.Event()


def now():
    return (time.monotonic() - origin) * 1000


def append(**line):
    with lock:
        ledger.write(json.dumps(line) + "\n")


session = f"session:{order['prefix']}"
logged_out = threading.Event()


def look():
    """Whether there was an answer."""
    try:
        if master.get(session) != b"ada":
            print(f"{now():.0f} the user was told to log in", file=sys.stderr, flush=True)
            logged_out.set()
        return True
    except (RedisError, OSError):
        return False


def watch_session():
    while not stopped.wait(0.5):
        look()


def was_kept():
    for _ in range(60):
        if look():
            return not logged_out.is_set()
        stopped.wait(0.5)
    return False


def listen():
    for line in sys.stdin:
        if line.strip() == "session":
            print(f"session {'kept' if was_kept() else 'lost'}", flush=True)
            continue
        if not line.startswith("mark "):
            break
        at = now()
        append(kind="mark", name=line[5:].strip(), atMs=at)
        print(f"marked {at}", flush=True)
    stopped.set()


append(kind="opened", openedAtMs=int(time.time() * 1000))
master.set(session, "ada")
threading.Thread(target=listen, daemon=True).start()
threading.Thread(target=watch_session, daemon=True).start()
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
        master.rpush(f"ledger:{order['prefix']}", name)
    except (RedisError, OSError) as error:
        code = type(error).__name__.upper()[:40]
        print(f"{now():.0f} {type(error).__name__} {str(error)[:150]}", file=sys.stderr, flush=True)
        append(kind="refused", id=name, atMs=now(), code=code)
        # A refusal that comes at once must not become a flood.
        stopped.wait(0.02)
        continue
    append(kind="acked", id=name, atMs=now(), node="redis-py", epoch=0)
ledger.close()

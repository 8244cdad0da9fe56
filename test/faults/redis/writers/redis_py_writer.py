"""A program: writes to Redis through its Sentinels with redis-py, and keeps the same ledger as writer-process.ts."""

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

# Without these a dead socket costs it minutes: its own retry waits between tries, on each Sentinel.
settings = {"password": password, "socket_timeout": 1, "socket_connect_timeout": 1, "retry": Retry(NoBackoff(), 0)}
sentinel = Sentinel(
    [(one["host"], one["port"]) for one in order["sentinels"]],
    sentinel_kwargs=settings,
    **settings,
)
master = sentinel.master_for(order["masterName"])

ledger = open(order["ledgerFile"], "x", encoding="utf8", buffering=1)
origin = time.monotonic()
lock = threading.Lock()
stopped = threading.Event()


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


append(kind="opened", openedAtMs=int(time.time() * 1000))
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

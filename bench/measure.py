"""Runs commands in turn, round after round, and prints what each cost as JSON.

Node cannot see what one child of many has used; the kernel tells it to whoever waits for the child.
Reads {"rounds": n, "commands": [{"name", "arguments", "folder", "variables", "remove"}]} and prints
{name: [{"cpu": milliseconds of user and system time, "memory": MiB at the peak}]}. Must not know
what the commands are.
"""

import json
import os
import shutil
import subprocess
import sys


def run(command):
    """One run: nothing of the last one is left, and what it prints is thrown away."""
    for path in command.get("remove", []):
        shutil.rmtree(path, ignore_errors=True)
    with open(os.path.join(command["folder"], ".last-words"), "wb") as words:
        child = subprocess.Popen(
            command["arguments"],
            cwd=command["folder"],
            env={**os.environ, **command.get("variables", {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=words,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        with open(words.name, encoding="utf-8", errors="replace") as text:
            sys.exit(f"{command['name']} ended with {child.returncode}:\n{text.read()}")
    return {
        "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
        "memory": usage.ru_maxrss / 1024,
    }


def main():
    request = json.load(sys.stdin)
    commands = request["commands"]
    for command in commands:
        if command.get("warm", True):
            run(command)
    results = {command["name"]: [] for command in commands}
    for number in range(request["rounds"]):
        # Each round starts elsewhere, so that none always follows the same neighbour.
        start = number % len(commands)
        for command in commands[start:] + commands[:start]:
            results[command["name"]].append(run(command))
        print(f"round {number + 1} of {request['rounds']}", file=sys.stderr)
    json.dump(results, sys.stdout)


main()

"""Runs commands in turn, round after round, and prints what each cost as JSON.

Node cannot see what one child of many has used; the kernel tells it to whoever waits for the child.
Reads {"rounds": n, "scratch": folder, "commands": [{"name", "arguments", "folder", "variables", "remove"}]} and prints
{name: [{"cpu": milliseconds of user and system time, "memory": MiB at the peak}]}, or for a command that
"prints" a number of its own, {name: [{"printed"}]}. Must not know what the commands are.
"""

import json
import os
import shutil
import subprocess
import sys


def run(command, scratch):
    """One run: nothing of the last one is left. Its output goes to a file, as in a CI job: no terminal."""
    for path in command.get("remove", []):
        shutil.rmtree(path, ignore_errors=True)
    with (
        open(os.path.join(scratch, "output"), "wb") as output,
        open(os.path.join(scratch, "last-words"), "wb") as words,
    ):
        child = subprocess.Popen(
            command["arguments"],
            cwd=command["folder"],
            env={**os.environ, **command.get("variables", {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=words,
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        with open(words.name, encoding="utf-8", errors="replace") as text:
            sys.exit(f"{command['name']} ended with {child.returncode}:\n{text.read()}")
    if command.get("prints"):
        with open(output.name, encoding="utf-8") as text:
            return {"printed": float(text.read())}
    return {
        "cpu": (usage.ru_utime + usage.ru_stime) * 1000,
        "memory": usage.ru_maxrss / 1024,
    }


def main():
    request = json.load(sys.stdin)
    commands = request["commands"]
    scratch = request["scratch"]
    for command in commands:
        run(command, scratch)
    results = {command["name"]: [] for command in commands}
    for number in range(request["rounds"]):
        # Each round starts elsewhere, so that none always follows the same neighbour.
        start = number % len(commands)
        for command in commands[start:] + commands[:start]:
            results[command["name"]].append(run(command, scratch))
        print(f"round {number + 1} of {request['rounds']}", file=sys.stderr)
    json.dump(results, sys.stdout)


main()

#!/usr/bin/env python3
"""What a second thread gains, held against what the machine's second core is worth at that moment.

    python3 Tests/Benchmarks/threads.py PROGRAM WORLD [--runs 5]

PROGRAM is the built zonesweep; WORLD holds the made-up city that `bench files` writes (seed 1). Every round times
a spin control (the same loop in one process, then in two at once: 2.00 where two cores are free), then each
verb with one thread and with two. The gain of a verb means little in rounds whose control is below 1.7.
"""

import argparse
import multiprocessing
import os
import statistics
import subprocess
import time


def spin(count=12_000_000):
    total = 0
    for i in range(count):
        total += i & 3
    return total


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def control():
    """How much more two processes spin than one."""

    def together(count):
        workers = [multiprocessing.Process(target=spin) for _ in range(count)]
        [w.start() for w in workers]
        [w.join() for w in workers]

    one = timed(lambda: together(1))
    return 2 * one / timed(lambda: together(2))


def verbs(world):
    zones = ["--zones", f"{world}/zones.geojson"]
    watched = ["--zones", f"{world}/coverage-zones.geojson", "--observations", f"{world}/visits.csv", "--radius", "50"]
    points = ["--findings", f"{world}/points.csv"]
    return {
        "map": ["map", *zones, *points, "-o", "{out}.csv"],
        "coverage": ["coverage", *watched, "-o", "{out}.csv"],
        "blindspots": ["blindspots", *watched, "-o", "{out}.geojson"],
        "heatmap": ["heatmap", *points, "--cell", "100", "-o", "{out}.geojson"],
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("world")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    out = f"{options.world}/threads-out"
    controls, times = [], {}
    for _ in range(options.runs):
        controls.append(control())
        for name, words in verbs(options.world).items():
            for threads in (1, 2):
                command = [options.program, *[w.format(out=out) for w in words], "--threads", str(threads), "--quiet"]
                run = lambda: subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
                times.setdefault((name, threads), []).append(timed(run))
    print("spin control, by round: " + ", ".join(f"{c:.2f}" for c in controls))
    for name in verbs(options.world):
        one, two = (statistics.median(times[name, threads]) for threads in (1, 2))
        print(f"{name}: one thread {one:.2f} s, two {two:.2f} s, {one / two:.2f} times; median of {options.runs}")
    for end in ("csv", "geojson"):
        if os.path.exists(f"{out}.{end}"):
            os.remove(f"{out}.{end}")


if __name__ == "__main__":
    main()

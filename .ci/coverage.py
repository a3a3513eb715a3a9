"""Prints how many lines of our own sources the tests ran, by module. Argument: llvm-cov's JSON export."""

import json
import sys
from collections import defaultdict

lines = defaultdict(lambda: [0, 0])
for file in json.load(open(sys.argv[1]))["data"][0]["files"]:
    name = file["filename"]
    if "/Sources/" not in name or "/.build" in name:
        continue
    module = name.split("/Sources/")[1].split("/")[0]
    summary = file["summary"]["lines"]
    for key in (module, "all"):
        lines[key][0] += summary["covered"]
        lines[key][1] += summary["count"]
assert lines["all"][1] > 0, "no source of ours is in the coverage report"
for module, (covered, count) in sorted(lines.items()):
    print(f"{module:16} {100 * covered / count:5.1f} % of {count} lines")

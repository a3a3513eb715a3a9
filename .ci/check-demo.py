"""Checks the demo's outputs with Python's own JSON, CSV and HTML readers. Argument: the folder."""

import csv
import json
import math
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

folder = Path(sys.argv[1])


def collection(name):
    text = (folder / name).read_text("utf-8")
    data = json.loads(text, parse_constant=lambda word: sys.exit(f"{name}: {word} is no JSON"))
    assert data["type"] == "FeatureCollection", name
    assert data["features"], f"{name} is empty"
    assert "crs" not in data, f"{name} has a crs member"
    return data


def area(ring):
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:])) / 2


def check_rings(name, geometry):
    """RFC 7946, 3.1.6: closed, outer rings anticlockwise, holes clockwise."""
    polygons = {"Polygon": lambda c: [c], "MultiPolygon": lambda c: c}.get(geometry["type"], lambda c: [])
    for rings in polygons(geometry["coordinates"]):
        for index, ring in enumerate(rings):
            assert len(ring) >= 4 and ring[0] == ring[-1], f"{name}: a ring is not closed"
            assert (area(ring) >= 0) == (index == 0), f"{name}: a ring turns the wrong way"


names = ["map", "coverage", "blindspots", "blindspots-other", "heatmap", "audit"]
data = {name: collection(f"{name}.geojson") for name in names}
for name, layer in data.items():
    west, south, east, north = layer["bbox"]
    assert 116 < west < east < 117 and 23 < south < north < 24, f"{name}: bbox {layer['bbox']}"
    for feature in layer["features"]:
        if feature["geometry"]:
            check_rings(name, feature["geometry"])

# What is seen and what is not add up to each zone, but for the pieces too small to be listed.
dark = defaultdict(float)
for feature in data["blindspots"]["features"]:
    dark[feature["properties"]["zone"]] += feature["properties"]["area_m2"]
listed = 0
for feature in data["coverage"]["features"]:
    zone = feature["properties"]
    unseen = zone["area_m2"] - zone["observed_m2"]
    assert dark[zone["id"]] <= unseen * (1 + 1e-6) + 0.01, zone["id"]
    share = zone["coverage"]
    assert share is None or 0 <= share <= 1, zone["id"]
    if zone["status"] == "never":
        assert zone["observed_m2"] == 0 and zone["observations"] == 0, zone["id"]
        assert math.isclose(dark[zone["id"]], zone["area_m2"], rel_tol=1e-6), zone["id"]
        listed += 1
assert listed > 10, "the sample city has zones nobody visited"

# Counts of the heatmap add up to the findings that the map could use.
findings = len(data["map"]["features"])
cells = sum(feature["properties"]["count"] for feature in data["heatmap"]["features"])
assert cells == findings > 3000, (cells, findings)

issues = [feature["properties"]["issue"] for feature in data["audit"]["features"]]
assert issues.count("gap") == 1 and issues.count("overlap") == 1 and "unowned" in issues, issues

for name in ["map", "coverage", "blindspots", "blindspots-other"]:
    with open(folder / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(data[name]["features"]), name

# Items: the denominator is what applies, and a live cell was looked at within its interval.
with open(folder / "coverage-items.csv", encoding="utf-8-sig", newline="") as file:
    cells = list(csv.DictReader(file))
assert len(cells) == len({(cell["zone"], cell["item"]) for cell in cells}) > 5000, len(cells)
for cell in cells:
    is_live = cell["status"] in ("fresh", "due")
    assert cell["live"] == str(is_live).lower(), cell
    assert (cell["looks"] == "0") == (cell["status"] == "never"), cell
    if is_live:
        assert float(cell["age_days"]) <= float(cell["interval_days"]), cell
    assert 0 <= float(cell["looked_share"]) <= 1, cell
with open(folder / "blindspots-effort.csv", encoding="utf-8-sig", newline="") as file:
    causes = {spot["cause"] for spot in csv.DictReader(file)}
assert causes == {"item_not_checked", "low_detection"}, causes


class Page(HTMLParser):
    """A page refers to itself and to files beside it, and to nothing else."""

    def handle_starttag(self, tag, attributes):
        for key, value in attributes:
            if key in ("src", "href") and not value.startswith(("#", "data:")):
                is_beside = tag == "a" and "/" not in value and (folder / value).is_file()
                assert is_beside, f"{tag} points to {value}"
                self.beside.add(value)


links = set()
for name in ["report", "heatmap", "plan"]:
    page = Page()
    page.beside = links
    page.feed((folder / f"{name}.html").read_text("utf-8"))
assert links == {"heatmap.html"}, links
for name in ["blind-spots", "heatmap"]:
    root = ElementTree.parse(folder / f"{name}.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg" and len(list(root.iter())) > 50, name
drawn = len(list(folder.iterdir()))
assert drawn == 20, f"{drawn} files"
print(f"{findings} findings, {len(data['coverage']['features'])} zones, {len(data['blindspots']['features'])} blind spots: all add up")

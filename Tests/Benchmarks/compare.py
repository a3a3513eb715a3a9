#!/usr/bin/env python3
"""Times ZoneSweep beside GeoPandas: same files, same machine, one after the other in turns.

    pip install geopandas pyogrio
    python3 Tests/Benchmarks/compare.py --data DIR [--program .build/release/zonesweep] [--runs 5]

DIR holds the data sets zones-uk-kent, points-uk-crime-a, zones-nyc and points-nyc-lots-a. Each job is a whole
process, reading and writing included. Prints one table in Markdown: median seconds and peak memory.
"""

import argparse
import glob
import statistics
import subprocess
import sys
import tempfile
import time

GEOPANDAS_MAP = """
import sys, glob, pandas as pd, geopandas as gpd
zones = pd.concat([gpd.read_file(f) for f in sys.argv[5:]])
points = pd.read_csv(sys.argv[1], low_memory=False)
points = points[points[sys.argv[2]].notna()]
points = gpd.GeoDataFrame(points, geometry=gpd.points_from_xy(points[sys.argv[2]], points[sys.argv[3]]), crs=4326)
zones = zones.to_crs(4326)
joined = gpd.sjoin(points, zones, predicate="intersects", how="left")
print(int(joined.index_right.notna().groupby(level=0).any().sum()))
joined.drop(columns="geometry").to_csv(sys.argv[4], index=False)
"""

GEOPANDAS_COVERAGE = """
import sys, geopandas as gpd
zones = gpd.read_file(sys.argv[1]).to_crs(32650)
seen = gpd.read_file(sys.argv[2]).to_crs(32650)
seen = seen[~(seen.get("access") == "none")]
union = seen.buffer(seen["radius_m"].fillna(30), quad_segs=32).union_all()
blind = gpd.overlay(zones, gpd.GeoDataFrame(geometry=[union], crs=32650), how="difference")
blind.explode().to_crs(4326).to_file(sys.argv[3], driver="GeoJSON")
print(len(zones))
"""


def run(command):
    """Seconds, peak bytes, standard output and standard error of one process."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, errors = process.communicate()
    seconds = time.monotonic() - start
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed:\n{errors.decode()}")
    return seconds, output.decode(), errors.decode()


def peak(command):
    """Peak memory in MB, by /usr/bin/time."""
    with tempfile.NamedTemporaryFile("r") as report:
        subprocess.run(["/usr/bin/time", "-o", report.name, "-f", "%M", *command], check=True, capture_output=True)
        return int(report.read().split()[-1]) / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", required=True)
    parser.add_argument("--program", default=".build/release/zonesweep")
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    data, program = options.data, options.program
    out = tempfile.mkdtemp()
    kent = sorted(glob.glob(f"{data}/zones-uk-kent/oa_by_lad/*.geojson"))
    crime = f"{data}/points-uk-crime-a/street-crime.csv.gz"
    nta = f"{data}/zones-nyc/neighborhood_tabulation_area.geojson"
    lots = f"{data}/points-nyc-lots-a/lots.csv.gz"
    ours = [program, "map", "--quiet"]
    jobs = [
        (
            "`map`: 564,360 rows of CSV (gzip) × 5,475 areas of Kent → CSV",
            ours + sum([["--zones", f] for f in kent], []) + ["--field", "id=OA11CD", "--findings", crime]
            + ["-o", f"{out}/a.csv"],
            [sys.executable, "-c", GEOPANDAS_MAP, crime, "Longitude", "Latitude", f"{out}/b.csv", *kent],
        ),
        (
            "`map`: 599,445 rows of CSV (gzip) × 262 neighbourhoods of New York (115,019 vertices) → CSV",
            ours + ["--zones", nta, "--field", "id=nta2020", "--findings", lots, "-o", f"{out}/a.csv"],
            [sys.executable, "-c", GEOPANDAS_MAP, lots, "longitude", "latitude", f"{out}/b.csv", nta],
        ),
        (
            "`blindspots`: 164 compounds of the sample city × 605 visits → GeoJSON",
            [program, "blindspots", "--quiet", "--zones", "geodata/compounds.geojson", "--observations"]
            + ["geodata/visits.geojson", "-o", f"{out}/a.geojson"],
            [sys.executable, "-c", GEOPANDAS_COVERAGE, "geodata/compounds.geojson", "geodata/visits.geojson"]
            + [f"{out}/b.geojson"],
        ),
    ]
    print("| job, whole process | ZoneSweep | GeoPandas | times as fast |")
    print("| --- | ---: | ---: | ---: |")
    for name, own, peer in jobs:
        times = ([], [])
        for _ in range(options.runs):
            for slot, command in enumerate((own, peer)):
                times[slot].append(run(command)[0])
        median = [statistics.median(t) for t in times]
        memory = [peak(own), peak(peer)]
        print(
            f"| {name} | {median[0]:.2f} s, {memory[0]:.0f} MB | {median[1]:.2f} s, {memory[1]:.0f} MB "
            f"| {median[1] / median[0]:.1f} |",
            flush=True,
        )


main()

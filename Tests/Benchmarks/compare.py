#!/usr/bin/env python3
"""Times ZoneSweep beside GeoPandas, DuckDB spatial and SedonaDB: same files, same machine, in turns.

    pip install geopandas pyogrio pyarrow geoarrow-pyarrow sedonadb duckdb==1.5.5 duckdb-extension-spatial==1.5.5
    swift build -c release
    swift build -c release --package-path Tests/Benchmarks
    Tests/Benchmarks/.build/release/bench files --folder WORLD
    python3 Tests/Benchmarks/compare.py --world WORLD [--data DATA] [--program .build/release/zonesweep]
        [--runs 5] [--only map,kent,heatmap,coverage] [--threads 1,2] [--one-core]

WORLD holds the made-up city (seed 1). DATA, if given, holds the data sets zones-uk-kent and points-uk-crime-a.
Each run is a whole process, reading and writing included; the programs take turns. Prints one table in Markdown:
median seconds and the largest memory of each, and how many times the fastest peer's time ours fits in.
Peers use the threads they take by default; ZoneSweep each number of threads that --threads names (1,2: in two
columns). With --one-core all of them are kept to one core (taskset).
"""

import argparse
import glob
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile

DUCKDB = """
import sys, glob, os, duckdb, duckdb_extension_spatial as e
db = duckdb.connect(config={"allow_unsigned_extensions": "true"})
db.execute("load '%s'" % glob.glob(os.path.dirname(e.__file__) + "/**/*.duckdb_extension", recursive=True)[0])
"""
SEDONA = """
import sys, pandas as pd, geopandas as gpd, sedonadb, pyarrow.csv
db = sedonadb.connect()
def points(path, lon, lat, view):
    table = pyarrow.csv.read_csv(path)
    db.create_data_frame(table).to_view("raw")
    db.sql(f"select *, ST_SetSRID(ST_Point({lon}, {lat}), 4326) as g from raw where {lon} is not null").to_view(view)
"""

# arguments: points, longitude, latitude, output, zones…
MAP = {
    "GeoPandas": """
import sys, pandas as pd, geopandas as gpd
zones = pd.concat([gpd.read_file(f) for f in sys.argv[5:]]).to_crs(4326)
points = pd.read_csv(sys.argv[1], low_memory=False)
points = points[points[sys.argv[2]].notna()]
points = gpd.GeoDataFrame(points, geometry=gpd.points_from_xy(points[sys.argv[2]], points[sys.argv[3]]), crs=4326)
joined = gpd.sjoin(points, zones, predicate="intersects", how="left")
joined.drop(columns="geometry").to_csv(sys.argv[4], index=False)
""",
    "DuckDB": DUCKDB + """
points, lon, lat, out, *zones = sys.argv[1:]
union = " union all by name ".join(f"select * from st_read('{z}')" for z in zones)
db.execute(f"create table z as select row_number() over () as zone_row, * from ({union})")
db.execute(f"create table p as select *, st_point({lon}, {lat}) as g from read_csv('{points}')")
db.execute(f"copy (select p.* exclude (g), z.* exclude (geom) from p left join z on st_intersects(z.geom, p.g)) to '{out}'")
""",
    "SedonaDB": SEDONA + """
path, lon, lat, out, *zones = sys.argv[1:]
points(path, f'"{lon}"', f'"{lat}"', "p")
zones = pd.concat([gpd.read_file(z) for z in zones])
name = next(c for c in zones.columns if c in ("id", "OA11CD"))
db.create_data_frame(zones[[name, "geometry"]].rename(columns={name: "zone_id"}).to_crs(4326)).to_memtable().to_view("z")
columns = ", ".join(f'p."{c}"' for c in db.sql("select * from raw limit 1").columns)
db.sql(f"select {columns}, z.zone_id from p join z on ST_Intersects(z.geometry, p.g)").to_csv(out)
""",
}
# arguments: points, output
HEATMAP = {
    "GeoPandas": """
import sys, numpy as np, pandas as pd, geopandas as gpd, shapely
points = pd.read_csv(sys.argv[1])
plane = gpd.GeoSeries(gpd.points_from_xy(points.lon, points.lat), crs=4326).to_crs(4548)
cells = pd.DataFrame({"i": np.floor(plane.x / 100).astype(int), "j": np.floor(plane.y / 100).astype(int), "w": points.severity})
counts = cells.groupby(["i", "j"]).agg(count=("w", "size"), weight=("w", "sum")).reset_index()
boxes = shapely.box(counts.i * 100, counts.j * 100, counts.i * 100 + 100, counts.j * 100 + 100)
gpd.GeoDataFrame(counts, geometry=boxes, crs=4548).to_crs(4326).to_file(sys.argv[2], driver="GeoJSON")
""",
    "DuckDB": DUCKDB + """
db.execute(f'''create table c as select floor(st_x(g) / 100)::int as i, floor(st_y(g) / 100)::int as j, count(*)::int as count,
sum(severity)::double as weight from (select severity, st_transform(st_point(lon, lat), 'EPSG:4326', 'EPSG:4548', true) as g
from read_csv('{sys.argv[1]}')) group by i, j''')
db.execute(f'''copy (select i, j, count, weight, st_transform(st_makeenvelope(i * 100, j * 100, i * 100 + 100, j * 100 + 100),
'EPSG:4548', 'EPSG:4326', true) as geom from c) to '{sys.argv[2]}' with (format gdal, driver 'GeoJSON')''')
""",
    "SedonaDB": SEDONA + """
points(sys.argv[1], "lon", "lat", "p")
db.sql('''select cast(floor(ST_X(t) / 100) as bigint) * 100 as x, cast(floor(ST_Y(t) / 100) as bigint) * 100 as y, count(*) as count, sum(severity) as weight
from (select severity, ST_Transform(g, 'EPSG:4548') as t from p) group by 1, 2''').to_view("c")
db.sql('''select x, y, count, weight, ST_Transform(ST_SetSRID(ST_GeomFromText(concat('POLYGON((', x, ' ', y, ',', x + 100, ' ', y,
',', x + 100, ' ', y + 100, ',', x, ' ', y + 100, ',', x, ' ', y, '))')), 4548), 'EPSG:4326') as geometry from c''').to_pyogrio(sys.argv[2], driver="GeoJSON")
""",
}
# arguments: zones, visits, output; buffers of 8 segments a quarter, as these tools make them
COVERAGE = {
    "GeoPandas": """
import sys, numpy as np, pandas as pd, geopandas as gpd, shapely
zones = gpd.read_file(sys.argv[1]).to_crs(4548)
zones.geometry = zones.geometry.make_valid()
visits = pd.read_csv(sys.argv[2])
discs = gpd.GeoSeries(gpd.points_from_xy(visits.lon, visits.lat), crs=4326).to_crs(4548).buffer(50, quad_segs=8).values
# each zone against the discs that meet it: one union of all discs takes minutes
zone, disc = shapely.STRtree(discs).query(zones.geometry.values, predicate="intersects")
starts = np.searchsorted(zone, np.arange(len(zones) + 1))
seen = [shapely.union_all(discs[disc[a:b]]) for a, b in zip(starts, starts[1:])]
blind = shapely.difference(zones.geometry.values, np.array(seen))
left = shapely.area(blind)
zones.assign(share=1 - left / zones.area).to_crs(4326).to_file(sys.argv[3], driver="GeoJSON")
blind = gpd.GeoDataFrame({"id": zones.id}, geometry=blind, crs=4548).explode(index_parts=False)
blind[blind.area > 0].to_crs(4326).to_file(sys.argv[3] + ".blind", driver="GeoJSON")
""",
    "DuckDB, shares only": DUCKDB + """
zones, visits, out = sys.argv[1:]
db.execute(f"create table z as select id, st_makevalid(st_transform(geom, 'EPSG:4326', 'EPSG:4548', true)) as g from st_read('{zones}')")
db.execute(f"create table b as select st_buffer(st_transform(st_point(lon, lat), 'EPSG:4326', 'EPSG:4548', true), 50, 8) as g from read_csv('{visits}')")
shares = "select z.id, any_value(st_area(z.g)) as area, st_area(st_intersection(any_value(z.g), st_union_agg(b.g))) as seen"
db.execute(f"copy ({shares} from z join b on st_intersects(z.g, b.g) group by z.id) to '{out}'")
""",
    "SedonaDB, shares only": SEDONA + """
points(sys.argv[2], "lon", "lat", "p")
zones = gpd.read_file(sys.argv[1])[["id", "geometry"]].to_crs(4548)
zones.geometry = zones.geometry.make_valid()
db.create_data_frame(zones).to_view("raw_z")
db.sql("select id, geometry as g from raw_z").to_memtable().to_view("z")
db.sql("select ST_Buffer(ST_Transform(g, 'EPSG:4548'), 50.0, 'quad_segs=8') as g from p").to_memtable().to_view("b")
db.sql('''select z.id, ST_Union_Agg(b.g) as u from z join b on ST_Intersects(z.g, b.g) group by z.id''').to_memtable().to_view("u")
db.sql("select z.id, ST_Area(z.g) as area, ST_Area(ST_Intersection(z.g, u.u)) as seen from z join u on z.id = u.id").to_csv(sys.argv[3])
""",
}


def measure(command, pinned=()):
    """Seconds and peak MB of one process."""
    with tempfile.NamedTemporaryFile("r") as report:
        timed = ["/usr/bin/time", "-o", report.name, "-f", "%e %M", *pinned, *command]
        process = subprocess.run(timed, capture_output=True)
        if process.returncode != 0:
            print(f"failed: {command[0]} …\n{process.stderr.decode()[-2000:]}", file=sys.stderr)
            return None
        seconds, kilobytes = report.read().split()[-2:]
        return float(seconds), int(kilobytes) / 1024


def jobs(options, folder):
    """(key, title, our command, {peer: command})"""
    own = [options.program]
    world = options.world
    flags = ["--quiet"]
    python = [sys.executable, "-c"]

    def peers(codes, *arguments):
        return {name: python + [code, *arguments] for name, code in codes.items()}

    zones, points = f"{world}/zones.geojson", f"{world}/points.csv"
    yield (
        "map",
        "`map`: 1,000,000 rows of CSV × 12,000 zones (1,438,710 vertices) → CSV",
        own + ["map", *flags, "--zones", zones, "--findings", points, "-o", f"{folder}/own.csv"],
        peers(MAP, points, "lon", "lat", f"{folder}/peer.csv", zones),
    )
    if options.data:
        kent = sorted(glob.glob(f"{options.data}/zones-uk-kent/oa_by_lad/*.geojson"))
        crime = f"{folder}/crime.csv"
        with gzip.open(f"{options.data}/points-uk-crime-a/street-crime.csv.gz") as packed, open(crime, "wb") as plain:
            shutil.copyfileobj(packed, plain)
        yield (
            "kent",
            "`map`: 564,360 police reports (CSV) × 5,475 census areas of Kent → CSV",
            own + ["map", *flags, "--field", "id=OA11CD", "--findings", crime, "-o", f"{folder}/own.csv"]
            + sum([["--zones", f] for f in kent], []),
            peers(MAP, crime, "Longitude", "Latitude", f"{folder}/peer.csv", *kent),
        )
    yield (
        "heatmap",
        "`heatmap`: 1,000,000 rows of CSV, 100 m cells → GeoJSON (198,565 cells)",
        own + ["heatmap", *flags, "--findings", points, "--plane", "EPSG:4548", "-o", f"{folder}/own.geojson"],
        peers(HEATMAP, points, f"{folder}/peer.geojson"),
    )
    cover = [f"{world}/coverage-zones.geojson", f"{world}/visits.csv"]
    yield (
        "coverage",
        "`coverage`: 5,041 zones × 200,000 visits, r = 50 m → GeoJSON",
        own + ["coverage", *flags, "--zones", cover[0], "--observations", cover[1], "-o", f"{folder}/own.geojson"],
        peers(COVERAGE, *cover, f"{folder}/peer.out"),
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--world", required=True)
    parser.add_argument("--data")
    parser.add_argument("--program", default=".build/release/zonesweep")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--one-core", action="store_true")
    parser.add_argument("--only", default="map,kent,heatmap,coverage")
    options = parser.parse_args()
    pinned = ("taskset", "-c", "0") if options.one_core else ()
    folder = tempfile.mkdtemp()
    threads = ["1"] if options.one_core else options.threads.split(",")
    ours = [f"ZoneSweep, {number} thread{'' if number == '1' else 's'}" for number in threads]
    print(f"| job, whole process | {' | '.join(ours)} | GeoPandas | DuckDB | SedonaDB | fastest peer ÷ ours |")
    print("| --- |" + " ---: |" * (len(ours) + 4))
    for key, title, own, peers in jobs(options, folder):
        if key not in options.only.split(","):
            continue
        commands = {**{name: own + ["--threads", number] for name, number in zip(ours, threads)}, **peers}
        results = {name: [] for name in commands}
        for _ in range(options.runs):
            for name, command in commands.items():
                for left in glob.glob(f"{folder}/peer*"):
                    os.remove(left)
                if (measured := measure(command, pinned)) is not None:
                    results[name].append(measured)
        cells = []
        medians = {}
        for name, runs in results.items():
            if not runs:
                cells.append("failed")
                continue
            medians[name] = statistics.median(r[0] for r in runs)
            note = ", shares only" if "shares only" in name else ""
            cells.append(f"{medians[name]:.2f} s, {max(r[1] for r in runs):.0f} MB{note}")
        fastest = min((seconds for name, seconds in medians.items() if name not in ours), default=float("nan"))
        ratios = ", ".join(f"{fastest / medians[name]:.1f}" for name in ours if name in medians)
        print(f"| {title} | {' | '.join(cells)} | {ratios} |", flush=True)
    shutil.rmtree(folder)


main()

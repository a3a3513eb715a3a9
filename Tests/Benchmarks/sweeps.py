#!/usr/bin/env python3
"""Measures `zonesweep solve` on the benchmark set `sweeps`: mean gaps to the best known values, by class.

    swift build -c release
    python3 Tests/Benchmarks/sweeps.py --data DATA/sweeps [--program .build/release/zonesweep]
        [--seconds 10] [--seeds 3] [--classes chao,vrptw,…] [--only NAMES] [--every N] [--peers pyvrp]
        [--cores 2] [--table]

Every plan is recomputed here, apart from the program. Gap: share by which the value falls short of the best known
(prizes) or exceeds it (travel, longest round); below zero is better than the best known. Bound gap: what the
program itself states. A bound on the wrong side of the best known value ends the run. --every takes each N-th
instance of a class; --table makes the rows of the README. Peers, each where it has the objective: pip install pyvrp ortools pyvroom.
One table: a row for each class and solver, with seeds, limit and mean user time of one run (a busy machine shows there:
less user time than the limit means that the search got less of the processor).
"""

import argparse
import csv
import json
import math
import multiprocessing
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile


def problem(name, objective, points, rounding, stops, teams):
    return {"format": "sweeps-problem-1", "name": name, "objective": objective, "locations": points,
            "travel": {"type": "euclidean", "round": rounding}, "stops": stops, "teams": teams}


def stop(place, service=0, prize=0, demand=0, window=None, mandatory=False):
    return {"id": str(place), "location": place, "service": service, "prize": prize, "demand": demand,
            "skills": [], "window": window, "mandatory": mandatory}


def team(number, end, shift, capacity):
    return {"id": f"t{number + 1}", "start": 0, "end": end, "shift": shift, "capacity": capacity, "skills": []}


def read_orienteering(path, name):
    lines = open(path).read().split("\n")
    teams, budget = int(lines[1].split()[1]), float(lines[2].split()[1])
    points = [list(map(float, line.split())) for line in lines[3:] if len(line.split()) == 3]
    stops = [stop(i, prize=points[i][2]) for i in range(1, len(points) - 1)]
    fleet = [team(k, len(points) - 1, [0, budget], None) for k in range(teams)]
    return problem(name, "max_prize", [p[:2] for p in points], "none", stops, fleet)


def read_solomon(path, name):
    lines = [line.split() for line in open(path)]
    fleet = next(line for line in lines if len(line) == 2 and line[0].isdigit())
    rows = [list(map(float, line)) for line in lines if len(line) == 7 and line[0].isdigit()]
    stops = [stop(k, r[6], 0, r[3], r[4:6], True) for k, r in enumerate(rows) if k]
    teams = [team(k, 0, rows[0][4:6], float(fleet[1])) for k in range(int(fleet[0]))]
    return problem(name, "min_travel", [r[1:3] for r in rows], "trunc1", stops, teams)


def read_capacitated(path, name):
    text = open(path).read()
    capacity = float(re.search(r"CAPACITY\s*:\s*(\d+)", text).group(1))
    cells = text.split("NODE_COORD_SECTION")[1].split("DEMAND_SECTION")[0].split()
    points = [[float(cells[i + 1]), float(cells[i + 2])] for i in range(0, len(cells), 3)]
    cells = text.split("DEMAND_SECTION")[1].split("DEPOT_SECTION")[0].split()
    demands = [float(cells[i + 1]) for i in range(0, len(cells), 2)]
    least = int(name.split("-k")[1])
    teams = [team(k, 0, None, capacity) for k in range(min(len(points) - 1, least + max(5, least // 4)))]
    stops = [stop(i, demand=demands[i], mandatory=True) for i in range(1, len(points))]
    return problem(name, "min_travel", points, "nearest", stops, teams)


def load(folder, name):
    for ending, reader in ((".json", lambda p, n: json.load(open(p))), (".vrp", read_capacitated),
                           (".txt", read_solomon if folder.endswith("solomon") else read_orienteering)):
        path = os.path.join(folder, name + ending)
        if os.path.exists(path):
            return reader(path, name)
    return None


def way(problem, a, b):
    p, q = problem["locations"][a], problem["locations"][b]
    d = math.hypot(p[0] - q[0], p[1] - q[1])
    rounding = problem["travel"].get("round", "none")
    if rounding == "nearest":
        return math.floor(d + 0.5)
    if rounding == "none":
        return d
    scale = 10 if rounding == "trunc1" else 100
    return math.floor(d * scale + 1e-9) / scale


def check(problem, plan):
    """The plan's value and how many needed stops it leaves out; an AssertionError where it breaks a limit."""
    stops = {s["id"]: s for s in problem["stops"]}
    teams = {t["id"]: t for t in problem["teams"]}
    seen, prize, travel, longest = set(), 0, 0, 0
    for route in plan["routes"]:
        who = teams.pop(route["team"])
        begins, ends = who["shift"] or [0, math.inf]
        now, place, load = begins, who["start"], 0
        for key in route["stops"]:
            s = stops[key]
            assert key not in seen and set(s["skills"]) <= set(who["skills"])
            seen.add(key)
            leg = way(problem, place, s["location"])
            travel, now, load, place = travel + leg, now + leg, load + s["demand"], s["location"]
            if s["window"]:
                now = max(now, s["window"][0])
                assert now <= s["window"][1] + 1e-6
            now, prize = now + s["service"], prize + s["prize"]
        if who["end"] is not None and route["stops"]:
            leg = way(problem, place, who["end"])
            travel, now = travel + leg, now + leg
        assert now <= ends + 1e-6 and load <= (math.inf if who["capacity"] is None else who["capacity"]) + 1e-6
        longest = max(longest, now - begins if route["stops"] else 0)
    value = {"max_prize": prize, "min_travel": travel, "min_makespan": longest}[problem["objective"]]
    needed = [s for s in problem["stops"] if problem["objective"] != "max_prize" or s["mandatory"]]
    return value, sum(1 for s in needed if s["id"] not in seen)


def ours(program, problem, seconds, seed, file):
    command = [program, "solve", file, "--time-limit", f"{seconds}s", "--seed", str(seed), "--threads", "1", "--quiet"]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def pyvrp(program, problem, seconds, seed, file):
    """Prizes are weighted 100 median hops, as its maintainers advise."""
    import pyvrp
    from pyvrp.stop import MaxRuntime
    scale = 1000 if problem["travel"]["round"] == "none" else 10
    hops = [way(problem, 0, s["location"]) for s in problem["stops"]]
    unit = 100 * statistics.median(hops) * scale if problem["objective"] == "max_prize" else 0
    if (problem["objective"] == "min_makespan" or any(s["skills"] for s in problem["stops"])
            or any(t["end"] is None for t in problem["teams"])):
        return None
    model = pyvrp.Model()
    nodes = [model.add_location(x=x * scale, y=y * scale) for x, y in problem["locations"]]
    for s in problem["stops"]:
        window = s["window"] or [0, 10**9]
        model.add_client(
            nodes[s["location"]], delivery=[int(s["demand"])], service_duration=int(s["service"] * scale),
            tw_early=int(window[0] * scale), tw_late=min(10**12, int(window[1] * scale)), prize=int(s["prize"] * unit),
            required=problem["objective"] != "max_prize")
    depots = {place: model.add_depot(nodes[place])
              for place in sorted({t["start"] for t in problem["teams"]} | {t["end"] for t in problem["teams"]})}
    for t in problem["teams"]:
        limits = {}
        if t["shift"]:
            limits = {"tw_early": int(t["shift"][0] * scale), "tw_late": int(t["shift"][1] * scale)}
        model.add_vehicle_type(num_available=1, capacity=[int(t["capacity"] or 10**9)], start_depot=depots[t["start"]],
                               end_depot=depots[t["end"]], **limits)
    for a, p in enumerate(nodes):
        for b, q in enumerate(nodes):
            d = math.ceil(way(problem, a, b) * scale - 1e-6)
            model.add_edge(p, q, distance=d, duration=d)
    best = model.solve(MaxRuntime(seconds), seed=seed, display=False).best
    return {"routes": [{"team": problem["teams"][route.vehicle_type()]["id"],
                        "stops": [problem["stops"][visit.idx]["id"] for visit in route if visit.is_client()]}
                       for route in best.routes()]}


def scaled(problem):
    """Places, times and prizes in whole numbers, for solvers that want them."""
    scale = 1000 if problem["travel"]["round"] == "none" else 10
    size = len(problem["locations"])
    times = [[math.ceil(way(problem, a, b) * scale - 1e-6) for b in range(size)] for a in range(size)]
    return scale, times


def vroom(program, problem, seconds, seed, file):
    """Priorities are the prizes (0 to 100); it stops by itself, where it can at the limit."""
    import datetime
    import vroom as solver
    if problem["objective"] == "min_makespan":
        return None
    scale, times = scaled(problem)
    most = max(s["prize"] for s in problem["stops"]) or 1
    skills = sorted({k for s in problem["stops"] for k in s["skills"]})
    model = solver.Input()
    model.set_durations_matrix("car", times)
    for k, t in enumerate(problem["teams"]):
        extra = {}
        if t["shift"]:
            extra["time_window"] = solver.TimeWindow(int(t["shift"][0] * scale), int(t["shift"][1] * scale))
        if t["end"] is not None:
            extra["end"] = t["end"]
        model.add_vehicle(solver.Vehicle(k, start=t["start"], capacity=[int(t["capacity"] or 10**6)],
                                         skills={skills.index(x) for x in t["skills"] if x in skills}, **extra))
    for k, s in enumerate(problem["stops"]):
        extra = {}
        if s["window"]:
            extra["time_windows"] = [solver.TimeWindow(int(s["window"][0] * scale), int(min(10**9, s["window"][1] * scale)))]
        model.add_job(solver.Job(k, location=s["location"], default_service=int(s["service"] * scale),
                                 delivery=[int(s["demand"])], priority=round(s["prize"] / most * 100), skills={skills.index(x) for x in s["skills"]},
                                 **extra))
    limit = datetime.timedelta(seconds=seconds)
    rows = model.solve(exploration_level=5, nb_threads=1, timeout=limit).routes
    routes = {}
    for _, row in rows[rows["type"] == "job"].iterrows():
        routes.setdefault(row["vehicle_id"], []).append(problem["stops"][int(row["id"])]["id"])
    return {"routes": [{"team": problem["teams"][k]["id"], "stops": v} for k, v in sorted(routes.items())]}


def ortools(program, problem, seconds, seed, file):
    """Guided local search; penalties 5 times the teams' whole time over all prizes."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2 as enums
    if any(t["end"] is None for t in problem["teams"]):
        return None
    scale, times = scaled(problem)
    stops, teams = problem["stops"], problem["teams"]
    places = [s["location"] for s in stops] + [t["start"] for t in teams] + [t["end"] for t in teams]
    n, m = len(stops), len(teams)
    manager = pywrapcp.RoutingIndexManager(n + 2 * m, m, list(range(n, n + m)), list(range(n + m, n + 2 * m)))
    model = pywrapcp.RoutingModel(manager)
    ride = model.RegisterTransitCallback(
        lambda a, b: times[places[manager.IndexToNode(a)]][places[manager.IndexToNode(b)]])
    spend = model.RegisterTransitCallback(
        lambda a, b: times[places[manager.IndexToNode(a)]][places[manager.IndexToNode(b)]]
        + (int(stops[manager.IndexToNode(a)]["service"] * scale) if manager.IndexToNode(a) < n else 0))
    model.SetArcCostEvaluatorOfAllVehicles(ride)
    horizon = int(max([t["shift"][1] for t in teams if t["shift"]] or [10**6]) * scale)
    model.AddDimension(spend, horizon, horizon, False, "time")
    clock = model.GetDimensionOrDie("time")
    if problem["objective"] == "min_makespan":
        clock.SetGlobalSpanCostCoefficient(100)
    load = model.RegisterUnaryTransitCallback(
        lambda a: int(stops[manager.IndexToNode(a)]["demand"]) if manager.IndexToNode(a) < n else 0)
    model.AddDimensionWithVehicleCapacity(load, 0, [int(t["capacity"] or 10**9) for t in teams], True, "load")
    for k, t in enumerate(teams):
        if t["shift"]:
            for index in (model.Start(k), model.End(k)):
                clock.CumulVar(index).SetRange(int(t["shift"][0] * scale), int(t["shift"][1] * scale))
    prizes = sum(s["prize"] for s in stops) or 1
    unit = 5 * m * horizon / prizes
    for k, s in enumerate(stops):
        index = manager.NodeToIndex(k)
        if s["window"]:
            clock.CumulVar(index).SetRange(int(s["window"][0] * scale), min(horizon, int(s["window"][1] * scale)))
        if s["skills"]:
            able = [v for v, t in enumerate(teams) if set(s["skills"]) <= set(t["skills"])]
            model.VehicleVar(index).SetValues([-1] + able)
        wanted = problem["objective"] != "max_prize" or s["mandatory"]
        model.AddDisjunction([index], 10**12 if wanted else int(s["prize"] * unit))
    options = pywrapcp.DefaultRoutingSearchParameters()
    first = enums.FirstSolutionStrategy
    options.first_solution_strategy = (
        first.SAVINGS if problem["objective"] == "max_prize" else first.PARALLEL_CHEAPEST_INSERTION)
    options.local_search_metaheuristic = enums.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    options.time_limit.FromMilliseconds(int(seconds * 1000))
    found = model.SolveWithParameters(options)
    if found is None:
        return {"routes": []}
    routes = []
    for k, t in enumerate(teams):
        index, order = found.Value(model.NextVar(model.Start(k))), []
        while not model.IsEnd(index):
            order.append(stops[manager.IndexToNode(index)]["id"])
            index = found.Value(model.NextVar(index))
        routes.append({"team": t["id"], "stops": order})
    return {"routes": routes}


CLASSES = {
    "chao": ("top", lambda n: n[1] in "4567"), "top_large": ("top_large", None), "toptw": ("toptw", None),
    "vrptw": ("solomon", None), "cvrp_A": ("cvrp_A", None), "cvrp_X": ("cvrp_X", None), "mdvrp": ("mdvrp", None),
    "mtsp": ("mtsp_minmax", None), "city_prize": ("city", lambda n: "prize" in n),
    "city_travel": ("city", lambda n: "travel" in n), "city_makespan": ("city", lambda n: "makespan" in n),
}


# The rows of the README: title, class, instances (names or every how manieth), seconds, seeds of ours, peers
TABLE = [
    ("team orienteering, 8 of Chao’s sets 4 to 7", "chao",
     "p4.2.j,p4.3.r,p4.4.n,p5.4.w,p6.3.n,p7.2.t,p7.3.s,p7.4.s", 10, 3, "pyvrp,vroom,ortools"),
    ("Chao’s sets 4 to 7, all", "chao", 1, 2, 1, ""),
    ("230 and 400 points, long routes", "top_large", "gr229_gen2_m4,rd400_gen1_m2", 10, 3, "pyvrp,vroom,ortools"),
    ("up to 2,400 points, every 3rd", "top_large", 3, 30, 1, "pyvrp"),
    ("with windows, every 6th", "toptw", 6, 10, 1, "pyvrp,vroom"),
    ("VRPTW: R108, RC108, RC208", "vrptw", "R108,RC108,RC208", 10, 3, "pyvrp,vroom,ortools"),
    ("CVRP: X-n106, X-n200, X-n298", "cvrp_X", "X-n106-k14,X-n200-k36,X-n298-k31", 10, 3, "pyvrp,vroom,ortools"),
    ("min–max mTSP, every 4th", "mtsp", 4, 10, 3, "ortools"),
    ("city, 1,000 stops, priorities", "city_prize", "city_1000_prize", 10, 3, "vroom,ortools"),
    ("city, 500 stops, everything", "city_travel", "city_500_travel", 10, 3, "pyvrp,vroom,ortools"),
]
SOLVERS = {"zonesweep": ours, "pyvrp": pyvrp, "vroom": vroom, "ortools": ortools}


def user_time():
    """Seconds of the processor that this process and those it has started have used."""
    return sum(resource.getrusage(who).ru_utime for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))


def keep_to_one_core(numbers):
    os.sched_setaffinity(0, {numbers.get()})


def run(task):
    """One solver on one instance with one seed; `None` where the solver has no such objective."""
    program, folder, name, known, solver, seconds, seed = task
    instance = load(folder, name)
    if instance is None:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(instance, file)
        file.flush()
        before = user_time()
        plan = SOLVERS[solver](program, instance, seconds, seed, file.name)
        used = user_time() - before
    if plan is None:
        return None
    try:
        value, missing = check(instance, plan)
    except AssertionError:
        if solver == "zonesweep":
            raise
        print(f"{name} {solver}: the plan breaks a limit", file=sys.stderr)
        return None
    sign = 1 if instance["objective"] == "max_prize" else -1
    result = {"name": name, "gap": sign * (known - value) / known * 100, "left": missing, "used": used,
              "value": value, "stated": None, "proved": False}
    if "bound" in plan:
        assert sign * (plan["bound"] - known) >= -1e-3, f"{name}: bound {plan['bound']}"
        result |= {"stated": plan["gap"] * 100, "proved": plan["optimal"]}
    return result


def selected(data, kind, names, every):
    folder, wanted = CLASSES[kind]
    folder = os.path.join(data, folder)
    rows = [(r["instance"], float(r["best_known"])) for r in csv.DictReader(open(os.path.join(folder, "bks.csv")))
            if (wanted is None or wanted(r["instance"])) and float(r["best_known"]) > 0
            and (not names or r["instance"] in names)]
    return folder, rows[::every]


def line(pool, options, title, kind, names, every, seconds, seeds, solver):
    """One row: a solver on the instances of a class."""
    folder, rows = selected(options.data, kind, names, every)
    tasks = [(options.program, folder, name, known, solver, seconds, seed)
             for name, known in rows for seed in range(1, seeds + 1)]
    results = [r for r in pool.map(run, tasks) if r is not None]
    if not results:
        return
    gaps = {}
    for r in results:
        gaps.setdefault(r["name"], []).append(r["gap"])
        print(f"{r['name']} {solver}: {r['gap']:.2f} % (value {r['value']:g})", file=sys.stderr)
    means = [statistics.mean(g) for g in gaps.values()]
    stated = [r["stated"] for r in results if r["stated"] is not None]
    cells = [title, solver, len(means), seeds, f"{seconds:g}", f"{statistics.mean(r['used'] for r in results):.1f}",
             f"{statistics.mean(means):.3f}", f"{max(means):.2f}", sum(1 for m in means if m < 0.005),
             sum(r["left"] for r in results), f"{statistics.mean(stated):.2f}" if stated else "—",
             sum(1 for r in results if r["proved"])]
    print("| " + " | ".join(str(c) for c in cells) + " |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True)
    parser.add_argument("--program", default=".build/release/zonesweep")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--classes", default=",".join(CLASSES))
    parser.add_argument("--only", default="", help="instances by name, instead of all")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--peers", default="")
    parser.add_argument("--cores", type=int, default=1, help="so many runs at a time, each kept to a core of its own")
    parser.add_argument("--table", action="store_true", help="the rows of the README: ours with 3 seeds, peers with 1")
    parser.add_argument("--share", type=float, default=1, help="with --table: this share of the seconds, to try it")
    options = parser.parse_args()
    numbers = multiprocessing.Queue()
    for core in range(options.cores):
        numbers.put(core)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors, {options.cores} runs at a time")
    print("| class | solver | instances | seeds | limit s | user s | mean gap % | worst % | at best | left out | stated gap % "
          "| proved |")
    print("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with multiprocessing.Pool(options.cores, keep_to_one_core, (numbers,)) as pool:
        if options.table:
            for title, kind, which, seconds, seeds, peers in TABLE:
                names, every = (which.split(","), 1) if isinstance(which, str) else ([], which)
                for solver in ["zonesweep"] + [p for p in peers.split(",") if p]:
                    own = seeds if solver == "zonesweep" else 1
                    line(pool, options, title, kind, names, every, seconds * options.share, own, solver)
            return
        names = [n for n in options.only.split(",") if n]
        for kind in options.classes.split(","):
            for solver in ["zonesweep"] + [p for p in options.peers.split(",") if p]:
                line(pool, options, kind, kind, names, options.every, options.seconds, options.seeds, solver)


if __name__ == "__main__":
    main()

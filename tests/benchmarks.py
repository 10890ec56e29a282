"""How fast `spbe` is, as ratios within one run, because machines differ and are noisy.

Run as `python -m tests.benchmarks [PART ...]`; the parts are start, read, many, growth, nation,
rank, plan, sensitivity, report, exchange and peers (which wants `pip install '.[bench]'`). Prints
figures and asserts nothing.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import yaml
from yaml.events import StreamEndEvent

from spbe_cli.cli.parallel import cores
from spbe_cli.core.assessment import Assessment
from spbe_cli.core.case import Case
from spbe_cli.core.plans.effort import Effort
from spbe_cli.core.plans.planning import Order, frontier, plan
from spbe_cli.core.rules import judge
from spbe_cli.reading.events import event_stream
from spbe_cli.reading.library import shared
from spbe_cli.reading.shape import check
from spbe_cli.reading.source import Source
from tests.peers import AIM, CHECK_JSONSCHEMA, SPBE, YAMALE, missing, timed, write_schemas

ROUNDS = 15
ROOT = Path(__file__).parent.parent
KEMENKO = "examples/kemenko-perekonomian/2021.yaml"
CONTOH = "examples/kabupaten-contoh/2024/final.yaml"
COSTS = "examples/kabupaten-contoh/2024/effort.yaml"
OVER_YEARS = (CONTOH, "--target", "3.5", "--effort", COSTS, "--years")
"""A plan that is spread over as many years as are written behind it."""

HEAD = "type: kabupaten\nyear: 2024\ninstrument: permenpanrb-59-2020\nstage: self\n"

STARTS = (
    ("spbe --version", ("--version",), "import typer", "at most 1.3"),
    ("spbe -h", ("-h",), "import typer.rich_utils, rich.markdown", "at most 1.4"),
    (
        "spbe score of one file",
        ("score", KEMENKO),
        "import typer, yaml, rich.table, rich.console; from pydantic import BaseModel, TypeAdapter",
        "at most 1.8, aim 1.5",
    ),
)
ONLY_READ = """
import sys, yaml
from pathlib import Path
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
"""


def main(parts: Sequence[str]) -> None:
    """Print the figures of some parts, or of all."""
    unknown = sorted({*parts} - {*PARTS})
    if unknown:
        sys.exit(f"no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    for name in parts or PARTS:
        PARTS[name]()


def start() -> None:
    """Compare starting with importing no more than what is needed."""
    _title("start-up, against bare imports")
    for name, arguments, imports, bound in STARTS:
        ours, theirs = [_script("spbe"), *arguments], [sys.executable, "-c", imports]
        _line(name, *_pairs(partial(_run, ours), partial(_run, theirs), ROUNDS), bound)


def read() -> None:
    """Compare reading with places, checks and budgets against CSafeLoader with none of them."""
    _title("reading alone, against CSafeLoader")
    instrument = ROOT / "indicators" / "permenpanrb-59-2020.yaml"
    for name, text in (
        ("47 plain answers", (ROOT / KEMENKO).read_text(encoding="utf-8")),
        ("47 long answers", long_assessment(0)),
        ("an instrument", instrument.read_text(encoding="utf-8")),
    ):
        plain = partial(yaml.load, text, Loader=yaml.CSafeLoader)
        times = _pairs(partial(Source, "x", text), plain, 4 * ROUNDS)
        _line(name, *times, "at most 1.0")
    text = long_assessment(0)
    plain = partial(yaml.load, text, Loader=yaml.CSafeLoader)
    for name, step in (
        ("libyaml's events, unused", partial(_events, text)),
        ("reading", partial(Source, "x", text)),
        ("reading and shape", partial(_shape, text)),
        ("reading, shape, rules", partial(_judged, text)),
        ("all up to the index", partial(_scored, text)),
    ):
        _line(name, *_pairs(step, plain, 4 * ROUNDS), "47 long answers, step by step")


def _events(text: str) -> None:
    stream = event_stream(text)
    while not isinstance(stream.get_event(), StreamEndEvent):
        pass


def _shape(text: str) -> Assessment:
    value = check(Assessment, Source("x", text).data).value
    assert value is not None
    return value


def _case(text: str) -> Case:
    found = shared().find("permenpanrb-59-2020")
    assert found is not None
    assert found.value is not None
    return Case(_shape(text), found.value)


def _judged(text: str) -> None:
    assert not list(judge(_case(text)))


def _scored(text: str) -> None:
    case = _case(text)
    assert not list(judge(case))
    assert case.scorecard.judgement


def many() -> None:
    """Compare reading, validating and scoring 500 files with CSafeLoader only reading them."""
    with tempfile.TemporaryDirectory() as name:
        size = _write_long(Path(name), 500)
        _title(f"500 files of 47 long answers, {size / 1e6:.1f} MB, {cores()} cores")
        only_read = partial(_run, [sys.executable, "-c", ONLY_READ, name])
        for label, jobs, bound in (("all cores", str(cores()), "aim 1.0"), ("one core", "1", "")):
            for verb in ("score", "validate"):
                command = [_script("spbe"), verb, name, "--jobs", jobs, "--quiet"]
                command += ["--format", "csv" if verb == "score" else "json"]
                times = _pairs(partial(_run, command), only_read, 5)
                _line(f"spbe {verb}, {label}", *times, bound)


def growth() -> None:
    """Show cost per file and peak memory as files become many."""
    _title("100, 1,000 and 10,000 files: cost of each, memory of the largest process")
    for count in (100, 1_000, 10_000):
        with tempfile.TemporaryDirectory() as name:
            _write_long(Path(name), count)
            for format_ in ("csv", "table"):
                seconds, peak = _measured("score", name, "--format", format_)
                each = seconds / count * 1000
                print(f"{count:7,} files, {format_:5}  {each:6.2f} ms a file  {peak:6.1f} MB peak")
    _title("the same of drafts with 46 problems each, which stay in memory until they are sorted")
    for count in (100, 1_000, 10_000):
        with tempfile.TemporaryDirectory() as name:
            for number in range(count):
                text = f"institution: Kabupaten {number}\n{HEAD}draft: true\nanswers: {{1: 3}}\n"
                (Path(name) / f"{number:05}.yaml").write_text(text, encoding="utf-8")
            for verb in ("score", "validate"):
                seconds, peak = _measured(verb, name)
                each = seconds / count * 1000
                print(f"{count:7,} files, {verb:8}  {each:6.2f} ms a file  {peak:7.1f} MB peak")


def nation() -> None:
    """Score 640 institutions of 40 OPDs, each with its own file of 47 answers."""
    with tempfile.TemporaryDirectory() as name:
        for number in range(640):
            folder = Path(name) / f"{number:03}"
            (folder / "opd").mkdir(parents=True)
            text = f"institution: Kabupaten {number}\n{HEAD}include: [opd/*.yaml]\n"
            (folder / "2024.yaml").write_text(text, encoding="utf-8")
            for opd in range(40):
                answers = "".join(f"  {n}: {(number + opd + n) % 5 + 1}\n" for n in range(1, 48))
                text = f"opd: opd{opd}\nname: Dinas {opd}\nanswers:\n{answers}"
                (folder / "opd" / f"{opd:02}.yaml").write_text(text, encoding="utf-8")
        seconds, peak = _measured("score", name, "--format", "csv")
        _title("a nation: 640 institutions x 40 OPDs x 47 answers, one file for each OPD")
        print(f"{640 * 41:7,} files  {seconds:6.1f} s  {peak:6.1f} MB peak")


def ranks() -> None:
    """Compare ranking 10,000 files with scoring them, and the shipped results with starting."""
    _title("ranking 10,000 files of 47 long answers, against spbe score, in time of the processors")
    with tempfile.TemporaryDirectory() as name:
        _write_long(Path(name), 10_000)
        for label, option in (
            ("spbe rank", "--format=table"),
            ("spbe rank --by category", "--by=category"),
            ("spbe rank --among", "--among=2024:kabupaten"),
        ):
            scored, _ = _spent("score", name)
            ranked, peak = _spent("rank", name, option)
            _line(label, [ranked], [scored], f"{peak:6.1f} MB peak")
    bare = partial(_run, [_script("spbe"), "--version"])
    _title("the official results, against spbe --version")
    among, table = "--among=2024", "indicators/permenpanrb-59-2020.results.csv"
    for label, paths in (
        ("615 official results", (among,)),
        ("one file among them", (among, "examples/blitar/2024.yaml")),
        ("all 1,236 as a table", ("--year=2024", table)),
    ):
        times = _pairs(partial(_run, [_script("spbe"), "rank", "-q", *paths]), bare, 5)
        _, peak = _spent("rank", *paths)
        _line(label, *times, f"{peak:6.1f} MB peak")


def peers() -> None:
    """Compare with check-jsonschema and yamale on the same files and an equivalent schema."""
    _title("500 files of 47 long answers: spbe validate against peers that check the shape only")
    if missing():
        print(f"not measured: {', '.join(missing())} not installed (pip install '.[bench]')")
        return
    with tempfile.TemporaryDirectory() as name:
        write_schemas(Path(name))
        times = timed(Path(name), 500, 3, (SPBE, CHECK_JSONSCHEMA, YAMALE))
    for tool, bound in ((CHECK_JSONSCHEMA, f"aim {AIM} and more"), (YAMALE, "")):
        _line(f"{tool.name} / spbe", times[tool], times[SPBE], bound)


def plans() -> None:
    """Compare a plan for 47 indicators with SciPy's solver, and the whole curve with one plan."""
    # a child is as large as its parent when it begins, so before SciPy is loaded here
    _, peak = _spent("plan", KEMENKO, "--target", "memuaskan", "--frontier")
    peaks = {years: _spent("plan", *OVER_YEARS, years)[1] for years in ("2", "5", "10")}
    _title("40 plans for 47 indicators, against SciPy's milp (imported, its matrices made before)")
    try:
        from tests.solver_model import I2020, YEAR, aimed, asked, drawn_case  # noqa: PLC0415 - optional
    except ImportError:
        print("not measured: SciPy is not installed (pip install '.[plan]')")
        return
    for label, of in (("one effort per level", Effort()), ("costs by level", None)):
        drawn = [drawn_case(seed, I2020) for seed in range(60)]
        wanted = []
        for case, given, draw in drawn:
            effort = of or Effort(given.default, given.costs)
            wanted.append((case, Order(YEAR, target=aimed(case, effort, draw), effort=effort)))
        wanted = [one for one in wanted if plan(*one).feasible][:40]
        solvers = [asked(case, one.effort, one.target.index) for case, one in wanted if one.target]
        ours = partial(_each, [partial(plan, *one) for one in wanted])
        _line(label, *_pairs(ours, partial(_each, solvers), 5), "at most 1, aim below")
        curves = partial(_each, [partial(frontier, *one) for one in wanted])
        _line("  the whole curve / plan", *_pairs(curves, ours, 5), "below 10")
    times = _pairs(
        partial(_run, [_script("spbe"), "plan", "-q", KEMENKO, "--target", "memuaskan"]),
        partial(_run, [_script("spbe"), "score", "-q", KEMENKO]),
        ROUNDS,
    )
    _line("spbe plan / spbe score", *times, f"{peak:6.1f} MB peak, at most 100")
    score = partial(_run, [_script("spbe"), "score", "-q", CONTOH])
    for years, peak in peaks.items():
        planned = partial(_run, [_script("spbe"), "plan", "-q", *OVER_YEARS, years])
        _line(f"  {years} years by the solver", *_pairs(planned, score, 3), f"{peak:6.1f} MB peak")


def reports() -> None:
    """Compare the report of 47 indicators and 40 OPDs, two years of it, with scoring them."""
    _title("a report of two years, 47 indicators and 40 OPDs in files of their own")
    with tempfile.TemporaryDirectory() as name:
        for year in (2023, 2024):
            _write_year(Path(name) / str(year), year)
        page = Path(name) / "report.html"
        for format_ in ("html", "markdown", "csv"):
            asked = ["render", "--quiet", name, "--format", format_, "-o", str(page)]
            ours = partial(_run, [_script("spbe"), *asked])
            theirs = partial(_run, [_script("spbe"), "score", "--quiet", name])
            times = _pairs(ours, theirs, ROUNDS)
            size = page.stat().st_size / 1000
            _, peak = _spent(*asked)
            _line(f"spbe render {format_} / score", *times, f"{size:7.1f} kB  {peak:6.1f} MB peak")


def _write_year(folder: Path, year: int) -> None:
    """Write a final result, and 40 OPDs that answered 47 indicators with notes and evidence."""
    (folder / "opd").mkdir(parents=True)
    levels = "".join(f"  {n}: {(n + year) % 4 + 1}\n" for n in range(1, 48))
    head = HEAD.replace("2024", str(year)).replace("self", "final")
    text = f"institution: Kabupaten Uji\n{head}include: [opd/*.yaml]\nanswers:\n{levels}"
    (folder / "final.yaml").write_text(text, encoding="utf-8")
    for opd in range(40):
        answers = "".join(
            f'  {n}: {{level: {(opd + n) % 4 + 1}, target: 5, note: "Perbup {n}/{opd}",'
            f" evidence: [bukti/{n}-{opd}.pdf]}}\n"
            for n in range(1 + opd % 6, 48, 6)
        )
        text = f"opd: opd{opd}\nname: Dinas {opd}\nanswers:\n{answers}"
        (folder / "opd" / f"{opd:02}.yaml").write_text(text, encoding="utf-8")


def _each(things: Sequence[Callable[[], object]]) -> None:
    for thing in things:
        thing()


def certainties() -> None:
    """Compare saying what an index hangs on, every answer uncertain, with scoring it."""
    _title("what 47 uncertain answers come to, against spbe score; one core, at most 500 ms more")
    with tempfile.TemporaryDirectory() as name:
        doubtful = Path(name) / "doubtful.yaml"
        doubtful.write_text(doubtful_assessment(), encoding="utf-8")
        for label, options in (
            ("five levels each", (str(doubtful),)),
            ("--down and --up", (KEMENKO, "--down", "0.2", "--up", "0.05")),
        ):
            verb = partial(_run, [_script("spbe"), "sensitivity", *options])
            scored = partial(_run, [_script("spbe"), "score", options[0]])
            times = _pairs(verb, scored, ROUNDS)
            more = statistics.median(times[0]) - statistics.median(times[1])
            _, peak = _spent("sensitivity", *options)
            _line(label, *times, f"{1000 * more:6.1f} ms more  {peak:6.1f} MB peak, at most 100")


def exchange() -> None:
    """Compare writing and reading 40 worksheets with scoring the assessment they are of."""
    _title("47 indicators, 40 OPDs with a file each: worksheets, against spbe score of the same")
    with tempfile.TemporaryDirectory() as name:
        _write_year(Path(name), 2024)
        main, folder = Path(name) / "final.yaml", Path(name) / "lke"
        whole, target = Path(name) / "lke.xlsx", Path(name) / "new"
        score = partial(_run, [_script("spbe"), "score", "-q", str(main)])
        for label, arguments in (
            ("export, 40 workbooks", ("export", main, "--per-opd", folder, "--force")),
            ("export, one of all", ("export", main, "-o", whole, "--force")),
            ("import, 40 workbooks", ("import", folder, "-o", target, "--dry-run")),
            ("import, one of all", ("import", whole, "-o", target, "--dry-run")),
            ("import, all there already", ("import", folder, "-o", main)),
        ):
            command = [_script("spbe"), "-q", *map(str, arguments)]
            times = _pairs(partial(_run, command), score, 5)
            _, peak = _spent(*map(str, arguments))
            _line(label, *times, f"{peak:6.1f} MB peak")


PARTS = {
    "start": start,
    "read": read,
    "many": many,
    "growth": growth,
    "nation": nation,
    "rank": ranks,
    "plan": plans,
    "sensitivity": certainties,
    "report": reports,
    "exchange": exchange,
    "peers": peers,
}


def long_assessment(number: int) -> str:
    """Write an assessment with notes, targets and evidence throughout."""
    answers = (
        f"  {n}:\n"
        f"    level: {(number + n) % 5 + 1}\n"
        f"    target: 5\n"
        f"    note: 'Peraturan bupati nomor {n} tahun 2024; menunggu reviu tim koordinasi'\n"
        f"    evidence: [bukti/{n}.pdf, {{file: bukti/r{n}.pdf, date: 2024-05-01, kind: review}}]\n"
        for n in range(1, 48)
    )
    return f"institution: Kabupaten {number}\n{HEAD}answers:\n{''.join(answers)}"


def doubtful_assessment() -> str:
    """Write an assessment of which each answer may turn out to be any level."""
    answers = (
        f"  {n}: {{level: {n % 5 + 1}, confidence: "
        f"{{1: 0.0{n % 9 + 1}, 2: 0.2, 3: 0.3, 4: 0.2, 5: 0.{29 - n % 9}}}}}\n"
        for n in range(1, 48)
    )
    return f"institution: Kabupaten Uji\n{HEAD}answers:\n{''.join(answers)}"


def _write_long(folder: Path, count: int) -> int:
    size = 0
    for number in range(count):
        text = long_assessment(number)
        (folder / f"{number:05}.yaml").write_text(text, encoding="utf-8")
        size += len(text)
    return size


def _measured(verb: str, folder: str, *options: str) -> tuple[float, float]:
    """Run a verb and give its seconds and the megabytes of its largest process."""
    begun = time.perf_counter()
    _, peak = _spent(verb, folder, *options)
    return time.perf_counter() - begun, peak


def _spent(verb: str, *arguments: str) -> tuple[float, float]:
    """Run a verb and give the seconds of all its processors, and its largest megabytes."""
    command = [_script("spbe"), verb, "--quiet", *arguments]
    with Path(os.devnull).open("wb") as nowhere:
        process = subprocess.Popen(command, stdout=nowhere)
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    scale = 1024 if sys.platform == "linux" else 1024 * 1024
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale


def _script(name: str) -> str:
    return str(Path(sys.executable).parent / (f"{name}.exe" if sys.platform == "win32" else name))


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)


def _pairs(
    ours: Callable[[], object], theirs: Callable[[], object], rounds: int
) -> tuple[list[float], list[float]]:
    """Time two things in turn, after one run each that does not count."""
    times: tuple[list[float], list[float]] = ([], [])
    for turn in range(rounds + 1):
        for kept, thing in zip(times, (ours, theirs), strict=True):
            begun = time.perf_counter()
            thing()
            if turn:
                kept.append(time.perf_counter() - begun)
    return times


def _title(text: str) -> None:
    print(f"\n{text}")


def _line(name: str, ours: list[float], theirs: list[float], bound: str) -> None:
    ratio = statistics.median(one / other for one, other in zip(ours, theirs, strict=True))
    one, other = (statistics.median(times) * 1000 for times in (ours, theirs))
    print(f"  {name:26} {ratio:6.2f}  {one:9.1f} ms  {other:9.1f} ms  {bound}".rstrip())


if __name__ == "__main__":
    main(sys.argv[1:])

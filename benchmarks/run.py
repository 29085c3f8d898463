"""Speed and memory of a review: `make bench`, or `python -m benchmarks.run`.

Makes its own contracts from our examples, runs the real command in fresh processes and homes, and
prints what it measured. Times depend on the machine and on what else it does: compare ratios of
one run.
"""

from __future__ import annotations

import argparse
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
PIECES_A_PAGE = 500  # 30 pages are 15,000 word pieces


def main() -> None:
    """Run every measurement and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[10, 50, 250])
    parser.add_argument("--files", type=int, default=8, help="files for the comparison of workers")
    options = parser.parse_args()
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {_processor()}"
    print(f"{date.today()}, {machine}, Python {platform.python_version()}")
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        seconds, _ = run(["--help"], work / "home")
        print(f"clausewright --help: {seconds:.2f} s")
        contract = make_contract(work / "30.docx", 30)
        seconds, peak = run(["review", contract, "--out", work / "out"], work / "cold")
        print(f"cold review, 30 pages (.docx): {seconds:.1f} s, {peak:.0f} MB peak of a process")
        for pages in options.pages:
            contract = make_contract(work / f"{pages}.docx", pages)
            seconds, peak = run(["review", contract, "--out", work / "out"], work / "cold")
            print(f"{pages} pages: {seconds:.1f} s, {seconds / pages:.3f} s a page, {peak:.0f} MB")
        workers(work, options.files)


def workers(work: Path, files: int) -> None:
    """Compare one worker of one thread, two of one thread, and the default of two threads."""
    (work / "many").mkdir()
    for i in range(files):
        make_contract(work / "many" / f"{i}.docx", 30, seed=i)
    one, _ = run(["review", work / "many", "--out", work / "o1"], work / "h1", threads=1)
    two, _ = run(
        ["review", work / "many", "--out", work / "o2", "--workers", "2"], work / "h2", threads=1
    )
    default, _ = run(["review", work / "many", "--out", work / "o3"], work / "h3")
    print(f"{files} files of 30 pages: one worker at one thread {one:.1f} s")
    print(f"two workers at one thread each: {two:.1f} s, {one / two:.2f} times")
    print(f"two processes of bare matrix products here: {ceiling():.2f} times one")
    work_of = {}
    for count in (1, 2):
        arguments: list[str | Path] = [
            "review",
            work / "many",
            "--out",
            work / f"p{count}",
            "--workers",
            str(count),
        ]
        work_of[count] = processor_seconds(arguments, work / f"hp{count}")
    print(
        f"held to one processor they take {work_of[1]:.1f} and {work_of[2]:.1f} CPU seconds: "
        f"two full cores can give {2 * work_of[1] / work_of[2]:.2f} times"
    )
    print(f"default (one worker, two threads): {default:.1f} s, {one / default:.2f} times")


def ceiling() -> float:
    """Return how many times the work of one process two get done here, sharing nothing.

    Processors of a virtual machine may share one core: no program of two workers beats this.
    """
    script = (
        "import numpy as np; a = np.ones((200, 200), np.float32)\nfor _ in range(20_000): a @ a * 0"
    )
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}

    def together(count: int) -> float:
        began = time.perf_counter()
        running = [
            subprocess.Popen([sys.executable, "-c", script], env=environment) for _ in range(count)
        ]
        for process in running:
            process.wait()
        return time.perf_counter() - began

    return 2 * together(1) / together(2)


def run(arguments: Sequence[str | Path], home: Path, threads: int = 2) -> tuple[float, float]:
    """Run the command once; return wall seconds and the peak memory in MB of its largest process.

    Raises RuntimeError with what the command said when it fails.
    """
    environment = {
        **os.environ,
        "CLAUSEWRIGHT_HOME": str(home),
        "CLAUSEWRIGHT_THREADS": str(threads),
    }
    began = time.perf_counter()
    script = (
        "import resource, subprocess, sys; "
        "done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss); sys.exit(done.returncode)"
    )
    command = [sys.executable, "-c", script, sys.executable, "-m", "api.cli", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=REPO)
    seconds = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stderr)
    return seconds, int(done.stdout.split()[-1]) / 1024


def processor_seconds(arguments: Sequence[str | Path], home: Path) -> float:
    """Return the CPU seconds of a run at one thread that may use one processor only (Linux).

    So neither a shared core nor a neighbour on the machine is measured, only the work itself.
    """
    allowed = os.sched_getaffinity(0)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        os.sched_setaffinity(0, {max(allowed)})
        run(arguments, home, threads=1)
    finally:
        os.sched_setaffinity(0, allowed)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def make_contract(path: Path, pages: int, seed: int = 0) -> Path:
    """Write a .docx of about `pages` pages of 500 word pieces from the words of our examples."""
    from tokenizers import Tokenizer

    from models.load import default_weights
    from pipeline.readers import read
    from pipeline.redline.plain import docx_from_document
    from pipeline.types.document import Block, Document
    from pipeline.types.span import Span

    tokenizer = Tokenizer.from_file(str(default_weights() / "tokenizer.json"))
    tokenizer.no_truncation()
    sources = sorted((REPO / "examples").glob("*.docx"))
    sources = sources[seed % len(sources) :] + sources[: seed % len(sources)]
    lines = [line for source in sources for line in read(source).text.split("\n") if line.strip()]
    sizes = [len(tokenizer.encode(line, add_special_tokens=False).ids) for line in lines]
    text, blocks, held, i = "", [], 0, 0
    while held < pages * PIECES_A_PAGE:
        line = f"{i + 1}. {lines[i % len(lines)]}"
        blocks.append(Block(Span(len(text), len(text) + len(line))))
        text += line + "\n"
        held += sizes[i % len(lines)]
        i += 1
    document = Document("0" * 64, path.name, "text/plain", text.rstrip("\n"), tuple(blocks))
    path.write_bytes(docx_from_document(document))
    return path


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()

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
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

REPO = Path(__file__).resolve().parent.parent
ROUNDS = 3  # each runs every mode, so that a neighbour's noise falls on all
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
    """Compare, in rounds, one worker of one thread with two, with the default and with no sharing.

    "Two commands" reviews half of the files in each of two commands at once, with homes of their
    own: no way of sharing the work out beats that by much, and the processors set how fast it is.
    """
    made = [make_contract(work / "many" / f"{i}.docx", 30, seed=i) for i in range(files)]
    rounds = []
    for i in range(ROUNDS):
        out = work / f"round{i}"
        rounds.append(
            {
                "one worker": run(["review", *made, "--out", out / "1"], out / "h1", threads=1)[0],
                "two workers": run(
                    ["review", *made, "--out", out / "2", "--workers", "2"], out / "h2", threads=1
                )[0],
                "two commands": _halves(made, out),
                "default (one worker, two threads)": run(
                    ["review", *made, "--out", out / "4"], out / "h4"
                )[0],
            }
        )
    print(f"{files} files of 30 pages, one thread a worker unless said:")
    for name in rounds[0]:
        times = ", ".join(f"{took[name]:.1f}" for took in rounds)
        ratio = statistics.median(took["one worker"] / took[name] for took in rounds)
        print(f"  {name}: {times} s, median {ratio:.2f} times one worker")


def _halves(made: Sequence[Path], out: Path) -> float:
    began = time.perf_counter()
    with ThreadPoolExecutor(2) as pool:
        done = [
            pool.submit(
                run, ["review", *made[i::2], "--out", out / f"h{i}"], out / f"hh{i}", threads=1
            )
            for i in range(2)
        ]
        for one in done:
            one.result()
    return time.perf_counter() - began


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
    path.parent.mkdir(parents=True, exist_ok=True)
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

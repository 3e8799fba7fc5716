"""`scripts/bench`: measure, print the table, write the JSON."""

import argparse
from collections.abc import Callable, Mapping, Sequence
import json
import logging
from pathlib import Path
import sys

from .boundary import boundary_100, boundary_1000, boundary_1000_rules
from .card import card
from .dst import dst_open_minutes
from .flood import flood_stall
from .listen import listen
from .log import log_kill, log_reads, log_writes
from .next_change import next_change
from .presence import presence
from .row import Row, table
from .start import start_cost
from .state_change import state_change

_REPETITIONS = 5

type _Group = Callable[[int], list[Row]]


def _presence(repetitions: int) -> list[Row]:
    return presence(repetitions, 10) + presence(repetitions, 100)


def _state_change(repetitions: int) -> list[Row]:
    return state_change(repetitions, 10) + state_change(repetitions, 1000)


def _dst(_repetitions: int) -> list[Row]:
    return dst_open_minutes()


# What is measured together, and the rows that come of it.
_GROUPS: Mapping[tuple[str, ...], _Group] = {
    ("next_change_per_rule",): next_change,
    ("start_cost_50_rules", "start_cost_500_rules"): start_cost,
    ("boundary_first_mute_100", "boundary_last_mute_100"): boundary_100,
    ("boundary_last_mute_1000",): boundary_1000,
    ("boundary_1000_rules",): boundary_1000_rules,
    ("presence_last_mute_10", "presence_last_mute_100"): _presence,
    ("state_change_cpu_10", "state_change_cpu_1000"): _state_change,
    ("indicator_latency", "short_listen_missed"): listen,
    ("flood_stall",): flood_stall,
    ("dst_open_minutes",): _dst,
    ("log_append_loop", "log_append_total"): log_writes,
    ("log_kill9_lost",): log_kill,
    (
        "log_page_24h",
        "log_day_counts_90d",
        "log_text_search",
        "log_text_no_hit",
        "log_bytes_per_row",
        "log_open",
    ): log_reads,
    ("card_state_change", "card_timeline_7d"): card,
}
NAMES = [name for names in _GROUPS for name in names]


def measure_rows(names: Sequence[str], repetitions: int) -> tuple[list[Row], list[str]]:
    """Return these rows, in the table's order, and what could not be measured, with the reason."""
    rows: list[Row] = []
    failed = []
    for group, measure in _GROUPS.items():
        if wanted := set(group).intersection(names):
            print(f"measuring {', '.join(sorted(wanted))} …", file=sys.stderr, flush=True)
            try:
                rows += [row for row in measure(repetitions) if row.name in wanted]
            except RuntimeError as err:
                failed += [f"{name}: not measured, {err}" for name in group if name in wanted]
    return rows, failed


def main() -> int:
    """Return the exit code: 0 where every figure meets its target."""
    parser = argparse.ArgumentParser(
        prog="scripts/bench", description="What Earshot costs, beside Home Assistant's own means; lower is better"
    )
    parser.add_argument("--json", metavar="FILE", type=Path, help="also write the rows to this file")
    parser.add_argument("--only", metavar="NAME", action="append", choices=NAMES, help="only this row; may be repeated")
    parser.add_argument(
        "--repetitions",
        metavar="N",
        type=int,
        default=_REPETITIONS,
        help=f"of each measurement, and seconds of the flood ({_REPETITIONS})",
    )
    arguments = parser.parse_args()
    # Home Assistant says of every custom integration that it is one.
    logging.getLogger("homeassistant.loader").setLevel(logging.ERROR)
    rows, failed = measure_rows(arguments.only or NAMES, arguments.repetitions)
    print(table(rows))
    if arguments.json is not None:
        arguments.json.write_text(json.dumps([row.as_data() for row in rows], indent=2) + "\n", encoding="utf-8")
    failed += [
        f"{row.name}: {row.ours.median:.3g} {row.unit}, to be at most {row.target:.3g}" for row in rows if not row.ok
    ]
    for line in failed:
        print(line, file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

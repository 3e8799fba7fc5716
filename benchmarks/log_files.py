"""Logs to measure with: Earshot's own, filled without its threads, and the least that SQLite can do."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
import random
import sqlite3
from zoneinfo import ZoneInfo

from custom_components.earshot.log import schema
from custom_components.earshot.log.flags import FLAGS, flags_of
from custom_components.earshot.log.records import ActivationRecord, to_milliseconds

# A million activations are ten years of a busy home, and so is the share of them that is generated.
_PER_DAY = 1_000_000 / 3_650
MICROPHONES = tuple(f"01K7ZQ3W9V0E5R4T6Y8U1I2O{number:02}" for number in range(8))
_WORDS = [
    "turn",
    "the",
    "light",
    "in",
    "kitchen",
    "living",
    "room",
    "on",
    "off",
    "what",
    "is",
    "weather",
    "today",
    "set",
    "timer",
    "for",
    "ten",
    "minutes",
]
ZONE = ZoneInfo("Europe/Berlin")
_OUTCOMES = ("intent",) * 6 + ("no_speech", "no_speech", "error")


@dataclass(frozen=True, slots=True)
class Past:
    """So many activations up to an instant, as a busy home makes them."""

    count: int
    end: datetime

    @property
    def start(self) -> datetime:
        """When the first of them was."""
        return self.end - timedelta(days=self.count / _PER_DAY)

    def midnights(self, days: int) -> list[datetime]:
        """Return the local midnights that bound the last so many days."""
        today = self.end.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        return [(today - timedelta(days=number)).astimezone(UTC) for number in range(days, -1, -1)]

    def activations(self) -> Iterator[ActivationRecord]:
        """Return them, oldest first, with about sixty characters of words each."""
        rng = random.Random(20261020)
        for number in range(self.count):
            start = self.start + (self.end - self.start) * (number / self.count)
            yield activation(start, rng)


def activation(start: datetime, rng: random.Random) -> ActivationRecord:
    """Return an activation of a few seconds."""
    outcome = rng.choice(_OUTCOMES)
    return ActivationRecord(
        start=start,
        end=start + timedelta(milliseconds=rng.randrange(1_000, 9_000)),
        microphone_id=rng.choice(MICROPHONES),
        kind="activation",
        outcome=outcome,
        started_by="wake_word",
        misfire=outcome == "no_speech",
        misfire_reason="no_speech" if outcome == "no_speech" else None,
        wake_phrase=rng.choice(("Okay Nabu", "Hey Jarvis")),
        home_count=rng.randrange(4),
        decision="live",
        transcript=" ".join(rng.choices(_WORDS, k=6)),
        reply=f"Turned on light {rng.randrange(1_000)} of the room",
    )


def fill(path: Path, past: Past) -> None:
    """Write a log in one transaction."""
    with closing(schema.open_writer(path, 5)) as connection:
        microphones = {key: number for number, key in enumerate(MICROPHONES, start=1)}
        traits = dict[tuple[object, ...], int]()

        def rows() -> Iterator[Sequence[object]]:
            for each in past.activations():
                start, end = to_milliseconds(each.start), to_milliseconds(each.end)
                trait = (
                    each.kind,
                    each.outcome,
                    each.started_by,
                    int(each.misfire),
                    each.misfire_reason,
                    0,
                    each.wake_phrase,
                    each.home_count,
                    each.decision,
                )
                if (number := traits.get(trait)) is None:
                    flags = flags_of(each.kind, each.misfire, each.while_muted)
                    number = traits[trait] = flags + FLAGS * sum(of % FLAGS == flags for of in traits.values())
                yield start, end - start, microphones[each.microphone_id], number, each.transcript, each.reply

        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO activations (start, duration, microphone, trait, transcript, reply) VALUES (?, ?, ?, ?, ?, ?)",
            rows(),
        )
        connection.executemany("INSERT INTO microphones VALUES (?, ?)", ((v, k) for k, v in microphones.items()))
        connection.executemany(
            "INSERT INTO traits (id, kind, outcome, started_by, misfire, misfire_reason, while_muted, wake_phrase,"
            " home_count, decision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((v, *k) for k, v in traits.items()),
        )
        connection.execute("COMMIT")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


class Bare:
    """The same columns with one index, without what makes a log of them: what the disk format itself costs."""

    def __init__(self, path: Path) -> None:
        """Make it, empty."""
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        for statement in (
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = NORMAL",
            "CREATE TABLE a (id INTEGER PRIMARY KEY, start, duration, microphone, trait, transcript, reply)",
            "CREATE INDEX a_start ON a (start)",
        ):
            self.connection.execute(statement).fetchall()

    def fill(self, log: Path) -> None:
        """Copy the rows of a log."""
        self.connection.execute("ATTACH ? AS log", (str(log),))
        self.connection.execute("INSERT INTO a SELECT * FROM log.activations")
        self.connection.execute("DETACH log")
        self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Close it."""
        self.connection.close()

    def insert(self, record: ActivationRecord) -> None:
        """Commit one row."""
        values = (to_milliseconds(record.start), 2_000, 1, 1, record.transcript, record.reply)
        self.connection.execute(
            "INSERT INTO a (start, duration, microphone, trait, transcript, reply) VALUES (?, ?, ?, ?, ?, ?)", values
        )

    def page(self, since: int) -> None:
        """Read the newest fifty rows."""
        self.connection.execute("SELECT * FROM a WHERE start >= ? ORDER BY start DESC LIMIT 50", (since,)).fetchall()

    def days(self, low: int, high: int) -> None:
        """Count the rows of each day in one scan of the index, as if every day had 24 hours."""
        self.connection.execute(
            "SELECT (start - ?) / 86400000 AS day, count(*) FROM a WHERE start >= ? AND start < ? GROUP BY day",
            (low, low, high),
        ).fetchall()

    def counts(self, midnights: Sequence[int]) -> None:
        """Count the rows between midnights, and tell nothing else of them."""
        for low, high in pairwise(midnights):
            self.connection.execute("SELECT count(*) FROM a WHERE start >= ? AND start < ?", (low, high)).fetchone()

    def search(self, since: int, text: str, microphone: int | None) -> None:
        """Look for words, row by row."""
        self.connection.execute(
            "SELECT * FROM a WHERE start >= :since AND (:m IS NULL OR microphone = :m)"
            " AND (transcript LIKE :p OR reply LIKE :p) ORDER BY start DESC LIMIT 50",
            {"since": since, "m": microphone, "p": f"%{text}%"},
        ).fetchall()

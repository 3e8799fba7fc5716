"""The judgement: what is how bad, what comes first, what falls due again."""

from datetime import date, timedelta
from itertools import product
from typing import Any

from hypothesis import example, given, strategies as st
import pytest

from custom_components.earshot.audit.facts import (
    Assistant,
    Engine,
    Entity,
    Facts,
    Listener,
    Locality,
    Microphone,
    Stage,
)
from custom_components.earshot.audit.findings import VENDORS, Check, CheckState, Severity, check_state, judge
from custom_components.earshot.microphones.assurance import Assurance
from custom_components.earshot.microphones.families import FAMILIES

TODAY = date(2026, 10, 20)


@pytest.fixture(autouse=True)
def enable_earshot() -> None:
    """Start no Home Assistant: the judgement is pure."""


def microphone(**changes: Any) -> Microphone:
    """Make a microphone that nothing is to be said of, but for the changes."""
    certain = {"assurance": "firmware", "confirmed": True, "vendor": None, "checks": {}}
    return Microphone(id="k", name="Kitchen", **{**certain, **changes})


def every_fact() -> Facts:
    """Return facts that bring about every finding that there is."""
    engines = tuple(Engine(stage, "Engine", locality) for stage, locality in product(Stage, Locality))
    entity = Entity("select.x", Listener("Echo", "k"))
    days = (None, TODAY, TODAY - timedelta(days=400))
    return Facts(
        recording_folder="/share/x",
        assistants=(Assistant("Home", engines, ("Kitchen", "Attic")),),
        streaming=(Listener("Kitchen", "k"),),
        open_drop_ins=(entity,),
        recorded_words=(entity,),
        uncovered=("Attic",),
        microphones=(
            *(microphone(assurance=assurance) for assurance in Assurance),
            microphone(confirmed=False),
            *(
                microphone(vendor=vendor, checks=dict.fromkeys(Check, day) if day else {})
                for vendor, day in product(VENDORS, days)
            ),
        ),
    )


def test_nothing_is_found_where_there_is_nothing() -> None:
    """No facts, or good ones."""
    engines = tuple(Engine(stage, "Engine", Locality.LOCAL) for stage in Stage)
    assert judge(Facts(), TODAY) == []
    assert judge(Facts(assistants=(Assistant("Home", engines, ("x",)),), microphones=(microphone(),)), TODAY) == []


def test_risks_come_first() -> None:
    """Then what is to be done, then what is good to know; within each the order of the facts stays."""
    found = judge(every_fact(), TODAY)
    ranks = [list(Severity).index(finding.severity) for finding in found]
    assert ranks == sorted(ranks)
    assert set(ranks) == {0, 1, 2}
    assert [finding.key for finding in found if finding.severity is Severity.RISK] == [
        "debug_recordings",
        "wake_word_streamed",
        "cloud_wake_word",
        "cloud_speech_to_text",
        "cloud_agent",
        "drop_in_open",
        "words_recorded",
    ]


@given(st.permutations([microphone(assurance=assurance, vendor="amazon") for assurance in Assurance]))
def test_the_order_of_microphones_is_kept(microphones: list[Microphone]) -> None:
    """Whatever it is."""
    facts = Facts(microphones=tuple(microphones))
    told = [
        f"mute_{each.assurance}"
        for each in microphones
        if each.assurance in ("none", "response_only", "upload_blocked")
    ]
    assert [finding.key for finding in judge(facts, TODAY) if finding.severity is Severity.NOTICE] == told


@pytest.mark.parametrize("assurance", Assurance)
def test_each_assurance_is_certain_or_said_not_to_be(assurance: Assurance) -> None:
    """What keeps sound from being captured is certain where the device says so; a cut plug needs no word of it."""
    for confirmed in (True, False):
        found = judge(Facts(microphones=(microphone(assurance=assurance, confirmed=confirmed),)), TODAY)
        certain = assurance.silences and (confirmed or assurance is Assurance.POWER_CUT)
        assert (found == []) is certain
        assert all(finding.severity is Severity.NOTICE and finding.microphone_id == "k" for finding in found)


@example(TODAY - timedelta(days=365))
@example(TODAY - timedelta(days=366))
@given(st.dates(min_value=date(2020, 1, 1), max_value=TODAY + timedelta(days=30)))
def test_a_check_falls_due_after_a_year(day: date) -> None:
    """Not on the day itself, and a date that lies ahead, after a change of zone, is none that is over."""
    due = (TODAY - day).days > 365
    assert check_state(day, TODAY) is (CheckState.DUE if due else CheckState.DONE)


def test_a_check_is_told_with_its_date_and_where_to_look() -> None:
    """Open and due are to be done; done is good to know, and stays so that the tick can be taken back."""
    long_ago = date(2025, 10, 19)
    checks = {"human_review": TODAY, "deletion": long_ago, "unknown": TODAY}
    found = judge(Facts(microphones=(microphone(vendor="google", checks=checks),)), TODAY)
    names = {"microphone": "Kitchen", "vendor": "Google"}
    assert [(each.key, each.severity, each.advice_key, each.check, each.placeholders) for each in found] == [
        ("recordings_kept_open", "to_do", "google_recordings_kept", "recordings_kept", names),
        ("deletion_due", "to_do", "google_deletion", "deletion", names | {"date": "2025-10-19"}),
        ("human_review_done", "notice", "google_human_review", "human_review", names | {"date": "2026-10-20"}),
    ]


def test_the_vendors_of_all_families_are_known() -> None:
    """Whoever keeps what a family hears can be looked up."""
    assert {family.vendor for family in FAMILIES.values()} - {None} <= VENDORS.keys()

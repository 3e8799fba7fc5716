"""English."""

from typing import Final

from .model import Answers, DayPart, Language, Said, Sentences, Times, Told

_HOURS: Final = (
    "midnight", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "noon",
)  # fmt: skip
_OWN_ARTICLE: Final = ("the", "my", "our", "your")


def _clock(hour: int, minute: int, soon: bool) -> str:
    if not minute and hour in (0, 12):
        return _HOURS[hour]
    short = hour % 12 or 12
    if not soon:
        return f"{short}{f':{minute:02}' if minute else ''} {'PM' if hour >= 12 else 'AM'}"
    return f"{short}:{minute:02}" if minute else _HOURS[short]


def _name(name: str) -> str:
    first = name.split(" ", 1)[0].casefold()
    return name if first in _OWN_ARTICLE or first.endswith(("'s", "’s")) else f"the {name}"


ENGLISH: Final = Language(
    code="en",
    articles=("all the", "all of the", "the", "my", "our", "your", "all"),
    sentences=Sentences(
        rules={
            "mic": "(microphone|mic)",
            "mics": "(microphones|microphone|mics|mic)",
            "off": "(mute|silence|turn off|switch off)",
            "me": "(me|us)",
            "now": "[now|right now]",
            "someone": "(anyone|anybody|anything|someone|somebody)",
        },
        mute_this=(
            "(mute yourself|[please] stop listening [to <me>]|quit listening|(don't|do not) listen [to <me>]) <when>",
            "<off> your <mic> <when>",
            "turn your <mic> off <when>",
        ),
        mute_all=(
            "<off> (all|all the|all of the|the|every|each) <mics> <when>",
            "turn (all|all the|all of the|the) <mics> off <when>",
            "[please] stop listening everywhere <when>",
        ),
        mute_there=(
            "<off> [all] [the] <mics> (in|on|of) {place} <when>",
            "<off> {place} <mics> <when>",
            "[please] stop listening (in|on) {place} <when>",
        ),
        ask_all=(
            "who (can|could) hear <me> <now>",
            "(who is|who's) listening [to <me>] <now>",
            "(which|what) <mics> (can hear <me>|are (on|off|live|listening|muted|not muted)) <now>",
            "(can|could) <someone> hear <me> <now>",
            "is <someone> listening [to <me>] <now>",
            "(are all [the]|are the|is every) <mics> (muted|off) <now>",
        ),
        ask_there=(
            "(can|could) [the|my] {spot} hear <me> <now>",
            "is [the|my] {spot} (muted|listening|listening to <me>) <now>",
            "(how long|until when) is [the|my] {spot} muted",
            "(is|are) [all] [the] <mics> (in|on|of) {place} (muted|off|on|live|listening)",
            "(is|are) {place} <mics> (muted|off|on|live|listening)",
            "who (can|could) hear <me> (in|on) {place}",
            "(who is|who's) listening (in|on) {place}",
        ),
        when=("until {until}", "till {until}", "for {duration}"),
    ),
    times=Times(
        durations=(
            ("[the next] {hours} hour[s] [and] {minutes} minute[s]", {}),
            ("[the next] {hours} hour[s]", {}),
            ("{hours} and a half hour[s]", {"minutes": 30}),
            ("{hours} hour[s] and a half", {"minutes": 30}),
            ("(a|an|the next) hour", {"hours": 1}),
            ("(a|an) hour and a half", {"hours": 1, "minutes": 30}),
            ("[a] half [an] hour", {"minutes": 30}),
            ("[a] quarter of an hour", {"minutes": 15}),
            ("three quarters of an hour", {"minutes": 45}),
            ("[the next] {minutes} minute[s]", {}),
            ("(a|the next) minute", {"minutes": 1}),
            ("{seconds} second[s]", {}),
            ("{days} day[s]", {}),
            ("a day", {"days": 1}),
            ("a week", {"days": 7}),
        ),
        clock=(
            ("{hour} [o'clock]", {}),
            ("{hour} {minute}", {}),
            ("half past {hour}", {"shift": 30}),
            ("[a] quarter past {hour}", {"shift": 15}),
            ("[a] quarter to {hour}", {"shift": -15}),
            ("{before} [minutes] (to|before) {hour}", {}),
            ("{minute} [minutes] past {hour}", {}),
            ("(noon|midday)", {"hour": 12, "exact": 1}),
            ("midnight", {"hour": 24}),
        ),
        day_parts=(
            ("tomorrow morning", DayPart(1, afternoon=False)),
            ("tomorrow afternoon", DayPart(1, afternoon=True)),
            ("tomorrow evening", DayPart(1, afternoon=True)),
            ("tomorrow night", DayPart(1, afternoon=True)),
            ("tomorrow", DayPart(1)),
            ("in the morning", DayPart(afternoon=False)),
            ("in the afternoon", DayPart(afternoon=True)),
            ("in the evening", DayPart(afternoon=True)),
            ("this morning", DayPart(0, afternoon=False)),
            ("this afternoon", DayPart(0, afternoon=True)),
            ("this evening", DayPart(0, afternoon=True)),
            ("tonight", DayPart(afternoon=True)),
            ("at night", DayPart(afternoon=True)),
            ("today", DayPart(0)),
            ("am", DayPart(afternoon=False)),
            ("pm", DayPart(afternoon=True)),
        ),
        leading=("at",),
    ),
    answers=Answers(
        name=_name,
        one={
            Said.RECORDS: "{subject} is recording.",
            Said.STREAMS: "{subject} can hear you and sends sound on all the time.",
            Said.LISTENS: "{subject} is listening right now.",
            Said.HEARS: "{subject} can hear you.",
            Said.MAY_LISTEN: "{subject} may be listening.",
            Said.CANNOT_MUTE: "{subject} cannot be muted and may hear you.",
            Said.MUTING: "{subject} is about to be muted{until} and may still hear you.",
            Said.BLOCKED: "{subject} may hear you, but its connection is blocked{until}.",
            Said.PAUSED: "{subject} is held back by Home Assistant{until}.",
            Said.MUTED: "{subject} is muted{until}.",
        },
        several={
            Said.RECORDS: "{subject} are recording.",
            Said.STREAMS: "{subject} can hear you and send sound on all the time.",
            Said.LISTENS: "{subject} are listening right now.",
            Said.HEARS: "{subject} can hear you.",
            Said.MAY_LISTEN: "{subject} may be listening.",
            Said.CANNOT_MUTE: "{subject} cannot be muted and may hear you.",
            Said.MUTING: "{subject} are about to be muted{until} and may still hear you.",
            Said.BLOCKED: "{subject} may hear you, but their connections are blocked{until}.",
            Said.PAUSED: "{subject} are held back by Home Assistant{until}.",
            Said.MUTED: "{subject} are muted{until}.",
        },
        subject_one="{names}",
        subject_several="{names}",
        subject_many="{count} microphones",
        conjunction=" and ",
        told={
            Told.NOTHING_IN_CARE: "Earshot takes care of no microphone yet.",
            Told.NOT_LOADED: "Earshot is not running, so I cannot tell which microphones can hear you.",
            Told.UNKNOWN_PLACE: "I know no microphone that goes by {place}.",
            Told.NOT_ITSELF: "Earshot does not take care of the device that you are speaking to, so nothing was muted.",
            Told.NO_RIGHT: "You may not mute these microphones.",
            Told.NO_RIGHT_TO: "You may not mute {names}.",
            Told.HIDDEN: "There are more microphones, of which you may not be told.",
            Told.ONE_UNCOVERED: "One more microphone is not in Earshot's care and may be listening.",
            Told.UNCOVERED: "{count} more microphones are not in Earshot's care and may be listening.",
            Told.UNTIL_LIFTED: "That stands until somebody ends it by hand.",
            Told.BAD_DURATION: "I do not understand for how long, so nothing was muted.",
            Told.BAD_UNTIL: "I do not understand until when, so nothing was muted.",
            Told.DURATION_AND_UNTIL: "Say either for how long or until when, not both; nothing was muted.",
        },
        clock=_clock,
        until_time=" until {time}",
        until_tomorrow=" until {time} tomorrow",
        until_weekday=" until {weekday} at {time}",
        until_date=" until {month} {day} at {time}",
        weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
        months=(
            "January", "February", "March", "April", "May", "June",
            "July", "August", "September", "October", "November", "December",
        ),
    ),
)  # fmt: skip

"""A home with a real Assist: Home Assistant's own pipelines and satellite entity, over engines that say what a test tells them to."""

import asyncio
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import Any, override

from homeassistant.components.assist_pipeline import PipelineEvent, PipelineStage, async_create_default_pipeline
from homeassistant.components.assist_satellite import (
    AssistSatelliteAnnouncement,
    AssistSatelliteConfiguration,
    AssistSatelliteEntity,
)
from homeassistant.components.stt import (
    AudioBitRates,
    AudioChannels,
    AudioCodecs,
    AudioFormats,
    AudioSampleRates,
    SpeechMetadata,
    SpeechResult,
    SpeechResultState,
    SpeechToTextEntity,
)
from homeassistant.components.tts import TextToSpeechEntity, TtsAudioType
from homeassistant.components.wake_word import DetectionResult, WakeWord, WakeWordDetectionEntity
from homeassistant.config_entries import ConfigEntry, ConfigFlow
from homeassistant.const import Platform
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.setup import async_setup_component
from pytest_homeassistant_custom_component.common import (
    MockConfigEntry,
    MockModule,
    MockPlatform,
    mock_config_flow,
    mock_integration,
    mock_platform,
)

PHRASE = "okay nabu"
_DOMAIN = "voice"
_PLATFORMS = [Platform.STT, Platform.TTS, Platform.WAKE_WORD, Platform.ASSIST_SATELLITE]


class Ears(SpeechToTextEntity):
    """Understands what it is told, when it is told."""

    _attr_name = "Ears"
    supported_languages = ["en"]  # noqa: RUF012 - properties of the entity
    supported_formats = [AudioFormats.WAV]  # noqa: RUF012
    supported_codecs = [AudioCodecs.PCM]  # noqa: RUF012
    supported_bit_rates = [AudioBitRates.BITRATE_16]  # noqa: RUF012
    supported_sample_rates = [AudioSampleRates.SAMPLERATE_16000]  # noqa: RUF012
    supported_channels = [AudioChannels.CHANNEL_MONO]  # noqa: RUF012

    def __init__(self) -> None:
        """Have nothing to understand yet."""
        self.understood: asyncio.Queue[str | None] = asyncio.Queue()

    @override
    async def async_process_audio_stream(self, metadata: SpeechMetadata, stream: AsyncIterable[bytes]) -> SpeechResult:
        text = await self.understood.get()
        return SpeechResult(text, SpeechResultState.ERROR if text is None else SpeechResultState.SUCCESS)


class Voice(TextToSpeechEntity):
    """Says nothing, in every language."""

    _attr_name = "Voice"
    _attr_default_language = "en"
    _attr_supported_languages = ["en"]  # noqa: RUF012

    @override
    def get_tts_audio(self, message: str, language: str, options: dict[str, Any]) -> TtsAudioType:
        return "mp3", b""


class Watcher(WakeWordDetectionEntity):
    """Hears its wake word when it is told to; nothing where the stream has ended."""

    _attr_name = "Watcher"

    def __init__(self) -> None:
        """Have nothing to hear yet."""
        self.heard: asyncio.Queue[bool] = asyncio.Queue()

    @override
    async def get_supported_wake_words(self) -> list[WakeWord]:
        return [WakeWord("nabu", PHRASE)]

    @override
    async def _async_process_audio_stream(
        self, stream: AsyncIterable[tuple[bytes, int]], wake_word_id: str | None
    ) -> DetectionResult | None:
        return DetectionResult("nabu", PHRASE, 0) if await self.heard.get() else None


class Device(AssistSatelliteEntity):
    """A satellite whose runs a test starts."""

    def __init__(self, name: str) -> None:
        """Wait for the test."""
        self._attr_name = name
        self._attr_unique_id = name
        self.asked = asyncio.Event()
        self._told: asyncio.Queue[str] = asyncio.Queue()

    @override
    def async_get_configuration(self) -> AssistSatelliteConfiguration:
        return AssistSatelliteConfiguration([], [], 1)

    @override
    async def async_set_configuration(self, config: AssistSatelliteConfiguration) -> None:
        return

    @override
    def on_pipeline_event(self, event: PipelineEvent) -> None:
        self._told.put_nowait(event.type)

    @override
    async def async_start_conversation(self, start_announcement: AssistSatelliteAnnouncement) -> None:
        self.asked.set()

    async def async_run(
        self, start_stage: PipelineStage = PipelineStage.STT, wake_word_phrase: str | None = None
    ) -> None:
        """Begin a run, and let it come to where it waits for its engine."""
        self.hass.async_create_background_task(
            self.async_accept_pipeline_from_satellite(_silence(), start_stage, wake_word_phrase=wake_word_phrase),
            "a run",
        )
        await self.async_until("wake_word-start" if start_stage is PipelineStage.WAKE_WORD else "stt-start")

    async def async_until(self, event: str) -> None:
        """Wait until it was told of an event."""
        async with asyncio.timeout(10):
            while await self._told.get() != event:
                pass


@dataclass
class Assist:
    """The engines and the satellites of a home."""

    hass: HomeAssistant
    ears: Ears
    watcher: Watcher
    kitchen: Device
    bedroom: Device

    async def async_hear_wake_word(self, heard: bool = True) -> None:
        """Let the kitchen's wake word be heard; or its stream end without."""
        self.watcher.heard.put_nowait(heard)
        await self.kitchen.async_until("stt-start" if heard else "run-end")

    async def async_understand(self, text: str | None) -> None:
        """Let the kitchen be understood: a sentence, an empty one for silence, None for a failure."""
        self.ears.understood.put_nowait(text)
        await self.kitchen.async_until("run-end")


async def async_assist(hass: HomeAssistant) -> Assist:
    """Set a home with Assist and two satellites up."""
    ears, voice, watcher = Ears(), Voice(), Watcher()
    kitchen, bedroom = Device("Kitchen"), Device("Bedroom")
    entities = {
        Platform.STT: [ears],
        Platform.TTS: [voice],
        Platform.WAKE_WORD: [watcher],
        Platform.ASSIST_SATELLITE: [kitchen, bedroom],
    }

    async def setup_entry(hass: HomeAssistant, entry: ConfigEntry) -> bool:
        await hass.config_entries.async_forward_entry_setups(entry, _PLATFORMS)
        return True

    mock_integration(hass, MockModule(_DOMAIN, async_setup_entry=setup_entry))
    mock_platform(hass, f"{_DOMAIN}.config_flow")
    for platform in _PLATFORMS:
        mock_platform(hass, f"{_DOMAIN}.{platform}", MockPlatform(async_setup_entry=_adds(entities[platform])))
    for component in ("homeassistant", "intent", "conversation", "assist_pipeline", "assist_satellite"):
        assert await async_setup_component(hass, component, {})
    entry = MockConfigEntry(domain=_DOMAIN)
    entry.add_to_hass(hass)
    with mock_config_flow(_DOMAIN, ConfigFlow):
        assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    pipeline = await async_create_default_pipeline(hass, ears.entity_id, voice.entity_id, "Assist")
    assert pipeline is not None
    hass.data["assist_pipeline"].pipeline_store.async_set_preferred_item(pipeline.id)
    return Assist(hass, ears, watcher, kitchen, bedroom)


def _adds(entities: list[Any]) -> Any:
    async def setup(hass: HomeAssistant, entry: ConfigEntry, add: AddConfigEntryEntitiesCallback) -> None:
        add(entities)

    return setup


async def _silence() -> AsyncIterable[bytes]:
    """Give no sound, and never end: what ends a run is what the engines say."""
    await asyncio.Event().wait()
    yield b""

import type { HomeAssistant } from './hass';
import { record, text } from './parse';

/** What a tap asks of Home Assistant. */
export type Call =
  | {
      readonly kind: 'action';
      readonly domain: string;
      readonly service: string;
      readonly data: Readonly<Record<string, unknown>>;
      readonly entityId: string;
    }
  | { readonly kind: 'retry'; readonly microphoneId: string };

/** Do what was asked. Rejects with Home Assistant's own error, which it also shows. */
export async function perform(hass: Pick<HomeAssistant, 'callService' | 'callWS'>, call: Call): Promise<void> {
  if (call.kind === 'retry') {
    await hass.callWS({ type: 'earshot/retry', microphone_id: call.microphoneId });
  } else {
    await hass.callService(call.domain, call.service, { ...call.data }, { entity_id: call.entityId });
  }
}

/** Try a mute out: muted, read back, restored. Returns the answer of `earshot.test_mute`; rejects as `perform` does. */
export async function testMute(hass: Pick<HomeAssistant, 'callService'>, entityId: string): Promise<unknown> {
  return (await hass.callService('earshot', 'test_mute', {}, { entity_id: entityId }, true, true)).response;
}

/** Return an error's words, whatever was thrown. What goes with the connection is rejected with the error inside an answer. */
export function errorWords(error: unknown): string {
  const { message, error: inner } = record(error);
  const words = text(message) ?? text(record(inner).message);
  const plain = typeof error === 'string' || typeof error === 'number';
  return words ?? (plain ? String(error) : Object.prototype.toString.call(error));
}

import type { Mark, Microphone, MicrophoneTimeline, Snapshot, Span, Timeline } from './types';

/** Extend a timeline by what changed since it was loaded: statuses that changed and activations that ended. */
export function extended(
  timeline: Timeline,
  before: Snapshot,
  after: Snapshot,
  marks: readonly Mark[],
  now: number,
): Timeline {
  const changed = [...after.microphones.values()].filter(
    (each) => before.microphones.get(each.id)?.status !== each.status,
  );
  if (changed.length === 0 && marks.length === 0) {
    return timeline;
  }
  const microphones = new Map(timeline.microphones);
  for (const microphone of changed) {
    const line = microphones.get(microphone.id) ?? empty(microphone.id);
    microphones.set(microphone.id, {
      ...line,
      spans: turned(line.spans, before.microphones.get(microphone.id), microphone, now),
    });
  }
  for (const mark of marks) {
    const line = microphones.get(mark.microphoneId) ?? empty(mark.microphoneId);
    const others = line.marks.filter((each) => mark.id === null || each.id !== mark.id);
    microphones.set(mark.microphoneId, {
      ...line,
      marks: [...others, mark].sort((one, other) => one.start - other.start),
    });
  }
  return { ...timeline, microphones };
}

/** Close the span that was open and begin the next: each ends where it was last known to reach. */
function turned(
  spans: readonly Span[],
  was: Microphone | undefined,
  { status, since }: Microphone,
  now: number,
): Span[] {
  const last = spans.at(-1);
  const at = Math.max(Math.min(since ?? now, now), last?.start ?? 0);
  const closed = last === undefined ? [] : [...spans.slice(0, -1), { ...last, end: Math.min(last.end, at) }];
  const reached = last === undefined ? at : Math.min(last.end, at);
  const between = was !== undefined && reached < at ? [{ start: reached, end: at, status: was.status }] : [];
  return [...closed, ...between, { start: at, end: now, status }];
}

function empty(id: string): MicrophoneTimeline {
  return { id, spans: [], marks: [], violations: [], coming: [] };
}

/** Tell Home Assistant's frontend of something: its dialogs and toasts listen for events that bubble. */
export function tell(target: EventTarget, type: string, detail: Readonly<Record<string, unknown>>): void {
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/** Go to another page of Home Assistant, as its own links do. */
export function navigate(path: string): void {
  history.pushState(null, '', path);
  window.dispatchEvent(new CustomEvent('location-changed', { detail: { replace: false } }));
}

/** Define a custom element, unless a page has it already: a card may be loaded twice. */
export function define(name: string, element: CustomElementConstructor): void {
  if (customElements.get(name) === undefined) {
    customElements.define(name, element);
  }
}

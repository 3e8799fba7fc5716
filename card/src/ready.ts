/**
 * Home Assistant's frontend replaces the registry of custom elements when it starts, and with it the class that they extend.
 * What was made before is unknown to it: nothing of the cards may be evaluated until its own first element is there.
 */
if (document.querySelector('home-assistant') !== null) {
  await customElements.whenDefined('home-assistant');
}

export {};

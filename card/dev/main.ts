import '../src/earshot';
import { fakeHass } from './hass';
import { LOG_SCENES } from './log';
import { NOW, SCENES } from './scenes';

interface Card extends HTMLElement {
  hass: unknown;
  setConfig(config: unknown): void;
}

const asked = new URLSearchParams(location.search);
const scenes = { ...SCENES, ...LOG_SCENES };
const scene = scenes[asked.get('scene') ?? 'evening'];
if (scene === undefined) {
  throw new Error(`No such scene. There are: ${Object.keys(scenes).join(', ')}`);
}
if (asked.has('frozen')) {
  Date.now = () => NOW;
}
document.documentElement.dataset.theme = asked.get('theme') ?? 'light';
document.documentElement.dir = asked.get('dir') ?? 'ltr';
const hass = fakeHass(scene, {
  language: asked.get('language') ?? 'en',
  timeFormat: asked.get('time') ?? '24',
  admin: asked.get('admin') !== 'no',
});

const stage = document.getElementById('stage') ?? document.body;
const width = asked.get('width');
if (width !== null) {
  stage.style.width = `${width}px`;
}
const type = asked.get('card') ?? 'earshot-card';
void customElements.whenDefined(type).then(() => {
  const card = document.createElement(type) as Card;
  card.setConfig({ type: `custom:${type}`, ...(JSON.parse(asked.get('config') ?? '{}') as object) });
  card.hass = hass;
  stage.append(card);
});
Object.assign(window, { hass });

// What `benchmarks/card.py` has done in a page of Home Assistant: fifty microphones, each with its strip, in as many cards as a person would
// take. Every figure is of one frame: from the news, at its beginning, until it is laid out and painted. How long the news waited for that
// frame is in none, neither in ours nor in the peer's.

const ROWS_OF_A_CARD = 8;
const PATIENCE = 10_000;

/** Resolve with the milliseconds of a frame that begins with `work`. */
const frame = (work) =>
  new Promise((resolve, reject) => {
    requestAnimationFrame(() => {
      const since = performance.now();
      // A message that is sent in a frame comes when the frame has been painted.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now() - since);
      try {
        work();
      } catch (error) {
        reject(error);
      }
      port2.postMessage(null);
    });
  });

const until = async (holds, what) => {
  const deadline = performance.now() + PATIENCE;
  while (!holds()) {
    if (performance.now() > deadline) {
      throw new Error(`not within ${PATIENCE / 1000} s: ${what}`);
    }
    await new Promise(requestAnimationFrame);
  }
};

/** All elements below a node that match, through shadow roots. */
const within = (node, selector) => {
  const roots = [node, ...(node.shadowRoot === null || node.shadowRoot === undefined ? [] : [node.shadowRoot])];
  return roots.flatMap((root) =>
    [...root.children].flatMap((child) => [...(child.matches(selector) ? [child] : []), ...within(child, selector)]),
  );
};

/** The text below a node, through shadow roots. */
const textOf = (node) =>
  node.nodeType === Node.TEXT_NODE
    ? node.data
    : [node.shadowRoot, node].flatMap((root) => [...(root?.childNodes ?? [])].map(textOf)).join('');

/** A place over everything else of the page, where elements find what Home Assistant gives them. */
const stage = () => {
  const place = document.createElement('div');
  place.style.cssText = 'position:fixed;inset:0;overflow:auto;z-index:1000;background:var(--primary-background-color)';
  document.querySelector('home-assistant').shadowRoot.append(place);
  return place;
};

const realHass = () => document.querySelector('home-assistant').hass;

/** A connection on which Earshot says what it is told to say. */
class Told {
  connected = true;
  answer = null;
  #subscribers = new Set();
  #events;

  constructor(events) {
    this.#events = events;
  }

  async subscribeMessage(callback) {
    this.#subscribers.add(callback);
    this.#events.forEach(callback);
    return () => this.#subscribers.delete(callback);
  }

  sendMessagePromise() {
    return new Promise((resolve) => (this.answer = resolve));
  }

  addEventListener() {}

  removeEventListener() {}

  say(event) {
    this.#subscribers.forEach((each) => each(event));
  }
}

/** Show every microphone of a scene, and leave it to the caller to answer for the past. */
const show = async (scene, hours) => {
  const told = new Told(scene.events);
  const place = stage();
  const { microphones } = scene.events[0];
  for (let first = 0; first < microphones.length; first += ROWS_OF_A_CARD) {
    const card = document.createElement('earshot-card');
    card.setConfig({ hours, microphones: microphones.slice(first, first + ROWS_OF_A_CARD).map(({ id }) => id) });
    card.hass = { ...realHass(), connection: told };
    place.append(card);
  }
  const strips = (node) => within(node, 'earshot-strip').filter((each) => within(each, '.now').length > 0);
  // Nothing is laid out, and no strip drawn, before it has come near what is seen.
  for (const card of place.children) {
    card.scrollIntoView();
    await until(() => strips(card).length === within(card, 'earshot-row').length && strips(card).length > 0, 'a strip in each row');
  }
  place.scrollTop = 0;
  await until(() => told.answer !== null && strips(place).length === microphones.length, 'a strip for each microphone');
  return { told, place, microphones, strips: strips(place) };
};

const drawnMarks = (strips) => strips.filter((each) => within(each, '.teeth').some((teeth) => teeth.getAttribute('d') !== ''));

/** A week of all microphones, from its answer on. */
const timeline = async (scene) => {
  const { told, place, strips } = await show(scene, 168);
  const text = JSON.stringify(scene.week);
  const took = await frame(() => told.answer(JSON.parse(text)));
  const drawn = drawnMarks(strips).length;
  place.remove();
  if (drawn !== strips.length) {
    throw new Error(`${drawn} of ${strips.length} strips were drawn within the frame`);
  }
  return took;
};

/** So many changes of a microphone among the others, which all have their day beside them. */
const stateChanges = async (scene, count) => {
  const { told, place, microphones, strips } = await show(scene, 24);
  told.answer(scene.day);
  await until(() => drawnMarks(strips).length === strips.length, 'the day of each microphone');
  const took = [];
  for (let turn = 0; turn < count; turn++) {
    // A problem is told before anything else is.
    const microphone = { ...microphones[turn % microphones.length], problem: null, since: new Date().toISOString() };
    const row = () => within(place, 'earshot-row').find((each) => each.microphone.id === microphone.id);
    // What changes is what is looked at: out of sight it would cost less.
    row().scrollIntoView({ block: 'center' });
    await frame(() => {});
    await frame(() => {});
    const words = () => within(row(), '.st')[0].textContent;
    took.push(await frame(() => told.say({ microphones: [{ ...microphone, status: 'listening' }] })));
    if (!words().includes('Listening')) {
      throw new Error(`not shown within the frame: ${words()}`);
    }
    took.push(await frame(() => told.say({ microphones: [{ ...microphone, status: 'armed' }] })));
  }
  place.remove();
  return took;
};

// --- Beside it -----------------------------------------------------------------------------------------------------------

/** So many changes of a switch among fifty of Home Assistant's own tiles, which have no timeline. */
const tileChanges = async (count) => {
  const helpers = await window.loadCardHelpers();
  const place = stage();
  const hass = realHass();
  const ids = Array.from({ length: 50 }, (_, index) => `switch.bench_${index}`);
  const stateOf = (id, state) => ({ entity_id: id, state, attributes: { friendly_name: id }, last_changed: '', last_updated: '', context: {} });
  let states = { ...hass.states, ...Object.fromEntries(ids.map((id) => [id, stateOf(id, 'off')])) };
  const tiles = ids.map((entity) => {
    const tile = helpers.createCardElement({ type: 'tile', entity });
    tile.hass = { ...hass, states };
    place.append(tile);
    return tile;
  });
  const shown = (tile) => textOf(tile).replaceAll(/\s/g, '');
  await until(() => tiles.every((tile) => shown(tile) !== ''), 'a state on each tile');
  const took = [];
  for (let turn = 0; turn < count; turn++) {
    const tile = tiles[turn % tiles.length];
    const before = shown(tile);
    states = { ...states, [ids[turn % ids.length]]: stateOf(ids[turn % ids.length], turn < tiles.length ? 'on' : 'off') };
    took.push(await frame(() => tiles.forEach((each) => (each.hass = { ...hass, states }))));
    await until(() => shown(tile) !== before, 'the change on its tile');
  }
  place.remove();
  return took;
};

/** The same week in Home Assistant's own history card, from its answer on until its canvas is there. */
const history = async (scene) => {
  const helpers = await window.loadCardHelpers();
  const place = stage();
  const hass = realHass();
  const start = Date.now() / 1000 - 7 * 86_400;
  const microphones = scene.week.microphones;
  const ids = microphones.map(({ microphone_id: id }) => `binary_sensor.bench_${id}`);
  const past = Object.fromEntries(
    microphones.map(({ marks }, index) => [
      ids[index],
      [
        { s: 'off', a: {}, lu: start },
        ...marks.flatMap(([, from, to]) => [
          { s: 'on', a: {}, lu: from / 1000 },
          { s: 'off', a: {}, lu: to / 1000 },
        ]),
      ],
    ]),
  );
  const text = JSON.stringify({ states: past, start_time: start, end_time: Date.now() / 1000 });
  let answer = null;
  const connection = Object.assign(Object.create(hass.connection), {
    subscribeMessage: async (callback, { type }) => {
      if (type === 'history/stream') {
        answer = callback;
      }
      return () => {};
    },
  });
  const states = Object.fromEntries(
    ids.map((id) => [id, { entity_id: id, state: 'off', attributes: { friendly_name: id }, last_changed: '', last_updated: '', context: {} }]),
  );
  const card = helpers.createCardElement({ type: 'history-graph', entities: ids, hours_to_show: 168 });
  card.hass = { ...hass, connection, states: { ...hass.states, ...states } };
  place.append(card);
  await until(() => answer !== null, 'the history card asks for its past');
  const since = performance.now();
  answer(JSON.parse(text));
  await until(() => within(place, 'canvas').length > 0, 'a canvas');
  await frame(() => {});
  const took = performance.now() - since;
  place.remove();
  return took;
};

/** The least that a browser does for one change: a text and a colour among fifty rows. */
const bareChanges = async (count) => {
  const place = stage();
  const rows = Array.from({ length: 50 }, (_, index) => {
    const row = document.createElement('div');
    row.textContent = `Room ${index + 1}`;
    place.append(row);
    return row;
  });
  const took = [];
  for (let turn = 0; turn < count; turn++) {
    const row = rows[turn % rows.length];
    took.push(
      await frame(() => {
        row.textContent = `Listening ${turn}`;
        row.style.color = turn % 2 ? 'red' : 'black';
      }),
    );
  }
  place.remove();
  return took;
};

/** The least that a browser does for the week: each activation a line of a path, a path for each of fifty rows. */
const barePaths = async (scene) => {
  const place = stage();
  const space = 'http://www.w3.org/2000/svg';
  const start = Date.now() - 7 * 86_400_000;
  const text = JSON.stringify(scene.week);
  const paths = scene.week.microphones.map(() => {
    const picture = document.createElementNS(space, 'svg');
    picture.setAttribute('height', '20');
    const path = document.createElementNS(space, 'path');
    path.setAttribute('stroke', 'black');
    picture.append(path);
    place.append(picture);
    return path;
  });
  const took = await frame(() => {
    JSON.parse(text).microphones.forEach(({ marks }, index) =>
      paths[index].setAttribute('d', marks.map(([, from]) => `M${(((from - start) / 6048e5) * 400).toFixed(1)} 0v20`).join('')),
    );
  });
  place.remove();
  return took;
};

export default { timeline, stateChanges, tileChanges, history, bareChanges, barePaths };

// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';

import { fakeHass } from '../../dev/hass';
import { SCENES } from '../../dev/scenes';
import { generate } from '../../src/strategy/strategy';
import { registries } from './making';

describe('the strategy', () => {
  it('makes the dashboard of a home for who looks at it', async () => {
    const scene = SCENES.evening ?? { events: [] };
    const { entities = {}, ...rest } = registries();
    const hass = Object.assign(fakeHass(scene), rest, { entities, panelUrl: 'privacy', states: rest.states });
    const { title, views } = await generate(hass);
    expect(title).toBe('Privacy');
    expect(views).toHaveLength(5);
    expect(JSON.stringify(views)).toContain('"/privacy/log"');
    expect(JSON.stringify(views)).toContain('sensor.kitchen_status');
  });
});

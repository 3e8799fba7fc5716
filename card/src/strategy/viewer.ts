import type { Store } from '../api/store';
import type { Viewer } from './dashboard';

/** A dashboard is not kept waiting longer for what only leaves something out. */
const PATIENCE = 2_000;

/** What is known of the home by now, and when that changes. */
export type Known = Pick<Store, 'connection' | 'snapshot' | 'subscribe'>;

interface Looking {
  readonly user?: { readonly is_admin: boolean };
  readonly panelUrl?: string;
}

/** Return who looks at the dashboard, as soon as that is known; a log that nothing is known of is taken to be readable. */
export async function viewerOf({ user, panelUrl = 'lovelace' }: Looking, store: Known): Promise<Viewer> {
  await settled(store);
  const log = store.snapshot?.home.log ?? { kept: true, readable: true };
  return { admin: user?.is_admin === true, log: log.kept && log.readable, base: `/${panelUrl}` };
}

function settled(store: Known): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const look = () => {
      if (store.connection !== 'loading') {
        done();
      }
    };
    const timer = setTimeout(done, PATIENCE);
    const unsubscribe = store.subscribe(look);
    look();
  });
}

// The console: what runs on the page, and the one connection for events.
//
// What comes from elsewhere is only ever set as text, never as markup. Whatever the load, the page
// does a bounded work: rows are made some ten times a second, and no more than can be looked at.

import {EventRouter} from '../client/event-router.js';
import {watchEvents} from './events.js';
import {watchFigures} from './figures.js';
import {offerPublishing} from './publish.js';
import {byId, levels} from './page.js';
import {askForToken, listenForToken, token} from './token.js';

const router = new EventRouter(undefined, token === null ? {levels} : {levels, token});

router.addEventListener('state', ({state, previous, gateway, reason}) => {
  if (state === 'connected') show('connected', `connected to ${gateway ?? 'the gateway'}`);
  else if (state === 'connecting') show('connecting', previous === 'idle' ? 'connecting' : 'connecting again');
  else if (state === 'failed') {
    show('closed', `refused: ${reason}`);
    askForToken();
  } else show('closed', `disconnected${reason ? `: ${reason}` : ''}`);
});

function show(state, text) {
  const shown = byId('state');
  shown.dataset.state = state;
  if (shown.textContent !== text) shown.textContent = text;
}

/** The table of sessions is loaded once it is looked at: many who open the page never do. */
const near = new IntersectionObserver(async (changes) => {
  if (!changes[changes.length - 1].isIntersecting) return;
  near.disconnect();
  try {
    const {watchSessions} = await import('./sessions.js');
    watchSessions();
  } catch {
    byId('sessions-note').textContent = 'the gateway did not answer: load the page anew';
  }
});

listenForToken();
watchEvents(router);
watchFigures();
offerPublishing(router);
near.observe(byId('sessions'));

// The slowest sessions: asked for every two seconds while they can be seen, and can be closed.

import {order, Question} from './orders.js';
import {arrange, byId, bytes, duration, element, number, row} from './page.js';
import {headers} from './token.js';

const EVERY_MILLIS = 2_000;
const SOON_MILLIS = 300;
const COLUMNS = {client: 2, close: 9};

/** Rows by session, each with what it shows. */
let shown = new Map();
let seen = false;
let held = false;
const question = new Question('kick');

export function watchSessions() {
  new IntersectionObserver((changes) => {
    seen = changes[changes.length - 1].isIntersecting;
  }).observe(byId('sessions'));
  byId('hold-sessions').addEventListener('click', hold);
  ask();
}

function hold() {
  held = !held;
  const button = byId('hold-sessions');
  button.setAttribute('aria-pressed', String(held));
  button.textContent = held ? 'Resume' : 'Pause';
}

async function ask() {
  let wait = EVERY_MILLIS;
  if (seen && !held && !document.hidden) {
    try {
      const response = await fetch(new URL('sessions', import.meta.url), {cache: 'no-store', headers});
      const view = response.ok ? await response.json() : undefined;
      if (view === null) wait = SOON_MILLIS;
      else if (view !== undefined && !held) draw(view);
    } catch {
      // The status is asked again soon, and tells if the gateway is away.
    }
  } else {
    wait = SOON_MILLIS;
  }
  setTimeout(ask, wait);
}

function draw(view) {
  const next = new Map();
  for (const session of view.sessions) next.set(session.session, drawn(session));
  shown = next;
  arrange(byId('session-rows'), Array.from(shown.values(), (entry) => entry.row));
  byId('no-sessions').hidden = view.sessions.length > 0;
  byId('sessions-note').textContent = note(view);
  const silent = byId('sessions-silent');
  silent.hidden = view.silent.length === 0;
  silent.textContent = view.silent.length === 0 ? '' : `Not among them: ${view.silent.join('; ')}`;
}

function note({open, gateways, sessions}) {
  const where = gateways === 1 ? 'at this gateway' : `at ${number(gateways)} gateways`;
  const most = sessions.length < open ? `, the slowest ${number(sessions.length)} of them` : '';
  return `${number(open)} open ${where}${most}`;
}

/** The row that is there already, with what is new in it: so a button in it keeps the focus. */
function drawn(session) {
  const text = JSON.stringify(session);
  const entry = shown.get(session.session) ?? {row: emptyRow(session.session), text: ''};
  if (entry.text !== text) {
    cells(session).forEach((content, column) => entry.row.cells[column].replaceChildren(...[content].flat()));
    entry.text = text;
  }
  return entry;
}

function emptyRow(id) {
  const made = row(['', '', '', '', '', '', '', '', '', closeButton(id)], 0);
  Array.from(made.cells).forEach((cell, column) => {
    if (column > 3 && column < COLUMNS.close) cell.className = 'number';
  });
  made.cells[COLUMNS.client].className = 'client';
  made.cells[COLUMNS.close].className = 'close';
  return made;
}

function cells(session) {
  return [
    element('code', session.session),
    session.gateway,
    client(session),
    state(session),
    number(session.subscriptions),
    amount(session.waitingEvents, session.waitingBytes),
    duration(session.oldestMillis),
    duration(session.writingMillis),
    amount(session.unackedEvents, session.unackedBytes),
  ];
}

function client({address, subject}) {
  const place = element('code', address ?? '–');
  return subject === undefined ? place : [element('span', subject), element('span', address ?? '', 'soft block')];
}

function state({state: word, catchingUp}) {
  if (word === 'closing') return element('span', 'closing', 'bad');
  return catchingUp ? 'catching up' : 'live';
}

/** Events, and what they weigh. */
function amount(events, size) {
  if (events === 0) return '0';
  return [number(events), element('span', bytes(size), 'soft block')];
}

function closeButton(id) {
  const button = element('button', 'Close…', 'small');
  button.type = 'button';
  button.setAttribute('aria-label', `Close session ${id}`);
  button.addEventListener('click', () => {
    byId('kick-session').textContent = id;
    question.ask(() => kick(id));
  });
  return button;
}

async function kick(id) {
  await order('kick', {session: id});
  byId('kicked').textContent = `closed: ${id}`;
}

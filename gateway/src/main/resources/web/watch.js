// The watch page: one subscription, the newest events on top.
//
// What an event says is only ever set as text, never as markup. Rows are made at most once a frame,
// and no more are kept than can be looked at, so a flood of events costs the page a bounded effort.

import {EventRouter} from './client/event-router.js';

const MOST_ROWS = 500;
const SHORT_DATA = 140;

const byId = (id) => document.getElementById(id);
const channelInput = byId('channel');
const leastSelect = byId('least');
const eventRows = byId('events');
const rowTemplate = byId('row');

/** Levels from the most urgent to the least; the server writes them into the page. */
const levels = Array.from(leastSelect.options, (option) => option.value);
const counts = new Map(levels.map((level) => [level, 0]));

const router = new EventRouter(undefined, {levels});
let wanted = readAddress();
/** What events are shown of. */
let subscription = null;
let waiting = [];
let paused = false;
let missedWhilePaused = 0;
let drawing = false;
let receivedThisSecond = 0;

function readAddress() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  const least = parameters.get('least');
  return {
    channel: parameters.get('channel') || '>',
    least: levels.includes(least) ? least : levels[levels.length - 1],
  };
}

function writeAddress() {
  const parameters = new URLSearchParams({channel: wanted.channel, least: wanted.least});
  history.replaceState(null, '', `#${parameters}`);
}

// Connection

router.addEventListener('state', ({state, previous, gateway, reason}) => {
  if (state === 'connected') setState('connected', `connected to ${gateway ?? 'the gateway'}`);
  else if (state === 'connecting') setState('connecting', previous === 'idle' ? 'connecting' : 'connecting again');
  else setState('closed', `disconnected${reason ? `: ${reason}` : ''}`);
});

router.addEventListener('gap', ({count, channel, reason}) => {
  showProblem(`${count === null ? 'Some' : `Up to ${count}`} events of ${channel ?? 'any channel'} will not come: ${reason}`);
});

/** Only when the new one holds the old one goes: a channel that is refused costs nothing. */
async function subscribe() {
  const {channel, least} = wanted;
  const next = router.subscribe(channel, (event) => next === subscription && onEvent(event), {minPriority: least});
  try {
    await next.ready;
  } catch (refusal) {
    showProblem(refusal.message);
    return;
  }
  subscription?.unsubscribe();
  subscription = next;
  showProblem(null);
}

function setState(state, text) {
  const element = byId('state');
  element.dataset.state = state;
  element.textContent = text;
}

function showProblem(text) {
  const element = byId('problem');
  element.hidden = text === null;
  element.textContent = text ?? '';
}

// Events

function onEvent(event) {
  receivedThisSecond++;
  counts.set(event.priority, (counts.get(event.priority) ?? 0) + 1);
  if (paused) missedWhilePaused++;
  else {
    waiting.push({event, at: Date.now()});
    if (waiting.length > MOST_ROWS) waiting.shift();
  }
  if (!drawing) {
    drawing = true;
    requestAnimationFrame(draw);
  }
}

function draw() {
  drawing = false;
  const rows = document.createDocumentFragment();
  for (const {event, at} of waiting.reverse()) rows.append(row(event, at));
  waiting = [];
  eventRows.prepend(rows);
  while (eventRows.rows.length > MOST_ROWS) eventRows.lastElementChild.remove();
  byId('empty').hidden = eventRows.rows.length > 0;
  drawCounts();
  drawPause();
}

function row(event, at) {
  const element = rowTemplate.content.firstElementChild.cloneNode(true);
  element.classList.add(rankClass(event.priority));
  setText(element, '.time', time(at));
  setText(element, '.level', event.priority);
  setText(element, '.channel', event.channel);
  setText(element, '.type', event.type);
  setText(element, 'summary', shortData(event));
  setText(element, '.delay', delay(event, at));
  const details = element.querySelector('details');
  details.addEventListener('toggle', () => setText(details, 'pre', JSON.stringify(event, null, 2)), {once: true});
  return element;
}

function setText(parent, selector, text) {
  parent.querySelector(selector).textContent = text ?? '';
}

/** Deployments may have up to 16 levels; the page has four colours. */
function rankClass(level) {
  const rank = levels.indexOf(level);
  const last = levels.length - 1;
  if (rank < 0 || rank === last) return 'rank-3';
  return `rank-${Math.min(rank, 2)}`;
}

function shortData(event) {
  if ('data_base64' in event) return `${atob(event.data_base64).length.toLocaleString('en')} bytes, not text`;
  if (!('data' in event)) return 'no data';
  const text = typeof event.data === 'string' ? event.data : JSON.stringify(event.data);
  return text.length > SHORT_DATA ? `${text.slice(0, SHORT_DATA)}…` : text;
}

function time(at) {
  const date = new Date(at);
  const two = (number) => String(number).padStart(2, '0');
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

/** From the event's own time to its arrival here; as good as the two clocks agree. */
function delay(event, at) {
  const sent = Date.parse(event.time ?? '');
  if (Number.isNaN(sent)) return '–';
  const millis = at - sent;
  if (Math.abs(millis) < 1_000) return `${millis} ms`;
  if (Math.abs(millis) < 60_000) return `${(millis / 1_000).toFixed(1)} s`;
  return `${Math.round(millis / 60_000)} min`;
}

function drawCounts() {
  byId('counts').replaceChildren(...Array.from(counts, ([level, count]) => {
    const item = document.createElement('li');
    const name = document.createElement('span');
    name.className = `level ${rankClass(level)}`;
    name.textContent = level;
    item.append(name, ` ${count.toLocaleString('en')}`);
    return item;
  }));
}

// What the person does

function drawPause() {
  const button = byId('pause');
  button.setAttribute('aria-pressed', String(paused));
  button.firstChild.textContent = paused ? `Resume (${missedWhilePaused.toLocaleString('en')} passed) ` : 'Pause ';
}

function togglePause() {
  paused = !paused;
  missedWhilePaused = 0;
  drawPause();
}

function clear() {
  waiting = [];
  eventRows.replaceChildren();
  for (const level of counts.keys()) counts.set(level, 0);
  missedWhilePaused = 0;
  draw();
}

byId('subscription').addEventListener('submit', (submit) => {
  submit.preventDefault();
  wanted = {channel: channelInput.value.trim(), least: leastSelect.value};
  writeAddress();
  subscribe();
});
byId('pause').addEventListener('click', togglePause);
byId('clear').addEventListener('click', clear);

const shortcuts = {p: togglePause, c: clear, '/': () => channelInput.select()};
document.addEventListener('keydown', (key) => {
  const writing = key.target instanceof HTMLInputElement || key.target instanceof HTMLSelectElement;
  if (writing || key.ctrlKey || key.metaKey || key.altKey || !(key.key in shortcuts)) return;
  key.preventDefault();
  shortcuts[key.key]();
});

setInterval(() => {
  byId('rate').textContent = `${receivedThisSecond.toLocaleString('en')} events/s`;
  receivedThisSecond = 0;
}, 1_000);

channelInput.value = wanted.channel;
leastSelect.value = wanted.least;
drawCounts();
subscribe();

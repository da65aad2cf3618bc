// Live events: one subscription, the newest on top, with a search over what has come.
//
// Counts are of every event. Rows are a sample under a flood: ROWS_PER_SECOND of the newest are added
// at most, some at a time. What is kept for the search is bounded too.

import {byId, colour, duration, element, clock, levelName, levels, number} from './page.js';

const MOST_KEPT = 2_000;
const MOST_ROWS = 200;
const ROWS_PER_SECOND = 400;
const DRAW_MILLIS = 100;
const SHORT_DATA = 140;

const eventRows = byId('events');
const rowTemplate = byId('event-row');

const counts = new Map(levels.map((level) => [level, 0]));
const countTexts = new Map();
const hidden = new Set();

/** The oldest first; what the search looks at. */
let kept = [];
/** Not drawn yet. While paused, what will be kept afterwards. */
let waiting = [];
let paused = false;
let passed = 0;
let missed = 0;
let search = '';
let receivedThisSecond = 0;
let scheduled = false;
/** Rows that may be added now: a burst that fits the table is shown whole. */
let budget = MOST_ROWS;
let lastDraw = performance.now();
let router;
let wanted = readAddress();
/** What events are shown of. */
let subscription = null;

export function watchEvents(client) {
  router = client;
  router.addEventListener('gap', ({count, channel, reason}) => {
    missed += count ?? 0;
    const events = count === null ? 'Some events' : `Up to ${number(missed)} events`;
    showProblem(`${events} of ${channel ?? wanted.channel} did not come: ${reason}`);
  });
  byId('channel').value = wanted.channel;
  byId('least').value = wanted.least;
  listen();
  makeCounts();
  makeFilter();
  setInterval(tellRate, 1_000);
  subscribe();
}

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

/** Only when the new one holds the old one goes: a channel that is refused costs nothing. */
async function subscribe() {
  const {channel, least} = wanted;
  const next = router.subscribe(channel, (event) => next === subscription && take(event), {minPriority: least});
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

function showProblem(text) {
  const shown = byId('problem');
  shown.hidden = text === null;
  shown.textContent = text ?? '';
}

// Events

function take(event) {
  receivedThisSecond++;
  counts.set(event.priority, (counts.get(event.priority) ?? 0) + 1);
  if (paused) passed++;
  waiting.push({event, at: Date.now(), text: null});
  if (waiting.length > 2 * MOST_KEPT) waiting = waiting.slice(-MOST_KEPT);
  schedule();
}

function schedule() {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => requestAnimationFrame(draw), DRAW_MILLIS);
}

function draw() {
  scheduled = false;
  if (!paused) {
    const fresh = waiting;
    waiting = [];
    kept = [...kept, ...fresh].slice(-MOST_KEPT);
    addRows(newest(fresh.filter(isShown), affordable()));
  }
  drawCounts();
  drawPause();
}

function affordable() {
  const now = performance.now();
  budget = Math.min(MOST_ROWS, budget + ((now - lastDraw) / 1_000) * ROWS_PER_SECOND);
  lastDraw = now;
  return Math.floor(budget);
}

function newest(entries, most) {
  const chosen = most > 0 ? entries.slice(-most) : [];
  budget -= chosen.length;
  return chosen;
}

function addRows(entries) {
  const rows = document.createDocumentFragment();
  for (const entry of entries.reverse()) rows.append(eventRow(entry));
  eventRows.prepend(rows);
  while (eventRows.rows.length > MOST_ROWS) eventRows.lastElementChild.remove();
  tellMatching();
}

/** Anew from what is kept, after the search or the filter has changed. */
function redraw() {
  eventRows.replaceChildren();
  addRows(kept.filter(isShown).slice(-MOST_ROWS));
}

function tellMatching() {
  byId('empty').hidden = eventRows.rows.length > 0 || kept.length > 0;
  if (search === '' && hidden.size === 0) byId('matching').textContent = '';
  else byId('matching').textContent = `${number(kept.filter(isShown).length)} of the last ${number(kept.length)} match`;
}

function isShown(entry) {
  if (hidden.has(entry.event.priority)) return false;
  if (search === '') return true;
  entry.text ??= JSON.stringify(entry.event).toLowerCase();
  return entry.text.includes(search);
}

function eventRow({event, at}) {
  const made = rowTemplate.content.firstElementChild.cloneNode(true);
  made.classList.add(`colour-${colour(event.priority)}`);
  setText(made, '.time', clock(at, true));
  setText(made, '.level', event.priority);
  setText(made, '.channel', event.channel);
  setText(made, '.type', event.type);
  setText(made, 'summary', shortData(event));
  setText(made, '.delay', delay(event, at));
  const details = made.querySelector('details');
  details.addEventListener('toggle', () => setText(details, 'pre', JSON.stringify(event, null, 2)), {once: true});
  return made;
}

function setText(parent, selector, text) {
  parent.querySelector(selector).textContent = text ?? '';
}

function shortData(event) {
  if ('data_base64' in event) return `${number(atob(event.data_base64).length)} bytes, not text`;
  if (!('data' in event)) return 'no data';
  const text = typeof event.data === 'string' ? event.data : JSON.stringify(event.data);
  return text.length > SHORT_DATA ? `${text.slice(0, SHORT_DATA)}…` : text;
}

/** From the event's own time to its arrival here; as good as the two clocks agree. */
function delay(event, at) {
  const sent = Date.parse(event.time ?? '');
  return duration(Number.isNaN(sent) ? null : at - sent);
}

// Counts

function makeCounts() {
  for (const level of levels) {
    const text = document.createTextNode(' 0');
    const item = element('li');
    item.append(levelName(level), text);
    byId('counts').append(item);
    countTexts.set(level, text);
  }
}

function drawCounts() {
  for (const [level, text] of countTexts) {
    const now = ` ${number(counts.get(level))}`;
    if (text.data !== now) text.data = now;
  }
}

function tellRate() {
  byId('rate').textContent = `${number(receivedThisSecond)} events/s`;
  receivedThisSecond = 0;
}

// What the person does

function makeFilter() {
  for (const level of levels) {
    const box = element('input');
    box.type = 'checkbox';
    box.checked = true;
    box.addEventListener('change', () => {
      if (box.checked) hidden.delete(level);
      else hidden.add(level);
      redraw();
    });
    const label = element('label', '', 'check');
    label.append(box, levelName(level));
    byId('shown').append(label);
  }
}

function drawPause() {
  const button = byId('pause');
  button.setAttribute('aria-pressed', String(paused));
  button.firstElementChild.textContent = paused ? `Resume (${number(passed)} wait)` : 'Pause';
}

/** The rows stand still, and can be searched; what comes meanwhile is counted, and shown afterwards. */
function togglePause() {
  draw();
  paused = !paused;
  passed = 0;
  draw();
  redraw();
}

function clear() {
  kept = [];
  waiting = [];
  for (const level of counts.keys()) counts.set(level, 0);
  passed = 0;
  missed = 0;
  redraw();
  draw();
}

function listen() {
  byId('subscription').addEventListener('submit', (submit) => {
    submit.preventDefault();
    wanted = {channel: byId('channel').value.trim(), least: byId('least').value};
    writeAddress();
    subscribe();
  });
  byId('search').addEventListener('input', () => {
    search = byId('search').value.trim().toLowerCase();
    redraw();
  });
  byId('pause').addEventListener('click', togglePause);
  byId('clear').addEventListener('click', clear);
  const shortcuts = {p: togglePause, c: clear, '/': () => byId('search').select()};
  document.addEventListener('keydown', (key) => {
    const writing = key.target.matches('input:not([type=checkbox]), select, textarea') || document.querySelector('dialog[open]') !== null;
    if (writing || key.ctrlKey || key.metaKey || key.altKey || !(key.key in shortcuts)) return;
    key.preventDefault();
    shortcuts[key.key]();
  });
}

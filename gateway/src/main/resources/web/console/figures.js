// The figures: asked for every two seconds, shown as tables, and kept for the charts.

import {Chart, History} from './charts.js';
import {showLetters} from './letters.js';
import {byId, bytes, colour, duration, element, levelName, levels, number, percent, rate, row} from './page.js';
import {askForToken, headers, token} from './token.js';

const EVERY_MILLIS = 2_000;
const SOON_MILLIS = 300;
const SUMMARY_MILLIS = 30_000;

const history = new History();
let charts = [];
let lastSummary = Date.now();

export function watchFigures() {
  charts = [
    new Chart(byId('chart-backlog'), history, 'backlog', {write: number, name: 'Backlog in events'}),
    new Chart(byId('chart-delay'), history, 'p99', {write: duration, logarithmic: true, name: 'Delay p99'}),
    new Chart(byId('chart-routed'), history, 'routed', {write: rate, name: 'Events routed a second'}),
  ];
  drawLevels(levels.map((name) => ({name, weight: null})));
  ask();
}

async function ask() {
  let wait = EVERY_MILLIS;
  try {
    const response = await fetch(new URL('status', import.meta.url), {cache: 'no-store', headers});
    if (response.ok) {
      const status = await response.json();
      if (status.flow === null) wait = SOON_MILLIS;
      show(status);
    } else {
      if (response.status === 401 || token !== null) askForToken();
      notice(response.status === 404 ? 'this gateway has no figures' : (await response.text()).trim());
    }
  } catch {
    notice('the gateway does not answer; trying again');
  }
  setTimeout(ask, wait);
}

function notice(text) {
  const shown = byId('notice');
  shown.hidden = text === null;
  if (shown.textContent !== (text ?? '')) shown.textContent = text ?? '';
}

function show({gateway, flow, nodes, letters, may}) {
  byId('sessions').classList.toggle('closable', may.kick);
  if (flow !== null) {
    notice(flow.problem);
    const seconds = Math.round(flow.seconds);
    byId('window').textContent =
      `as ${gateway} sees it${seconds > 0 ? `, rates and delays over the last ${seconds} s` : ''}`;
    drawLevels(flow.levels);
    drawRouters(flow.routers, flow.problem);
    history.add(Date.now(), flow.levels);
    for (const chart of charts) chart.draw();
    tellSummary(flow.levels);
  }
  if (nodes !== null) drawNodes(nodes);
  showLetters(letters, may.replay);
}

// Levels

function drawLevels(views) {
  const body = byId('level-figures').tBodies[0];
  body.replaceChildren(...views.map(levelRow));
}

function levelRow(view) {
  const made = row(
    [
      levelName(view.name),
      number(view.backlog),
      rate(view.published),
      rate(view.routed),
      duration(view.p50),
      duration(view.p99),
      duration(view.worst),
      share(view),
    ],
    0,
  );
  for (const cell of Array.from(made.cells).slice(1, 7)) cell.className = 'number';
  return made;
}

/** What it got of the shared lane, as a bar, with a mark where its weight says. */
function share(view) {
  if (view.weight === null) return element('span', view.backlog === undefined ? '–' : 'express: waits for nobody', 'soft');
  const bar = element('span', '', `share colour-${colour(view.name)}`);
  bar.style.setProperty('--share', String(view.share ?? 0));
  if (view.due !== null) bar.style.setProperty('--due', String(view.due));
  else bar.classList.add('undue');
  bar.setAttribute('aria-hidden', 'true');
  const due = view.due === null ? '' : ` of ${percent(view.due)} due by weight ${view.weight}`;
  return [bar, ` ${percent(view.share)}`, element('span', due, 'soft')];
}

/** For those who hear the page: now and then, and only when something passed. */
function tellSummary(views) {
  if (Date.now() - lastSummary < SUMMARY_MILLIS) return;
  lastSummary = Date.now();
  const busy = views.filter((view) => view.routed > 0 || view.backlog > 0);
  const text = busy.map((view) => `${view.name}: ${rate(view.routed).replace('/s', ' a second')}, backlog ${number(view.backlog)}`);
  if (busy.length > 0) byId('summary').textContent = text.join('; ');
}

// Nodes and routers

function drawNodes(nodes) {
  const rows = nodes.map((node) => {
    const {sessions, queued, memory, uptime} = node.figures;
    const made = row(
      [
        element('code', node.address.replace(/^http:\/\//, '')),
        health(node),
        number(sessions),
        number(queued),
        bytes(memory),
        duration(uptime === undefined ? null : uptime * 1_000),
      ],
      0,
    );
    for (const cell of Array.from(made.cells).slice(2)) cell.className = 'number';
    return made;
  });
  byId('node-rows').replaceChildren(...rows);
}

function health(node) {
  const word = element('span', node.state, node.state === 'ready' ? 'good' : 'bad');
  const checks = node.checks.map((check) => `${check.name}: ${check.detail}`).join('; ');
  const detail = node.detail === '' ? checks : node.detail;
  return detail === '' ? word : [word, element('span', detail, 'soft block')];
}

function drawRouters(lanes, problem) {
  if (problem !== null && lanes.length === 0) return;
  const rows = lanes.flatMap((lane) => {
    const state = element('span', lane.state.toLowerCase(), lane.state === 'Stable' ? 'good' : 'bad');
    if (lane.members.length === 0) return [row([lane.lane, state, 'nobody routes', '', '', ''], 0)];
    return lane.members.map((member) =>
      row([lane.lane, state.cloneNode(true), element('code', member.id.slice(0, 8)), member.host, number(member.threads), number(member.partitions)], 0),
    );
  });
  for (const made of rows) for (const cell of Array.from(made.cells).slice(4)) cell.className = 'number';
  byId('router-rows').replaceChildren(...rows);
}

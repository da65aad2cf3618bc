// The newest dead letters. Asked for only when the status says that there are others.

import {arrange, byId, bytes, element, moment, number, row} from './page.js';
import {headers} from './token.js';

let shownVersion = null;
let asking = false;
let mayReplay = false;
/** Rows by letter, each with what it shows. */
let shown = new Map();

/** `may` is what the gateway lets this page do. */
export async function showLetters(version, may) {
  if (version === null || (version === shownVersion && may === mayReplay) || asking) return;
  asking = true;
  try {
    const response = await fetch(new URL('letters', import.meta.url), {cache: 'no-store', headers});
    const view = response.ok ? await response.json() : null;
    if (view === null) return;
    shownVersion = view.version;
    mayReplay = may;
    draw(view.letters);
  } catch {
    // The status is asked again soon, and tells if the gateway is away.
  } finally {
    asking = false;
  }
}

function draw(letters) {
  const next = new Map();
  for (const letter of letters) next.set(letter.position, drawn(letter));
  shown = next;
  arrange(byId('letter-rows'), Array.from(shown.values(), (entry) => entry.row));
  byId('letters-note').textContent = letters.length === 0 ? 'none' : `the newest ${number(letters.length)}`;
}

/** The row that is there already, if nothing of it has changed. */
function drawn(letter) {
  const text = JSON.stringify([letter, mayReplay]);
  const before = shown.get(letter.position);
  return before?.text === text ? before : {row: letterRow(letter), text};
}

function letterRow(letter) {
  const made = row(
    [
      moment(letter.stored),
      element('code', letter.position),
      reason(letter),
      from(letter),
      value(letter),
      replay(letter),
    ],
    1,
  );
  made.cells[0].className = 'time';
  made.cells[5].className = 'buttons';
  return made;
}

function reason(letter) {
  const word = element('strong', letter.reason, 'reason');
  return letter.detail === '' ? word : [word, element('span', letter.detail, 'soft block')];
}

function from(letter) {
  const place = element('code', letter.source === '' ? 'not known' : letter.source);
  return letter.key === '' ? place : [place, element('span', `key ${letter.key}`, 'soft block')];
}

function value(letter) {
  const size = element('span', bytes(letter.bytes), 'soft block');
  if (letter.preview === null) return ['not text', size];
  return letter.preview === '' ? 'empty' : [element('code', letter.preview, 'preview'), size];
}

function replay(letter) {
  if (letter.replayedTo !== null) return [element('span', 'replayed', 'good'), element('code', letter.replayedTo, 'block')];
  if (letter.partial) return element('span', 'a part of it only', 'soft');
  return mayReplay ? [replayButton(letter), copyButton(letter)] : copyButton(letter);
}

function replayButton(letter) {
  const button = element('button', 'Replay…', 'small replay');
  button.type = 'button';
  button.setAttribute('aria-label', `Replay ${letter.position}`);
  button.addEventListener('click', () => ask(letter));
  return button;
}

/** The dialog is loaded when it is needed. */
async function ask(letter) {
  try {
    const {askReplay} = await import('./replay.js');
    askReplay(letter);
  } catch {
    byId('copied').textContent = 'the gateway did not answer: load the page anew';
  }
}

function copyButton(letter) {
  const command = `event-router dead-letters replay ${letter.position}`;
  const button = element('button', 'Copy the command', 'small copy');
  button.type = 'button';
  button.title = command;
  button.setAttribute('aria-label', `Copy the command that replays ${letter.position}`);
  button.addEventListener('click', () => copy(command));
  return button;
}

async function copy(command) {
  try {
    await navigator.clipboard.writeText(command);
    byId('copied').textContent = `copied: ${command}`;
  } catch {
    byId('copied').textContent = command;
  }
}

// The newest dead letters. Asked for only when the status says that there are others.

import {byId, bytes, element, moment, number, row} from './page.js';
import {headers} from './token.js';

let shownVersion = null;
let asking = false;

export async function showLetters(version) {
  if (version === null || version === shownVersion || asking) return;
  asking = true;
  try {
    const response = await fetch(new URL('letters', import.meta.url), {cache: 'no-store', headers});
    const view = response.ok ? await response.json() : null;
    if (view === null) return;
    shownVersion = view.version;
    draw(view.letters);
  } catch {
    // The status is asked again soon, and tells if the gateway is away.
  } finally {
    asking = false;
  }
}

function draw(letters) {
  byId('letter-rows').replaceChildren(...letters.map(letterRow));
  byId('letters-note').textContent = letters.length === 0 ? 'none' : `the newest ${number(letters.length)}`;
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
  const command = `event-router dead-letters replay ${letter.position}`;
  const button = element('button', 'Copy the command', 'small');
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

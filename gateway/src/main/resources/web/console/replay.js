// The dialog that replays a dead letter. What would happen is for the gateway to say: it is asked
// when the dialog opens, and with each change.

import {order, Question} from './orders.js';
import {byId} from './page.js';

const question = new Question('replay');
let letter = null;
let checks = 0;

for (const field of ['replay-channel', 'replay-level']) byId(field).addEventListener('change', check);

export function askReplay(chosen) {
  letter = chosen;
  byId('replay-letter').textContent = letter.position;
  byId('replay-channel').value = letter.channel;
  byId('replay-level').value = letter.level;
  question.ask(replay);
  check();
}

/** What is as it was is not sent: so a letter is not changed by looking at it. */
function wanted() {
  const wish = {letter: letter.position};
  const channel = byId('replay-channel').value.trim();
  const level = byId('replay-level').value;
  if (channel !== letter.channel && channel !== '') wish.channel = channel;
  if (level !== letter.level && level !== '') wish.level = level;
  return wish;
}

async function check() {
  const number = ++checks;
  tell('asking the gateway what would happen…', false);
  try {
    const plan = await order('replay', {...wanted(), dryRun: true});
    const partition = plan.partition < 0 ? 'the partition that its key leads to' : `partition ${plan.partition}`;
    if (number === checks) tell(`Would go to ${plan.topic}, ${partition}: ${plan.channel} at ${plan.level}.`, false);
  } catch (refusal) {
    if (number === checks) tell(`Not as it is: ${refusal.message}`, true);
  }
}

function tell(text, refused) {
  const shown = byId('replay-plan');
  shown.textContent = text;
  shown.classList.toggle('bad', refused);
}

async function replay() {
  const {replayedTo, noted} = await order('replay', wanted());
  const warning = noted ? '' : ', but the receipt was not written: do not replay it again';
  byId('copied').textContent = `replayed: ${letter.position} to ${replayedTo}${warning}`;
}

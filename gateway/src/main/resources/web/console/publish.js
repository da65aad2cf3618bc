// The form that publishes an event. It is there only where the gateway takes events.

import {byId, levels} from './page.js';

export function offerPublishing(router) {
  if (document.querySelector('meta[name=publish]').content !== 'yes') return;
  byId('publish').hidden = false;
  byId('publish-link').hidden = false;
  byId('priority').value = levels.includes('normal') ? 'normal' : levels[levels.length - 1];
  byId('publisher').addEventListener('submit', (submit) => {
    submit.preventDefault();
    publish(router, submit.submitter);
  });
}

async function publish(router, button) {
  const event = {channel: byId('to-channel').value.trim(), priority: byId('priority').value, data: data()};
  const type = byId('event-type').value.trim();
  if (type !== '') event.type = type;
  button.disabled = true;
  tell('publishing…', false);
  try {
    const {id, position} = await router.publish(event);
    tell(`published: ${id}${position ? ` at ${position}` : ''}`, false);
  } catch (refusal) {
    tell(`not published: ${refusal.message}`, true);
  }
  button.disabled = false;
}

/** JSON where it is, else a text; nothing where there is none. */
function data() {
  const text = byId('data').value;
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function tell(text, failed) {
  const shown = byId('published');
  shown.textContent = text;
  shown.classList.toggle('problem', failed);
}

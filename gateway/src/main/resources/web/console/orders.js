// What the page asks the gateway to do, and how it asks a person first.

import {byId} from './page.js';
import {headers} from './token.js';

/** The answer; fails with what the gateway says. */
export async function order(path, body) {
  const response = await fetch(new URL(path, import.meta.url), {
    method: 'POST',
    cache: 'no-store',
    headers: {...headers, 'content-type': 'application/json'},
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error((await response.text()).trim());
  return response.json();
}

/**
 * A dialog of the page with a form, a button that cancels, and a place for what went wrong. It is
 * done with when `carryOut` has not failed; what had the focus before has it again then.
 */
export class Question {
  #dialog;
  #carryOut = null;
  #opener = null;
  #region = null;
  #busy = false;

  constructor(id) {
    this.#dialog = byId(id);
    this.#dialog.querySelector('form').addEventListener('submit', (submit) => {
      submit.preventDefault();
      this.#answer();
    });
    this.#dialog.querySelector('.cancel').addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('cancel', (cancel) => this.#busy && cancel.preventDefault());
    this.#dialog.addEventListener('close', () => this.#opener.isConnected || this.#region?.focus({preventScroll: true}));
  }

  ask(carryOut) {
    this.#carryOut = carryOut;
    this.#opener = document.activeElement;
    this.#region = this.#opener.closest('.scroll');
    this.#tell(null);
    this.#dialog.showModal();
  }

  #tell(problem) {
    const shown = this.#dialog.querySelector('.problem');
    shown.hidden = problem === null;
    shown.textContent = problem ?? '';
  }

  async #answer() {
    if (this.#busy) return;
    this.#wait(true);
    this.#tell(null);
    try {
      await this.#carryOut();
      this.#dialog.close();
    } catch (failure) {
      this.#tell(failure.message);
    }
    this.#wait(false);
  }

  #wait(busy) {
    this.#busy = busy;
    for (const button of this.#dialog.querySelectorAll('button')) button.disabled = busy;
  }
}

// The token that the gateway asks for, where it has keys: kept until the tab is closed.

import {byId} from './page.js';

const KEY = 'event-router-token';

export const token = sessionStorage.getItem(KEY);

/** For requests of the page. */
export const headers = token === null ? {} : {authorization: `Bearer ${token}`};

/** Shows the form; the page is loaded anew with what is given. */
export function askForToken() {
  byId('identify').hidden = false;
  byId('forget').hidden = token === null;
}

export function listenForToken() {
  byId('identify').addEventListener('submit', (submit) => {
    submit.preventDefault();
    sessionStorage.setItem(KEY, byId('token').value.trim());
    location.reload();
  });
  byId('forget').addEventListener('click', () => {
    sessionStorage.removeItem(KEY);
    location.reload();
  });
}

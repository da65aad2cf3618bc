// What the parts of the console share: elements, levels, and how figures are written.

export const byId = (id) => document.getElementById(id);

/** Levels from the most urgent to the least; the server writes them into the page. */
export const levels = Array.from(byId('least').options, (option) => option.value);

/** Colours are for eight levels; with four or fewer, the least urgent one is always grey. */
export function colour(level) {
  const rank = levels.indexOf(level);
  if (rank < 0) return 3;
  if (levels.length > 4) return rank % 8;
  return rank === levels.length - 1 ? 3 : Math.min(rank, 2);
}

/** An element with text in it; never markup. */
export function element(name, text = '', className = '') {
  const made = document.createElement(name);
  if (text !== '') made.textContent = text;
  if (className !== '') made.className = className;
  return made;
}

/** A table row. Cells are texts, or elements, or lists of those. */
export function row(cells, heading = null) {
  const made = document.createElement('tr');
  cells.forEach((cell, column) => {
    const made_ = element(column === heading ? 'th' : 'td');
    if (column === heading) made_.scope = 'row';
    made_.append(...[cell].flat());
    made.append(made_);
  });
  return made;
}

/**
 * Makes the rows of a table's body those, in that order. The one that has the focus is not moved,
 * as it would lose it, and stays where it is on the screen; where it goes, its table gets the focus.
 */
export function arrange(body, rows) {
  const scroller = body.closest('.scroll');
  const {scrollTop} = scroller;
  const held = rows.find((one) => one.contains(document.activeElement));
  const before = held?.offsetTop ?? 0;
  const orphaned = held === undefined && body.contains(document.activeElement);
  const wanted = new Set(rows);
  for (const old of Array.from(body.rows)) if (!wanted.has(old)) old.remove();
  const middle = held === undefined ? rows.length : rows.indexOf(held);
  for (let i = middle + 1; i < rows.length; i++) if (rows[i - 1].nextElementSibling !== rows[i]) rows[i - 1].after(rows[i]);
  for (let i = middle - 1; i >= 0; i--) {
    const next = rows[i + 1] ?? null;
    if (rows[i].parentNode !== body || rows[i].nextElementSibling !== next) body.insertBefore(rows[i], next);
  }
  scroller.scrollTop = scrollTop + (held?.offsetTop ?? 0) - before;
  if (orphaned) scroller.focus({preventScroll: true});
}

export function levelName(level) {
  return element('span', level, `level colour-${colour(level)}`);
}

export function number(value) {
  return value === null || value === undefined ? '–' : Math.round(value).toLocaleString('en');
}

export function rate(value) {
  if (value === null || value === undefined) return '–';
  return `${value < 10 && value > 0 ? value.toFixed(1) : number(value)}/s`;
}

export function percent(value) {
  return value === null || value === undefined ? '–' : `${(value * 100).toFixed(value < 0.1 ? 1 : 0)} %`;
}

export function duration(millis) {
  if (millis === null || millis === undefined) return '–';
  const size = Math.abs(millis);
  if (size < 1_000) return `${Math.round(millis)} ms`;
  if (size < 60_000) return `${(millis / 1_000).toFixed(1)} s`;
  if (size < 7_200_000) return `${Math.round(millis / 60_000)} min`;
  return size < 172_800_000 ? `${Math.round(millis / 3_600_000)} h` : `${Math.round(millis / 86_400_000)} d`;
}

export function bytes(value) {
  if (value === null || value === undefined) return '–';
  const units = ['B', 'KiB', 'MiB', 'GiB'];
  let unit = 0;
  while (value >= 1_024 && unit < units.length - 1) {
    value /= 1_024;
    unit++;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}

export function clock(at, withMillis = false) {
  const date = new Date(at);
  const two = (part) => String(part).padStart(2, '0');
  const text = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return withMillis ? `${text}.${String(date.getMilliseconds()).padStart(3, '0')}` : text;
}

/** With the day, unless it is today. */
export function moment(at) {
  const date = new Date(at);
  const today = date.toDateString() === new Date().toDateString();
  const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return today ? clock(at) : `${day.join('-')} ${clock(at)}`;
}

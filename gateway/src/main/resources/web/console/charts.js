// Charts over the last quarter of an hour, drawn by uPlot. The table of the latest figures is their
// text; a chart that has the focus reads out a moment of it, moved by the arrow keys.

import {clock, colour, levels} from './page.js';

const MOST_SAMPLES = 450;
const LEAST_SPAN_SECONDS = 60;
const HEIGHT = 190;
const DASHES = [[], [9, 3], [4, 3], [2, 3], [12, 3, 2, 3], [7, 2], [3, 2], [1, 3]];

/** What each level was, sample by sample: bounded, the oldest go first. */
export class History {
  times = [];
  #samples = [];

  add(atMillis, views) {
    this.times.push(atMillis / 1_000);
    this.#samples.push(new Map(views.map((view) => [view.name, view])));
    if (this.times.length > MOST_SAMPLES) {
      this.times.shift();
      this.#samples.shift();
    }
  }

  series(figure) {
    return [this.times, ...levels.map((level) => this.#samples.map((sample) => sample.get(level)?.[figure] ?? null))];
  }
}

export class Chart {
  #place;
  #history;
  #figure;
  #options;
  #reading;
  #plot = null;
  #at = null;

  constructor(place, history, figure, options) {
    this.#place = place;
    this.#history = history;
    this.#figure = figure;
    this.#options = options;
    this.#reading = place.parentElement.querySelector('.reading');
    place.tabIndex = 0;
    place.setAttribute('role', 'img');
    place.setAttribute('aria-label', `${options.name} over time; arrow keys read it, the table above has the latest`);
    place.addEventListener('keydown', (key) => this.#move(key));
    place.addEventListener('focus', () => (this.#reading.ariaLive = 'polite'));
    place.addEventListener('blur', () => (this.#reading.ariaLive = 'off'));
    this.#reading.ariaLive = 'off';
    this.#make();
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => this.#make());
    new ResizeObserver(() => this.#plot.setSize({width: place.clientWidth, height: HEIGHT})).observe(place);
  }

  draw() {
    this.#plot.setData(this.#data());
  }

  #data() {
    const data = this.#history.series(this.#figure);
    if (!this.#options.logarithmic) return data;
    const atLeastOne = (value) => (value === null ? null : Math.max(1, value));
    return [data[0], ...data.slice(1).map((values) => values.map(atLeastOne))];
  }

  #make() {
    this.#plot?.destroy();
    this.#plot = new window.uPlot(this.#layout(), this.#data(), this.#place);
  }

  #layout() {
    const {logarithmic, write} = this.#options;
    const style = getComputedStyle(document.documentElement);
    const ink = style.getPropertyValue('--soft').trim();
    const line = style.getPropertyValue('--line').trim();
    const axis = {stroke: ink, grid: {stroke: line, width: 1}, ticks: {stroke: line, width: 1}, font: '12px system-ui, sans-serif'};
    return {
      width: this.#place.clientWidth,
      height: HEIGHT,
      legend: {show: false},
      cursor: {y: false, drag: {x: false, y: false}},
      scales: {
        x: {range: (plot, from, to) => span(from, to)},
        y: logarithmic ? {distr: 3, range: decades} : {range: (plot, from, to) => [0, Math.max(1, (to ?? 0) * 1.1)]},
      },
      axes: [
        {...axis, values: (plot, splits) => splits.map((at) => clock(at * 1_000).slice(0, 5)), incrs: [60, 120, 300]},
        {...axis, size: 62, values: (plot, splits) => splits.map((value) => (value === null ? '' : write(value)))},
      ],
      series: [{}, ...levels.map((level, rank) => this.#line(level, rank, style))],
      hooks: {setCursor: [(plot) => this.#read(plot.cursor.idx)]},
    };
  }

  #line(level, rank, style) {
    return {
      label: level,
      stroke: style.getPropertyValue(`--level-${colour(level)}`).trim(),
      width: rank === 0 ? 2.5 : 2,
      dash: DASHES[rank % DASHES.length],
      points: {show: false},
      spanGaps: false,
    };
  }

  #read(index) {
    this.#at = index ?? null;
    if (this.#at === null || this.#history.times[this.#at] === undefined) {
      this.#reading.textContent = '';
      return;
    }
    const series = this.#history.series(this.#figure);
    const values = levels.map((level, rank) => `${level} ${this.#options.write(series[rank + 1][this.#at])}`);
    this.#reading.textContent = `${clock(series[0][this.#at] * 1_000)}  ${values.join('  ')}`;
  }

  #move(key) {
    const step = {ArrowLeft: -1, ArrowRight: 1}[key.key];
    const last = this.#history.times.length - 1;
    if (step === undefined || last < 0) return;
    key.preventDefault();
    const index = Math.min(last, Math.max(0, (this.#at ?? last + 1) + step));
    const left = this.#plot.valToPos(this.#history.times[index], 'x');
    this.#plot.setCursor({left, top: 0});
    this.#read(index);
  }
}

/** Up to the present; not narrower than a minute, so that the first samples do not jump about. */
function span(from, to) {
  const end = to ?? Date.now() / 1_000;
  return [Math.min(from ?? end, end - LEAST_SPAN_SECONDS), end];
}

/** Whole powers of ten around what there is. */
function decades(plot, from, to) {
  const low = Math.floor(Math.log10(from ?? 1));
  const high = Math.max(low + 2, Math.ceil(Math.log10((to ?? 100) + 0.1)));
  return [10 ** low, 10 ** high];
}

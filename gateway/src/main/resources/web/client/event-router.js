/**
 * Subscribes to the channels of an event-router gateway, in a browser or in Node. No dependencies.
 *
 *   import {EventRouter} from 'https://gateway.example/client/event-router.js';
 *   const router = new EventRouter();
 *   router.subscribe('orders.>', (event) => show(event));
 *   for await (const event of router.subscribe('alerts.*')) show(event);
 *
 * A connection that is lost is made again, with back-off and full jitter, or when the gateway asked
 * for it; each subscription goes on at its last checkpoint, and what comes twice is handed on once.
 * Whatever could not be recovered is told with a `gap` event: there is no silent gap.
 *
 * Types and what each option means: event-router.d.ts beside this file.
 */

const PROTOCOL = 'eventrouter.v1';
const LEVELS = ['critical', 'high', 'normal', 'low'];
const USUAL_HEARTBEAT_SECONDS = 25;
const LONGEST_TIMER_MILLIS = 2 ** 31 - 1;
const LONGEST_HINT_MILLIS = 3_600_000;

/** A connection that held for so long was not a failure. */
const LASTING_MILLIS = 10_000;

/** How long the gateway may take to answer when there is reason to doubt that it is there. */
const PROBE_MILLIS = 5_000;

/** Acknowledgements are gathered for so long: a client may send some fifty messages a second. */
const ACK_MILLIS = 50;
const ACKS_PER_MESSAGE = 256;

/** More published events wait here until some are answered, for the same reason. */
const PUBLISHES_IN_FLIGHT = 16;
const MOST_PUBLISHES = 1_000;

/** Words of 32 positions kept for each partition: from 4,096 to 131,072 positions. */
const WORDS_PER_PARTITION = 4_096;

/** What happened, with the details as members; its type is `state`, `gap`, `error`, `checkpoint` or `control`. */
class RouterEvent extends Event {
  constructor(type, details) {
    super(type, {cancelable: type === 'error'});
    Object.assign(this, details);
  }
}

/** What the gateway refused, or what failed here; `code` is one word. */
export class EventRouterError extends Error {
  constructor(code, message, options) {
    super(message || code, options);
    this.name = 'EventRouterError';
    this.code = code;
  }
}

/**
 * Which positions have been seen, in bounded memory.
 *
 * Positions come in no order, as urgent events overtake others of their partition. So each partition
 * has a bit for each position, in words of 32 that are made when the first of them is seen. The word
 * that was begun first is forgotten first: a position in it counts as new again, since an event that
 * is shown twice does less harm than one that is not shown.
 */
export class PositionWindow {
  #partitions = new Map();
  #wordsPerPartition;

  constructor(wordsPerPartition = WORDS_PER_PARTITION) {
    this.#wordsPerPartition = wordsPerPartition;
  }

  has(position) {
    const {partition, word, bit} = place(position);
    return ((this.#partitions.get(partition)?.get(word) ?? 0) & bit) !== 0;
  }

  add(position) {
    const {partition, word, bit} = place(position);
    let words = this.#partitions.get(partition);
    if (!words) this.#partitions.set(partition, (words = new Map()));
    words.set(word, (words.get(word) ?? 0) | bit);
    if (words.size > this.#wordsPerPartition) words.delete(words.keys().next().value);
  }

  /** It counts as new when it comes again. */
  delete(position) {
    const {partition, word, bit} = place(position);
    const words = this.#partitions.get(partition);
    if (words?.has(word)) words.set(word, words.get(word) & ~bit);
  }

  clear() {
    this.#partitions.clear();
  }
}

function place(position) {
  const colon = position.indexOf(':');
  const offset = Number(position.slice(colon + 1));
  return {partition: position.slice(0, colon), word: Math.floor(offset / 32), bit: 1 << offset % 32};
}

/** Whether a channel is of a pattern: `*` is any one token, a last `>` one or more. */
export function matches(pattern, channel) {
  const wanted = pattern.split('.');
  const tokens = channel.split('.');
  const open = wanted[wanted.length - 1] === '>';
  if (open ? tokens.length < wanted.length : tokens.length !== wanted.length) return false;
  return wanted.every((token, i) => token === '*' || token === tokens[i] || (open && i === wanted.length - 1));
}

/**
 * Full jitter: any time up to a bound that doubles with each failure in a row, so that thousands of
 * clients of one gateway do not come back together.
 */
export function backOff(failures, {baseMillis, longestMillis, random}) {
  return random() * Math.min(longestMillis, baseMillis * 2 ** Math.min(failures - 1, 50));
}

/**
 * How far the handlers have come: a checkpoint holds once all that came before it has been handled.
 * So a cursor that is kept somewhere never skips an event that was still in somebody's hands.
 */
class Progress {
  #stretches = [{open: 0, cursor: null}];
  open = 0;
  cursor = null;

  /** An event is handed to a handler; the stretch that it is part of. */
  begin() {
    const stretch = this.#stretches[this.#stretches.length - 1];
    stretch.open++;
    this.open++;
    return stretch;
  }

  /** True when a checkpoint was reached by it. */
  end(stretch) {
    stretch.open--;
    this.open--;
    return this.#advance();
  }

  checkpoint(cursor) {
    this.#stretches[this.#stretches.length - 1].cursor = cursor;
    this.#stretches.push({open: 0, cursor: null});
    return this.#advance();
  }

  #advance() {
    const before = this.cursor;
    while (this.#stretches[0].cursor !== null && this.#stretches[0].open === 0)
      this.cursor = this.#stretches.shift().cursor;
    return this.cursor !== before;
  }
}

/** What one caller asked for: a handler that is called, or events to iterate over. */
class Subscription {
  #end;
  #handler;
  #waiting = [];
  #readers = [];
  #inHand = null;
  #over = false;
  #failure = null;
  #settle;

  constructor(channel, options, handler, end) {
    this.channel = channel;
    this.minPriority = options.minPriority ?? null;
    this.ack = options.ack === true;
    this.#handler = handler;
    this.#end = end;
    this.ready = new Promise((resolve, reject) => (this.#settle = {resolve, reject}));
    this.ready.catch(() => {});
  }

  /** Nothing more comes of it, not even what waits to be read. */
  unsubscribe() {
    const left = this.#waiting.splice(0);
    this.#end(this);
    for (const item of left) item.done(new EventRouterError('abandoned', 'unsubscribed'));
  }

  /** Calls `done` with whether it was handled, at some time. */
  deliver(event, done) {
    if (this.#handler) {
      this.#call(event, done);
      return;
    }
    const item = {event, done};
    const reader = this.#readers.shift();
    if (reader) this.#hand(item, reader);
    else this.#waiting.push(item);
  }

  #call(event, done) {
    let result;
    try {
      result = this.#handler(event, this);
    } catch (failure) {
      done(failure);
      return;
    }
    if (typeof result?.then === 'function')
      result.then(() => done(null), (failure) => done(failure ?? new Error('the handler failed')));
    else done(null);
  }

  confirmed(outcome) {
    this.#settle.resolve(outcome);
  }

  /** No more comes. What has come can still be read, unless it failed. */
  over(failure = null) {
    if (this.#over) return;
    this.#over = true;
    this.#failure = failure;
    this.#settle.reject(failure ?? new EventRouterError('unsubscribed', 'the subscription has ended'));
    for (const reader of this.#readers.splice(0)) this.#answer(reader);
  }

  [Symbol.asyncIterator]() {
    if (this.#handler) throw new TypeError('a subscription with a handler cannot be iterated over');
    return {
      next: () => this.#next(),
      return: async () => {
        this.#abandon();
        return {done: true, value: undefined};
      },
    };
  }

  #next() {
    this.#handled();
    return new Promise((resolve, reject) => {
      const reader = {resolve, reject};
      const item = this.#waiting.shift();
      if (item) this.#hand(item, reader);
      else if (this.#over) this.#answer(reader);
      else this.#readers.push(reader);
    });
  }

  #hand(item, reader) {
    this.#handled();
    this.#inHand = item;
    reader.resolve({done: false, value: item.event});
  }

  /** Who asks for the next has done with the one before. */
  #handled() {
    const item = this.#inHand;
    this.#inHand = null;
    item?.done(null);
  }

  /** The loop was left: by `break` or by an exception, nobody can tell, so what was in hand counts as not handled. */
  #abandon() {
    if (this.#inHand) this.#waiting.unshift(this.#inHand);
    this.#inHand = null;
    this.unsubscribe();
  }

  #answer(reader) {
    if (this.#failure) reader.reject(this.#failure);
    else reader.resolve({done: true, value: undefined});
  }
}

/** What the gateway is asked for: one for each pattern, whatever the number of subscriptions to it. */
class Route {
  subscriptions = new Set();
  minPriority = null;
  ack = false;
  confirmed = false;
  asked = false;
  /** Where it goes on when the connection is lost; null while only `start` is known. */
  cursor = null;

  constructor(channel, start, seen) {
    this.channel = channel;
    this.start = start;
    this.begunMillis = Date.now();
    this.seen = seen;
  }

  /** The message that asks for it. */
  request(ref) {
    const message = {op: 'subscribe', channel: this.channel, ref};
    if (this.minPriority !== null) message.minPriority = this.minPriority;
    if (this.ack) message.ack = true;
    // A change of what holds already replays nothing.
    if (this.confirmed) return message;
    if (this.cursor !== null) message.cursor = this.cursor;
    else if (this.start.cursor !== undefined) message.cursor = this.start.cursor;
    else if (this.start.since !== undefined) message.since = this.#since();
    return message;
  }

  /** A time that is meant from the first request on is longer ago in a later one. */
  #since() {
    const {since} = this.start;
    if (!this.asked) return since;
    const period = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(since);
    if (!period) return since;
    const [hours, minutes, seconds] = period.slice(1).map((n) => Number(n ?? 0));
    const passed = Math.ceil((Date.now() - this.begunMillis) / 1_000);
    return `PT${hours * 3_600 + minutes * 60 + seconds + passed}S`;
  }
}

/** One connection, from the attempt to its end. It only tells; what follows is the client's affair. */
class Connection {
  #socket;
  #tell;
  #silence = null;
  #opening;
  #answers = new Map();
  #lastHeard = Date.now();
  #answered = true;
  #heartbeatMillis = USUAL_HEARTBEAT_SECONDS * 1_000;
  #over = false;
  hintMillis = null;
  /** The newest cursor that the gateway gave on this connection. */
  cursor = null;
  readySince = null;

  constructor(WebSocketClass, url, token, connectMillis, tell) {
    this.#tell = tell;
    const protocols = token === null ? [PROTOCOL] : [PROTOCOL, `bearer.${token}`];
    this.#socket = new WebSocketClass(url, protocols);
    this.#socket.addEventListener('open', () => this.#opened());
    this.#socket.addEventListener('message', ({data}) => this.#message(data));
    this.#socket.addEventListener('close', ({code, reason}) => this.#end({code, reason: String(reason ?? '')}));
    // A close follows each error, and says as much as there is to know; but `ws` throws where nobody listens.
    this.#socket.addEventListener('error', () => {});
    this.#opening = setTimeout(() => this.drop('no answer in time'), connectMillis);
  }

  #opened() {
    if (this.#socket.protocol !== PROTOCOL) {
      this.#end({code: 1002, reason: 'protocol'});
      this.#socket.close(1000);
    }
  }

  #message(data) {
    if (this.#over) return;
    this.#lastHeard = Date.now();
    this.#answered = true;
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      message = null;
    }
    if (message?.op === 'welcome') this.#greeted(message);
    if (typeof message?.op === 'string') this.#control(message);
    else if (message?.specversion && typeof message.channel === 'string') this.#tell.event(this, message);
    else this.drop('a message came that is not of the protocol');
  }

  #greeted(welcome) {
    clearTimeout(this.#opening);
    this.cursor = welcome.cursor ?? null;
    this.readySince = Date.now();
    if (welcome.heartbeatSeconds > 0) this.#heartbeatMillis = welcome.heartbeatSeconds * 1_000;
    this.#listen(this.#heartbeatMillis * 1.25);
  }

  #control(message) {
    if (message.op === 'checkpoint') this.cursor = message.cursor;
    if (message.op === 'reconnect')
      this.hintMillis = Math.min(Math.max(0, Number(message.afterMillis) || 0), LONGEST_HINT_MILLIS);
    const answer = this.#answers.get(message.ref);
    if (answer && message.ref !== undefined) {
      this.#answers.delete(message.ref);
      answer(message);
    } else {
      this.#tell.control(this, message);
    }
  }

  /**
   * Browsers answer the gateway's pings by themselves and show none of them. So a connection that is
   * quiet for longer than a heartbeat is asked, and one that does not answer is given up.
   */
  #listen(millis) {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#look(), millis);
  }

  #look() {
    const silent = Date.now() - this.#lastHeard;
    const ask = this.#heartbeatMillis * 1.25;
    if (silent < ask) this.#listen(ask - silent);
    else this.probe(ask);
  }

  /** Asks for a sign of life. */
  probe(withinMillis = PROBE_MILLIS) {
    if (this.#over || this.readySince === null) return;
    this.#answered = false;
    this.send({op: 'ping'});
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      if (this.#answered) this.#look();
      else this.drop('nothing was heard');
    }, withinMillis);
  }

  /** Sends it; `answered` is called with what has the same `ref`, unless the connection ends before. */
  send(message, answered) {
    if (this.#over || this.#socket.readyState !== 1) return;
    if (answered) this.#answers.set(message.ref, answered);
    this.#socket.send(JSON.stringify(message));
  }

  /** Ends it at once, whatever the other side thinks. */
  drop(reason) {
    if (this.#over) return;
    this.#end({code: 1006, reason});
    if (this.#socket.terminate) this.#socket.terminate();
    else this.#socket.close();
  }

  /** Ends it politely; nothing more is told of it. */
  leave() {
    this.#stop();
    this.#socket.close(1000);
  }

  #stop() {
    this.#over = true;
    clearTimeout(this.#opening);
    clearTimeout(this.#silence);
  }

  #end(why) {
    if (this.#over) return;
    this.#stop();
    this.#tell.ended(this, why);
  }
}

/** Gathers what is to be acknowledged. */
class Acks {
  #positions = [];
  #timer = null;

  /** @param most how many are kept while there is no connection: the gateway sends again what is not acknowledged */
  constructor(sendMessage, most) {
    this.sendMessage = sendMessage;
    this.most = most;
  }

  add(position) {
    this.#positions.push(position);
    if (this.#positions.length > this.most) this.#positions.shift();
    if (this.#positions.length % ACKS_PER_MESSAGE === 0) this.send();
    else this.#timer ??= setTimeout(() => this.send(), ACK_MILLIS);
  }

  send() {
    clearTimeout(this.#timer);
    this.#timer = null;
    while (this.#positions.length > 0) {
      if (!this.sendMessage({op: 'ack', positions: this.#positions.slice(0, ACKS_PER_MESSAGE)})) return;
      this.#positions.splice(0, ACKS_PER_MESSAGE);
    }
  }

  clear() {
    clearTimeout(this.#timer);
    this.#positions = [];
  }
}

/**
 * Events to be published, until they are answered. One that was under way when the connection was lost
 * is sent again, with the same id: so it may be there twice, and can be told by it.
 */
class Outbox {
  #waiting = [];
  #inFlight = new Map();

  constructor(sendMessage, timeoutMillis) {
    this.sendMessage = sendMessage;
    this.timeoutMillis = timeoutMillis;
  }

  add(message) {
    if (this.#waiting.length + this.#inFlight.size >= MOST_PUBLISHES)
      return Promise.reject(new EventRouterError('limit', `${MOST_PUBLISHES} events wait already`));
    return new Promise((resolve, reject) => {
      const item = {message, resolve, reject};
      item.timer = setTimeout(() => this.#settle(item, new EventRouterError('timeout', 'no answer in time')), this.timeoutMillis);
      this.#waiting.push(item);
      this.send();
    });
  }

  send() {
    while (this.#inFlight.size < PUBLISHES_IN_FLIGHT && this.#waiting.length > 0) {
      const item = this.#waiting[0];
      if (!this.sendMessage(item.message, (answer) => this.#answered(item, answer))) return;
      this.#waiting.shift();
      this.#inFlight.set(item.message.ref, item);
    }
  }

  /** The connection is gone. */
  unanswered() {
    this.#waiting.unshift(...this.#inFlight.values());
    this.#inFlight.clear();
  }

  fail(failure) {
    for (const item of [...this.#inFlight.values(), ...this.#waiting]) this.#settle(item, failure);
  }

  #answered(item, answer) {
    if (answer.op === 'published') this.#settle(item, null, {id: item.message.id, topic: answer.topic ?? null, position: answer.position ?? null});
    else this.#settle(item, new EventRouterError(answer.code, answer.message));
  }

  #settle(item, failure, outcome) {
    clearTimeout(item.timer);
    this.#inFlight.delete(item.message.ref);
    this.#waiting = this.#waiting.filter((other) => other !== item);
    if (failure) item.reject(failure);
    else item.resolve(outcome);
    this.send();
  }
}

/** A client of one gateway address: see the top of this file. */
export class EventRouter extends EventTarget {
  #options;
  #url;
  #WebSocket;
  #state = 'idle';
  #connection = null;
  #attempt = 0;
  #failures = 0;
  #refusals = 0;
  #timer = null;
  #refresh = null;
  #greeted = false;
  #ref = 0;
  #routes = new Map();
  #seen = new PositionWindow();
  #progress = new Progress();
  #inHand = new Set();
  #acks;
  #outbox;
  #unlisten = () => {};

  /** What an older connection says is ignored. */
  #listener = {
    event: (connection, event) => connection === this.#connection && this.#receive(event),
    control: (connection, message) => connection === this.#connection && this.#hear(message),
    ended: (connection, why) => connection === this.#connection && this.#lost(connection, why),
  };

  constructor(url, options = {}) {
    super();
    this.#options = {
      levels: LEVELS,
      connectTimeoutMillis: 10_000,
      publishTimeoutMillis: 30_000,
      baseMillis: 500,
      longestMillis: 30_000,
      maxPending: 10_000,
      random: Math.random,
      ...options,
    };
    this.#url = address(url);
    this.#WebSocket = options.WebSocket ?? globalThis.WebSocket;
    if (!this.#WebSocket)
      throw new TypeError('there is no WebSocket here: give one with the option WebSocket, such as that of the package ws');
    this.#progress.cursor = options.cursor ?? null;
    this.#acks = new Acks((message) => this.#send(message), this.#options.maxPending);
    this.#outbox = new Outbox((message, answered) => this.#send(message, answered), this.#options.publishTimeoutMillis);
  }

  get state() {
    return this.#state;
  }

  /** All before it has been handled here: keep it, and go on with the option `cursor`. */
  get cursor() {
    return this.#progress.cursor;
  }

  connect() {
    if (this.#state !== 'idle') return;
    this.#unlisten = this.#listenToTheNetwork();
    this.#open();
  }

  subscribe(channel, handler, options) {
    if (typeof handler !== 'function' && options === undefined) [handler, options] = [undefined, handler];
    this.#refuseIfOver();
    const subscription = new Subscription(channel, options ?? {}, handler, (s) => this.#unsubscribe(s));
    const route = this.#routeOf(channel, options ?? {});
    route.subscriptions.add(subscription);
    this.#adapt(route);
    this.connect();
    return subscription;
  }

  publish(event) {
    this.#refuseIfOver();
    const published = this.#outbox.add({op: 'publish', ...event, id: event.id ?? randomId(), ref: this.#nextRef()});
    this.connect();
    return published;
  }

  close() {
    if (this.#isOver()) return;
    this.#acks.send();
    this.#connection?.leave();
    this.#finish('closed', null);
  }

  // State

  #isOver() {
    return this.#state === 'closed' || this.#state === 'failed';
  }

  #refuseIfOver() {
    if (this.#isOver()) throw new EventRouterError('closed', `the client is ${this.#state}`);
  }

  #become(state, details = {}) {
    const previous = this.#state;
    this.#state = state;
    this.#dispatch('state', {state, previous, reason: null, retryInMillis: null, ...details});
  }

  #dispatch(type, details) {
    return this.dispatchEvent(new RouterEvent(type, details));
  }

  #fault(error, details = {}) {
    if (this.#dispatch('error', {error, ...details})) console.error(error);
  }

  #finish(state, failure) {
    this.#connection = null;
    this.#attempt++;
    for (const timer of [this.#timer, this.#refresh]) clearTimeout(timer);
    this.#acks.clear();
    this.#unlisten();
    const routes = [...this.#routes.values()];
    this.#routes.clear();
    this.#become(state, {reason: failure?.message ?? null});
    for (const route of routes) for (const subscription of route.subscriptions) subscription.over(failure);
    this.#outbox.fail(failure ?? new EventRouterError('closed', 'the client was closed'));
  }

  // Connection

  /** False when there is no connection to send it on. */
  #send(message, answered) {
    if (this.#state !== 'connected') return false;
    this.#connection.send(message, answered);
    return true;
  }

  async #open() {
    const attempt = ++this.#attempt;
    clearTimeout(this.#timer);
    this.#become('connecting');
    try {
      const token = await this.#token();
      if (attempt !== this.#attempt) return;
      const {connectTimeoutMillis} = this.#options;
      this.#connection = new Connection(this.#WebSocket, this.#url, token, connectTimeoutMillis, this.#listener);
      this.#refreshBefore(expiryOf(token));
    } catch (failure) {
      if (attempt !== this.#attempt) return;
      this.#fault(new EventRouterError('connect', 'the connection cannot be tried', {cause: failure}));
      this.#retry({code: 1006, reason: 'not tried'}, null);
    }
  }

  async #token() {
    const {token} = this.#options;
    const value = typeof token === 'function' ? await token() : token;
    return value ?? null;
  }

  #hear(message) {
    switch (message.op) {
      case 'welcome':
        this.#welcomed(message);
        break;
      case 'checkpoint':
        this.#checkpoint(message.cursor);
        break;
      case 'gap': {
        const {op, ...gap} = message;
        this.#dispatch('gap', {channel: null, priority: null, count: null, lost: null, ...gap});
        break;
      }
      case 'error':
        this.#fault(new EventRouterError(message.code, message.message), {ref: message.ref ?? null});
        break;
      case 'authorized':
        this.#refreshBefore(millis(message.expires));
        break;
      case 'pong':
      case 'reconnect':
        break;
      default:
        this.#dispatch('control', {message});
    }
  }

  #welcomed(welcome) {
    this.#refusals = 0;
    this.#greeted = true;
    const routes = [...this.#routes.values()];
    if (routes.every((route) => isLive(route))) this.#reached(welcome.cursor);
    for (const route of routes) this.#ask(route);
    this.#become('connected', {session: welcome.session ?? null, gateway: welcome.gateway ?? null});
    this.#outbox.send();
    this.#acks.send();
  }

  #lost(connection, why) {
    this.#letGo();
    if (connection.readySince !== null && Date.now() - connection.readySince >= LASTING_MILLIS) this.#failures = 0;
    this.#retry(why, connection.hintMillis);
  }

  #letGo() {
    this.#connection = null;
    clearTimeout(this.#refresh);
    for (const route of this.#routes.values()) route.confirmed = false;
    this.#outbox.unanswered();
  }

  #retry(why, hintMillis) {
    const failure = this.#finalFailure(why);
    if (failure) {
      this.#finish('failed', failure);
      return;
    }
    this.#failures++;
    const reason = why.reason || String(why.code);
    // Some systems say offline and are not: so it is tried now and then even so.
    const offline = globalThis.navigator?.onLine === false;
    const wait = offline ? this.#options.longestMillis : hintMillis ?? backOff(this.#failures, this.#options);
    this.#timer = setTimeout(() => this.#open(), wait);
    this.#become(offline ? 'offline' : 'waiting', {reason, code: why.code, retryInMillis: wait});
  }

  /** Why coming back cannot help; null where it can. */
  #finalFailure({code, reason}) {
    const final = new EventRouterError(reason || `close-${code}`, `the gateway closed the connection: ${code} ${reason}`);
    if (code === 1008) return this.#isPassing(reason) ? null : final;
    return [1000, 1002, 1003, 1007, 1009, 1010].includes(code) ? final : null;
  }

  /** A fresh token may help; one that is refused as well, again and again, does not. */
  #isPassing(reason) {
    if (reason === 'rate') return true;
    if (!['token-expired', 'token-revoked', 'unauthenticated'].includes(reason)) return false;
    return typeof this.#options.token === 'function' && ++this.#refusals <= 2;
  }

  #refreshBefore(expiryMillis) {
    clearTimeout(this.#refresh);
    if (expiryMillis === null || typeof this.#options.token !== 'function') return;
    const left = expiryMillis - Date.now();
    const wait = Math.max(1_000, left - Math.max(5_000, Math.min(60_000, left / 10)));
    this.#refresh = setTimeout(() => this.#authorize(), Math.min(wait, LONGEST_TIMER_MILLIS));
  }

  async #authorize() {
    const connection = this.#connection;
    if (!connection) return;
    try {
      const token = await this.#token();
      if (connection !== this.#connection || token === null) return;
      const answered = (answer) => {
        if (answer.op === 'authorized') this.#refreshBefore(millis(answer.expires) ?? expiryOf(token));
        else this.#fault(new EventRouterError(answer.code, answer.message));
      };
      connection.send({op: 'auth', token, ref: this.#nextRef()}, answered);
    } catch (failure) {
      this.#fault(new EventRouterError('token', 'there is no fresh token', {cause: failure}));
    }
  }

  #listenToTheNetwork() {
    if (typeof globalThis.addEventListener !== 'function') return () => {};
    const page = globalThis.document;
    const online = () => this.#online();
    const doubt = () => this.#connection?.probe();
    const seen = () => page.visibilityState === 'visible' && doubt();
    globalThis.addEventListener('online', online);
    globalThis.addEventListener('offline', doubt);
    page?.addEventListener('visibilitychange', seen);
    return () => {
      globalThis.removeEventListener('online', online);
      globalThis.removeEventListener('offline', doubt);
      page?.removeEventListener('visibilitychange', seen);
    };
  }

  /** All clients of a network come back at the same moment: so not quite at once. */
  #online() {
    if (this.#connection) {
      this.#connection.probe();
    } else if (this.#state === 'offline' || this.#state === 'waiting') {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#open(), backOff(1, this.#options));
    }
  }

  // Subscriptions

  #nextRef() {
    return String(++this.#ref);
  }

  #routeOf(channel, options) {
    const start = startOf(options);
    const known = this.#routes.get(channel);
    if (known && start.given) throw new TypeError(`${channel} is subscribed to already: a start can be given only the first time`);
    if (known) return known;
    if (!start.given && this.#options.cursor !== undefined && !this.#greeted) start.cursor = this.#options.cursor;
    // What is replayed to one subscription may have been seen by others.
    const route = new Route(channel, start, start.given ? new PositionWindow() : this.#seen);
    this.#routes.set(channel, route);
    return route;
  }

  /** Asks for what all its subscriptions want together, unless that holds already. */
  #adapt(route) {
    const wanted = [...route.subscriptions];
    const ack = wanted.some((subscription) => subscription.ack);
    const minPriority = leastUrgent(wanted.map((subscription) => subscription.minPriority), this.#options.levels);
    const same = ack === route.ack && minPriority === route.minPriority;
    Object.assign(route, {ack, minPriority});
    if (route.confirmed && same) this.#confirm(route, {recovered: null, lost: null});
    else if (this.#state === 'connected' && !(same && route.asked)) this.#ask(route);
  }

  #ask(route) {
    const connection = this.#connection;
    const message = route.request(this.#nextRef());
    connection.send(message, (answer) => {
      if (this.#routes.get(route.channel) !== route) return;
      if (answer.op === 'subscribed') this.#subscribed(connection, route, message, answer);
      else this.#refused(route, answer);
    });
    route.asked = true;
  }

  #subscribed(connection, route, request, answer) {
    const resumes = request.cursor !== undefined;
    if (resumes && answer.recovered === false) this.#unrecovered(connection, route, answer);
    else if (!resumes && request.since === undefined && route.cursor === null) route.cursor = connection.cursor;
    route.confirmed = true;
    this.#confirm(route, {recovered: answer.recovered ?? null, lost: answer.lost ?? null});
  }

  /** What is still there follows, where it is known what is not. Else positions may be given a second time. */
  #unrecovered(connection, route, {lost = null}) {
    if (lost) {
      route.cursor = lost.to;
    } else {
      route.seen.clear();
      route.cursor = connection.cursor;
    }
    const count = lost?.count ?? null;
    this.#dispatch('gap', {channel: route.channel, priority: null, count, reason: 'unrecovered', lost});
  }

  #confirm(route, outcome) {
    for (const subscription of route.subscriptions) subscription.confirmed(outcome);
  }

  #refused(route, {code, message}) {
    const error = new EventRouterError(code, message);
    this.#routes.delete(route.channel);
    // What was refused may be a change of what holds.
    if (route.confirmed) this.#stop(route);
    for (const subscription of route.subscriptions) subscription.over(error);
    this.#fault(error, {channel: route.channel});
  }

  #unsubscribe(subscription) {
    const route = this.#routes.get(subscription.channel);
    if (route?.subscriptions.delete(subscription)) {
      if (route.subscriptions.size > 0) this.#adapt(route);
      else this.#forget(route);
    }
    subscription.over();
  }

  #forget(route) {
    this.#routes.delete(route.channel);
    if (route.asked) this.#stop(route);
  }

  /** Whatever is answered is of no interest any more. */
  #stop({channel}) {
    this.#send({op: 'unsubscribe', channel, ref: this.#nextRef()}, () => {});
  }

  // Events

  #receive(event) {
    const routes = [...this.#routes.values()].filter((route) => matches(route.channel, event.channel));
    const {position} = event;
    const fresh = routes.filter((route) => position === undefined || !route.seen.has(position));
    const wanted = fresh
      .flatMap((route) => [...route.subscriptions])
      .filter((subscription) => isUrgentEnough(event.priority, subscription.minPriority, this.#options.levels));
    if (position !== undefined) for (const route of fresh) route.seen.add(position);
    const toAck = position !== undefined && routes.some((route) => route.ack);
    if (wanted.length > 0) this.#deliver(event, wanted, fresh, toAck);
    else if (toAck && !this.#inHand.has(position)) this.#acks.add(position);
  }

  #deliver(event, subscriptions, routes, toAck) {
    const {position} = event;
    const stretch = this.#progress.begin();
    let open = subscriptions.length;
    let failed = false;
    this.#inHand.add(position);
    const done = (failure) => {
      if (failure) {
        failed = true;
        if (failure.code !== 'abandoned') this.#fault(failure, {event});
      }
      if (--open > 0) return;
      this.#inHand.delete(position);
      if (toAck && failed) for (const route of routes) route.seen.delete(position);
      else if (toAck) this.#acks.add(position);
      this.#handled(stretch);
    };
    for (const subscription of subscriptions) subscription.deliver(event, done);
    if (this.#progress.open > this.#options.maxPending) this.#pause();
  }

  #handled(stretch) {
    if (this.#progress.end(stretch)) this.#tellCheckpoint();
    if (this.#state === 'paused' && this.#progress.open <= this.#options.maxPending / 2) this.#open();
  }

  /** Nothing can be asked to wait but the gateway: it keeps what comes, and we come back for it. */
  #pause() {
    const connection = this.#connection;
    if (!connection) return;
    connection.leave();
    this.#letGo();
    this.#become('paused', {reason: `${this.#progress.open} events wait to be handled`});
  }

  #checkpoint(cursor) {
    for (const route of this.#routes.values()) if (route.confirmed) route.cursor = cursor;
    // One that is not confirmed begins at an earlier place, which a kept cursor must not skip.
    if ([...this.#routes.values()].every((route) => route.confirmed)) this.#reached(cursor);
  }

  #reached(cursor) {
    if (cursor !== undefined && this.#progress.checkpoint(cursor)) this.#tellCheckpoint();
  }

  #tellCheckpoint() {
    this.#dispatch('checkpoint', {cursor: this.#progress.cursor});
  }
}

/** The gateway that this file came from, where nothing else is said. */
function address(url) {
  const wanted = url === undefined ? new URL('../ws', import.meta.url) : new URL(url, globalThis.document?.baseURI);
  wanted.protocol = wanted.protocol.replace(/^http/, 'ws');
  if (!/^wss?:$/.test(wanted.protocol)) throw new TypeError(`${wanted} is not a WebSocket address`);
  return wanted.href;
}

/** Where a subscription begins: nothing given is now. */
function startOf({cursor, since}) {
  if (cursor !== undefined && since !== undefined) throw new TypeError('cursor or since, not both');
  if (since === undefined) return {given: cursor !== undefined, cursor};
  if (since instanceof Date) return {given: true, since: since.toISOString()};
  if (typeof since === 'number') return {given: true, since: `PT${Math.ceil(since / 1_000)}S`};
  return {given: true, since};
}

/** Nothing before now is wanted of it. */
function isLive(route) {
  return route.cursor === null && route.start.cursor === undefined && route.start.since === undefined;
}

/** The level that takes in all of them; null for all levels. */
function leastUrgent(names, levels) {
  if (names.length === 0 || names.includes(null)) return null;
  if (names.every((name) => name === names[0])) return names[0];
  const ranks = names.map((name) => levels.indexOf(name));
  return ranks.includes(-1) ? null : levels[Math.max(...ranks)];
}

/** A level that is not known here passes: the gateway has judged it already. */
function isUrgentEnough(level, least, levels) {
  const rank = levels.indexOf(level);
  const bound = levels.indexOf(least);
  return rank < 0 || bound < 0 || rank <= bound;
}

/** When a JSON Web Token expires, in epoch milliseconds; null where it is not one, or does not. */
function expiryOf(token) {
  try {
    const claims = JSON.parse(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')));
    return millis(claims.exp);
  } catch {
    return null;
  }
}

/** Epoch seconds or RFC 3339 in epoch milliseconds; null where it is neither. */
function millis(time) {
  const value = typeof time === 'number' ? time * 1_000 : Date.parse(time ?? '');
  return Number.isFinite(value) ? value : null;
}

function randomId() {
  if (globalThis.crypto?.randomUUID) return globalThis.crypto.randomUUID();
  const bytes = new Uint8Array(16);
  globalThis.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

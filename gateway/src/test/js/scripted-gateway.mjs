// A gateway as a script: each connection that the client makes is an object that the test speaks through.
import {mock} from 'node:test';
import {EventRouter} from '../../main/resources/web/client/event-router.js';

/** The client's side of a connection looks like a WebSocket; the test's side is accept, say, cut and heard. */
class ScriptedSocket extends EventTarget {
  readyState = 0;
  protocol = '';
  /** What the client has sent, as objects. */
  heard = [];
  closedWith = null;

  constructor(url, protocols) {
    super();
    this.url = url;
    this.protocols = protocols;
  }

  accept(protocol = 'eventrouter.v1') {
    this.readyState = 1;
    this.protocol = protocol;
    this.dispatchEvent(new Event('open'));
  }

  /** Accepts, and says welcome. */
  welcome(members = {}) {
    this.accept();
    this.say({op: 'welcome', session: 's1', gateway: 'g1', cursor: 'c0', heartbeatSeconds: 25, ...members});
  }

  say(message) {
    this.dispatchEvent(Object.assign(new Event('message'), {data: JSON.stringify(message)}));
  }

  /** Says yes to what was asked last, or to all of it. */
  confirm(members = {}) {
    for (const {op, channel, ref} of this.heard.filter(({op}) => op === 'subscribe'))
      if (op === 'subscribe') this.say({op: 'subscribed', channel, ref, ...members});
  }

  event(position, members = {}) {
    const event = {specversion: '1.0', id: `id-${position}`, source: '/test', type: 'test', channel: 'orders.eu', priority: 'normal'};
    this.say({...event, position, ...members});
  }

  cut(code = 1006, reason = '') {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), {code, reason}));
  }

  heardOf(op) {
    return this.heard.filter((message) => message.op === op);
  }

  send(text) {
    this.heard.push(JSON.parse(text));
  }

  close(code) {
    this.readyState = 2;
    this.closedWith = code;
  }
}

/** With time that passes only when the test says so. */
export class ScriptedGateway {
  sockets = [];

  constructor() {
    mock.timers.enable({apis: ['setTimeout', 'Date']});
  }

  client(options = {}) {
    const {sockets} = this;
    class Socket extends ScriptedSocket {
      constructor(...parameters) {
        super(...parameters);
        sockets.push(this);
      }
    }
    const router = new EventRouter('ws://gateway.test/ws', {WebSocket: Socket, random: () => 0.5, ...options});
    this.states = [];
    this.gaps = [];
    this.errors = [];
    router.addEventListener('state', ({state}) => this.states.push(state));
    router.addEventListener('gap', (gap) => this.gaps.push(gap));
    router.addEventListener('error', (fault) => {
      fault.preventDefault();
      this.errors.push(fault.error);
    });
    return router;
  }

  /** The latest connection, once all that follows by itself has happened. */
  async connection() {
    await settled();
    return this.sockets[this.sockets.length - 1];
  }

  async pass(millis) {
    mock.timers.tick(millis);
    await settled();
  }

  close() {
    mock.timers.reset();
  }
}

/** All promises that can be kept now are. */
export function settled() {
  return new Promise((resolve) => setImmediate(resolve));
}

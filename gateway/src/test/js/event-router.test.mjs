import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {PositionWindow, backOff, matches} from '../../main/resources/web/client/event-router.js';
import {ScriptedGateway, settled} from './scripted-gateway.mjs';

let gateway;
beforeEach(() => (gateway = new ScriptedGateway()));
afterEach(() => gateway.close());

/** A client with one subscription that is confirmed. */
async function subscribed(channel, handler, {options, subscription} = {}) {
  const router = gateway.client(options);
  const held = router.subscribe(channel, handler, subscription);
  const connection = await gateway.connection();
  connection.welcome();
  connection.confirm();
  return {router, subscription: held, connection};
}

/** The next connection after this one was cut. */
async function afterCut(connection, ...close) {
  connection.cut(...close);
  await gateway.pass(30_000);
  return gateway.connection();
}

function jwt(expirySeconds) {
  return `h.${Buffer.from(JSON.stringify({sub: 'u', exp: expirySeconds})).toString('base64url')}.s`;
}

describe('connecting', () => {
  it('begins with the first subscription, and asks for it once welcomed', async () => {
    const router = gateway.client();
    router.subscribe('orders.*', () => {}, {minPriority: 'high', ack: true});

    const connection = await gateway.connection();
    connection.welcome();

    assert.deepEqual(connection.protocols, ['eventrouter.v1']);
    assert.deepEqual(connection.heard, [{op: 'subscribe', channel: 'orders.*', ref: '1', minPriority: 'high', ack: true}]);
    assert.equal(router.state, 'connected');
  });

  it('is tried again with back-off that doubles, and full jitter', async () => {
    gateway.client({random: () => 1}).connect();
    const waits = [];
    for (let failure = 0; failure < 8; failure++) {
      (await gateway.connection()).cut();
      let waited = 0;
      const before = gateway.sockets.length;
      while (gateway.sockets.length === before) {
        await gateway.pass(500);
        waited += 500;
      }
      waits.push(waited);
    }

    assert.deepEqual(waits, [500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    assert.equal(backOff(3, {baseMillis: 500, longestMillis: 30_000, random: () => 0.25}), 500);
  });

  it('comes back when the gateway asked for it', async () => {
    const {connection} = await subscribed('orders.*', () => {});
    connection.say({op: 'reconnect', afterMillis: 7_000, reason: 'draining'});
    connection.cut(1012, 'draining');

    await gateway.pass(6_999);
    assert.equal(gateway.sockets.length, 1);
    await gateway.pass(1);

    assert.equal(gateway.sockets.length, 2);
  });

  it('gives up an attempt that takes too long', async () => {
    gateway.client().connect();
    const connection = await gateway.connection();

    await gateway.pass(10_000);

    assert.notEqual(connection.closedWith, null);
    assert.deepEqual(gateway.states, ['connecting', 'waiting']);
  });

  it('asks a gateway that is silent, and gives it up when it does not answer', async () => {
    const {connection} = await subscribed('orders.*', () => {});
    await gateway.pass(31_250);
    assert.equal(connection.heardOf('ping').length, 1);
    connection.say({op: 'pong'});
    await gateway.pass(31_250);
    assert.equal(gateway.states.at(-1), 'connected');

    await gateway.pass(31_250);

    assert.equal(gateway.states.at(-1), 'waiting');
  });

  it('ends for good where coming back cannot help', async () => {
    const {router, subscription, connection} = await subscribed('orders.*');
    connection.cut(1008, 'forbidden');

    await assert.rejects(subscription[Symbol.asyncIterator]().next(), {code: 'forbidden'});
    assert.equal(router.state, 'failed');
    assert.throws(() => router.subscribe('orders.*'), {code: 'closed'});
  });

  it('does not talk to what speaks another protocol', async () => {
    const router = gateway.client();
    router.connect();
    const connection = await gateway.connection();

    connection.accept('chat');

    assert.equal(router.state, 'failed');
  });

  it('is tried at once when the network is back, and waits for that when there is none', async (context) => {
    const target = new EventTarget();
    const network = {onLine: true};
    const global = {navigator: network, addEventListener: target.addEventListener.bind(target), removeEventListener: () => {}};
    const before = Object.getOwnPropertyDescriptors(globalThis);
    context.after(() => {
      for (const name of Object.keys(global))
        if (before[name]) Object.defineProperty(globalThis, name, before[name]);
        else delete globalThis[name];
    });
    for (const [name, value] of Object.entries(global)) Object.defineProperty(globalThis, name, {value, configurable: true});
    const {connection} = await subscribed('orders.*', () => {});
    network.onLine = false;
    target.dispatchEvent(new Event('offline'));
    await gateway.pass(5_000);
    assert.equal(gateway.states.at(-1), 'offline');
    assert.equal(connection.closedWith, undefined);

    network.onLine = true;
    target.dispatchEvent(new Event('online'));
    await gateway.pass(250);

    assert.equal(gateway.sockets.length, 2);
  });
});

describe('resuming', () => {
  it('goes on at the last checkpoint, and hands on what comes twice once', async () => {
    const got = [];
    const {connection} = await subscribed('orders.*', ({position}) => got.push(position));
    for (const position of ['3:10', '3:12']) connection.event(position);
    connection.say({op: 'checkpoint', cursor: 'c1'});
    connection.event('3:11');
    connection.event('4:5');

    const next = await afterCut(connection);
    next.welcome({cursor: 'c9'});
    next.confirm({recovered: true});
    for (const position of ['3:11', '3:13', '4:5', '4:6']) next.event(position);

    assert.equal(next.heardOf('subscribe')[0].cursor, 'c1');
    assert.deepEqual(got, ['3:10', '3:12', '3:11', '4:5', '3:13', '4:6']);
    assert.deepEqual(gateway.gaps, []);
  });

  it('goes on at the welcome when no checkpoint came', async () => {
    const {connection} = await subscribed('orders.*', () => {});

    const next = await afterCut(connection);
    next.welcome({cursor: 'c9'});

    assert.equal(next.heardOf('subscribe')[0].cursor, 'c0');
  });

  it('never goes on at the welcome of a connection on which it was not resumed', async () => {
    const {connection} = await subscribed('orders.*', () => {});
    const second = await afterCut(connection);
    second.welcome({cursor: 'c8'});

    const third = await afterCut(second);
    third.welcome({cursor: 'c9'});

    assert.equal(third.heardOf('subscribe')[0].cursor, 'c0');
  });

  it('tells of what could not be recovered, and forgets the positions of before', async () => {
    const got = [];
    const {connection} = await subscribed('orders.*', ({position}) => got.push(position));
    connection.event('3:10');
    const next = await afterCut(connection);
    next.welcome({cursor: 'c9'});
    next.confirm({recovered: false});

    next.event('3:10');

    assert.equal(gateway.gaps[0].reason, 'unrecovered');
    assert.deepEqual(got, ['3:10', '3:10']);
    const third = await afterCut(next);
    third.welcome();
    assert.equal(third.heardOf('subscribe')[0].cursor, 'c9');
  });

  it('tells of what retention has taken, and goes on behind that', async () => {
    const got = [];
    const {connection} = await subscribed('orders.*', ({position}) => got.push(position));
    connection.event('3:10');
    const next = await afterCut(connection);
    next.welcome({cursor: 'c9'});
    next.confirm({recovered: false, lost: {from: 'c0', to: 'c5', count: 45}});

    next.event('3:10');

    const {reason, count, lost} = gateway.gaps[0];
    assert.deepEqual({reason, count, lost}, {reason: 'unrecovered', count: 45, lost: {from: 'c0', to: 'c5', count: 45}});
    assert.deepEqual(got, ['3:10']);
    const third = await afterCut(next);
    third.welcome();
    assert.equal(third.heardOf('subscribe')[0].cursor, 'c5');
  });

  it('asks for what was replayed in part as at first, until a checkpoint came', async () => {
    const router = gateway.client();
    router.subscribe('orders.*', () => {}, {since: 'PT5M'});
    const connection = await gateway.connection();
    connection.welcome();
    connection.confirm();
    const second = await afterCut(connection);
    second.welcome();
    second.confirm();
    second.say({op: 'checkpoint', cursor: 'c5'});
    const third = await afterCut(second);
    third.welcome();

    assert.equal(connection.heard[0].since, 'PT5M');
    assert.equal(second.heard[0].since, 'PT330S');
    assert.equal(third.heard[0].cursor, 'c5');
    assert.equal(third.heard[0].since, undefined);
  });

  it('begins at a cursor that was kept', async () => {
    const router = gateway.client({cursor: 'kept'});
    router.subscribe('a', () => {});
    router.subscribe('b', () => {});

    const connection = await gateway.connection();
    connection.welcome();

    assert.deepEqual(connection.heard.map(({cursor}) => cursor), ['kept', 'kept']);
    assert.equal(router.cursor, 'kept');
  });

  it('offers a cursor only once all before it has been handled', async () => {
    const ends = [];
    const {router, connection} = await subscribed('orders.*', () => new Promise((resolve) => ends.push(resolve)));
    connection.event('3:1');
    connection.say({op: 'checkpoint', cursor: 'c1'});
    connection.event('3:2');
    connection.say({op: 'checkpoint', cursor: 'c2'});
    ends[1]();
    await settled();
    assert.equal(router.cursor, 'c0');

    ends[0]();
    await settled();

    assert.equal(router.cursor, 'c2');
  });

  it('shows a replay to the subscription that asked for it, whatever others have seen', async () => {
    const got = {all: [], replayed: []};
    const {router, connection} = await subscribed('orders.>', ({position}) => got.all.push(position));
    connection.event('3:1');
    router.subscribe('orders.eu', ({position}) => got.replayed.push(position), {since: 'earliest'});
    connection.confirm();

    connection.event('3:1');

    assert.deepEqual(got, {all: ['3:1'], replayed: ['3:1']});
  });
});

describe('dropping repeats', () => {
  it('remembers positions that come in any order', () => {
    const window = new PositionWindow();
    for (const position of ['0:900', '0:3', '1:3', '0:41', '0:9007199254740991']) window.add(position);

    assert.ok(['0:3', '0:900', '1:3', '0:41', '0:9007199254740991'].every((p) => window.has(p)));
    assert.ok(!['0:4', '1:900', '2:3', '0:9007199254740990'].some((p) => window.has(p)));
  });

  it('forgets the oldest of a partition, and nothing of the others', () => {
    const window = new PositionWindow(2);
    for (const position of ['1:1', '0:1', '0:100', '0:31', '0:200']) window.add(position);

    assert.deepEqual(['0:1', '0:31', '0:100', '0:200', '1:1'].map((p) => window.has(p)), [false, false, true, true, true]);
  });
});

describe('subscriptions', () => {
  it('match as the gateway matches', () => {
    assert.ok(matches('orders.*.42', 'orders.eu.42') && matches('orders.>', 'orders.eu.42') && matches('>', 'a') && matches('a', 'a'));
    assert.ok(!matches('orders.*', 'orders.eu.42') && !matches('orders.>', 'orders') && !matches('a', 'a.b') && !matches('a.b', 'a'));
  });

  it('get what each of them asked for', async () => {
    const got = {urgent: [], all: [], other: []};
    const router = gateway.client();
    router.subscribe('orders.*', ({position}) => got.urgent.push(position), {minPriority: 'high'});
    router.subscribe('orders.*', ({position}) => got.all.push(position), {minPriority: 'low'});
    router.subscribe('alerts', ({position}) => got.other.push(position));
    const connection = await gateway.connection();
    connection.welcome();
    connection.confirm();

    connection.event('3:1', {priority: 'normal'});
    connection.event('3:2', {priority: 'critical'});

    assert.deepEqual(connection.heard.map(({channel, minPriority}) => [channel, minPriority]), [['orders.*', 'low'], ['alerts', undefined]]);
    assert.deepEqual(got, {urgent: ['3:2'], all: ['3:1', '3:2'], other: []});
  });

  it('end with the last that wants the channel', async () => {
    const {router, subscription, connection} = await subscribed('orders.*', () => assert.fail('it has unsubscribed'));
    const second = router.subscribe('orders.*', () => assert.fail('it has unsubscribed'));
    await second.ready;
    subscription.unsubscribe();
    assert.equal(connection.heardOf('unsubscribe').length, 0);

    second.unsubscribe();
    connection.event('3:1');

    assert.deepEqual(connection.heardOf('unsubscribe').map(({channel}) => channel), ['orders.*']);
  });

  it('that are refused end, and the others go on', async () => {
    const got = [];
    const router = gateway.client();
    const refused = router.subscribe('secret', () => {});
    router.subscribe('orders.*', ({position}) => got.push(position));
    const connection = await gateway.connection();
    connection.welcome();

    connection.say({op: 'error', code: 'forbidden', message: 'not yours', ref: connection.heard[0].ref});
    connection.event('3:1');

    await assert.rejects(refused.ready, {code: 'forbidden', message: 'not yours'});
    assert.deepEqual(got, ['3:1']);
  });

  it('can be iterated over, one event after the other', async () => {
    const {router, subscription, connection} = await subscribed('orders.*');
    for (const position of ['3:1', '3:2', '3:3']) connection.event(position);
    const got = [];

    for await (const {position} of subscription) if (got.push(position) === 2) break;

    assert.deepEqual(got, ['3:1', '3:2']);
    assert.equal(connection.heardOf('unsubscribe').length, 1);
    assert.equal(router.state, 'connected');
  });

  it('end when the client is closed', async () => {
    const {router, subscription, connection} = await subscribed('orders.*');
    const next = subscription[Symbol.asyncIterator]().next();

    router.close();

    assert.deepEqual(await next, {done: true, value: undefined});
    assert.equal(connection.closedWith, 1000);
    await gateway.pass(100_000);
    assert.equal(gateway.sockets.length, 1);
  });

  it('leave the gateway while too much waits, and come back for the rest', async () => {
    const {subscription, connection} = await subscribed('orders.*', undefined, {options: {maxPending: 4}});
    connection.say({op: 'checkpoint', cursor: 'c1'});
    for (let offset = 1; offset <= 6; offset++) connection.event(`3:${offset}`);
    assert.equal(gateway.states.at(-1), 'paused');
    const got = [];
    const events = subscription[Symbol.asyncIterator]();
    for (let n = 0; n < 4; n++) got.push((await events.next()).value.position);
    assert.equal(gateway.states.at(-1), 'connecting');

    const next = await gateway.connection();
    next.welcome();
    next.confirm({recovered: true});
    for (let offset = 1; offset <= 6; offset++) next.event(`3:${offset}`);
    for (let n = 0; n < 2; n++) got.push((await events.next()).value.position);

    assert.equal(next.heardOf('subscribe')[0].cursor, 'c1');
    assert.deepEqual(got, ['3:1', '3:2', '3:3', '3:4', '3:5', '3:6']);
  });

  it('outlive a handler that throws', async () => {
    const got = [];
    const {connection} = await subscribed('orders.*', ({position}) => {
      got.push(position);
      throw new Error(`bad ${position}`);
    });

    for (const position of ['3:1', '3:2']) connection.event(position);

    assert.deepEqual(got, ['3:1', '3:2']);
    assert.deepEqual(gateway.errors.map(({message}) => message), ['bad 3:1', 'bad 3:2']);
  });
});

describe('acknowledging', () => {
  it('follows the handler, many in one message', async () => {
    const ends = [];
    const {connection} = await subscribed('orders.*', () => new Promise((resolve) => ends.push(resolve)), {subscription: {ack: true}});
    for (const position of ['3:1', '3:2', '3:3']) connection.event(position);
    ends[0]();
    ends[2]();
    await settled();

    await gateway.pass(50);

    assert.deepEqual(connection.heardOf('ack'), [{op: 'ack', positions: ['3:1', '3:3']}]);
  });

  it('is repeated for what was handled, and waits for what is being handled', async () => {
    let calls = 0;
    const ends = [];
    const {connection} = await subscribed('orders.*', () => new Promise((resolve) => ends.push(resolve, ++calls)), {subscription: {ack: true}});
    connection.event('3:1');
    connection.event('3:1');
    await gateway.pass(50);
    assert.deepEqual(connection.heardOf('ack'), []);
    ends[0]();
    await settled();
    connection.event('3:1');

    await gateway.pass(50);

    assert.equal(calls, 1);
    assert.deepEqual(connection.heardOf('ack').flatMap(({positions}) => positions), ['3:1', '3:1']);
  });

  it('is left out for what failed, which is handled again when it comes again', async () => {
    let calls = 0;
    const {connection} = await subscribed('orders.*', () => assert.equal(++calls, 2), {subscription: {ack: true}});
    connection.event('3:1');
    await gateway.pass(50);
    assert.deepEqual(connection.heardOf('ack'), []);

    connection.event('3:1');
    await gateway.pass(50);

    assert.equal(calls, 2);
    assert.deepEqual(connection.heardOf('ack'), [{op: 'ack', positions: ['3:1']}]);
  });

  it('of a lost connection goes out on the next', async () => {
    const {connection} = await subscribed('orders.*', () => {}, {subscription: {ack: true}});
    connection.event('3:1');

    const next = await afterCut(connection);
    next.welcome();

    assert.deepEqual(next.heardOf('ack'), [{op: 'ack', positions: ['3:1']}]);
  });
});

describe('tokens', () => {
  it('are asked for before each connection', async () => {
    let tokens = 0;
    const {connection} = await subscribed('orders.*', () => {}, {options: {token: async () => `t${++tokens}`}});
    const next = await afterCut(connection, 1008, 'token-expired');

    assert.deepEqual(connection.protocols, ['eventrouter.v1', 'bearer.t1']);
    assert.deepEqual(next.protocols, ['eventrouter.v1', 'bearer.t2']);
  });

  it('are refreshed before they expire, on the same connection', async () => {
    const token = () => jwt(Date.now() / 1_000 + 600);
    const {connection} = await subscribed('orders.*', () => {}, {options: {token}});
    await gateway.pass(539_999);
    assert.deepEqual(connection.heardOf('auth'), []);
    connection.say({op: 'pong'});

    await gateway.pass(1);
    const [auth] = connection.heardOf('auth');
    connection.say({op: 'authorized', expires: Date.now() / 1_000 + 600, ref: auth.ref});
    connection.say({op: 'pong'});
    await gateway.pass(540_000);

    assert.equal(auth.token, jwt(540 + 600));
    assert.equal(connection.heardOf('auth').length, 2);
  });

  it('that are refused again and again end the client', async () => {
    const router = gateway.client({token: () => 'bad'});
    router.connect();
    for (let attempt = 0; attempt < 3; attempt++) {
      const connection = await gateway.connection();
      connection.accept();
      connection.cut(1008, 'unauthenticated');
      await gateway.pass(30_000);
    }

    assert.equal(router.state, 'failed');
    assert.equal(gateway.sockets.length, 3);
  });

  it('that cannot be had are asked for again', async () => {
    let calls = 0;
    const token = async () => {
      if (++calls === 1) throw new Error('no');
      return 'yes';
    };
    gateway.client({token}).connect();
    await settled();
    await gateway.pass(500);

    assert.deepEqual((await gateway.connection()).protocols, ['eventrouter.v1', 'bearer.yes']);
    assert.equal(gateway.errors[0].code, 'connect');
  });
});

describe('publishing', () => {
  it('is done when the gateway says so', async () => {
    const router = gateway.client();
    const published = router.publish({channel: 'chat.1', priority: 'high', data: {text: 'hi'}, id: 'e1'});
    const connection = await gateway.connection();
    connection.welcome();
    const [message] = connection.heardOf('publish');

    connection.say({op: 'published', id: 'e1', topic: 'events.high', position: '0:7', ref: message.ref});

    assert.deepEqual(await published, {id: 'e1', topic: 'events.high', position: '0:7'});
    assert.deepEqual(message, {op: 'publish', channel: 'chat.1', priority: 'high', data: {text: 'hi'}, id: 'e1', ref: message.ref});
  });

  it('is refused when the gateway says so', async () => {
    const {router, connection} = await subscribed('chat.1', () => {});
    const published = router.publish({channel: 'chat.1'});

    connection.say({op: 'error', code: 'forbidden', message: 'no', ref: connection.heardOf('publish')[0].ref});

    await assert.rejects(published, {code: 'forbidden'});
  });

  it('is done again with the same id when the connection was lost before the answer', async () => {
    const {router, connection} = await subscribed('chat.1', () => {});
    const published = router.publish({channel: 'chat.1'});
    const [first] = connection.heardOf('publish');

    connection.cut();
    await gateway.pass(300);
    const next = await gateway.connection();
    next.welcome();
    const [second] = next.heardOf('publish');
    next.say({op: 'published', id: second.id, ref: second.ref});

    assert.equal(second.id, first.id);
    assert.equal((await published).id, first.id);
  });

  it('keeps a bounded number under way', async () => {
    const {router, connection} = await subscribed('chat.1', () => {});
    const published = Array.from({length: 40}, () => router.publish({channel: 'chat.1'}));
    assert.equal(connection.heardOf('publish').length, 16);

    for (let n = 0; n < 40; n++) {
      const {id, ref} = connection.heardOf('publish')[n];
      connection.say({op: 'published', id, ref});
    }

    assert.equal((await Promise.all(published)).length, 40);
  });

  it('fails when there is no answer in time, or the client ends', async () => {
    const router = gateway.client({publishTimeoutMillis: 1_000});
    const late = router.publish({channel: 'chat.1'});
    await Promise.all([assert.rejects(late, {code: 'timeout'}), gateway.pass(1_000)]);
    const left = router.publish({channel: 'chat.1'});

    router.close();

    await assert.rejects(left, {code: 'closed'});
  });
});

describe('messages', () => {
  it('of gaps are told', async () => {
    const {connection} = await subscribed('orders.*', () => {});

    connection.say({op: 'gap', channel: 'orders.eu', priority: 'low', count: 12, reason: 'shed'});

    const {channel, priority, count, reason} = gateway.gaps[0];
    assert.deepEqual({channel, priority, count, reason}, {channel: 'orders.eu', priority: 'low', count: 12, reason: 'shed'});
  });

  it('that are not known are handed on', async () => {
    const {router, connection} = await subscribed('orders.*', () => {});
    const told = [];
    router.addEventListener('control', ({message}) => told.push(message));

    connection.say({op: 'news', text: 'x'});

    assert.deepEqual(told, [{op: 'news', text: 'x'}]);
  });

  it('that are none end the connection', async () => {
    const {router, connection} = await subscribed('orders.*', () => {});

    connection.say(['what']);

    assert.equal(router.state, 'waiting');
  });
});

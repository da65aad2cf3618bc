// Compiled by a test, never run: how the types of event-router.d.ts are meant to be used.
import {EventRouter, EventRouterError, PositionWindow, backOff, matches} from '../../main/resources/web/client/event-router.js';
interface Order { order: number }
const router = new EventRouter('wss://x/ws', {token: async () => 'x', cursor: 'c', levels: ['a']});
const s = router.subscribe<Order>('orders.>', (event) => { const n: number | undefined = event.data?.order; }, {ack: true, since: new Date()});
for await (const event of router.subscribe<Order>('a', {minPriority: 'high'})) { const p: string = event.position; break; }
router.addEventListener('gap', (gap) => { const c: number | null = gap.count; });
router.addEventListener('state', ({state, retryInMillis}) => state === 'failed');
router.addEventListener('nothing' as any, () => {});
const {id} = await router.publish({channel: 'x', data: {a: 1}});
const outcome = await s.ready; const r: boolean | null = outcome.recovered;
try { router.close(); } catch (e) { if (e instanceof EventRouterError) e.code; }
new PositionWindow().add('1:2'); backOff(1, {baseMillis: 1, longestMillis: 2, random: Math.random}); matches('a', 'b');
// @ts-expect-error no such option
new EventRouter('x', {bogus: 1});
// @ts-expect-error no such event
router.addEventListener('gap', (gap) => gap.nothing);

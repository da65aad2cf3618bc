/** An event: a CloudEvent 1.0 in the JSON format. */
export interface CloudEvent<Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly channel: string;
  /** The name of its level: `critical`, `high`, `normal` or `low`, unless the deployment has others. */
  readonly priority: string;
  /** `PARTITION:OFFSET` in the routed topic; the same on every gateway. */
  readonly position: string;
  /** RFC 3339. */
  readonly time?: string;
  readonly subject?: string;
  readonly datacontenttype?: string;
  /** RFC 3339. */
  readonly expirytime?: string;
  readonly collapsekey?: string;
  readonly data?: Data;
  /** In place of `data` where that is neither JSON nor text. */
  readonly data_base64?: string;
  readonly [extension: string]: unknown;
}

/** The part of `WebSocket` that is needed; `WebSocket` of the package `ws` has it too. */
export type WebSocketClass = new (url: string, protocols: string[]) => {
  readonly readyState: number;
  readonly protocol: string;
  addEventListener(type: string, listener: (event: any) => void): void;
  send(data: string): void;
  close(code?: number): void;
};

export interface EventRouterOptions {
  /**
   * A JSON Web Token, or how to get one: it is called before each connection, and before the token in use
   * expires. A token that is text cannot be refreshed: the client fails once it has expired.
   */
  token?: string | (() => string | null | undefined | Promise<string | null | undefined>);
  /** Where the subscriptions that are made before the first connection begin: a `cursor` that was kept. */
  cursor?: string;
  /** Names of the levels, from the most urgent to the least. */
  levels?: string[];
  /** Needed where there is no global `WebSocket`, as in Node 20 and older. */
  WebSocket?: WebSocketClass;
  /** For an attempt to connect. 10,000 unless given. */
  connectTimeoutMillis?: number;
  /** The first bound of the back-off; it doubles with each failure in a row. 500 unless given. */
  baseMillis?: number;
  /** The last bound of the back-off. 30,000 unless given. */
  longestMillis?: number;
  /** How long a published event may wait for its answer, times without a connection included. 30,000 unless given. */
  publishTimeoutMillis?: number;
  /**
   * How many events may wait for handlers or loops. With more, the client leaves the gateway, and comes back
   * for the rest when half of them are handled. 10,000 unless given.
   */
  maxPending?: number;
  /** From 0 to 1, for the jitter. `Math.random` unless given. */
  random?: () => number;
}

export interface SubscribeOptions {
  /** The least urgent level that is wanted. All unless given. */
  minPriority?: string;
  /**
   * Acknowledge each event once its handler has ended, or the promise that it returned has been fulfilled, or
   * the loop has asked for the next. One that failed is not acknowledged: the gateway sends it again.
   */
  ack?: boolean;
  /** Begin where this cursor was given, not now. */
  cursor?: string;
  /** Begin at that time, so many milliseconds ago, or as the protocol says: `PT5M`, a time in RFC 3339, `earliest`. */
  since?: Date | number | string;
}

/** How a subscription came about. */
export interface SubscribeOutcome {
  /** Whether nothing was missed; null where it began now. */
  readonly recovered: boolean | null;
  /** What was lost, where that is known. */
  readonly lost: Lost | null;
}

/** A stretch of the log that is gone: what lies between the two cursors. */
export interface Lost {
  readonly from: string;
  readonly to: string;
  /** How many events at most, of any channel. */
  readonly count: number;
}

export interface Subscription<Data = unknown> extends AsyncIterable<CloudEvent<Data>> {
  readonly channel: string;
  readonly minPriority: string | null;
  readonly ack: boolean;
  /** Fulfilled once the gateway has confirmed it; rejected when it refuses, or the client ends before. */
  readonly ready: Promise<SubscribeOutcome>;
  /** Nothing more comes of it, not even what waits to be read. */
  unsubscribe(): void;
}

/** Called for each event. Calls overlap when it returns promises; a loop takes one event after the other. */
export type Handler<Data = unknown> = (event: CloudEvent<Data>, subscription: Subscription<Data>) => unknown;

export interface PublishedEvent {
  channel: string;
  priority?: string;
  data?: unknown;
  /** Random unless given. With the source it identifies the event. */
  id?: string;
  type?: string;
  /** RFC 3339. */
  expirytime?: string;
  collapsekey?: string;
  /** W3C trace context, carried through. */
  traceparent?: string;
  tracestate?: string;
}

export interface Published {
  readonly id: string;
  /** The topic of its level; null where the gateway does not say. */
  readonly topic: string | null;
  /** Its place in there, `PARTITION:OFFSET`. */
  readonly position: string | null;
}

/**
 * - `idle`: nothing has been asked for yet
 * - `connecting`, `connected`
 * - `waiting`: the connection is lost, the next attempt follows in `retryInMillis`
 * - `offline`: the same, and the browser says that there is no network
 * - `paused`: too many events wait for handlers
 * - `closed`: by `close()`
 * - `failed`: coming back cannot help; `reason` says why
 */
export type State = 'idle' | 'connecting' | 'connected' | 'waiting' | 'offline' | 'paused' | 'closed' | 'failed';

export interface StateEvent extends Event {
  readonly state: State;
  readonly previous: State;
  readonly reason: string | null;
  readonly retryInMillis: number | null;
  /** The close code, where a connection ended. */
  readonly code?: number;
  /** Of the gateway, when connected. */
  readonly session?: string | null;
  readonly gateway?: string | null;
}

/** Events that will not come. What is shown may be stale: load it anew. */
export interface GapEvent extends Event {
  /** Null where it is not known. */
  readonly channel: string | null;
  readonly priority: string | null;
  /** How many at most; null where it is not known. */
  readonly count: number | null;
  /** Of an event that was sent as often as it may be, and never acknowledged. */
  readonly position?: string;
  /** The gateway's word for it, or `unrecovered`: a subscription could not go on where it was. */
  readonly reason: string;
  readonly lost: Lost | null;
}

/** Something failed that concerns no caller's promise. It is written to the console too, unless `preventDefault()` is called. */
export interface FaultEvent extends Event {
  readonly error: unknown;
  /** The event whose handler failed. */
  readonly event?: CloudEvent;
  /** The channel that was refused. */
  readonly channel?: string;
}

/** All before `cursor` has been handled. */
export interface CheckpointEvent extends Event {
  readonly cursor: string;
}

/** A message of the gateway that this version does not know. */
export interface ControlEvent extends Event {
  readonly message: {readonly op: string; readonly [member: string]: unknown};
}

export interface EventRouterEvents {
  state: StateEvent;
  gap: GapEvent;
  error: FaultEvent;
  checkpoint: CheckpointEvent;
  control: ControlEvent;
}

/** What the gateway refused, or what failed here. */
export class EventRouterError extends Error {
  constructor(code: string, message?: string, options?: {cause?: unknown});
  /** One word: of the protocol, or `timeout`, `limit`, `closed`, `connect`, `token`, `unsubscribed`. */
  readonly code: string;
}

/** A client of one gateway address. */
export class EventRouter extends EventTarget {
  /**
   * Connects with the first subscription, not before.
   *
   * @param url where `/ws` is, as `ws:`, `wss:`, `http:`, `https:` or relative to the page; unless given, the gateway that this module was loaded from
   */
  constructor(url?: string | URL, options?: EventRouterOptions);

  readonly state: State;

  /**
   * All before it has been handled here; null before there is one. Keep it, and give it as the option `cursor` to go on
   * after a restart: the last events before may come again then.
   */
  readonly cursor: string | null;

  /** Connects without a subscription; otherwise there is no need to call it. */
  connect(): void;

  /**
   * Subscribes to a channel or a pattern: `*` is any one token, a last `>` one or more.
   *
   * @param handler called for each event
   */
  subscribe<Data = unknown>(channel: string, handler: Handler<Data>, options?: SubscribeOptions): Subscription<Data>;
  /** The same, to be iterated over: `for await (const event of router.subscribe(channel))`. Leaving the loop unsubscribes. */
  subscribe<Data = unknown>(channel: string, options?: SubscribeOptions): Subscription<Data>;

  /**
   * Publishes an event. Fulfilled once Kafka has acknowledged it; rejected with an `EventRouterError` when it is refused, or not
   * answered in time (`timeout`: it may have been published). When the connection is lost it is sent again, with the same id.
   */
  publish(event: PublishedEvent): Promise<Published>;

  /** Ends it for good: loops end, and what waits to be published is rejected. */
  close(): void;

  addEventListener<Type extends keyof EventRouterEvents>(
    type: Type,
    listener: (event: EventRouterEvents[Type]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | AddEventListenerOptions): void;
  removeEventListener<Type extends keyof EventRouterEvents>(
    type: Type,
    listener: (event: EventRouterEvents[Type]) => void,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(type: string, listener: EventListenerOrEventListenerObject | null, options?: boolean | EventListenerOptions): void;
}

/** Whether a channel is of a pattern. */
export function matches(pattern: string, channel: string): boolean;

/** How long to wait after so many failures in a row, in milliseconds. */
export function backOff(failures: number, options: {baseMillis: number; longestMillis: number; random: () => number}): number;

/** Which positions have been seen, in bounded memory: the oldest are forgotten, and count as new again. */
export class PositionWindow {
  /** @param wordsPerPartition how many groups of 32 neighbouring positions are kept for each partition */
  constructor(wordsPerPartition?: number);
  has(position: string): boolean;
  add(position: string): void;
  delete(position: string): void;
  clear(): void;
}

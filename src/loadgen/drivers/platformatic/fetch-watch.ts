import { type Consumer, connectionsApiChannel, consumerFetchesChannel, type fetchV17 } from '@platformatic/kafka';

/** Kafka's number for the Fetch request. */
const FETCH = 1;

/** What the library publishes about each request. */
interface RequestEvent {
  readonly connection: { readonly ownerId: number | undefined };
  readonly apiKey: number;
  readonly result?: fetchV17.FetchResponse;
}

/** What it publishes about each fetch of a consumer, with every attempt and what must come before it. */
interface FetchEvent {
  readonly client: unknown;
  readonly error?: unknown;
}

export interface FetchWatch {
  /** The library begins a fetch. */
  begun(): void;
  /** The library gives it up. */
  failed(): void;
  /** A fetch goes on the wire; the event is the same object when it is answered. */
  asked(fetch: object): void;
  /** The answer is decoded; its messages come next. */
  answered(fetch: object, answer: fetchV17.FetchResponse): void;
}

/** Watches the fetches behind a consumer's stream of messages; returns how to stop. */
export function watchFetches(consumer: Consumer, watch: FetchWatch): () => void {
  const isOwn = ({ apiKey, connection }: RequestEvent): boolean =>
    apiKey === FETCH && connection.ownerId === consumer.instanceId;
  const subscribers = {
    start(message: unknown) {
      const event = message as RequestEvent;
      if (isOwn(event)) watch.asked(event);
    },
    asyncStart(message: unknown) {
      const event = message as RequestEvent;
      if (isOwn(event) && event.result !== undefined) watch.answered(event, event.result);
    },
  };
  const fetchSubscribers = {
    start(message: unknown) {
      if ((message as FetchEvent).client === consumer) watch.begun();
    },
    asyncStart(message: unknown) {
      const { client, error } = message as FetchEvent;
      if (client === consumer && error !== undefined) watch.failed();
    },
  };
  connectionsApiChannel.start.subscribe(subscribers.start);
  connectionsApiChannel.asyncStart.subscribe(subscribers.asyncStart);
  consumerFetchesChannel.start.subscribe(fetchSubscribers.start);
  consumerFetchesChannel.asyncStart.subscribe(fetchSubscribers.asyncStart);
  return () => {
    connectionsApiChannel.start.unsubscribe(subscribers.start);
    connectionsApiChannel.asyncStart.unsubscribe(subscribers.asyncStart);
    consumerFetchesChannel.start.unsubscribe(fetchSubscribers.start);
    consumerFetchesChannel.asyncStart.unsubscribe(fetchSubscribers.asyncStart);
  };
}

import { type Consumer, connectionsApiChannel, type fetchV17 } from '@platformatic/kafka';

/** Kafka's number for the Fetch request. */
const FETCH = 1;

/** What the library publishes about each request. */
interface RequestEvent {
  readonly connection: { readonly ownerId: number | undefined };
  readonly apiKey: number;
  readonly result?: fetchV17.FetchResponse;
}

export interface FetchWatch {
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
  connectionsApiChannel.start.subscribe(subscribers.start);
  connectionsApiChannel.asyncStart.subscribe(subscribers.asyncStart);
  return () => {
    connectionsApiChannel.start.unsubscribe(subscribers.start);
    connectionsApiChannel.asyncStart.unsubscribe(subscribers.asyncStart);
  };
}

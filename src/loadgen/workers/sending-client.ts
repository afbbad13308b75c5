import type { ClientProfile } from '../../scenarios/types.ts';
import { Accumulator } from '../accumulator.ts';
import type { Driver, DriverProducer, ProducerContext } from '../drivers/driver.ts';
import { requestsInFlight } from '../drivers/in-flight.ts';
import type { MonotonicClock } from '../monotonic-clock.ts';
import { Pacer, type TopicTimes } from '../pacer.ts';
import type { StreamInput } from '../partition-queue.ts';
import type { SendLedger } from '../send-ledger.ts';

interface SendingClientOptions {
  readonly driver: Driver;
  readonly client: ClientProfile;
  readonly ledger: SendLedger;
  readonly clock: MonotonicClock;
  readonly context: Omit<ProducerContext, 'settled' | 'client' | 'clock'>;
  readonly streams: readonly { readonly input: StreamInput; readonly times: TopicTimes }[];
}

/** One producer of the plan with its streams; it may crash, and another one send in its place. */
export class SendingClient {
  readonly #options: SendingClientOptions;
  readonly accumulator: Accumulator;
  readonly pacer: Pacer;
  #connection: DriverProducer;

  private constructor(options: SendingClientOptions, connection: DriverProducer, accumulator: Accumulator) {
    this.#options = options;
    this.#connection = connection;
    this.accumulator = accumulator;
    this.pacer = new Pacer(accumulator, options.streams, options.client.deliveryTimeoutMs);
  }

  /** Resolves when it may send. */
  static async open(options: SendingClientOptions): Promise<SendingClient> {
    const { driver, client, ledger } = options;
    const connection = await connect(options, (settlement) => accumulator.settled(settlement));
    const inFlight = requestsInFlight(client, driver.capabilities);
    const accumulator = new Accumulator(client, connection, ledger, inFlight);
    return new SendingClient(options, connection, accumulator);
  }

  /** Ends its connections; what was queued, and what is due while it is away, is unsent. */
  async crash(): Promise<void> {
    if (this.pacer.isAway) throw new Error('the producer is away already');
    if (this.#connection.crash === undefined) throw new Error('the driver cannot end a producer without a goodbye');
    const gone = this.#connection.crash();
    this.pacer.isAway = true;
    this.accumulator.crashed(this.#options.clock());
    await gone;
  }

  /** Another producer, with a producer id of its own, sends what is due from then on. */
  async restore(): Promise<void> {
    if (!this.pacer.isAway) return;
    const { accumulator, pacer } = this;
    this.#connection = await connect(this.#options, (settlement) => accumulator.settled(settlement));
    accumulator.sendThrough(this.#connection);
    // What was due until now was due while nobody was there.
    pacer.tick(this.#options.clock());
    pacer.isAway = false;
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

const connect = (
  { driver, client, clock, context }: SendingClientOptions,
  settled: ProducerContext['settled'],
): Promise<DriverProducer> => driver.openProducer({ ...context, client, clock, settled });

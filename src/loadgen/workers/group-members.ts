import type { DriverReader } from '../drivers/driver.ts';

/** The members of one group; one that has crashed is away until another takes its place. */
export class GroupMembers {
  readonly #open: (member: number, startPaused: boolean) => Promise<DriverReader>;
  readonly #members: (DriverReader | null)[] = [];
  #isPaused: boolean;
  #isClosed = false;

  /** `open` resolves when a member has joined. */
  constructor(startPaused: boolean, open: (member: number, startPaused: boolean) => Promise<DriverReader>) {
    this.#isPaused = startPaused;
    this.#open = open;
  }

  async join(members: number): Promise<void> {
    const joined = Array.from({ length: members }, (_, member) => this.#open(member, this.#isPaused));
    this.#members.push(...(await Promise.all(joined)));
  }

  resume(): void {
    this.#isPaused = false;
    for (const member of this.#members) member?.resume();
  }

  /** Rejects where there is no such member, or its driver cannot. */
  async crash(member: number): Promise<void> {
    const reader = this.#members[member];
    if (reader === undefined) throw new Error(`the group has no member ${member}`);
    if (reader === null) throw new Error(`member ${member} is away already`);
    if (reader.crash === undefined) throw new Error('the driver cannot end a member without a goodbye');
    this.#members[member] = null;
    await reader.crash();
  }

  /** Resolves when another member has joined in the place of one that crashed. */
  async restore(member: number): Promise<void> {
    if (this.#isClosed || this.#members[member] !== null) return;
    const wasPaused = this.#isPaused;
    const reader = await this.#open(member, wasPaused);
    if (this.#isClosed || this.#members[member] !== null) {
      await reader.close();
      return;
    }
    this.#members[member] = reader;
    if (wasPaused && !this.#isPaused) reader.resume();
  }

  /** Leaves the group; never rejects. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.allSettled(this.#members.map((member) => member?.close()));
  }
}

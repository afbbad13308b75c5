/** What threads were asked for and have not answered yet. */
export class ThreadCalls {
  readonly #open = new Map<number, PromiseWithResolvers<void>>();
  #last = 0;

  /** `post` sends the call under its number; resolves or rejects with the answer. */
  make(post: (call: number) => void): Promise<void> {
    const call = ++this.#last;
    const open = Promise.withResolvers<void>();
    this.#open.set(call, open);
    post(call);
    return open.promise;
  }

  answered({ call, error }: { readonly call: number; readonly error: string | null }): void {
    const open = this.#open.get(call);
    this.#open.delete(call);
    if (error === null) open?.resolve();
    else open?.reject(new Error(error));
  }
}

/** Answers one thing after the other, in the order they came; a failure doesn't hold up the rest. */
export class Queue {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  readonly #changed: (waiting: number) => void;

  constructor(changed: (waiting: number) => void = () => undefined) {
    this.#changed = changed;
  }

  add<T>(task: () => Promise<T>): Promise<T> {
    this.#changed(++this.#waiting);
    const result = this.#last.then(task);
    this.#last = result
      .catch(() => undefined)
      .finally(() => {
        this.#changed(--this.#waiting);
      });
    return result;
  }
}

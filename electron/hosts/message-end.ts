/** What of a MessagePort, a utility process's parent port or a fake is used here. */
export interface MessageEnd {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: readonly MessageEnd[] }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start?(): void;
}

/** Keeps what is posted until the end is known; nothing is lost, the order stays. */
export class LateEnd {
  #end: MessageEnd | undefined;
  readonly #waiting: unknown[] = [];
  readonly #messages: ((message: unknown) => void)[] = [];
  readonly #closes: (() => void)[] = [];
  readonly #early: unknown[] = [];

  attach(end: MessageEnd): void {
    this.#end = end;
    end.on('message', ({ data }) => {
      if (this.#messages.length === 0) this.#early.push(data);
      for (const listener of this.#messages) listener(data);
    });
    end.on('close', () => {
      for (const listener of this.#closes) listener();
    });
    end.start?.();
    for (const message of this.#waiting.splice(0)) end.postMessage(message);
  }

  post(message: unknown): void {
    if (this.#end) this.#end.postMessage(message);
    else this.#waiting.push(message);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#messages.push(listener);
    for (const message of this.#early.splice(0)) listener(message);
  }

  onClose(listener: () => void): void {
    this.#closes.push(listener);
  }
}

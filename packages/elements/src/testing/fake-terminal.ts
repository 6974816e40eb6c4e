import type {ProjectTerminal, TerminalSize} from '@codecraft/core/project';

/** A terminal without a shell: it notes what is typed and prints what it is told. */
export class FakeTerminal {
  readonly id: string;
  readonly title: string;
  typed = '';
  readonly sizes: TerminalSize[] = [];
  readonly output: {text: string; subscribe(listener: (chunk: string) => void): () => void};
  private readonly listeners = new Set<(chunk: string) => void>();

  constructor(title: string, text = '') {
    this.id = title.toLowerCase().replace(' ', '-');
    this.title = title;
    this.output = {
      text,
      subscribe: (listener) => {
        this.listeners.add(listener);
        return () => this.listeners.delete(listener);
      },
    };
  }

  /** As the elements see it. */
  get asTerminal(): ProjectTerminal {
    return this as unknown as ProjectTerminal;
  }

  type(keys: string): void {
    this.typed += keys;
  }

  resize(size: TerminalSize): void {
    this.sizes.push(size);
  }

  print(chunk: string): void {
    this.output.text += chunk;
    for (const listener of this.listeners) listener(chunk);
  }
}

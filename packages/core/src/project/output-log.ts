/** Kept at most; older output is dropped from the front. */
const maxCharacters = 200_000;

/** What the project's processes wrote, as text with ANSI colours. */
export class OutputLog {
  private readonly listeners = new Set<(chunk: string) => void>();
  private content = '';

  get text(): string {
    return this.content;
  }

  write(chunk: string): void {
    this.content = (this.content + chunk).slice(-maxCharacters);
    for (const listener of [...this.listeners]) listener(chunk);
  }

  /** Empties it; who listens is told by the escape sequence that clears a terminal (ECMA-48 RIS). */
  clear(): void {
    this.content = '';
    for (const listener of [...this.listeners]) listener('\x1bc');
  }

  subscribe(listener: (chunk: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

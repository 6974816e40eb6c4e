import {newId} from '../protocol/index.js';
import type {Runtime, RuntimeProcess} from '../runtime/runtime.js';
import {ProjectTerminal} from './project-terminal.js';

/** The open terminals of a project, in the order of their tabs. */
export class ProjectTerminals {
  private readonly start: () => Promise<Runtime>;
  private readonly onChange: () => void;
  private opened: readonly ProjectTerminal[] = [];

  constructor(start: () => Promise<Runtime>, onChange: () => void) {
    this.start = start;
    this.onChange = onChange;
  }

  /** Another list after each change. */
  get list(): readonly ProjectTerminal[] {
    return this.opened;
  }

  open(): ProjectTerminal {
    const id = newId();
    const {start} = this;
    const terminal = new ProjectTerminal({id, title: this.freeTitle(), start, onEnd: () => this.forget(id)});
    this.change([...this.opened, terminal]);
    return terminal;
  }

  close(id: string): void {
    this.opened.find((terminal) => terminal.id === id)?.close();
    this.forget(id);
  }

  own(process: RuntimeProcess): boolean {
    return this.opened.some((terminal) => terminal.owns(process));
  }

  dispose(): void {
    for (const terminal of this.opened) terminal.close();
    this.opened = [];
  }

  private forget(id: string): void {
    if (this.opened.some((terminal) => terminal.id === id))
      this.change(this.opened.filter((terminal) => terminal.id !== id));
  }

  private change(opened: readonly ProjectTerminal[]): void {
    this.opened = opened;
    this.onChange();
  }

  /** “Terminal”, then “Terminal 2” and so on; a number that is free again is given again. */
  private freeTitle(): string {
    const taken = new Set(this.opened.map(({title}) => title));
    let title = 'Terminal';
    for (let number = 2; taken.has(title); number++) title = `Terminal ${number}`;
    return title;
  }
}

import type {InstallProgress} from '../../../runtime.js';

type Row = InstallProgress['packages'][number];

const minPauseMs = 32;

/** Counts what was fetched and tells of it, not more often than a screen can show. */
export class InstallReport {
  readonly #tell: (progress: InstallProgress) => void;
  readonly #rows: Row[] = [];
  #done = 0;
  #bytes = 0;
  #toldAt = Number.NEGATIVE_INFINITY;

  constructor(tell: (progress: InstallProgress) => void) {
    this.#tell = tell;
  }

  get count(): number {
    return this.#rows.length;
  }

  add(packages: readonly {name: string; version: string}[]): Row[] {
    const rows = packages.map(({name, version}): Row => ({name, version, status: 'waiting'}));
    this.#rows.push(...rows);
    this.#tellSoon();
    return rows;
  }

  fetching(row: Row): void {
    row.status = 'fetching';
    this.#tellSoon();
  }

  received(bytes: number): void {
    this.#bytes += bytes;
    this.#tellSoon();
  }

  done(row: Row): void {
    row.status = 'done';
    this.#done++;
    this.#tellSoon();
  }

  /** Tells how it stands now, whenever that was told last. */
  flush(): void {
    this.#toldAt = performance.now();
    const packages = this.#rows.map((row) => ({...row}));
    this.#tell({done: this.#done, total: this.#rows.length, bytes: this.#bytes, packages});
  }

  #tellSoon(): void {
    if (performance.now() - this.#toldAt >= minPauseMs) this.flush();
  }
}

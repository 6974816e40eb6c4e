/** Values of labels, such as `{status: '200'}`. Never an id, a path or an address: each value is kept for ever. */
export type Labels = Readonly<Record<string, string>>;

/** One metric in Prometheus' text format, version 0.0.4. */
export interface Metric {
  readonly name: string;
  render(): string;
}

/** Counts up. */
export class Counter implements Metric {
  readonly name: string;
  private readonly help: string;
  private readonly values = new Map<string, number>();

  constructor(name: string, help: string) {
    this.name = name;
    this.help = help;
  }

  add(labels: Labels = {}): void {
    const key = renderLabels(labels);
    this.values.set(key, (this.values.get(key) ?? 0) + 1);
  }

  render(): string {
    const lines = [...this.values].map(([labels, value]) => `${this.name}${labels} ${value}`);
    return [`# HELP ${this.name} ${this.help}`, `# TYPE ${this.name} counter`, ...lines].join('\n');
  }
}

interface Observations {
  readonly labels: Labels;
  readonly counts: number[];
  sum: number;
}

/** Counts durations by how long they were. */
export class Histogram implements Metric {
  readonly name: string;
  private readonly help: string;
  private readonly bounds: readonly number[];
  private readonly observed = new Map<string, Observations>();

  /** @param bounds Upper ends of the buckets in seconds, ascending. */
  constructor(name: string, help: string, bounds: readonly number[]) {
    this.name = name;
    this.help = help;
    this.bounds = bounds;
  }

  observe(seconds: number, labels: Labels = {}): void {
    const key = renderLabels(labels);
    const known = this.observed.get(key) ?? {labels, counts: this.bounds.map(() => 0).concat(0), sum: 0};
    const bucket = this.bounds.findIndex((bound) => seconds <= bound);
    const place = bucket === -1 ? this.bounds.length : bucket;
    known.counts[place] = (known.counts[place] ?? 0) + 1;
    known.sum += seconds;
    this.observed.set(key, known);
  }

  render(): string {
    const lines = [...this.observed.values()].flatMap((observations) => this.renderOne(observations));
    return [`# HELP ${this.name} ${this.help}`, `# TYPE ${this.name} histogram`, ...lines].join('\n');
  }

  private renderOne({labels, counts, sum}: Observations): string[] {
    let total = 0;
    const buckets = counts.map((count, place) => {
      total += count;
      const le = String(this.bounds[place] ?? '+Inf');
      return `${this.name}_bucket${renderLabels({...labels, le})} ${total}`;
    });
    return [
      ...buckets,
      `${this.name}_sum${renderLabels(labels)} ${sum}`,
      `${this.name}_count${renderLabels(labels)} ${total}`,
    ];
  }
}

function renderLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escapeLabel(value)}"`);
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escapeLabel(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}

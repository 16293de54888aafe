interface Series {
  readonly name: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly value: number;
}

const LABEL = /([a-z_]+)="([^"]*)"/g;
const SERIES = /^([a-zA-Z_:]+)(?:\{(.*)\})? (\S+)$/;
/** `name{label="x"} > 5`, `increase(name{label="x"}[5m]) > 0` */
const EXPRESSION = /^(increase\()?([a-z_]+)(?:\{([^}]*)\})?(?:\[5m\]\))? (>|==) (\d+)$/;

const labelsOf = (text = '') => new Map([...text.matchAll(LABEL)].map(([, name, value]) => [name as string, value as string]));

/** The part of Prometheus' language that docs/silence-budget.md speaks, over one scrape. */
export class Metrics {
  private readonly series: Series[];

  constructor(text: string) {
    this.series = text.split('\n').flatMap((line) => {
      const [, name, labels, value] = SERIES.exec(line) ?? [];
      return name ? [{ name, labels: labelsOf(labels), value: Number(value) }] : [];
    });
  }

  /** Whether one of its series does; `increase` counts from `before`, of which those that were not there yet are 0. */
  satisfy(expression: string, before: Metrics): boolean {
    const [, increase, name, labels, comparison, bound] = EXPRESSION.exec(expression) ?? [];
    if (!name) throw new Error(`not an expression of the silence budget: ${expression}`);
    const wanted = { name, labels: labelsOf(labels) };
    return this.find(wanted).some((one) => {
      const [old] = increase ? before.find(one) : [];
      const value = one.value - (old?.value ?? 0);
      return comparison === '>' ? value > Number(bound) : value === Number(bound);
    });
  }

  private find({ name, labels }: Omit<Series, 'value'>): Series[] {
    return this.series.filter(
      (one) => one.name === name && [...labels].every(([label, value]) => one.labels.get(label) === value),
    );
  }
}

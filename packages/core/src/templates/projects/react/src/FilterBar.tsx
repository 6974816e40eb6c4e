export type Filter = 'all' | 'active' | 'done';

const labels: Record<Filter, string> = { all: 'All', active: 'Active', done: 'Done' };

interface Props {
  value: Filter;
  onChange: (filter: Filter) => void;
}

export function FilterBar({ value, onChange }: Props) {
  return (
    <nav className="filters" aria-label="Show">
      {(Object.keys(labels) as Filter[]).map((filter) => (
        <button key={filter} type="button" aria-pressed={filter === value} onClick={() => onChange(filter)}>
          {labels[filter]}
        </button>
      ))}
    </nav>
  );
}

/** The files of the scripted todo app. */
export const todoFiles: Readonly<Record<string, string>> = {
  'src/App.tsx': `import { useMemo } from 'react';
import { FilterBar, type Filter } from './FilterBar';
import { NewTodo } from './NewTodo';
import { TodoItem } from './TodoItem';
import { useTodos, type Todo } from './useTodos';
import { useUrlState } from './useUrlState';
import './styles.css';

const tests: Record<Filter, (todo: Todo) => boolean> = {
  all: () => true,
  active: (todo) => !todo.done,
  done: (todo) => todo.done,
};

export function App() {
  const { todos, add, toggle, remove, move } = useTodos();
  const [show, setShow] = useUrlState<Filter>('show', 'all');

  const visible = useMemo(
    () => todos.filter(tests[show]),
    [todos, show],
  );
  const left = todos.filter((todo) => !todo.done).length;

  return (
    <main className="app">
      <h1>Todos</h1>
      <NewTodo onAdd={add} />
      <ul className="list">
        {visible.map((todo, index) => (
          <TodoItem
            key={todo.id}
            todo={todo}
            onToggle={() => toggle(todo.id)}
            onRemove={() => remove(todo.id)}
          />
        ))}
      </ul>
      <footer className="bar">
        <span>{left} {left === 1 ? 'item' : 'items'} left</span>
        <FilterBar value={show} onChange={setShow} />
      </footer>
    </main>
  );
}
`,
  'src/FilterBar.tsx': `export type Filter = 'all' | 'active' | 'done';

const names: Record<Filter, string> = {all: 'All', active: 'Active', done: 'Done'};

export function FilterBar({value, onChange}: {value: Filter; onChange: (filter: Filter) => void}) {
  return (
    <nav>
      {(Object.keys(names) as Filter[]).map((filter) => (
        <button key={filter} aria-pressed={filter === value} onClick={() => onChange(filter)}>
          {names[filter]}
        </button>
      ))}
    </nav>
  );
}
`,
  'src/main.tsx': `import { createRoot } from 'react-dom/client';
import { App } from './App';

createRoot(document.getElementById('root')!).render(<App />);
`,
  'src/NewTodo.tsx': `export function NewTodo({ onAdd }: { onAdd: (title: string) => void }) {
  return <input placeholder="What needs doing?" onChange={(event) => onAdd(event.target.value)} />;
}
`,
  'src/styles.css': `body {
  background: #fdf6ec;
  color: #3b2a1e;
}
`,
  'src/TodoItem.tsx': `import type { Todo } from './useTodos';

export function TodoItem({ todo, onToggle }: { todo: Todo; onToggle: () => void }) {
  return (
    <li className={todo.done ? 'done' : ''}>
      <input type="checkbox" checked={todo.done} onChange={onToggle} />
      {todo.title}
    </li>
  );
}
`,
  'src/useTodos.ts': `export interface Todo {
  id: string;
  title: string;
  done: boolean;
}
`,
  'src/useUrlState.ts': `export function useUrlState(name: string, initial: string) {
  return new URLSearchParams(location.search).get(name) ?? initial;
}
`,
  'public/favicon.svg': `<svg xmlns="http://www.w3.org/2000/svg" />
`,
  'index.html': `<!doctype html>
<div id="root"></div>
<script type="module" src="/src/main.tsx"></script>
`,
  'package.json': `{"scripts": {"start": "vite"}, "dependencies": {"react": "^19.0.0", "react-dom": "^19.0.0"}}
`,
  'README.md': `# Todo app
`,
};

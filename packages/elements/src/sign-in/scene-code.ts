import {html, type TemplateResult} from 'lit';

/** The file that the scene shows. */
export const sceneCode = `import { useMemo } from 'react';
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
  const { todos, add, toggle, remove } = useTodos();
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
        {visible.map((todo) => (
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
}`;

/** Enough of a grammar for the one file above; the real editor has Monaco's. */
const token =
  /(?<keyword>\b(?:import|from|type|const|export|function|return|true)\b)|(?<string>'[^']*'|"[^"]*")|(?<attribute>\b(?:className|on[A-Z]\w*|key|value)(?==)|\btodo(?==\{))|(?<type>(?<!h1>)\b[A-Z]\w*\b(?!\()|(?<=<\/?)[a-z]\w*)|(?<function>\b[a-z]\w*(?=\())|(?<number>\b\d+\b)|(?<punctuation>[^\w\s'"]+)/g;

/** One line with its tokens in the colours of code. */
export function colored(line: string): (string | TemplateResult)[] {
  const parts: (string | TemplateResult)[] = [];
  let end = 0;
  for (const match of line.matchAll(token)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? [''];
    parts.push(line.slice(end, match.index), html`<span class=${kind}>${match[0]}</span>`);
    end = match.index + match[0].length;
  }
  return [...parts, line.slice(end)];
}

import { useMemo } from 'react';
import { type Filter, FilterBar } from './FilterBar';
import { NewTodo } from './NewTodo';
import { TodoItem } from './TodoItem';
import { type Todo, useTodos } from './useTodos';
import { useUrlState } from './useUrlState';

const tests: Record<Filter, (todo: Todo) => boolean> = {
  all: () => true,
  active: (todo) => !todo.done,
  done: (todo) => todo.done,
};

const emptyNotes: Record<Filter, string> = {
  all: 'Nothing here yet.',
  active: 'Everything is done.',
  done: 'Nothing is done yet.',
};

export function App() {
  const { todos, add, toggle, remove } = useTodos();
  const [show, setShow] = useUrlState<Filter>('show', ['all', 'active', 'done']);

  const visible = useMemo(() => todos.filter(tests[show]), [todos, show]);
  const left = todos.filter((todo) => !todo.done).length;

  return (
    <main className="app">
      <h1>Todos</h1>
      <NewTodo onAdd={add} />
      {visible.length === 0 && <p className="empty">{emptyNotes[show]}</p>}
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
        <span role="status">
          {left} {left === 1 ? 'item' : 'items'} left
        </span>
        <FilterBar value={show} onChange={setShow} />
      </footer>
    </main>
  );
}

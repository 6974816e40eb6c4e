import { useEffect, useState } from 'react';

export interface Todo {
  id: number;
  text: string;
  done: boolean;
}

const storageKey = 'todos';

const firstTodos: Todo[] = [
  { id: 1, text: 'Book the room for Friday', done: false },
  { id: 2, text: 'Print the worksheets', done: true },
  { id: 3, text: 'Show filters in the address', done: false },
  { id: 4, text: 'Check the projector', done: true },
  { id: 5, text: 'Ask Lena about week 4', done: false },
];

/** The todos and what can be done with them. They are saved in this browser. */
export function useTodos() {
  const [todos, setTodos] = useState(load);

  useEffect(() => {
    localStorage.setItem(storageKey, JSON.stringify(todos));
  }, [todos]);

  return {
    todos,
    add: (text: string) => setTodos((todos) => [...todos, { id: nextId(todos), text, done: false }]),
    toggle: (id: number) =>
      setTodos((todos) => todos.map((todo) => (todo.id === id ? { ...todo, done: !todo.done } : todo))),
    remove: (id: number) => setTodos((todos) => todos.filter((todo) => todo.id !== id)),
  };
}

function load(): Todo[] {
  try {
    const saved = localStorage.getItem(storageKey);
    return saved ? JSON.parse(saved) : firstTodos;
  } catch {
    return firstTodos; // what was saved is not ours
  }
}

function nextId(todos: Todo[]): number {
  return Math.max(0, ...todos.map((todo) => todo.id)) + 1;
}

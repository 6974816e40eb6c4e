import type { Todo } from './useTodos';

interface Props {
  todo: Todo;
  onToggle: () => void;
  onRemove: () => void;
}

export function TodoItem({ todo, onToggle, onRemove }: Props) {
  return (
    <li className={todo.done ? 'item done' : 'item'}>
      <label>
        <input type="checkbox" checked={todo.done} onChange={onToggle} />
        <span>{todo.text}</span>
      </label>
      <button type="button" className="remove" aria-label={`Delete “${todo.text}”`} onClick={onRemove}>
        ×
      </button>
    </li>
  );
}

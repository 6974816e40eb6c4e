import { type FormEvent, useState } from 'react';

interface Props {
  onAdd: (text: string) => void;
}

export function NewTodo({ onAdd }: Props) {
  const [text, setText] = useState('');

  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() === '') return;
    onAdd(text.trim());
    setText('');
  }

  return (
    <form onSubmit={submit}>
      <input
        className="new"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="What needs doing?"
        aria-label="New todo"
        enterKeyHint="done"
        autoComplete="off"
      />
    </form>
  );
}

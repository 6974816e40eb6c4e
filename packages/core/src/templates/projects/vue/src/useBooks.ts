import { computed, ref, watch } from 'vue';

export type Status = 'next' | 'reading' | 'finished';

export interface Book {
  id: number;
  title: string;
  author: string;
  status: Status;
}

export const statusNames: Record<Status, string> = {
  next: 'To read',
  reading: 'Reading',
  finished: 'Finished',
};

const storageKey = 'books';

const firstBooks: Book[] = [
  { id: 1, title: 'The Left Hand of Darkness', author: 'Ursula K. Le Guin', status: 'reading' },
  { id: 2, title: 'The Summer Book', author: 'Tove Jansson', status: 'finished' },
  { id: 3, title: 'Invisible Cities', author: 'Italo Calvino', status: 'finished' },
  { id: 4, title: 'Austerlitz', author: 'W. G. Sebald', status: 'next' },
  { id: 5, title: 'A Pattern Language', author: 'Christopher Alexander', status: 'finished' },
  { id: 6, title: 'The Periodic Table', author: 'Primo Levi', status: 'finished' },
];

/** The books and what can be done with them. They are saved in this browser. */
export function useBooks() {
  const books = ref(load());
  watch(books, (books) => localStorage.setItem(storageKey, JSON.stringify(books)), { deep: true });

  const finished = computed(() => books.value.filter((book) => book.status === 'finished'));

  function add(title: string, author: string) {
    const id = Math.max(0, ...books.value.map((book) => book.id)) + 1;
    books.value.unshift({ id, title, author, status: 'next' });
  }

  function remove(id: number) {
    books.value = books.value.filter((book) => book.id !== id);
  }

  return { books, finished, add, remove };
}

function load(): Book[] {
  try {
    const saved = localStorage.getItem(storageKey);
    return saved ? JSON.parse(saved) : firstBooks;
  } catch {
    return firstBooks; // what was saved is not ours
  }
}

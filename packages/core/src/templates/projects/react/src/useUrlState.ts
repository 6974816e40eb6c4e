import { useState } from 'react';

/** A choice that is kept in the address, so that a shared link opens the same view. The first value is the default. */
export function useUrlState<Value extends string>(name: string, values: readonly Value[]) {
  const [value, setValue] = useState(() => {
    const inAddress = new URLSearchParams(location.search).get(name);
    return values.find((value) => value === inAddress) ?? values[0];
  });

  function change(next: Value) {
    const address = new URL(location.href);
    address.searchParams.set(name, next);
    history.replaceState(null, '', address);
    setValue(next);
  }

  return [value, change] as const;
}

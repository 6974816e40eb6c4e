import {getContext, hasContext, setContext} from 'svelte';
import * as client from 'svelte/internal/client';
import {KeptState} from './svelte-kept-state.js';

/*
 * Svelte swaps an edited component for a new one and starts its state anew (sveltejs/svelte#14434). Its compiler names
 * each `$state` in development, and calls these four; so what was there can be found again by its name.
 */
export * from 'svelte/internal/client';

const contextKey = Symbol('kept state');
let current;

export function push(props, isInRunes, component) {
  client.push(props, isInRunes, component);
  const parent = hasContext(contextKey) ? getContext(contextKey) : undefined;
  const state = new KeptState({props, parent, file: component?.[client.FILENAME], outer: current});
  setContext(contextKey, state);
  client.render_effect(() => () => state.end());
  current = state;
}

export function pop(component) {
  current = current?.outer;
  return client.pop(component);
}

export function tag(source, name) {
  // What is derived follows from the rest.
  const kept =
    'fn' in source
      ? undefined
      : current?.take(
          name,
          client.untrack(() => source.v),
          () => source.v,
        );
  if (kept) source.v = kept.value;
  return client.tag(source, name);
}

export function tag_proxy(value, name) {
  const kept = current?.take(name, value, () => kept?.value ?? value);
  return client.tag_proxy(kept ? kept.value : value, name);
}

import {previewOrigin} from '../preview-origin.js';
import type {Navigation} from './navigation.js';

/** The `Location` that the app sees. */
export function createLocation(navigation: Navigation): Location {
  const part = (
    name: 'href' | 'protocol' | 'host' | 'hostname' | 'port' | 'pathname' | 'search' | 'hash',
  ) => ({
    enumerable: true,
    get: () => navigation.url[name],
    set: (value: string) => {
      const url = navigation.url;
      if (name === 'href') navigation.go(value);
      else {
        url[name] = value;
        navigation.go(url);
      }
    },
  });
  return Object.defineProperties({} as Location, {
    href: part('href'),
    protocol: part('protocol'),
    host: part('host'),
    hostname: part('hostname'),
    port: part('port'),
    pathname: part('pathname'),
    search: part('search'),
    hash: part('hash'),
    origin: {enumerable: true, value: previewOrigin},
    ancestorOrigins: {enumerable: true, value: []},
    assign: {value: (to: string | URL) => navigation.go(to)},
    replace: {value: (to: string | URL) => navigation.go(to, {replace: true})},
    reload: {value: () => navigation.reload()},
    toString: {value: () => navigation.url.href},
    [Symbol.toStringTag]: {value: 'Location'},
  });
}

/** The `History` that the app sees. Routers replace its methods, so they are plain properties. */
export function createHistory(navigation: Navigation): History {
  const history = {
    scrollRestoration: 'auto',
    pushState: (state: unknown, _title: string, url?: string | URL | null) =>
      navigation.write('push', state, url),
    replaceState: (state: unknown, _title: string, url?: string | URL | null) =>
      navigation.write('replace', state, url),
    go: (delta = 0) => navigation.traverse(delta),
    back: () => navigation.traverse(-1),
    forward: () => navigation.traverse(1),
  };
  return Object.defineProperties(history as History, {
    length: {enumerable: true, get: () => navigation.length},
    state: {enumerable: true, get: () => navigation.state},
    [Symbol.toStringTag]: {value: 'History'},
  });
}

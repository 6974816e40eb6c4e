import legacy from 'url';

/** `node:url` */
export const url = {
  ...legacy,
  URL: globalThis.URL,
  URLSearchParams: globalThis.URLSearchParams,
  fileURLToPath: (value: string | URL): string => {
    const {protocol, pathname} = new URL(value);
    if (protocol !== 'file:') {
      throw Object.assign(new TypeError('The URL must be of scheme file'), {code: 'ERR_INVALID_URL_SCHEME'});
    }
    return decodeURIComponent(pathname);
  },
  pathToFileURL: (path: string): URL => {
    const made = new URL('file:///');
    made.pathname = path.replace(/%/g, '%25').replace(/\?/g, '%3F').replace(/#/g, '%23');
    return made;
  },
  domainToASCII: (domain: string): string => new URL(`http://${domain}`).hostname,
  domainToUnicode: (domain: string): string => domain,
  urlToHttpOptions: ({protocol, hostname, port, pathname, search, hash, href}: URL) => ({
    protocol,
    hostname,
    port,
    path: pathname + search,
    pathname,
    search,
    hash,
    href,
  }),
};

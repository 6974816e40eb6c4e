/** The cache that every data centre of Cloudflare has. https://developers.cloudflare.com/workers/runtime-apis/cache/ */
export function defaultCache(): Cache {
  // The browser's CacheStorage, which the types know, has no such property.
  return (caches as unknown as {default: Cache}).default;
}

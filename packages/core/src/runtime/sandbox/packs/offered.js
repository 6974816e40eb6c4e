/** A module's exports as the frame takes them. Getters are kept: an export may change after it was read. */
export function offered(namespace) {
  const properties = Object.getOwnPropertyDescriptors(namespace);
  delete properties[Symbol.toStringTag];
  return Object.defineProperties({}, {...properties, __esModule: {value: true}});
}

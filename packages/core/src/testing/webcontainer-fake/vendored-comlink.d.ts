/** The copy of Comlink inside `@webcontainer/api`, which both ends of the protocol speak. Bound by the bundler. */
declare module '#webcontainer-comlink' {
  export const Comlink: {
    expose(target: object, port: MessagePort): void;
    proxy<Value extends object>(value: Value): Value;
    transfer<Value>(value: Value, transferables: Transferable[]): Value;
  };
}

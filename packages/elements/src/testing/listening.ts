/** What was heard so far: the events of some types that reached a target, oldest first. Requests are called off. */
export function listen<Heard extends Event = Event>(target: EventTarget, ...types: string[]): Heard[] {
  const heard: Heard[] = [];
  for (const type of types) {
    target.addEventListener(type, (event) => {
      event.preventDefault();
      heard.push(event as Heard);
    });
  }
  return heard;
}

/** Presses a key where it would arrive. */
export function press(target: Element, key: string, options: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', {
    key,
    bubbles: true,
    composed: true,
    cancelable: true,
    ...options,
  });
  target.dispatchEvent(event);
  return event;
}

/** Types into a field as one input. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new InputEvent('input', {bubbles: true, composed: true}));
}

/** The text someone sees, with every run of white space as one space. */
export function textOf(element: Element | ShadowRoot | null | undefined): string {
  const elements = element instanceof ShadowRoot ? [...element.children] : element ? [element] : [];
  const text = elements.map((one) =>
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is not seen
    one instanceof HTMLElement && one.localName !== 'style' ? one.innerText : '',
  );
  return text
    .join(' ')
    .replace(/[\s\u200b]+/g, ' ')
    .trim();
}

/**
 * The last result for each part of a file, so that an edit of one part leaves the others as they were compiled. Holds one
 * result for each part that was ever compiled.
 */
export class LastResults {
  readonly #results = new Map<string, {input: string; result: unknown}>();

  /**
   * What `make` answered the last time, if that was for the same input. A part always has results of one kind.
   *
   * @param part names it among all: `/src/App.vue script`
   * @param input everything that the result depends on
   * @param isStale whether what is known must be made anew nevertheless
   */
  of<Result>(
    part: string,
    input: string,
    make: () => Result,
    isStale: (known: Result) => boolean = () => false,
  ): Result {
    const known = this.#results.get(part) as {input: string; result: Result} | undefined;
    if (known?.input === input && !isStale(known.result)) return known.result;
    const result = make();
    this.#results.set(part, {input, result});
    return result;
  }
}

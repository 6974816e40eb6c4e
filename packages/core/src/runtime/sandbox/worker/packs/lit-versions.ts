/** Lit's packages export no package.json; written in when the worker is bundled, see runtime-assets.rollup.mjs. */
declare const CODECRAFT_LIT_VERSIONS: Record<string, string>;

/** Versions of the packages that the pack of Lit consists of, by name. */
export const litVersions = CODECRAFT_LIT_VERSIONS;

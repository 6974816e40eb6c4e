/** These packages export no package.json; written in when the worker is bundled, see runtime-assets.rollup.mjs. */
declare const CODECRAFT_UNEXPORTED_VERSIONS: {lit: Record<string, string>; qwik: Record<string, string>};

/** Versions of the packages that a pack consists of, by name. */
export const unexportedVersions = CODECRAFT_UNEXPORTED_VERSIONS;

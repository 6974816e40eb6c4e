/** Ends each sentence about what no browser can run. */
export const alternative = 'WebContainers can run it where the site offers them.';

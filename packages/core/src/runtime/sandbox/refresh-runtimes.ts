/** Where packs keep what swaps components while they are shown, as `react-refresh/runtime` does. */
export const refreshRuntimes = ['react-refresh/runtime', 'codecraft:prefresh'] as const;

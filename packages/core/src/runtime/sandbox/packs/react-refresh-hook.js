import refresh from 'react-refresh/runtime';

// Must run before react-dom, which looks for this hook when it is loaded.
refresh.injectIntoGlobalHook(globalThis);

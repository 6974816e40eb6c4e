import {describe, expect, test} from 'vitest';
import {refreshFooter} from './refresh.js';
import {parseJavaScript} from './syntax-tree.js';

function footer(code: string): string {
  return refreshFooter(parseJavaScript(code, '/a.jsx', 'module'), code, (name) =>
    name === 'useTodos' ? '__import0.useTodos' : name,
  );
}

describe('components', () => {
  const cases: [name: string, code: string, registered: string[]][] = [
    ['function', 'function App() {}', ['App']],
    ['exported function', 'export function App() {}', ['App']],
    ['default function', 'export default function App() {}', ['App']],
    ['arrow', 'const App = () => null;', ['App']],
    ['wrapped', 'const App = memo(forwardRef((props, ref) => null));', ['App']],
    ['styled', 'const Box = styled.div`x`;', ['Box']],
    ['anonymous default', 'export default () => null;', ['__default']],
    ['wrapped anonymous default', 'export default memo(() => null);', ['__default']],
    ['lower case', 'function helper() {} const value = () => 1;', []],
    ['not a function', 'const Config = {a: 1}; class Store {}', []],
  ];
  test.each(cases)('%s', (_, code, registered) => {
    const names = [...footer(code).matchAll(/register\(([\w$]+),/g)].map((match) => match[1]);
    expect(names).toEqual(registered);
  });
});

describe('signatures', () => {
  const key = (code: string) => /sign\(\w+, ("[^"]*"|"(?:\\.|[^"\\])*")/.exec(footer(code))?.[1];

  test('same hooks, same signature, whatever else changes', () => {
    const before = key('function A() { const [a] = useState(0); useEffect(() => { x(); }); return a; }');
    const after = key(
      'function A() { const [b] = useState(0); useEffect(() => { y(); }); return <p>{b}</p>; }',
    );
    expect(before).toBeDefined();
    expect(after).toBe(before);
  });

  test.each([
    ['another order', 'function A() { useEffect(f); useState(0); }'],
    ['another first state', 'function A() { useState(1); useEffect(f); }'],
    ['one more', 'function A() { useState(0); useEffect(f); useRef(); }'],
    ['another reducer state', 'function A() { useState(0); useReducer(r, 1); }'],
  ])('%s, another signature', (_, code) => {
    expect(key(code)).not.toBe(key('function A() { useState(0); useEffect(f); }'));
  });

  test('hooks of inner functions are not its own', () => {
    expect(footer('function A() { const f = () => { useState(0); }; }')).not.toContain('sign(');
  });

  test('custom hooks are asked for by the name they have in the module', () => {
    expect(footer('function A() { useTodos(); React.useState(0); }')).toContain('() => [__import0.useTodos]');
  });

  test('a custom hook has a signature of its own', () => {
    expect(footer('export function useCounter() { return useState(0); }')).toMatch(
      /^__refresh\.sign\(useCounter/,
    );
  });
});

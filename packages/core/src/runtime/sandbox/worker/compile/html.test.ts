import {describe, expect, test} from 'vitest';
import {attribute, escapeScript, scanTags, writeTag} from './html.js';
import {inlineModule, rewriteLocation} from './html-scripts.js';
import {CompileProblem} from './problem.js';

describe('tags', () => {
  test('finds start tags with their attributes', () => {
    const [tag] = scanTags(`<a href="x&amp;y" title='1 > 0' data-n=3 hidden>`);
    expect(tag!.attributes).toEqual([
      {name: 'href', value: 'x&y'},
      {name: 'title', value: '1 > 0'},
      {name: 'data-n', value: '3'},
      {name: 'hidden', value: ''},
    ]);
    expect(writeTag(tag!, {href: null, title: '"'})).toBe('<a data-n="3" hidden title="&quot;">');
  });

  test('leaves out comments and what is inside scripts, styles and text areas', () => {
    const html = '<!-- <b> --><script>"<i>"</script><style>/*<u>*/</style><textarea><p></textarea><em>';
    expect(scanTags(html).map(({name}) => name)).toEqual(['script', 'style', 'textarea', 'em']);
    expect(scanTags(html)[0]!.text).toBe('"<i>"');
  });

  test('reads an unclosed script to the end', () => {
    const [tag] = scanTags('<script>let a;');
    expect([tag!.text, tag!.closeEnd]).toEqual(['let a;', 14]);
  });

  test('names are read without case', () => {
    const [tag] = scanTags('<IMG SRC=a.png>');
    expect([tag!.name, attribute(tag!, 'src')]).toEqual(['img', 'a.png']);
  });
});

describe('scripts', () => {
  test('nothing in a script can end it', () => {
    expect(escapeScript('"</script><!--<script>"')).toBe('"\\x3c/script>\\x3c!--\\x3cscript>"');
  });

  test('inline modules are counted in order', () => {
    const html = '<script>a</script><script type=module src=b.js></script><script type="module">c</script>';
    expect(inlineModule(html, 0)).toBe('c');
  });

  const cases: [source: string, expected: string][] = [
    ['location.href = "/a"', '__location.href = "/a"'],
    ['window.location.reload(); document.location', '__location.reload(); __location'],
    ['top.location = self.location', '__location = __location'],
    ['const {pathname} = location', 'const {pathname} = __location'],
    ['f({location})', 'f({location: __location})'],
    ['function f(location) { return location }', 'function f(location) { return location }'],
    ['store.location.x; const a = {location: 1}', 'store.location.x; const a = {location: 1}'],
    ['const relocation = 1', 'const relocation = 1'],
  ];
  test.each(cases)('%s', (source, expected) => {
    expect(rewriteLocation(source, '/a.js')).toBe(expected);
  });

  test('a script that cannot be parsed is a problem with its path', () => {
    expect(() => rewriteLocation('location = ;', '/a.js')).toThrow(CompileProblem);
  });
});

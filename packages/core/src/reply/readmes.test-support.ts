/** For tests: READMEs whose fences, braces and quotes mislead a reader that only looks for the next fence. */
export const readmes: readonly string[] = [
  '# Todos\n\n```sh\nnpm install\nnpm run dev\n```\n',
  '# Settings\n\n```json\n{"port": 3000}\n```\n\nand in text: {"port": 3001}\n',
  '# Fences in fences\n\n````md\n```js\nconsole.log("}")\n```\n````\n',
  '# Tildes\n\n~~~json\n{"a": [1, 2, {"b": "```"}]}\n~~~\n',
  '# Not closed\n\n```ts\nconst open = "{{{{";\n',
  '# In a list\n\n1. Run\n\n   ```sh\n   npm start\n   ```\n\n2. Open it\n',
  '# Windows\r\n\r\n```bat\r\ncd C:\\work\\"my app"\r\n```\r\n',
  '# Our own format\n\n```json\n{"fileTree": {"a.js": {"file": {"contents": "x"}}}}\n```\n',
  '# Tags\n\n<codecraft-file path="a.ts">\nx\n</codecraft-file>\n\n```\n<codecraft-command kind="start">x</codecraft-command>\n```\n',
  '# Quotes \\" and \\u007b\n\n`````\n```json\n{"text": "\\\\```"}\n`````\n😀 ```inline``` `}`\n',
];

import type {Feature} from './feature.test-support.js';

const app = `<script>
  import Row from './Row.svelte';
  import Once from './Once.svelte';
  let count = $state(0);
  let list = $state([1]);
  let user = $state({name: 'Ada'});
  let fixed = $state('a');
  const doubled = $derived(count * 2);
</script>
<h1>First</h1>
<button id="count" onclick={() => { count++; list.push(2); user.name = 'Grace'; fixed = 'b'; }}>{count} {doubled} {list.join()} {user.name} {fixed}</button>
<Once />
{#each [1, 2] as id (id)}<Row />{/each}
`;

const child = (id: string) => `<script>
  let n = $state(0);
</script>
<button class="${id}" onclick={() => n++}>{n}</button>
`;

export const svelte: Feature[] = [
  {
    name: 'Svelte: an edited component keeps its `$state`, by name, where it starts with the same',
    limits:
      'plain data only, and of what it contains those components that stand there once; Vite’s own plugin keeps none',
    dependencies: {svelte: '^5.0.0', '@sveltejs/vite-plugin-svelte': '^6.0.0'},
    files: {
      'main.js': `import {mount} from 'svelte';
import App from './App.svelte';
mount(App, {target: document.body});
const text = (selector) => [...document.querySelectorAll(selector)].map((element) => element.textContent).join('|');
window.facts = () => ({title: text('h1'), count: text('#count'), once: text('.once'), rows: text('.row')});`,
      'App.svelte': app,
      'Once.svelte': child('once'),
      'Row.svelte': child('row'),
    },
    facts: {title: 'First', count: '0 0 1 Ada a', once: '0', rows: '0|0'},
    steps: [
      {click: '#count', facts: {title: 'First', count: '1 2 1,2 Grace b', once: '0', rows: '0|0'}},
      {click: '.once', facts: {title: 'First', count: '1 2 1,2 Grace b', once: '1', rows: '0|0'}},
      {click: '.row', facts: {title: 'First', count: '1 2 1,2 Grace b', once: '1', rows: '1|0'}},
      {
        edit: {'App.svelte': app.replace('First', 'Second').replace("$state('a')", "$state('z')")},
        kind: 'hot',
        facts: {title: 'Second', count: '1 2 1,2 Grace z', once: '1', rows: '0|0'},
      },
      {click: '#count', facts: {title: 'Second', count: '2 4 1,2,2 Grace b', once: '1', rows: '0|0'}},
      {
        edit: {'App.svelte': app.replace('First', 'Third').replace('count * 2', 'count * 3')},
        kind: 'hot',
        facts: {title: 'Third', count: '2 6 1,2,2 Grace a', once: '1', rows: '0|0'},
      },
      {
        edit: {'Once.svelte': child('once').replace('{n}<', '{n}!<')},
        kind: 'hot',
        facts: {title: 'Third', count: '2 6 1,2,2 Grace a', once: '1!', rows: '0|0'},
      },
    ],
  },
];

import type {Feature, Refusal} from './feature.test-support.js';

/** The table of features in docs/runtime.md. */
export function featureTable(features: readonly Feature[], refusals: readonly Refusal[]): string {
  const rows = [
    ['Feature', 'In the sandbox', 'Limits'],
    ['---', '---', '---'],
    ...features.map(({name, limits = '', isBuilt}) => [
      name,
      isBuilt ? 'works, also built' : 'works',
      limits,
    ]),
    ...refusals.map(({name, sentence}) => [name, 'refused', `“${sentence}”`]),
  ];
  return rows.map((cells) => `| ${cells.join(' | ')} |`.replaceAll('|  |', '| |')).join('\n');
}

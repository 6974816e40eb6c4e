import {expect, it} from 'vitest';
import {Counter, Histogram} from './metric.js';

it('a counter counts by labels', () => {
  const counter = new Counter('things_total', 'Things.');
  counter.add({kind: 'a'});
  counter.add({kind: 'a'});
  counter.add({kind: 'say "b"\n'});
  expect(counter.render()).toBe(
    [
      '# HELP things_total Things.',
      '# TYPE things_total counter',
      'things_total{kind="a"} 2',
      'things_total{kind="say \\"b\\"\\n"} 1',
    ].join('\n'),
  );
});

it('a histogram adds up its buckets', () => {
  const histogram = new Histogram('seconds', 'Time.', [0.1, 1]);
  for (const seconds of [0.1, 0.5, 3]) histogram.observe(seconds, {route: '/x'});
  expect(histogram.render()).toBe(
    [
      '# HELP seconds Time.',
      '# TYPE seconds histogram',
      'seconds_bucket{route="/x",le="0.1"} 1',
      'seconds_bucket{route="/x",le="1"} 2',
      'seconds_bucket{route="/x",le="+Inf"} 3',
      'seconds_sum{route="/x"} 3.6',
      'seconds_count{route="/x"} 3',
    ].join('\n'),
  );
});

import {percentile} from '../report.mjs';
import {pause} from '../server/server-process.mjs';
import {readStamps} from './stamp.mjs';

/** Messages are sent this often, as many as are due: the rate holds whether or not the server keeps up. */
const tickMs = 5;
/** After this long without any delivery the last one has arrived; a server that fell behind gets half a minute. */
const quietMs = 500;
const longestDrainMs = 30_000;

/**
 * Has members speak in turn at a steady rate.
 *
 * @param offered Deliveries a second, counting each receiver of a message.
 */
export async function measure({server, members, kind, receivers, offered, seconds}) {
  const latencies = [];
  let inTime = 0;
  let endsAt = Number.POSITIVE_INFINITY;
  let closed = 0;
  const listeners = members.map(({socket, number}) => {
    const listen = (data) => {
      const now = performance.now();
      for (const {sentAt, sender} of readStamps(data)) {
        if (sender === number && kind !== 'chat') continue; // one's own cursor in a batch
        latencies.push(now - sentAt);
        if (now < endsAt) inTime++;
      }
    };
    const close = () => closed++;
    socket.on('message', listen).once('close', close);
    return () => socket.off('message', listen).off('close', close);
  });

  const cpuBefore = server.cpuSeconds;
  const startedAt = performance.now();
  endsAt = startedAt + seconds * 1000;
  await speak({members, kind, perSecond: offered / receivers, startedAt, endsAt});
  await drain(latencies);
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  const cpu = server.cpuSeconds - cpuBefore;
  for (const stop of listeners) stop();

  latencies.sort((a, b) => a - b);
  return {
    'deliveries/s': Math.round(inTime / seconds),
    'p50 ms': percentile(latencies, 0.5),
    'p95 ms': percentile(latencies, 0.95),
    'p99 ms': percentile(latencies, 0.99),
    'CPU µs each': (cpu * 1e6) / latencies.length,
    'CPU %': (cpu * 100) / elapsedSeconds,
    closed,
  };
}

async function drain(latencies) {
  const endsAt = performance.now() + longestDrainMs;
  for (let before = -1; before !== latencies.length && performance.now() < endsAt; ) {
    before = latencies.length;
    await pause(quietMs);
  }
}

async function speak({members, kind, perSecond, startedAt, endsAt}) {
  let sent = 0;
  while (performance.now() < endsAt) {
    const due = ((performance.now() - startedAt) / 1000) * perSecond;
    for (; sent < due; sent++) members[sent % members.length].send(kind);
    await pause(tickMs);
  }
}

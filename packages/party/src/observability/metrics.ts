import {Counter, Histogram} from './metric.js';

/**
 * What this worker counts since it started. On one machine that is everything; on Cloudflare each isolate counts
 * for itself, and the collector adds them up.
 */
export const metrics = {
  requests: new Counter('codecraft_requests_total', 'HTTP requests by route and status.'),
  requestSeconds: new Histogram(
    'codecraft_request_seconds',
    'How long HTTP requests took, by route.',
    [0.005, 0.02, 0.1, 0.5, 2, 10],
  ),
  socketsOpened: new Counter('codecraft_sockets_opened_total', 'Sockets that were opened.'),
  socketsClosed: new Counter('codecraft_sockets_closed_total', 'Sockets that are gone.'),
  framesRejected: new Counter(
    'codecraft_frames_rejected_total',
    'Frames that ended their socket, by close code.',
  ),
  messages: new Counter('codecraft_messages_total', 'Messages of clients by type and outcome.'),
  edits: new Counter('codecraft_edits_total', 'Document frames by kind and outcome.'),
  turns: new Counter('codecraft_ai_turns_total', 'AI turns by who answered and how they ended.'),
  turnSeconds: new Histogram(
    'codecraft_ai_turn_seconds',
    'How long AI turns took, by who answered.',
    [0.1, 1, 5, 15, 60, 300],
  ),
  alarms: new Counter('codecraft_alarms_total', 'Times a room woke up to remove what had expired.'),
  messageSeconds: new Histogram(
    'codecraft_message_seconds',
    'How long messages of clients took from their turn to their answer, by type.',
    [0.001, 0.005, 0.02, 0.1, 0.5, 2],
  ),
  keyFetches: new Counter('codecraft_key_fetches_total', 'Times a trusted site was asked for its keys.'),
  ratesExceeded: new Counter('codecraft_rates_exceeded_total', 'Requests refused for their number, by what.'),
};

/** All of it in Prometheus' text format. */
export function renderMetrics(): string {
  return `${Object.values(metrics)
    .map((metric) => metric.render())
    .join('\n\n')}\n`;
}

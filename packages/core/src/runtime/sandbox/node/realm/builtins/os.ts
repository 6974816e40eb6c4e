/** `node:os`: what a program could see of a small Linux computer. */
export const os = {
  EOL: '\n',
  devNull: '/dev/null',
  arch: () => 'x64',
  platform: () => 'linux',
  type: () => 'Linux',
  release: () => '6.1.0',
  version: () => '#1',
  machine: () => 'x86_64',
  hostname: () => 'sandbox',
  homedir: () => '/home',
  tmpdir: () => '/tmp',
  endianness: () => 'LE',
  uptime: () => performance.now() / 1000,
  loadavg: () => [0, 0, 0],
  totalmem: () => 4 * 2 ** 30,
  freemem: () => 2 * 2 ** 30,
  availableParallelism: () => navigator.hardwareConcurrency || 1,
  cpus: () =>
    Array.from({length: navigator.hardwareConcurrency || 1}, () => ({
      model: 'browser',
      speed: 0,
      times: {user: 0, nice: 0, sys: 0, idle: 0, irq: 0},
    })),
  networkInterfaces: () => ({}),
  userInfo: () => ({username: 'user', uid: 1000, gid: 1000, shell: '/bin/jsh', homedir: '/home'}),
  constants: {signals: {SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15}, errno: {}},
};

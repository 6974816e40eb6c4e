/** Every limit of the system, on one page. Sizes are bytes of UTF-8 unless the name says otherwise. */
export const limits = {
  // files
  maxFileBytes: 512 * 1024,
  maxFiles: 1000,
  maxProjectBytes: 25 * 1024 * 1024,
  /** Of a file's text with everything that was ever typed and deleted in it. */
  maxHistoryBytes: 4 * 1024 * 1024,
  /** Editors that ever wrote in a file; each visit of a person is another. */
  maxWritersPerFile: 4_096,
  maxPathBytes: 1024,
  maxPathSegmentBytes: 255,

  // what one AI turn may write
  maxTurnFiles: 100,
  maxTurnBytes: 10 * 1024 * 1024,
  maxTurnsPerHour: 10,
  maxTurnsPerHourSetting: 1000,

  // chat
  maxChatBytes: 8 * 1024,
  maxChatPerMinute: 10,
  chatPageSize: 50,
  defaultMessageTtlSeconds: 600,
  minMessageTtlSeconds: 10,
  maxMessageTtlSeconds: 30 * 24 * 3600,

  // the socket
  maxFrameBytes: 1024 * 1024,
  maxControlFrameBytes: 64 * 1024,
  maxSocketsPerUser: 5,
  maxFramesPerSecond: 60,
  presencePerSecond: 20,
  presenceBatchMs: 50,
  ticketTtlMs: 30_000,
  /** Not used yet. One more takes the place of the oldest; of guests, who are all different, one more is refused. */
  maxTicketsPerUser: 10,
  maxGuestTickets: 200,
  /** Sent since the last `pong`: more than this is asked about, and far more ends the socket. */
  pingAfterBytes: 256 * 1024,
  maxUnreadBytes: 8 * 1024 * 1024,
  maxGuests: 50,
  /** Events looked through for what came after a version; an older version is stale. */
  maxMissedEvents: 500,

  // packages of a project, without those that the runtime brings along
  maxPackages: 400,
  maxTarballBytes: 32 * 1024 * 1024,
  maxUnpackedBytes: 256 * 1024 * 1024,

  // accounts
  maxTokenBytes: 8 * 1024,
  minPasswordLength: 8,
  maxPasswordLength: 128,
  maxInviteLinks: 50,
  maxPendingInvites: 500,
  maxEmbedOrigins: 20,
  /** Registering, signing in and inviting from one network address: a class behind one router gets through at once. */
  addressBurst: 400,
  addressPerMinute: 60,
  maxLinkLifetimeSeconds: 30 * 24 * 3600,
  maxLinkUses: 1000,
  maxNameLength: 60,
  maxEmailLength: 254,
  maxProjectNameLength: 100,
  accessTokenTtlSeconds: 15 * 60,
  sessionTtlSeconds: 24 * 3600,
} as const;

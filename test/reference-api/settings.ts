// What the environment tells the api, read once and checked whole.
// Must not know how a setting is used, nor hold any password: only the names of the files that hold them.

/** One place to connect to. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface RedisSettings {
  readonly sentinels: readonly Address[];
  readonly masterName: string;
  readonly passwordFile: string | undefined;
  readonly rootCertificateFile: string | undefined;
  /** The name in every server's certificate, since the Sentinels give addresses; absent, the host that is asked. */
  readonly serverName?: string | undefined;
  readonly connectTimeoutMilliseconds: number;
  readonly commandTimeoutMilliseconds: number;
}

export interface PostgresqlSettings {
  readonly hosts: readonly Address[];
  readonly database: string;
  readonly username: string;
  readonly passwordFile: string | undefined;
  readonly rootCertificateFile: string | undefined;
  readonly readWrite: boolean;
  readonly connectTimeoutMilliseconds: number;
  readonly commandTimeoutMilliseconds: number;
  readonly maxPoolSize: number;
}

export interface SessionSettings {
  readonly redis: RedisSettings;
  readonly prefix: string;
  readonly idleTimeoutSeconds: number;
  readonly cookieName: string;
  readonly httpOnly: boolean;
  readonly secure: boolean;
  readonly dataProtectionKey: string;
}

export interface ResilienceSettings {
  readonly requestTimeoutMilliseconds: number;
  readonly retry: {
    readonly maxAttempts: number;
    readonly baseDelayMilliseconds: number;
    readonly maxDelayMilliseconds: number;
  };
  readonly breaker: {
    readonly failurePercent: number;
    readonly minimumRequests: number;
    readonly samplingMilliseconds: number;
    readonly breakMilliseconds: number;
  };
}

export interface Settings {
  readonly port: number;
  readonly podName: string;
  readonly zone: string;
  readonly lingerMilliseconds: number;
  readonly readinessGraceMilliseconds: number;
  readonly logRequests: boolean;
  readonly postgresql: PostgresqlSettings | undefined;
  readonly cache: RedisSettings | undefined;
  readonly sessions: SessionSettings | undefined;
  readonly resilience: ResilienceSettings;
  /** Free settings for the work itself: every variable that starts with SETTING_, without that start. */
  readonly free: Readonly<Record<string, string>>;
}

type Environment = Readonly<Record<string, string | undefined>>;

interface Range {
  readonly fallback: number;
  readonly minimum: number;
  readonly maximum: number;
}

const addressPattern = /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):(\d{1,5})$/;

/** Reads variables one by one and keeps what is wrong with each. */
class Reader {
  readonly findings: string[] = [];
  readonly environment: Environment;
  constructor(environment: Environment) {
    this.environment = environment;
  }

  text(name: string, fallback = ''): string {
    return this.environment[name] || fallback;
  }

  required(name: string): string {
    if (!this.environment[name]) this.findings.push(`${name} is not set`);
    return this.text(name);
  }

  number(name: string, { fallback, minimum, maximum }: Range): number {
    const text = this.environment[name];
    if (!text) return fallback;
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= minimum && value <= maximum) return value;
    this.findings.push(`${name} must be a whole number from ${minimum} to ${maximum}`);
    return fallback;
  }

  milliseconds(name: string, fallback: number): number {
    return this.number(name, { fallback, minimum: 1, maximum: 600_000 });
  }

  seconds(name: string, fallback: number): number {
    return this.number(name, { fallback, minimum: 0, maximum: 86_400 }) * 1000;
  }

  truth(name: string, fallback: boolean): boolean {
    const text = this.environment[name];
    if (!text) return fallback;
    if (!/^(true|false)$/.test(text)) this.findings.push(`${name} must be true or false`);
    return text === 'true';
  }

  addresses(name: string): Address[] {
    return this.required(name)
      .split(',')
      .filter((part) => part !== '')
      .flatMap((part) => {
        const [, host, port] = addressPattern.exec(part.trim()) ?? [];
        if (host && Number(port) >= 1 && Number(port) <= 65_535)
          return [{ host: host.replace(/^\[|\]$/g, ''), port: Number(port) }];
        this.findings.push(`${name} must be a list of host:port, divided by commas`);
        return [];
      });
  }
}

function readRedis(read: Reader, prefix: 'REDIS' | 'SESSION'): RedisSettings {
  return {
    sentinels: read.addresses(`${prefix}_SENTINELS`),
    masterName: read.required(`${prefix}_MASTER_NAME`),
    passwordFile: read.text(`${prefix}_PASSWORD_FILE`) || undefined,
    rootCertificateFile: read.text(`${prefix}_ROOT_CERTIFICATE_FILE`) || undefined,
    serverName: read.text(`${prefix}_SERVER_NAME`) || undefined,
    // The sessions share the timeouts of the cache: the chart has one pair of figures.
    connectTimeoutMilliseconds: read.milliseconds('REDIS_CONNECT_TIMEOUT_MILLISECONDS', 2000),
    commandTimeoutMilliseconds: read.milliseconds('REDIS_COMMAND_TIMEOUT_MILLISECONDS', 2000),
  };
}

function readSessions(read: Reader): SessionSettings {
  return {
    redis: {
      ...readRedis(read, 'SESSION'),
      // Sessions in the Redis of the cache have no authority of their own in the environment.
      rootCertificateFile:
        read.text('SESSION_ROOT_CERTIFICATE_FILE') ||
        (read.text('SESSION_SENTINELS') === read.text('REDIS_SENTINELS')
          ? read.text('REDIS_ROOT_CERTIFICATE_FILE')
          : '') ||
        undefined,
    },
    prefix: read.text('SESSION_PREFIX', 'sessions:'),
    // The chart says minutes; seconds are for tests, which cannot wait for one.
    idleTimeoutSeconds: read.number('SESSION_IDLE_TIMEOUT_SECONDS', {
      fallback:
        60 * read.number('SESSION_IDLE_TIMEOUT_MINUTES', { fallback: 30, minimum: 1, maximum: 43_200 }),
      minimum: 1,
      maximum: 2_592_000,
    }),
    cookieName: read.text('SESSION_COOKIE_NAME', 'session'),
    httpOnly: read.truth('SESSION_COOKIE_HTTP_ONLY', true),
    secure: read.text('SESSION_COOKIE_SECURE_POLICY', 'Always') === 'Always',
    dataProtectionKey: read.text('DATA_PROTECTION_REDIS_KEY', 'data-protection-keys'),
  };
}

function readPostgresql(read: Reader): PostgresqlSettings {
  return {
    hosts: read.addresses('POSTGRESQL_HOSTS'),
    database: read.required('POSTGRESQL_DATABASE'),
    username: read.required('POSTGRESQL_USERNAME'),
    passwordFile: read.text('POSTGRESQL_PASSWORD_FILE') || undefined,
    rootCertificateFile: read.text('POSTGRESQL_ROOT_CERTIFICATE_FILE') || undefined,
    readWrite: read.text('POSTGRESQL_TARGET_SESSION_ATTRIBUTES', 'read-write') === 'read-write',
    connectTimeoutMilliseconds: read.seconds('POSTGRESQL_CONNECT_TIMEOUT_SECONDS', 2) || 2000,
    commandTimeoutMilliseconds: read.seconds('POSTGRESQL_COMMAND_TIMEOUT_SECONDS', 8) || 8000,
    maxPoolSize: read.number('POSTGRESQL_MAX_POOL_SIZE', { fallback: 6, minimum: 1, maximum: 1000 }),
  };
}

function readResilience(read: Reader): ResilienceSettings {
  return {
    requestTimeoutMilliseconds: read.seconds('REQUEST_TIMEOUT_SECONDS', 10) || 10_000,
    retry: {
      maxAttempts: read.number('RETRY_MAX_ATTEMPTS', { fallback: 3, minimum: 0, maximum: 100 }),
      baseDelayMilliseconds: read.milliseconds('RETRY_BASE_DELAY_MILLISECONDS', 200),
      maxDelayMilliseconds: read.milliseconds('RETRY_MAX_DELAY_MILLISECONDS', 2000),
    },
    breaker: {
      failurePercent: read.number('CIRCUIT_BREAKER_FAILURE_PERCENT', {
        fallback: 50,
        minimum: 1,
        maximum: 100,
      }),
      minimumRequests: read.number('CIRCUIT_BREAKER_MINIMUM_REQUESTS', {
        fallback: 20,
        minimum: 1,
        maximum: 100_000,
      }),
      samplingMilliseconds: read.seconds('CIRCUIT_BREAKER_SAMPLING_SECONDS', 10) || 1000,
      breakMilliseconds: read.seconds('CIRCUIT_BREAKER_BREAK_SECONDS', 2),
    },
  };
}

/** The settings, or everything that is wrong with them. A store whose variables are absent is not used. */
export function readSettings(environment: Environment): Settings | { readonly findings: readonly string[] } {
  const read = new Reader(environment);
  const settings: Settings = {
    port: read.number('HTTP_PORT', { fallback: 8080, minimum: 0, maximum: 65_535 }),
    podName: read.text('POD_NAME', 'unknown'),
    zone: read.text('POD_ZONE', 'unknown'),
    lingerMilliseconds: read.seconds('SHUTDOWN_LINGER_SECONDS', 3),
    readinessGraceMilliseconds: read.seconds('READINESS_GRACE_SECONDS', 30),
    logRequests: read.truth('LOG_REQUESTS', false),
    postgresql: environment.POSTGRESQL_HOSTS ? readPostgresql(read) : undefined,
    cache: environment.REDIS_SENTINELS ? readRedis(read, 'REDIS') : undefined,
    sessions: environment.SESSION_SENTINELS ? readSessions(read) : undefined,
    resilience: readResilience(read),
    free: Object.fromEntries(
      Object.entries(environment)
        .filter(([name]) => name.startsWith('SETTING_'))
        .map(([name, value]) => [name.slice('SETTING_'.length), value ?? '']),
    ),
  };
  return read.findings.length > 0 ? { findings: [...new Set(read.findings)] } : settings;
}

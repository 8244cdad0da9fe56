// A user who logged in before the fault, and is looked at again and again. Must not know how a session is kept.

/** A session in Redis. Each call may throw when Redis does not answer. */
export interface Session {
  readonly logIn: () => Promise<unknown>;
  /** Whether the session is there: an answer, not the lack of one. */
  readonly isLoggedIn: () => Promise<boolean>;
}

const everyMs = 500;
/** Longer than a circuit breaker of the api stays open. */
const lastTries = 60;

export class User {
  readonly #session: Session;
  readonly #timer: NodeJS.Timeout;
  #wasLoggedOut = false;
  #isAsking = false;

  private constructor(session: Session) {
    this.#session = session;
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  static async logIn(session: Session): Promise<User> {
    await session.logIn();
    return new User(session);
  }

  /** Whether there was an answer. */
  async #look(): Promise<boolean> {
    if (this.#isAsking) return false;
    this.#isAsking = true;
    try {
      if (await this.#session.isLoggedIn()) return true;
      console.error(`${performance.now().toFixed(0)} the user was told to log in`);
      this.#wasLoggedOut = true;
      return true;
    } catch {
      return false;
    } finally {
      this.#isAsking = false;
    }
  }

  /** Whether nobody ever told the user to log in again, and the session is found once more. */
  async wasKept(): Promise<boolean> {
    clearInterval(this.#timer);
    for (let tries = 0; tries < lastTries; tries++) {
      if (await this.#look()) return !this.#wasLoggedOut;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
    return false;
  }
}

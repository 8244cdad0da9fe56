// The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding: the password never travels.
// Must not know sockets. Passwords are taken as they are: only ASCII ones are certain to mean the same to the server.
import { createHash, createHmac, pbkdf2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(pbkdf2);
const keyed = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
const digest = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();
const exclusiveOr = (left: Buffer, right: Buffer): Buffer =>
  Buffer.from(left.map((byte, index) => byte ^ (right[index] ?? 0)));

const attribute = (text: string, letter: string): string =>
  text
    .split(',')
    .find((part) => part.startsWith(`${letter}=`))
    ?.slice(2) ?? '';

export const mechanism = 'SCRAM-SHA-256';

/** What is sent first; the nonce must be new each time and hold no comma. */
export const firstMessage = (nonce: string): string => `n,,n=,r=${nonce}`;

export interface Proof {
  readonly message: string;
  /** Whether the server's last message shows that it knows the password too. */
  readonly accepts: (lastMessage: string) => boolean;
}

/** What is sent second. Throws Error when the server's answer does not continue our nonce or asks for too little work. */
export async function prove(password: string, nonce: string, challenge: string): Promise<Proof> {
  const theirNonce = attribute(challenge, 'r');
  const iterations = Number(attribute(challenge, 'i'));
  const salt = Buffer.from(attribute(challenge, 's'), 'base64');
  if (!theirNonce.startsWith(nonce) || theirNonce.length === nonce.length || salt.length === 0)
    throw new Error('the server broke the rules of the login');
  if (!(iterations >= 4096 && iterations <= 1_000_000))
    throw new Error('the server asks for an unsafe number of iterations');
  const withoutProof = `c=biws,r=${theirNonce}`;
  const whole = `n=,r=${nonce},${challenge},${withoutProof}`;
  const salted = await derive(password.normalize('NFKC'), salt, iterations, 32, 'sha256');
  const clientKey = keyed(salted, 'Client Key');
  const proof = exclusiveOr(clientKey, keyed(digest(clientKey), whole)).toString('base64');
  const expected = keyed(keyed(salted, 'Server Key'), whole);
  return {
    message: `${withoutProof},p=${proof}`,
    accepts: (lastMessage) => {
      const theirs = Buffer.from(attribute(lastMessage, 'v'), 'base64');
      return theirs.length === expected.length && timingSafeEqual(theirs, expected);
    },
  };
}

// Which values must never be shown: those whose key sounds like a secret.
// Must not know any setting's name.

const secretWord = /(?:password|passphrase|token|secret|key)s?$/i;

/** Whether the value at this path, or one around it, sounds like a secret; then a message may not show it. */
export function isSecretPath(path: readonly PropertyKey[]): boolean {
  return path.some((step) => typeof step === 'string' && secretWord.test(step));
}

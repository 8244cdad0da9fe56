// What counts as a secret, by the name of its key and by its own looks, so that nothing shows it. Whoever
// shows a person's value asks here. Must not know any setting, nor where a value is shown.

/** What stands in the place of a secret. */
const mask = '***';

/** Words that name a secret wherever they stand in a name: the schemas refuse the names that hold one. */
export const secretWords = ['password', 'passwd', 'passphrase', 'secret', 'token', 'credential'] as const;

/** Pairs of words that do so together, written as one word or as two. */
export const secretPairs = [
  'api key',
  'access key',
  'account key',
  'private key',
  'shared key',
  'storage key',
  'signing key',
  'encryption key',
  'connection string',
] as const;

// Enough to hide a value, but not to refuse a name: PWD is a folder, too.
const furtherWords = ['pwd', 'signature', '^sas', '^sig'];

const inOneWord = secretPairs.map((pair) => pair.replace(' ', ''));
const secretWord = new RegExp(`${[...secretWords, ...inOneWord].join('|')}|(?:${furtherWords.join('|')})s?$`);
const secretPair = new RegExp(`\\b(?:${secretPairs.join('|')})s?\\b`);
/** Names of Secrets, of keys in them and of files say where a secret is found, and are none themselves. */
const reference =
  /^existing |\bpull secrets?$| (?:names?|refs?|paths?|files?|revision|namespace|mode|type|class|enabled|seconds|minutes|hours|days)$|(?:password|username|token|certificate) key$/;

/** `dbPassword` and `DB_PASSWORD` as `db password`. */
const wordsOf = (key: string): string =>
  key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .trim()
    .toLowerCase();

/** Whether what stands at a key of this name is the content of a secret: `dbPassword`, not `existingSecret`. */
export function isSecretKey(key: string): boolean {
  const words = wordsOf(key);
  if (reference.test(words)) return false;
  return secretPair.test(words) || words.split(' ').some((word) => secretWord.test(word));
}

/** Whether the value at this path, or one around it, is the content of a secret by its key. */
export function isSecretPath(path: readonly PropertyKey[]): boolean {
  return path.some((step) => typeof step === 'string' && isSecretKey(step));
}

// Connection strings and queries of URLs: `Secret=…;`, `sig=…&`.
const assigned = { name: /([A-Za-z][\w.-]*)["']?\s*=\s*(?=[^;&\s])(?!\*{3})/g, end: /[;&]/g };
const entered = { name: /([A-Za-z][\w.-]*)(?:["']\s*:\s*|\s*:\s+)(?=\S)(?!\*{3})/g, end: /$/g };

/** The text without what follows the names of secrets, up to the end of each. */
function maskNamed(text: string, { name, end }: typeof assigned): string {
  let result = '';
  let from = 0;
  for (const match of text.matchAll(name)) {
    const start = match.index + match[0].length;
    if (start <= from || !isSecretKey(match[1] ?? '')) continue;
    end.lastIndex = start;
    const stop = end.exec(text)?.index ?? text.length;
    result += text.slice(from, start) + mask;
    from = stop;
  }
  return result + text.slice(from);
}

const userOfUrl = /(\/\/[^\s/:@"']*:)[^\s"']+(@)/g;
// An image is written name:tag@sha256:…, and that is public.
const userOfHost = /(?<![\w.:/-])([\w.-]+:)[^\s:@/"']+(@)(?!sha\d+:)/g;
/** What services begin their keys with, so that leaks are found. */
const marked =
  /\b(?:gh[opusr]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_|dop_v1_|AKIA|AIza|sk-)[\w-]{12,}|\beyJ[\w-]{8,}\.[\w.-]+|\b[\w~.-]{3}\dQ~[\w~.-]{30,}/g;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*/g;
// Keys, certificates, signed addresses: long runs of base64. A digest that says so is public.
const longRun = /(?<!sha(?:256|512)[:-])(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_=-]{40,}/g;

/** A run of words, as names of files are, is no key: keys have digits, and go on without a separator. */
const isKeyMaterial = (run: string): boolean =>
  run.split(/[-_/]/).some((part) => part.length >= 16 && /[0-9]/.test(part));

/** A sentence without what looks like a secret by itself; doing it twice is as good as once. */
export function concealTokens(text: string): string {
  return maskNamed(text, assigned)
    .replace(userOfUrl, `$1${mask}$2`)
    .replace(userOfHost, `$1${mask}$2`)
    .replace(marked, mask)
    .replace(privateKey, mask)
    .replace(longRun, (run) => (isKeyMaterial(run) ? mask : run));
}

/** Whether a key of this name holds a digest, which is long and public. */
export const isDigestKey = (key: PropertyKey | undefined): boolean =>
  typeof key === 'string' && /digest$/i.test(key);

const isDigest = (key: PropertyKey | undefined, text: string): boolean =>
  isDigestKey(key) && /(?:^|[\s"':])[0-9a-f]+["']?\s*$/i.test(text);

/** The text of a person's value without what may be a secret; `key` is the one that it stands at. */
export function concealText(text: string, key?: PropertyKey): string {
  return isDigest(key, text) ? text : concealTokens(maskNamed(text, entered));
}

// How this room gets the text of a file: from a function that the disk's door implements.
// Must not touch a disk itself.

/** Why a text could not be had. `outside`: the name or a link leads out of the repository. */
export type ReadFailure = 'missing' | 'unreadable' | 'too-large' | 'outside' | 'not-a-file' | 'not-utf8';

export interface Unread {
  readonly failure: ReadFailure;
  /** Of a missing file: the names in the folder where it was looked for, when there is such a folder. */
  readonly beside?: readonly string[];
}

/** Reads a text; the path is relative to the repository's root, with forward slashes. Never throws. */
export type ReadText = (path: string) => { readonly text: string } | Unread;

// IPv4 addresses and ranges as numbers, so that they can be compared. Must not know what has them.

/** The first and the last address of a range. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** An address as a number; NaN for an empty text. */
export const addressNumber = (address: string): number =>
  address === '' ? Number.NaN : address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

/** A number as an address. */
export const addressText = (number: number): string =>
  [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256).join('.');

/** How many bits of a range are fixed: 24 of 10.10.0.0/24. */
export const prefixOf = (range: string): number => Number(range.slice(range.indexOf('/') + 1));

/** The span of a range, whose host bits are passed over as Azure does. */
export function spanOf(range: string): Span {
  const size = 2 ** (32 - prefixOf(range));
  const first = Math.floor(addressNumber(range.slice(0, range.indexOf('/'))) / size) * size;
  return { first, last: first + size - 1 };
}

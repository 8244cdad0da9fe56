// Quantities as numbers, so that two can be compared. Must not know which setting holds one.

/** How many thousandths of its base unit each suffix stands for. */
export const quantityFactors: Readonly<Record<string, number>> = {
  m: 1,
  '': 1000,
  Ki: 1000 * 1024,
  Mi: 1000 * 1024 ** 2,
  Gi: 1000 * 1024 ** 3,
  Ti: 1000 * 1024 ** 4,
};

/**
 * A quantity in thousandths of its base unit; exact for every quantity of this module.
 * @throws if the text is no quantity of this module.
 */
export function quantityInThousandths(text: string): number {
  const parts = /^([0-9]+)([A-Za-z]*)$/.exec(text);
  const factor = quantityFactors[parts?.[2] ?? '?'];
  if (parts === null || factor === undefined) throw new Error(`not a quantity: ${JSON.stringify(text)}`);
  return Number(parts[1]) * factor;
}

// Joins the rooms into the product that the verbs use. Must not know the verbs, nor touch the outside.
import type { Product } from './product.ts';

/** The product, made at its first use. */
export function assembleProduct(): Product {
  throw new Error('the rooms are not joined yet');
}
